"""What a format of archives is, and one archive while it is read.

A fourth platform costs one module here: it sets ``FORMAT`` to a :class:`Format`. Nothing lists the modules by hand.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from indexaudit.brand.archives.container import Container, Unreadable
from indexaudit.brand.archives.json_records import JsonRecords
from indexaudit.items import Origin, Read, SetAside

__all__ = ["Archive", "Format", "Wanted", "readable"]

_BOMS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_REPLACEMENT: Final = "\ufffd".encode()
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Members that a format opens. What no :class:`Wanted` names is never opened."""

    role: str
    """What they hold, in a word."""
    pattern: re.Pattern[str]
    """Matches the whole name below the archive's top folder, ``/`` between its parts."""
    label: str
    """The name as people know it (``data/tweets.js``)."""
    sign: bool = False
    """Whether such a member tells that the archive is of this format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one platform exports."""

    platform: str
    """Its id among :mod:`indexaudit.platforms`."""
    name: str
    """As people call the archive."""
    members: tuple[Wanted, ...]
    read: Callable[[Archive], Iterator[Read]]
    """Every record of the archive. Never raises for what it holds."""
    other_years: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Members that tell an export of this platform in a form that is not read, and what to do about it."""


class Archive:
    """One archive while it is read: the members that its format may open, and what there is to say of it."""

    def __init__(
        self,
        container: Container,
        *,
        source: str,
        channel: str | None,
        platform: str,
        members: Mapping[str, tuple[str, ...]],
        notes: list[str],
    ) -> None:
        self._container = container
        self._members = members
        self._notes = notes
        self.source = source
        """As the caller named it."""
        self.channel = channel
        self.platform = platform
        """Id of the platform, for :attr:`Item.platform`."""

    def members(self, role: str) -> tuple[str, ...]:
        """The names of the members of this role, in the order in which they are read."""
        return self._members.get(role, ())

    def note(self, text: str) -> None:
        """Say something of the archive as a whole, once."""
        if text not in self._notes:
            self._notes.append(text)

    def origin(self, name: str, place: int) -> Origin:
        """Where a record stands; ``place`` is its 1-based number in the member."""
        return Origin(source=self.source, member=readable(name), place=place)

    def set_aside(self, name: str, place: int, reason: str) -> SetAside:
        """A record that gives no item."""
        return SetAside(origin=self.origin(name, place), reason=reason)

    def text(self, name: str) -> Iterator[str]:
        """The member in pieces of text. It ends early, with a note, where the member is damaged or refused."""
        decoder: codecs.IncrementalDecoder | None = None
        tail, replaced = b"", 0
        try:
            for data in self._container.pieces(name):
                if decoder is None:
                    if data.startswith(_ZIP):
                        self.note(f"{readable(name)} is itself a zip: it was not read")
                        return
                    encoding = next((label for bom, label in _BOMS if data.startswith(bom)), "utf-8-sig")
                    decoder = codecs.getincrementaldecoder(encoding)("replace")
                piece = decoder.decode(data)
                replaced += piece.count("\ufffd") - (tail + data).count(_REPLACEMENT)
                tail = data[-2:]
                yield piece
        except Unreadable as error:
            self.note(f"{readable(name)}: {error}; what came before is kept")
        if decoder is not None:
            piece = decoder.decode(b"", final=True)
            if replaced + len(piece) > 0:
                self.note(f"{readable(name)} is not UTF-8 throughout: what could not be read was replaced by \ufffd")
            yield piece

    def json(
        self, role: str, *, form: str, key: str | None = None, prefix: re.Pattern[str] | None = None
    ) -> Iterator[tuple[str, int, object]]:
        """Member, place and value of each record of the role's JSON members; damaged ones are ``Broken``.

        ``form`` says what a member looks like whose records are found; see :class:`JsonRecords` for the others.
        """
        for name in self.members(role):
            records = JsonRecords(self.text(name), key=key, prefix=prefix)
            place = 0
            for place, record in enumerate(records, 1):
                yield name, place, record
            if not records.found:
                self.note(f"{readable(name)} is not in the form that is known ({form}): it was not read")
            elif records.given_up:
                self.note(f"{readable(name)} is damaged up to record {place}: the rest was not read")
            elif records.more:
                self.note(f"{readable(name)} holds more after its {place} records, which was not read")
            elif records.cut:
                self.note(f"{readable(name)} is cut after {place} records: what came before is kept")


def readable(name: str) -> str:
    """The name of a member as it can be written anywhere: a file system may hold names that are no text."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
