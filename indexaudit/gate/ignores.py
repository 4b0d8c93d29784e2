"""Findings that are set aside with a reason, by the configuration or by the page itself: never lost, always listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexaudit.config import Config, Ignored
from indexaudit.extract.ignore_marks import ATTRIBUTE, IgnoreMark
from indexaudit.gate.known_rules import known_rule, known_rules, nearest
from indexaudit.gate.path_patterns import names
from indexaudit.model import Finding, PageAudit, Status
from indexaudit.web.urls import host_of

__all__ = ["Ignores", "Sifted", "SiftedOut", "UnusedMark", "covers", "honours_marks"]

_FAULTS = (Status.WARN, Status.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiftedOut:
    """A fault that was set aside."""

    finding: Finding
    by: Literal["configuration", "page"]
    """Who asked for it: an ``[[ignored]]`` table, or an element of the page itself."""
    reason: str
    """The reason of the configuration; for the page, which element says so."""
    line: int | None = None
    """1-based line of the element; null for the configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedMark:
    """A rule that an element names in vain."""

    mark: IgnoreMark
    rule: str | None
    """Null when the element names no rule at all."""
    reason: str
    """Why it has no effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """The findings of one page, parted."""

    kept: tuple[Finding, ...]
    """In the order given; with all that was not seen (unknown, crash), which nothing sets aside."""
    set_aside: tuple[SiftedOut, ...] = ()
    unused: tuple[UnusedMark, ...] = ()
    """What the page asked for in vain."""


class Ignores:
    """What the configuration ignores, and what of it was used in this run."""

    def __init__(self, config: Config) -> None:
        """Raises :class:`ConfigError` for an ``[[ignored]]`` table that names no rule there is."""
        self._known = known_rules(config)
        for ignored in config.ignored:
            known_rule(ignored.rule, self._known, "ignored")
        self._not_run = frozenset(config.ignore)
        self._ignored = config.ignored
        self._used: set[int] = set()
        self._tried: set[int] = set()

    def sift(self, audit: PageAudit, marks: Sequence[IgnoreMark] = (), *, honoured: bool) -> Sifted:
        """Part the findings of a page. ``honoured``: whether its own marks count (:func:`honours_marks`)."""
        day = audit.fetched_at.date()
        here = [n for n, ignored in enumerate(self._ignored) if names(ignored.path, audit.url)]
        self._tried.update(here)
        valid = [n for n in here if not _is_over(self._ignored[n], day)]
        kept: list[Finding] = []
        out: list[SiftedOut] = []
        used: set[tuple[int, str]] = set()
        for finding in audit.findings:
            if finding.status not in _FAULTS:
                kept.append(finding)
                continue
            named = [n for n in valid if self._ignored[n].rule == finding.rule]
            covering = covers(marks, finding) if honoured else ()
            used.update((n, finding.rule) for n in covering)
            if named:
                self._used.update(named)
                out.append(SiftedOut(finding=finding, by="configuration", reason=self._ignored[named[0]].reason))
            elif covering:
                mark = marks[covering[0]]
                reason = f"<{mark.element}> says {ATTRIBUTE}"
                out.append(SiftedOut(finding=finding, by="page", reason=reason, line=mark.line))
            else:
                kept.append(finding)
        return Sifted(
            kept=tuple(kept), set_aside=tuple(out), unused=tuple(self._unused_marks(marks, used, honoured=honoured))
        )

    def unused(self, *, whole: bool = True) -> tuple[Ignored, ...]:
        """Tables that set no finding aside, after all pages. ``whole``: whether every page was judged; if not, only
        tables are told whose path matched a page that was."""
        return tuple(
            ignored for n, ignored in enumerate(self._ignored) if n not in self._used and (whole or n in self._tried)
        )

    def expired(self, today: date) -> tuple[Ignored, ...]:
        """Tables whose last day is before this one: they set nothing aside any more."""
        return tuple(ignored for ignored in self._ignored if _is_over(ignored, today))

    def _unused_marks(
        self, marks: Sequence[IgnoreMark], used: set[tuple[int, str]], *, honoured: bool
    ) -> Iterable[UnusedMark]:
        for n, mark in enumerate(marks):
            if not mark.rules:
                yield UnusedMark(mark=mark, rule=None, reason="names no rule")
            for rule in mark.rules:
                if (n, rule) in used:
                    continue
                if not honoured:
                    reason = "counts only in a built folder and on hosts of the brand"
                elif rule not in self._known:
                    reason = f"there is no rule {rule!r}; {nearest(rule, self._known)}"
                elif rule in self._not_run:
                    reason = "the rule is not run"
                else:
                    reason = "the rule finds nothing within this element alone"
                yield UnusedMark(mark=mark, rule=rule, reason=reason)


def honours_marks(url: str, config: Config, *, folder: bool) -> bool:
    """Whether the page that answered at an address may let itself off: it comes from a built folder, or from a host of
    the brand. Any other page would judge itself."""
    return folder or (config.brand is not None and config.brand.owns(host_of(url)))


def covers(marks: Sequence[IgnoreMark], finding: Finding) -> tuple[int, ...]:
    """Which of the marks, by index, set a finding aside together; empty when they do not.

    A mark on ``<html>`` or ``<body>`` covers every finding of its rules. Any other covers what stands on the lines of
    its element, so that in a page of one line it covers that whole page; a finding with evidence anywhere else (or
    without a line) is kept whole.
    """
    named = [n for n, mark in enumerate(marks) if finding.rule in mark.rules]
    whole = tuple(n for n in named if marks[n].whole)
    if whole or not named or not finding.evidence:
        return whole
    found: set[int] = set()
    for seen in finding.evidence:
        line = seen.line if seen.where == "html" else None
        within = [n for n in named if line is not None and marks[n].line <= line <= marks[n].end_line]
        if not within:
            return ()
        found.update(within)
    return tuple(sorted(found))


def _is_over(ignored: Ignored, day: date) -> bool:
    return ignored.expires is not None and ignored.expires < day
