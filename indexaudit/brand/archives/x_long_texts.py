"""The whole texts of long posts on X, which stand apart from the posts and under other ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from indexaudit.brand.archives.base import Archive
from indexaudit.brand.archives.json_records import Broken
from indexaudit.brand.archives.json_values import table, tables
from indexaudit.brand.archives.texts import clean, date_of, without_mentions
from indexaudit.items import SetAside

__all__ = ["LongText", "LongTexts", "short_links"]

_FIRST_WORDS: Final = 60
"""Characters by which the beginning of a post and its whole text are compared."""
_KEPT: Final = 32 * 1024**2
"""Characters that are kept while the posts are read: 1,300 of the longest that X allows (25,000)."""
_CUT: Final = re.compile(r"https?://|\u2026")

_NO_TEXT: Final = "the record is not in the form of a long text"
_WITHOUT_POST: Final = "a long text whose post is not in the archive"
_TOO_MANY: Final = "a long text beyond what is kept"


@dataclass(slots=True, kw_only=True)
class LongText:
    """The whole text of a long post."""

    text: str
    urls: Mapping[str, str]
    """Short links and where they lead."""
    first_words: str
    name: str
    place: int
    used: bool = False


class LongTexts:
    """The long texts of an archive by their date and time."""

    def __init__(self, archive: Archive, records: Iterator[tuple[str, int, object]]) -> None:
        self._archive = archive
        self._by_date: defaultdict[str, list[LongText]] = defaultdict(list)
        self._refused: list[SetAside] = []
        kept = 0
        for name, place, record in records:
            note = table(record, "noteTweet")
            core = table(note.get("core"))
            text, date = core.get("text"), date_of(note.get("createdAt"))
            if isinstance(record, Broken):
                self._refused.append(archive.set_aside(name, place, record.reason))
            elif not isinstance(text, str) or date is None:
                self._refused.append(archive.set_aside(name, place, _NO_TEXT))
            elif kept + len(text) > _KEPT:
                self._refused.append(archive.set_aside(name, place, _TOO_MANY))
            else:
                kept += len(text)
                text = clean(text)
                urls = short_links(core.get("urls"), "shortUrl", "expandedUrl")
                found = LongText(text=text, urls=urls, first_words=_first_words(text), name=name, place=place)
                self._by_date[date].append(found)

    def of(self, date: str | None, beginning: str) -> LongText | None:
        """The long text of a post: of the same second, with the same first words; of several edits the last."""
        candidates = self._by_date.get(date, ()) if date is not None else ()
        if not candidates:
            return None
        words = _first_words(beginning)
        if not words and len(candidates) > 1:
            return None
        same = [
            long
            for long in candidates
            if long.first_words.startswith(words[:_FIRST_WORDS]) or words.startswith(long.first_words[:_FIRST_WORDS])
        ]
        for long in same:
            long.used = True
        return same[-1] if same else None

    def unused(self) -> Iterator[SetAside]:
        """The records that gave no post its text, once all posts were read."""
        yield from self._refused
        for long in (long for found in self._by_date.values() for long in found if not long.used):
            yield self._archive.set_aside(long.name, long.place, _WITHOUT_POST)


def short_links(value: object, short: str, full: str) -> dict[str, str]:
    """Short links and where they lead, from a list of entities with these two keys."""
    return {
        entry[short]: entry[full]
        for entry in tables(value)
        if isinstance(entry.get(short), str) and isinstance(entry.get(full), str)
    }


def _first_words(text: str) -> str:
    """What stands before the first link or the mark of a cut, one space between words."""
    words = _CUT.split(without_mentions(text), maxsplit=1)[0].split()
    return " ".join(words)[: 2 * _FIRST_WORDS]
