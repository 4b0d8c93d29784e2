"""One element of a sitemap to what it says: a page, or another sitemap."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from indexaudit.discovery_facts import Alternate, ChildSitemap, News, SitemapEntry, SitemapImage, SitemapVideo
from indexaudit.extract.listed_address import Addresses
from indexaudit.extract.problems import Problems
from indexaudit.extract.xml_entries import Element, plain_name, text_of
from indexaudit.web.dates import read_date, to_datetime

__all__ = ["read_child", "read_entry", "read_item"]

_LISTED: Final = 1_000
"""Images, videos and languages of one entry that are kept, each. Google allows 1,000 images."""

_W3C: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?")
"""W3C Datetime, the profile of ISO 8601 that the protocol asks for."""
_NUMBER: Final = re.compile(r"[+-]?\d{0,10}(?:\.\d{0,20})?")
_FREQUENCIES: Final = frozenset({"always", "hourly", "daily", "weekly", "monthly", "yearly", "never"})
_FAMILIES: Final = ("image", "video", "news", "xhtml", "mobile", "pagemap")
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_ITEM_DATES: Final = frozenset({"pubdate", "date", "updated", "modified", "published", "issued"})


def read_entry(element: Element, line: int, addresses: Addresses, problems: Problems) -> SitemapEntry:
    """A ``<url>`` element."""
    own = _namespace(element.tag)
    loc = lastmod = None
    alternates: list[Alternate] = []
    images: list[SitemapImage] = []
    videos: list[SitemapVideo] = []
    news = None
    for child in element:
        if not isinstance(child.tag, str):
            continue
        family, name = _kind(child.tag, own)
        if family == "":
            if name == "loc" and not loc:
                loc = text_of(child)
            elif name == "lastmod" and lastmod is None:
                lastmod = text_of(child) or None
            elif name == "priority":
                _check_priority(text_of(child), line, problems)
            elif name == "changefreq" and text_of(child).lower() not in _FREQUENCIES:
                problems.add("bad_changefreq", line)
        elif name == "image":
            images.append(_image(child))
        elif name == "video":
            videos.append(_video(child))
        elif name == "news" and news is None:
            news = _news(child, line, problems)
        elif name == "link" and (alternate := _alternate(child, line, addresses, problems)):
            alternates.append(alternate)
    url, written = _address(element, loc, line, addresses, problems)
    for found in (alternates, images, videos):
        if len(found) > _LISTED:
            problems.add("list_cut", line)
    return SitemapEntry(
        loc=url,
        written=written,
        line=line,
        lastmod=lastmod,
        modified=None if lastmod is None else _date(lastmod, line, problems),
        alternates=tuple(alternates[:_LISTED]),
        news=news,
        images=tuple(images[:_LISTED]),
        videos=tuple(videos[:_LISTED]),
    )


def read_child(element: Element, line: int, addresses: Addresses, problems: Problems) -> ChildSitemap:
    """A ``<sitemap>`` element."""
    own = _namespace(element.tag)
    said: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str) and _kind(child.tag, own)[0] == "":
            said.setdefault(plain_name(child.tag), text_of(child))
    url, written = _address(element, said.get("loc"), line, addresses, problems)
    lastmod = said.get("lastmod") or None
    return ChildSitemap(
        loc=url,
        written=written,
        line=line,
        lastmod=lastmod,
        modified=None if lastmod is None else _date(lastmod, line, problems),
    )


def read_item(element: Element, line: int, addresses: Addresses, problems: Problems) -> SitemapEntry:
    """An ``<item>`` of RSS or an ``<entry>`` of Atom, taken for a page that is listed."""
    link = guid = None
    dates: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = plain_name(child.tag)
        if name == "link" and not link and child.get("rel", "alternate") == "alternate":
            link = child.get("href") or text_of(child)
        elif name == "guid" and child.get("isPermaLink", "true").lower() == "true":
            guid = text_of(child)
        elif name in _ITEM_DATES and (date := text_of(child)):
            dates.setdefault(date, read_date(date) or "")
    url, written = _address(element, (link or guid or "").strip(), line, addresses, problems)
    newest = max(dates, key=lambda date: to_datetime(dates[date]) or _NEVER) if dates else None
    if newest is not None and not dates[newest]:
        problems.add("bad_date", line)
    return SitemapEntry(
        loc=url, written=written, line=line, lastmod=newest, modified=dates[newest] or None if newest else None
    )


def _address(
    element: Element, loc: str | None, line: int, addresses: Addresses, problems: Problems
) -> tuple[str | None, str | None]:
    if not loc and (outside := (element.text or "").strip()).lower().startswith(("http://", "https://")):
        problems.add("loc_outside", line)
        loc = outside
    if not loc:
        problems.add("no_loc", line)
        return None, None
    return addresses.read(loc, line)


def _date(written: str, line: int, problems: Problems) -> str | None:
    date = read_date(written)
    if date is None:
        problems.add("bad_date", line)
    elif _W3C.fullmatch(written) is None:
        problems.add("date_form", line)
    return date


def _check_priority(written: str, line: int, problems: Problems) -> None:
    digits = _NUMBER.fullmatch(written) is not None and any(c.isdigit() for c in written)
    if not digits or not 0 <= float(written) <= 1:
        problems.add("bad_priority", line)


def _image(element: Element) -> SitemapImage:
    said = _leaves(element)
    return SitemapImage(loc=said.get("loc", ""), title=said.get("title"))


def _video(element: Element) -> SitemapVideo:
    said = _leaves(element)
    return SitemapVideo(
        loc=said.get("content_loc") or said.get("player_loc"),
        thumbnail=said.get("thumbnail_loc"),
        title=said.get("title"),
    )


def _news(element: Element, line: int, problems: Problems) -> News:
    said = _leaves(element)
    for child in element:
        if isinstance(child.tag, str) and plain_name(child.tag) == "publication":
            said |= _leaves(child)
    published = said.get("publication_date")
    return News(
        publication=said.get("name"),
        language=said.get("language"),
        published=published,
        date=None if published is None else _date(published, line, problems),
        title=said.get("title"),
    )


def _alternate(element: Element, line: int, addresses: Addresses, problems: Problems) -> Alternate | None:
    hreflang = element.get("hreflang")
    if hreflang is None or element.get("rel", "alternate").lower() != "alternate":
        return None
    written = (element.get("href") or "").strip()
    url = addresses.absolute(written)
    if url is None:
        problems.add("not_an_address", line)
    return Alternate(hreflang=hreflang.strip(), url=url, written=None if url == written else written)


def _leaves(element: Element) -> dict[str, str]:
    """What the children of an element say, by name; of several the first that says something."""
    said: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str) and len(child) == 0 and (text := text_of(child)):
            said.setdefault(plain_name(child.tag), text)
    return said


@lru_cache(maxsize=512)
def _kind(tag: str, own: str) -> tuple[str, str]:
    """The extension that an element is of, empty for the protocol itself, and its name."""
    space = _namespace(tag)
    if space == own:
        return "", plain_name(tag)
    return next((family for family in _FAMILIES if family in space), "other"), plain_name(tag)


@lru_cache(maxsize=512)
def _namespace(tag: str) -> str:
    """The namespace of an element, or its prefix when that is not declared, in lower case."""
    if tag.startswith("{"):
        return tag[1:].partition("}")[0].lower()
    return tag.rpartition(":")[0].lower()
