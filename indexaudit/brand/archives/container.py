"""A folder behind the interface that a zip has too: names first, and only plain members, piece by piece, within bounds.

Archives come from strangers' disks and hold strangers' words. A name is listed without opening what it names; links are
not followed; what is read is counted as it comes out, whatever a header says.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from indexaudit.errors import ArchiveError

__all__ = ["MEMBERS", "PIECE", "Budget", "Container", "Folder", "Unreadable"]

PIECE: Final = 64 * 1024
"""Bytes that are read at a time. Where a zip is damaged, the last ones before are lost."""
MEMBERS: Final = 200_000
"""Members of an archive that are listed. X exports one file for each picture; their names take about 100 MB."""
MEMBER_BYTES: Final = 1024**3
"""Bytes of one member, decompressed: 800,000 posts of X as it writes them (1.2 kB each, measured on made ones)."""
TOTAL_BYTES: Final = 4 * 1024**3
"""Bytes of all members that are opened, decompressed."""
_DEPTH: Final = 6
"""Folders within folders that are listed: two above the archive, and its own three."""


class Unreadable(Exception):
    """A member gives no more. The message says why, and stands after the member's name."""


class Budget:
    """How much may come out of one archive. A member that is read twice counts once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._now: dict[str, int] = {}
        self._total = 0

    def start(self, name: str) -> None:
        """Read a member from its beginning."""
        self._now[name] = 0

    def take(self, name: str, size: int) -> int:
        """Count bytes of a member; how many there were so far. Raises :class:`Unreadable` instead, beyond a bound."""
        now = self._now[name] + size
        new = max(0, now - self._taken.get(name, 0))
        if now > MEMBER_BYTES:
            raise Unreadable(f"more than {MEMBER_BYTES} bytes were refused")
        if self._total + new > TOTAL_BYTES:
            raise Unreadable(f"more than {TOTAL_BYTES} bytes from one archive were refused")
        self._now[name] = now
        self._taken[name] = max(now, self._taken.get(name, 0))
        self._total += new
        return now


class Container(Protocol):
    """Members by name."""

    @property
    def names(self) -> tuple[str, ...]:
        """Plain members that can be opened, sorted; ``/`` between the parts of a name."""

    @property
    def refused(self) -> Mapping[str, str]:
        """Members that are not opened whoever asks, and why (``is a link``)."""

    @property
    def outside(self) -> int:
        """Members whose names lead out of the archive; they are not listed."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of one of :attr:`names`. Raises :class:`Unreadable` where they end too early."""

    def close(self) -> None:
        """Let go of the files."""


class Folder:
    """An archive that was unpacked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._budget = Budget()
        self.refused: Mapping[str, str]
        names: list[str] = []
        refused: dict[str, str] = {}
        try:
            for name, fault in _listed(path):
                if fault is None:
                    names.append(name)
                else:
                    refused[name] = fault
                if len(names) + len(refused) > MEMBERS:
                    raise ArchiveError(f"{path}: holds more than {MEMBERS} files; name the archive's own folder")
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be read ({error.strerror or error})") from error
        self.names = tuple(sorted(names))
        self.refused = refused
        self.outside = 0

    def pieces(self, name: str) -> Iterator[bytes]:
        """See :class:`Container`."""
        self._budget.start(name)
        # O_NONBLOCK: a pipe that took the file's place must not hold us up.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(self._path / name, flags), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Unreadable("is no plain file")
                while data := file.read(PIECE):
                    self._budget.take(name, len(data))
                    yield data
        except OSError as error:
            raise Unreadable(f"cannot be read ({error.strerror or error})") from error

    def close(self) -> None:
        """See :class:`Container`."""


def _listed(folder: Path) -> Iterator[tuple[str, str | None]]:
    """The files below a folder, and what is wrong with each."""
    waiting = [("", 0)]
    while waiting:
        inside, depth = waiting.pop()
        with os.scandir(folder / inside) as entries:
            for entry in entries:
                name = f"{inside}/{entry.name}" if inside else entry.name
                if entry.is_symlink():
                    yield name, "is a link"
                elif entry.is_dir(follow_symlinks=False):
                    if depth < _DEPTH:
                        waiting.append((name, depth + 1))
                else:
                    yield name, None if entry.is_file(follow_symlinks=False) else "is no plain file"
