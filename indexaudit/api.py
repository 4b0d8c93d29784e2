"""The doors of the library: thin, one room behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexaudit.audit import audit_snapshot
from indexaudit.comparison import Comparison
from indexaudit.config import Brand, Config
from indexaudit.items import Item
from indexaudit.model import PageAudit, RobotsDecision
from indexaudit.platforms.address import read_address
from indexaudit.site_audit import SiteAudit
from indexaudit.snapshot import Exchange, Headers, Hop, RobotsFile, Snapshot
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import join, read_url

__all__ = [
    "Auditor",
    "audit_html",
    "audit_snapshot",
    "audit_url",
    "compare",
    "html_snapshot",
    "read_address",
    "robots_decision",
]


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
    moment = fetched_at or _date_header(lines) or _today()
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
    """Fetch a page and its robots.txt, look at what ``config`` asks for beside it, and judge them.

    What the network does is in the result (``fetch_error``). Raises :class:`InvalidURL`, :class:`ConfigError`, and
    :class:`AddressNotAllowed` when the address, or what its host resolves to, is neither public nor in one of
    ``Config.allow_networks``.
    """
    from indexaudit.fetch.fetcher import Fetcher
    from indexaudit.looking.looker import Looker

    config = config or Config()
    with Fetcher(config) as fetcher, Looker(config, fetcher) as looker:
        return audit_snapshot(looker.look(fetcher.fetch(url)), config)


def compare(
    items: Iterable[Item | PageAudit | str], brand: Brand, config: Config | None = None, *, redact: bool = False
) -> Comparison:
    """Of all that a brand published: what search can find, which channel earns what, what to change first. No network.

    ``items`` are what was read of each, pages that were audited, or addresses; audits are compared as texts when they
    were made with ``Config.main_text``. Whole sources (archives, feeds, folders of snapshots) are what the command
    ``compare`` reads: :func:`indexaudit.brand.channels.intakes` gives their items. ``redact`` leaves out titles and
    words of everything but pages that were seen.

    Raises :class:`ConfigError`.
    """
    from indexaudit.brand.compare import compare as compare_items

    return compare_items(items, brand, config=config, redact=redact, now=_today())


class Auditor:
    """Many pages with one configuration: a list of them, or a site.

    >>> with Auditor() as auditor:  # doctest: +SKIP
    ...     for audit in auditor.audit_many(urls):
    ...         print(audit.url, audit.indexability)
    """

    def __init__(self, config: Config | None = None) -> None:
        self._config = config or Config()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is kept between calls; a context manager all the same, so that this may change."""

    def audit_many(self, urls: Iterable[str], executor: Executor | None = None) -> Iterator[PageAudit]:
        """Fetch pages and judge them, in the order given: each host at its pace, several hosts at once.

        ``executor``: where pages are judged (threads, processes, or one of another library); by default here. What the
        network does is in the results. Raises :class:`InvalidURL` and :class:`AddressNotAllowed` when the turn of the
        address comes that is the cause, and :class:`ConfigError`.
        """
        from indexaudit.crawl.many import audit_many

        return audit_many(urls, self._config, executor=executor)

    def crawl(
        self,
        brand_or_url: Brand | str,
        store: str | Path | None = None,
        resume: bool = False,  # noqa: FBT001, FBT002 - a promise
        *,
        options: Mapping[str, Any] | None = None,  # Any: values of CrawlOptions
        executor: Executor | None = None,
    ) -> SiteAudit:
        """Crawl a site, politely, and judge every page and what only many pages can show.

        A :class:`Brand` is crawled from what its channels name on its own domains. ``store`` keeps the crawl in a file,
        which ``resume`` goes on with; ``options`` are fields of :class:`indexaudit.crawl.options.CrawlOptions` beside
        the seeds. The hosts of an address given here are trusted as local, those of a brand are not.

        Raises :class:`InvalidURL`, :class:`ConfigError`, and :class:`StoreError` for a store that is locked, newer,
        damaged or of another program.
        """
        from indexaudit.crawl.beginnings import Beginning
        from indexaudit.crawl.site.audit import site_audit
        from indexaudit.crawl.whole import crawl

        begin = Beginning.of(brand_or_url)
        config = self._config if begin.brand is None else replace(self._config, brand=begin.brand)
        with crawl(begin, config, store=store, resume=resume, options=options or {}, executor=executor) as kept:
            return site_audit(kept, config)


def robots_decision(robots_txt: str | bytes, agent: str, url: str) -> RobotsDecision:
    """What a robots.txt says to an agent about a URL, and which line decides (RFC 9309, as Google reads it).

    ``url`` may be absolute or a path. Never raises for what the file holds.
    """
    return RobotsTxt.parse(robots_txt).decide(agent, url)


def _today() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


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
