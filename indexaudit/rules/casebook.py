"""Case files to cases: a bad page, what the rule says to it, and the repaired twin that differs in one thing.

The cases of a rule stand in ``cases/<rule-id>.toml`` beside the module that declares it. They are its tests, and the
first of them is the example in its documentation::

    [[case]]
    name = "the title is empty"      # in words; a test is named by it
    head = "<title></title>"         # any key of PAGE_KEYS; what is left out is that of a good page
    expect = "fail"                  # the status; message, credit, line, indexed_at and expected may be asked for too
    [case.repaired]                  # one other page key, and what the rule says then
    head = "<title>Drying plums</title>"
    expect = "pass"

A table that is named after a site fact group (``inlinks``, ``site_page`` …) holds what differs from a group that is
empty; the case is then judged as one page of a site::

    inlinks = { pages = 0 }
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from indexaudit.errors import ConfigError
from indexaudit.facts import Group
from indexaudit.model import Status
from indexaudit.rules.base import Rule
from indexaudit.serial import from_json
from indexaudit.site_facts import SITE_GROUPS

__all__ = ["EXPECTATION_KEYS", "PAGE_KEYS", "SITE_KEYS", "Case", "case_file", "cases_of", "read_cases", "site_facts"]

SITE_KEYS: Final[Mapping[str, type[Group]]] = MappingProxyType(
    {re.sub(r"(?<!^)(?=[A-Z])", "_", group.__name__).lower(): group for group in SITE_GROUPS}
)
"""Keys of a case that hold a site fact group."""
PAGE_KEYS: Final = frozenset(
    {
        # the page; see indexaudit.testing.snapshot
        *("url", "status", "headers", "html", "head", "body", "words", "robots_txt", "robots_status", "redirects"),
        *("redirect_status", "fetched_at", "fetch_error", "truncated", "rendered"),
        # what was looked at beside it, each a list of tables; see indexaudit.testing_looks.look
        *("images", "probes"),
        # the configuration
        *("keyphrase", "expected_noindex", "brand", "thresholds", "content", "limits"),
        *SITE_KEYS,
    }
)
EXPECTATION_KEYS: Final = frozenset({"expect", "message", "credit", "line", "indexed_at", "expected"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One page and what the rule says to it."""

    name: str
    page: Mapping[str, Any]  # Any: values as TOML gives them
    status: Status
    message: str | None
    """A part of the message; null when the case does not ask for it."""
    credit: float | None
    line: int | None
    """Line of the first evidence in HTML or robots.txt."""
    indexed_at: str | None
    expected: bool | None
    twin: Case | None = None
    """The repaired page."""


def case_file(rule: Rule) -> Path:
    """Where the cases of a rule stand, whether or not the file is there."""
    home = getattr(sys.modules.get(rule.module), "__file__", None) or __file__
    return Path(home).parent / "cases" / f"{rule.id}.toml"


def cases_of(rule: Rule) -> tuple[Case, ...]:
    """The cases of a rule, in order; empty when it has no file. Raises :class:`ConfigError` for a bad file."""
    path = case_file(rule)
    return read_cases(path) if path.is_file() else ()


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of one file. Raises :class:`ConfigError` that names file, case and key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error})") from error
    tables = data.pop("case", [])
    if data or not isinstance(tables, list) or not tables:
        raise ConfigError(f"{path}: holds [[case]] tables and nothing else")
    cases = tuple(_case(table, f"{path}: case {n}") for n, table in enumerate(tables, 1))
    names = [case.name for case in cases]
    if doubled := next((name for name in names if names.count(name) > 1), None):
        raise ConfigError(f"{path}: two cases are named {doubled!r}")
    return cases


def site_facts(case: Case) -> dict[type[Group], Group]:
    """The site fact groups that a case gives. Raises :class:`ConfigError` for what a group does not have."""
    return {SITE_KEYS[key]: _group(key, table, case.name) for key, table in case.page.items() if key in SITE_KEYS}


def _group(key: str, table: Any, where: str) -> Group:
    group = SITE_KEYS[key]
    known = {field.name for field in fields(group)}
    if not isinstance(table, dict) or (unknown := set(table) - known):
        problem = f"unknown key {min(unknown)!r}" if isinstance(table, dict) else "it is a table"
        raise ConfigError(f"case {where!r}: {key}: {problem}; known: {', '.join(sorted(known))}")
    try:
        return from_json(group, json.dumps(table, default=str))
    except ValueError as error:
        raise ConfigError(f"case {where!r}: {key}: {error}") from error


def _case(table: dict[str, Any], where: str) -> Case:
    table = dict(table)
    name, repaired = table.pop("name", None), table.pop("repaired", None)
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(f"{where}: has no name")
    where = f"{where} ({name})"
    page, expectation = _split(table, where)
    twin = None
    if repaired is not None:
        changed, twin_expectation = _split(repaired, f"{where}, repaired")
        differing = [key for key, value in changed.items() if page.get(key) != value]
        if len(differing) != 1:
            listed = ", ".join(sorted(differing)) or "nothing"
            raise ConfigError(f"{where}: the repaired twin must differ in one page key; it differs in {listed}")
        twin = _made(f"{name}, repaired", page | changed, twin_expectation, None)
    return _made(name, page, expectation, twin)


def _split(table: Mapping[str, Any], where: str) -> tuple[dict[str, Any], dict[str, Any]]:
    for key in table:
        if key not in PAGE_KEYS | EXPECTATION_KEYS:
            known = ", ".join(sorted(PAGE_KEYS | EXPECTATION_KEYS))
            raise ConfigError(f"{where}: unknown key {key!r}; known: {known}")
    if table.get("expect") not in set(Status) - {Status.CRASH}:
        raise ConfigError(f"{where}: expect must be pass, warn, fail, skip or unknown")
    page = {key: value for key, value in table.items() if key in PAGE_KEYS}
    return page, {key: value for key, value in table.items() if key in EXPECTATION_KEYS}


def _made(name: str, page: dict[str, Any], expectation: dict[str, Any], twin: Case | None) -> Case:
    return Case(
        name=name,
        page=MappingProxyType(page),
        status=Status(expectation["expect"]),
        message=expectation.get("message"),
        credit=expectation.get("credit"),
        line=expectation.get("line"),
        indexed_at=expectation.get("indexed_at"),
        expected=expectation.get("expected"),
        twin=twin,
    )
