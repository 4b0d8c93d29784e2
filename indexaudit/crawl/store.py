"""The store of a crawl: one SQLite file that one process writes, and that survives its death.

A crawl consists of runs: it is begun, killed, resumed, and at last done. :meth:`Store.renew` begins it anew over the
same pages, whose audits stay until they are replaced. So a page that is not ``pending`` was reached in the present
crawl, and a report reads nothing of pages in other states than ``done``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from indexaudit.crawl import lease as leases
from indexaudit.crawl.kept_options import differences, options_json
from indexaudit.crawl.lease import Lease
from indexaudit.crawl.opening import lay_out, look_at, make_file, opening, set_journal, verify
from indexaudit.crawl.tables import Tables
from indexaudit.errors import StoreError

__all__ = ["Store"]

_TEMPORARY: Final = "the crawl's temporary file"


class Store(Tables):
    """An open store: a context manager, for one thread at a time.

    Every method raises :class:`StoreError` when the file cannot be read or written, and after the store was closed.
    What a writing method was given is in the file when it returns.
    """

    def __init__(self, connection: sqlite3.Connection, name: str, lease: Lease | None, options: str | None) -> None:
        """Made by :meth:`create`, :meth:`open`, :meth:`read` and :meth:`memory`."""
        super().__init__(connection, name, lease)
        self._options = options
        self._anew = False

    @classmethod
    def create(cls, path: str | Path, options: Mapping[str, Any]) -> Self:
        """A new store, readable by its owner alone. Raises :class:`StoreError` when anything but an empty file is
        there, and it is left as it is."""
        path = Path(path)
        make_file(path)
        with opening(path, str(path), writing=True) as connection:
            return cls._laid_out(connection, str(path), options)

    @classmethod
    def memory(cls, options: Mapping[str, Any]) -> Self:
        """A store for one crawl that keeps nothing: a temporary file without a name, which ends with the process."""
        with opening(None, _TEMPORARY, writing=True) as connection:
            return cls._laid_out(connection, _TEMPORARY, options)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        options: Mapping[str, Any] | None = None,
        force: bool = False,
        matter: Collection[str] | None = None,
    ) -> Self:
        """Open a store to go on with its crawl.

        ``options`` are compared with those of its last run, by the keys that ``matter`` (null: all); without
        ``options`` the run goes on with the old ones. Raises :class:`StoreError`: ``store_options`` names every
        difference, unless ``force`` is set; ``store_locked`` names the process that writes. While anything is wrong the
        file is not changed.
        """
        path = Path(path)
        name = str(path)
        look_at(path, writing=True)
        # A connection that may write would move the log of a process that was killed into the file when it is closed.
        # It takes one to undo what such a process began without a log.
        with opening(path, name, writing=_half_written(path)) as connection, closing(connection):
            verify(connection, name, thorough=False)
            leases.refuse_other(connection, name)
            verify(connection, name, thorough=True)
            old = _last_options(connection)
        new = old if options is None else options_json(options)
        changed = differences(old, new, matter) if old is not None and new is not None else ()
        if changed and not force:
            raise StoreError(
                f"{name}: was made with other options: {'; '.join(changed)}. Pass force to go on with the new ones, or "
                "choose another file",
                code="store_options",
            )
        with opening(path, name, writing=True) as connection:
            connection.execute("BEGIN IMMEDIATE")
            lease, note = leases.take(connection, name)
            connection.execute("COMMIT")
            store = cls(connection, name, lease, new)
            notes = (note, set_journal(connection, path), *(f"goes on although {change}" for change in changed))
            store.notes = tuple(note for note in notes if note)
            return store

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Open a store for reading, also while a crawl writes it: all that is read is of one moment."""
        path = Path(path)
        look_at(path, writing=False)
        with opening(path, str(path), writing=False) as connection:
            verify(connection, str(path), thorough=False)
            # With any other journal a reader would keep the crawl from writing.
            if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                connection.execute("BEGIN")
            return cls(connection, str(path), None, _last_options(connection))

    def begin_run(self, *, version: str, started: datetime | None = None) -> int:
        """Start a run, by this version of indexaudit; its id."""
        moment = (started or datetime.now(UTC)).isoformat()
        with self.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO run (started, version, options, anew) VALUES (?, ?, ?, ?)",
                (moment, version, self._options if self._options is not None else "{}", self._anew),
            )
            run = cursor.lastrowid
        self._run, self._anew = run, False
        return self.run

    def end_run(self, ended: str, *, finished: datetime | None = None) -> None:
        """End the run: ``done``, ``limit`` or ``interrupted``."""
        moment = (finished or datetime.now(UTC)).isoformat()
        with self.transaction() as connection:
            connection.execute("UPDATE run SET finished = ?, ended = ? WHERE id = ?", (moment, ended, self.run))

    def renew(self, *, conditional: bool = True) -> int:
        """Begin the crawl anew over the pages that are known; how many they are.

        Every page is pending again and keeps its audit, which counts again when the page answers 304. Pages that this
        crawl does not come to stay pending. Sitemaps, feeds, hosts and refusals are forgotten, for they are read anew.
        ``conditional=False``: every page is to be fetched and judged again, for another version or other options.
        """
        with self.transaction() as connection:
            if not conditional:
                connection.execute("UPDATE page SET etag = NULL, last_modified = NULL")
            pages = connection.execute(
                "UPDATE page SET state = 'pending', reason = NULL, detail = NULL, attempts = 0"
            ).rowcount
            for table in ("sitemap", "listed", "feed", "feed_entry", "host", "refused"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        self._in_work.clear()
        self._anew = True
        return pages

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def _laid_out(cls, connection: sqlite3.Connection, name: str, options: Mapping[str, Any]) -> Self:
        connection.execute("BEGIN EXCLUSIVE")
        if not lay_out(connection):
            raise StoreError(f"{name}: is there already; resume it, or choose another file", code="store_exists")
        lease, _ = leases.take(connection, name)
        connection.execute("COMMIT")
        store = cls(connection, name, lease, options_json(options))
        if name != _TEMPORARY:
            note = set_journal(connection, Path(name))
            store.notes = (note,) if note else ()
        return store


def _half_written(path: Path) -> bool:
    return path.with_name(path.name + "-journal").exists()


def _last_options(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT options FROM run ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])
