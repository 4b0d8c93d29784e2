"""The main text of a page, by the reader that was asked for, within bounds."""

from __future__ import annotations

import copy
import logging
from itertools import islice
from typing import Any, Final, Literal

from lxml import etree

from indexaudit.extract.comments import comment_areas, comment_words
from indexaudit.extract.document import Page
from indexaudit.extract.paths import Element, texts_of
from indexaudit.facts import Content, MainText, Missing, NotAsked, Unavailable
from indexaudit.web.words import count_words, count_words_of_lines

__all__ = ["read_main_text"]

_SHUT: Final = {
    "challenge": "a bot challenge was served instead of the page",
    "login": "a login stands before the content",
    "consent": "a consent page was served instead of the content",
    "not_found": "an error page was served",
}
_THIN: Final = 0.3
"""Share of the running text that a reader must have found; below, the other one is asked too."""
_MOST_OF_IT: Final = 0.6
"""Share of the page's text from which an area is the page itself, whatever it is called."""
_FORUM: Final = b"DiscussionForumPosting"
_LARGE: Final = 60_000
"""Bytes below which a page cannot have too many elements."""
_FEW: Final = 6_000
_ELEMENTS: Final = 40_000
_WORK: Final = 1_500_000
"""Elements times their mean depth. Measured: 1.5 million take trafilatura about a second; 0.1 million are common."""
_FAST_WORK: Final = 3_000_000
"""The same for resiliparse, which needs about a second for it."""
_MOST_ELEMENTS: Final = 50_000
"""Elements from which a second tree, which every extractor builds, would be beyond the memory that is promised for one
page (128 MiB). The largest of 1,447 real pages has a quarter of that."""
_SAMPLE: Final = 64
_NODES: Final = etree.XPath(
    "count(descendant-or-self::*) + count(descendant::comment()) + count(descendant::processing-instruction())"
)
_WHOLE: Final = etree.XPath("string()", smart_strings=False)
_MARK: Final = "comments-area"
_SHORT: Final = 40
"""Words from which a page has running text worth a second look."""

_BRIEF: Final = 100
"""Words below which an extractor's text may be that of the whole body: trafilatura gives up below 250 characters."""

Reader = Literal["precise", "fast", "stream"]


def read_main_text(page: Page, how: Literal["precise", "fast", "none"], content: Content) -> MainText | Missing:
    """Read the main text; comments are counted apart.

    :class:`NotAsked` with ``none``; :class:`Unavailable` behind a wall, in an empty shell, or when the extractor fails.
    Beyond ``Limits.precise_bytes``, ``Limits.precise_links`` or too many deep elements the fast reader stands in for
    the precise one (trafilatura's work grows with the square of the links). Without a tree the text comes from the
    stream, navigation included, and ``gaps`` says so.
    """
    if how == "none":
        return NotAsked("the main text was not asked for")
    barrier = _barrier(content)
    if barrier is not None:
        return Unavailable(barrier)
    language = content.language
    if page.tree is None:
        if page.document.reader != "stream":
            return _main_text("", 0, how, page.document.gaps)  # nothing but white space and comments
        return _from_stream(page, "without a tree")
    bound = _bounded(page, page.tree)
    if bound == "stream":
        return _from_stream(page, "with so many nested elements")
    reader = bound if how == "precise" else "fast"
    tree: Element | None = None
    try:
        if reader == "precise":
            tree, comments = _without_comments(page.tree, page.body, language)
            text = _precise(tree)
            if _is_thin(text, content):
                text = max(text, _fast(page), key=len)
            text = _inside_main(text, tree, language)
        else:
            comments = comment_words(map(_plain, _areas(page.tree, page.body)[0]), language)
            text = _fast(page)
            # Each of the two misses the text of some templates that the other finds.
            if bound == "precise" and _is_thin(text, content):
                tree, _ = _without_comments(page.tree, page.body, language)
                text = max(text, _precise(tree), key=len)
    except Exception as error:  # whatever a third-party extractor does is a fact about the page
        return Unavailable(f"the extractor failed: {type(error).__name__}")
    if not text.strip():
        text = _marked(tree if tree is not None else _without_comments(page.tree, page.body, language)[0])
    return _main_text(text, comments, reader, page.document.gaps)


