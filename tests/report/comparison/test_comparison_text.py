"""The comparison for people, on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indexaudit.comparison import (
    AdviceLine,
    Comparison,
    CopyCluster,
    CopyMember,
    IntakeReport,
    LadderRow,
    LedgerItem,
    Reason,
    SearchableShare,
    Signal,
)
from indexaudit.items import Origin
from indexaudit.model import Addressability, Axis, Indexability, Score, Source
from indexaudit.report.comparison import labels
from indexaudit.report.comparison.text import render
from indexaudit.report.printable import columns
from indexaudit.report.text import ASCII

MakeItem = Callable[..., LedgerItem]
Make = Callable[..., Comparison]

GOLDEN = Path(__file__).parent


def block(report: str, heading: str) -> str:
    """The lines below a heading, up to the next empty line."""
    return report.partition("\n" + heading)[2].partition("\n")[2].partition("\n\n")[0]


def said(report: str) -> str:
    return " ".join(report.split())


@pytest.mark.parametrize("width", [80, 120])
def test_the_whole_report(comparison: Comparison, width: int) -> None:
    assert render(comparison, width=width) == (GOLDEN / f"larder-{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [0, 80, 93, 120, 200])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_asked(comparison: Comparison, width: int, full: bool) -> None:
    report = render(comparison, width=width, full=full)
    assert max(map(columns, report.splitlines())) <= max(80, width)
    assert not [line for line in report.splitlines() if line != line.rstrip()]


def test_colour_adds_nothing_but_colour(comparison: Comparison) -> None:
    painted = render(comparison, colour=True)
    assert "\x1b[32m█" in painted
    plain = re.sub(r"\x1b\[\d+m", "", painted)
    assert [line.rstrip() for line in plain.splitlines()] == render(comparison).splitlines()


def test_what_is_not_known_is_never_painted_as_bad(comparison: Comparison) -> None:
    assert not re.search(r"\x1b\[31m[^\x1b]*▒", render(comparison, colour=True))


def test_the_same_in_ascii(comparison: Comparison) -> None:
    plain = render(replace(comparison, items=(), copies=(), advice=())).translate(ASCII)
    assert plain.isascii()
    assert "# search can find   ? not known   . search cannot find" in plain
    assert "##########??????...............  32-52 %" in plain


# --- the headline ---------------------------------------------------------------------------------------------------


def of(make: Make, item: MakeItem, yes: int = 0, no: int = 0, unknown: int = 0, **changes: Any) -> Comparison:
    numbers = {"yes": yes, "no": no, "unknown": unknown}
    return make([item(searchable=s, **changes) for s, count in numbers.items() for _ in range(count)])


@pytest.mark.parametrize(
    ("counts", "items", "words"),
    [
        pytest.param(
            (18, 34, 9),
            "Of 61 articles and posts, search can find 18 (30 %; 9 more could not be checked).",
            "Of their 6,100 words, search can find 1,800 (30 %; 15 % more could not be checked).",
            id="some of each",
        ),
        pytest.param(
            (3, 1, 0),
            "Of 4 articles and posts, search can find 3 (75 %).",
            "Of their 400 words, search can find 300 (75 %).",
            id="all known",
        ),
        pytest.param(
            (0, 0, 5),
            "Whether search can find the 5 articles and posts is not known: none could be checked.",
            "Whether search can find their 500 words is not known.",
            id="nothing known",
        ),
        pytest.param((1, 0, 0), "There is one article or post, and search can find it.", "(100 %).", id="one found"),
        pytest.param((0, 1, 0), "There is one article or post, and search cannot find it.", "(0 %).", id="one lost"),
        pytest.param(
            (0, 0, 1),
            "There is one article or post, and whether search can find it is not known.",
            "Whether search can find their 100 words is not known.",
            id="one unknown",
        ),
    ],
)
def test_the_headline_in_plain_words(
    make: Make, make_item: MakeItem, counts: tuple[int, ...], items: str, words: str
) -> None:
    report = said(render(of(make, make_item, *counts, words=100)))
    assert items in report
    assert words in report


def test_a_share_that_is_not_whole_is_shown_as_a_range(make: Make, make_item: MakeItem) -> None:
    report = render(of(make, make_item, 1, 1, 2))
    assert re.search(r"^Items     █+▒+░+ +25–75 %  2 of 4 known, 50 % of them$", report, re.MULTILINE)


def test_nothing_known_is_a_dash_and_never_nought(make: Make, make_item: MakeItem) -> None:
    unseen = Score(value=None, potential=None, coverage=0.2, range=(0.0, 100.0), gates=())
    report = render(of(make, make_item, unknown=3, words=None, search=unseen, share=None, date=None))
    assert re.search(r"^Items     ▒+        –  none known$", report, re.MULTILINE)
    assert "How many words they hold is not known." in report
    assert "Depth     not known\n" in report
    assert "Pull      not known for search: too little was seen of any of the 3, 20 % judged\n" in report
    row, below = block(report, "Channels").splitlines()[2:4]
    assert re.fullmatch(r"Journal +3  ▒+ +– +– +– +–", row)
    assert re.fullmatch(r"  blog +none known +20 % +0 %", below)
    assert "░" not in report.replace("░ search cannot find", "")


def test_nothing_at_all(make: Make) -> None:
    report = render(make([], intake=()))
    assert report == (
        "Brand     Larder & Loom\n"
        "Period    all that was read\n"
        "As of     2025-03-20, by indexaudit 0.2.0\n"
        "Read      items that were handed over, from no source that could be named\n"
        "Items     0\n"
        "\n"
        "There is no article or post to judge.\n"
    )


def test_one_item(make: Make, make_item: MakeItem) -> None:
    report = render(make([make_item()]))
    assert "Items     1: 1 article\n" in report
    assert "Pull      84.2 of 100 for search, the median of 1, 100 % judged\n" in report
    assert "Depth     1,043 words in the median, 1,043 in all\n" in report
    assert max(map(columns, report.splitlines())) <= 80


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (("2024-04-01", "2025-03-31"), "2024-04-01 to 2025-03-31"),
        (("2024-04-01", None), "from 2024-04-01"),
        ((None, "2025-03-31"), "until 2025-03-31"),
        ((None, None), "all that was read"),
    ],
)
def test_the_period(make: Make, period: tuple[str | None, str | None], expected: str) -> None:
    assert f"Period    {expected}\n" in render(make([], period=period))


# --- tables ---------------------------------------------------------------------------------------------------------


def test_what_is_declared_stands_as_declared_and_never_as_a_number(comparison: Comparison) -> None:
    row = next(line for line in render(comparison).splitlines() if line.startswith("X  "))
    assert row.endswith("  declared: repost")
    assert "Declared by the platform's file (reviewed 2025-02-11 to 2025-02-14), never measured." in said(
        render(comparison)
    )


@pytest.mark.parametrize(
    ("coverage", "declared", "row", "below"),
    [
        (0.4, True, "66.0", "40 %"),
        (0.39, True, "declared: repost", "66.0 on 39 %"),
        (0.39, False, "66.0", "39 %"),
    ],
)
def test_a_few_measured_ones_do_not_speak_for_the_rest(
    comparison: Comparison, coverage: float, declared: bool, row: str, below: str
) -> None:
    linkedin = next(c for c in comparison.channels if c.name == "LinkedIn")
    changed = replace(
        linkedin,
        push=replace(linkedin.push, median=66.0, coverage=coverage),
        push_declared=linkedin.push_declared if declared else None,
    )
    lines = block(render(replace(comparison, channels=(changed,))), "Channels").splitlines()[2:4]
    assert lines[0].endswith(f"  {row}")
    assert lines[1].endswith(f"  {below}")


def test_a_channel_without_articles_says_so(comparison: Comparison) -> None:
    assert "Likes on X" in render(comparison)
    assert "0  40 items, no article and no post among them\n" in render(comparison)


def test_the_ladder_has_every_rung_best_first_and_every_kind(make: Make, make_item: MakeItem) -> None:
    rows = tuple(
        LadderRow(kind=kind, none=n, in_app=0, gated=0, opaque=12_345, readable=2, own=1)
        for kind, n in (("article", 0), ("post", 1), ("reply", 2), ("repost", 3), ("like", 1_000_000), ("page", 5))
    )
    report = render(make([make_item()], ladder=rows))
    lines = block(report, "How the items are addressed").splitlines()
    assert [line.partition("█")[0].rstrip(" 0123456789,·") for line in lines[1:7]] == [
        "own host, in words",
        "public, in words",
        "public, no words",
        "behind a login",
        "only in an app",
        "no address",
    ]
    assert lines[0].split() == ["all", "article", "post", "reply", "repost", "like", "page"]
    assert lines[6].split()[-7:] == ["1,000,011", "·", "1", "2", "3", "1,000,000", "5"]
    assert max(map(columns, report.splitlines())) <= 80


def test_months_are_the_last_twelve_without_gaps(make: Make, make_item: MakeItem) -> None:
    dates = ["2023-01-05", "2024-03-01", "2025-01-01", "2025-01-31", None]
    report = render(make([make_item(date=date) for date in dates]))
    lines = block(report, "Articles and posts by month").splitlines()
    assert lines[1].split() == ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"]
    assert lines[3].split() == ["published", "·", "1", *["·"] * 9, "2"]
    assert lines[-1] == "Older ones: 1; --full shows them. Without a date, and so in no month: 1."


def test_full_shows_every_year_that_has_something(make: Make, make_item: MakeItem) -> None:
    dates = ["2019-11-05", "2019-12-01", "2024-03-01"]
    lines = block(
        render(make([make_item(date=d) for d in dates]), full=True), "Articles and posts by month"
    ).splitlines()
    assert [line.strip() for line in lines if re.fullmatch(r" +\d{4}", line)] == ["2019", "2024"]
    assert "Older" not in lines[-1]


# --- lists ----------------------------------------------------------------------------------------------------------


def advice(number: int, **changes: Any) -> AdviceLine:
    made = AdviceLine(
        action="mend",
        text=f"mend fault {number}",
        items=("i1",),
        axis=Axis.SEARCH,
        gain=100.0 - number,
        computed="by hand",
        rule="title-present",
        sources=(Source(title="Title links", url="https://search.example/titles", checked="2025-02-01"),),
    )
    return replace(made, **changes)


def cluster(number: int, members: int = 2, **changes: Any) -> CopyCluster:
    made = CopyCluster(
        id=f"c{number}",
        members=tuple(
            CopyMember(
                item=f"i{at}",
                words=100,
                similarity=0.995,
                contained=1.0,
                relation="copy" if at > 1 else "fullest",
                owned=at == 1,
            )
            for at in range(1, members + 1)
        ),
        winner=None,
        owner_wins=None,
        signals=(Signal(name="first", favours=(), decides=False, text="no dates", sources=()),),
        why="the documented signs disagree",
        to_win=(),
    )
    return replace(made, **changes)


def test_lists_are_capped_and_say_how_much_is_left(make: Make, make_item: MakeItem) -> None:
    items = [make_item() for _ in range(40)]
    long = make(
        items,
        advice=tuple(advice(n, items=tuple(f"i{i}" for i in range(1, 41))) for n in range(30)),
        copies=tuple(cluster(n, members=12) for n in range(20)),
        notes=tuple(f"note {n}" for n in range(40)),
        intake=tuple(
            IntakeReport(channel="Journal", source=f"feed {n}", read=0, used=0, set_aside=(), notes=())
            for n in range(50)
        ),
    )
    report = render(long)
    assert (report.count(" by hand"), report.count("not clear which wins")) == (10, 8)
    assert report.count("  - Note ") == 10
    for left in ("20 more", "12 more", "37 more", "7 more", "30 more"):
        assert f"and {left}: --full shows them, --format json has all" in report
    whole = render(long, full=True)
    assert "more: --full" not in whole
    assert (whole.count(" by hand"), whole.count("not clear which wins")) == (30, 20)
    assert whole.count("  - Note ") == 40
    assert "Signal  first (weighs, for none): no dates" in whole
    assert "Title links (2025-02-01): https://search.example/titles" in said(whole)


def test_one_too_many_is_shown_rather_than_counted(make: Make, make_item: MakeItem) -> None:
    report = render(make([make_item()], advice=tuple(map(advice, range(11)))))
    assert report.count(" by hand") == 11
    assert "more" not in report


def test_advice_is_numbered_and_says_what_it_is_worth_and_why(make: Make, make_item: MakeItem) -> None:
    lines = (advice(1), advice(2, action="link_home", gain=None, rule=None, axis=Axis.SHARE))
    report = block(render(make([make_item()], advice=lines)), "What to do").splitlines()
    assert report[1:3] == [" 1. +99.0 search   mend · title-present · 1 item", "    Mend fault 1"]
    assert report[3] == "    On      Drying plums in a slow oven  larder.example/…/drying-plums-in-a-slo…"
    assert report[4] == "    How     by hand"
    assert report[5:7] == [" 2. no points      link home · 1 item", "    Mend fault 2"]


def test_addresses_in_sentences_are_short_unless_all_is_asked_for(make: Make, make_item: MakeItem) -> None:
    long = "https://www.larder.example/journal/2025/drying-plums-in-a-slow-oven-for-a-whole-day/"
    made = make([make_item()], advice=(advice(1, text=f"mend `{long}`, and (see {long})", computed=f"as on {long}."),))
    short = "larder.example/…/drying-plums-in-a-slow-oven-fo…"
    assert f"Mend {short}, and (see {short})" in said(render(made))
    assert f"How as on {short}." in said(render(made))
    assert f"`{long}`, and (see" in said(render(made, full=True, width=200))


def test_an_item_without_title_or_address_still_has_a_name(make: Make, make_item: MakeItem) -> None:
    items = [
        make_item(title=None),
        make_item(url=None),
        make_item(title=None, url=None, kind="like", date="2025-01-02T10:00:00Z"),
        make_item(title="", url=None, kind="post", date=None),
    ]
    report = render(make(items, advice=(advice(1, items=("i1", "i2", "i3", "i4")),)))
    assert "    On      larder.example/journal/drying-plums-in-a-slow-oven\n" in report
    assert "            Drying plums in a slow oven  (no address)\n" in report
    assert "            (like of 2025-01-02)  (no address)\n" in report
    assert "            (post)  (no address)\n" in report


@pytest.mark.parametrize(
    ("changes", "title", "verdict"),
    [
        ({"winner": "i1", "owner_wins": True}, "yours wins 1 of 1", "yours wins"),
        ({"winner": "i2", "owner_wins": False}, "yours wins 0 of 1", "yours does not win"),
        ({}, "yours wins 0 of 1, 1 not clear", "not clear which wins"),
    ],
)
def test_who_wins_is_said_in_words(
    make: Make, make_item: MakeItem, changes: dict[str, Any], title: str, verdict: str
) -> None:
    report = render(make([make_item(), make_item(channel="LinkedIn")], copies=(cluster(1, **changes),)))
    assert f"The same text in several places: {title}\n" in report
    lines = block(report, "The same text").splitlines()
    assert lines[0].endswith(f"  {verdict}")
    assert [line[4:8] for line in lines[1:3]] == [
        "wins" if changes.get("winner") == f"i{n}" else "    " for n in (1, 2)
    ]
    assert "copy >99 %" in lines[2]


def test_read_is_used_and_set_aside(comparison: Comparison) -> None:
    report = render(comparison)
    total = re.search(r"^Read +(\d+) records from 5 sources = (\d+) used \+ (\d+) set aside$", report, re.MULTILINE)
    assert total
    read, used, aside = map(int, total.groups())
    assert read == used + aside
    sources = re.findall(r"(\d+) = +(\d+) used \+ +(\d+) aside", block(report, "What was read"))
    assert [sum(map(int, column)) for column in zip(*sources, strict=True)] == [read, used, aside]


def test_an_origin_is_not_named_twice(make: Make) -> None:
    origin = Origin(source="x.zip", member="data/tweets.js", place=4)
    reason = Reason(reason="outside the period", count=3, examples=(origin,))
    report = render(
        make([], intake=(IntakeReport(channel=None, source="x.zip", read=3, used=0, set_aside=(reason,), notes=()),))
    )
    assert "(by platform)   x.zip  " in report
    assert "3 set aside: outside the period, such as data/tweets.js, no. 4\n" in report


# --- hostile texts --------------------------------------------------------------------------------------------------

HOSTILE = [
    "::set-output name=x::y",
    "a ::error ::warning " * 20,
    "##[add-path]/tmp ##vso[task.setvariable]x",
    "\x1b[2J\x1b]8;;https://evil.example\x07click",
    "abc\u202edcba\u2066",
    "line\r\n::error::one",
    "[/bold] [link=file:///etc/passwd]x[/link]",
    "\ud800\udfff",
    "日本語" * 200,
    "e\u0301" * 200,
    "x" * 3000,
    "/" * 300,
    "",
    " ",
]


def saying(comparison: Comparison, text: str) -> Comparison:
    """The comparison with every text that a page, an archive or a brand's file can choose in it."""
    spot = Origin(source=text, member=text, place=3)
    items = tuple(
        replace(i, title=text, channel=text, url=f"https://larder.example/{text}", date=text, searchable_reason=text,
                origins=(spot, spot), platform=text, findings=tuple(replace(f, message=text, fix=text) for f in i.findings))
        for i in comparison.items
    )  # fmt: skip
    return replace(
        comparison,
        brand=text,
        period=(text, text),
        items=items,
        channels=tuple(replace(c, name=text, platforms=(text,)) for c in comparison.channels),
        months=tuple(replace(m, channel=m.channel and text) for m in comparison.months),
        copies=tuple(
            replace(c, why=text, to_win=(text,), signals=tuple(replace(s, text=text) for s in c.signals))
            for c in comparison.copies
        ),
        advice=tuple(replace(a, text=text, computed=text, rule=a.rule and text) for a in comparison.advice),
        intake=tuple(
            replace(
                r,
                channel=text,
                source=text,
                notes=(text,),
                set_aside=tuple(replace(s, reason=text, examples=(spot,)) for s in r.set_aside),
            )
            for r in comparison.intake
        ),
        notes=(text,),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_no_text_acts_on_its_reader(comparison: Comparison, text: str, width: int, full: bool) -> None:
    report = render(saying(comparison, text), width=width, full=full)
    for line in report.splitlines():
        assert columns(line) <= width
        assert not line.lstrip().startswith(("::", "##["))
        assert "##[" not in line
        assert "##vso[" not in line
    assert not set(report) & set("\x1b\x07\r\u202e\u2066\ud800\udfff")
    assert report.encode("utf-8")


def test_what_contradicts_itself_raises_nothing(make: Make, make_item: MakeItem) -> None:
    """Ids that name no item, clusters without members, months that are none: made by hand, and shown as they are."""
    odd = make(
        [make_item(addressability=Addressability.NONE, indexability=Indexability.UNADDRESSABLE)],
        copies=(replace(cluster(1), members=()), cluster(2, members=3, winner="i9")),
        advice=(advice(1, items=("i77",)), advice(2, items=())),
        compared_at=datetime(2025, 1, 1, tzinfo=UTC),
    )
    odd = replace(odd, months=tuple(replace(m, month="soon") for m in odd.months))
    share = SearchableShare(yes=0, no=0, unknown=0, declared=0, value=None, range=(0.0, 0.0), coverage=0.0)
    odd = replace(odd, channels=tuple(replace(c, searchable=share) for c in odd.channels))
    report = render(odd)
    assert "    On      i77\n" in report
    assert "by month" not in report


def test_copies_without_one_at_home_are_not_called_lost() -> None:
    strangers = tuple(replace(member, owned=False) for member in cluster(1).members)
    alone = cluster(1, members=2)
    alone = replace(alone, members=strangers, winner="i2", owner_wins=False)
    assert labels.outcome(alone) == "no copy on a site of yours"
    title = labels.copies_title([alone, cluster(2), replace(cluster(3), winner="i1", owner_wins=True)])
    assert title == (
        "The same text in several places: yours wins 1 of 2, 1 not clear, 1 more without a copy on a site of yours"
    )
