"""The doors of the library: thin, one room behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from indexaudit.audit import audit_snapshot
from indexaudit.config import Brand, Config
from indexaudit.model import PageAudit, RobotsDecision
from indexaudit.platforms.address import read_address
from indexaudit.snapshot import Exchange, Headers, Hop, RobotsFile, Snapshot
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import join, read_url

__all__ = ["audit_html", "audit_snapshot", "audit_url", "html_snapshot", "read_address", "robots_decision"]


def audit_html(
    html: str | bytes,
    url: str,
    *,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    status: int = 200,
    robots_txt: str | bytes | None = None,
    keyphrase: str | None = None,
    brand: Brand | None = None,
    config: Config | None = None,
) -> PageAudit:
    """Judge HTML that the caller already has. No network.

    ``None`` for ``headers`` or ``robots_txt`` means not asked: rules that need them skip. Empty means fetched, and
    empty. ``keyphrase`` and ``brand`` override those of ``config``. "Now" is the Date header when there is one, else
    the day of the call at 00:00 UTC, so that the same call gives the same bytes all day.

    Raises :class:`InvalidURL` when ``url`` is not an absolute http or https URL, and :class:`ConfigError`.
    """
    if keyphrase is not None:
        config = replace(config or Config(), keyphrase=keyphrase)
    if brand is not None:
        config = replace(config or Config(), brand=brand)
    return audit_snapshot(html_snapshot(html, url, headers=headers, status=status, robots_txt=robots_txt), config)


def html_snapshot(
    html: str | bytes,
    url: str,
    *,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    status: int = 200,
    robots_txt: str | bytes | None = None,
    fetched_at: datetime | None = None,
) -> Snapshot:
    """HTML that the caller already has, as the snapshot that :func:`audit_html` judges."""
    href = read_url(url).href
    lines = _header_lines(headers)
    moment = fetched_at or _date_header(lines) or datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    body = html.encode("utf-8", "replace") if isinstance(html, str) else bytes(html)
    exchange = Exchange(hops=(Hop(url=href, status=status, headers=lines),), fetched_at=moment, size=len(body))
    return Snapshot(
        url=href,
        fetched_at=moment,
        exchange=exchange,
        body=body,
        text=html if isinstance(html, str) else None,
        robots=None if robots_txt is None else (_robots_file(href, robots_txt),),
    )


def audit_url(url: str, config: Config | None = None) -> PageAudit:
    """Fetch a page and its robots.txt, and judge them.

    What the network does is in the result (``fetch_error``). Raises :class:`InvalidURL`, :class:`ConfigError`, and
    :class:`AddressNotAllowed` when the address, or what its host resolves to, is neither public nor in one of
    ``Config.allow_networks``.
    """
    from indexaudit.fetch.fetcher import fetch

    config = config or Config()
    return audit_snapshot(fetch(url, config), config)


def robots_decision(robots_txt: str | bytes, agent: str, url: str) -> RobotsDecision:
    """What a robots.txt says to an agent about a URL, and which line decides (RFC 9309, as Google reads it).

    ``url`` may be absolute or a path. Never raises for what the file holds.
    """
    return RobotsTxt.parse(robots_txt).decide(agent, url)


def _header_lines(headers: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> Headers | None:
    if headers is None:
        return None
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return tuple((str(name), str(value)) for name, value in pairs)


def _date_header(headers: Headers | None) -> datetime | None:
    for name, value in headers or ():
        if name.lower() == "date":
            try:
                moment = parsedate_to_datetime(value)
            except ValueError:
                return None
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _robots_file(url: str, robots_txt: str | bytes) -> RobotsFile:
    body = robots_txt.encode("utf-8", "replace") if isinstance(robots_txt, str) else bytes(robots_txt)
    return RobotsFile(url=join(url, "/robots.txt") or url, status=200, body=body)
