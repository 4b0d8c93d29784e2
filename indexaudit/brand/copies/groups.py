"""What goes in when copies are sought, and what comes out: types only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Group", "Member", "Text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The words of one item."""

    id: str
    """Of the item; no two texts have the same."""
    text: str
    """Plain text, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One text of a group, held against the fullest one."""

    id: str
    words: int
    """As :func:`~indexaudit.web.words.count_words` counts the whole text."""
    similarity: float
    """Share of the runs of words of both that stand in both (Jaccard), 0 to 1, three decimals. Runs that many items
    share are left out, for they belong to no text."""
    contained: float
    """Share of this text's runs of words that stand in the fullest one, 0 to 1, three decimals; the same left out."""
    relation: Literal["fullest", "copy", "excerpt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Copies and excerpts of one text. Each was compared with the fullest one, never by way of another."""

    members: tuple[Member, ...]
    """The fullest first, then by similarity; at least two."""
