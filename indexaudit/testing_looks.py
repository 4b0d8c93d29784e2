"""Looks beside a page, made for tests: of an image its first bytes, of a page its HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from indexaudit.looks import Cost, Kind, Look
from indexaudit.model import Ended, FetchError
from indexaudit.snapshot import Exchange, Hop

__all__ = ["image_bytes", "look"]

_MOMENT: Final = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
_REFUSED: Final = ("robots_disallowed", "robots_unreachable", "blocked_address", "host_resting")


def look(
    *,
    kind: Kind = "image",
    url: str = "https://example.com/garden/apple-tree.jpg",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    html: str | None = None,
    image: Sequence[Any] | None = None,
    redirects: Sequence[str] = (),
    redirect_status: int = 301,
    truncated: bool = False,
    error: str | None = None,
    message: str = "nothing came",
) -> Look:
    """What an address answered: ``html``, or an ``image`` (format, width and height). Without both it is empty.

    ``redirects`` are the addresses that it redirected to, the last of which answered. ``error`` is the code of what
    came instead, and ``message`` its words.
    """
    cost = Cost(requests=1 + len(redirects), bytes=1_000, seconds=0.1)
    if error is not None:
        ended: Ended = "refused" if error in _REFUSED else "budget" if error in ("budget", "deadline") else "failed"
        fault = FetchError(code=error, message=message, hop=0, retryable=False)
        return Look(kind=kind, url=url, ended=ended, reason=message, error=fault, cost=cost)
    body = (html or "").encode() if image is None else image_bytes(*image)
    named = "text/html; charset=utf-8" if image is None else f"image/{image[0]}"
    lines = tuple({"Content-Type": named, **(headers or {})}.items())
    ways = (url, *redirects)
    hops = tuple(
        Hop(url=each, status=redirect_status, headers=(("Location", to),))
        for each, to in zip(ways, redirects, strict=False)
    )
    exchange = Exchange(
        hops=(*hops, Hop(url=ways[-1], status=status, headers=lines)),
        fetched_at=_MOMENT,
        size=len(body),
        truncated=truncated,
    )
    return Look(kind=kind, url=url, ended="done", exchange=exchange, body=body, cost=cost)


def image_bytes(kind: str, width: int = 0, height: int = 0) -> bytes:
    """The first bytes of an image of this format (``png``, ``jpeg``, ``gif``, ``webp``, ``avif``, ``svg``)."""
    if kind == "png":
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big"))
    if kind == "jpeg":
        frame = b"\xff\xc0\0\x11\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big")
        return b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(9) + frame
    if kind == "gif":
        return b"GIF89a" + width.to_bytes(2, "little") + height.to_bytes(2, "little")
    if kind == "webp":
        size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        return b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + size
    if kind == "avif":
        size = _box(b"ispe", bytes(4) + width.to_bytes(4, "big") + height.to_bytes(4, "big"))
        return _box(b"ftyp", b"avif\0\0\0\0") + _box(b"meta", bytes(4) + _box(b"iprp", _box(b"ipco", size)))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'.encode()


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data


def _box(name: bytes, data: bytes) -> bytes:
    return (len(data) + 8).to_bytes(4, "big") + name + data
