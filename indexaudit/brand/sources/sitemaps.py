"""Sitemaps to items: one for each page that is listed, in the file itself or in those of an index."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.brand.sources.documents import fetched, not_read, said, shown, why_not_fetched
from indexaudit.brand.sources.pages import NO_ADDRESS, Fetch, Pages, Unseen
from indexaudit.brand_file import has_scheme
from indexaudit.config import ChannelSource
from indexaudit.discovery_facts import ChildSitemap, Sitemap, SitemapEntry
from indexaudit.extract.sitemaps import read_sitemap
from indexaudit.items import Intake, Item, Origin, Read, SetAside

__all__ = ["MOST_SITEMAPS", "read_sitemap_items"]

MOST_SITEMAPS: Final = 200
"""Files of one index that are read; the protocol lets it list 50,000 of 50,000 pages each."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one sitemap is to be had."""

    url: str
    """Its address; empty when it has none."""
    path: Path | None
    """Its file; null: it is fetched."""
    member: str | None
    """As its index names it; null for the source itself."""


def read_sitemap_items(given: str, channel: ChannelSource, pages: Pages) -> Intake:
    """Each page that a sitemap lists, a file or an address, as an item; its place is the number in its file.

    The sitemaps of an index are looked for beside it, when it is a file, then fetched; at most :data:`MOST_SITEMAPS`
    are read. The day of the last change is no day of publication, and is left out.
    """
    notes: list[str] = []
    records = _Reader(given, channel, pages, notes).records()
    return Intake(channel=channel.name, source=shown(given), records=records, notes=notes)


class _Reader:
    """One sitemap, and those that it names."""

    def __init__(self, given: str, channel: ChannelSource, pages: Pages, notes: list[str]) -> None:
        self._given = given
        self._channel = channel
        self._pages = pages
        self._notes = notes
        self._fetch: Fetch | None = pages.may_fetch(channel)
        self._waiting: deque[_Place] = deque()
        self._known: set[str] = set()
        self._missing = self._beyond = 0

    def records(self) -> Iterator[Read]:
        unseen = self._pages.unseen(self._channel)
        address = has_scheme(self._given)
        self._add(_Place(self._given if address else "", None if address else Path(self._given), None))
        while self._waiting:
            place = self._waiting.popleft()
            sitemap = self._read(place)
            if sitemap is None:
                continue
            yield from self._items(sitemap, place, unseen)
            for child in sitemap.children:
                self._find(child, place)
        if self._missing:
            self._notes.append(
                f"{self._missing:,} sitemaps of the index are not beside it, and {self._why()}; save them there"
            )
        if self._beyond:
            self._notes.append(f"{MOST_SITEMAPS} sitemaps were read, and {self._beyond:,} more were not")
        self._notes.extend(unseen.notes())

    def _why(self) -> str:
        return why_not_fetched(self._channel) if self._fetch is None else "their addresses cannot be fetched"

    def _add(self, place: _Place) -> None:
        key = str(place.path or place.url)
        if key in self._known:
            return
        if len(self._known) >= MOST_SITEMAPS:
            self._beyond += 1
            return
        self._known.add(key)
        self._waiting.append(place)

    def _find(self, child: ChildSitemap, parent: _Place) -> None:
        named = child.loc or child.written or ""
        path = None if parent.path is None else _beside(parent.path, named)
        if path is not None or (child.loc is not None and self._fetch is not None):
            self._add(_Place(child.loc or "", path, shown(named) if path is None else path.name))
        else:
            self._missing += 1

    def _read(self, place: _Place) -> Sitemap | None:
        limits = self._pages.config.limits
        name = "" if place.member is None else f"{place.member}: "
        if place.path is not None:
            try:
                with place.path.open("rb") as file:
                    sitemap = read_sitemap(file, url=place.url, limits=limits)
            except OSError as error:
                self._notes.append(f"{name}cannot be read ({error.strerror})")
                return None
        elif self._fetch is None:
            self._notes.append(not_read(self._channel))
            return None
        else:
            answer = fetched(place.url, self._fetch, self._notes)
            if answer is None:
                return None
            sitemap = read_sitemap(answer[0], url=place.url, limits=limits)
        if sitemap.kind == "none":
            self._notes.append(f"{name}is no sitemap but {sitemap.reason or 'something else'}")
        elif not sitemap.complete:
            self._notes.extend(name + said(problem) for problem in sitemap.problems)
        return sitemap

    def _items(self, sitemap: Sitemap, place: _Place, unseen: Unseen) -> Iterator[Read]:
        for number, entry in enumerate(sitemap.entries, 1):
            origin = Origin(source=shown(self._given), member=place.member, place=number)
            if entry.loc is None:
                yield SetAside(origin=origin, reason=NO_ADDRESS)
                continue
            yield self._pages.look_up(_item(entry, origin, self._channel), unseen)


def _item(entry: SitemapEntry, origin: Origin, channel: ChannelSource) -> Item:
    news = entry.news
    return Item(
        origin=origin,
        url=entry.loc,
        channel=channel.name,
        title=news.title if news else None,
        date=news.date if news else None,
        language=news.language if news else None,
    )


def _beside(index: Path, named: str) -> Path | None:
    """The file beside an index that has the name of a sitemap's address, packed or not."""
    try:
        name = unquote(urlsplit(named).path).rpartition("/")[2]
    except ValueError:
        return None
    if not name or name in (".", "..") or any(c in name for c in "\\\0:"):
        return None
    for spelling in (name, name.removesuffix(".gz"), f"{name}.gz"):
        path = index.parent / spelling
        try:
            if path.is_file():
                return path
        except OSError:  # a name that is too long
            return None
    return None
