"""What was looked at of the share image to the fact group that rules read."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.exchange import Exchange
from indexaudit.facts import LoadedImage, NotApplicable, NotAsked
from indexaudit.looks import Images
from indexaudit.web.image_header import read_image_header

__all__ = ["read_loaded_image"]

_RANGE: Final = re.compile(r"\s*bytes\s+(?:\d+-\d+|\*)/(\d{1,15})\s*", re.IGNORECASE)
"""Content-Range with the length of the whole (RFC 9110 §14.4)."""


def read_loaded_image(images: Images | None) -> LoadedImage | NotAsked | NotApplicable:
    """The first image that was looked at."""
    if images is None:
        return NotAsked("needs a request to the image, which this run does not make; --images makes it")
    look = next((look for look in images.looks if look.kind == "image"), None)
    if look is None:
        return NotApplicable("the page names no share image that could be asked for")
    return LoadedImage(
        url=look.url,
        exchange=look.exchange,
        error=look.error,
        header=read_image_header(look.body),
        received=len(look.body),
        size=None if look.exchange is None else _whole(look.exchange, len(look.body)),
    )


def _whole(exchange: Exchange, received: int) -> int | None:
    """Bytes of the whole file. A Content-Length is that of the part in an answer with a part, and that of the packed
    file in one with a Content-Encoding."""
    if exchange.status == 206:
        found = next((m for value in exchange.header("content-range") if (m := _RANGE.fullmatch(value))), None)
        return int(found[1]) if found else None
    if not exchange.truncated:
        return received
    plain = all(value.strip().lower() in ("", "identity") for value in exchange.header("content-encoding"))
    length = next((value.strip() for value in exchange.header("content-length")), "") if plain else ""
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
