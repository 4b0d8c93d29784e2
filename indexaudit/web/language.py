"""Languages: tags, and what the script of a text tells about its language."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final, Literal

__all__ = ["SCRIPT_LANGUAGES", "is_language", "primary_subtag", "read_language", "script_of"]

_ISO_639_1: Final = frozenset(
    str.split(
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
        "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
        "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
        "mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
        "sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
        "yi yo za zh zu"
    )
)

_SHORTER: Final = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "eng": "en", "deu": "de", "ger": "de", "fra": "fr",
    "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "rus": "ru", "ukr": "uk",
    "tur": "tr", "swe": "sv", "dan": "da", "nor": "no", "nob": "nb", "fin": "fi", "ces": "cs", "cze": "cs", "hun": "hu",
    "ron": "ro", "rum": "ro", "ell": "el", "gre": "el", "ara": "ar", "heb": "he", "jpn": "ja", "zho": "zh", "chi": "zh",
    "kor": "ko", "hin": "hi", "tha": "th", "vie": "vi", "ind": "id", "fas": "fa", "per": "fa", "bul": "bg", "hrv": "hr",
    "srp": "sr", "slk": "sk", "slo": "sk", "slv": "sl", "cat": "ca", "ben": "bn", "urd": "ur", "tam": "ta", "tel": "te",
}  # fmt: skip
"""Withdrawn codes and three-letter ones to the subtag that BCP 47 asks for (RFC 5646 §2.2.1: the shortest)."""

_RANGES: Final = (
    (0x0041, 0x024F, "Latn"), (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0531, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"), (0x0700, 0x074F, "Syrc"), (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"), (0x08A0, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"), (0x0A80, 0x0AFF, "Gujr"), (0x0B00, 0x0B7F, "Orya"), (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"), (0x0C80, 0x0CFF, "Knda"), (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Laoo"), (0x0F00, 0x0FFF, "Tibt"), (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Hang"), (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"), (0x1C80, 0x1C8F, "Cyrl"), (0x1C90, 0x1CBF, "Geor"), (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"), (0x2D00, 0x2D2F, "Geor"), (0x3041, 0x30FF, "Kana"), (0x3130, 0x318F, "Hang"),
    (0x31F0, 0x31FF, "Kana"), (0x3400, 0x9FFF, "Hani"), (0xA640, 0xA69F, "Cyrl"), (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"), (0xFB1D, 0xFB4F, "Hebr"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFC, "Arab"),
    (0xFF21, 0xFF5A, "Latn"), (0xFF66, 0xFF9F, "Kana"), (0x20000, 0x3FFFF, "Hani"),
)  # fmt: skip
"""Blocks to ISO 15924 codes (Unicode Scripts.txt, letters only, rounded to blocks)."""

SCRIPT_LANGUAGES: Final = {
    "Jpan": ("ja",), "Hang": ("ko",), "Hani": ("zh", "yue", "wuu", "nan", "hak", "lzh", "cmn"), "Thai": ("th",),
    "Laoo": ("lo",), "Khmr": ("km",), "Mymr": ("my", "shn", "mnw"), "Grek": ("el", "grc"), "Armn": ("hy", "hyw"),
    "Geor": ("ka", "xmf"), "Hebr": ("he", "yi", "lad"), "Ethi": ("am", "ti", "tig", "gez"), "Tibt": ("bo", "dz"),
    "Thaa": ("dv",), "Syrc": ("syr", "aii"), "Guru": ("pa",), "Gujr": ("gu",), "Orya": ("or",), "Taml": ("ta",),
    "Telu": ("te",), "Knda": ("kn",), "Mlym": ("ml",), "Sinh": ("si",), "Mong": ("mn",), "Beng": ("bn", "as", "mni"),
    "Deva": ("hi", "mr", "ne", "sa", "mai", "bho", "kok", "new", "awa", "doi", "sd", "ks"),
    "Arab": ("ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "pnb", "arz", "ary", "azb", "ks", "ms", "pa", "kk", "uz"),
    "Cyrl": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "ba", "cv", "os", "ce", "uz", "az",
             "sah", "rue", "bs", "sh", "ab", "av", "kv", "udm", "mhr", "tk", "cu"),
}  # fmt: skip
"""The languages that are written in a script, the most written first."""

_SAMPLE: Final = 20_000
_FEWEST: Final = 12
"""Letters below which a text is too short for its script to tell."""
_DENSE: Final = {"Hani": 3, "Kana": 2, "Hang": 2}
"""One character of these says about as much as so many letters (an English word has five, a Chinese 1.7)."""
_KANA_SHARE: Final = 0.05
"""Share of kana among kana and Han from which a text is Japanese; every Japanese sentence has more."""

_CYRILLIC: Final = (
    ("uk", "іїєґ"), ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђћџјљњ"), ("kk", "қғәұһ"), ("ky", "ңүө"),
)  # fmt: skip
_ARABIC: Final = (("ur", "ٹڈڑےں"), ("ps", "ښځڅړڼ"), ("ckb", "ڕۆێڵ"), ("fa", "پچژگ"))
_TELLING: Final = 0.004
"""Share of a language's own letters among all letters from which they tell."""


