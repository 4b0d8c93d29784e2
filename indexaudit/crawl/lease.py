"""Who writes a store: one process at a time, said by a row that names it."""

from __future__ import annotations

import os
import platform
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from indexaudit.errors import StoreError

__all__ = ["BEAT_SECONDS", "Lease", "beat", "give_up", "hold", "refuse_other", "take"]

BEAT_SECONDS: Final = 5.0
"""How often the writing process says that it is alive."""
_STALE: Final = timedelta(seconds=60)
"""A process that cannot be looked at (on another machine) and has been silent for so long is taken to be dead."""
_SLACK: Final = timedelta(seconds=5)
"""How exactly the start of a process is known: the boot time is in whole seconds, and clocks are corrected."""
_PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One process's right to write."""

    pid: int
    host: str
    started: str
    """When it was taken: ISO 8601 with zone."""
    beat: str
    """When its process last said that it is alive."""


def take(connection: sqlite3.Connection, name: str) -> tuple[Lease, str | None]:
    """Take the lease, inside a transaction of the caller's. The second value says whose it was, when its process died.

    Raises :class:`StoreError` (``store_locked``) when another process holds it.
    """
    note = refuse_other(connection, name)
    now = datetime.now(UTC).isoformat()
    lease = Lease(pid=os.getpid(), host=platform.node(), started=now, beat=now)
    connection.execute("DELETE FROM lease")
    connection.execute(
        "INSERT INTO lease (pid, host, started, beat) VALUES (?, ?, ?, ?)",
        (lease.pid, lease.host, lease.started, lease.beat),
    )
    return lease, note


def refuse_other(connection: sqlite3.Connection, name: str) -> str | None:
    """Raise :class:`StoreError` (``store_locked``) while a living process holds the lease; say it when a dead one
    does. Nothing is written."""
    row = connection.execute("SELECT pid, host, started, beat FROM lease ORDER BY beat DESC LIMIT 1").fetchone()
    if row is None:
        return None
    other = Lease(pid=row[0] if isinstance(row[0], int) else 0, host=str(row[1]), started=str(row[2]), beat=str(row[3]))
    where = "" if other.host == platform.node() else f" on {other.host}"
    if _lives(other):
        raise StoreError(
            f"{name}: is being written by process {other.pid}{where} since {other.started}; let it end, or choose "
            "another file",
            code="store_locked",
        )
    return f"process {other.pid}{where}, which wrote this store since {other.started}, ended without closing it"


def hold(connection: sqlite3.Connection, lease: Lease, name: str) -> None:
    """Raise :class:`StoreError` (``store_locked``) when the lease is no longer this one: the process slept for so long
    that another took it over."""
    row = connection.execute("SELECT pid, host, started FROM lease").fetchone()
    if row != (lease.pid, lease.host, lease.started):
        owner = "nobody" if row is None else f"process {row[0]} on {row[1]} since {row[2]}"
        raise StoreError(f"{name}: was taken over by {owner}; nothing more is written", code="store_locked")


def beat(connection: sqlite3.Connection) -> None:
    """Say that this process is alive."""
    connection.execute("UPDATE lease SET beat = ?", (datetime.now(UTC).isoformat(),))


def give_up(connection: sqlite3.Connection, lease: Lease) -> None:
    """Let the next process write."""
    connection.execute(
        "DELETE FROM lease WHERE pid = ? AND host = ? AND started = ?", (lease.pid, lease.host, lease.started)
    )


def _lives(lease: Lease) -> bool:
    beat = _moment(lease.beat)
    recent = beat is not None and datetime.now(UTC) - beat < _STALE
    if lease.host != platform.node():
        return recent
    exists = _exists(lease.pid)
    if not exists:
        return False if exists is False else recent
    born, taken = _born(lease.pid), _moment(lease.started)
    if born is None or taken is None:
        return recent
    return born <= taken + _SLACK  # a process that is younger than the lease has only got the same number


def _exists(pid: int) -> bool | None:
    """Whether a process runs; null where it cannot be asked without harm (``os.kill`` ends it on Windows)."""
    if os.name != "posix":
        return None
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    status = _status(pid)
    # A process that was killed and that nobody has asked about keeps its number.
    return not (status and status[0] in ("Z", "X"))


def _born(pid: int) -> datetime | None:
    """When a process started; null where the system does not tell (only Linux does)."""
    status = _status(pid)
    try:
        boot = next(line for line in (_PROC / "stat").read_text(encoding="ascii").splitlines() if line[:6] == "btime ")
        ticks = int(status[19]) if status else 0
        return datetime.fromtimestamp(int(boot[6:]) + ticks / os.sysconf("SC_CLK_TCK"), UTC) if ticks else None
    except (OSError, ValueError, IndexError, StopIteration):
        return None


def _status(pid: int) -> list[str] | None:
    """The fields of ``/proc/PID/stat`` from the third on (proc(5)): the second may hold spaces and brackets."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
