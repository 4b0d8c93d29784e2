"""Rules on the image of a preview, as far as the page itself tells: its address, and its declared size."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from indexaudit.facts import Cards, Content, Head, Missing, Property
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.hosts import is_private
from indexaudit.rules.publishers import OF_THE_PLATFORM, written_by
from indexaudit.rules.share_card import (
    declared_size,
    not_the_page,
    pixels,
    seen,
    share_image,
    tag,
)
from indexaudit.rules.sources import META_IMAGES, OPEN_GRAPH, X_CARDS
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, same_page

_NO_IMAGE: Final = "the page names no share image; see og-core"
_WIDTH, _HEIGHT = "1,200", "630"
"""Pixels that Meta and LinkedIn ask for."""
_ASK: Final = "needs a request to the image, which this run does not make"


@rule(
    "og-image-fetchable",
    "The share image has an address that previews can load",
    dimension=Dimension.SHARE,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[META_IMAGES, X_CARDS, OPEN_GRAPH],
    since="0.1",
)
def og_image_fetchable(cards: Cards, head: Head, content: Content | Missing, exchange: Exchange) -> Outcome:
    """og:image is an absolute address of a bitmap that answers, on https when the page is.

    ## Why
    Networks load the image themselves, from elsewhere and without the page: a relative address, one inside a private
    network, or `data:` means nothing to them, and neither X nor Meta shows SVG. Whether the address answers with an
    image is seen only by asking it.

    ## Fix
    Name a JPEG, PNG, WebP or GIF by its whole public `https://` address.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    image = share_image(cards)
    if image is None:
        return unless_half_read(skip(_NO_IMAGE), cards)
    final, text = exchange.final_url, image.content
    url = join(head.base or final, text)
    whole = f"Write the whole address of a JPEG, PNG, WebP or GIF instead of {quote(text)}."
    if url is None or not url.startswith(("http:", "https:")):
        return fail(f"the share image {quote(text)} is not a web address", seen(image), fix=whole)
    if not text.lower().startswith(("http:", "https:", "//")):
        return fail(
            f"the share image {quote(text)} is a relative address",
            seen(image),
            fix=f"Write `{tag('og:image', url)}`.",
        )
    host, own = host_of(url) or "", host_of(final) or ""
    if host != own and is_private(host) and not is_private(own):
        return fail(
            f"the share image is on {host}, which is no public host name",
            seen(image),
            fix=f"Write the public address of the image instead of {quote(text)}.",
        )
    if (urlsplit(url).path in ("", "/") and not urlsplit(url).query) or same_page(url, final):
        return fail(f"the share image {quote(text)} is the address of a page", seen(image), fix=whole)
    if urlsplit(url).path.lower().endswith((".svg", ".svgz")) or cards.text("og:image:type") == "image/svg+xml":
        return fail("the share image is an SVG, which neither X nor Meta shows", seen(image), fix=whole)
    if text.startswith("//"):
        return warn(
            "the share image is named without https:", seen(image), fix=f"Write `{tag('og:image', f'https:{text}')}`."
        )
    secure = (cards.text("og:image:secure_url") or "").startswith("https:")
    if url.startswith("http:") and final.startswith("https:") and not secure:
        return warn(
            "the share image is on http, and the page on https",
            seen(image),
            fix=f"Write `{tag('og:image', 'https' + url[4:])}`, once the image answers there.",
        )
    return skip(_ASK)


