"""The page's own main title, reconciled from markup, share metadata and structured data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import is_article, is_page, label, main_entities
from indexaudit.extract.phrases import collapse, fold, likeness
from indexaudit.extract.regions import Regions, element_text, is_hidden, marks_of
from indexaudit.extract.site_name import SiteNames, read_site_names, title_pieces, without_site_name
from indexaudit.facts import Cards, Content, Head, Headline, Node, Stated, StructuredData
from indexaudit.web.plain_text import unescape
from indexaudit.web.urls import join, same_page

__all__ = ["read_headline"]

_TITLE_CLASS: Final = re.compile(
    r"(?<![a-z])(?:(?:first|entry|post|article|story|page|content|news|blog|main|single|detail|node|headline)[-_]*"
    r"(?:title|headline|heading|header)|headline|title|titel|titulo|titre|überschrift)(?![a-z])"
)
_SITE_CLASS: Final = re.compile(r"(?:site|blog|brand|header)[-_]?(?:title|name|logo)|(?<![a-z])(?:logo|brand)(?![a-z])")
_KICKER: Final = re.compile(
    r"kicker|topline|overline|roofline|sub-?heading|small|dachzeile|eyebrow|roofline|subtitle|sub-title|subhead|subline|tagline|spitzmarke"
    r"|category|rubrik|pretitle|pre-title|supertitle|antetitulo|volanta|badge|label|ressort|prefix|headline-?intro"
)
_INNER_TITLE: Final = re.compile(r"headline|heading|(?<![a-z])title")
_LISTED: Final = 100
_HEADINGS: Final = 25
"""Headings that are looked at: the title stands before most of them."""
_SECONDS: Final = 6
"""Headings of the next level that are weighed beside the first: more of them are sections and teasers."""
_SHOWN_TEXT: Final = 600


class _Candidate(NamedTuple):
    stated: Stated
    source: str
    """``heading``, ``title``, ``card`` or ``data``: two of one source do not confirm each other."""
    trust: float
    """For a heading, how prominent it is: about 0 to 3; for the others how surely it is the page's title: 0 to 1."""
    key: str


def read_headline(page: Page, head: Head, cards: Cards, data: StructuredData, content: Content) -> Headline:
    """Weigh everything that may be the page's main title, and what the site is called.

    Where sources agree they win over any single one; a shown heading wins over metadata; a heading that is the
    site's name or that leads to another page loses. Letters and case are the page's own.
    """
    shown = tuple(
        heading.text
        for heading in content.headings[:_HEADINGS]
        if heading.level <= 2 and (heading.link is None or same_page(heading.link, page.url))
    )
    card = cards.text("og:title")
    urls = tuple(u for u in (page.url, head.canonical) if u)
    entities = main_entities(data, urls, [t for t in (head.title, card, *shown[:3]) if t])
    names = read_site_names(head, cards, data, entities=entities, url=page.url, shown=shown)
    told = tuple(_stated(head, cards, entities, names))
    headings = _headings(page, content, frozenset(c.key for c in told))
    ranked = _ranked([*headings, *told], names)
    found = ranked[0] if ranked else None
    return Headline(
        headline=found.stated if found else None,
        candidates=tuple(c.stated for c in ranked[:_LISTED]),
        site_name=names.stated,
        site_names=tuple(sorted(names.keys)),
        gaps=page.document.gaps,
    )


def _ranked(candidates: Iterable[_Candidate], names: SiteNames) -> list[_Candidate]:
    best: dict[tuple[str, str], _Candidate] = {}
    for item in candidates:
        known = best.get((item.source, item.key))
        if item.key and (known is None or item.trust > known.trust):
            best[item.source, item.key] = item
    headings = [c for c in best.values() if c.source == "heading"]
    told = [c for c in best.values() if c.source != "heading"]
    pool = [*headings, *told]
    alike = {(one.key, other.key): likeness(one.key, other.key) for one in pool for other in told}
    title_is_shown = any(alike[h.key, o.key] * o.trust >= 0.6 for h in headings for o in told)
    scores: list[tuple[float, int, _Candidate]] = []
    for position, item in enumerate(pool):
        score = _told(item, told, alike)
        if item.source == "heading":
            # What neither title nor card nor data knows is hardly the title when another heading is, nor when it is
            # a word or two ("Conversation", "Archive").
            unknown = bool(told) and not score and (title_is_shown or item.key.count(" ") < 2)
            score += item.trust - 1.0 * unknown
        else:
            # A text that is not shown as it is written has at most half of what its likeness on the page has.
            score += max((h.trust * _halved(alike[h.key, item.key]) for h in headings), default=0.0)
        key = item.key.replace(" ", "")
        if names.holds(key):
            score -= 4
        elif names.nearly_holds(key):
            score -= 1
        if item.stated.text.endswith(("…", "...")):
            score -= 0.5
        scores.append((-score, position, item))
    scores.sort(key=lambda s: s[:2])
    return [item for _, _, item in scores]


def _halved(alike: float) -> float:
    return alike if alike == 1.0 else alike / 2


def _told(item: _Candidate, told: Iterable[_Candidate], alike: Mapping[tuple[str, str], float]) -> float:
    """How many of title, card and data say it, 0 to 1.5.

    They are mostly one field of one editor, so the second and third add little.
    """
    agreed: dict[str, float] = {}
    for other in told:
        agreed[other.source] = max(agreed.get(other.source, 0.0), other.trust * alike[item.key, other.key])
    return sum(w * a for w, a in zip((1.0, 0.3, 0.2), sorted(agreed.values(), reverse=True), strict=False))


