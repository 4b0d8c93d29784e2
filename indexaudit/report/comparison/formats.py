"""The names of formats to their modules: the one list of what a comparison can be written as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.comparison import Comparison
from indexaudit.report.comparison import csv, json, markdown, ndjson, text
from indexaudit.report.html import comparison as html

__all__ = ["FORMATS", "stream"]

FORMATS: Final[Mapping[str, Callable[[Comparison], Iterator[str]]]] = MappingProxyType(
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
    format: str, comparison: Comparison, *, width: int = 80, colour: bool = False, full: bool = False
) -> Iterator[str]:
    """The report in one of :data:`FORMATS`; ``full`` is for those that people read, the others for text alone."""
    if format == "text":
        return text.stream(comparison, width=width, colour=colour, full=full)
    if format == "markdown":
        return markdown.stream(comparison, full=full)
    return FORMATS[format](comparison)
