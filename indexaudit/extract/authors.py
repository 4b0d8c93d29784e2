"""Who wrote the page: names from structured data, meta elements and bylines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from indexaudit.extract.byline_elements import FAR, Marked, Marks, line_text
from indexaudit.extract.byline_words import AUTHOR_METAS, BY
from indexaudit.extract.date_text import split_date
from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import is_page, label
from indexaudit.extract.names import is_account, is_desk, is_proper, read_names
from indexaudit.extract.phrases import compact, fold
from indexaudit.extract.site_name import SiteNames
from indexaudit.facts import Head, Node, Stated
from indexaudit.web.urls import join

__all__ = ["read_authors"]

_BIO: Final = re.compile(
    r"bio|desc|about|box|info|avatar|image|photo|img|social|follow|job|role|position|more|popup|tooltip|date|time"
)
_PERSON_PATH: Final = re.compile(
    r"/(?:authors?|autor(?:en|es|i|in)?|auteurs?|people|persons?|staff|profiles?|profil|users?|by|team|contributors?|redaktion"
    r"|redakteure?|writers?|journalists?|reporters?|columnists?|member|@)[/\-?=]|[?&]author=|/@",
    re.IGNORECASE,
)
_BYLINE_LENGTH: Final = 220
_CREDIT: Final = re.compile(
    r"(?:fotos?|photos?|bild(?:er|quelle)?|image|credits?|grafik|illustration|video|quelle|source)\b|©", re.IGNORECASE
)
_BY_WITHIN: Final = re.compile(r"\W((?:by|von|par|por|door|av|af|autor(?:in)?|author)\b)", re.IGNORECASE)
_AUTHORS: Final = 20
_LINKED: Final = 8
"""A list with more links to people is a list of people, not a byline."""
_LISTED: Final = 100
_SURE: Final = 4.0
"""From here a name in the data or near the headline makes a search of the whole page needless."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The names that one place gives together, and how far it is trusted: 0 to 10."""

    names: tuple[Stated, ...]
    trust: float


def read_authors(
    page: Page, head: Head, entities: tuple[Node, ...], marks: Marks | None, names: SiteNames
) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """The authors, and every candidate, best first.

    Structured data wins over bylines, and those over meta elements, but a person wins over a desk, a desk over the
    site's own name and that over an account such as "admin". What several places say gains by each.
    """
    sources = [*_from_data(entities, page), *_from_meta(head)]
    if marks is None:
        sources += _from_tags(page)
    else:
        sources += _from_marked(page, marks, marks.near)
        if not any(source.trust >= _SURE for source in sources):
            sources += _from_text(marks)
        if not any(source.trust >= _SURE for source in sources):
            sources += _from_marked(page, marks, marks.elsewhere)
    sections = frozenset(unquote(part).lower() for part in urlsplit(page.url).path.split("/")[1:-1] if part)
    sources = [replace(source, names=_signed(source.names, sections)) for source in sources]
    ranked = sorted(
        ((_weight(source, sources, names), -n, source) for n, source in enumerate(sources) if source.names),
        key=lambda r: r[:2],
        reverse=True,
    )
    best = ranked[0][2].names if ranked else ()
    if all(is_account(s.text) for s in best):
        best = ()
    return _once(best, names), tuple(s for _, _, source in ranked for s in source.names)[:_LISTED]


def _signed(names: tuple[Stated, ...], sections: Collection[str]) -> tuple[Stated, ...]:
    """Without one unlinked word that stands where a byline stands and is a folder of the address: a section. A name of
    several words, one with a link, and an account in lower case is that of an author."""
    if not sections:
        return names
    return tuple(
        s
        for s in names
        if s.basis not in ("byline", "text")
        or s.url
        or " " in s.text
        or not s.text[:1].isupper()
        or s.text.lower() not in sections
    )


def _weight(source: _Source, sources: Iterable[_Source], names: SiteNames) -> float:
    weight = source.trust
    keys = frozenset(fold(s.text) for s in source.names)
    for other in sources:
        if other is not source:
            others = frozenset(fold(s.text) for s in other.names)
            if keys == others:
                weight += 1.0
            elif keys < others or keys > others:
                weight += 0.5
    if all(is_account(s.text) for s in source.names):
        weight -= 9
    elif all(names.is_name(s.text) for s in source.names):
        weight -= 4
    elif all(is_desk(s.text) for s in source.names):
        weight -= 2
    return weight


def _once(found: tuple[Stated, ...], names: SiteNames) -> tuple[Stated, ...]:
    """Each name once; the site's own name only when nobody else is named."""
    unique = {compact(s.text): s for s in reversed(found)}
    kept = tuple(s for s in found if unique.get(compact(s.text)) is s)
    persons = tuple(s for s in kept if not names.is_name(s.text) and not is_account(s.text))
    return (persons or kept)[:_AUTHORS]


def _from_data(entities: tuple[Node, ...], page: Page) -> Iterator[_Source]:
    for node in entities:
        for key, trust in (("author", 6.0), ("creator", 5.0)):
            found: list[Stated] = []
            for value in node.properties.get(key, ())[:_AUTHORS]:
                found += _of_value(value, f"{label(node)}.{key}", node.line, page)
            if found:
                yield _Source(tuple(found), trust - 2.5 * is_page(node) - 0.5 * (node.syntax != "json-ld"))
                break


