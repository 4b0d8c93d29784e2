"""A comparison to Markdown, for a wiki page or a pull request: what the text report says, in tables.

Nothing of a page or an archive becomes markup: see :mod:`indexaudit.report.markup`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from indexaudit.comparison import (
    AdviceLine,
    Channel,
    Comparison,
    CopyCluster,
    CopyMember,
    IntakeReport,
    LedgerItem,
    ScoreSummary,
)
from indexaudit.report.comparison import labels, words
from indexaudit.report.comparison.months import before, by_month, undated, windows
from indexaudit.report.markup import cell_code, code, escape, prose, table
from indexaudit.report.printable import cut, printable
from indexaudit.report.words import sentence

__all__ = ["render", "stream"]

T = TypeVar("T")

_NAME: Final = 120


def render(comparison: Comparison, *, full: bool = False) -> str:
    """The whole report; ``full`` shows every list whole. Ends with a newline."""
    return "".join(stream(comparison, full=full))


def stream(comparison: Comparison, *, full: bool = False) -> Iterator[str]:
    """:func:`render` block by block."""
    caps = words.Caps.none() if full else words.CAPS
    items = {item.id: item for item in comparison.items}
    blocks = (
        _headline(comparison),
        _channels(comparison, caps),
        _ladder(comparison),
        _months(comparison, caps),
        _copies(comparison, caps, items),
        _advice(comparison, caps, items),
        _intake(comparison, caps),
        _notes(comparison, caps),
    )
    for number, lines in enumerate(filter(None, blocks)):
        yield "\n" * bool(number) + "\n".join(lines) + "\n"


def _some(things: Sequence[T], cap: int | None, shown: Callable[[T], list[str]], indent: str = "") -> Iterator[str]:
    for thing in things[:cap]:
        yield from shown(thing)
    if left := len(things[cap:]) if cap is not None else 0:
        yield f"{indent}- and {left:,} more: `--full` shows them, `--format json` has all"


# --- figures --------------------------------------------------------------------------------------------------------


def _headline(comparison: Comparison) -> list[str]:
    head = comparison.headline
    lines = [
        f"# {escape(cut(printable(comparison.brand), _NAME)) or '(no name)'}",
        "",
        f"**{words.found(head.searchable, 'article or post', 'articles and posts')}**",
    ]
    if head.counted:
        lines += ["", f"**{words.words_found(head.searchable_words)}**"]
    if declared := words.verdicts(head.searchable):
        lines += ["", declared]
    lines += [
        "",
        f"- Period: {escape(words.period(comparison))}",
        f"- As of: {comparison.compared_at:%Y-%m-%d}, by indexaudit {escape(comparison.version)}",
        f"- Read: {words.records(comparison)}",
        f"- Items: {words.kinds(comparison)}",
    ]
    if head.counted:
        lines += [
            f"- Depth: {words.depth(comparison)}",
            f"- Pull: {words.summarized(head.pull, 'for search')}",
            f"- Push: {words.summarized(head.push, 'for sharing')}",
        ]
    return lines


def _channels(comparison: Comparison, caps: words.Caps) -> list[str]:
    if not comparison.channels:
        return []
    shown = comparison.channels[: caps.channels]
    heads = ["Channel", "Type", "Articles and posts", "Search can find", "Known", "Median words"]
    lines = ["## Channels", "", *table([*heads, "Pull", "Push"], list(map(_channel, shown)), numbers=6)]
    if left := len(comparison.channels) - len(shown):
        lines += ["", f"and {left:,} more: `--full` shows them, `--format json` has all"]
    said = (
        "Pull is the median score for search, push that for sharing, 0 to 100; they are never averaged. In brackets: "
        "the quartiles, how many items have a score, and how much of all could be judged."
    )
    return [*lines, "", f"{said} {escape(words.declared_note(shown))}".rstrip()]


def _channel(channel: Channel) -> list[str]:
    share = channel.searchable
    basis = dict.fromkeys((channel.type, *channel.platforms))
    push = _summary(channel.push)
    if words.declares(channel):
        declared, below = words.push(channel)
        push = f"{declared} ({below} judged)" if below else declared
    return [
        escape(cut(printable(channel.name), _NAME)),
        escape(" · ".join(basis)),
        f"{channel.counted:,} of {channel.items:,} items"
        if channel.items > channel.counted
        else f"{channel.counted:,}",
        words.figure(share),
        words.known(share) or "–",
        words.number(channel.median_words),
        _summary(channel.pull),
        push,
    ]


def _summary(summary: ScoreSummary) -> str:
    if not summary.of:
        return "–"
    rest = f"{summary.items:,} of {summary.of:,}, {words.judged(summary)} judged"
    if summary.median is None:
        return f"– ({rest})"
    if summary.low is not None and summary.high is not None and summary.low != summary.high:
        rest = f"{summary.low:.1f}–{summary.high:.1f}, {rest}"
    return f"{summary.median:.1f} ({rest})"


def _ladder(comparison: Comparison) -> list[str]:
    rows = [row for row in comparison.ladder if words.of_kind(row)]
    if not rows:
        return []
    lines = []
    for rung, meaning in words.RUNGS.items():
        counts = [getattr(row, rung) for row in rows]
        lines.append([meaning, f"{sum(counts):,}", *(f"{count:,}" for count in counts)])
    heads = ["Address", "all", *(row.kind for row in rows)]
    said = words.readable(comparison)
    return [
        "## How the items are addressed",
        "",
        *table(heads, lines, numbers=len(heads) - 1),
        *(["", said] if said else []),
    ]


def _months(comparison: Comparison, caps: words.Caps) -> list[str]:
    runs = windows(comparison, caps.months)
    if not runs:
        return []
    everything = by_month(comparison, None)
    channels = comparison.channels[: caps.channels]
    own = [by_month(comparison, channel.name) for channel in channels]
    kept = [(c, months) for c, months in zip(channels, own, strict=True) if months]
    rows = []
    for month in (month for run in runs for month in run):
        found = everything.get(month)
        share = found.searchable if found else None
        counts = [found.counted, share.yes, share.unknown] if found and share else [0, 0, 0]
        counts += [months[month].counted if month in months else 0 for _, months in kept]
        rows.append([month, *(f"{count:,}" for count in counts)])
    heads = ["Month", "published", "search can find", "not known"]
    heads += [escape(f"by {cut(printable(channel.name), _NAME)}") for channel, _ in kept]
    lines = ["## Articles and posts by month", "", *table(heads, rows, numbers=len(heads) - 1)]
    if older := before(comparison, runs):
        lines += ["", f"Older ones: {older:,}; `--full` shows them."]
    if without := undated(comparison.months):
        lines += ["", f"Without a date, and so in no month: {without:,}."]
    return lines


# --- copies and advice ----------------------------------------------------------------------------------------------


def _copies(comparison: Comparison, caps: words.Caps, items: Mapping[str, LedgerItem]) -> list[str]:
    if not comparison.copies:
        return []
    title = f"## {labels.copies_title(comparison.copies)}"
    clusters = _some(comparison.copies, caps.clusters, lambda cluster: ["", *_cluster(cluster, caps, items)])
    return [title, *clusters]


def _cluster(cluster: CopyCluster, caps: words.Caps, items: Mapping[str, LedgerItem]) -> list[str]:
    fullest = items.get(cluster.members[0].item) if cluster.members else None
    name = escape(cut(labels.name(fullest), _NAME)) if fullest else ""
    lines = [f"### {escape(cluster.id)}: {name} ({labels.outcome(cluster)})", ""]
    shown = cluster.members[: caps.members]
    heads = ["Channel", "Address", "Relation", "Words"]
    lines += table(heads, [_member(m, items.get(m.item), cluster.winner) for m in shown], numbers=1)
    lines += ["", f"- Why: {prose(sentence(cluster.why))}"]
    if left := len(cluster.members) - len(shown):
        lines.append(f"- and {left:,} more copies: `--full` shows them, `--format json` has all")
    lines += [f"- To win: {prose(sentence(change))}" for change in cluster.to_win]
    if caps.clusters is None:
        for signal in cluster.signals:
            favours = ", ".join(signal.favours) or "none"
            how = f"{signal.name} ({'decides' if signal.decides else 'weighs'}, for {favours}): {signal.text}"
            lines.append(f"- Signal: {prose(printable(how))}")
    return lines


def _member(member: CopyMember, item: LedgerItem | None, winner: str | None) -> list[str]:
    relation = labels.alike(member) + (", **wins**" if member.item == winner else "")
    if item is None:
        return ["–", escape(member.item), relation, f"{member.words:,}"]
    where = cell_code(item.url) if item.url else "no address"
    return [escape(item.channel), where, relation, f"{member.words:,}"]


def _advice(comparison: Comparison, caps: words.Caps, items: Mapping[str, LedgerItem]) -> list[str]:
    if not comparison.advice:
        return []
    numbered = enumerate(comparison.advice, 1)
    said = "Points of the score for search (pull) or sharing (push), all items together."
    lines = ["## What to do, the most valuable first", "", said, ""]
    return [*lines, *_some(tuple(numbered), caps.advice, lambda entry: _line(*entry, caps, items))]


def _line(number: int, line: AdviceLine, caps: words.Caps, items: Mapping[str, LedgerItem]) -> list[str]:
    indent = " " * (len(str(number)) + 2)
    lines = [f"{number}. **{prose(sentence(line.text)) or '(no message)'}** ({labels.worth(line)})"]
    lines += _some(line.items, caps.advised, lambda id_: [f"{indent}- On: {_on(id_, items)}"], indent)
    lines.append(f"{indent}- How computed: {prose(printable(line.computed))}")
    if caps.advice is None:
        lines += [f"{indent}- Source: {escape(s.title)} ({escape(s.checked)}): {code(s.url)}" for s in line.sources]
    return [*lines, f"{indent}- Basis: {escape(labels.basis(line))}"]


def _on(id_: str, items: Mapping[str, LedgerItem]) -> str:
    item = items.get(id_)
    if item is None:
        return escape(id_)
    name = escape(cut(labels.name(item), _NAME))
    return f"{name}: {code(item.url)}" if item.url else name


# --- what was read --------------------------------------------------------------------------------------------------


def _intake(comparison: Comparison, caps: words.Caps) -> list[str]:
    if not comparison.intake:
        return []
    shown = comparison.intake[: caps.sources]
    rows = [_source(report) for report in shown]
    heads = ["Channel", "Source", "read", "used", "set aside"]
    lines = ["## What was read", "", words.records(comparison), "", *table(heads, rows, numbers=3)]
    if left := len(comparison.intake) - len(shown):
        lines += ["", f"and {left:,} more: `--full` shows them, `--format json` has all"]
    details = [line for report in shown for line in _details(report, caps)]
    return [*lines, "", *details] if details else lines


def _source(report: IntakeReport) -> list[str]:
    aside = sum(reason.count for reason in report.set_aside)
    channel = escape(report.channel) if report.channel else "(by platform)"
    return [channel, cell_code(report.source), f"{report.read:,}", f"{report.used:,}", f"{aside:,}"]


def _details(report: IntakeReport, caps: words.Caps) -> Iterator[str]:
    for reason in report.set_aside[: caps.reasons]:
        first = f", such as {code(labels.origin(reason.examples[0], report.source))}" if reason.examples else ""
        yield f"- {code(report.source)}: {reason.count:,} set aside: {prose(printable(reason.reason))}{first}"
    for note in report.notes[: caps.reasons]:
        yield f"- {code(report.source)}: note: {prose(printable(note))}"
    if caps.reasons is not None:
        left = len(report.set_aside[caps.reasons :]) + len(report.notes[caps.reasons :])
        if left:
            yield f"- {code(report.source)}: and {left:,} more: `--full` shows them, `--format json` has all"


def _notes(comparison: Comparison, caps: words.Caps) -> list[str]:
    if not comparison.notes:
        return []
    notes = _some(comparison.notes, caps.notes, lambda note: [f"- {prose(sentence(note))}"])
    return ["## What limits these figures", "", *notes]
