"""A brand that does not exist, compared by hand, so that the reports are tested without what computes the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any

import pytest

from indexaudit.comparison import (
    AdviceLine,
    Channel,
    Comparison,
    CopyCluster,
    CopyMember,
    DeclaredShare,
    Headline,
    IntakeReport,
    ItemFinding,
    LadderRow,
    LedgerItem,
    Month,
    Reason,
    ScoreSummary,
    SearchableShare,
    Signal,
)
from indexaudit.items import Origin
from indexaudit.model import Addressability, Axis, Indexability, PageKind, Score, Source

CANONICALS = Source(title="Consolidate duplicate URLs", url="https://search.example/canonicals", checked="2025-02-01")
DECLARED = {
    "x": DeclaredShare(level="repost", reviewed="2025-02-11", sources=()),
    "facebook": DeclaredShare(level="feed", reviewed="2025-02-14", sources=()),
    "linkedin": DeclaredShare(level="repost", reviewed="2025-02-12", sources=(CANONICALS,)),
}
TYPES = {"Journal": "blog", "LinkedIn": "article", "X": "social", "Facebook": "social", "Likes on X": "social"}
RUNGS = ("none", "in_app", "gated", "opaque", "readable", "own")


def scored(value: float | None, coverage: float = 1.0, spread: float = 0.0) -> Score:
    known = value or 0.0
    return Score(
        value=value,
        potential=value,
        coverage=coverage,
        range=(round(max(0.0, known - spread), 1), round(min(100.0, known + spread), 1)) if value else (0.0, 100.0),
        gates=(),
    )


def item(**changes: Any) -> LedgerItem:
    """One article on the brand's own host that search can find; keywords replace its fields."""
    made = LedgerItem(
        id="i1",
        channel="Journal",
        kind="article",
        platform=None,
        page_type=PageKind.ARTICLE,
        url="https://larder.example/journal/drying-plums-in-a-slow-oven",
        title="Drying plums in a slow oven",
        date="2025-01-14",
        date_known="observed",
        counted=True,
        words=1043,
        words_known="observed",
        addressability=Addressability.OWN,
        indexability=Indexability.INDEXABLE,
        searchable="yes",
        searchable_known="observed",
        searchable_reason="Google can index this page",
        search=scored(84.2),
        share=scored(74.0),
        share_declared=None,
        findings=(
            ItemFinding(
                rule="meta-description-present",
                axis=Axis.SEARCH,
                message="The page has no meta description.",
                fix='Add <meta name="description" content="…">.',
                gain=2.0,
            ),
        ),
        origins=(Origin(source="pages/", member="drying-plums/snapshot.json"),),
        copies=None,
    )
    return replace(made, **changes)


def _journal() -> Iterable[LedgerItem]:
    rows = [
        ("drying-plums-in-a-slow-oven", "Drying plums in a slow oven", "2024-05-14", 1243, 88.1),
        ("a-cellar-without-a-cellar", "A cellar without a cellar", "2024-07-02", 962, 84.0),
        ("what-vinegar-does", "What vinegar does to a cucumber, and what it does not", "2024-08-21", 1410, 81.3),
        ("salt-by-weight", "Salt by weight, never by spoon", "2024-10-09", 655, 77.5),
        ("jars-that-close", "Jars that close: a test of eleven lids", "2024-12-03", 1712, 90.4),
        ("winter-apples", "Winter apples, one by one", "2025-02-18", 840, 79.0),
    ]
    for slug, title, date, words, search in rows:
        yield item(
            url=f"https://larder.example/journal/{slug}",
            title=title,
            date=date,
            words=words,
            search=scored(search),
            share=scored(search - 12),
            origins=(Origin(source="pages/", member=f"{slug}/snapshot.json"), Origin(source="journal.xml", place=3)),
        )
    yield item(
        url="https://larder.example/journal/letters-from-readers",
        title="Letters from readers",
        date="2024-09-12",
        words=530,
        indexability=Indexability.EXCLUDED,
        searchable="no",
        searchable_reason="it tells search engines to leave it out (line 7)",
        search=Score(value=0.0, potential=71.0, coverage=1.0, range=(0.0, 0.0), gates=("noindex-absent",)),
        share=scored(40.0),
    )
    yield item(
        url="https://larder.example/journal/the-long-pickle",
        title="The long pickle",
        date="2025-03-04",
        words=None,
        words_known=None,
        indexability=Indexability.UNVERIFIED,
        searchable="unknown",
        searchable_known="inferred",
        searchable_reason="no answer in 10 s",
        search=scored(None, 0.3),
        share=None,
        findings=(),
        origins=(Origin(source="journal.xml", place=1),),
    )


