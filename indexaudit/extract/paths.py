"""Typed access to lxml: compiled XPath by what it gives, text and line of an element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from lxml import etree

__all__ = ["Element", "attributes", "elements", "line_of", "marks", "places_of_text", "texts", "texts_of"]

Element: TypeAlias = Any  # lxml has no type information of its own, and no public name for the type
Smart = Any
"""lxml's text results: strings that know their parent, which its type stubs do not tell apart."""


def elements(path: str) -> Callable[[Element], list[Element]]:
    """A compiled XPath that gives elements."""
    return cast("Callable[[Element], list[Element]]", etree.XPath(path))


def attributes(path: str) -> Callable[[Element], list[Smart]]:
    """A compiled XPath that gives attribute values, each with ``getparent()`` and ``attrname``."""
    return cast("Callable[[Element], list[Smart]]", etree.XPath(path))


def places_of_text(path: str) -> Callable[[Element], list[Smart]]:
    """A compiled XPath that gives text nodes, each with ``getparent()`` and ``is_tail``."""
    return cast("Callable[[Element], list[Smart]]", etree.XPath(path))


def texts(path: str) -> Callable[[Element], list[str]]:
    """A compiled XPath that gives plain strings: the quickest way to the text of a tree."""
    return cast("Callable[[Element], list[str]]", etree.XPath(path, smart_strings=False))


texts_of = texts("descendant::text()")
"""Every text below an element, in order, scripts included."""


def line_of(element: Element) -> int | None:
    """The 1-based line on which the element's tag starts, as far as the parser knows."""
    return cast("int | None", element.sourceline)


def marks(element: Element) -> str:
    """Class and id in lower case: what the author of the page calls the element. Empty for comments."""
    if not isinstance(cast("object", element.tag), str):
        return ""  # a comment's tag is a function
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()
