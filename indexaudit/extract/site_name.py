"""What the site calls itself, and titles without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from indexaudit.extract.main_entity import label
from indexaudit.extract.phrases import collapse, compact, fold
from indexaudit.facts import Cards, Head, Node, Stated, StructuredData
from indexaudit.web.urls import registrable_domain

__all__ = ["SiteNames", "read_site_names", "without_site_name"]

_SPACED: Final = re.compile(r"\s(?:[|\-–—―·•∙»«›‹:/~+*>]|::|\|\||--|>>|&mdash;)\s|\s?[|｜│»›«‖]\s?|_(?=[^\x00-\u2e7f])")
"""What stands between a title and the name of its site: a mark between blanks, or a mark that no title needs."""
_COLON: Final = re.compile(r":\s")
_TITLE: Final = 1_000
_NAME_WORDS: Final = 8
"""A longer text is a slogan or a title, not the name of a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNames:
    """The names of one site."""

    stated: Stated | None
    """The name as the page states it, best source first; null when it states none."""
    keys: frozenset[str]
    """Every name that is known, compacted: stated ones, and the words of the domain."""
    host: str
    """The compacted host, for names that are a part of it."""

    def is_name(self, text: str) -> bool:
        """Whether the text is the site's name and nothing else."""
        return self.holds(compact(text))

    def resembles(self, text: str) -> bool:
        """Whether the text holds the site's name and little else: "Example Magazine" for "Example"."""
        return self.nearly_holds(compact(text))

    def holds(self, key: str) -> bool:
        """:meth:`is_name` for a text that is compacted already."""
        if key in self.keys:
            return True
        # "Example.com", "www.example.com", and names that the host holds as a whole: "The Example" on theexample.org.
        return len(key) >= 4 and (key in self.host or (key.startswith("the") and key[3:] in self.keys))

    def nearly_holds(self, key: str) -> bool:
        """:meth:`resembles` for a text that is compacted already."""
        return bool(key) and (
            self.holds(key) or any(len(name) >= 4 and len(name) * 3 >= len(key) and name in key for name in self.keys)
        )


def read_site_names(
    head: Head,
    cards: Cards,
    data: StructuredData,
    *,
    entities: tuple[Node, ...],
    url: str,
    shown: tuple[str, ...],
) -> SiteNames:
    """Every name that the page gives its site.

    ``entities`` describe the page (their publisher counts); ``shown`` are headings that may be the page's own title.
    Where the document's title is the page's own title and more, the rest is the site's name.
    """
    told = [cards.text("og:title"), *(t for node in entities for t in node.texts("headline")[:1])]
    texts = (*(t for t in told if t), *shown)
    found = [s for s in _stated(head, cards, data, entities) if _plausible(s.text, texts)]
    affix = _affix(head.title, [t for t in told if t], shown)
    if affix is not None:
        found.append(Stated(text=affix, basis="title", line=head.titles[0].line if head.titles else None))
    host = (urlsplit(url).hostname or "").lower().removeprefix("www.")
    domain = registrable_domain(host) or host
    keys = {compact(s.text) for s in found}
    keys |= {compact(domain), compact(domain.partition(".")[0]), compact(host)}
    handle = cards.text("twitter:site")
    if handle:
        keys.add(compact(handle))
    return SiteNames(
        stated=found[0] if found else None, keys=frozenset(k for k in keys if len(k) > 1), host=compact(host)
    )


def without_site_name(title: str, names: SiteNames) -> tuple[str, str | None]:
    """The title without the site's name at either end, and what was taken off (null: nothing)."""
    parts, marks = _parts(collapse(title[:_TITLE]), _SPACED)
    if len(parts) < 2:
        parts, marks = _parts(collapse(title[:_TITLE]), _COLON)
    first, last = 0, len(parts)
    while last - first > 1 and names.resembles(parts[last - 1]):
        last -= 1
    while last - first > 1 and names.is_name(parts[first]):
        first += 1
    kept = "".join(p + m for p, m in zip(parts[first:last], [*marks[first : last - 1], ""], strict=True))
    if len(kept) == len("".join(parts) + "".join(marks)):
        return kept, None
    return kept.strip(), " ".join((*parts[:first], *parts[last:]))


def title_pieces(title: str) -> tuple[str, ...]:
    """The title cut at its separators, and without its last piece, longest first."""
    text = collapse(title[:_TITLE])
    parts, marks = _parts(text, _SPACED)
    if len(parts) < 2:
        return ()
    shorter = "".join(p + m for p, m in zip(parts[:-1], [*marks[:-1], ""], strict=True)).strip()
    return tuple(sorted({shorter, *parts[:8]}, key=lambda p: (-len(p), p)))


def _parts(text: str, separator: re.Pattern[str]) -> tuple[list[str], list[str]]:
    parts, marks, start = [], [], 0
    for match in separator.finditer(text):
        parts.append(text[start : match.start()])
        marks.append(match.group())
        start = match.end()
    parts.append(text[start:])
    return parts, marks


def _stated(head: Head, cards: Cards, data: StructuredData, entities: tuple[Node, ...]) -> list[Stated]:
    found: list[Stated] = []
    card = cards.first("og:site_name")
    if card is not None:
        found.append(Stated(text=collapse(card.content), basis="og:site_name", line=card.line))
    sites = [n for n in data.nodes[:200] if n.is_a("WebSite")]
    sites += [s for node in entities for s in node.nodes("isPartOf") if s.is_a("WebSite")]
    for site in sites:
        found += [
            Stated(text=name, basis=f"{label(site)}.{key}", line=site.line)
            for key in ("name", "alternateName")
            for name in site.texts(key)[:1]
        ]
    for node in entities:
        publishers = [p.text("name") for p in node.nodes("publisher")] + [*node.texts("publisher")]
        found += [Stated(text=p, basis=f"{label(node)}.publisher", line=node.line) for p in publishers[:1] if p]
    for key in ("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "al:ios:app_name"):
        meta = head.meta(key)
        if meta is not None:
            found.append(Stated(text=collapse(meta.content), basis=f"meta {key}", line=meta.line))
    return found


def _plausible(name: str, texts: tuple[str, ...]) -> bool:
    """Not an address, a slogan, or the title of this very page."""
    if not compact(name) or "://" in name or len(name.split()) > _NAME_WORDS:
        return False
    key = fold(name)
    return len(key) < 25 or all(fold(t) != key for t in texts)


def _affix(title: str | None, told: list[str], shown: tuple[str, ...]) -> str | None:
    """What the document's title holds beyond the page's own title, when a separator stands between them.

    Of a heading only the longer part can be the page's title: the heading may be the site's name itself.
    """
    if not title:
        return None
    title = collapse(title[:_TITLE])
    for text in map(collapse, (*told, *shown)):
        if not 5 <= len(text) < len(title):
            continue
        if title.startswith(text):
            match = _SPACED.match(title, len(text))
            name = _parts(title[match.end() :], _SPACED)[0][-1] if match else ""
        elif title.endswith(text):
            parts, marks = _parts(title[: -len(text)], _SPACED)
            name = parts[0] if marks and not parts[-1] else ""
        else:
            continue
        if len(name) > 1 and len(name.split()) <= _NAME_WORDS and (text in told or len(name) < len(text)):
            return name
    return None
