"""The names of formats to their modules: the one list of what a report of pages can be written as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from indexaudit.model import PageAudit
from indexaudit.report import csv, github, gitlab, json, junit, markdown, ndjson, pull_request, sarif, text
from indexaudit.report.advice import HeldBack
from indexaudit.report.html import pages
from indexaudit.report.junit import Beyond
from indexaudit.report.place import Locate
from indexaudit.report.unjudged import Unjudged

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
        "html": pages.stream,
        "comment": pull_request.stream,
        "sarif": sarif.stream,
        "junit": junit.stream,
        "github": github.stream,
        "gitlab": gitlab.stream,
    }
)
_PLACED: Final = MappingProxyType(
    {
        "sarif": sarif.stream,
        "gitlab": gitlab.stream,
    }
)
"""Those that say in which file a fault stands."""


def stream(
    format: str,
    audits: Iterable[PageAudit],
    *,
    colour: bool = False,
    passes: bool = False,
    place: Locate | None = None,
    beyond: Beyond | None = None,
    before: Mapping[str, PageAudit] | None = None,
    unjudged: Sequence[Unjudged] = (),
    held_back: HeldBack | None = None,
) -> Iterator[str]:
    """The report in one of :data:`FORMATS`; ``colour`` and ``passes`` are for those that people read.

    ``place`` is for those that code hosts read: a page to the file of the repository in which its faults are shown.
    ``beyond`` is for JUnit: a page to the findings that fail it. ``before`` is for the comment: pages as they were, by
    address (:func:`indexaudit.report.pull_request.comment`). ``unjudged`` is for the comment, GitHub and HTML: pages
    of which there is no audit; it need be filled only when the first audit arrives, or the last has. ``held_back`` is
    for those that people read: a page to the number of its findings that a baseline holds back.
    """
    if format == "text":
        return text.stream(audits, colour=colour, passes=passes, held_back=held_back)
    if format == "markdown":
        return markdown.stream(audits, passes=passes, held_back=held_back)
    if format == "html":
        return pages.stream(audits, unjudged=unjudged, held_back=held_back)
    if format == "junit":
        return junit.stream(audits, place=place, beyond=beyond)
    if format == "comment":
        return pull_request.stream(audits, before=before, place=place, unjudged=unjudged)
    if format == "github":
        return github.stream(audits, place=place, unjudged=unjudged)
    if format in _PLACED:
        return _PLACED[format](audits, place=place)
    return FORMATS[format](audits)
