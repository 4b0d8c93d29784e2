"""What the command line goes by: a file that is named or found, and what it says to the library and to the command."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self

from indexaudit.checked import unknown_key
from indexaudit.commands.exit_code import FAIL_ON, Thresholds
from indexaudit.config import COMMAND_KEYS, Config, read_table
from indexaudit.errors import ConfigError
from indexaudit.gate.budgets import BUDGET_KEYS, Budget, SeverityChange
from indexaudit.model import Axis, PageKind, Severity
from indexaudit.report.formats import FORMATS

__all__ = ["Settings", "find", "repository", "score", "share"]

_NAMES: Final = ("indexaudit.toml", "pyproject.toml")
_ROOTS: Final = (".git", ".hg", ".jj", ".svn")
"""What marks the root of a repository: the search goes no higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A configuration file, parted into what the library reads and what the command line reads."""

    config: Config = field(default_factory=Config)
    thresholds: Thresholds = field(default_factory=Thresholds)
    format: str | None = None
    budgets: tuple[Budget, ...] = ()
    """Thresholds of parts of a site, in the order of the file."""
    severities: Mapping[str, SeverityChange] = field(default_factory=dict)
    """How severe rules are taken, by id. :func:`indexaudit.gate.budgets.severities` checks them against the rules."""
    without_page: tuple[str, ...] = ()
    """Patterns of paths in the repository: sources that make no page, so that none need be found for them."""
    path: Path | None = field(default=None, compare=False)
    """The file; null when there is none."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file. Raises :class:`ConfigError` that names file and key."""
        values = read_table(path)
        if values is None:
            raise ConfigError(f"{path}: has no table [tool.indexaudit]; add one, or name another file")
        own: dict[str, Any] = {key: values.pop(key) for key in COMMAND_KEYS if key in values}  # Any: see read_table
        config = Config.from_mapping(values, where=str(path), folder=path.parent)
        try:
            format_ = _choice("format", own.pop("format", None), list(FORMATS))
            return cls(
                config=config,
                thresholds=Thresholds(**_thresholds(own)),
                format=format_,
                budgets=_budgets(own.get("budget", [])),
                severities=_severities(own.get("severity", {})),
                without_page=_patterns("without_page", own.get("without_page", [])),
                path=path,
            )
        except ConfigError as error:
            raise ConfigError(f"{path}: {error}") from None

    def override(self, **given: Any) -> Thresholds:  # Any: values of options
        """The thresholds with those of the command line in their place; null says that an option was not given."""
        return replace(self.thresholds, **{key: value for key, value in given.items() if value is not None})


def find(start: Path) -> Path | None:
    """The nearest configuration: in ``start``, else in the folders above it, up to the root of the repository.

    In each folder ``indexaudit.toml`` comes first, then a ``pyproject.toml`` with a table ``[tool.indexaudit]``.
    """
    for folder in _upwards(start):
        for name in _NAMES:
            path = folder / name
            if os.path.isfile(path) and (  # noqa: PTH113 - a folder that may not be looked into is no crash
                name != "pyproject.toml" or read_table(path) is not None
            ):
                return path
    return None


def repository(start: Path) -> Path:
    """The root of the repository that a folder lies in; the folder itself when it lies in none."""
    *_, last = _upwards(start)
    return last if any(os.path.exists(last / mark) for mark in _ROOTS) else start  # noqa: PTH110 - as in find


def _upwards(start: Path) -> Iterator[Path]:
    start = Path(os.path.abspath(start))  # noqa: PTH100 - resolve() would leave the folders that the user sees
    for folder in (start, *start.parents):
        yield folder
        if any(os.path.exists(folder / mark) for mark in _ROOTS):  # noqa: PTH110
            return


def score(value: object) -> float:
    """A score, 0 to 100. Raises :class:`ValueError` in words."""
    number = _number(value)
    if not 0 <= number <= 100:
        raise ValueError(f"{number:g} is no score; give a number from 0 to 100")
    return number


def share(value: object, what: str = "coverage") -> float:
    """A share, 0 to 1, of what is named so. Raises :class:`ValueError` in words."""
    if isinstance(value, str) and value.strip().endswith("%"):
        number = _number(value.strip()[:-1])
        raise ValueError(f"{value.strip()} is a percentage; {what} is a share from 0 to 1: write {number / 100:g}")
    number = _number(value)
    if 1 < number <= 100:
        raise ValueError(f"{number:g} looks like a percentage; {what} is a share from 0 to 1: write {number / 100:g}")
    if not 0 <= number <= 1:
        raise ValueError(f"{number:g} is no {what.removeprefix('the ')}; give a share from 0 to 1, such as 0.8")
    return number


