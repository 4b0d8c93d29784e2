"""Every fact group that takes more than one page: types only.

Some groups are of one page within its site, the others (:data:`WHOLE_SITE`) of the site as a whole. In the audit of a
single page each is :class:`indexaudit.facts.NotAsked`, for the reason that :data:`REASONS` gives; a few can be had by
second requests instead of a crawl. What was not come to stands in ``gaps``, so that nothing is called absent that was
merely not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from indexaudit.facts import Group
from indexaudit.model import Indexability, PageKind
from indexaudit.web.spellings import Difference

__all__ = [
    "REASONS",
    "SITE_GROUPS",
    "WHOLE_SITE",
    "Alike",
    "AlternateTarget",
    "AnchorText",
    "Arrival",
    "Arrivals",
    "Conventions",
    "Difference",
    "Discussion",
    "Duplicates",
    "FeedCoverage",
    "FeedFile",
    "Feeds",
    "Inlinks",
    "LinkTarget",
    "LinkTargets",
    "ListedAt",
    "Listing",
    "Norms",
    "Pattern",
    "SharedImage",
    "SitePage",
    "SitemapFile",
    "Sitemaps",
    "Target",
    "Targets",
    "Trap",
    "Traps",
    "Variant",
    "Variants",
]

_SHOWN: Final = (Indexability.INDEXABLE, Indexability.RENDERED_ONLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage(Group):
    """What was kept of the page itself."""

    url: str = ""
    """As it was asked for."""
    final_url: str = ""
    """After redirects."""
    indexability: Indexability = Indexability.INDEXABLE
    canonical: str | None = None
    """Absolute address; null when the page names none, or one that cannot stand for it: on no public host, an error
    page, the home page for another text."""
    own: bool = True
    """It stands for itself: it neither redirects to another page of the crawl nor names another as canonical."""
    title: str | None = None
    description: str | None = None
    words: int | None = None
    published: str | None = None
    """ISO 8601 as far as known, as ``modified``."""
    modified: str | None = None
    fetched_at: datetime | None = None

    @property
    def shown(self) -> bool:
        """Whether a search engine may show this page at this address: what site rules judge."""
        return self.own and self.indexability in _SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorText:
    """What links to the page say."""

    text: str
    """Empty for links without text, title, alt and label."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlinks(Group):
    """Links from other pages of the site that search engines may show."""

    pages: int = 0
    """Pages with a link that may be followed; a link to an address that redirects here counts."""
    unfollowed: int = 0
    """Pages all of whose links here say nofollow."""
    linked_by: tuple[str, ...] = ()
    """At most five of ``pages``."""
    anchors: tuple[AnchorText, ...] = ()
    """At most twenty texts of links that may be followed, the most frequent first."""
    clicks: int | None = None
    """Links on the shortest way from a seed; null when none was found."""
    is_seed: bool = False
    """The crawl began here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """Where a link of the page leads."""

    url: str
    text: str
    status: int | None = None
    """HTTP status; null when nothing answered."""
    leads_to: str | None = None
    """The address that it redirects to."""
    image: bool = False
    """It is a picture that the page shows, and no link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTargets(Group):
    """What the pages answered to which the page links, as far as the crawl asked for them."""

    asked: int = 0
    """Links whose targets were asked for."""
    broken: tuple[LinkTarget, ...] = ()
    """At most ten targets that are errors: 404, 410, 5xx, error pages with 200."""
    broken_count: int = 0
    redirected: tuple[LinkTarget, ...] = ()
    """At most ten targets that redirect."""
    redirected_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAt:
    """One entry of a sitemap."""

    sitemap: str
    """Address of the file."""
    url: str
    """As it stands there."""
    lastmod: str | None = None
    """ISO 8601 as far as known."""
    alike: int = 0
    """Entries of the file, when every one of them has this very ``lastmod``; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapFile:
    """One sitemap with something wrong."""

    url: str
    problems: tuple[str, ...]
    """In plain words."""
    lost: bool
    """It could not be read, or not to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemaps(Group):
    """What the site's sitemaps say of the page."""

    asked: bool = True
    """Any was looked for."""
    files: int = 0
    """Sitemaps that were read, indexes included."""
    listed: tuple[ListedAt, ...] = ()
    """At most five entries that list the page under its own address."""
    variant: ListedAt | None = None
    """An entry whose address redirects to the page, or names it as canonical."""
    faulty: tuple[SitemapFile, ...] = ()
    """Files with problems among those that list the page; of a page that is not listed, all that could not be read.
    At most five."""
    site_pages: int = 0
    """Pages of the site that search engines may show."""
    entries: int = 0
    """Listed addresses that the crawl read."""
    unclean: int = 0
    """Those of them that are no page of their own to be shown: errors, redirects, noindex, another canonical."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """One feed that was read."""

    url: str
    kind: str | None = None
    """``rss``, ``atom``, ``rdf`` or ``json``."""
    entries: int = 0
    hub: str | None = None
    """Its WebSub hub."""
    tracked: str | None = None
    """An entry whose address carries tracking parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds(Group):
    """The feeds of the site, and what the page has to do with them."""

    named: tuple[str, ...] = ()
    """Addresses of feeds that the page names by ``rel=alternate``."""
    files: tuple[FeedFile, ...] = ()
    """At most twenty feeds of the site that were read."""
    broken: tuple[str, ...] = ()
    """Those of ``named`` that could not be read."""
    listed: bool = False
    """A feed holds the page now."""
    posts: int = 0
    """Articles and posts on the site that search engines may show; the dated ones alone, where fewer than half are
    dated: the chapters of a manual are no blog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another page with much of the same text."""

    url: str
    similarity: float
    """Share of words in common, 0 to 1, estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates(Group):
    """Other pages that search engines may show, and that have something of this one, among those that the crawl read.
    Versions in other languages and parts of one list are left out."""

    titles: tuple[str, ...] = ()
    """At most ten addresses of pages with the same title, the site's name aside."""
    titled: int = 0
    """How many they are."""
    descriptions: tuple[str, ...] = ()
    described: int = 0
    texts: tuple[str, ...] = ()
    """At most ten addresses of pages with the very same main text."""
    worded: int = 0
    near: tuple[Alike, ...] = ()
    """At most ten pages with nearly the same text, the nearest first."""
    has_text: bool = True
    """The page has a main text long enough to be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms(Group):
    """How long pages of its type are on the site."""

    pages: int = 0
    """Pages of the site that search engines may show and whose words were counted."""
    of_type: int = 0
    """Those of them of the page's type."""
    median: float = 0.0
    """Words of those."""
    deviation: float = 0.0
    """Median absolute deviation from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A page that another names, as the crawl or a second request saw it."""

    url: str
    state: str = "done"
    """``done``, ``failed``, ``skipped`` or ``pending``; ``unseen`` when the crawl does not know the address."""
    status: int | None = None
    indexability: Indexability | None = None
    """Null unless ``done``."""
    leads_to: str | None = None
    """The address that it redirects to."""
    canonical: str | None = None
    """The other page that it names as canonical itself."""
    similarity: float | None = None
    """Share of the words that the two pages have in common, 0 to 1, or the most that it can be where the other has few
    words; null when that cannot be told."""
    other: bool = False
    """It is the home page of the site, and the page that names it has another text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateTarget:
    """A version in another language."""

    language: str
    target: Target
    links_back: bool = True
    """It names this page among its own versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets(Group):
    """The pages that the page names in its head."""

    canonical: Target | None = None
    """Null when the page names none, or itself."""
    alternates: tuple[AlternateTarget, ...] = ()
    """Without the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedImage(Group):
    """How many pages show the same picture when they are shared."""

    image: str | None = None
    pages: int = 0
    """Pages with it, this one among them."""
    of: int = 0
    """Pages with any; both count pages of the types for which a picture of their own is asked."""
    gone: bool = False
    """The site has nothing at its address; only a built folder tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An address that the crawl came upon and that redirects to the page."""

    hops: tuple[tuple[str, int], ...]
    """Address and status of every redirect on the way; the first is the address itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals(Group):
    """The redirects that lead to the page."""

    found: tuple[Arrival, ...] = ()
    """At most twenty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another spelling of the page's address that was asked for."""

    url: str
    difference: Difference
    joined: Literal["redirect", "canonical", "none"]
    """How it leads here; ``none``: it stands beside the page as one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants(Group):
    """Addresses that differ in scheme, ``www.``, case or a final slash alone."""

    found: tuple[Variant, ...] = ()
    asked: int = 0
    """Spellings that were made up and asked for, whether or not anything answers there; a crawl makes up none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Group):
    """How a list leads to its next part."""

    linked: tuple[str, ...] = ()
    """Addresses of parts to which links lead."""
    relations: tuple[str, ...] = ()
    """Those that only ``<link rel=next>`` names."""
    more_button: bool = False
    part_of: str | None = None
    """The first part, when this is a later one whose canonical names that."""
    in_sitemap: bool = False
    """The site has a sitemap with entries, by which pages further down can be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion(Group):
    """Comments in the HTML that is served."""

    comments: int = 0
    fragments: int = 0
    """Those with an id, so that an address can name them."""


# --- the site as a whole ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Addresses of one pattern that the crawl gave up."""

    reason: str
    """``calendar``, ``facets``, ``session`` …"""
    pattern: str
    count: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traps(Group):
    """Where addresses do not come to an end."""

    found: tuple[Trap, ...] = ()
    """At most twenty, the most frequent first."""
    pages: int = 0
    """Pages that were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How the addresses of one page type are built."""

    page_type: PageKind
    pattern: str
    """``/blog/{words}/`` …"""
    pages: int
    """Pages of this pattern."""
    of: int
    """Pages of this type."""
    breakers: tuple[str, ...] = ()
    """At most ten addresses that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions(Group):
    """The site's permalinks, a pattern for each page type that has enough pages; those without a common one too."""

    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCoverage(Group):
    """Whether feeds hold the newest posts."""

    feeds: int = 0
    """Feeds that were read and hold something."""
    posts: int = 0
    """The newest articles and posts that were looked for: at most ten, and no more than the largest feed has room
    for."""
    found: int = 0
    """Those of them that a feed holds."""
    missing: tuple[str, ...] = ()
    """Addresses of the others."""


