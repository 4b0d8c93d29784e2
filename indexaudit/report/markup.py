"""Text of pages to Markdown in which it stays text (CommonMark, with the extensions of GitHub and GitLab).

Two things can make markup of it: the parser, kept off by escapes (CommonMark §2.4, §2.5), and what a code host does to
the finished page, where it looks for mentions, issue numbers and addresses; a zero-width space breaks those. Inside
code spans neither looks, so what a reader may want to copy stands there.
"""

from __future__ import annotations

import re
from typing import Final

from indexaudit.report.printable import printable

__all__ = ["block", "cell_code", "code", "escape", "prose", "table"]

_GAP: Final = "\u200b"
_ENTITIES: Final = str.maketrans(
    {
        **{char: f"\\{char}" for char in "*_[]#~^"},
        # A table is cut at every bar that these could hide, and HTML and formulas begin with them.
        **{char: f"&#{ord(char)};" for char in "\\`|$"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        _GAP: "&#8203;",
    }
)

_STARTS: Final = re.compile(
    r"@(?=\w)"  # a person or a team, and the middle of an e-mail address
    r"|#(?=\w)"  # an issue
    r"|(?<!\w)[!%~&$^](?=\w)"  # merge requests, milestones, labels, epics, snippets, alerts of GitLab
    r"|(?<!\w)(?:GH|GL)(?=-\d)"
    r"|(?<!\w)www(?=\.)"
    r"|:(?=//)"  # an address
    r"|(?<!\w)(?:mailto|xmpp|tel)(?=:)"
    r"|:(?=[\w+-]{1,40}:)"  # an emoji by name
    r"|(?<=\w)\.(?=(?:[a-z]{2}|com|net|org|edu|gov|info|biz|pro|web|name|shop|asia|aero|coop|museum|xn--\w{1,59})\b)",
    re.IGNORECASE,
)
_COMMIT: Final = re.compile(r"(?<![0-9A-Za-z])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9A-Za-z])")
_LINE_START: Final = re.compile(r"(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:!]))")
_TICKS: Final = re.compile(r"`+")
_SNIPPET: Final = re.compile(r"`([^`]{1,2000})`|(https?://[^\s<>\"“”`]+[^\s<>\"“”`.,:;!?)\]}’'])")
"""What is shown as code in a sentence of ours: snippets in backticks, and whole addresses."""


def escape(text: str) -> str:
    """One line of text that renders as it stands, in a paragraph, a heading, a list or a table."""
    escaped = _escaped(text)
    start = _LINE_START.match(escaped)
    if start and start.group("number"):
        return f"{start.group()}\\{escaped[start.end() :]}"
    return "\\" + escaped if start else escaped


def _escaped(text: str) -> str:
    text = _COMMIT.sub(_parted, printable(text))
    return _STARTS.sub(lambda found: found.group() + _GAP, text).translate(_ENTITIES)


def _parted(commit: re.Match[str]) -> str:
    """Shorter pieces than the seven digits by which a commit may be named."""
    return _GAP.join(commit.group()[at : at + 6] for at in range(0, len(commit.group()), 6))


def code(text: str) -> str:
    """A code span. Not for tables, which split it at a bar: see :func:`cell_code`."""
    text = printable(text)
    if not text:
        return "(empty)"
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def cell_code(text: str) -> str:
    """A code span in a table, or plain text when it holds what a table would split or unescape."""
    return escape(text) if "|" in text or "\\" in printable(text) else code(text)


def prose(text: str) -> str:
    """A sentence of ours with snippets in backticks: they become code spans, everything else is escaped."""
    text = " ".join(text.split())
    pieces: list[str] = []
    at = 0
    for found in _SNIPPET.finditer(text):
        pieces += [_inside(text[at : found.start()], first=not at), code(found.group(1) or found.group(2))]
        at = found.end()
    return "".join([*pieces, _inside(text[at:], first=not at)])


def _inside(text: str, *, first: bool) -> str:
    if not text.strip():
        return " " if text else ""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return before + (escape(text) if first else _escaped(text)) + after


def block(text: str, language: str = "text") -> list[str]:
    """Lines of a fenced code block."""
    fence = "`" * max(3, max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    return [fence + language, *text.split("\n"), fence]


def table(head: list[str], rows: list[list[str]], *, numbers: int = 0) -> list[str]:
    """Lines of a table whose cells are Markdown already; the last ``numbers`` columns are set to the right."""
    marks = ["---"] * (len(head) - numbers) + ["--:"] * numbers
    return [f"| {' | '.join(cells)} |" for cells in (head, marks, *rows)]
