"""Fetching in threads: each has a fetcher of its own, and one job at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, Literal

from indexaudit.errors import IndexAuditError
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.fetch.visits import Validators
from indexaudit.looking.looker import Looker
from indexaudit.snapshot import RobotsFile, Snapshot

__all__ = ["Fetched", "Fetches", "Job"]

Kind = Literal["robots", "sitemap", "feed", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One address to be asked for."""

    kind: Kind
    id: int
    """Of the page, sitemap or feed in the store; 0 for a robots.txt."""
    url: str
    host: str
    unless: Validators | None = None
    most: int | None = None
    """Bytes of the decoded body; null: as for a page."""
    follow: bool = True
    """Whether redirects are followed, or are the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of it: one of the three is there."""

    job: Job
    snapshot: Snapshot | None = None
    robots: RobotsFile | None = None
    error: IndexAuditError | None = None
    """The address may not be asked for, or is none."""
    bug: BaseException | None = None
    """Whatever else was raised, a configuration that cannot be fetched with among it."""


class Fetches:
    """Some threads that fetch. A host stays with the thread that asked it last, whose connection and robots.txt it has,
    unless that one is busy with another host and the hosts are not ``pinned``.
    """

    def __init__(
        self,
        count: int,
        make: Callable[[], Fetcher],
        results: SimpleQueue[Any],
        *,
        pinned: bool = False,
        look: Callable[[Fetcher], Looker] | None = None,
    ) -> None:
        """``results`` is given a :class:`Fetched` for every job. ``make`` is called in the thread, as is ``look``, for
        what is looked at beside a page. ``pinned``: a host never changes its thread, whose fetcher then keeps the
        host's pace."""
        self._threads = [_Worker(make, results, look) for _ in range(count)]
        self._pinned = pinned
        self._of: dict[str, _Worker] = {}
        self._busy: dict[Job, _Worker] = {}

    def idle(self) -> int:
        """How many more jobs can be taken now."""
        return len(self._threads) - len(self._busy)

    def may_start(self, host: str) -> bool:
        """Whether a job of this host can be taken now, and none of it is under way."""
        return all(job.host != host for job in self._busy) and self._worker(host) is not None

    def start(self, job: Job) -> None:
        """Ask. :meth:`idle` must not be 0, and :meth:`may_start` must hold for the host when hosts are pinned."""
        worker = self._worker(job.host)
        assert worker is not None  # noqa: S101 - idle, or may_start
        self._of[job.host] = self._busy[job] = worker
        worker.ask(job)

    def _worker(self, host: str) -> _Worker | None:
        busy = set(self._busy.values())
        own = self._of.get(host)
        if own is not None and (own not in busy or self._pinned):
            return own if own not in busy else None
        return next((thread for thread in self._threads if thread not in busy), None)

    def done(self, job: Job) -> None:
        """The result of a job was taken: its thread may be given another."""
        self._busy.pop(job, None)

    def close(self) -> None:
        """End the threads. What is under way ends at its own deadline, and nobody waits for it."""
        for worker in self._threads:
            worker.end()


class _Worker:
    def __init__(
        self, make: Callable[[], Fetcher], results: SimpleQueue[Any], look: Callable[[Fetcher], Looker] | None
    ) -> None:
        self._make = make
        self._results = results
        self._look = look
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._started = False

    def ask(self, job: Job) -> None:
        if not self._started:  # a crawl of one host needs one thread
            self._started = True
            Thread(target=self._run, daemon=True, name="indexaudit-fetch").start()
        self._jobs.put(job)

    def end(self) -> None:
        self._jobs.put(None)

    def _run(self) -> None:
        fetcher: Fetcher | None = None
        looker: Looker | None = None
        while (job := self._jobs.get()) is not None:
            try:
                fetcher = fetcher or self._make()
                looker = looker or (self._look(fetcher) if self._look else None)
            except BaseException as error:
                self._results.put(Fetched(job=job, bug=error))
                continue
            try:
                self._results.put(_fetched(fetcher, job, looker))
            except IndexAuditError as error:
                self._results.put(Fetched(job=job, error=error))
            except BaseException as error:
                self._results.put(Fetched(job=job, bug=error))
        if looker is not None:
            looker.close()
        if fetcher is not None:
            fetcher.close()


def _fetched(fetcher: Fetcher, job: Job, looker: Looker | None) -> Fetched:
    if job.kind == "robots":
        return Fetched(job=job, robots=fetcher.robots_txt(job.url))
    snapshot = fetcher.fetch(job.url, unless=job.unless, most=job.most, follow=job.follow)
    return Fetched(job=job, snapshot=looker.look(snapshot) if looker is not None else snapshot)
