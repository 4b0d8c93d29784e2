"""Every rule against its cases: a bad page, what the rule says, and the repaired twin."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexaudit import rules
from indexaudit.errors import ConfigError
from indexaudit.model import Status
from indexaudit.rules.base import Rule
from indexaudit.rules.casebook import Case, case_file, cases_of, read_cases
from indexaudit.rules.registry import built_in
from indexaudit.testing import problems, run

RULES = built_in()
FOLDER = Path(rules.__file__).parent / "cases"


def every_case() -> list[pytest.ParameterSet]:
    found = []
    for rule in RULES:
        for case in cases_of(rule):
            found.append(pytest.param(rule, case, id=f"{rule.id}: {case.name}"))
            if case.twin is not None:
                found.append(pytest.param(rule, case.twin, id=f"{rule.id}: {case.twin.name}"))
    return found


@pytest.mark.parametrize(("rule", "case"), every_case())
def test_case(rule: Rule, case: Case) -> None:
    assert problems(case, run(rule, case)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_cases(rule: Rule) -> None:
    cases = cases_of(rule)
    assert cases, f"{rule.id} has no cases: write {case_file(rule)}"
    statuses = {c.status for case in cases for c in (case, case.twin) if c is not None}
    if statuses - {Status.SKIP, Status.UNKNOWN}:
        assert Status.PASS in statuses or Status.SKIP in statuses, f"{rule.id}: no case shows a good page"
        assert statuses & {Status.WARN, Status.FAIL}, f"{rule.id}: no case shows a bad page"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_bad_page_says_what_and_how_to_mend_it(rule: Rule) -> None:
    for case in cases_of(rule):
        outcome = run(rule, case)
        if outcome.status in (Status.WARN, Status.FAIL):
            assert outcome.message
            assert outcome.fix
            assert not outcome.message.endswith(".")
            assert outcome.fix.rstrip("`”").endswith(".")
        elif outcome.status in (Status.SKIP, Status.UNKNOWN):
            assert outcome.message


def test_every_case_file_belongs_to_a_rule() -> None:
    ids = {rule.id for rule in RULES}
    assert sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in ids) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('[[case]]\nname = "a"\nexpect = "fail"\nhaed = "x"', "unknown key 'haed'", id="an unknown key"),
        pytest.param('[[case]]\nexpect = "fail"', "has no name", id="a case without a name"),
        pytest.param('[[case]]\nname = "a"\nexpect = "bad"', "expect must be", id="an unknown status"),
        pytest.param('[[case]]\nname = "a"', "expect must be", id="a case that expects nothing"),
        pytest.param(
            '[[case]]\nname = "a"\nexpect = "fail"\nhead = "x"\n'
            '[case.repaired]\nexpect = "pass"\nhead = "y"\nstatus = 404',
            "must differ in one page key; it differs in head, status",
            id="a twin that differs in two things",
        ),
        pytest.param(
            '[[case]]\nname = "a"\nexpect = "fail"\nhead = "x"\n[case.repaired]\nexpect = "pass"\nhead = "x"',
            "it differs in nothing",
            id="a twin that differs in nothing",
        ),
        pytest.param(
            '[[case]]\nname = "a"\nexpect = "fail"\n[[case]]\nname = "a"\nexpect = "pass"',
            "two cases are named 'a'",
            id="two cases of one name",
        ),
        pytest.param("", "holds [[case]] tables", id="an empty file"),
        pytest.param("[[case", "cannot be read", id="no TOML"),
    ],
)
def test_a_bad_case_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "some-rule.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_cases(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_every_rule_that_finds_faults_shows_how_one_is_mended() -> None:
    """A bad page proves little while nothing shows that the rule falls silent once the fault is gone."""
    faults = (Status.WARN, Status.FAIL)
    bare = [
        rule.id
        for rule in built_in()
        if any(case.status in faults for case in cases_of(rule))
        and not any(case.twin is not None for case in cases_of(rule) if case.status in faults)
    ]
    assert bare == []
