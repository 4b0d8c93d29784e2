"""What other pages need to know of a page, by one pass over its tags: no tree, a tenth of the time of a full reading.

For the thousands of pages beside the few that are judged. What it reads it reads as the full readers do on ordinary
markup; it knows nothing of where HTML5 ends a head, and of no limit but its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

from indexaudit.extract.encoding import decode
from indexaudit.web.urls import join

__all__ = ["Anchor", "Glance", "glance", "is_document"]

_VALUE: Final = r"""=[\t\n\f\r ]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?!["'])[^\t\n\f\r >]*+)"""
_INSIDE: Final = rf"(?:[^>=\"']++|{_VALUE}|[\"'])*+(?:>|\Z)"
# A tag, a comment or a raw text without its end swallows the rest of the page, so that no place is looked at twice.
_SCAN: Final = re.compile(
    r"<(?![/pPdDhHuUoOeE])(?![sS][pPeEuU])(?![lL][iI][ >])"  # most tags, at one glance
    rf"(?:(?P<tag>(?:a(?:rea)?+|link|meta|base)(?=[\t\n\f\r />]){_INSIDE})|!--(?:.*?-->|.*)"
    rf"|title(?=[\t\n\f\r />]){_INSIDE}(?P<title>[^<]*+)"
    rf"|(?P<raw>script|style|template|textarea|iframe|xmp|noembed|noframes)(?=[\t\n\f\r />]){_INSIDE}"
    r"(?:.*?</(?P=raw)(?=[\t\n\f\r />])|.*))",
    re.IGNORECASE | re.DOTALL,
)
_WANTED: Final = {
    "meta": re.compile(r"description|robots|googlebot|og:image|og:type|refresh", re.IGNORECASE),
    "link": re.compile(r"canonical|alternate", re.IGNORECASE),
}
"""Words without which a tag says nothing of what is asked here."""
_ATTRIBUTE: Final = re.compile(
    r"""([^\t\n\f\r />=]++)(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"']++)))?+"""
)
_REFRESH: Final = re.compile(r"\s*+(\d{1,9})(?:\.\d*+)?\s*+[;,]?\s*+(?:url\s*+=\s*+)?+(.*)", re.IGNORECASE | re.DOTALL)
_MARKS: Final = re.compile(r"<!doctype html|<(?:html|head|body|title)[\t\n\f\r />]", re.IGNORECASE)
_TAGS: Final = re.compile(r"<[^>]*+>")
_LINK_END: Final = re.compile(r"</?a[\t\n\f\r />]", re.IGNORECASE)
_ALT: Final = re.compile(r"""\balt[\t\n\f\r ]*+=[\t\n\f\r ]*+["']([^"']++)""", re.IGNORECASE)
_LINK_TEXT: Final = 2_000
"""Characters of a link's content that are looked at."""
_FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_VOCABULARY: Final = "schema.org"
_ARTICLES: Final = ('Posting"', 'Article"', "Posting'", "Article'")
"""How the names of the types of schema.org end that are articles, in any of its syntaxes."""


class Anchor(NamedTuple):
    """One ``<a href>`` or ``<area href>``."""

    href: str
    """As written, entities resolved."""
    follow: bool
    """Without ``rel=nofollow``."""
    holds: bool
    """It is an ``<a>``, which has content."""
    end: int
    """Where its tag ends in the text."""


_new: Final = tuple.__new__
"""An anchor is made for every link: this way in half of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A page at one glance. Addresses are absolute; null: the page does not have it."""

    text: str
    """The decoded page."""
    base: str
    """Where its links resolve."""
    title: str | None
    description: str | None
    canonical: str | None
    image: str | None
    """``og:image``."""
    robots: tuple[str, ...]
    """Contents of the robots metas that are for all agents or for Googlebot, in lower case."""
    article: bool
    """Its metadata calls it an article."""
    alternates: tuple[tuple[str, str], ...]
    """``hreflang`` and address."""
    feeds: tuple[str, ...]
    refresh: tuple[int, str] | None
    """Seconds and address of a meta refresh that leads somewhere."""
    anchors: tuple[Anchor, ...]
    """In order; at most as many as were asked for."""

    def link_text(self, anchor: Anchor) -> str:
        """The words of a link, else the ``alt`` of an image in it; at most 200 characters."""
        if not anchor.holds:
            return ""
        inside = self.text[anchor.end : anchor.end + _LINK_TEXT]
        if end := _LINK_END.search(inside):
            inside = inside[: end.start()]
        words = " ".join(unescape(_TAGS.sub("", inside)).split())
        if not words and (alt := _ALT.search(inside)):
            words = " ".join(unescape(alt[1]).split())
        return words[:200]


def is_document(text: str) -> bool:
    """Whether a text has any mark of a whole document: a doctype, ``<html>``, ``<head>``, ``<body>`` or ``<title>``.
    Without one it is a piece that some page takes in, or the proof of a search console."""
    return _MARKS.search(text) is not None


def glance(body: bytes, url: str, *, links: int, cut: bool = False) -> Glance:
    """Read the tags of a page at an address. Linear, and never raises.

    ``links``: of the page at most so many are kept. ``cut``: the body is only the beginning of the page.
    """
    text = _text(body, cut=cut)
    title = description = canonical = image = base = None
    refresh: tuple[int, str] | None = None
    robots: list[str] = []
    alternates: list[tuple[str, str]] = []
    feeds: list[str] = []
    anchors: list[Anchor] = []
    article = False
    for found in _SCAN.finditer(text):
        tag = found["tag"]
        if tag is None:
            if title is None and found["title"] is not None:
                title = " ".join(unescape(found["title"]).split())
            continue
        name, values, said = _read(tag)
        if name == "a":
            if values is not None and len(anchors) < links:
                anchors.append(_new(Anchor, (*values, found.end())))
        elif said is None:
            continue
        elif name == "meta":
            content = said.get("content", "")
            key = (said.get("name") or said.get("property") or "").lower()
            if key == "description" and description is None:
                description = " ".join(content.split()) or None
            elif key in ("robots", "googlebot"):
                robots.append(content.lower())
            elif key == "og:image" and image is None:
                image = join(base or url, content)
            elif key == "og:type":
                article = content.strip().lower() == "article"
            elif said.get("http-equiv", "").lower() == "refresh" and refresh is None:
                refresh = _refresh(content, base or url)
        elif name == "base":
            base = base or join(url, said.get("href", ""))
        elif (target := join(base or url, said.get("href", ""))) is not None:
            rel = said.get("rel", "").lower().split()
            if "canonical" in rel and canonical is None:
                canonical = target
            elif "alternate" in rel and said.get("hreflang"):
                alternates.append((said["hreflang"], target))
            elif "alternate" in rel and said.get("type", "").lower() in _FEEDS:
                feeds.append(target)
    return Glance(
        text=text,
        base=base or url,
        title=title,
        description=description,
        canonical=canonical,
        image=image if image is not None and image.startswith(("http:", "https:")) else None,
        robots=tuple(robots),
        article=article or (_VOCABULARY in text and any(end in text for end in _ARTICLES)),
        alternates=tuple(alternates),
        feeds=tuple(dict.fromkeys(feeds)),
        refresh=refresh,
        anchors=tuple(anchors),
    )


def _text(body: bytes, *, cut: bool) -> str:
    try:
        # A byte order mark, and UTF-16, are for the reader that knows all encodings.
        if body[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    return decode(body, None, cut=cut).text


@lru_cache(maxsize=32_768)
def _read(tag: str) -> tuple[str, tuple[str, bool, bool] | None, dict[str, str] | None]:
    """The name of a tag, where it leads when it is a link, and its attributes when anything here asks for them. Kept,
    for the pages of a site have their navigation and most of their head in common."""
    name = tag[:4].lower().rstrip("/")
    if name.startswith(("meta", "link")):
        name = name[:4]
        wanted = _WANTED[name].search(tag) is not None
        return name, None, _attributes(tag) if wanted else None
    if name == "base":
        return name, None, _attributes(tag)
    said = _attributes(tag)
    href = said.get("href")
    follow = "nofollow" not in said.get("rel", "").lower().split()
    return "a", None if href is None else (href.strip(), follow, name[1:2] != "r"), None


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag; of several with one name the first, as browsers have it."""
    found: dict[str, str] = {}
    for name, value in _pairs(tag):
        found.setdefault(name, value)
    return found


def _pairs(tag: str) -> Iterator[tuple[str, str]]:
    for one in _ATTRIBUTE.finditer(tag, 4 if tag[1:4].isalpha() else 1):
        value = one[2] or one[3] or one[4] or ""
        yield one[1].lower(), unescape(value) if "&" in value else value


def _refresh(content: str, base: str) -> tuple[int, str] | None:
    found = _REFRESH.match(content[:5_000])
    target = found[2].strip().strip("'\"").strip() if found else ""
    url = join(base, target) if target else None
    return (int(found[1]), url) if found and url else None
