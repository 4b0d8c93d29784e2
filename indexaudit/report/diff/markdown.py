"""What changed between two crawls to Markdown, for a comment on a pull request. Nothing of a page becomes markup."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.report.diff import words
from indexaudit.report.markup import cell_code, code, escape, prose, table
from indexaudit.report.words import sentence
from indexaudit.site_audit import SiteDiff

__all__ = ["render", "stream"]


def render(diff: SiteDiff, *, full: bool = False) -> str:
    """The whole report; ``full`` shows every change that the result holds. Ends with a newline."""
    return "".join(stream(diff, full=full))


def stream(diff: SiteDiff, *, full: bool = False) -> Iterator[str]:
    """:func:`render` block by block."""
    lines = ["## What changed", "", f"**{escape(words.headline(diff))}**", ""]
    lines += [f"- Old: {code(diff.old)}", f"- New: {code(diff.new)}"]
    lines += [f"- Note: {prose(sentence(note))}" for note in diff.notes]
    yield "\n".join(lines) + "\n"
    for sort in words.sorts(diff):
        shown = sort.changes if full else sort.changes[: words.CAP]
        rows = [[escape(words.said(change)), cell_code(change.url)] for change in shown]
        lines = ["", f"### {sort.title} ({sort.count:,})", "", *table(["What", "Address"], rows)]
        if left := len(sort.changes) - len(shown):
            lines += ["", f"and {left:,} more: `--full` shows them, `--format json` has all"]
        if sort.only_counted:
            lines += ["", f"and {sort.only_counted:,} more that are only counted"]
        yield "\n".join(lines) + "\n"
