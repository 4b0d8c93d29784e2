"""A zip as a container: what a zip can be made to do to its reader is refused before or while it is read."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from indexaudit.brand.archives.container import MEMBERS, PIECE, Budget, Unreadable
from indexaudit.errors import ArchiveError

__all__ = ["Zipped"]

RATIO: Final = 200
"""Bytes that may come out for each byte that went in. Posts and tables give 5 to 30; deflate can give 1,032."""
FREE_BYTES: Final = 8 * 1024**2
"""Bytes of a member that may come out whatever the ratio: a bomb this small harms nobody."""
_DIRECTORY_BYTES: Final = 64 * 1024**2
"""Bytes of a table of contents, which is read at once."""
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What platforms write. The other methods have no bound on the memory of their reader."""

_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 0xFFFF
_END_64: Final = b"PK\x06\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_LOCAL: Final = b"PK\x03\x04"
_LOCAL_SIZE: Final = 30
_GZIP: Final = b"\x1f\x8b"
_SIZE_AFTER: Final = 0x8
"""Flag of a member whose size stands after its data (APPNOTE 4.4.4)."""
_LOCKED: Final = 0x1 | 0x40


class Zipped:
    """A zip file. Raises :class:`ArchiveError` when it is no whole zip."""

    def __init__(self, path: Path) -> None:
        self._budget = Budget()
        try:
            with path.open("rb") as file:
                self._size = _check(file, path)
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be read ({error.strerror or error})") from error
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError) as error:
            raise ArchiveError(f"{path}: is a damaged zip ({error}); download it again") from error
        infos = [info for info in self._zip.infolist() if not info.orig_filename.endswith("/")]
        count = Counter(info.orig_filename for info in infos)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self.refused: dict[str, str] = {}
        self.outside = 0
        for info in infos:
            name = info.orig_filename
            if not _stays_inside(name):
                self.outside += 1
            elif count[name] > 1:
                self.refused[name] = f"stands {count[name]} times in the zip"
            elif fault := _fault(info):
                self.refused[name] = fault
            else:
                self._infos[name] = info
        self.names = tuple(sorted(self._infos))

    def pieces(self, name: str) -> Iterator[bytes]:
        """See :class:`Container`."""
        info = self._infos[name]
        packed = min(info.compress_size, self._size)
        self._budget.start(name)
        try:
            with self._zip.open(info) as file:
                while data := file.read(PIECE):
                    size = self._budget.take(name, len(data))
                    if size > FREE_BYTES and size > RATIO * packed:
                        raise Unreadable(f"unpacks to more than {RATIO} times its size and was refused")
                    yield data
        except OSError as error:
            raise Unreadable(f"cannot be read ({error.strerror or error})") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise Unreadable(f"is damaged ({error})") from error

    def close(self) -> None:
        """See :class:`Container`."""
        self._zip.close()


def _stays_inside(name: str) -> bool:
    """Whether a name leads into the archive on every system: no root, no drive, no step up, no second way to write."""
    parts = name.split("/")
    return not (name.startswith("/") or "\\" in name or "\x00" in name or ":" in parts[0] or ".." in parts)


def _fault(info: zipfile.ZipInfo) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    if info.flag_bits & _LOCKED:
        return "is encrypted"
    if info.compress_type not in _METHODS:
        return f"is compressed by method {info.compress_type}, which no platform uses"
    return None


def _check(file: BinaryIO, path: Path) -> int:
    """The size of the file. Raises :class:`ArchiveError` for no zip, half a zip, and one that lists too much."""
    start = file.read(4)
    size = file.seek(0, 2)
    back = min(size, _END_SIZE + _LONGEST_COMMENT + 20)
    file.seek(size - back)
    tail = file.read(back)
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        if start == _LOCAL:
            raise ArchiveError(
                f"{path}: is half a zip: its table of contents is missing after {size} bytes and "
                f"{_whole_members(file, size)} whole members, none of which is read; download it again"
            )
        if start.startswith(_GZIP):
            raise ArchiveError(f"{path}: is a .gz file, as older servers of Mastodon give; unpack it, name the folder")
        raise ArchiveError(f"{path}: is neither a folder nor a zip; name what the platform gave you to download")
    (count,) = struct.unpack_from("<H", tail, end + 10)
    (directory,) = struct.unpack_from("<I", tail, end + 12)
    if count == 0xFFFF or directory == 0xFFFFFFFF:
        count, directory = _counts_64(file, tail, end) or (count, directory)
    if count > MEMBERS or directory > _DIRECTORY_BYTES:
        raise ArchiveError(f"{path}: lists more than {MEMBERS} members; unpack it and name the folder")
    return size


def _counts_64(file: BinaryIO, tail: bytes, end: int) -> tuple[int, int] | None:
    """Members, and bytes of the table of contents, of a large zip (APPNOTE 4.3.14, 4.3.15)."""
    if end < 20 or tail[end - 20 : end - 16] != _LOCATOR_64:
        return None
    (offset,) = struct.unpack_from("<Q", tail, end - 12)
    if offset >= 1 << 62:
        return None
    file.seek(offset)
    record = file.read(56)
    if len(record) < 56 or not record.startswith(_END_64):
        return None
    count, directory = struct.unpack_from("<QQ", record, 32)
    return count, directory


def _whole_members(file: BinaryIO, size: int) -> str:
    """How many members lie whole in a zip that is cut, by the headers before them; nothing of them is read."""
    whole = position = 0
    while whole < MEMBERS:
        file.seek(position)
        header = file.read(_LOCAL_SIZE)
        if len(header) < _LOCAL_SIZE or not header.startswith(_LOCAL):
            break
        (flags,) = struct.unpack_from("<H", header, 6)
        packed, _, name, extra = struct.unpack_from("<IIHH", header, 18)
        if flags & _SIZE_AFTER and not packed:
            return f"at least {whole}"
        position += _LOCAL_SIZE + name + extra + packed
        if position > size:
            break
        whole += 1
    return str(whole)