def _linkedin() -> Iterable[LedgerItem]:
    rows = [
        ("drying-plums-slow-oven", "Drying plums in a slow oven", "2024-05-20", 512, "yes", 58.2),
        ("why-we-test-lids", "Why we test lids before we sell jars", "2024-12-10", 431, "yes", 55.0),
        ("hiring-in-a-kitchen", "Hiring in a kitchen that smells of vinegar", "2024-11-05", 388, "unknown", 51.4),
        ("a-small-firm-writes", "A small firm writes for itself", "2025-01-22", 290, "unknown", 47.7),
    ]
    for number, (slug, title, date, words, searchable, search) in enumerate(rows, 1):
        seen = searchable == "yes"
        yield item(
            channel="LinkedIn",
            platform="linkedin",
            url=f"https://www.linkedin.com/pulse/{slug}-larder-loom-k{number}x2c",
            title=title,
            date=date,
            date_known="declared",
            words=words,
            words_known="observed" if seen else "declared",
            addressability=Addressability.READABLE,
            indexability=Indexability.INDEXABLE if seen else Indexability.UNVERIFIED,
            searchable=searchable,
            searchable_known="observed" if seen else "declared",
            searchable_reason="Google can index this page" if seen else "the platform refused us (HTTP 999)",
            search=scored(search, 1.0 if seen else 0.55, 0 if seen else 18),
            share=scored(66.0) if number == 1 else None,
            share_declared=None if number == 1 else DECLARED["linkedin"],
            findings=(),
            origins=(Origin(source="archives/linkedin.zip", member="Articles/article.csv", place=number),),
        )


def _x() -> Iterable[LedgerItem]:
    texts = [
        "Day 1 of drying plums: halve them, stones out, cut side up",
        "Day 2 of drying plums: 70 degrees, door ajar, patience",
        "Day 3 of drying plums: they should bend and not break",
        "A lid that pings is a lid that holds",
        "New on the journal: eleven lids tested https://larder.example/journal/jars-that-close",
        "Salt is weighed. That is the whole post.",
        "Which apple keeps until March?",
        "We are at the winter market until six",
        "梅干し and dried plums are two different things, a thread",
    ]
    for number, text in enumerate(texts, 1):
        yield item(
            channel="X",
            kind="post",
            platform="x",
            page_type=PageKind.POST,
            url=f"https://x.com/larderloom/status/178{number}44120975{number:03}",
            title=text,
            date=f"2024-{3 + number:02}-0{number}" if number < 9 else None,
            date_known="declared" if number < 9 else None,
            words=len(text.split()),
            words_known="declared",
            addressability=Addressability.OPAQUE,
            indexability=Indexability.UNVERIFIED,
            searchable="no",
            searchable_known="declared",
            searchable_reason="the platform's robots.txt keeps search engines out of single posts",
            search=scored(21.0 + number / 2, 0.48, 12),
            share=None,
            share_declared=DECLARED["x"],
            findings=(),
            origins=(Origin(source="archives/x.zip", member="data/tweets.js", place=number),),
        )
    for number in range(1, 7):
        yield item(
            channel="X",
            kind="reply",
            platform="x",
            page_type=PageKind.POST,
            url=f"https://x.com/larderloom/status/179{number}55120975{number:03}",
            title="Thank you, and mind the stones",
            date=f"2025-01-0{number}",
            counted=False,
            words=6,
            addressability=Addressability.OPAQUE,
            indexability=Indexability.UNVERIFIED,
            searchable="no",
            searchable_known="declared",
            search=scored(14.0, 0.48),
            share=None,
            findings=(),
            origins=(Origin(source="archives/x.zip", member="data/tweets.js", place=20 + number),),
        )


