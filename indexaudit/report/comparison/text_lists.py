"""The lists of the text report: copies, advice, what was read, what limits the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indexaudit.comparison import AdviceLine, Comparison, CopyCluster, IntakeReport, LedgerItem
from indexaudit.report.bars import cell
from indexaudit.report.comparison import labels, words
from indexaudit.report.comparison.layout import Layout
from indexaudit.report.printable import columns, cut, not_a_command, printable, wrap
from indexaudit.report.short_address import shortened
from indexaudit.report.words import sentence

__all__ = ["advice", "copies", "intake", "notes"]

_WORTH: Final = 15
_INDENT: Final = 4
_ROOM: Final = 8
_MARK: Final = 6
_ALIKE: Final = 18


# --- copies ---------------------------------------------------------------------------------------------------------


def copies(comparison: Comparison, layout: Layout, items: Mapping[str, LedgerItem]) -> list[str]:
    """Each text with its copies, which of them search will most likely show and why."""
    if not comparison.copies:
        return []
    shown, left = layout.some(comparison.copies, layout.caps.clusters)
    lines = layout.title(labels.copies_title(comparison.copies))
    for cluster in shown:
        lines += ["", *_cluster(cluster, layout, items)] if len(lines) > 1 else _cluster(cluster, layout, items)
    lines += layout.more(left)
    relations = {member.relation for cluster in shown for member in cluster.members}
    meanings = {
        "copy": "copy 94 %: so much of both texts is the same",
        "excerpt": "excerpt 96 %: so much of it stands in the fullest",
    }
    said = "; ".join(text for relation, text in meanings.items() if relation in relations)
    return lines + (["", *layout.paragraph(said[:1].upper() + said[1:] + ".", layout.ink.faint)] if said else [])


def _cluster(cluster: CopyCluster, layout: Layout, items: Mapping[str, LedgerItem]) -> list[str]:
    ink = layout.ink
    verdict = labels.outcome(cluster)
    fullest = items.get(cluster.members[0].item) if cluster.members else None
    name = labels.name(fullest) if fullest else ""
    room = layout.width - _INDENT - columns(verdict) - 2
    paint = ink.good if cluster.owner_wins else ink.bad if cluster.owner_wins is False else str
    lines = [f"{cell(printable(cluster.id), max(_INDENT - 1, len(cluster.id)))} {cell(name, room)}  {paint(verdict)}"]
    shown, left = layout.some(cluster.members, layout.caps.members)
    found = {member.item: items.get(member.item) for member in shown}
    channels = {id_: printable(item.channel) if item else "" for id_, item in found.items()}
    channel = min(16, max(map(columns, channels.values()), default=0)) + 2
    lengths = {member.item: words.counted(member.words, "word", "words") for member in shown}
    length = max(map(len, lengths.values()), default=0)
    room = layout.width - _INDENT - _MARK - channel - length - _ALIKE
    places = {id_: labels.address(item, room) if item else cut(printable(id_), room) for id_, item in found.items()}
    place = max(map(columns, places.values()), default=0)
    for member in shown:
        wins = member.item == cluster.winner
        line = (
            f"{'':{_INDENT}}{'wins' if wins else '':<{_MARK}}{cell(channels[member.item], channel)}"
            f"{cell(places[member.item], place)}  {lengths[member.item]:>{length}}  {labels.alike(member)}"
        )
        lines.append(ink.strong(line) if wins else line)
    lines += layout.more(left, indent=_INDENT + _MARK)
    lines += layout.labelled("Why", sentence(shortened(cluster.why, layout.caps.address)), indent=_INDENT, room=_ROOM)
    for label, change in zip(("To win", *[""] * len(cluster.to_win)), cluster.to_win, strict=False):
        lines += layout.labelled(label, sentence(shortened(change, layout.caps.address)), indent=_INDENT, room=_ROOM)
    if layout.caps.clusters is None:
        for signal in cluster.signals:
            favours = ", ".join(map(printable, signal.favours)) or "none"
            how = f"{signal.name} ({'decides' if signal.decides else 'weighs'}, for {favours}): {signal.text}"
            lines += layout.labelled("Signal", printable(how), ink.faint, indent=_INDENT, room=_ROOM)
    return lines


# --- advice ---------------------------------------------------------------------------------------------------------


def advice(comparison: Comparison, layout: Layout, items: Mapping[str, LedgerItem]) -> list[str]:
    """What to do, numbered by gain, where, and how the gain was computed."""
    if not comparison.advice:
        return []
    shown, left = layout.some(comparison.advice, layout.caps.advice)
    lines = layout.title("What to do, the most valuable first")
    lines += layout.paragraph(
        "Points of the score for search (pull) or sharing (push), all items together.", layout.ink.faint
    )
    for number, line in enumerate(shown, 1):
        lines += _advice(number, line, layout, items)
    return lines + layout.more(left)


def _advice(number: int, line: AdviceLine, layout: Layout, items: Mapping[str, LedgerItem]) -> list[str]:
    ink, indent = layout.ink, _INDENT
    worth = f"{labels.worth(line):<{_WORTH - 2}}  "
    basis = cut(labels.basis(line), layout.width - indent - columns(worth))
    lines = [f"{number:>2}. {ink.strong(worth)}{ink.faint(basis)}"]
    message = sentence(shortened(line.text, layout.caps.address)) or "(no message)"
    lines += layout.paragraph(message, ink.strong, indent=indent)
    shown, left = layout.some(line.items, layout.caps.advised)
    for label, id_ in zip(("On", *[""] * len(shown)), shown, strict=False):
        item = items.get(id_)
        said = _on(item, layout.width - indent - _ROOM) if item else printable(id_)
        lines.append(
            " " * indent + ink.faint(f"{label:<{_ROOM}}") + cut(not_a_command(said), layout.width - indent - _ROOM)
        )
    lines += layout.more(left, indent=indent + _ROOM)
    lines += layout.labelled("How", shortened(line.computed, layout.caps.address), indent=indent, room=_ROOM)
    if layout.caps.advice is None:
        for source in line.sources:
            said = f"{source.title} ({source.checked}): {source.url}"
            lines += layout.labelled("Source", printable(said), ink.faint, indent=indent, room=_ROOM)
    return lines


def _on(item: LedgerItem, room: int) -> str:
    """Title and address, each given what it needs of the line."""
    if not item.title and item.url is not None:
        return labels.address(item, room)
    name = labels.name(item)
    where = labels.address(item, max(room // 2, room - columns(name) - 2))
    name = cut(name, room - columns(where) - 2)
    return f"{name}  {where}"


# --- what was read --------------------------------------------------------------------------------------------------


def intake(comparison: Comparison, layout: Layout) -> list[str]:
    """Each source with its sums, and why records were set aside."""
    if not comparison.intake:
        return []
    lines = layout.title(f"What was read: {words.records(comparison)}")
    shown, left = layout.some(comparison.intake, layout.caps.sources)
    most = max(max(report.read, report.used) for report in shown)
    number = max(4, len(f"{most:,}"))
    longest = max(columns(printable(report.source)) for report in shown)
    for report in shown:
        lines += _source(report, layout, number, longest)
    return lines + layout.more(left)


def _source(report: IntakeReport, layout: Layout, number: int, longest: int) -> list[str]:
    aside = sum(reason.count for reason in report.set_aside)
    sums = f"{report.read:>{number},} = {report.used:>{number},} used + {aside:>{number},} aside"
    room = min(longest, layout.width - len(sums) - 2 - 16)
    channel = printable(report.channel) if report.channel else "(by platform)"
    lines = [f"{cell(channel, 14)}  {cell(printable(report.source), room)}  {sums}"]
    reasons, left = layout.some(report.set_aside, layout.caps.reasons)
    for reason in reasons:
        first = f", such as {labels.origin(reason.examples[0], within=report.source)}" if reason.examples else ""
        said = f"{reason.count:,} set aside: {printable(reason.reason)}{first}"
        lines += [" " * 16 + text for text in wrap(said, layout.width - 16)]
    lines += layout.more(left, indent=16)
    noted, left = layout.some(report.notes, layout.caps.reasons)
    for note in noted:
        lines += [" " * 16 + layout.ink.fair(text) for text in wrap(f"Note: {printable(note)}", layout.width - 16)]
    return lines + layout.more(left, indent=16)


def notes(comparison: Comparison, layout: Layout) -> list[str]:
    """What limits the figures."""
    if not comparison.notes:
        return []
    lines = layout.title("What limits these figures")
    shown, left = layout.some(comparison.notes, layout.caps.notes)
    for note in shown:
        first, *more = wrap(sentence(note), layout.width - 4) or [""]
        lines += [f"  - {first}", *("    " + text for text in more)]
    return lines + layout.more(left)
