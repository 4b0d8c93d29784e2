"""Comparing texts as a reader does: without case, punctuation and white space."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["collapse", "compact", "fold", "likeness"]

_WORD: Final = re.compile(r"[^\W_]+")
_LONG: Final = 1_000
"""Characters of a text that are compared: no title or name is longer."""


_INVISIBLE: Final = "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff"
"""Soft hyphens, zero-width characters and direction marks. (U+200D joins letters and emoji: it stays.)"""


def _visible(text: str) -> str:
    if not text.isascii():
        # A search for one character is so quick that seven of them beat a table or a pattern.
        for character in _INVISIBLE:
            if character in text:
                text = text.replace(character, "")
    return text


def collapse(text: str) -> str:
    """White space collapsed to single blanks, without characters that only steer the layout."""
    return " ".join(_visible(text).split())


def fold(text: str) -> str:
    """Case-folded words with single blanks between them."""
    return " ".join(_WORD.findall(_visible(text[:_LONG]).casefold()))


def compact(text: str) -> str:
    """Case-folded letters and digits only, for names that are also written as one word."""
    return "".join(_WORD.findall(_visible(text[:_LONG]).casefold()))


def likeness(one: str, other: str) -> float:
    """How far two folded texts say the same, 0 to 1.

    1 when equal; 0.8 when one is the beginning or the end of the other and at least half of it (a shortened title,
    a title with something appended); else the share of common words when it is at least a half, halved.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) * 2 >= len(long) and (long.startswith(short) or long.endswith(short)):
        return 0.8
    a, b = set(one.split()), set(other.split())
    common = len(a & b) / len(a | b)
    return common * 0.5 if common >= 0.5 else 0.0
