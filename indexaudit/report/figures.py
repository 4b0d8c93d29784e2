"""Figures to the plain words that reports of many pages share."""

from __future__ import annotations

from indexaudit.comparison import ScoreSummary

__all__ = ["counted", "judged", "number", "percent", "summarized"]


def number(value: float | None, digits: int = 0) -> str:
    """With thousands parted; a dash when it is not known."""
    return "–" if value is None else f"{value:,.{digits}f}"


def counted(count: int, one: str, several: str) -> str:
    """``1 source``, ``12 sources``."""
    return f"{count:,} {one if count == 1 else several}"


def percent(share: float | None) -> str:
    """A share as a percentage. What is not nothing never reads ``0 %``, what is not all never ``100 %``."""
    if share is None:
        return "–"
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{100 * share:.0f} %"


def judged(summary: ScoreSummary) -> str:
    """The coverage of a summary of scores; empty when there was nothing to judge."""
    return percent(summary.coverage) if summary.of else ""


def summarized(summary: ScoreSummary, what: str) -> str:
    """The median of many scores with everything that it is to be read with. ``what``: ``for search``."""
    if not summary.of:
        return f"nothing to judge {what}"
    of = f"{summary.items:,} of {summary.of:,}" if summary.items < summary.of else f"{summary.of:,}"
    if summary.median is None:
        which = "it" if summary.of == 1 else f"any of the {summary.of:,}"
        return f"not known {what}: too little was seen of {which}, {percent(summary.coverage)} judged"
    said = f"{summary.median:.1f} of 100 {what}, the median of {of}"
    if summary.low is not None and summary.high is not None and summary.low != summary.high:
        said += f" (half lie in {summary.low:.1f}–{summary.high:.1f})"
    return f"{said}, {percent(summary.coverage)} judged"
