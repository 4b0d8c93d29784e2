"""What is computed once for a site, into temporary tables beside its store: who stands for whom, links, clicks, counts.

Nothing grows with the site in memory. SQLite keeps temporary tables in a file of its own, and the store is not changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from indexaudit.crawl.site.addresses import address_hash, patterns, series
from indexaudit.crawl.store import Store
from indexaudit.errors import InvalidURL
from indexaudit.exchange import REFUSALS
from indexaudit.model import PageKind
from indexaudit.rules.exemptions import PICTURED_BY_A_LOGO
from indexaudit.rules.hosts import is_private
from indexaudit.web.paths import section
from indexaudit.web.spellings import loose
from indexaudit.web.urls import host_of

__all__ = ["SiteIndex", "site_index"]

_BATCH: Final = 500
_TABLES: Final = (
    *("site_page", "site_target", "site_inlink", "site_title", "site_description", "site_text", "site_image"),
    *("site_uniform", "site_odd"),
)

_WITHOUT_LINKS: Final = ("list_only", "sitemap_only", "feed_only")
"""Options of a crawl that sees a part of the site."""

_PAGES: Final = """
CREATE TEMP TABLE site_page (
  id INTEGER PRIMARY KEY,   -- page.id of a page that is done, or of an address that redirects
  moved INTEGER NOT NULL,   -- whether it redirects, so that there is nothing to judge at it
  hash INTEGER NOT NULL,    -- of the address that was asked for
  final INTEGER NOT NULL,   -- of the address that answered
  address INTEGER,          -- of the two the one that it is listed by
  alias INTEGER,            -- the page that it redirects to, or the first that redirects to the same address
  canon INTEGER,            -- the other page that it names as canonical
  named INTEGER,            -- hash of its canonical, unless that is itself
  spelling INTEGER,         -- whether that is another spelling of its own address
  void INTEGER NOT NULL,    -- whether it cannot stand for the page, which then stands for itself
  own INTEGER NOT NULL DEFAULT 0,
  shown INTEGER NOT NULL DEFAULT 0,
  kind TEXT, section TEXT, loose TEXT, series TEXT, pattern TEXT, general TEXT,
  clicks INTEGER
)
"""
_PLACED: Final = """
SELECT id, state <> 'done', url, url_hash, final_url, CASE WHEN state = 'done' THEN canonical END,
  CASE WHEN state = 'done' THEN canonical_hash END, page_type
FROM page WHERE state = 'done' OR (state = 'skipped' AND reason = 'redirect') ORDER BY id
"""
_INSERT: Final = """
INSERT INTO temp.site_page
  (id, moved, hash, final, named, spelling, void, kind, section, loose, series, pattern, general)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_FAILED: Final = f"state = 'failed' AND status >= 400 AND status NOT IN ({', '.join(map(str, sorted(REFUSALS)))})"
