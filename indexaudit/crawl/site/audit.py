"""A store to the audit of its site: figures and examples, never every page."""

from __future__ import annotations

import heapq
import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any, Final

from indexaudit import __version__
from indexaudit.config import Config
from indexaudit.crawl.site.judging import Judgement, SiteJudge
from indexaudit.crawl.site.rows import page_row
from indexaudit.crawl.site.sums import ScoreSum, Sum, in_order, whole_finding
from indexaudit.crawl.store import Store
from indexaudit.model import Indexability, PageKind
from indexaudit.site_audit import (
    Convention,
    Count,
    FeedReport,
    Group,
    PageRow,
    SiteAudit,
    SiteFinding,
    SitemapReport,
    Totals,
)

__all__ = ["SCHEMA", "site_audit"]

SCHEMA: Final = "site-audit/1"
_WORST: Final = 50
_GROUPS: Final = 50
"""Sections that are shown, the largest first."""
_SECTIONS: Final = 2_000
"""Sections that are told apart; those that appear later are ``(other)``."""
_OTHER: Final = "(other)"
_COUNTS: Final = 100
"""Reasons of one sort that are listed."""
_FILES: Final = 1_000
"""Sitemaps, and feeds, that are listed."""


@dataclass(slots=True)
class _Sums:
    """The pages of one section or type, summed."""

    pages: int = 0
    indexable: int = 0
    unverified: int = 0
    search: ScoreSum = field(default_factory=ScoreSum)
    share: ScoreSum = field(default_factory=ScoreSum)
    words: array[int] = field(default_factory=lambda: array("q"))

    def add(self, judgement: Judgement) -> None:
        self.pages += 1
        self.indexable += judgement.page.verdict.found
        self.unverified += judgement.page.verdict is Indexability.UNVERIFIED
        self.search.add(judgement.scores.search)
        self.share.add(judgement.scores.share)
        if judgement.page.words is not None:
            self.words.append(judgement.page.words)

    def group(self, name: str) -> Group:
        return Group(
            name=name,
            pages=self.pages,
            indexable=self.indexable,
            unverified=self.unverified,
            search=self.search.summary(),
            share=self.share.summary(),
            median_words=round(float(median(self.words)), 1) if self.words else None,
        )


def site_audit(store: Store, config: Config | None = None) -> SiteAudit:
    """Judge a site from its store. Nothing is fetched or parsed; the same store gives the same audit.

    Held in memory are one batch of pages and, for medians, some forty bytes a page. Raises :class:`ConfigError` for
    rules that cannot be loaded, and :class:`StoreError`.
    """
    judge = SiteJudge(store, config)
    whole = _Sums()
    sections: dict[str, _Sums] = {}
    types: dict[str, _Sums] = {}
    sums = {rule.id: Sum(rule) for rule in judge.rules.values() if Sum.is_told(rule)}
    sums |= {rule.id: Sum(rule) for rule in judge.site_rules}
    worst: list[tuple[float, int, PageRow]] = []
    for judgement in judge.pages():
        page = judgement.page
        whole.add(judgement)
        name = page.section if page.section in sections or len(sections) < _SECTIONS else _OTHER
        sections.setdefault(name, _Sums()).add(judgement)
        types.setdefault(page.kind.value, _Sums()).add(judgement)
        _add(sums, judgement)
        row = page_row(judgement)
        if row.weight:
            # Of equal weights the page that was found first.
            (heapq.heappush if len(worst) < _WORST else heapq.heappushpop)(worst, (row.weight, -page.id, row))
    runs = _runs(store)
    counts = store.counts()
    return SiteAudit(
        schema=SCHEMA,
        version=__version__,
        seeds=tuple(url for (url,) in store.rows("SELECT url FROM page WHERE via = 'seed' ORDER BY id LIMIT 100")),
        started=runs.started,
        finished=runs.finished,
        partial=counts.pending > 0,
        limits=tuple(_limits(store, runs)),
        totals=_totals(store),
        search=whole.search.summary(),
        share=whole.share.summary(),
        sections=_groups(sections)[:_GROUPS],
        types=_groups(types),
        findings=in_order(list(_findings(judge, sums))),
        worst=tuple(row for _, _, row in sorted(worst, key=lambda one: (-one[0], -one[1]))),
        conventions=tuple(_conventions(judge)),
        sitemaps=tuple(_sitemaps(store)),
        feeds=tuple(_feeds(store)),
    )


def _add(sums: dict[str, Sum], judgement: Judgement) -> None:
    gains, url = judgement.gains, judgement.page.answered
    for rule, outcome in judgement.counted:
        sums[rule.id].add(url, outcome, gains.get(rule.id, 0.0))
    for id_, outcome in judgement.kept.items():
        total = sums.get(id_)
        if total is not None and Sum.is_told(total.rule):
            total.add(url, outcome, gains.get(id_, 0.0))


def _findings(judge: SiteJudge, sums: dict[str, Sum]) -> Iterator[SiteFinding]:
    for total in sums.values():
        if (found := total.finding()) is not None:
            yield found
    for rule, outcome in judge.of_whole():
        if (found := whole_finding(rule, outcome)) is not None:
            yield found


def _groups(sums: dict[str, _Sums]) -> tuple[Group, ...]:
    found = (one.group(name) for name, one in sums.items())
    return tuple(sorted(found, key=lambda group: (-group.pages, group.name)))


