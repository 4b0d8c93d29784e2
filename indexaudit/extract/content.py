"""What a page shows: headings, images, visible words, language, listed posts, walls."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final, cast

from indexaudit.extract.document import Page
from indexaudit.extract.paths import Element, elements, line_of, texts_of
from indexaudit.extract.posts import read_posts
from indexaudit.extract.shells import read_shell
from indexaudit.extract.shown import Shown, prose_words, read_shown
from indexaudit.extract.sight import Sight
from indexaudit.extract.silent_links import silent_images
from indexaudit.extract.text_language import read_language
from indexaudit.extract.walls import read_walls
from indexaudit.facts import Content, Head, Heading, Image
from indexaudit.web.urls import join
from indexaudit.web.words import count_words

__all__ = ["read_content"]

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_MEDIA: Final = ("video", "audio", "iframe", "canvas", "object")
_LAZY: Final = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-srcset",
    "data-lazy-srcset",
    "data-url",
)
_CHROME: Final = ("header", "footer", "nav", "aside")
_NOT_SHOWN: Final = ("noscript", "template")
_MAIN: Final = elements("descendant::div[@role='main'][1]")
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:\.\d{1,5})?(?:px)?\s*$", re.IGNORECASE)
_IMAGES: Final = ("img", "amp-img")
_INDEX: Final = re.compile(r"/(?:index|default)(?:\.[a-z]{2,5})?$", re.IGNORECASE)
_LISTED: Final = 2_000
"""Headings that are read."""
_TEXT: Final = 1_000
"""Characters of a heading that are kept."""
_PARTS: Final = 200
"""Elements inside a heading that are read: an unclosed heading holds the rest of the page."""
_NO_TREE: Final = "without a tree, walls, listed posts and the place of images are not known"
_PLACEHOLDER: Final = re.compile(r"^data:image/(?:gif|svg|png)", re.IGNORECASE)


def read_content(page: Page, head: Head) -> Content:
    """Everything shown but the main text. Without a tree from the stream, and ``gaps`` says what is missing."""
    if page.tree is None:
        return _from_stream(page, head)
    tree = page.tree
    shown = read_shown(tree, page.pieces, page.unread, _declared(head))
    placed = list(_headings(page, shown))
    headings = tuple(heading for _, heading in placed)
    posts = read_posts(shown, placed, page.base, page.url)
    scripts = tuple(tree.iter("script"))
    sight = Sight(page=page, head=head, shown=shown, posts=posts, headings=headings, scripts=scripts)
    walls = read_walls(sight)
    shell = None if any(wall.kind in ("challenge", "consent") for wall in walls) else read_shell(sight)
    prose = " ".join(shown.prose[:40])
    language, basis = read_language(prose if len(prose) > 1_000 else shown.text, head.language)
    return Content(
        headings=headings,
        images=_images(page, shown),
        visible_words=shown.words,
        prose_words=posts.own_words,
        language=language,
        language_basis=basis,
        posts=posts.count,
        walls=walls,
        shell=shell,
        media=tuple(sorted({element.tag for element in shown.root.iter(*_MEDIA)})),
        gaps=page.document.gaps,
    )


def _declared(head: Head) -> str | None:
    return (head.language or "").strip().lower().replace("_", "-").partition("-")[0] or None


def _headings(page: Page, shown: Shown) -> Iterable[tuple[Element, Heading]]:
    closed = shown.closed_ones(*_HEADINGS)
    for element in islice(shown.root.iter(*_HEADINGS), _LISTED):
        if element in closed:
            continue
        text = _heading_text(element)
        href = _heading_link(element, text)
        yield (
            element,
            Heading(
                level=int(element.tag[1]),
                text=text,
                line=line_of(element),
                link=(link := join(page.base, href) if href else None),
                leads_up=link is not None and _is_above(link, page.url),
            ),
        )


def _is_above(link: str, url: str) -> bool:
    """Whether a link leads to a folder of the same host that holds this page, or to its index file."""
    folder = _INDEX.sub("/", link.partition("#")[0].partition("?")[0].partition("://")[2]).rstrip("/")
    here = url.partition("#")[0].partition("?")[0].partition("://")[2]
    return "/" in here.rstrip("/") and here.startswith(f"{folder}/") and here.rstrip("/") != folder


def _heading_link(element: Element, text: str) -> str | None:
    """Where the heading leads: it holds one link that is most of it, or stands in one."""
    links = [link for link in islice(element.iter("a"), 2) if link.get("href")] if len(element) else []
    if len(links) == 1:
        own = "".join(texts_of(links[0])[:_PARTS]).strip()
        return links[0].get("href") if not own or len(own) * 2 >= len(text) else None
    current = element.getparent()
    for _ in range(4 if not links else 0):
        if current is None:
            break
        if current.tag == "a":
            return cast("str | None", current.get("href"))
        current = current.getparent()
    return None


def _heading_text(element: Element) -> str:
    """Its text with the ``alt`` of its images, white space collapsed, cut to 1,000 characters."""
    if not len(element):
        return " ".join((element.text or "")[: 4 * _TEXT].split())[:_TEXT]
    pieces: list[str] = []
    length = 0
    for part in islice(element.iter(), _PARTS):
        if part.tag == "img":
            pieces.append(part.get("alt") or "")
        elif isinstance(part.tag, str) and part.tag not in ("script", "style") and part.text:
            pieces.append(part.text[: 4 * _TEXT])
        if part is not element and part.tail:
            pieces.append(part.tail[: 4 * _TEXT])
        length += len(pieces[-1]) if pieces else 0
        if length > _TEXT:
            break
    return " ".join("".join(pieces).split())[:_TEXT]


def _images(page: Page, shown: Shown) -> tuple[Image, ...]:
    main = next(shown.root.iter("main"), None)
    if main is None:
        main = next(iter(_MAIN(shown.root)), None)
    if main is None:
        articles = list(islice(shown.root.iter("article"), 2))
        main = articles[0] if len(articles) == 1 else None
    inside = None if main is None else set(main.iter(*_IMAGES))
    chrome = () if main is not None else {e for c in shown.root.iter(*_CHROME) for e in c.iter(*_IMAGES)}
    silent = silent_images(shown.root, islice(shown.root.iter(*_IMAGES), page.limits.links))
    closed = {image for part in shown.root.iter(*_NOT_SHOWN) for image in part.iter(*_IMAGES)}
    return tuple(
        Image(
            src=_source(element),
            alt=element.get("alt"),
            line=line_of(element),
            width=_pixels(element.get("width")),
            height=_pixels(element.get("height")),
            linked=next(element.iterancestors("a"), None) is not None,
            hidden=element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none"),
            in_main=element in inside if inside is not None else element not in chrome,
            silent=element in silent,
        )
        for element in islice(shown.root.iter(*_IMAGES), page.limits.links)
        if element not in closed
    )


def _source(element: Element) -> str:
    """``src``, else the first of ``srcset``, else what a lazy loader will put there; a placeholder counts as none."""
    src = (element.get("src") or "").strip()
    if src and not (src[:5].lower() == "data:" and _PLACEHOLDER.match(src)):
        return src
    sources = [element.get("srcset"), *(element.get(name) for name in _LAZY)]
    for value in sources:
        first = (value or "").split(",", 1)[0].split()
        if first:
            return first[0]
    return src


def _pixels(value: str | None) -> int | None:
    if value is None:
        return None
    if len(value) <= 5 and value.isdecimal():
        return int(value)
    match = _PIXELS.match(value)
    return int(match.group(1)) if match else None


def _from_stream(page: Page, head: Head) -> Content:
    """What the streaming reader can tell: headings and images; nothing that needs the nesting of elements."""
    headings = tuple(
        Heading(level=int(tag.name[1]), text=tag.text[:_TEXT], line=tag.line) for tag in page.tags(*_HEADINGS)[:_LISTED]
    )
    images = tuple(
        Image(
            src=(tag.attributes.get("src") or "").strip(),
            alt=tag.attributes.get("alt"),
            line=tag.line,
            width=_pixels(tag.attributes.get("width")),
            height=_pixels(tag.attributes.get("height")),
            linked=False,
            hidden=tag.attributes.get("aria-hidden") == "true"
            or tag.attributes.get("role") in ("presentation", "none"),
            in_main=True,
        )
        for tag in page.tags("img")[: page.limits.links]
    )
    text = page.flat
    language, basis = read_language(text, head.language)
    return Content(
        headings=headings,
        images=images,
        visible_words=count_words(text, language),
        prose_words=prose_words(text),
        language=language,
        language_basis=basis,
        posts=0,
        walls=(),
        shell=None,
        media=tuple(sorted({tag.name for tag in page.tags(*_MEDIA)})),
        gaps=(*page.document.gaps, _NO_TREE) if page.document.reader == "stream" else page.document.gaps,
    )
