"""Microdata on the shared tree (HTML standard §5.2).

extruct reads it too, but there one bad URL loses it all, an ``itemref`` fan-in is quadratic, and nested properties
multiply the page's text; this reader visits each marked element once, within a budget, at a third of the cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

import lxml.html
from lxml import etree

from indexaudit.extract.document import Page
from indexaudit.extract.linked_data import short_name
from indexaudit.facts import Node
from indexaudit.web.urls import join

__all__ = ["read_microdata"]

_MARKED: Final = etree.XPath("//*[@itemscope or @itemprop]")
_MARKS: Final = ("itemscope", "itemScope")
"""A search for each costs a fiftieth of a parse, an XPath for the attribute a tenth."""
_TEXT: Final = etree.XPath("string()", smart_strings=False)
_WITH_ID: Final = etree.XPath("//*[@id]")
_LONGEST_TEXT: Final = 10_000
"""Characters of one value."""
_MOST_TEXT: Final = 1_000_000
"""Characters of all values: nested properties repeat the page's text at every level."""
_PROPERTIES_PER_ITEM: Final = 10
"""Marked elements that are read for each item that the limits allow."""
_REFERENCE_WORK: Final = 20_000
"""Elements visited for ``itemref`` in all."""
_DEEPEST: Final = 64
"""Items inside items."""
_LAST_LINE: Final = 65_535

# HTML standard §5.2.4: where the value of a property stands.
_URL_ATTRIBUTE: Final = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src", "img": "src",
    "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_TEXT_ATTRIBUTE: Final = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}


def read_microdata(page: Page) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The top-level items in order, and what was left unread."""
    if page.tree is None:
        unread = page.stream is not None and page.stream.microdata
        return (), ("microdata was not read, because there is no tree",) if unread else ()
    if not any(mark in page.text for mark in _MARKS):
        return (), ()
    reader = _Reader(page, page.tree)
    return tuple(reader.items()), tuple(reader.gaps)


class _Reader:
    """One pass over the marked elements of one page."""

    def __init__(self, page: Page, tree: lxml.html.HtmlElement) -> None:
        self.gaps: list[str] = []
        self._page = page
        self._text_left = _MOST_TEXT
        self._work_left = _REFERENCE_WORK
        self._marked = self._bounded(_MARKED(tree))
        self._scopes = {e for e in self._marked if e.get("itemscope") is not None}
        self._owners: dict[lxml.html.HtmlElement, lxml.html.HtmlElement | None] = {}
        self._members: dict[lxml.html.HtmlElement, list[lxml.html.HtmlElement]] = {}
        for element in self._marked:
            if element.get("itemprop") and (owner := self._owner(element)) is not None:
                self._members.setdefault(owner, []).append(element)
        self._add_referenced(tree)
        self._made: dict[lxml.html.HtmlElement, Node | None] = {}

    def items(self) -> Iterable[Node]:
        """Items that are no property of another one (§5.2.6, "top-level microdata items")."""
        for element in self._marked:
            if element in self._scopes and not element.get("itemprop"):
                node = self._node(element, 0)
                if node is not None:
                    yield node

    def _bounded(self, marked: list[lxml.html.HtmlElement]) -> list[lxml.html.HtmlElement]:
        most = self._page.limits.microdata_items
        items = 0
        for number, element in enumerate(marked):
            items += element.get("itemscope") is not None
            if items > most or number >= most * _PROPERTIES_PER_ITEM:
                self.gaps.append(f"only the first {number} elements marked as microdata were read")
                return marked[:number]
        return marked

    def _owner(self, element: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
        """The nearest item around an element. Every element on the way is asked once for the whole page."""
        way = []
        owner = None
        parent = element.getparent()
        while parent is not None:
            if parent in self._scopes:
                owner = parent
                break
            if parent in self._owners:
                owner = self._owners[parent]
                break
            way.append(parent)
            parent = parent.getparent()
        self._owners.update(dict.fromkeys(way, owner))
        return owner

    def _add_referenced(self, tree: lxml.html.HtmlElement) -> None:
        """Properties that an item names by ``itemref``: those in the element that no item inside it owns (§5.2.5)."""
        referring = [e for e in self._marked if e in self._scopes and e.get("itemref")]
        if not referring:
            return
        by_id: dict[str, lxml.html.HtmlElement] = {}
        for element in _WITH_ID(tree):
            by_id.setdefault(element.get("id"), element)
        marked = frozenset(self._marked)
        for item in referring:
            for id_ in dict.fromkeys(item.get("itemref").split()):
                root = by_id.get(id_)
                self._work_left -= 1
                if self._work_left <= 0:
                    self.gaps.append("references between items of microdata (itemref) were not all followed")
                    return
                if root is None or root is item:
                    continue
                around = self._owner(root)
                for element in root.iter(etree.Element):
                    self._work_left -= 1
                    if self._work_left <= 0:
                        break
                    if element in marked and element.get("itemprop") and self._owner(element) is around:
                        self._members.setdefault(item, []).append(element)

    def _node(self, item: lxml.html.HtmlElement, depth: int) -> Node | None:
        if item in self._made:
            return self._made[item]  # null while it is being made: an item that holds itself is left out
        self._made[item] = None
        if depth > _DEEPEST:
            self.gaps.append(f"items of microdata nested more than {_DEEPEST} deep were not read")
            return None
        properties: dict[str, list[str | int | float | bool | Node]] = {}
        for element in dict.fromkeys(self._members.get(item, ())):
            value = self._node(element, depth + 1) if element in self._scopes else self._value(element)
            if value is not None:
                for name in (element.get("itemprop") or "").split():
                    properties.setdefault(short_name(name), []).append(value)
        line = item.sourceline
        node = Node(
            types=tuple(dict.fromkeys(short_name(t) for t in (item.get("itemtype") or "").split())),
            id=item.get("itemid"),
            properties=MappingProxyType({name: tuple(values) for name, values in properties.items()}),
            syntax="microdata",
            line=None if line is None or line >= _LAST_LINE else line,
        )
        self._made[item] = node
        return node

    def _value(self, element: lxml.html.HtmlElement) -> str | None:
        tag = str(element.tag)
        # The standard knows content= on <meta> alone; Google's own examples write it on any element.
        content: str | None = element.get("content")
        if content is None and tag in _TEXT_ATTRIBUTE:
            content = element.get(_TEXT_ATTRIBUTE[tag])
        if content is not None:
            return content[:_LONGEST_TEXT]
        if tag in _URL_ATTRIBUTE:
            href: str | None = element.get(_URL_ATTRIBUTE[tag])
            # A value that is no URL is kept as written.
            return None if href is None else join(self._page.base, href) or href[:_LONGEST_TEXT]
        if self._text_left <= 0:
            return None
        text = str(_TEXT(element))[:_LONGEST_TEXT] if len(element) else (element.text or "")[:_LONGEST_TEXT]
        self._text_left -= len(text)
        if self._text_left <= 0:
            self.gaps.append(f"values of microdata beyond {_MOST_TEXT} characters were not read")
        return " ".join(text.split())
