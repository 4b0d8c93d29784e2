"""Addresses to what of them fits into a line. Safe to print."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from indexaudit.report.printable import columns, cut, printable

__all__ = ["short", "shortened"]

_ESCAPED: Final = re.compile(r"(?:%[c-fC-F][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){1,3})+")
"""Characters beyond ASCII as UTF-8."""
_ADDRESS: Final = re.compile(r"`(https?://[^\s`]+)`|(https?://[^\s<>\"“”`]+[^\s<>\"“”`.,:;!?)\]}’'])")


def short(url: str, width: int) -> str:
    """An address without scheme, cut in its middle to so many columns: host and last words tell most. Letters of
    other scripts stand as letters, as browsers show them."""
    url = printable(_ESCAPED.sub(_letters, url))
    shown = url.partition("://")[2] or url
    shown = shown.removeprefix("www.").rstrip("/") or shown
    if columns(shown) <= width:
        return shown
    host, slash, path = shown.partition("/")
    room = width - columns(host) - 3
    if not slash or room < 8:
        return cut(shown, width)
    last = path.rpartition("/")[2]
    return f"{host}/…/{cut(last, room)}" if "/" in path else f"{host}/{cut(path, room + 2)}"


def _letters(escaped: re.Match[str]) -> str:
    try:
        text = unquote(escaped[0], errors="strict")
    except UnicodeDecodeError:
        return escaped[0]
    # Marks (of Indian scripts, of Japanese kana) belong to letters; all else may hide what an address is.
    return text if all(unicodedata.category(c)[0] in "LMN" for c in text) else escaped[0]


def shortened(text: str, width: int | None) -> str:
    """A sentence in which addresses take at most so many columns; null: as it is."""
    text = printable(text)
    return text if width is None else _ADDRESS.sub(lambda found: short(found[1] or found[2], width), text)
