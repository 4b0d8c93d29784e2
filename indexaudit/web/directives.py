"""Robots meta and X-Robots-Tag, read by the rules that Google and Bing document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal

from indexaudit.web.dates import moment

__all__ = ["KNOWN", "Directive", "Effective", "effective", "from_header", "from_meta", "is_robots_name"]

_FLAGS: Final = frozenset(
    str.split(
        "all noindex nofollow none nosnippet indexifembedded notranslate noimageindex noarchive nocache "
        "nositelinkssearchbox noodp noydir index follow archive"
    )
)
_VALUED: Final = frozenset(("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"))

KNOWN: Final = _FLAGS | _VALUED
"""Names that some search engine documents or documented."""

_LONGEST: Final = 16 * 1024
"""Characters of one tag or header line that are read."""
_MOST: Final = 100
"""Directives of one tag or header line that are kept."""

_ROBOTS_NAME: Final = re.compile(r"robots|[a-z0-9_.]{0,40}bot(?:-[a-z0-9_]{1,40})?|slurp|teoma|yandex|baiduspider")
_NAMED: Final = re.compile(r"([A-Za-z0-9_.*-]{1,80})\s*:\s*(.*)", re.DOTALL)
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,9}")
_PREVIEWS: Final = ("none", "standard", "large")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One directive of one tag or header."""

    agent: str
    """To whom: ``*`` for everyone, else the name in lower case (``googlebot``)."""
    name: str
    """In lower case: ``noindex``, ``max-snippet`` …; ``none`` is already unfolded to ``noindex`` and ``nofollow``."""
    value: str | None
    """What follows the colon, stripped; null without one."""
    where: Literal["html", "header"]
    line: int | None
    text: str
    """The tag or header line as written, cut to 300 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """What holds for one agent: what is said to everyone and to it, summed; the most restrictive wins."""

    agent: str
    noindex: bool
    nofollow: bool
    nosnippet: bool
    """Said, or a ``max-snippet`` of 0."""
    noimageindex: bool
    notranslate: bool
    indexifembedded: bool
    """Only with ``noindex``; without it the directive means nothing."""
    noarchive: bool
    """Google ignores it. Bing keeps the content out of its chat answers and of training."""
    nocache: bool
    """Google ignores it. Bing limits its chat answers to URL, title and snippet."""
    max_snippet: int | None
    """Characters; -1 for no limit; null when nothing readable is said."""
    max_image_preview: Literal["none", "standard", "large"] | None
    max_video_preview: int | None
    """Seconds; 0 for a still image; -1 for no limit; null when nothing readable is said."""
    unavailable_after: datetime | None
    """The earliest, with zone (UTC when none is written); null when nothing readable is said."""
    unreadable: tuple[Directive, ...]
    """Directives whose value cannot be read, and which search engines ignore for that."""
    _because: tuple[tuple[str, tuple[Directive, ...]], ...]

    def because(self, name: str) -> tuple[Directive, ...]:
        """The directives that made a field what it is, by the field's name; empty when nobody said it."""
        return dict(self._because).get(name, ())

    def expired(self, now: datetime) -> bool:
        """Whether ``unavailable_after`` lies in the past."""
        return self.unavailable_after is not None and self.unavailable_after <= now


def is_robots_name(name: str) -> bool:
    """Whether a meta of this name is addressed to crawlers: ``robots``, ``googlebot``, ``bingbot`` …"""
    return _ROBOTS_NAME.fullmatch(name.strip().lower()) is not None


def from_meta(name: str, content: str, *, line: int | None, text: str) -> tuple[Directive, ...]:
    """The directives of one meta tag; empty when its name is no crawler's. Never raises.

    Rules are separated by commas. White space or semicolons between plain rule names separate them too: no engine
    documents that, but nothing else can be meant.
    """
    name = name.strip().lower()
    if not is_robots_name(name):
        return ()
    agent = "*" if name == "robots" else name
    found = (
        Directive(agent=agent, name=rule, value=value, where="html", line=line, text=text[:300])
        for rule, value in _rules(_pieces(content))
    )
    return _first(found)


def from_header(value: str) -> tuple[Directive, ...]:
    """The directives of one ``X-Robots-Tag`` line, whose value this is. Never raises.

    A name before a colon addresses what follows it to that agent, up to the next such name; a name that is itself a
    rule (``unavailable_after: …``, ``max-snippet: 20``) does not.
    """
    return _first(_of_header(value))


def effective(directives: Iterable[Directive], agent: str) -> Effective:
    """What holds for an agent (``googlebot``).

    A rule for ``*`` or for the agent counts, and so does one for the crawler it belongs to (``googlebot`` for
    ``googlebot-news``). Conflicts are settled by the most restrictive; permissions (``all``, ``index``) lift nothing.
    """
    return _effective(tuple(directives), agent)


