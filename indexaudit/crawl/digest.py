"""What the other pages of a site need to know of one page: types only."""

from __future__ import annotations

from dataclasses import dataclass

from indexaudit.model import Result, Status

__all__ = ["Alternate", "Concluded", "Digest", "FoundImage", "FoundLink"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """One ``<a href>`` (or ``<area>``) to an http or https address."""

    url: str
    """Absolute, without fragment."""
    text: str
    """Anchor text, else title, alt or label; cut to 200 characters."""
    follow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundImage:
    """One picture that the page shows, or is shared with, at an http or https address."""

    url: str
    """Absolute, without fragment."""
    text: str
    """Its alternative text."""
    shared: bool = False
    """It is the share image, whether or not the page shows it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """One ``hreflang``."""

    language: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What one rule concluded of a page: as much as scores depend on, to make them again with site rules."""

    rule: str
    status: Status
    credit: float
    repaired: float
    expected: bool
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Result):
    """One page, as site rules see it."""

    title_key: str | None
    """The title folded for comparison, without the site's name."""
    description_key: str | None
    text_hash: str | None
    """Hex of 16 bytes of a hash of the main text, white space collapsed; null when there is none."""
    signature: str | None
    """Hex of the MinHash signature of the main text; null when it is too short to be compared."""
    links: tuple[FoundLink, ...]
    """Each address once, in the order of the page; at most ``Limits.links``. Empty in a store, which has a table."""
    links_dropped: int
    alternates: tuple[Alternate, ...]
    """Empty in a store, which has a table."""
    feeds: tuple[str, ...]
    """Absolute addresses of ``rel=alternate`` feeds."""
    next_pages: tuple[str, ...]
    """Addresses of links or ``rel=next`` that lead to the next part of a list."""
    more_button: bool
    """A "load more" control without an address stands on the page."""
    comments: int
    """Comments in the served HTML."""
    comment_fragments: int
    """Those of them with an id of their own, which a fragment can name."""
    gaps: tuple[str, ...]
    """What was not read of the page."""
    images: tuple[FoundImage, ...] = ()
    """Each address once; at most a hundred. Empty in a store: only a built folder answers for its images."""
