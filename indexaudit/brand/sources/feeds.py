"""Feeds to items: one for each entry, with the words that the feed holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from indexaudit.brand.sources.documents import fetched, from_file, not_read, said, shown
from indexaudit.brand.sources.pages import Pages
from indexaudit.brand_file import has_scheme
from indexaudit.config import ChannelSource
from indexaudit.discovery_facts import FeedEntry
from indexaudit.extract.feeds import read_feed
from indexaudit.items import Intake, Item, Origin, Read, SetAside
from indexaudit.web.language import primary_subtag

__all__ = ["EMPTY_ENTRY", "read_feed_items"]

EMPTY_ENTRY: Final = "an entry with neither address, title nor text"


def read_feed_items(given: str, channel: ChannelSource, pages: Pages) -> Intake:
    """Each entry of a feed, a file or an address, as an item; its place is the number of the entry.

    An entry that has no day of publication has that of its last change (RFC 4287 asks for no other).
    """
    notes: list[str] = []
    return Intake(
        channel=channel.name, source=shown(given), records=_records(given, channel, pages, notes), notes=notes
    )


def _records(given: str, channel: ChannelSource, pages: Pages, notes: list[str]) -> Iterator[Read]:
    found = _data(given, channel, pages, notes)
    if found is None:
        return
    data, charset = found
    feed = read_feed(data, url=given if has_scheme(given) else "", limits=pages.config.limits, charset=charset)
    if feed.kind == "none":
        notes.append(f"is no feed but {feed.reason or 'something else'}")
    elif not feed.complete:
        notes.extend(map(said, feed.problems))
    language = feed.language if feed.language and primary_subtag(feed.language) else None
    unseen, changed = pages.unseen(channel), 0
    for place, entry in enumerate(feed.entries, 1):
        origin = Origin(source=shown(given), place=place)
        if not (entry.url or entry.title or entry.text):
            yield SetAside(origin=origin, reason=EMPTY_ENTRY)
            continue
        changed += entry.published is None and entry.updated is not None
        yield pages.look_up(_item(entry, origin, channel, language), unseen)
    if changed:
        notes.append(
            f"{changed:,} entries say when they were last changed, not when they were published: that day counts"
        )
    notes.extend(unseen.notes())


def _data(given: str, channel: ChannelSource, pages: Pages, notes: list[str]) -> tuple[bytes, str | None] | None:
    """The bytes, and the charset that an answer names."""
    if not has_scheme(given):
        data = from_file(Path(given), notes)
        return None if data is None else (data, None)
    fetch = pages.may_fetch(channel)
    if fetch is None:
        notes.append(not_read(channel))
        return None
    return fetched(given, fetch, notes)


def _item(entry: FeedEntry, origin: Origin, channel: ChannelSource, language: str | None) -> Item:
    return Item(
        origin=origin,
        url=entry.url,
        channel=channel.name,
        title=entry.title or None,
        text=entry.text or None,
        date=entry.published or entry.updated,
        language=language,
    )