@rule(
    "og-image-size",
    "The share image is large enough",
    dimension=Dimension.SHARE,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[META_IMAGES, X_CARDS],
    since="0.1",
)
def og_image_size(
    cards: Cards,
    content: Content | Missing,
    address: Address,
    exchange: Exchange,
    thresholds: Thresholds,
) -> Outcome:
    """The declared size of the image is not below what previews show large.

    ## Why
    Meta shows no image below 200 pixels, a small one below 600×315, and asks for 1,200×630 for sharp screens; a sixth
    less than that is let pass. A size that is declared too small is shown that small whatever the file holds; one that
    is declared large enough may not be true, so only the image itself can show that it is. A page that asks X for a
    `summary` card has chosen the small one.

    ## Fix
    Name an image of 1,200×630 pixels, and declare it with og:image:width and og:image:height.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if written_by(address):
        return skip(OF_THE_PLATFORM)
    image = share_image(cards)
    if image is None:
        return unless_half_read(skip(_NO_IMAGE), cards)
    width, height = declared_size(cards)
    declared = [item for item in (width, height) if item]
    if not declared:
        return skip("the page declares no size of its share image, and the image itself is not loaded in this run")
    t = thresholds
    wide, high = _pixels(width), _pixels(height)
    asked = f"{_WIDTH}×{_HEIGHT}"
    what = f"the share image is declared as {_size(wide, high)}"
    fix = f"Name an image of {asked} pixels, and declare that size. Now: {quote(image.content)}."
    if min(n for n in (wide, high) if n) < t.share_image_least:
        return fail(f"{what}: too small to be shown", *map(seen, (image, *declared)), fix=fix)
    if (cards.text("twitter:card") or "").lower() == "summary":
        return skip("the page asks for a small card, which an image of this size fills")
    if (wide or t.share_image_width) < t.share_image_width_large or (
        high or t.share_image_height
    ) < t.share_image_height_large:
        return warn(f"{what}: previews show it small, beside the text", *map(seen, (image, *declared)), fix=fix)
    if (wide or t.share_image_width) < t.share_image_width or (high or t.share_image_height) < t.share_image_height:
        return warn(f"{what}, well below the {asked} that Meta asks for", *map(seen, (image, *declared)), fix=fix)
    return skip(
        "the declared size is large enough; whether it is true needs the image, which is not loaded in this run"
    )


@rule(
    "og-image-ratio",
    "The share image has the shape of a preview",
    dimension=Dimension.SHARE,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[META_IMAGES, X_CARDS],
    since="0.1",
)
def og_image_ratio(
    cards: Cards,
    content: Content | Missing,
    address: Address,
    exchange: Exchange,
    thresholds: Thresholds,
) -> Outcome:
    """By its declared size the image is about twice as wide as high.

    ## Why
    Large previews are 1.91:1 (Meta, LinkedIn) or 2:1 (X) and cut away what is beyond. A photograph of 3:2 or 4:3
    loses its edges, an upright one its head. A square is right for a `summary` card, and Pinterest likes upright ones.

    ## Fix
    Name a version of 1,200×630 pixels, cut by somebody who looks at it.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if written_by(address):
        return skip(OF_THE_PLATFORM)
    if share_image(cards) is None:
        return unless_half_read(skip(_NO_IMAGE), cards)
    width, height = declared_size(cards)
    wide, high = _pixels(width), _pixels(height)
    if width is None or height is None or not wide or not high:
        return skip("the page does not declare width and height of its share image")
    if (cards.text("twitter:card") or "").lower() == "summary" and 0.8 <= wide / high <= 1.25:
        return ok(seen(width), seen(height))
    ratio, t = wide / high, thresholds
    if wide < t.share_image_width_large or high < t.share_image_height_large:
        return skip("an image of this size is shown small, in its own shape; see og-image-size")
    if t.share_image_ratio <= ratio <= t.share_image_ratio_wide:
        return skip("the declared shape is right; whether it is true needs the image, which is not loaded in this run")
    kept = min(ratio, 1.91) / max(ratio, 1.91)
    message = f"the share image is declared as {wide}×{high} pixels, of which a large preview shows {100 * kept:.0f} %"
    fix = f"Name a version of {_WIDTH}×{_HEIGHT} pixels, or put what matters into the middle."
    worst = fail if not t.share_image_ratio_least <= ratio <= t.share_image_ratio_most else warn
    return worst(message, seen(width), seen(height), fix=fix)


def _pixels(item: Property | None) -> int | None:
    return pixels(item) if item else None


def _size(wide: int | None, high: int | None) -> str:
    if wide and high:
        return f"{wide}×{high} pixels"
    return f"{wide} pixels wide" if wide else f"{high} pixels high"
