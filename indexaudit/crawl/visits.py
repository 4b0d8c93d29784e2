"""A snapshot to what the store keeps of how a page answered."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from indexaudit.crawl.records import Visit
from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL
from indexaudit.fetch.failures import Failed
from indexaudit.fetch.hops import target_of
from indexaudit.snapshot import Exchange, RobotsFile, Snapshot
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import origin_of

__all__ = ["crawl_delay", "moved_to", "robots_of", "visit_of"]


def visit_of(snapshot: Snapshot | None) -> Visit:
    """Null: the address was not asked for."""
    if snapshot is None:
        return Visit(fetched_at=datetime.now(UTC).replace(microsecond=0))
    exchange = snapshot.exchange
    if exchange is None:
        return Visit(fetched_at=snapshot.fetched_at)
    target = _target(exchange)
    hops = exchange.hops[:-1] if target is None else exchange.hops
    return Visit(
        fetched_at=snapshot.fetched_at,
        status=exchange.status,
        final_url=target or exchange.final_url,
        redirects=tuple((hop.url, hop.status) for hop in hops),
        etag=_first(exchange, "etag"),
        last_modified=_first(exchange, "last-modified"),
        bytes=exchange.size,
        seconds=exchange.seconds,
    )


def moved_to(snapshot: Snapshot) -> str | None:
    """The key of the page that an address redirects to; null when it answers itself."""
    exchange = snapshot.exchange
    if exchange is None:
        return None
    target = _target(exchange)
    if target is None and len(exchange.hops) > 1:
        target = exchange.final_url
    try:
        return None if target is None else key(target)
    except InvalidURL:
        return None


def _target(exchange: Exchange) -> str | None:
    """Where an answer that was not followed redirects; the fetch has refused what is no address."""
    try:
        return target_of(exchange.status, list(exchange.header("location")), exchange.final_url, 0)
    except Failed:
        return None


def crawl_delay(snapshot: Snapshot, agent: str) -> float | None:
    """Seconds that the robots.txt of the address's own host asks for between two pages; null when it says nothing."""
    file = robots_of(snapshot)
    if file is None or file.status is None or not 200 <= file.status < 300:
        return None
    return _asked_by(file.body, agent)


def robots_of(snapshot: Snapshot) -> RobotsFile | None:
    """The robots.txt of the address's own origin; null when it was not asked for."""
    own = origin_of(snapshot.url)
    return next((file for file in snapshot.robots or () if origin_of(file.url) == own), None)


@lru_cache(maxsize=64)
def _asked_by(body: bytes, agent: str) -> float | None:
    """Kept, for all pages of a host share the file."""
    delay = RobotsTxt.parse(body).crawl_delay(agent)
    return None if delay is None else delay.seconds


def _first(exchange: Exchange, name: str) -> str | None:
    return next(iter(exchange.header(name)), None)
