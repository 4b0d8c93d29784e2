"""The outgoing links of a page, resolved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import lxml.html
from lxml import etree

from indexaudit.extract.document import Page
from indexaudit.facts import Link, Links
from indexaudit.web.urls import host_of, join, registrable_domain

__all__ = ["read_links"]

_LONGEST_TEXT: Final = 200
_READ: Final = 10 * _LONGEST_TEXT
"""Characters of a link's text that are looked at: white space may stand before the words."""
_TEXT: Final = etree.XPath("string()", smart_strings=False)
_LAST_LINE: Final = 65_535


def read_links(page: Page) -> Links:
    """Every ``<a href>`` and ``<area href>`` in order; beyond ``Limits.links`` only counted."""
    base, most = page.base, page.limits.links
    here = host_of(page.url) or ""
    home = registrable_domain(here) or here
    inside: dict[str, bool] = {}
    resolved: dict[str, tuple[str | None, bool]] = {}
    found: list[Link] = []
    links = _in_tree(page) if page.stream is None else _in_stream(page)
    for href, rel, line, text in islice(links, most):
        known = resolved.get(href)
        if known is None:
            url = join(base, href)
            origin = _origin(url)
            if origin not in inside:
                host = _host(origin)
                inside[origin] = host == here or (registrable_domain(host) or host) == home
            known = resolved[href] = url, inside[origin]
        found.append(Link(href, known[0], tuple(rel.lower().split()) if rel else (), text, known[1], line))
    total = len(found)
    if total == most:
        total = _total(page)
    cut = (f"only the first {most} of {total} links were read",) if total > len(found) else ()
    return Links(links=tuple(found), total=total, gaps=(*page.gaps, *cut))


def _total(page: Page) -> int:
    if page.stream is not None:
        return page.stream.links
    return sum(1 for e in page.elements("a", "area") if e.get("href") is not None)


def _origin(url: str | None) -> str:
    """Scheme and authority of a serialised URL; empty for none, and for schemes that have none."""
    if url is None or not url.startswith(("https://", "http://")):
        return ""
    return url[: url.find("/", 8)]


def _host(origin: str) -> str:
    authority = origin.partition("://")[2].rpartition("@")[2]
    return authority if authority.endswith("]") else authority.split(":", 1)[0]


def _in_tree(page: Page) -> Iterator[tuple[str, str | None, int | None, str]]:
    """Href, rel, line and name of each link. The name is the anchor text, else the ``alt`` of an image in it, else the
    ``title`` attribute (Google, "Link best practices"), else what a screen reader would say."""
    for element, href in page.anchors:
        if href is None:
            continue
        nested = len(element)
        text = _TEXT(element) if nested else element.text
        name = " ".join(text[:_READ].split())[:_LONGEST_TEXT] if text else ""
        if not name:
            name = _other_name(element)
        line = element.sourceline
        yield href, element.get("rel"), None if line is None or line >= _LAST_LINE else line, name


def _other_name(element: lxml.html.HtmlElement) -> str:
    if len(element):
        for image in element.iter("img"):
            if alt := _short(image.get("alt")):
                return alt
    return _short(element.get("alt")) or _short(element.get("title")) or _short(element.get("aria-label"))


def _in_stream(page: Page) -> Iterator[tuple[str, str | None, int | None, str]]:
    for tag in page.tags("a", "area"):
        href = tag.attributes.get("href")
        if href is not None:
            names = (tag.text, *(tag.attributes.get(a) for a in ("alt", "title", "aria-label")))
            yield href, tag.attributes.get("rel"), tag.line, next(filter(None, map(_short, names)), "")


def _short(text: str | None) -> str:
    return " ".join(text[:_READ].split())[:_LONGEST_TEXT] if text else ""
