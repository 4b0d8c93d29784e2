"""The crawl of a site as Markdown, JSON, NDJSON and CSV; and whatever a page says, none of it acts on what shows it."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indexaudit import serial
from indexaudit.report.printable import columns
from indexaudit.report.site import csv as csv_report
from indexaudit.report.site import json as json_report
from indexaudit.report.site import markdown, ndjson, text
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.site.formats import FORMATS, stream
from indexaudit.site_audit import PageRow, SiteAudit, SiteFinding

MakeRow = Callable[..., PageRow]
Make = Callable[..., Crawled]

ANY = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["::error file=a::b", "##[add-path]/tmp", "##vso[task.setvariable]x", "=cmd|' /C calc'!A0", "@SUM(1)", "\x1b]8;;x",
     "</script><img src=x onerror=1>", "|a|b|", "`x`", "\ud800", "\u202ex", "a\r\n::b", "ftp\x00\x9b31m",
     "%0A::error", "\u2028\u2029", "![x](http://evil.example)", "@somebody #12", "x;=1+1", "日本" * 40, "$(id)'\"`id`"]
)  # fmt: skip
"""Every code point, lone surrogates among them, and what has been used to break reports."""

# The fixtures are made once for all tests, and never changed.
hostile = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def saying(crawled: Crawled, rows: tuple[PageRow, ...]) -> Callable[[str], Crawled]:
    """A small crawl in which every text that somebody else can choose is this one."""

    def saying(said: str) -> Crawled:
        url = f"https://saltmarsh.example/{said}"

        def row(found: PageRow) -> PageRow:
            findings = tuple(replace(f, message=said, fix=said) for f in found.findings)
            return replace(found, url=url, final_url=url, title=said, published=said, reason=said, findings=findings)

        def finding(found: SiteFinding) -> SiteFinding:
            return replace(found, message=said, fix=said, examples=(said, url, f"{url} and {said}"))

        audit = crawled.audit
        counts = tuple(replace(c, name=said, example=url) for c in audit.totals.refusals)
        made = replace(
            audit,
            seeds=(url, said),
            limits=(said,),
            totals=replace(
                audit.totals,
                failures=counts,
                skips=counts,
                refusals=counts,
                indexability=tuple(replace(c, example=url) for c in audit.totals.indexability),
            ),
            sections=tuple(replace(g, name=said) for g in audit.sections),
            findings=tuple(map(finding, audit.findings)),
            worst=tuple(map(row, audit.worst[:12])),
            conventions=tuple(replace(c, pattern=said, breakers=(url, said)) for c in audit.conventions),
            sitemaps=tuple(replace(s, url=url, problems=(said,), kind=said) for s in audit.sitemaps),
            feeds=tuple(replace(f, url=url, problems=(said,), newest=said, hub=said) for f in audit.feeds),
        )
        return Crawled(audit=made, rows=lambda: map(row, rows[:8]))

    return saying


def hidden(shown: str) -> list[str]:
    """Characters that act instead of showing; line feeds are ours."""
    return [
        c
        for c in shown
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d"
    ]


def test_these_are_the_formats(crawled: Crawled) -> None:
    assert set(FORMATS) == {"text", "json", "ndjson", "csv", "markdown", "html"}
    for name, module in (("text", text), ("json", json_report), ("ndjson", ndjson), ("csv", csv_report)):
        assert "".join(FORMATS[name](crawled)) == "".join(stream(name, crawled)) == module.render(crawled)
    assert "".join(stream("markdown", crawled, full=True)) == markdown.render(crawled, full=True)
    assert "".join(stream("text", crawled, width=120, full=True)) == text.render(crawled, width=120, full=True)


# --- json and ndjson ------------------------------------------------------------------------------------------------


def test_json_is_the_audit_and_fits_its_schema(crawled: Crawled) -> None:
    written = json_report.render(crawled)
    assert SiteAudit.from_json(written) == crawled.audit
    jsonschema.Draft202012Validator(serial.schema(SiteAudit)).validate(json.loads(written))


def test_ndjson_is_one_page_a_line_and_fits_its_schema(crawled: Crawled, rows: tuple[PageRow, ...]) -> None:
    lines = ndjson.render(crawled).split("\n")
    assert lines.pop() == ""
    assert tuple(map(PageRow.from_json, lines)) == rows
    validator = jsonschema.Draft202012Validator(serial.schema(PageRow))
    for line in (lines[0], lines[100], lines[-1]):
        validator.validate(json.loads(line))


@hostile
@given(ANY)
def test_json_stays_json(saying: Callable[[str], Crawled], said: str) -> None:
    made = saying(said)
    read = json.loads(json_report.render(made), parse_constant=pytest.fail)
    assert len(read["worst"]) == 12
    lines = ndjson.render(made).split("\n")
    assert [json.loads(line)["state"] for line in lines[:-1]] == ["done"] * 8
    json_report.render(made).encode("utf-8")


# --- csv ------------------------------------------------------------------------------------------------------------


def test_csv_is_one_row_a_page(crawled: Crawled, rows: tuple[PageRow, ...]) -> None:
    read = list(csv.DictReader(io.StringIO(csv_report.render(crawled), newline="")))
    assert [row["url"] for row in read] == [row.url for row in rows]
    excluded = next(row for row in read if row["indexability"] == "excluded" and row["page_type"] == "article")
    assert (excluded["search"], excluded["search_potential"], excluded["search_gates"]) == ("0", "71", "noindex-absent")
    assert excluded["finding_1"] == "noindex-absent: the page tells search engines to leave it out"
    pending = read[-1]
    assert (pending["state"], pending["search"], pending["clicks"], pending["title"]) == ("pending", "", "", "")
    thin = next(row for row in read if row["words"] == "84")
    assert (thin["findings"], thin["gain"]) == ("content-depth description-present", "14.2")


def test_every_field_of_a_page_has_a_column() -> None:
    names = [column.name for column in csv_report.COLUMNS]
    assert len(names) == len(set(names))
    assert set(PageRow.__slots__) <= set(names)


def test_no_pages_leave_the_headings(make: Make) -> None:
    written = csv_report.render(make([]))
    assert written == ",".join(column.name for column in csv_report.COLUMNS) + "\r\n"
    assert ndjson.render(make([])) == ""


def test_the_columns_are_documented() -> None:
    written = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
    for column in csv_report.COLUMNS:
        assert f"| `{column.name}` | {column.meaning} |" in written


@hostile
@given(ANY)
def test_csv_holds_no_formula(saying: Callable[[str], Crawled], said: str) -> None:
    written = csv_report.render(saying(said))
    read = list(csv.reader(io.StringIO(written), strict=True))
    assert {len(row) for row in read} == {len(csv_report.COLUMNS)}
    numbers = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?%?")
    assert not [c for row in read for c in row if c and c[:1] in "=+-@\t\r" and not numbers.fullmatch(c)]
    assert not hidden(written.replace("\r\n", "\n"))
    written.encode("utf-8")


@pytest.mark.parametrize("format", ["csv", "ndjson"])
def test_20_000_pages_take_no_more_memory_than_2_000(crawled: Crawled, make_row: MakeRow, format: str) -> None:
    page = make_row(title="Samphire " * 12)

    def peak(count: int) -> int:
        def pages() -> Iterator[PageRow]:
            for number in range(count):
                yield replace(page, url=f"https://saltmarsh.example/notes/{number}")

        pieces = stream(format, Crawled(audit=crawled.audit, rows=pages))
        next(pieces)
        tracemalloc.start()
        try:
            assert sum(1 for _ in pieces) == (count if format == "csv" else count - 1)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few = peak(2_000)
    assert peak(20_000) < few + 100_000


# --- markdown -------------------------------------------------------------------------------------------------------


def test_the_whole_document(crawled: Crawled) -> None:
    golden = Path(__file__).parent / "saltmarsh.md"
    assert markdown.render(crawled) == golden.read_text(encoding="utf-8")


def test_markdown_has_a_table_for_each_table_of_the_text(crawled: Crawled) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(crawled))
    # Verdicts, sections, types, worst pages, sitemaps, feeds.
    assert sum(token.type == "table_open" for token in tokens) == 6
    heads = [t.content for mark, t in pairwise(tokens) if mark.type == "heading_open"]
    assert heads == [
        "https:&#8203;//saltmarsh.example/",
        "Verdicts",
        "Scores by section",
        "Scores by type of page",
        "What only many pages can show, the most valuable first",
        "Worth knowing, no points to win",
        "Could not be judged",
        "Worst pages: points to win × (1 + inlinks)",
        "How addresses are built",
        "Sitemaps",
        "Feeds",
        "What to do next",
    ]


def test_markdown_of_nothing(make: Make) -> None:
    written = markdown.render(make([], seeds=()))
    assert written.startswith("# A list of addresses\n\n**There is no page to read.**\n")
    assert "##" not in written


def test_markdown_caps_its_lists_too(crawled: Crawled) -> None:
    audit = crawled.audit
    long = replace(
        audit, findings=audit.findings * 9, sections=audit.sections * 9, sitemaps=audit.sitemaps * 9,
        feeds=audit.feeds * 9, conventions=audit.conventions * 9,
    )  # fmt: skip
    written = markdown.render(replace(crawled, audit=long))
    for left in ("26 more", "24 more", "21 more", "3 more", "10 more", "40 more", "1 more"):
        assert f"and {left}: `--full` shows them, `--format json` has all" in written
    assert "more: `--full`" not in markdown.render(replace(crawled, audit=long), full=True)


@hostile
@given(ANY)
def test_markdown_has_no_markup_of_others(saying: Callable[[str], Crawled], said: str) -> None:
    written = markdown.render(saying(said), full=True)
    assert not hidden(written)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written)
    inline = [child for token in tokens for child in token.children or ()]
    assert "image" not in {t.type for t in inline}
    assert not [t for t in (*tokens, *inline) if t.type.startswith("html")]
    assert not [t for t in inline if t.type == "link_open"]
    written.encode("utf-8")


@hostile
@given(ANY)
def test_text_moves_no_cursor_and_commands_no_build_server(saying: Callable[[str], Crawled], said: str) -> None:
    written = text.render(saying(said), full=True)
    assert not hidden(written)
    assert not [line for line in written.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in written
    assert "##vso[" not in written
    assert max(map(columns, written.split("\n"))) <= 80
    written.encode("utf-8")
