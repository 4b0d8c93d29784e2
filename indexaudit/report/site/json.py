"""The crawl of a site to JSON: one object with the figures. Every page stands in ndjson and csv."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.report.site.crawled import Crawled

__all__ = ["render", "stream"]


def render(crawled: Crawled) -> str:
    """One JSON text (RFC 8259), indented, with a newline at its end. ``indexaudit schema site-audit`` describes it."""
    return crawled.audit.to_json(indent=2) + "\n"


def stream(crawled: Crawled) -> Iterator[str]:
    """:func:`render`, which is one piece."""
    yield render(crawled)
