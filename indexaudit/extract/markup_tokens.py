"""The tags of an HTML text in order, by the tokenizer rules of the HTML standard (§13.2.5), in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["FOREIGN", "RAW_TEXT", "Token", "long_tag", "tokens"]

RAW_TEXT: Final = frozenset(
    {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
"""Elements whose content is text up to their own end tag. With scripting off, ``noscript`` is not one of them."""

FOREIGN: Final = frozenset({"svg", "math"})
"""Inside them no element holds raw text: a ``<title/>`` there is closed by its slash (§13.2.6.5)."""
_NOTED: Final = RAW_TEXT | FOREIGN
_BREAKOUT: Final = frozenset(
    {"body", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "img", "li", "ol", "p", "span", "table", "ul"}
)
"""Elements that end foreign content when they stand in it; the common ones of the standard's list."""

_VALUE: Final = r"""=[\t\n\f\r ]*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\t\n\f\r >]*+)"""
# Possessive quantifiers throughout: a tag that has no end fails at once, and its start is never tried again.
_TAG: Final = re.compile(rf"<(/?)([a-zA-Z][^\t\n\f\r />]*+)(?:[^>=\"']++|{_VALUE}|[\"'])*+>")
_ORDINARY: Final = re.compile(
    rf"(?:[^<]*+<(?!/?(?i:html|head|body|{'|'.join(sorted(RAW_TEXT | FOREIGN))})[\t\n\f\r />])"
    rf"/?[a-zA-Z][^\t\n\f\r />]*+(?:[^>=\"']++|{_VALUE}|[\"'])*+>)++"
)
_OPENS: Final = re.compile(r"</?[a-zA-Z]")
_CLOSE: Final = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW_TEXT}
_COMMENT_END: Final = re.compile(r"--!?>")
_SCRIPT_PART: Final = re.compile(r"<!--(?:-?>)?|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


class Token(NamedTuple):
    """One tag, or a run of text that is not blank."""

    name: str
    """Of a tag in lower case, ``/name`` for an end tag, ``#text`` for text."""
    start: int
    """Offset in the text: of the ``<``, or of the first character that is not blank."""
    end: int
    """Offset behind the tag; of a raw text element, behind its start tag."""


_new: Final = tuple.__new__
"""A token is made for every tag: this way in half of the time."""


def tokens(text: str, position: int = 0, *, frame: bool = False) -> Iterator[Token]:
    """Start tags, end tags and runs of text that are not blank. Comments, doctypes and raw text are passed over.

    Every search moves forward, and one that finds nothing ends the page, as it does in a browser. ``frame``: text and
    tags that hold neither raw text nor foreign content and do not frame the document may be left out.
    """
    size, foreign = len(text), 0
    while position < size:
        if frame and not foreign and (ordinary := _ORDINARY.match(text, position)):
            position = ordinary.end()
        start = text.find("<", position)
        run = text[position : start if start >= 0 else size]
        bare = run.lstrip("\t\n\f\r ")
        if bare:
            begin = position + len(run) - len(bare)
            yield Token("#text", begin, start if start >= 0 else size)
        if start < 0:
            return
        tag = _TAG.match(text, start)
        if tag:
            name = tag[2].lower()
            position = tag.end()
            yield _new(Token, (tag[1] + name, start, position))
            if not foreign and name not in _NOTED:
                continue
            if name in FOREIGN:
                if tag[1]:
                    foreign = max(0, foreign - 1)
                elif text[position - 2] != "/":
                    foreign += 1
            elif foreign and name in _BREAKOUT:
                foreign = 0
            elif name in RAW_TEXT and not tag[1] and not foreign:
                position = _after_raw_text(text, name, position)
            continue
        after = text[start + 1 : start + 2]
        if _OPENS.match(text, start):
            return  # a tag without an end swallows the rest of the page
        if after in ("!", "?", "/") and after:
            position = _after_comment(text, start)
        else:
            yield Token("#text", start, start + 1)
            position = start + 1


def long_tag(text: str, attributes: int) -> bool:
    """Whether some tag has more attributes than that."""
    for found in _many_attributes(attributes + 1).finditer(text):
        # What looks like a tag may stand in a script or a comment: only a walk from the start tells.
        # A tag without an end gives no token and swallows the rest of the page, attributes and all.
        starts = [token.start for token in _until(text, found.start())]
        return not starts or starts[-1] <= found.start()
    return False


def _until(text: str, position: int) -> Iterator[Token]:
    for token in tokens(text):
        yield token
        if token.start >= position:
            return


@lru_cache(maxsize=8)
def _many_attributes(count: int) -> re.Pattern[str]:
    name = r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    return re.compile(rf"<[a-zA-Z][^\t\n\f\r />]*+(?:[\t\n\f\r /]*+{name}(?:[\t\n\f\r ]*+{_VALUE})?+){{{count}}}")


def _after_comment(text: str, start: int) -> int:
    size = len(text)
    if text.startswith("<!--", start):
        if text.startswith((">", "->"), start + 4):
            return text.index(">", start) + 1
        closed = _COMMENT_END.search(text, start + 4)
        return closed.end() if closed else size
    end = text.find(">", start + 2)
    return end + 1 if end >= 0 else size


def _after_raw_text(text: str, name: str, position: int) -> int:
    """Where the end tag of a raw text element starts; the end of the page without one."""
    if name == "plaintext":
        return len(text)
    close = _CLOSE[name].search(text, position)
    end = close.start() if close else len(text)
    if name != "script" or text.find("<!--", position, end) < 0:
        return end
    # "Script data escaped" states: after "<!--" a nested "<script" hides the next "</script".
    hidden = nested = False
    for part in _SCRIPT_PART.finditer(text, position):
        found = part[0]
        if found == "-->":
            hidden = nested = False
        elif found == "<!--":
            hidden = True
        elif part[1] is None:
            continue
        elif part[1]:
            if not nested:
                return part.start()
            nested = False
        elif hidden:
            nested = True
    return len(text)
