"""What is known about a platform: types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from indexaudit.model import Addressability, AddressForm, Source

__all__ = ["CanonicalHome", "Channel", "Control", "CrawlPosition", "Kind", "NativeShare", "Platform", "Visibility"]

Channel = Literal["social", "chat", "forum", "qa", "review", "code", "blog_platform", "owned_blog", "web", "proxy"]
"""What sort of place it is. ``owned_blog`` is software that a brand runs on a host of its own."""

Visibility = Literal["public", "login", "app"]
"""Who can open the item: anybody, members only, or nobody outside the platform's own application."""

CanonicalHome = Literal["yes", "no", "theme"]
"""Whether a copy may name the author's own page as its canonical; ``theme``: by changing the theme's code."""

NativeShare = Literal["repost", "feed", "none"]
"""What readers can do with an item inside the platform. ``repost``: pass it on in one step, to followers of theirs
(repost, retweet, boost, share, restack, repin, reblog, crosspost, forward); ``feed``: followers of its author are shown
it, and nobody passes it on in one step; ``none``: neither."""


class Control(StrEnum):
    """What an author may set at an address of the platform (design, part 6, ``publishing-control``)."""

    CANONICAL = "canonical"
    """Title, slug and canonical."""
    TITLE = "title"
    """Title and description, or the text that becomes them; no canonical."""
    NONE = "none"
    """Nothing: the platform writes the head."""

    @property
    def credit(self) -> float:
        """The credit of ``publishing-control``: 0.7, 0.4 or 0.1. (A host that no platform claims has 1.)"""
        return {"canonical": 0.7, "title": 0.4, "none": 0.1}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPosition:
    """Whether a dated copy of the platform's robots.txt lets three readers fetch the kind's first example."""

    date: str
    """The day of the copy: ``YYYY-MM-DD``, or ``YYYY-MM`` where no more is known; ``default`` for the file that the
    software writes unless it is told otherwise."""
    googlebot: bool
    bingbot: bool
    others: bool
    """An agent that the file does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of item, and the addresses it has. The kinds of a platform are tried in order."""

    kind: str
    """``post``, ``comment``, ``profile`` …: the same word on every platform."""
    paths: tuple[str, ...]
    """Patterns of the whole path (:mod:`indexaudit.platforms.patterns`); empty for an item that has no address."""
    hosts: tuple[str, ...]
    """Host patterns (:mod:`indexaudit.platforms.hosts`) to which the kind is confined; empty: every host of the
    platform."""
    query: tuple[str, ...]
    """Parameters that must be there, as ``name`` or ``name=pattern``."""
    fragments: tuple[str, ...]
    """Patterns of the fragment, one of which must fit; empty when the fragment does not matter."""
    form: AddressForm
    addressed: bool
    """Some address, fragment removed, names the item."""
    static: bool
    """No query is needed to name it."""
    words: bool
    """Words that name the item stand in the path: of its title, or a handle."""
    own_document: bool
    """The item itself is what would be indexed, not its parent or target."""
    canonical: str | None
    """Template of the canonical form from the parts of the patterns (``[…]`` is left out when one of its parts is
    missing); ``parent``: that of the address without ``query``, ``drop`` and fragment; ``unknown``: only the network
    could tell; null: the address as it is, without parameters that do not matter."""
    slash: bool | None
    """Whether the canonical form ends in a slash; null: as it is."""
    target: str | None
    """Where the address leads: a template, or ``?name`` for the parameter that holds it."""
    drop: tuple[str, ...]
    """Parameters that select the item and not its parent, beside those of ``query``."""
    visibility: Visibility
    ephemeral: bool
    """Gone after hours or days."""
    control: Control
    note: str | None
    examples: tuple[str, ...]
    crawl: tuple[CrawlPosition, ...]
    """Oldest first."""
    cite: tuple[str, ...]
    """Keys of ``sources.toml``; ``K``: common knowledge, not verified."""
    anywhere: int | None
    """Also told by the address alone on hosts that no platform claims; the lowest number is tried first."""
    elsewhere: bool
    """Only on hosts that no platform claims."""

    @property
    def addressability(self) -> Addressability:
        """The rung of the ladder that an address of this kind reaches on the platform's own host."""
        if not self.addressed:
            return Addressability.NONE
        if self.visibility == "app":
            return Addressability.IN_APP
        if self.visibility == "login":
            return Addressability.GATED
        return Addressability.READABLE if self.words else Addressability.OPAQUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One platform, as dated sources describe it. Every fact of it is declared, none observed."""

    id: str
    name: str
    channel: Channel
    status: str
    """``active``, ``remnant`` or ``defunct since …``."""
    reviewed: str
    """The day on which all this was last held against its sources: ``YYYY-MM-DD``."""
    hosts: tuple[str, ...]
    """Host patterns that are the platform's own; empty for software that runs on any host."""
    canonical_host: str | None
    """The host of canonical forms; null: each host stands for itself. ``{site}``, ``{sub}`` and ``{bare}`` stand for
    the registered part, what is before it, and the host without ``www.``."""
    own_hosts: tuple[str, ...]
    """Hosts that stand for themselves all the same."""
    other_sites: tuple[str, ...]
    """Hosts below ``hosts`` that are sites of another sort: its owner's blog, help and developer pages. Read as the
    open web."""
    hashbang: bool
    """``#!/path`` is a former form of ``/path``."""
    aliases: tuple[str, ...]
    """Other hosts and forms of the same items, in words."""
    control: Control
    canonical_home: CanonicalHome
    canonical_how: str | None
    other_robots: bool
    """Googlebot is answered with another robots.txt than everybody else, so that public copies do not tell what it may
    fetch."""
    native_share: NativeShare | None
    """Null for the open web and for software on hosts of the author's own: there it is the host that decides."""
    native_share_cite: tuple[str, ...]
    """Keys of ``sources.toml`` that say so; ``K``: common knowledge, not verified. Empty only where ``native_share`` is
    null."""
    native_share_sources: tuple[Source, ...]
    """The documents behind ``native_share_cite``."""
    outbound_links: str | None
    notes: tuple[str, ...]
    """What is known of its indexing, in words with their dates."""
    wall: tuple[str, ...]
    """Signs that a reader without an account was stopped."""
    shell: tuple[str, ...]
    """Signs that the page is empty until its scripts have run: it tells nothing about the item."""
    fingerprints: tuple[str, ...]
    """Signs of the software on a host of its own."""
    generators: tuple[str, ...]
    """What ``<meta name=generator>`` begins with, in lower case."""
    assets: tuple[str, ...]
    """Parts of addresses that its pages load from, in lower case."""
    track: tuple[str, ...]
    """Parameters that tell where a reader came from; ``*`` at the end stands for any ending."""
    drop: tuple[str, ...]
    """Parameters that present the same item in another way."""
    keep: tuple[str, ...]
    """Parameters that select an item."""
    limits: tuple[tuple[str, int], ...]
    """What may be how long, in characters."""
    author: tuple[tuple[str, str], ...]
    """What an author can set, in words."""
    cite: tuple[str, ...]
    sources: tuple[Source, ...]
    """The documents behind ``cite``, ``native_share_cite`` and what kinds cite; common knowledge (``K``) has none."""
    kinds: tuple[Kind, ...]
