"""The first case of a rule to an example: what is wrong in it, and the same repaired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from indexaudit.errors import ConfigError
from indexaudit.model import Status
from indexaudit.report.printable import printable
from indexaudit.rules.base import Rule
from indexaudit.rules.casebook import Case, cases_of

__all__ = ["Example", "Part", "example_of"]

_LINES: Final = 16
_LENGTH: Final = 400
_LANGUAGES: Final = MappingProxyType({"html": "html", "head": "html", "body": "html", "headers": "http"})
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html": "the document",
        "head": "the head",
        "body": "the body",
        "headers": "the HTTP headers",
        "robots_txt": "robots.txt",
        "robots_status": "the status of robots.txt",
        "url": "the address",
        "words": "words of main text",
        "status": "the HTTP status",
        "redirects": "the addresses that redirect to it",
        "fetch_error": "what the network says",
        "truncated": "whether the document broke off",
        "fetched_at": "the moment of the audit",
        "brand": "the hosts of the brand",
        "keyphrase": "the keyphrase",
        "expected_noindex": "paths meant to be noindex",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One key of a page, to be shown as code."""

    key: str
    """The key of the case: ``head``, ``url``, ``robots_txt`` …"""
    what: str
    """The same in words."""
    language: str
    """For a fenced block: ``html``, ``http`` or ``text``."""
    bad: str
    good: str | None
    """Null when the case has no repaired twin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page that the rule finds fault with. All of it is safe to print; code may have several lines."""

    name: str
    """What is wrong, in words."""
    part: Part
    given: tuple[tuple[str, str], ...]
    """What else the page differs in from a good one, alike before and after: words for it, and its value."""
    status: Status
    repaired: Status | None


def example_of(rule: Rule) -> Example | None:
    """The first case in which the rule finds fault, with a repaired twin if any has one; null when there is none.

    A case file that cannot be read gives none: it is no reason to keep the rest of the page back.
    """
    try:
        cases = cases_of(rule)
    except ConfigError:
        return None
    faults = [case for case in cases if case.status in (Status.WARN, Status.FAIL) and case.page]
    case = next((case for case in faults if case.twin), faults[0] if faults else None)
    return None if case is None else _example(case)


def _example(case: Case) -> Example:
    key = _key(case)
    after = case.twin.page if case.twin else None
    return Example(
        name=printable(case.name),
        part=Part(
            key=key,
            what=_WORDS.get(key, key.replace("_", " ")),
            language=_LANGUAGES.get(key, "text"),
            bad=_shown(case.page.get(key)),
            good=None if after is None else _shown(after.get(key)),
        ),
        given=tuple(
            (_WORDS.get(other, other.replace("_", " ")), _shown(value))
            for other, value in case.page.items()
            if other != key
        ),
        status=case.status,
        repaired=case.twin.status if case.twin else None,
    )


def _key(case: Case) -> str:
    """The key in which the twin differs; without one, that which says most."""
    if case.twin:
        return next(key for key, value in case.twin.page.items() if case.page.get(key) != value)
    return next((key for key in _WORDS if key in case.page), next(iter(case.page)))


def _shown(value: Any) -> str:  # Any: values as TOML gives them
    if value is None:
        return "(as on a good page)"
    if value is False:
        return "(not asked for)"
    if isinstance(value, Mapping):
        value = "\n".join(f"{name}: {each}" for name, each in value.items())
    elif isinstance(value, list | tuple):
        value = "\n".join(": ".join(map(str, each)) if isinstance(each, list | tuple) else str(each) for each in value)
    lines = [line for line in str(value).strip("\n").splitlines() if line.strip()]
    shown = [_line(line) for line in lines[:_LINES]]
    return "\n".join([*shown, "…"] if len(lines) > _LINES else shown) or "(empty)"


def _line(line: str) -> str:
    text = printable(line)
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + (text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…")
