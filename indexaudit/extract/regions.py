"""Which part of a page an element stands in, judged by its ancestors."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

__all__ = ["Regions", "element_text", "is_hidden", "marks_of"]

_COMMENTS: Final = re.compile(
    r"comment(?!ary)|respond|repl(?:y|ies)|disqus|kommentar|reviews?-?list|discussion|trackback|pingback|leserbrief"
)
_ASIDE: Final = re.compile(
    r"sidebar(?!__main|-main)|side-bar|(?<!elementor-)widget|related|recommend|teaser|(?<![a-z_-])footer|(?:site|page|main|global|bottom)[-_]?footer|(?<![a-z])nav(?![a-z])|navigation|menu|breadcrumb|promo"
    r"|popular|trending|newsletter|most-?read|read-?(?:more|next)|more-?(?:stories|news|articles|posts|from)"
    r"|(?:latest|recent|similar|other|next|prev|previous|adjacent)[-_]?(?:posts?|news|articles?|stories)|outbrain|taboola"
    r"|carousel|slider|swiper|cookie|consent|sponsor|advert|copyright|colophon|modal|popup|dropdown|ticker"
)
_ASIDE_TAGS: Final = frozenset({"aside", "footer", "nav", "form", "noscript", "template", "button", "select"})
_POST_FOOT: Final = re.compile(r"entry|post|article|meta|byline|author")
"""A footer of one post, which tells its author and date."""
_OWN: Final = re.compile(r"(?:entry|post|article|story)[-_]?(?:meta|head|info|byline|footer)|byline")
"""Marks of a post's own lines, whatever else the class list says (a count of comments stands there too)."""
_TOP_TAGS: Final = frozenset({"html", "body", "main", "article"})
_HIDDEN: Final = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-?only|screen-?reader(?:-text)?|aural|u-?hidden|hidden|invisible|is-hidden|d-none)"
    r"(?:$|[\s_-])"
)
_STYLE_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLOCKS: Final = frozenset(
    {
        "address", "article", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "li", "ol", "p", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "svg", "button", "select", "textarea"})
_DEPTH: Final = 60
"""Ancestors that are looked at."""


def marks_of(element: etree._Element) -> str:
    """Class and id in lower case: what the author of the page calls the element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def is_hidden(element: etree._Element) -> bool:
    """Whether the element itself is kept from readers by its markup."""
    marks = element.get("class")
    if marks and _says_hidden(marks):
        return True
    style = element.get("style")
    return (style is not None and bool(_STYLE_HIDDEN.search(style[:500]))) or element.get("hidden") is not None


@lru_cache(maxsize=4096)
def _says_hidden(marks: str) -> bool:
    return bool(_HIDDEN.search(marks[:500].lower()))


def element_text(element: etree._Element, *, limit: int = 2_000, skip: frozenset[etree._Element] = frozenset()) -> str:
    """The text of an element as it would be shown, white space collapsed, cut to about ``limit`` characters.

    Blocks and neighbouring inline elements stand apart; scripts, styles and hidden parts are left out.
    """
    if not len(element):
        return " ".join((element.text or "")[: 4 * limit].split())[:limit]
    pieces: list[str] = []
    length = 0
    node = element
    while length < limit:
        tag = node.tag
        below = None
        if not (
            not isinstance(tag, str) or tag in _SILENT or node in skip or (node is not element and is_hidden(node))
        ):
            if tag in _BLOCKS:
                pieces.append(" ")
            if node.text:
                pieces.append(node.text[: 4 * limit])
                length += len(pieces[-1].strip())
            below = node[0] if len(node) else None
        if below is not None:
            node = below
            continue
        while node is not element:
            # A blank between inline elements that touch: they are mostly set apart by style.
            pieces.append((node.tail or " ")[: 4 * limit])
            length += len(pieces[-1].strip())
            following = node.getnext()
            if following is not None:
                node = following
                break
            node = node.getparent()
            if node.tag in _BLOCKS:
                pieces.append(" ")
        else:
            break
    return " ".join("".join(pieces).split())[:limit]


class Regions:
    """The regions of one page. ``headline`` is the element of its headline: nothing around it can be an aside."""

    def __init__(self, headline: etree._Element | None) -> None:
        self.headline = headline
        self._around = set() if headline is None else {headline, *headline.iterancestors()}
        self._known: dict[etree._Element, str | None] = {}

    def around_headline(self, element: etree._Element) -> bool:
        """Whether the element is, or holds, the headline."""
        return element in self._around

    def of(self, element: etree._Element) -> str | None:
        """``comments`` or ``aside`` when the element stands in one; null for the page's own part."""
        passed: list[etree._Element] = []
        found: str | None = None
        current: etree._Element | None = element
        for _ in range(_DEPTH):
            if current is None or current in self._around or current.tag in _TOP_TAGS:
                break
            if current in self._known:
                found = self._known[current]
                break
            passed.append(current)
            kind = _kind(current)
            if kind is not None:
                found = kind
                break
            current = current.getparent()
        for ancestor in passed:
            self._known[ancestor] = found
        return found


def _kind(element: etree._Element) -> str | None:
    return _kind_of(str(element.tag), marks_of(element)[:500])


@lru_cache(maxsize=4096)
def _kind_of(tag: str, marks: str) -> str | None:
    if tag in _ASIDE_TAGS and not (tag == "footer" and _POST_FOOT.search(marks)):
        return "aside"
    if marks == " " or _OWN.search(marks):
        return None
    if _COMMENTS.search(marks):
        return "comments"
    return "aside" if _ASIDE.search(marks) else None
