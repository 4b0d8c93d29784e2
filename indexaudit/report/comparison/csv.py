"""The items of a comparison to CSV in UTF-8: one row an item, narrow enough for a spreadsheet.

Columns keep their names and their order; new ones are added at the end. Null is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.comparison import Comparison, LedgerItem
from indexaudit.report.cells import names, row, tokens
from indexaudit.report.comparison.labels import origin
from indexaudit.report.table_columns import Column, score_columns

__all__ = ["COLUMNS", "render", "stream"]


def render(comparison: Comparison) -> str:
    """The whole table, with a line of headings."""
    return "".join(stream(comparison))


def stream(comparison: Comparison) -> Iterator[str]:
    """:func:`render` row by row, the headings first."""
    yield row(column.name for column in COLUMNS)
    for item in comparison.items:
        yield row(column.read(item) for column in COLUMNS)


COLUMNS: Final[tuple[Column[LedgerItem], ...]] = (
    Column("id", "the number in this ledger", lambda i: i.id),
    Column("channel", "its name in the brand's file, or the platform", lambda i: i.channel),
    Column("kind", "article, post, reply, repost, like, page", lambda i: i.kind),
    Column("platform", "id of the platform", lambda i: i.platform),
    Column("page_type", "what the page is for, where one was seen", lambda i: i.page_type),
    Column("url", "its own address", lambda i: i.url),
    Column("title", "of page or source, else the first words", lambda i: i.title),
    Column("date", "when it was published, ISO 8601", lambda i: i.date),
    Column("date_known", "observed, declared or inferred", lambda i: i.date_known),
    Column("counted", "whether the headline figures count it", lambda i: i.counted),
    Column("words", "words of its text", lambda i: i.words),
    Column("words_known", "observed, declared or inferred", lambda i: i.words_known),
    Column("addressability", "none, in_app, gated, opaque, readable, own", lambda i: i.addressability),
    Column("indexability", "the verdict", lambda i: i.indexability),
    Column("searchable", "yes, no, unknown", lambda i: i.searchable),
    Column("searchable_known", "observed, declared or inferred", lambda i: i.searchable_known),
    Column("searchable_reason", "why, in plain words", lambda i: i.searchable_reason),
    *score_columns("search", lambda i: i.search),
    *score_columns("share", lambda i: i.share),
    Column(
        "share_declared",
        "what the platform's file declares about sharing: repost, feed, none",
        lambda i: i.share_declared.level if i.share_declared else None,
    ),
    Column(
        "share_declared_reviewed",
        "the day that file was reviewed",
        lambda i: i.share_declared.reviewed if i.share_declared else None,
    ),
    Column(
        "findings",
        "ids of the rules that find fault, the most valuable first",
        lambda i: tokens(f.rule for f in i.findings),
    ),
    Column("gain", "points that mending them wins", lambda i: round(sum(f.gain for f in i.findings), 1)),
    Column("origins", "where it was read, parted by semicolons", lambda i: names(map(origin, i.origins))),
    Column("copies", "id of its cluster of copies", lambda i: i.copies),
)
"""What a row says, in order."""
