"""Rules on the tags that previews are made of: which there are, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexaudit.facts import (
    Cards,
    Content,
    Head,
    Headline,
    Missing,
    PreferredImage,
    Property,
    Rendering,
    Unavailable,
)
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
from indexaudit.rules.publishers import elsewhere
from indexaudit.rules.refusals import platform_shell
from indexaudit.rules.share_card import (
    CORE,
    IMAGE,
    empty,
    not_the_page,
    own_address,
    seen,
    share_image,
    shell_without,
    tag,
)
from indexaudit.rules.sources import AI_CRAWLERS, META_SHARE_CRAWLER, OPEN_GRAPH, SLACK_CRAWLING
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange

_TYPES: Final = {
    PageKind.ARTICLE: "article",
    PageKind.POST: "article",
    PageKind.PROFILE: "profile",
    PageKind.VIDEO: "video.other",
}
"""What ogp.me calls a page of this type; every other is a ``website``, as one without og:type is anyway."""
_PICTURE: Final = "https://…/1200x630.jpg"


@rule(
    "og-core",
    "The page tells a preview its title, image, type, address and description",
    dimension=Dimension.SHARE,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[OPEN_GRAPH],
    since="0.1",
)
def og_core(
    *,
    cards: Cards,
    head: Head,
    headline: Headline | Missing,
    image: PreferredImage | Missing,
    content: Content | Missing,
    page_type: PageType,
    address: Address,
    exchange: Exchange,
) -> Outcome:
    """There are og:title and og:image, and og:type, og:url and a description.

    ## Why
    Whoever shares a link shares the card that is made of these tags. Without a title and an image the reader of a feed
    sees a bare link, or whatever the network makes up. Tags of an X card alone help on X and little elsewhere:
    Facebook and LinkedIn read Open Graph. `name=` does as well as `property=`; an empty tag is none; of several the
    first counts. A page without og:type is a website, which is right for a home page or a list; a meta description
    stands in for og:description.

    ## Fix
    Write `<meta property="og:title" content="…">` and its four companions into the head.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if shell_without(cards, content):
        return skip("the page is an empty shell without share tags; see share-tags-raw")
    lacking = [name for name in CORE if not _has(name, cards, head, page_type)]
    present = [item for item in (cards.first(*_names(name)) for name in CORE) if item]
    if not lacking:
        return ok(*map(seen, present))
    blank = [item for item in (empty(cards, *_names(name)) for name in lacking) if item]
    x_card = [item for item in (cards.first(f"twitter:{name[3:]}") for name in lacking) if item]
    named = _listed(lacking)
    if len(blank) == len(lacking):
        message = f"{named} {'is' if len(blank) == 1 else 'are'} empty"
    elif present:
        message = f"the share card lacks {named}"
    else:
        message = "the page has no Open Graph tags, of which share cards are made"
    if x_card:
        message += f"; Facebook and LinkedIn do not read {_listed([item.name for item in x_card])}"
    goods = [
        _good(name, cards=cards, head=head, headline=headline, image=image, page_type=page_type, exchange=exchange)
        for name in lacking
    ]
    verb = "Fill" if len(blank) == len(lacking) else "Add to the head:"
    fix = elsewhere(f"{verb} {_listed([f'`{good}`' for good in goods])}.", address)
    worst = fail if {"og:title", "og:image"} & set(lacking) else warn
    return unless_half_read(worst(message, *map(seen, [*blank, *x_card]), fix=fix), cards)


