"""The command's reports: every format, several from one run, files that are whole or not there."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from indexaudit.api import audit_html
from indexaudit.cli import main
from indexaudit.commands.outputs import Output, OutputError, report
from indexaudit.errors import ConfigError
from indexaudit.model import PageAudit
from indexaudit.report.formats import FORMATS

BODY = "<h1>Plum jam</h1><p>" + "Halve them, take the stone out and lay them on a rack. " * 40
PAGES = {
    "plums.html": f'<title>Plum jam "for two" 梅</title><link rel=canonical href=https://larder.example/plum-jam>{BODY}',
    "pears.html": f"<title>=1+1 Pears</title><meta name=robots content=noindex>{BODY}",
}


class Ran:
    def __init__(self, code: int, captured: pytest.CaptureResult[str]) -> None:
        self.code, self.out, self.err = code, captured.out, captured.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name, html in PAGES.items():
        (tmp_path / name).write_text(html, encoding="utf-8")

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, capsys.readouterr())

    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def audits() -> list[PageAudit]:
    return [audit_html(html, f"https://larder.example/{name}") for name, html in PAGES.items()]


# --- stdout ---------------------------------------------------------------------------------------------------------


def test_csv_on_stdout(run) -> None:
    ran = run("check", *PAGES, "--format", "csv", "--quiet", "--fail-on", "never")
    first, second = rows(ran.out)
    assert ran.out.count("\r\n") == 3
    assert first["title"] == 'Plum jam "for two" 梅'
    assert (second["title"], second["indexability"], second["search"]) == ("'=1+1 Pears", "excluded", "0")


def test_markdown_on_stdout(run) -> None:
    ran = run("check", *PAGES, "--format", "markdown", "--quiet", "--fail-on", "never")
    headings = [line for line in ran.out.splitlines() if line.startswith("## ")]
    assert headings == ["## Plum jam", "## Plum jam", "## 2 pages, 1 of them indexable"]


def test_documents_are_utf_8_whatever_the_terminal_knows(run, tmp_path: Path) -> None:
    for format in ("csv", "markdown"):
        done = subprocess.run(
            [sys.executable, "-m", "indexaudit", "check", "plums.html", "--quiet", "--format", format],
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        assert "Plum jam" in done.stdout.decode("utf-8")
        if format == "csv":
            assert "梅" in done.stdout.decode("utf-8")
            assert b"\r\r\n" not in done.stdout


# --- files ----------------------------------------------------------------------------------------------------------


def test_several_reports_from_one_run(run, tmp_path: Path) -> None:
    wanted = [item for name in FORMATS for item in ("--output", f"{name}=out.{name}")]
    ran = run("check", *PAGES, *wanted, "--quiet", "--fail-on", "never", "--format", "ndjson")
    files = {name: (tmp_path / f"out.{name}").read_bytes().decode("utf-8") for name in FORMATS}
    assert files["ndjson"] == ran.out
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert json.loads(files["json"]) == lines
    assert [row["url"] for row in rows(files["csv"])] == [line["url"] for line in lines]
    assert "2 pages, 1 of them indexable" in files["text"]
    assert "## 2 pages, 1 of them indexable" in files["markdown"]
    assert "\x1b" not in files["text"]
    assert {path.name for path in tmp_path.iterdir()} == {".git", *PAGES, *(f"out.{name}" for name in FORMATS)}


def test_each_page_is_judged_once(run, audits) -> None:
    taken: list[int] = []

    def each() -> Iterator[PageAudit]:
        for number, audit in enumerate(audits):
            taken.append(number)
            yield audit

    pieces = report(each(), "ndjson", [Output("text", Path("a.txt")), Output("csv", Path("a.csv"))])
    next(pieces)
    assert taken == [0]  # stdout does not wait for the pages that follow
    list(pieces)
    assert taken == [0, 1]


def test_no_page_is_kept_that_no_report_needs(run, audits) -> None:
    def alive() -> int:
        return sum(isinstance(thing, PageAudit) for thing in gc.get_objects())

    def many() -> Iterator[PageAudit]:
        for _ in range(12):
            seen.append(alive())
            yield PageAudit.from_json(audits[0].to_json())

    seen: list[int] = []
    before = alive()
    for _ in report(many(), "ndjson", [Output("csv", Path("a.csv")), Output("json", Path("a.json"))]):
        pass
    assert max(seen) - before <= 4


def test_one_page_in_a_json_file_is_an_object(run, tmp_path: Path) -> None:
    run("check", "plums.html", "--output", "json=one.json")
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["schema"] == "page-audit/1"


def test_a_file_is_replaced_and_keeps_its_links(run, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("real.csv")
    run("check", "plums.html", "--output", "csv=link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("url,")


def test_an_error_in_the_middle_leaves_the_old_file_alone(run, tmp_path: Path, audits) -> None:
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")

    def broken() -> Iterator[PageAudit]:
        yield audits[0]
        raise ConfigError("no")

    with pytest.raises(ConfigError):
        list(report(broken(), "text", [Output("csv", tmp_path / "a.csv")]))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_reader_who_leaves_early_leaves_no_half_file(run, tmp_path: Path, audits) -> None:
    pieces = report(iter(audits), "ndjson", [Output("csv", tmp_path / "a.csv")])
    next(pieces)
    pieces.close()
    assert not (tmp_path / "a.csv").exists()
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_closed_pipe_does_not_keep_the_files_back(run, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "indexaudit",
                "check",
                *PAGES,
                "--quiet",
                "--output",
                "csv=a.csv",
                "--fail-on=never",
            ],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(rows((tmp_path / "a.csv").read_text(encoding="utf-8"))) == 2


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device to write to")
def test_a_device_is_written_to_and_stays_a_device(run, audits) -> None:
    list(report(iter(audits), "text", [Output("csv", Path("/dev/null"))]))
    assert not Path("/dev/null").is_file()


def test_a_bad_target_beside_good_ones_does_not_keep_the_file_back(run, tmp_path: Path) -> None:
    ran = run("check", "plums.html", "nowhere.html", "--output", "csv=a.csv", "--quiet")
    assert ran.code == 2
    assert len(rows((tmp_path / "a.csv").read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("report.json", "is not of the form FORMAT=FILE, such as json=report.json"),
        ("json=", "is not of the form FORMAT=FILE"),
        ("jsn=a", "there is no format 'jsn'; did you mean 'json'? known formats: text, json, ndjson, csv, markdown"),
        ("zzz=a", "there is no format 'zzz'; known formats: text, json"),
        ("json=-", "takes a file; for stdout use --format json"),
        ("json=nowhere/a.json", "there is no folder 'nowhere'; make it first"),
        ("json=.git", "is a folder; name a file in it"),
    ],
)
def test_an_output_that_cannot_be(run, output: str, expected: str) -> None:
    ran = run("check", "plums.html", "--output", output)
    assert (ran.code, ran.out) == (2, "")
    assert expected in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_an_output_that_cannot_be_written_to_its_end(run) -> None:
    ran = run("check", "plums.html", "--output", "json=/dev/full", "--quiet")
    assert ran.code == 2
    assert "/dev/full: cannot be written" in ran.err


def test_two_reports_in_one_file(run) -> None:
    ran = run("check", "plums.html", "--output", "json=a", "--output", "csv=./a")
    assert (ran.code, ran.out) == (2, "")
    assert "give each report a file of its own" in " ".join(ran.err.split())


def test_an_equals_sign_in_a_file_name(run) -> None:
    assert Output.given("csv=a=b.csv") == Output("csv", Path("a=b.csv"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that may not be written to")
def test_a_folder_that_may_not_be_written_to(run, tmp_path: Path, audits) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        list(report(iter(audits), "text", [Output("csv", tmp_path / "shut" / "a.csv")]))


# --- rules and addresses --------------------------------------------------------------------------------------------


def test_explain_in_every_format(run) -> None:
    text = run("explain", "content-depth").out
    read = json.loads(run("explain", "content-depth", "--format", "json").out)
    document = run("explain", "content-depth", "--format", "markdown").out
    for heading in ("Limits", "Example", "Sources", "Not on"):
        assert f"\n{heading}" in text
    assert max(map(len, text.splitlines())) <= 100  # only addresses are longer than 80
    assert read["id"] == "content-depth"
    assert read["thresholds"][0]["name"] == "content_words"
    assert document.startswith("# content-depth\n")
    assert "## Example" in document


def test_explain_shows_the_limits_in_force(run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[thresholds]\ncontent_words = 450\n", encoding="utf-8")
    assert (
        "content_words = 450 (configured; 300 by default)"
        in run("explain", "content-depth", "--config", "own.toml").out
    )


def test_every_rule_in_a_catalogue(run) -> None:
    listed = json.loads(run("rules", "--format", "json").out)
    document = run("rules", "--format", "markdown").out
    table = rows(run("rules", "--format", "csv").out)
    assert {row["rule"] for row in table} == {rule["id"] for rule in listed}
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    headings = [text.content for mark, text in pairwise(tokens) if mark.type == "heading_open" and mark.tag == "h3"]
    assert sorted(headings) == [rule["id"] for rule in listed]


def test_addresses_as_csv_and_one_that_is_none(run) -> None:
    ran = run("address", "https://example.com/a-b", "nonsense", "--format", "csv")
    assert ran.code == 2
    assert [row["url"] for row in rows(ran.out)] == ["https://example.com/a-b"]
    assert ran.err.startswith("error: 'nonsense'")


@pytest.mark.parametrize("command", ["check", "explain", "rules", "address", "schema"])
def test_help_fits_eighty_columns(run, command: str) -> None:
    for text in (run("--help").out, run(command, "--help").out):
        assert max(map(len, text.splitlines())) <= 80
    assert "..." not in run("--help").out.replace("[ARGS]...", "")
