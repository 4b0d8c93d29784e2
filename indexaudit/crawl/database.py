"""The one connection of a store: transactions, rows, and every error of SQLite in our own words.

A store is written ahead (WAL) with ``synchronous=NORMAL``: what a call has written when it returns survives the death
of the process at any moment. A loss of power can cost the last seconds and never the whole
(https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from indexaudit.crawl import lease as leases
from indexaudit.crawl.lease import Lease
from indexaudit.crawl.packing import Secrets
from indexaudit.errors import StoreError

__all__ = ["Database", "translated"]

_BATCH: Final = 200
"""Rows that are held in memory at a time."""

_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_SYSTEM: Final = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)


def translated(error: sqlite3.Error, name: str, *, writing: bool) -> StoreError:
    """An error of SQLite, as a caller of this library sees it."""
    code = getattr(error, "sqlite_errorcode", None)
    kind = None if code is None else code & 0xFF  # the rest tells where it happened
    if kind in _BUSY:
        return StoreError(f"{name}: is locked by another program ({error}); try again later", code="store_locked")
    if kind in _DAMAGED or "decode to UTF-8" in str(error):
        return StoreError(
            f"{name}: is damaged ({error}); keep it aside and crawl into a new file", code="store_invalid"
        )
    if kind in _SYSTEM and writing:
        return StoreError(
            f"{name}: cannot be written ({error}); see that the disk has room and that file and folder may be "
            "written. What was written before is kept",
            code="store_write",
        )
    if kind in _SYSTEM:
        return StoreError(
            f"{name}: cannot be read ({error}); if a crawl was killed while it wrote, resume it, or copy the file with "
            "those beside it into a folder that may be written",
            code="store_read",
        )
    return StoreError(f"{name}: {error}")


class Database:
    """One connection, for one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, name: str, lease: Lease | None) -> None:
        """``lease`` is null for a store that is only read."""
        self._connection = connection
        self._lease = lease
        self._beaten = time.monotonic()
        self._run: int | None = None
        self._in_work: set[int] = set()
        self._secrets = Secrets()
        self.name = name
        """What messages call the store: its path."""
        self.notes: tuple[str, ...] = ()
        """What was done to open it that its user should know, in plain words."""

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a few hundred in memory at a time. Raises :class:`StoreError`."""
        with self._translating(writing=False):
            cursor = self._connection.execute(sql, tuple(parameters))
            while batch := cursor.fetchmany(_BATCH):
                yield from batch

    def row(self, sql: str, parameters: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query; null when there is none. Raises :class:`StoreError`."""
        with self._translating(writing=False):
            found: tuple[Any, ...] | None = self._connection.execute(sql, tuple(parameters)).fetchone()
            return found

    @contextmanager
    def temporary(self) -> Iterator[sqlite3.Connection]:
        """The connection, for temporary tables: they are no part of the store, and a store that is only read may have
        them too. Errors of SQLite become :class:`StoreError`."""
        with self._translating(writing=False):
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is written inside. Raises :class:`StoreError`, also when the lease was lost."""
        with self._translating(writing=True):
            connection = self._connection
            try:
                connection.execute("BEGIN IMMEDIATE")
                if self._lease is None:
                    raise StoreError(f"{self.name}: is open for reading only", code="store_write")
                leases.hold(connection, self._lease, self.name)
                if time.monotonic() - self._beaten > leases.BEAT_SECONDS:
                    leases.beat(connection)
                    self._beaten = time.monotonic()
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                raise

    def beat(self) -> None:
        """Say that this process is alive: to be called every few seconds while nothing is written."""
        if time.monotonic() - self._beaten > leases.BEAT_SECONDS:
            with self.transaction():
                pass

    def close(self) -> None:
        """Give up the lease and close the file. Twice is once."""
        with suppress(sqlite3.Error):
            if self._lease is not None:
                leases.give_up(self._connection, self._lease)
                # One file instead of three: it can be copied, and read where nothing may be written. It fails while
                # somebody reads, and then does no harm.
                self._connection.execute("PRAGMA busy_timeout = 0")
                self._connection.execute("PRAGMA journal_mode = DELETE")
        with suppress(sqlite3.Error):
            self._connection.close()

    @property
    def run(self) -> int:
        """Id of the run that is under way. Raises :class:`StoreError` before ``begin_run``."""
        if self._run is None:
            raise StoreError(f"{self.name}: no run was begun; call begin_run() first")
        return self._run

    @contextmanager
    def _translating(self, *, writing: bool) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise translated(error, self.name, writing=writing) from error
