"""Many pages or items to one table: the first rows as markup, all of them as data for the script of the report.

What would make the file too large is left out and said, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from indexaudit.report.html.row_data import DETAILS, row_data
from indexaudit.report.html.rows import Row, printed

__all__ = ["Listing", "ListingColumn", "listing"]

_MOST_ROWS: Final = 20_000
_STATIC: Final = 50
"""Rows that are markup; those that a reader without scripts sees."""
_MOST_BYTES: Final = 14_000_000
"""Of the data of one table, so that a file stays below 15 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingColumn:
    """A column of figures beside those that every listing has."""

    name: str
    explained: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The table, ready for its template."""

    what: str
    """``items``, ``pages``: what is listed, in the plural."""
    group: str
    """What :attr:`Row.group` is called."""
    columns: tuple[ListingColumn, ...]
    rows: tuple[Row, ...]
    """Those that are markup."""
    total: int
    """All that there are, listed or not."""
    listed: int
    left_out: str
    """What of the findings is not in this file, for its size: a sentence without its end; empty when all is."""
    data: str
    """For the script: JSON."""


def listing(rows: Iterable[Row], *, what: str, group: str, columns: Sequence[ListingColumn] = ()) -> Listing:
    """At most 20,000 of the rows, which are read once; fewer where even their shortest form is too large."""
    kept: list[Row] = []
    total = 0
    for total, row in enumerate(rows, 1):
        if total <= _MOST_ROWS:
            kept.append(printed(row))
    for detail in DETAILS:
        data, size = _sized(row_data(kept, detail, figures=len(columns)))
        if size <= _MOST_BYTES:
            break
    while size > _MOST_BYTES:
        kept = kept[: int(0.95 * len(kept) * _MOST_BYTES / size)]
        data, size = _sized(row_data(kept, detail, figures=len(columns)))
    return Listing(
        what=what,
        group=group,
        columns=tuple(columns),
        rows=tuple(kept[:_STATIC]),
        total=total,
        listed=len(kept),
        left_out=detail.said,
        data=data,
    )


def _sized(data: str) -> tuple[str, int]:
    return data, len(data.encode("utf-8", "replace"))
