"""The outgoing links of a page, resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import lxml.html

from indexaudit.extract.document import Page
from indexaudit.facts import Link, Links
from indexaudit.web.urls import host_of, join, registrable_domain

__all__ = ["read_links"]

_LONGEST_TEXT: Final = 200


def read_links(page: Page) -> Links:
    """Every ``<a href>`` and ``<area href>`` in order; beyond ``Limits.links`` only counted."""
    base, most = page.base, page.limits.links
    here = host_of(page.url) or ""
    home = registrable_domain(here) or here
    inside = {here: True}
    resolved: dict[str, tuple[str | None, bool]] = {}
    found: list[Link] = []
    total = 0
    for href, rel, line, text in _anchors(page, most):
        total += 1
        if total > most:
            continue
        if href not in resolved:
            url = join(base, href)
            host = _host(url)
            if host not in inside:
                inside[host] = (registrable_domain(host) or host) == home
            resolved[href] = url, inside[host]
        url, internal = resolved[href]
        found.append(
            Link(
                href=href,
                url=url,
                rel=tuple(rel.lower().split()) if rel else (),
                text=text,
                internal=internal,
                line=line,
            )
        )
    cut = (f"only the first {most} of {total} links were read",) if total > len(found) else ()
    return Links(links=tuple(found), total=total, gaps=(*page.gaps, *cut))


def _host(url: str | None) -> str:
    """The host of a serialised URL; empty for none, and for schemes that have none."""
    if url is None or not url.startswith(("https://", "http://")):
        return ""
    return url.split("/", 3)[2].rpartition("@")[2].split(":", 1)[0]


def _anchors(page: Page, most: int) -> Iterator[tuple[str, str | None, int | None, str]]:
    """Href, rel, line and name of each link; beyond ``most`` the name is left out."""
    if page.tree is None:
        for tag in page.tags("a", "area"):
            if (href := tag.attributes.get("href")) is not None:
                text = _short(tag.text) or _short(tag.attributes.get("title", ""))
                yield href, tag.attributes.get("rel"), tag.line, text
        return
    for number, element in enumerate(page.elements("a", "area")):
        if (href := element.get("href")) is not None:
            yield href, element.get("rel"), element.sourceline, _named(element) if number < most else ""


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
