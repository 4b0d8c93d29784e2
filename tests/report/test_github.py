"""Workflow commands of GitHub Actions, read as its runner reads them, and the summary of a step."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from indexaudit.model import PageAudit, Severity, Status
from indexaudit.report import github
from indexaudit.report.place import Place

COMMANDS = {"error", "warning", "notice"}


def unescaped(text: str, more: str = "") -> str:
    for token, replacement in (("\r", "%0D"), ("\n", "%0A"), *((c, f"%{ord(c):02X}") for c in more), ("%", "%25")):
        text = text.replace(replacement, token)
    return text


def read(line: str) -> tuple[str, dict[str, str], str]:
    """As actions/runner reads a line: name, properties, message."""
    start, end = line.index("::"), line.index("::", 2)
    assert start == 0
    name, _, rest = line[2:end].partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.split(",") if pair)
    return name, {key: unescaped(value, ":,") for key, value in pairs}, unescaped(line[end + 2 :])


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    return [read(line) for line in text.splitlines() if line.startswith("::")]


def in_file(_: PageAudit) -> Place:
    return Place(file="public/plums, dried: how.html")


def test_a_fault_is_a_command_with_its_file_and_line(make) -> None:
    ((name, properties, message),) = commands(github.render([make()], place=in_file))
    assert name == "warning"
    assert properties == {
        "file": "public/plums, dried: how.html",
        "line": "3",
        "title": "meta-description-present (+2.0 search)",
    }
    assert message.splitlines() == [
        "The page has no meta description.",
        'Fix: Add <meta name="description" content="…"> that says what the page offers.',
        "Seen: line 3: <head>",
    ]


def test_a_page_that_was_fetched_is_named_in_the_message(make) -> None:
    ((_, properties, message),) = commands(github.render([make()]))
    assert set(properties) == {"title"}
    assert message.endswith("\nPage: https://windfall.example/pruning-a-young-apple-tree/")


def test_of_each_kind_ten_are_shown_the_most_valuable_first_and_the_rest_counted(make, found) -> None:
    audits = [
        make(findings=(found("title-present", severity=Severity.MAJOR, gain=float(n)), found(gain=n / 10)))
        for n in range(25)
    ]
    text = github.render(audits)
    told = commands(text)
    assert [name for name, *_ in told] == ["error"] * 10 + ["warning"] * 10
    assert told[0][1]["title"] == "title-present (+24.0 search)"
    assert told[9][1]["title"] == "title-present (+15.0 search)"
    last = text.splitlines()[-1]
    assert last.startswith("indexaudit: 25 pages; 15 errors, 15 warnings more than the 10")


def test_a_crash_is_an_error_that_says_whose_fault_it_is(make, found) -> None:
    crash = found("a-rule", status=Status.CRASH, message="KeyError")
    text = github.render([make(findings=(crash,))] * 12)
    told = commands(text)
    assert len(told) == 10
    assert told[0][1]["title"] == "a-rule crashed"
    assert "not of the page" in told[0][2]
    assert text.splitlines()[-1].endswith("indexaudit crashed 12 times")


def test_what_could_not_be_judged_is_counted(make, found) -> None:
    text = github.render([make(findings=(found(status=Status.UNKNOWN),)), make(findings=())])
    assert text == "indexaudit: 2 pages; of 1 page something could not be judged\n"


@pytest.mark.parametrize(
    "said",
    ["a\n::error::b", "a\r::set-env name=x::y", "%0A::error::b", "##[add-path]x", ",line=9,file=x", "%250A::stop"],
)
def test_no_text_of_a_page_is_a_command_or_a_property(make, found, said: str) -> None:
    audit = make(findings=(found(message=said, fix=said, sources=()),), final_url=f"https://windfall.example/{said}")
    text = github.render([audit], place=lambda _: Place(file=f"public/{said.replace(chr(10), ' ')}.html"))
    told = commands(text)
    assert len(told) == 1
    assert told[0][0] in COMMANDS
    assert set(told[0][1]) == {"file", "line", "title"}
    assert "##[" not in text
    assert len(text.splitlines()) == 2
    assert text.splitlines()[1].startswith("indexaudit: ")


def test_a_message_is_cut_before_the_runner_cuts_it(make, found) -> None:
    ((*_, message),) = commands(github.render([make(findings=(found(message="x" * 100_000, fix="y" * 100_000),))]))
    assert len(message) <= 4_096
    assert "Seen:" in message


def test_a_summary_is_markdown_below_a_mebibyte(make, found) -> None:
    finding = found(message="漢" * 2_000, fix="字" * 2_000)
    text = github.summary(make(findings=(finding,), url=f"https://windfall.example/{n}/") for n in range(1_500))
    assert len(text.encode()) < 1024 * 1024
    assert text.startswith("## indexaudit: 1,500 pages")
    assert re.search(r"\d entries do not fit", text)


def test_a_summary_compares_when_it_can(make) -> None:
    before = replace(make(), findings=())
    assert "1 new fault" in github.summary([make()], before={before.url: before})
