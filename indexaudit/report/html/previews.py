"""The facts of a page to how it may look: a result of a search engine, the card of a shared link.

They are drawn from what the page says. A search engine may show another title or other words of the page, and each app
cuts a card in its own way; what is cut here is cut where documents or, lacking them, tools say.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from indexaudit.model import PageAudit
from indexaudit.report.printable import printable
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.widths import pixels

__all__ = ["Card", "SearchResult", "card", "search_result"]

_LIMITS = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """A result of a search engine. Google publishes no lengths: it cuts by the width of the device."""

    site: str
    trail: tuple[str, ...]
    """Host and parts of the path, as Google's breadcrumbs have them."""
    title: str
    title_cut: bool
    description: str
    description_cut: bool
    date: str
    missing: tuple[str, ...]
    """What the page does not give, so that the engine makes it itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card of a shared link. X shows 70 characters of the title and 200 of the description."""

    host: str
    title: str
    title_cut: bool
    description: str
    description_cut: bool
    image: str | None
    """The address of the image, which this report does not load."""
    image_alt: str
    large: bool
    missing: tuple[str, ...]


def search_result(audit: PageAudit) -> SearchResult:
    """From title, description and address."""
    facts = audit.facts
    title, title_cut = _by_width(printable(facts.title or facts.headline or ""), _LIMITS.title_pixels)
    description, description_cut = _by_length(printable(facts.description or ""), _LIMITS.description_characters)
    missing = tuple(
        said
        for said, there in (
            ("a title: the engine takes a heading", facts.title),
            ("a description: the engine takes words of the text", facts.description),
        )
        if not there
    )
    parts = urlsplit(audit.final_url)
    path = [printable(unquote(part)) for part in parts.path.split("/") if part]
    return SearchResult(
        site=printable(facts.site_name or audit.address.registrable_domain or parts.hostname or ""),
        trail=(printable(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"), *path),
        title=title,
        title_cut=title_cut,
        description=description,
        description_cut=description_cut,
        date=printable(facts.published or "")[:10],
        missing=missing,
    )


def card(audit: PageAudit) -> Card:
    """From the share tags; what they do not give, readers of cards take from the title and the description."""
    facts, own = audit.facts, audit.facts.card
    title, title_cut = _by_length(
        printable((own.title if own else None) or facts.title or facts.headline or ""), _LIMITS.card_title_characters
    )
    description, description_cut = _by_length(
        printable((own.description if own else None) or facts.description or ""), _LIMITS.card_description_characters
    )
    gaps = (
        ("a title for cards", own and own.title),
        ("a description for cards", own and own.description),
        ("an image for cards", own and own.image),
    )
    return Card(
        host=printable(urlsplit(audit.final_url).hostname or ""),
        title=title,
        title_cut=title_cut,
        description=description,
        description_cut=description_cut,
        image=own.image if own else None,
        image_alt=printable((own.image_alt if own else None) or ""),
        large=bool(own and own.large),
        missing=tuple(said for said, there in gaps if not there),
    )


def _by_width(text: str, most: float) -> tuple[str, bool]:
    if pixels(text) <= most:
        return text, False
    words = text.split(" ")
    while len(words) > 1 and pixels(" ".join(words) + " …") > most:
        words.pop()
    kept = " ".join(words)
    while kept and pixels(kept + " …") > most:
        kept = kept[:-1]
    return kept + " …", True


def _by_length(text: str, most: float) -> tuple[str, bool]:
    if len(text) <= most:
        return text, False
    return text[: int(most) - 1].rstrip() + "…", True