def _facebook() -> Iterable[LedgerItem]:
    for number in range(1, 5):
        unknown = number > 2
        yield item(
            channel="Facebook",
            kind="post",
            platform="facebook",
            page_type=PageKind.POST,
            url=f"https://www.facebook.com/permalink.php?story_fbid=pfbid0{number}&id=10009{number}",
            title=f"Open house, week {number}",
            date=f"2025-0{number if number < 4 else 3}-15",
            date_known="declared",
            words=38 * number,
            words_known="declared",
            addressability=Addressability.GATED if not unknown else Addressability.OPAQUE,
            indexability=Indexability.UNVERIFIED if unknown else Indexability.WALLED,
            searchable="unknown" if unknown else "no",
            searchable_known="declared",
            searchable_reason="it stands behind a login",
            search=scored(18.0, 0.5),
            share=None,
            share_declared=DECLARED["facebook"],
            findings=(),
            origins=(Origin(source="facebook.csv", place=number + 1),),
        )


def _likes() -> Iterable[LedgerItem]:
    for number in range(1, 41):
        yield item(
            channel="Likes on X",
            kind="like",
            platform="x",
            page_type=None,
            url=None,
            title=None,
            date=None,
            date_known=None,
            counted=False,
            words=None,
            words_known=None,
            addressability=Addressability.NONE,
            indexability=Indexability.UNADDRESSABLE,
            searchable="no",
            searchable_known="inferred",
            searchable_reason="it has no address of its own",
            search=None,
            share=None,
            findings=(),
            origins=(Origin(source="archives/x.zip", member="data/like.js", place=number),),
        )


# --- figures --------------------------------------------------------------------------------------------------------


def shares(items: Sequence[LedgerItem], weight: Callable[[LedgerItem], int] = lambda _: 1) -> SearchableShare:
    yes, no, unknown = (sum(weight(i) for i in items if i.searchable == s) for s in ("yes", "no", "unknown"))
    total = yes + no + unknown
    return SearchableShare(
        yes=yes,
        no=no,
        unknown=unknown,
        declared=sum(weight(i) for i in items if i.searchable != "unknown" and i.searchable_known == "declared"),
        value=round(yes / (yes + no), 3) if yes + no else None,
        range=(round(yes / total, 3), round((yes + unknown) / total, 3)) if total else (0.0, 0.0),
        coverage=round((yes + no) / total, 3) if total else 0.0,
    )


def summed(scores: Sequence[Score | None]) -> ScoreSummary:
    values = [s.value for s in scores if s and s.value is not None]
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [*values, *[None] * 3][:1] * 3
    return ScoreSummary(
        median=round(median(values), 1) if values else None,
        low=None if low is None else round(low, 1),
        high=None if high is None else round(high, 1),
        items=len(values),
        of=len(scores),
        coverage=round(sum(s.coverage if s else 0 for s in scores) / len(scores), 3) if scores else 0.0,
    )


def _words(found: LedgerItem) -> int:
    return found.words or 0


def _figures(items: Sequence[LedgerItem]) -> dict[str, Any]:
    counted = [i for i in items if i.counted]
    known = [i.words for i in counted if i.words is not None]
    return {
        "items": len(items),
        "counted": len(counted),
        "searchable": shares(counted),
        "searchable_words": shares(counted, _words),
        "words": sum(known),
        "median_words": float(median(known)) if known else None,
        "readable": sum(i.addressability in ("readable", "own") for i in counted),
        "opaque": sum(i.addressability == "opaque" for i in counted),
        "pull": summed([i.search for i in counted]),
        "push": summed([i.share for i in counted]),
    }


