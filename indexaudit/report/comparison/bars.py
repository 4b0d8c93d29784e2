"""Figures of a comparison to bars of characters."""

from __future__ import annotations

from typing import Final

from indexaudit.comparison import SearchableShare
from indexaudit.report.bars import parts
from indexaudit.report.ink import Ink

__all__ = ["LEGEND", "share_bar", "spark"]

YES: Final = "█"
UNKNOWN: Final = "▒"
NO: Final = "░"
LEGEND: Final = f"{YES} search can find   {UNKNOWN} not known   {NO} search cannot find"
"""What the parts of :func:`share_bar` say."""

_LEVELS: Final = "▁▂▃▄▅▆▇█"


def share_bar(share: SearchableShare, width: int, ink: Ink) -> str:
    """Three parts of ``width`` columns: what search can find, what is not known, what it cannot find.

    Nothing at all is blank; what there is takes at least one column, so that a bar of at least three never hides a
    part.
    """
    yes, unknown, no = parts((share.yes, share.unknown, share.no), width)
    return ink.good(YES * yes) + ink.faint(UNKNOWN * unknown) + ink.bad(NO * no) + " " * (width - yes - unknown - no)


def spark(count: int, most: int) -> str:
    """One character whose height says how much of ``most`` it is; a blank for nothing."""
    return _LEVELS[max(0, -(-count * len(_LEVELS) // most) - 1)] if count else " "
