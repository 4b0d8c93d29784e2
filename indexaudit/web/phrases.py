"""A phrase to its content words, in any script. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from indexaudit.web.stems import fold_word, word_keys
from indexaudit.web.stop_words import stop_words

__all__ = ["Phrase", "Term", "is_unspaced", "parts", "read_phrase", "sentences", "units"]

_UNSPACED: Final = (
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e01-\u0ecf"
    "\u1000-\u109f\u1780-\u17d3\U00020000-\U0003ffff"
)
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
    "\u0966-\u0dff\u200b-\u200d\u2060\ufeff"
)
_LETTERS: Final = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])+"
_JOINTS: Final = "-‐‑.·'’ʼ＇&+/"
_UNIT: Final = re.compile(rf"{_LETTERS}(?:[{_JOINTS}]{_LETTERS})*(?:(?<=\.[^\W\d_])\.)?|[{_UNSPACED}]+")
_ASCII_UNIT: Final = re.compile(r"[0-9A-Za-z]+(?:[-.'&+/][0-9A-Za-z]+)*(?:(?<=\.[A-Za-z])\.)?")
"""What stands between blanks: ``long-tail``, ``node.js``, ``l'arbre``; or a run of a script without blanks."""
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_PART: Final = re.compile(f"[{_JOINTS}]")
_APOSTROPHE: Final = re.compile("['’ʼ＇]")
_JAPANESE: Final = re.compile("(?<=[^\\W])[のをはがにでとへもや](?=[\u30a1-\u30ff\u3400-\u9fff])")
"""A particle before a word that is written in kanji or katakana."""
_CHINESE: Final = re.compile("(?<=[\u3400-\u9fff]{2})[的和与與及](?=[\u3400-\u9fff]{2})")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_LONGEST: Final = 200
"""Characters of a phrase that are read."""
_MOST: Final = 16
"""Content words of a phrase that are read; searches and phrases have fewer."""
_END: Final = re.compile(r"[.!?…؟।][)\]»”\"’']*\s+|[。！？][」』）”]*")
_ABBREVIATED: Final = re.compile(r"(?:^|[^\w])\w$")
"""What stands before a point that ends no sentence: one letter or digit (``U.S. rivers``)."""


@dataclass(frozen=True, slots=True)
class Term:
    """One content word of a phrase."""

    text: str
    """As written."""
    parts: tuple[str, ...]
    """The words that it is joined of: ``long`` and ``tail``; one for a plain word."""
    joined: str
    """The parts as one word: ``email`` for ``e-mail``."""
    unspaced: bool
    """Of a script without blanks: looked up as it is, inside longer runs."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a page is to be found for."""

    text: str
    """White space collapsed."""
    language: str | None
    terms: tuple[Term, ...]
    """Content words in order, each once; every word when there are joining words only. May be empty."""

    def narrowed(self, places: Sequence[int]) -> Phrase:
        """The phrase of some of its terms, named by their places."""
        terms = tuple(self.terms[at] for at in places)
        return Phrase(" ".join(term.text for term in terms), self.language, terms)


def read_phrase(text: str, language: str | None = None) -> Phrase:
    """The content words of a phrase, at most 16 of its first 200 characters."""
    text = " ".join(text.split())
    joining = stop_words(language)
    found: list[Term] = []
    small: list[Term] = []
    read = text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]
    for unit in units(read):
        for term in _terms(unit, joining, language):
            # "US" and "IT" are names between words in lower case.
            name = len(term.text) > 1 and term.text.isupper() and not text.isupper()
            (small if fold_word(term.text, language) in joining and not name else found).append(term)
    terms: dict[str, Term] = {}
    for term in found or small:
        terms.setdefault(min(word_keys(term.joined, language), default=""), term)
    return Phrase(text, language, tuple(terms.values())[:_MOST])


def units(text: str) -> list[str]:
    """The words of a text as written, joined ones whole; runs of scripts without blanks as they stand."""
    return (_ASCII_UNIT if text.isascii() else _UNIT).findall(text)


def parts(unit: str) -> list[str]:
    """The words that a unit is joined of: ``long`` and ``tail``."""
    return [part for part in _PART.split(unit) if part]


def is_unspaced(word: str) -> bool:
    """Whether it holds a letter of a script without blanks between words."""
    return _IS_UNSPACED.search(word) is not None


def sentences(text: str) -> list[str]:
    """The sentences of a text. A line ends one; a mark with a blank behind it does, but for a point after one letter
    or before lower case."""
    found = []
    for line in text.split("\n"):
        start = 0
        for match in _END.finditer(line):
            end = match.end()
            if match[0][0] == "." and (
                line[end : end + 1].islower() or _ABBREVIATED.search(line, max(0, match.start() - 2), match.start())
            ):
                continue
            found.append(line[start:end].rstrip())
            start = end
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _terms(unit: str, joining: frozenset[str], language: str | None) -> Iterable[Term]:
    if _IS_UNSPACED.match(unit):
        pattern = _JAPANESE if language == "ja" or _KANA.search(unit) else _CHINESE
        for run in pattern.split(unit):
            if run:
                yield Term(run, (run,), fold_word(run, language), unspaced=True)
        return
    pieces = [piece for piece in _APOSTROPHE.split(unit) if piece]
    if len(pieces) > 1:
        # What an apostrophe parts is an article (l'arbre) or an ending (gardener's, Ankara'nın): the longer half
        # names something.
        pieces = [p for p in pieces if len(p) > 2 and fold_word(p, language) not in joining] or pieces
        pieces = pieces[:1] if language in ("az", "en", "tr") else pieces
    for piece in pieces:
        words = tuple(parts(piece))
        if words:
            yield Term(piece, words, "".join(words), unspaced=False)
