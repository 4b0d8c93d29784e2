"""Where a character of the decoded page stands: its line, and its byte in the body."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from typing import Final

from indexaudit.extract.encoding import Decoded
from indexaudit.extract.encoding_labels import codec_of

__all__ = ["Positions"]

_STEP: Final = 256
"""Bytes between two marks."""
_MULTIBYTE: Final = frozenset(
    {"utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"}
)


class Positions:
    """Lines and bytes of one page. Asked in rising order, each costs what lies between."""

    def __init__(self, body: bytes, decoded: Decoded) -> None:
        self._body = body
        self._decoded = decoded
        self._line = (0, 1)
        self._byte = (0, decoded.bom)
        self._marks: list[tuple[int, int]] | None = None

    def line(self, offset: int) -> int:
        """The 1-based line of a character offset of the decoded text."""
        known, line = self._line
        if known > offset:
            known, line = 0, 1
        line += self._decoded.text.count("\n", known, offset)
        self._line = (offset, line)
        return line

    def byte(self, offset: int) -> int:
        """The 0-based offset in the body of a character of the decoded text."""
        decoded = self._decoded
        if decoded.encoding not in _MULTIBYTE:
            return offset + decoded.bom
        if decoded.exact and decoded.encoding == "utf-8":
            known, byte = self._byte
            if known > offset:
                known, byte = 0, decoded.bom
            byte += len(decoded.text[known:offset].encode("utf-8"))
            self._byte = (offset, byte)
            return byte
        return self._counted(offset)

    def _counted(self, offset: int) -> int:
        """By decoding: what was replaced cannot be encoded back."""
        if self._marks is None:
            self._marks = self._read_marks()
        marks = self._marks
        at = max(0, bisect_right(marks, (offset, len(self._body))) - 1)
        characters, start = marks[at]
        decoder = self._decoder()
        end = marks[at + 1][1] if at + 1 < len(marks) else len(self._body)
        for position in range(start, end):
            if characters >= offset:
                return position
            characters += len(decoder.decode(self._body[position : position + 1]))
        return end

    def _read_marks(self) -> list[tuple[int, int]]:
        """Characters and bytes at which a character begins, one pair for about every ``_STEP`` bytes."""
        decoder = self._decoder()
        body, characters, position = self._body, 0, self._decoded.bom
        marks = [(0, position)]
        while position < len(body):
            characters += len(decoder.decode(body[position : position + _STEP]))
            position += _STEP
            while position < len(body) and decoder.getstate() != (b"", 0):
                characters += len(decoder.decode(body[position : position + 1]))
                position += 1
            marks.append((characters, position))
        return marks

    def _decoder(self) -> codecs.IncrementalDecoder:
        encoding = "utf-8" if self._decoded.basis == "text" else self._decoded.encoding
        return codecs.getincrementaldecoder(codec_of(encoding))("replace")
