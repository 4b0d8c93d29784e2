"""What is documented to tell search engines which of several copies to show: one function a signal.

Each is given the copies of one text, excerpts left out, and returns what it saw; null when there was nothing to see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from indexaudit.brand.copies.thresholds import FULLER
from indexaudit.comparison import Searchable, Signal
from indexaudit.errors import InvalidURL
from indexaudit.model import Source
from indexaudit.platforms.registry import known
from indexaudit.rules.sources import (
    BING_GUIDELINES,
    GOOGLE_CANONICAL,
    GOOGLE_CANONICAL_FIX,
    GOOGLE_CANONICALIZATION,
    GOOGLE_NOINDEX,
    GOOGLE_RANKING,
    GOOGLE_REDIRECTS,
    GOOGLE_SHORT_DUPLICATE,
    GOOGLE_TECHNICAL,
)
from indexaudit.web.domains import registrable_domain
from indexaudit.web.urls import host_of, normalized, read_url

__all__ = ["STRONG", "WEAK", "Copy", "Rival", "Rivals", "leaves", "moved", "name", "names", "pointed", "site_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of a text, as far as search engines see it."""

    id: str
    """Of the item."""
    url: str | None
    """Its own address, absolute; null when it has none."""
    owned: bool
    """On a host of the brand."""
    searchable: Searchable
    """Whether a search engine can index it at an address of its own."""
    searchable_reason: str
    """Why, in plain words without a full stop."""
    words: int | None = None
    """Of the item, as the ledger counts them."""
    seen: bool = False
    """Whether the page itself was read; without that nothing is known of its canonical."""
    canonical: str | None = None
    """Absolute address that the page names as canonical; null when it names none."""
    redirects_to: str | None = None
    """Where its address leads, when that is another."""
    in_sitemap: bool | None = None
    """Whether a sitemap of its site lists it; null when none was read."""
    published: str | None = None
    """ISO date, with or without time."""
    platform: str | None = None
    """Id of the platform."""
    noindex: bool | None = None
    """Whether the page asks not to be indexed; null when it was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A copy with the length of the text that was compared."""

    copy: Copy
    words: int

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.copy.id


class Rivals(tuple[Rival, ...]):
    """The copies of one text, and which of them stands where: looked up, for there may be thousands."""

    at: dict[str, list[Rival]]

    def __new__(cls, rivals: Iterable[Rival]) -> Self:
        """In the order given."""
        self = super().__new__(cls, rivals)
        self.at = {}
        for rival in self:
            if rival.copy.url is not None and (place := _place(rival.copy.url)) is not None:
                self.at.setdefault(place, []).append(rival)
        return self


def name(copy: Copy) -> str:
    """A copy as a reader knows it."""
    if copy.url is not None:
        return copy.url
    platform = known().get(copy.platform or "")
    return f"the copy on {platform.name} without an address" if platform is not None else "the copy without an address"


def names(rivals: Sequence[Rival]) -> str:
    """At most three copies, in one phrase."""
    listed = [name(r.copy) for r in rivals[:3]]
    if len(rivals) > 3:
        return f"{', '.join(listed)} and {len(rivals) - 3} more"
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)


def site_of(url: str | None) -> str | None:
    """The registrable domain of an address, else its host; null without one."""
    host = host_of(url or "")
    return None if host is None else registrable_domain(host) or host


def moved(rival: Rival, rivals: Rivals) -> Rival | None:
    """The copy that a copy's address redirects to, if it is another of them."""
    return _other(rival, rival.copy.redirects_to, rivals)


def pointed(rival: Rival, rivals: Rivals) -> Rival | None:
    """The copy that a copy names as canonical, if it is another of them; where that redirects, the one it leads to."""
    target = _other(rival, rival.copy.canonical, rivals)
    on = moved(target, rivals) if target is not None else None
    return target if on is None or on is rival else on


