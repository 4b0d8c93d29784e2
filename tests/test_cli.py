"""The command: what it takes, what it prints and where, and how it exits."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from indexaudit.cli import main

HEAD = "<!doctype html><html lang=en><title>Drying plums in a slow oven</title>"
BODY = "<h1>Drying plums in a slow oven</h1><p>" + "Halve them, take the stone out and lay them on a rack. " * 40
URL = "https://larder.example/drying-plums-in-a-slow-oven"
PAGE = f'{HEAD}<link rel=canonical href="{URL}">{BODY}'
NOINDEX = PAGE.replace("<title>", "<meta name=robots content=noindex><title>")


class Ran:
    """What one run of the command left."""

    def __init__(self, code: int, captured: pytest.CaptureResult[str]) -> None:
        self.code, self.out, self.err = code, captured.out, captured.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> object:
    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, capsys.readouterr())

    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "plums.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# --- targets --------------------------------------------------------------------------------------------------------


def test_a_file_is_judged_and_stdout_is_the_report_alone(run, page) -> None:
    ran = run("check", page)
    assert ran.code == 0
    assert ran.out.startswith("Page      Drying plums in a slow oven\n")
    assert "Verdict   Google can index this page." in ran.out
    assert ran.err == f"note: {page}: judged at {URL}, its own canonical; --url names another address\n"


def test_quiet_silences_the_notes(run, page) -> None:
    assert run("check", page, "--quiet").err == ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(PAGE, URL, id="its canonical"),
        pytest.param(f'{HEAD}<meta property=og:url content="{URL}?og">{BODY}', f"{URL}?og", id="its og:url"),
        pytest.param(
            f"<!-- saved from url=(0025)https://saved.example/a -->{PAGE}", "https://saved.example/a", id="browser"
        ),
        pytest.param(
            f"<!--\n Page saved with SingleFile \n url: https://saved.example/b \n-->{PAGE}",
            "https://saved.example/b",
            id="SingleFile",
        ),
        pytest.param(f"<!-- saved from url=(0009)https://[ -->{PAGE}", URL, id="a saved address that is none"),
        pytest.param(
            f"{HEAD}<link rel=canonical href=/x>{BODY}", "https://example.invalid/two%20plums.html", id="relative"
        ),
        pytest.param(HEAD + BODY, "https://example.invalid/two%20plums.html", id="none"),
    ],
)
def test_the_address_of_a_file(run, tmp_path: Path, html: str, expected: str) -> None:
    ran = run("check", write(tmp_path / "two plums.html", html), "--format", "json", "--fail-on", "never")
    assert json.loads(ran.out)["url"] == expected
    assert f"judged at {expected}" in ran.err


def test_an_address_that_is_given_wins_and_needs_no_note(run, page) -> None:
    ran = run("check", page, "--url", "https://larder.example/plums", "--format", "json")
    assert json.loads(ran.out)["url"] == "https://larder.example/plums"
    assert ran.err == ""


def test_status_headers_and_robots_txt_go_with_the_file(run, page, tmp_path: Path) -> None:
    robots = write(tmp_path / "robots.txt", "User-agent: *\nDisallow: /drying\n")
    options = ("--header", "X-Robots-Tag: noindex", "--header", "Date: Tue, 04 Mar 2025 09:15:00 GMT")
    ran = run("check", page, "--robots-txt", robots, *options, "--status", "200", "--format", "json")
    read = json.loads(ran.out)
    assert ran.code == 1
    assert read["indexability"] == "blocked"
    assert read["fetched_at"].startswith("2025-03-04T09:15:00")
    assert {"robots-txt-allows-search", "noindex-absent"} <= set(read["scores"]["search"]["gates"])
    gone = json.loads(run("check", page, "--status", "404", "--format", "json").out)
    assert gone["indexability"] == "broken"


def test_a_list_that_names_nothing_is_no_success(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n# later\n")))
    ran = run("check", "-")
    assert ran.code == 2
    assert "names no page" in ran.err
    assert ran.out == ""


def test_a_list_on_stdin(run, page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = write(tmp_path / "other.html", NOINDEX)
    lines = f"# pages of the week\n{page}\n\n  {other}  \n-\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    ran = run("check", "-", "--format", "ndjson", "--quiet")
    assert [json.loads(line)["indexability"] for line in ran.out.splitlines()] == ["indexable", "excluded"]
    assert ran.code == 1


def test_a_kept_snapshot_gives_the_same_report(run, page, tmp_path: Path) -> None:
    first = run("check", page, "--save", tmp_path / "kept", "--format", "json")
    again = run("check", tmp_path / "kept", "--format", "json")
    assert (again.code, again.out, again.err) == (first.code, first.out, "")


def test_several_snapshots_are_kept_in_numbered_folders(run, page, tmp_path: Path) -> None:
    other = write(tmp_path / "other.html", NOINDEX)
    run("check", page, other, "--save", tmp_path / "kept")
    assert sorted(p.name for p in (tmp_path / "kept").iterdir()) == ["1", "2"]
    read = json.loads(run("check", tmp_path / "kept", "--format", "json").out)
    assert [audit["indexability"] for audit in read] == ["indexable", "excluded"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("example.com/a", "error: example.com/a: there is no such file; an address is written https://example.com/a"),
        ("ftp://example.com/a", "error: ftp://example.com/a: only http and https addresses can be audited"),
        (
            ".",
            "error: .: is a folder without a saved snapshot; name the HTML files in it,"
            " or say with --base-url where a built site will be served",
        ),
        ("https://", "error: "),
        ("a\x00b", "error: a\\x00b: there is no such file"),
        ("a\x1b[2Jb", "error: a\\x1b[2Jb: there is no such file"),
    ],
    ids=["no scheme", "other scheme", "folder", "no host", "NUL", "escape sequence"],
)
def test_what_cannot_be_a_target(run, monkeypatch, tmp_path: Path, target: str, expected: str) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("check", target)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(expected)
    assert ran.err.count("\n") == 1


def test_one_bad_target_does_not_stop_the_others(run, page) -> None:
    ran = run("check", "nowhere.html", page, "--format", "ndjson", "--quiet")
    assert ran.code == 2
    assert len(ran.out.splitlines()) == 1
    assert ran.err.startswith("error: nowhere.html: there is no such file\n")


def test_a_fetch_that_fails_is_a_result_that_could_not_judge(run) -> None:
    ran = run("check", "http://127.0.0.1:9/", "--format", "json")
    read = json.loads(ran.out)
    assert ran.code == 2
    assert read["indexability"] == "unverified"
    assert read["fetch_error"]["code"]
    assert ran.err == ""


# --- exit codes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "fail_on", "expected"),
    [
        (NOINDEX, "never", 0),
        (NOINDEX, "gate", 1),
        (PAGE, "gate", 0),
        (PAGE, "minor", 1),
        (PAGE, "any", 1),
        (PAGE.replace("<title>Drying plums in a slow oven</title>", ""), "gate", 0),
        (PAGE.replace("<title>Drying plums in a slow oven</title>", ""), "major", 1),
    ],
)
def test_exit_code(run, tmp_path: Path, html: str, fail_on: str, expected: int) -> None:
    assert run("check", write(tmp_path / "p.html", html), "--fail-on", fail_on, "--quiet").code == expected


def test_the_default_threshold_is_a_shut_gate(run, tmp_path: Path) -> None:
    assert run("check", write(tmp_path / "p.html", NOINDEX)).code == 1


def test_an_intended_noindex_is_no_finding(run, tmp_path: Path) -> None:
    config = write(tmp_path / "indexaudit.toml", 'expected_noindex = ["/drying-*"]\n')
    ran = run("check", write(tmp_path / "p.html", NOINDEX), "--config", config)
    assert ran.code == 0
    assert "Not indexable: it tells search engines to leave it out, as the configuration expects." in " ".join(
        ran.out.split()
    )


def test_two_beats_one(run, tmp_path: Path) -> None:
    assert run("check", write(tmp_path / "p.html", NOINDEX), "nowhere").code == 2


def test_a_crash_of_a_rule_could_not_judge(run, page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = '''
from indexaudit.facts import Head
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity, Source
from indexaudit.rules.base import rule

@rule("always-crashes", "It runs", dimension=Dimension.CONTENT, severity=Severity.MINOR,
      evidence=EvidenceStrength.CONVENTION, since="1",
      sources=[Source(title="t", url="https://example.com", checked="2025-01-01")])
def always_crashes(head: Head) -> Outcome:
    """It runs.

    ## Why
    x

    ## Fix
    x
    """
    raise RuntimeError("boom")
'''
    write(tmp_path / "rules_that_crash.py", module)
    monkeypatch.syspath_prepend(str(tmp_path))
    config = write(tmp_path / "c.toml", 'rules = ["rules_that_crash"]\n')
    ran = run("check", page, "--config", config, "--fail-on", "never")
    assert ran.code == 2
    assert (
        "Faults of indexaudit, not of the page: please report them\n  - RuntimeError: boom (always-crashes)" in ran.out
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("check",), "Missing argument 'TARGET...'"),
        (("check", "x", "--fail-on", "sometimes"), "Invalid value for '--fail-on'"),
        (("check", "x", "--header", "nonsense"), "header 'nonsense' is not of the form 'Name: value'"),
        (("check", "x", "--robots-txt", "nowhere.txt"), "nowhere.txt: cannot be read"),
        (("check", "x", "--config", "nowhere.toml"), "nowhere.toml: cannot be read"),
        (("check", "https://example.com/", "--status", "404"), "--status describes an HTML file"),
        (("check", "a", "b", "--url", "https://example.com/"), "--url is the address of one file"),
        (("chekc", "x"), "No such command 'chekc'"),
        (("explain", "title-presnt"), "there is no rule 'title-presnt'; did you mean title-present"),
    ],
)
def test_wrong_usage_says_what_is_wrong_on_stderr(run, arguments: tuple[str, ...], expected: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert expected in ran.err


def test_an_unknown_key_in_the_configuration_names_the_nearest(run, page, tmp_path: Path) -> None:
    ran = run("check", page, "--config", write(tmp_path / "c.toml", 'keyphrse = "plums"\n'))
    assert ran.code == 2
    assert "did you mean 'keyphrase'?" in ran.err


# --- formats and streams --------------------------------------------------------------------------------------------


def test_json_is_one_object_for_one_page_and_fits_the_schema(run, page) -> None:
    read = json.loads(run("check", page, "--format", "json").out)
    schema = json.loads(run("schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.validate(read, schema)


def test_options_reach_the_audit(run, page) -> None:
    none = json.loads(run("check", page, "--format", "json", "--content", "none").out)
    assert none["facts"]["words"] is None
    asked = json.loads(run("check", page, "--format", "json", "--keyphrase", "plums").out)
    assert "keyphrase-in-title" not in {skipped["rule"] for skipped in asked["skipped"]}


def test_passes_are_listed_on_request(run, page) -> None:
    assert "\nIn order (" not in run("check", page).out
    assert "\nIn order (" in run("check", page, "--passes").out


def command(*arguments: object, encoding: str = "utf-8", **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "indexaudit", *map(str, arguments)],
        env=os.environ | {"PYTHONIOENCODING": encoding, "NO_COLOR": ""},
        check=False,
        capture_output=True,
        **options,  # type: ignore[call-overload]
    )


def test_an_output_that_knows_only_ascii(tmp_path: Path) -> None:
    path = write(tmp_path / "p.html", PAGE.replace("Drying plums", "Pflaumen dörren 梅"))
    text = command("check", path, encoding="ascii")
    assert text.returncode == 0
    assert b"Pflaumen d\\xf6rren \\u6885" in text.stdout
    assert b"#####" in text.stdout
    read = json.loads(command("check", path, "--format", "json", encoding="ascii").stdout.decode("ascii"))
    assert read["facts"]["title"].startswith("Pflaumen dörren 梅")


def test_a_reader_who_stops_early_ends_the_output_quietly(page: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "indexaudit", "check", str(page), "--quiet"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_pipe_gets_no_colour(page: Path) -> None:
    assert b"\x1b" not in command("check", page).stdout


@pytest.mark.parametrize(
    ("terminal", "environment", "expected"),
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False)],
    ids=["terminal", "pipe", "NO_COLOR", "dumb terminal"],
)
def test_colour_is_for_terminals(run, page, monkeypatch, terminal, environment, expected) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    assert ("\x1b[" in run("check", page).out) is expected


# --- the other commands ---------------------------------------------------------------------------------------------


def test_explain(run) -> None:
    ran = run("explain", "canonical-unambiguous")
    assert ran.code == 0
    assert ran.out.startswith("canonical-unambiguous\n")
    for heading in ("Judges", "Rests on", "Costs", "Why", "Fix", "Sources"):
        assert f"\n{heading}" in ran.out
    assert "7.5 of 100 points of search" in ran.out


def test_rules_as_table_and_json(run) -> None:
    table, listed = run("rules").out, json.loads(run("rules", "--format", "json").out)
    assert table.startswith(f"{len(listed)} rules")
    assert {"title-present", "noindex-absent", "permalink-readable"} <= {rule["id"] for rule in listed}
    assert all(f"  {rule['id']}  " in table for rule in listed)


def test_address(run) -> None:
    read = json.loads(run("address", URL, "--format", "json").out)
    assert read["slug_words"] == ["drying", "plums", "in", "a", "slow", "oven"]
    assert "slug words            drying, plums, in, a, slow, oven" in run("address", URL).out
    wrong = run("address", "not an address")
    assert (wrong.code, wrong.out) == (2, "")


def test_help_of_every_command(run) -> None:
    first = run("--help").out
    for name in ("check", "explain", "rules", "address", "schema"):
        assert f"\n  {name} " in first
        assert run(name, "--help").out.startswith(f"Usage: indexaudit {name}")


def test_version(run) -> None:
    assert run("--version").out == "indexaudit 0.1.0\n"
