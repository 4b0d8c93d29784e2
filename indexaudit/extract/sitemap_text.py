"""Sitemaps of plain text: one address a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["is_list", "lines"]

_LONGEST_LINE: Final = 64 * 1024
"""Characters of a line that are kept: no address is as long."""
_TESTED: Final = 100
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


def is_list(head: str) -> bool:
    """Whether one of the first hundred lines that say something starts an address."""
    said = (line for line in head.lstrip("\ufeff").splitlines() if line.strip())
    return any(_ADDRESS.match(line.strip()) for line, _ in zip(said, range(_TESTED), strict=False))


def lines(pieces: Iterable[str]) -> Iterator[tuple[str, int, bool]]:
    """The lines that say something, stripped, with their 1-based numbers and whether a line end follows. Linear, also
    for a line without end."""
    number, kept = 1, ""
    for piece in pieces:
        *whole, rest = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in whole:
            if text := (kept + line[:_LONGEST_LINE]).strip("\ufeff \t\0\f\v"):
                yield text, number, True
            number, kept = number + 1, ""
        if len(kept) < _LONGEST_LINE:
            kept += rest
    if text := kept.strip("\ufeff \t\0\f\v"):
        yield text, number, False
