"""Telling a page that lists posts from the page of one post, by where its running text stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from indexaudit.extract.paths import Element, attributes
from indexaudit.extract.shown import Shown
from indexaudit.facts import Heading
from indexaudit.web.urls import join, same_page

__all__ = ["Posts", "read_posts", "rough_words"]

_TITLES: Final = ("h1", "h2", "h3", "h4")
_OUTSIDE: Final = ("nav", "footer", "aside")
_BOOKMARKS: Final = attributes("descendant::a[@href]/@rel[contains(., 'bookmark')]")
_WHOLE: Final = frozenset({"html", "body", "main"})
_OWN_TITLE: Final = ("entry-title", "post-title", "article-title", "headline", "article__title", "post__title")
_MOST: Final = 200
"""Titles that are looked at: more do not change the answer."""
_CLIMB: Final = 40
"""Ancestors that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """What a page lists, and what it says itself. Words are counted by blanks: only their proportions matter."""

    count: int
    """Posts listed with an address of their own elsewhere; 0 on a permalink page."""
    titles: int
    """Titles that lead to other pages of the site, teasers of related posts included."""
    own_words: int
    """Running text that belongs to no listed post."""
    listed_words: int
    """Running text under the titles that lead elsewhere."""


def read_posts(shown: Shown, headings: Sequence[tuple[Element, Heading]], base: str, url: str) -> Posts:
    """Find the titles that lead elsewhere, the part of the page that belongs to each, and where the text stands.

    ``headings`` are the page's headings, each with its element. A title's part is the largest element around it that
    holds no other title. Where no title is the page's own and titles and paragraphs stand side by side, a paragraph
    belongs to the title before it.
    """
    own, listed = _titles(shown.root, headings, base, url)
    count = len({link for _, link in listed})
    if count < 2:
        words = sum(map(rough_words, shown.prose))
        return Posts(count=0, titles=count, own_words=words, listed_words=0)
    parts = _parts([*own, *listed])
    owners = {part: link for part, link in parts.items() if link}
    if not own:
        owners = _flow(listed) | owners
    own_words, texts = _shares(shown.places, owners)
    has_own_title = bool(own)
    lists = _lists(own_words, list(texts.values()), has_own_title=has_own_title)
    if lists:
        # The order of a whole page is dear to know, so it is asked only where the answer may still be yes.
        own_words, texts = _shares(shown.places, owners, _in_order(shown.root, listed))
        lists = _lists(own_words, list(texts.values()), has_own_title=has_own_title)
    return Posts(count=count if lists else 0, titles=count, own_words=own_words, listed_words=sum(texts.values()))


def _shares(
    long_texts: Iterable[tuple[Element, str]],
    owners: dict[Element, str],
    follows: Callable[[Element, str], bool] = lambda _element, _link: True,
) -> tuple[int, dict[str, int]]:
    """Words of the page's own running text, and of that of each listed post."""
    own_words = 0
    texts: dict[str, int] = {}
    known: dict[Element, str | None] = {}
    for element, text in long_texts:
        link = _owner(element, owners, known)
        if link is None or not follows(element, link):
            own_words += rough_words(text)
        else:
            texts[link] = texts.get(link, 0) + rough_words(text)
    return own_words + _dominant(texts), texts


def _in_order(root: Element, listed: list[tuple[Element, str]]) -> Callable[[Element, str], bool]:
    """Whether a text follows the title that it would belong to: a linked title below a text is no start of a post."""
    place = {element: position for position, element in enumerate(root.iter())}
    first: dict[str, int] = {}
    for element, link in listed:
        first[link] = min(place.get(element, 0), first.get(link, len(place)))
    return lambda element, link: place.get(element, 0) >= first[link]


def _dominant(texts: dict[str, int]) -> int:
    """Take out a part that holds most of the text and give its words.

    A title inside the page's own post (an author's box, a linked subheading) claims the whole post as its part; the
    posts of a list are of a size.
    """
    if not texts:
        return 0
    largest = max(texts, key=lambda link: texts[link])
    rest = [words for link, words in texts.items() if link != largest]
    if texts[largest] >= 100 and texts[largest] >= 1.5 * sum(rest) and texts[largest] >= 4 * max(rest, default=0):
        return texts.pop(largest)
    return 0


