"""What a page asks to be let off: ``data-indexaudit-ignore="rule-id …"`` on its elements.

The marks are read from the tags alone, so that every page has them, also one for which no tree can be built.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexaudit.config import Limits
from indexaudit.extract.encoding import decode, decode_text
from indexaudit.extract.markup_tokens import FOREIGN, tokens
from indexaudit.extract.positions import Positions
from indexaudit.snapshot import Snapshot

__all__ = ["ATTRIBUTE", "IgnoreMark", "read_ignore_marks"]

ATTRIBUTE: Final = "data-indexaudit-ignore"

_PARTS: Final = re.compile(
    r"""[\t\n\f\r /]*+([^\t\n\f\r />=][^\t\n\f\r />=]*+)"""
    r"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+("[^"]*+"|'[^']*+'|[^\t\n\f\r >]*+))?"""
)
_VOID: Final = frozenset(
    str.split("area base br col embed hr img input link meta param source track wbr")  # HTML standard §13.1.2
)
_BLOCKS: Final = frozenset(
    str.split(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul"
    )
)
"""Start tags that end an open ``<p>`` (HTML standard §13.1.2.4)."""
_ENDS: Final = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option", "optgroup"}),
    "p": _BLOCKS,
    "head": frozenset({"body"}),
}
"""Elements whose end tag may be left out: which start tags end them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoreMark:
    """One element that asks to be let off some rules."""

    element: str
    """Its name: ``img``, ``section`` …"""
    rules: tuple[str, ...]
    """The ids as written, each once."""
    line: int
    """1-based line on which its start tag begins."""
    end_line: int
    """1-based line on which it ends: that of its end tag, else the last before what ends it for a browser."""

    @property
    def whole(self) -> bool:
        """Whether it speaks for the whole page: it stands on ``<html>`` or ``<body>``."""
        return self.element in ("html", "body")


def read_ignore_marks(snapshot: Snapshot, limits: Limits) -> tuple[IgnoreMark, ...]:
    """The marks of a page in the order of their elements, at most ``limits.listed``. Never raises for what it holds."""
    body = snapshot.body[: limits.body_bytes]
    if not _may_hold_marks(body):
        return ()
    if snapshot.text is not None:
        decoded = decode_text(body.decode("utf-8", "ignore"))
    else:
        charset = snapshot.exchange.charset if snapshot.exchange is not None else None
        decoded = decode(body, charset, cut=len(body) < len(snapshot.body))
    text = decoded.text
    positions = Positions(body, decoded)
    found = []
    for element, rules, start, end in sorted(_marked(text, limits.listed), key=lambda mark: mark[2]):
        line = positions.line(start)
        last = line + text.count("\n", start, max(start, end - 1))
        found.append(IgnoreMark(element=element, rules=rules, line=line, end_line=last))
    return tuple(found)


def _may_hold_marks(body: bytes) -> bool:
    """Whether a page need be decoded and read again: nearly none holds the attribute's name, in one or two bytes a
    letter."""
    name, lower = ATTRIBUTE.encode(), body.lower()
    return name in lower or (b"\0" in lower and name in lower.replace(b"\0", b""))


_Marked = tuple[str, tuple[str, ...], int, int]


def _marked(text: str, most: int) -> Iterator[_Marked]:
    """Element, rules, offset of its start and behind its end."""
    open_: list[tuple[str, int, tuple[str, ...] | None]] = []
    names: Counter[str] = Counter()
    left = most
    foreign = 0
    for token in tokens(text):
        name = token.name
        if name == "#text":
            continue
        if name[0] == "/":
            name = name[1:]
            if name in FOREIGN:
                foreign = max(0, foreign - 1)
            if names[name]:
                yield from _closed(open_, names, name, token.start, token.end)
            continue
        while open_ and name in _ENDS.get(open_[-1][0], ()):
            yield from _closed(open_, names, open_[-1][0], token.start, token.start)
        rules = _rules(text, token.start + 1 + len(name), token.end) if left else None
        left -= rules is not None
        if name in FOREIGN:
            foreign += 1
        if name in _VOID or (foreign and text[token.end - 2] == "/"):
            if name in FOREIGN:
                foreign -= 1
            if rules is not None:
                yield name, rules, token.start, token.end
            continue
        open_.append((name, token.start, rules))
        names[name] += 1
    for name, start, rules in open_:
        if rules is not None:
            yield name, rules, start, len(text)


def _closed(
    open_: list[tuple[str, int, tuple[str, ...] | None]], names: Counter[str], name: str, inner: int, end: int
) -> Iterator[_Marked]:
    """Close the innermost element of a name, which is open, and all that is open in it."""
    while True:
        last, start, rules = open_.pop()
        names[last] -= 1
        if rules is not None:
            yield last, rules, start, end if last == name else inner
        if last == name:
            return


def _rules(text: str, start: int, end: int) -> tuple[str, ...] | None:
    """The ids that a start tag names, given from behind its name; null without the attribute."""
    if end - start <= len(ATTRIBUTE) or ATTRIBUTE not in text[start:end].lower():
        return None
    for part in _PARTS.finditer(text, start, end - 1):
        if part[1].lower() == ATTRIBUTE:  # of two alike the first counts (§13.2.5.33)
            return tuple(dict.fromkeys((part[2] or "").strip("\"'").replace(",", " ").split()))
    return None
