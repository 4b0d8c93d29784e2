"""Whatever a page says, every report is read again by a standard reader, and none of it acts on what shows it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import indexaudit
from indexaudit import serial, testing
from indexaudit.model import Evidence, Finding, PageAudit, Status
from indexaudit.report import csv as csv_report
from indexaudit.report import github, gitlab, junit, markdown, ndjson, pull_request, sarif, text
from indexaudit.report import json as json_report
from indexaudit.report.formats import FORMATS

ANY = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["::error file=a::b", "##[add-path]/tmp", "##vso[task.setvariable]x", "=cmd|' /C calc'!A0", "@SUM(1)", "\x1b]8;;x",
     "[/b]", "[link=file:///etc]x", "</script><img src=x onerror=1>", "|a|b|", "`x`", "\ud800", "\u202ex", "a\r\n::b",
     "ftp\x00\x9b31m", "%0A::error", "\u2028\u2029", "![x](http://evil.example)", "@somebody #12",
     "]]>", "<![CDATA[", "[x](javascript:1)", "{0}", "\ufffe\uffff", ",line=9::x", "%25%0A::error::x", "../" * 20,
     "x\n::error::" * 9_000]
)  # fmt: skip
"""Every code point, lone surrogates among them, and what has been used to break reports."""


@cache
def base() -> PageAudit:
    return indexaudit.audit_snapshot(testing.snapshot(head="<title></title>", words=60))


def saying(said: str) -> PageAudit:
    """An audit in which every text that a page can choose is this one."""
    audit = base()
    clean = serial.from_json(PageAudit, audit.to_json())
    evidence = (Evidence(where="html", text=said, line=1),)

    def of_page(finding: Finding) -> Finding:
        return replace(
            finding, message=f"the page says {said}", fix=f"Write something else than {said}", evidence=evidence
        )

    return replace(
        clean,
        url=f"https://example.com/?{said}",
        facts=replace(clean.facts, title=said, headline=said, description=said, author=(said,), site_name=said),
        findings=tuple(map(of_page, clean.findings)),
    )


def to_a_code_host(said: str) -> list[PageAudit]:
    """The same, at an address that says it too, with every kind of finding."""
    audit = saying(said)
    unknown, crash, *rest = audit.findings
    statuses = (replace(unknown, status=Status.UNKNOWN), replace(crash, status=Status.CRASH))
    return [replace(audit, final_url=f"https://example.com/{said}", findings=(*rest, *statuses))] * 2


def hidden(shown: str) -> list[str]:
    """Characters that act instead of showing; line feeds are ours."""
    return [
        c
        for c in shown
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d"
    ]


def test_these_are_the_formats() -> None:
    read = {"text", "json", "ndjson", "csv", "markdown"}
    assert set(FORMATS) == read | {"html", "comment", "sarif", "junit", "github", "gitlab"}


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_json_is_json(said: str) -> None:
    audits = [saying(said), saying(said)]
    whole = json.loads(json_report.render(audits), parse_constant=pytest.fail)
    assert [PageAudit.from_json(json.dumps(one)).page_type for one in whole] == [a.page_type for a in audits]
    lines = ndjson.render(audits).split("\n")
    assert lines[-1] == ""
    validator = jsonschema.Draft202012Validator(serial.schema(PageAudit))
    for line in lines[:-1]:
        validator.validate(json.loads(line))
    json_report.render(audits).encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_csv_is_one_row_a_page_and_no_formula(said: str) -> None:
    written = csv_report.render([saying(said), saying(said)])
    rows = list(csv.reader(io.StringIO(written), strict=True))
    assert [len(row) for row in rows] == [len(rows[0])] * 3
    # A number stays one: "+0" computes nothing.
    acting = [cell for row in rows for cell in row if cell and cell[0] in "=+@\t\r"]
    assert all(re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)?%?", cell) for cell in acting)
    assert not hidden(written.replace("\r\n", "\n"))
    written.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_markdown_has_no_markup_of_the_page(said: str) -> None:
    written = markdown.render([saying(said)])
    assert not hidden(written)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written)
    inline = [child for token in tokens for child in token.children or ()]
    assert "image" not in {t.type for t in inline}
    assert not [t for t in (*tokens, *inline) if t.type.startswith("html")]
    targets = {str(t.attrGet("href")) for t in inline if t.type == "link_open"}
    assert all(target.startswith("https://") and "evil" not in target for target in targets)
    written.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_text_moves_no_cursor_and_commands_no_build_server(said: str) -> None:
    written = text.render([saying(said)], passes=True)
    assert not hidden(written)
    assert not [line for line in written.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in written
    assert "##vso[" not in written
    written.encode("utf-8")


# --- what code hosts read -------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_sarif_is_json_whose_locations_are_uris(said: str) -> None:
    written = sarif.render(to_a_code_host(said))
    assert written.isascii()
    (run,) = json.loads(written, parse_constant=pytest.fail)["runs"]
    assert run["results"]
    for result in (*run["results"], *run["invocations"][0]["toolExecutionNotifications"]):
        assert not hidden(result["message"]["text"])
        assert "](" not in result["message"]["text"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"https://example\.com/[\w\-.~:/?#\[\]@!$&'()*+,;=%]*", uri, re.ASCII)
        assert len(uri) <= 2_000


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_junit_is_xml(said: str) -> None:
    audits = to_a_code_host(said)
    written = junit.render(audits, beyond=lambda audit: audit.findings)
    assert written.isascii()
    suites = ET.fromstring(written)
    assert len(suites) == 2
    for suite in suites:
        failures = list(suite.iter("failure"))
        assert len(failures) == int(suite.get("failures", "")) == len(audits[0].findings)
        assert not hidden("".join(text for each in failures for text in (each.get("message", ""), each.text or "")))


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_no_line_to_github_says_what_a_page_says(said: str) -> None:
    written = github.render(to_a_code_host(said))
    assert not hidden(written)
    assert "##[" not in written
    lines = written.split("\n")
    assert lines[-1] == ""
    assert lines[-2].startswith("indexaudit: 2 pages")
    for line in lines[:-2]:
        # The runner takes what stands before the second pair of colons for the command.
        assert re.fullmatch(r"::(error|warning|notice) title=[^:,]+::.*", line)
        # What an editor of logs would take for a new line is escaped.
        assert line.splitlines() == [line]


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_code_quality_is_json_whose_paths_stay_below(said: str) -> None:
    written = gitlab.render(to_a_code_host(said))
    assert written.isascii()
    issues = json.loads(written, parse_constant=pytest.fail)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 0
    for issue in issues:
        assert not hidden(issue["description"])
        path = issue["location"]["path"]
        assert path.startswith("fetched/example.com")
        assert not {"", ".", ".."} & set(path.split("/"))


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_a_comment_has_no_markup_of_the_page(said: str) -> None:
    audits = to_a_code_host(said)
    written = pull_request.comment(audits, {audits[0].url: replace(audits[0], findings=audits[0].findings[:1])})
    assert len(written) <= 65_536
    assert not hidden(written)
    assert not [line for line in written.split("\n") if line.lstrip().startswith(("::", "##["))]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {t.type for t in inline} & {"image", "link_open", "html_inline"}
    assert not [t for t in tokens if t.type.startswith("html")]
    assert sum(t.type == "td_open" for t in tokens) == 8
    written.encode("utf-8")
