"""Content codings of HTTP, decoded by us: with a bound on what comes out, and a look whether it came to its end."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

from indexaudit.fetch.failures import failure

__all__ = ["ACCEPTED", "decoded"]

ACCEPTED: Final = "gzip, deflate"
"""What we ask for. Whatever else comes was not asked for."""

_GZIP: Final = frozenset({"gzip", "x-gzip"})
_PLAIN: Final = frozenset({"", "identity"})
_PIECE: Final = 64 * 1024
_MAGIC: Final = b"\x1f\x8b"
"""The first bytes of every gzip member (RFC 1952 §2.3.1)."""
_MEMBERS: Final = 1_000
"""gzip members of one body: each costs a decoder, and a hostile body has one in every 20 bytes."""
_RUBBISH: Final = 64 * 1024
"""Bytes after the end of a compressed body that are read over, to keep the connection."""


def decoded(pieces: Iterable[bytes], codings: Iterable[str], *, wire: int, most: int, hop: int) -> tuple[bytes, bool]:
    """The body, and whether it is longer than ``most`` decoded bytes, after which nothing more is read.

    ``codings`` are the values of Content-Encoding. Raises :class:`Failed` with ``encoding_chain`` for more than one,
    ``unsupported_encoding``, ``bad_encoding``, ``truncated_body`` for a compressed body without its end, and
    ``too_large_wire`` for more than ``wire`` bytes that decode to less than ``most``.
    """
    reader = _reader(codings, hop)
    body = bytearray()
    received = 0
    for piece in pieces:
        received += len(piece)
        reader.feed(piece, body, most + 1)
        if len(body) > most:
            return bytes(memoryview(body)[:most]), True
        if reader.rubbish > _RUBBISH:
            break
        if received > wire:
            raise failure("too_large_wire", f"more than {wire} bytes were sent", hop)
    reader.end()
    return bytes(body), False


def _reader(codings: Iterable[str], hop: int) -> _Plain:
    named = [name for value in codings for part in value.split(",") if (name := part.strip().lower()) not in _PLAIN]
    if len(named) > 1:
        raise failure("encoding_chain", f"the body is encoded {len(named)} times ({', '.join(named[:4])[:80]})", hop)
    if not named:
        return _Plain()
    if named[0] in _GZIP:
        return _Deflated(hop, gzip=True)
    if named[0] == "deflate":
        return _Deflated(hop, gzip=False)
    raise failure("unsupported_encoding", f"the body is encoded as {named[0][:40]!r}, which was not asked for", hop)


class _Plain:
    """No coding at all."""

    rubbish = 0
    """Bytes that came after the end of the body."""

    def feed(self, piece: bytes, body: bytearray, most: int) -> None:
        body += piece[: max(0, most - len(body))]

    def end(self) -> None:
        """Called when everything has come."""


class _Deflated(_Plain):
    """gzip (RFC 1952, members one after another), or deflate: zlib's format (RFC 9110 §8.4.1.2), or the raw one that
    servers send too."""

    def __init__(self, hop: int, *, gzip: bool) -> None:
        self._hop = hop
        self._gzip = gzip
        self._inflate: zlib._Decompress | None = None
        """That of the member under way; null between members."""
        self._start = b""
        """At most one byte of a member: what it is shows in the second."""
        self._members = 0
        self._ended = False

    def feed(self, piece: bytes, body: bytearray, most: int) -> None:
        data = piece
        while data and not self._ended and len(body) < most:
            if self._inflate is None:
                data, self._start = self._start + data, b""
                if len(data) < 2:
                    self._start = data
                    return
                if not self._begin(data):
                    break
            data = self._inflated(data, body, most)
        if self._ended:
            self.rubbish += len(data)

    def end(self) -> None:
        # One byte after a whole member is rubbish; one byte in all is a body that broke off.
        if self._inflate is not None or (self._start and not self._members):
            raise failure("truncated_body", "the compressed body has no end", self._hop, retryable=True)

    def _begin(self, data: bytes) -> bool:
        """Start a member. False when what follows a whole stream is not another gzip member."""
        if self._members and not (self._gzip and data.startswith(_MAGIC)):
            self._ended = True
            return False
        if self._members == _MEMBERS:
            raise failure("bad_encoding", f"the body has more than {_MEMBERS} gzip members", self._hop)
        self._members += 1
        if self._gzip:
            self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        else:
            # RFC 1950 §2.2: method 8, and a check that makes both bytes a multiple of 31.
            wrapped = data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        return True

    def _inflated(self, data: bytes, body: bytearray, most: int) -> bytes:
        """Decode into the body. What is left to do of ``data``."""
        inflate = self._inflate
        assert inflate is not None  # noqa: S101 - the caller began one
        try:
            made = inflate.decompress(data, min(_PIECE, most - len(body)))
        except zlib.error as error:
            said = "is damaged" if body or self._members > 1 else "is not in the encoding that it declares"
            raise failure("bad_encoding", f"the body {said}", self._hop) from error
        body += made
        if inflate.eof:
            self._inflate = None
            self._ended = not self._gzip
            return inflate.unused_data
        return inflate.unconsumed_tail
