"""Words that readers wrote under a post: counted apart from the post's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from indexaudit.extract.paths import Element, attributes, marks
from indexaudit.web.words import count_words

__all__ = ["comment_areas", "comment_items", "comment_words"]

_AREA: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|commentlist|comments?-(?:area|section|list|wrapper|container|block|thread)"
    r"|disqus_thread|dsq-comments|respond|trackbacks?|pingbacks?|kommentare|commentaires|comentarios|leserkommentare)"
    r"(?:$|[\s_])"
)
_ITEM: Final = re.compile(
    r"(?:^|\s)(?:comment(?:-body|-content|-text|-item|-entry|-message|_body|_content|_text)?|user-?comment|single-comment"
    r"|commentbody|commenttext|li-comment-\d{1,12}|(?:div-)?comment-\d{1,12}|c\d{6,20})(?:$|\s)"
)
_TRACKBACK: Final = re.compile(r"(?:^|\s)(?:pingback|trackback)s?(?:$|\s)")
_NAMED: Final = (
    attributes("descendant::*/@class[contains(., 'omment') or contains(., 'trackback') or contains(., 'pingback')]"),
    attributes(
        "descendant::*/@id[contains(., 'omment') or contains(., 'trackback') or contains(., 'pingback')"
        " or . = 'disqus_thread' or . = 'respond']"
    ),
)
_CONTAINERS: Final = frozenset({"div", "section", "ol", "ul", "aside", "article", "li", "details", "dl"})
_NOT_WORDS: Final = (
    "form", "button", "h1", "h2", "h3", "h4", "h5", "h6", "time", "cite", "label", "nav", "script", "style", "noscript",
    "template", "footer", "header", "select", "textarea",
)  # fmt: skip
_META: Final = re.compile(
    r"(?:^|[\s_-])(?:meta|metadata|author|vcard|date|time|reply|share|vote|actions?|avatar|byline)(?:$|[\s_-])"
)
_LONG: Final = 40
"""Characters from which a text in an area without marked comments is one: notices and labels are shorter."""
_MOST: Final = 2_000
"""Elements that are looked at."""


def comment_areas(root: Element) -> tuple[Element, ...]:
    """The outermost elements that hold comments, their form, or trackbacks; never one that holds an ``h1``."""
    named = dict.fromkeys(value.getparent() for path in _NAMED for value in islice(path(root), _MOST))
    widgets = {element for element in named if "recent" in marks(element)}
    every = {element for element in named if element.tag in _CONTAINERS and _is_area(element)}
    outer = every | widgets
    within: dict[Element, bool] = {}
    return tuple(e for e in named if e in every and e not in widgets and not _is_within(e, outer, within))


def _is_within(element: Element, every: set[Element], known: dict[Element, bool]) -> bool:
    """Whether an ancestor is one of ``every``; ``known`` keeps what was found for the ancestors passed."""
    passed: list[Element] = []
    found = False
    current = element.getparent()
    while current is not None:
        if current in known:
            found = known[current]
            break
        passed.append(current)
        if current in every:
            found = True
            break
        current = current.getparent()
    known.update(dict.fromkeys(passed, found))
    return found


def _is_area(element: Element) -> bool:
    named = marks(element)
    if element.tag == "article" and not _ITEM.search(named):
        return False  # a post that is open to comments is called so by some themes
    if not (_AREA.search(named) or _ITEM.search(named)):
        return False
    return next(element.iter("h1"), None) is None


def comment_words(areas: Iterable[Element], language: str | None = None) -> int:
    """Words of the comments themselves: without names, dates, forms, trackbacks and lines such as "closed"."""
    return count_words(" ".join(text for area in areas for text in _comments(area)), language)


def comment_items(area: Element) -> Iterator[Element]:
    """The outermost elements of one area that are marked as one comment; no trackbacks."""
    for element in _items(area):
        if not _TRACKBACK.search(marks(element)):
            yield element


def _items(area: Element) -> Iterator[Element]:
    skipped: set[Element] = set()
    for element in islice(area.iter(), 5 * _MOST):
        if element not in skipped and isinstance(element.tag, str) and _ITEM.search(marks(element)):
            yield element
            skipped.update(element.iter())


def _comments(area: Element) -> list[str]:
    """The texts of the comments of one area; where none is marked as one, its longer texts."""
    texts = [text for item in comment_items(area) for text in _own_texts(item)]
    if texts or _TRACKBACK.search(marks(area)):
        return texts
    return [text for text in _own_texts(area) if len(text.strip()) >= _LONG]


def _own_texts(item: Element) -> list[str]:
    left_out: set[Element] = set()
    texts: list[str] = []
    for element in item.iter():
        if element in left_out:
            continue
        if element is not item and (
            element.tag in _NOT_WORDS or _is_meta(element) or _TRACKBACK.search(marks(element))
        ):
            left_out.update(element.iter())
        elif element.text and isinstance(element.tag, str):
            texts.append(element.text)
        if element is not item and element.tail:
            texts.append(element.tail)
    return texts


def _is_meta(element: Element) -> bool:
    named = marks(element)
    return bool(named.strip()) and bool(_META.search(named)) and not _ITEM.search(named)