def _channel(name: str, items: Sequence[LedgerItem]) -> Channel:
    dates = sorted(i.date for i in items if i.counted and i.date)
    platforms = tuple(dict.fromkeys(i.platform for i in items if i.platform))
    return Channel(
        name=name,
        type=TYPES.get(name, "other"),
        platforms=platforms,
        push_declared=DECLARED.get(platforms[0]) if platforms else None,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        undated=sum(i.counted and i.date is None for i in items),
        **_figures(items),
    )


def _months(items: Sequence[LedgerItem]) -> Iterable[Month]:
    for channel in (None, *dict.fromkeys(i.channel for i in items)):
        own = [i for i in items if i.counted and channel in (None, i.channel)]
        for month in sorted({(i.date or "")[:7] for i in own}):
            some = [i for i in own if (i.date or "")[:7] == month]
            yield Month(
                month=month or None,
                channel=channel,
                counted=len(some),
                searchable=shares(some),
                searchable_words=shares(some, _words),
            )


def _ladder(items: Sequence[LedgerItem]) -> Iterable[LadderRow]:
    for kind in ("article", "post", "reply", "repost", "like", "page"):
        if some := [i for i in items if i.kind == kind]:
            counts = {rung: sum(i.addressability.value == rung for i in some) for rung in RUNGS}
            yield LadderRow(kind=kind, **counts)


def assembled(items: Iterable[LedgerItem], **changes: Any) -> Comparison:
    """A comparison of these items whose figures agree with them; keywords replace its fields."""
    numbered = tuple(replace(found, id=f"i{number}") for number, found in enumerate(items, 1))
    names = dict.fromkeys(i.channel for i in numbered)
    made = Comparison(
        schema="comparison/1",
        version="0.2.0",
        brand="Larder & Loom",
        compared_at=datetime(2025, 3, 20, 12, tzinfo=UTC),
        period=(None, None),
        headline=Headline(**_figures(numbered)),
        channels=tuple(_channel(name, [i for i in numbered if i.channel == name]) for name in names),
        months=tuple(_months(numbered)),
        ladder=tuple(_ladder(numbered)),
        copies=(),
        advice=(),
        intake=(),
        items=numbered,
        notes=(),
    )
    return replace(made, **changes)


# --- the brand ------------------------------------------------------------------------------------------------------

