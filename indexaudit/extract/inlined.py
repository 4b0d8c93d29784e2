"""What makes a large page large: what is written into its HTML instead of beside it."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.extract.document import Page
from indexaudit.facts import Inlined, NotApplicable

__all__ = ["read_inlined"]

_SMALL: Final = 768 * 1024
"""Bytes below which nobody asks what a page is made of."""
_DATA: Final = ";base64,"
_BASE64: Final = re.compile(r"[A-Za-z0-9+/=%]*")
_SHORT: Final = 1_000
"""Characters of a file in base64 below which it makes no page large."""


def read_inlined(page: Page) -> Inlined | NotApplicable:
    """Count scripts, styles and files that are written into the page. Not asked of small pages."""
    if page.document.size < _SMALL:
        return NotApplicable("the page is small")
    if page.tree is None:
        gap = "without a tree, what the page is made of is not known"
        return Inlined(scripts=0, styles=0, files=0, gaps=(*page.gaps, gap))
    sizes = {name: sum(len(e.text or "") for e in page.elements(name)) for name in ("script", "style")}
    return Inlined(scripts=sizes["script"], styles=sizes["style"], files=_files(page.text), gaps=page.gaps)


def _files(text: str) -> int:
    """Characters of the files in base64: each mark is looked for from the end of the file before."""
    total, at = 0, text.find(_DATA)
    while at >= 0:
        start = at + len(_DATA)
        found = _BASE64.match(text, start)
        end = found.end() if found else start
        total += end - start if end - start >= _SHORT else 0
        at = text.find(_DATA, end)
    return total
