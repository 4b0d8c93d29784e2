"""Items to a comparison of channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

from indexaudit import __version__
from indexaudit.brand import figures
from indexaudit.brand.advice.control import control
from indexaudit.brand.advice.ledger import Ledger
from indexaudit.brand.advice.link_home import link_home
from indexaudit.brand.advice.mend import mend
from indexaudit.brand.advice.merge import merge
from indexaudit.brand.advice.move import move
from indexaudit.brand.copies import Copy, Text, compared_in_part, find_copies, judge_copies
from indexaudit.brand.intake import Entry, take_in
from indexaudit.brand.known import Unseen
from indexaudit.brand.prospects import Prospect
from indexaudit.brand.published import whole_day
from indexaudit.brand.redacted import hidden_report
from indexaudit.brand.rows import Row, rows
from indexaudit.brand.sources.documents import shown
from indexaudit.comparison import AdviceLine, Comparison, CopyCluster, IntakeReport, LedgerItem
from indexaudit.config import Brand, Config
from indexaudit.items import Intake, Item, Origin
from indexaudit.model import PageAudit
from indexaudit.platforms.registry import known
from indexaudit.rules.registry import load
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.urls import host_of

__all__ = ["SCHEMA", "compare", "compare_intakes"]

SCHEMA: Final = "comparison/1"

_GIVEN: Final = "items given"
_WRITTEN: Final = ("article", "post", "reply")
"""Kinds of items that are texts of the brand's own."""


def compare(
    items: Iterable[Item | PageAudit | str],
    brand: Brand,
    *,
    config: Config | None = None,
    redact: bool = False,
    now: datetime,
) -> Comparison:
    """Of all that a brand published: what search can find, which channel earns what, what to change first. No network.

    ``items`` are what was read of each (:class:`indexaudit.items.Item`), pages that were audited, or addresses. Audits
    are compared as texts when they were made with ``Config.main_text``. Whole sources (archives, feeds, folders) are
    read by :func:`indexaudit.brand.channels.intakes`.

    ``redact`` leaves out titles and words of everything but pages that were seen; addresses stay. ``now`` stands for
    :attr:`Comparison.compared_at` when neither a page nor a date tells it.

    Raises :class:`ConfigError`.
    """
    intake = Intake(channel=None, source=_GIVEN, records=_read(items), notes=[])
    return compare_intakes([intake], brand, config=config, redact=redact, now=now)


def compare_intakes(
    intakes: Iterable[Intake],
    brand: Brand,
    *,
    config: Config | None = None,
    redact: bool = False,
    now: datetime,
) -> Comparison:
    """The same for sources that are read one after another."""
    config = replace(config or Config(), brand=brand)
    entries, reports = take_in(intakes, brand)
    if redact:
        reports = tuple(map(hidden_report, reports))
    moment = _moment(entries, now)
    found = rows(entries, brand, Unseen(config, moment), redact=redact)
    clusters, found = _copies(found, brand)
    return Comparison(
        schema=SCHEMA,
        version=__version__,
        brand=brand.name,
        compared_at=moment,
        period=(_iso(brand.period.start), _iso(brand.period.end)),
        headline=figures.headline(found),
        channels=figures.channels(found),
        months=figures.months(found),
        ladder=figures.ladder(found),
        copies=clusters,
        advice=_advice(found, clusters, brand, config, redact=redact),
        intake=reports,
        items=tuple(row.ledger for row in found),
        notes=tuple(_notes(found, reports)),
    )


def _read(items: Iterable[Item | PageAudit | str]) -> Iterator[Item]:
    for place, item in enumerate(items, 1):
        origin = Origin(source=_GIVEN, place=place)
        if isinstance(item, Item):
            yield item
        elif isinstance(item, PageAudit):
            text = item.facts.main_text
            audit = replace(item, facts=replace(item.facts, main_text=None))
            yield Item(origin=origin, url=item.url, text=text, audit=audit)
        else:
            yield Item(origin=origin, url=item)


def _moment(entries: Sequence[Entry], now: datetime) -> datetime:
    fetched = [entry.item.audit.fetched_at for entry in entries if entry.item.audit is not None]
    if fetched:
        return max(fetched)
    days = (whole_day(entry.item.date) for entry in entries)
    last = max((day for day in days if day is not None), default=None)
    return now if last is None else datetime.combine(last, time(tzinfo=UTC))


# --- copies -----------------------------------------------------------------------------------------------------------


