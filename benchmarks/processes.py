"""A program and all that it starts, watched from outside: time, CPU, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Measured", "Watched", "tree"]

_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.05
"""Seconds between two samples of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    code: int
    seconds: float
    cpu: float
    """Seconds of user and system time of the program and of the children that it waited for."""
    peak: int
    """Bytes: the largest sum of the resident memory of all its processes at one moment."""
    output: str


class Watched:
    """A program that runs in a session of its own."""

    def __init__(self, command: Sequence[str | Path], *, environment: dict[str, str] | None = None) -> None:
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        self.pid = self._process.pid
        self._peak = 0
        self._ended = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()

    def wait(self) -> Measured:
        assert self._process.stdout is not None
        output = self._process.stdout.read()
        self._process.stdout.close()
        _, status, used = os.wait4(self.pid, 0)
        seconds = time.perf_counter() - self._began
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self._ended.set()
        self._sampler.join()
        return Measured(
            code=self._process.returncode,
            seconds=seconds,
            cpu=used.ru_utime + used.ru_stime,
            peak=self._peak,
            output=output,
        )

    def kill_within(self, seconds: float) -> bool:
        """Kill it, and it alone, with SIGKILL after so many seconds; false: it had ended by itself."""
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return True
        finally:
            self._ended.set()
            self._sampler.join()
            if self._process.stdout is not None:
                self._process.stdout.close()
        return False

    def _sample(self) -> None:
        while not self._ended.wait(_EVERY):
            self._peak = max(self._peak, sum(map(_resident, tree(self.pid))))


def tree(pid: int) -> list[int]:
    """A process and all that it started, as far as they live."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        with suppress(OSError):
            for thread in Path(f"/proc/{found[-1]}/task").iterdir():
                with suppress(OSError):
                    waiting += map(int, (thread / "children").read_text().split())
    return found


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def outlived(pids: Sequence[int], seconds: float) -> list[int]:
    """Those that still live after so many seconds; they are ended."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until and any(map(lives, pids)):
        time.sleep(_EVERY)
    left = [pid for pid in pids if lives(pid)]
    for pid in left:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    return left


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
