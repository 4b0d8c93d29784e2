"""The worker processes of a crawl: started apart from the terminal, and ended with the process that started them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import current_process, get_context, parent_process

from indexaudit.errors import ConfigError

__all__ = ["cores", "kept_from_interrupts", "kill", "own_executor", "ready"]


def cores() -> int:
    """How many this process may use: of a container's, not of the machine's."""
    allowed: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def own_executor(workers: int | None) -> ProcessPoolExecutor:
    """Processes that are started anew and inherit nothing (``spawn``), one for each core unless said otherwise.

    Raises :class:`ConfigError` in a process that is being started itself: it imports the script that crawls.
    """
    if getattr(current_process(), "_inheriting", False):
        raise ConfigError(
            'a script that crawls does so below `if __name__ == "__main__":`, for its workers import it; or pass an '
            "executor, such as a ThreadPoolExecutor"
        )
    return ProcessPoolExecutor(workers or cores(), mp_context=get_context("spawn"), initializer=_settle_in)


def ready() -> bool:
    """Says that a worker works."""
    return True


@contextmanager
def kept_from_interrupts() -> Iterator[None]:
    """Processes that are started inside never see SIGINT: a terminal sends it to them too, and how a crawl ends is
    decided by the process that crawls. One that comes meanwhile comes to that process afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def kill(executor: Executor) -> None:
    """End the processes of an executor where they stand; one that has none goes on."""
    for process in list((getattr(executor, "_processes", None) or {}).values()):
        process.kill()


def _settle_in() -> None:
    """Runs first in each worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker that waits for work would wait for ever when the crawl is killed: its queue has no end of file, for each
    worker holds both ends."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
