"""A page to the beginning of the image that it shares: as much as it takes to tell what it is and how large."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from indexaudit.config import Limits
from indexaudit.engine import ask
from indexaudit.errors import InvalidURL
from indexaudit.facts import Cards, Head
from indexaudit.looking.asking import Asker
from indexaudit.looks import Images, Look
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.share_card import image_address, is_of_a_page

__all__ = ["look_at_image"]

_NO_PARTS: Final = frozenset({400, 406, 416, 501})
"""Statuses with which servers answer a request for a part that they would answer for the whole. 416 is also what an
empty file gets (RFC 9110 §15.5.17)."""
_ACCEPT: Final = {"Accept": "image/*,*/*;q=0.5", "Accept-Encoding": "identity"}
"""A part of a packed file could not be unpacked."""


def look_at_image(reader: PageFactReader, asker: Asker, limits: Limits) -> Images:
    """The first share image of the page. One request for a part of it, and a second for the whole, which is cut off,
    where a server gives no parts."""
    url = _address(reader)
    if url is None:
        return Images()
    try:
        look = _part(asker, url, limits.image_bytes)
    except InvalidURL:  # the page names what is no address
        return Images()
    return Images(looks=(look,), robots=asker.robots)


def _address(reader: PageFactReader) -> str | None:
    cards, head = ask(reader, Cards), ask(reader, Head)
    if not isinstance(cards, Cards) or not isinstance(head, Head):
        return None
    url = image_address(cards, head, reader.final_url)
    return None if url is None or is_of_a_page(url, reader.final_url) else url


def _part(asker: Asker, url: str, most: int) -> Look:
    # One byte less than may be read: it takes a byte more to see that there is more.
    most = max(most - 1, 0)
    look = asker.ask("image", url, headers={**_ACCEPT, "Range": f"bytes=0-{max(most - 1, 0)}"}, most=most)
    if look.exchange is None or look.exchange.status not in _NO_PARTS:
        return look
    whole = asker.ask("image", url, headers=_ACCEPT, most=most)
    return replace(whole, cost=look.cost + whole.cost)
