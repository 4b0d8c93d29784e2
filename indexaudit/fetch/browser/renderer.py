"""Pages that were fetched, rendered one after another by one browser, which lives in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from indexaudit.config import Config
from indexaudit.fetch.browser import chromium
from indexaudit.fetch.browser.interception import PageRequests
from indexaudit.fetch.browser.page import BUSY, HEIGHT, WIDTH, read, rest
from indexaudit.fetch.browser.resources import Resources, Visit
from indexaudit.looks import Cost, Rendered, RenderEnded
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import read_url

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, CDPSession

__all__ = ["Renderer"]

_GRACE: Final = 15.0
"""Seconds beyond its budget after which a page is given up together with the browser: for opening, reading, closing."""
_CLOSING: Final = 5.0
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Renderer:
    """One browser for any number of pages, from any thread; it starts with the first and ends with :meth:`close`.

    ``options`` are those of :class:`indexaudit.fetch.fetcher.Fetcher` for the doors to what pages ask for: for tests.

    Raises :class:`BrowserMissing` when Playwright or Chromium is not installed, and :class:`ConfigError`.
    """

    def __init__(self, config: Config, options: Mapping[str, Any] | None = None) -> None:  # Any: options of Fetcher
        self._config = config
        self._options = options
        self._path = chromium.find()
        self._turn = threading.Lock()
        self._engine: _Engine | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def render(self, page: Snapshot, *, trusted: bool = False, headers: Mapping[str, str] = _NONE) -> Rendered:
        """The page as scripts make it, of the very answer that the snapshot holds. Never raises for what a page does.

        ``trusted``: it came from an address that is not public, because the caller typed its host; the page may then
        ask that host for more. ``headers`` go to the origin of the address that was asked for, with all that the page
        asks for there.
        """
        with self._turn:
            began = time.monotonic()
            if self._engine is None:
                self._engine = _Engine(self._path, self._config, self._options)
            rendered = self._engine.render(page, trusted=trusted, headers=headers, began=began)
            if self._engine.broken:
                self._engine.close()
                self._engine = None
            return rendered

    def close(self) -> None:
        """End the browser and the doors."""
        with self._turn:
            if self._engine is not None:
                self._engine.close()
                self._engine = None


class _Engine:
    """The thread, its event loop, and the browser in it."""

    def __init__(self, path: str, config: Config, options: Mapping[str, Any] | None) -> None:  # Any: see Renderer
        self._path = path
        self._config = config
        self.broken = False
        self._why = ""
        self._resources = Resources(config, options)
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._browser: Browser | None = None
        self._session: CDPSession | None = None
        self._requests: PageRequests | None = None
        self._answering: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        # A thread of its own: Playwright's loop cannot run where the caller has one (a notebook, an async server).
        self._thread = threading.Thread(target=self._run, name="indexaudit-browser", daemon=True)
        self._thread.start()
        self._ready.wait()

    def render(self, page: Snapshot, *, trusted: bool, headers: Mapping[str, str], began: float) -> Rendered:
        url = page.exchange.final_url if page.exchange is not None else page.url
        if self._browser is None:
            self.broken = True
            return _nothing(url, "unavailable", self._why, began)
        visit = Visit(
            page=read_url(url), asked=read_url(page.url), trusted=trusted, robots=page.robots or (), headers=headers
        )
        self._resources.begin(visit)
        work = asyncio.run_coroutine_threadsafe(self._render(page, url, visit, began), self._loop)
        try:
            return work.result(self._config.limits.render_seconds + 2 * _GRACE)
        except TimeoutError:
            self.broken = True
            return _nothing(url, "failed", "the browser does not answer", began)

    def close(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended with a browser that did not start
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(2 * _CLOSING)
        self._resources.close()

    # --- in the thread ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        except Exception as error:
            self._why = f"the browser could not be started ({_first_line(error)})"
        finally:
            self._browser = None
            self._ready.set()
            self._loop.run_until_complete(self._finish())
            self._loop.close()

    async def _serve(self) -> None:
        async with chromium.running(self._path) as browser:
            self._session = await browser.new_browser_cdp_session()
            self._session.on("Fetch.requestPaused", self._paused)
            await self._session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})
            self._browser = browser
            self._ready.set()
            await self._stop.wait()

    async def _finish(self) -> None:
        """End what is still under way: a page whose caller was interrupted, and answers that nobody waits for."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._loop.shutdown_asyncgens()

    def _paused(self, event: Mapping[str, Any]) -> None:  # Any: an event of the browser's protocol
        task = self._loop.create_task(self._answer(event))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, event: Mapping[str, Any]) -> None:  # Any: see above
        from playwright.async_api import Error

        assert self._session is not None  # noqa: S101 - requests are paused by it
        with contextlib.suppress(Error):  # the page is gone, and nobody waits for the answer
            if self._requests is not None:
                await self._requests.answer(event)
            else:
                await self._session.send(
                    "Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"}
                )

    async def _render(self, page: Snapshot, url: str, visit: Visit, began: float) -> Rendered:
        from playwright.async_api import Error

        assert self._browser is not None  # noqa: S101 - asked before
        context: BrowserContext | None = None
        try:
            async with asyncio.timeout(self._config.limits.render_seconds + _GRACE):
                context = await self._browser.new_context(
                    viewport={"width": WIDTH, "height": HEIGHT},
                    service_workers="block",
                    accept_downloads=False,
                    locale="en-US",
                )
                return await self._look(context, page, url, visit, began)
        except (Error, TimeoutError) as error:
            self.broken = not self._browser.is_connected() or isinstance(error, TimeoutError)
            said = "the browser does not answer" if isinstance(error, TimeoutError) else _first_line(error)
            return _nothing(url, "failed", said, began, self._requests)
        finally:
            if self._requests is not None:
                self._requests.close()
                self._requests = None
            if context is not None:
                try:
                    await asyncio.wait_for(context.close(), _CLOSING)
                except (Error, TimeoutError):
                    self.broken = True

    async def _look(self, context: BrowserContext, page: Snapshot, url: str, visit: Visit, began: float) -> Rendered:
        from playwright.async_api import Error

        assert self._session is not None  # noqa: S101 - the browser has one
        limits = self._config.limits
        tab = await context.new_page()
        crashed = asyncio.Event()
        tab.on("crash", lambda _: crashed.set())
        # Windows beside the page are closed when they come; what they ask for gets no answer in the first place.
        context.on("page", lambda other: asyncio.ensure_future(_shut(other)))
        session = await context.new_cdp_session(tab)
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        requests = self._requests = PageRequests(
            page=page, frame=frame, visit=visit, session=self._session, resources=self._resources, limits=limits
        )
        started = self._loop.time()

        def left() -> float:
            return started + limits.render_seconds - self._loop.time() if not crashed.is_set() else 0.0

        ended: RenderEnded = "idle"
        over: str | None = None
        try:
            await tab.goto(url, wait_until="commit", timeout=limits.render_seconds * 1000)
            over = await rest(tab, session, requests, left)
        except Error as error:
            if not requests.served:
                return _nothing(url, "failed", f"the browser did not open the page ({_first_line(error)})", began)
            over = _first_line(error)
        if over is not None:
            ended = "budget"
        document = await read(session, limits.body_bytes, busy=over == BUSY) if not crashed.is_set() else None
        requests.close()
        if document is None:
            said = "the page made the browser crash" if crashed.is_set() else f"{over or 'it'} and could not be read"
            return _nothing(url, "failed", said, began, requests)
        return Rendered(
            url=url,
            final_url=document.url,
            html=document.html,
            truncated=document.truncated,
            requests=requests.requests,
            blocked=requests.blocked.total(),
            blocked_by=tuple(sorted(requests.blocked.items())),
            left_for=requests.left_for,
            ended=ended,
            reason=over or "",
            cost=_cost(requests, began),
        )


async def _shut(page: Any) -> None:  # Any: Playwright's Page
    from playwright.async_api import Error

    with contextlib.suppress(Error):
        await page.close()


def _cost(requests: PageRequests | None, began: float) -> Cost:
    seconds = round(time.monotonic() - began, 3)
    if requests is None:
        return Cost(seconds=seconds)
    return Cost(requests=requests.cost.requests, bytes=requests.cost.bytes, seconds=seconds)


def _nothing(url: str, ended: RenderEnded, reason: str, began: float, requests: PageRequests | None = None) -> Rendered:
    return Rendered(url=url, final_url=url, ended=ended, reason=reason, cost=_cost(requests, began))


def _first_line(error: BaseException) -> str:
    """Playwright's messages go on with a log of what it did."""
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]
