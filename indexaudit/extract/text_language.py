"""Which language the visible text is in: its script tells, else its commonest words, else what the page declares."""

from __future__ import annotations

import re
from typing import Final, Literal

__all__ = ["read_language"]

_SAMPLE: Final = 6_000
"""Characters that are looked at."""
_WORDY: Final = 2_500
"""Characters whose words are looked up."""
_ENOUGH: Final = 60
"""Words below which stop words tell nothing."""

_SCRIPTS: Final = tuple(
    (name, re.compile(f"[{ranges}]"), languages)
    for name, ranges, languages in (
        ("kana", "\u3040-\u30ff", ("ja",)),
        ("hangul", "\uac00-\ud7af\u1100-\u11ff", ("ko",)),
        ("han", "\u4e00-\u9fff", ("zh", "ja", "yue")),
        ("cyrillic", "\u0400-\u04ff", ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "bs", "uz")),
        ("arabic", "\u0600-\u06ff", ("ar", "fa", "ur", "ps", "ku", "ckb", "ug", "sd")),
        ("greek", "\u0370-\u03ff", ("el",)),
        ("hebrew", "\u0590-\u05ff", ("he", "yi", "iw")),
        ("thai", "\u0e00-\u0e7f", ("th",)),
        ("devanagari", "\u0900-\u097f", ("hi", "mr", "ne", "sa")),
        ("bengali", "\u0980-\u09ff", ("bn", "as")),
        ("gurmukhi", "\u0a00-\u0a7f", ("pa",)),
        ("gujarati", "\u0a80-\u0aff", ("gu",)),
        ("tamil", "\u0b80-\u0bff", ("ta",)),
        ("telugu", "\u0c00-\u0c7f", ("te",)),
        ("kannada", "\u0c80-\u0cff", ("kn",)),
        ("malayalam", "\u0d00-\u0d7f", ("ml",)),
        ("sinhala", "\u0d80-\u0dff", ("si",)),
        ("lao", "\u0e80-\u0eff", ("lo",)),
        ("burmese", "\u1000-\u109f", ("my",)),
        ("khmer", "\u1780-\u17ff", ("km",)),
        ("georgian", "\u10a0-\u10ff", ("ka",)),
        ("armenian", "\u0530-\u058f", ("hy",)),
        ("ethiopic", "\u1200-\u137f", ("am", "ti")),
    )
)
_SHARED: Final = frozenset({"cyrillic", "arabic", "devanagari", "han"})
"""Scripts of several large languages: they bound the answer without giving it (Han without kana is Chinese)."""
_OTHER: Final = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
_LETTERS: Final = 40
"""Letters of a script from which it tells."""
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD: Final = re.compile(r"[^\W\d_]+")

_STOP_WORDS: Final = {
    "en": "the of and to in is that for it with as was on are be this have from you at",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "le la les de des et du en un une que est pour dans qui par sur pas au plus",
    "es": "el la los de que y en un una por con para las del se su al es lo como",
    "it": "il di che la e un per una del è della non con in sono le si da nel gli",
    "pt": "o de que e do da em um para com não uma os no se na por mais as dos",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij",
    "sv": "och att det i en som på är av för med den till inte har de ett om var jag",
    "da": "og i at det en den til er som på de med af for ikke der har et var jeg",
    "no": "og i det er til på en som av for at å med ikke den har de et var om",
    "fi": "ja on ei se että oli hän ovat mutta kun myös tai joka niin kuin sen ole voi jos ne",
    "pl": "w i na z się nie do to że jest o jak po co ale od za przez dla są",
    "cs": "a se v na je že o s z do i to k ve pro za by ale si jako",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar ne sonra var en ise her o",
    "ro": "de și în la a cu pe să din nu o un este care mai pentru că au sau ce",
    "hu": "a az és hogy nem is egy de ez meg van már csak ha volt még el mint vagy",
    "id": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke karena bisa ada oleh atau",
    "vi": "và của là có cho không được các trong một với người những đã để này khi đến ra như",
    "ru": "и в не на что с по как это из я но он к за от то для так же мы все бы было",
    "uk": "і в не на що з до як це та за від для так же але й він ми у було його є",
    "bg": "и в не на че с по как това от за да се са е до но си към той бяха има като",
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان ما لا كل بعد ذلك قد أو ثم لم",
    "fa": "و در به از که این را با است برای آن یک تا هم بر می شده کرد ما بود",
    "ca": "de la i el que a en els les per un una amb del no és va al es com",
}  # fmt: skip
_WORDS: Final = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_TELLS: Final = 0.12
"""Share of stop words from which they tell the language; running text has 0.2 and more, other languages under 0.08."""

Basis = Literal["script", "declared", "text"]


def read_language(text: str, declared: str | None) -> tuple[str | None, Basis | None]:
    """The language's BCP 47 primary subtag and what told it. ``declared`` is ``<html lang>`` as written."""
    stated = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    stated = stated if stated.isalpha() and 2 <= len(stated) <= 3 else ""
    sample = text[:_SAMPLE]
    script, languages = _script(sample)
    if script is not None and stated not in languages:
        if script not in _SHARED or script == "han":
            return languages[0], "script"
        found = _by_words(sample, "")
        return (found, "text") if found in languages else (None, None)
    if script is not None:
        return stated, "script" if script not in _SHARED else "declared"
    found = _by_words(sample, stated)
    if found is not None and found != stated:
        return found, "text"
    return (stated, "declared") if stated else (None, None)


def _script(sample: str) -> tuple[str | None, tuple[str, ...]]:
    if sample.isascii() or len(_OTHER.findall(sample)) < _LETTERS:
        return None, ()
    counts = {name: len(pattern.findall(sample)) for name, pattern, _ in _SCRIPTS}
    latin = len(_LATIN.findall(sample))
    # A kana page writes half of its text in Han: a tenth of kana makes it Japanese.
    if counts["kana"] * 10 > counts["han"] and counts["kana"]:
        counts["kana"] += counts.pop("han")
    name = max(counts, key=lambda n: counts[n])
    # One letter of these scripts says more than one Latin letter, and pages quote Latin names.
    if counts[name] < _LETTERS or counts[name] * 2 < latin:
        return None, ()
    return name, next(languages for n, _, languages in _SCRIPTS if n == name)


def _by_words(sample: str, stated: str) -> str | None:
    words = _WORD.findall(sample[:_WORDY].lower())
    if len(words) < _ENOUGH:
        return None
    if stated in _WORDS and _share(words, stated) >= _TELLS:
        return stated
    if stated and stated not in _WORDS:
        return None  # a language without a list here: the page knows better
    shares = {language: _share(words, language) for language in _WORDS}
    best = max(shares, key=lambda language: shares[language])
    if shares[best] < _TELLS:
        return None
    if stated and shares[stated] * 2 >= shares[best]:
        return stated
    return best


def _share(words: list[str], language: str) -> float:
    return sum(map(_WORDS[language].__contains__, words)) / len(words)