def _lists(own_words: int, texts: list[int], *, has_own_title: bool) -> bool:
    """Whether the running text belongs to listed posts: to several, and hardly to the page itself."""
    words = sum(texts)
    if len(texts) < 2 or words < (60 if len(texts) > 2 else 100):
        return False
    return words >= 2 * own_words and (own_words < 60 or not has_own_title)


def rough_words(text: str) -> int:
    """Words by blanks; in text without blanks, two characters a word."""
    blanks = len(text.split())
    return blanks if blanks * 20 > len(text) else len(text) // 2


def _titles(
    root: Element, headings: Sequence[tuple[Element, Heading]], base: str, url: str
) -> tuple[list[tuple[Element, str]], list[tuple[Element, str]]]:
    """The page's own titles (with an empty link), and those that lead to other pages of the same site."""
    own: list[tuple[Element, str]] = []
    listed: list[tuple[Element, str]] = []
    site, here = _site(url), _page(url)
    outside = {inside for around in root.iter(*_OUTSIDE) for inside in around.iter(*_TITLES)}
    titles: list[tuple[Element, str | None]] = []
    for element, heading in headings[:_MOST]:
        if heading.level > len(_TITLES) or not heading.text:
            continue
        if heading.link is not None:
            titles.append((element, heading.link))
        elif heading.level == 1 or _is_marked(element):
            own.append((element, ""))
    for rel in _BOOKMARKS(root)[:_MOST]:
        element = rel.getparent()
        titles.append((element, join(base, element.get("href") or "")))
    for element, target in titles:
        if target is None or not target.startswith("http"):
            continue
        page = _page(target)
        if page == here or (page.partition("?")[0] == here.partition("?")[0] and same_page(target, url)):
            own.append((element, ""))
        elif _site(target) == site and page.partition("/")[2].strip("/") and element not in outside:
            listed.append((element, page))
    return own, listed


def _is_marked(element: Element) -> bool:
    marks = (element.get("class") or "").lower()
    return any(mark in marks for mark in _OWN_TITLE) or element.get("itemprop") in ("headline", "name headline")


def _parts(titles: Iterable[tuple[Element, str]]) -> dict[Element, str]:
    """For each title the largest element around it that holds titles of one address only."""
    holds: dict[Element, str | None] = {}
    climbs: list[tuple[str, list[Element]]] = []
    for element, link in titles:
        climb = [element]
        for ancestor in element.iterancestors():
            if ancestor.tag in _WHOLE or len(climb) > _CLIMB:
                break
            climb.append(ancestor)
        climbs.append((link, climb))
        for ancestor in climb:
            if ancestor in holds and holds[ancestor] != link:
                holds[ancestor] = None
            else:
                holds.setdefault(ancestor, link)
    parts: dict[Element, str] = {}
    for link, climb in climbs:
        best = climb[0]
        for ancestor in climb:
            if holds[ancestor] is None:
                break
            best = ancestor
        parts[best] = link
    return parts


def _owner(element: Element, owners: dict[Element, str], known: dict[Element, str | None]) -> str | None:
    """The address of the part that the element stands in; ``known`` keeps the answers of its ancestors."""
    passed: list[Element] = []
    found: str | None = None
    current: Element | None = element
    for _ in range(_CLIMB):
        if current is None:
            break
        if current in known:
            found = known[current]
            break
        passed.append(current)
        if current in owners:
            found = owners[current]
            break
        current = current.getparent()
    known.update(dict.fromkeys(passed, found))
    return found


def _flow(listed: list[tuple[Element, str]]) -> dict[Element, str]:
    """What stands beside and below several titles in one parent, each with the title before it."""
    groups: dict[Element, dict[Element, str]] = {}
    for element, link in listed:
        parent = element.getparent()
        if parent is not None:
            groups.setdefault(parent, {})[element] = link
    flow: dict[Element, str] = {}
    for parent, titles in groups.items():
        link = ""
        for child in parent if len(titles) > 1 else ():
            link = titles.get(child, link)
            if link:
                flow[child] = link
    return flow


def _site(url: str) -> str:
    """The host of an absolute URL, without ``www.`` and ``m.``"""
    return url.partition("://")[2].partition("/")[0].partition("?")[0].removeprefix("www.").removeprefix("m.")


def _page(url: str) -> str:
    """Host and path with query, without scheme, ``www.``, fragment and a slash at the end."""
    rest = url.partition("#")[0].partition("://")[2].removeprefix("www.")
    return rest.rstrip("/")
