"""The lines of a text file of unknown encoding and size, one at a time, each of bounded length."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

__all__ = ["LONGEST_LINE", "Lines", "encoding_of"]

LONGEST_LINE: Final = 4 * 1024 * 1024
"""Characters of one line that are kept."""

_CHUNK: Final = 1024 * 1024
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> str:
    """By the byte order mark, else by the zeros of UTF-16, else UTF-8 when all of it is, else windows-1252.

    Reads the file once, a part at a time. Raises :class:`OSError`.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = file.read(_CHUNK)
        for mark, encoding in _BOMS:
            if first.startswith(mark):
                return encoding
        sample = first[:512]
        for encoding, zeros, letters in (
            ("utf-16-le", sample[1::2], sample[::2]),
            ("utf-16-be", sample[::2], sample[1::2]),
        ):
            if zeros and zeros.count(0) > len(zeros) // 2 and letters.count(0) < len(letters) // 4:
                return encoding
        try:
            part = first
            while part:
                decoder.decode(part)
                part = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


class Lines:
    """Lines with their ends, without NUL characters. Raises :class:`OSError` when it is opened or read."""

    def __init__(self, path: Path, encoding: str) -> None:
        """What is no text in this encoding becomes U+FFFD."""
        self._file = path.open(encoding=encoding, errors="replace", newline="")
        self.number = 0
        """Lines that were read."""
        self.cut = 0
        """How many of them were longer than :data:`LONGEST_LINE` and lost their end."""
        self.nul = 0
        """How many of them held NUL characters."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line."""
        line = self._file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            rest = self._file.readline(LONGEST_LINE)
            self.cut += bool(rest)
            while rest and rest[-1] not in "\r\n":
                rest = self._file.readline(LONGEST_LINE)
        if "\0" in line:
            self.nul += 1
            line = line.replace("\0", "")
        return line
