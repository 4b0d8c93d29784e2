"""Which typed things of the structured data describe the page itself, and not its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from indexaudit.extract.phrases import fold
from indexaudit.facts import Node, StructuredData
from indexaudit.web.urls import same_page

__all__ = ["is_article", "is_page", "label", "main_entities"]

_ARTICLE_WORDS: Final = ("Article", "Posting", "Report", "Critic")
_PAGE_WORDS: Final = ("WebPage", "ItemPage", "AboutPage", "ContactPage", "FAQPage", "MedicalWebPage", "CollectionPage")
_WORKS: Final = frozenset(
    {
        "Book", "Course", "CreativeWork", "Event", "FAQPage", "HowTo", "ImageObject", "Movie", "MusicRecording",
        "NewsEvent", "PodcastEpisode", "Product", "QAPage", "Question", "Quiz", "RadioEpisode", "Recipe", "Review",
        "SoftwareApplication", "TVEpisode", "VideoObject", "WebPage",
    }
)  # fmt: skip
_WEAK: Final = frozenset({"ImageObject", "CreativeWork", "Review", "VideoObject"})
"""Things that often stand beside the page's own thing: used only when nothing better describes the page."""
_SHORT: Final = 8
"""Characters of a folded title that tell nothing."""
_NODES: Final = 200
"""Top-level things that are looked at: a page that holds more is a list."""


def is_article(node: Node) -> bool:
    """Whether it is an article or posting of any kind (schema.org names them all by these words)."""
    return _kinds(node.types)[0]


def is_page(node: Node) -> bool:
    """Whether it describes the document rather than what the document is about."""
    return _kinds(node.types)[1]


@lru_cache(maxsize=256)
def _kinds(types: tuple[str, ...]) -> tuple[bool, bool, bool]:
    """Whether these types make an article, a page, another work: sites use the same few over and over."""
    return (
        any(word in name for name in types for word in _ARTICLE_WORDS),
        any(name.endswith(_PAGE_WORDS) for name in types),
        not _WORKS.isdisjoint(types),
    )


def label(node: Node) -> str:
    """How a basis names the thing: ``json-ld BlogPosting``."""
    return f"{node.syntax} {node.types[0]}" if node.types else node.syntax


def main_entities(data: StructuredData, urls: Iterable[str], titles: Iterable[str]) -> tuple[Node, ...]:
    """The things that describe this page, best first; empty when none can be told from its neighbours.

    ``urls`` are the page's own addresses (final and canonical), ``titles`` the texts that it calls itself by. An
    article comes before other works, and those before the web page. Of several of one kind those that name the
    page's address or title are kept; when none does, one alone is kept and several are not: they are a list.
    """
    if not data.nodes:
        return ()
    own_urls, own_titles = tuple(urls), tuple(titles)
    nodes: list[Node] = []
    for node in islice(data.nodes, _NODES):
        if is_page(node):
            nodes += node.nodes("mainEntity")[:1]
        nodes.append(node)
    articles, pages, works = [], [], []
    for node in nodes:
        article, page, work = _kinds(node.types)
        if article:
            articles.append(node)
        if page:
            pages.append(node)
        if work and not article and not page:
            works.append(node)
    strong = [n for n in works if not n.is_a(*_WEAK)]
    found = _own(articles, own_urls, own_titles)
    found += _own(strong, own_urls, own_titles)
    if not articles and not strong:
        found += _own(works, own_urls, own_titles)
    found += _own(pages, own_urls, own_titles)
    return tuple({id(node): node for node in found}.values())


def _own(nodes: list[Node], urls: tuple[str, ...], titles: tuple[str, ...]) -> list[Node]:
    if len(nodes) < 2:
        return nodes
    named = [n for n in nodes if _names_page(n, urls)]
    seen = {id(n) for n in named}
    folded = tuple(t for t in map(fold, titles) if len(t) > _SHORT) if len(named) < len(nodes) else ()
    titled = [n for n in nodes if id(n) not in seen and _names_title(n, folded)]
    if named or titled:
        return named + titled
    syntaxes: dict[str, list[Node]] = {}
    for node in nodes:
        syntaxes.setdefault(node.syntax, []).append(node)
    return [group[0] for group in syntaxes.values() if len(group) == 1]


def _names_page(node: Node, urls: tuple[str, ...]) -> bool:
    values = list(node.texts("url") + node.texts("mainEntityOfPage"))
    values += [page.id for page in node.nodes("mainEntityOfPage") if page.id]
    values += [text for page in node.nodes("mainEntityOfPage") for text in page.texts("url")]
    if node.id:
        values.append(node.id.partition("#")[0])
    return any(_same(value, url) for value in dict.fromkeys(values[:8]) for url in urls)


def _same(value: str, url: str) -> bool:
    # The last segment first: normalising two addresses is the dear part.
    tail = value.rstrip("/").rpartition("/")[2].partition("?")[0][:20]
    return bool(value) and (value == url or (tail in url and same_page(value, url)))


def _names_title(node: Node, titles: tuple[str, ...]) -> bool:
    for value in node.texts("headline") + node.texts("name"):
        own = fold(value)
        if len(own) > _SHORT and any(t.startswith(own) or own.startswith(t) for t in titles):
            return True
    return False
