"""The tables of a crawl's store: what each column holds.

An address is known by its key: the WHATWG form without fragment, tracking and session parameters. Tables point at
addresses by ``url_hash`` (:func:`url_hash`), so that a link to a page that was never scheduled costs eight bytes.

In tables without rowid the columns of the key come first and in its order: SQLite 3.40 takes sound ones for damaged
otherwise (``PRAGMA quick_check``: "NULL value in …").
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

__all__ = ["APPLICATION_ID", "SCHEMA", "VERSION", "url_hash"]

APPLICATION_ID: Final = 0x69646178
"""``idax``: tells a store of ours from any other SQLite file (``PRAGMA application_id``)."""
VERSION: Final = 1
"""``PRAGMA user_version``."""

SCHEMA: Final = """
CREATE TABLE run (                -- one row for each time that the crawl was started or resumed
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,          -- ISO 8601 with zone
  finished TEXT,                  -- null while it runs, and after it was killed
  ended TEXT,                     -- why: done, limit, interrupted
  version TEXT NOT NULL,          -- of indexaudit
  options TEXT NOT NULL,          -- JSON of the crawl's options
  anew INTEGER NOT NULL DEFAULT 0 -- 1: a later crawl of the same site begins with it
);
CREATE TABLE lease (              -- at most one row: the process that writes
  pid INTEGER NOT NULL, host TEXT NOT NULL, started TEXT NOT NULL, beat TEXT NOT NULL
);
CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,              -- the key
  url_hash INTEGER NOT NULL UNIQUE,
  host TEXT NOT NULL,             -- with the port, when it is not the default one
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'skipped')),
  reason TEXT,                    -- code of failed and skipped
  detail TEXT,                    -- of failed: what went wrong, in words; null when the code says it all
  depth INTEGER NOT NULL,         -- links from a seed; 0 for seeds
  via TEXT NOT NULL,              -- seed, list, sitemap, feed, link, redirect; image: of a built folder
  parent INTEGER,                 -- page.id on which it was found first
  rank INTEGER NOT NULL,          -- lower is taken first
  run INTEGER,                    -- run.id in which it reached its state
  checked INTEGER,                -- run.id in which it was last asked for
  attempts INTEGER NOT NULL DEFAULT 0,
  fetched_at TEXT, status INTEGER, final_url TEXT, redirects TEXT,       -- redirects: JSON list of [url, status]
  etag TEXT, last_modified TEXT, bytes INTEGER, seconds REAL,
  page_type TEXT, indexability TEXT,
  title TEXT, title_key TEXT, description TEXT, description_key TEXT,    -- keys: folded, without the site's name
  canonical TEXT, canonical_hash INTEGER, language TEXT, image TEXT,
  published TEXT, modified TEXT, words INTEGER, comment_words INTEGER,
  text_hash BLOB,                 -- of the main text; null when there is none
  signature BLOB,                 -- MinHash of the main text; null below the length at which it means something
  search REAL, share REAL,        -- values of the two scores, before site rules
  audit BLOB,                     -- zlib of the JSON of PageAudit
  outcomes BLOB,                  -- zlib of the JSON of what every rule concluded (see digest.Concluded)
  digest BLOB                     -- zlib of the JSON of the rest of digest.Digest
);
CREATE INDEX page_pending ON page (host, rank, id) WHERE state = 'pending';
CREATE INDEX page_state ON page (state);
CREATE INDEX page_title ON page (title_key) WHERE title_key IS NOT NULL;
CREATE INDEX page_description ON page (description_key) WHERE description_key IS NOT NULL;
CREATE INDEX page_text ON page (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX page_image ON page (image) WHERE image IS NOT NULL;
CREATE INDEX page_canonical ON page (canonical_hash) WHERE canonical_hash IS NOT NULL;
CREATE TABLE link (               -- from pages that are done to addresses inside the crawl's scope, each pair once
  source INTEGER NOT NULL,        -- page.id
  target INTEGER NOT NULL,        -- url_hash
  text TEXT NOT NULL,             -- anchor text of the first, else its title, alt or label; cut to 200 characters
  follow INTEGER NOT NULL,        -- 0: rel=nofollow, or the page says nofollow
  place INTEGER NOT NULL,         -- number of the link on its page
  PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE INDEX link_target ON link (target);
CREATE TABLE alternate (          -- hreflang of pages
  page INTEGER NOT NULL, language TEXT NOT NULL, target INTEGER NOT NULL, url TEXT NOT NULL,
  PRIMARY KEY (page, language, target)
) WITHOUT ROWID;
CREATE TABLE band (               -- bands of signatures, for near-duplicates
  hash INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (hash, page)
) WITHOUT ROWID;
CREATE INDEX band_page ON band (page);
CREATE TABLE sitemap (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, parent INTEGER,
  origin TEXT NOT NULL,           -- robots, path, index, given
  state TEXT NOT NULL,            -- pending, done, failed, skipped
  reason TEXT, kind TEXT, entries INTEGER, complete INTEGER, problems TEXT, fetched_at TEXT
);
CREATE TABLE listed (             -- entries of sitemaps
  sitemap INTEGER NOT NULL, target INTEGER NOT NULL, url TEXT NOT NULL, lastmod TEXT,
  PRIMARY KEY (sitemap, target)
) WITHOUT ROWID;
CREATE INDEX listed_target ON listed (target);
CREATE TABLE feed (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE,
  found_on INTEGER,               -- page.id that links it by rel=alternate; null when it was given
  state TEXT NOT NULL, reason TEXT, kind TEXT, hub TEXT, entries INTEGER, newest TEXT, problems TEXT
);
CREATE TABLE feed_entry (
  feed INTEGER NOT NULL, target INTEGER NOT NULL, url TEXT NOT NULL, published TEXT, updated TEXT,
  PRIMARY KEY (feed, target)
) WITHOUT ROWID;
CREATE INDEX feed_entry_target ON feed_entry (target);
CREATE TABLE host (
  host TEXT PRIMARY KEY, failures INTEGER NOT NULL DEFAULT 0, suspended INTEGER NOT NULL DEFAULT 0,
  reason TEXT                     -- why the host was given up; null while it is asked
);
CREATE TABLE refused (            -- addresses that were found and not scheduled, counted by why
  reason TEXT NOT NULL,           -- scope, excluded, depth, trap_calendar, trap_facets, …
  pattern TEXT NOT NULL,          -- what they have in common: a host, a pattern with digits folded
  count INTEGER NOT NULL, example TEXT NOT NULL, parent INTEGER,
  PRIMARY KEY (reason, pattern)
) WITHOUT ROWID;
"""


def url_hash(key: str) -> int:
    """64 bits of an address's key, signed, as SQLite keeps them. Of a million addresses two are alike with a chance of
    one in forty million."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
