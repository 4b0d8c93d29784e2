"""What a page in the browser asks for, fetched through the guarded door: several at once, and without cookies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from indexaudit.config import Config
from indexaudit.fetch.failures import Failed, failure
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.fetch.hops import refuse
from indexaudit.fetch.robots import RobotsFiles
from indexaudit.looks import NO_COST, Cost
from indexaudit.snapshot import Headers, RobotsFile
from indexaudit.web.urls import Url, read_url

__all__ = ["CONNECTIONS", "Answer", "Request", "Resources", "Visit"]

CONNECTIONS: Final = 4
"""Requests of a page that are under way at once; a browser has six to each host."""
_ORIGINS: Final = 200
"""Origins whose robots.txt is kept from page to page: below what :class:`RobotsFiles` keeps, since a page names at most
``Limits.render_requests`` more and none may be lost while it is asked for."""
_NEVER_SENT: Final = frozenset(
    {"accept-encoding", "connection", "content-length", "cookie", "cookie2", "expect", "host", "keep-alive", "te",
     "trailer", "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent"}
)  # fmt: skip
"""Headers of the browser that are ours to say, or that nobody should."""


@dataclass(slots=True, kw_only=True)
class Visit:
    """The page on whose behalf its requests are made."""

    page: Url
    """The address that had answered."""
    asked: Url
    """The address that was asked for: the caller's headers are for its origin."""
    trusted: bool
    """The page came from an address that is not public, because the caller typed its host."""
    robots: tuple[RobotsFile, ...] = ()
    """What is known already."""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The caller's own, for the origin of the address that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request of the browser."""

    url: str
    method: str
    """``GET``, ``HEAD`` or ``OPTIONS``."""
    headers: Mapping[str, str]
    seconds: float
    """Until when it must be answered, from now."""
    most: int
    """Bytes of the decoded body that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the door says to a request, and what it cost."""

    failed: str = ""
    """Code of the fault that came instead of an answer; empty for any answer of HTTP."""
    status: int = 0
    headers: Headers = ()
    body: bytes = b""
    cost: Cost = NO_COST


class _Door(Fetcher):
    """A fetcher that asks for one thing, with the method and headers of a browser and no redirects."""

    def ask(self, request: Request, visit: Visit, robots: RobotsFiles) -> Answer:
        """Never raises for what the network does."""
        self._robots = robots
        sent, received, began = self._gate.sent, self._session.received, self._clock()
        found = self._found(request, visit)
        cost = Cost(
            requests=self._gate.sent - sent,
            bytes=self._session.received - received,
            seconds=round(self._clock() - began, 3),
        )
        return Answer(failed=found.failed, status=found.status, headers=found.headers, body=found.body, cost=cost)

    def _found(self, request: Request, visit: Visit) -> Answer:
        try:
            read = read_url(request.url)
            refuse(read, 0, visit.page)
            # Another port of the host is another server, of which the caller has said nothing.
            own = visit.trusted and (read.host, read.port) == (visit.page.host, visit.page.port)
            self._gate.trusted = read.host.strip("[]").rstrip(".") if own else None
            with self._dog.until(request.seconds) as watch:
                file = self._robots_txt(read, None, watch.left())
                brand = self._config.brand
                if not (self._config.own_robots_txt == "ignore" and brand is not None and brand.owns(read.host)):
                    error = self._robots.refusal(file.url, read.href, 0)
                    if error is not None:
                        raise Failed(error)
                answer = self._ask(
                    read.href, watch, _headers(request, read, visit), 0, request.most, method=request.method
                )
            if answer.truncated:
                # Half a script is none, and half of the data is wrong data.
                raise failure("too_large_decoded", f"more than {request.most} bytes")
        except Failed as failed:
            return Answer(failed=failed.error.code)
        except ValueError:
            return Answer(failed="invalid_url")
        return Answer(status=answer.status, headers=answer.headers, body=answer.body)


def _headers(request: Request, read: Url, visit: Visit) -> dict[str, str]:
    """What the browser says, for it has asked the other origin by a preflight before it says more than any page may;
    and what the caller says to the origin of the page."""
    home = (read.scheme, read.host, read.port) == (visit.asked.scheme, visit.asked.host, visit.asked.port)
    sent = {
        name: value
        for name, value in request.headers.items()
        if name.lower() not in _NEVER_SENT
        and not name.lower().startswith(("sec-", "proxy-"))
        and value.isascii()
        and value.isprintable()
    }
    return {**sent, **(visit.headers if home else {})}


class _SharedRobots(RobotsFiles):
    """For several threads: two that want the same file ask for it once."""

    def __init__(self, config: Config) -> None:
        super().__init__(agent=config.user_agent, failures=config.robots_txt_failures)
        self._locks: dict[str, threading.Lock] = {}

    def at(self, address: str, ask: Callable[[], RobotsFile]) -> RobotsFile:
        with self._locks.setdefault(address, threading.Lock()):
            return super().at(address, ask)

    def __len__(self) -> int:
        return len(self._origins)


class Resources:
    """Some doors, each in a thread of its own, and the robots.txt files that they share."""

    def __init__(self, config: Config, options: Mapping[str, Any] | None = None) -> None:  # Any: options of Fetcher
        self._config = config
        self._options = options or {}
        self._robots = _SharedRobots(config)
        self._own = threading.local()
        self._doors: list[_Door] = []
        self._pool = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="indexaudit-render")

    def begin(self, visit: Visit) -> None:
        """A new page: what its fetch learned of robots.txt is not asked for again."""
        if len(self._robots) > _ORIGINS:
            self._robots = _SharedRobots(self._config)
        for file in visit.robots:
            self._robots.at(file.url, lambda file=file: file)  # type: ignore[misc]  # bound at once

    def ask(self, request: Request, visit: Visit) -> Future[Answer]:
        """What a request is answered, in time."""
        return self._pool.submit(self._ask, request, visit)

    def _ask(self, request: Request, visit: Visit) -> Answer:
        door: _Door | None = getattr(self._own, "door", None)
        if door is None:
            door = self._own.door = _Door(self._config, **self._options)
            self._doors.append(door)
        return door.ask(request, visit, self._robots)

    def close(self) -> None:
        """Close every connection. What is under way ends at its own deadline, and nobody waits for it."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for door in self._doors:
            door.close()
