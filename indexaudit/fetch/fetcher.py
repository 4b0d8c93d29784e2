"""An address to a snapshot: robots.txt first, then the page, hop by hop, through the guarded door."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

import requests
from urllib3.exceptions import HTTPError

from indexaudit import __version__
from indexaudit.config import USER_AGENT, Config
from indexaudit.errors import AddressNotAllowed, ConfigError
from indexaudit.fetch.budget import Budget
from indexaudit.fetch.decode import ACCEPTED, decoded
from indexaudit.fetch.failures import Failed, failure, from_exception
from indexaudit.fetch.gate import Gate, Resolve, resolve_by_system
from indexaudit.fetch.hops import plain, refuse, refuse_port, robots_address, target_of
from indexaudit.fetch.networks import CREDENTIALS, AddressGuard
from indexaudit.fetch.own_headers import checked
from indexaudit.fetch.patience import LONGEST_WAIT, Pace, attempts, retry_after
from indexaudit.fetch.robots import RobotsFiles
from indexaudit.fetch.transport import Session, headers_complete
from indexaudit.fetch.visits import Answer, Origin, Validators, Visit, origin_of
from indexaudit.fetch.watchdog import Watch, Watchdog
from indexaudit.snapshot import Exchange, Hop, RobotsFile, Snapshot
from indexaudit.web.urls import Url, mask_secrets, read_url, same_page

__all__ = ["Fetcher"]

ROBOTS_REDIRECTS: Final = 5
"""RFC 9309 §2.3.1.2: at least five; Google's handling is the same."""
_BUSY: Final = frozenset({408, 429, 500, 502, 503, 504, 522, 524})
"""Statuses that may pass: asked for again, and counted as failures of the host (Scrapy's list)."""
_PIECE: Final = 64 * 1024


