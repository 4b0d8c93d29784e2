"""Rules on size and shape of a preview's image: as the file says when it was loaded, else as the page declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexaudit.facts import Cards, Content, LoadedImage, Missing, NotAsked, Property
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.publishers import OF_THE_PLATFORM, written_by
from indexaudit.rules.share_card import declared_size, not_the_page, pixels, seen, share_image
from indexaudit.rules.share_images import NO_IMAGE, not_loaded
from indexaudit.rules.sources import META_IMAGES, X_CARDS
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange

_WIDTH, _HEIGHT = "1,200", "630"
"""Pixels that Meta and LinkedIn ask for."""
_UNASKED: Final = "which is not loaded in this run"
_MESSENGERS: Final = 600 * 1000
"""Bytes beyond which WhatsApp is said to show no image. A third party says so, so that no finding comes of it."""


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
    *,
    cards: Cards,
    content: Content | Missing,
    address: Address,
    exchange: Exchange,
    loaded: LoadedImage | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """The image is not below what previews show large, and not above what they load.

    ## Why
    Meta shows no image below 200 pixels, a small one below 600×315, and asks for 1,200×630 for sharp screens; a sixth
    less than that is let pass. It loads no more than 8 MB, X and LinkedIn no more than 5. A size that is declared too
    small is shown that small whatever the file holds; one that is declared large enough may not be true, so only the
    image itself (`--images`) can show that it is. A page that asks X for a `summary` card has chosen the small one.

    ## Fix
    Name an image of 1,200×630 pixels, and declare it with og:image:width and og:image:height.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if written_by(address):
        return skip(OF_THE_PLATFORM)
    image = share_image(cards)
    if image is None:
        return unless_half_read(skip(NO_IMAGE), cards)
    declared = _declared(cards)
    if declared is not None and (judged := _too_small(declared, image, cards, thresholds)):
        return judged
    if isinstance(loaded, Missing):
        if not isinstance(loaded, NotAsked):
            return skip(loaded.reason)
        if declared is None:
            return skip(f"the page declares no size of its share image, and the image itself {_UNASKED[6:]}")
        if (cards.text("twitter:card") or "").lower() == "summary":
            return skip("the page asks for a small card, which an image of this size fills")
        return skip(f"the declared size is large enough; whether it is true needs the image, {_UNASKED}")
    if (unread := not_loaded(loaded)) is not None:
        return unread
    if too_heavy := _too_heavy(loaded, image, thresholds):
        return too_heavy
    real = _real(loaded)
    if real is None:
        return unknown(f"the size of the share image is not said in its first {loaded.received:,} bytes")
    if judged := _too_small(real, image, cards, thresholds):
        return judged
    heavy = loaded.size is not None and loaded.size > _MESSENGERS
    note = f"the share image has {_megabytes(loaded.size)}; WhatsApp is said to show none above 600 kB" if heavy else ""
    return ok(*real.seen, message=note)


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
    *,
    cards: Cards,
    content: Content | Missing,
    address: Address,
    exchange: Exchange,
    loaded: LoadedImage | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """The image is about twice as wide as high.

    ## Why
    Large previews are 1.91:1 (Meta, LinkedIn) or 2:1 (X) and cut away what is beyond. A photograph of 3:2 or 4:3
    loses its edges, an upright one its head. A square is right for a `summary` card, and Pinterest likes upright ones.
    The image itself counts when it was loaded (`--images`), turned as it asks to be, else what the page declares.

    ## Fix
    Name a version of 1,200×630 pixels, cut by somebody who looks at it.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if written_by(address):
        return skip(OF_THE_PLATFORM)
    if share_image(cards) is None:
        return unless_half_read(skip(NO_IMAGE), cards)
    size, asked = _declared(cards), isinstance(loaded, LoadedImage)
    if isinstance(loaded, LoadedImage):
        if (unread := not_loaded(loaded)) is not None:
            return unread
        size = _real(loaded)
        if size is None:
            return unknown(f"the size of the share image is not said in its first {loaded.received:,} bytes")
    if size is None or not size.wide or not size.high:
        return skip("the page does not declare width and height of its share image")
    ratio, t = size.wide / size.high, thresholds
    if (cards.text("twitter:card") or "").lower() == "summary" and 0.8 <= ratio <= 1.25:
        return ok(*size.seen)
    if size.wide < t.share_image_width_large or size.high < t.share_image_height_large:
        return skip("an image of this size is shown small, in its own shape; see og-image-size")
    if t.share_image_ratio <= ratio <= t.share_image_ratio_wide:
        if asked:
            return ok(*size.seen)
        return skip(f"the declared shape is right; whether it is true needs the image, {_UNASKED}")
    kept = min(ratio, 1.91) / max(ratio, 1.91)
    message = f"the share image {size.verb} {size.text}, of which a large preview shows {100 * kept:.0f} %"
    fix = f"Name a version of {_WIDTH}×{_HEIGHT} pixels, or put what matters into the middle."
    worst = fail if not t.share_image_ratio_least <= ratio <= t.share_image_ratio_most else warn
    return worst(message, *size.seen, fix=fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    wide: int | None
    high: int | None
    verb: str
    """``is declared as``, or ``has``."""
    seen: tuple[Evidence, ...]

    @property
    def text(self) -> str:
        if self.wide and self.high:
            return f"{self.wide}×{self.high} pixels"
        return f"{self.wide} pixels wide" if self.wide else f"{self.high} pixels high"


def _declared(cards: Cards) -> _Size | None:
    width, height = declared_size(cards)
    found = [item for item in (width, height) if item]
    if not found:
        return None
    return _Size(wide=_pixels(width), high=_pixels(height), verb="is declared as", seen=tuple(map(seen, found)))


def _real(loaded: LoadedImage) -> _Size | None:
    header = loaded.header
    if header.width is None or header.height is None:
        return None
    text = f"{(header.format or '').upper()} of {header.width}×{header.height} pixels at {loaded.url}"
    return _Size(wide=header.width, high=header.height, verb="has", seen=(evidence(text, where="url"),))


def _too_small(size: _Size, image: Property, cards: Cards, t: Thresholds) -> Outcome | None:
    """What there is to mend about a size, declared or real; null when it is large enough."""
    asked = f"{_WIDTH}×{_HEIGHT}"
    what = f"the share image {size.verb} {size.text}"
    fix = f"Name an image of {asked} pixels, and declare that size. Now: {quote(image.content)}."
    where = (seen(image), *size.seen)
    if min(n for n in (size.wide, size.high) if n) < t.share_image_least:
        return fail(f"{what}: too small to be shown", *where, fix=fix)
    if (cards.text("twitter:card") or "").lower() == "summary":
        return None
    wide, high = size.wide or t.share_image_width, size.high or t.share_image_height
    if wide < t.share_image_width_large or high < t.share_image_height_large:
        return warn(f"{what}: previews show it small, beside the text", *where, fix=fix)
    if wide < t.share_image_width or high < t.share_image_height:
        return warn(f"{what}, well below the {asked} that Meta asks for", *where, fix=fix)
    return None


def _too_heavy(loaded: LoadedImage, image: Property, t: Thresholds) -> Outcome | None:
    size = loaded.size
    if size is None or size <= t.share_image_bytes:
        return None
    fix = f"Write the image smaller: a JPEG or WebP of {_WIDTH}×{_HEIGHT} pixels has a few hundred kB."
    where = (seen(image), evidence(f"{size:,} bytes at {loaded.url}", where="header"))
    if size > t.share_image_bytes_most:
        return fail(f"the share image has {_megabytes(size)}, and previews load no more than 8 MB", *where, fix=fix)
    return warn(f"the share image has {_megabytes(size)}, and X and LinkedIn load no more than 5 MB", *where, fix=fix)


def _megabytes(size: int | None) -> str:
    return f"{(size or 0) / 1_000_000:.1f} MB"


def _pixels(item: Property | None) -> int | None:
    return pixels(item) if item else None
