"""The elements that may say who wrote the page and when: those near the headline, and, when asked, all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from indexaudit.extract.phrases import fold
from indexaudit.extract.regions import Regions, element_text
from indexaudit.facts import Stated

__all__ = ["FAR", "TEXT", "Marked", "Marks", "line_text"]

_TAGS: Final = (
    "a", "abbr", "address", "b", "cite", "dd", "div", "dl", "dt", "em", "font", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "i", "label", "li", "p", "section", "small", "span", "strong", "td", "time", "ul",
)  # fmt: skip
_HOLDERS: Final = ("address", "cite", "div", "li", "p", "small", "span", "td")
"""Those of them that are looked for on the whole page."""
_AUTHOR: Final = re.compile(
    r"author|byline|by-line|(?<![a-z])by(?![a-z])|autor|auteur|posted-?by|written-?by|writer|journalist|contributor"
    r"|redakteur|verfasser|creator|reporter|signature|firma(?![a-z])|vcard|fn(?![a-z])|username"
)
_DATE: Final = re.compile(
    r"dat(?:e|um|etime|ierung)(?![a-rt-z])|time(?!line|r|out)|publi[sc]|pubdate|fecha|posted|erstellt|created|updated"
    r"|modified|aktualisiert|(?:entry|post|article|artikel|news|blog|page|story)[-_]?(?:meta|info|details)|meta[-_]?(?:info|data)|byline|stand(?![a-z])"
    r"|timestamp|datum|zeit(?![a-z])|data(?![a-z-])|publicad|published|dateline|submitted|clock|calendar"
)
_AUTHOR_HINT: Final = re.compile("by|aut|writ|ourn|contrib|redakt|verfass|creat|report|sign|firma|vcard|fn|username")
_DATE_HINT: Final = re.compile(
    "dat|tim|pub|fech|post|erstel|creat|modif|aktual|meta|info|det|byline|stand|zeit|submit|clock|calen"
)
_ANY_HINT: Final = re.compile(f"{_AUTHOR_HINT.pattern}|{_DATE_HINT.pattern}")
"""Parts that every match holds: looking for them first spares most of the work."""
_ITEMPROPS: Final = frozenset({"author", "creator", "datepublished", "datemodified", "datecreated", "dateposted"})
_MOST: Final = 150
"""Marked elements of each kind that are kept."""
_BEHIND: Final = 55
_BEFORE: Final = 12
"""Elements behind and before the headline that are looked at first: bylines stand there on nine pages of ten."""
_BLOCK: Final = 60
"""A block with more elements before the headline is a menu, and holds no byline."""
TEXT: Final = 240
"""Characters of an element that are read: a byline is shorter."""
_HEADINGS: Final = 25
_PARTS: Final = 150
"""An element with more inside it is no line: its text is not read, and stands as empty."""
_RUNS: Final = 40
"""Runs of text of one element that are read."""
FAR: Final = 10_000
"""The distance of what stands elsewhere on the page."""

_INSIDE: Final = etree.XPath("count(descendant::*)")
_BY_ITEMPROP: Final = etree.XPath("//*[@itemprop]")


class Marked(NamedTuple):
    """One element and how far behind the headline it stands, in elements (negative: before it)."""

    element: etree._Element
    distance: int
    says: str
    """Class, id, rel and itemprop in lower case."""
    kind: int
    """1: author, 2: date, 3: both, 0: only near the headline."""


class Marks:
    """The elements of one page that its markup calls author or date."""

    def __init__(self, tree: etree._Element, headline: Stated | None, *, microdata: bool) -> None:
        """``headline``: what was found to be the main title. ``microdata``: whether the page holds any at all."""
        self._tree = tree
        self._itemprops = microdata
        self._texts: dict[etree._Element, str] = {}
        self.headline = _headline_element(tree, headline)
        self.regions = Regions(self.headline)

    @cached_property
    def near(self) -> tuple[Marked, ...]:
        """Every element shortly before and behind the headline, in order; empty without a headline."""
        title = self.headline
        if title is None:
            return ()
        before = list(islice(_preceding(title), _BEFORE))
        found = [self._marked(e, -n) for n, e in enumerate(before, 1)][::-1]
        found += [self._marked(e, n) for n, e in enumerate(islice(_following(title), _BEHIND), 1)]
        return tuple(found)

    @cached_property
    def elsewhere(self) -> tuple[Marked, ...]:
        """Marked elements anywhere else, in order of their kind. Walks over the whole tree."""
        known = {m.element for m in self.near}
        found: dict[etree._Element, None] = {}
        for element in self._tree.iter(*_HOLDERS):
            marks = element.get("class") or element.get("id")
            if marks and _interest(marks):
                found[element] = None
        found.update(dict.fromkeys(self._tree.iter("time")))
        if self._itemprops:
            found.update(dict.fromkeys(_BY_ITEMPROP(self._tree)))
        marked = (self._marked(e, FAR) for e in found if e not in known)
        return tuple(islice((m for m in marked if m.kind), 2 * _MOST))

    def text(self, item: Marked) -> str:
        """The text of one of the elements, cut to :data:`TEXT` characters."""
        known = self._texts.get(item.element)
        if known is None:
            known = self._texts[item.element] = line_text(item.element)
        return known

    def is_line(self, item: Marked) -> bool:
        """Whether it may be a line of its own: marked, or with text directly in it and not a long one."""
        if item.kind:
            return True
        element = item.element
        if len(element) >= 5 or not isinstance(element.tag, str):
            return False
        text = element.text
        some = False
        if text:
            if len(text) >= TEXT:
                return False
            some = not text.isspace()
        for child in element:
            text = child.tail
            if text:
                if len(text) >= TEXT:
                    return False
                some = some or not text.isspace()
        return some

    def _marked(self, element: etree._Element, distance: int) -> Marked:
        tag = element.tag
        marks = element.get("class") or element.get("id")
        kind = _interest(marks) if marks else 0
        says = marks or ""
        if tag == "time":
            kind |= 2
        elif tag == "a":
            rel = element.get("rel")
            if rel and "author" in rel:
                kind |= 1
                says += " rel-author"
        elif tag == "abbr" and element.get("title"):
            kind |= 2
        if self._itemprops:
            itemprop = element.get("itemprop")
            if itemprop:
                kind |= _property(itemprop)
                says += " " + itemprop
        return Marked(element, distance, says.lower() if kind else "", kind)


def line_text(element: etree._Element) -> str:
    """All text in a short element, blanks between its parts, cut to :data:`TEXT` characters.

    Quicker than :func:`element_text`, which also leaves out what is hidden: a hidden "posted by" is welcome here.
    """
    if not len(element):
        return " ".join((element.text or "")[: 2 * TEXT].split())[:TEXT]
    if _INSIDE(element) > _PARTS:
        return ""
    runs = (run[: 2 * TEXT] for run in element.itertext(etree.Element))
    return " ".join(" ".join(islice(runs, _RUNS)).split())[:TEXT]


def _following(element: etree._Element) -> Iterator[etree._Element]:
    """Everything behind the element's end, in the order of the document."""
    for ancestor in (element, *element.iterancestors()):
        for sibling in ancestor.itersiblings():
            yield from sibling.iter(*_TAGS)


