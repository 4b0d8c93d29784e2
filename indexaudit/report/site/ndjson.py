"""The pages of a crawl to newline-delimited JSON: one object a line, each as soon as it is read from the store."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.report.site.crawled import Crawled

__all__ = ["render", "stream"]


def render(crawled: Crawled) -> str:
    """One line for each page, each ending with a newline. ``indexaudit schema page-row`` describes a line."""
    return "".join(stream(crawled))


def stream(crawled: Crawled) -> Iterator[str]:
    """:func:`render` line by line."""
    for row in crawled.rows():
        yield row.to_json() + "\n"