REASONS: Final[Mapping[type[Group], str]] = MappingProxyType(
    {
        SitePage: "it takes the other pages of the site, and this run reads one",
        Inlinks: "who links here is told by the other pages of the site, and this run reads one",
        LinkTargets: "what the linked pages answer is told by a crawl, and this run reads one page",
        Sitemaps: "what the sitemaps list is read when a site is crawled, and this run reads one page",
        Feeds: "what the feeds hold is read when a site is crawled, and this run reads one page",
        Duplicates: "needs the other pages of the site to compare with, and this run reads one",
        Norms: "what is usual here is told by ten and more pages of the site, and this run reads one",
        Targets: "needs the pages that this one names, and this run reads one; --probe asks for its canonical",
        SharedImage: "whether other pages share the image is told by a crawl, and this run reads one page",
        Arrivals: "which addresses redirect here is told by a crawl, and this run reads one page",
        Variants: "needs other spellings of the address, and this run asks for one; --probe asks for them",
        Listing: "whether the parts of a list lead to each other is told by a crawl, and this run reads one page",
        Discussion: "comments are counted when a site is crawled, and this run reads one page",
        Traps: "addresses without an end are seen by a crawl, and this run reads one page",
        Conventions: "how addresses are built here is told by eight and more pages, and this run reads one",
        FeedCoverage: "what the feeds hold is read when a site is crawled, and this run reads one page",
    }
)
"""Why a group cannot be had from one page."""

SITE_GROUPS: Final[frozenset[type[Group]]] = frozenset(REASONS)
WHOLE_SITE: Final[frozenset[type[Group]]] = frozenset({Traps, Conventions, FeedCoverage})
"""Those of the site as a whole. A rule that reads them is judged once for the site."""
