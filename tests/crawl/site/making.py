"""A store made by hand, straight from the schema: one audited page, again and again, with other columns."""

from __future__ import annotations

import json
import sqlite3
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from indexaudit.config import Config
from indexaudit.crawl.schema import APPLICATION_ID, SCHEMA, VERSION, url_hash
from indexaudit.crawl.scope import key
from indexaudit.crawl.store import Store
from indexaudit.crawl.work import Work, judge_page, pack, pack_config
from indexaudit.similarity.signatures import bands, signature
from indexaudit.testing import snapshot

__all__ = ["Making"]

_MOMENT = "2026-01-15T12:00:00+00:00"


@cache
def template() -> Work:
    """A good page, judged."""
    return Work.of(judge_page(pack(snapshot()), pack_config(Config())))


def packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode(), 1)


class Making:
    """A site to be: ``page`` for each page, then ``store``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "site.store"
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.executescript(SCHEMA)
        self.db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.db.execute(f"PRAGMA user_version = {VERSION}")
        self.db.execute("BEGIN")
        self.run("done")
        self.ids: dict[str, int] = {}

    def run(self, ended: str | None, **options: Any) -> None:
        self.insert("run", started=_MOMENT, finished=_MOMENT, ended=ended, version="0.1", options=json.dumps(options))

    def insert(self, table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        names = ", ".join(values)
        cursor = self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
        return int(cursor.lastrowid or 0)

    def page(
        self,
        url: str,
        *links: str,
        text: str | None = None,
        nofollow: bool = False,
        anchor: str | None = None,
        digest: dict[str, Any] | None = None,
        outcomes: list[dict[str, Any]] | None = None,
        languages: dict[str, str] | None = None,
        **columns: Any,
    ) -> int:
        """One page that is done, or in the state that is given; it links to the addresses."""
        work = template()
        n = len(self.ids) + 1
        values: dict[str, Any] = {
            "url": url, "url_hash": url_hash(url), "host": url.split("/")[2], "state": "done", "depth": 0 if n == 1 else 1,
            "via": "seed" if n == 1 else "link", "rank": 0, "run": 1, "checked": 1, "fetched_at": _MOMENT, "status": 200,
            "final_url": url, "page_type": "article", "indexability": "indexable", "title": f"Title {n}",
            "title_key": f"title {n}", "description": f"Description {n}", "description_key": f"description {n}",
            "words": 350, "audit": work.audit, "outcomes": work.outcomes, "search": 80.0, "share": 80.0,
            "modified": None, "image": f"https://shop.example/{n}.jpg",
        }  # fmt: skip
        if text is not None:
            sketch = signature(text)
            values["text_hash"] = url_hash(text).to_bytes(8, "big", signed=True)
            values["signature"] = bytes.fromhex(sketch) if sketch else None
        values |= columns
        if values.get("canonical"):
            values["canonical_hash"] = url_hash(key(values["canonical"]))
        plain = {
            "title_key": None, "description_key": None, "text_hash": None, "signature": None, "links": [],
            "links_dropped": 0, "alternates": [], "feeds": [], "next_pages": [], "more_button": False, "comments": 0,
            "comment_fragments": 0, "gaps": [],
        }  # fmt: skip
        values["digest"] = packed(plain | (digest or {}))
        if outcomes is not None:
            values["outcomes"] = packed(outcomes)
        page = self.ids[url] = self.insert("page", **values)
        for place, target in enumerate(dict.fromkeys(links), 1):
            said = f"About {target}" if anchor is None else anchor
            self.insert("link", source=page, target=url_hash(target), text=said, follow=int(not nofollow), place=place)
        for language, target in (languages or {}).items():
            self.insert("alternate", page=page, language=language, url=target, target=url_hash(target))
        if text is not None and (sketch := signature(text)) is not None:
            for band in bands(sketch):
                self.insert("band", hash=band, page=page)
        return page

    def sitemap(self, url: str, entries: dict[str, str | None], **columns: Any) -> int:
        values = {
            "url": url, "origin": "robots", "state": "done", "kind": "urlset", "entries": len(entries), "complete": 1,
            "problems": "[]",
        }  # fmt: skip
        sitemap = self.insert("sitemap", **(values | columns))
        for entry, lastmod in entries.items():
            self.insert("listed", sitemap=sitemap, url=entry, target=url_hash(key(entry)), lastmod=lastmod)
        return sitemap

    def feed(self, url: str, *entries: str, **columns: Any) -> int:
        values = {"url": url, "state": "done", "kind": "rss", "entries": len(entries), "problems": "[]"}
        feed = self.insert("feed", **(values | columns))
        for entry in entries:
            self.insert("feed_entry", feed=feed, url=entry, target=url_hash(key(entry)))
        return feed

    def store(self) -> Store:
        """The store, open for reading."""
        self.db.execute("COMMIT")
        self.db.close()
        return Store.read(self.path)
