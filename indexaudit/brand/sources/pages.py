"""The pages behind addresses: saved ones first, each of the others fetched once, if at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from indexaudit.audit import audit_snapshot
from indexaudit.brand.published import inside
from indexaudit.brand.searchable import shows_item
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.errors import AddressNotAllowed, InvalidURL
from indexaudit.items import Item, Read, SetAside
from indexaudit.model import Address, PageAudit
from indexaudit.platforms.address import read_address
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import read_url

__all__ = ["NOT_ALLOWED", "NO_ADDRESS", "Fetch", "Pages", "Unseen", "identity"]

Fetch = Callable[[str], Snapshot]
"""An address to what answered. May raise :class:`InvalidURL` and :class:`AddressNotAllowed`."""

NO_ADDRESS: Final = "its address is no http or https URL"
NOT_ALLOWED: Final = "its address is in a network that may not be fetched from"


def identity(address: Address) -> str:
    """What two addresses of one item have in common."""
    return address.canonical or address.normalized


@dataclass(slots=True)
class Unseen:
    """How many addresses of one source have no page, and why."""

    fetch: Fetch | None
    allowed: bool
    """Whether the channel lets its pages be fetched."""
    pages: int = 0
    outside: int = 0

    def notes(self) -> list[str]:
        """What there is to say of them once the source was read."""
        found = []
        if self.pages:
            why = "nothing is fetched in this run" if self.allowed else "the channel says fetch = false"
            found.append(
                f"{_addresses(self.pages)} no saved page, and {why}: only what the address and the source say is judged"
            )
        if self.outside:
            found.append(f"{_addresses(self.outside)} a day outside the period, so the page was not fetched")
        return found


def _addresses(count: int) -> str:
    return "1 address has" if count == 1 else f"{count:,} addresses have"


class Pages:
    """The pages of one brand while its sources are read in order: what was seen is not asked for again."""

    def __init__(self, brand: Brand, config: Config, fetch: Fetch | None) -> None:
        """``fetch=None``: nothing is fetched."""
        self.brand = brand
        self.config = replace(config, brand=brand, main_text=True)
        self.fetch = fetch
        self._seen: set[str] = set()

    def unseen(self, channel: ChannelSource) -> Unseen:
        """A new count, for one source of a channel."""
        return Unseen(self.fetch, channel.fetch)

    def may_fetch(self, channel: ChannelSource) -> Fetch | None:
        """The way to the network, if the run and the channel open one."""
        return self.fetch if channel.fetch else None

    def seen(self, snapshot: Snapshot, item: Item) -> Read:
        """The item with its page, judged; the text stands in the item alone."""
        try:
            asked = read_address(snapshot.url, self.brand)
            audit = audit_snapshot(snapshot, self.config)
        except InvalidURL:
            return SetAside(origin=item.origin, reason=NO_ADDRESS)
        self._seen |= {identity(asked), identity(audit.address)}
        return _with_page(item, audit)

    def kept(self, audit: PageAudit, item: Item) -> Item:
        """The item with a page that was judged before."""
        self._seen.add(identity(audit.address))
        return _with_page(item, audit)

    def look_up(self, item: Item, unseen: Unseen) -> Read:
        """The item, with its page when that must and may be fetched. An item whose page was seen before stays as it is:
        the ledger brings the two together."""
        if item.url is None:
            return item
        try:
            url = read_url(item.url).href
        except InvalidURL:
            return SetAside(origin=item.origin, reason=NO_ADDRESS)
        item = replace(item, url=url)
        fetch = unseen.fetch if unseen.allowed else None
        if fetch is None and not self._seen:
            unseen.pages += 1
            return item
        own = identity(read_address(url, self.brand))
        if own in self._seen:
            return item
        if fetch is None:
            unseen.pages += 1
            return item
        if not inside(item.date, self.brand.period.start, self.brand.period.end):
            unseen.outside += 1
            return item
        self._seen.add(own)
        try:
            snapshot = fetch(url)
        except AddressNotAllowed:
            return SetAside(origin=item.origin, reason=NOT_ALLOWED)
        except InvalidURL:
            return SetAside(origin=item.origin, reason=NO_ADDRESS)
        return self.seen(snapshot, item)


def _with_page(item: Item, audit: PageAudit) -> Item:
    bare = replace(audit, facts=replace(audit.facts, main_text=None))
    text = audit.facts.main_text
    if not shows_item(audit) or (not text and item.text is not None):
        text = item.text
    return replace(item, audit=bare, text=text)
