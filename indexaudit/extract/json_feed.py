"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from indexaudit.config import Limits
from indexaudit.discovery_facts import FeedEntry
from indexaudit.extract.listed_address import Addresses
from indexaudit.extract.problems import Problems
from indexaudit.extract.stream_text import stream_text
from indexaudit.web.dates import read_date

__all__ = ["JsonFeed", "read_json_feed"]

_VERSION: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1")
_ITEMS: Final = re.compile(r'"items"\s*:\s*\[')
_SKIPPED: Final = re.compile(r"[\s,]*")
_UNFIT: Final = re.compile("[\0\ud800-\udfff]")
_LONGEST_NUMBER: Final = 400
"""Digits of a number that are read as one (Python itself refuses above 4,300)."""
_AUTHORS: Final = 50
_HUBS: Final = frozenset({"websub", "pubsubhubbub"})

Value = Any
"""A value of JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFeed:
    """What a JSON Feed says, as a :class:`Feed` holds it."""

    title: str | None
    home: str | None
    self_link: str | None
    hubs: tuple[str, ...]
    language: str | None
    entries: tuple[FeedEntry, ...]
    listed: int


def read_json_feed(text: str, addresses: Addresses, limits: Limits, problems: Problems) -> JsonFeed | None:
    """Read a JSON Feed; null when the text is none. Of a damaged one the items before the damage are kept."""
    value = _load(text)
    if value is None:
        value = _salvaged(text)
        if value is None:
            return None
        problems.add("json_broken")
    if not isinstance(value, dict) or not _VERSION.match(_string(value.get("version")) or ""):
        return None
    items = value.get("items")
    items = items if isinstance(items, list) else []
    entries: list[FeedEntry] = []
    for item in items:
        if not isinstance(item, dict):
            problems.add("json_item")
        elif len(entries) >= limits.feed_entries:
            problems.add("too_many_entries")
        else:
            entries.append(_entry(item, addresses, problems))
    hubs = (h for h in _objects(value.get("hubs")) if str(h.get("type", "")).lower() in _HUBS)
    return JsonFeed(
        title=_line(value.get("title")),
        home=_address(value.get("home_page_url"), addresses),
        self_link=_address(value.get("feed_url"), addresses),
        hubs=tuple(dict.fromkeys(url for h in hubs if (url := _address(h.get("url"), addresses)))),
        language=_line(value.get("language")),
        entries=tuple(entries),
        listed=len(items),
    )


def _entry(item: dict[str, Value], addresses: Addresses, problems: Problems) -> FeedEntry:
    name = item.get("id")
    identity = str(name) if isinstance(name, int | float) and not isinstance(name, bool) else _string(name)
    markup, plain = _string(item.get("content_html")), _string(item.get("content_text"))
    summary = _string(item.get("summary"))
    link = _string(item.get("url")) or (identity if (identity or "").startswith(("http://", "https://")) else None)
    url = addresses.absolute(link or "")
    if link and url is None:
        problems.add("not_an_address")
    return FeedEntry(
        url=url,
        id=identity,
        title=_line(item.get("title")),
        published=_date(item.get("date_published"), problems),
        updated=_date(item.get("date_modified"), problems),
        text=(stream_text(markup) if markup else plain) or None,
        summary=summary,
        authors=tuple(_authors(item)),
        line=None,
    )


def _authors(item: dict[str, Value]) -> Iterator[str]:
    """Version 1.1 has a list, version 1.0 one."""
    several = [*_objects(item.get("authors")), *_objects([item.get("author")])]
    yield from dict.fromkeys(name for author in several[:_AUTHORS] if (name := _line(author.get("name"))))


def _date(value: Value, problems: Problems) -> str | None:
    written = _string(value)
    date = read_date(written) if written else None
    if written and date is None:
        problems.add("bad_date")
    return date


def _objects(value: Value) -> list[dict[str, Value]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _address(value: Value, addresses: Addresses) -> str | None:
    return addresses.absolute(_string(value) or "")


def _line(value: Value) -> str | None:
    return " ".join((_string(value) or "").split()) or None


def _string(value: Value) -> str | None:
    return _UNFIT.sub("\ufffd", value).strip() or None if isinstance(value, str) else None


def _integer(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_NUMBER else text


_DECODER: Final = json.JSONDecoder(parse_int=_integer, strict=False)


def _load(text: str) -> Value:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _salvaged(text: str) -> Value:
    """What stands before the damage: the fields before the items, and the items that are whole."""
    match = _ITEMS.search(text)
    if match is None:
        return None
    feed = _load(text[: match.start()].rstrip().rstrip(",") + "}")
    if not isinstance(feed, dict):
        return None
    items: list[Value] = []
    position = match.end()
    while True:
        start = _SKIPPED.match(text, position)
        position = start.end() if start else position
        try:
            item, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return {**feed, "items": items}
        items.append(item)
