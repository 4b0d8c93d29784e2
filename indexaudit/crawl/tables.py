"""Sitemaps, feeds, hosts and refusals of a store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from indexaudit.crawl.packing import clean, hash_of
from indexaudit.crawl.pages import Pages
from indexaudit.crawl.records import FeedRead, Found, Listed, Refused, SitemapRead, ToRead
from indexaudit.errors import StoreError

__all__ = ["Tables"]

_SITEMAP: Final = """
INSERT INTO sitemap (url, origin, parent, state) VALUES (?, ?, ?, 'pending') ON CONFLICT (url) DO NOTHING
"""
_SITEMAP_READ: Final = """
UPDATE sitemap SET state = ?, reason = ?, kind = ?, entries = ?, complete = ?, problems = ?, fetched_at = ? WHERE id = ?
"""
_LISTED: Final = """
INSERT INTO listed (sitemap, url, target, lastmod) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_FEED_READ: Final = """
UPDATE feed SET state = ?, reason = ?, kind = ?, hub = ?, entries = ?, newest = ?, problems = ? WHERE id = ?
"""
_ENTRY: Final = """
INSERT INTO feed_entry (feed, url, target, published, updated) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_HOST: Final = """
INSERT INTO host (host, failures, suspended, reason) VALUES (?, ?, ?, ?)
ON CONFLICT (host) DO UPDATE SET failures = excluded.failures, suspended = excluded.suspended, reason = excluded.reason
"""


class Tables(Pages):
    """What stands beside the pages."""

    def add_sitemaps(self, urls: Iterable[str], *, origin: str, parent: int | None = None) -> int:
        """Sitemaps to be read; how many are new. ``origin``: ``robots``, ``path``, ``index`` (``parent`` is the index's
        id) or ``given``."""
        with self.transaction() as connection:
            rows = [(self._secrets.mask(url), origin, parent) for url in urls]
            return connection.executemany(_SITEMAP, rows).rowcount if rows else 0

    def pending_sitemaps(self) -> tuple[ToRead, ...]:
        """Sitemaps that were not read to their end, in the order in which they were found. A masked address, whose
        secret an earlier process knew, is skipped (``secret``)."""
        return self._to_read("sitemap")

    def add_listed(
        self, sitemap: int, entries: Iterable[Listed], found: Iterable[Found] = (), refused: Iterable[Refused] = ()
    ) -> int:
        """Entries of a sitemap, and what is to be scheduled of them, in one transaction: to be called for some
        thousands at a time. How many pages are new. What is there already stays, so a sitemap may be read again."""
        with self.transaction() as connection:
            connection.executemany(
                _LISTED,
                (
                    (sitemap, clean(x.url), hash_of(x.key), None if x.lastmod is None else clean(x.lastmod))
                    for x in entries
                ),
            )
            self._refuse(connection, refused)
            return self._schedule(connection, found)

    def finish_sitemap(self, sitemap: int, read: SitemapRead) -> None:
        """A sitemap was read, or could not be."""
        fetched = None if read.fetched_at is None else read.fetched_at.isoformat()
        values = (read.entries, read.complete, _problems(read.problems), fetched)
        with self.transaction() as connection:
            cursor = connection.execute(_SITEMAP_READ, (read.state, read.reason, read.kind, *values, sitemap))
            if cursor.rowcount != 1:
                raise StoreError(f"{self.name}: holds no sitemap {sitemap}")

    def add_feeds(self, urls: Iterable[str]) -> int:
        """Feeds to be read that were given; those that pages name come with :meth:`finish`. How many are new."""
        with self.transaction() as connection:
            return self._add_feeds(connection, urls, None)

    def pending_feeds(self) -> tuple[ToRead, ...]:
        """Feeds that were not read to their end, in the order in which they were found."""
        return self._to_read("feed")

    def add_feed_entries(
        self, feed: int, entries: Iterable[Listed], found: Iterable[Found] = (), refused: Iterable[Refused] = ()
    ) -> int:
        """Entries of a feed, and what is to be scheduled of them, in one transaction. How many pages are new."""
        with self.transaction() as connection:
            connection.executemany(
                _ENTRY,
                (
                    (
                        feed,
                        clean(x.url),
                        hash_of(x.key),
                        None if x.published is None else clean(x.published),
                        None if x.lastmod is None else clean(x.lastmod),
                    )
                    for x in entries
                ),
            )
            self._refuse(connection, refused)
            return self._schedule(connection, found)

    def finish_feed(self, feed: int, read: FeedRead) -> None:
        """A feed was read, or could not be."""
        hub = None if read.hub is None else clean(read.hub)
        values = (read.kind, hub, read.entries, read.newest, _problems(read.problems))
        with self.transaction() as connection:
            if connection.execute(_FEED_READ, (read.state, read.reason, *values, feed)).rowcount != 1:
                raise StoreError(f"{self.name}: holds no feed {feed}")

    def set_host(self, host: str, *, failures: int, suspended: int, reason: str | None) -> None:
        """How a host does: failures in a row, how often it was suspended, and why it was given up."""
        with self.transaction() as connection:
            connection.execute(_HOST, (clean(host), failures, suspended, reason))

    def hosts(self) -> Iterator[tuple[str, int, int, str | None]]:
        """Host, failures, suspended and reason of every host that failed, by name."""
        sql = "SELECT host, failures, suspended, reason FROM host ORDER BY host"
        return ((host, failures, suspended, reason) for host, failures, suspended, reason in self.rows(sql))

    def refuse(self, refused: Iterable[Refused]) -> None:
        """Count addresses that were not scheduled; those of a page go with :meth:`finish`."""
        with self.transaction() as connection:
            self._refuse(connection, refused)

    def _to_read(self, table: str) -> tuple[ToRead, ...]:
        rows = list(self.rows(f"SELECT id, url FROM {table} WHERE state = 'pending' ORDER BY id"))  # noqa: S608 - two names of our own
        known = [ToRead(id=row[0], url=url) for row in rows if (url := self._secrets.recall(row[1])) is not None]
        if len(known) < len(rows):
            ids = {item.id for item in known}
            with self.transaction() as connection:
                connection.executemany(
                    f"UPDATE {table} SET state = 'skipped', reason = 'secret' WHERE id = ?",  # noqa: S608
                    [(row[0],) for row in rows if row[0] not in ids],
                )
        return tuple(known)


def _problems(problems: tuple[str, ...]) -> str:
    return json.dumps([clean(problem) for problem in problems], ensure_ascii=False)