def _preceding(element: etree._Element) -> Iterator[etree._Element]:
    """Everything before the element, the nearest first, without the elements that hold it."""
    for ancestor in (element, *element.iterancestors()):
        for sibling in ancestor.itersiblings(preceding=True):
            block = list(islice(sibling.iter(*_TAGS), _BLOCK + 1))
            if len(block) <= _BLOCK:
                yield from reversed(block)


@lru_cache(maxsize=4096)
def _interest(marks: str) -> int:
    """1 for author, 2 for date, 3 for both; classes repeat, so the answer is kept."""
    marks = marks[:500].lower()
    found = 0
    if not _ANY_HINT.search(marks):
        return found
    if _AUTHOR_HINT.search(marks) and _AUTHOR.search(marks):
        found = 1
    if _DATE_HINT.search(marks) and _DATE.search(marks):
        found += 2
    return found


def _property(itemprop: str) -> int:
    names = itemprop.lower().split()
    if not any(name in _ITEMPROPS for name in names):
        return 0
    return 2 if any(name.startswith("date") for name in names) else 1


def _headline_element(tree: etree._Element, headline: Stated | None) -> etree._Element | None:
    """The element that shows the headline: the one it was read from, else a heading of the same text."""
    if headline is None:
        return None
    key = fold(headline.text[:TEXT])
    if headline.basis in ("h1", "h2", "h3"):
        for element in islice(tree.iter(headline.basis), _HEADINGS):
            if element.sourceline == headline.line and key in fold(element_text(element, limit=600)):
                return element
    for element in islice(tree.iter("h1", "h2", "h3", "h4"), _HEADINGS):
        # Only a title that is not shown as it is written gets here.
        if fold(line_text(element)) == key:
            return element
    return None
