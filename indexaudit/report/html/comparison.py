"""A comparison to one HTML file: what search can find of a brand, channel beside channel, and what to change first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexaudit.comparison import AdviceLine, Comparison, CopyCluster, LedgerItem
from indexaudit.report.comparison import labels, words
from indexaudit.report.html.document import document
from indexaudit.report.html.listing import listing
from indexaudit.report.html.periods import periods
from indexaudit.report.html.plot import plot
from indexaudit.report.html.rows import Row, Todo, Tone
from indexaudit.report.html.rule_notes import rule_notes
from indexaudit.report.html.shapes import form
from indexaudit.report.words import SHORT

__all__ = ["render", "stream"]

_TONES: Final[Mapping[str, Tone]] = MappingProxyType({"yes": "yes", "no": "no", "unknown": "unknown"})
_ANSWERS: Final = MappingProxyType({"yes": "yes", "no": "no", "unknown": "not known"})
_LANES: Final = MappingProxyType(
    {
        "declared: repost": "push declared: repost",
        "declared: feed": "push declared: feed",
        "declared: none": "push declared: none",
        "": "push not known",
    }
)
_FIRST: Final = 3
"""Pieces of advice at the top; items named under each piece of advice."""
_ADVICE: Final = 40
_CLUSTERS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One piece of advice with the items that it is about."""

    advice: AdviceLine
    worth: str
    basis: str
    first: tuple[LedgerItem, ...]
    rows: tuple[int, ...]
    """Those of them that the table lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copies:
    """One text in several places."""

    cluster: CopyCluster
    outcome: str
    tone: Tone
    members: tuple[tuple[LedgerItem, str, bool], ...]
    """Each copy, how it relates to the fullest, and whether search will most likely show it."""


def render(comparison: Comparison) -> str:
    """The whole file."""
    items = {item.id: item for item in comparison.items}
    # Articles and posts first, for the figures are about them; within them in the order of the ledger.
    ordered = sorted(comparison.items, key=lambda item: not item.counted)
    numbers = {item.id: number for number, item in enumerate(ordered)}
    rows = [_row(item) for item in ordered]
    channels = [channel.name for channel in comparison.channels]
    rules = {todo.rule for row in rows for todo in row.todos} | {a.rule for a in comparison.advice if a.rule}
    listed = listing(rows, what="items", group="Channel")
    shown = {id_: number for id_, number in numbers.items() if number < listed.listed}
    lines = [_line(line, items, shown) for line in comparison.advice[:_ADVICE]]
    return document(
        "comparison.html",
        f"{comparison.brand}: what search can find",
        version=comparison.version,
        comparison=comparison,
        words=words,
        labels=labels,
        rungs=_rungs(comparison),
        kinds=[row for row in comparison.ladder if words.of_kind(row)],
        forms={name: form(number) for number, name in enumerate(channels)},
        lines=lines,
        first=_FIRST,
        more_advice=max(0, len(comparison.advice) - _ADVICE),
        copies=[_copies(cluster, items) for cluster in comparison.copies[:_CLUSTERS]],
        more_copies=max(0, len(comparison.copies) - _CLUSTERS),
        periods=periods(comparison),
        channel_periods=[(name, periods(comparison, name)) for name in channels],
        wordless=sum(item.counted and item.words is None for item in comparison.items),
        undated=sum(m.counted for m in comparison.months if m.month is None and m.channel is None),
        plot=plot(
            [(n, rows[n]) for n, item in enumerate(ordered) if item.counted and n < listed.listed], channels, _LANES
        ),
        list=listed,
        rules=rule_notes(rules),
    )


def stream(comparison: Comparison) -> Iterator[str]:
    """:func:`render` as one piece."""
    yield render(comparison)


def _row(item: LedgerItem) -> Row:
    declared = item.share_declared if item.share is None or item.share.value is None else None
    details = [("Verdict", SHORT[item.indexability])]
    if item.words is not None and item.words_known:
        details.append(("Words", f"{item.words:,}, {item.words_known}"))
    if item.date and item.date_known:
        details.append(("Date", f"{item.date}, {item.date_known}"))
    details += [("Read in", labels.origin(found)) for found in item.origins]
    if item.copies:
        details.append(("Copies", item.copies))
    return Row(
        name=labels.name(item),
        url=item.url,
        group=item.channel,
        kind=item.kind,
        date=item.date or "",
        tone=_TONES[item.searchable],
        verdict=_ANSWERS[item.searchable],
        known="" if item.searchable_known == "observed" else item.searchable_known,
        reason=item.searchable_reason,
        search=item.search,
        share=item.share,
        share_note=f"declared: {declared.level}" if declared else "",
        words=item.words,
        figures=(),
        todos=tuple(Todo(rule=f.rule, message=f.message, fix=f.fix, gain=f.gain, axis=f.axis) for f in item.findings),
        details=tuple(details),
    )


def _line(line: AdviceLine, items: Mapping[str, LedgerItem], numbers: Mapping[str, int]) -> _Line:
    return _Line(
        advice=line,
        worth=_worth(line),
        basis=labels.basis(line),
        first=tuple(items[id_] for id_ in line.items[:_FIRST]),
        rows=tuple(numbers[id_] for id_ in line.items if id_ in numbers),
    )


def _worth(line: AdviceLine) -> str:
    """What mending is worth on each page: a sum over thousands is no number that a score has."""
    if line.action != "mend" or line.gain is None or len(line.items) < 2:
        return labels.worth(line)
    return f"+{line.gain / len(line.items):,.1f} {line.axis.value} × {len(line.items):,}"


def _copies(cluster: CopyCluster, items: Mapping[str, LedgerItem]) -> _Copies:
    return _Copies(
        cluster=cluster,
        outcome=labels.outcome(cluster),
        tone="unknown" if cluster.owner_wins is None else "yes" if cluster.owner_wins else "no",
        members=tuple((items[m.item], labels.alike(m), m.item == cluster.winner) for m in cluster.members),
    )


def _rungs(comparison: Comparison) -> list[tuple[str, str, int]]:
    """The ladder: field, meaning, and how many items of all kinds stand on it."""
    return [(rung, said, sum(getattr(row, rung) for row in comparison.ladder)) for rung, said in words.RUNGS.items()]