@lru_cache(maxsize=32)
def _effective(directives: tuple[Directive, ...], agent: str) -> Effective:
    """Kept, for a handful of rules ask for the same."""
    agent = agent.strip().lower()
    names = {"*", agent}
    family = agent.partition("-")[0]
    if family.endswith("bot"):
        names.add(family)
    mine = [d for d in directives if d.agent in names]
    because: dict[str, tuple[Directive, ...]] = {
        flag: found for flag in _FLAGS if (found := tuple(d for d in mine if d.name == flag))
    }
    unreadable: list[Directive] = []
    snippet = _smallest(mine, "max-snippet", because, unreadable)
    video = _smallest(mine, "max-video-preview", because, unreadable)
    if snippet == 0:
        because["nosnippet"] = because.get("nosnippet", ()) + because["max_snippet"]
    image = _least(mine, because, unreadable)
    after = _earliest(mine, because, unreadable)
    return Effective(
        agent=agent,
        noindex="noindex" in because,
        nofollow="nofollow" in because,
        nosnippet="nosnippet" in because,
        noimageindex="noimageindex" in because,
        notranslate="notranslate" in because,
        indexifembedded="indexifembedded" in because and "noindex" in because,
        noarchive="noarchive" in because,
        nocache="nocache" in because,
        max_snippet=snippet,
        max_image_preview=image,
        max_video_preview=video,
        unavailable_after=after,
        unreadable=tuple(unreadable),
        _because=tuple(because.items()),
    )


# --- reading --------------------------------------------------------------------------------------------------------


def _of_header(line: str) -> Iterator[Directive]:
    agent = "*"
    written = f"X-Robots-Tag: {line}"[:300]
    pending: list[str] = []

    def emit() -> Iterator[Directive]:
        for rule, value in _rules(pending):
            yield Directive(agent=agent, name=rule, value=value, where="header", line=None, text=written)

    for piece in _pieces(line):
        named = _NAMED.fullmatch(piece)
        if named and named[1].lower() not in KNOWN:
            yield from emit()
            agent, pending = named[1].lower(), [named[2]]
        else:
            pending.append(piece)
    yield from emit()


def _pieces(content: str) -> list[str]:
    """The parts between commas; a comma inside the date of ``unavailable_after`` does not part."""
    pieces: list[str] = []
    for part in content[:_LONGEST].split(","):
        piece = part.strip()
        before = pieces[-1].lower() if pieces else ""
        inside_date = "unavailable_after" in before and _named(piece) not in KNOWN and not _addressed(piece)
        if inside_date and moment(before.rpartition("unavailable_after")[2].lstrip(" :")) is None:
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def _named(piece: str) -> str:
    return piece.partition(":")[0].strip().lower()


def _addressed(piece: str) -> bool:
    """``googlebot: nofollow``, and not the ``10:00`` of a date."""
    named = _NAMED.fullmatch(piece)
    return named is not None and named[1][:1].isalpha()


def _rules(pieces: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    for piece in pieces:
        named = _NAMED.fullmatch(piece)
        if named and named[1].lower() in KNOWN:
            yield from _unfolded(named[1].lower(), named[2].strip() or None)
            continue
        words = piece.lower().replace(";", " ").split()
        if all(word in _FLAGS for word in words):
            for word in words:
                yield from _unfolded(word, None)
        elif words:
            yield piece.strip().lower()[:80], None


def _unfolded(name: str, value: str | None) -> Iterator[tuple[str, str | None]]:
    if name == "none":
        yield "noindex", None
        yield "nofollow", None
    else:
        yield name, value


def _first(directives: Iterable[Directive]) -> tuple[Directive, ...]:
    return tuple(directive for directive, _ in zip(directives, range(_MOST), strict=False))


# --- settling -------------------------------------------------------------------------------------------------------

_Because = dict[str, tuple[Directive, ...]]


def _smallest(mine: list[Directive], name: str, because: _Because, unreadable: list[Directive]) -> int | None:
    read: list[tuple[int, Directive]] = []
    for directive in (d for d in mine if d.name == name):
        value = directive.value or ""
        if _INTEGER.fullmatch(value) and int(value) >= -1:
            read.append((int(value), directive))
        else:
            unreadable.append(directive)
    if not read:
        return None
    limits = [number for number, _ in read if number >= 0]
    least = min(limits) if limits else -1
    because[name.replace("-", "_")] = tuple(d for number, d in read if number == least)
    return least


def _least(
    mine: list[Directive], because: _Because, unreadable: list[Directive]
) -> Literal["none", "standard", "large"] | None:
    read: list[tuple[int, Directive]] = []
    for directive in (d for d in mine if d.name == "max-image-preview"):
        value = (directive.value or "").lower()
        if value in _PREVIEWS:
            read.append((_PREVIEWS.index(value), directive))
        else:
            unreadable.append(directive)
    if not read:
        return None
    least = min(rank for rank, _ in read)
    because["max_image_preview"] = tuple(d for rank, d in read if rank == least)
    return ("none", "standard", "large")[least]


def _earliest(mine: list[Directive], because: _Because, unreadable: list[Directive]) -> datetime | None:
    read: list[tuple[datetime, Directive]] = []
    for directive in (d for d in mine if d.name == "unavailable_after"):
        when = moment(directive.value or "")
        if when is None:
            unreadable.append(directive)
        else:
            read.append((when, directive))
    if not read:
        return None
    earliest = min(when for when, _ in read)
    because["unavailable_after"] = tuple(d for when, d in read if when == earliest)
    return earliest
