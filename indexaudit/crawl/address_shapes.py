"""What an address has in common with those that a program makes beside it: dates, page numbers, filters, tokens.

Readers are linear in the address. Patterns are for people, too: percent-encoded text is shown as itself, and what
changes is ``#``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from indexaudit.web.month_names import MONTHS
from indexaudit.web.paths import read_path
from indexaudit.web.permalinks import identity_parameters
from indexaudit.web.urls import query_pairs

__all__ = ["Facets", "Shape", "read_shape", "shortened"]

_YEAR: Final = r"(?:19[7-9]\d|20\d\d)"
"""Numbers outside these years are taken for identifiers."""
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_ONE_YEAR: Final = re.compile(_YEAR)
_ONE_MONTH: Final = re.compile(r"0?[1-9]|1[0-2]|[Ww]\d{1,2}")
_ONE_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
_YEAR_MONTH: Final = re.compile(_YEAR + _MONTH)
_DATE: Final = re.compile(
    rf"{_YEAR}([-_.])\d{{1,2}}(?:\1\d{{1,2}})?|\d{{1,2}}([-_.])\d{{1,2}}\2{_YEAR}|\d{{1,2}}[-_.]{_YEAR}|"
    rf"{_YEAR}{_MONTH}(?:0[1-9]|[12]\d|3[01])|{_YEAR}[-_]?[Ww]\d{{1,2}}"
)
_TIME: Final = re.compile(r"[T ][0-9:.+Z-]{2,20}$")
_DATE_NAMES: Final = frozenset(
    str.split("year yr month mon day date week ym jahr monat woche annee mois jour semaine ano mes dia")
)
_COUNTING: Final = frozenset(
    str.split(
        "t p id item items node topic topics thread threads post posts article articles story stories product products "
        "issue issues pull ticket tickets question questions user users"
    )
)
"""Segments behind which a number counts things and is no year."""
_ARCHIVES: Final = frozenset(
    str.split("archive archives calendar cal kalender agenda calendrier event events month months monthly")
)
"""Segments behind which six digits are a month."""

_PAGE: Final = frozenset(str.split("page pages seite pagina pag pg"))
_PAGE_SEGMENT: Final = re.compile(r"(?:comment-)?(?:page|seite|pagina|pag)[-_]?\d{1,9}", re.IGNORECASE)
_PAGE_NAMES: Final = frozenset(
    str.split(
        "page paged pg pagenum pageno page_no pagenumber page_number pageindex cpage seite pagina offset start "
        "limitstart from_record cursor after before page_token pagetoken next_token continuation"
    )
)

_SEARCHED: Final = frozenset(str.split("q s query search search_query keyword keywords kw term"))
_LIST: Final = re.compile(r"[,|;]")

_DIGITS: Final = re.compile(r"\d+")
_EXTENSION: Final = re.compile(r"\.[A-Za-z]{2,5}$")
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_LONG: Final = re.compile(r"[0-9A-Za-z]{16,}")
_RUN: Final = re.compile(r"\d+|[A-Za-z]+")
_LONGEST_PATTERN: Final = 200
"""Characters of a pattern that is reported."""
_DIRECTORIES: Final = 4
"""Directories of an address, from the root, that are looked at."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Addresses that differ only in parameters which select nothing of their own."""

    pattern: str
    variant: str
    names: frozenset[str]
    """Of the parameters; one with a list of values stands for several."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An address in its parts: what is asked of it are patterns, or null when it has none of the kind."""

    host: str
    path: str
    segments: tuple[str, ...]
    """Percent-decoded, without empty ones."""
    pairs: tuple[tuple[str, str], ...]
    """Of the query, decoded."""

    def repeated(self) -> str | None:
        """What the path repeats: a segment more than twice, or two together."""
        if len(self.segments) < 3:
            return None
        for segment, count in Counter(self.segments).items():
            if count > 2 and not _is_small(segment):
                return self._shown(f"/…/{segment}/…/{segment}/…/{segment}/")
        first: dict[tuple[str, str], int] = {}
        for place, pair in enumerate(pairwise(self.segments)):
            before = first.setdefault(pair, place)
            if place - before > 1 and not all(map(_is_small, pair)):
                return self._shown(f"/…/{pair[0]}/{pair[1]}/…/{pair[0]}/{pair[1]}/")
        return None

    def repeated_parameter(self, most: int) -> str | None:
        """A parameter that stands in the query more than ``most`` times."""
        if len(self.pairs) <= most:
            return None
        name, count = Counter(name for name, _ in self.pairs).most_common(1)[0]
        return self._shown(f"{self._readable_path()}?{name}&{name}&…") if count > most else None

    def calendar(self) -> str | None:
        """The page of a date: a date is all that the address says, in the path's last segments or in the query.

        Further pages of a date are none (see :meth:`pagination`).
        """
        if _paged(self.segments) is not None or any(_is_page(name) for name, _ in self.pairs):
            return None
        segments = _dated(self.segments)
        dated = [_is_date(*pair) for pair in self.pairs]
        if segments is None and not any(dated):
            return None
        path = self._readable_path() if segments is None else "/" + "/".join(segments)
        pairs = ((name, "#" if date else value) for (name, value), date in zip(self.pairs, dated, strict=True))
        return self._shown(path + _query(pairs))

    def pagination(self) -> str | None:
        """A page number or cursor, in path or query."""
        segments = _paged(self.segments)
        if segments is None and not any(_is_page(name) for name, _ in self.pairs):
            return None
        path = self._readable_path() if segments is None else "/" + "/".join(segments)
        return self._shown(path + _query((name, "#" if _is_page(name) else value) for name, value in self.pairs))

    def token(self) -> str | None:
        """A parameter with a long value of mixed letters and digits that names nothing, as session ids are."""
        if not any(_is_token(value) for _, value in self.pairs):
            return None
        named = frozenset(identity_parameters(read_path("/"), self.pairs))  # a script's name makes any name select
        changing = [
            _is_token(value) and name not in named and not _is_page(name) and not name.lower().endswith("id")
            for name, value in self.pairs
        ]
        if not any(changing):
            return None
        pairs = ((name, "#" if new else value) for (name, value), new in zip(self.pairs, changing, strict=True))
        return self._shown(self._readable_path() + _query(pairs))

    def facets(self) -> Facets | None:
        """Filters, sorting, views: parameters that are neither the item itself, nor a date, nor a page number. Their
        order counts: it makes addresses."""
        named = frozenset(self._identity()) if self.pairs else frozenset()
        lasting = self._lasting()
        item = sorted((n, v) for n, v in lasting if n in named and not _LIST.search(v))
        rest = [pair for pair in lasting if pair not in item]
        if not rest and len(item) < 2:
            return None
        names = {name for name, _ in rest} | {f"{name},…" for name, value in rest if _LIST.search(value)}
        pattern = self._shown(self._readable_path() + _query((*item, ("*", ""))))
        return Facets(pattern, _query(lasting), frozenset(names))

    def selection(self) -> Facets | None:
        """Which parameters there are: filters come in every combination, and what selects an item does not."""
        names = sorted({name for name, _ in self._lasting()})
        if not names:
            return None
        return Facets(self._shown(self._readable_path() + "?*"), "&".join(names), frozenset(names))

    def folded(self) -> str | None:
        """Without what numbers count and tokens name; null when nothing of that kind is in it."""
        segments = [_folded(segment) for segment in self.segments]
        if not self.pairs and all("#" not in segment for segment in segments):
            return None
        return self._shown("/" + "/".join(segments) + _query((name, "#") for name in sorted(dict(self.pairs))))

    def directories(self) -> Iterator[str]:
        """Those that it lies in, the deepest first, without the root."""
        inside = self.segments if self.path.endswith("/") else self.segments[:-1]
        for end in range(min(len(inside), _DIRECTORIES), 0, -1):
            yield self._shown("/" + "/".join(inside[:end]) + "/*")

    def _identity(self) -> tuple[str, ...]:
        """Names of parameters that select the content; a search is none, unless it is a path (``?q=node/12``)."""
        chosen = identity_parameters(read_path(self.path), self.pairs)
        values = dict(self.pairs)
        return tuple(name for name in chosen if name.lower() not in _SEARCHED or "/" in values[name])

    def _lasting(self) -> list[tuple[str, str]]:
        """Parameters that are neither date nor page number."""
        return [pair for pair in self.pairs if not _is_page(pair[0]) and not _is_date(*pair)]

    def _readable_path(self) -> str:
        return unquote(self.path)

    def _shown(self, pattern: str) -> str:
        return self.host + pattern


