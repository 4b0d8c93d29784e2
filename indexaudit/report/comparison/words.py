"""Figures of a comparison to the plain words that its reports share. Everything here is safe to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexaudit.comparison import Channel, Comparison, DeclaredShare, LadderRow, SearchableShare
from indexaudit.items import ItemKind
from indexaudit.report.figures import counted, judged, number, percent, summarized
from indexaudit.report.printable import printable
from indexaudit.scoring import MINIMUM_COVERAGE

__all__ = [
    "CAPS",
    "RUNGS",
    "Caps",
    "counted",
    "declared_note",
    "declares",
    "depth",
    "figure",
    "found",
    "judged",
    "kinds",
    "known",
    "number",
    "of_kind",
    "percent",
    "period",
    "push",
    "readable",
    "records",
    "span",
    "summarized",
    "verdicts",
    "words_found",
]

RUNGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "own": "own host, in words",
        "readable": "public, in words",
        "opaque": "public, no words",
        "gated": "behind a login",
        "in_app": "only in an app",
        "none": "no address",
    }
)
"""The ladder, best rung first: fields of :class:`LadderRow`, and what each means."""

_PLURALS: Final[Mapping[ItemKind, str]] = MappingProxyType(
    {
        "article": "articles",
        "post": "posts",
        "reply": "replies",
        "repost": "reposts",
        "like": "likes",
        "page": "other pages",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much of each list a report for people shows; null: all of it."""

    advice: int | None = 10
    advised: int | None = 3
    """Items under one line of advice."""
    clusters: int | None = 8
    members: int | None = 5
    """Copies of one cluster."""
    channels: int | None = 20
    sources: int | None = 20
    reasons: int | None = 5
    """Reasons and notes of one source."""
    notes: int | None = 10
    months: int | None = 12
    address: int | None = 48
    """Columns of an address in a sentence."""

    @classmethod
    def none(cls) -> Caps:
        """All of everything."""
        return cls(**dict.fromkeys(cls.__slots__))


CAPS: Final = Caps()


# --- figures --------------------------------------------------------------------------------------------------------


def span(ends: tuple[float, float]) -> str:
    """A range of shares: ``30–47 %``, or the one figure when both ends read the same."""
    low, high = map(percent, ends)
    return low if low == high else f"{low.removesuffix(' %')}–{high}"


def figure(share: SearchableShare) -> str:
    """What of all is found: one percentage, or a range as wide as what is not known; a dash when nothing is."""
    return "–" if share.value is None else span(share.range)


def known(share: SearchableShare, room: int = 80) -> str:
    """The coverage of a searchable share, and what is found of that; with counts where they have room."""
    total = share.yes + share.no + share.unknown
    if not total:
        return ""
    if not share.unknown:
        if share.declared == total:
            return "as the platform declares"
        return f"all known, {share.declared:,} declared" if share.declared else "all known"
    if share.value is None:
        return "none known"
    for part in (f"{share.yes + share.no:,} of {total:,}", percent(share.coverage)):
        said = f"{part} known, {percent(share.value)} of {'them' if share.yes + share.no > 1 else 'that'}"
        if len(said) <= room:
            break
    return said


# --- sentences ------------------------------------------------------------------------------------------------------


def found(share: SearchableShare, one: str, several: str) -> str:
    """What search can find of so many, in a sentence that says what is not known."""
    total = share.yes + share.no + share.unknown
    if not total:
        return f"There is no {one} to judge."
    if total == 1:
        said = "search can find it" if share.yes else "search cannot find it"
        return f"There is one {one}, and " + (
            "whether search can find it is not known." if share.unknown else f"{said}."
        )
    if share.value is None:
        return f"Whether search can find the {total:,} {several} is not known: none could be checked."
    rest = f"; {share.unknown:,} more could not be checked" if share.unknown else ""
    return f"Of {total:,} {several}, search can find {share.yes:,} ({percent(share.yes / total)}{rest})."


