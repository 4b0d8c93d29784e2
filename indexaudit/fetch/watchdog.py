"""An absolute deadline for work on sockets: when it passes, the socket is shut down under whoever reads it.

Time-outs of sockets bound one silence, not the whole: a server that sends a byte a second is never silent.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import socket
import threading
import time
from types import TracebackType
from typing import Final

__all__ = ["Line", "Watch", "Watchdog"]

_IDLE: Final = 30.0
"""Seconds after which a thread without work ends."""


class Line:
    """A connected socket that another thread may shut down at any moment, also while its owner closes it."""

    def __init__(self, sock: socket.socket) -> None:
        # A duplicate: TLS takes the socket itself away, and a shutdown reaches every duplicate.
        self._socket: socket.socket | None = sock.dup()
        self._lock = threading.Lock()

    def shut(self) -> None:
        """Nothing more is sent or received."""
        with self._lock:
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give up the duplicate."""
        # Under the lock: the number of a closed descriptor soon belongs to somebody else's socket.
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None


class Watch:
    """One deadline. A context manager: its end takes the watch off."""

    def __init__(self, dog: Watchdog, ends: float) -> None:
        self.ends = ends
        """On the monotonic clock."""
        self._dog = dog
        self._lock = threading.Lock()
        self._line: Line | None = None
        self._fired = False
        self._over = False

    @property
    def fired(self) -> bool:
        """Whether the deadline has passed. To be asked after every read: a socket that was shut down looks like one
        whose answer has ended."""
        return self._fired or time.monotonic() >= self.ends

    @property
    def over(self) -> bool:
        """Whether nobody needs it any more."""
        return self._over

    def left(self) -> float:
        """Seconds until the deadline, at least 0."""
        return max(0.0, self.ends - time.monotonic())

    def hold(self, line: Line) -> None:
        """What to shut down, in place of an earlier one."""
        with self._lock:
            self._line = line
            if self._fired:
                line.shut()

    def fire(self) -> None:
        """Called by the watchdog."""
        with self._lock:
            if self._over:
                return
            self._fired = True
            if self._line is not None:
                self._line.shut()

    def __enter__(self) -> Watch:
        self._dog.add(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._over = True
            self._line = None


class Watchdog:
    """One thread for any number of watches; it starts with the first and ends when there has been none for a while,
    or with :meth:`close`."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._heap: list[tuple[float, int, Watch]] = []
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._wakes = 0.0
        """When the thread will look again by itself."""

    def until(self, seconds: float) -> Watch:
        """A watch whose deadline is so many seconds from now."""
        return Watch(self, time.monotonic() + seconds)

    def add(self, watch: Watch) -> None:
        """Wake up for this one."""
        with self._ready:
            while self._heap and self._heap[0][2].over:
                heapq.heappop(self._heap)
            heapq.heappush(self._heap, (watch.ends, next(self._numbers), watch))
            self._closed = False
            if self._thread is None:
                thread = threading.Thread(target=self._run, name="indexaudit-watchdog", daemon=True)
                thread.start()
                self._thread = thread
            elif watch.ends < self._wakes:
                self._ready.notify()

    def close(self) -> None:
        """End the thread. A watch that is added later starts another one."""
        with self._ready:
            self._closed = True
            self._heap.clear()
            self._ready.notify()
            thread = self._thread
        if thread is not None:
            thread.join(1)

    def _run(self) -> None:
        while True:
            with self._ready:
                if not self._heap:
                    if not self._closed:
                        self._wakes = time.monotonic() + _IDLE
                        self._ready.wait(_IDLE)
                    if not self._heap:
                        self._thread = None
                        return
                ends, _, watch = self._heap[0]
                left = 0.0 if watch.over else ends - time.monotonic()
                if left > 0:
                    self._wakes = ends
                    self._ready.wait(left)
                    continue
                heapq.heappop(self._heap)
            watch.fire()
