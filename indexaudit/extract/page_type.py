"""What a page is for, and what told. Decided before any rule: most false alarms come from a wrong type."""

from __future__ import annotations

import math
from typing import Final

from indexaudit.extract.document import Page
from indexaudit.extract.type_address import from_address
from indexaudit.extract.type_signs import Sign, from_cards, from_data, from_template, from_text
from indexaudit.facts import Cards, Content, Head, Links, Permalink, StructuredData
from indexaudit.model import Address, PageKind, PageType

__all__ = ["read_page_type"]

_OTHER: Final = 0.75
"""What any type has to beat: a page that nothing points anywhere is ``other``."""
_SHUT: Final = frozenset({"challenge", "consent", "login", "not_found"})


def read_page_type(  # noqa: PLR0917 - one argument for each fact group, in the order in which they are read
    page: Page,
    address: Address,
    permalink: Permalink,
    head: Head,
    cards: Cards,
    data: StructuredData,
    content: Content,
    links: Links,
) -> PageType:
    """Weigh the signs. ``confidence`` is 0 to 1: how far the strongest type stands above the others.

    Behind a wall the text is the wall's, but the head may still describe what lies behind it; a bot check has nothing
    of the page, and only the address tells.
    """
    signs = list(from_address(page.url, address, permalink))
    shut = next((wall.kind for wall in content.walls if wall.kind in _SHUT), None)
    if shut != "challenge":
        urls = [url for url in (page.url, head.canonical) if url]
        titles = [text for text in (head.title, cards.text("og:title"), *_first_headings(content)) if text]
        signs += from_data(data, urls, titles)
        signs += from_cards(cards, head)
    if shut is None:
        signs += from_template(page, permalink)
        signs += from_text(content, links)
    else:
        signs.append(Sign(PageKind.OTHER, 0.5, f"a wall stands before it: {shut}"))
    return _weighed(signs)


def _first_headings(content: Content) -> list[str]:
    return [heading.text for heading in content.headings if heading.level == 1][:2]


def _weighed(signs: list[Sign]) -> PageType:
    scores = dict.fromkeys(PageKind, 0.0)
    scores[PageKind.OTHER] = _OTHER
    for sign in signs:
        scores[sign.kind] += sign.weight
    best = max(scores, key=lambda kind: scores[kind])
    total = sum(math.exp(score) for score in scores.values())
    mine = sorted((s for s in signs if s.kind is best and s.weight > 0), key=lambda s: -s.weight)
    basis = tuple(dict.fromkeys(sign.text for sign in mine)) or ("nothing points to another type",)
    return PageType(type=best, confidence=round(math.exp(scores[best]) / total, 2), basis=basis)