def _conventions(judge: SiteJudge) -> Iterator[Convention]:
    thresholds = judge.facts.thresholds
    for found in judge.whole.conventions.patterns:
        share = found.pages / found.of
        if found.of >= thresholds.convention_pages and share >= thresholds.convention_share:
            yield Convention(
                page_type=PageKind(found.page_type),
                pattern=found.pattern,
                pages=found.pages,
                share=round(share, 3),
                breakers=found.breakers,
            )


# --- figures that are rows of the store -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Runs:
    started: datetime
    finished: datetime | None
    ended: str | None
    options: dict[str, Any]


def _runs(store: Store) -> _Runs:
    """Of the latest crawl: from its first run to its last."""
    first = store.row("SELECT started FROM run ORDER BY anew DESC, CASE WHEN anew THEN -id ELSE id END LIMIT 1")
    last = store.row("SELECT finished, ended, options FROM run ORDER BY id DESC LIMIT 1")
    if first is None or last is None:
        # A store in which no run was begun: nothing was read, and no moment is the first.
        return _Runs(datetime.fromisoformat("1970-01-01T00:00:00+00:00"), None, None, {})
    options = json.loads(last[2])
    return _Runs(
        datetime.fromisoformat(first[0]),
        datetime.fromisoformat(last[0]) if last[0] else None,
        last[1],
        options if isinstance(options, dict) else {},
    )


def _limits(store: Store, runs: _Runs) -> Iterator[str]:
    counts = store.counts()
    if runs.ended == "limit":
        most = runs.options.get("pages")
        if isinstance(most, int) and counts.done + counts.failed >= most:
            yield f"{most:,} pages were asked for, as many as may be"
        elif isinstance(most, int) and _redirects(store) >= most:
            yield f"{most:,} addresses redirect, as many as may be asked for"
        else:
            yield "the time was up"
    elif runs.ended == "interrupted":
        yield "the crawl was interrupted"
    elif runs.finished is None:
        yield "the crawl did not come to its end"
    row = store.row("SELECT sum(count) FROM refused WHERE reason = 'depth'")
    if row and row[0]:
        yield f"{row[0]:,} link{' leads' if row[0] == 1 else 's lead'} deeper than was asked for"
    row = store.row("SELECT sum(count) FROM refused WHERE reason GLOB 'trap_*'")
    if row and row[0]:
        yield f"{row[0]:,} link{' leads' if row[0] == 1 else 's lead'} into addresses without an end"
    given_up = [host for host, _, _, reason in store.hosts() if reason is not None]
    if given_up:
        yield f"{len(given_up)} host{'s were' if len(given_up) > 1 else ' was'} given up: {', '.join(given_up[:5])}"


def _redirects(store: Store) -> int:
    row = store.row("SELECT count(*) FROM page WHERE state = 'skipped' AND reason = 'redirect'")
    return int(row[0]) if row else 0


def _totals(store: Store) -> Totals:
    counts = store.counts()
    refused = store.row("SELECT sum(count) FROM refused")
    verdicts = {
        name: Count(name=name, count=count, example=example)
        for name, count, example in store.rows(
            "SELECT coalesce(indexability, 'unverified'), count(*), min(url) FROM page WHERE state = 'done' GROUP BY 1"
        )
    }
    return Totals(
        scheduled=counts.done + counts.failed + counts.skipped + counts.pending,
        done=counts.done,
        failed=counts.failed,
        skipped=counts.skipped,
        pending=counts.pending,
        refused=int(refused[0] or 0) if refused else 0,
        unchanged=store.unchanged_count(),
        indexability=tuple(verdicts[verdict.value] for verdict in Indexability if verdict.value in verdicts),
        failures=_counted(store, "failed"),
        skips=_counted(store, "skipped"),
        refusals=tuple(
            Count(name=name, count=count, example=example)
            for name, count, example in store.rows(
                "SELECT reason, sum(count), min(example) FROM refused GROUP BY reason ORDER BY 2 DESC, 1 LIMIT ?",
                (_COUNTS,),
            )
        ),
    )


def _counted(store: Store, state: str) -> tuple[Count, ...]:
    rows = store.rows(
        "SELECT coalesce(reason, 'unknown'), count(*), min(url) FROM page WHERE state = ? GROUP BY 1 "
        "ORDER BY 2 DESC, 1 LIMIT ?",
        (state, _COUNTS),
    )
    return tuple(Count(name=name, count=count, example=example) for name, count, example in rows)


def _sitemaps(store: Store) -> Iterator[SitemapReport]:
    rows = store.rows(
        "SELECT url, origin, state, kind, entries, problems, reason FROM sitemap ORDER BY id LIMIT ?", (_FILES,)
    )
    for url, origin, state, kind, entries, problems, reason in rows:
        yield SitemapReport(
            url=url, origin=origin, state=state, kind=kind, entries=entries or 0, problems=_problems(problems, reason)
        )


def _feeds(store: Store) -> Iterator[FeedReport]:
    rows = store.rows(
        "SELECT url, state, kind, entries, newest, hub, problems, reason FROM feed ORDER BY id LIMIT ?", (_FILES,)
    )
    for url, state, kind, entries, newest, hub, problems, reason in rows:
        yield FeedReport(
            url=url,
            state=state,
            kind=kind,
            entries=entries or 0,
            newest=newest,
            hub=hub,
            problems=_problems(problems, reason),
        )


def _problems(problems: str | None, reason: str | None) -> tuple[str, ...]:
    said = tuple(map(str, json.loads(problems))) if problems else ()
    return said or ((reason,) if reason else ())