def _of_value(value: object, basis: str, line: int | None, page: Page) -> Iterator[Stated]:
    if isinstance(value, Node):
        url = value.text("url") or next(iter(value.texts("sameAs")), None)
        absolute = join(page.base, url) if url else None
        texts = value.texts("name")[:1] or value.texts("givenName")[:1]
        for text in texts:
            for name in read_names(text, whole=not re.search(r"[;,&/]|\s(?:and|und|et|y)\s", text)):
                yield Stated(text=name, basis=basis, line=line, url=absolute)
    elif isinstance(value, str):
        for name in read_names(value):
            yield Stated(text=name, basis=basis, line=line)


def _from_meta(head: Head) -> Iterator[_Source]:
    found: dict[str, dict[str, Stated]] = {}
    for meta in head.metas:
        if meta.name in AUTHOR_METAS and not meta.content.strip().startswith(("http", "/")):
            names = found.setdefault(meta.name, {})
            for name in read_names(meta.content) if len(names) < _AUTHORS else ():
                names.setdefault(fold(name), Stated(text=name, basis=f"meta {meta.name}", line=meta.line))
    for names in found.values():
        yield _Source(tuple(names.values()), 3.5)


def _from_tags(page: Page) -> Iterator[_Source]:
    """Links to the author of a page that was read in a stream."""
    for tag in islice(page.tags("a"), 2_000):
        if "author" in (tag.attributes.get("rel") or "").lower().split():
            url = join(page.base, tag.attributes.get("href") or "")
            names = tuple(Stated(text=n, basis="byline", line=tag.line, url=url) for n in read_names(tag.text))
            if names:
                yield _Source(names, 4.0)
                return


def _from_marked(page: Page, marks: Marks, marked: Iterable[Marked]) -> Iterator[_Source]:
    """Bylines that their markup names: those of one place together."""
    group: list[Stated] = []
    trust, last = 0.0, None
    inside: set[etree._Element] = set()
    for item in marked:
        element = item.element
        if not item.kind & 1 or element in inside or marks.regions.around_headline(element):
            continue
        if marks.regions.of(element) is not None:
            continue
        found, own = _byline(item, marks.text(item), page)
        if not found:
            continue
        inside.update(element.iterdescendants())
        if group and last is not None and own == trust and _beside(last, element):
            group += found
        else:
            if group:
                yield _Source(tuple(group), trust)
            group, trust = found, own
        last = element
    if group:
        yield _Source(tuple(group), trust)


def _beside(one: etree._Element, other: etree._Element) -> bool:
    """Whether two elements stand in one list: the same class, and a common parent or grandparent."""
    if one.get("class") != other.get("class") or one.tag != other.tag:
        return False
    holders = [e for e in (one.getparent(), other.getparent()) if e is not None]
    return len(holders) == 2 and (
        holders[0] is holders[1]
        or (holders[0].getparent() is not None and holders[0].getparent() is holders[1].getparent())
    )


def _byline(item: Marked, text: str, page: Page) -> tuple[list[Stated], float]:
    """The names in one marked element, and how far it is trusted."""
    element = item.element
    if not text or len(text) > _BYLINE_LENGTH:
        return [], 0.0
    line = element.sourceline
    persons = [a for a in ([element] if element.tag == "a" else element.iter("a")) if _is_person_link(a)]
    if len(persons) > _LINKED:
        return [], 0.0
    names: list[Stated] = []
    for link in persons:
        url = join(page.base, link.get("href") or "")
        names += [Stated(text=n, basis="byline", line=line, url=url) for n in read_names(line_text(link))]
    if not names:
        names = [Stated(text=n, basis="byline", line=line) for n in read_names(text)]
    if names and is_proper(names[0].text):
        names = [n for n in names if is_proper(n.text) or is_desk(n.text)]
    return names, _byline_trust(item, text)


def _byline_trust(item: Marked, text: str) -> float:
    words = len(text.split())
    trust = 4.0
    if "rel-author" in item.says or "author" in item.says.split():
        trust += 1.0
    if _BIO.search(item.says):
        trust -= 1.0
    if words > 1 and BY.match(text):
        trust += 0.5
    if words > 14:
        trust -= 1.0
    if item.distance == FAR:
        return trust - 0.5
    return trust + (0.5 if item.distance > 0 else 0.2)


def _is_person_link(link: etree._Element) -> bool:
    href = link.get("href") or ""
    rel = link.get("rel") or ""
    if "tag" in rel or "category" in rel:
        return False
    return "author" in rel or bool(_PERSON_PATH.search(href[:300]))


def _from_text(marks: Marks) -> Iterator[_Source]:
    """Short lines near the headline: "by" in some language with a name behind it, or a name beside a date."""
    for item in marks.near:
        element = item.element
        if not -12 <= item.distance <= 60 or len(element) > 6 or not marks.is_line(item):
            continue
        text = marks.text(item)
        if not 5 < len(text) < 130 or _CREDIT.match(text) or marks.regions.of(element) is not None:
            continue
        found, trust = _line(text, dated=bool(item.kind & 2))
        if found:
            yield _Source(tuple(Stated(text=n, basis="text", line=element.sourceline) for n in found), trust)
            return


def _line(text: str, *, dated: bool) -> tuple[tuple[str, ...], float]:
    begin = BY.match(text)
    if begin is None and dated:
        within = _BY_WITHIN.search(text)
        begin = BY.match(text, within.start(1)) if within else None
    if begin is not None:
        found = read_names(text[begin.end() :])
        if found and (dated or all(map(is_proper, found))):
            return found, 3.8 if begin.start() == 0 else 3.0
    if len(text) > 90 or not (dated or any(c.isdigit() for c in text)):
        return (), 0.0
    date, rest = split_date(text)
    if date is not None or dated:
        found = tuple(n for n in read_names(rest) if is_proper(n))
        if found and len(rest) < 60 and all(len(n.split()) <= 4 for n in found):
            return found, 2.6
    return (), 0.0
