"""The folder as the site of a store: pages answer, their links lead somewhere, sitemaps and feeds are read.

The store is that of a crawl, so that the rules on sites are those of a crawl. What a crawl learns by asking is known
here beforehand: an address that neither file nor redirect answers is a page with status 404.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from indexaudit.config import Config, Limits
from indexaudit.crawl.discover import Discovery
from indexaudit.crawl.leads import Admission, Admitted
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.packing import hash_of
from indexaudit.crawl.records import AlternateTo, Leads, Link, SitemapRead
from indexaudit.crawl.scope import Scope, host_key, key
from indexaudit.crawl.store import Store
from indexaudit.crawl.traps import Traps
from indexaudit.crawl.work import Work
from indexaudit.errors import InvalidURL
from indexaudit.gate.answers import Answer, Answers
from indexaudit.gate.files import read_file
from indexaudit.gate.folder import BuiltFolder
from indexaudit.gate.hosting import is_pattern
from indexaudit.snapshot import Exchange, Headers, Hop, RobotsFile, Snapshot
from indexaudit.web.urls import join

__all__ = ["FolderSite"]

_MOST: Final = 20_000
"""Addresses that are no pages and that are written; a folder with more dead links has one fault many times."""
_FEEDS: Final = 20
_SITEMAPS: Final = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml")
"""Where generators put them; Astro has the last."""
_EMPTY: Final = zlib.compress(b"[]")
_NO_AUDIT: Final = zlib.compress(b'{"findings": []}')
_NO_DIGEST: Final = zlib.compress(
    json.dumps(
        {
            "links": [], "links_dropped": 0, "alternates": [], "feeds": [], "next_pages": [], "more_button": False,
            "comments": 0, "comment_fragments": 0, "gaps": [],
        }
    ).encode()
)  # fmt: skip
_ROW: Final[Mapping[str, Any]] = {
    "id": None, "url": "", "url_hash": 0, "host": "", "state": "done", "reason": None, "depth": 1, "via": "link",
    "rank": 1, "run": 1, "checked": 1, "attempts": 1, "fetched_at": None, "status": 200, "final_url": None,
    "redirects": None, "page_type": None, "indexability": None, "title": None, "title_key": None, "description": None,
    "description_key": None, "canonical": None, "canonical_hash": None, "image": None, "audit": None, "outcomes": None,
    "digest": None,
}  # fmt: skip
_NAMES: Final = ", ".join(_ROW)
_VALUES: Final = ", ".join(f":{name}" for name in _ROW)
_INSERT: Final = f"INSERT INTO page ({_NAMES}) VALUES ({_VALUES}) ON CONFLICT (url_hash) DO NOTHING"  # noqa: S608 - names of our own


class FolderSite:
    """What is written of a folder, and what its pages are answered with."""

    def __init__(self, built: BuiltFolder, config: Config, store: Store, now: datetime) -> None:
        self.built = built
        self.answers = Answers(built)
        self.store = store
        self._config = config
        self._now = now
        self._host = host_key(built.base_url)
        self._robots = self._read_robots()
        self._beside: dict[str, Answer] = {}
        self._images: set[str] = set()
        """Addresses that lead to no page of their own, in the order in which they were found."""

    @property
    def home(self) -> str:
        """The address of the front page: where readers begin."""
        return self.answers.of(self.built.base_url).url or self.built.base_url

    @property
    def limits(self) -> Limits:
        """Bounds on the work that one page may cause."""
        return self._config.limits

    # --- what the host would answer

    def snapshot(self, path: str, url: str) -> Snapshot:
        """The page of a file, as it will answer. Raises :class:`OSError`."""
        most = self._config.limits.body_bytes
        body = read_file(self.built.root, path, most + 1)
        headers = (("Content-Type", "text/html"), *self.headers_of(url))
        return self._answered(url, body[:most], headers=headers, truncated=len(body) > most)

    def headers_of(self, url: str) -> Headers:
        """The headers that the folder asks the host to send with a page."""
        return self.built.hosting.headers_of("/" + url.partition("://")[2].partition("/")[2])

    @property
    def robots(self) -> RobotsFile | None:
        """The host's robots.txt; null when the folder is only a part of the host."""
        return self._robots

    def _read_robots(self) -> RobotsFile | None:
        base = self.built.base_url
        if base.partition("://")[2].partition("/")[2]:
            return None
        url = f"{base}robots.txt"
        most = self._config.limits.robots_txt_bytes
        try:
            if "robots.txt" not in self.built.files:
                return RobotsFile(url=url, status=404)
            body = read_file(self.built.root, "robots.txt", most + 1)
        except OSError:
            return None
        return RobotsFile(url=url, status=200, body=body[:most], media_type="text/plain", truncated=len(body) > most)

    def _answered(
        self, url: str, body: bytes, *, status: int = 200, headers: Headers = (), truncated: bool = False
    ) -> Snapshot:
        exchange = Exchange(
            hops=(Hop(url=url, status=status, headers=headers),),
            fetched_at=self._now,
            size=len(body),
            truncated=truncated,
        )
        robots = None if self._robots is None else (self._robots,)
        return Snapshot(url=url, fetched_at=self._now, exchange=exchange, body=body, robots=robots)

    # --- what is written

    def leads(self, work: Work) -> Leads:
        """Where a judged page leads: links at other spellings of a page's address count as links to the page."""
        links: dict[str, Link] = {}
        for url, text, follow, place in work.links:
            if (target := self.noted(url)) is not None:
                first = links.get(target)
                links[target] = Link(
                    url=target,
                    text=first.text or text if first else text,
                    follow=follow or bool(first and first.follow),
                    place=first.place if first else place,
                )
        # Images that are there are no links; one that is not is as dead as a link to it. The share image has its rule.
        for place, (url, text, shared) in enumerate(work.images, len(work.links) + 1):
            if self.answers.of(url).kind == "missing" and self.noted(url) is not None:
                self._images.add(url)
                if not shared:
                    links.setdefault(url, Link(url=url, text=text, follow=False, place=place))
        for named in (work.canonical, *(k for _, _, k in work.alternates)):
            if named is not None:
                self.noted(named)
        return Leads(
            canonical=work.canonical,
            links=tuple(links.values()),
            alternates=tuple(AlternateTo(language=a, url=url, key=k) for a, url, k in work.alternates),
            bands=tuple(work.bands),
            feeds=tuple(work.feeds),
        )

    def noted(self, url: str) -> str | None:
        """The address that a link leads to: the page's own for any spelling of it. What is no page and no file is
        noted, to be written. Null where there is nothing to write of it."""
        answer = self.answers.of(url)
        if answer.kind == "page":
            return answer.url
        if answer.kind not in ("moved", "missing"):
            return None
        if len(self._beside) < _MOST:
            self._beside.setdefault(url, answer)
        return url

    def insert(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write pages that are not judged: columns of the store by name, with ``url``."""
        common = {**_ROW, "fetched_at": self._now.isoformat(), "host": self._host, "run": self.store.run}
        common |= {"checked": self.store.run, "audit": _NO_AUDIT, "outcomes": _EMPTY, "digest": _NO_DIGEST}
        with self.store.transaction() as connection:
            connection.executemany(_INSERT, ({**common, "url_hash": hash_of(row["url"]), **row} for row in rows))

    def note_redirects(self) -> None:
        """Every redirect of the folder that is for one address."""
        base = self.built.base_url
        for stub in self.built.moved:
            self.noted(stub.url)
        for rule in self.built.hosting.redirects:
            if not is_pattern(rule.source) and (url := join(base, rule.source)) is not None:
                try:
                    self.noted(key(url))
                except InvalidURL:
                    continue
        self.noted(base)

    def read_lists(self) -> None:
        """Read the sitemaps and feeds of the host that are files of the folder."""
        options = CrawlOptions(seeds=(self.built.base_url,), scope="path")
        admission = _Noting(options, self)
        discovery = Discovery(
            self.store, admission, self._config.limits, most=options.sitemap_files, deepest=options.sitemap_depth
        )
        if self._robots is not None:
            discovery.robots(self.built.base_url, self._robots)
        if not self.store.pending_sitemaps() or not (self._robots and b"sitemap" in self._robots.body.lower()):
            beside = [self.built.base_url + name for name in _SITEMAPS if name in self.built.files]
            discovery.add(beside, origin="path")
        while pending := self.store.pending_sitemaps():
            for sitemap in pending:
                found = self._file(sitemap.url, self._config.limits.sitemap_bytes)
                if found is None:
                    self.store.finish_sitemap(sitemap.id, SitemapRead(state="skipped", reason="scope"))
                else:
                    discovery.sitemap(sitemap.id, sitemap.url, found)
        for feed in self.store.pending_feeds()[:_FEEDS]:
            if (found := self._file(feed.url, self._config.limits.feed_bytes)) is not None:
                discovery.feed(feed.id, feed.url, found)

    def _file(self, url: str, most: int) -> Snapshot | None:
        """What a file of the folder, or an address without one, answers; null for what the folder cannot tell."""
        try:
            asked = key(url)
        except InvalidURL:
            return None
        name = self.answers.file_of(asked)
        if name is None:
            return self._answered(url, b"", status=404) if self.answers.of(asked).kind == "missing" else None
        try:
            body = read_file(self.built.root, name, most + 1)
        except OSError:
            return None
        return self._answered(url, body[:most], truncated=len(body) > most)

    def write_beside(self) -> int:
        """Write redirects and dead addresses; how many are dead."""
        dead: dict[str, Answer] = {}
        rows = []
        for url, answer in self._beside.items():
            via = "seed" if url == self.built.base_url else "link"
            if answer.kind == "missing":
                dead[url] = answer
                continue
            end = self.answers.of(answer.url)
            if end.kind == "missing":
                dead[answer.url] = end
            rows.append(
                {
                    "url": url, "via": via, "state": "skipped", "reason": "redirect", "final_url": answer.url,
                    "status": 404 if end.kind == "missing" else 200, "redirects": json.dumps(answer.hops),
                    "audit": None, "outcomes": None, "digest": None,
                }
            )  # fmt: skip
        gone: dict[str, Any] = {"status": 404, "indexability": "broken", "page_type": "other"}
        rows += [{"url": url, "via": "image" if url in self._images else "link", **gone} for url in dead]
        self.insert(rows)
        return len(dead)


class _Noting(Admission):
    """Entries of sitemaps and feeds are addresses of the folder, or dead."""

    def __init__(self, options: CrawlOptions, site: FolderSite) -> None:
        super().__init__(Scope.of(options), Traps(options), follow=False)
        self._site = site

    def admit(self, urls: Iterable[tuple[str, str]], *, depth: int, via: str, parent: int | None = None) -> Admitted:
        """Nothing is scheduled: every page of the folder is known."""
        del depth, via, parent
        for url, _ in urls:
            self._site.noted(url)
        return Admitted(found=(), refused=())
