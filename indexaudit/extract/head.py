"""What the document says about itself: titles, metas, canonicals, alternates, and where the head ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from indexaudit.extract.document import Page, Tag
from indexaudit.extract.link_header import HeaderLink, read_link_header
from indexaudit.facts import Alternate, Canonical, Head, HeadEnd, Meta, MetaRefresh, Text
from indexaudit.snapshot import Headers
from indexaudit.web.urls import join

__all__ = ["read_head"]

_FEED_TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
"""Not ``application/json``, which JSON Feed 1.0 used: far more pages name an interface of their software by it."""
_OEMBED_TYPES: Final = frozenset({"application/json+oembed", "text/xml+oembed", "application/xml+oembed"})
_DISQUALIFYING: Final = ("hreflang", "lang", "media", "type")
"""Attributes with which Google ignores a canonical (consolidate-duplicate-urls)."""

_REFRESH: Final = re.compile(
    r"\s*(\d{0,9}(?:\.\d{0,9})?)\s*(?:[;,\s]\s*(?:url\s*=\s*)?(.*))?$", re.IGNORECASE | re.DOTALL
)
_LONGEST_REFRESH: Final = 5_000
"""Characters of a refresh that are read."""
_META_NAMES: Final[tuple[Literal["name", "property", "http-equiv", "itemprop"], ...]] = (
    "name", "property", "http-equiv", "itemprop",
)  # fmt: skip
_ICONS: Final = frozenset({"icon", "apple-touch-icon", "apple-touch-icon-precomposed"})
_ROBOTS: Final = frozenset({"robots", "googlebot", "bingbot"})

Place = Literal["head", "body"]


@lru_cache(maxsize=256)
def _words(rel: str) -> tuple[str, ...]:
    return tuple(rel.lower().split())


class _Placed(NamedTuple):
    """One tag, where an HTML5 parser puts it, and its line."""

    tag: Tag
    place: Place
    line: int | None

    def get(self, name: str) -> str | None:
        return self.tag.attributes.get(name)

    @property
    def rel(self) -> tuple[str, ...]:
        return _words(self.tag.attributes.get("rel", ""))


def read_head(page: Page, headers: Headers | None) -> Head:
    """Read every field of :class:`Head`. ``headers`` are those of the page's answer; null when not given."""
    most = page.limits.listed
    titles = _placed(page, "title")
    meta_tags = _placed(page, "meta")
    metas = tuple(_metas(meta_tags))
    links = [link for link in _placed(page, "link") if link.get("href") is not None and link.get("rel")]
    # RFC 8288 §3.2: a link with an anchor speaks of another resource.
    lines = [value for name, value in headers or () if name.lower() == "link"]
    sent = [link for line in lines for link in read_link_header(line) if not link.parameters.get("anchor")]
    canonicals = (*_header_canonicals(sent, page.url), *_canonicals(page, links))
    alternates = (*_header_alternates(sent, page.url), *_alternates(page, links))
    hreflangs = tuple(a for a in alternates if a.hreflang is not None)
    feeds = tuple(a for a in alternates if a.type in _FEED_TYPES and a.hreflang is None)
    icons = tuple(_icons(page, links))
    oembeds = tuple(a for a in alternates if a.type in _OEMBED_TYPES)
    gaps = [*page.gaps]
    gaps += (f"only the first {kept} of {page.count(name)} <{name}> tags were read" for name, kept in _cut(page))
    for what, found, kept in (
        ("titles", titles, most),
        ("metas", metas, 10 * most),
        ("canonicals", canonicals, most),
        ("hreflang links", hreflangs, 10 * most),
        ("feeds", feeds, most),
        ("icons", icons, most),
        ("oEmbed links", oembeds, most),
    ):
        if len(found) > kept:
            gaps.append(f"only the first {kept} of {len(found)} {what} were kept")
    return Head(
        titles=tuple(_titles(titles[:most])),
        metas=metas[: 10 * most],
        canonicals=canonicals[:most],
        hreflangs=hreflangs[: 10 * most],
        feeds=feeds[:most],
        icons=icons[:most],
        oembeds=oembeds[:most],
        base=page.base if page.base != page.url else None,
        language=_language(page, metas, headers),
        refresh=_refresh(page, meta_tags, headers),
        end=_end(page, titles, metas, canonicals, hreflangs),
        amp=any("amp" in tag.attributes or "⚡" in tag.attributes for tag in page.tags("html")[:1]),
        gaps=tuple(gaps),
    )


def _placed(page: Page, name: str) -> list[_Placed]:
    """Each tag with its place: the first ones of a name stand in the head, because every reader keeps the order."""
    places = page.head.places[name]
    found = []
    for number, tag in enumerate(t for t in page.tags(name) if not t.in_svg):
        inside = number < len(places)
        line = page.line_at(places[number]) if inside and tag.line is None else tag.line
        found.append(_Placed(tag, "head" if inside else "body", line))
    return found


def _cut(page: Page) -> Iterator[tuple[str, int]]:
    for name in ("title", "meta", "link"):
        kept = len(page.tags(name))
        if page.count(name) > kept:
            yield name, kept


def _titles(titles: Iterable[_Placed]) -> Iterator[Text]:
    for title in titles:
        yield Text(text=" ".join(title.tag.text.split()), line=title.line, in_head=title.place == "head")


