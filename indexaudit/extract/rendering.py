"""What scripts make of a page: the rendered facts beside the served ones, and how much of its text was served."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from lxml import etree

from indexaudit.extract.document import Page
from indexaudit.extract.stream_text import stream_text
from indexaudit.facts import Cards, Content, Head, Links, Node, StructuredData
from indexaudit.model import Difference
from indexaudit.similarity.runs import Hashes, Vocabulary, run_hashes
from indexaudit.web.words import split_words

__all__ = ["Side", "differences", "words_served"]

_RUN: Final = 4
"""Words in a row that must stand in the served HTML: single words stand in menus and scripts of every page."""
_LISTED: Final = 20
_ROBOTS: Final = frozenset({"robots", "googlebot", "googlebot-news", "bingbot"})
_CARDS: Final = ("og:", "twitter:")
_DECLARED: Final = re.compile(r"<template\s(?=[^>]{0,200}\bshadowroot(?:mode)?\s*=)", re.IGNORECASE)
"""A shadow tree that the HTML declares is no inert template: it is shown without a script."""
_SHOWN: Final = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or ancestor::template[not(@shadowrootmode)])]",
    smart_strings=False,
)
_NAMES: Final = ("headline", "name", "url", "@id")


@dataclass(frozen=True, kw_only=True)
class Side:
    """The facts of one of the two."""

    head: Head
    cards: Cards
    content: Content
    data: StructuredData
    links: Links


def words_served(text: str, page: Page, main: str) -> tuple[int, int]:
    """The words of a rendered text, and those of them that the served page holds in the same runs of four.

    ``main`` is the main text of the served page. Hidden text and shadow trees that are declared in the HTML count,
    since they are in it; what only scripts and data hold does not. Each way to read the text of a page misses some of
    it, so that the one counts that finds the most.
    """
    vocabulary = Vocabulary()
    words = vocabulary.hashes(split_words(text))
    return len(words), max(_held(words, vocabulary.hashes(split_words(served))) for served in _texts(page, main))


def _texts(page: Page, main: str) -> Iterator[str]:
    yield main
    yield stream_text(_DECLARED.sub("<div ", page.text))
    if page.tree is not None:
        yield " ".join(map(str, _SHOWN(page.tree)))


def _held(words: Hashes, served: Hashes) -> int:
    size = min(_RUN, len(words))
    if not size or len(served) < size:
        return 0
    common = np.isin(run_hashes(words, size), run_hashes(served, size))
    covered = np.zeros(len(words), np.bool_)
    for place in range(size):
        covered[place : len(common) + place] |= common
    # Phrases that come again and again would stand for one another: each served word stands for one.
    found, counts = np.unique(words[covered], return_counts=True)
    known, most = np.unique(served, return_counts=True)
    return int(np.minimum(counts, most[np.searchsorted(known, found)]).sum())


def differences(served: Side, rendered: Side) -> tuple[Difference, ...]:
    """Both sides of everything that differs, in the order in which it matters."""
    found = []
    for (what, before), (_, after) in zip(_listed(served), _listed(rendered), strict=True):
        left, right = Counter(iter(before)), Counter(iter(after))
        gone, new = _expanded(left - right), _expanded(right - left)
        if gone or new:
            found.append(
                Difference(
                    what=what,
                    served=gone[:_LISTED],
                    rendered=new[:_LISTED],
                    served_total=len(gone),
                    rendered_total=len(new),
                )
            )
    return tuple(found)


def _expanded(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(text[:300] for text in counter.elements())


def _listed(side: Side) -> Iterator[tuple[str, Iterable[str]]]:
    head = side.head
    yield "title", [title.text for title in head.titles[:1] if title.text]
    yield "description", [head.description] if head.description else []
    yield "robots", sorted({f"{m.name}: {_plain(m.content)}" for m in head.metas if m.name in _ROBOTS})
    yield "canonical", dict.fromkeys(c.url or c.href for c in head.canonicals)
    yield "hreflang", sorted({f"{a.hreflang}: {a.url or a.href}" for a in head.hreflangs})
    yield "share tags", [f"{p.name}: {p.content}" for p in side.cards.properties if p.name.startswith(_CARDS)]
    yield "main heading", [heading.text for heading in side.content.headings if heading.level == 1]
    yield "structured data", [_named(node) for node in side.data.nodes]
    yield "links", dict.fromkeys(filter(_leads, (link.url or "" for link in side.links.links)))


def _leads(url: str) -> bool:
    return url.startswith(("http:", "https:"))


def _plain(text: str) -> str:
    return ", ".join(sorted(part.strip().lower() for part in text.split(",") if part.strip()))


def _named(node: Node) -> str:
    types = "/".join(node.types) or "untyped"
    name = next((text for text in map(node.text, _NAMES) if text), None)
    return f"{types}: {name}" if name else types
