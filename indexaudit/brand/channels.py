"""A brand's channels to what was published in them: one intake for each source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from indexaudit.audit import chosen_rules
from indexaudit.brand.archives import open_archive
from indexaudit.brand.hosts import check_brand
from indexaudit.brand.sources.addresses import read_addresses
from indexaudit.brand.sources.feeds import read_feed_items
from indexaudit.brand.sources.pages import Fetch, Pages
from indexaudit.brand.sources.sitemaps import read_sitemap_items
from indexaudit.brand.sources.snapshots import read_snapshots
from indexaudit.brand.sources.stores import read_store
from indexaudit.brand.sources.tables import read_csv
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.errors import ArchiveError
from indexaudit.items import Intake, Item, Read

__all__ = ["intakes"]

_CHECK: Final = {
    "snapshots": "check that pages were saved in it (`indexaudit check --save`)",
    "stores": "check that the crawl has read pages (`indexaudit report`)",
    "archives": "check that it is the archive as the platform handed it out, of this account",
    "tables": "check that its rows stand below the header, and have an address each",
    "feeds": "check that it is an RSS, Atom or JSON feed, and that it holds entries",
    "sitemaps": "check that it is a sitemap, and that it lists pages",
    "urls": "check the addresses in the brand's file",
}


def intakes(brand: Brand, config: Config, *, fetch: Fetch | None) -> Iterator[Intake]:
    """One intake for each source of each channel, each read lazily; read the records of one before those of the next.

    Saved snapshots of all channels come first, then crawls, archives, tables, feeds, sitemaps and lists of addresses,
    so that a page that was saved is not fetched again. ``fetch`` gets each other page, unless its channel says
    ``fetch = false``; ``None`` fetches nothing. What a source holds never raises: an intake's notes say what could not
    be read.

    Raises :class:`ConfigError` at once for a brand without channels, a domain that is a platform's, a table without a
    column ``url``, and rules that cannot be loaded.
    """
    check_brand(brand)
    chosen_rules(config)
    pages = Pages(brand, config, fetch)
    tables = [(channel, [read_csv(path, channel, pages) for path in channel.tables]) for channel in brand.channels]
    return _intakes(brand, pages, tables)


def _intakes(brand: Brand, pages: Pages, tables: list[tuple[ChannelSource, list[Intake]]]) -> Iterator[Intake]:
    for channel in brand.channels:
        for path in channel.snapshots:
            yield _watched(read_snapshots(path, channel, pages), "snapshots")
    for channel in brand.channels:
        for path in channel.stores:
            yield _watched(read_store(path, channel, pages), "stores")
    for channel in brand.channels:
        for path in channel.archives:
            yield _watched(_archive(path, channel), "archives")
    for _, opened in tables:
        for intake in opened:
            yield _watched(intake, "tables")
    for channel in brand.channels:
        for given in channel.feeds:
            yield _watched(read_feed_items(given, channel, pages), "feeds")
    for channel in brand.channels:
        for given in channel.sitemaps:
            yield _watched(read_sitemap_items(given, channel, pages), "sitemaps")
    for channel in brand.channels:
        if channel.urls:
            yield _watched(read_addresses(channel, pages), "urls")


def _archive(path: str, channel: ChannelSource) -> Intake:
    """An archive, or why it cannot be read: the other sources are read all the same."""
    try:
        return open_archive(path, channel=channel.name)
    except ArchiveError as error:
        return Intake(channel=channel.name, source=path, records=iter(()), notes=[str(error)])


def _watched(intake: Intake, key: str) -> Intake:
    """The same, with a note when it gives no item."""
    return replace(intake, records=_counted(intake, key))


def _counted(intake: Intake, key: str) -> Iterator[Read]:
    items = aside = 0
    for record in intake.records:
        if isinstance(record, Item):
            items += 1
        else:
            aside += 1
        yield record
    if not items:
        read = f"of {aside:,} records every one was set aside" if aside else "nothing was read from it"
        intake.notes.append(f"gives no item ({read}): {_CHECK[key]}")
