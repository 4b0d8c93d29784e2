"""Images that are all there is of a link."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from indexaudit.extract.paths import Element

__all__ = ["silent_images"]

_NAMES: Final = ("aria-label", "aria-labelledby", "title")
"""Attributes that name a link or an image besides its text (Accessible Name §4.3.2)."""
_PARTS: Final = 50
"""Elements of a link that are read: an unclosed link holds the rest of the page."""
_NO_TEXT: Final = ("script", "style", "noscript", "template")
_DEPTH: Final = 20


def silent_images(root: Element, images: Iterable[Element]) -> frozenset[Element]:
    """Those images that have no words and stand in a link that has none either: nothing says where it leads.

    Where another link with words leads to the same place, it does (picture and title of one teaser).
    """
    places: dict[str, list[Element]] = {}
    wordless = set()
    for image in images:
        if not (image.get("alt") or "").strip() and (link := _wordless_link(image)) is not None:
            places.setdefault(link.get("href"), []).append(image)
            wordless.add(link)
    if not places:
        return frozenset()
    for other in root.iter("a"):
        href = other.get("href")
        if href in places and other not in wordless and _has_words(other):
            del places[href]
    return frozenset(image for images in places.values() for image in images)


def _has_words(link: Element) -> bool:
    return any(not text.isspace() for text in islice(link.itertext(), _PARTS))


def _wordless_link(image: Element) -> Element | None:
    """The link of an image when it holds no words."""
    link = next((a for a in islice(image.iterancestors(), _DEPTH) if a.tag == "a"), None)
    if link is None or not link.get("href") or link.get("aria-hidden") == "true":
        return None
    if any((element.get(name) or "").strip() for element in (link, image) for name in _NAMES):
        return None
    parts = list(islice(link.iter(), _PARTS + 1))
    if len(parts) > _PARTS or any(_says(part, link) for part in parts):
        return None
    return link


def _says(part: Element, link: Element) -> bool:
    """Whether an element of the link holds words: text, what follows it, or the alternative text of another image."""
    if part is not link and (part.tail or "").strip():
        return True
    if not isinstance(part.tag, str) or part.tag in _NO_TEXT:
        return False
    return bool((part.text or "").strip() or (part.get("alt") or "").strip() or (part.get("aria-label") or "").strip())
