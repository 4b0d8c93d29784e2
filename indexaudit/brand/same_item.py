"""Entries to items: which of them, from whatever source, are one thing that was published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from indexaudit.brand.intake import Entry
from indexaudit.items import Item
from indexaudit.model import Address, Indexability

__all__ = ["grouped"]


def grouped(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries of one item together, in the order in which the first of each came; its best address first.

    Addresses are one when their canonical forms are, when one redirects to the other, and when they differ in
    ``http``, ``www.`` or the last slash alone, unless both answered with a page. What has no address is one when two
    sources say the same of it, as two exports of one account do.
    """
    moved = {
        _identity(entry.asked): _identity(entry.address)
        for entry in entries
        if entry.asked is not None and entry.address is not None and not _is_root(entry.address)
    }
    groups: dict[str, list[Entry]] = {}
    nameless: dict[Hashable, list[Entry]] = {}
    seen: Counter[Hashable] = Counter()
    for entry in entries:
        if entry.address is None or entry.item.kind == "like":
            said = _said(entry.item)
            seen[entry.item.origin.source, said] += 1
            # The second of two that are alike in one source is the second in another source too.
            key = id(entry) if said is None else (said, seen[entry.item.origin.source, said])
            nameless.setdefault(key, []).append(entry)
        else:
            own = _identity(entry.address)
            groups.setdefault(moved.get(own, own), []).append(entry)
    yield from _joined(groups)
    yield from nameless.values()


def _joined(groups: Mapping[str, list[Entry]]) -> Iterator[list[Entry]]:
    """The groups, those of one address that is spelled in several ways together."""
    spellings: dict[str, list[str]] = {}
    for key in groups:
        spellings.setdefault(_loosely(key), []).append(key)
    for keys in spellings.values():
        seen = [key for key in keys if any(map(_is_seen, groups[key]))]
        best = min(seen or keys, key=lambda key: (not key.startswith("https://"), key))
        together = [best, *(key for key in keys if key != best and key not in seen)]
        for key in keys:
            if key == best:
                yield [entry for each in together for entry in groups[each]]
            elif key not in together:
                yield groups[key]


def _identity(address: Address) -> str:
    """Equal for addresses of one item. Of a comment the canonical form is its parent's, and a fragment may name it."""
    if address.own_document:
        return address.canonical or address.normalized
    fragment = "" if address.has_address else address.url.partition("#")[2]
    return f"{address.normalized}#{fragment}" if fragment else address.normalized


def _loosely(identity: str) -> str:
    rest = identity.partition("://")[2].removeprefix("www.")
    path, mark, query = rest.partition("?")
    return f"{path.rstrip('/')}{mark}{query}"


def _is_root(address: Address) -> bool:
    """Whether it is the front page of a host: old addresses are often led there, and are not it."""
    return not address.normalized.partition("://")[2].partition("/")[2]


def _is_seen(entry: Entry) -> bool:
    audit = entry.item.audit
    return audit is not None and audit.indexability is not Indexability.UNVERIFIED


def _said(item: Item) -> Hashable | None:
    """What tells an item without an address from others; null when too little is said of it."""
    whose = (item.channel, item.platform, item.kind, item.about)
    if item.kind == "like":
        return whose if item.about is not None else None
    return (*whose, item.date, item.title, item.text) if item.date and (item.about or item.text) else None
