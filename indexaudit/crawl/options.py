"""What a caller chooses of a crawl: where it begins, what it may take, how fast, and when it ends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from indexaudit.checked import Checked
from indexaudit.config import Limits
from indexaudit.errors import ConfigError
from indexaudit.web.urls import read_url

__all__ = ["DECISIVE", "CrawlOptions"]

DECISIVE: Final = (
    "seeds",
    "scope",
    "include",
    "exclude",
    "depth",
    "ports",
    "sitemap_only",
    "feed_only",
    "list_only",
    "query_variants",
    "url_characters",
    "segments",
    "sitemap_files",
    "sitemap_depth",
)
"""Options that decide which pages a crawl consists of: a crawl that goes on with other ones would be neither the old
nor the new. The others (how many pages, how long, how fast) may change whenever it is resumed."""

_ONLY: Final = ("sitemap_only", "feed_only", "list_only")
_LEAST: Final[Mapping[str, float]] = {
    "pages": 1,
    "depth": 0,
    "delay_seconds": 0,
    "connections": 1,
    "connections_per_host": 1,
    "query_variants": 1,
    "url_characters": 1,
    "segments": 1,
    "sitemap_files": 0,
    "sitemap_depth": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions(Checked):
    """Frozen. Raises :class:`ConfigError` for an unknown key (naming the nearest known one) and for an impossible
    value, and :class:`InvalidURL` for a seed that is no address."""

    _called = "CrawlOptions"

    seeds: tuple[str, ...]
    """Where the crawl begins: absolute http or https addresses. With ``list_only`` they are all that is crawled."""
    scope: Literal["host", "domain", "path"] = "host"
    """What belongs to the site: the hosts of the seeds (with and without ``www.``), all hosts of their registrable
    domains, or what lies below the seeds' own paths."""
    include: tuple[str, ...] = ()
    """Patterns of path and query; with any, only addresses that match one are crawled, and the seeds. Written as in
    robots.txt (RFC 9309 §2.2.3): they start with ``/`` or ``*``, match the start, ``*`` is anything, and ``$`` at the
    end is the end. Never a regular expression, so that matching is linear."""
    exclude: tuple[str, ...] = ()
    """Patterns of addresses that are not crawled. They win over ``include``; seeds are exempt."""
    pages: int = 500
    """At most so many pages are done."""
    depth: int | None = None
    """Links from a seed; null for any."""
    seconds: float | None = None
    """How long the crawl may take; null for as long as it needs."""
    delay_seconds: float = Limits().delay_seconds
    """Between the starts of two requests to one host. A Crawl-delay of up to 30 s makes it more."""
    connections: int = 8
    """In all (Scrapy's template and Apache StormCrawler have figures of this order)."""
    connections_per_host: int = 1
    """As Apache Nutch and StormCrawler have it."""
    ports: tuple[int, ...] = (80, 443, 8080, 8443, 8000)
    """Of addresses that are found, besides the seeds' own. A link to any other port leads to another service."""
    sitemap_only: bool = False
    """Pages of sitemaps are crawled, and links are not followed."""
    feed_only: bool = False
    """Pages of feeds are crawled, and links are not followed."""
    list_only: bool = False
    """The seeds are crawled, and nothing is looked for."""
    query_variants: int = 50
    """Addresses of one path that differ in several parameters that select nothing of their own: filters, sorting."""
    url_characters: int = 4096
    """Of the longest address that is crawled (Apache Nutch's order of size; servers take 8000, RFC 9110 §4.1)."""
    segments: int = 20
    """Of a path at most (Heritrix, ``TooManyPathSegmentsDecideRule``)."""
    sitemap_files: int = 500
    """Sitemaps that are read, indexes among them."""
    sitemap_depth: int = 2
    """Indexes above a sitemap. An index of indexes is forbidden (sitemaps.org) and common."""

    def __post_init__(self) -> None:
        self._check()
        if not self.seeds:
            raise ConfigError("CrawlOptions.seeds: is empty; name at least one address to begin with")
        for seed in self.seeds:
            read_url(seed)
        for name in ("include", "exclude"):
            for pattern in getattr(self, name):
                if not pattern.startswith(("/", "*")):
                    raise ConfigError(
                        f"CrawlOptions.{name}: {pattern!r} starts with neither / nor *; a pattern is matched against "
                        "path and query, such as /blog/* or *.pdf$"
                    )
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if value is not None and not least <= value < math.inf:
                raise ConfigError(f"CrawlOptions.{name}: is {value}; it must be {least} or more")
        if self.seconds is not None and not 0 < self.seconds < math.inf:
            raise ConfigError(f"CrawlOptions.seconds: is {self.seconds}; it must be above 0, or left out for no limit")
        if self.connections_per_host > self.connections:
            raise ConfigError(
                f"CrawlOptions.connections_per_host: is {self.connections_per_host} and more than connections, which "
                f"is {self.connections}"
            )
        for port in self.ports:
            if not 0 < port < 65536:
                raise ConfigError(f"CrawlOptions.ports: {port} is no port; ports are 1 to 65535")
        chosen = [name for name in _ONLY if getattr(self, name)]
        if len(chosen) > 1:
            raise ConfigError(f"CrawlOptions: {' and '.join(chosen)} exclude each other; choose one")

    def to_dict(self) -> dict[str, Any]:  # Any: values of fields
        """Plain values for a store: what :func:`json.dumps` takes as it is."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
