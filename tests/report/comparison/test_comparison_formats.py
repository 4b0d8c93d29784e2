"""The comparison as Markdown, JSON, NDJSON and CSV; and whatever a page says, none of it acts on what shows it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indexaudit import serial
from indexaudit.comparison import Comparison, LedgerItem, SearchableShare
from indexaudit.report.bars import cell, length
from indexaudit.report.comparison import csv as csv_report
from indexaudit.report.comparison import json as json_report
from indexaudit.report.comparison import markdown, ndjson, text
from indexaudit.report.comparison.bars import share_bar, spark
from indexaudit.report.comparison.formats import FORMATS, stream
from indexaudit.report.comparison.labels import address
from indexaudit.report.comparison.words import span
from indexaudit.report.figures import percent
from indexaudit.report.ink import Ink
from indexaudit.report.printable import columns

MakeItem = Callable[..., LedgerItem]
Make = Callable[..., Comparison]

ANY = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["::error file=a::b", "##[add-path]/tmp", "##vso[task.setvariable]x", "=cmd|' /C calc'!A0", "@SUM(1)", "\x1b]8;;x",
     "[/b]", "[link=file:///etc]x", "</script><img src=x onerror=1>", "|a|b|", "`x`", "\ud800", "\u202ex", "a\r\n::b",
     "ftp\x00\x9b31m", "%0A::error", "\u2028\u2029", "![x](http://evil.example)", "@somebody #12", "x;=1+1", "日本" * 40]
)  # fmt: skip
"""Every code point, lone surrogates among them, and what has been used to break reports."""

# The fixtures are made once for all tests, and never changed.
hostile = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def saying(comparison: Comparison) -> Callable[[str], Comparison]:
    """A small comparison in which every text that somebody else can choose is this one."""
    small = replace(comparison, items=comparison.items[:22], months=comparison.months[:20])

    def saying(said: str) -> Comparison:
        spots = tuple(replace(o, source=said, member=said) for o in small.items[0].origins)
        return replace(
            small,
            brand=said,
            items=tuple(
                replace(i, title=said, channel=said, url=f"https://larder.example/{said}", origins=spots,
                        searchable_reason=said, date=said) for i in small.items
            ),
            channels=tuple(replace(c, name=said) for c in small.channels),
            months=tuple(replace(m, channel=m.channel and said) for m in small.months),
            copies=tuple(replace(c, why=said, to_win=(f"change {said}",)) for c in small.copies),
            advice=tuple(replace(a, text=f"mend {said}", computed=said) for a in small.advice),
            intake=tuple(
                replace(r, source=said, channel=said, notes=(said,),
                        set_aside=tuple(replace(s, reason=said, examples=spots) for s in r.set_aside))
                for r in small.intake
            ),
            notes=(said,),
        )  # fmt: skip

    return saying


def hidden(shown: str) -> list[str]:
    """Characters that act instead of showing; line feeds are ours."""
    return [
        c
        for c in shown
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d"
    ]


def test_these_are_the_formats(comparison: Comparison) -> None:
    assert set(FORMATS) == {"text", "json", "ndjson", "csv", "markdown", "html"}
    for name, module in (("text", text), ("json", json_report), ("ndjson", ndjson), ("csv", csv_report)):
        assert "".join(FORMATS[name](comparison)) == "".join(stream(name, comparison)) == module.render(comparison)
    assert "".join(stream("markdown", comparison, full=True)) == markdown.render(comparison, full=True)
    assert "".join(stream("text", comparison, width=120, full=True)) == text.render(comparison, width=120, full=True)


# --- json and ndjson ------------------------------------------------------------------------------------------------


def test_json_is_the_comparison_and_fits_its_schema(comparison: Comparison) -> None:
    written = json_report.render(comparison)
    assert Comparison.from_json(written) == comparison
    jsonschema.Draft202012Validator(serial.schema(Comparison)).validate(json.loads(written))


def test_ndjson_is_one_item_a_line(comparison: Comparison) -> None:
    lines = ndjson.render(comparison).split("\n")
    assert lines.pop() == ""
    assert tuple(map(LedgerItem.from_json, lines)) == comparison.items


@hostile
@given(ANY)
def test_json_stays_json(saying: Callable[[str], Comparison], said: str) -> None:
    made = saying(said)
    read = json.loads(json_report.render(made), parse_constant=pytest.fail)
    assert [i["id"] for i in read["items"]] == [i.id for i in made.items]
    lines = ndjson.render(made).split("\n")
    assert [json.loads(line)["id"] for line in lines[:-1]] == [i.id for i in made.items]
    json_report.render(made).encode("utf-8")


# --- csv ------------------------------------------------------------------------------------------------------------


def test_csv_is_one_row_an_item(comparison: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_report.render(comparison), newline="")))
    assert [row["id"] for row in rows] == [item.id for item in comparison.items]
    seventh, ninth = rows[6], rows[8]
    assert (seventh["search"], seventh["search_potential"], seventh["search_gates"]) == ("0", "71", "noindex-absent")
    assert (rows[0]["share"], rows[0]["share_coverage"], rows[0]["share_declared"]) == ("76.1", "1", "")
    assert (rows[0]["findings"], rows[0]["gain"], rows[0]["copies"]) == ("meta-description-present", "2", "c1")
    assert rows[0]["origins"] == "pages/, drying-plums-in-a-slow-oven/snapshot.json; journal.xml, no. 3"
    assert (rows[9]["share"], rows[9]["share_declared"], rows[9]["share_declared_reviewed"]) == (
        "",
        "repost",
        "2025-02-12",
    )
    assert (ninth["words"], ninth["words_known"]) == ("512", "observed")
    assert (rows[10]["search_low"], rows[10]["search_high"]) == ("33.4", "69.4")


def test_every_field_of_an_item_has_a_column() -> None:
    names = [column.name for column in csv_report.COLUMNS]
    assert len(names) == len(set(names))
    assert set(LedgerItem.__slots__) <= set(names)


def test_no_items_leave_the_headings(make: Make) -> None:
    written = csv_report.render(make([]))
    assert written == ",".join(column.name for column in csv_report.COLUMNS) + "\r\n"
    assert ndjson.render(make([])) == ""


def test_the_columns_are_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
    for column in csv_report.COLUMNS:
        assert f"| `{column.name}` | {column.meaning} |" in text


@hostile
@given(ANY)
def test_csv_holds_no_formula(saying: Callable[[str], Comparison], said: str) -> None:
    written = csv_report.render(saying(said))
    rows = list(csv.reader(io.StringIO(written), strict=True))
    assert {len(row) for row in rows} == {len(csv_report.COLUMNS)}
    numbers = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?%?")
    assert not [c for row in rows for c in row if c and c[:1] in "=+-@\t\r" and not numbers.fullmatch(c)]
    assert not hidden(written.replace("\r\n", "\n"))
    written.encode("utf-8")


# --- markdown -------------------------------------------------------------------------------------------------------


def test_the_whole_document(comparison: Comparison) -> None:
    golden = Path(__file__).parent / "larder.md"
    assert markdown.render(comparison) == golden.read_text(encoding="utf-8")


def test_markdown_has_a_table_for_each_table_of_the_text(comparison: Comparison) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(comparison))
    # Channels, addresses, months, two texts with copies, sources.
    assert sum(token.type == "table_open" for token in tokens) == 6
    heads = [t.content for mark, t in pairwise(tokens) if mark.type == "heading_open"]
    assert heads == [
        "Larder &amp; Loom",
        "Channels",
        "How the items are addressed",
        "Articles and posts by month",
        "The same text in several places: yours wins 1 of 2",
        "c1: Drying plums in a slow oven (yours wins)",
        "c2: Why we test lids before we sell jars (yours does not win)",
        "What to do, the most valuable first",
        "What was read",
        "What limits these figures",
    ]


def test_markdown_of_nothing(make: Make) -> None:
    written = markdown.render(make([]))
    assert "**There is no article or post to judge.**\n" in written
    assert "##" not in written


def test_markdown_caps_its_lists_too(comparison: Comparison) -> None:
    long = replace(
        comparison,
        advice=comparison.advice * 5,
        copies=comparison.copies * 9,
        notes=comparison.notes * 20,
        channels=comparison.channels * 9,
        intake=comparison.intake * 9,
    )
    written = markdown.render(long)
    for left in ("20 more", "10 more", "30 more", "25 more"):
        assert f"and {left}: `--full` shows them, `--format json` has all" in written
    assert "more: `--full`" not in markdown.render(long, full=True)


@hostile
@given(ANY)
def test_markdown_has_no_markup_of_others(saying: Callable[[str], Comparison], said: str) -> None:
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
def test_text_moves_no_cursor_and_commands_no_build_server(saying: Callable[[str], Comparison], said: str) -> None:
    written = text.render(saying(said), full=True)
    assert not hidden(written)
    assert not [line for line in written.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in written
    assert "##vso[" not in written
    assert max(map(columns, written.split("\n"))) <= 80
    written.encode("utf-8")


# --- figures and bars -----------------------------------------------------------------------------------------------

counts = st.integers(0, 10**6)


def shared(yes: int, no: int, unknown: int) -> SearchableShare:
    return SearchableShare(yes=yes, no=no, unknown=unknown, declared=0, value=None, range=(0.0, 1.0), coverage=0.0)


@given(counts, counts, counts, st.integers(3, 80))
def test_a_bar_has_its_width_and_hides_no_part(yes: int, no: int, unknown: int, width: int) -> None:
    bar = share_bar(shared(yes, no, unknown), width, Ink(colour=False))
    assert len(bar) == width
    assert [char in bar for char in "█░▒"] == [count > 0 for count in (yes, no, unknown)]
    if total := yes + no + unknown:
        assert "█▒░".find(bar[0]) <= "█▒░".find(bar[-1])
        assert abs(bar.count("█") - yes / total * width) <= 2


@given(counts, counts)
def test_a_length_keeps_the_order(one: int, other: int) -> None:
    most = max(one, other, 1)
    assert (one <= other) or length(one, most, 30) >= length(other, most, 30)
    assert (length(one, most, 30) > 0) == (one > 0)
    assert (spark(one, most) == " ") == (one == 0)
    assert spark(most, most) == "█"


@pytest.mark.parametrize(
    ("share", "expected"),
    [(None, "–"), (0.0, "0 %"), (0.001, "<1 %"), (0.302, "30 %"), (0.99, "99 %"), (0.999, ">99 %"), (1.0, "100 %")],
)
def test_nothing_and_all_are_said_only_of_nothing_and_all(share: float | None, expected: str) -> None:
    assert percent(share) == expected


def test_a_range_that_reads_the_same_is_one_figure() -> None:
    assert span((0.301, 0.304)) == "30 %"
    assert span((0.0, 1.0)) == "0–100 %"


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(8, 40))
def test_a_cell_has_its_width(said: str, width: int) -> None:
    shown = "".join(c for c in said if unicodedata.category(c)[0] in "LNPSZ" and c.isprintable())
    for right in (False, True):
        assert columns(cell(shown, width, right=right)) == width


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.larder.example/plums/", "larder.example/plums"),
        ("https://larder.example/", "larder.example"),
        ("https://larder.example/journal/2024/drying-plums", "larder.example/…/drying-plums"),
        ("https://larder.example/a/drying-plums-in-a-slow-oven-for-a-day", "larder.example/…/drying-plums…"),
        ("https://larder.example/drying-plums-in-a-slow-oven-for-a-day", "larder.example/drying-plums-i…"),
        ("https://a-very-long-host-of-nobody-at-all.example/a", "a-very-long-host-of-nobody-at…"),
    ],
)
def test_a_short_address_keeps_host_and_last_words(make_item: MakeItem, url: str, expected: str) -> None:
    assert address(make_item(url=url), 30) == expected
