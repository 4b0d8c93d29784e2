"""The tables of the text report: channels, the ladder of addresses, months."""

from __future__ import annotations

from typing import Final

from indexaudit.comparison import Channel, Comparison
from indexaudit.report.bars import cell, length
from indexaudit.report.comparison import words
from indexaudit.report.comparison.bars import share_bar, spark
from indexaudit.report.comparison.layout import Layout
from indexaudit.report.comparison.months import NAMES, before, by_month, undated, windows
from indexaudit.report.printable import columns, cut, printable

__all__ = ["channels", "ladder", "months"]

_COUNT: Final = 8
_PERCENT: Final = 9
_WORDS: Final = 8
_PULL: Final = 7
_PUSH: Final = 18
_MONTH: Final = 5


# --- channels -------------------------------------------------------------------------------------------------------


def channels(comparison: Comparison, layout: Layout) -> list[str]:
    """Two lines a channel: what it is worth, and below each figure how well it is known."""
    if not comparison.channels:
        return []
    ink = layout.ink
    shown, left = layout.some(comparison.channels, layout.caps.channels)
    room = layout.width - _COUNT - 2 - _PERCENT - _WORDS - _PULL - _PUSH
    bar = max(10, min(30, room // 2))
    needed = max(max(columns(printable(c.name)), columns(_basis(c)) - _COUNT + 4) for c in shown) + 1
    name = min(room - bar, max(14, needed))
    heads = ("articles", "search", "median", "pull", "push"), ("+ posts", "can find", "words", "judged", "judged")
    head, below = (
        f"{'':{name}}{count:>{_COUNT}}  {share:<{bar + _PERCENT}}{median:>{_WORDS}}{pull:>{_PULL}}{push:>{_PUSH}}"
        for count, share, median, pull, push in heads
    )
    lines = [*layout.title("Channels"), ink.faint(head), ink.faint(below)]
    for channel in shown:
        lines += _channel(channel, layout, name, bar)
    lines += layout.more(left)
    note = "Pull is the median score for search, push that for sharing, 0 to 100; they are never averaged."
    declared = words.declared_note(shown)
    return [*lines, *layout.paragraph(f"{note} {declared}".rstrip(), ink.faint)]


def _channel(channel: Channel, layout: Layout, name: int, bar: int) -> list[str]:
    ink = layout.ink
    title = ink.strong(cell(printable(channel.name), name))
    basis = _basis(channel)
    if not channel.counted:
        what = words.counted(channel.items, "item", "items") + ", no article and no post among them"
        return [
            f"{title}{0:>{_COUNT}}  {cell(what, layout.width - name - _COUNT - 2).rstrip()}",
            f"  {ink.faint(cut(basis, layout.width - 2))}",
        ]
    share = channel.searchable
    push, below = words.push(channel)
    first = (
        f"{title}{channel.counted:>{_COUNT},}  {share_bar(share, bar, ink)}{words.figure(share):>{_PERCENT}}"
        f"{words.number(channel.median_words):>{_WORDS}}{words.number(channel.pull.median, 1):>{_PULL}}"
        f"{push:>{_PUSH}}"
    )
    room = bar + _PERCENT + _WORDS
    second = (
        f"  {cell(basis, name + _COUNT - 2)}  {cell(words.known(share, room), room)}"
        f"{words.judged(channel.pull):>{_PULL}}{below:>{_PUSH}}"
    )
    return [first.rstrip(), ink.faint(second.rstrip())]


def _basis(channel: Channel) -> str:
    return " · ".join(map(printable, dict.fromkeys((channel.type, *channel.platforms))))


# --- the ladder -----------------------------------------------------------------------------------------------------


def ladder(comparison: Comparison, layout: Layout) -> list[str]:
    """One line a rung, the best on top: how many of all, and of each kind."""
    rows = [row for row in comparison.ladder if words.of_kind(row)]
    if not rows:
        return []
    sums = {rung: sum(getattr(row, rung) for row in rows) for rung in words.RUNGS}
    most = max(sums.values())
    widths = [max(len(row.kind), len(f"{max(getattr(row, r) for r in words.RUNGS):,}")) for row in rows]
    label, total = max(map(len, words.RUNGS.values())), len(f"{most:,}")
    # Two blanks before each figure, or one where millions leave no room.
    gap = 2 if label + 6 + total + 2 + sum(widths) + 2 * len(widths) <= layout.width else 1
    widths, label, total = [width + gap for width in widths], label + gap, total + gap
    bar = max(0, min(32, layout.width - label - total - sum(widths)))
    heads = "".join(f"{row.kind:>{width}}" for row, width in zip(rows, widths, strict=True))
    lines = [
        *layout.title("How the items are addressed"),
        layout.ink.faint(f"{'':{label + bar}}{'all':>{total}}{heads}"),
    ]
    for rung, meaning in words.RUNGS.items():
        counts = [getattr(row, rung) for row in rows]
        cells = "".join(f"{_count(count):>{w}}" for count, w in zip(counts, widths, strict=True))
        full = length(sums[rung], most, bar)
        lines.append(f"{meaning:<{label}}{'█' * full:<{bar}}{sums[rung]:>{total},}{cells}")
    return lines + layout.paragraph(words.readable(comparison), layout.ink.faint)


# --- months ---------------------------------------------------------------------------------------------------------


def months(comparison: Comparison, layout: Layout) -> list[str]:
    """One column a month: what was published, what of it search can find, and what each channel gave."""
    runs = windows(comparison, layout.caps.months)
    without = undated(comparison.months)
    if not runs:
        return []
    lines = layout.title("Articles and posts by month")
    for run in runs:
        lines += _run(comparison, layout, run)
    notes = []
    if older := before(comparison, runs):
        notes.append(f"Older ones: {older:,}; --full shows them.")
    if without:
        notes.append(f"Without a date, and so in no month: {without:,}.")
    return lines + layout.paragraph(" ".join(notes), layout.ink.faint)


def _run(comparison: Comparison, layout: Layout, run: list[str]) -> list[str]:
    ink, label = layout.ink, layout.width - _MONTH * len(run)
    label = min(label, 32)
    everything = by_month(comparison, None)
    published = [everything[m].counted if m in everything else 0 for m in run]
    yes = [everything[m].searchable.yes if m in everything else 0 for m in run]
    unknown = [everything[m].searchable.unknown if m in everything else 0 for m in run]
    most = max([*published, 1])
    years = [month[:4] if at == 0 or month.endswith("-01") else "" for at, month in enumerate(run)]
    heights = "".join(f"{3 * spark(count, most):>{_MONTH}}" for count in published)

    def row(name: str, cells: list[str]) -> str:
        return (cell(name, label) + "".join(f"{text:>{_MONTH}}" for text in cells)).rstrip()

    lines = [
        ink.faint(row("", years)),
        ink.faint(row("", [NAMES[int(month[5:]) - 1] for month in run])),
        (" " * label + heights).rstrip(),
        ink.strong(row("published", list(map(_count, published)))),
        row("  search can find", list(map(_count, yes))),
    ]
    if any(unknown):
        lines.append(row("  not known", list(map(_count, unknown))))
    shown, left = layout.some(comparison.channels, layout.caps.channels)
    for channel in shown:
        own = by_month(comparison, channel.name)
        if any(month in own for month in run):
            lines.append(
                row(f"  by {printable(channel.name)}", [_count(own[m].counted if m in own else 0) for m in run])
            )
    return lines + layout.more(left)


def _count(count: int) -> str:
    return f"{count:,}" if count else "·"
