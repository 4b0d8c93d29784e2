"""What changed between two crawls to a report for people."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.report.bars import cell
from indexaudit.report.diff import words
from indexaudit.report.ink import Ink
from indexaudit.report.layout import Layout
from indexaudit.report.printable import columns, cut, not_a_command, printable
from indexaudit.report.short_address import short
from indexaudit.report.words import sentence
from indexaudit.site_audit import SiteDiff

__all__ = ["render", "stream"]


def render(diff: SiteDiff, *, width: int = 80, colour: bool = False, full: bool = False) -> str:
    """The whole report. Ends with a newline.

    ``width`` in terminal columns, at least 80. ``colour`` uses ANSI sequences. ``full`` shows every change that the
    result holds. No text of a page can act on the terminal or on a build server.
    """
    return "".join(stream(diff, width=width, colour=colour, full=full))


def stream(diff: SiteDiff, *, width: int = 80, colour: bool = False, full: bool = False) -> Iterator[str]:
    """:func:`render` block by block."""
    layout = Layout(width=max(80, width), ink=Ink(colour=colour))
    lines = [*layout.labelled("Old", printable(diff.old)), *layout.labelled("New", printable(diff.new)), ""]
    lines += layout.paragraph(words.headline(diff), layout.ink.strong)
    for note in diff.notes:
        lines += layout.labelled("Note", sentence(note), layout.ink.fair)
    yield "\n".join(lines) + "\n"
    for sort in words.sorts(diff):
        yield "\n" + "\n".join(_sort(sort, layout, full=full)) + "\n"


def _sort(sort: words.Sort, layout: Layout, *, full: bool) -> list[str]:
    lines = layout.title(f"{sort.title} ({sort.count:,})")
    shown, _ = layout.some(sort.changes, None if full else words.CAP)
    half = layout.width // 2 - 4
    said = {id(change): cut(words.said(change), half) for change in shown}
    widest = max((columns(text) for text in said.values()), default=0)
    for change in shown:
        where = short(change.url, layout.width - widest - 4)
        lines.append(f"  {cell(said[id(change)], widest)}  {not_a_command(where)}")
    lines += layout.more(len(sort.changes) - len(shown), indent=2)
    if sort.only_counted:
        lines += layout.paragraph(f"and {sort.only_counted:,} more that are only counted", indent=2)
    return lines
