"""What sitemaps and feeds say of pages, from the store."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cached_property
from typing import Any, Final

from indexaudit.crawl.packing import clean
from indexaudit.crawl.site.index import SiteIndex
from indexaudit.crawl.site.pages import Batch
from indexaudit.crawl.store import Store
from indexaudit.site_facts import FeedCoverage, FeedFile, Feeds, ListedAt, SitemapFile, Sitemaps
from indexaudit.web.urls import tracking_parameters

__all__ = ["ListedFacts"]

_LISTED_AT: Final = 5
_FAULTY: Final = 5
_FAULTY_KEPT: Final = 500
"""Sitemaps with problems that are held in memory."""
_FEEDS: Final = 20
_FEEDS_KEPT: Final = 2_000
"""Feeds that are remembered between pages."""
_ENTRIES: Final = 50
"""Entries of a feed in which tracking is looked for."""
_NEWEST: Final = 10
_POSTS: Final = "shown AND kind IN ('article', 'post')"

_LISTED: Final = """
SELECT s.id, m.url, l.url, l.lastmod, m.id, u.entries
FROM temp.site_page s CROSS JOIN listed l ON l.target = s.address CROSS JOIN sitemap m ON m.id = l.sitemap
LEFT JOIN temp.site_uniform u ON u.sitemap = m.id
WHERE s.id BETWEEN ? AND ? ORDER BY s.id, m.id
"""
_VARIANTS: Final = """
WITH other (page, hash) AS (
  SELECT page, hash FROM temp.site_target WHERE page BETWEEN ?1 AND ?2
  UNION ALL SELECT canon, hash FROM temp.site_page WHERE canon BETWEEN ?1 AND ?2
)
SELECT o.page, m.url, l.url, l.lastmod
FROM other o CROSS JOIN temp.site_page s ON s.id = o.page CROSS JOIN listed l ON l.target = o.hash
CROSS JOIN sitemap m ON m.id = l.sitemap
WHERE o.hash <> s.address ORDER BY o.page DESC, m.id DESC
"""
_IN_FEEDS: Final = """
SELECT s.id FROM temp.site_page s
WHERE s.id BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM feed_entry e WHERE e.target IN (s.address, s.hash))
"""


class ListedFacts:
    """Sitemaps and feeds of a store, for one batch after the other."""

    def __init__(self, store: Store, index: SiteIndex) -> None:
        self._store = store
        self._index = index
        self._feeds: dict[str, FeedFile | None] = {}

    def sitemaps(self, batch: Batch) -> dict[int, Sitemaps]:
        """For every page of a batch."""
        listed: defaultdict[int, list[ListedAt]] = defaultdict(list)
        faulty: defaultdict[int, list[SitemapFile]] = defaultdict(list)
        for page, sitemap, url, lastmod, id_, alike in self._store.rows(_LISTED, batch.range):
            if len(listed[page]) < _LISTED_AT:
                listed[page].append(ListedAt(sitemap=sitemap, url=url, lastmod=lastmod, alike=alike or 0))
                if id_ in self._faulty:
                    faulty[page].append(self._faulty[id_])
        variants = {
            page: ListedAt(sitemap=sitemap, url=url, lastmod=lastmod)
            for page, sitemap, url, lastmod in self._store.rows(_VARIANTS, batch.range)
        }
        lost = tuple(file for file in self._faulty.values() if file.lost)
        return {
            page.id: Sitemaps(
                asked=self._asked,
                files=self._files,
                listed=tuple(listed.get(page.id, ())),
                variant=variants.get(page.id),
                faulty=tuple(faulty.get(page.id, ())) if page.id in listed else lost[:_FAULTY],
                site_pages=self._index.shown,
                entries=self._index.listed,
                unclean=self._index.unclean,
                gaps=self._gaps,
            )
            for page in batch.pages
        }

    def feeds(self, batch: Batch) -> dict[int, Feeds]:
        """For every page of a batch."""
        listed = {row[0] for row in self._store.rows(_IN_FEEDS, batch.range)}
        found = {}
        for page in batch.pages:
            named = tuple(map(clean, page.read_digest()["feeds"]))
            read = {url: self._feed(url) for url in named}
            own = [file for file in read.values() if file is not None]
            found[page.id] = Feeds(
                named=named,
                files=(*own, *(file for file in self._site_feeds if file not in own))[:_FEEDS],
                broken=tuple(url for url, file in read.items() if file is None and self._has_failed(url)),
                listed=page.id in listed,
                posts=self._index.posts,
                gaps=self._index.gaps,
            )
        return found

    def coverage(self) -> FeedCoverage:
        """Of the site as a whole."""
        room = self._store.row("SELECT count(*), max(entries) FROM feed WHERE state = 'done' AND entries > 0") or (0, 0)
        most = min(_NEWEST, room[1] or 0)
        posts = list(
            self._store.rows(
                f"""SELECT p.url, EXISTS (SELECT 1 FROM feed_entry e WHERE e.target IN (s.address, s.hash))
                    FROM temp.site_page s JOIN page p ON p.id = s.id
                    WHERE s.{_POSTS} AND p.published IS NOT NULL ORDER BY p.published DESC, p.id LIMIT ?""",  # noqa: S608
                (most,),
            )
        )
        missing = tuple(url for url, found in posts if not found)
        return FeedCoverage(
            feeds=room[0], posts=len(posts), found=len(posts) - len(missing), missing=missing, gaps=self._feed_gaps
        )

    @cached_property
    def has_entries(self) -> bool:
        """Whether any sitemap lists anything."""
        return self._store.row("SELECT 1 FROM listed LIMIT 1") is not None

    @cached_property
    def _asked(self) -> bool:
        return self._store.row("SELECT 1 FROM sitemap LIMIT 1") is not None

    @cached_property
    def _files(self) -> int:
        row = self._store.row("SELECT count(*) FROM sitemap WHERE state = 'done'")
        return int(row[0]) if row else 0

    @cached_property
    def _faulty(self) -> dict[int, SitemapFile]:
        """Files that were only looked for at the usual paths are no fault when they are not there."""
        rows = self._store.rows(
            """SELECT id, url, state, reason, complete, problems FROM sitemap
               WHERE (state = 'done' AND (problems <> '[]' OR complete = 0)) OR state = 'failed'
               ORDER BY state <> 'failed', id LIMIT ?""",
            (_FAULTY_KEPT,),
        )
        return {row[0]: _sitemap_file(*row[1:]) for row in rows}

    @cached_property
    def _gaps(self) -> tuple[str, ...]:
        rows = self._store.rows(
            """SELECT url FROM sitemap WHERE state IN ('pending', 'failed') OR (state = 'done' AND complete = 0)
               ORDER BY id LIMIT 3"""
        )
        return tuple(f"{url} was not read to its end" for (url,) in rows)

    @cached_property
    def _feed_gaps(self) -> tuple[str, ...]:
        rows = self._store.rows("SELECT url FROM feed WHERE state <> 'done' ORDER BY id LIMIT 3")
        return tuple(f"{url} was not read" for (url,) in rows)

    @cached_property
    def _site_feeds(self) -> tuple[FeedFile, ...]:
        rows = self._store.rows("SELECT url FROM feed WHERE state = 'done' ORDER BY id LIMIT ?", (_FEEDS,))
        found = (self._feed(url) for (url,) in list(rows))
        return tuple(file for file in found if file is not None)

    def _feed(self, url: str) -> FeedFile | None:
        """A feed that was read; null for any other."""
        if url not in self._feeds:
            if len(self._feeds) >= _FEEDS_KEPT:
                self._feeds.clear()
            row = self._store.row(
                "SELECT id, url, kind, entries, hub FROM feed WHERE url = ? AND state = 'done'", (url,)
            )
            self._feeds[url] = None if row is None else self._read(*row)
        return self._feeds[url]

    def _read(self, id: int, url: str, kind: str | None, entries: int | None, hub: str | None) -> FeedFile:
        rows = self._store.rows("SELECT url FROM feed_entry WHERE feed = ? LIMIT ?", (id, _ENTRIES))
        tracked = next((entry for (entry,) in rows if tracking_parameters(entry)), None)
        return FeedFile(url=url, kind=kind, entries=entries or 0, hub=hub, tracked=tracked)

    def _has_failed(self, url: str) -> bool:
        """It was asked for, and is no feed; what the crawl did not come to says nothing."""
        return self._store.row("SELECT 1 FROM feed WHERE url = ? AND state = 'failed'", (url,)) is not None


def _sitemap_file(url: str, state: str, reason: str | None, complete: int | None, problems: str | None) -> SitemapFile:
    said: list[Any] = json.loads(problems) if problems else []
    if not said and reason:
        said = [f"it could not be read ({reason})"]
    return SitemapFile(url=url, problems=tuple(map(str, said[:3])), lost=state == "failed" or complete == 0)