@lru_cache(maxsize=1024)
def primary_subtag(tag: str) -> str | None:
    """The primary language subtag of a BCP 47 tag in lower case: ``en-US``, ``en_us`` and ``eng`` to ``en``.

    Null for what cannot be one: ``english``, ``x-default``, and two letters that are no ISO 639-1 code (``jp``).
    """
    first = tag.strip().replace("_", "-").partition("-")[0].lower()
    if not (first.isascii() and first.isalpha() and 2 <= len(first) <= 3):
        return None
    first = _SHORTER.get(first, first)
    return first if len(first) == 3 or first in _ISO_639_1 else None


def is_language(tag: str) -> bool:
    """Whether a tag has the shape of BCP 47 and starts with a language that can exist (case does not count)."""
    if primary_subtag(tag) is None or "_" in tag:
        return False
    parts = tag.strip().split("-")
    return len(parts) <= 8 and all(p.isascii() and p.isalnum() and len(p) <= 8 for p in parts)


def script_of(text: str) -> str | None:
    """The script that most of a text is written in, as an ISO 15924 code (``Latn``, ``Cyrl``, ``Jpan`` …).

    Han with kana is ``Jpan``. Read from the first 20,000 characters; null below 12 letters.
    """
    counts = _scripts(Counter(text[:_SAMPLE]))
    if not counts:
        return None
    kana, han = counts.get("Kana", 0), counts.get("Hani", 0)
    if kana and kana >= _KANA_SHARE * (kana + han):
        counts["Jpan"] = counts.pop("Kana") * 2 + counts.pop("Hani", 0) * 3
    weights = {script: n * _DENSE.get(script, 1) for script, n in counts.items()}
    script, weight = max(weights.items(), key=lambda item: (item[1], item[0]))
    return script if weight >= _FEWEST else None


def read_language(text: str, declared: str | None) -> tuple[str | None, Literal["script", "declared"] | None]:
    """The language of a text as a primary subtag, and what told: its script, or the declaration (a BCP 47 tag).

    Where a script belongs to one language it decides (kana, Hangul, Thai, Greek …). Where several share it the
    declaration stands if it is one of them; else letters that only one of them uses, else the most written one.
    In Latin letters the declaration stands, unless it names a language that is never written so: then null.
    """
    subtag = primary_subtag(declared) if declared else None
    script = script_of(text)
    if script is None:
        return subtag, "declared" if subtag else None
    languages = SCRIPT_LANGUAGES.get(script)
    if languages is None:
        elsewhere = subtag in _NEVER_LATIN
        return (None, None) if elsewhere or subtag is None else (subtag, "declared")
    if subtag in languages:
        return subtag, "declared" if len(languages) > 1 else "script"
    return _by_letters(script, text) or languages[0], "script"


_NEVER_LATIN: Final = frozenset(
    str.split(
        "ja ko zh th lo km my el hy ka he am ti bo dv gu or ta te kn ml si bn hi mr ne ar fa ur ps ru uk be bg mk ky"
    )
)


def _by_letters(script: str, text: str) -> str | None:
    own = _CYRILLIC if script == "Cyrl" else _ARABIC if script == "Arab" else ()
    counts = Counter(text[:_SAMPLE].lower())
    letters = sum(n for c, n in counts.items() if c.isalpha())
    for language, marks in own:
        if sum(counts[c] for c in marks) >= _TELLING * letters:
            return language
    if script == "Cyrl" and counts["ъ"] >= _TELLING * letters and not counts["ы"] and not counts["э"]:
        return "bg"
    return None


def _scripts(counts: Counter[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for character, number in counts.items():
        if character.isalpha() and (script := _script(character)) is not None:
            found[script] = found.get(script, 0) + number
    return found


@lru_cache(maxsize=8192)
def _script(character: str) -> str | None:
    code = ord(character)
    return next((script for first, last, script in _RANGES if first <= code <= last), None)
