"""JUnit XML, checked against what CI servers know."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from indexaudit.model import Evidence, Indexability, PageAudit, Severity, Status
from indexaudit.report import junit
from indexaudit.report.place import Place

SCHEMA = Path(__file__).parent / "schemas" / "junit.xsd"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def read(text: str) -> ET.Element:
    schema().assertValid(etree.fromstring(text.encode("ascii")))
    return ET.fromstring(text)


def everything(audit: PageAudit) -> tuple:
    return tuple(f for f in audit.findings if f.status in (Status.WARN, Status.FAIL))


def test_a_page_is_a_suite_with_its_scores(make) -> None:
    (suite,) = read(junit.render([make()]))
    said = {each.get("name"): each.get("value") for each in suite.iter("property")}
    assert said["search"] == "84.2"
    assert said["share"] == "62.0"
    assert said["indexability"] == "indexable"
    assert "discovery" not in said
    assert suite.get("timestamp") == "2024-03-01T00:00:00"


def test_only_findings_beyond_the_threshold_fail(make, found) -> None:
    audit = make(findings=(found("title-present", severity=Severity.MAJOR), found()))

    def major(audit: PageAudit) -> tuple:
        return tuple(f for f in audit.findings if f.severity is Severity.MAJOR)

    (suite,) = read(junit.render([audit], beyond=major))
    assert [case.get("name") for case in suite.iter("testcase")] == ["title-present"]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")


def test_without_a_threshold_only_shut_gates_fail(make, found, scored) -> None:
    gate = found("noindex-absent", status=Status.FAIL, severity=Severity.GATE)
    good = make()
    shut = make(findings=(gate, found()))
    shut = PageAudit(
        **{name: getattr(shut, name) for name in PageAudit.__slots__ if name != "scores"},
        scores=type(shut.scores)(
            **{
                name: scored(0.0, gates=("noindex-absent",)) if name == "search" else getattr(shut.scores, name)
                for name in type(shut.scores).__slots__
            }
        ),
    )
    first, second = read(junit.render([good, shut]))
    assert [case.get("name") for case in first.iter("testcase")] == ["nothing beyond the threshold"]
    assert [case.get("name") for case in second.iter("testcase")] == ["noindex-absent"]


def test_a_failure_says_what_to_change_and_why(make) -> None:
    (suite,) = read(junit.render([make()], beyond=everything, place=lambda _: Place(file="public/plums.html")))
    (case,) = suite.iter("testcase")
    (failure,) = case
    assert (case.get("classname"), case.get("name")) == ("public/plums.html", "meta-description-present")
    assert (failure.get("message"), failure.get("type")) == ("The page has no meta description.", "minor")
    assert (failure.text or "").splitlines() == [
        'Fix: Add <meta name="description" content="…"> that says what the page offers.',
        "Seen: line 3: <head>",
        "Rule: meta-description-present, minor, metadata, recommendation",
        "Source: https://example.com/snippets",
    ]


def test_an_unverified_page_is_skipped_and_says_why(make) -> None:
    (suite,) = read(junit.render([make(findings=(), indexability=Indexability.UNVERIFIED)]))
    (case,) = suite.iter("testcase")
    assert case[0].tag == "skipped"
    assert "Not verified" in (case[0].get("message") or "")


def test_what_could_not_be_judged_is_one_case_a_reason(make, found) -> None:
    unknown = [found(rule, status=Status.UNKNOWN, message="robots.txt timed out") for rule in ("a-rule", "b-rule")]
    (suite,) = read(junit.render([make(findings=tuple(unknown))]))
    (case,) = suite.iter("testcase")
    assert case.get("name") == "a-rule and 1 more"
    assert case[0].get("message") == "Could not be judged: robots.txt timed out"
    assert suite.get("skipped") == "1"


def test_a_crash_is_an_error(make, found) -> None:
    (suite,) = read(junit.render([make(findings=(found("a-rule", status=Status.CRASH),))]))
    (case,) = suite.iter("testcase")
    assert (case[0].tag, suite.get("errors")) == ("error", "1")


def test_no_page_is_a_whole_document() -> None:
    assert list(read(junit.render([]))) == []


@pytest.mark.parametrize("said", ["\x00\x1b\ud800", "\ufffe\uffff", "]]>", "<![CDATA[", "&x;", "\"'<", "\u2028\u202e"])
def test_what_xml_cannot_hold_is_shown_in_another_way(make, found, said: str) -> None:
    evidence = (Evidence(where="html", text=f"a{said}b", line=1),)
    finding = found(message=f"a{said}b", fix=f"a{said}b", evidence=evidence)
    (suite,) = read(junit.render([make(findings=(finding,))], beyond=everything))
    assert suite.get("failures") == "1"


def test_attributes_are_bounded(make, found) -> None:
    finding = found(message="x" * 100_000, fix="x" * 100_000)
    text = junit.render(
        [make(findings=(finding,), final_url="https://windfall.example/" + "x" * 9_000)], beyond=everything
    )
    read(text)
    assert len(text) < 20_000


def test_a_piece_for_each_page(make) -> None:
    pieces = list(junit.stream([make(), make()]))
    assert len(pieces) == 3
    assert pieces[0].startswith("<?xml")
    assert pieces[1].startswith("  <testsuite ")
