"""The rule on the X card."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Cards, Content, Missing, Property
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import columns, quote
from indexaudit.rules.publishers import OF_THE_PLATFORM, written_by
from indexaudit.rules.share_card import (
    declared_size,
    empty,
    not_the_page,
    pixels,
    seen,
    shell_without,
    tag,
)
from indexaudit.rules.sources import X_CARDS
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange

_VALID: Final = ("summary", "summary_large_image", "app", "player")
_FORMER: Final = {"photo": "summary_large_image", "gallery": "summary_large_image", "product": "summary"}
"""Kinds of card that X gave up in 2015, and what replaced each."""
_LARGE: Final = 300
"""Pixels of width that X asks of the image of a large card."""


@rule(
    "x-card",
    "The page names a kind of X card, with texts that fit it",
    dimension=Dimension.SHARE,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[X_CARDS],
    since="0.1",
)
def x_card(
    cards: Cards,
    content: Content | Missing,
    address: Address,
    exchange: Exchange,
    thresholds: Thresholds,
) -> Outcome:
    """twitter:card is one of the four kinds; title, description and alternative text are not much longer than X shows.

    ## Why
    Title, description and image fall back to Open Graph; the kind of card falls back to nothing certain, and at best
    to a small one. `name=` and `property=` are both read; of several kinds X takes the last. Texts that are a
    little too long are cut, no more: only much longer ones are found.

    ## Fix
    Write `<meta name="twitter:card" content="summary_large_image">`, and say the title in 70 characters.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    if shell_without(cards, content):
        return skip("the page is an empty shell without share tags; see share-tags-raw")
    if written_by(address):
        return skip(OF_THE_PLATFORM)
    kinds = [item for item in cards.properties if item.name == "twitter:card" and item.content]
    if not kinds and not any(item.name.startswith(("og:", "twitter:")) for item in cards.properties if item.content):
        return unless_half_read(skip("the page has no share tags at all; see og-core"), cards)
    if not kinds:
        return unless_half_read(_absent(cards), cards)
    card = kinds[-1]
    kind = card.content.lower()
    if kind not in _VALID:
        good = _FORMER.get(kind) or _kind(cards)
        what = "is a kind that X gave up" if kind in _FORMER else "is no kind of X card"
        return fail(
            f"twitter:card {quote(card.content)} {what}",
            seen(card),
            fix=f"Write `{tag('twitter:card', good, attribute='name')}` instead of {quote(card.content)}.",
        )
    if kind == "player" and not cards.first("twitter:player", "twitter:player:stream"):
        return fail(
            "the X card is a player, and no twitter:player says what it plays",
            seen(card),
            fix=f"Add twitter:player, or write `{tag('twitter:card', 'summary_large_image', attribute='name')}`.",
        )
    t = thresholds
    long = [
        (item, what, columns(item.content), shown)
        for item, what, shown, most in (
            (_text(cards, "title"), "title", t.card_title_characters, t.card_title_characters_most),
            (
                _text(cards, "description"),
                "description",
                t.card_description_characters,
                t.card_description_characters_most,
            ),
            (_text(cards, "image:alt"), "alternative text", t.card_alt_characters, t.card_alt_characters),
        )
        if item and columns(item.content) > most
    ]
    if not long:
        return ok(seen(card))
    item, _, _, shown = long[0]
    said = " and ".join(
        f"the {what} has {size:,} characters, of which X shows {shown:g}" for _, what, size, shown in long
    )
    name = "twitter:" + item.name.partition(":")[2]
    verb = f"Write a shorter text into {name}" if item.name == name else f"Add {name} with a text of its own"
    return warn(
        said,
        *(seen(each[0]) for each in long),
        fix=f"{verb}, of {shown:g} characters at most. Now: {quote(item.content)}.",
    )


def _text(cards: Cards, name: str) -> Property | None:
    return cards.first(f"twitter:{name}", f"og:{name}")


def _absent(cards: Cards) -> Outcome:
    blank = empty(cards, "twitter:card")
    others = [item for item in (cards.first("twitter:title"), cards.first("twitter:image")) if item]
    falls_back = bool(cards.first("og:title", "twitter:title"))
    return warn(
        ("twitter:card is empty" if blank else "the page has no twitter:card")
        + ("; X may make a small card of the Open Graph tags" if falls_back else ""),
        *map(seen, [*([blank] if blank else []), *others]),
        fix=f"{'Fill' if blank else 'Add to the head:'} `{tag('twitter:card', _kind(cards), attribute='name')}`.",
    )


def _kind(cards: Cards) -> str:
    """The large card, unless the image says itself that it is too small for one."""
    width, _ = declared_size(cards)
    return "summary" if width and (pixels(width) or 0) < _LARGE else "summary_large_image"
