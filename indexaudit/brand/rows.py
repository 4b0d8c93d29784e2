"""Entries to the rows of the ledger: one for each item, however many sources name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from indexaudit.brand.declared import declared_share
from indexaudit.brand.intake import Entry
from indexaudit.brand.known import Known as KnownItem
from indexaudit.brand.known import Unseen
from indexaudit.brand.published import day_of, published
from indexaudit.brand.redacted import hidden_origin
from indexaudit.brand.same_item import grouped
from indexaudit.brand.searchable import Verdict, rung, shows_item, verdict
from indexaudit.comparison import DeclaredShare, ItemFinding, LedgerItem
from indexaudit.config import Brand
from indexaudit.items import Item, ItemKind
from indexaudit.model import Address, Finding, Indexability, Known, PageAudit, PageKind, Score, Scores, Status
from indexaudit.platforms.address import channel_of
from indexaudit.platforms.registry import known
from indexaudit.web.plain_text import without_addresses
from indexaudit.web.urls import host_of
from indexaudit.web.words import count_words

__all__ = ["Row", "rows"]

_TITLE: Final = 80
"""Characters of a text that stand for its title."""
_KINDS: Final[dict[str, ItemKind]] = {"comment": "reply", "review": "reply", "like": "like", "repost": "repost"}
_TYPES: Final[dict[PageKind, ItemKind]] = {PageKind.ARTICLE: "article", PageKind.POST: "post"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item with all that advice and copies are judged from."""

    ledger: LedgerItem
    type: str
    """The sort of channel: ``blog``, ``site``, ``article``, ``social`` or ``other``."""
    address: Address | None
    audit: PageAudit | None
    """The page, when it was seen."""
    scores: Scores | None
    """Those of the page, else of what is known without it."""
    text: str | None
    links: tuple[str, ...]
    language: str | None
    """BCP 47, as page or source says."""
    owned: bool
    """On a host of the brand."""
    stale: bool
    """Whether search can find it rests on a declared fact whose review is overdue."""

    @property
    def id(self) -> str:
        """The id of the ledger item."""
        return self.ledger.id


def rows(entries: Sequence[Entry], brand: Brand, unseen: Unseen, *, redact: bool) -> list[Row]:
    """In order of channel, date and address; ``i1`` is the first."""
    found = [_row(group, brand, unseen, redact=redact) for group in grouped(entries)]
    found.sort(key=_order)
    return [_numbered(row, number) for number, row in enumerate(found, 1)]


def _row(group: Sequence[Entry], brand: Brand, unseen: Unseen, *, redact: bool) -> Row:
    page = _page(group)
    # The entry that words and scores rest on comes first.
    first = page or next((e for e in group if e.item.text is not None), group[0])
    ordered = [first, *(e for e in group if e is not first)]
    items = [e.item for e in ordered]
    address = page.address if page is not None else group[0].address
    audit = page.item.audit if page is not None else None
    platform = _said(items, "platform") or (address.platform if address is not None else None)
    # Of a thread the page shows one part, and the archive holds all of them.
    text = max((item.text for item in items if item.text is not None), key=len, default=None)
    seen = audit is not None and audit.indexability is not Indexability.UNVERIFIED
    shown = audit if seen and audit is not None and shows_item(audit) else None
    judged = (
        unseen.judge(address, text, written=_is_written(items, address)) if not seen and address is not None else None
    )
    kind = _kind(items, address, audit, judged)
    date, date_known = _date(ordered)
    words, words_known = _words(shown, text)
    ruling = verdict(kind, address, audit, platform)
    owned = address is not None and brand.owns(host_of(address.normalized))
    declared = None if seen or owned else _share(platform)
    return Row(
        ledger=LedgerItem(
            id="",
            channel=_said(items, "channel") or _channel(address, platform),
            kind=kind,
            platform=platform,
            page_type=audit.page_type.type if seen and audit is not None else judged.page_type if judged else None,
            url=_url(address),
            title=_title(items, shown, kind, redact=redact),
            date=day_of(date),
            date_known=date_known,
            counted=kind in ("article", "post"),
            words=words,
            words_known=words_known,
            addressability=rung(kind, address, platform),
            indexability=ruling.indexability,
            searchable=ruling.searchable,
            searchable_known=ruling.known,
            searchable_reason=_reason(ruling, audit),
            search=_search(audit if seen else None, judged),
            share=audit.scores.share if seen and audit is not None else None,
            share_declared=declared,
            findings=_findings(audit if seen else None, judged),
            origins=tuple(dict.fromkeys(hidden_origin(i.origin) if redact else i.origin for i in items)),
            copies=None,
        ),
        type=_type(address, platform, kind, brand),
        address=address,
        audit=audit if seen else None,
        scores=audit.scores if seen and audit is not None else judged.scores if judged is not None else None,
        text=text,
        links=tuple(dict.fromkeys(link for item in items for link in item.links)),
        language=(audit.facts.language if seen and audit is not None else None) or _said(items, "language"),
        owned=owned,
        stale=ruling.known == "declared" and _is_stale(platform, unseen),
    )


