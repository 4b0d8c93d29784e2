"""The records of a large JSON array, one at a time: what is damaged is one record, never the rest of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

__all__ = ["CUT", "DAMAGED", "TOO_LONG", "Broken", "JsonRecords"]

DAMAGED: Final = "the record is damaged"
TOO_LONG: Final = "the record is too long"
CUT: Final = "the file ends inside the record"

_LONGEST: Final = 2 * 1024**2
"""Characters of one record. A post of X has 1,200, with 25,000 characters of text at most."""
_MOST_BROKEN: Final = 10_000
"""Damaged records after which a file is not read on: each costs a search for its end."""
_BEFORE: Final = 4_096
"""Characters in which the array of a file without keys must begin."""

_GAP: Final = re.compile(r"[\s,]*")
_SPACE: Final = re.compile(r"\s*")
_OUTSIDE: Final = re.compile(r'["\[\]{},:]')
_INSIDE: Final = re.compile(r'["\\]')
_VALUE: Final = frozenset('{["-0123456789tfn')
_NUMBER: Final = frozenset("-0123456789")
_AFTER: Final = frozenset(" \t\r\n,]}")
_END: Final = " \t\r\n;"
_DECODER: Final = json.JSONDecoder()


class Broken:
    """A record that could not be read."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class JsonRecords:
    """Iterate once over the values of an array, each a JSON value or :class:`Broken`.

    Without a ``key`` the array is the file, after what ``prefix`` matches (X writes JavaScript: ``window.YTD.… = [``);
    with one it is the value of this key of the object that the file is.
    """

    def __init__(self, pieces: Iterator[str], *, key: str | None = None, prefix: re.Pattern[str] | None = None) -> None:
        self._pieces = pieces
        self._key = key
        self._prefix = prefix
        self._text = ""
        self._at = 0
        self._ended = False
        self.found = False
        """Whether there was such an array."""
        self.cut = False
        """Whether the file ended before the array did. Known at the end."""
        self.given_up = False
        """Whether so much was damaged that the rest was not read."""
        self.more = False
        """Whether more than the end of a statement stands after the array; it is not read."""

    def __iter__(self) -> Iterator[object]:
        self.found = self._enter_key(self._key) if self._key is not None else self._enter_array()
        if not self.found:
            return
        broken = 0
        while True:
            first = self._skip(_GAP)
            if first == "]":
                self._finish()
                return
            if not first:
                self.cut = True
                return
            value = self._value(first)
            yield value
            broken += isinstance(value, Broken)
            if broken >= _MOST_BROKEN:
                self.given_up = True
                return

    def _finish(self) -> None:
        """Read on to the end, where damage of the whole file shows."""
        after = self._text[self._at + 1 :]
        self._text, self._at = "", 0
        for piece in self._pieces:
            after = after if after.strip(_END) else piece
        self.more = self._key is None and bool(after.strip(_END))

    def _enter_array(self) -> bool:
        while len(self._text) < _BEFORE and "[" not in self._text and self._more():
            pass
        start = self._text.find("[", 0, _BEFORE)
        if start < 0:
            return False
        before = self._text[:start]
        if before.strip() and (self._prefix is None or not self._prefix.fullmatch(before)):
            return False
        self._at = start + 1
        return True

    def _enter_key(self, key: str) -> bool:
        if self._skip(_SPACE) != "{":
            return False
        self._at += 1
        while first := self._skip(_GAP):
            name = self._value(first) if first == '"' else None
            if not isinstance(name, str) or self._skip(_SPACE) != ":":
                return False
            self._at += 1
            first = self._skip(_SPACE)
            if name == key:
                self._at += 1
                return first == "["
            if first in ("", "}"):
                return False
            self._value(first)
        return False

    def _more(self) -> bool:
        """One more piece of text; false at the end. What lies before the place of reading is let go."""
        for piece in self._pieces:
            if piece:
                self._text = self._text[self._at :] + piece
                self._at = 0
                return True
        self._ended = True
        return False

    def _skip(self, gap: re.Pattern[str]) -> str:
        """The first character after the gap; empty at the end."""
        while True:
            match = gap.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self, first: str) -> object:
        if first in _VALUE:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                end = None
            # A number at the end of the text may go on in the next piece, in the middle of it too ("0." is read as 0).
            if end is not None and (self._ended or first not in _NUMBER or self._text[end : end + 1] in _AFTER):
                self._at = end
                return value
        end, too_long = self._end_of_value()
        start, self._at = self._at, len(self._text) if end is None else end
        if too_long:
            return Broken(TOO_LONG)
        try:
            return json.loads(self._text[start : self._at])
        except (ValueError, RecursionError):
            return Broken(CUT if end is None else DAMAGED)

    def _end_of_value(self) -> tuple[int | None, bool]:
        """Where the value ends by its brackets and quotes, null when the text ends first; whether it was too long."""
        depth, quoted, too_long, place = 0, False, False, self._at
        while True:
            match = (_INSIDE if quoted else _OUTSIDE).search(self._text, place)
            if match is None:
                place = max(place, len(self._text))
                if place - self._at > _LONGEST:
                    too_long = True
                    self._at = len(self._text)
                place -= self._at
                if not self._more():
                    return None, too_long
                continue
            place = match.end()
            mark = match[0]
            if quoted:
                if mark == "\\":
                    place += 1
                else:
                    quoted = False
            elif mark == '"':
                quoted = True
            elif mark in "[{":
                depth += 1
            elif depth == 0:
                # A mark that stands where a value should is let go with it, so that reading goes on.
                at_once = match.start() == self._at and not too_long
                return (place if mark == "}" or at_once else match.start()), too_long
            elif mark in "]}":
                depth -= 1
                if depth == 0:
                    return place, too_long
