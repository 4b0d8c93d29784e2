"""A blog that does not exist, crawled by hand, so that the reports are tested without what crawls and judges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any

import pytest

from indexaudit.comparison import ItemFinding, ScoreSummary
from indexaudit.model import (
    Axis,
    Dimension,
    EvidenceStrength,
    Indexability,
    PageKind,
    Score,
    Severity,
    Source,
    Status,
)
from indexaudit.report.site.crawled import Crawled
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

HOME = "https://saltmarsh.example/"
TITLES = Source(title="Influencing title links", url="https://search.example/titles", checked="2026-02-01")

PLANTS = ("samphire", "sea lavender", "sea purslane", "cordgrass", "sea aster", "scurvy grass", "sea beet", "glasswort")
ACTS = (
    *("Drying {}", "Where {} grows", "{} in March", "A walk for {}", "Sowing {}", "{} and the tide", "Salt for {}"),
    *("{}, drawn from life", "Why {} turns red", "The last of the {}", "{} on clay", "{} on sand", "Naming {}"),
    *("{} by moonlight", "Old recipes with {}", "{} under glass", "Two kinds of {}", "What eats {}", "{} in a jar"),
    *("Counting {}", "{} after the flood"),
)


def scored(value: float | None, coverage: float = 1.0, *, potential: float | None = None, gate: str = "") -> Score:
    high = value if value is not None else 100.0
    return Score(
        value=value,
        potential=value if potential is None else potential,
        coverage=coverage,
        range=(value or 0.0, high),
        gates=(gate,) if gate else (),
    )


def finding(rule: str, message: str, gain: float, fix: str | None = None, axis: Axis = Axis.SEARCH) -> ItemFinding:
    return ItemFinding(rule=rule, axis=axis, message=message, fix=fix, gain=gain)


THIN = finding("content-depth", "the main text has 84 words", 14.2, "Say more: 300 words are where depth begins.")
NOTHING_SAID = finding("description-present", "the page has no meta description", 2.0, "Write one.")
NOINDEX = finding("noindex-absent", "the page tells search engines to leave it out", 71.0, "Take the noindex off.")


def row(**changes: Any) -> PageRow:
    """One article that Google can index; keywords replace its fields."""
    made = PageRow(
        url=f"{HOME}notes/2025/drying-samphire",
        final_url=f"{HOME}notes/2025/drying-samphire",
        state="done",
        reason=None,
        via="link",
        depth=2,
        page_type=PageKind.ARTICLE,
        indexability=Indexability.INDEXABLE,
        title="Drying samphire",
        published="2025-03-14",
        words=812,
        search=scored(78.0),
        share=scored(64.0),
        inlinks=6,
        clicks=2,
        gain=2.0,
        weight=14.0,
        findings=(NOTHING_SAID,),
    )
    made = replace(made, **changes)
    if "final_url" not in changes:
        made = replace(made, final_url=made.url)
    gain = max((f.gain for f in made.findings if f.axis is Axis.SEARCH), default=0.0)
    return replace(made, gain=gain, weight=round(gain * (1 + made.inlinks), 1))


def _notes() -> Iterator[PageRow]:
    for number in range(168):
        plant, act = PLANTS[number % len(PLANTS)], ACTS[number // len(PLANTS)]
        title = act.format(plant)
        title = title[:1].upper() + title[1:]
        slug = title.lower().replace(",", "").replace(" ", "-")
        made = row(
            url=f"{HOME}notes/{2012 + number // 12}/{slug}" if number % 14 else f"{HOME}?p={number + 40}",
            title=title,
            published=f"{2012 + number // 12}-{1 + number % 12:02}-14",
            words=240 + 37 * (number % 29),
            search=scored(round(62 + (number * 7 % 30) * 0.9, 1)),
            share=scored(round(40 + (number * 11 % 40) * 0.8, 1)),
            inlinks=number % 9,
            clicks=2 + number % 4 if number % 21 else None,
            findings=(NOTHING_SAID,) if number % 3 == 0 else (),
        )
        if number % 24 == 5:
            made = replace(made, words=84, search=scored(48.0))
            made = row_with(made, THIN, NOTHING_SAID)
        if number % 56 == 9:
            gated = scored(0.0, potential=71.0, gate="noindex-absent")
            made = row_with(replace(made, indexability=Indexability.EXCLUDED, search=gated), NOINDEX)
        if number % 80 == 31:
            made = row_with(
                replace(made, indexability=Indexability.UNVERIFIED, search=scored(None, 0.3), share=None, words=None)
            )
        yield made


def row_with(made: PageRow, *findings: ItemFinding) -> PageRow:
    """The same page with these findings, and gain and weight that agree with them."""
    return row(**{name: getattr(made, name) for name in PageRow.__slots__} | {"findings": findings})


def _recipes() -> Iterator[PageRow]:
    for number in range(48):
        plant = PLANTS[number % len(PLANTS)]
        dish = ("soup", "pickle", "salad", "butter", "bread", "tart")[number // len(PLANTS)]
        yield row(
            url=f"{HOME}recipes/{plant.replace(' ', '-')}-{dish}",
            title="Recipe | Saltmarsh Notes" if number % 2 else f"{plant.capitalize()} {dish}",
            published=None,
            words=130 + 11 * (number % 17),
            page_type=PageKind.ARTICLE,
            search=scored(round(50 + number % 19, 1)),
            share=scored(82.0) if number % 5 else None,
            inlinks=2 + number % 3,
            clicks=3,
            via="sitemap",
            findings=(finding("content-depth", f"the main text has {130 + 11 * (number % 17)} words", 6.4),),
        )


def _lists() -> Iterator[PageRow]:
    for number, plant in enumerate(PLANTS * 2, 1):
        page = 1 + number // 9
        gated = scored(0.0, potential=66.0, gate="noindex-absent")
        yield row(
            url=f"{HOME}tags/{plant.replace(' ', '-')}" + (f"/page/{page}" if page > 1 else ""),
            title=f"All about {plant}",
            page_type=PageKind.LISTING,
            indexability=Indexability.EXCLUDED if page > 1 else Indexability.INDEXABLE,
            words=None,
            search=gated if page > 1 else scored(58.0),
            share=None,
            published=None,
            inlinks=21,
            clicks=1,
            findings=(),
        )


def _root() -> Iterator[PageRow]:
    yield row(
        url=HOME,
        title="Saltmarsh Notes",
        page_type=PageKind.HOME,
        words=302,
        search=scored(88.0),
        share=scored(91.0),
        published=None,
        via="seed",
        depth=0,
        clicks=0,
        inlinks=231,
        findings=(),
    )
    for slug, title in (("about", "About these notes"), ("letters", "Letters"), ("imprint", "Imprint")):
        yield row(url=HOME + slug, title=title, page_type=PageKind.OTHER, published=None, inlinks=239, clicks=1)
    for number in range(4):
        yield row_with(
            row(
                url=f"{HOME}old-{number}",
                title="Not found",
                page_type=PageKind.OTHER,
                indexability=Indexability.BROKEN,
                search=scored(0.0, potential=40.0, gate="status-ok"),
                share=None,
                published=None,
                words=12,
                inlinks=3 - number,
                clicks=4,
            ),
            finding(
                "status-ok", "the address answers with 404", 40.0, "Let it answer with 200, or take the links off."
            ),
        )


def _unread() -> Iterator[PageRow]:
    unseen = {
        "page_type": None,
        "indexability": None,
        "title": None,
        "published": None,
        "words": None,
        "search": None,
        "share": None,
        "findings": (),
        "clicks": None,
        "inlinks": 1,
    }
    reasons = ("read_timeout", "read_timeout", "read_timeout", "tls_error", "worker_lost")
    for number, reason in enumerate(reasons):
        yield row(url=f"{HOME}slow/{number}", state="failed", reason=reason, **unseen)
    for number in range(8):
        yield row(url=f"{HOME}archive/{number}", state="skipped", reason="not_html", **unseen)
    for number in range(14):
        yield row(url=f"{HOME}notes/1998/part-{number}", state="pending", reason=None, **unseen)


# --- figures --------------------------------------------------------------------------------------------------------


def summed(scores: Sequence[Score | None]) -> ScoreSummary:
    values = [s.value for s in scores if s and s.value is not None]
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [*values, *[None] * 3][:1] * 3
    return ScoreSummary(
        median=round(median(values), 1) if values else None,
        low=None if low is None else round(low, 1),
        high=None if high is None else round(high, 1),
        items=len(values),
        of=sum(s is not None for s in scores),
        coverage=round(sum(s.coverage if s else 0 for s in scores) / len(scores), 3) if scores else 0.0,
    )


def _group(name: str, rows: Sequence[PageRow]) -> Group:
    words = [r.words for r in rows if r.words is not None]
    return Group(
        name=name,
        pages=len(rows),
        indexable=sum(r.indexability is Indexability.INDEXABLE for r in rows),
        search=summed([r.search for r in rows]),
        share=summed([r.share for r in rows]),
        median_words=float(median(words)) if words else None,
    )


def _counts(names: Iterable[tuple[str, str]]) -> tuple[Count, ...]:
    found: dict[str, list[str]] = {}
    for name, example in names:
        found.setdefault(name, []).append(example)
    return tuple(Count(name=name, count=len(urls), example=urls[0]) for name, urls in found.items())


def _section(found: PageRow) -> str:
    parts = found.url.removeprefix(HOME).split("/")
    return f"/{parts[0]}/" if len(parts) > 1 else "/"


def assembled(rows: Iterable[PageRow], **changes: Any) -> SiteAudit:
    """A crawl of these pages whose figures agree with them; keywords replace its fields."""
    rows = tuple(rows)
    done = [r for r in rows if r.state == "done"]
    states = {state: sum(r.state == state for r in rows) for state in ("done", "failed", "skipped", "pending")}
    order = list(Indexability)
    verdicts = sorted(done, key=lambda r: order.index(r.indexability or Indexability.INDEXABLE))
    sections = sorted({_section(r) for r in done})
    types = [kind for kind in PageKind if any(r.page_type is kind for r in done)]
    made = SiteAudit(
        schema="site-audit/1",
        version="0.2.0",
        seeds=(HOME,),
        started=datetime(2026, 11, 20, 9, 12, 4, tzinfo=UTC),
        finished=datetime(2026, 11, 20, 9, 31, 40, tzinfo=UTC),
        partial=bool(states["pending"]),
        limits=(),
        totals=Totals(
            scheduled=len(rows),
            **states,
            refused=0,
            unchanged=0,
            indexability=_counts((r.indexability.value, r.url) for r in verdicts if r.indexability),
            failures=_counts((r.reason or "", r.url) for r in rows if r.state == "failed"),
            skips=_counts((r.reason or "", r.url) for r in rows if r.state == "skipped"),
            refusals=(),
        ),
        search=summed([r.search for r in done]),
        share=summed([r.share for r in done]),
        sections=tuple(_group(name, [r for r in done if _section(r) == name]) for name in sections),
        types=tuple(_group(kind.value, [r for r in done if r.page_type is kind]) for kind in types),
        findings=(),
        worst=tuple(sorted((r for r in done if r.weight), key=lambda r: (-r.weight, r.url))[:50]),
        conventions=(),
        sitemaps=(),
        feeds=(),
    )
    return replace(made, **changes)


def site_finding(**changes: Any) -> SiteFinding:
    made = SiteFinding(
        rule="titles-unique",
        status=Status.FAIL,
        severity=Severity.MAJOR,
        dimension=Dimension.METADATA,
        evidence_strength=EvidenceStrength.RECOMMENDATION,
        message="24 pages share their title with another: “Recipe | Saltmarsh Notes”",
        pages=24,
        judged=239,
        examples=tuple(f"{HOME}recipes/{plant.replace(' ', '-')}-pickle" for plant in PLANTS),
        fix="Name the dish in each title: <title>Samphire pickle</title>.",
        gain=192.0,
        sources=(TITLES,),
    )
    return replace(made, **changes)


FINDINGS = (
    site_finding(),
    site_finding(
        rule="inlinks-enough",
        status=Status.WARN,
        severity=Severity.MAJOR,
        dimension=Dimension.DISCOVERY,
        message="8 articles have no link from any other page; only the sitemap names them",
        pages=8,
        judged=216,
        examples=(f"{HOME}notes/2012/drying-samphire", f"{HOME}notes/2013/sowing-cordgrass"),
        fix="Link to each from a list or from a text on the same subject.",
        gain=61.5,
    ),
    site_finding(
        rule="near-duplicates",
        status=Status.WARN,
        severity=Severity.MINOR,
        dimension=Dimension.CONTENT,
        evidence_strength=EvidenceStrength.CORRELATION,
        message="2 groups of pages have nearly the same text",
        pages=5,
        judged=198,
        examples=(
            f"{HOME}notes/2014/samphire-on-clay and {HOME}notes/2014/samphire-on-sand (94 % alike)",
            f"{HOME}notes/2019/counting-sea-beet and 2 more (91 % alike)",
        ),
        fix="Make one page of each group, and let the others redirect to it.",
        gain=18.0,
    ),
    site_finding(
        rule="sitemap-lastmod-honest",
        status=Status.WARN,
        severity=Severity.MINOR,
        dimension=Dimension.DISCOVERY,
        message="every lastmod of the sitemap is the same day",
        pages=0,
        judged=0,
        examples=("231 of 231 entries: 2026-11-20",),
        fix="Write the day on which the page itself changed, or leave lastmod out.",
        gain=12.0,
    ),
    site_finding(
        rule="og-image-varied",
        status=Status.WARN,
        severity=Severity.INFO,
        dimension=Dimension.SHARE,
        evidence_strength=EvidenceStrength.CONVENTION,
        message="one image stands for 151 pages",
        pages=151,
        judged=216,
        examples=(f"{HOME}img/logo.png",),
        fix=None,
        gain=0.0,
    ),
    site_finding(
        rule="hreflang-returns",
        status=Status.UNKNOWN,
        severity=Severity.MAJOR,
        dimension=Dimension.METADATA,
        message="the pages that hreflang names lie outside the crawl",
        pages=0,
        judged=0,
        examples=(),
        fix=None,
        gain=0.0,
    ),
)


@pytest.fixture(scope="session")
def rows() -> tuple[PageRow, ...]:
    """Every page of the blog: 240 that were read, and those that were not."""
    return (*_root(), *_notes(), *_recipes(), *_lists(), *_unread())


@pytest.fixture(scope="session")
def crawled(rows: tuple[PageRow, ...]) -> Crawled:
    """The blog, with something of everything that a report shows."""
    audit = assembled(
        rows,
        limits=("240 pages were read, as many as --pages allows",),
        findings=FINDINGS,
        conventions=(
            Convention(
                page_type=PageKind.ARTICLE,
                pattern="/notes/{year}/{words}",
                pages=156,
                share=0.722,
                breakers=tuple(f"{HOME}?p={40 + 14 * number}" for number in range(10)),
            ),
            Convention(page_type=PageKind.LISTING, pattern="/tags/{words}", pages=16, share=1.0, breakers=()),
        ),
        sitemaps=(
            SitemapReport(
                url=f"{HOME}sitemap_index.xml", origin="robots", state="done", kind="index", entries=2, problems=()
            ),
            SitemapReport(
                url=f"{HOME}sitemap-notes.xml",
                origin="index",
                state="done",
                kind="urlset",
                entries=231,
                problems=("line 212: a raw & in an address; it was read as &amp;",),
            ),
            SitemapReport(
                url=f"{HOME}sitemap-recipes.xml",
                origin="index",
                state="failed",
                kind=None,
                entries=0,
                problems=("answers with 404",),
            ),
        ),
        feeds=(
            FeedReport(
                url=f"{HOME}feed.xml",
                state="done",
                kind="atom",
                entries=20,
                newest="2026-11-18T07:00:00+00:00",
                hub=None,
                problems=(),
            ),
        ),
    )
    refusals = (
        Count(name="scope", count=301, example="https://tides.example/"),
        Count(name="trap_calendar", count=96, example=f"{HOME}tides?month=1871-02"),
        Count(name="excluded", count=15, example=f"{HOME}drafts/3"),
    )
    totals = replace(audit.totals, refused=412, refusals=refusals, unchanged=62)
    return Crawled(audit=replace(audit, totals=totals), rows=lambda: iter(rows))


@pytest.fixture(scope="session")
def make() -> Callable[..., Crawled]:
    """Makes a crawl of some pages; keywords replace fields of its audit."""

    def make(rows: Iterable[PageRow], **changes: Any) -> Crawled:
        kept = tuple(rows)
        return Crawled(audit=assembled(kept, **changes), rows=lambda: iter(kept))

    return make


@pytest.fixture(scope="session")
def make_row() -> Callable[..., PageRow]:
    """Makes one page of the crawl."""
    return row


@pytest.fixture(scope="session")
def make_finding() -> Callable[..., SiteFinding]:
    """Makes one finding of the site."""
    return site_finding
