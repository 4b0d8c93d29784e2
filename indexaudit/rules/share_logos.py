"""The rule on share images that stand for the site and not for the page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.facts import Cards, Content, Head, Headline, Missing, Node, StructuredData
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import fold
from indexaudit.rules.exemptions import PICTURED_BY_A_LOGO
from indexaudit.rules.share_card import not_the_page, seen, share_image
from indexaudit.rules.sources import GOOGLE_IMAGES, X_CARDS
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, registrable_domain

_FILE: Final = re.compile(r"\.(?:avif|gif|ico|jpe?g|png|svg|webp)$")
_PHOTO: Final = re.compile(r"\.jpe?g(?:[?#]|$)")
_MARK: Final = re.compile(r"icon|logo")
_SIZED: Final = re.compile(r"-\d{2,4}x\d{2,4}(?=\.[a-z]{3,4}$)")
_WORD: Final = re.compile(r"[a-z]+")
_LOGO: Final = frozenset({"favicon", "logo", "logos", "logotype", "placeholder"})
_SHARE: Final = frozenset({"facebook", "fb", "graph", "og", "opengraph", "share", "sharing", "social", "twitter"})
_PLAIN: Final = frozenset(
    {
        *_LOGO,
        *_SHARE,
        *("big", "black", "blue", "brand", "card", "color", "colour", "dark", "default", "final", "full", "hd"),
        *("header", "hires", "horizontal", "icon", "image", "img", "large", "light", "main", "meta", "new"),
        *("open", "px", "rgb", "scaled", "site", "small", "square", "stacked", "thumb", "thumbnail", "transparent"),
        *("v", "vertical", "website", "white", "wide", "x"),
    }
)
"""Words of a file name that say nothing about what it shows."""
_TEMPLATE: Final = frozenset(
    {"asset", "assets", "common", "dist", "images", "img", "public", "skin", "static", "template", "templates"}
    | {"theme", "themes"}
)
"""Folders that hold what every page of a site shares."""


@rule(
    "og-image-specific",
    "The share image shows what the page is about",
    dimension=Dimension.SHARE,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_IMAGES, X_CARDS],
    since="0.1",
    not_on=PICTURED_BY_A_LOGO,
)
def og_image_specific(
    *,
    cards: Cards,
    head: Head,
    data: StructuredData,
    headline: Headline | Missing,
    content: Content | Missing,
    exchange: Exchange,
) -> Outcome:
    """The image is not the site's logo or icon.

    ## Why
    A logo makes every link of a site look the same in a feed. X discourages one, and Google does for the preferred
    image. It is told from what the page calls its logo or icon, or from a file name that holds nothing but "logo" and
    the site's own name. That more than a fifth of the pages show one image is told when a site is crawled.

    ## Fix
    Name a picture of what this page is about; a generated card with its title will do.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    image = share_image(cards)
    if image is None:
        return unless_half_read(skip("the page names no share image; see og-core"), cards)
    base = head.base or exchange.final_url
    url = join(base, image.content)
    if url is None:
        return skip("the share image is no address; see og-image-fetchable")
    name = headline.headline.text if isinstance(headline, Headline) and headline.headline else ""
    if "logo" in fold(f"{name} {head.title or ''}"):
        return skip("the page is about a logo")
    fix = "Name a picture of what this page is about, or a generated card that shows its title."
    key = _key(url)
    for what, other, text, line in _marks(head, data):
        mark = join(base, other)
        if mark and _key(mark) == key:
            return fail(f"the share image is the {what} of the site", seen(image), evidence(text, line=line), fix=fix)
    site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else ""
    if _looks_like_a_logo(url, site, host_of(exchange.final_url) or ""):
        return warn("by its name the share image is a logo or a default of the site", seen(image), fix=fix)
    return skip("it is no logo; whether other pages share it needs a crawl")


def _marks(head: Head, data: StructuredData) -> list[tuple[str, str, str, int | None]]:
    """What the page calls the logo or an icon of the site: what it is, its address, how it is written, the line."""
    found = [
        ("icon", icon.href, f'<link rel="icon" href="{icon.href}">', icon.line)
        for icon in head.icons
        # Templates that name the picture of each article as icon too: a photograph is no icon.
        if not _PHOTO.search(icon.href.lower()) or _MARK.search(icon.href.lower())
    ]
    for node in data.walk():
        for logo in node.properties.get("logo", ()):
            text = (logo.text("url") or logo.text("contentUrl") or logo.id) if isinstance(logo, Node) else str(logo)
            if text:
                found.append(("logo", text, f"{'/'.join(node.types)} logo {text}", node.line))
    return found


def _key(url: str) -> tuple[str, str, str]:
    """The address without scheme, without the size that an image service appends, and, of a file, without a query."""
    parts = urlsplit(url.lower())
    query = "" if _FILE.search(parts.path) else parts.query
    return parts.netloc.removeprefix("www."), _SIZED.sub("", parts.path), query


def _looks_like_a_logo(url: str, site: str, host: str) -> bool:
    folders, _, file = unquote(urlsplit(url).path).rpartition("/")
    words = set(_WORD.findall(_FILE.sub("", fold(file))))
    if not (words & _LOGO or ("default" in words and words & _SHARE)):
        return False
    domain = registrable_domain(host) or host
    own = "".join(_WORD.findall(fold(site) + domain.partition(".")[0]))
    rest = words - _PLAIN
    if rest:
        return all(len(word) > 1 and word in own for word in rest)
    inside = {word for folder in fold(folders).split("/") for word in _WORD.findall(folder)}
    return not inside or bool(inside & _TEMPLATE)
