"""How wide a text is: in pixels of a title link, and in characters as people count them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain
from typing import Final

__all__ = ["FONT_PIXELS", "graphemes", "pixels"]

FONT_PIXELS: Final = 20
"""Size of the font in which Google sets title links on a desktop; the tools that estimate widths use it too."""


def _table(*rows: tuple[int, str]) -> dict[str, int]:
    return dict(chain.from_iterable(((character, width) for character in characters) for width, characters in rows))


_ADVANCE: Final = _table(
    (191, "'"), (222, "ijl‘’‚łΙι"), (260, "|"), (278, " !,./:;I[\\]ftІіЇї·\u00a0"), (333, '()-`r“”„‹›¡\u2010\u2011¹²³'),
    (334, "{}"), (350, "•"), (355, '"'), (365, "гº"), (370, "ª"), (389, "*"), (395, "τ"), (400, "°"), (438, "к"),
    (441, "ζ"), (446, "ε"), (448, "ξ"), (458, "зт"), (469, "^"), (482, "ς"),
    (500, "Jcksvxyzсухѕγκλν"), (510, "э"), (521, "чь"), (525, "χ"), (531, "в"), (537, "¶"), (542, "Гпя"), (547, "υ"),
    (551, "ΓΎ"), (552, "н"),
    (556, "#$0123456789?L_abdeghnopqu€£¥¢§–«»ðþŁđаеорДδηθοћђ"), (559, "ий"), (569, "ρ"), (573, "бц"), (576, "βμµ"),
    (578, "α"), (583, "Кдл"), (584, "+<=>~×÷±¬"), (604, "З"), (611, "FTZßø¿ТΤΖ"), (617, "σ"), (618, "Σ"), (625, "ъ"),
    (635, "У"), (648, "φ"), (650, "Ξ"), (656, "БЛЬ"),
    (667, "&ABEKPSVXYÞАВЕРХЧΑΒΕΚΡΥΧЅ"), (668, "ΔΛ"), (669, "ж"), (677, "Д"), (688, "м"), (690, "π"), (713, "ψ"),
    (719, "ИЙПЭы"), (722, "CDHNRUwÐĐНСЯΗΝΠ"), (737, "©®"), (740, "Ц"), (748, "Ω"), (750, "ю"), (760, "Ф"),
    (778, "GOQØОΘΟ"), (781, "ω"), (792, "Ъ"), (798, "Φ"), (802, "ш"), (823, "фщ"), (833, "MmМΜ"), (834, "¼½¾"),
    (835, "Ψ"), (885, "Ы"), (889, "%æ"), (917, "Ш"), (923, "Ж"), (938, "Щ"), (944, "Wœ"), (1000, "—…ÆŒ™‰"),
    (1010, "Ю"), (1015, "@"), (1073, "№"),
)  # fmt: skip
"""Advance widths of Arial in thousandths of the font size; letters with accents are as wide as without."""

_FULL: Final = 1000
_EMOJI: Final = 1250
_HALF: Final = 500
_OTHER: Final = 556
"""For characters of other scripts: that of a digit, near the mean of text in Arial."""

_ZWJ: Final = "\u200d"
_JOINING: Final = (
    frozenset("\u200c\u200d") | {chr(c) for c in range(0x1F3FB, 0x1F400)} | {chr(c) for c in range(0xE0020, 0xE0080)}
)


def pixels(text: str) -> float:
    """The width of a title in Google's title link, in CSS pixels: Arial at 20 px, no kerning.

    Exact for Latin, Greek and Cyrillic; ideographs, kana and Hangul are 20 px; emoji and other scripts are estimated.
    Control characters and marks that stand on another character have no width.
    """
    if _is_plain(text):
        return round(sum(map(_width, text)) * FONT_PIXELS / 1000, 1)
    total = 0
    for cluster in _clusters(text):
        if len(cluster) > 1 and _is_emoji(cluster):
            total += _EMOJI
        else:
            total += sum(map(_width, cluster))
    return round(total * FONT_PIXELS / 1000, 1)


def graphemes(text: str) -> int:
    """How many characters a person sees: marks, joined emoji, flags and variation selectors count with their base.

    After UAX #29 (extended grapheme clusters), without its rules for conjuncts of Indic scripts.
    """
    if _is_plain(text):
        return len(text) - text.count("\r\n")
    return len(_clusters(text))


def _is_plain(text: str) -> bool:
    """Whether no character joins another but a line feed its carriage return, so that each is its own cluster."""
    return text.isascii() or not any(map(_joins, set(text)))


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """Whether a character may be one with its neighbours."""
    return _extends(character) or _is_flag(character) or "\u1100" <= character <= "\u11ff"


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    start = 0
    flags = 0
    for at in range(1, len(text)):
        character, before = text[at], text[at - 1]
        flags = flags + 1 if _is_flag(before) else 0
        if (
            _extends(character)
            or (before == "\r" and character == "\n")
            or (before == _ZWJ and _is_pictograph(character) and _is_pictograph(text[start]))
            or (flags % 2 == 1 and _is_flag(character))
            or _is_hangul_tail(character, before)
        ):
            continue
        clusters.append(text[start:at])
        start = at
    if text:
        clusters.append(text[start:])
    return clusters


@lru_cache(maxsize=4096)
def _extends(character: str) -> bool:
    return character in _JOINING or unicodedata.category(character)[0] == "M"


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_pictograph(character: str) -> bool:
    return character >= "\u00a9" and (
        "\U0001f000" <= character <= "\U0001faff" or "\u2190" <= character <= "\u2bff" or character in "©®‼⁉™ℹ〰〽㊗㊙"
    )


def _is_hangul_tail(character: str, before: str) -> bool:
    """Conjoining jamo after what they complete (UAX #29, GB6 to GB8)."""
    if "\u1160" <= character <= "\u11a7":
        return "\u1100" <= before <= "\u11a7" or ("\uac00" <= before <= "\ud7a3" and (ord(before) - 0xAC00) % 28 == 0)
    if "\u11a8" <= character <= "\u11ff":
        return "\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return "\u1100" <= character <= "\u115f" and "\u1100" <= before <= "\u115f"


def _is_emoji(cluster: str) -> bool:
    return _is_flag(cluster[0]) or (_is_pictograph(cluster[0]) and (cluster[0] >= "\U0001f000" or "\ufe0f" in cluster))


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    known = _ADVANCE.get(character)
    if known is not None:
        return known
    if "\u1160" <= character <= "\u11ff":
        return 0  # the rest of a conjoined Hangul syllable
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cc", "Cf", "Cs", "Zl", "Zp"):
        return 0
    if character >= "\U0001f000" and _is_pictograph(character):
        return _EMOJI
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return _FULL
    if unicodedata.east_asian_width(character) == "H":
        return _HALF
    decomposed = unicodedata.normalize("NFD", character)
    return _ADVANCE.get(decomposed[0], _OTHER) if decomposed != character else _OTHER
