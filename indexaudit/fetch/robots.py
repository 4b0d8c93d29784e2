"""robots.txt of each origin: how long it is kept, and what follows from it when it cannot be had (RFC 9309 §2.3.1)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from indexaudit.model import FetchError
from indexaudit.snapshot import RobotsFile
from indexaudit.web.robots_txt import RobotsTxt

__all__ = ["Failures", "RobotsFiles", "is_unreachable"]

Failures = Literal["rfc9309", "google"]

_KEPT: Final = 24 * 3600.0
"""Seconds (RFC 9309 §2.4: not longer than a day)."""
_GOOGLE_STOPS: Final = 12 * 3600.0
"""Seconds for which Google asks a site for nothing, once its robots.txt cannot be had."""
_GOOGLE_REMEMBERS: Final = 30 * 24 * 3600.0
"""Seconds for which Google then goes by the last copy that it had."""
_ORIGINS: Final = 256
"""Files that are kept; each may be 500 KiB."""


def is_unreachable(file: RobotsFile) -> bool:
    """No answer, a failure of the server (5xx), or 429.

    429 is one of the 4xx that RFC 9309 §2.3.1.3 calls "unavailable" and after which everything *may* be asked for. A
    host that says "too many requests" is not asked more all the same; Google handles it so, too.
    """
    return file.status is None or file.status >= 500 or file.status == 429


@dataclass(slots=True)
class _Origin:
    file: RobotsFile
    read_at: float
    rules: RobotsTxt | None
    """Null when there are none: everything may be asked for."""
    good: tuple[float, RobotsTxt | None] | None = None
    """The last answer that says something, and when it was read."""
    failing_since: float | None = None


@dataclass(kw_only=True)
class RobotsFiles:
    """Each origin's file is asked for at most once a day; one that cannot be had, each time."""

    agent: str
    failures: Failures
    clock: Callable[[], float] = time.monotonic
    _origins: dict[str, _Origin] = field(default_factory=dict)

    def at(self, address: str, ask: Callable[[], RobotsFile]) -> RobotsFile:
        """The file of an address ``…/robots.txt``: the one that is kept, or what ``ask`` gets."""
        known = self._origins.get(address)
        now = self.clock()
        if known is not None and known.failing_since is None and now - known.read_at < _KEPT:
            return known.file
        file = ask()
        has_rules = file.status is not None and 200 <= file.status < 300
        found = _Origin(file=file, read_at=now, rules=RobotsTxt.parse(file.body) if has_rules else None)
        if is_unreachable(file):
            found.good = known.good if known is not None else None
            before = known.failing_since if known is not None else None
            found.failing_since = now if before is None else before
        else:
            found.good = now, found.rules
        self._origins.pop(address, None)
        while len(self._origins) >= _ORIGINS:
            del self._origins[next(iter(self._origins))]
        self._origins[address] = found
        return file

    def refusal(self, address: str, url: str, hop: int) -> FetchError | None:
        """Why the file of this address forbids us a URL, or null."""
        known = self._origins[address]
        rules = known.rules
        if known.failing_since is not None:
            if self.failures == "rfc9309" or self.clock() - known.failing_since < _GOOGLE_STOPS:
                said = known.file.error.message if known.file.error else f"status {known.file.status}"
                return FetchError(
                    code="robots_unreachable", message=f"robots.txt could not be had ({said})", hop=hop, retryable=True
                )
            rules = self._remembered(known)
        if rules is None:
            return None
        decision = rules.decide(self.agent, url)
        if decision.allowed:
            return None
        message = f"robots.txt line {decision.line} forbids us: {decision.rule}"
        return FetchError(code="robots_disallowed", message=message, hop=hop, retryable=False)

    def crawl_delay(self, address: str) -> float | None:
        """Seconds between two pages that the file asks for; null when it says nothing, or nothing that is a number."""
        known = self._origins[address]
        rules = known.rules if known.failing_since is None else self._remembered(known)
        delay = rules.crawl_delay(self.agent) if rules is not None else None
        return delay.seconds if delay is not None else None

    def _remembered(self, known: _Origin) -> RobotsTxt | None:
        if known.good is None or self.clock() - known.good[0] >= _GOOGLE_REMEMBERS:
            return None
        return known.good[1]