"""Errors that say of a link that it is dead; a refusal does not."""
_STANDING: Final = (
    "CREATE INDEX temp.site_page_hash ON site_page (hash)",
    "CREATE INDEX temp.site_page_final ON site_page (final)",
    """UPDATE temp.site_page SET alias = (SELECT t.id FROM temp.site_page t WHERE t.hash = site_page.final)
       WHERE final <> hash""",
    # Two addresses that redirect to each other by turns: the first stands for both.
    """UPDATE temp.site_page SET alias = NULL
       WHERE alias > id AND (SELECT t.alias FROM temp.site_page t WHERE t.id = site_page.alias) = id""",
    *(
        """UPDATE temp.site_page SET alias = (SELECT t.alias FROM temp.site_page t WHERE t.id = site_page.alias)
           WHERE (SELECT t.alias FROM temp.site_page t WHERE t.id = site_page.alias) IS NOT NULL""",
    )
    * 3,
    """UPDATE temp.site_page SET alias = (SELECT min(t.id) FROM temp.site_page t WHERE t.final = site_page.final)
       WHERE final <> hash AND alias IS NULL""",
    "UPDATE temp.site_page SET alias = NULL WHERE alias = id",
    "UPDATE temp.site_page SET address = CASE WHEN alias IS NULL THEN final ELSE hash END",
    "CREATE TEMP TABLE site_target (hash INTEGER PRIMARY KEY, page INTEGER NOT NULL)",
    "INSERT OR IGNORE INTO temp.site_target SELECT hash, coalesce(alias, id) FROM temp.site_page",
    "INSERT OR IGNORE INTO temp.site_target SELECT final, coalesce(alias, id) FROM temp.site_page",
    "CREATE INDEX temp.site_target_page ON site_target (page)",
    """UPDATE temp.site_page SET canon = (SELECT t.page FROM temp.site_target t WHERE t.hash = site_page.named)
       WHERE named IS NOT NULL""",
    # Itself by way of a redirect, or a spelling of itself that the crawl did not ask for.
    "UPDATE temp.site_page SET canon = NULL, named = NULL WHERE canon = id OR (canon IS NULL AND spelling)",
    # An error page stands for nobody; Google ignores a canonical that leads to one.
    f"""UPDATE temp.site_page SET void = 1 WHERE named IS NOT NULL AND (
          canon IN (SELECT id FROM page WHERE state = 'done' AND indexability = 'broken')
          OR EXISTS (SELECT 1 FROM page q WHERE q.url_hash = site_page.named AND {_FAILED}))""",  # noqa: S608 - numbers
    # Nor does the home page for another text: what a template writes that knows one address only.
    """UPDATE temp.site_page SET void = 1 WHERE kind NOT IN ('home', 'listing')
         AND canon IN (SELECT h.id FROM temp.site_page h WHERE h.kind = 'home')
         AND (SELECT p.text_hash FROM page p WHERE p.id = site_page.id)
             IS NOT (SELECT p.text_hash FROM page p WHERE p.id = site_page.canon)""",
    "UPDATE temp.site_page SET canon = NULL, named = NULL WHERE void",
    "UPDATE temp.site_page SET own = (alias IS NULL AND named IS NULL AND NOT moved)",
    "CREATE INDEX temp.site_page_alias ON site_page (alias) WHERE alias IS NOT NULL",
    """UPDATE temp.site_page SET shown = own AND (
         SELECT coalesce(p.indexability, '') IN ('indexable', 'rendered_only') FROM page p
         WHERE p.id = site_page.id)""",
    "CREATE INDEX temp.site_page_loose ON site_page (loose)",
    "CREATE INDEX temp.site_page_canon ON site_page (canon) WHERE canon IS NOT NULL",
)
_COUNTED: Final = (
    """CREATE TEMP TABLE site_inlink (page INTEGER PRIMARY KEY, pages INTEGER NOT NULL, others INTEGER NOT NULL)""",
    """INSERT INTO temp.site_inlink
       SELECT t.page, count(DISTINCT CASE WHEN l.follow THEN l.source END), count(DISTINCT l.source)
       FROM temp.site_page s CROSS JOIN link l ON l.source = s.id CROSS JOIN temp.site_target t ON t.hash = l.target
       WHERE s.shown AND t.page <> l.source GROUP BY t.page""",
    *(
        sql
        for table, column in (("title", "title_key"), ("description", "description_key"), ("text", "text_hash"))
        for sql in (
            f"CREATE TEMP TABLE site_{table} (value PRIMARY KEY, pages INTEGER NOT NULL) WITHOUT ROWID",
            f"""INSERT INTO temp.site_{table} SELECT p.{column}, count(*) FROM page p
                JOIN temp.site_page s ON s.id = p.id WHERE s.shown AND p.{column} IS NOT NULL
                GROUP BY p.{column} HAVING count(*) > 1""",  # noqa: S608 - names of our own
        )
    ),
    "CREATE TEMP TABLE site_image (value PRIMARY KEY, pages INTEGER NOT NULL) WITHOUT ROWID",
    f"""INSERT INTO temp.site_image SELECT p.image, count(*) FROM page p JOIN temp.site_page s ON s.id = p.id
        WHERE s.shown AND p.image IS NOT NULL
        AND s.kind NOT IN ({", ".join(f"'{kind.value}'" for kind in PICTURED_BY_A_LOGO)})
        GROUP BY p.image""",  # noqa: S608 - names of our own
    "CREATE TEMP TABLE site_uniform (sitemap INTEGER PRIMARY KEY, entries INTEGER NOT NULL)",
    """INSERT INTO temp.site_uniform SELECT sitemap, count(*) FROM listed GROUP BY sitemap
       HAVING min(lastmod) = max(lastmod) AND count(lastmod) = count(*)""",
    # Errors, and redirects without an end or an address; what refused us, or did not answer, says nothing of a link.
    "CREATE TEMP TABLE site_odd (hash INTEGER PRIMARY KEY, page INTEGER NOT NULL, broken INTEGER NOT NULL)",
    f"""INSERT OR IGNORE INTO temp.site_odd SELECT url_hash, id, 1 FROM page
        WHERE (state = 'done' AND indexability = 'broken') OR ({_FAILED})
        OR (state = 'failed' AND reason IN ('redirect_loop', 'redirect_limit', 'bad_location'))""",  # noqa: S608 - numbers of our own
    """INSERT OR IGNORE INTO temp.site_odd SELECT hash, id, 0 FROM temp.site_page WHERE final <> hash""",
)  # fmt: skip
_SEEDS: Final = """
UPDATE temp.site_page SET clicks = 0 WHERE id IN (
  SELECT coalesce(s.alias, s.id) FROM temp.site_page s JOIN page p ON p.id = s.id WHERE p.via = 'seed')
"""
_STEP: Final = """
UPDATE temp.site_page SET clicks = ?1 + 1 WHERE clicks IS NULL AND id IN (
  SELECT t.page FROM temp.site_page s CROSS JOIN link l ON l.source = s.id AND l.follow
  CROSS JOIN temp.site_target t ON t.hash = l.target WHERE s.clicks = ?1)
"""


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The figures of the site as a whole; the tables stand beside the store."""

    shown: int
    """Pages that search engines may show at their own address."""
    posts: int
    """Articles and posts among them; the dated ones alone, where fewer than half of those that were read are dated."""
    images: int
    """Those with a share image, of the types for which one of their own is asked."""
    listed: int
    """Addresses of sitemaps that were read."""
    unclean: int
    """Those of them that are not to be shown."""
    gaps: tuple[str, ...]
    """Why a page may have links, or a copy, that the crawl did not see."""


_TEXTS: Final = """
SELECT count(*), sum(p.words IS NOT NULL), sum(p.published IS NOT NULL)
FROM temp.site_page s CROSS JOIN page p ON p.id = s.id WHERE s.shown AND s.kind IN ('article', 'post')
"""
"""Articles and posts: all, those whose text was read, and those that say when they were published."""

_KEPT: WeakKeyDictionary[Store, tuple[tuple[Any, ...], SiteIndex]] = WeakKeyDictionary()


def site_index(store: Store) -> SiteIndex:
    """The index of a store, built anew when the store has changed. Raises :class:`StoreError`."""
    state = _state(store)
    kept = _KEPT.get(store)
    if kept is None or kept[0] != state:
        kept = _KEPT[store] = (state, _build(store))
    return kept[1]


def _state(store: Store) -> tuple[Any, ...]:
    """What changes with everything that is written to a store."""
    pages = store.row("SELECT count(*), sum(attempts), sum(state = 'pending'), max(checked) FROM page") or ()
    files = store.row("SELECT (SELECT count(*) FROM listed), (SELECT count(*) FROM feed_entry)") or ()
    return (*pages, *files)


def _build(store: Store) -> SiteIndex:
    with store.temporary() as connection:
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(_PAGES)
        for batch in _batches(store):
            connection.executemany(_INSERT, batch)
        for sql in (*_STANDING, *_COUNTED):
            connection.execute(sql)
        connection.execute(_SEEDS)
        connection.execute("CREATE INDEX temp.site_page_clicks ON site_page (clicks)")
        clicks = 0
        while connection.execute(_STEP, (clicks,)).rowcount:
            clicks += 1
    (shown,) = _numbers(store, "SELECT count(*) FROM temp.site_page WHERE shown")
    posts, read, dated = _numbers(store, _TEXTS)
    listed, unclean = _numbers(
        store,
        """SELECT count(*), sum(NOT s.shown) FROM temp.site_page s
           WHERE EXISTS (SELECT 1 FROM listed l WHERE l.target = s.hash)""",
    )
    (images,) = _numbers(store, "SELECT sum(pages) FROM temp.site_image")
    return SiteIndex(shown, posts if 2 * dated >= read else dated, images, listed, unclean, tuple(_gaps(store)))


def _numbers(store: Store, sql: str) -> tuple[int, ...]:
    return tuple(int(value or 0) for value in store.row(sql) or ())


def _batches(store: Store) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in store.rows(_PLACED):
        batch.append(_placed(row))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _placed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    page, moved, url, asked, final_url, canonical, named, kind = row
    address = final_url or url
    final = asked if address == url else address_hash(address) or asked
    plain = loose(address)
    spelling = bool(canonical) and loose(canonical) == plain
    if named in (asked, final):
        named = None
    void = named is not None and _in_house(canonical) and not _in_house(address)
    if void:
        named = None
    try:
        pattern, general = patterns(address)
    except InvalidURL:
        pattern = general = "/"
    kind = kind or PageKind.OTHER.value
    where = section(address), plain, series(address), pattern, general
    return page, moved, asked, final, named, spelling, void, kind, *where


def _in_house(url: str) -> bool:
    """Whether an address is on a host that the public cannot reach, or is not meant to."""
    return is_private(host_of(url) or "")


def _gaps(store: Store) -> Iterator[str]:
    counts = store.counts()
    if counts.pending:
        yield _said(counts.pending, "page was not read", "pages were not read")
    # What redirects without an end has no links for anybody.
    row = store.row(
        "SELECT count(*) FROM page WHERE state = 'failed' "
        "AND reason NOT IN ('redirect_loop', 'redirect_limit', 'bad_location')"
    )
    if row and row[0] * 20 > counts.done:
        yield _said(row[0], "page could not be read", "pages could not be read")
    row = store.row(
        "SELECT count(*) FROM page WHERE state = 'skipped' AND reason <> 'redirect' AND reason NOT GLOB 'trap_*'"
    )
    if row and row[0]:
        yield _said(row[0], "page was skipped", "pages were skipped")
    last = store.row("SELECT options FROM run ORDER BY id DESC LIMIT 1")
    options = json.loads(last[0]) if last else {}
    if isinstance(options, dict) and any(options.get(name) for name in _WITHOUT_LINKS):
        yield "the crawl followed no links"
    # Of a scope that is a folder of a host the rest of the host was not read.
    row = store.row(
        "SELECT sum(count) FROM refused WHERE reason = 'depth' "
        "OR (reason = 'scope' AND pattern IN (SELECT host FROM page)) "
        "OR (reason = 'excluded' AND pattern = 'not included')"
    )
    if row and row[0]:
        yield _said(row[0], "link leads beyond the limits of the crawl", "links lead beyond the limits of the crawl")


def _said(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
