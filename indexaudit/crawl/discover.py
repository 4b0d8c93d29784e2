"""Sitemaps and feeds of a crawl: which are read, and what becomes of their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from indexaudit.config import Limits
from indexaudit.crawl.leads import Admission
from indexaudit.crawl.records import FeedRead, Listed, Refused, SitemapRead
from indexaudit.crawl.scope import key
from indexaudit.crawl.store import Store
from indexaudit.discovery_facts import Feed, Problem, Sitemap
from indexaudit.errors import InvalidURL
from indexaudit.extract.feeds import read_feed
from indexaudit.extract.sitemaps import read_sitemap
from indexaudit.fetch.robots import is_unreachable
from indexaudit.snapshot import RobotsFile, Snapshot
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import join

__all__ = ["Discovery"]

_USUAL: Final = ("/sitemap.xml", "/sitemap_index.xml")
"""Where sitemaps are looked for when robots.txt names none: plug-ins agree on it, no document does."""
_BATCH: Final = 2_000
"""Entries written in one transaction."""


class Discovery:
    """Reads what was fetched of sitemaps and feeds into the store."""

    def __init__(
        self, store: Store, admission: Admission, limits: Limits, *, most: int, deepest: int, from_feeds: bool = True
    ) -> None:
        """``most``: sitemaps in all; ``deepest``: indexes below one another; ``from_feeds``: entries of feeds are pages
        of the crawl."""
        self._store = store
        self._admission = admission
        self._limits = limits
        self._most = most
        self._deepest = deepest
        self._from_feeds = from_feeds
        self._count = 0
        self._depths: dict[str, int] = {}
        self._guessed: set[str] = set()
        self.cut = False
        """Sitemaps were left out for a limit."""

    def recall(self) -> None:
        """Take over which sitemaps an earlier process came upon."""
        depths: dict[int, int] = {}
        for id, url, parent, origin in self._store.rows("SELECT id, url, parent, origin FROM sitemap ORDER BY id"):
            depths[id] = self._depths[url] = 0 if parent is None else depths.get(parent, 0) + 1
            if origin == "path":
                self._guessed.add(url)
        self._count = len(self._depths)

    def robots(self, url: str, file: RobotsFile | None) -> bool:
        """The sitemaps that a robots.txt names, else the usual places. False, and none, when it could not be had: until
        it can, nothing of the host may be asked for."""
        if file is None or is_unreachable(file):
            return False
        named: tuple[str, ...] = ()
        if file.status is not None and 200 <= file.status < 300:
            lines = RobotsTxt.parse(file.body).sitemaps
            named = tuple(found for line in lines if (found := join(file.url, line.value)) is not None)
        if named:
            self.add(named, origin="robots")
        else:
            guessed = [found for path in _USUAL if (found := join(url, path)) is not None]
            self._guessed.update(guessed)
            self.add(guessed, origin="path")
        return True

    def add(self, urls: Iterable[str], *, origin: str, parent: int | None = None, depth: int = 0) -> None:
        """Sitemaps to be read, as far as the limits go."""
        wanted = [url for url in dict.fromkeys(urls) if url not in self._depths]
        room = max(0, self._most - self._count)
        kept = wanted[:room] if depth <= self._deepest else []
        if left := wanted[len(kept) :]:
            self.cut = True
            reason = "sitemap_depth" if depth > self._deepest else "sitemap_files"
            pattern = str(self._deepest if depth > self._deepest else self._most)
            self._store.refuse([Refused(reason=reason, pattern=pattern, example=left[0], count=len(left))])
        self._count += len(kept)
        self._depths.update(dict.fromkeys(kept, depth))
        self._store.add_sitemaps(kept, origin=origin, parent=parent)

    def lost(self, kind: str, id: int, reason: str) -> None:
        """A sitemap or feed could not be asked for."""
        if kind == "sitemap":
            self._store.finish_sitemap(id, SitemapRead(state="failed", reason=reason))
        else:
            self._store.finish_feed(id, FeedRead(state="failed", reason=reason))

    def sitemap(self, id: int, url: str, snapshot: Snapshot) -> None:
        """A sitemap answered, or did not. One that was only looked for is no failure when it is not there."""
        guessed = url in self._guessed
        if (why := _not_had(snapshot)) is not None:
            state = "skipped" if guessed else "failed"
            self._store.finish_sitemap(id, SitemapRead(state=state, reason=why, fetched_at=snapshot.fetched_at))
            return
        exchange = snapshot.exchange
        final = exchange.final_url if exchange is not None else url
        read = read_sitemap(snapshot.body, url=final, limits=self._limits)
        if read.kind == "none" and guessed:
            self._store.finish_sitemap(id, SitemapRead(state="skipped", reason="no_sitemap"))
            return
        for batch in _batches(_listed(read)):
            admitted = self._admission.admit(((e.key, e.url) for e in batch), depth=1, via="sitemap")
            self._store.add_listed(id, batch, admitted.found, admitted.refused)
        children = [child.loc for child in read.children if child.loc is not None]
        self.add(children, origin="index", parent=id, depth=self._depths.get(url, 0) + 1)
        problems = [_said(problem) for problem in read.problems]
        if exchange is not None and exchange.truncated:
            problems.append(f"only the first {len(snapshot.body):,} bytes were read")
        self._store.finish_sitemap(
            id,
            SitemapRead(
                state="done" if read.kind != "none" else "failed",
                reason=None if read.kind != "none" else "not_a_sitemap",
                kind=read.kind,
                entries=read.listed,
                complete=read.complete and not (exchange is not None and exchange.truncated),
                problems=tuple(problems) if read.reason is None else (f"it is {read.reason}", *problems),
                fetched_at=snapshot.fetched_at,
            ),
        )

    def feed(self, id: int, url: str, snapshot: Snapshot) -> None:
        """A feed answered, or did not."""
        if (why := _not_had(snapshot)) is not None:
            self._store.finish_feed(id, FeedRead(state="failed", reason=why))
            return
        exchange = snapshot.exchange
        read = read_feed(
            snapshot.body,
            url=exchange.final_url if exchange is not None else url,
            limits=self._limits,
            charset=exchange.charset if exchange is not None else None,
        )
        entries = list(_entries(read))
        wanted = entries if self._from_feeds else []
        admitted = self._admission.admit(((e.key, e.url) for e in wanted), depth=1, via="feed")
        self._store.add_feed_entries(id, entries, admitted.found, admitted.refused)
        days = [day for entry in read.entries if (day := entry.published or entry.updated) is not None]
        none = read.kind == "none"
        problems = tuple(map(_said, read.problems))
        self._store.finish_feed(
            id,
            FeedRead(
                state="failed" if none else "done",
                reason="not_a_feed" if none else None,
                kind=read.kind,
                hub=read.hubs[0] if read.hubs else None,
                entries=read.listed,
                newest=max(days, default=None),
                problems=problems if read.reason is None else (f"it is {read.reason}", *problems),
            ),
        )


def _not_had(snapshot: Snapshot) -> str | None:
    if snapshot.fetch_error is not None:
        return snapshot.fetch_error.code
    if snapshot.exchange is None:
        return "no_answer"
    status = snapshot.exchange.status
    return None if 200 <= status < 300 else f"status_{status}"


def _listed(read: Sitemap) -> Iterator[Listed]:
    for entry in read.entries:
        if entry.loc is not None and (found := _key(entry.loc)) is not None:
            yield Listed(url=entry.loc, key=found, lastmod=entry.modified or entry.lastmod)


def _entries(read: Feed) -> Iterator[Listed]:
    for entry in read.entries:
        if entry.url is not None and (found := _key(entry.url)) is not None:
            yield Listed(url=entry.url, key=found, published=entry.published, lastmod=entry.updated)


def _batches(entries: Iterator[Listed]) -> Iterator[list[Listed]]:
    while batch := list(islice(entries, _BATCH)):
        yield batch


def _said(problem: Problem) -> str:
    where = f" (first in line {problem.line})" if problem.line is not None else ""
    return f"{problem.message}{where}" if problem.count == 1 else f"{problem.message}: {problem.count} times{where}"


def _key(url: str) -> str | None:
    try:
        return key(url)
    except InvalidURL:
        return None
