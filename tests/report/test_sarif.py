"""SARIF 2.1.0, checked against the schema of the standard."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import indexaudit
from indexaudit.model import Dimension, Evidence, FetchError, Indexability, PageAudit, Severity, Status
from indexaudit.report import sarif
from indexaudit.report.place import Place

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"


@cache
def validator() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(audits: Iterable[PageAudit], place: Callable[[PageAudit], Place | None] | None = None) -> dict[str, Any]:
    log = json.loads(sarif.render(audits, place=place), parse_constant=pytest.fail)
    validator().validate(log)
    (run,) = log["runs"]
    return run


def in_file(audit: PageAudit) -> Place:
    return Place(file="public" + audit.url.removeprefix("https://windfall.example") + "index.html")


def notes(run: dict[str, Any]) -> list[dict[str, Any]]:
    return run["invocations"][0]["toolExecutionNotifications"]


def test_a_result_stands_in_its_file_at_its_line(make) -> None:
    (result,) = run_of([make()], in_file)["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "public/pruning-a-young-apple-tree/index.html"},
                "region": {"startLine": 3},
            }
        }
    ]
    assert result["message"]["text"].startswith("The page has no meta description. Fix: Add <meta")
    assert result["properties"]["gain"] == 2.0
    assert result["properties"]["search"] == 84.2


def test_a_page_that_was_fetched_is_shown_at_its_address(make) -> None:
    (result,) = run_of([make()])["results"]
    where = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where == {"uri": "https://windfall.example/pruning-a-young-apple-tree/"}


def test_lines_of_a_page_are_not_those_of_its_source(make) -> None:
    (result,) = run_of([make()], lambda _: Place(file="content/pruning.md", line_offset=None))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_the_other_lines_of_a_fault_are_linked(make, found) -> None:
    lines = (9, 12, 9, 15)
    finding = found(evidence=tuple(Evidence(where="html", text=f"<img src={n}>", line=n) for n in lines))
    (result,) = run_of([make(findings=(finding,))], in_file)["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    linked = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
    assert linked == [12, 15]


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.GATE, "error"), (Severity.MAJOR, "error"), (Severity.MINOR, "warning"), (Severity.INFO, "note")],
)
def test_the_level_is_the_severity(make, found, severity: Severity, level: str) -> None:
    (result,) = run_of([make(findings=(found(severity=severity),))])["results"]
    assert result["level"] == level


def test_only_the_rules_that_occur_are_described(make, found) -> None:
    findings = (found("title-present"), found("meta-description-present"), found("somebody-elses-rule", sources=()))
    run = run_of([make(findings=findings), make(findings=findings)])
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["title-present", "meta-description-present", "somebody-elses-rule"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    own = rules[0]
    assert own["shortDescription"]["text"] == next(r.title for r in indexaudit.rules() if r.id == "title-present")
    assert "## Why" in own["help"]["markdown"]
    assert "Why" in own["help"]["text"]
    assert own["helpUri"] == "https://example.com/snippets"
    assert own["properties"]["tags"] == ["search", "metadata", "recommendation"]
    assert "helpUri" not in rules[2]
    assert all(len(rule["fullDescription"]["text"]) <= 1_024 for rule in rules)


def test_every_rule_of_the_library_can_be_described(make, found) -> None:
    findings = tuple(
        found(r.id, severity=r.severity, dimension=r.dimension, sources=r.sources) for r in indexaudit.rules()
    )
    run = run_of([make(findings=findings)])
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {rule.id for rule in indexaudit.rules()}
    assert all(rule["helpUri"].startswith("https://") for rule in rules)


def test_fingerprints_hold_when_lines_move_and_differ_between_faults(make, found) -> None:
    def prints(*evidence: Evidence, place: Callable[[PageAudit], Place] = in_file) -> list[str]:
        run = run_of([make(findings=(found(evidence=evidence),))], place)
        return [result["partialFingerprints"]["indexaudit/v1"] for result in run["results"]]

    seen = Evidence(where="html", text="<title>Plums</title>", line=3, byte=40)
    same = prints(seen)
    assert prints(replace(seen, line=30, byte=400)) == same
    assert prints(replace(seen, text="<title>Plums</title>\n ")) == same
    assert prints(replace(seen, text="<title>Pears</title>")) != same
    assert prints(seen, place=lambda _: Place(file="public/other.html")) != same


def test_a_second_identical_fault_has_a_fingerprint_of_its_own(make, found) -> None:
    run = run_of([make(findings=(found(), found()))])
    first, second = (result["partialFingerprints"]["indexaudit/v1"] for result in run["results"])
    assert (first[-2:], second[-2:]) == (":1", ":2")
    assert first[:-2] == second[:-2]


def test_what_could_not_be_judged_is_no_result(make, found) -> None:
    unknown = found("canonical-target-ok", status=Status.UNKNOWN, message="the target did not answer")
    run = run_of([make(findings=(unknown,))], in_file)
    assert run["results"] == []
    (note,) = notes(run)
    assert note["level"] == "warning"
    assert note["message"]["text"] == "could not be judged: the target did not answer"
    assert note["properties"] == {"rules": ["canonical-target-ok"]}
    assert run["invocations"][0]["executionSuccessful"] is True


def test_a_crash_is_an_error_of_the_run(make, found) -> None:
    run = run_of([make(findings=(found("title-present", status=Status.CRASH, message="KeyError"),))])
    (note,) = notes(run)
    assert note["level"] == "error"
    assert "title-present" in note["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_page_that_could_not_be_had_is_said(make) -> None:
    error = FetchError(code="dns_failure", message="no such host", hop=0, retryable=True)
    run = run_of([make(findings=(), fetch_error=error, indexability=Indexability.UNVERIFIED)])
    assert [note["message"]["text"] for note in notes(run)] == ["the page could not be had: no such host"]


def test_no_page_is_a_whole_log_too() -> None:
    run = run_of([])
    assert (run["results"], run["tool"]["driver"]["rules"], notes(run)) == ([], [], [])


def test_the_same_audits_give_the_same_bytes(make, found) -> None:
    audits = [make(findings=(found("title-present"), found()), url=f"https://windfall.example/{n}/") for n in range(9)]
    assert sarif.render(audits) == sarif.render(list(audits))


def test_very_many_findings_are_capped_by_severity_and_counted(make, found) -> None:
    minor, major = found("title-length", severity=Severity.MINOR), found("title-present", severity=Severity.MAJOR)
    info = found("language-declared", severity=Severity.INFO, gain=0.0)
    audits = [make(findings=(info, *[minor] * 9, major), url=f"https://windfall.example/{n}/") for n in range(3_000)]
    text = sarif.render(audits)
    (run,) = json.loads(text)["runs"]
    levels = [result["level"] for result in run["results"]]
    assert (levels.count("error"), levels.count("warning"), levels.count("note")) == (3_000, 2_000, 0)
    first = notes(run)[0]["message"]["text"]
    assert first.startswith("25,000 warnings, 3,000 notes left out of this file")
    assert len(gzip.compress(text.encode())) < 10_000_000


def test_a_file_stays_below_ten_megabytes_however_long_its_texts(make, found) -> None:
    finding = found(message="é" * 100_000, fix="漢" * 100_000, evidence=(Evidence(where="html", text="梅" * 300),) * 9)
    text = sarif.render(make(findings=(finding,), final_url=f"https://windfall.example/{n}/") for n in range(2_000))
    assert len(text) < 10_000_000
    (run,) = json.loads(text)["runs"]
    assert 0 < len(run["results"]) < 2_000
    assert f"{2_000 - len(run['results']):,} warnings left out" in notes(run)[0]["message"]["text"]


def test_the_notifications_are_capped_and_counted(make, found) -> None:
    unknown = found("canonical-target-ok", status=Status.UNKNOWN, message="the target did not answer")
    run = run_of(make(findings=(unknown,)) for _ in range(600))
    assert len(notes(run)) == 501
    assert notes(run)[0]["message"]["text"] == "100 more notifications are left out of this file"


def test_a_message_holds_no_link_and_no_placeholder(make, found) -> None:
    finding = found(message="the title is [free](javascript:alert(1)) {0}", evidence=())
    (result,) = run_of([make(findings=(finding,))])["results"]
    assert "](" not in result["message"]["text"]
    assert "{0}" not in result["message"]["text"]


def test_secrets_are_masked(make, found) -> None:
    finding = found(message="the canonical is https://windfall.example/?token=abc123", fix="Name /?api_key=abc123")
    audit = make(findings=(finding,), final_url="https://jane:abc123@windfall.example/?session=abc123")
    assert "abc123" not in sarif.render([audit])


def test_a_piece_for_each_page_keeps_formats_in_step(make) -> None:
    pieces = list(sarif.stream([make(), make()]))
    assert pieces[:2] == ["", ""]
    assert len(pieces) == 3


def test_an_error_page_lacks_nothing_but_an_address(make, found) -> None:
    findings = (found("title-present"), found("https", dimension=Dimension.ACCESS))
    run = run_of([make(findings=findings, indexability=Indexability.BROKEN)])
    assert [result["ruleId"] for result in run["results"]] == ["https"]
