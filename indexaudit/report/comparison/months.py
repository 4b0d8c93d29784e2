"""Months of a comparison to the windows in which a table shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from indexaudit.comparison import Comparison, Month

__all__ = ["NAMES", "before", "by_month", "undated", "windows"]

NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def windows(comparison: Comparison, last: int | None) -> list[list[str]]:
    """Runs of months without a gap (``YYYY-MM``): the ``last`` ones up to the newest, or every year that has some."""
    dated = sorted({m.month for m in comparison.months if m.month and m.counted and _MONTH.fullmatch(m.month)})
    if not dated:
        return []
    if last is None:
        return [_whole(list(months)) for _, months in groupby(dated, key=lambda month: month[:4])]
    year, number = int(dated[-1][:4]), int(dated[-1][5:])
    end = 12 * year + number - 1
    oldest = 12 * int(dated[0][:4]) + int(dated[0][5:]) - 1
    return [[f"{at // 12:04}-{at % 12 + 1:02}" for at in range(max(oldest, end - last + 1), end + 1)]]


def _whole(months: list[str]) -> list[str]:
    """Some months of one year, with those between them."""
    return [f"{months[0][:5]}{number:02}" for number in range(int(months[0][5:]), int(months[-1][5:]) + 1)]


def by_month(comparison: Comparison, channel: str | None) -> dict[str, Month]:
    """The months of one channel, or of all together."""
    return {m.month: m for m in comparison.months if m.month and m.channel == channel}


def undated(months: Iterable[Month]) -> int:
    """How many articles and posts have no date."""
    return sum(m.counted for m in months if m.month is None and m.channel is None)


def before(comparison: Comparison, shown: Sequence[Sequence[str]]) -> int:
    """How many articles and posts are older than what is shown."""
    seen = {month for window in shown for month in window}
    return sum(m.counted for m in comparison.months if m.channel is None and m.month and m.month not in seen)