def read_shape(key: str) -> Shape:
    """The parts of a key. Never raises."""
    address, _, query = key.partition("://")[2].partition("?")
    host, _, path = address.partition("/")
    segments = tuple(unquote(segment) for segment in path.split("/") if segment)
    return Shape(host, "/" + path, segments, query_pairs(query))


def shortened(pattern: str) -> str:
    """A pattern as it is reported."""
    return pattern if len(pattern) <= _LONGEST_PATTERN else pattern[: _LONGEST_PATTERN - 1] + "…"


def _is_small(segment: str) -> bool:
    """A number that months, days and chapters have: it may stand in a path any number of times."""
    return len(segment) <= 2 and segment.isdecimal()


def _is_page(name: str) -> bool:
    return name.lower() in _PAGE_NAMES


def _is_token(value: str) -> bool:
    if _UUID.fullmatch(value):
        return True
    return _LONG.fullmatch(value) is not None and len(_RUN.findall(value)) > 4


def _is_date(name: str, value: str) -> bool:
    name = name.lower()
    if name.endswith("id"):
        return False
    if _DATE.fullmatch(_TIME.sub("", value)):
        return True
    if name in _DATE_NAMES and (value.isdecimal() or value.lower() in MONTHS):
        return True
    return (name == "m" or "date" in name or "month" in name) and _YEAR_MONTH.fullmatch(value) is not None


