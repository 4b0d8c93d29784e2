"""The path of an address to its parts: the segment that names the item, dates, containers, session ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.web.slugs import GENERIC, Slug, read_slug

__all__ = ["Path", "read_path", "section"]

_EXTENSION: Final = re.compile(
    r"(?<=[^.])(?:\.amp)?\.(?:[xsp]?html?|php[3-8]?|aspx?|jspx?|jsf|cfml?|cgi|cms|ece|do|action|pl|amp|md|mdx|txt|pdf)$",
    re.IGNORECASE,
)
_SCRIPTS: Final = (".php", ".asp", ".aspx", ".jsp", ".cfm", ".cgi", ".do", ".pl", ".jspx", ".jsf", ".action", ".php5")
_INDEX: Final = frozenset(("index", "default"))
_APPENDED: Final = frozenset(("amp", "print", "embed", "trackback", "comments", "feed"))
_PAGED: Final = frozenset(("page", "p", "seite", "pagina", "pg"))
_COMMENT_PAGE: Final = re.compile(r"comment-page-\d{1,6}|page-?\d{1,6}", re.IGNORECASE)
_ASP_SESSION: Final = re.compile(r"\([A-Z]\([A-Za-z0-9]{16,}\)\)")
_YEAR: Final = re.compile(r"199\d|20\d\d")
_TWO: Final = re.compile(r"\d{1,2}")
_DATE: Final = re.compile(r"(199\d|20\d\d)[-_](0?[1-9]|1[0-2])(?:[-_](0?[1-9]|[12]\d|3[01]))?(?![\d])")
_COMPACT: Final = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
            ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"),
            ("nov", "november"), ("dec", "december"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_COUNTED: Final = frozenset(
    str.split("node p t item id topic thread status statuses tid pid article story issues pull")
)
"""Containers in which a number of four digits counts things and is no year."""

_EMPTY: Final = Slug((), (), ())


@dataclass(frozen=True, slots=True)
class Path:
    """What a path says."""

    segments: tuple[str, ...]
    """Percent-decoded, without empty ones, path parameters and session ids."""
    segment: str
    """The last that names something, without extension; empty for the root and for bare dates."""
    slug: Slug
    """Of that segment; its ids hold those that stand behind it as segments of their own."""
    date: str | None
    ids: tuple[str, ...]
    """Segments before it that are nothing but identifiers, nearest first."""
    is_root: bool
    is_script: bool
    """The last segment is a script's file name (``.php``), or was an index file of one."""
    is_generic: bool
    """The segment has only words that name a kind (``showthread``), and no identifier."""
    sessions: tuple[str, ...]
    """Names of path parameters that carry a session id."""


def section(url: str) -> str:
    """The first folder of an address (``/blog/``); ``/`` for pages directly below the root."""
    first, slash, rest = urlsplit(url).path.lstrip("/").partition("/")
    return f"/{unquote(first)}/" if slash and rest else "/"


def read_path(path: str) -> Path:
    """Read a percent-encoded path that starts with a slash."""
    sessions: list[str] = []
    if ";" in path or "(" in path:
        path = _without_sessions(path, sessions)
    raw = [s for s in path.split("/") if s]
    segments = tuple(unquote(s) for s in raw) if "%" in path else tuple(raw)
    end, is_script = _end(segments)
    if end == 0:
        return Path(segments, "", _EMPTY, None, (), True, is_script, True, tuple(sessions))  # noqa: FBT003
    date, dated = _date(segments[:end])
    names = [i for i in range(end) if i not in dated]
    if not names:
        return Path(segments, "", _EMPTY, date, (), False, is_script, True, tuple(sessions))  # noqa: FBT003
    at = names[-1]
    segment, script = _without_extension(segments[at])
    is_script = is_script or script
    slug = read_slug(segment)
    if len(names) > 1 and _names_nothing(slug):
        segment, slug = _beside(segments, names, segment, slug)
    date = date or _date_in(segments[at])
    ids = tuple(s for i in reversed(names[:-1]) if (s := segments[i]) != segment and _is_id(s))
    generic = not slug.ids and all(word.lower() in GENERIC for word in slug.words)
    if not generic and len(slug.words) > 1:
        generic = not slug.ids and "".join(slug.words).lower() in GENERIC
    return Path(segments, segment, slug, date, ids, False, is_script, generic, tuple(sessions))  # noqa: FBT003


