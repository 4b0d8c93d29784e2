"""The image that stands for the page in search and on cards."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import label, main_entities
from indexaudit.facts import Cards, Head, Node, PreferredImage, StructuredData
from indexaudit.web.urls import join

__all__ = ["read_preferred_image"]


def read_preferred_image(page: Page, head: Head, cards: Cards, data: StructuredData) -> PreferredImage:
    """``og:image`` first, then ``primaryImageOfPage`` or the image of the main entity, then the X card's.

    Google takes any of the first three (appearance/google-images); the card's is the one that an author chose for
    showing. An address that is no URL is passed over.
    """
    for text, basis in _candidates(page, head, cards, data):
        url = join(page.base, text) if text.strip() else None
        if url is not None and url.startswith(("http:", "https:")):
            return PreferredImage(url=url, basis=basis, gaps=(*cards.gaps, *data.gaps))
    return PreferredImage(url=None, basis=None, gaps=(*cards.gaps, *data.gaps))


def _candidates(page: Page, head: Head, cards: Cards, data: StructuredData) -> Iterator[tuple[str, str]]:
    for name in ("og:image", "og:image:url", "og:image:secure_url"):
        if (content := cards.text(name)) is not None:
            yield content, f"meta {name}"
    urls = [url for url in (page.url, head.canonical) if url]
    for node in main_entities(data, urls, [head.title or ""]):
        for key in ("primaryImageOfPage", "image", "thumbnailUrl"):
            for value in node.properties.get(key, ()):
                if (text := _address(value)) is not None:
                    yield text, f"{label(node)}.{key}"
    for name in ("twitter:image", "twitter:image:src"):
        if (content := cards.text(name)) is not None:
            yield content, f"meta {name}"


def _address(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, Node):
        return value.text("contentUrl") or value.text("url") or value.id
    return None
