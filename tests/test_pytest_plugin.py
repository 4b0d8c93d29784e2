"""The plugin for pytest, in runs of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

pytest_plugins = ["pytester"]

BASE = "https://plums.example/"
TEXT = "<p>" + "Halve the plums, take the stone out and lay them on a rack. " * 60 + "</p>"
GOOD = f'<!doctype html><html lang="en"><title>Drying plums slowly</title><h1>Drying plums slowly</h1>{TEXT}'
BAD = GOOD.replace("<title>", '\n<meta name="robots" content="noindex"><title>')


@pytest.fixture
def run(pytester: pytest.Pytester):
    loaded = entry_points(group="pytest11", name="indexaudit")

    def run(*arguments: str) -> pytest.RunResult:
        named = () if loaded else ("-p", "indexaudit.pytest_plugin")
        return pytester.runpytest_subprocess(*named, *arguments)

    return run


def build(pytester: pytest.Pytester) -> None:
    for name, html in (("index", GOOD), ("posts/drying-plums/index", GOOD), ("posts/poaching-pears/index", BAD)):
        path = pytester.path / "public" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html)


SITE = ("--indexaudit", "public", "--indexaudit-base-url", BASE)


def test_each_page_of_a_built_site_is_a_test(pytester: pytest.Pytester, run) -> None:
    build(pytester)
    ran = run(*SITE)
    ran.assert_outcomes(passed=2, failed=1)
    ran.stdout.fnmatch_lines([f"*{BASE}posts/poaching-pears/: a gate is shut*", "*line 2: noindex-absent: *"])
    assert "Traceback" not in ran.stdout.str()


def test_pages_are_chosen_like_other_tests_and_stand_beside_them(pytester: pytest.Pytester, run) -> None:
    build(pytester)
    pytester.makepyfile("def test_other(): pass")
    run(*SITE, "-k", "plums or other").assert_outcomes(passed=2, deselected=2)


def test_the_configuration_of_the_root_holds_and_what_it_sets_aside_is_said(pytester: pytest.Pytester, run) -> None:
    build(pytester)
    (pytester.path / "indexaudit.toml").write_text(
        '[[ignored]]\nrule = "noindex-absent"\npath = "/posts/poaching"\nreason = "until the harvest"\n'
    )
    ran = run(*SITE)
    ran.assert_outcomes(passed=3)
    ran.stdout.fnmatch_lines(["*noindex-absent was set aside by the configuration: until the harvest*"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--indexaudit", "public"), "needs --indexaudit-base-url"),
        (("--indexaudit", "empty", "--indexaudit-base-url", BASE), "is empty"),
        (("--indexaudit", "public", "--indexaudit-base-url", "plums"), "plums"),
    ],
)
def test_wrong_usage_ends_the_run_with_one_line(pytester: pytest.Pytester, run, options, said: str) -> None:
    build(pytester)
    (pytester.path / "empty").mkdir()
    ran = run(*options)
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    assert said in ran.stderr.str()
    assert "Traceback" not in ran.stderr.str()


def test_the_fixture_fails_a_page_beyond_the_threshold_and_returns_the_audit_of_others(
    pytester: pytest.Pytester, run
) -> None:
    pytester.makepyfile(
        f"""
        URL = "{BASE}drying-plums"
        GOOD = {GOOD!r}
        BAD = {BAD!r}

        def test_good(indexaudit_page):
            assert indexaudit_page(GOOD, URL).facts.title == "Drying plums slowly"

        def test_bad(indexaudit_page):
            indexaudit_page(BAD, URL)

        def test_stricter(indexaudit_page):
            indexaudit_page(GOOD, URL, fail_on="any")

        def test_never(indexaudit_page):
            indexaudit_page(BAD, URL, fail_on="never")

        def test_unknown(indexaudit_page):
            indexaudit_page(GOOD, URL, fail_on="sometimes")
        """
    )
    ran = run("-v")
    ran.assert_outcomes(passed=2, failed=3)
    ran.stdout.fnmatch_lines(
        ["*test_good PASSED*", "*test_never PASSED*", "*noindex-absent: *", "*'sometimes' is not*"]
    )


def test_a_run_that_uses_neither_loads_nothing_that_judges() -> None:
    script = (
        "import sys, indexaudit.pytest_plugin;"
        "print([m for m in sys.modules if m.startswith('indexaudit.') or m in ('lxml', 'requests', 'pydantic')])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['indexaudit.pytest_plugin']"
