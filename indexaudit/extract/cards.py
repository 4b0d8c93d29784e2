"""Share metadata: Open Graph, X cards and their relatives, with the place of each tag in the bytes."""

from __future__ import annotations

from itertools import islice
from typing import Final, Literal, cast

from indexaudit.extract.document import Page, Tag
from indexaudit.extract.markup_tokens import tokens
from indexaudit.facts import Cards, Property

__all__ = ["read_cards"]

_PREFIXES: Final = (
    "og:", "twitter:", "article:", "book:", "profile:", "product:", "video:", "music:", "fb:", "al:", "fediverse:",
)  # fmt: skip
_ATTRIBUTES: Final = ("property", "name", "itemprop")


def read_cards(page: Page) -> Cards:
    """Every property in document order, whichever attribute names it: consumers accept ``name`` for ``property``."""
    tags = [(number, tag, *found) for number, tag in enumerate(page.tags("meta")) if (found := _named(tag))]
    offsets = _offsets(page, [(number, tag) for number, tag, *_ in tags])
    most = page.limits.listed * 3
    properties = tuple(
        Property(
            name=name,
            content=tag.attributes.get("content", "").strip(),
            attribute=cast("Literal['name', 'property', 'itemprop']", attribute),
            line=tag.line,
            byte=page.byte_at(offsets[number]) if number in offsets else None,
        )
        for number, tag, name, attribute in tags[:most]
    )
    cut = (f"only the first {most} share properties were kept",) if len(tags) > most else ()
    return Cards(properties=properties, gaps=(*page.gaps, *cut))


def _named(tag: Tag) -> tuple[str, str] | None:
    for attribute in _ATTRIBUTES:
        name = tag.attributes.get(attribute, "").strip().lower()
        if name.startswith(_PREFIXES):
            return name, attribute
    return None


def _offsets(page: Page, wanted: list[tuple[int, Tag]]) -> dict[int, int]:
    """Where each wanted tag stands in the text: in the head as the walk saw it, behind it by walking on."""
    places = list(page.head.places["meta"])
    last = max((number for number, _ in wanted), default=-1)
    if last >= len(places):
        start = places[-1] if places else 0
        behind = (token.start for token in tokens(page.text, start) if token.name == "meta")
        places += islice((place for place in behind if place > start or not places), last + 1 - len(places))
    return {number: places[number] for number, _ in wanted if number < len(places)}
