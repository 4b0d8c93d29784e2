"""How a list leads to its next part: a link that can be followed, or a control that only a script obeys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indexaudit.extract.document import Page
from indexaudit.extract.paths import Element
from indexaudit.facts import Links
from indexaudit.web.urls import join

__all__ = ["Pagination", "read_pagination"]

_LISTED: Final = 20
_BUTTONS: Final = 500
"""Buttons that are looked at."""
_NEXT: Final = re.compile(
    r"[\s»›→>]{0,4}(?:next|older|weiter|nächste|ältere|suivante?s?|siguientes?|próxim[ao]s?|anteriores|successiv[aoie]|"
    r"volgende|oudere|næste|neste|nästa|äldre|następna|следующая|下一页|下一頁|次へ|次のページ|다음)"
    r"(?:\s+(?:page|posts?|entries|articles|results|stories|seite|beiträge|einträge|artikel|entradas|página|pagina|"
    r"publicaciones|berichten|sida|inlägg|strona|страница))?[\s»›→>]{0,4}|[»›→>]",
    re.IGNORECASE,
)
"""What the link to the next part is called, in the languages of most of the web."""
_PAGED: Final = re.compile(
    r"(?:/(?:page|seite|pagina|página|p)[/_-]?\d{1,5}/?(?:[?#]|$)|[?&](?:page|paged|p|pg|pagenum|offset|start)=\d{1,6}(?:[&#]|$))",
    re.IGNORECASE,
)
"""Addresses of the parts of a list."""
_MORE: Final = re.compile(
    r"(?:load|show|view|see) more|more (?:posts|articles|results)|mehr (?:laden|anzeigen)|weitere (?:laden|anzeigen)"
    r"|(?:voir|afficher|charger) plus|(?:ver|mostrar|cargar) más|carregar mais|(?:mostra|carica) altr"
    r"|meer (?:laden|tonen)|показать ещё|もっと見る|加载更多|더 보기",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """What leads on from this part of a list."""

    next_pages: tuple[str, ...]
    """Absolute addresses, without fragment, of ``rel=next`` and of links that look like the way to the next part."""
    relations: tuple[str, ...]
    """Those of them that only ``<link rel=next>`` names."""
    more_button: bool
    """A control called "load more", with no address behind it."""


def read_pagination(page: Page, links: Links) -> Pagination:
    """Linear in the number of links and buttons. Without a tree no button is seen."""
    here = page.url.partition("#")[0]
    anchors = []
    for link in links.links:
        if link.url is None or not link.internal:
            continue
        url = link.url.partition("#")[0]
        if url != here and ("next" in link.rel or _NEXT.fullmatch(link.text.strip()) or _PAGED.search(url)):
            anchors.append(url)
    named = [url for url in _relations(page) if url != here]
    found = dict.fromkeys(anchors)
    return Pagination(
        next_pages=tuple(islice(dict.fromkeys((*anchors, *named)), _LISTED)),
        relations=tuple(islice((url for url in dict.fromkeys(named) if url not in found), _LISTED)),
        more_button=page.stream is None and any(map(_is_more, _controls(page))),
    )


def _relations(page: Page) -> Iterator[str]:
    if page.stream is not None:
        tags = ((tag.attributes.get("rel"), tag.attributes.get("href")) for tag in page.tags("link"))
    else:
        tags = ((element.get("rel"), element.get("href")) for element in page.elements("link"))
    for rel, href in tags:
        if rel and href and "next" in rel.lower().split():
            url = join(page.base, href)
            if url is not None:
                yield url.partition("#")[0]


def _controls(page: Page) -> Iterator[Element]:
    yield from islice(page.elements("button"), _BUTTONS)
    for element in islice(page.elements("a"), 10 * _BUTTONS):
        href = element.get("href")
        if href is None or href.startswith("#") or href.lower().startswith("javascript:"):
            yield element


def _is_more(element: Element) -> bool:
    text = "".join(islice(element.itertext(), 8))[:120]
    return _MORE.search(" ".join(text.split())) is not None
