"""The pages of a store: scheduled, taken, and finished one by one.

A page that is being worked on is still ``pending`` in the file, so that after the death of the process it is taken
again. Which pages are in work is known to the open store alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final

from indexaudit.crawl.database import Database
from indexaudit.crawl.packing import clean, hash_of, unpack
from indexaudit.crawl.records import Counts, Found, JudgedPage, Leads, PendingPage, Refused, Visit
from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL, StoreError

__all__ = ["Pages"]

_BATCH: Final = 100
_LONGEST_DETAIL: Final = 300
"""Characters."""

_SCHEDULE: Final = """
INSERT INTO page (url, url_hash, host, state, depth, via, parent, rank) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?)
ON CONFLICT (url_hash) DO NOTHING
"""
_NEARER: Final = """
UPDATE page SET rank = min(rank, ?1), depth = min(depth, ?2)
WHERE url_hash = ?3 AND state = 'pending' AND (rank > ?1 OR depth > ?2)
"""
# Left to itself SQLite takes the index of states, and looks at every pending page for each page that is taken.
_HOSTS: Final = """
WITH RECURSIVE step (host) AS (
  SELECT min(host) FROM page INDEXED BY page_pending WHERE state = 'pending'
  UNION ALL
  SELECT (SELECT min(host) FROM page INDEXED BY page_pending WHERE state = 'pending' AND host > step.host)
  FROM step WHERE host IS NOT NULL
)
SELECT host FROM step WHERE host IS NOT NULL
"""
_TAKE: Final = """
SELECT id, url, host, depth, via, parent, rank, attempts, etag, last_modified, audit IS NOT NULL
FROM page INDEXED BY page_pending WHERE state = 'pending' AND host = ? ORDER BY rank, id LIMIT ?
"""
_TEXTS: Final = (
    *("page_type", "indexability", "title", "title_key", "description", "description_key", "canonical", "language"),
    *("image", "published", "modified"),
)
_NUMBERS: Final = ("words", "comment_words", "search", "share")
_HEX: Final = ("text_hash", "signature")
_BLOBS: Final = ("audit", "outcomes", "digest")
_OF_HOST: Final = "SELECT id FROM page INDEXED BY page_pending WHERE state = 'pending' AND host = ?"
_JUDGED: Final = ", ".join(f"{name} = ?" for name in _TEXTS + _NUMBERS + _HEX + _BLOBS)
_FINISH: Final = f"""
UPDATE page SET state = 'done', reason = NULL, detail = NULL, run = ?, checked = ?, attempts = attempts + 1,
  fetched_at = ?, status = ?, final_url = ?, redirects = ?, bytes = ?, seconds = ?,
  etag = ?, last_modified = ?, canonical_hash = ?, {_JUDGED}
WHERE id = ?
"""  # noqa: S608 - names of our own
_FAIL: Final = """
UPDATE page SET state = 'failed', reason = ?, detail = ?, run = ?, checked = ?, attempts = attempts + 1,
  fetched_at = ?, status = ?, final_url = ?, redirects = ?, bytes = ?, seconds = ?
WHERE id = ?
"""
_MOVED: Final = """
UPDATE page SET state = 'skipped', reason = 'redirect', detail = NULL, run = ?, checked = ?, attempts = attempts + 1,
  fetched_at = ?, status = ?, final_url = ?, redirects = ?, bytes = ?, seconds = ?
