"""Text as it is written to text as it is read: character references decoded, addresses left out."""

from __future__ import annotations

import html
import re
from typing import Final

__all__ = ["unescape", "without_addresses"]

_LONG_REFERENCE: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
"""No character has such a number, and Python refuses to read thousands of digits."""
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|pic\.(?:twitter|x)\.com/)[!-~]+", re.IGNORECASE)


def unescape(text: str) -> str:
    """Character references decoded once, as HTML reads them. Never raises; U+FFFD for numbers of no character."""
    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def without_addresses(text: str) -> str:
    """The text without the addresses written out in it: they say where, not what, and are no words of a post."""
    return _ADDRESS.sub(" ", text) if "://" in text or "www." in text or "pic." in text else text