def _barrier(content: Content) -> str | None:
    """What keeps the main text from being in the answer."""
    for wall in content.walls:
        if wall.kind in _SHUT:
            return _SHUT[wall.kind]
    return None if content.shell is None else "the page is empty until its scripts run"


def _from_stream(page: Page, why: str) -> MainText:
    gap = f"{why}, the main text could not be told from navigation"
    return _main_text(page.flat, 0, "stream", (*page.document.gaps, gap))


def _is_thin(text: str, content: Content) -> bool:
    """Whether the precise reader missed most of what is there."""
    return content.prose_words >= _SHORT and count_words(text, content.language) < _THIN * content.prose_words


def _main_text(text: str, comments: int, reader: Reader, gaps: tuple[str, ...]) -> MainText:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    text = "\n".join(lines)
    counts = count_words_of_lines(text)
    return MainText(
        text=text,
        words=sum(counts),
        comment_words=comments,
        paragraphs=tuple(count for count in counts if count),
        reader=reader,
        gaps=gaps,
    )


def _bounded(page: Page, tree: Element) -> Reader:
    """The most careful reader that may be let loose: their work grows with the links, and with elements times depth."""
    limits, size = page.limits, page.document.size
    links = sum(1 for _ in tree.iter("a"))
    elements = int(_NODES(tree)) if size >= _LARGE else 0
    depth = 0.0
    if elements > _FEW:
        sample = list(islice(tree.iter(), 0, None, elements // _SAMPLE))
        depth = sum(sum(1 for _ in element.iterancestors()) for element in sample) / len(sample)
    if elements * depth > _FAST_WORK or elements > _MOST_ELEMENTS:
        return "stream"
    if size > limits.precise_bytes or links > limits.precise_links:
        return "fast"
    return "fast" if elements > _ELEMENTS or elements * depth > _WORK else "precise"


def _without_comments(tree: Element, body: bytes, language: str | None) -> tuple[Element, int]:
    """A copy of the tree without readers' comments, and the words of these."""
    tree = _plain(tree)
    below, namesakes = _areas(tree, body)
    for area in namesakes:
        for name in ("class", "id"):
            area.set(name, "")  # trafilatura goes by the name as well
    words = comment_words(below, language)
    for area in below:
        area.tag = _MARK
    if below:
        etree.strip_elements(tree, _MARK, with_tail=False)
    return tree, words


def _areas(tree: Element, body: bytes) -> tuple[list[Element], list[Element]]:
    """The elements that hold readers' comments, and those that are called so and are the page itself.

    In a forum the replies are the page.
    """
    areas = () if _FORUM in body else comment_areas(tree)
    most = _MOST_OF_IT * len(_WHOLE(tree)) if areas else 0
    below: list[Element] = []
    namesakes: list[Element] = []
    for area in areas:
        (below if len(_WHOLE(area)) <= most else namesakes).append(area)
    return below, namesakes


def _plain(element: Element) -> Element:
    """A copy without HTML comments, which split the text nodes that are judged."""
    element = copy.copy(element)
    etree.strip_tags(element, etree.Comment, etree.ProcessingInstruction)
    return element


def _precise(tree: Element) -> str:
    """trafilatura, in its fast mode. It works on a copy of its own."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)  # Any: untyped library
    return (found.text or "") if found is not None else ""


def _inside_main(text: str, tree: Element, language: str | None) -> str:
    """The text of a short page without the header and footer around its ``<main>``: below its own threshold the
    extractor takes the whole body. A ``<main>`` that holds less than half of it is marked wrongly."""
    words = count_words(text, language)
    if not 0 < words < _BRIEF or next(tree.iter("main"), None) is None:
        return text
    marked = _marked(_plain(tree))
    return marked if words <= 2 * count_words(marked, language) < 2 * words else text


def _marked(tree: Element) -> str:
    """The text of the element that is marked as the main one: for pages too short for the extractors."""
    main = next(tree.iter("main"), None)
    if main is None:
        articles = list(islice(tree.iter("article"), 2))
        main = articles[0] if len(articles) == 1 else None
    if main is None:
        return ""
    etree.strip_elements(
        main, "script", "style", "noscript", "template", "nav", "form", "button", "svg", with_tail=False
    )
    return "\n".join(text for text in texts_of(main) if not text.isspace())


def _fast(page: Page) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(
        extract_plain_text(
            page.text, main_content=True, alt_texts=False, links=False, form_fields=False, comments=False
        )
    )
