"""What the tree builder would lose or misplace without a word, taken out of its way.

For HTML5 ``</body>`` and ``</html>`` end nothing: what follows them belongs to the body (§13.2.6.4.19, .22). libxml2
starts a second root element behind ``</html>``, which is in no tree, and leaves what stands behind ``</body>`` beside
the body. It also takes ``<html/>`` for a whole document, and reads on behind ``<script/>`` what browsers take for the
text of a script: HTML5 ignores the slash (§13.2.5.32).
"""

from __future__ import annotations

import re
from typing import Final

import lxml.html

from indexaudit.extract.markup_tokens import FOREIGN, RAW_TEXT, tokens

__all__ = ["as_browsers_read", "differs", "is_misplaced"]

_ROOT_ENDS: Final = ("html>", "HTML>", "Html>")
"""Searched for without the ``</``, which is on every page so often that it makes the search four times dearer."""
_FRAME_ENDS: Final = frozenset({"/body", "/html"})
_SLASH_IGNORED: Final = RAW_TEXT | {"html", "head", "body"}
_BESIDE: Final = frozenset({"script", "style", "noscript", "link", "iframe"})
"""Elements that do no harm beside the body."""
_CLOSED: Final = re.compile(r"<(?:script|style|title|iframe|textarea|html|head|body)\b[^<>]*/>", re.IGNORECASE)
_START: Final = 16 * 1024
"""Characters in which such tags are looked for: heads are seldom longer."""


def differs(text: str) -> bool:
    """Whether something stands behind an ``</html>``, or a tag is closed by a slash that browsers ignore."""
    if _CLOSED.search(text, 0, _START):
        return True
    for end in _ROOT_ENDS:
        place = text.find(end)
        while place >= 0:
            if text.startswith("</", place - 2):
                rest = text[place + len(end) :]
                return "<" in rest and any(token.name not in _FRAME_ENDS for token in tokens(rest))
            place = text.find(end, place + 1)
    return False


def is_misplaced(tree: lxml.html.HtmlElement) -> bool:
    """Whether a tree has content beside its body."""
    body = tree.find("body")
    return body is not None and any(isinstance(e.tag, str) and e.tag not in _BESIDE for e in body.itersiblings())


def as_browsers_read(text: str) -> str:
    """The same markup such that libxml2 reads it as HTML5 asks for; the very text when nothing is to be changed."""
    pieces: list[str] = []
    position = foreign = 0
    for token in tokens(text, frame=True):
        name = token.name
        if name in FOREIGN or name[1:] in FOREIGN:
            foreign = max(0, foreign - 1) if name[0] == "/" else foreign + 1
        if name in _FRAME_ENDS:
            pieces.append(text[position : token.start])
            position = token.end
        elif name in _SLASH_IGNORED and not foreign and text.endswith("/>", token.start, token.end):
            pieces += (text[position : token.end - 2], " >")
            position = token.end
    if not pieces:
        return text
    pieces.append(text[position:])
    return "".join(pieces)
