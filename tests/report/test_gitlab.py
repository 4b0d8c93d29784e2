"""GitLab's Code Quality report, checked against the fields that its documentation names."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from indexaudit.model import EvidenceStrength, PageAudit, Severity, Status
from indexaudit.report import gitlab
from indexaudit.report.place import Place

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1, "maxLength": 8_000},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}(-[0-9]+)?$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./][^\\\\]*$"},
                    "lines": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def read(text: str) -> list[dict]:
    found = json.loads(text, parse_constant=pytest.fail)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found


def in_file(_: PageAudit) -> Place:
    return Place(file="public/posts/plums é.html")


def test_a_fault_stands_in_its_file_at_its_line(make) -> None:
    (issue,) = read(gitlab.render([make()], place=in_file))
    assert issue["location"] == {"path": "public/posts/plums é.html", "lines": {"begin": 3}}
    assert issue["check_name"] == "meta-description-present"
    assert issue["description"].startswith("The page has no meta description. Fix: ")


def test_a_page_that_was_fetched_has_a_path_below_a_fixed_word(make) -> None:
    (issue,) = read(gitlab.render([make(final_url="https://windfall.example:8443/../a/%2e%2e/b?x=../c")]))
    path = issue["location"]["path"]
    assert path == "fetched/windfall.example%3A8443/a/b/x=../c"


@pytest.mark.parametrize(
    ("severity", "strength", "said"),
    [
        (Severity.GATE, EvidenceStrength.REQUIREMENT, "blocker"),
        (Severity.MAJOR, EvidenceStrength.REQUIREMENT, "critical"),
        (Severity.MAJOR, EvidenceStrength.CONVENTION, "major"),
        (Severity.MINOR, EvidenceStrength.REQUIREMENT, "minor"),
        (Severity.INFO, EvidenceStrength.REQUIREMENT, "info"),
    ],
)
def test_severities(make, found, severity: Severity, strength: EvidenceStrength, said: str) -> None:
    (issue,) = read(gitlab.render([make(findings=(found(severity=severity, evidence_strength=strength),))]))
    assert issue["severity"] == said


def test_fingerprints_hold_when_lines_move_and_are_unique(make, found) -> None:
    moved = found(evidence=(replace(found().evidence[0], line=90),))
    one = read(gitlab.render([make()], place=in_file))
    other = read(gitlab.render([make(findings=(moved, moved))], place=in_file))
    assert other[0]["fingerprint"] == one[0]["fingerprint"]
    assert other[1]["fingerprint"] == one[0]["fingerprint"] + "-2"


def test_what_could_not_be_judged_is_no_issue(make, found) -> None:
    findings = (found(status=Status.UNKNOWN), found("a-rule", status=Status.CRASH))
    assert read(gitlab.render([make(findings=findings)])) == []


def test_pages_with_and_without_faults_are_one_array(make) -> None:
    clean = make(findings=())
    pieces = list(gitlab.stream([clean, make(), clean, make(), clean]))
    assert len(pieces) == 6
    assert len(read("".join(pieces))) == 2
    assert read(gitlab.render([])) == []
    assert read(gitlab.render([clean])) == []