def leaves(rival: Rival, url: str | None) -> bool:
    """Whether an address that a copy leads to or names is on another site."""
    return url is not None and site_of(url) != site_of(rival.copy.url)


# --- strong -----------------------------------------------------------------------------------------------------------


def indexability(rivals: Sequence[Rival]) -> Signal | None:
    """A copy that cannot be indexed cannot be shown."""
    groups = {said: [r for r in rivals if r.copy.searchable == said] for said in ("yes", "no", "unknown")}
    parts = []
    if groups["yes"]:
        parts.append(f"search engines can index {names(groups['yes'])}")
    parts += [f"they cannot index {name(r.copy)}: {r.copy.searchable_reason}" for r in groups["no"][:3]]
    if len(groups["no"]) > 3:
        parts.append(f"nor {len(groups['no']) - 3} more")
    if groups["unknown"]:
        parts.append(f"it is unknown for {names(groups['unknown'])}")
    hidden = any(r.copy.noindex for r in groups["no"])
    sources = (GOOGLE_TECHNICAL, GOOGLE_NOINDEX) if hidden else (GOOGLE_TECHNICAL,)
    decides = bool(groups["yes"] and groups["no"])
    return _signal("indexability", groups["yes"] if decides else (), "; ".join(parts), sources, decides=decides)


def redirect(rivals: Rivals) -> Signal | None:
    """The target of a redirect is what is shown."""
    targets: dict[str, Rival] = {}
    parts = []
    doubts = []
    for rival in rivals:
        target = moved(rival, rivals)
        if target is not None:
            targets[target.id] = target
            parts.append(f"{name(rival.copy)} redirects to {name(target.copy)}")
            if target.copy.searchable == "no":
                doubts.append(f"{name(target.copy)} cannot be indexed")
            elif moved(target, rivals) is not None:
                doubts.append(f"{name(target.copy)} redirects on")
        elif leaves(rival, rival.copy.redirects_to):
            parts.append(f"{name(rival.copy)} redirects to {rival.copy.redirects_to}, which is none of the copies")
    if len(targets) > 1:
        doubts = ["they do not lead to the same copy"]
    if not parts:
        return None
    decides = bool(targets) and not doubts
    said = "; but ".join(["; ".join(parts), *dict.fromkeys(doubts)])
    return _signal("redirect", tuple(targets.values()), said, (GOOGLE_REDIRECTS, GOOGLE_CANONICAL), decides=decides)


def canonical(rivals: Rivals) -> Signal | None:
    """What pages name as the original, when they agree. A page that names itself says nothing about the others."""
    targets: dict[str, Rival] = {}
    parts = []
    doubts = []
    across = False
    for rival in rivals:
        target = pointed(rival, rivals)
        if target is not None:
            targets[target.id] = target
            across = across or site_of(rival.copy.url) != site_of(target.copy.url)
            parts.append(f"{name(rival.copy)} names {name(target.copy)} as canonical")
            if target.copy.searchable == "no":
                doubts.append(f"{name(target.copy)} cannot be indexed")
            elif pointed(target, rivals) is not None or leaves(target, target.copy.canonical):
                doubts.append(f"{name(target.copy)} names another page")
            elif moved(target, rivals) is not None:
                doubts.append(f"{name(target.copy)} redirects to another")
        elif leaves(rival, rival.copy.canonical):
            parts.append(f"{name(rival.copy)} names {rival.copy.canonical} as canonical, which is none of the copies")
            across = True
    if len(targets) > 1:
        doubts = ["they do not name the same copy"]
    if not parts:
        return None
    said = "; but ".join(["; ".join(parts), *dict.fromkeys(doubts)])
    sources: tuple[Source, ...] = (GOOGLE_CANONICAL,)
    if across:
        said += " (between sites Bing takes it, and to Google it is a hint that it would rather not rely on)"
        sources = (GOOGLE_CANONICAL, GOOGLE_CANONICAL_FIX, BING_GUIDELINES)
    return _signal("canonical", tuple(targets.values()), said, sources, decides=bool(targets) and not doubts)


