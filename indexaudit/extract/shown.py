"""What a reader sees of a page before any script has run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indexaudit.extract.document import UNREAD
from indexaudit.extract.paths import Element, attributes, places_of_text, texts_of
from indexaudit.web.words import count_words

__all__ = ["Shown", "prose_words", "read_shown"]

LONG_TEXT: Final = 80
"""Characters from which a run of text counts as running text: menus, labels and teaser titles are shorter."""

DENSE_TEXT: Final = 32
"""The same for scripts that write a word in one or two characters (Chinese, Japanese, Korean)."""
_CJK: Final = "\u2e80"
"""The first character of these scripts."""

_CLOSED: Final = ("noscript", "template", "iframe", "object", "noframes", "noembed", "datalist")
"""Elements that are not shown with all they hold."""
_NEVER_HIDDEN: Final = frozenset({"html", "body"})
"""Hidden at first against flicker, or by a banner: what they hold is the page."""
_LONG: Final = places_of_text(f"descendant::text()[string-length() >= {DENSE_TEXT}]")
_HIDDEN: Final = attributes("descendant::*/@hidden")
_STYLED: Final = attributes("descendant::*/@style[contains(., 'none')]")


@dataclass(frozen=True)
class Shown:
    """The visible part of a page."""

    root: Element
    """The body, in the shared tree."""
    text: str
    """Every visible text, in order, with blanks between elements."""
    words: int
    noscript: str
    """What only a reader without scripts would see. A search engine that renders does not."""
    hidden: str
    """What stands under ``hidden`` or an inline ``display: none``."""
    closed: frozenset[Element]
    """The outermost elements that are not shown with all they hold."""
    prose: tuple[str, ...]
    """The visible runs of running text."""
    buried: tuple[str, ...]
    """Runs of running text that are not shown."""

    @property
    def noscript_words(self) -> int:
        """Words of :attr:`noscript`."""
        return count_words(self.noscript)

    @property
    def hidden_words(self) -> int:
        """Words of :attr:`hidden`."""
        return count_words(self.hidden)

    @cached_property
    def places(self) -> tuple[tuple[Element, str], ...]:
        """The runs of running text, each with the element that it stands in. Dear: asked for only where it matters."""
        buried = Counter(self.buried)
        found = []
        for text in _LONG(self.root):
            if buried and buried.get(text, 0) > 0:
                buried[str(text)] -= 1
                continue
            element = text.getparent()
            if element is not None and text.is_tail:
                element = element.getparent()
            if element is None or not isinstance(element.tag, str) or element.tag in UNREAD:
                continue
            if _is_prose(text):
                found.append((element, str(text)))
        return tuple(found)

    def closed_ones(self, *names: str) -> frozenset[Element]:
        """The elements of these names that are not shown."""
        return frozenset(inside for element in self.closed for inside in element.iter(*names))


def read_shown(tree: Element, pieces: Sequence[str], unread: Set[str | None], language: str | None = None) -> Shown:
    """Read the visible text. ``pieces`` and ``unread`` are those of the page, ``language`` is passed on to the word
    counter. The tree is left as it is.

    ``<noscript>`` is not shown: engines render, and what it says is meant for readers that cannot.
    """
    body = tree.find("body")
    root = tree if body is None else body
    closed = _outermost([*root.iter(*_CLOSED), *_hidden(root)])
    unseen: Counter[str] = Counter()
    buried: list[str] = []
    noscript: list[str] = []
    hidden: list[str] = []
    for element in closed:
        texts = texts_of(element)
        unseen.update(texts)
        buried += [text for text in texts if len(text) >= DENSE_TEXT]
        if element.tag == "noscript":
            noscript += texts
        elif element.tag not in _CLOSED:
            hidden += texts
    if unseen:
        pieces = [text for text in pieces if text not in unseen or not _taken(unseen, text)]
    shown = " ".join(pieces)
    hidden = [text for text in hidden if text not in unread]
    return Shown(
        root=root,
        text=shown,
        words=count_words(shown, language),
        noscript=" ".join(noscript),
        hidden=" ".join(hidden),
        closed=closed,
        prose=tuple(text for text in pieces if len(text) >= DENSE_TEXT and _is_prose(text)),
        buried=tuple(buried),
    )


def _hidden(root: Element) -> Iterable[Element]:
    for value in (*_HIDDEN(root), *_STYLED(root)):
        element = value.getparent()
        if element.tag in _NEVER_HIDDEN:
            continue
        if value.attrname == "hidden" or "display:none" in value.replace(" ", "").lower():
            yield element


def _taken(unseen: Counter[str], text: str) -> bool:
    """Take a text out of those that are not shown; false when it is none of them."""
    left = unseen.get(text, 0)
    if left > 0:
        unseen[text] = left - 1
    return left > 0


def _outermost(elements: list[Element]) -> frozenset[Element]:
    if len(elements) < 2:
        return frozenset(elements)
    every = frozenset(elements)
    return frozenset(e for e in every if not any(ancestor in every for ancestor in e.iterancestors()))


def _is_prose(text: str) -> bool:
    text = text.strip()
    return len(text) >= LONG_TEXT or (len(text) >= DENSE_TEXT and max(text[:12]) >= _CJK)


def prose_words(text: str) -> int:
    """Words, by blanks, of the lines that are long enough to be running text."""
    return sum(line.count(" ") + 1 for line in text.split("\n") if len(line) >= LONG_TEXT)