def words_found(share: SearchableShare) -> str:
    """The share of words that search can find, in a sentence that says what is not known."""
    total = share.yes + share.no + share.unknown
    if not total:
        return "How many words they hold is not known."
    if share.value is None:
        return f"Whether search can find their {counted(total, 'word', 'words')} is not known."
    rest = f"; {percent(share.unknown / total)} more could not be checked" if share.unknown else ""
    found_ = f"{share.yes:,} ({percent(share.yes / total)}{rest})"
    return f"Of their {counted(total, 'word', 'words')}, search can find {found_}."


def verdicts(share: SearchableShare) -> str:
    """How many verdicts rest on declarations, in a sentence; empty when none does."""
    if not share.declared:
        return ""
    of = share.yes + share.no
    return (
        f"{share.declared:,} of {counted(of, 'verdict', 'verdicts')} "
        f"{'rests' if share.declared == 1 else 'rest'} on what platforms declare, not on a page that was seen."
    )


def readable(comparison: Comparison) -> str:
    """Readable against opaque, in a sentence; empty when nothing stands at a public address."""
    head = comparison.headline
    if not head.readable and not head.opaque:
        return ""
    return (
        f"Of the articles and posts at public addresses, {head.readable:,} {_have(head.readable)} words in the "
        f"address and {head.opaque:,} {_have(head.opaque)} none."
    )


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def period(comparison: Comparison) -> str:
    """The days that count."""
    start, end = (printable(day) if day else None for day in comparison.period)
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else "all that was read"


def records(comparison: Comparison) -> str:
    """What was read, and that the sums agree: read is used and set aside."""
    read = sum(report.read for report in comparison.intake)
    used = sum(report.used for report in comparison.intake)
    aside = sum(reason.count for report in comparison.intake for reason in report.set_aside)
    if not comparison.intake:
        return "items that were handed over, from no source that could be named"
    sources = counted(len(comparison.intake), "source", "sources")
    return f"{counted(read, 'record', 'records')} from {sources} = {used:,} used + {aside:,} set aside"


def kinds(comparison: Comparison) -> str:
    """How many items there are of each kind."""
    sums = [(row.kind, of_kind(row)) for row in comparison.ladder]
    parts = [counted(count, "other page" if kind == "page" else kind, _PLURALS[kind]) for kind, count in sums if count]
    total = comparison.headline.items
    return f"{total:,}" + (f": {', '.join(parts)}" if parts else "")


def of_kind(row: LadderRow) -> int:
    """All items of one kind."""
    return sum(getattr(row, rung) for rung in RUNGS)


def depth(comparison: Comparison) -> str:
    """How long the articles and posts are."""
    head = comparison.headline
    unknown = sum(item.counted and item.words is None for item in comparison.items)
    if head.median_words is None:
        return "not known" if head.counted else "nothing to measure"
    said = f"{number(head.median_words)} words in the median, {head.words:,} in all"
    return f"{said}; those of {unknown:,} are not known" if unknown else said


def push(channel: Channel) -> tuple[str, str]:
    """The score for sharing and its coverage; where little was measured, what the platform declares comes first.

    What was not measured is never a number.
    """
    seen = judged(channel.push)
    if not declares(channel) or channel.push_declared is None:
        return number(channel.push.median, 1), seen
    below = seen if channel.push.median is None else f"{channel.push.median:.1f} on {seen}"
    return f"declared: {channel.push_declared.level}", below


def declares(channel: Channel) -> bool:
    """Whether a declaration stands in for the score for sharing."""
    measured = channel.push.median is not None and channel.push.coverage >= MINIMUM_COVERAGE
    return channel.push_declared is not None and not measured


def declared_note(channels: Iterable[Channel]) -> str:
    """What ``declared`` means and when it was reviewed, in a sentence; empty when nothing is declared."""
    declared: list[DeclaredShare] = [c.push_declared for c in channels if c.push_declared and declares(c)]
    if not declared:
        return ""
    levels = {d.level for d in declared}
    meanings = {
        "repost": "repost: readers pass an item on in one step",
        "feed": "feed: followers are shown it, and nobody passes it on in one step",
        "none": "none: neither a feed nor a repost carries it",
    }
    said = "; ".join(text for level, text in meanings.items() if level in levels)
    days = sorted({printable(d.reviewed) for d in declared})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return f"Declared by the platform's file (reviewed {when}), never measured. {said[:1].upper()}{said[1:]}."
