"""A brand, or an address, to where a crawl begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from indexaudit.brand_file import has_scheme
from indexaudit.config import Brand
from indexaudit.errors import ConfigError
from indexaudit.web.urls import host_of, read_url

__all__ = ["Beginning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Where a crawl begins."""

    seeds: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    brand: Brand | None = None
    """Whose channels named them; then no host is trusted as local."""

    @classmethod
    def of(cls, brand_or_url: Brand | str) -> Self:
        """An address; or what a brand's channels name on its own domains, else the front pages of these.

        Raises :class:`InvalidURL`, and :class:`ConfigError` for a brand without a domain.
        """
        if isinstance(brand_or_url, str):
            return cls(seeds=(read_url(brand_or_url).href,))
        brand = brand_or_url
        if not brand.domains:
            raise ConfigError('the brand names no domain of its own; add domains = ["example.com"]')
        urls = _own(brand, (url for channel in brand.channels for url in channel.urls))
        sitemaps = _own(brand, (url for channel in brand.channels for url in channel.sitemaps))
        feeds = _own(brand, (url for channel in brand.channels for url in channel.feeds))
        roots = dict.fromkeys(map(_root, (*sitemaps, *feeds))) or [f"https://{domain}/" for domain in brand.domains]
        return cls(
            seeds=urls or tuple(read_url(root).href for root in roots), sitemaps=sitemaps, feeds=feeds, brand=brand
        )


def _own(brand: Brand, given: Iterable[str]) -> tuple[str, ...]:
    """Addresses on the brand's own domains. What is no address (a path) or another's is left out."""
    own = (text for text in given if has_scheme(text) and brand.owns(host_of(text)))
    return tuple(dict.fromkeys(read_url(text).href for text in own))


def _root(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"
