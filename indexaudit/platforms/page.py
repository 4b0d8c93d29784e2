"""What a page itself says about who makes it, where its address alone cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from indexaudit.config import Brand
from indexaudit.facts import Head
from indexaudit.model import Address
from indexaudit.platforms import registry
from indexaudit.platforms.address import channel_of, read_address, read_address_on
from indexaudit.web.urls import host_of

__all__ = ["read_page", "software_of"]

_ARTICLE_TYPES: Final = frozenset(("article", "blog", "news.article"))
"""Values of ``og:type`` that are a text of its own."""


def read_page(url: str, head: Head, brand: Brand | None = None) -> Address:
    """The address, as :func:`~indexaudit.platforms.address.read_address` reads it, corrected by the page at it.

    On a host that no platform claims, the software that the page names (``<meta name=generator>``, else what its head
    loads) overrules what the path is typical of, and ``og:type`` tells a post from a page. ``basis`` is then ``page``.
    Raises :class:`~indexaudit.errors.InvalidURL`.
    """
    address = read_address(url, brand)
    if address.basis == "host":
        return address
    if (platform := software_of(head)) is not None:
        address = read_address_on(platform, url, brand)
    if address.kind == "page" and _is_article(head):
        platform_of = registry.known()[address.platform or "web"]
        owned = brand is not None and brand.owns(host_of(address.normalized))
        channel = channel_of(platform_of, "article", slug=address.slug, owned=owned)
        return replace(address, kind="article", basis="page", channel=channel)
    return address


def software_of(head: Head) -> str | None:
    """The id of the platform whose software made the page; null when the head names none that is known."""
    generators, assets = _signs()
    for meta in head.metas:
        if meta.name == "generator":
            said = meta.content.strip().lower()
            for start, platform in generators:
                if said.startswith(start):
                    return platform
    for reference in _references(head):
        for part, platform in assets:
            if part in reference:
                return platform
    return None


def _is_article(head: Head) -> bool:
    kind = head.meta("og:type")
    return (kind is not None and kind.content.strip().lower() in _ARTICLE_TYPES) or (
        head.meta("article:published_time") is not None
    )


def _references(head: Head) -> Iterator[str]:
    """Addresses of what the head names, in lower case."""
    for alternate in (*head.icons, *head.feeds, *head.oembeds):
        yield alternate.href.lower()
    for meta in head.metas:
        if meta.name in ("og:image", "twitter:image", "msapplication-tileimage"):
            yield meta.content.lower()


@cache
def _signs() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What generators begin with, and parts of addresses, with the platform of each; the longest first."""
    generators = [(start, p.id) for p in registry.load() for start in p.generators]
    assets = [(part, p.id) for p in registry.load() for part in p.assets]
    return (
        tuple(sorted(generators, key=lambda sign: -len(sign[0]))),
        tuple(sorted(assets, key=lambda sign: -len(sign[0]))),
    )
