"""Bytes of a file in pieces, unpacked when they are gzip, under a cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from indexaudit.extract.problems import Problems

__all__ = ["unpacked"]

_PIECE: Final = 64 * 1024
_MAGIC: Final = b"\x1f\x8b"
_LAYERS: Final = 2
"""A file that is gzip, and was packed again on its way."""
_GZIP: Final = 31
"""zlib's sign for a window of 32 KiB with the head and tail of gzip."""


def unpacked(data: bytes | BinaryIO, most: int, problems: Problems) -> Iterator[bytes]:
    """The file in pieces of at most 64 KiB, at most ``most`` bytes of it. What the bytes say decides, no name or type.

    Never raises for what the bytes hold: what is damaged ends the file, and is noted.
    """
    pieces = _pieces(data)
    for _ in range(_LAYERS):
        start, pieces = _peeked(pieces)
        if not start.startswith(_MAGIC):
            return _capped(pieces, most, problems)
        pieces = _inflated(pieces, most, problems)
    start, pieces = _peeked(pieces)
    if start.startswith(_MAGIC):
        problems.add("gzip_again")
        return iter(())
    return pieces


def _pieces(data: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(data, bytes):
        for start in range(0, len(data), _PIECE):
            yield data[start : start + _PIECE]
        return
    while piece := data.read(_PIECE):
        yield piece


def _peeked(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first two bytes or more, and all pieces."""
    start = b""
    while len(start) < len(_MAGIC) and (piece := next(pieces, b"")):
        start += piece
    return start, chain((start,), pieces)


def _capped(pieces: Iterator[bytes], most: int, problems: Problems) -> Iterator[bytes]:
    left = most
    for piece in pieces:
        if len(piece) > left:
            problems.add("too_large_decoded")
            yield piece[:left]
            return
        left -= len(piece)
        yield piece


def _inflated(pieces: Iterator[bytes], most: int, problems: Problems) -> Iterator[bytes]:
    return _capped(_members(pieces, problems), most, problems)


def _members(pieces: Iterator[bytes], problems: Problems) -> Iterator[bytes]:
    """What the members of a gzip file hold, one after another (RFC 1952 §2.2)."""
    decoder = zlib.decompressobj(_GZIP)
    for packed in pieces:
        piece = packed
        while piece:
            if decoder.eof:
                if not piece.strip(b"\0"):
                    break  # padding of tapes
                if not piece.startswith(_MAGIC[: len(piece)]):
                    problems.add("gzip_rubbish")
                    return
                decoder = zlib.decompressobj(_GZIP)
            try:
                # Never more than a piece at once: a thousandfold is usual for a bomb.
                yield decoder.decompress(piece, _PIECE)
            except zlib.error:
                problems.add("gzip_broken")
                return
            piece = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    if not decoder.eof:
        problems.add("gzip_cut")
        yield decoder.flush()
