"""The names of formats to their modules: the one list of what a report of pages can be written as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.model import PageAudit
from indexaudit.report import csv, json, markdown, ndjson, text

__all__ = ["FORMATS", "Stream", "stream"]

Stream = Callable[[Iterable[PageAudit]], Iterator[str]]
"""Audits to pieces of a report. A format that need not wait gives one piece a page (it may be empty), so that several
formats of one run stay in step."""

FORMATS: Final[Mapping[str, Stream]] = MappingProxyType(
    {
        "text": text.stream,
        "json": json.stream,
        "ndjson": ndjson.stream,
        "csv": csv.stream,
        "markdown": markdown.stream,
    }
)


def stream(format: str, audits: Iterable[PageAudit], *, colour: bool = False, passes: bool = False) -> Iterator[str]:
    """The report in one of :data:`FORMATS`; ``colour`` and ``passes`` are for those that people read."""
    if format == "text":
        return text.stream(audits, colour=colour, passes=passes)
    if format == "markdown":
        return markdown.stream(audits, passes=passes)
    return FORMATS[format](audits)
