"""What a crawl hands to its store, and gets from it: types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

__all__ = [
    "AlternateTo",
    "Counts",
    "FeedRead",
    "Found",
    "JudgedPage",
    "Leads",
    "Link",
    "Listed",
    "PendingPage",
    "Refused",
    "SitemapRead",
    "ToRead",
    "Visit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address to be crawled."""

    url: str
    """The key (see :mod:`indexaudit.crawl.schema`)."""
    host: str
    """With the port, when it is not the default one."""
    depth: int
    """Links from a seed; 0 for seeds."""
    via: str
    """``seed``, ``list``, ``sitemap``, ``feed``, ``link`` or ``redirect``."""
    parent: int | None = None
    """Id of the page it was found on."""
    rank: int = 0
    """Lower is taken first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingPage:
    """A page to be fetched."""

    id: int
    url: str
    host: str
    depth: int
    via: str
    parent: int | None
    rank: int
    attempts: int
    """How often it was asked for in this crawl."""
    etag: str | None
    """Of the audit that is kept from an earlier crawl, for a conditional request; else null."""
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How one page answered."""

    fetched_at: datetime
    status: int | None = None
    """Of the last hop; null when nothing answered."""
    final_url: str | None = None
    redirects: tuple[tuple[str, int], ...] = ()
    """Address and status of every hop but the last."""
    etag: str | None = None
    last_modified: str | None = None
    bytes: int | None = None
    """Of the decoded body."""
    seconds: float | None = None
    """From the request to the last byte."""


class JudgedPage(Protocol):
    """What a worker made of a page: the blobs and columns of the same names (see :mod:`indexaudit.crawl.schema`)."""

    @property
    def audit(self) -> bytes:
        """The zlib of the JSON of :class:`indexaudit.model.PageAudit`."""

    @property
    def outcomes(self) -> bytes:
        """The zlib of a JSON array of :class:`indexaudit.crawl.digest.Concluded`."""

    @property
    def digest(self) -> bytes:
        """The zlib of the JSON of :class:`indexaudit.crawl.digest.Digest`."""

    @property
    def columns(self) -> Mapping[str, Any]:
        """From ``page_type`` to ``share``; ``text_hash`` and ``signature`` in hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to an address inside the crawl's scope."""

    url: str
    """The key of its target."""
    text: str
    follow: bool
    place: int
    """Number of the link on its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateTo:
    """One ``hreflang``."""

    language: str
    url: str
    """As the page says it, absolute."""
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An address that was found and not scheduled."""

    reason: str
    """``scope``, ``excluded``, ``depth``, ``trap_calendar`` …"""
    pattern: str
    """What such addresses have in common: a host, a pattern with digits folded. They are counted by it."""
    example: str
    parent: int | None = None
    """Id of the page it was found on."""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Where a page leads: written in one transaction with the page itself."""

    canonical: str | None = None
    """Key of its canonical."""
    links: tuple[Link, ...] = ()
    """Of several links to one address the first is kept."""
    alternates: tuple[AlternateTo, ...] = ()
    bands: tuple[int, ...] = ()
    """Bands of its signature: signed 64-bit numbers."""
    feeds: tuple[str, ...] = ()
    """Absolute addresses of feeds that it names."""
    found: tuple[Found, ...] = ()
    """To be scheduled."""
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """A sitemap or feed to be fetched."""

    id: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of a sitemap or feed."""

    url: str
    """As it is written there, absolute."""
    key: str
    lastmod: str | None = None
    """Of a feed's entry: when it was updated. ISO 8601 as far as known."""
    published: str | None = None
    """Of a feed's entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapRead:
    """What became of a sitemap."""

    state: str
    """``done``, ``failed`` or ``skipped``."""
    reason: str | None = None
    """Code of failed and skipped."""
    kind: str | None = None
    """``urlset``, ``index``, ``text``, ``rss``, ``atom``."""
    entries: int | None = None
    complete: bool | None = None
    """It was read to its end."""
    problems: tuple[str, ...] = ()
    """In plain words."""
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """What became of a feed."""

    state: str
    """``done``, ``failed`` or ``skipped``."""
    reason: str | None = None
    kind: str | None = None
    """``rss``, ``atom`` …"""
    hub: str | None = None
    """The WebSub hub that it names."""
    entries: int | None = None
    newest: str | None = None
    """The latest date of an entry: ISO 8601."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far a crawl is."""

    done: int
    failed: int
    skipped: int
    pending: int

    @property
    def scheduled(self) -> int:
        """All of them."""
        return self.done + self.failed + self.skipped + self.pending
