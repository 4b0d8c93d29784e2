"""A store's file: made, looked at before SQLite touches it, and connected to."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from indexaudit.crawl.database import translated
from indexaudit.crawl.mounts import network_file_system
from indexaudit.crawl.schema import APPLICATION_ID, SCHEMA, VERSION
from indexaudit.errors import StoreError

__all__ = ["lay_out", "look_at", "make_file", "opening", "set_journal", "verify"]

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
"""Bytes of a database's header (https://www.sqlite.org/fileformat2.html §1.3): user version at 60, application id at
68, both big-endian."""
_BUSY_SECONDS: Final = 5.0
_CACHE_KIB: Final = 16 * 1024
_CHECKPOINT_PAGES: Final = 16_000
"""Pages of 4 KiB that the write-ahead log gathers (64 MiB) before they are moved into the file. With 4,000 the crawl
waits for the disk four times as often (measured: 650 pages a second for 900); SQLite's own figure is 1,000."""


def make_file(path: Path) -> None:
    """An empty file that only its owner may read. Raises :class:`StoreError`: what is there is never overwritten."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except IsADirectoryError:
        raise StoreError(f"{path}: is a folder; name a file in it", code="store_invalid") from None
    except FileNotFoundError:
        raise StoreError(f"{path}: its folder does not exist; make it first", code="store_write") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path!s}: cannot be made ({_why(error)})", code="store_write") from error
    try:
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    # An empty file may be what is left of a process that was killed while it made its store.
    if not stat.S_ISREG(status.st_mode) or status.st_size:
        hint = "resume it, or choose another file" if _is_store(path) else "it is no store, so choose another file"
        raise StoreError(f"{path}: is there already; {hint}", code="store_exists")


def look_at(path: Path, *, writing: bool) -> None:
    """Raise :class:`StoreError` for what is no store of this version; the file is only read."""
    code = "store_write" if writing else "store_read"
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name the store's file", code="store_invalid")
        if not path.exists():
            raise StoreError(f"{path}: there is no such store", code="store_missing")
        if not path.is_file():
            raise StoreError(f"{path}: is not a plain file", code="store_invalid")
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except (OSError, ValueError) as error:
        raise StoreError(f"{path!s}: cannot be read ({_why(error)})", code=code) from error
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise StoreError(f"{path}: is not the store of a crawl", code="store_invalid")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path}: is the database of another program", code="store_foreign")
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise StoreError(
            f"{path}: was written by a newer indexaudit (format {version}, this one knows {VERSION}); update it",
            code="store_newer",
        )
    if version != VERSION:
        raise StoreError(f"{path}: is of an unknown format ({version})", code="store_invalid")
    if writing and not os.access(path, os.W_OK):
        raise StoreError(f"{path}: may not be written", code="store_write")


def _is_store(path: Path) -> bool:
    try:
        look_at(path, writing=False)
    except StoreError as error:
        return error.code == "store_newer"
    return True


@contextmanager
def opening(path: Path | None, name: str, *, writing: bool) -> Iterator[sqlite3.Connection]:
    """A connection in which the caller begins and ends every transaction; null for a private temporary file, which
    SQLite removes. Raises :class:`StoreError` for errors of SQLite; after any error the connection is closed, and what
    was begun is taken back."""
    connection: sqlite3.Connection | None = None
    try:
        connection = _connect(path, writing=writing)
        yield connection
    except BaseException as error:
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()
        if isinstance(error, sqlite3.Error):
            raise translated(error, name, writing=writing) from error
        raise


def lay_out(connection: sqlite3.Connection) -> bool:
    """Make the tables, inside an exclusive transaction of the caller's; false when another process has made some."""
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return False
    statement = ""
    for line in SCHEMA.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return True


def verify(connection: sqlite3.Connection, name: str, *, thorough: bool) -> None:
    """Raise :class:`StoreError` (``store_invalid``) when tables are missing or, ``thorough``, pages are damaged: the
    whole file is read, 0.1 s for 100 MB."""
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = sorted(_tables() - present)
    if missing:
        raise StoreError(f"{name}: lacks the tables {', '.join(missing)}; crawl into a new file", code="store_invalid")
    if thorough:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            line = " ".join(str(found).split())
            raise StoreError(f"{name}: is damaged ({line}); keep it aside and crawl anew", code="store_invalid")


def set_journal(connection: sqlite3.Connection, path: Path) -> str | None:
    """Write ahead where the file system can; else what was done instead, in plain words. Raises
    :class:`sqlite3.Error`."""
    kind = network_file_system(path)
    if kind is None and connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA journal_size_limit = {_CHECKPOINT_PAGES * 4096}")
        return None
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    where = f"on a network file system ({kind})" if kind else "where write-ahead logging does not work"
    return f"{path} lies {where}: every page waits for the disk; a local file is quicker and safer"


def _connect(path: Path | None, *, writing: bool) -> sqlite3.Connection:
    # An empty name is SQLite's own word for a temporary file (https://www.sqlite.org/inmemorydb.html).
    place = "" if path is None else path.absolute().as_uri() + ("?mode=rw" if writing else "?mode=ro")
    connection = sqlite3.connect(
        place,
        uri=path is not None,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", f"cache_size = -{_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _tables() -> set[str]:
    return {line.split()[2] for line in SCHEMA.splitlines() if line.startswith("CREATE TABLE ")}


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
