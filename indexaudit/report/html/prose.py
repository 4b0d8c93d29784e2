"""Sentences of results to markup: what stands between backticks is code, everything else is text."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from indexaudit.model import Axis
from indexaudit.report.printable import printable
from indexaudit.report.short_address import shortened
from indexaudit.report.words import sentence

__all__ = ["brief", "gain", "linked", "prose"]

_ADDRESS: Final = 52
"""Columns of an address in a sentence."""
_CODE: Final = re.compile(r"`([^`]+)`")


def prose(text: str) -> Markup:
    """A sentence, escaped, with a capital where it starts with a word."""
    pieces = _CODE.split(sentence(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)
    )


def brief(text: str) -> Markup:
    """The same, with addresses cut to what of them fits into a line."""
    return prose(shortened(text, _ADDRESS))


def gain(points: float, axis: Axis) -> str:
    """The points that a change wins: ``+3.0 search``; empty for none."""
    return f"+{points:,.1f} {printable(axis.value)}" if points > 0 else ""


def linked(url: str | None) -> str | None:
    """An address that a reader may follow: http and https, and nothing in it that does not show; else null."""
    return url if url is not None and url.startswith(("https://", "http://")) and printable(url) == url else None
