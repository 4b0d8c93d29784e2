"""What stands in the head as a parser that follows HTML5 sees it, and what ended the head.

lxml keeps a ``<link>`` behind a stray ``<div>`` inside the head; browsers and Google do not. This walks the tags up to
the first one that belongs to the body, through the insertion modes "before head", "in head", "in head noscript" and
"after head" of the HTML standard (§13.2.6.4.3 to .6).

Scripting counts as off, as it is for most crawlers: the content of ``<noscript>`` in the head is read, and an image or
iframe in it ends the head. Google documents the same of any element that does not belong into a head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indexaudit.extract.markup_tokens import Token, tokens

__all__ = ["PLACED", "HeadEnding", "Html5Head", "read_html5_head"]

PLACED: Final = ("title", "meta", "link", "base")
"""The elements whose place is told."""

_METADATA: Final = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "noframes", "script", "style", "template", "title"}
)
_IN_NOSCRIPT: Final = frozenset({"basefont", "bgsound", "link", "meta", "noframes", "style"})
_BODY: Final = frozenset({"body", "frameset"})
_CLOSERS: Final = frozenset({"/body", "/html"})
_LATER_END: Final = re.compile(r"</head[\t\n\f\r />]|<body[\t\n\f\r />]", re.IGNORECASE)
_LATER: Final = 512 * 1024
"""Characters behind an early end in which the end tag that the author wrote is looked for."""

_LONGEST: Final = 100_000
"""Tags of a head that are walked. What comes later counts as body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadEnding:
    """The first thing that belongs to the body, where the author had not yet closed the head."""

    element: str
    offset: int
    """Of its first character in the decoded text."""
    text: str
    explicit: bool
    """``</head>`` or ``<body>`` stands behind it: the author did mean to be in the head still."""
    in_noscript: bool = False
    """It stands in ``<noscript>``, which readers that run scripts take for text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Html5Head:
    """The head, as offsets of start tags in the decoded text."""

    places: Mapping[str, tuple[int, ...]]
    """For each of :data:`PLACED` the start tags in the head in order, those in a ``<template>`` left out."""
    ending: HeadEnding | None
    """Null when the head ends as it should."""


def read_html5_head(text: str) -> Html5Head:
    """Walk the head of a decoded page."""
    walk = _Walk()
    for token in islice(tokens(text), _LONGEST):
        if walk.step(token.name, token.start):
            return Html5Head(places=walk.found(), ending=_ending(text, token, walk))
    return Html5Head(places=walk.found(), ending=None)


class _Walk:
    """The insertion mode, as far as the head goes."""

    def __init__(self) -> None:
        self.closed = False
        """``</head>`` was seen: mode "after head"."""
        self.left_noscript = False
        """The last tag is one that may not stand in the ``<noscript>`` that it was found in."""
        self._noscript = False
        self._templates = 0
        self._places: dict[str, list[int]] = {name: [] for name in PLACED}

    def found(self) -> dict[str, tuple[int, ...]]:
        return {name: tuple(places) for name, places in self._places.items()}

    def step(self, name: str, offset: int) -> bool:
        """Take one token. True when it belongs to the body."""
        if self._templates:
            self._templates += (name == "template") - (name == "/template")
            return False
        if name[0] == "/":
            return self._end_tag(name)
        if self._noscript and (name in _IN_NOSCRIPT or name in ("head", "noscript")):
            self._place(name, offset)
            return False
        # Anything else in <noscript> is a parse error; the token is read again "in head".
        self.left_noscript, self._noscript = self._noscript, False
        if name in _METADATA:
            self._templates += name == "template"
            self._place(name, offset)
            return False
        if name == "noscript" and not self.closed:
            self._noscript = True
            return False
        return name not in ("html", "head")

    def _end_tag(self, name: str) -> bool:
        if self._noscript:
            if name == "/noscript":
                self._noscript = False
            if name != "/br":
                return False
        if name == "/head":
            self.closed = True
            return False
        return name in _CLOSERS or name == "/br"

    def _place(self, name: str, offset: int) -> None:
        if name in self._places:
            self._places[name].append(offset)


def _ending(text: str, token: Token, walk: _Walk) -> HeadEnding | None:
    if walk.closed or token.name in _BODY or token.name in _CLOSERS:
        return None
    seen = text[token.start : min(token.end, token.start + 100)]
    later = _LATER_END.search(text, token.end, token.end + _LATER)
    return HeadEnding(
        element=token.name.lstrip("/"),
        offset=token.start,
        text=" ".join(seen.split()),
        explicit=later is not None,
        in_noscript=walk.left_noscript,
    )
