"""Texts of a page to what rules compare: words, widths and addresses. Holds no rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from indexaudit.web.urls import normalize
from indexaudit.web.widths import graphemes

__all__ = ["among", "columns", "fold", "long_tokens", "loosely_same", "quote", "shared", "tokens"]

_WIDE: Final = "\u1100"
"""The first character that is as wide as two."""
_SOFT_HYPHEN: Final = "\u00ad"
"""The first character that a folded text leaves out."""
_BEGIN: Final = 4
"""Letters that two forms of a word have in common, at least."""
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
    if max(text) < _WIDE:
        return graphemes(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" and unicodedata.category(c)[0] in "LNP" for c in text)
    return graphemes(text) + wide


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """In lower case, without accents, soft hyphens and compatibility forms: ``Café`` to ``cafe``, ``ß`` to ``ss``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    # A text has few different characters: what is left out is looked for among them.
    dropped = {
        ord(c): None
        for c in set(decomposed)
        if c >= _SOFT_HYPHEN and (unicodedata.combining(c) or unicodedata.category(c) == "Cf")
    }
    return unicodedata.normalize("NFC", decomposed.translate(dropped) if dropped else decomposed)


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in order; of scripts without blanks every pair of neighbouring characters."""
    return list(_tokens(text))


@lru_cache(maxsize=128)
def _tokens(text: str) -> tuple[str, ...]:
    """Kept, for several rules ask for the words of the same title and headings."""
    found: list[str] = []
    words: list[str] = _WORD.findall(fold(text))
    if text.isascii():
        return tuple(words)
    for word in words:
        if len(word) > 1 and _UNSPACED.search(word):
            found += (a + b for a, b in pairwise(word))
        else:
            found.append(word)
    return tuple(found)


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
    return len(among(short, long)) / len(short)


def among(words: Iterable[str], others: Set[str]) -> list[str]:
    """Those of ``words`` that stand among the others, in whatever form."""
    found = []
    begins: dict[str, list[str]] = {}
    for word in words:
        if word not in others:
            if not begins:
                for other in others:
                    begins.setdefault(other[:_BEGIN], []).append(other)
            # Plain inflection without a dictionary: the same beginning, four letters at least and most of both words.
            if len(word) < _BEGIN or not any(
                word[: (n := max(_BEGIN, round(0.7 * max(len(word), len(other)))))] == other[:n]
                for other in begins.get(word[:_BEGIN], ())
            ):
                continue
        found.append(word)
    return found


def loosely_same(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but scheme, ``www.``, case, a final slash, fragment or tracking."""
    return one == other or _loose(one) == _loose(other)


@lru_cache(maxsize=64)
def _loose(url: str) -> tuple[str, str, str]:
    parts = urlsplit(normalize(url).lower())
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
