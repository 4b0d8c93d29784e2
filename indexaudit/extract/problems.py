"""What is wrong with a file that lists addresses: each code once, with its words, its number and its first line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexaudit.discovery_facts import Problem

__all__ = ["Problems"]

_WORDS: Final[dict[str, str]] = {
    "too_large_decoded": "the file is longer than is read; what follows was left unread",
    "too_many_entries": "the file lists more than are kept; the others were counted only",
    "gzip_broken": "the compressed data are damaged; what follows was left unread",
    "gzip_cut": "the compressed file breaks off",
    "gzip_rubbish": "other data follow the compressed file; they were left out",
    "gzip_again": "the file is compressed more often than twice; it was left unread",
    "wrong_encoding": "the file is not in the encoding that it declares",
    "bad_bytes": "bytes that are no text were replaced",
    "control_characters": "characters that XML does not allow were replaced",
    "raw_ampersand": "an ampersand is not escaped; write &amp;",
    "raw_less_than": "a less-than sign is not escaped; write &lt;",
    "html_entity": "a name that HTML knows and XML does not stands for a character; write the character",
    "unknown_entity": "a name stands for what the file does not say; it was kept as written",
    "entities_refused": "what the names of the DOCTYPE stand for was not read",
    "xml_doctype_refused": "a DOCTYPE was left unread with all that it declares; take it out",
    "space_before_declaration": "something stands before the XML declaration, which has to be the first thing",
    "namespace": "the namespace of the root element is missing or not that of the format",
    "mixed": "pages and sitemaps are listed in one file",
    "markup_damaged": "the markup of an entry is damaged; what can be read of it was kept",
    "entry_too_long": "an entry is longer than any that is read; it was left out",
    "too_damaged": "more than a million places had to be repaired; what follows was left unread",
    "cut": "the file breaks off",
    "after_root": "something follows the end of the file's root element",
    "no_loc": "an entry has no address",
    "loc_outside": "an address stands outside of <loc>",
    "relative": "an address is relative; it was resolved against that of the file",
    "not_an_address": "what is given as an address is none that can be fetched",
    "other_scheme": "an address is neither http nor https",
    "other_host": "an address is on another host than the file",
    "long_loc": "an address has 2,048 characters or more, which a sitemap may not list",
    "duplicate": "an entry is listed again",
    "names_itself": "the index lists itself",
    "bad_date": "a date cannot be read",
    "date_form": "a date is not in the form that the format asks for",
    "bad_priority": "a priority is not a number from 0 to 1",
    "bad_changefreq": "a change frequency is none of those that the protocol has",
    "list_cut": "an entry has more than 1,000 images, videos or languages; the others were left out",
    "not_a_url": "a line is no address",
    "unlinked": "an entry has no address",
    "undated": "an entry has no date",
    "no_entries": "the file lists nothing",
    "json_broken": "the JSON is damaged; the items before the damage were kept",
    "json_item": "an item is not an object; it was left out",
}

_LOSES: Final = frozenset(
    {
        "too_large_decoded", "too_many_entries", "gzip_broken", "gzip_cut", "gzip_again", "entities_refused",
        "markup_damaged", "entry_too_long", "too_damaged", "cut", "list_cut", "json_broken", "json_item",
    }
)  # fmt: skip
"""Those after which something of the file may be missing."""


class Problems:
    """Collects problems while a file is read."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._lines: dict[str, int | None] = {}

    def add(self, code: str, line: int | Callable[[], int] | None = None, *, count: int = 1) -> None:
        """Note one more. The line counts for the first of a code only; a function is called only then."""
        if code in self._counts:
            self._counts[code] += count
        else:
            self._counts[code] = count
            self._lines[code] = line() if callable(line) else line

    def __contains__(self, code: object) -> bool:
        return code in self._counts

    @property
    def complete(self) -> bool:
        """Whether nothing that was noted loses anything of the file."""
        return _LOSES.isdisjoint(self._counts)

    def found(self) -> tuple[Problem, ...]:
        """In the order in which each was first noted."""
        return tuple(
            Problem(code=code, message=_WORDS[code], count=count, line=self._lines[code])
            for code, count in self._counts.items()
        )
