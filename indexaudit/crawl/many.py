"""Several addresses to audits, in the order given: fetched in threads, judged in an executor or here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final

from indexaudit.audit import audit_snapshot
from indexaudit.config import Config
from indexaudit.crawl.fetching import Fetched, Fetches, Job
from indexaudit.crawl.packing import unpack
from indexaudit.crawl.scope import host_key
from indexaudit.crawl.work import Work, judge_page, pack, pack_config
from indexaudit.errors import IndexAuditError, InvalidURL
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.looker import Looker
from indexaudit.model import PageAudit
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import read_url

__all__ = ["audit_many"]

_AHEAD: Final = 64
"""Addresses that are under way or wait for those before them."""


@dataclass(slots=True, eq=False)
class _Page:
    url: str
    host: str
    job: int | None = None
    snapshot: Snapshot | None = None
    error: BaseException | None = None
    judged: Future[bytes] | None = None

    @property
    def came(self) -> bool:
        return self.snapshot is not None or self.judged is not None or self.error is not None


def audit_many(
    urls: Iterable[str],
    config: Config,
    *,
    executor: Executor | None = None,
    connections: int = 8,
    fetcher: Callable[[], Fetcher] | None = None,
) -> Iterator[PageAudit]:
    """Each address's audit, in the order given; at most 64 are read ahead.

    Up to ``connections`` hosts at once, each by one connection and at the pace of ``Limits.delay_seconds``. Without an
    ``executor`` pages are judged in the calling thread. Raises :class:`InvalidURL` and :class:`AddressNotAllowed` when
    the turn of the address comes that is the cause, and :class:`IndexAuditError` when the executor breaks or is shut.
    """
    run = _Run(config, executor, connections, fetcher or (lambda: Fetcher(config)))
    source = iter(urls)
    try:
        while run.fill(source):
            yield run.next()
    finally:
        run.close()


class _Run:
    def __init__(
        self, config: Config, executor: Executor | None, connections: int, fetcher: Callable[[], Fetcher]
    ) -> None:
        self._config = config
        self._executor = executor
        self._packed = pack_config(config) if executor is not None else b""
        self._events: SimpleQueue[Fetched] = SimpleQueue()
        # A host stays with one thread, whose fetcher keeps its pace.
        self._fetches = Fetches(
            connections, fetcher, self._events, pinned=True, look=lambda fetcher: Looker(config, fetcher)
        )
        self._waiting: deque[_Page] = deque()
        self._asked: dict[int, _Page] = {}
        self._number = 0

    def fill(self, source: Iterator[str]) -> bool:
        """Read ahead; whether there is a page to come."""
        while len(self._waiting) < _AHEAD and (url := next(source, None)) is not None:
            page = _Page(url, "")
            try:
                page.host = host_key(read_url(url).href)
            except InvalidURL as error:
                page.error = error
            self._waiting.append(page)
        return bool(self._waiting)

    def next(self) -> PageAudit:
        """The audit of the page whose turn it is."""
        while not self._waiting[0].came:
            self._start()
            self._take(self._events.get())
        self._start()
        page = self._waiting.popleft()
        if page.error is not None:
            raise page.error
        if page.judged is not None:
            return PageAudit.from_json(unpack(Work.of(_result(page)).audit))
        assert page.snapshot is not None  # noqa: S101 - it came
        return audit_snapshot(page.snapshot, self._config)

    def close(self) -> None:
        self._fetches.close()
        for page in self._waiting:
            if page.judged is not None:
                page.judged.cancel()

    def _start(self) -> None:
        for page in self._waiting:
            if page.job is None and not page.came and self._fetches.may_start(page.host):
                self._number += 1
                page.job = self._number
                self._asked[page.job] = page
                self._fetches.start(Job(kind="page", id=page.job, url=page.url, host=page.host))

    def _take(self, event: Fetched) -> None:
        self._fetches.done(event.job)
        page = self._asked.pop(event.job.id)
        page.error = event.error or event.bug
        if event.snapshot is None or self._executor is None:
            page.snapshot = event.snapshot
            return
        try:
            page.judged = self._executor.submit(judge_page, pack(event.snapshot), self._packed)
        except RuntimeError as error:  # it is broken, or was shut down
            page.error = _no_executor(page.url, error)


def _result(page: _Page) -> bytes:
    assert page.judged is not None  # noqa: S101 - it was sent
    try:
        return page.judged.result()
    except (BrokenExecutor, CancelledError) as error:
        raise _no_executor(page.url, error) from error


def _no_executor(url: str, error: BaseException) -> IndexAuditError:
    why = str(error) or type(error).__name__
    return IndexAuditError(f"{url}: the executor that was given did not judge it ({why}); pass one that works")
