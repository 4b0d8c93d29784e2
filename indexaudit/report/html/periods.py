"""Months of a comparison to the columns of a chart: months while they are few, else quarters, years, decades."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from indexaudit.comparison import Comparison, Month
from indexaudit.report.comparison.months import NAMES, by_month

__all__ = ["Period", "periods"]

_MOST: Final = 36
"""Columns of a chart that can be read on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was published in one span of time. Items that count."""

    name: str
    """``Jan 2025``, ``2025, 1st quarter``, ``2025``."""
    short: str
    """What stands below the column."""
    yes: int
    no: int
    unknown: int

    @property
    def counted(self) -> int:
        """All of them."""
        return self.yes + self.no + self.unknown


def periods(comparison: Comparison, channel: str | None = None) -> tuple[Period, ...]:
    """Without gaps from the first month to the last; of one channel or of all. Empty when nothing is dated.

    Every channel has the same spans.
    """
    dated = sorted(month for month in by_month(comparison, None) if len(month) == 7 and month[:4].isdigit())
    if not dated:
        return ()
    own = by_month(comparison, channel)
    first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (dated[0], dated[-1]))
    size = next((size for size in (1, 3, 12, 60, 120) if last // size - first // size < _MOST), 1200)
    spans = range(first // size, last // size + 1)
    return tuple(
        _period(
            at * size,
            size,
            (own.get(f"{n // 12:04}-{n % 12 + 1:02}") for n in range(at * size, (at + 1) * size)),
            first=at == spans.start,
        )
        for at in spans
    )


def _period(start: int, size: int, months: Iterable[Month | None], *, first: bool) -> Period:
    found = [month.searchable for month in months if month is not None]
    year, month = start // 12, start % 12
    if size == 1:
        name, short = f"{NAMES[month]} {year}", f"{NAMES[month]} {year}" if first or not month else NAMES[month]
    elif size == 3:
        name, short = f"{year}, quarter {month // 3 + 1}", f"Q{month // 3 + 1}" if month and not first else f"{year}"
    elif size == 12:
        name = short = f"{year}"
    else:
        name = short = f"{year}–{year + size // 12 - 1}"
    return Period(
        name=name,
        short=short,
        yes=sum(share.yes for share in found),
        no=sum(share.no for share in found),
        unknown=sum(share.unknown for share in found),
    )
