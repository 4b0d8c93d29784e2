"""When each host may be asked next, and which host is next: arithmetic on a clock that is handed in.

The fetcher keeps a pace of its own for one thread: it waits out what is left of a pause, and tries an address again.
This keeps the hosts of all threads apart, so that none is asked from two at once and no thread waits for a host while
another has work.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Literal

from indexaudit.crawl.options import CrawlOptions
from indexaudit.fetch.patience import LONGEST_CRAWL_DELAY, retry_after
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import host_of

__all__ = ["Outcome", "Pace", "outcome_of"]

FAILURES: Final = 5
REST: Final = 300.0
RESTS: Final = 3
"""Five failures in a row suspend a host for 300 seconds, three times; then it is down (Apache Nutch's figures)."""
LONGEST_PAUSE: Final = RESTS * REST
"""Seconds of a Retry-After for which a host is waited for: as long as for one that fails."""

_CONCLUDED: Final[dict[str, Literal["resting", "down", "too_slow"]]] = {
    "host_resting": "resting",
    "host_down": "down",
    "crawl_delay": "too_slow",
}
"""What the fetcher's own patience says instead of asking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one request says of its host."""

    what: Literal["answered", "failed", "nothing", "resting", "down", "too_slow"]
    """``failed``: no answer, or one that the server is not well or busy. ``nothing``: the host was not asked, or what
    went wrong is not its fault. The last three: the fetcher did not ask, since the host is to be left alone for a
    while, for good, or wants longer pauses than are kept."""
    pause: float | None = None
    """Seconds that its Retry-After asks for."""

    @property
    def asked(self) -> bool:
        """Whether the page had its turn; otherwise it stays pending, unless the host was given up."""
        return self.what in ("answered", "failed", "nothing")


def outcome_of(snapshot: Snapshot) -> Outcome:
    """What a snapshot says of the host of its address. Pure."""
    error = snapshot.fetch_error
    if error is not None:
        if error.hop:
            return Outcome(what="answered")  # with a redirect
        if error.code in _CONCLUDED:
            return Outcome(what=_CONCLUDED[error.code])
        return Outcome(what="failed" if error.retryable else "nothing")
    if snapshot.exchange is None or not snapshot.exchange.hops:
        return Outcome(what="nothing")
    last = snapshot.exchange.hops[-1]
    if host_of(last.url) != host_of(snapshot.url) or not (last.status >= 500 or last.status in (408, 429)):
        return Outcome(what="answered")
    headers = {name.lower(): value for name, value in reversed(last.headers or ())}
    return Outcome(what="failed", pause=retry_after(headers.get("retry-after"), _moment(headers, snapshot.fetched_at)))


def _moment(headers: dict[str, str], fetched_at: datetime) -> datetime:
    """The host's own clock, when it says what that is."""
    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, OverflowError):
        return fetched_at
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Host:
    delay: float
    running: int = 0
    last: float = -math.inf
    """When it was asked last."""
    not_before: float = -math.inf
    failures: int = 0
    """In a row."""
    answers: int = 0
    """In a row."""
    rests: int = 0
    probing: bool = False
    """It was suspended and has not answered since: one request at a time."""
    reason: str | None = None


