"""What a crawl of a site found: result types only. They hold figures and examples, never every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from indexaudit.comparison import ItemFinding, ScoreSummary
from indexaudit.model import (
    Dimension,
    EvidenceStrength,
    Indexability,
    PageKind,
    Result,
    Score,
    Severity,
    Source,
    Status,
)

__all__ = [
    "Change",
    "Convention",
    "Count",
    "FeedReport",
    "Group",
    "PageRow",
    "SiteAudit",
    "SiteDiff",
    "SiteFinding",
    "SitemapReport",
    "Totals",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, of what, with one example."""

    name: str
    """A verdict, a code of failure, a reason in one word."""
    count: int
    example: str | None
    """An address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """``scheduled`` is ``done + failed + skipped + pending``, in every report."""

    scheduled: int
    done: int
    failed: int
    skipped: int
    pending: int
    refused: int
    """Addresses that were found and never scheduled: out of scope, excluded, beyond a limit, in a trap."""
    unchanged: int
    """Of ``done``: pages that answered 304 and kept their audit."""
    indexability: tuple[Count, ...]
    """Of the pages that are done, in the order of :class:`indexaudit.model.Indexability`."""
    failures: tuple[Count, ...]
    skips: tuple[Count, ...]
    refusals: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pages of one section or one type."""

    name: str
    """A section is the first part of the path (``/blog/``); ``/`` holds the pages directly below the root."""
    pages: int
    indexable: int
    """Pages that Google can index, with or without running their scripts."""
    search: ScoreSummary
    share: ScoreSummary
    median_words: float | None
    unverified: int = 0
    """Pages of which that could not be observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow(Result):
    """One page of the crawl in a list."""

    url: str
    final_url: str
    state: str
    """``done``, ``failed``, ``skipped`` or ``pending``."""
    reason: str | None
    """Code of failed and skipped."""
    via: str
    """How it was found: ``seed``, ``list``, ``sitemap``, ``feed``, ``link``, ``redirect``."""
    depth: int
    page_type: PageKind | None
    indexability: Indexability | None
    title: str | None
    published: str | None
    words: int | None
    search: Score | None
    """With site rules, and with ``discovery``."""
    share: Score | None
    inlinks: int
    """Other pages that link to it and may be followed."""
    clicks: int | None
    """Links on the shortest way from the first seed; null when none was found."""
    gain: float
    """Points of search of its most valuable finding."""
    weight: float
    """``gain × (1 + inlinks)``: what orders the worst pages."""
    findings: tuple[ItemFinding, ...]
    """By gain, the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFinding:
    """One fault of the site, or of several of its pages, that only many pages can show."""

    rule: str
    status: Status
    severity: Severity
    dimension: Dimension
    evidence_strength: EvidenceStrength
    message: str
    pages: int
    """How many pages it concerns; 0 when it concerns the site as a whole."""
    judged: int
    """How many pages could have it."""
    examples: tuple[str, ...]
    """At most ten addresses or lines of evidence."""
    fix: str | None
    gain: float
    """Points of search, summed over the pages."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """How the addresses of one page type are built, and which break with it."""

    page_type: PageKind
    pattern: str
    """``/blog/{words}/``, ``/{year}/{month}/{words}``, ``/?p={id}`` …"""
    pages: int
    share: float
    """Of the pages of this type, 0 to 1."""
    breakers: tuple[str, ...]
    """At most ten addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapReport:
    """One sitemap."""

    url: str
    origin: str
    """``robots``, ``path``, ``index`` or ``given``."""
    state: str
    kind: str | None
    entries: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """One feed."""

    url: str
    state: str
    kind: str | None
    entries: int
    newest: str | None
    hub: str | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAudit(Result):
    """A site, judged as a whole."""

    schema: str
    """``site-audit/1``."""
    version: str
    seeds: tuple[str, ...]
    started: datetime
    finished: datetime | None
    """Null while a run is under way or after it was killed."""
    partial: bool
    """Pages are pending: a limit was reached, or the crawl was stopped."""
    limits: tuple[str, ...]
    """Which limits were reached, each in plain words."""
    totals: Totals
    search: ScoreSummary
    """Over all pages that are done."""
    share: ScoreSummary
    sections: tuple[Group, ...]
    types: tuple[Group, ...]
    findings: tuple[SiteFinding, ...]
    """By gain, the largest first, then by severity."""
    worst: tuple[PageRow, ...]
    """At most fifty pages by ``weight``."""
    conventions: tuple[Convention, ...]
    sitemaps: tuple[SitemapReport, ...]
    feeds: tuple[FeedReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One page that two crawls see differently."""

    url: str
    what: str
    """``appeared``, ``gone``, ``verdict``, ``search``, ``share``, ``new_finding``, ``mended``."""
    before: str | None
    """The verdict, the score, or the rule that was mended; of a page that appeared, why it could not be read then."""
    after: str | None
    """The verdict, the score, or the rule that finds fault; of a page that is gone, why it cannot be read now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDiff(Result):
    """What changed between two crawls."""

    schema: str
    """``site-diff/1``."""
    version: str
    old: str
    """The store."""
    new: str
    compared: int
    """Pages that both crawls read."""
    appeared: int
    """Pages that the new crawl read, and the old one did not know or could not read."""
    gone: int
    """Pages that the old crawl read, and the new one does not know or could not read."""
    verdicts: int
    scores: int
    """Pages whose search or share score moved by 0.1 or more."""
    new_findings: int
    mended: int
    changes: tuple[Change, ...]
    """At most 1,000 of each ``what``, in order of address; the counts are of all."""
    notes: tuple[str, ...]
    """What limits the comparison: a crawl that is partial, another version."""