def _is_written(items: Sequence[Item], address: Address) -> bool:
    """Whether a source holds the text of something, or its title and day, and it is not the front page of its host."""
    path = address.normalized.partition("://")[2].partition("/")[2]
    return bool(path) and any(item.text or (item.title and item.date) for item in items)


def _page(group: Sequence[Entry]) -> Entry | None:
    """The entry whose page tells the most: one that was seen before one that could not be."""
    pages = [e for e in group if e.item.audit is not None]
    seen = (e for e in pages if e.item.audit and e.item.audit.indexability is not Indexability.UNVERIFIED)
    return next(seen, pages[0] if pages else None)


def _said(items: Sequence[Item], name: str) -> str | None:
    return next((value for item in items if (value := getattr(item, name)) is not None), None)


def _kind(
    items: Sequence[Item], address: Address | None, audit: PageAudit | None, judged: KnownItem | None
) -> ItemKind:
    for item in items:
        if item.kind is not None:
            return item.kind
    if address is not None and (said := _KINDS.get(address.kind or "")) is not None:
        return said
    type_ = audit.page_type.type if audit is not None else judged.page_type if judged is not None else None
    if type_ is None:
        return "page"
    return _TYPES.get(type_, "page")


def _date(ordered: Sequence[Entry]) -> tuple[str | None, Known | None]:
    """What was observed before what was declared before what was inferred."""
    dates = [published(entry.item, entry.address) for entry in ordered]
    for wanted in ("observed", "declared", "inferred"):
        for date, how in dates:
            if how == wanted:
                return date, how
    return None, None


def _words(audit: PageAudit | None, text: str | None) -> tuple[int | None, Known | None]:
    if audit is not None and audit.facts.words is not None:
        return audit.facts.words, "observed"
    if text is None:
        return None, None
    return count_words(without_addresses(text)), "declared"


def _title(items: Sequence[Item], audit: PageAudit | None, kind: ItemKind, *, redact: bool) -> str | None:
    # What anybody reads on the page is no secret.
    page = (audit.facts.headline or audit.facts.title) if audit is not None else None
    if redact:
        return page
    # The page of a post is headed by its author's name, on most platforms.
    own = _said(items, "title") or _first_words(_said(items, "text"))
    return own or page if kind in ("post", "reply") else page or own


def _first_words(text: str | None) -> str | None:
    start = " ".join((text or "")[: 4 * _TITLE].split())
    if len(start) <= _TITLE:
        return start or None
    return (start[:_TITLE].rpartition(" ")[0] or start[:_TITLE]) + "…"


def _url(address: Address | None) -> str | None:
    if address is None:
        return None
    return address.canonical if address.canonical and address.own_document else address.normalized


def _channel(address: Address | None, platform: str | None) -> str:
    """The name of a channel that the brand's file does not give one: the platform, else the host."""
    file = known().get(platform or "")
    if file is not None and file.channel not in ("owned_blog", "web", "proxy"):
        return file.name
    return (host_of(address.normalized) if address is not None else None) or "without an address"


def _type(address: Address | None, platform: str | None, kind: ItemKind, brand: Brand) -> str:
    if address is not None:
        owned = brand.owns(host_of(address.normalized))
        return address.channel or ("site" if owned else "other")
    file = known().get(platform or "")
    return "other" if file is None else channel_of(file, kind, slug=False, owned=False)


def _reason(ruling: Verdict, audit: PageAudit | None) -> str:
    if audit is not None and audit.fetch_error is not None and audit.indexability is Indexability.UNVERIFIED:
        return f"{ruling.reason.removesuffix('; no page was seen')}; {audit.fetch_error.message}"
    return ruling.reason


def _search(audit: PageAudit | None, judged: KnownItem | None) -> Score | None:
    if audit is not None:
        return audit.scores.search
    return judged.scores.search if judged is not None else None


def _findings(audit: PageAudit | None, judged: KnownItem | None) -> tuple[ItemFinding, ...]:
    if audit is not None:
        return tuple(_finding(f) for f in audit.findings if f.gain > 0 and f.status in (Status.WARN, Status.FAIL))
    if judged is None:
        return ()
    found = (
        ItemFinding(rule=rule.id, axis=rule.dimension.axis, message=o.message, fix=o.fix, gain=gain)
        for rule, o, gain in judged.faults
        if gain > 0
    )
    return tuple(sorted(found, key=lambda f: (-f.gain, f.rule)))


def _finding(finding: Finding) -> ItemFinding:
    return ItemFinding(
        rule=finding.rule,
        axis=finding.dimension.axis,
        message=finding.message,
        fix=finding.fix,
        gain=finding.gain,
    )


def _is_stale(platform: str | None, unseen: Unseen) -> bool:
    file = known().get(platform or "")
    return file is not None and unseen.is_stale(file.reviewed)


@cache
def _share(platform: str | None) -> DeclaredShare | None:
    return declared_share(platform) if platform is not None else None


def _order(row: Row) -> tuple[object, ...]:
    item = row.ledger
    origin = item.origins[0]
    return (
        item.channel.casefold(),
        item.channel,
        item.date or "9999",
        item.url or "",
        item.kind,
        origin.source,
        origin.member or "",
        origin.place or 0,
    )


def _numbered(row: Row, number: int) -> Row:
    return replace(row, ledger=replace(row.ledger, id=f"i{number}"))