class Fetcher:
    """One session for any number of addresses. Not shared between threads.

    ``trusted`` are hosts that the caller typed: while an address of one is asked for, that host need not be public.
    ``headers`` go to the origin of the address asked for and to no other. Resolver, clock and sleep are for tests.

    Raises :class:`ConfigError` for a network in ``Config.allow_networks`` that is none, and for a header that cannot
    be sent.
    """

    def __init__(
        self,
        config: Config,
        *,
        trusted: Iterable[str] = (),
        headers: Mapping[str, str] | None = None,
        resolve: Resolve = resolve_by_system,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        ssl_context: Any = None,  # Any: an ssl.SSLContext, which this room's callers need not import
    ) -> None:
        self._config = config
        self._own_headers = checked(headers or {})
        self._sleep = sleep
        self._clock = clock
        self._trusted = frozenset(map(_bare, trusted))
        limits = config.limits
        self._gate = Gate(
            guard=AddressGuard.opening(config.allow_networks),
            resolve=resolve,
            connect_seconds=limits.connect_seconds,
            dns_seconds=limits.dns_seconds,
            read_seconds=limits.silence_seconds,
        )
        agent = f"{USER_AGENT}/{__version__}" if config.user_agent == USER_AGENT else config.user_agent
        if config.contact is not None:
            agent += f" (+{config.contact})"
        if not (agent.isprintable() and agent.isascii()):
            raise ConfigError(f"user_agent: {agent!r} cannot be sent; use printable ASCII")
        self._session = Session(
            self._gate,
            {
                "User-Agent": agent,
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
                "Accept-Encoding": ACCEPTED,
                "Connection": "keep-alive",
            },
            ssl_context,
        )
        self._dog = Watchdog()
        self._pace = Pace(delay=limits.delay_seconds, clock=clock, sleep=sleep)
        self._robots = RobotsFiles(agent=config.user_agent, failures=config.robots_txt_failures, clock=clock)
        self._budget: Budget | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def own_headers(self) -> Mapping[str, str]:
        """The caller's headers, for the origin of an address that the caller typed."""
        return self._own_headers

    def relied_on(self, host: str) -> bool:
        """Whether a host was reached only because the caller typed it: at an address that is not public."""
        return _bare(host) in self._gate.relied_on

    def close(self) -> None:
        """Close every connection, and end the thread that keeps the deadlines."""
        self._session.close()
        self._dog.close()

    def fetch(
        self,
        url: str,
        *,
        typed: bool | None = None,
        unless: Validators | None = None,
        most: int | None = None,
        follow: bool = True,
    ) -> Snapshot:
        """What one address answers, with the robots.txt of every origin on the way.

        ``typed`` says whether the caller typed this very address (its host is then trusted) or has it from somebody
        else (it is then neither trusted nor given the headers); null goes by ``trusted``. ``unless`` asks for the page
        only if it has changed: it then answers 304 and no body (RFC 9110 §13.1). ``most`` bounds the decoded body, in
        bytes, where it is no page (a sitemap may have 50 MB); by default ``Limits.body_bytes``. With ``follow=False`` a
        redirect is the answer, and has no body. What the network does is in the snapshot.

        Raises :class:`InvalidURL`, and :class:`AddressNotAllowed` when the address itself, or what its host resolves
        to, is in a network that ``Config.allow_networks`` does not open.
        """
        read = read_url(url)
        href = plain(read)
        read = read if href == read.href else read_url(href)
        self._trust(read, typed)
        fetched_at = datetime.now(UTC).replace(microsecond=0)
        began = self._clock()
        home = None if typed is False else origin_of(read)
        visit = Visit(
            read=read,
            home=home,
            ends=began + self._config.limits.url_seconds,
            unless=unless.headers() if unless is not None else {},
            most=self._config.limits.body_bytes if most is None else most,
            follow=follow,
        )
        page = self._visited(visit, began, fetched_at, retries=self._config.limits.retries)
        error = page.fetch_error
        if error is not None and error.code == "blocked_address" and error.hop == 0:
            raise AddressNotAllowed(f"{mask_secrets(href)}: {_with_hint(error.message)}")
        return page

    def look(
        self,
        url: str,
        budget: Budget,
        *,
        page: str,
        trusted: bool = False,
        own_headers: bool = False,
        headers: Mapping[str, str] = MappingProxyType({}),
        most: int | None = None,
        known: str | None = None,
    ) -> Snapshot:
        """What an address answers that a page named or that was made from its own: once, within a budget.

        ``page`` is the address of that page. With ``trusted``, because the caller typed it, its host need not be
        public here either; with ``own_headers`` its origin gets the caller's headers. ``headers`` go with every request
        but those for robots.txt. ``most`` bounds the decoded body, in bytes. A
        redirect to ``known`` is the answer itself, and not followed. Whatever the network, the guard,
        robots.txt or the budget does is in ``fetch_error``. Raises :class:`InvalidURL`.
        """
        read = read_url(plain(read_url(url)))
        host = read_url(page)
        self._trust(read, typed=trusted and _bare(host.host) == _bare(read.host))
        fetched_at = datetime.now(UTC).replace(microsecond=0)
        began = self._clock()
        visit = Visit(
            read=read,
            home=origin_of(host) if trusted and own_headers else None,
            ends=began + min(budget.left, self._config.limits.url_seconds),
            unless={},
            most=self._config.limits.body_bytes if most is None else most,
            sent=headers,
            known=known,
        )
        self._budget = budget
        try:
            budget.check()
            refuse_port(read, 0, host)
            return self._visited(visit, began, fetched_at, retries=0)
        except Failed as failed:
            return Snapshot(url=read.href, fetched_at=fetched_at, exchange=None, robots=(), fetch_error=failed.error)
        finally:
            self._budget = None

    def _visited(self, visit: Visit, began: float, fetched_at: datetime, *, retries: int) -> Snapshot:
        href = visit.read.href
        try:
            answer = attempts(
                lambda: self._page(visit, fetched_at),
                busy=lambda answer: answer.status in _BUSY,
                retries=retries,
                sleep=self._sleep,
                left=lambda: visit.ends - self._clock(),
            )
        except Failed as failed:
            robots = tuple(visit.robots)
            return Snapshot(url=href, fetched_at=fetched_at, exchange=None, robots=robots, fetch_error=failed.error)
        exchange = Exchange(
            hops=tuple(visit.hops),
            fetched_at=fetched_at,
            size=len(answer.body),
            truncated=answer.truncated,
            headers_complete=answer.headers_complete,
            seconds=round(self._clock() - began, 3),
        )
        return Snapshot(
            url=href, fetched_at=fetched_at, exchange=exchange, body=answer.body, robots=tuple(visit.robots)
        )

    def robots_txt(self, url: str) -> RobotsFile:
        """The robots.txt of an address's origin, asked for at most once a day.

        What the network does is in ``error``. Raises :class:`InvalidURL` and :class:`AddressNotAllowed`.
        """
        read = read_url(url)
        self._trust(read)
        try:
            return self._robots_txt(read, origin_of(read), self._config.limits.fetch_seconds)
        except Failed as failed:
            raise AddressNotAllowed(f"{robots_address(read)}: {_with_hint(failed.error.message)}") from None

    # --- the page ---------------------------------------------------------------------------------------------------

    def _page(self, visit: Visit, now: datetime) -> Answer:
        """One attempt. What it saw replaces what an earlier one saw, unless the host may not be asked yet."""
        self._pace.wait(visit.read.host, longest=min(LONGEST_WAIT, visit.ends - self._clock()))
        visit.robots.clear()
        visit.hops.clear()
        seconds = min(self._config.limits.fetch_seconds, visit.ends - self._clock())
        answer: Answer | None = None
        answers = self._follow(
            visit.read,
            most=self._config.limits.redirects,
            seconds=seconds,
            cap=visit.most,
            home=visit.home,
            unless=visit.unless,
            sent=visit.sent,
            before=lambda read, hop, watch: self._obey(read, hop, visit, watch),
        )
        with closing(answers):  # its deadline ends with it, also when it is left at the first redirect
            for answer in answers:
                visit.hops.append(Hop(url=answer.url, status=answer.status, headers=answer.headers))
                if not visit.follow or (answer.target and visit.known and same_page(answer.target, visit.known)):
                    break
        assert answer is not None  # noqa: S101 - the loop gives at least one answer, or raises
        if answer.status in _BUSY:
            self._defer(read_url(answer.url).host, answer, now)
        return answer

    def _follow(
        self,
        first: Url,
        *,
        most: int,
        seconds: float,
        cap: int,
        home: Origin | None,
        unless: Mapping[str, str] = MappingProxyType({}),
        sent: Mapping[str, str] = MappingProxyType({}),
        before: Callable[[Url, int, Watch], None] = lambda _read, _hop, _watch: None,
    ) -> Generator[Answer, None, None]:
        """Every answer on the way, the last one that does not redirect; ``before`` is called before each hop."""
        seen: set[str] = set()
        read = first
        with self._dog.until(seconds) as watch:
            for hop in range(most + 1):
                url = read.href
                if url in seen:
                    raise failure("redirect_loop", f"the redirects come back to {mask_secrets(url)}", hop)
                seen.add(url)
                if hop:
                    refuse(read, hop, first)
                before(read, hop, watch)
                own = self._own_headers if origin_of(read) == home else {}
                headers = {**own, **sent, **({} if hop else unless)}
                try:
                    answer = self._ask(url, watch, headers, hop, cap)
                except Failed as failed:
                    if failed.error.retryable:
                        self._pace.failed(read.host)
                    raise
                if answer.status in _BUSY:
                    self._pace.failed(read.host)
                else:
                    self._pace.succeeded(read.host)
                yield answer
                if answer.target is None:
                    return
                read = read_url(answer.target)
        raise failure("redirect_limit", f"more than {most} redirects", most)

    def _ask(
        self, url: str, watch: Watch, headers: Mapping[str, str], hop: int, cap: int, *, method: str = "GET"
    ) -> Answer:
        limits = self._config.limits
        budget = self._budget
        if budget is not None:
            budget.count(hop)
        try:
            with self._session.ask(url, watch, headers, hop, method) as response:
                raw = response.raw
                lines = tuple((str(k), str(v)) for k, v in raw.headers.items())
                target = target_of(response.status_code, raw.headers.getlist("location"), url, hop)
                body, truncated = b"", False
                if target is None:
                    codings = raw.headers.getlist("content-encoding")
                    pieces = raw.stream(_PIECE, decode_content=False)
                    pieces = pieces if budget is None else budget.counted(pieces)
                    body, truncated = decoded(pieces, codings, wire=max(limits.wire_bytes, cap), most=cap, hop=hop)
                if watch.fired:
                    raise failure("deadline", "the answer took too long", hop, retryable=True)
                return Answer(
                    url=url,
                    status=response.status_code,
                    headers=lines,
                    headers_complete=headers_complete(response),
                    target=target,
                    body=body,
                    truncated=truncated,
                )
        except Failed as failed:
            if watch.fired and failed.error.code != "deadline":
                raise failure("deadline", "the answer took too long", hop, retryable=True) from failed
            raise Failed(replace(failed.error, hop=hop)) from failed
        except (
            requests.RequestException, HTTPError, HTTPException, OSError, ValueError, EOFError, AttributeError,
        ) as error:  # fmt: skip
            # requests and urllib3 let built-in exceptions out for some answers; whatever it was, nothing came.
            if watch.fired:
                raise failure("deadline", "the answer took too long", hop, retryable=True) from error
            raise from_exception(error, hop) from error

    def _trust(self, read: Url, typed: bool | None = None) -> None:  # noqa: FBT001 - a private helper
        host = _bare(read.host)
        self._gate.trusted = host if typed or (typed is None and host in self._trusted) else None

    def _defer(self, host: str, answer: Answer, now: datetime) -> None:
        """Retry-After: a date by the host's own clock, when it says what that is."""
        try:
            moment = parsedate_to_datetime(answer.header("date") or "")
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            moment = now
        asked = retry_after(answer.header("retry-after"), moment)
        if asked is not None:
            self._pace.defer(host, asked)

    # --- robots.txt -------------------------------------------------------------------------------------------------

    def _obey(self, read: Url, hop: int, visit: Visit, watch: Watch) -> None:
        """Raises :class:`Failed` for an address that robots.txt forbids to us, and waits for the turn of a host that
        we are redirected to."""
        try:
            file = self._robots_txt(read, visit.home, watch.left())
        except Failed as failed:
            raise Failed(replace(failed.error, hop=hop)) from failed
        if all(known.url != file.url for known in visit.robots):
            visit.robots.append(file)
        brand = self._config.brand
        if not (self._config.own_robots_txt == "ignore" and brand is not None and brand.owns(read.host)):
            error = self._robots.refusal(file.url, read.href, hop)
            if error is not None:
                raise Failed(error, cause=file.error.code if file.error else error.code)
            self._pace.slow_down(read.host, self._robots.crawl_delay(file.url))
        if hop and read.host != read_url(visit.hops[-1].url).host:
            self._pace.wait(read.host, longest=min(LONGEST_WAIT, watch.left()))

    def _robots_txt(self, read: Url, home: Origin | None, seconds: float) -> RobotsFile:
        """Raises :class:`Failed` only when the origin itself may not be connected to."""
        at = robots_address(read)
        return self._robots.at(at, lambda: self._ask_for_robots(at, home, seconds))

    def _ask_for_robots(self, at: str, home: Origin | None, seconds: float) -> RobotsFile:
        limits = self._config.limits
        targets: list[str] = []
        answer: Answer | None = None
        try:
            for answer in self._follow(
                read_url(at),
                most=ROBOTS_REDIRECTS,
                seconds=min(limits.fetch_seconds, seconds),
                cap=limits.robots_txt_bytes,
                home=home,
            ):
                targets += [answer.target] if answer.target else []
        except Failed as failed:
            if failed.error.code == "budget" or (failed.error.code == "blocked_address" and failed.error.hop == 0):
                raise
            if failed.error.code in ("redirect_limit", "redirect_loop"):
                # RFC 9309 §2.3.1.2: may be taken for unavailable, so that everything may be asked for. Google: for 404.
                return RobotsFile(url=at, status=404, redirects=tuple(targets))
            return RobotsFile(url=at, status=None, error=failed.error, redirects=tuple(targets))
        assert answer is not None  # noqa: S101 - the loop gives at least one answer, or raises
        if answer.status in _BUSY:
            self._defer(read_url(at).host, answer, datetime.now(UTC))
        kind = (answer.header("content-type") or "").split(";", 1)[0].strip().lower()
        return RobotsFile(
            url=at,
            status=answer.status,
            body=answer.body,
            media_type=kind if "/" in kind else None,
            redirects=tuple(targets),
            truncated=answer.truncated,
        )


def _bare(host: str) -> str:
    return host.lower().strip("[]").rstrip(".")


def _with_hint(message: str) -> str:
    """How to reach an address that is refused, when there is a way."""
    if message.endswith(CREDENTIALS):
        return f"{message}, and is never asked"
    return f"{message}; Config.allow_networks, or --allow-network, opens a network"