@rule(
    "share-tags-raw",
    "The share tags are in the HTML as it is served",
    dimension=Dimension.SHARE,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[AI_CRAWLERS, META_SHARE_CRAWLER],
    since="0.1",
)
def share_tags_raw(
    *, cards: Cards, content: Content, address: Address, exchange: Exchange, rendering: Rendering | Missing
) -> Outcome:
    """Title and image of the card are there before any script has run.

    ## Why
    The programs that make previews read the HTML and run no scripts. Of an empty shell to which scripts add the tags
    they see nothing. Some servers send them a page of its own, which no other client sees: the debuggers of the
    networks show what they get. When title and image are served, what scripts change later does not matter here. Which
    tags scripts add to a page that is no empty shell takes a browser to tell (`--render`).

    ## Fix
    Let the server write the share tags into the head, even when scripts draw the rest.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    title, image = cards.first("og:title"), share_image(cards)
    made = rendering.cards if isinstance(rendering, Rendering) else None
    late = _only_rendered(cards, made) if made is not None else ()
    if title and image:
        if any(item.name == "og:description" for item in late):
            return _late(warn, late, address)
        return ok(seen(title), seen(image))
    if shell := platform_shell(content, address):
        return unknown(shell)
    if any(item.name != "og:description" for item in late):
        return _late(fail, late, address)
    if not shell_without(cards, content):
        if isinstance(rendering, Unavailable):
            return unknown(rendering.reason)
        if isinstance(rendering, Rendering):
            # That scripts add nothing is only known of a page that came to rest.
            return unless_half_read(skip("scripts add no share tags either; see og-core"), cards, rendering)
        return skip("whether scripts add the tags that are missing needs a browser; see og-core")
    signs = content.shell.evidence[:1] if content.shell else ()
    return unless_half_read(
        fail(
            "the HTML is an empty shell without share tags, and previews are made without scripts",
            *signs,
            fix=elsewhere(
                f"Let the server write `{tag('og:title', '…')}` and the other share tags into the head. If it does so"
                " for preview bots alone, check what they get in a network's own debugger.",
                address,
            ),
        ),
        cards,
    )


def _only_rendered(cards: Cards, made: Cards) -> tuple[Property, ...]:
    """Title, image and description that the page has only when its scripts have run."""
    pairs = (
        (cards.first(*_names(name)), made.first(*_names(name))) for name in ("og:title", "og:image", "og:description")
    )
    return tuple(after for before, after in pairs if before is None and after is not None)


def _late(make: Callable[..., Outcome], late: tuple[Property, ...], address: Address) -> Outcome:
    named = _listed([item.name for item in late])
    return make(
        f"only scripts write {named}, and previews are made without scripts",
        *(evidence(tag(item.name, item.content), where="rendered") for item in late),
        fix=elsewhere(
            f"Let the server write {_listed([f'`{tag(item.name, item.content)}`' for item in late])} into the head.",
            address,
        ),
    )


@rule(
    "share-tags-early",
    "The share tags stand near the start of the page",
    dimension=Dimension.SHARE,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[META_SHARE_CRAWLER, SLACK_CRAWLING],
    since="0.1",
)
def share_tags_early(cards: Cards, content: Content | Missing, exchange: Exchange, thresholds: Thresholds) -> Outcome:
    """Title, description and image stand in the first 32 KB, and every share tag in the first megabyte.

    ## Why
    Meta asks for the tags within the first megabyte and reads no further. Slack is said, by a third party, to ask for
    about 32 KB first; behind a long inlined style sheet or script it may find no title. Bytes are counted after
    decompression.

    ## Fix
    Put the share tags at the top of the head, before inlined styles, scripts and data.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    placed = [(item.byte, item) for item in map(cards.first, (*CORE, "twitter:card")) if item and item.byte is not None]
    if not placed:
        return unless_half_read(skip("the page has no share tags; see og-core"), cards)
    fix = "Move the share tags to the top of the head, before inlined styles and scripts."
    byte, last = max(placed, key=lambda pair: pair[0])
    if byte >= thresholds.share_tag_bytes_most:
        return fail(
            f"{last.name} stands {_kilobytes(byte)} into the page, where Meta does not read", seen(last), fix=fix
        )
    shown = [pair for pair in placed if pair[1].name in ("og:title", "og:description", "og:image")]
    if shown:
        byte, last = max(shown, key=lambda pair: pair[0])
        if byte >= thresholds.share_tag_bytes:
            what = f"{last.name} stands {_kilobytes(byte)} into the page; Slack is said to read the first"
            return warn(f"{what} {_kilobytes(int(thresholds.share_tag_bytes))}", seen(last), fix=fix)
    return unless_half_read(ok(seen(last)), cards)


def _kilobytes(size: int) -> str:
    return f"{size / 1024:,.0f} KB"


def _names(name: str) -> tuple[str, ...]:
    return IMAGE if name == "og:image" else (name,)


def _has(name: str, cards: Cards, head: Head, page_type: PageType) -> bool:
    if cards.first(*_names(name)):
        return True
    if name == "og:type":
        return page_type.type not in _TYPES
    return name == "og:description" and head.description is not None


def _good(
    name: str,
    *,
    cards: Cards,
    head: Head,
    headline: Headline | Missing,
    image: PreferredImage | Missing,
    page_type: PageType,
    exchange: Exchange,
) -> str:
    """The tag as it should be on this page, of what the page says elsewhere."""
    same = cards.text(f"twitter:{name[3:]}")
    known: str | None
    if name == "og:title":
        told = headline.headline.text if isinstance(headline, Headline) and headline.headline else None
        # A heading on a home page is mostly that of a part.
        known = same or (head.title if page_type.type is PageKind.HOME else told) or told or head.title
    elif name == "og:image":
        known = (image.url if isinstance(image, PreferredImage) else None) or _PICTURE
    elif name == "og:type":
        known = _TYPES.get(page_type.type, "website")
    elif name == "og:url":
        known = own_address(head, exchange, page_type)
    else:
        known = same
    return tag(name, known or "…")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
