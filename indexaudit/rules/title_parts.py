"""A title to its parts: the topic of the page, its sections, the name of the site. Holds no rule."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from indexaudit.facts import Headline, Missing
from indexaudit.rules.compare import fold

__all__ = ["ends", "key", "parts", "site_keys", "stands_for", "topic"]

_MARKS: Final = re.compile(r"\s+[|–—·•»«:›@-]\s+|\s*\|\s*")
"""What stands between the parts of a title: a mark between blanks."""
_EDGES: Final = " |–—·•»«:›@-"
_WORD: Final = re.compile(r"[^\W_]+")
_NAME: Final = 4
"""Letters from which a name that is only a part of a longer one is told."""
_SECTION: Final = 3
"""Words of a part, at most, that names a section and no topic."""
_LONGEST: Final = 1_000
"""Characters of a title that are looked at."""


@lru_cache(maxsize=256)
def key(text: str) -> str:
    """The words alone, folded."""
    return " ".join(_WORD.findall(fold(text)))


def parts(title: str) -> list[str]:
    """The title cut at its marks, without blank parts."""
    return [part for part in _MARKS.split(title[:_LONGEST]) if part.strip()]


def ends(title: str) -> tuple[bool, bool]:
    """Whether a mark has nothing before it, and whether one has nothing behind it."""
    text = title.strip()
    return text[:1] in _EDGES and text[1:2] in ("", " "), text[-1:] in _EDGES and text[-2:-1] in ("", " ", "|")


def site_keys(headline: Headline | Missing) -> frozenset[str]:
    """What the site is called, folded and without blanks."""
    names = headline.site_names if isinstance(headline, Headline) else ()
    return frozenset(own for name in names if len(own := _compact(name)) > 1)


def stands_for(part: str, names: frozenset[str]) -> bool:
    """Whether a part of a title is the name of the site, or little more: "Example Magazine" on ``example.com``."""
    own = _compact(part)
    return own in names or any(len(name) >= _NAME and name in own and len(name) * 2 >= len(own) for name in names)


def topic(title: str, names: frozenset[str], *, sections: bool = False) -> str:
    """The title without the site's name at its end, else at its beginning; the whole when nothing else would remain.

    With ``sections`` short parts between topic and name go too: what may be cut without loss.
    """
    pieces: list[tuple[int, int]] = []
    start = 0
    for mark in _MARKS.finditer(title[:_LONGEST]):
        pieces.append((start, mark.start()))
        start = mark.end()
    pieces.append((start, len(title)))
    pieces = [(a, b) for a, b in pieces if title[a:b].strip()]
    if len(pieces) < 2:
        return title.strip(_EDGES) or title
    first, last = 0, len(pieces)
    while last > 1 and stands_for(title[slice(*pieces[last - 1])], names):
        last -= 1
    if last < len(pieces):
        while sections and last > 1 and len(title[slice(*pieces[last - 1])].split()) <= _SECTION:
            last -= 1
    elif stands_for(title[slice(*pieces[0])], names):
        first = 1
    return title[pieces[first][0] : pieces[last - 1][1]].strip()


def _compact(text: str) -> str:
    return key(text).replace(" ", "")