def _metas(metas: Iterable[_Placed]) -> Iterator[Meta]:
    for meta in metas:
        attributes = meta.tag.attributes
        for attribute in _META_NAMES:
            # One tag may be named by several: name="description" property="og:description".
            name = attributes.get(attribute)
            if name is not None and (name := " ".join(name.lower().split())):
                yield Meta(
                    name=name,
                    content=attributes.get("content", ""),
                    attribute=attribute,
                    line=meta.line,
                    in_head=meta.place == "head",
                )


def _canonicals(page: Page, links: Iterable[_Placed]) -> Iterator[Canonical]:
    for link in links:
        if "canonical" in link.rel:
            href = link.get("href") or ""
            yield Canonical(
                href=href,
                url=_absolute(page.base, href),
                where=link.place,
                line=link.line,
                disqualified_by=tuple(a for a in _DISQUALIFYING if link.get(a)),
            )


def _header_canonicals(links: Iterable[HeaderLink], url: str) -> Iterator[Canonical]:
    for link in links:
        if "canonical" in link.rel:
            yield Canonical(
                href=link.href,
                url=_absolute(url, link.href),
                where="header",
                line=None,
                disqualified_by=tuple(a for a in _DISQUALIFYING if link.parameters.get(a)),
            )


def _alternates(page: Page, links: Iterable[_Placed]) -> Iterator[Alternate]:
    for link in links:
        rel = link.rel
        if "alternate" not in rel or "stylesheet" in rel:
            continue
        href = link.get("href") or ""
        hreflang, kind = link.get("hreflang"), _media_type(link.get("type"))
        if kind in _FEED_TYPES or kind in _OEMBED_TYPES:
            hreflang = None  # a feed may say its language; a version of the page in a language is a page
        yield Alternate(
            href=href,
            url=_absolute(page.base, href),
            where=link.place,
            line=link.line,
            hreflang=None if hreflang is None else hreflang.strip(),
            type=kind,
            title=link.get("title"),
        )


def _header_alternates(links: Iterable[HeaderLink], url: str) -> Iterator[Alternate]:
    for link in links:
        if "alternate" in link.rel:
            yield Alternate(
                href=link.href,
                url=_absolute(url, link.href),
                where="header",
                line=None,
                hreflang=link.parameters.get("hreflang"),
                type=_media_type(link.parameters.get("type")),
                title=link.parameters.get("title"),
            )


def _icons(page: Page, links: Iterable[_Placed]) -> Iterator[Alternate]:
    for link in links:
        if not _ICONS.isdisjoint(link.rel):
            href = link.get("href") or ""
            yield Alternate(
                href=href,
                url=_absolute(page.base, href),
                where=link.place,
                line=link.line,
                type=_media_type(link.get("type")),
                sizes=link.get("sizes"),
            )


def _media_type(value: str | None) -> str | None:
    return value.split(";", 1)[0].strip().lower() or None if value else None


def _absolute(base: str, href: str) -> str | None:
    """An href as a URL; null for an empty one, which would resolve to the page itself and is never meant."""
    return join(base, href) if href.strip() else None


def _language(page: Page, metas: Sequence[Meta], headers: Headers | None) -> str | None:
    for tag in page.tags("html")[:1]:
        for attribute in ("lang", "xml:lang"):
            if value := tag.attributes.get(attribute, "").strip():
                return value
    for meta in metas:
        if meta.attribute == "http-equiv" and meta.name == "content-language" and meta.content.strip():
            return meta.content.split(",")[0].strip()
    for name, value in headers or ():
        # Several languages tell the audience, not the language of the text (RFC 9110 §8.5).
        if name.lower() == "content-language" and value.strip() and "," not in value:
            return value.strip()
    return None


def _refresh(page: Page, metas: Iterable[_Placed], headers: Headers | None) -> MetaRefresh | None:
    found: list[tuple[str, Literal["html", "header"], int | None]] = [
        (value, "header", None) for name, value in headers or () if name.lower() == "refresh"
    ]
    # With scripts, what stands in <noscript> does nothing; pages send readers without scripts elsewhere with it.
    found += [
        (meta.get("content") or "", "html", meta.line)
        for meta in metas
        if (meta.get("http-equiv") or "").strip().lower() == "refresh" and not meta.tag.in_noscript
    ]
    for content, where, line in found:
        match = _REFRESH.match(content[:_LONGEST_REFRESH])
        if match is None or not match[1].strip("."):
            continue
        target = (match[2] or "").strip().strip("'\"").strip()
        return MetaRefresh(
            seconds=float(match[1]), url=join(page.base, target) if target else None, where=where, line=line
        )
    return None


def _end(
    page: Page,
    titles: Sequence[_Placed],
    metas: Sequence[Meta],
    canonicals: Sequence[Canonical],
    hreflangs: Sequence[Alternate],
) -> HeadEnd | None:
    """What ended the head early, when something that belongs in it stands behind."""
    ending = page.head.ending
    if ending is None:
        return None
    lost = []
    if any(c.where == "body" for c in canonicals) and not any(c.where == "head" for c in canonicals):
        lost.append("canonical")
    behind = {m.name for m in metas if not m.in_head and m.attribute == "name"}
    if behind & _ROBOTS:
        lost.append("robots")
    if any(a.where == "body" for a in hreflangs):
        lost.append("hreflang")
    if "description" in behind:
        lost.append("description")
    if titles and not page.head.places["title"]:
        lost.append("title")
    if not lost and not ending.explicit:
        return None
    return HeadEnd(
        element=ending.element,
        line=page.line_at(ending.offset),
        byte=page.byte_at(ending.offset),
        text=ending.text[:100],
        lost=tuple(lost),
        in_noscript=ending.in_noscript,
    )
