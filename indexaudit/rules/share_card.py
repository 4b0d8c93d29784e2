"""Share metadata to what rules ask of it: which tag counts, where it stands, how large its image says it is. Holds no
rule."""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import urlsplit

from indexaudit.facts import Cards, Content, Head, Missing, Property
from indexaudit.model import Evidence, Outcome, PageType
from indexaudit.rules.base import evidence, unknown
from indexaudit.rules.canonical_links import hides_behind_home
from indexaudit.rules.hosts import is_private
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, normalize, registrable_domain, same_page

__all__ = [
    "CORE",
    "IMAGE",
    "declared_size",
    "empty",
    "image_address",
    "is_of_a_page",
    "not_the_page",
    "own_address",
    "pixels",
    "seen",
    "share_image",
    "shell_without",
    "tag",
]

IMAGE: Final = ("og:image", "og:image:url", "og:image:secure_url")
"""What names the image; ogp.me has the first two for the same, and the third for its https twin."""
CORE: Final = ("og:title", "og:type", "og:image", "og:url", "og:description")
_STARTS: Final = frozenset(CORE) | {*IMAGE, "twitter:card", "twitter:title", "twitter:description", "twitter:image"}
_SIGNS: Final = 2
"""Signs from which a wall is one, as facts.Wall promises for what shuts a gate."""
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)


def tag(name: str, content: str, *, attribute: str = "property") -> str:
    """The tag as an author writes it."""
    text = escape(" ".join(content.split()), quote=False).replace(chr(34), "&quot;")
    return f'<meta {attribute}="{name}" content="{text}">'


def seen(item: Property) -> Evidence:
    """A property as evidence, with the attribute that the page names it by."""
    text = f'<meta {item.attribute}="{item.name}" content="{item.content}">'
    return evidence(text, line=item.line, byte=item.byte)


def empty(cards: Cards, *names: str) -> Property | None:
    """The first property of these names that is written without a content."""
    return next((item for item in cards.properties if item.name in names and not item.content), None)


def share_image(cards: Cards) -> Property | None:
    """The image that previews show: the first one (ogp.me: the first wins)."""
    return cards.first(*IMAGE)


def image_address(cards: Cards, head: Head, final_url: str) -> str | None:
    """The absolute address of the share image; null without one, and for one that is no address of the web."""
    image = share_image(cards)
    url = join(head.base or final_url, image.content) if image is not None else None
    return url if url is not None and url.startswith(("http:", "https:")) else None


def is_of_a_page(url: str, final_url: str) -> bool:
    """Whether the address of an image is that of a page: a home page, or the page that names it."""
    parts = urlsplit(url)
    return (parts.path in ("", "/") and not parts.query) or same_page(url, final_url)


def declared_size(cards: Cards) -> tuple[Property | None, Property | None]:
    """Declared width and height of the first image; null where none is written that can be read.

    Structured properties follow the image that they belong to (ogp.me, "Structured Properties"), so those behind a
    second image are not this one's. With a single image they count wherever they stand.
    """
    roots = [n for n, item in enumerate(cards.properties) if item.name == "og:image" and item.content]
    own = cards.properties if len(roots) < 2 else cards.properties[roots[0] : roots[1]]
    width = next((item for item in own if item.name == "og:image:width" and pixels(item)), None)
    height = next((item for item in own if item.name == "og:image:height" and pixels(item)), None)
    return width, height


def own_address(head: Head, exchange: Exchange, page_type: PageType) -> str:
    """The address that the page is to be known by: its own when a canonical or nothing says so, else its canonical,
    wherever it stands, unless that cannot stand for this page: on a host of the house, on another site (see
    canonical-self), or the home page."""
    final = exchange.final_url
    here, site = is_private(host_of(final) or ""), registrable_domain(host_of(final) or "")
    if hides_behind_home(head, exchange, page_type):
        return normalize(final)
    named = [head.canonical, *(c.url for c in head.canonicals)]
    good = [
        url
        for url in named
        if url
        and (here or not is_private(host_of(url) or ""))
        and (site is None or registrable_domain(host_of(url) or "") == site)
    ]
    return normalize(final) if any(same_page(url, final) for url in good) or not good else good[0]


def pixels(item: Property) -> int | None:
    """The number of pixels that a property declares; null when it says none, or 0 or 1, which templates leave."""
    found = _PIXELS.fullmatch(item.content)
    return int(found[1]) if found and int(found[1]) > 1 else None


def shell_without(cards: Cards, content: Content | Missing) -> bool:
    """Whether the page is an empty shell that was served without share metadata: see share-tags-raw."""
    if not isinstance(content, Content) or content.shell is None:
        return False
    return not any(item.content and item.name in _STARTS for item in cards.properties)


def not_the_page(exchange: Exchange, content: Content | Missing, cards: Cards) -> Outcome | None:
    """Unknown when something else was served: an error, or a login without a card of what is behind it."""
    if exchange.status >= 400:
        return unknown("an error page was served")
    for wall in content.walls if isinstance(content, Content) else ():
        if len(wall.signs) < _SIGNS:
            continue
        if wall.kind == "not_found":
            return unknown("an error page was served")
        if wall.kind == "login" and not cards.first("og:title"):
            return unknown("a login stands before the content")
    return None