def _copies(found: Sequence[Row], brand: Brand) -> tuple[tuple[CopyCluster, ...], list[Row]]:
    """The clusters, and the rows with the id of theirs. An item that quotes two texts stands in the first of them."""
    by_id = {row.id: row for row in found}
    texts = _texts(found)
    listed = _listed(found, brand)
    groups = find_copies(texts)
    clusters = tuple(
        judge_copies(group, {m.id: _copy(by_id[m.id], listed) for m in group.members}, id=f"c{number}")
        for number, group in enumerate(groups, 1)
    )
    ids: dict[str, str] = {}
    for cluster in clusters:
        for member in cluster.members:
            ids.setdefault(member.item, cluster.id)
    marked = [replace(row, ledger=replace(row.ledger, copies=ids[row.id])) if row.id in ids else row for row in found]
    return clusters, marked


def _texts(found: Sequence[Row]) -> list[Text]:
    """What may be a copy. Lists are left out: a front page that shows whole articles would be the fullest of all."""
    return [Text(id=row.id, text=row.text) for row in found if row.text and row.ledger.kind in _WRITTEN]


def _listed(found: Sequence[Row], brand: Brand) -> dict[str, frozenset[str]]:
    """Ids of the rows that a sitemap lists, by host. Of a host of which none lists anything no sitemap was read."""
    sitemaps = frozenset(shown(given) for channel in brand.channels for given in channel.sitemaps)
    listed: dict[str, set[str]] = {}
    for row in found if sitemaps else ():
        if any(origin.source in sitemaps for origin in row.ledger.origins):
            listed.setdefault(host_of(row.ledger.url or "") or "", set()).add(row.id)
    return {host: frozenset(ids) for host, ids in listed.items()}


def _copy(row: Row, listed: Mapping[str, frozenset[str]]) -> Copy:
    item, audit = row.ledger, row.audit
    of_host = listed.get(host_of(item.url or "") or "") if row.owned else None
    return Copy(
        id=row.id,
        url=item.url,
        owned=row.owned,
        searchable=item.searchable,
        searchable_reason=item.searchable_reason,
        words=item.words,
        seen=audit is not None,
        canonical=audit.facts.canonical if audit is not None else None,
        redirects_to=audit.final_url if audit is not None and audit.final_url != audit.url else None,
        in_sitemap=None if of_host is None else row.id in of_host,
        published=item.date,
        platform=item.platform,
        noindex="noindex-absent" in audit.indexability_reasons if audit is not None else None,
    )


# --- advice -----------------------------------------------------------------------------------------------------------


def _advice(
    found: Sequence[Row], clusters: Sequence[CopyCluster], brand: Brand, config: Config, *, redact: bool
) -> tuple[AdviceLine, ...]:
    ledger = Ledger(
        brand=brand,
        rows=found,
        by_id={row.id: row for row in found},
        copies=clusters,
        prospect=Prospect.of(found),
        redact=redact,
    )
    thresholds = Thresholds.from_overrides(config.thresholds)
    lines = [
        *mend(ledger, {rule.id: rule for rule in load(config.rules)}),
        *move(ledger, thresholds),
        *merge(ledger, thresholds),
        *control(ledger),
        *link_home(ledger),
    ]
    return tuple(sorted(lines, key=lambda line: (line.gain is None, -(line.gain or 0.0), line.axis.value, line.text)))


# --- notes ------------------------------------------------------------------------------------------------------------


def _notes(found: Sequence[Row], reports: Sequence[IntakeReport]) -> Iterator[str]:
    counted = [row.ledger for row in found if row.ledger.counted]
    if not reports or not found:
        yield "Nothing was read: there is no item to compare."
    elif not counted:
        yield "No article and no post was read: headline figures count these alone."
    empty = [f"{report.channel}: {report.source}" if report.channel else report.source
             for report in reports if not report.used]  # fmt: skip
    if empty and found:
        named = ", ".join(empty[:3]) + (f" and {len(empty) - 3:,} more" if len(empty) > 3 else "")
        yield f"Nothing came from {named}: what was read says why."
    for text, several, number in (
        ("article or post has no date, or a year alone, and stands in no month",
         "articles and posts have no date, or a year alone, and stand in no month",
         sum(len(item.date or "") < len("2025-01") for item in counted)),
        ("article or post has no known text: its words count nowhere",
         "articles and posts have no known text: their words count nowhere",
         sum(item.words is None for item in counted)),
        ("article or post was judged without its page, by its address and what its platform declares",
         "articles and posts were judged without their pages, by their addresses and what their platforms declare",
         sum(item.search is not None and _without_page(item) for item in counted)),
    ):  # fmt: skip
        if number:
            yield f"{number:,} {text if number == 1 else several}."
    if cut := compared_in_part(_texts(found)):
        named = ", ".join(cut[:3]) + (" and others" if len(cut) > 3 else "")
        yield f"Of {named} only the first 50,000 words were compared with other texts."
    for platform in sorted({row.ledger.platform for row in found if row.stale and row.ledger.platform}):
        file = known()[platform]
        yield f"What is declared of {file.name} was reviewed on {file.reviewed}, and counts half."


def _without_page(item: LedgerItem) -> bool:
    return item.searchable_known != "observed"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
