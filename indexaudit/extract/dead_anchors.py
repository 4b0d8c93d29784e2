"""Anchors that look like links and lead nowhere without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from indexaudit.extract.document import Page
from indexaudit.facts import DeadAnchor, DeadAnchors
from indexaudit.web.urls import host_of, join, registrable_domain, same_page

__all__ = ["read_dead_anchors"]

_HANDLERS: Final = ("onclick", "ng-click", "data-ng-click", "@click", "v-on:click", "(click)")
_ROUTES: Final = ("routerlink", "[routerlink]", "ng-href", "ui-sref", "data-href")
"""Attributes by which scripts give an anchor a click or a target. Google follows none of them ("Link best
practices")."""
_SHOWN: Final = ("href", "role", *_HANDLERS, *_ROUTES)
_SCRIPT: Final = re.compile(r"[\s\x00-\x1f]*javascript[\t\n\r]*:", re.IGNORECASE)
_PLAIN: Final = frozenset("/#?.hHwWmMtT")
"""How addresses begin, and scripts never do."""
_ADDRESS: Final = re.compile(r"https?://|/(?!/)|\.\.?/", re.IGNORECASE)
_LITERAL: Final = re.compile(
    r"""["']((?:https?:)?//[^"'\s<>]{3,500}|/[A-Za-z0-9][^"'\s<>]{0,500}"""
    r"""|[\w./-]{1,200}\.(?:html?|php|aspx?|jsp)(?:\?[^"'\s<>]{0,300})?)["']"""
)
"""A string in a script that is an address: absolute, a path, or a file of pages."""
_ACTION: Final = re.compile(
    r"share|social|facebook|twitter|tweet|whatsapp|pinterest|linkedin|telegram|mailto|e-?mail|print|druck|imprim"
    r"|log-?(?:in|out|on)|sign|register|cookie|consent|popup|fenster|ventana|scrollbars|resizable|width=|subscri"
    r"|newsletter|comment|vote|like",
    re.IGNORECASE,
)
"""What scripts of anchors do that are buttons, and no way to another page."""
_LONGEST: Final = 200
_READ: Final = 2_000
"""Characters of the scripts of one anchor that are looked at."""


def read_dead_anchors(page: Page) -> DeadAnchors:
    """Every ``<a>`` that only a script can follow. One whose ``href`` is no URL is among the links, without one.

    What is a button by its ``role`` is none, nor is a target of fragments (``<a id>``, ``<a name>``), a placeholder
    without a script (HTML, "the a element": a link that might otherwise have been placed), or ``href="#"``, which
    menus open by. Most of the rest are buttons that are written as anchors: only those whose script or route names
    another page of the site hide a link.
    """
    found: list[DeadAnchor] = []
    total = hidden = 0
    for attributes, text, line in _dead_ones(page):
        total += 1
        target = _target(attributes, page)
        hidden += target is not None
        if len(found) < page.limits.listed:
            kept = " ".join(f'{name}="{value}"' for name, value in attributes.items() if name in _SHOWN)
            found.append(DeadAnchor(markup=f"<a {kept}>"[:_LONGEST], text=text, line=line, target=target))
    return DeadAnchors(anchors=tuple(found), total=total, hidden=hidden, gaps=page.gaps)


def _target(attributes: Mapping[str, str], page: Page) -> str | None:
    """Another page of this site that a route or script of the anchor names; null when it names none."""
    for name in _ROUTES:
        value = attributes.get(name, "").strip()
        # A route may be a bare word; other data is an address only when it looks like one.
        if _ADDRESS.match(value) if name.startswith("data-") else value[:1] not in ("", "#", "{"):
            return None if _ACTION.search(value[:_READ]) else _page_of_site(value.strip("'\""), page)
    code = " ".join(attributes[name] for name in ("href", *_HANDLERS) if name in attributes)[:_READ]
    literal = None if _ACTION.search(code) else _LITERAL.search(code)
    return _page_of_site(literal[1], page) if literal else None


def _page_of_site(href: str, page: Page) -> str | None:
    url = join(page.base, href)
    if url is None or not url.startswith(("https://", "http://")):
        return None
    here, there = host_of(page.url) or "", host_of(url) or ""
    same_site = (registrable_domain(there) or there) == (registrable_domain(here) or here)
    return None if not same_site or same_page(url, page.url) else url


def _dead_ones(page: Page) -> Iterator[tuple[Mapping[str, str], str, int | None]]:
    """Attributes, text and line of each."""
    if page.stream is not None:
        for tag in page.tags("a"):
            if _dead(tag.attributes):
                yield tag.attributes, " ".join(tag.text[:_LONGEST].split()), tag.line
        return
    for element, href in page.anchors:
        # Nearly every anchor has a target of another kind: told apart before anything else is looked at.
        if href is not None and (href[:1] in _PLAIN or not _SCRIPT.match(href)):
            continue
        if element.tag == "a" and _dead(attributes := dict(element.items())):
            yield attributes, " ".join("".join(element.itertext())[:_LONGEST].split()), element.sourceline


def _dead(attributes: Mapping[str, str]) -> bool:
    if attributes.get("role", "").strip():
        return False
    href = attributes.get("href")
    if href is None:
        return any(name in attributes for name in (*_HANDLERS, *_ROUTES)) and not attributes.get("name")
    return bool(_SCRIPT.match(href))
