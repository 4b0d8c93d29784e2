"""Words of a text in any script: how many there are, and which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from math import floor
from types import MappingProxyType
from typing import Final

__all__ = ["CHARACTERS_PER_WORD", "count_words", "count_words_of_lines", "split_words", "unspaced_words", "words_found"]

_HAN: Final = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA: Final = "\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_THAI: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"
_LAO: Final = "\u0e81-\u0ecf\u0edc-\u0edf"
_KHMER: Final = "\u1780-\u17d3\u17d7\u17dc\u17dd"
_MYANMAR: Final = "\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
_UNSPACED: Final = _HAN + _KANA + _THAI + _LAO + _KHMER + _MYANMAR

CHARACTERS_PER_WORD: Final = MappingProxyType({"cjk": 1.7, "thai": 4.3, "lao": 4.1, "khmer": 6.0, "myanmar": 7.8})
"""Characters for one word in scripts that put no space between words, vowel signs and tone marks included.

For Chinese and Japanese the divisor that content tools share (1.7; translators reckon 1.3 to 1.8 Chinese and about 2.5
Japanese characters for an English word). For the others: characters of Article 1 of the Universal Declaration of Human
Rights in the translations of the UN Human Rights Office, over its 30 words in English.
"""

_RUNS: Final = (
    ("cjk", re.compile(f"[{_HAN}{_KANA}]+")),
    ("thai", re.compile(f"[{_THAI}]+")),
    ("lao", re.compile(f"[{_LAO}]+")),
    ("khmer", re.compile(f"[{_KHMER}]+")),
    ("myanmar", re.compile(f"[{_MYANMAR}]+")),
)

# A word is a run of letters, digits and their marks. Apostrophes and hyphens inside a word, and points and commas
# between digits, do not part it (after UAX #29, rules WB6, WB7, WB11 and WB12, which leave the hyphen open).
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u07a6-\u07b0\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd"
    "\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83"
    "\u0dca-\u0ddf\u0f18-\u0f19\u0f71-\u0f84\u0f90-\u0fbc\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0"
    "\ufe20-\ufe2f"
)
_INSIDE: Final = "['’\\-\u00b7\u02bc\u05f3\u05f4\u2010\u2011\uff07]"
_ASCII: Final = re.compile(r"[0-9A-Za-z]+(?:(?:['-]|(?<=[0-9])[.,:/](?=[0-9]))[0-9A-Za-z]+)*")
_SPACED: Final = re.compile(
    rf"[^\W_{_UNSPACED}][^\W_{_UNSPACED}{_MARKS}]*[{_MARKS}]*(?:[^\W_{_UNSPACED}{_MARKS}]+[{_MARKS}]*)*"
    rf"(?:(?:{_INSIDE}|(?<=[0-9])[.,:/](?=[0-9]))(?:[^\W_{_UNSPACED}{_MARKS}]+[{_MARKS}]*)+)*"
)
_ANY_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")

# The same words counted without cutting them out: runs of letters and digits, less the joints between two of them. Most
# pages are written in the characters of one code page, whose bytes one table turns into letters and blanks, at a tenth
# of the cost; the few words with other characters are counted apart.
_RUN: Final = re.compile(r"[^\W_]+")
_SPECIAL: Final = re.compile(f"[{_UNSPACED}{_MARKS}]")
_JOINT: Final = _INSIDE.replace("\u02bc", "")
"""Without the one that is a letter itself, and part of the run."""
_JOINTS: Final = re.compile(rf"[{_JOINT[1:-1]}.,:/](?:(?<=[^\W_]{_JOINT})(?=[^\W_])|(?<=[0-9][.,:/])(?=[0-9]))")
_CODE_PAGE: Final = "".join(c for c in bytes(range(256)).decode("cp1252", "ignore") if c != "\u00ad")
"""Windows-1252 without the soft hyphen, which is a mark."""
_OTHER: Final = re.compile(f"[^{re.escape(_CODE_PAGE)}]+")
_WORD_OR_JOINT: Final = re.compile(rf"[^\W_]|[{_UNSPACED}{_MARKS}{_JOINT[1:-1]}]")
_WORD_BYTES: Final = "".join(_RUN.findall(_CODE_PAGE)).encode("cp1252")
_KINDS: Final = bytes(b"a"[0] if b in _WORD_BYTES else b" "[0] for b in range(256))
_KINDS_OF_LINES: Final = _KINDS[:10] + b"\n" + _KINDS[11:]
_JOINT_BYTES: Final = "".join(c for c in _CODE_PAGE if re.match(_JOINT, c)).encode("cp1252")
_BYTE_JOINTS: Final = re.compile(
    rb"[%b.,:/](?:(?<=[%b][%b])(?=[%b])|(?<=[0-9][.,:/])(?=[0-9]))"
    % tuple(map(re.escape, (_JOINT_BYTES, _WORD_BYTES, _JOINT_BYTES, _WORD_BYTES)))
)
_FEW: Final = 40
"""Characters for each run of other characters from which counting them apart is the cheaper way."""
_HUGE: Final = 1_000_000
"""Characters from which a text is counted in parts: a list of all its words takes ten times the text."""

# Without the middle dot (U+30FB), which stands between words, and the two places of the hiragana block that are empty.
_ALIKE: Final = re.compile(
    f"[{_HAN}]+|[\u3041-\u3096\u3099-\u309f]+|[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]+"
    f"|[{_THAI}]+|[{_LAO}]+|[{_KHMER}]+|[{_MYANMAR}]+"
)


def count_words(text: str, language: str | None = None) -> int:
    """The number of words of a text.

    Where words are spaced: runs of letters and digits, as a reader counts them; numbers count, punctuation does not,
    and Korean counts by its spaces. Where they are not (Chinese, Japanese, Thai, Lao, Khmer, Myanmar) characters
    divided by :data:`CHARACTERS_PER_WORD`, rounded down for each line, at least 1. Both are summed, so that the count
    of a text is the sum of its lines. ``language`` is not needed: the script tells. Linear.
    """
    del language
    if len(text) > _HUGE:
        return sum(map(count_words, _parts(text)))
    if text.isascii():
        return _in_bytes(text.encode("ascii"))
    few = len(text) // _FEW
    others = [m.span() for m in islice(_OTHER.finditer(text), few + 1)]
    if len(others) <= few:
        kept, odd = _parted(text, others)
        return _in_bytes(kept.encode("cp1252", "replace")) + (_in_any(odd, text) if odd else 0)
    if _SPECIAL.search(text) is None:
        return len(_RUN.findall(text)) - len(_JOINTS.findall(text))
    return _in_any(text, text)


def _parts(text: str) -> Iterator[str]:
    """The text in parts of whole lines, about :data:`_HUGE` characters each; a longer line is cut at a blank if it
    has one."""
    start, size = 0, len(text)
    while start < size:
        end = size
        if size - start > _HUGE:
            end = text.rfind("\n", start, start + _HUGE) + 1
            end = end or text.rfind(" ", start, start + _HUGE) + 1 or start + _HUGE
        yield text[start:end]
        start = end


def count_words_of_lines(text: str) -> tuple[int, ...]:
    """:func:`count_words` of each line of a text."""
    if _OTHER.search(text) is not None:
        return tuple(map(count_words, text.split("\n")))
    data = text.encode("cp1252")
    kinds = data.translate(_KINDS_OF_LINES).split(b"\n")
    runs = [k.count(b" a") + k.startswith(b"a") for k in kinds]
    if _BYTE_JOINTS.search(data) is None:
        return tuple(runs)
    joints = (len(_BYTE_JOINTS.findall(line)) for line in data.split(b"\n"))
    return tuple(map(int.__sub__, runs, joints))


def _in_bytes(data: bytes) -> int:
    kinds = data.translate(_KINDS)
    return kinds.count(b" a") + kinds.startswith(b"a") - len(_BYTE_JOINTS.findall(data))


def _in_any(part: str, text: str) -> int:
    """Spaced words of a part that holds every other character of the text, and the unspaced words of the text."""
    spaced = len(_SPACED.findall(part))
    if _ANY_UNSPACED.search(part) is None:
        return spaced
    return spaced + sum(_unspaced(line) for line in text.split("\n") if _ANY_UNSPACED.search(line))


def _parted(text: str, others: list[tuple[int, int]]) -> tuple[str, str]:
    """The text without what stands between two blanks around other letters, marks and joints, and that."""
    kept: list[str] = []
    odd: list[str] = []
    at = 0
    for start, end in others:
        if start < at or _WORD_OR_JOINT.search(text, start, end) is None:
            continue
        begin = max(text.rfind(" ", at, start), at)
        stop = text.find(" ", end)
        stop = len(text) if stop < 0 else stop
        kept.append(text[at:begin])
        odd.append(text[begin:stop])
        at = stop
    if not odd:
        return text, ""
    kept.append(text[at:])
    return " ".join(kept), " ".join(odd)


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, case-folded; runs of unspaced scripts in pieces of about a word's length."""
    text = text.casefold()
    if text.isascii():
        return tuple(_ASCII.findall(text))
    if _ANY_UNSPACED.search(text) is None:
        return tuple(_SPACED.findall(text))
    found: list[tuple[int, tuple[str, ...]]] = [(m.start(), (m[0],)) for m in _SPACED.finditer(text)]
    found += [(m.start(), unspaced_words(m[0])) for m in _ALIKE.finditer(text)]
    return tuple(word for _, words in sorted(found) for word in words)


