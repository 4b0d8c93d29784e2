"""The crawl of a site for people, on a terminal."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexaudit.comparison import ScoreSummary
from indexaudit.model import PageKind, Severity, Status
from indexaudit.report.printable import columns
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.site.text import render
from indexaudit.report.text import ASCII
from indexaudit.site_audit import (
    Convention,
    Count,
    FeedReport,
    Group,
    PageRow,
    SiteFinding,
    SitemapReport,
)

MakeRow = Callable[..., PageRow]
Make = Callable[..., Crawled]
MakeFinding = Callable[..., SiteFinding]

GOLDEN = Path(__file__).parent


def block(report: str, heading: str) -> list[str]:
    """The lines below a heading, up to the next empty line."""
    return report.partition("\n" + heading)[2].partition("\n")[2].partition("\n\n")[0].splitlines()


def said(report: str) -> str:
    return " ".join(report.split())


def unread(row: MakeRow, state: str, reason: str | None, number: int = 0) -> PageRow:
    return row(
        url=f"https://saltmarsh.example/{state}/{number}", state=state, reason=reason, page_type=None,
        indexability=None, title=None, words=None, search=None, share=None, findings=(), clicks=None,
    )  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
def test_the_whole_report(crawled: Crawled, width: int) -> None:
    assert render(crawled, width=width) == (GOLDEN / f"saltmarsh-{width}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [0, 80, 93, 120, 200])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_asked(crawled: Crawled, width: int, full: bool) -> None:
    report = render(crawled, width=width, full=full)
    assert max(map(columns, report.splitlines())) <= max(80, width)
    assert not [line for line in report.splitlines() if line != line.rstrip()]


def test_colour_adds_nothing_but_colour(crawled: Crawled) -> None:
    painted = render(crawled, colour=True)
    assert "\x1b[32m█" in painted
    plain = re.sub(r"\x1b\[\d+m", "", painted)
    assert [line.rstrip() for line in plain.splitlines()] == render(crawled).splitlines()


def test_the_same_in_ascii(crawled: Crawled) -> None:
    plain = render(crawled).translate(ASCII)
    assert "indexable       ####" in plain
    assert "Worst pages: points to win x (1 + inlinks)" in plain


def test_full_shows_every_list_whole(crawled: Crawled) -> None:
    report = render(crawled, full=True)
    assert "more:" not in report
    assert "Source Influencing title links (2026-02-01): https://search.example/titles" in said(report)
    assert len(re.findall(r"^ +\+\d+\.\d +\d+ +(?:\d+|–)  saltmarsh", report, re.MULTILINE)) == 50


# --- what was crawled -----------------------------------------------------------------------------------------------


def test_the_sum_is_shown_and_agrees(crawled: Crawled) -> None:
    shown = re.search(
        r"^Pages     (\d+) scheduled = (\d+) done \+ (\d+) failed \+ (\d+) skipped \+ (\d+) pending$",
        render(crawled),
        re.MULTILINE,
    )
    assert shown is not None
    scheduled, *parts = map(int, shown.groups())
    assert scheduled == sum(parts) == 267


def test_nothing_was_crawled(make: Make) -> None:
    assert render(make([])) == (
        "Site      https://saltmarsh.example/\n"
        "Crawled   2026-11-20 09:12 UTC, for 20 minutes, by indexaudit 0.2.0\n"
        "State     whole: nothing is left to read\n"
        "Pages     0 scheduled = 0 done + 0 failed + 0 skipped + 0 pending\n"
        "\n"
        "There is no page to read.\n"
    )


def test_everything_failed(make: Make, make_row: MakeRow) -> None:
    rows = [unread(make_row, "failed", "dns_failure" if n else "tls_error", n) for n in range(3)]
    report = render(make(rows))
    assert "Pages     3 scheduled = 0 done + 3 failed + 0 skipped + 0 pending\n" in report
    assert "Failed    DNS failure 2, TLS error 1\n" in report
    assert "\n\nNo page could be read.\n" in report
    assert "Scores" not in report
    assert "indexaudit check" not in report


def test_one_page(make: Make, make_row: MakeRow) -> None:
    report = render(make([make_row()]))
    assert "Of the one page that was read, Google can index 1 (100 %).\n" in report
    assert "Search    78.0 of 100 for search, the median of 1, 100 % judged\n" in report


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "whole: nothing is left to read", id="whole"),
        pytest.param({"partial": True}, "partial: it was stopped", id="stopped with nothing pending"),
        pytest.param({"finished": None}, "partial: the crawl is under way, or was killed", id="killed"),
    ],
)
def test_whether_it_is_whole(make: Make, make_row: MakeRow, changes: dict[str, object], expected: str) -> None:
    assert f"State     {expected}\n" in render(make([make_row()], **changes))


def test_a_crawl_that_was_stopped_says_how_to_go_on(make: Make, make_row: MakeRow) -> None:
    report = render(make([make_row(), unread(make_row, "pending", None)]))
    assert "State     partial: 1 page is pending\n" in report
    assert "  indexaudit crawl https://saltmarsh.example/ --store FILE --resume\n" in report


def test_many_reasons_are_summed(make: Make, make_row: MakeRow) -> None:
    rows = [unread(make_row, "failed", f"reason_{n}", n) for n in range(20)]
    assert "reason 13 1, other reasons 14" in said(render(make(rows)))


# --- scores ---------------------------------------------------------------------------------------------------------


def test_every_median_stands_beside_how_well_it_is_known(make: Make, make_row: MakeRow) -> None:
    part = ScoreSummary(median=61.5, low=40.0, high=70.25, items=3, of=9, coverage=0.52)
    none = ScoreSummary(median=None, low=None, high=None, items=0, of=0, coverage=0.0)
    group = Group(name="/notes/", pages=9, indexable=3, search=part, share=none, median_words=None)
    lines = block(render(make([make_row()], sections=(group,))), "Scores")
    assert lines[-3].split() == ["/notes/", "9", "33", "%", "61.5", "40.0–70.2", "52", "%", "–", "–", "–"]


def test_sections_are_capped_and_the_largest_come_first(make: Make, make_row: MakeRow) -> None:
    known = ScoreSummary(median=50.0, low=50.0, high=50.0, items=1, of=1, coverage=1.0)
    groups = tuple(
        Group(name=f"/s{n}/", pages=n, indexable=n, search=known, share=known, median_words=1.0) for n in range(1, 40)
    )
    lines = block(render(make([make_row()], sections=groups)), "Scores")
    assert [line.split()[0] for line in lines[4:17]] == [*(f"/s{n}/" for n in range(39, 27, -1)), "and"]
    assert "and 27 more: --full shows them, --format json has all" in lines[16]


# --- findings -------------------------------------------------------------------------------------------------------


def test_a_finding_says_what_it_is_worth_where_it_is_and_how_to_mend_it(
    make: Make, make_row: MakeRow, make_finding: MakeFinding
) -> None:
    lines = block(render(make([make_row()], findings=(make_finding(),))), "What only")
    assert lines == [
        " 1. +192.0 search  titles-unique · major · metadata · recommendation",
        "    24 pages share their title with another: “Recipe | Saltmarsh Notes”",
        "    On      24 of 239 pages, such as",
        "            saltmarsh.example/recipes/samphire-pickle",
        "            saltmarsh.example/recipes/sea-lavender-pickle",
        "            saltmarsh.example/recipes/sea-purslane-pickle",
        "    Fix     Name the dish in each title: <title>Samphire pickle</title>.",
    ]


def test_findings_are_parted_by_what_is_to_be_done(make: Make, make_row: MakeRow, make_finding: MakeFinding) -> None:
    findings = (
        make_finding(rule="a", message="first"),
        make_finding(rule="b", message="second", gain=0.0, severity=Severity.INFO),
        make_finding(rule="c", message="third", gain=0.0, status=Status.UNKNOWN),
        make_finding(rule="d", message="fourth", gain=0.0, status=Status.CRASH),
    )
    report = render(make([make_row()], findings=findings))
    assert len([line for line in block(report, "What only") if re.match(r" \d+\. ", line)]) == 1
    assert block(report, "Worth knowing, no points to win") == ["  - Second (b, 24 of 239 pages)"]
    assert block(report, "Could not be judged") == ["  - Third (c)"]
    assert block(report, "Faults of indexaudit: please report them") == ["  - Fourth (d)"]


def test_findings_are_capped(make: Make, make_row: MakeRow, make_finding: MakeFinding) -> None:
    findings = tuple(make_finding(rule=f"rule-{n}", gain=100.0 - n) for n in range(30))
    report = render(make([make_row()], findings=findings))
    assert report.count("    Fix     ") == 10
    assert "and 20 more: --full shows them, --format json has all" in report


# --- pages, conventions, sitemaps -----------------------------------------------------------------------------------


def test_a_page_without_a_way_from_the_seed_has_a_dash(make: Make, make_row: MakeRow) -> None:
    lines = block(render(make([make_row(clicks=None, inlinks=0)])), "Worst pages")
    assert lines[1] == "   +2.0        0       –  saltmarsh.example/notes/2025/drying-samphire"
    assert said(" ".join(lines[2:])) == "Drying samphire · the page has no meta description (description-present)"


def test_conventions_name_what_breaks_with_them(make: Make, make_row: MakeRow) -> None:
    convention = Convention(
        page_type=PageKind.POST, pattern="/{year}/{words}", pages=1, share=0.995,
        breakers=tuple(f"https://saltmarsh.example/?p={n}" for n in range(9)),
    )  # fmt: skip
    lines = block(render(make([make_row()], conventions=(convention,))), "How addresses are built")
    assert lines[0].split() == ["Posts", "/{year}/{words}", "1", "page", "(>99", "%)"]
    assert lines[1].split() == ["not", "so", "saltmarsh.example/?p=0"]
    assert lines[-1].strip() == "and 6 more: --full shows them, --format json has all"


def test_sitemaps_and_feeds_show_their_problems(make: Make, make_row: MakeRow) -> None:
    sitemap = SitemapReport(
        url="https://saltmarsh.example/sitemap.xml", origin="path", state="done", kind="urlset", entries=1,
        problems=tuple(f"line {n}: no address" for n in range(30)),
    )  # fmt: skip
    feed = FeedReport(
        url="https://saltmarsh.example/feed", state="failed", kind=None, entries=0, newest=None,
        hub="https://hub.example/", problems=(),
    )  # fmt: skip
    report = render(make([make_row()], sitemaps=(sitemap,), feeds=(feed,)))
    lines = block(report, "1 sitemap, 1 address")
    assert lines[0].split() == ["done", "urlset", "1", "saltmarsh.example/sitemap.xml", "by", "path"]
    assert [line.strip() for line in lines[1:]] == [
        *(f"Line {n}: no address" for n in range(3)),
        "and 27 more: --full shows them, --format json has",
        "all",
    ]
    assert block(report, "1 feed, 0 entries") == [
        "failed   –               0  saltmarsh.example/feed               no date, WebSub"
    ]


def test_usual_places_without_a_sitemap_are_no_sitemaps(make: Make, make_row: MakeRow) -> None:
    guessed = tuple(
        SitemapReport(
            url=f"https://saltmarsh.example/{name}.xml", origin="path", state="skipped", kind=None, entries=0,
            problems=("status_404",),
        )
        for name in ("sitemap", "sitemap_index")
    )  # fmt: skip
    report = render(make([make_row()], sitemaps=guessed))
    expected = (
        "No sitemap: robots.txt names none, and none is at saltmarsh.example/sitemap.xml, "
        "saltmarsh.example/sitemap_index.xml."
    )
    assert expected in said(report)
    given = replace(guessed[0], origin="robots", state="failed")
    report = render(make([make_row()], sitemaps=(*guessed, given)))
    assert "No sitemap" not in report
    assert [line.split() for line in block(report, "1 sitemap, 0 addresses")] == [
        ["failed", "–", "0", "saltmarsh.example/sitemap.xml", "by", "robots"],
        ["Answers", "with", "404"],
    ]


# --- what next ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://saltmarsh.example/a?b=1&c=$(date);x'y", "https://saltmarsh.example/#`id`"])
def test_a_command_that_is_shown_can_be_copied(make: Make, make_row: MakeRow, url: str) -> None:
    report = render(make([make_row(url=url)]))
    line = next(line for line in report.splitlines() if "indexaudit check" in line)
    assert shlex.split(line, comments=True) == ["indexaudit", "check", url]


def test_reasons_that_nobody_foresaw_are_shown_as_they_are(make: Make, make_row: MakeRow) -> None:
    made = make([make_row()])
    totals = replace(
        made.audit.totals,
        refused=2,
        refusals=(Count(name="trap_odd_thing", count=1, example=None), Count(name="a\x1b[2Jb", count=1, example=None)),
        indexability=(Count(name="odd", count=1, example=None),),
    )
    report = render(replace(made, audit=replace(made.audit, totals=totals)))
    assert r"2 addresses never scheduled: a\x1b[2Jb 1, trap (odd thing) 1" in report
    assert re.search(r"^odd +█+  1  100 %$", report, re.MULTILINE)
