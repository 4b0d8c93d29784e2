"""Thresholds for a part of the site, and severities of one's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_audits import audit, finding

from indexaudit.api import audit_html
from indexaudit.commands.exit_code import Thresholds, exit_code, faults_beyond
from indexaudit.commands.settings import Settings
from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.gate.budgets import Budget, SeverityChange, severities, thresholds_for, with_severities
from indexaudit.model import Axis, PageKind, PageType, Severity


def typed_as(kind: PageKind, path: str = "blog/plums"):
    return replace(audit(path=path), page_type=PageType(type=kind, confidence=1.0, basis=()))


def test_a_budget_names_pages_by_path_type_or_both() -> None:
    base = Thresholds(fail_under=50)
    blog = Budget(path="/blog/", fail_under=80)
    posts = Budget(path="/blog/", page_type=PageKind.ARTICLE, max_findings=3)
    assert thresholds_for(typed_as(PageKind.LISTING), base, [blog, posts]) == Thresholds(fail_under=80)
    assert thresholds_for(typed_as(PageKind.ARTICLE), base, [blog, posts]) == Thresholds(fail_under=80, max_findings=3)
    assert thresholds_for(typed_as(PageKind.ARTICLE, "about"), base, [blog, posts]) == base


def test_the_last_budget_has_the_last_word_on_what_it_says() -> None:
    budgets = [
        Budget(path="/", fail_on="minor", axis=Axis.SHARE),
        Budget(path="/blog/", fail_on="never"),
        Budget(path="/shop/", fail_on="any"),
    ]
    assert thresholds_for(audit(path="blog/plums"), Thresholds(), budgets) == Thresholds(
        fail_on="never", axis=Axis.SHARE
    )


def test_what_was_typed_beats_the_file() -> None:
    budget = Budget(path="/", fail_on="any", fail_under=90)
    found = thresholds_for(audit(), Thresholds(fail_on="never"), [budget], typed=["fail_on"])
    assert found == Thresholds(fail_on="never", fail_under=90)


def test_a_budget_of_zero_asks_for_something() -> None:
    assert thresholds_for(audit(), Thresholds(max_findings=5), [Budget(path="/", max_findings=0)]).max_findings == 0


def test_more_faults_than_the_budget_fail_and_those_of_severity_info_are_not_counted() -> None:
    page = audit(finding("title-length"), finding("image-alt-coverage"), finding("a", severity=Severity.INFO))
    assert exit_code(page, Thresholds(max_findings=2)).code == 0
    verdict = exit_code(page, Thresholds(max_findings=1))
    assert verdict.code == 1
    assert verdict.reasons == ("2 faults are more than max_findings 1: title-length, image-alt-coverage",)


# --- severities -------------------------------------------------------------------------------------------------------


def test_a_severity_of_ones_own_moves_thresholds_and_no_score() -> None:
    page = audit(finding("title-length", severity=Severity.MINOR))
    changed = severities({"title-length": SeverityChange(severity=Severity.MAJOR)}, Config())
    louder = with_severities(page, changed)
    assert [f.rule for f in faults_beyond(louder, "major")] == ["title-length"]
    assert faults_beyond(page, "major") == ()
    assert replace(louder, findings=page.findings) == page
    assert with_severities(audit(finding("other")), changed).findings[0].severity is Severity.MINOR


NOINDEX = audit_html(
    "<!doctype html><html lang=en><title>Drying plums in a slow oven</title><meta name=robots content=noindex>"
    "<h1>Drying plums in a slow oven</h1><p>" + "Halve them and lay them on a rack. " * 60,
    "https://larder.example/drying-plums-in-a-slow-oven",
)


def test_a_gate_is_taken_for_less_only_with_a_reason_and_then_holds_nothing_up() -> None:
    with pytest.raises(ConfigError, match="severity: noindex-absent: is a gate"):
        severities({"noindex-absent": SeverityChange(severity=Severity.MINOR)}, Config())
    change = {"noindex-absent": SeverityChange(severity=Severity.MINOR, reason="members only")}
    calmer = with_severities(NOINDEX, severities(change, Config()))
    strict = Thresholds(fail_on="gate", fail_under=1)
    assert exit_code(NOINDEX, strict).code == 1
    assert exit_code(calmer, strict).code == 0
    assert calmer.scores == NOINDEX.scores
    assert [f.rule for f in faults_beyond(calmer, "minor") if f.rule == "noindex-absent"] == ["noindex-absent"]


def test_no_setting_makes_a_gate() -> None:
    with pytest.raises(ConfigError, match='it is no gate; write "major"'):
        severities({"title-length": SeverityChange(severity=Severity.GATE)}, Config())
    gate = {"noindex-absent": SeverityChange(severity=Severity.GATE)}
    assert severities(gate, Config()) == {"noindex-absent": Severity.GATE}


def test_a_rule_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="there is no rule 'title-lenght'; did you mean 'title-length'"):
        severities({"title-lenght": SeverityChange(severity=Severity.INFO)}, Config())


# --- the file ---------------------------------------------------------------------------------------------------------


def settings(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "indexaudit.toml"
    path.write_text(text, encoding="utf-8")
    return Settings.read(path)


def test_budgets_and_severities_are_read_from_the_file(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        'max_findings = 9\n[[budget]]\npath = "/blog/*"\nfail_under = 80\naxis = "share"\n'
        '[[budget]]\npage_type = "article"\nfail_on = "major"\nmin_coverage = 0.5\nmax_findings = 0\n'
        '[severity]\ntitle-length = "info"\nnoindex-absent = { severity = "minor", reason = "members only" }\n',
    )
    assert found.thresholds == Thresholds(max_findings=9)
    assert found.budgets == (
        Budget(path="/blog/*", fail_under=80.0, axis=Axis.SHARE),
        Budget(page_type=PageKind.ARTICLE, fail_on="major", min_coverage=0.5, max_findings=0),
    )
    assert found.severities == {
        "title-length": SeverityChange(severity=Severity.INFO),
        "noindex-absent": SeverityChange(severity=Severity.MINOR, reason="members only"),
    }
    assert Config.from_toml(tmp_path / "indexaudit.toml") == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max_findings = -1", "max_findings: -1 is not a whole number from 0"),
        ("max_findings = 1.5", "max_findings: 1.5 is not a whole number from 0"),
        ("max_findings = true", "max_findings: True is not a whole number from 0"),
        ('max_findings = "3"', "write a number without quotes"),
        ("budget = 3", "budget: write each as a [[budget]] table"),
        ('[budget]\npath = "/"', "budget: write each as a [[budget]] table"),
        ('[[budget]]\npath = "/"\nfail_udner = 3', "budget 1: unknown key 'fail_udner'; did you mean 'fail_under'?"),
        ('[[budget]]\npath = "/"\nfail_under = 1\n[[budget]]\nfail_under = 3', "budget 2: names no pages"),
        ('[[budget]]\npath = "/"', "budget 1: asks for nothing"),
        ('[[budget]]\npath = "blog"\nfail_under = 3', "budget 1: path: 'blog' is no pattern"),
        ('[[budget]]\npage_type = "blog"\nfail_under = 3', "budget 1: page_type: 'blog' is not one of 'home'"),
        ('[[budget]]\npath = "/"\nfail_under = 300', "budget 1: fail_under: 300 is no score"),
        ('[[budget]]\npath = "/"\nfail_on = "grave"', "budget 1: fail_on: 'grave' is not one of 'never'"),
        ('severity = "major"', "severity: write a table [severity]"),
        ('[severity]\na = "loud"', "severity: a: 'loud' is not one of 'gate', 'major', 'minor', 'info'"),
        ('[severity]\na = { severity = "info", raeson = "x" }', "severity: a: unknown key 'raeson'; did you mean"),
        ('[severity]\na = { reason = "x" }', "severity: a: severity is missing"),
        ('[severity]\na = { severity = "info", reason = "" }', "severity: a: reason: '' is no text"),
        ("[severty]\n", "unknown key 'severty'; did you mean 'severity'?"),
    ],
)
def test_a_wrong_key_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        settings(tmp_path, text)
    assert message in str(error.value)
    assert str(error.value).startswith(str(tmp_path / "indexaudit.toml"))
