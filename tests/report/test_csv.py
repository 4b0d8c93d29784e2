"""Results as CSV: one row each, safe to open in a spreadsheet."""

from __future__ import annotations

import csv as reader
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.model import FetchError, Finding, Indexability, PageAudit, Scores, Status
from indexaudit.platforms.address import read_address
from indexaudit.report import csv
from indexaudit.report.cells import row
from indexaudit.report.printable import printable
from indexaudit.rules.registry import built_in

Make = Callable[..., PageAudit]


def read(text: str) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(text, newline="")))


def test_a_page_is_a_row(make: Make) -> None:
    (page,) = read(csv.render([make()]))
    assert list(page) == [column.name for column in csv.COLUMNS]
    expected = {
        "url": "https://windfall.example/pruning-a-young-apple-tree/",
        "page_type": "article",
        "indexability": "indexable",
        "reasons": "",
        "search": "84.2",
        "search_potential": "84.2",
        "search_coverage": "1",
        "share": "62",
        "metadata": "77.5",
        "discovery": "",
        "words": "1243",
        "title": "Pruning a young apple tree | Windfall",
        "headline": "Pruning a young apple tree",
        "author": "Mira Oduya",
        "published": "2024-02-11T08:00:00+00:00",
        "modified": "",
        "faults": "1",
        "finding_1": "meta-description-present: The page has no meta description.",
        "gain_1": "2",
        "finding_2": "",
        "gain_2": "",
        "fetch_error": "",
    }
    assert {name: page[name] for name in expected} == expected


def test_the_top_three_faults_and_no_more(make: Make, found: Callable[..., Finding]) -> None:
    findings = (
        *(found(f"rule-{n}", gain=float(9 - n)) for n in range(4)),
        found("open", status=Status.UNKNOWN, gain=0.0),
    )
    (page,) = read(csv.render([make(findings=findings)]))
    assert [page[f"finding_{n}"].partition(":")[0] for n in (1, 2, 3)] == ["rule-0", "rule-1", "rule-2"]
    assert (page["gain_3"], page["faults"]) == ("7", "4")


def test_null_is_empty(make: Make) -> None:
    error = FetchError(code="dns_failure", message="no such host", hop=0, retryable=True)
    nothing = make(
        scores=Scores(**dict.fromkeys(Scores.__slots__)),
        findings=(),
        title=None,
        headline=None,
        author=(),
        published=None,
        words=None,
        language=None,
        fetch_error=error,
        indexability=Indexability.UNVERIFIED,
        indexability_reasons=("fetch-reachable", "http-status-ok"),
    )
    (page,) = read(csv.render([nothing]))
    filled = {name for name, cell in page.items() if cell}
    assert filled == {"url", "final_url", "page_type", "indexability", "reasons", "faults", "fetch_error"}
    assert (page["reasons"], page["fetch_error"]) == ("fetch-reachable http-status-ok", "dns_failure")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("https://evil.example","x")', '\'=HYPERLINK("https://evil.example","x")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "\\x0d=1"),
        ("  =1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("a;=1+1", "a;'=1+1"),
        ('a; "=1', "a; \"'=1"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+4.5", "+4.5"),
        ("-12,5 %", "'-12,5 %"),
        ("-12,5%", "-12,5%"),
        ("a = b", "a = b"),
        ("well-known", "well-known"),
        ('say "a", then b', 'say "a", then b'),
        ("two\nlines", "two lines"),
        ("\x00\x1b[2J\u202e", "\\x00\\x1b[2J\\u202e"),
        ("\ud800", "\\ud800"),
        ("塩パン 🍎", "塩パン 🍎"),
    ],
)
def test_no_text_of_a_page_is_a_formula(make: Make, text: str, cell: str) -> None:
    (page,) = read(csv.render([make(headline=text)]))
    assert page["headline"] == cell


@given(st.text(max_size=40))
def test_any_text_can_be_read_again(text: str) -> None:
    line = row([text, "last"])
    line.encode("utf-8")
    assert line.endswith("\r\n")
    ((cell, last),) = reader.reader(io.StringIO(line, newline=""))
    assert last == "last"
    assert cell.replace("'", "") == printable(text).replace("'", "")
    assert cell[:1] not in ("=", "@", "\t", "\r")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-1.5, "-1.5"),
        (100.0, "100"),
        (0.333, "0.333"),
        (10**13, "1" + "0" * 13),
    ],
)
def test_numbers_stay_numbers(value: float | None, cell: str) -> None:
    assert row([value]) == cell + "\r\n"


def test_a_long_address_is_whole(make: Make) -> None:
    url = "https://example.com/" + "a" * 5_000
    assert read(csv.render([make(final_url=url)]))[0]["final_url"] == url


def test_rows_come_one_by_one_and_headings_even_without_any(make: Make) -> None:
    pieces = list(csv.stream([make(), make()]))
    assert [piece.count("\r\n") for piece in pieces] == [2, 1]
    assert csv.render([]).count("\r\n") == 1


def test_every_column_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    for column in csv.COLUMNS:
        assert f"| `{column.name}` | {column.meaning} |" in text


def test_addresses() -> None:
    first, second = read(
        csv.addresses(
            [read_address("https://example.com/2024/05/drying-plums?utm_source=x"), read_address("https://a.example/")]
        )
    )
    assert (first["slug_words"], first["date"], first["static"]) == ("drying plums", "2024-05", "true")
    assert first["tracking_parameters"] == "utm_source"
    assert (second["slug"], second["id"]) == ("false", "")


def test_rules() -> None:
    listed = {line["rule"]: line for line in read(csv.rules(built_in()))}
    assert set(listed) == {rule.id for rule in built_in()}
    assert listed["title-present"]["points"] == "10"
    assert listed["content-depth"]["thresholds"].split()[0] == "content_words"
    assert "home" in listed["content-depth"]["not_on"].split()
