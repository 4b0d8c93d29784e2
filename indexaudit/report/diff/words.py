"""What changed between two crawls to the plain words that its reports share. Everything here is safe to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexaudit.report.figures import counted
from indexaudit.report.printable import printable
from indexaudit.report.site.words import reason, verdict
from indexaudit.site_audit import Change, SiteDiff

__all__ = ["CAP", "Sort", "headline", "said", "sorts"]

CAP: Final = 10
"""Changes of each sort that a report for people shows."""

_TITLES: Final[Mapping[tuple[str, ...], str]] = MappingProxyType(
    {
        ("verdict",): "Other verdicts",
        ("gone",): "Gone",
        ("new_finding",): "New findings",
        ("search", "share"): "Scores that moved",
        ("appeared",): "Appeared",
        ("mended",): "Mended",
    }
)
"""Sorts of changes in the order of a report: what may need somebody's attention first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """The changes of one sort."""

    title: str
    count: int
    """All of them."""
    changes: tuple[Change, ...]
    """Those that the result holds."""
    only_counted: int
    """Those that it does not."""


def sorts(diff: SiteDiff) -> tuple[Sort, ...]:
    """Every sort of which there is a change."""
    counts = (diff.verdicts, diff.gone, diff.new_findings, diff.scores, diff.appeared, diff.mended)
    found = []
    for (kinds, title), count in zip(_TITLES.items(), counts, strict=True):
        changes = tuple(c for c in diff.changes if c.what in kinds)
        # Scores are counted by page, and both scores of one may have moved.
        held = len({c.url for c in changes}) if len(kinds) > 1 else len(changes)
        found.append(Sort(title=title, count=count, changes=changes, only_counted=max(0, count - held)))
    return tuple(sort for sort in found if sort.count or sort.changes)


def headline(diff: SiteDiff) -> str:
    """What changed, in a sentence."""
    if not sorts(diff):
        return f"Nothing changed on {counted(diff.compared, 'page', 'pages')} that both crawls read."
    parts: Sequence[tuple[int, str, str]] = (
        (diff.appeared, "page appeared", "pages appeared"),
        (diff.gone, "page is gone", "pages are gone"),
        (diff.verdicts, "verdict changed", "verdicts changed"),
        (diff.scores, "page scores differently", "pages score differently"),
        (diff.new_findings, "new finding", "new findings"),
        (diff.mended, "finding was mended", "findings were mended"),
    )
    found = [counted(*part) for part in parts if part[0]]
    return f"{', '.join(found)}; {counted(diff.compared, 'page was', 'pages were')} read by both crawls."


def said(change: Change) -> str:
    """What happened to the page, in a clause."""
    before, after = change.before, change.after
    if change.what == "verdict":
        return f"{_verdict(before)} → {_verdict(after)}"
    if change.what in ("search", "share"):
        return f"{change.what} {_figure(before)} → {_figure(after)}"
    if change.what == "appeared":
        return "new" if before is None else f"was {reason(before)}"
    if change.what == "gone":
        return "not found any more" if after is None else f"now {reason(after)}"
    return printable((after if change.what == "new_finding" else before) or "–")


def _verdict(text: str | None) -> str:
    return "no verdict" if text is None else verdict(text)


def _figure(text: str | None) -> str:
    return "–" if text is None else printable(text)
