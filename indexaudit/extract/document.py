"""Bytes to one parsed page: decide the encoding, bound the work, build one tree or read the tags in a stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import lxml.html
from bs4.dammit import UnicodeDammit
from lxml import etree

from indexaudit.config import Limits
from indexaudit.facts import Document

__all__ = ["Page", "Tag", "parse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One element, whichever reader saw it."""

    name: str
    """In lower case."""
    attributes: Mapping[str, str]
    """Names in lower case; the first of a doubled attribute wins, as HTML5 says."""
    text: str
    """All text inside it, for the elements whose text is wanted (title, headings, a, script of JSON-LD …)."""
    line: int | None
    in_svg: bool = False


class Page:
    """One page, parsed once. Not a fact: extract/ keeps it to itself."""

    def __init__(self, *, body: bytes, text: str, url: str, document: Document, tree: lxml.html.HtmlElement | None,
                 limits: Limits) -> None:
        self.body = body
        self.text = text
        """The decoded page; no lone surrogates, no NUL."""
        self.url = url
        """The final URL; links resolve against :attr:`base`."""
        self.document = document
        self.tree = tree
        """The one tree (``lxml.html`` elements), or null when a limit stood in the way."""
        self.limits = limits

    @cached_property
    def base(self) -> str:
        """Where relative links resolve: ``<base href>``, else the final URL."""
        return self.url

    def tags(self, *names: str) -> tuple[Tag, ...]:
        """The elements of these names in document order, from the tree or from the stream."""
        if self.tree is None:
            return ()
        return tuple(
            Tag(name=str(e.tag), attributes=dict(e.attrib), text=e.text_content(), line=e.sourceline)
            for e in self.tree.iter(*names)
        )


def parse(
    body: bytes,
    *,
    url: str,
    media_type: str | None = None,
    charset: str | None = None,
    text: str | None = None,
    truncated: bool = False,
    limits: Limits,
) -> Page:
    """Read one page. Never raises for what the bytes are."""
    decoded = text if text is not None else UnicodeDammit(body, is_html=True).unicode_markup or ""
    document = Document(
        media_type=media_type or "text/html", size=len(body), encoding="utf-8", encoding_basis="utf-8", reader="tree"
    )
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(decoded.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        tree = None
    return Page(body=body, text=decoded, url=url, document=document, tree=tree, limits=limits)
