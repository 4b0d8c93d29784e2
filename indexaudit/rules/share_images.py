"""The rule on the address of a preview's image: what the page writes, and what answers there when it was asked for."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from indexaudit.facts import Cards, Content, Head, LoadedImage, Missing, NotApplicable, Property
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity, Status
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.hosts import is_private
from indexaudit.rules.refusals import refusal
from indexaudit.rules.share_card import is_of_a_page, not_the_page, seen, share_image, tag
from indexaudit.rules.sources import META_IMAGES, OPEN_GRAPH, X_CARDS
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join

NO_IMAGE: Final = "the page names no share image; see og-core"
_LOST: Final = frozenset({"redirect_loop", "redirect_limit", "bad_location", "blocked_scheme", "url_too_long"})
"""What redirects do that no client can follow."""
_SHOWN: Final = frozenset({"png", "jpeg", "gif", "webp"})
"""Formats that X names, and that Meta and LinkedIn show."""
_NAMES: Final = {"html": "a page", "svg": "an SVG", "heic": "a HEIC", "jxl": "a JPEG XL", "ico": "an icon file"}


@rule(
    "og-image-fetchable",
    "The share image has an address that previews can load",
    dimension=Dimension.SHARE,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[META_IMAGES, X_CARDS, OPEN_GRAPH],
    since="0.1",
)
def og_image_fetchable(
    *,
    cards: Cards,
    head: Head,
    content: Content | Missing,
    exchange: Exchange,
    loaded: LoadedImage | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """og:image is an absolute address of a bitmap that answers, on https when the page is.

    ## Why
    Networks load the image themselves, from elsewhere and without the page: a relative address, one inside a private
    network, or `data:` means nothing to them, and neither X nor Meta shows SVG. Whether the address answers with an
    image is seen only by asking it (`--images`), and then the first bytes count, not the name. A host that refuses us
    may let others in, so that says nothing. What robots.txt of its host says to the agents of previews is judged by
    preview-bots-allowed.

    ## Fix
    Name a JPEG, PNG, WebP or GIF by its whole public `https://` address, which answers with 200.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    image = share_image(cards)
    if image is None:
        return unless_half_read(skip(NO_IMAGE), cards)
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
    if is_of_a_page(url, final):
        return fail(f"the share image {quote(text)} is the address of a page", seen(image), fix=whole)
    if urlsplit(url).path.lower().endswith((".svg", ".svgz")) or cards.text("og:image:type") == "image/svg+xml":
        return fail("the share image is an SVG, which neither X nor Meta shows", seen(image), fix=whole)
    answer = skip(loaded.reason) if isinstance(loaded, Missing) else _answer(loaded, image, thresholds)
    if answer.status is Status.FAIL:
        return answer
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
    return answer


def not_loaded(loaded: LoadedImage) -> Outcome | None:
    """Why nothing can be said of the file: unknown when it could not be had, skip when it is no image. Null: it is
    one."""
    answer = _unseen(loaded) or _no_image(loaded)
    if answer is None or answer.status is Status.UNKNOWN:
        return answer
    return skip("no image answers at its address; see og-image-fetchable")


def _answer(loaded: LoadedImage, image: Property, thresholds: Thresholds) -> Outcome:
    if (unseen := _unseen(loaded) or _no_image(loaded, seen(image))) is not None:
        return unseen
    way = loaded.exchange
    assert way is not None  # noqa: S101 - it was seen
    kind = loaded.header.format or ""
    if kind == "avif":
        return warn(
            "the share image is an AVIF, which is not among the formats that X names",
            seen(image),
            fix=f"Name a JPEG, PNG or WebP of it instead of {quote(image.content)}.",
        )
    if way.media_type is not None and not _is_bitmap(way.media_type):
        return warn(
            f"the share image is a {kind.upper()} that its host calls {way.media_type}",
            seen(image),
            evidence(f"Content-Type: {way.media_type}", where="header"),
            fix=f"Send `Content-Type: image/{kind}` with {loaded.url}.",
        )
    redirects = len(way.hops) - 1
    if redirects > thresholds.share_image_redirects:
        return warn(
            f"{redirects} redirects lead to the share image",
            *_hops(way),
            fix=f"Write `{tag('og:image', way.final_url)}`.",
        )
    return ok(*_hops(way))


def _unseen(loaded: LoadedImage) -> Outcome | None:
    """Unknown for what says nothing about the image; fail for redirects that lead nowhere."""
    error, way = loaded.error, loaded.exchange
    if way is None:
        if error is not None and error.code in _LOST:
            return fail(
                f"the share image cannot be loaded: {error.message}",
                evidence(loaded.url, where="url"),
                fix="Name the address at which the image itself is.",
            )
        return unknown(f"the share image could not be loaded: {error.message if error else 'nothing answered'}")
    if refused := refusal(way, NotApplicable("an image has no walls")):
        return unknown(f"the host of the share image refused us: {refused}")
    if way.status == 408 or way.status >= 500:
        return unknown(f"the host of the share image answers {way.status}, which may pass")
    return None


def _no_image(loaded: LoadedImage, *where: Evidence) -> Outcome | None:
    """Fail for an answer that is no image that previews show."""
    way = loaded.exchange
    assert way is not None  # noqa: S101 - it was seen
    fix = f"Put the image at {loaded.url}, or name another."
    answered = evidence(f"status {way.status} at {way.final_url}", where="header")
    if way.status not in (200, 206):
        return fail(f"the share image answers {way.status}", *where, answered, fix=fix)
    if not loaded.received:
        return fail("the share image is an empty file", *where, answered, fix=fix)
    kind = loaded.header.format
    if kind in _SHOWN or kind == "avif":
        return None
    named = _NAMES.get(kind or "", f"a {kind.upper()}" if kind else "no image")
    also = "" if kind is not None or way.media_type is None else f", which its host calls {way.media_type}"
    return fail(
        f"what answers at the address of the share image is {named}{also}",
        *where,
        answered,
        fix="Name a JPEG, PNG, WebP or GIF.",
    )


def _is_bitmap(media_type: str) -> bool:
    return media_type.startswith("image/") and media_type != "image/svg+xml"


def _hops(way: Exchange) -> tuple[Evidence, ...]:
    return tuple(evidence(f"{hop.status} {hop.url}", where="header") for hop in way.hops)
