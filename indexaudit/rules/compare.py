"""Texts of a page to what rules compare: words, widths and addresses. Holds no rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from indexaudit.web.urls import normalize
from indexaudit.web.widths import graphemes

__all__ = ["columns", "fold", "long_tokens", "loosely_same", "quote", "shared", "tokens"]

_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that are written without blanks between words: Thai, Lao, Burmese, Khmer, kana and Han."""


def quote(text: str, length: int = 80) -> str:
    """The text in quotation marks, cut to ``length`` characters."""
    return f"“{text}”" if len(text) <= length else f"“{text[: length - 1]}…”"


def columns(text: str) -> int:
    """Characters as readers count them, a full-width letter or punctuation mark as two, an emoji as one."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" and unicodedata.category(c)[0] in "LNP" for c in text)
    return graphemes(text) + wide


def fold(text: str) -> str:
    """In lower case, without accents, soft hyphens and compatibility forms: ``Café`` to ``cafe``, ``ß`` to ``ss``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(kept))


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in order; of scripts without blanks every pair of neighbouring characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if len(word) > 1 and _UNSPACED.search(word):
            found += (a + b for a, b in pairwise(word))
        else:
            found.append(word)
    return found


def long_tokens(text: str) -> list[str]:
    """The words that carry the meaning, by their length: four letters and more, when there are two such."""
    found = tokens(text)
    long = [word for word in found if len(word) > 3 or not word.isascii()]
    return long if len(long) > 1 else found


def shared(one: Iterable[str], other: Iterable[str]) -> float:
    """Words in common over the words of the shorter side, 0 to 1; inflected forms count as the same word."""
    a, b = set(one), set(other)
    if not a or not b:
        return 0.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return sum(_among(word, long) for word in short) / len(short)


def _among(word: str, words: set[str]) -> bool:
    if word in words:
        return True
    # Plain inflection without a dictionary: the same beginning, four letters at least and most of both words.
    return len(word) >= 4 and any(
        len(other) >= 4 and word[: (n := max(4, round(0.7 * max(len(word), len(other)))))] == other[:n]
        for other in words
    )


def loosely_same(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but scheme, ``www.``, case, a final slash, fragment or tracking."""
    return _loose(one) == _loose(other)


def _loose(url: str) -> tuple[str, str, str]:
    parts = urlsplit(normalize(url).lower())
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
