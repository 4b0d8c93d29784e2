"""A thread of one's own replies is one text: its parts are joined into the first post."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from indexaudit.brand.archives.texts import unique
from indexaudit.items import Item, Read, SetAside

__all__ = ["AGAIN", "PART", "Draft", "joined"]

PART: Final = "part of a thread that is counted with its first post"
AGAIN: Final = "the same post stands in the archive twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post of the brand before its thread is known."""

    id: Hashable
    """Of the post on its platform."""
    parent: Hashable | None
    """The post that it answers."""
    order: tuple[str, int]
    """Sorts the parts of a thread by time."""
    own_parent: bool
    """Whether the parent is known for the brand's own, in the archive or not."""
    make: Callable[[], Item]
    """The post as it is when it stands alone: made once, when its thread is known."""


_Drafts: TypeAlias = Callable[[], Iterator[Draft | Read]]


def joined(drafts: _Drafts) -> Iterator[Read]:
    """The records, with each thread in its first post. ``drafts`` is read twice, so that only threads are kept.

    A thread is joined when its first post is in the archive and every part answers a post that is: where a part in the
    middle is missing, what follows stands alone. Threads come last.
    """
    firsts = _first_posts(drafts)
    seen: set[Hashable] = set()
    heads: dict[Hashable, Item] = {}
    parts: dict[Hashable, list[tuple[tuple[str, int], str, tuple[str, ...]]]] = {}
    threads = set(firsts.values())
    for draft in drafts():
        if not isinstance(draft, Draft):
            yield draft
            continue
        item = draft.make()
        if draft.id in seen:
            yield SetAside(origin=item.origin, reason=AGAIN)
        elif draft.id in firsts:
            parts.setdefault(firsts[draft.id], []).append((draft.order, item.text or "", item.links))
            yield SetAside(origin=item.origin, reason=PART)
        elif draft.id in threads:
            heads[draft.id] = item
        else:
            yield item
        seen.add(draft.id)
    for first, item in heads.items():
        following = sorted(parts.get(first, ()), key=lambda part: part[0])
        yield replace(
            item,
            text="\n\n".join(text for text in (item.text, *(text for _, text, _ in following)) if text),
            links=unique([*item.links, *(link for _, _, links in following for link in links)]),
        )


def _first_posts(drafts: _Drafts) -> dict[Hashable, Hashable]:
    """The first post of each part of a whole thread."""
    parents: dict[Hashable, Hashable | None] = {}
    orphans: set[Hashable] = set()
    for draft in drafts():
        if isinstance(draft, Draft) and draft.id not in parents:
            parents[draft.id] = draft.parent
            if draft.own_parent:
                orphans.add(draft.id)
    first: dict[Hashable, Hashable | None] = {}
    for start in parents:
        path: list[Hashable] = []
        on_path: set[Hashable] = set()
        here: Hashable | None = start
        while here is not None and here in parents and here not in first and here not in on_path:
            path.append(here)
            on_path.add(here)
            here = parents[here]
        if here in first:
            top = first[here]
        elif here in on_path:  # posts that answer each other in a ring: nobody was first
            top = None
        else:
            top = None if path[-1] in orphans else path[-1]
        first.update(dict.fromkeys(path, top))
    return {part: top for part, top in first.items() if top is not None and top != part}
