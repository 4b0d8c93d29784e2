"""What the document says about itself: titles, metas, canonicals, alternates, and where the head ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, cast

from indexaudit.extract.document import Page, Tag
from indexaudit.extract.link_header import HeaderLink, read_link_header
from indexaudit.facts import Alternate, Canonical, Head, HeadEnd, Meta, MetaRefresh, Text
from indexaudit.snapshot import Headers
from indexaudit.web.urls import join

__all__ = ["read_head"]

_FEED_TYPES: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
_OEMBED_TYPES: Final = frozenset({"application/json+oembed", "text/xml+oembed", "application/xml+oembed"})
_DISQUALIFYING: Final = ("hreflang", "lang", "media", "type")
"""Attributes with which Google ignores a canonical (consolidate-duplicate-urls)."""

_REFRESH: Final = re.compile(r"\s*(\d{0,9}(?:\.\d{0,9})?)\s*(?:[;,\s]\s*(?:url\s*=\s*)?(.*))?$", re.IGNORECASE | re.DOTALL)
_META_NAMES: Final = ("name", "property", "http-equiv", "itemprop")

Place = Literal["head", "body"]


def read_head(page: Page, headers: Headers | None) -> Head:
    """Read every field of :class:`Head`. ``headers`` are those of the page's answer; null when not given."""
    most = page.limits.listed
    gaps = list(page.gaps)
    titles = [t for t in page.tags("title") if not t.in_svg]
    metas = tuple(_metas(page))
    markup = list(_placed(page.tags("link"), len(page.head.places["link"])))
    sent = [link for name, value in headers or () if name.lower() == "link" for link in read_link_header(value)]
    canonicals = (*_header_canonicals(sent, page.url), *_canonicals(page, markup))
    alternates = [*_header_alternates(sent, page.url), *_alternates(page, markup)]
    hreflangs = tuple(a for a in alternates if a.hreflang is not None)
    if len(canonicals) > most or len(metas) > 10 * most or len(hreflangs) > 10 * most:
        gaps.append("a list of tags is longer than what is kept")
    return Head(
        titles=tuple(_titles(titles, page)[:most]),
        metas=metas[: 10 * most],
        canonicals=canonicals[:most],
        hreflangs=hreflangs[: 10 * most],
        feeds=tuple(a for a in alternates if a.type in _FEED_TYPES and a.hreflang is None)[:most],
        icons=tuple(_icons(page, markup))[:most],
        oembeds=tuple(a for a in alternates if a.type in _OEMBED_TYPES)[:most],
        base=page.base if page.base != page.url else None,
        language=_language(page, metas, headers),
        refresh=_refresh(page, metas, headers),
        end=_end(page, titles, metas, canonicals, hreflangs),
        gaps=tuple(gaps),
    )


def _placed(tags: Sequence[Tag], in_head: int) -> Iterator[tuple[Tag, Place]]:
    """Each tag with its place: the first ``in_head`` of a name stand in the head, because both readers keep order."""
    for number, tag in enumerate(tags):
        yield tag, "head" if number < in_head else "body"


def _titles(titles: Sequence[Tag], page: Page) -> list[Text]:
    in_head = len(page.head.places["title"])
    return [
        Text(text=" ".join(tag.text.split()), line=tag.line, in_head=place == "head")
        for tag, place in _placed(titles, in_head)
    ]


def _metas(page: Page) -> Iterator[Meta]:
    for tag, place in _placed(page.tags("meta"), len(page.head.places["meta"])):
        for attribute in _META_NAMES:
            name = tag.attributes.get(attribute)
            if name is not None and name.strip():
                yield Meta(
                    name=" ".join(name.lower().split()),
                    content=tag.attributes.get("content", ""),
                    attribute=cast("Literal['name', 'property', 'http-equiv', 'itemprop']", attribute),
                    line=tag.line,
                    in_head=place == "head",
                )
                break


def _rel(tag: Tag) -> list[str]:
    return tag.attributes.get("rel", "").lower().split()


