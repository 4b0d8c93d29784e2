"""The command as a gate: thresholds, what is said about them, and exit codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexaudit.api import audit_html
from indexaudit.cli import main
from indexaudit.commands.exit_code import Thresholds, exit_code
from indexaudit.model import Axis, Finding, PageAudit, Score, Status

URL = "https://larder.example/drying-plums-in-a-slow-oven"
BODY = "<h1>Drying plums in a slow oven</h1><p>" + "Halve them, take the stone out and lay them on a rack. " * 40
PAGE = f'<!doctype html><html lang=en><title>Drying plums in a slow oven</title><link rel=canonical href="{URL}">{BODY}'
NOINDEX = PAGE.replace("<title>", "<meta name=robots content=noindex><title>")


class Ran:
    def __init__(self, code: int, captured: pytest.CaptureResult[str]) -> None:
        self.code, self.out, self.err = code, captured.out, captured.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command in a folder that holds ``good.html``, which is indexable, and ``noindex.html``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "good.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "noindex.html").write_text(NOINDEX, encoding="utf-8")

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, capsys.readouterr())

    return run


def said(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if not line.startswith("note: ")]


# --- through the command --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "options", "code"),
    [
        ("good.html", ("--fail-under", "0"), 0),
        ("good.html", ("--fail-under", "30"), 0),
        ("good.html", ("--fail-under", "100"), 1),
        ("noindex.html", ("--fail-under", "0", "--fail-on", "never"), 0),
        ("noindex.html", ("--fail-under", "1", "--fail-on", "never"), 1),
        ("good.html", ("--min-coverage", "0.5"), 0),
        ("good.html", ("--min-coverage", "1"), 0),
        ("good.html", ("--fail-on", "any"), 1),
    ],
)
def test_thresholds_decide_the_code(run, target: str, options: tuple[str, ...], code: int) -> None:
    assert run("check", target, *options).code == code


def test_a_score_below_the_least_is_said_with_page_and_threshold(run) -> None:
    ran = run("check", "good.html", "--fail-under", "99.5", "--quiet")
    (line,) = said(ran)
    assert line.startswith(f"good.html ({URL}): search ")
    assert " is below --fail-under 99.5; most to win: " in line
    assert "--fail-under" not in ran.out


def test_a_shut_gate_is_said(run) -> None:
    ran = run("check", "noindex.html")
    assert said(ran) == [f"noindex.html ({URL}): a gate is shut (--fail-on gate): noindex-absent"]


def test_every_threshold_has_its_line_and_every_page(run) -> None:
    ran = run("check", "good.html", "noindex.html", "--fail-under", "100", "--fail-on", "any")
    assert ran.code == 1
    assert [line.split(" ")[0] for line in said(ran)] == ["good.html", "good.html", "noindex.html", "noindex.html"]


def test_nothing_is_said_of_a_page_that_passes(run) -> None:
    assert said(run("check", "good.html", "--fail-under", "10", "--min-coverage", "0.2")) == []


def test_a_page_that_could_not_be_had_has_no_score_to_compare(run) -> None:
    ran = run("check", "http://127.0.0.1:9/", "--fail-under", "10", "--min-coverage", "0.9")
    coverage, score = said(ran)
    assert ran.code == 2
    assert coverage.startswith("http://127.0.0.1:9/: could not be judged: the coverage of search is ")
    assert coverage.endswith(", below --min-coverage 0.9")
    assert "search has no score" in score
    assert "--fail-under 10" in score


def test_an_intended_noindex_passes_its_score(run, tmp_path: Path) -> None:
    (tmp_path / "indexaudit.toml").write_text('expected_noindex = ["/drying-*"]\nfail_under = 80\n', encoding="utf-8")
    assert run("check", "noindex.html").code == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--fail-under", "many"), "'many' is not a number"),
        (("--fail-under", "nan"), "'nan' is not a number"),
        (("--fail-under", "101"), "101 is no score; give a number from 0 to 100"),
        (("--fail-under", "-1"), "-1 is no score"),
        (("--min-coverage", "80"), "80 looks like a percentage; coverage is a share from 0 to 1: write 0.8"),
        (("--min-coverage", "80%"), "80% is a percentage; coverage is a share from 0 to 1: write 0.8"),
        (("--min-coverage", "-0.1"), "-0.1 is no coverage; give a share from 0 to 1"),
        (("--min-coverage", "inf"), "'inf' is not a number"),
        (("--axis", "both", "--fail-under", "1"), "'both' is not one of 'search', 'share'"),
        (("--axis", "share"), "--axis says which score --fail-under and --min-coverage look at; give one of them too"),
        (("--fail-on", "all"), "'never', 'gate', 'major', 'minor', 'any'"),
    ],
)
def test_an_impossible_threshold_says_what_a_possible_one_is(run, options: tuple[str, ...], expected: str) -> None:
    ran = run("check", "good.html", *options)
    assert (ran.code, ran.out) == (2, "")
    assert expected in " ".join(ran.err.split())


# --- by hand --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged() -> PageAudit:
    return audit_html(PAGE, URL)


def scored(audit: PageAudit, **scores: Score | None) -> PageAudit:
    return replace(audit, scores=replace(audit.scores, **scores))


def score(value: float | None, coverage: float = 1.0, gates: tuple[str, ...] = ()) -> Score:
    known = value or 0.0
    return Score(value=value, potential=value, coverage=coverage, range=(known, known), gates=gates)


@pytest.mark.parametrize(
    ("value", "least", "code"),
    [(80.0, 80.0, 0), (79.9, 80.0, 1), (0.0, 0.0, 0), (None, 0.0, 2)],
    ids=["equal", "a decimal below", "nothing asked", "no score"],
)
@pytest.mark.parametrize("axis", list(Axis))
def test_the_least_score_of_an_axis(judged, axis: Axis, value: float | None, least: float, code: int) -> None:
    audit = scored(judged, **{"search": score(90.0), "share": score(90.0), axis.value: score(value)})
    thresholds = Thresholds(fail_on="never", fail_under=least, axis=axis)
    assert exit_code(audit, thresholds).code == code


def test_the_other_axis_is_not_compared(judged) -> None:
    audit = scored(judged, search=score(90.0), share=score(10.0))
    assert exit_code(audit, Thresholds(fail_on="never", fail_under=50)).code == 0
    assert exit_code(scored(audit, share=None), Thresholds(fail_on="never", fail_under=50)).code == 0


def test_an_axis_in_which_nothing_applied_has_no_score(judged) -> None:
    verdict = exit_code(scored(judged, share=None), Thresholds(fail_under=1, axis=Axis.SHARE))
    assert verdict.code == 2
    assert "share has no score (nothing in it applied)" in verdict.reasons[0]


@pytest.mark.parametrize(("coverage", "code"), [(0.8, 0), (0.79, 2), (1.0, 0)])
def test_the_least_coverage(judged, coverage: float, code: int) -> None:
    audit = scored(judged, search=score(90.0, coverage))
    assert exit_code(audit, Thresholds(fail_on="never", min_coverage=0.8)).code == code


def test_two_beats_one_and_both_are_said(judged) -> None:
    audit = scored(judged, search=score(20.0, 0.5))
    verdict = exit_code(audit, Thresholds(fail_on="never", fail_under=50, min_coverage=0.8))
    assert verdict.code == 2
    assert ["min-coverage" in reason for reason in verdict.reasons] == [True, False]


def test_without_a_search_score_nothing_was_judged(judged) -> None:
    for search in (None, score(None, 0.3)):
        assert exit_code(scored(judged, search=search), Thresholds(fail_on="never")).code == 2


def test_a_crash_beats_everything(judged) -> None:
    crash: Finding = replace(judged.findings[0], status=Status.CRASH)
    assert exit_code(replace(judged, findings=(crash,)), Thresholds(fail_on="never")).code == 2
