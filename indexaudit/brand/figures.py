"""Rows to figures: shares, medians and counts, over everything, by channel, by month and by rung of the ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any, Final, get_args

from indexaudit.brand.rows import Row
from indexaudit.comparison import (
    Channel,
    Headline,
    LadderRow,
    LedgerItem,
    Month,
    ScoreSummary,
    SearchableShare,
)
from indexaudit.items import ItemKind
from indexaudit.model import Addressability, Score

__all__ = ["channels", "headline", "ladder", "months"]

_WORDED: Final = (Addressability.READABLE, Addressability.OWN)


def headline(rows: Sequence[Row]) -> Headline:
    """The figures of the whole brand."""
    counted = [row for row in rows if row.ledger.counted]
    return Headline(items=len(rows), **_figures(counted))


def channels(rows: Sequence[Row]) -> tuple[Channel, ...]:
    """Each channel: those with counted items first, by words that search can find, then by name."""
    inside: dict[str, list[Row]] = {}
    for row in rows:
        inside.setdefault(row.ledger.channel, []).append(row)
    found = [_channel(name, group) for name, group in inside.items()]
    return tuple(sorted(found, key=lambda c: (not c.counted, -c.searchable_words.yes, -c.searchable.yes, c.name)))


def months(rows: Sequence[Row]) -> tuple[Month, ...]:
    """All channels first, then each channel by name; within, in order of time, undated items last."""
    counted = [row for row in rows if row.ledger.counted]
    inside: dict[str, list[Row]] = {}
    for row in counted:
        inside.setdefault(row.ledger.channel, []).append(row)
    found = _months(counted, None)
    for name in sorted(inside):
        found += _months(inside[name], name)
    return tuple(found)


def ladder(rows: Sequence[Row]) -> tuple[LadderRow, ...]:
    """How the items of each kind that occurs are addressed."""
    counts = Counter((row.ledger.kind, row.ledger.addressability) for row in rows)
    kinds: tuple[ItemKind, ...] = get_args(ItemKind)
    return tuple(
        LadderRow(kind=kind, **{rung.value: counts[kind, rung] for rung in Addressability})
        for kind in kinds
        if any(counts[kind, rung] for rung in Addressability)
    )


def _channel(name: str, group: Sequence[Row]) -> Channel:
    items = [row.ledger for row in group]
    counted = [row for row in group if row.ledger.counted]
    days = sorted(row.ledger.date for row in counted if row.ledger.date is not None)
    types = Counter(row.type for row in group)
    declared = (row.ledger.share_declared for row in counted)
    return Channel(
        name=name,
        type=min(types, key=lambda type_: (-types[type_], type_)),
        platforms=tuple(sorted({item.platform for item in items if item.platform is not None})),
        items=len(items),
        push_declared=next((share for share in declared if share is not None), None),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=len(counted) - len(days),
        **_figures(counted),
    )


def _figures(counted: Sequence[Row]) -> dict[str, Any]:  # Any: what Headline and Channel have in common
    items = [row.ledger for row in counted]
    return {
        "counted": len(items),
        "searchable": _share(counted, _one),
        "searchable_words": _share(counted, _words),
        "words": sum(item.words or 0 for item in items),
        "median_words": _median(item.words for item in items),
        "readable": sum(item.addressability in _WORDED for item in items),
        "opaque": sum(item.addressability is Addressability.OPAQUE for item in items),
        "pull": _scores(item.search for item in items),
        "push": _scores(item.share for item in items),
    }


def _months(counted: Sequence[Row], channel: str | None) -> list[Month]:
    inside: dict[str | None, list[Row]] = {}
    for row in counted:
        day = row.ledger.date
        inside.setdefault(day[:7] if day and len(day) >= 7 else None, []).append(row)
    return [
        Month(
            month=month,
            channel=channel,
            counted=len(inside[month]),
            searchable=_share(inside[month], _one),
            searchable_words=_share(inside[month], _words),
        )
        for month in sorted(inside, key=lambda m: m or "9999")
    ]


def _one(_item: LedgerItem) -> int:
    return 1


def _words(item: LedgerItem) -> int:
    return item.words or 0


def _share(rows: Iterable[Row], size: Callable[[LedgerItem], int]) -> SearchableShare:
    sums = {"yes": 0, "no": 0, "unknown": 0}
    declared = stale = 0
    for row in rows:
        item = row.ledger
        sums[item.searchable] += size(item)
        if item.searchable != "unknown" and item.searchable_known == "declared":
            declared += size(item)
            stale += size(item) if row.stale else 0
    told = sums["yes"] + sums["no"]
    total = told + sums["unknown"]
    return SearchableShare(
        **sums,
        declared=declared,
        value=round(sums["yes"] / told, 3) if told else None,
        range=(round(sums["yes"] / total, 3), round((sums["yes"] + sums["unknown"]) / total, 3)) if total else (0, 0),
        # A declared fact whose review is overdue is half known (design, part 6).
        coverage=round((told - stale / 2) / total, 3) if total else 0.0,
    )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(median(known), 1) if known else None


def _scores(scores: Iterable[Score | None]) -> ScoreSummary:
    every = list(scores)
    seen = [score for score in every if score is not None]
    values = sorted(score.value for score in seen if score.value is not None)
    return ScoreSummary(
        median=_median(values),
        low=_quartile(values, 0.25),
        high=_quartile(values, 0.75),
        items=len(values),
        of=len(every),
        coverage=round(sum(score.coverage for score in seen) / len(every), 3) if every else 0.0,
        at_most=_median(score.range[1] for score in seen),
    )


def _quartile(values: Sequence[float], share: float) -> float | None:
    """Linear between the two nearest values, as spreadsheets have it (QUARTILE.INC)."""
    if not values:
        return None
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return round(values[below] + (place - below) * (values[above] - values[below]), 1)