class Pace:
    """The timing of every host of a crawl.

    ``now`` is always seconds of one monotonic clock, so that a clock of the wall that jumps changes nothing. ``host``
    is a host as :func:`indexaudit.crawl.scope.host_key` gives it.
    """

    def __init__(self, options: CrawlOptions) -> None:
        """Of the options ``delay_seconds``, ``connections`` and ``connections_per_host`` count."""
        self._options = options
        self._hosts: dict[str, _Host] = {}
        self._running = 0

    def ready(self, host: str, now: float) -> float:
        """Seconds until the host may be asked; 0 for now. Infinite while it has all its connections, and for one that
        was given up."""
        known = self._hosts.get(host)
        if known is None:
            return 0.0
        most = 1 if known.probing else self._options.connections_per_host
        if known.reason is not None or known.running >= most:
            return math.inf
        return max(0.0, self._due(known) - now)

    def next_host(self, hosts_with_work: Iterable[str], now: float) -> str | None:
        """The host to be asked now: of those that are ready the one that was asked longest ago, new ones first, so
        that each has its turn. Null when none is ready or all connections are in use."""
        if self._running >= self._options.connections:
            return None
        ready = (host for host in hosts_with_work if self.ready(host, now) == 0)
        return min(ready, key=self._asked_last, default=None)

    def wait(self, hosts_with_work: Iterable[str], now: float) -> float:
        """Seconds until :meth:`next_host` may name one; infinite when a request must finish first, or when there is no
        host left to be asked."""
        if self._running >= self._options.connections:
            return math.inf
        return min((self.ready(host, now) for host in hosts_with_work), default=math.inf)

    def started(self, host: str, now: float) -> None:
        """A request goes out. To be called only when the host is ready."""
        known = self._host(host)
        known.running += 1
        known.last = now
        self._running += 1

    def finished(self, host: str, now: float, outcome: Outcome) -> None:
        """The request that was started has ended."""
        known = self._host(host)
        known.running -= 1
        self._running -= 1
        if outcome.what == "answered":
            known.failures = 0
            known.probing = False
            known.answers += 1
            if known.answers >= FAILURES:  # one good answer between bad ones does not make a host well
                known.rests = 0
        elif outcome.what == "failed":
            known.answers = 0
            known.failures += 1
            if known.probing or known.failures >= FAILURES:
                self._suspend(known, now)
        elif outcome.what == "resting":
            self._suspend(known, now)
        elif outcome.what == "down":
            self._give_up(known, "host_down")
        elif outcome.what == "too_slow":
            self._give_up(known, "crawl_delay_too_long")
        if outcome.pause is not None:
            self._defer(known, now, outcome.pause)

    def slow_down(self, host: str, seconds: float | None) -> None:
        """The Crawl-delay of its robots.txt, in place of a shorter pace; null for a host that has none.

        One above 30 s gives the host up (``crawl_delay_too_long``): a site at two pages a minute is not crawled.
        """
        known = self._host(host)
        known.delay = max(self._options.delay_seconds, seconds or 0.0)
        if seconds is not None and not seconds <= LONGEST_CRAWL_DELAY:
            self._give_up(known, "crawl_delay_too_long")

    def given_up(self, host: str) -> str | None:
        """Why a host is asked no more: ``host_down``, ``crawl_delay_too_long`` or ``retry_after_too_long``."""
        known = self._hosts.get(host)
        return None if known is None else known.reason

    def rests(self, host: str) -> bool:
        """Whether the host is suspended and has not answered since."""
        known = self._hosts.get(host)
        return known is not None and known.probing

    def standing(self, host: str) -> tuple[int, int, str | None]:
        """Failures in a row, times that it was suspended, and why it was given up: what a store keeps."""
        known = self._hosts.get(host)
        return (0, 0, None) if known is None else (known.failures, known.rests, known.reason)

    def restore(self, host: str, failures: int, suspended: int, reason: str | None) -> None:
        """What :meth:`standing` said when the crawl was left. A host that was suspended is asked for one page."""
        known = self._host(host)
        known.failures, known.rests, known.reason = failures, suspended, reason
        known.probing = suspended > 0

    def _due(self, known: _Host) -> float:
        return max(known.last + known.delay, known.not_before)

    def _asked_last(self, host: str) -> float:
        known = self._hosts.get(host)
        return -math.inf if known is None else known.last

    def _suspend(self, known: _Host, now: float) -> None:
        if known.probing and known.not_before > now:
            return  # requests that were under way when it was suspended count once
        if known.rests >= RESTS:
            self._give_up(known, "host_down")
            return
        known.rests += 1
        known.probing = True
        known.failures = 0
        known.not_before = max(known.not_before, now + REST)

    def _defer(self, known: _Host, now: float, seconds: float) -> None:
        if seconds > LONGEST_PAUSE:
            self._give_up(known, "retry_after_too_long")
        else:
            known.not_before = max(known.not_before, now + seconds)

    def _give_up(self, known: _Host, reason: str) -> None:
        known.reason = known.reason or reason

    def _host(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(delay=self._options.delay_seconds)
        return known
