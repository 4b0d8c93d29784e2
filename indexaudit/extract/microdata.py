"""Microdata on the shared tree (HTML §5.2).

extruct reads it too, but one bad URL loses it all there, an ``itemref`` fan-in is quadratic, and nested properties
multiply the page's text; this reader visits each marked element once, within a budget.
"""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import Final

from lxml import etree

from indexaudit.extract.document import Page
from indexaudit.extract.linked_data import short_name
from indexaudit.extract.paths import Element
from indexaudit.facts import Node
from indexaudit.web.urls import join

__all__ = ["read_microdata"]

_MARKED: Final = etree.XPath("//*[@itemscope or @itemprop]")
_ANY: Final = etree.XPath("boolean(//*[@itemscope])")
_LONGEST_TEXT: Final = 10_000
"""Characters of one value; nested properties would otherwise repeat the page's text at every level."""
_REFERENCE_WORK: Final = 20_000
"""Elements visited for ``itemref`` in all."""

# HTML §5.2.4: where the value of a property stands.
_URL_ATTRIBUTE: Final = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src", "img": "src",
    "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_TEXT_ATTRIBUTE: Final = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}


def read_microdata(page: Page) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The top-level items in order, and what was left unread."""
    if page.tree is None or not _ANY(page.tree):
        return (), ()
    marked: list[Element] = _MARKED(page.tree)
    budget = page.limits.microdata_items * 10
    gaps = (f"only the first {budget} microdata elements were read",) if len(marked) > budget else ()
    marked = marked[:budget]
    owners = {element: _owner(element) for element in marked if element.get("itemprop")}
    members: dict[Element, list[Element]] = {}
    for element, owner in owners.items():
        if owner is not None:
            members.setdefault(owner, []).append(element)
    _add_referenced(page.tree, marked, owners, members)
    nodes: dict[Element, Node] = {}
    for element in reversed(marked):  # children stand behind their parents
        if element.get("itemscope") is not None:
            nodes[element] = _node(page, element, members.get(element, []), nodes)
    top = (e for e in marked if e.get("itemscope") is not None and not e.get("itemprop"))
    return tuple(nodes[e] for e in islice(top, page.limits.microdata_items)), gaps


def _owner(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None:
        if parent.get("itemscope") is not None:
            return parent
        parent = parent.getparent()
    return None


def _add_referenced(
    tree: Element, marked: list[Element], owners: dict[Element, Element | None], members: dict[Element, list[Element]]
) -> None:
    """Properties outside an item that it names by ``itemref``; those that already have an owner keep it."""
    referring = [e for e in marked if e.get("itemref") and e.get("itemscope") is not None]
    if not referring:
        return
    by_id = {e.get("id"): e for e in islice(tree.iter(etree.Element), 100_000) if e.get("id")}
    work = _REFERENCE_WORK
    for item in referring:
        for id_ in dict.fromkeys((item.get("itemref") or "").split()[:100]):
            root = by_id.get(id_)
            if root is None or root is item:
                continue
            for element in root.iter(etree.Element):
                work -= 1
                if work <= 0:
                    return
                if element in owners and owners[element] is None:
                    members.setdefault(item, []).append(element)


def _node(page: Page, item: Element, members: list[Element], nodes: dict[Element, Node]) -> Node:
    properties: dict[str, list[str | int | float | bool | Node]] = {}
    for element in members:
        value: str | Node | None
        if element.get("itemscope") is not None:
            # An item that holds itself through itemref is not read yet, and is left out.
            value = nodes.get(element)
        else:
            value = _value(page, element)
        if value is not None:
            for name in (element.get("itemprop") or "").split():
                properties.setdefault(short_name(name), []).append(value)
    return Node(
        types=tuple(dict.fromkeys(short_name(t) for t in (item.get("itemtype") or "").split())),
        id=item.get("itemid"),
        properties=MappingProxyType({name: tuple(values) for name, values in properties.items()}),
        syntax="microdata",
        line=item.sourceline,
    )


def _value(page: Page, element: Element) -> str | None:
    tag = str(element.tag)
    if (content := element.get("content")) is not None:
        return str(content)[:_LONGEST_TEXT]
    if tag in _URL_ATTRIBUTE:
        href = element.get(_URL_ATTRIBUTE[tag])
        # A value that is no URL is kept as written.
        return None if href is None else join(page.base, href) or href[:_LONGEST_TEXT]
    if tag in _TEXT_ATTRIBUTE and (value := element.get(_TEXT_ATTRIBUTE[tag])) is not None:
        return str(value)[:_LONGEST_TEXT]
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > _LONGEST_TEXT:
            break
    return " ".join("".join(pieces)[:_LONGEST_TEXT].split())