def _canonicals(page: Page, markup: Iterable[tuple[Tag, Place]]) -> Iterator[Canonical]:
    for tag, place in markup:
        href = tag.attributes.get("href")
        if href is not None and "canonical" in _rel(tag):
            yield Canonical(
                href=href,
                url=_absolute(page.base, href),
                where=place,
                line=tag.line,
                disqualified_by=tuple(a for a in _DISQUALIFYING if tag.attributes.get(a)),
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


def _alternates(page: Page, markup: Iterable[tuple[Tag, Place]]) -> Iterator[Alternate]:
    for tag, place in markup:
        href = tag.attributes.get("href")
        if href is None or "alternate" not in _rel(tag) or "stylesheet" in _rel(tag):
            continue
        hreflang = tag.attributes.get("hreflang")
        kind = tag.attributes.get("type")
        yield Alternate(
            href=href,
            url=_absolute(page.base, href),
            where=place,
            line=tag.line,
            # A feed may say its language; an alternate version of the page is no other type of document.
            hreflang=None if hreflang is None or _media_type(kind) in _FEED_TYPES | _OEMBED_TYPES else hreflang.strip(),
            type=_media_type(kind),
            title=tag.attributes.get("title"),
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


def _icons(page: Page, markup: Iterable[tuple[Tag, Place]]) -> Iterator[Alternate]:
    for tag, place in markup:
        href = tag.attributes.get("href")
        rel = _rel(tag)
        if href is not None and ("icon" in rel or "apple-touch-icon" in rel or "apple-touch-icon-precomposed" in rel):
            yield Alternate(
                href=href,
                url=_absolute(page.base, href),
                where=place,
                line=tag.line,
                type=_media_type(tag.attributes.get("type")),
                sizes=tag.attributes.get("sizes"),
            )


def _media_type(value: str | None) -> str | None:
    return value.split(";", 1)[0].strip().lower() or None if value else None


def _absolute(base: str, href: str) -> str | None:
    """An href as a URL; null for an empty one, which would resolve to the page itself and is never meant."""
    return join(base, href) if href.strip() else None


def _language(page: Page, metas: Sequence[Meta], headers: Headers | None) -> str | None:
    for tag in page.tags("html")[:1]:
        for attribute in ("lang", "xml:lang"):
            if (value := tag.attributes.get(attribute, "").strip()):
                return value
    for meta in metas:
        if meta.attribute == "http-equiv" and meta.name == "content-language" and meta.content.strip():
            return meta.content.split(",")[0].strip()
    for name, value in headers or ():
        # Several languages tell the audience, not the language of the text (RFC 9110 §8.5).
        if name.lower() == "content-language" and value.strip() and "," not in value:
            return value.strip()
    return None


def _refresh(page: Page, metas: Sequence[Meta], headers: Headers | None) -> MetaRefresh | None:
    found: list[tuple[str, Literal["html", "header"], int | None]] = [
        (value, "header", None) for name, value in headers or () if name.lower() == "refresh"
    ]
    # With scripts, what stands in <noscript> does nothing; pages send readers without scripts elsewhere with it.
    found += [
        (m.content, "html", m.line)
        for m in metas
        if m.attribute == "http-equiv" and m.name == "refresh" and not _in_noscript(page, m)
    ]
    for content, where, line in found:
        match = _REFRESH.match(content[:5000])
        if match is None or not match.group(1).strip("."):
            continue
        target = (match.group(2) or "").strip().strip("'\"").strip()
        return MetaRefresh(
            seconds=float(match.group(1)),
            url=join(page.base, target) if target else None,
            where=where,
            line=line,
        )
    return None


def _in_noscript(page: Page, meta: Meta) -> bool:
    if page.tree is None:
        return False
    return any(
        e.get("content") == meta.content and any(p.tag == "noscript" for p in e.iterancestors())
        for e in page.tree.iter("meta")
        if (e.get("http-equiv") or "").strip().lower() == "refresh"
    )


def _end(
    page: Page,
    titles: Sequence[Tag],
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
    if behind & {"robots", "googlebot", "bingbot"}:
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
    )
