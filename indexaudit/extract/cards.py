"""Share metadata: Open Graph, X cards and their relatives, with the place of each tag in the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, Literal

from indexaudit.extract.document import Page, Tag
from indexaudit.extract.markup_tokens import tokens
from indexaudit.facts import Cards, Property

__all__ = ["read_cards"]

_PREFIXES: Final = (
    "og:", "twitter:", "article:", "book:", "profile:", "product:", "video:", "music:", "fb:", "al:", "fediverse:",
)  # fmt: skip
_ATTRIBUTES: Final[tuple[Literal["property", "name", "itemprop"], ...]] = ("property", "name", "itemprop")
_LONGEST_NAME: Final = 200
"""Characters of a name; registered ones have at most 30."""


def read_cards(page: Page) -> Cards:
    """Every property in document order, whichever attribute names it: consumers accept ``name`` for ``property``."""
    most = 3 * page.limits.listed
    tags = page.tags("meta")
    named = [(number, *found) for number, tag in enumerate(tags) for found in _names(tag)]
    offsets = _offsets(page, tags, [number for number, *_ in named[:most]])
    properties = tuple(
        Property(
            name=name,
            content=tags[number].attributes.get("content", "").strip(),
            attribute=attribute,
            line=page.line_at(offsets[number]) if number in offsets else tags[number].line,
            byte=page.byte_at(offsets[number]) if number in offsets else None,
        )
        for number, name, attribute in named[:most]
    )
    gaps = page.gaps
    if len(named) > most:
        gaps += (f"only the first {most} of {len(named)} share properties were kept",)
    if page.count("meta") > len(tags):
        gaps += (f"only the first {len(tags)} of {page.count('meta')} <meta> tags were read",)
    return Cards(properties=properties, gaps=gaps)


def _names(tag: Tag) -> Iterator[tuple[str, Literal["property", "name", "itemprop"]]]:
    """Each property that a tag names, once. ``property`` is a list (RDFa Core §5): ``"og:title twitter:title"``."""
    seen: list[str] = []
    for attribute in _ATTRIBUTES:
        value = tag.attributes.get(attribute)
        if value is None or ":" not in value:
            continue
        for name in value[:_LONGEST_NAME].lower().split():
            if name.startswith(_PREFIXES) and name not in seen:
                seen.append(name)
                yield name, attribute


def _offsets(page: Page, tags: tuple[Tag, ...], wanted: list[int]) -> dict[int, int]:
    """Where each wanted tag stands in the text: in the head as the walk saw it, behind it by walking on."""
    places = list(page.head.places["meta"])
    last = max(wanted, default=-1)
    if last >= len(places):
        start = places[-1] if places else 0
        behind = (token.start for token in tokens(page.text, start) if token.name == "meta")
        places += islice((place for place in behind if place > start or not places), last + 1 - len(places))
    sure = len(page.head.places["meta"])
    return {n: places[n] for n in wanted if n < len(places) and (n < sure or _is_there(page, places[n], tags[n]))}


def _is_there(page: Page, place: int, tag: Tag) -> bool:
    """Whether the tag in the text is the one that was parsed: behind the head the two count templates differently."""
    text = page.text[place : place + 2_000].lower()
    return all(tag.attributes.get(name, "").strip().lower() in text for name in _ATTRIBUTES)
