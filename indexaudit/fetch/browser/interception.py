"""Every request of the browser, and what it is told: the page that we have, what the door gets, or that there is none.

Requests are paused for the whole browser, so that there is no frame, worker, prefetch or window whose requests do not
come by, and redirects come by hop for hop. What cannot be paused (WebSocket, WebRTC, WebTransport) finds no network.
"""

from __future__ import annotations

import asyncio
import base64
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urldefrag

from indexaudit.config import Limits
from indexaudit.fetch.browser.resources import CONNECTIONS, Answer, Request, Resources, Visit
from indexaudit.looks import NO_COST, Cost
from indexaudit.snapshot import Headers, Snapshot

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

__all__ = ["PageRequests"]

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that ask for nothing to be done (RFC 9110 §9.2.1): a page that is looked at must not change anything."""
_UNSEEN: Final[Mapping[str, str]] = {
    "Media": "media",
    "Font": "fonts",
    "TextTrack": "media",
    "Manifest": "manifests",
    "Ping": "pings",
    "CSPViolationReport": "reports",
    "SignedExchange": "prefetches",
    "FedCM": "logins",
}
"""Types of resources that no text, tag or link depends on. Images are another matter: see :data:`_PIXEL`."""
_PIXEL: Final = base64.b64encode(
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00"
    b"\x01\x00\x00\x02\x02D\x01\x00;"
).decode("ascii")
"""Stands in for every image: one that failed would make scripts take it out, or put another in its place."""
_DROPPED: Final = frozenset(
    {"connection", "content-encoding", "content-length", "keep-alive", "set-cookie", "set-cookie2", "transfer-encoding"}
)
"""Headers of answers that are no longer true of the decoded body, or that would make the next page know of this one."""
_REASONS: Final[Mapping[str, str]] = {
    "robots_disallowed": "robots.txt forbids",
    "robots_unreachable": "no robots.txt to be had",
    "blocked_address": "addresses that are not public",
    "blocked_port": "ports that are not of the web",
    "too_large_decoded": "too large",
    "too_large_wire": "too large",
    "budget": "beyond the budget",
}


class PageRequests:
    """The requests of one page, from the first to the last."""

    def __init__(
        self, *, page: Snapshot, frame: str, visit: Visit, session: CDPSession, resources: Resources, limits: Limits
    ) -> None:
        """``frame``: id of the main frame. ``session``: one of the browser, whose requests it pauses."""
        self._page = page
        self._frame = frame
        self._visit = visit
        self._session = session
        self._resources = resources
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._ends = self._loop.time() + limits.render_seconds
        self._closed = False
        self._pending = 0
        self._asked = 0
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self.served = False
        """Whether the browser has been given the page."""
        self.requests = 0
        """Requests of the page that were let through."""
        self.blocked: Counter[str] = Counter()
        """Those that were not, by reason."""
        self.left_for: str | None = None
        """Where scripts first tried to lead the reader. Not followed."""
        self.cost = NO_COST
        self.over: str | None = None
        """The budget that was used up, in words."""
        self.last = self._loop.time()
        """When a request was let through or answered last."""

    @property
    def quiet(self) -> float:
        """Seconds for which nothing was asked for and no answer was waited for."""
        return 0.0 if self._pending else self._loop.time() - self.last

    def close(self) -> None:
        """What is asked from now on gets no answer."""
        self._closed = True

    async def answer(self, event: Mapping[str, Any]) -> None:  # Any: an event of the browser's protocol
        """One paused request. Exceptions of Playwright pass: the page may be gone by now."""
        request = event["request"]
        url, method, kind = str(request["url"]), str(request["method"]), str(event.get("resourceType", ""))
        headers = {str(name).lower(): str(value) for name, value in request["headers"].items()}
        if self._is_page(event, kind):
            self.served = True
            text = self._page.text
            body = self._page.body if text is None else text.encode("utf-8", "replace")
            await self._give(event, self._status(), _page_headers(self._page), body)
        elif reason := self._refusal(event, url, method, kind, headers):
            self.blocked[reason] += 1
            await self._refuse(event)
        elif kind == "Image" or headers.get("accept", "").startswith("image/"):
            self.blocked["images"] += 1
            await self._give_pixel(event)
        elif self.over is not None or not self._may_ask():
            self.blocked["beyond the budget"] += 1
            await self._refuse(event)
        else:
            await self._ask(event, url, method, request["headers"])

    def _is_page(self, event: Mapping[str, Any], kind: str) -> bool:
        return not self.served and not self._closed and kind == "Document" and event.get("frameId") == self._frame

    def _status(self) -> int:
        return self._page.exchange.status if self._page.exchange is not None else 200

    def _refusal(
        self, event: Mapping[str, Any], url: str, method: str, kind: str, headers: Mapping[str, str]
    ) -> str | None:
        if self._closed:
            return "after the end"
        if not url.startswith(("http://", "https://")):
            return "other schemes"
        if kind == "Document":
            if event.get("frameId") != self._frame:
                return "frames"
            self.left_for = self.left_for or urldefrag(url).url
            return "navigations"
        if method not in _SAFE:
            return f"method {method[:10]}"
        if headers.get("service-worker") == "script":
            return "service workers"
        if "prefetch" in headers.get("sec-purpose", "") or "prefetch" in headers.get("purpose", ""):
            return "prefetches"
        if kind == "EventSource" or headers.get("accept") == "text/event-stream":
            return "streams"
        return _UNSEEN.get(kind)

    def _may_ask(self) -> bool:
        if self._asked >= self._limits.render_requests:
            self.over = f"it asked for more than {self._limits.render_requests} things"
        return self.over is None

    async def _ask(self, event: Mapping[str, Any], url: str, method: str, headers: Mapping[str, Any]) -> None:
        self._asked += 1
        self._pending += 1
        self.last = self._loop.time()
        try:
            # What is left of the bytes is known when its turn comes.
            async with self._turns:
                answer = await self._answered(url, method, headers)
            await self._pass_on(event, answer)
        finally:
            self._pending -= 1
            self.last = self._loop.time()

    async def _answered(self, url: str, method: str, headers: Mapping[str, Any]) -> Answer:
        left = self._limits.render_bytes - self.cost.bytes
        if self._closed or left <= 0:
            return Answer(failed="budget")
        request = Request(
            url=urldefrag(url).url,
            method=method,
            headers={str(name): str(value) for name, value in headers.items()},
            seconds=max(0.001, min(self._limits.fetch_seconds, self._ends - self._loop.time())),
            most=min(self._limits.body_bytes, left),
        )
        answer = await asyncio.wrap_future(self._resources.ask(request, self._visit))
        # Seconds of requests that go on at once are not added up; the caller knows how long all took.
        self.cost += Cost(requests=answer.cost.requests, bytes=answer.cost.bytes)
        cut = answer.failed.startswith("too_large") and request.most < self._limits.body_bytes
        if cut or self.cost.bytes > self._limits.render_bytes:
            self.over = f"it asked for more than {self._limits.render_bytes:,} bytes"
        return answer

    async def _pass_on(self, event: Mapping[str, Any], answer: Answer) -> None:
        reason = _REASONS.get(answer.failed)
        if reason is None:
            self.requests += 1
        else:
            self.blocked[reason] += 1
        if answer.failed or self._closed:
            await self._refuse(event, "Failed")
            return
        await self._give(event, answer.status, answer.headers, answer.body)

    async def _give(self, event: Mapping[str, Any], status: int, headers: Headers, body: bytes) -> None:
        told = [{"name": name, "value": value} for name, value in headers if name.lower() not in _DROPPED]
        await self._session.send(
            "Fetch.fulfillRequest",
            {
                "requestId": event["requestId"],
                "responseCode": status,
                "responseHeaders": told,
                "body": base64.b64encode(body).decode("ascii"),
            },
        )

    async def _give_pixel(self, event: Mapping[str, Any]) -> None:
        headers = [
            {"name": "Content-Type", "value": "image/gif"},
            {"name": "Access-Control-Allow-Origin", "value": "*"},
        ]
        await self._session.send(
            "Fetch.fulfillRequest",
            {"requestId": event["requestId"], "responseCode": 200, "responseHeaders": headers, "body": _PIXEL},
        )

    async def _refuse(self, event: Mapping[str, Any], why: str = "Aborted") -> None:
        await self._session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": why})


def _page_headers(page: Snapshot) -> Headers:
    """As they came, with what the body is where it is text already."""
    headers = page.exchange.headers if page.exchange is not None else None
    kept = tuple((name, value) for name, value in headers or ())
    if page.text is not None:
        kept = tuple((name, value) for name, value in kept if name.lower() != "content-type")
        media_type = page.exchange.media_type if page.exchange is not None else None
        return (*kept, ("Content-Type", f"{media_type or 'text/html'}; charset=utf-8"))
    return kept
