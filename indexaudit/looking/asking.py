"""Addresses beside a page to looks: each asked once, within the budget of the page, and remembered for other pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.fetch.budget import Budget
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looks import NO_COST, Cost, Kind, Look
from indexaudit.model import Ended, FetchError
from indexaudit.snapshot import RobotsFile, Snapshot

__all__ = ["Answers", "Asker"]

_REFUSED: Final = frozenset(
    {
        *("robots_disallowed", "robots_unreachable", "crawl_delay", "host_down", "host_resting"),
        *("blocked_address", "blocked_port"),
    }
)
"""Codes of :class:`FetchError` with which nothing was asked, because it may not be."""
_OVER: Final = frozenset({"budget", "deadline"})
_KEPT: Final = 64
"""Answers that are remembered; each may be as large as a page."""

_Key = tuple[str, bool, bool, tuple[tuple[str, str], ...], str | None]
"""Address, whether it is trusted, and gets the caller's headers, what else is sent, and where it may lead to."""


class Answers:
    """What was asked beside earlier pages: one share image stands on many, and so does an author."""

    def __init__(self) -> None:
        self._known: dict[_Key, Snapshot] = {}

    def get(self, key: _Key) -> Snapshot | None:
        """Null when it was not asked, or is forgotten."""
        return self._known.get(key)

    def keep(self, key: _Key, answer: Snapshot) -> None:
        """What the budget or the network cut short is asked again."""
        if _ended(answer.fetch_error) in ("done", "refused"):
            while len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = answer


class Asker:
    """Asks for one page, of which ``page`` is the address. ``trusted``: the caller typed it."""

    def __init__(self, fetcher: Fetcher, budget: Budget, answers: Answers, *, page: str, trusted: bool) -> None:
        self._fetcher = fetcher
        self._budget = budget
        self._answers = answers
        self._page = page
        self._trusted = trusted
        self._robots: dict[str, RobotsFile] = {}

    @property
    def robots(self) -> tuple[RobotsFile, ...]:
        """robots.txt of every origin on the way so far."""
        return tuple(self._robots.values())

    def ask(
        self,
        kind: Kind,
        url: str,
        *,
        own_headers: bool = False,
        headers: Mapping[str, str] = MappingProxyType({}),
        most: int | None = None,
        known: str | None = None,
    ) -> Look:
        """What the address answers; ``own_headers``: as for the page itself. One that was asked before costs nothing.
        A redirect to ``known`` is the answer itself, and not followed.

        Raises :class:`InvalidURL`.
        """
        key = url, self._trusted, own_headers, tuple(sorted(headers.items())), known
        sent, received, began = self._budget.sent, self._budget.received, self._budget.spent
        cost = NO_COST
        answer = self._answers.get(key)
        if answer is None:
            answer = self._fetcher.look(
                url,
                self._budget,
                page=self._page,
                trusted=self._trusted,
                own_headers=own_headers,
                headers=headers,
                most=most,
                known=known,
            )
            cost = Cost(
                requests=self._budget.sent - sent,
                bytes=self._budget.received - received,
                seconds=round(self._budget.spent - began, 3),
            )
            self._answers.keep(key, answer)
        for file in answer.robots or ():
            self._robots.setdefault(file.url, file)
        return Look(
            kind=kind,
            url=answer.url,
            ended=_ended(answer.fetch_error),
            language=headers.get("Accept-Language", ""),
            reason=answer.fetch_error.message if answer.fetch_error else "",
            exchange=answer.exchange,
            body=answer.body,
            error=answer.fetch_error,
            cost=cost,
        )


def _ended(error: FetchError | None) -> Ended:
    if error is None:
        return "done"
    if error.code in _REFUSED:
        return "refused"
    return "budget" if error.code in _OVER else "failed"
