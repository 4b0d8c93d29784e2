"""The text of an XML file in pieces, with what would stop or mislead an XML reader repaired and noted.

libxml2's push parser reads on behind most errors, but a ``<`` in a text ends it without a word, an unescaped ``&``
takes the name behind it out of an address, and a wrong declared encoding is believed. After this comments, processing
instructions and CDATA sections are gone too (the text of the latter escaped), so that every ``<name`` is a tag.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import chain
from typing import Final

from indexaudit.extract.encoding_labels import codec_of, encoding_of
from indexaudit.extract.problems import Problems

__all__ = ["Tidy", "decoded"]

_HEAD: Final = 1024
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_WIDE: Final = ((b"<\0", "utf-16le"), (b"\0<", "utf-16be"))
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'<>]{1,40})[\"']")

_ODD: Final = re.compile(r"<(?:!\[CDATA\[|!--|\?|(?![A-Za-z_/:\u0080-\U0010ffff]))|&(?!(?:amp|lt|gt|quot|apos);)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{0,31}));")
_ENDS: Final = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_HELD: Final = 40
"""Characters at the end of a piece in which a token may begin that ends in the next."""
_MOST_REPAIRS: Final = 1_000_000
"""Repairs in one file, which take some 3 s. 20 in each entry of the longest sitemap that the protocol allows."""
_OPEN_END: Final = re.compile(r"[&<\]\-?]")


def decoded(pieces: Iterator[bytes], problems: Problems) -> Iterator[str]:
    """The text, by the byte order mark, then as UTF-8, then as declared. Never raises.

    Bytes that are no UTF-8 make the declared encoding count from there on, unless UTF-8 beyond ASCII came before.
    """
    head = b""
    while len(head) < _HEAD and (piece := next(pieces, b"")):
        head += piece
    match = _DECLARED.match(head)
    declared = encoding_of(match[1].decode("ascii", "replace")) if match else None
    mark, encoding = next(((m, e) for m, e in _BOMS if head.startswith(m)), (b"", ""))
    encoding = encoding or next((e for start, e in _WIDE if head.startswith(start)), "utf-8")
    rest = chain((head[len(mark) :],), pieces)
    if encoding == "utf-8":
        legacy = None if declared in (None, "utf-8", "utf-16le", "utf-16be") or mark else declared
        return _utf8(rest, legacy, problems)
    return _other(rest, encoding, 1, problems)


def _utf8(pieces: Iterator[bytes], legacy: str | None, problems: Problems) -> Iterator[str]:
    pending, line, wide = b"", 1, False
    for piece in pieces:
        data = pending + piece
        try:
            text, used = codecs.utf_8_decode(data, "strict", False)  # noqa: FBT003 - the codec takes no keywords
        except UnicodeDecodeError as error:
            if legacy is not None and not wide:
                yield from _other(chain((data,), pieces), legacy, line, problems)
                return
            text, used = codecs.utf_8_decode(data, "replace", False)  # noqa: FBT003 - the codec takes no keywords
            where = line + data.count(b"\n", 0, error.start)
            replaced = text.count("\ufffd") - data[:used].count(b"\xef\xbf\xbd")
            problems.add("bad_bytes", where, count=max(1, replaced))
        pending = data[used:]
        if not wide and not text.isascii():
            wide = True
            if legacy is not None:
                problems.add("wrong_encoding", 1)
        line += text.count("\n")
        yield text
    if pending:
        problems.add("bad_bytes", line)
        yield "\ufffd"


def _other(pieces: Iterator[bytes], encoding: str, line: int, problems: Problems) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec_of(encoding))("replace")
    for piece in pieces:
        text = decoder.decode(piece)
        if "\ufffd" in text:
            problems.add("bad_bytes", line + text[: text.index("\ufffd")].count("\n"), count=text.count("\ufffd"))
        line += text.count("\n")
        yield text
    yield decoder.decode(b"", final=True)


class Tidy:
    """Repairs text piece by piece. Linear: every search moves forward."""

    def __init__(self, problems: Problems, line: int = 1) -> None:
        self._problems = problems
        self._line = line
        self._held = ""
        self._until = ""
        """What ends the section that is open; empty outside of one."""
        self._repairs = 0

    @property
    def open(self) -> bool:
        """Whether a comment, an instruction or a CDATA section is still open."""
        return bool(self._until)

    @property
    def spent(self) -> bool:
        """Whether so much was repaired that the rest is not worth the time: nothing more is to be fed."""
        return self._repairs > _MOST_REPAIRS

    @property
    def in_text(self) -> bool:
        """Whether a CDATA section is still open."""
        return self._until == "]]>"

    def feed(self, text: str, *, last: bool = False) -> str:
        """The next piece; what may go on in the piece after it is held back until then."""
        text = self._held + text
        self._held = ""
        if not last and (end := _OPEN_END.search(text, max(0, len(text) - _HELD))):
            text, self._held = text[: end.start()], text[end.start() :]
        if _CONTROL.search(text):
            first = _CONTROL.search(text)
            line = self._line + (text.count("\n", 0, first.start()) if first else 0)
            text, count = _CONTROL.subn("\ufffd", text)
            self._problems.add("control_characters", line, count=count)
        tidied = self._tidied(text)
        self._line += text.count("\n")
        return tidied

    def _tidied(self, text: str) -> str:
        pieces: list[str] = []
        position = 0
        while position < len(text):
            if self._until:
                end = text.find(self._until, position)
                inside = text[position:] if end < 0 else text[position:end]
                pieces.append(_escaped(inside) if self._until == "]]>" else "\n" * inside.count("\n"))
                if end < 0:
                    break
                position = end + len(self._until)
                self._until = ""
                continue
            odd = _ODD.search(text, position)
            if odd is None:
                pieces.append(text[position:])
                break
            pieces.append(text[position : odd.start()])
            position = odd.end()
            self._repairs += 1
            if self.spent:
                self._note("too_damaged", text, position)
                break
            if odd[0] in _ENDS:
                self._until = _ENDS[odd[0]]
            elif odd[0] == "<":
                self._note("raw_less_than", text, odd.start())
                pieces.append("&lt;")
            else:
                reference, position = self._reference(text, odd.start())
                pieces.append(reference)
        return "".join(pieces) if pieces else ""

    def _reference(self, text: str, start: int) -> tuple[str, int]:
        match = _REFERENCE.match(text, start)
        if match is None:
            self._note("raw_ampersand", text, start)
            return "&amp;", start + 1
        decimal, hexadecimal, name = match.groups()
        if name is None:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            if _is_character(number):
                return match[0], match.end()
            self._note("control_characters", text, start)
            return "\ufffd", match.end()
        character = html5.get(f"{name};")
        if character is None:
            self._note("unknown_entity", text, start)
            return f"&amp;{name};", match.end()
        self._note("html_entity", text, start)
        return _escaped(character), match.end()

    def _note(self, code: str, text: str, position: int) -> None:
        self._problems.add(code, lambda: self._line + text.count("\n", 0, position))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_character(number: int) -> bool:
    """XML 1.0 §2.2."""
    return (
        number in (0x9, 0xA, 0xD)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )
