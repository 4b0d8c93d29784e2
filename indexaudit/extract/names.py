"""Names of authors out of what pages write in their place."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.extract.byline_words import ACCOUNTS, BY, CUT, DESK, NEVER_FIRST, ROLE
from indexaudit.extract.phrases import collapse, fold
from indexaudit.web.dates import folded
from indexaudit.web.month_names import MONTHS
from indexaudit.web.plain_text import unescape

__all__ = ["is_account", "is_desk", "is_proper", "read_names"]

_LONGEST: Final = 400
_MOST: Final = 20
_NAME: Final = 70
"""Characters of one name: the longest in use, with titles, stay below."""
_NAME_WORDS: Final = 8

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+|\S+@\S+\.\w+", re.IGNORECASE)
_GLUED: Final = re.compile(r"(?:By|Von|Par|Por)(?=[A-Z])")
_SPLIT: Final = re.compile(
    r"\s*(?:;|\s[/|•·]\s|\s(?:&|\+)\s|,?\s(?:and|und|et|y|e|och|og|en|i|и|ve|sowie|with|mit|u\.)\s|、|，)\s*"
)
_COMMA: Final = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e|och|og|en)\s+)?")
_TAIL: Final = re.compile(r"\s[|•·–—―]\s.*|\s-\s.*|\s*[(\[（].*|\s*[:：].*|\s(?:über|about|sobre)\s.*", re.DOTALL)
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|ph\.?\s?d|m\.?d|m\.?a|mba|esq|ii|iii|iv|rn|cpa|do|dds|ms|msc|bsc|facs|llm|jd|dipl|pmp|rd|ba|ma)\.?",
    re.IGNORECASE,
)
_GENERATION: Final = re.compile(r"[js]r\.?|ii|iii|iv", re.IGNORECASE)
_NAME_WORD: Final = (
    r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.\-]*|d[eaiou]|de[lrn]|d[oa]s|v[oa]n|v\.|ten|ter|zu|zum|zur|al|bin|ibn|el|la|le|y)"
)
_PROPER: Final = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{1,5}}")


def is_proper(name: str) -> bool:
    """Whether it is written like the full name of a person: two to six words that begin with a capital."""
    return _PROPER.fullmatch(name) is not None


def is_account(name: str) -> bool:
    """Whether it is a generic account ("admin") and tells nobody's name."""
    return fold(name).replace(" ", "") in ACCOUNTS


def is_desk(name: str) -> bool:
    """Whether it names a desk, an agency or a company rather than a person."""
    return bool(DESK.search(name))


def read_names(text: str, *, whole: bool = False) -> tuple[str, ...]:
    """The names in a byline, in order, each once; empty when there is none.

    Words such as "by", job titles, dates, e-mail and web addresses are left out. ``whole``: the text is one name by
    contract (``Person.name``), so it is cleaned and not cut at conjunctions. Never raises.
    """
    text = collapse(_ADDRESS.sub(" ", unescape(text[:_LONGEST])))
    for _ in range(3):
        lead = _GLUED.match(text) or BY.match(text)
        if lead is None or lead.end() >= len(text):
            break
        text = text[lead.end() :]
    found: dict[str, str] = {}
    for part in [text] if whole else _SPLIT.split(text)[:_MOST]:
        for name in _comma_parts(part.strip()):
            clean = _clean(name)
            if clean:
                found.setdefault(fold(clean), clean)
    return tuple(found.values())[:_MOST]


def _comma_parts(text: str) -> list[str]:
    """Two names in "A B, C D"; one in "A B, PhD", "A B, London", "A B, senior editor" and "Last, First"."""
    parts = [p for p in _COMMA.split(text) if p]
    if len(parts) == 2 and all(p.isalpha() for p in parts) and not _SUFFIX.fullmatch(parts[1]):
        return [f"{parts[1]} {parts[0]}"]
    names: list[str] = []
    for part in parts:
        if names and _GENERATION.fullmatch(part):
            names[-1] += f", {part}"
        elif not names or not (_SUFFIX.fullmatch(part) or ROLE.fullmatch(part) or len(part.split()) < 2):
            names.append(part)
    return names


def _clean(name: str) -> str | None:
    lead = BY.match(name)
    if lead is not None and len(name) > lead.end():
        name = name[lead.end() :]
    tail = _TAIL.search(name)
    if tail is not None and tail.start() > 1:
        name = name[: tail.start()]
    words = _without_date(name.split())
    if len(words) > 1:
        words = [w for w in words if not w.startswith("@")] or words[:1]
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]
    name = " ".join(words).strip(' ,;:|/–—-·•*"“”„»«‹›@()[]')
    if not 1 < len(name) <= _NAME or not 0 < len(words) <= _NAME_WORDS or not any(c.isalpha() for c in name):
        return None
    if name[0].isdigit() or any(c in name for c in "{}<>=\\") or name.endswith(("?", "!", "…")):
        return None
    if len(words) > 3 and sum(w[0].islower() for w in words) > 2:
        return None
    if fold(words[0]) in NEVER_FIRST or folded(name) in MONTHS or ROLE.fullmatch(name):
        return None
    return name.rstrip(".") if name.endswith("..") else name


def _without_date(words: list[str]) -> list[str]:
    """The words up to a date, a time, or a word that leads to something else than the name."""
    for n, word in enumerate(words):
        plain = word.strip(".,:;()|").lower()
        if n and (word[0].isdigit() or (plain in CUT and (len(plain) > 2 or word.islower()))):
            words = words[:n]
            break
        if n and folded(plain) in MONTHS and any(w[:1].isdigit() for w in (words[n - 1], *words[n + 1 : n + 2])):
            words = words[:n]
            break
    while len(words) > 1 and words[-1].strip(".,:;|").lower() in CUT:
        words = words[:-1]
    return words