def unspaced_words(run: str) -> tuple[str, ...]:
    """A run of an unspaced script in pieces of about a word's length, parted first where the script changes.

    Not a segmentation: the pieces count the words and can be looked up in another text.
    """
    pieces: list[str] = []
    for match in _ALIKE.finditer(run):
        alike = match[0]
        name = next(name for name, pattern in _RUNS if pattern.match(alike))
        katakana = "\u30a1" <= alike[0] <= "\u30ff"
        size = len(alike) if katakana else 2 if name == "cjk" else round(CHARACTERS_PER_WORD[name])
        count = max(1, len(alike) // size)
        pieces += [alike[i * size : (i + 1) * size if i < count - 1 else None] for i in range(count)]
    return tuple(pieces)


def words_found(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of ``words`` (of :func:`split_words`) that stand in the text as words, or anywhere in it when unspaced."""
    folded = text.casefold()
    there = set(split_words(text))
    return tuple(w for w in words if w in there or (_ANY_UNSPACED.match(w) is not None and w in folded))


def _unspaced(line: str) -> int:
    total = 0
    for name, pattern in _RUNS:
        if pattern.search(line):
            characters = sum(map(len, pattern.findall(line)))
            total += max(1, floor(characters / CHARACTERS_PER_WORD[name]))
    return total