COPIES = (
    CopyCluster(
        id="c1",
        members=(
            CopyMember(item="i1", words=1243, similarity=1.0, contained=1.0, relation="fullest", owned=True),
            CopyMember(item="i9", words=512, similarity=0.39, contained=0.96, relation="excerpt"),
        ),
        winner="i1",
        owner_wins=True,
        signals=(
            Signal(
                name="completeness",
                favours=("i1",),
                decides=False,
                text="1,243 words against 512",
                sources=(CANONICALS,),
            ),
            Signal(name="first", favours=("i1",), decides=False, text="published 6 days earlier", sources=()),
        ),
        why="the journal's page came first, is the fuller one and stands on the brand's own host",
        to_win=(),
    ),
    CopyCluster(
        id="c2",
        members=(
            CopyMember(item="i10", words=431, similarity=1.0, contained=1.0, relation="fullest"),
            CopyMember(item="i7", words=418, similarity=0.94, contained=0.99, relation="copy", owned=True),
        ),
        winner="i10",
        owner_wins=False,
        signals=(
            Signal(
                name="indexability",
                favours=("i10",),
                decides=True,
                text="the journal's copy tells search engines to leave it out",
                sources=(CANONICALS,),
            ),
        ),
        why="only the copy on LinkedIn can be indexed: the journal's tells search engines to leave it out",
        to_win=(
            'take <meta name="robots" content="noindex"> off the journal\'s page',
            "publish the next one in the journal first, and link to it from LinkedIn",
        ),
    ),
)
ADVICE = (
    AdviceLine(
        action="merge",
        text="Make one article of three posts about drying plums, on the brand's own host.",
        items=("i13", "i14", "i15"),
        axis=Axis.SEARCH,
        gain=121.4,
        computed="3 posts score 21.5, 22.0 and 22.5 today; one article of their 28 words and what they leave out would "
        "score 62.5 with the journal's other pages as a measure; 3 × (62.5 − 22.0) = 121.4",
        rule=None,
        sources=(),
    ),
    AdviceLine(
        action="mend",
        text='take the noindex off: `<meta name="robots" content="noindex">`',
        items=("i7",),
        axis=Axis.SEARCH,
        gain=71.0,
        computed="the page's potential of 71.0, which the shut gate holds at 0",
        rule="noindex-absent",
        sources=(CANONICALS,),
    ),
    AdviceLine(
        action="move",
        text="Give the thread on two kinds of dried plum a home in the journal.",
        items=("i21",),
        axis=Axis.SEARCH,
        gain=38.9,
        computed="25.5 where it stands, 64.4 with the same words at an address of the brand's own in words",
        rule=None,
        sources=(),
    ),
    AdviceLine(
        action="mend",
        text="Write a meta description.",
        items=("i1", "i2", "i3", "i4", "i5", "i6"),
        axis=Axis.SEARCH,
        gain=12.0,
        computed="2.0 points on each of 6 pages",
        rule="meta-description-present",
        sources=(),
    ),
    AdviceLine(
        action="link_home",
        text="Link from the copy on LinkedIn to the journal's article.",
        items=("i9", "i1"),
        axis=Axis.SEARCH,
        gain=None,
        computed="a link tells a search engine which is the original; no score counts it",
        rule=None,
        sources=(CANONICALS,),
    ),
    AdviceLine(
        action="control",
        text="Publish at home first: LinkedIn lets no author name the original.",
        items=("i10", "i11", "i12"),
        axis=Axis.SEARCH,
        gain=None,
        computed="the platform's file says that no canonical can be set (reviewed 2025-02-12)",
        rule=None,
        sources=(),
    ),
)
INTAKE = (
    IntakeReport(channel="Journal", source="pages/", read=8, used=7, notes=(), set_aside=(
        Reason(reason="a snapshot that cannot be read", count=1, examples=(
            Origin(source="pages/", member="old-front-page/snapshot.json"),
        )),
    )),
    IntakeReport(channel="Journal", source="journal.xml", read=9, used=7, notes=(), set_aside=(
        Reason(reason="outside the period", count=2, examples=(Origin(source="journal.xml", place=8),)),
    )),
    IntakeReport(channel="LinkedIn", source="archives/linkedin.zip", read=4, used=4, set_aside=(), notes=(
        "Comments.csv has the columns of another year; what it lacks is not known",
    )),
    IntakeReport(channel="X", source="archives/x.zip", read=70, used=55, notes=(), set_aside=(
        Reason(reason="outside the period", count=11, examples=(
            Origin(source="archives/x.zip", member="data/tweets.js", place=40),
        )),
        Reason(reason="a repost of somebody else's words", count=4, examples=()),
    )),
    IntakeReport(channel="Facebook", source="facebook.csv", read=4, used=4, set_aside=(), notes=()),
)  # fmt: skip
NOTES = (
    "what is declared of Facebook was reviewed 2025-02-14, and is due again by 2025-08-14",
    "the words of 1 article are not known, because its page did not answer",
)


def invented() -> Comparison:
    made = assembled(
        [*_journal(), *_linkedin(), *_x(), *_facebook(), *_likes()],
        period=("2024-04-01", "2025-03-31"),
        copies=COPIES,
        advice=ADVICE,
        intake=INTAKE,
        notes=NOTES,
    )
    clusters = {member.item: cluster.id for cluster in COPIES for member in cluster.members}
    return replace(made, items=tuple(replace(i, copies=clusters.get(i.id)) for i in made.items))


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """Journal, LinkedIn, X and Facebook of Larder & Loom, with everything that a comparison can hold."""
    return invented()


@pytest.fixture(scope="session")
def make_item() -> Callable[..., LedgerItem]:
    """An article that search can find; keywords replace its fields."""
    return item


@pytest.fixture(scope="session")
def make() -> Callable[..., Comparison]:
    """A comparison of some items, with figures that agree; keywords replace its fields."""
    return assembled