WHERE id = ?
"""
_UNCHANGED: Final = """
UPDATE page SET state = 'done', reason = NULL, detail = NULL, checked = ?, attempts = attempts + 1
WHERE id = ? AND audit IS NOT NULL
"""
_SKIP: Final = "UPDATE page SET state = 'skipped', reason = ?, detail = NULL, run = ? WHERE id = ?"
_LINK: Final = "INSERT INTO link (source, target, text, follow, place) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_ALTERNATE: Final = "INSERT INTO alternate (page, language, url, target) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_FEED: Final = "INSERT INTO feed (url, found_on, state) VALUES (?, ?, 'pending') ON CONFLICT (url) DO NOTHING"
_REFUSED: Final = """
INSERT INTO refused (reason, pattern, count, example, parent) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (reason, pattern) DO UPDATE SET count = count + excluded.count
"""
_BAND: Final = "INSERT INTO band (hash, page) VALUES (?, ?) ON CONFLICT DO NOTHING"


class Pages(Database):
    """The rows of pages, and what hangs on them."""

    def schedule(self, found: Iterable[Found]) -> int:
        """Schedule addresses, in one transaction; how many of them are new.

        One that is known keeps how it was found first; while it is pending it takes over a lower depth or rank.
        A secret in an address is masked in the file and known to this process alone: addresses that differ in nothing
        else are one page, and in a later process :meth:`take` skips it (``secret``) until it is found again.
        """
        with self.transaction() as connection:
            return self._schedule(connection, found)

    def take(self, host: str, count: int) -> tuple[PendingPage, ...]:
        """The next pages of a host, at most ``count``. They are in work until one of the methods below names them."""
        while True:
            # Those in work are all that can stand before the ones that are sought.
            rows = list(self.rows(_TAKE, (host, count + len(self._in_work))))
            rows = [row for row in rows if row[0] not in self._in_work][:count]
            lost = [row[0] for row in rows if self._secrets.recall(row[1]) is None]
            if not lost:
                break
            with self.transaction() as connection:
                connection.executemany(_SKIP, [("secret", self.run, page_id) for page_id in lost])
        taken = tuple(self._pending(row) for row in rows)
        self._in_work.update(page.id for page in taken)
        return taken

    def hosts_with_pending(self) -> tuple[str, ...]:
        """Hosts with pending pages, those in work included, in order; a step for each host, however many pages."""
        return tuple(row[0] for row in self.rows(_HOSTS))

    def finish(self, page_id: int, visit: Visit, judged: JudgedPage, leads: Leads | None = None) -> int:
        """A page was judged: written with all that it leads to, or not at all. How many pages were new.

        Its blobs are written as they are: a worker masks them (:func:`indexaudit.crawl.packing.masked`).
        """
        leads = leads or Leads()
        canonical = None if leads.canonical is None else hash_of(leads.canonical)
        with self.transaction() as connection:
            self._forget(connection, page_id)
            self._one(
                page_id,
                connection.execute(
                    _FINISH,
                    (
                        self.run,
                        self.run,
                        *_answer(visit),
                        _text(visit.etag),
                        _text(visit.last_modified),
                        canonical,
                        *_judged(judged),
                        page_id,
                    ),
                ),
            )
            connection.executemany(
                _LINK,
                [(page_id, hash_of(x.url), clean(x.text)[:200], x.follow, x.place) for x in leads.links],
            )
            connection.executemany(
                _ALTERNATE,
                [(page_id, clean(x.language), clean(x.url), hash_of(x.key)) for x in leads.alternates],
            )
            connection.executemany(_BAND, [(band, page_id) for band in leads.bands])
            self._add_feeds(connection, leads.feeds, page_id)
            self._refuse(connection, leads.refused)
            new = self._schedule(connection, leads.found)
        self._in_work.discard(page_id)
        return new

    def unchanged(self, page_id: int, visit: Visit) -> bool:
        """The page answered 304: it is done, with the audit that it has. False, and nothing is written, when it has
        none."""
        with self.transaction() as connection:
            kept = connection.execute(_UNCHANGED, (self.run, page_id)).rowcount == 1
            if kept:
                # RFC 9110 §15.4.5: a 304 sends the fields that have changed.
                connection.execute(
                    "UPDATE page SET etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) WHERE id = ?",
                    (_text(visit.etag), _text(visit.last_modified), page_id),
                )
        if kept:
            self._in_work.discard(page_id)
        return kept

    def fail(self, page_id: int, code: str, visit: Visit, detail: str | None = None) -> None:
        """The page could not be had or judged; ``detail`` says why, in words. An audit of an earlier crawl stays, and
        does not count."""
        said = None if detail is None else clean(detail)[:_LONGEST_DETAIL]
        values = (clean(code), said, self.run, self.run, *_answer(visit), page_id)
        with self.transaction() as connection:
            self._one(page_id, connection.execute(_FAIL, values))
        self._in_work.discard(page_id)

    def moved(self, page_id: int, visit: Visit, found: Iterable[Found] = (), refused: Iterable[Refused] = ()) -> int:
        """The address redirects: it is no page (``skipped``, ``redirect``), and its target is to be scheduled. How many
        pages were new."""
        with self.transaction() as connection:
            self._one(page_id, connection.execute(_MOVED, (self.run, self.run, *_answer(visit), page_id)))
            self._refuse(connection, refused)
            new = self._schedule(connection, found)
        self._in_work.discard(page_id)
        return new

    def join_moves(self, *, most: int) -> None:
        """Redirects to redirects: each gets the whole way and its end. One that comes back to itself has failed
        (``redirect_loop``), and so has one of more than ``most`` hops (``redirect_limit``)."""
        sql = "SELECT id, url, final_url, redirects FROM page WHERE state = 'skipped' AND reason = 'redirect'"
        rows = {row[1]: row for row in self.rows(sql)}
        ways: list[tuple[str | None, str, int]] = []
        failed: list[tuple[str, int]] = []
        for page_id, url, first, text in rows.values():
            hops, seen, final = json.loads(text or "[]"), {url}, first
            while (step := rows.get(_key(final))) is not None and step[1] not in seen and len(hops) <= most:
                seen.add(step[1])
                hops += json.loads(step[3] or "[]")
                final = step[2]
            if _key(final) in seen:
                failed.append(("redirect_loop", page_id))
            elif len(hops) > most:
                failed.append(("redirect_limit", page_id))
            elif len(seen) > 1:
                ways.append((final, json.dumps(hops), page_id))
        with self.transaction() as connection:
            connection.executemany("UPDATE page SET final_url = ?, redirects = ? WHERE id = ?", ways)
            connection.executemany("UPDATE page SET state = 'failed', reason = ? WHERE id = ?", failed)

    def skip(self, page_id: int, reason: str) -> None:
        """The page is not asked for."""
        with self.transaction() as connection:
            self._one(
                page_id,
                connection.execute(_SKIP, (clean(reason), self.run, page_id)),
            )
        self._in_work.discard(page_id)

    def skip_host(self, host: str, reason: str) -> int:
        """Skip every pending page of a host that is not in work; how many they are."""
        with self.transaction() as connection:
            pages = connection.execute(_OF_HOST, (host,))
            rows = [(clean(reason), self.run, page_id) for (page_id,) in pages if page_id not in self._in_work]
            connection.executemany(_SKIP, rows)
            return len(rows)

    def retry_later(self, page_id: int, *, rank: int | None = None) -> None:
        """The page stays pending and may be taken again; a rank puts it behind others of its host."""
        with self.transaction() as connection:
            self._one(
                page_id,
                connection.execute(
                    "UPDATE page SET attempts = attempts + 1, checked = ?, rank = coalesce(?, rank) WHERE id = ?",
                    (self.run, rank, page_id),
                ),
            )
        self._in_work.discard(page_id)

    def conditional(self, page_id: int) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of the audit that is kept; null without one."""
        row = self.row("SELECT etag, last_modified FROM page WHERE id = ? AND audit IS NOT NULL", (page_id,))
        return (row[0], row[1]) if row else (None, None)

    def counts(self) -> Counts:
        """How far the crawl is: one pass over an index (20 ms for a million pages)."""
        found = dict(self.rows("SELECT state, count(*) FROM page GROUP BY state"))
        return Counts(**{state: found.get(state, 0) for state in ("done", "failed", "skipped", "pending")})

    def unchanged_count(self) -> int:
        """Pages that are done by a 304: judged in one run and asked for in a later one."""
        row = self.row("SELECT count(*) FROM page WHERE state = 'done' AND checked <> run")
        return int(row[0]) if row else 0

    def audits(self) -> Iterator[tuple[int, bytes]]:
        """Id and JSON (:class:`indexaudit.model.PageAudit`) of every page that is done, by id."""
        for page_id, audit in self.packed("audit"):
            yield page_id, unpack(audit)

    def packed(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Id and columns of every page that is done, by id; :func:`indexaudit.crawl.packing.unpack` opens a blob. The
        caller may write while it reads."""
        sql = f"SELECT id, {', '.join(columns)} FROM page WHERE state = 'done' AND id > ? ORDER BY id LIMIT {_BATCH}"  # noqa: S608 - the caller's own columns
        last = 0
        while batch := list(self.rows(sql, (last,))):
            yield from batch
            last = batch[-1][0]

    def _schedule(self, connection: sqlite3.Connection, found: Iterable[Found]) -> int:
        rows, nearer = [], []
        for item in found:
            url = self._secrets.mask(item.url)
            key = hash_of(url)
            rows.append((url, key, clean(item.host), item.depth, item.via, item.parent, item.rank))
            nearer.append((item.rank, item.depth, key))
        new = connection.executemany(_SCHEDULE, rows).rowcount if rows else 0
        if new < len(rows):
            connection.executemany(_NEARER, nearer)
        return new

    def _add_feeds(self, connection: sqlite3.Connection, urls: Iterable[str], page_id: int | None) -> int:
        rows = [(self._secrets.mask(url), page_id) for url in urls]
        return connection.executemany(_FEED, rows).rowcount if rows else 0

    def _refuse(self, connection: sqlite3.Connection, refused: Iterable[Refused]) -> None:
        connection.executemany(
            _REFUSED, [(clean(x.reason), clean(x.pattern), x.count, clean(x.example), x.parent) for x in refused]
        )

    def _pending(self, row: tuple[Any, ...]) -> PendingPage:
        etag, modified = (row[8], row[9]) if row[10] else (None, None)
        return PendingPage(
            id=row[0],
            url=self._secrets.recall(row[1]) or row[1],
            host=row[2],
            depth=row[3],
            via=row[4],
            parent=row[5],
            rank=row[6],
            attempts=row[7],
            etag=etag,
            last_modified=modified,
        )

    def _forget(self, connection: sqlite3.Connection, page_id: int) -> None:
        """Take back what hangs on a page that was judged before."""
        row = connection.execute("SELECT audit IS NOT NULL FROM page WHERE id = ?", (page_id,)).fetchone()
        if row and row[0]:
            connection.execute("DELETE FROM link WHERE source = ?", (page_id,))
            connection.execute("DELETE FROM alternate WHERE page = ?", (page_id,))
            connection.execute("DELETE FROM band WHERE page = ?", (page_id,))

    def _one(self, page_id: int, cursor: sqlite3.Cursor) -> None:
        if cursor.rowcount != 1:
            raise StoreError(f"{self.name}: holds no page {page_id}")


def _key(url: str | None) -> str:
    """The key of an address as it is kept; empty for none."""
    try:
        return "" if url is None else clean(key(url))
    except InvalidURL:
        return ""


def _answer(visit: Visit) -> tuple[object, ...]:
    redirects = [[clean(url), status] for url, status in visit.redirects]
    return (
        visit.fetched_at.isoformat(),
        visit.status,
        _text(visit.final_url),
        json.dumps(redirects) if redirects else None,
        visit.bytes,
        visit.seconds,
    )


def _judged(page: JudgedPage) -> tuple[object, ...]:
    said = page.columns
    return (
        *(_text(said[name]) for name in _TEXTS),
        *(said[name] for name in _NUMBERS),
        *(None if said[name] is None else bytes.fromhex(said[name]) for name in _HEX),
        *(getattr(page, name) for name in _BLOBS),
    )


def _text(text: str | None) -> str | None:
    return None if text is None else clean(text)
