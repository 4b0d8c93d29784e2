"""Judging in the workers of an executor: what a crash of one costs is one page."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Final

from indexaudit.crawl.work import Work, judge_page
from indexaudit.crawl.workers import kept_from_interrupts, kill, own_executor, ready
from indexaudit.errors import ConfigError, IndexAuditError

__all__ = ["Done", "Judged", "Judging"]

_LONGEST: Final = 120.0
"""Seconds after which a worker is taken for hung. A page takes three at most (SECURITY.md)."""
_START: Final = 120.0
"""Seconds that a new worker may take to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of one page."""

    page: int
    work: Work | None
    """Null when its worker died of it, or hung."""
    bug: BaseException | None = None
    """What was raised instead of judging it: a fault of ours, of the caller's rules or of the caller's executor."""


@dataclass(slots=True)
class _Sent:
    page: int
    snapshot: bytes
    future: Future[bytes]
    since: float


class Judging:
    """Pages under way in an executor.

    An executor that we made is made anew when one of its processes dies. Which page killed it nobody tells: those that
    were under way are judged again one by one, and the one that kills it again is given up.
    """

    def __init__(
        self,
        config: bytes,
        results: SimpleQueue[Any],
        *,
        executor: Executor | None,
        workers: int | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``results`` is given a :class:`Judged` for every page. ``executor``: the caller's, which is not shut down."""
        self._config = config
        self._results = results
        self._given = executor
        self._workers = workers
        self._clock = clock
        self._executor = executor if executor is not None else own_executor(workers)
        self._proved = False
        """A worker has judged a page."""
        self._sent: dict[int, _Sent] = {}
        self._suspects: deque[tuple[int, bytes]] = deque()
        self._alone: int | None = None
        """The suspect that is judged by itself."""
        self._generation = 0

    def __len__(self) -> int:
        """Pages under way."""
        return len(self._sent) + len(self._suspects)

    def send(self, page: int, snapshot: bytes) -> None:
        """Judge a page."""
        if self._suspects or self._alone is not None:
            self._suspects.append((page, snapshot))
            return
        self._submit(page, snapshot)

    def check(self) -> None:
        """End a worker that hangs: to be called every few seconds."""
        late = self._clock() - _LONGEST
        if self._given is None and any(sent.since < late and not sent.future.done() for sent in self._sent.values()):
            kill(self._executor)

    def settle(self, page: int, generation: int, future: Future[bytes]) -> None:
        """A future is done: called in the main thread with what :meth:`send` put into the queue."""
        sent = self._sent.get(page)
        if sent is None or generation != self._generation or sent.future is not future:
            return  # of an executor that is gone
        error = None if future.cancelled() else future.exception()
        if isinstance(error, BrokenExecutor):
            self._broken()
            return
        del self._sent[page]
        if future.cancelled():
            error = IndexAuditError("the executor that was given has cancelled its work; keep it open for the crawl")
        self._proved = self._proved or error is None
        self._results.put(
            Judged(page=page, work=Work.of(future.result()))
            if error is None
            else Judged(page=page, work=None, bug=error)
        )
        if self._alone == page:
            self._alone = None
            self._next_suspect()

    def close(self, *, at_once: bool) -> None:
        """Shut our own executor down; ``at_once`` ends its processes where they stand. Of the caller's nothing is
        waited for that has not begun."""
        if self._given is not None:
            for sent in self._sent.values():
                sent.future.cancel()
            return
        if at_once:
            kill(self._executor)
        self._executor.shutdown(wait=not at_once, cancel_futures=True)

    def _submit(self, page: int, snapshot: bytes) -> None:
        generation = self._generation
        try:
            with kept_from_interrupts():
                future = self._executor.submit(judge_page, snapshot, self._config)
        except BrokenExecutor:
            # It died before this page came to it.
            self._alone = None
            self._suspects.appendleft((page, snapshot))
            self._broken()
            return
        except RuntimeError as error:  # what concurrent.futures raises after a shutdown
            said = f"the executor that was given takes no work ({error}); keep it open until the crawl has ended"
            raise IndexAuditError(said) from error
        self._sent[page] = _Sent(page, snapshot, future, self._clock())
        future.add_done_callback(lambda done: self._results.put(Done(page, generation, done)))

    def _broken(self) -> None:
        """A process died: start anew, and find out of which page."""
        guilty, self._alone = self._alone, None
        waiting = [(sent.page, sent.snapshot) for sent in self._sent.values() if sent.page != guilty]
        self._sent.clear()
        self._generation += 1
        if guilty is not None:
            self._results.put(Judged(page=guilty, work=None))
        self._suspects.extendleft(reversed(waiting))
        if self._given is None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        # A broken executor of the caller cannot be made anew by us.
        self._given = None
        self._executor = own_executor(self._workers)
        if not self._proved:
            self._prove()
        self._next_suspect()

    def _prove(self) -> None:
        """Raise :class:`ConfigError` when no worker can be started at all: no page is to blame then."""
        try:
            with kept_from_interrupts():
                started = self._executor.submit(ready)
            started.result(timeout=_START)
        except (BrokenExecutor, TimeoutError) as error:
            with suppress(RuntimeError):
                self._executor.shutdown(wait=False, cancel_futures=True)
            raise ConfigError(
                'no worker process can be started; a script that crawls does so below `if __name__ == "__main__":` '
                "(its workers import it), or passes an executor, such as a ThreadPoolExecutor"
            ) from error
        self._proved = True

    def _next_suspect(self) -> None:
        if self._suspects and self._alone is None:
            page, snapshot = self._suspects.popleft()
            self._alone = page
            self._submit(page, snapshot)


@dataclass(frozen=True, slots=True)
class Done:
    """A future that ended: :meth:`Judging.settle` is to be called with it, in the main thread."""

    page: int
    generation: int
    future: Future[bytes]
