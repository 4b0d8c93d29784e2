"""The pages of a crawl to CSV in UTF-8: one row a page, narrow enough for a spreadsheet.

Columns keep their names and their order; new ones are added at the end. Null is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.report.cells import row, tokens
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.site.words import first_finding
from indexaudit.report.table_columns import Column, score_columns
from indexaudit.site_audit import PageRow

__all__ = ["COLUMNS", "render", "stream"]


def render(crawled: Crawled) -> str:
    """The whole table, with a line of headings."""
    return "".join(stream(crawled))


def stream(crawled: Crawled) -> Iterator[str]:
    """:func:`render` row by row, the headings first."""
    yield row(column.name for column in COLUMNS)
    for page in crawled.rows():
        yield row(column.read(page) for column in COLUMNS)


def _first(page: PageRow) -> str | None:
    first = first_finding(page)
    return None if first is None else f"{first.rule}: {first.message}"


COLUMNS: Final[tuple[Column[PageRow], ...]] = (
    Column("url", "the address as the crawl knows it", lambda p: p.url),
    Column("final_url", "after redirects", lambda p: p.final_url),
    Column("state", "done, failed, skipped, pending", lambda p: p.state),
    Column("reason", "code of failed and skipped", lambda p: p.reason),
    Column("via", "how it was found: seed, list, sitemap, feed, link, redirect", lambda p: p.via),
    Column("depth", "links from a seed on the way on which it was found", lambda p: p.depth),
    Column("page_type", "home, listing, article, post, profile, video, product, other", lambda p: p.page_type),
    Column("indexability", "the verdict", lambda p: p.indexability),
    Column("title", "the title of the page", lambda p: p.title),
    Column("published", "ISO 8601, as far as known", lambda p: p.published),
    Column("words", "words of the main text", lambda p: p.words),
    *score_columns("search", lambda p: p.search),
    *score_columns("share", lambda p: p.share),
    Column("inlinks", "other pages that link to it and may be followed", lambda p: p.inlinks),
    Column("clicks", "links on the shortest way from the first seed", lambda p: p.clicks),
    Column("gain", "points of search that mending its most valuable finding wins", lambda p: p.gain),
    Column("weight", "gain times one more than inlinks", lambda p: p.weight),
    Column(
        "findings",
        "ids of the rules that find fault, the most valuable first",
        lambda p: tokens(f.rule for f in p.findings),
    ),
    Column("finding_1", "the fault that wins most for search: rule id, a colon, what is wrong", _first),
)
"""What a row says, in order."""
