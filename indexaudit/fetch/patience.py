"""How often and how soon a host may be asked: pace, Retry-After, retries, and when to leave it alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

from tenacity import RetryCallState, Retrying, retry_if_result, wait_random_exponential

from indexaudit.fetch.failures import Failed, failure

__all__ = ["LONGEST_CRAWL_DELAY", "LONGEST_WAIT", "Pace", "attempts", "retry_after"]

T = TypeVar("T")

LONGEST_WAIT: Final = 120.0
"""Seconds that Retry-After may ask for; a host that asks for more is left alone for as long."""
LONGEST_CRAWL_DELAY: Final = 30.0
"""Seconds between two pages that are waited for. Of a host that asks for more only pages that are due are asked for
(Apache Nutch's figure)."""
_FAILURES: Final = 5
_REST: Final = 300.0
_RESTS: Final = 3
"""Five failures in a row give a host five minutes of rest, the third time for good (Apache Nutch's figures)."""
_NOT_NOW: Final = frozenset({"crawl_delay", "host_down", "host_resting"})
"""What :meth:`Pace.wait` raises: nothing was asked."""


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for: digits or an HTTP date (RFC 9110 §10.2.3). Null for anything else,
    negative seconds and dates that do not exist among it; 0 for a date that has passed."""
    text = (value or "").strip()
    if not text or len(text) > 64:
        return None
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


@dataclass(slots=True)
class _Host:
    delay: float
    last: float | None = None
    """When it was asked last."""
    not_before: float = 0.0
    failures: int = 0
    rests: int = 0
    resting_until: float = 0.0


@dataclass(kw_only=True)
class Pace:
    """Delay and breaker for each host, on a clock that never goes back."""

    delay: float
    """Seconds between the starts of two requests for pages of one host."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def wait(self, host: str, *, longest: float) -> None:
        """Wait for the host's turn.

        Raises :class:`Failed` with ``host_down`` or ``host_resting`` for one that failed too often, ``crawl_delay``
        for one that asks for longer pauses than are waited for, and ``host_resting`` when its turn comes later than
        ``longest`` seconds from now.
        """
        known = self._host(host)
        now = self.clock()
        if known.resting_until > now:
            said = f"{host} failed {_FAILURES} times in a row and is left alone"
            raise failure("host_down" if known.rests >= _RESTS else "host_resting", said, retryable=True)
        due = now if known.last is None else known.last + known.delay
        if due > now and known.delay > LONGEST_CRAWL_DELAY:
            said = f"robots.txt of {host} asks for {known.delay:g} s between two pages; the next is due later"
            raise failure("crawl_delay", said, retryable=True)
        pause = max(due, known.not_before) - now
        if pause > max(0.0, longest):
            raise failure("host_resting", f"{host} is not to be asked for another {pause:.0f} s", retryable=True)
        if pause > 0:
            self.sleep(pause)
        known.last = now + max(0.0, pause)

    def defer(self, host: str, seconds: float) -> None:
        """The host asked for a pause."""
        known = self._host(host)
        known.not_before = max(known.not_before, self.clock() + seconds)

    def slow_down(self, host: str, seconds: float | None) -> None:
        """A Crawl-delay, in place of a shorter pace; null for a host that has none."""
        self._host(host).delay = self.delay if seconds is None else max(self.delay, seconds)

    def succeeded(self, host: str) -> None:
        """An answer came that is no failure of the host."""
        known = self._host(host)
        known.failures = 0
        known.rests = 0

    def failed(self, host: str) -> None:
        """Nothing came, or a failure of the server. After a rest one failure is enough for the next one."""
        known = self._host(host)
        known.failures += 1
        if known.failures >= _FAILURES or known.rests:
            known.rests += 1
            known.failures = 0
            known.resting_until = float("inf") if known.rests >= _RESTS else self.clock() + _REST

    def _host(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(delay=self.delay)
        return known


def attempts(
    ask: Callable[[], T],
    *,
    busy: Callable[[T], bool],
    retries: int,
    sleep: Callable[[float], None],
    left: Callable[[], float],
) -> T:
    """``ask`` until it answers, at most ``1 + retries`` times: pauses with full jitter, and none that ends after the
    time that is ``left``. The last answer, when it is ``busy`` to the end; raises the last :class:`Failed`.

    An attempt that the pace of the host forbids is none: what the one before it found stands.
    """
    found: list[T | Failed] = []
    first: list[T | Failed] = []

    def once() -> T | Failed:
        if first:
            return first.pop()
        try:
            result: T | Failed = ask()
        except Failed as failed:
            if failed.error.code in _NOT_NOW and found:
                raise _Over from failed
            result = failed
        found[:] = [result]
        return result

    def again(result: T | Failed) -> bool:
        if isinstance(result, Failed):
            return result.error.retryable and result.error.code not in _NOT_NOW
        return busy(result)

    def stop(state: RetryCallState) -> bool:
        result = found[0]
        # A name that does not resolve is asked for once more and not twice (a storm on a dead resolver helps nobody).
        most = min(1, retries) if isinstance(result, Failed) and result.cause.startswith("dns_") else retries
        return state.attempt_number > most or state.upcoming_sleep >= left()

    if not again(once()):
        return _given(found[0])
    # Most addresses answer at once, and the schedule costs a tenth of what their fetch does.
    first[:] = found
    retrying = Retrying(
        retry=retry_if_result(again),
        wait=wait_random_exponential(multiplier=1, max=30),
        stop=stop,
        sleep=sleep,
        retry_error_callback=lambda _: found[0],
    )
    try:
        return _given(retrying(once))
    except _Over:
        return _given(found[0])


def _given(result: T | Failed) -> T:
    if isinstance(result, Failed):
        raise result
    return result


class _Over(Exception):
    """The host may not be asked again now."""
