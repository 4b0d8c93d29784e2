"""One thing that a brand published, as it was read: from a page, an archive, a feed, a sitemap or a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexaudit.model import PageAudit, Result

__all__ = ["Intake", "Item", "ItemKind", "Origin", "Read", "SetAside"]

ItemKind = Literal["article", "post", "reply", "repost", "like", "page"]
"""``post`` and ``article`` are what headline figures count; ``page`` is anything else that has an address (a profile,
a list, a product)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Result):
    """Where an item was read, so that a figure can be traced to it."""

    source: str
    """As the brand's file names it: a file, a folder, an archive, or an address."""
    member: str | None = None
    """The file inside a folder or an archive."""
    place: int | None = None
    """1-based: the line of a table or list, the number of the record in an archive, a feed or a sitemap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Result):
    """One thing that was published. Everything but ``origin`` may be unknown.

    A like is an item too: it has no address of its own, and ``about`` says what was liked.
    """

    origin: Origin
    url: str | None = None
    """Its own address, absolute; null when it has none, or when the source does not say."""
    channel: str | None = None
    """The name of its channel in the brand's file; null: by platform."""
    kind: ItemKind | None = None
    """As the source says; null: as address and page tell."""
    platform: str | None = None
    """Id of the platform whose archive it is from; null: as the address tells."""
    title: str | None = None
    text: str | None = None
    """The brand's own words as plain text, whole; null when the source does not hold them. Never words of others."""
    date: str | None = None
    """ISO 8601 date or date with time and zone."""
    about: str | None = None
    """Address of what it answers, shares or likes."""
    links: tuple[str, ...] = ()
    """Absolute addresses that it links to, resolved from shorteners where the source does so."""
    language: str | None = None
    """BCP 47, as the source says."""
    audit: PageAudit | None = None
    """The page at the address, judged, when it was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(Result):
    """A record that was read and gives no item."""

    origin: Origin
    reason: str
    """Why, in plain words that repeat for equal causes, so that they can be counted (``outside the period``)."""


Read: TypeAlias = Item | SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One source of one channel, while it is read: what it gives, and what there is to say of it as a whole."""

    channel: str | None
    source: str
    """As the brand's file names it."""
    records: Iterator[Read]
    """Read lazily, once. Never raises for what a source holds: a damaged record is a :class:`SetAside`."""
    notes: list[str]
    """Filled while the records are read: a cut file, another year's format, what was not opened."""
