"""The text of a page without a tree: one linear pass over its markup."""

from __future__ import annotations

import re
from io import StringIO
from typing import Final

from indexaudit.web.plain_text import unescape

__all__ = ["stream_text"]

_SKIPPED: Final = ("script", "style", "noscript", "template", "textarea", "title", "svg", "iframe", "select", "head")
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_CLOSES: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _SKIPPED}
_NAME: Final = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,15})")


def stream_text(markup: str) -> str:
    """The text of a page, blocks on lines of their own, scripts and the like left out.

    Every search moves forward and ends the reading when it finds nothing, so the work is linear in the markup.
    """
    # Pages made to hurt have a piece every few bytes: a list of them would be many times the page.
    pieces = StringIO()
    position = 0
    while True:
        start = markup.find("<", position)
        if start < 0:
            pieces.write(markup[position:])
            break
        pieces.write(markup[position:start])
        if markup.startswith("<!--", start):
            end = markup.find("-->", start + 4)
            if end < 0:
                break
            position = end + 3
            continue
        name = _NAME.match(markup, start + 1)
        if name is None and markup[start + 1 : start + 2] not in ("!", "?"):
            pieces.write("<")
            position = start + 1
            continue
        end = markup.find(">", start)
        if end < 0:
            break
        position = end + 1
        tag = name.group(1).lower() if name else ""
        if tag in _BLOCKS:
            pieces.write("\n")
        elif tag in _CLOSES and markup[start + 1] != "/":
            close = _CLOSES[tag].search(markup, position)
            if close is None:
                break
            position = close.start()
    lines = StringIO()
    for line in StringIO(unescape(pieces.getvalue()), newline="\n"):
        if words := " ".join(line.split()):
            lines.write(words)
            lines.write("\n")
    return lines.getvalue().rstrip("\n")
