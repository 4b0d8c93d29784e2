"""robots.txt, sitemaps and feeds of a crawl: which is asked for next, and what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from indexaudit.config import Limits
from indexaudit.crawl.discover import Discovery
from indexaudit.crawl.fetching import Fetched, Job
from indexaudit.crawl.pace import Pace
from indexaudit.crawl.scope import host_key
from indexaudit.crawl.store import Store
from indexaudit.crawl.visits import robots_of
from indexaudit.snapshot import Snapshot

__all__ = ["Files"]

_FEEDS: Final = 20
"""Feeds that are read: a blog has a handful, and some themes name one on every page."""


class Files:
    """What is asked for beside pages."""

    def __init__(self, store: Store, discovery: Discovery, pace: Pace, limits: Limits, *, feeds: bool) -> None:
        """``feeds``: whether feeds are read at all."""
        self._store = store
        self._discovery = discovery
        self._pace = pace
        self._limits = limits
        self._room = _FEEDS if feeds else 0
        self._waiting: deque[Job] = deque()
        self._without_robots: dict[str, str] = {}
        """Hosts whose robots.txt could not be had yet, with their front pages: their sitemaps are not known."""
        self.under_way = 0
        self.read = 0
        """In this run."""

    @property
    def busy(self) -> bool:
        """Whether any waits or is under way: pages come after them."""
        return bool(self._waiting or self.under_way)

    def hosts(self) -> list[str]:
        """Those of the files that wait."""
        return [job.host for job in self._waiting]

    def recall(self) -> None:
        """Take over what an earlier process has read."""
        row = self._store.row("SELECT count(*) FROM feed WHERE state <> 'pending'")
        self._room = max(0, self._room - (int(row[0]) if row else 0))

    def add_robots(self, seeds: Iterable[str]) -> None:
        """The robots.txt of each seed's origin, for the sitemaps that it names."""
        origins = {f"{seed.partition('://')[0]}://{host_key(seed)}/": host_key(seed) for seed in seeds}
        self._waiting.extend(Job(kind="robots", id=0, url=url, host=host) for url, host in origins.items())

    def add_feeds(self) -> bool:
        """Feeds come when no page is left, so that what they add is added at one point of the crawl."""
        feeds = self._store.pending_feeds()[: self._room] if self._room else ()
        self._room -= len(feeds)
        self._waiting.extend(
            Job(kind="feed", id=f.id, url=f.url, host=host_key(f.url), most=self._limits.feed_bytes) for f in feeds
        )
        return bool(feeds)

    def next(self, now: float) -> Job | None:
        """The next one whose host may be asked now, which the caller starts. What no host is asked for is given up."""
        if not self.busy:
            self._waiting.extend(
                Job(kind="sitemap", id=s.id, url=s.url, host=host_key(s.url), most=self._limits.sitemap_bytes)
                for s in self._store.pending_sitemaps()
            )
        for job in list(self._waiting):
            if (reason := self._pace.given_up(job.host)) is not None:
                self._waiting.remove(job)
                self._lose(job, reason)
            elif self._pace.ready(job.host, now) == 0:
                self._waiting.remove(job)
                self.under_way += 1
                return job
        return None

    def take(self, event: Fetched) -> None:
        """What came of one."""
        job, snapshot = event.job, event.snapshot
        self.under_way -= 1
        self.read += 1
        if job.kind == "robots":
            if not self._discovery.robots(job.url, event.robots):
                self._without_robots[job.host] = job.url
        elif snapshot is None:
            self._lose(job, event.error.code if event.error is not None else "crash")
        elif job.kind == "sitemap":
            self._discovery.sitemap(job.id, job.url, snapshot)
        else:
            self._discovery.feed(job.id, job.url, snapshot)

    def look_at(self, host: str, snapshot: Snapshot) -> None:
        """A page brings the robots.txt of its host: now its sitemaps are known."""
        front = self._without_robots.get(host)
        if front is not None and self._discovery.robots(front, robots_of(snapshot)):
            del self._without_robots[host]

    def _lose(self, job: Job, reason: str) -> None:
        if job.kind != "robots":
            self._discovery.lost(job.kind, job.id, reason)
