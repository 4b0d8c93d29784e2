"""What a brand's channels are worth side by side: result types only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from indexaudit.items import ItemKind, Origin
from indexaudit.model import Addressability, Axis, Indexability, Known, PageKind, Result, Score, Source

__all__ = [
    "Action",
    "AdviceLine",
    "Channel",
    "Comparison",
    "CopyCluster",
    "CopyMember",
    "DeclaredShare",
    "Headline",
    "IntakeReport",
    "ItemFinding",
    "LadderRow",
    "LedgerItem",
    "Month",
    "Reason",
    "ScoreSummary",
    "Searchable",
    "SearchableShare",
    "Signal",
]

Searchable = Literal["yes", "no", "unknown"]
"""Whether a search engine can index the item at an address of its own."""

Action = Literal["mend", "move", "merge", "link_home", "control"]
"""``mend`` a fault on pages; ``move`` a text to the brand's own host; ``merge`` short posts on one topic into an
article; ``link_home`` from a copy to the original; ``control``: publish at home first, for the platform lets no author
name the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinding:
    """A fault of an item that wins points when it is mended."""

    rule: str
    axis: Axis
    message: str
    fix: str | None
    gain: float
    """Points of the axis's ``potential``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredShare:
    """What a platform's file declares about sharing on it: never a measurement, and no score."""

    level: Literal["repost", "feed", "none"]
    """``repost``: readers pass an item on in one step, to followers of theirs; ``feed``: followers are shown it, and
    nobody passes it on in one step; ``none``: neither."""
    reviewed: str
    """The day the platform's file was reviewed: ``YYYY-MM-DD``."""
    sources: tuple[Source, ...]
    """Empty when it is common knowledge without a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerItem(Result):
    """One item of the ledger: what is known of it, and how."""

    id: str
    """``i1``, ``i2`` …: the number in the ledger, which is in order of channel, date and address."""
    channel: str
    kind: ItemKind
    platform: str | None
    page_type: PageKind | None
    url: str | None
    """Canonical form of the address where the grammar gives one; null when the item has none."""
    title: str | None
    """Headline of the page, title in the source, or the first words of the text; null when redacted or unknown."""
    date: str | None
    """ISO 8601: when it was published."""
    date_known: Known | None
    """``observed`` on the page, ``declared`` by the source, ``inferred`` from the address."""
    counted: bool
    """Whether headline figures count it: articles and posts."""
    words: int | None
    words_known: Known | None
    """``observed`` on the page, ``declared`` by the archive that holds the text."""
    addressability: Addressability
    indexability: Indexability
    searchable: Searchable
    searchable_known: Known
    searchable_reason: str
    """Why, in plain words."""
    search: Score | None
    """Null when nothing applied. Of an item whose page was not seen only address, control and length are judged."""
    share: Score | None
    """Null without a page."""
    share_declared: DeclaredShare | None
    """Stands in for ``share`` where no page was seen and the platform's file says something."""
    findings: tuple[ItemFinding, ...]
    """By gain, the largest first."""
    origins: tuple[Origin, ...]
    """Where it was read; the first is the one that its words and scores rest on."""
    copies: str | None
    """Id of the cluster of copies that it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchableShare:
    """Of so many, how many stand at addresses that a search engine can index."""

    yes: int
    no: int
    unknown: int
    declared: int
    """How many of ``yes`` and ``no`` rest on what platforms declare, not on a page that was seen."""
    value: float | None
    """``yes`` over ``yes + no``, 0 to 1, three decimals; null when nothing is known."""
    range: tuple[float, float]
    """The share if every unknown were no, and if every unknown were yes; (0, 0) of nothing."""
    coverage: float
    """``yes + no`` over all, 0 to 1, where a declared fact past its review counts half; 0 of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSummary:
    """The scores of several items: read ``median``, ``items`` and ``coverage`` together."""

    median: float | None
    low: float | None
    """Lower quartile."""
    high: float | None
    """Upper quartile."""
    items: int
    """Items with a value."""
    of: int
    """Items that could have one."""
    coverage: float
    """Mean coverage of all ``of`` items, 0 to 1 (an item without a score has 0)."""
    at_most: float | None = None
    """Median of what the ``of`` items would have if everything unseen were right; null of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRow:
    """How items of one kind are addressed: counts by rung."""

    kind: ItemKind
    none: int
    in_app: int
    gated: int
    opaque: int
    readable: int
    own: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel: what was published, what search can find, how it scores."""

    name: str
    type: str
    """``blog``, ``site``, ``article``, ``social`` or ``other``: that of most of its items."""
    platforms: tuple[str, ...]
    items: int
    """All, likes and replies among them."""
    counted: int
    """Articles and posts: what the figures below are about."""
    searchable: SearchableShare
    searchable_words: SearchableShare
    words: int
    """Of the counted items whose words are known."""
    median_words: float | None
    readable: int
    """Counted items at public addresses with words, own hosts among them."""
    opaque: int
    """Counted items at public addresses without words."""
    pull: ScoreSummary
    """Scores for search."""
    push: ScoreSummary
    """Scores for sharing; measured ones only."""
    push_declared: DeclaredShare | None
    first: str | None
    """ISO date of the oldest dated counted item."""
    last: str | None
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What one channel, or all, published in one month."""

    month: str | None
    """``YYYY-MM``; null for the counted items without a date."""
    channel: str | None
    """Null: all channels."""
    counted: int
    searchable: SearchableShare
    searchable_words: SearchableShare


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The figures of the whole brand, over articles and posts."""

    items: int
    counted: int
    searchable: SearchableShare
    searchable_words: SearchableShare
    words: int
    median_words: float | None
    readable: int
    opaque: int
    pull: ScoreSummary
    push: ScoreSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One documented sign of which copy a search engine takes."""

    name: str
    """``indexability``, ``redirect``, ``canonical``, ``https``, ``sitemap``, ``completeness``, ``first`` or
    ``address``."""
    favours: tuple[str, ...]
    """Ids of the items that it speaks for; empty: it tells none apart."""
    decides: bool
    """A strong one: documented to settle the matter unless another strong one disagrees."""
    text: str
    """What was seen."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMember:
    """One copy of a text."""

    item: str
    words: int
    similarity: float
    """Estimated share of common runs of words with the fullest copy (Jaccard), 0 to 1."""
    contained: float
    """Share of this copy's runs of words that stand in the fullest copy, 0 to 1."""
    relation: Literal["fullest", "copy", "excerpt"]
    owned: bool = False
    """On a host of the brand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCluster:
    """The same text at several addresses, and which of them search will most likely show."""

    id: str
    """``c1``, ``c2`` …"""
    members: tuple[CopyMember, ...]
    """The fullest first, then by similarity."""
    winner: str | None
    """Id of the item; null when the documented signals disagree or tell nothing."""
    owner_wins: bool | None
    """Whether the winner is on a host of the brand; null without a winner."""
    signals: tuple[Signal, ...]
    """In order of strength."""
    why: str
    """The verdict in one sentence."""
    to_win: tuple[str, ...]
    """What would make the owner's copy win, each a change that somebody can make; empty when it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why records were set aside, counted."""

    reason: str
    count: int
    examples: tuple[Origin, ...]
    """At most three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport:
    """What one source gave: ``read`` is ``used`` and the counts of ``set_aside`` together."""

    channel: str | None
    source: str
    read: int
    used: int
    set_aside: tuple[Reason, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceLine:
    """One thing to do, what it is worth, and how that was computed."""

    action: Action
    text: str
    """What to do, in one sentence."""
    items: tuple[str, ...]
    """Ids of the items concerned."""
    axis: Axis
    gain: float | None
    """Points of the axis, summed over the items; null when points cannot say it (then last)."""
    computed: str
    """How ``gain`` was computed, with its figures."""
    rule: str | None
    """For ``mend``: the rule whose fix it is."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Result):
    """A brand's channels side by side."""

    schema: str
    """``comparison/1``."""
    version: str
    brand: str
    compared_at: datetime
    """The newest moment at which any page of it was fetched; without pages that of the newest item."""
    period: tuple[str | None, str | None]
    """First and last day that count, ISO dates; null where open."""
    headline: Headline
    channels: tuple[Channel, ...]
    """Those with counted items first, by searchable words."""
    months: tuple[Month, ...]
    """All channels first, then each channel, in order of time."""
    ladder: tuple[LadderRow, ...]
    """One row a kind, likes and replies included."""
    copies: tuple[CopyCluster, ...]
    advice: tuple[AdviceLine, ...]
    """By gain, the largest first."""
    intake: tuple[IntakeReport, ...]
    items: tuple[LedgerItem, ...]
    notes: tuple[str, ...]
    """What limits the figures: limits reached, facts past their review."""
