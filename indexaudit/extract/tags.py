"""One element as both readers of markup see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["TEXT_OF", "Tag"]

TEXT_OF: Final = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "script", "time", "title"})
"""Elements whose text is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One element, whichever reader saw it."""

    name: str
    """In lower case."""
    attributes: Mapping[str, str]
    """Names in lower case; the first of a doubled attribute wins, as HTML5 says."""
    text: str
    """All text inside it, for the elements of :data:`TEXT_OF`; else empty."""
    line: int | None
    """1-based; null from the streaming reader."""
    in_svg: bool = False
    """Inside ``<svg>`` or ``<math>``, where a ``<title>`` is not the document's (looked at for titles)."""
