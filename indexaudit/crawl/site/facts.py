"""Where the rules on a site get their facts: every group of every page of a batch, and those of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from indexaudit.config import Config
from indexaudit.crawl.packing import clean
from indexaudit.crawl.site.addresses import address_hash, series
from indexaudit.crawl.site.duplicates import duplicates
from indexaudit.crawl.site.index import SiteIndex
from indexaudit.crawl.site.links import inlinks, link_targets
from indexaudit.crawl.site.listed import ListedFacts
from indexaudit.crawl.site.norms import norms, shared_images
from indexaudit.crawl.site.pages import Batch, StoredPage
from indexaudit.crawl.site.targets import arrivals, targets, variants
from indexaudit.crawl.site.whole import conventions, traps
from indexaudit.crawl.store import Store
from indexaudit.facts import NotAsked, Permalink, Unavailable
from indexaudit.model import Address, PageType
from indexaudit.platforms.address import read_address
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import (
    Arrivals,
    Conventions,
    Discussion,
    Duplicates,
    FeedCoverage,
    Feeds,
    Inlinks,
    LinkTargets,
    Listing,
    Norms,
    SharedImage,
    Sitemaps,
    SitePage,
    Targets,
    Traps,
    Variants,
)
from indexaudit.web.permalinks import read_permalink

__all__ = ["PageInSite", "SiteFacts", "WholeSite"]

Loaded = Mapping[type[Any], Mapping[int, Any]]
_GONE: Final = NotAsked("what was read of the page is not kept")


class SiteFacts:
    """The facts of a site, one batch of pages after the other."""

    def __init__(self, store: Store, index: SiteIndex, config: Config) -> None:
        self.store = store
        self.index = index
        self.config = config
        self.thresholds = Thresholds.from_overrides(config.thresholds)
        self.listed = ListedFacts(store, index)

    @cached_property
    def norms(self) -> Mapping[str, Norms]:
        """By page type."""
        return norms(self.store)

    def of(self, batch: Batch) -> dict[int, PageInSite]:
        """What each page of a batch gives to rules."""
        store, index = self.store, self.index
        loaded: Loaded = {
            Inlinks: inlinks(store, index, batch),
            LinkTargets: link_targets(store, batch),
            Sitemaps: self.listed.sitemaps(batch),
            Feeds: self.listed.feeds(batch),
            Duplicates: duplicates(store, batch),
            Targets: targets(store, batch),
            SharedImage: shared_images(store, index, batch),
            Variants: variants(store, batch),
            Arrivals: arrivals(store, batch),
        }
        return {page.id: PageInSite(self, page, loaded) for page in batch.pages}


class PageInSite:
    """The facts of one page within its site: a provider for :mod:`indexaudit.engine`."""

    def __init__(self, site: SiteFacts, page: StoredPage, loaded: Loaded) -> None:
        self.site = site
        self.page = page
        self._loaded = loaded

    def get(self, group: type[Any]) -> Any:
        """The group, or why it could not be had."""
        if group in self._loaded:
            return self._loaded[group][self.page.id]
        read = _READERS.get(group)
        return read(self) if read is not None else _GONE


class WholeSite:
    """The facts of the site as a whole: a provider for :mod:`indexaudit.engine`."""

    def __init__(self, site: SiteFacts) -> None:
        self._site = site

    @cached_property
    def conventions(self) -> Conventions:
        """How addresses are built."""
        return conventions(self._site.store)

    def get(self, group: type[Any]) -> Any:
        """The group, or why it could not be had."""
        if group is Conventions:
            return self.conventions
        if group is Traps:
            return traps(self._site.store)
        if group is FeedCoverage:
            return self._site.listed.coverage()
        if group is Thresholds:
            return self._site.thresholds
        return self._site.config if group is Config else _GONE


def _site_page(provider: PageInSite) -> SitePage:
    page = provider.page
    return SitePage(
        url=page.url,
        final_url=page.answered,
        indexability=page.verdict,
        canonical=None if page.void else page.canonical,
        own=bool(page.own),
        title=page.title,
        description=page.description,
        words=page.words,
        published=page.published,
        modified=page.modified,
        fetched_at=page.moment,
    )


def _norms(provider: PageInSite) -> Norms | Unavailable:
    if provider.page.words is None:
        return Unavailable("the words of the page were not counted")
    return provider.site.norms.get(provider.page.page_type or "other") or Norms()


def _listing(provider: PageInSite) -> Listing:
    page = provider.page
    digest = page.read_digest()
    following = digest["next_pages"]
    linked = {url for url in following if _links_to(provider, url)}
    part_of = None
    if page.canonical and page.named is not None and series(page.canonical) == series(page.answered):
        later = _bare(page.answered) != series(page.answered)
        part_of = page.canonical if later and _bare(page.canonical) == series(page.canonical) else None
    return Listing(
        linked=tuple(clean(url) for url in following if url in linked),
        relations=tuple(clean(url) for url in following if url not in linked),
        more_button=digest["more_button"],
        part_of=part_of,
        in_sitemap=provider.site.listed.has_entries,
        gaps=tuple(digest["gaps"]),
    )


def _links_to(provider: PageInSite, url: str) -> bool:
    """Whether the page links to an address inside the crawl's scope."""
    pair = provider.page.id, address_hash(url)
    return provider.site.store.row("SELECT 1 FROM link WHERE source = ? AND target = ?", pair) is not None


def _bare(url: str) -> str:
    """The address in the form of :func:`series`, with the number of its part."""
    host, _, rest = url.partition("://")[2].partition("#")[0].partition("/")
    path, _, query = rest.partition("?")
    return f"{host}/{path}".rstrip("/") + f"?{query}"


def _discussion(provider: PageInSite) -> Discussion:
    digest = provider.page.read_digest()
    return Discussion(comments=digest["comments"], fragments=digest["comment_fragments"], gaps=tuple(digest["gaps"]))


_READERS: Final[Mapping[type[Any], Callable[[PageInSite], Any]]] = {
    Address: lambda provider: read_address(provider.page.answered, provider.site.config.brand),
    Config: lambda provider: provider.site.config,
    Discussion: _discussion,
    Listing: _listing,
    Norms: _norms,
    PageType: lambda provider: PageType(type=provider.page.kind, confidence=1.0, basis=()),
    Permalink: lambda provider: read_permalink(provider.page.answered),
    SitePage: _site_page,
    Thresholds: lambda provider: provider.site.thresholds,
}
