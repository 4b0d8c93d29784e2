"""The brand's own words out of what platforms export: clean plain text, addresses, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indexaudit.errors import InvalidURL
from indexaudit.extract.stream_text import stream_text
from indexaudit.web.dates import has_zone, precision, read_date
from indexaudit.web.plain_text import unescape
from indexaudit.web.urls import read_url

__all__ = ["address", "addresses_in", "clean", "date_of", "of_markup", "unique", "without_mentions"]

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]+")
_HALF: Final = re.compile("[\ud800-\udfff]")
_BLANKS: Final = re.compile(r"\n{3,}")
_LINE_END: Final = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]++\n")
_MENTIONS: Final = re.compile(r"(?:\s*[.]?@\w[\w.-]{0,63}(?:@[\w.-]{1,253})?(?=[\s,:]|$)[,:]?)+\s*")
_BARE: Final = re.compile(r"https?://[^\s<>\"]{1,2048}", re.IGNORECASE)
_AFTER: Final = ".,;:!?'\u2019\u201d\u00bb\u2026)]}"


def clean(text: str, *, entities: bool = True) -> str:
    """Plain text: character references decoded once, one kind of line end, no control characters, no blank edges."""
    if entities and "&" in text:
        text = unescape(text)
    if text.isprintable():  # nothing of what follows: most posts
        return text.strip()
    text = _HALF.sub("\ufffd", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _BLANKS.sub("\n\n", _LINE_END.sub("\n", text)).strip()


def of_markup(markup: str) -> str:
    """The plain text of a piece of HTML, blocks on lines of their own."""
    return clean(stream_text(markup), entities=False)


def without_mentions(text: str) -> str:
    """A reply without the names that it begins with: the platform puts them there, for whom it answers."""
    match = _MENTIONS.match(text)
    return text[match.end() :] if match else text


def address(value: object) -> str | None:
    """An absolute http or https address in normal form; null for anything else."""
    if not isinstance(value, str):
        return None
    try:
        return read_url(_HALF.sub("\ufffd", value.strip())).href
    except InvalidURL:
        return None


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses that are written out in a text."""
    return unique(address(found.rstrip(_AFTER)) for found in _BARE.findall(text))


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """Without what is missing and what came before."""
    return tuple(dict.fromkeys(value for value in values if value))


def date_of(value: object) -> str | None:
    """A date and time in ISO 8601 with its zone, UTC where none is written; a day as it is; null for anything else."""
    if not isinstance(value, str) or (iso := read_date(value.strip())) is None:
        return None
    known = precision(iso)
    if known == "time" and not has_zone(iso):
        return f"{iso}Z" if iso.count(":") > 1 else f"{iso}:00Z"
    return iso.replace("+00:00", "Z") if known == "time" else iso if known == "day" else None
