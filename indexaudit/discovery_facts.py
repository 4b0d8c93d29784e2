"""What sitemaps and feeds list: types only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Alternate",
    "ChildSitemap",
    "Feed",
    "FeedEntry",
    "FeedKind",
    "News",
    "Problem",
    "Sitemap",
    "SitemapEntry",
    "SitemapImage",
    "SitemapKind",
    "SitemapVideo",
]

SitemapKind = Literal["urlset", "index", "text", "rss", "atom", "none"]
FeedKind = Literal["rss", "atom", "rdf", "json", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a file, however often it occurs."""

    code: str
    """Stable, such as ``raw_ampersand``."""
    message: str
    """In plain words."""
    count: int
    """How often. At least 1."""
    line: int | None
    """1-based line of the first; null when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A version of an address in another language."""

    hreflang: str
    """As written, white space around it stripped; see :func:`indexaudit.web.hreflang.read_hreflang`."""
    url: str | None
    """Absolute; null when what is written is no http or https address."""
    written: str | None
    """As written, where that differs from ``url``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The news extension: an article of the last two days."""

    publication: str | None
    language: str | None
    published: str | None
    """As written."""
    date: str | None
    """``published`` as ISO 8601; null when it is no date."""
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapImage:
    """An image on the page."""

    loc: str
    """As written."""
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapVideo:
    """A video on the page. Addresses as written."""

    loc: str | None
    """The file, or else the player."""
    thumbnail: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One page that a sitemap lists."""

    loc: str | None
    """Absolute http or https address, as the URL standard serialises it; null when what is written is none."""
    written: str | None
    """As written, where that differs from ``loc``: it was relative, has signs to be escaped, or was refused."""
    line: int | None
    """1-based; of the entry's start."""
    lastmod: str | None = None
    """As written; of a feed the newest date that the entry has."""
    modified: str | None = None
    """``lastmod`` as ISO 8601, as far as known; null when it is no date."""
    alternates: tuple[Alternate, ...] = ()
    news: News | None = None
    images: tuple[SitemapImage, ...] = ()
    videos: tuple[SitemapVideo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSitemap:
    """One sitemap that an index lists."""

    loc: str | None
    """Absolute http or https address; null when what is written is none."""
    written: str | None
    """As written, where that differs from ``loc``."""
    line: int | None
    lastmod: str | None = None
    """As written."""
    modified: str | None = None
    """``lastmod`` as ISO 8601; null when it is no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """One sitemap file, as it was read."""

    url: str
    """Its own address, against which relative ones were resolved; empty when it has none."""
    kind: SitemapKind
    """By what the file holds, not by its name or type."""
    reason: str | None
    """Why the kind is ``none``, such as ``an HTML page``."""
    entries: tuple[SitemapEntry, ...]
    """In order, refused and repeated ones among them."""
    children: tuple[ChildSitemap, ...]
    """In order."""
    listed: int
    """Entries and children that the part that was read lists, kept or not."""
    problems: tuple[Problem, ...]
    complete: bool
    """Whether everything that the file lists is in ``entries`` and ``children``. Where it is false, an address that is
    not among them may be listed all the same. False for the kind ``none``."""
    decoded_bytes: int
    """Bytes that were read, after unpacking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item of a feed."""

    url: str | None
    """Absolute http or https address: the original one where a redirector stands in its place, else the link, else a
    guid that says that it is one; null without any."""
    id: str | None
    """As written; null without one."""
    title: str | None
    """Plain text."""
    published: str | None
    """ISO 8601, as far as known; null when there is none, or none that can be read."""
    updated: str | None
    """The same for the last change."""
    text: str | None
    """The content as plain text; null when the feed holds a summary alone, or content that breaks off."""
    summary: str | None
    """The summary as plain text, or content that breaks off."""
    authors: tuple[str, ...]
    """Names, each once."""
    line: int | None
    """1-based; null in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, as it was read."""

    url: str
    """Its own address, against which relative ones were resolved; empty when it has none."""
    kind: FeedKind
    reason: str | None
    """Why the kind is ``none``, such as ``an HTML page``."""
    title: str | None
    home: str | None
    """Absolute address of the page that it is the feed of."""
    self_link: str | None
    """Absolute address that it gives as its own."""
    hubs: tuple[str, ...]
    """Absolute addresses of its WebSub hubs."""
    language: str | None
    """BCP 47, as written."""
    entries: tuple[FeedEntry, ...]
    """In order; undated, unlinked and repeated ones among them."""
    listed: int
    """Entries that the part that was read has, kept or not."""
    problems: tuple[Problem, ...]
    complete: bool
    """Whether every entry of the file is in ``entries``; false for the kind ``none``. Feeds hold the newest entries of
    a site only, so an address that is not in a feed may be older."""
