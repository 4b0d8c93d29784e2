"""The names of formats to their modules: the one list of what the crawl of a site can be written as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.report.html import site as html
from indexaudit.report.site import csv, json, markdown, ndjson, text
from indexaudit.report.site.crawled import Crawled

__all__ = ["FORMATS", "stream"]

FORMATS: Final[Mapping[str, Callable[[Crawled], Iterator[str]]]] = MappingProxyType(
    {
        "text": text.stream,
        "json": json.stream,
        "ndjson": ndjson.stream,
        "csv": csv.stream,
        "markdown": markdown.stream,
        "html": html.stream,
    }
)


def stream(
    format: str, crawled: Crawled, *, width: int = 80, colour: bool = False, full: bool = False
) -> Iterator[str]:
    """The report in one of :data:`FORMATS`; ``full`` is for those that people read, the others for text alone."""
    if format == "text":
        return text.stream(crawled, width=width, colour=colour, full=full)
    if format == "markdown":
        return markdown.stream(crawled, full=full)
    return FORMATS[format](crawled)
