"""The worked example of CONTRIBUTING: a new rule is one source file and one case file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from indexaudit import Config, audit_html
from indexaudit.rules.casebook import cases_of
from indexaudit.rules.registry import load
from indexaudit.testing import judge, problems, run, snapshot

RULE = '''
from indexaudit.facts import Head
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity, Source
from indexaudit.rules.base import evidence, ok, rule, unless_half_read, warn

HOUSE_STYLE = Source(title="Our house style", url="https://example.com/style", checked="2026-01-02")


@rule(
    "title-without-shouting",
    "The title is not written in capitals",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[HOUSE_STYLE],
    since="1.0",
)
def title_without_shouting(head: Head) -> Outcome:
    """The title has small letters.

    ## Why
    Capitals are hard to read.

    ## Fix
    Write the title as a sentence.
    """
    if head.title is None:
        return unless_half_read(ok(), head)
    if head.title.isupper():
        return warn("the title shouts", evidence(head.title, line=head.titles[0].line), fix=f"Not {head.title!r}.")
    return ok()
'''

CASES = """
[[case]]
name = "all in capitals"
head = "<title>PRUNING AN APPLE TREE</title>"
expect = "warn"
line = 5
[case.repaired]
head = "<title>Pruning an apple tree</title>"
expect = "pass"
"""


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "house_rules.py").write_text(RULE, encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "title-without-shouting.toml").write_text(CASES, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "house_rules", raising=False)
    load.cache_clear()
    yield "house_rules"
    sys.modules.pop("house_rules", None)
    load.cache_clear()


def test_one_source_file_and_one_case_file_make_a_rule(own_rules: str) -> None:
    made = next(r for r in load((own_rules,)) if r.id == "title-without-shouting")
    (case,) = cases_of(made)
    assert problems(case, run(made, case)) == []
    assert case.twin is not None
    assert problems(case.twin, run(made, case.twin)) == []


def test_it_is_judged_with_the_others(own_rules: str) -> None:
    audit = audit_html("<title>PRUNING</title>", "https://example.com/a-b", config=Config(rules=(own_rules,)))
    finding = next(f for f in audit.findings if f.rule == "title-without-shouting")
    assert (finding.message, finding.sources[0].title) == ("the title shouts", "Our house style")


def test_it_can_be_judged_alone(own_rules: str) -> None:
    page = snapshot(head="<title>PRUNING AN APPLE TREE</title>")
    assert judge("title-without-shouting", page, Config(rules=(own_rules,))).status == "warn"


def test_a_case_that_does_not_hold_is_told(own_rules: str) -> None:
    made = next(r for r in load((own_rules,)) if r.id == "title-without-shouting")
    (case,) = cases_of(made)
    assert case.twin is not None
    (problem,) = problems(case, run(made, case.twin))[:1]
    assert problem.startswith("status is 'pass', not 'warn'")