def _dated(segments: Sequence[str]) -> list[str] | None:
    """The path with its date folded, when nothing behind the date names an item."""
    found = _date_at(segments)
    if found is None:
        return None
    start, end = found
    if start and segments[start - 1].lower() in _COUNTING:
        return None
    if any(_names_an_item(segment) for segment in segments[end:]):
        return None
    before = (s if "-" in s else _DIGITS.sub("#", s) for s in segments[:start])
    return [*before, *("#" for _ in range(start, end)), *segments[end:]]


def _date_at(segments: Sequence[str]) -> tuple[int, int] | None:
    for place, given in enumerate(segments):
        segment = _EXTENSION.sub("", given)
        following = [_EXTENSION.sub("", s) for s in segments[place + 1 : place + 3]]
        if _DATE.fullmatch(segment):
            return place, place + 1
        if _YEAR_MONTH.fullmatch(segment) and place and segments[place - 1].lower() in _ARCHIVES:
            return place, place + 1
        if not following:
            continue
        if _ONE_YEAR.fullmatch(segment) and (_ONE_MONTH.fullmatch(following[0]) or following[0].lower() in MONTHS):
            day = len(following) > 1 and _ONE_DAY.fullmatch(following[1]) is not None
            return place, place + (3 if day else 2)
        if _ONE_MONTH.fullmatch(segment) and _ONE_YEAR.fullmatch(following[0]):
            return place, place + 2
    return None


def _names_an_item(segment: str) -> bool:
    """Words, another number, or more than the one short word of a view (``list``, ``week``)."""
    return len(segment) > 12 or not segment.isascii() or any(c in "-_" or c.isdecimal() for c in segment)


def _paged(segments: Sequence[str]) -> list[str] | None:
    """The path with its page number folded."""
    for place, segment in enumerate(segments):
        bare = _EXTENSION.sub("", segment)
        if place and bare.isdecimal() and segments[place - 1].lower() in _PAGE:
            return [*segments[:place], "#", *segments[place + 1 :]]
        if _PAGE_SEGMENT.fullmatch(bare):
            return [*segments[:place], _DIGITS.sub("#", segment), *segments[place + 1 :]]
    return None


def _folded(segment: str) -> str:
    return "#" if _is_token(segment) else _DIGITS.sub("#", segment)


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    text = "&".join(f"{name}={value}" if value else name for name, value in pairs)
    return "?" + text if text else ""