def _names_nothing(slug: Slug) -> bool:
    """Only identifiers, kinds, and abbreviations before an identifier: ``123``, ``story``, ``ar-BBx1``."""
    return all(word.lower() in GENERIC or (slug.ids and len(word) <= 2) for word in slug.words)


def _beside(segments: tuple[str, ...], names: list[int], segment: str, slug: Slug) -> tuple[str, Slug]:
    """``/t/how-to-can-plums/123/4``, ``/how-to-can-plums/story``: the title stands before its identifier or kind."""
    for at in range(len(names) - 2, max(-1, len(names) - 4), -1):
        before, _ = _without_extension(segments[names[at]])
        title = read_slug(before)
        contained = slug.ids and at > 0 and segments[names[at - 1]].lower() in GENERIC
        if len(title.words) >= (2 if contained else 3):
            return before, Slug(title.words, tuple(dict.fromkeys(title.ids + slug.ids)), title.separators)
        if not all(word.lower() in GENERIC for word in title.words):
            break
    return segment, slug


def _end(segments: tuple[str, ...]) -> tuple[int, bool]:
    """How many segments remain without what is appended to an address: index files, AMP, page numbers."""
    end = len(segments)
    script = False
    while end:
        last = segments[end - 1].lower()
        name, is_script = _without_extension(last)
        if name in _INDEX and name != last:
            script = script or is_script
            end -= 1
        elif end > 1 and (last in _APPENDED or _COMMENT_PAGE.fullmatch(last)):
            end -= 1
        elif (
            end > 1
            and last.isdecimal()
            and len(last) <= 4
            and segments[end - 2].lower() in _PAGED
            and (segments[end - 2].lower() == "page" or end > 2)
        ):
            end -= 2
        else:
            break
    return end, script


def _without_extension(segment: str) -> tuple[str, bool]:
    if "." not in segment:
        return segment, False
    found = _EXTENSION.search(segment)
    return (segment[: found.start()], found[0].lower().endswith(_SCRIPTS)) if found else (segment, False)


def _without_sessions(path: str, sessions: list[str]) -> str:
    kept = []
    for segment in path.split("/"):
        name, semicolon, parameters = segment.partition(";")
        if semicolon:
            for parameter in parameters.split(";"):
                key = parameter.partition("=")[0]
                if "session" in key.lower() or key.lower() in ("sid", "jsessionid", "phpsessid"):
                    sessions.append(unquote(key))
        if _ASP_SESSION.fullmatch(name):
            sessions.append("ASP.NET_SessionId")
            continue
        kept.append(name if semicolon else segment)
    return "/".join(kept)


def _date(segments: tuple[str, ...]) -> tuple[str | None, frozenset[int]]:
    """A date in segments of its own, and which those are."""
    for index, segment in enumerate(segments):
        if not segment[:1].isdecimal():
            continue
        if (whole := _DATE.fullmatch(segment) or _COMPACT.fullmatch(segment)) is not None:
            return _iso(whole[1], whole[2], whole[3]), frozenset((index,))
        if not _YEAR.fullmatch(segment):
            continue
        month = _month(segments[index + 1]) if index + 1 < len(segments) else None
        if month is None:
            counted = index > 0 and segments[index - 1].lower() in _COUNTED
            if counted:
                continue
            return segment, frozenset((index,))
        day = segments[index + 2] if index + 2 < len(segments) else ""
        if _TWO.fullmatch(day) and 1 <= int(day) <= 31:
            return _iso(segment, str(month), day), frozenset((index, index + 1, index + 2))
        return _iso(segment, str(month), None), frozenset((index, index + 1))
    return None, frozenset()


def _date_in(segment: str) -> str | None:
    """A date at the start of the slug (``2024-05-17-title``), or whole at its end."""
    if not segment[:1].isdecimal():
        return None
    found = _DATE.match(segment) or _COMPACT.match(segment)
    return _iso(found[1], found[2], found[3]) if found and (found[3] or found.end() == len(segment)) else None


def _month(segment: str) -> int | None:
    if _TWO.fullmatch(segment):
        return int(segment) if 1 <= int(segment) <= 12 else None
    return _MONTHS.get(segment.lower())


def _iso(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _is_id(segment: str) -> bool:
    if segment.isdecimal():
        return True
    if not any(c.isdigit() for c in segment):
        return False
    slug = read_slug(segment)
    return not slug.words and bool(slug.ids)
