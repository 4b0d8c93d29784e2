"""Words to keys under which their inflected and differently spelled forms meet. Pure.

The stems are Snowball's (``snowballstemmer``; PyStemmer where it is installed, with the same algorithms). Languages
without one there are compared by the common beginning of two words, see :func:`same_word`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

__all__ = ["fold_word", "has_stems", "same_word", "without_accents", "word_keys"]

_ALGORITHMS: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

_ACCENTS_OPTIONAL: Final = frozenset({"ca", "el", "en", "es", "fr", "ga", "gl", "it", "nl", "pt", "ro"})
"""Languages in which readers leave accents out without making another word. In German, Swedish, Turkish, Polish or
Vietnamese the marked letter is a letter of its own (German ``ae`` for ``ä`` is known to its stemmer)."""
_DOTLESS: Final = frozenset({"az", "crh", "tr"})
_LONGEST: Final = 64
"""Characters of a word that are stemmed: no word is longer, and stemmers are not linear."""

_DROPPED: Final = dict.fromkeys(
    (0xAD, 0x640, 0x670, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x591, 0x5C8),
     *range(0x64B, 0x653), *range(0xFE00, 0xFE10))
)  # fmt: skip
"""Soft hyphen, joiners, direction marks, variation selectors, and the optional points of Hebrew and Arabic."""
_ALIKE: Final = {0x622: "ا", 0x623: "ا", 0x625: "ا", 0x671: "ا", 0x15F: "ș", 0x163: "ț"}
_PER_LANGUAGE: Final = {
    "ru": {0x451: "е"},
    "ar": {**_ALIKE, 0x649: "ي", 0x6CC: "ي", 0x6A9: "ك"},
    "fa": {**_ALIKE, 0x649: "ی", 0x64A: "ی", 0x643: "ک"},
    "tr": {},
    "az": {},
}
_BARE: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_JOSA: Final = re.compile(
    r"(?:에서는|에서|으로|부터|까지|에게|한테|이나|처럼|보다|들|은|는|이|가|을|를|의|에|와|과|로|도|만|나)$"
)
"""Korean particles, which are written on to the word."""
_HANGUL: Final = re.compile("[\uac00-\ud7a3]{2,}")


def fold_word(word: str, language: str | None = None) -> str:
    """NFKC, case-folded as the language does (Turkish ``I`` is ``ı``), without marks that only steer the layout.

    Hiragana and katakana, the letters of Arabic that writers exchange, and ``ё`` and ``е`` in Russian become one.
    Accents stay.
    """
    if word.isascii() and language not in _DOTLESS:
        return word.lower()
    text = unicodedata.normalize("NFKC", word)
    if language in _DOTLESS:
        text = text.replace("I", "ı").replace("İ", "i").replace("I\u0307", "i")
    text = unicodedata.normalize("NFKC", text.casefold()).replace("i\u0307", "i")
    text = text.translate(_PER_LANGUAGE.get(language or "", _ALIKE)).translate(_DROPPED)
    return text.translate(_KATAKANA)


def word_keys(word: str, language: str | None = None, *, bare: bool = False) -> frozenset[str]:
    """What two forms of one word have in common: they are the same word when their keys meet.

    The stem of the word, and where the language permits it, or for a ``bare`` writing such as a slug, the stem without
    accents. Without a stemmer the folded word.
    """
    folded = fold_word(word, language)[:_LONGEST]
    return _keys(folded, language, bare=bare and not folded.isascii())


@lru_cache(maxsize=16_384)
def _keys(folded: str, language: str | None, *, bare: bool) -> frozenset[str]:
    stem = _stem(folded, language)
    if (folded.isascii() and stem.isascii()) or not (bare or language in _ACCENTS_OPTIONAL):
        return frozenset((stem,))
    kept = "ñ" if language == "es" and not bare else ""
    return frozenset((stem, without_accents(stem, kept), _stem(without_accents(folded, kept), language)))


def has_stems(language: str | None) -> bool:
    """Whether there is a stemmer for the language."""
    return _algorithm(language) is not None


def same_word(one: str, other: str, language: str | None = None, *, bare: bool = False) -> bool:
    """Whether two words are forms of one.

    By their keys; in a language without a stemmer also by the same beginning, four letters at least and seven tenths
    of the longer word.
    """
    if not word_keys(one, language, bare=bare).isdisjoint(word_keys(other, language, bare=bare)):
        return True
    if has_stems(language):
        return False
    a, b = fold_word(one, language), fold_word(other, language)
    need = max(4, round(0.7 * max(len(a), len(b))))
    return min(len(a), len(b)) >= need and a[:need] == b[:need] and not (a + b).isdigit()


def _stem(folded: str, language: str | None) -> str:
    name = _algorithm(language)
    if name is not None:
        import snowballstemmer

        # A stemmer keeps the word it works on, so that one instance cannot serve two threads. It is cheap to make.
        stemmer: Any = snowballstemmer.stemmer(name)  # Any: untyped library
        return str(stemmer.stemWord(folded)) or folded
    if _HANGUL.fullmatch(folded):
        while len(folded) > 2 and (shorter := _JOSA.sub("", folded)) != folded and len(shorter) >= 2:
            folded = shorter
    return folded


@cache
def _algorithm(language: str | None) -> str | None:
    name = _ALGORITHMS.get(language or "")
    if name is None:
        return None
    import snowballstemmer

    return name if name in snowballstemmer.algorithms() else None


def without_accents(text: str, kept: str = "") -> str:
    """Without the accents of Latin and Greek letters but those in ``kept``; Cyrillic ``й`` and kana keep theirs."""
    if text.isascii():
        return text
    found: list[str] = []
    for c in text:
        base = unicodedata.normalize("NFKD", c)
        latin = c not in kept and (base[0] < "\u0400" or "\u1f00" <= c <= "\u1fff")
        found.append("".join(b for b in base if not unicodedata.combining(b)) if latin else c)
    return "".join(found).translate(_BARE)
