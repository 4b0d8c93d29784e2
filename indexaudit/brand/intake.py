"""Sources to the items of a ledger, and to an account of every record: what was used, what was set aside, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from indexaudit.brand.published import inside, published
from indexaudit.comparison import IntakeReport, Reason
from indexaudit.config import Brand
from indexaudit.errors import InvalidURL
from indexaudit.items import Intake, Item, Origin, SetAside
from indexaudit.model import Address
from indexaudit.platforms.address import read_address, read_address_on

__all__ = ["Entry", "take_in"]

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item whose address was read."""

    item: Item
    address: Address | None
    """Null when the item has none."""
    asked: Address | None = None
    """The address that the source names, when the page was seen at another one: it redirects there."""


@dataclass(slots=True)
class _Account:
    """One source, while it is read."""

    channel: str | None
    source: str
    used: int = 0
    reasons: dict[str, list[Origin]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def set_aside(self, reason: str, origin: Origin) -> None:
        self.counts[reason] = self.counts.get(reason, 0) + 1
        examples = self.reasons.setdefault(reason, [])
        if len(examples) < _EXAMPLES:
            examples.append(origin)

    def report(self, notes: Iterable[str]) -> IntakeReport:
        aside = tuple(
            Reason(reason=reason, count=count, examples=tuple(self.reasons[reason]))
            for reason, count in sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        return IntakeReport(
            channel=self.channel,
            source=self.source,
            read=self.used + sum(self.counts.values()),
            used=self.used,
            set_aside=aside,
            notes=tuple(dict.fromkeys(notes)),
        )


def take_in(intakes: Iterable[Intake], brand: Brand) -> tuple[list[Entry], tuple[IntakeReport, ...]]:
    """Every record of every source, once. Of an address that cannot be read and a day outside the period the record is
    set aside."""
    entries: list[Entry] = []
    reports = []
    for intake in intakes:
        account = _Account(intake.channel, intake.source)
        entries.extend(_entries(intake, account, brand))
        reports.append(account.report(intake.notes))
    return entries, tuple(reports)


def _entries(intake: Intake, account: _Account, brand: Brand) -> Iterator[Entry]:
    for record in intake.records:
        if isinstance(record, SetAside):
            account.set_aside(record.reason, record.origin)
            continue
        try:
            address = _address(record, brand)
        except InvalidURL:
            account.set_aside("its address is no http or https URL", record.origin)
            continue
        day, _ = published(record, address)
        if not inside(day, brand.period.start, brand.period.end):
            account.set_aside("outside the period", record.origin)
            continue
        account.used += 1
        yield Entry(item=record, address=address, asked=_asked(record, brand))


def _asked(item: Item, brand: Brand) -> Address | None:
    if item.audit is None or item.audit.final_url == item.audit.url:
        return None
    return read_address(item.audit.url, brand)


def _address(item: Item, brand: Brand) -> Address | None:
    if item.audit is not None:
        return item.audit.address
    if item.url is None:
        return None
    address = read_address(item.url, brand)
    # The source knows the software of a host that no platform claims, such as that of a Mastodon server.
    if item.platform is not None and address.basis != "host":
        return read_address_on(item.platform, item.url, brand)
    return address
