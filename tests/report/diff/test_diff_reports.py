"""What changed between two crawls, as text, JSON and Markdown."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indexaudit import serial
from indexaudit.report.diff import json as json_report
from indexaudit.report.diff import markdown, text
from indexaudit.report.diff.formats import FORMATS, stream
from indexaudit.report.printable import columns
from indexaudit.site_audit import Change, SiteDiff

HOME = "https://saltmarsh.example/"
GOLDEN = Path(__file__).parent


def change(what: str, path: str, before: str | None = None, after: str | None = None) -> Change:
    return Change(url=HOME + path, what=what, before=before, after=after)


def diff(**changes: Any) -> SiteDiff:
    made = SiteDiff(
        schema="site-diff/1",
        version="0.2.0",
        old="october.crawl",
        new="november.crawl",
        compared=236,
        appeared=0,
        gone=0,
        verdicts=0,
        scores=0,
        new_findings=0,
        mended=0,
        changes=(),
        notes=(),
    )
    return replace(made, **changes)


CHANGED = diff(
    appeared=2,
    gone=2,
    verdicts=2,
    scores=2,
    new_findings=1_012,
    mended=14,
    changes=(
        change("verdict", "notes/2017/why-sea-lavender-turns-red", "indexable", "excluded"),
        change("verdict", "recipes/samphire-soup", "unverified", "indexable"),
        change("gone", "old-3", None, "read_timeout"),
        change("gone", "notes/1998/part-2"),
        *(change("new_finding", f"notes/2019/walk-{n:04}", None, "titles-unique") for n in range(1_000)),
        change("search", "about", "78.0", "80.0"),
        change("share", "about", "64.0", "61.5"),
        change("search", "notes/2014/a-walk-for-glasswort", "71.2", None),
        change("appeared", "notes/2025/glasswort-in-a-jar"),
        change("appeared", "slow/0", "read_timeout"),
        *(change("mended", f"notes/2020/walk-{n}", "description-present", None) for n in range(14)),
    ),
    notes=("the new crawl is partial (12 pending): what it does not know is not counted as gone",),
)


def test_the_whole_text() -> None:
    assert text.render(CHANGED) == (GOLDEN / "diff.txt").read_text(encoding="utf-8")


def test_the_whole_markdown() -> None:
    assert markdown.render(CHANGED) == (GOLDEN / "diff.md").read_text(encoding="utf-8")


def test_nothing_changed() -> None:
    assert text.render(diff()) == (
        "Old       october.crawl\nNew       november.crawl\n\nNothing changed on 236 pages that both crawls read.\n"
    )
    assert "**Nothing changed on 236 pages that both crawls read.**" in markdown.render(diff())


def test_full_shows_all_that_is_held_and_says_what_is_only_counted() -> None:
    for report in (text.render(CHANGED, full=True), markdown.render(CHANGED, full=True)):
        assert "walk-0999" in report
        assert "more: " not in report
        assert report.count("and 12 more that are only counted") == 1


def test_json_is_the_difference_and_fits_its_schema() -> None:
    written = json_report.render(CHANGED)
    assert SiteDiff.from_json(written) == CHANGED
    jsonschema.Draft202012Validator(serial.schema(SiteDiff)).validate(json.loads(written))


def test_these_are_the_formats() -> None:
    assert set(FORMATS) == {"text", "json", "markdown"}
    for name, module in (("text", text), ("json", json_report), ("markdown", markdown)):
        assert "".join(FORMATS[name](CHANGED)) == "".join(stream(name, CHANGED)) == module.render(CHANGED)


@pytest.mark.parametrize("width", [0, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    report = text.render(CHANGED, width=width, full=True)
    assert max(map(columns, report.splitlines())) <= max(80, width)
    assert not [line for line in report.splitlines() if line != line.rstrip()]


def test_colour_adds_nothing_but_colour() -> None:
    painted = text.render(CHANGED, colour=True)
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[\d+m", "", painted) == text.render(CHANGED)


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(), max_size=40)
    | st.sampled_from(["::error::x", "##[group]", "\x1b[2J", "</b><img src=x>", "a|b", "`a`", "\ud800", "\u202e"])
)
def test_hostile_words_are_inert(said: str) -> None:
    kinds = ("verdict", "gone", "appeared", "search", "new_finding", "mended")
    changes = tuple(Change(url=HOME + said, what=what, before=said, after=said) for what in kinds)
    made = diff(
        old=said, new=said, notes=(said,), changes=changes,
        appeared=1, gone=1, verdicts=1, scores=1, new_findings=1, mended=1,
    )  # fmt: skip
    shown, document = text.render(made), markdown.render(made)
    for report in (shown, document):
        acting = [c for c in report if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        assert not set(acting) - set("\u200c\u200d")
        report.encode("utf-8")
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in shown
    assert max(map(columns, shown.split("\n"))) <= 80
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(document)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [t for t in (*tokens, *inline) if t.type.startswith("html") or t.type in ("image", "link_open")]
    assert json.loads(json_report.render(made))["compared"] == 236