def _candidate(text: str, source: str, trust: float, basis: str, line: int | None) -> _Candidate:
    text = collapse(text)[:_SHOWN_TEXT].lstrip(":|»› ")
    return _Candidate(Stated(text=text, basis=basis, line=line), source, trust, fold(text))


def _stated(head: Head, cards: Cards, entities: tuple[Node, ...], names: SiteNames) -> Iterator[_Candidate]:
    """What card, structured data, meta elements and the document's title say, without the site's name."""
    for text, source, trust, basis, line in (*_in_cards(cards), *_in_data(entities), *_in_metas(head)):
        kept, _ = without_site_name(unescape(text), names)
        yield _candidate(kept, source, trust, basis, line)
    if head.title:
        line = head.titles[0].line
        kept, _ = without_site_name(head.title, names)
        yield _candidate(kept, "title", 1.0, "title", line)
        for piece in title_pieces(head.title):
            yield _candidate(piece, "title", len(piece) / len(head.title), "title", line)


_Said = tuple[str, str, float, str, int | None]


def _in_cards(cards: Cards) -> Iterator[_Said]:
    for name in ("og:title", "twitter:title"):
        card = cards.first(name)
        if card is not None:
            yield card.content, "card", 1.0, name, card.line


def _in_data(entities: tuple[Node, ...]) -> Iterator[_Said]:
    for node in entities:
        for key, trust in (("headline", 1.0), ("name", 0.9)):
            for text in node.texts(key)[:1]:
                yield text, "data", trust - 0.3 * is_page(node), f"{label(node)}.{key}", node.line
        if is_article(node):
            return


def _in_metas(head: Head) -> Iterator[_Said]:
    for key in ("dc.title", "dcterms.title", "title", "parsely-title", "sailthru.title", "citation_title"):
        meta = head.meta(key)
        if meta is not None:
            yield meta.content, "data", 0.8, f"meta {key}", meta.line


def _headings(page: Page, content: Content, told: frozenset[str]) -> Iterator[_Candidate]:
    if page.tree is None:
        for heading in content.headings:
            if heading.level <= 2:
                away = heading.link is not None and not same_page(heading.link, page.url)
                yield _candidate(
                    heading.text, "heading", (2.0, 1.0)[heading.level - 1] - away, f"h{heading.level}", heading.line
                )
        return
    regions = Regions(None)
    elements = list(islice(page.tree.iter("h1", "h2"), _HEADINGS))
    firsts = [e for e in elements if e.tag == "h1"]
    if firsts:
        seconds = islice((e for e in elements if e.tag == "h2"), _SECONDS)
        elements = sorted([*firsts, *seconds], key=elements.index)
    else:
        elements += islice(page.tree.iter("h3"), _SECONDS)
    for order, element in enumerate(elements):
        trust = _trust(element, order, page, regions)
        if trust is None:
            continue
        basis, line = str(element.tag), element.sourceline
        text = element_text(element, limit=_SHOWN_TEXT)
        yield _candidate(text, "heading", trust, basis, line)
        if len(element):
            for kept, gain in _inner_titles(element, text, told):
                yield _candidate(kept, "heading", trust + gain, basis, line)


def _trust(element: etree._Element, order: int, page: Page, regions: Regions) -> float | None:
    if is_hidden(element):
        return None
    trust = {"h1": 2.0, "h2": 0.8, "h3": 0.2}[element.tag]
    marks = marks_of(element)
    if _SITE_CLASS.search(marks) or (order < 4 and _leads_home(element, page)):
        trust -= 2.0
    elif "headline" in (element.get("itemprop") or "").split():
        trust += 0.8
    elif _TITLE_CLASS.search(marks):
        trust += 0.4
    if regions.of(element) is not None:
        trust -= 1.2
    return trust - min(order, 10) * 0.03


def _leads_home(element: etree._Element, page: Page) -> bool:
    """Whether the heading is a link to the root of its site, as a logo is."""
    parent = element.getparent()
    link = parent if parent is not None and parent.tag == "a" else next(element.iter("a"), None)
    href = None if link is None else link.get("href")
    if not href:
        return False
    url = join(page.base, href)
    return url is not None and urlsplit(url).path in ("", "/") and urlsplit(page.url).path not in ("", "/")


def _inner_titles(element: etree._Element, text: str, told: frozenset[str]) -> Iterator[tuple[str, float]]:
    """The title inside a heading that also holds a kicker or a subtitle.

    Told by class, or because the title, card or data say just that part.
    """
    children = [c for c in islice(element.iterdescendants(), 8) if isinstance(c.tag, str)]
    kickers = frozenset(c for c in children if c.tag == "small" or _KICKER.search(marks_of(c)))
    if kickers:
        yield element_text(element, limit=_SHOWN_TEXT, skip=kickers), 0.8
    for child in children:
        if child in kickers:
            continue
        inner = element_text(child, limit=_SHOWN_TEXT)
        if inner == text:
            continue
        if _INNER_TITLE.search(marks_of(child)) and len(inner) * 2 > len(text):
            yield inner, 0.8
        elif fold(inner) in told:
            yield inner, 0.3
        if child.getparent() is element:
            rest = element_text(element, limit=_SHOWN_TEXT, skip=frozenset({child}))
            if fold(rest) in told:
                yield rest, 0.3
