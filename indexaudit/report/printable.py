"""Text of pages to text that is safe to print, measured and broken in terminal columns.

A page is somebody else's text: it must not move the cursor, open links, reverse the reading order or speak to the
build server that shows our output.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = ["columns", "cut", "not_a_command", "printable", "wrap"]

_LONGEST: Final = 2_000

_JOINERS: Final = "\u200c\u200d"
"""Persian and emoji are misspelled without them, and they move nothing."""
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories that act instead of showing: controls, formats (bidi among them), surrogates, line separators."""

_BUILD_COMMAND: Final = re.compile(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)
"""Build servers obey these anywhere in a line (GitHub, Azure, TeamCity)."""

_NOT_FIRST: Final = frozenset("、。，．・：；？！）」』】〕］｝〉》ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…‥")
_NOT_LAST: Final = frozenset("（「『【〔［｛〈《")
"""What Japanese and Chinese typesetting keeps from the start and the end of a line (JIS X 4051)."""


def printable(text: str, *, longest: int = _LONGEST) -> str:
    r"""One line of visible text: white space collapsed, everything that acts shown as ``\xNN`` or ``\uNNNN``.

    At most ``longest`` characters of the text are looked at, so that a page cannot flood its report.
    """
    if len(text) > longest:
        text = text[:longest] + "…"
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(char) for char in text)
    return _BUILD_COMMAND.sub(r"#\\x23", " ".join(text.split()))


def _shown(char: str) -> str:
    if char in "\t\n" or char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def columns(text: str) -> int:
    """How many terminal columns the text takes: wide characters two, combining ones none (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if columns(text) <= width:
        return text
    return _take(text, max(1, width - 1)).rstrip() + "…"


def _take(text: str, width: int) -> str:
    """The longest beginning that fits; at least one character, and never without the marks that belong to it."""
    used = 0
    for at, char in enumerate(text):
        used += _width(char)
        if used > width and at:
            return text[:at]
    return text


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns; none of them starts like a command to a build server (``::``)."""
    lines: list[str] = []
    line = ""
    room = width
    for piece in _pieces(text):
        size = columns(piece.rstrip(" "))
        if line and size > room:
            lines.append(line.rstrip(" "))
            line = ""
        part = piece if line else not_a_command(piece)
        while not line and columns(part.rstrip(" ")) > width:
            head = _beginning(part, width)
            lines.append(head)
            part = not_a_command(part[len(head) :])
        line += part
        room = width - columns(line)
    if line.rstrip(" "):
        lines.append(line.rstrip(" "))
    return lines


def _beginning(word: str, width: int) -> str:
    """What of a word that is too long stands on one line: up to a joint of an address in its last third."""
    head = _take(word, width)
    joint = max(head.rfind(char) for char in "/-?&=_") + 1
    if joint <= 2 * len(head) // 3:
        joint = head.find("%", max(1, len(head) - 2))  # an escape is kept whole
    return head[:joint] if joint > 0 else head


def not_a_command(start: str) -> str:
    """What stands at the start of a line, so that no build server takes it for a command (``::``)."""
    return "\\x3a" + start[1:] if start.startswith("::") else start


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words with the space behind them, and wide characters."""
    for word in re.findall(r"\S+ *", text):
        if word.isascii():
            yield word
            continue
        start = 0
        for at in range(1, len(word)):
            before, here = word[at - 1], word[at]
            if 2 in (_width(before), _width(here)) and _may_break(before, here):
                yield word[start:at]
                start = at
        yield word[start:]


def _may_break(before: str, here: str) -> bool:
    return (
        here != " "
        and _width(here) > 0
        and before not in _JOINERS
        and here not in _NOT_FIRST
        and before not in _NOT_LAST
    )
