"""One path segment to its words and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from indexaudit.web.words import unspaced_words

__all__ = ["GENERIC", "Slug", "read_slug"]

GENERIC: Final = frozenset(
    str.split(
        "a addon archive archives art article articles articoli artikel article_detail articledetail articulo blog "
        "blogs board c cat "
        "category channel comment comments content contents d default detail details display doc docs document e "
        "entries entry event f file forum forums g group groups home i id index info item items k l link list listing "
        "m main n news newsdetail node notice o object p page pages permalink photo photos pid play player pl post "
        "posts print product products q question questions r read reader results s search section share show "
        "showarticle shownews showpost showthread show_bug site sp status statuses stories story t tag tags term "
        "thread threads tid topic topics u uid user users v video videos view viewarticle viewer viewforum viewpage "
        "viewpost viewthread viewtopic w wall watch x y z issue articleshow edit gallery liveblog nachricht noticia "
        "preview slideshow view"
    )
)
"""Words that tell what kind of thing stands at an address and never which one."""

_UUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_PLAIN: Final = re.compile(r"[a-z]{2,24}(?:-[a-z]{2,24})*")
_TOKEN: Final = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u1000-\u109f\u17b4-\u17d3]+[^\W_]*)*"
    r"(?:['’][^\W_]{1,3}(?![^\W_]))?"
)
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_UNSPACED: Final = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e01-\u0ecf"
    "\u1000-\u109f\u1780-\u17d3\U00020000-\U0003ffff]"
)
_LETTERS_DIGITS: Final = re.compile(r"([^\W\d_]+)([0-9]{1,4})")
_DIGITS_LETTERS: Final = re.compile(r"([0-9]{1,4})([^\W\d_]+)")
_DIGIT_WITHIN: Final = re.compile(r"(?=[a-z]*[aeiouy])[a-z]{2,}[0-9](?=[a-z]*[aeiouy])[a-z]{3,}")  # my6sense
_HEX: Final = re.compile(r"[0-9a-fA-F]+")
_VOWEL: Final = re.compile(r"[aeiouyAEIOUY]")
_CHANGES: Final = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")
_DATE_START: Final = re.compile(
    r"(?:(?:19[89]|20\d)\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])|20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))-(?=.)"
)

_SEPARATORS: Final = {"-": "-", "–": "-", "—": "-", "_": "_", "+": "+", " ": "%20", ".": "."}
_SHORT: Final = 4
"""Digits that read as a number in a title ("10-tips-for-2024"); longer ones are identifiers."""


@dataclass(frozen=True, slots=True)
class Slug:
    """What one segment says."""

    words: tuple[str, ...]
    """As written, in order."""
    ids: tuple[str, ...]
    separators: tuple[str, ...]
    """What stands between words, each once."""


@lru_cache(maxsize=8192)
def read_slug(segment: str) -> Slug:
    """The words and identifiers of a decoded path segment without extension.

    Words are what a person can read, in any script. Identifiers are long numbers, UUIDs, hexadecimal hashes and base62
    or base64 strings: they mix letters, digits and cases as no word does, or have no vowel structure. A number of up
    to four digits is part of the words when at least two of them surround it. A segment of nothing but generic words
    and identifiers (``post-123``) has no word that names anything.
    """
    if _PLAIN.fullmatch(segment):
        words = tuple(segment.split("-"))
        if all(map(_is_word, words)):
            return Slug(words, (), ("-",) if len(words) > 1 else ())
    if dated := _DATE_START.match(segment):
        segment = segment[dated.end() :]
    ids: list[str] = []
    if "-" in segment and len(segment) >= 36:
        ids = _UUID.findall(segment)
        segment = _UUID.sub("/", segment) if ids else segment
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(segment)]
    lone = len(tokens) == 1 and not ids
    found: list[_Found] = []
    for token, start, end in tokens:
        read = (token,) if _is_short_number(token) else _read_token(token, lone=lone)
        if read is None:
            ids.append(token)
        else:
            found.append((read, start, end))
    numbers = [f for f in found if _is_short_number(f[0][0])]
    if numbers and sum(len(words) for words, _, _ in found) - len(numbers) < 2:
        ids += [words[0] for words, _, _ in numbers]
        found = [f for f in found if f not in numbers]
    words = tuple(word for words, _, _ in found for word in words)
    if ids and all(_is_beside_the_point(word) for word in words):
        return Slug((), tuple(dict.fromkeys(ids)), ())
    return Slug(words, tuple(dict.fromkeys(ids)), _separators(segment, found))


def _is_beside_the_point(word: str) -> bool:
    """Beside an identifier: a kind, an abbreviation (``uk-54222286``), or one more piece of it (``…c3d4e5-f6bb``)."""
    if word.lower() in GENERIC:
        return True
    return word.isascii() and (len(word) <= 2 or (_HEX.fullmatch(word) is not None and not word.isalpha()))


_Found = tuple[tuple[str, ...], int, int]


def _is_short_number(token: str) -> bool:
    return len(token) <= _SHORT and token.isascii() and token.isdigit()


def _separators(segment: str, found: list[_Found]) -> tuple[str, ...]:
    seen = ["camelCase"] if any(len(words) > 1 and words[0].isascii() for words, _, _ in found) else []
    for (_, _, end), (_, start, _) in pairwise(found):
        seen += [_SEPARATORS[c] for c in segment[end:start] if c in _SEPARATORS]
    return tuple(dict.fromkeys(seen))


def _read_token(token: str, *, lone: bool) -> tuple[str, ...] | None:
    """The words of one run of letters and digits; null when it is an identifier."""
    if not token.isascii():
        return unspaced_words(token) or (token,) if _UNSPACED.match(token) else (token,)
    if token.isdigit():
        return None
    if token.isalpha() or "'" in token:
        return _letters(token)
    return _mixed(token, lone=lone)


def _letters(token: str) -> tuple[str, ...] | None:
    if token.islower() or token.isupper() or token[1:].islower():
        return (token,) if _is_word(token.lower()) else None
    if (parts := _camel_case(token)) is not None:
        return parts
    # A brand may write itself oddly (eBay, iPhone, iOS); any other mixture of cases is base62.
    first, *others = _CAMEL.findall(token)
    brand = len(first) == 1 and len(others) == 1 and (len(others[0]) >= 3 or others[0].isupper())
    return (token,) if brand and (len(token) <= 10 or _is_part(others[0])) else None


def _camel_case(token: str) -> tuple[str, ...] | None:
    """``HowToCanPlums`` to its words; null when the parts are too short for words, as in base62."""
    parts = _CAMEL.findall(token)
    if len(parts) < 2 or len(token) < 3 * len(parts) or "".join(parts) != token:
        return None
    return tuple(parts) if all(map(_is_part, parts)) else None


def _is_part(part: str) -> bool:
    if part.isdigit():
        return len(part) <= _SHORT
    if part.isupper():
        return len(part) <= 5 and (len(part) > 1 or part in "AI")
    return part == "Mc" or (len(part) >= 2 and _VOWEL.search(part) is not None and _is_word(part.lower()))


def _is_word(token: str) -> bool:
    """Letters that could be a word: vowels in the proportion of a language, not many in one consonant run."""
    length = len(token)
    if length <= 5:
        return True
    if length > 40:
        return False
    vowels = len(_VOWEL.findall(token))
    return vowels * 9 >= length


def _mixed(token: str, *, lone: bool) -> tuple[str, ...] | None:
    """Letters and digits together: ``covid19``, ``2nd``, ``h264`` are words; ``a1b2c3d4`` is not."""
    changes = len(_CHANGES.findall(token))
    one_case = token.islower() or token.isupper() or token[1:].islower()
    if changes == 1:
        letters = _LETTERS_DIGITS.fullmatch(token) or _DIGITS_LETTERS.fullmatch(token)
        if letters:
            text = letters[1] if letters[1].isalpha() else letters[2]
            if lone and text == letters[1] and text.lower() in GENERIC:
                return None  # news159
            if one_case and _is_word(text.lower()) and not (lone and len(text) == 1 and len(token) > 3):
                return (token,)
            read = _letters(text)
            if read:
                return (*read, letters[2]) if text == letters[1] else (letters[1], *read)
        return None
    if len(token) <= 3 or (len(token) <= 5 and not lone and one_case):
        return (token,)
    if changes == 2 and one_case and not lone and _DIGIT_WITHIN.fullmatch(token.lower()):
        return (token,)
    if len(token) >= 8 and _HEX.fullmatch(token):
        return None
    return None if one_case else _camel_case(token)
