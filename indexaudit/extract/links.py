"""The outgoing links of a page, resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import lxml.html

from indexaudit.extract.document import Page, Tag
from indexaudit.facts import Link, Links
from indexaudit.web.urls import host_of, join, registrable_domain

__all__ = ["read_links"]

_LONGEST_TEXT: Final = 200


def read_links(page: Page) -> Links:
    """Every ``<a href>`` and ``<area href>`` in order; beyond ``Limits.links`` only counted."""
    base = page.base
    here = host_of(page.url) or ""
    home = registrable_domain(here) or here

    @cache
    def resolved(href: str) -> tuple[str | None, bool]:
        url = join(base, href)
        return url, url is not None and _inside(url, here, home)

    found: list[Link] = []
    total = 0
    for anchor in _anchors(page):
        total += 1
        if total <= page.limits.links:
            url, internal = resolved(anchor.attributes["href"])
            found.append(
                Link(
                    href=anchor.attributes["href"],
                    url=url,
                    rel=tuple(anchor.attributes.get("rel", "").lower().split()),
                    text=anchor.text,
                    internal=internal,
                    line=anchor.line,
                )
            )
    cut = (f"only the first {page.limits.links} of {total} links were read",) if total > len(found) else ()
    return Links(links=tuple(found), total=total, gaps=(*page.gaps, *cut))


def _inside(url: str, here: str, home: str) -> bool:
    host = host_of(url)
    return host is not None and (host == here or (registrable_domain(host) or host) == home)


def _anchors(page: Page) -> Iterator[Tag]:
    """Links with an href, each with what names it."""
    if page.tree is None:
        for tag in page.tags("a", "area"):
            if "href" in tag.attributes:
                yield replace(tag, text=_short(tag.text) or _short(tag.attributes.get("title", "")))
        return
    for element in page.tree.iter("a", "area"):
        if element.get("href") is not None:
            yield Tag(
                name=element.tag, attributes=dict(element.attrib), text=_named(element), line=element.sourceline
            )


def _named(element: lxml.html.HtmlElement) -> str:
    """Anchor text, else the ``alt`` of an image in it, else the ``title`` attribute (Google: links-crawlable)."""
    text = _short("".join(element.itertext()) if len(element) else element.text or "")
    if text:
        return text
    for image in element.iter("img"):
        if alt := _short(image.get("alt") or ""):
            return alt
    return _short(element.get("alt") or element.get("title") or "")


def _short(text: str) -> str:
    return " ".join(text[: 10 * _LONGEST_TEXT].split())[:_LONGEST_TEXT]
