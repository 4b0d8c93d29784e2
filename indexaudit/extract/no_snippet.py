"""How much of what a page shows stands under ``data-nosnippet``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from indexaudit.extract.document import Page
from indexaudit.extract.paths import Element, elements, line_of, marks
from indexaudit.facts import Content, NoSnippet
from indexaudit.web.words import count_words

__all__ = ["read_no_snippet"]

_MARKED: Final = elements("descendant-or-self::*[self::span or self::div or self::section][@data-nosnippet]")
"""The only elements on which Google honours it ("Robots meta tag"); any value counts."""
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "textarea", "select", "iframe", "svg"})
_OVERLAY: Final = re.compile(r"cookie|consent|gdpr|cmp-|onetrust|didomi|modal|popup|popover|dialog")
"""What lies over a page, and is no part of its text."""
_WHOLE: Final = ("html", "body")
"""Hidden at first against flicker, and marked while a dialog is open: what they hold is the page."""
_NO_DISPLAY: Final = re.compile(r"display\s*:\s*none")
_MOST: Final = 500
"""Marked elements that are read."""


def read_no_snippet(page: Page, content: Content) -> NoSnippet:
    """The share of the visible words that no snippet may quote. The tree is walked only where the attribute occurs."""
    if "data-nosnippet" not in page.text:
        return NoSnippet(share=0.0, elements=0, line=None, gaps=page.gaps)
    if page.tree is None:
        gap = "without a tree, what stands under data-nosnippet is not known"
        return NoSnippet(share=0.0, elements=0, line=None, gaps=(*page.gaps, gap))
    marked = _MARKED(page.tree)
    every = set(marked)
    # One inside another counts once.
    outer = [e for e in islice(marked, _MOST) if not any(a in every for a in e.iterancestors())]
    words = sum(count_words(" ".join(_shown(e)), content.language) for e in outer if not _is_aside(e))
    share = min(1.0, words / content.visible_words) if content.visible_words else 0.0
    line = line_of(marked[0]) if marked else None
    return NoSnippet(share=share, elements=len(marked), line=line, gaps=content.gaps)


def _is_aside(element: Element) -> bool:
    """Whether it lies over the page, or is not shown, by its own marks or those of what holds it."""
    every = (e for e in (element, *element.iterancestors()) if e.tag not in _WHOLE)
    return any(_is_hidden(e) or bool(_OVERLAY.search(marks(e)[:500])) for e in every)


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or element.get("role") == "dialog":
        return True
    return bool(_NO_DISPLAY.search((element.get("style") or "")[:500]))


def _shown(element: Element) -> Iterator[str]:
    """The texts that readers see, in no order: they are counted, not read."""
    stack = [element]
    while stack:
        current = stack.pop()
        yield current.text or ""
        for child in current:
            yield child.tail or ""
            if isinstance(child.tag, str) and child.tag not in _UNSEEN and not _is_hidden(child):
                stack.append(child)
