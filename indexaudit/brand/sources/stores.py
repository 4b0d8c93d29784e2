"""Stores of crawls to items, each with its page as it was judged beside the others of its site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indexaudit.brand.sources.pages import Pages
from indexaudit.config import ChannelSource
from indexaudit.crawl.site.rows import page_audits
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError
from indexaudit.items import Intake, Item, Origin, Read
from indexaudit.platforms.address import read_address

__all__ = ["read_store"]


def read_store(path: str, channel: ChannelSource, pages: Pages) -> Intake:
    """Every page that a crawl has read, by the order in which it was found; nothing is fetched.

    A store that cannot be read to its end gives what was read before, and a note.
    """
    notes: list[str] = []
    return Intake(channel=channel.name, source=path, records=_records(path, channel, pages, notes), notes=notes)


def _records(path: str, channel: ChannelSource, pages: Pages, notes: list[str]) -> Iterator[Read]:
    try:
        with Store.read(path) as store:
            for place, audit in enumerate(page_audits(store, pages.config), 1):
                # The crawl need not have known the brand.
                address = read_address(audit.final_url, pages.brand)
                origin = Origin(source=path, place=place)
                item = Item(origin=origin, url=audit.url, channel=channel.name)
                yield pages.kept(replace(audit, address=address), item)
            if pending := store.counts().pending:
                notes.append(f"the crawl is not at its end: {pending:,} pages that it found were not read")
    except StoreError as error:
        notes.append(str(error))
