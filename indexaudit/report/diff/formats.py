"""The names of formats to their modules: the one list of what a difference can be written as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.report.diff import json, markdown, text
from indexaudit.site_audit import SiteDiff

__all__ = ["FORMATS", "stream"]

FORMATS: Final[Mapping[str, Callable[[SiteDiff], Iterator[str]]]] = MappingProxyType(
    {"text": text.stream, "json": json.stream, "markdown": markdown.stream}
)


def stream(format: str, diff: SiteDiff, *, width: int = 80, colour: bool = False, full: bool = False) -> Iterator[str]:
    """The report in one of :data:`FORMATS`; ``full`` is for those that people read, the others for text alone."""
    if format == "text":
        return text.stream(diff, width=width, colour=colour, full=full)
    if format == "markdown":
        return markdown.stream(diff, full=full)
    return FORMATS[format](diff)
