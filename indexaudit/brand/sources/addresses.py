"""A channel's list of addresses to items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.brand.sources.pages import Pages
from indexaudit.config import ChannelSource
from indexaudit.items import Intake, Item, Origin, Read

__all__ = ["read_addresses"]

_SOURCE: Final = "urls"
"""The key of the brand's file, which is where they stand."""


def read_addresses(channel: ChannelSource, pages: Pages) -> Intake:
    """Each address of ``urls`` as an item; its place is the number in the list."""
    notes: list[str] = []
    return Intake(channel=channel.name, source=_SOURCE, records=_records(channel, pages, notes), notes=notes)


def _records(channel: ChannelSource, pages: Pages, notes: list[str]) -> Iterator[Read]:
    unseen = pages.unseen(channel)
    for place, url in enumerate(channel.urls, 1):
        item = Item(origin=Origin(source=_SOURCE, place=place), url=url, channel=channel.name)
        yield pages.look_up(item, unseen)
    notes.extend(unseen.notes())