def _number(value: object) -> float:
    number = math.nan
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        with suppress(ValueError, OverflowError):
            number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is not a number")
    return number


def _thresholds(values: Mapping[str, Any]) -> dict[str, Any]:  # Any: values as TOML gives them
    """Keywords of ``Thresholds``: those that are stated."""
    made: dict[str, Any] = {}
    readers: tuple[tuple[str, Callable[[object], float]], ...] = (
        ("fail_under", score),
        ("min_coverage", share),
        ("max_findings", _whole),
    )
    for key, read in readers:
        if key not in values:
            continue
        if isinstance(values[key], str):
            raise ConfigError(f"{key}: {values[key]!r} is a text; write a number without quotes")
        try:
            made[key] = read(values[key])
        except ValueError as error:
            raise ConfigError(f"{key}: {error}") from None
    if (fail_on := _choice("fail_on", values.get("fail_on"), list(FAIL_ON))) is not None:
        made["fail_on"] = fail_on
    if (axis := _choice("axis", values.get("axis"), [a.value for a in Axis])) is not None:
        made["axis"] = Axis(axis)
    return made


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is not a whole number from 0")
    return value


def _budgets(tables: object) -> tuple[Budget, ...]:
    if not isinstance(tables, list | tuple) or not all(isinstance(table, Mapping) for table in tables):
        raise ConfigError("budget: write each as a [[budget]] table, with path or page_type and its thresholds")
    made = []
    for number, table in enumerate(tables, 1):
        try:
            made.append(_budget(table))
        except ConfigError as error:
            raise ConfigError(f"budget {number}: {error}") from None
    return tuple(made)


def _budget(table: Mapping[str, Any]) -> Budget:  # Any: values as TOML gives them
    for key in table:
        if key not in BUDGET_KEYS:
            raise ConfigError(unknown_key(f"unknown key {key!r}", key, BUDGET_KEYS))
    path = table.get("path")
    if path is not None and not (isinstance(path, str) and path[:1] in ("/", "*")):
        raise ConfigError(f"path: {path!r} is no pattern of a path; begin it with / (or *)")
    kind = _choice("page_type", table.get("page_type"), [k.value for k in PageKind])
    if path is None and kind is None:
        raise ConfigError("names no pages: give it a path or a page_type, or write its keys outside for all pages")
    thresholds = _thresholds(table)
    if not thresholds:
        raise ConfigError("asks for nothing: give it one of fail_on, fail_under, axis, min_coverage, max_findings")
    return Budget(path=path, page_type=PageKind(kind) if kind else None, **thresholds)


def _patterns(key: str, values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
        raise ConfigError(f'{key}: write a list of paths, such as {key} = ["/content/snippets/"]')
    for value in values:
        if value[:1] not in ("/", "*"):
            raise ConfigError(f"{key}: {value!r} is no pattern of a path; begin it with / (or *)")
    return tuple(values)


def _severities(table: object) -> Mapping[str, SeverityChange]:
    if not isinstance(table, Mapping):
        raise ConfigError('severity: write a table [severity] with lines such as title-length = "info"')
    made = {}
    for rule, given in table.items():
        where = f"severity: {rule}"
        values = given if isinstance(given, Mapping) else {"severity": given}
        for key in values:
            if key not in ("severity", "reason"):
                raise ConfigError(unknown_key(f"{where}: unknown key {key!r}", key, ("severity", "reason")))
        level = _choice(where, values.get("severity"), [s.value for s in Severity])
        if level is None:
            raise ConfigError(f'{where}: severity is missing; write severity = "minor"')
        reason = values.get("reason")
        if reason is not None and not (isinstance(reason, str) and reason.strip()):
            raise ConfigError(f"{where}: reason: {reason!r} is no text that says why")
        made[rule] = SeverityChange(severity=Severity(level), reason=reason)
    return made


def _choice(key: str, value: object, choices: list[str]) -> str | None:
    if value is None or (isinstance(value, str) and value in choices):
        return value
    raise ConfigError(f"{key}: {value!r} is not one of {', '.join(map(repr, choices))}")