# --- weak -------------------------------------------------------------------------------------------------------------


def https(rivals: Sequence[Rival]) -> Signal | None:
    """Of two addresses Google prefers https."""
    secure = [r for r in rivals if (r.copy.url or "").startswith("https://")]
    plain = [r for r in rivals if (r.copy.url or "").startswith("http://")]
    if not secure or not plain:
        return None
    return _signal("https", secure, f"{names(plain)} is served without https", (GOOGLE_CANONICAL,))


def sitemap(rivals: Sequence[Rival]) -> Signal | None:
    """A sitemap is a weak hint for what it lists."""
    listed = [r for r in rivals if r.copy.in_sitemap]
    unlisted = [r for r in rivals if r.copy.in_sitemap is False]
    if not listed or not unlisted:
        return None
    said = f"a sitemap lists {names(listed)}, and none lists {names(unlisted)}"
    return _signal("sitemap", listed, said, (GOOGLE_CANONICAL,))


def completeness(rivals: Sequence[Rival]) -> Signal | None:
    """Google prefers the most complete copy."""
    most = max(r.words for r in rivals)
    full = [r for r in rivals if r.words >= FULLER * most]
    if len(full) == len(rivals):
        return None
    cut = max((r for r in rivals if r.words < FULLER * most), key=lambda r: r.words)
    said = f"the text is fullest at {names(full)}: {most:,} words, and {cut.words:,} at {name(cut.copy)}"
    return _signal("completeness", full, said, (GOOGLE_CANONICALIZATION,))


def first(rivals: Sequence[Rival]) -> Signal | None:
    """Google means to show an original before what repeats it. Only days are compared: clocks and zones differ."""
    days = [(r.copy.published or "")[:10] for r in rivals]
    if not all(days) or len(set(days)) < 2:
        return None
    earliest, second = sorted(set(days))[:2]
    before = [r for r, day in zip(rivals, days, strict=True) if day == earliest]
    said = f"{names(before)} came out on {earliest}, the next copy on {second}"
    return _signal("first", before, said, (GOOGLE_RANKING,))


def address(rivals: Sequence[Rival]) -> Signal | None:
    """Of duplicates on one site the shorter address tends to be taken; of several sites nobody says so."""
    lengths = [len((r.copy.url or "").partition("://")[2]) for r in rivals]
    if not all(lengths) or len({site_of(r.copy.url) for r in rivals}) > 1:
        return None
    short = [r for r, length in zip(rivals, lengths, strict=True) if length == min(lengths)]
    if len(short) == len(rivals):
        return None
    return _signal("address", short, f"{names(short)} is the shorter address", (GOOGLE_SHORT_DUPLICATE,))


STRONG: Final[tuple[Callable[[Rivals], Signal | None], ...]] = (indexability, redirect, canonical)
"""In order of strength."""
WEAK: Final[tuple[Callable[[Sequence[Rival]], Signal | None], ...]] = (https, sitemap, completeness, first, address)
"""In order of strength. They are asked about the copies that may be shown at all."""


def _other(rival: Rival, url: str | None, rivals: Rivals) -> Rival | None:
    place = None if url is None else _place(url)
    found = rivals.at.get(place, ()) if place is not None else ()
    return None if rival in found else next(iter(found), None)


@lru_cache(maxsize=4096)
def _place(url: str) -> str | None:
    """The same for addresses of one page; null for what is no address."""
    try:
        return normalized(read_url(url))
    except InvalidURL:
        return None


def _signal(
    name: str, favours: Sequence[Rival], text: str, sources: tuple[Source, ...], *, decides: bool = False
) -> Signal:
    return Signal(name=name, favours=tuple(r.id for r in favours), decides=decides, text=text, sources=sources)
