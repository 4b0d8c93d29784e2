"""What an HTML report holds, read by a parser: policy, escapes, no request, one of each text."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from larder_comparison import assembled, invented, item
from lxml import html as lxml_html

from indexaudit import testing
from indexaudit.api import audit_snapshot
from indexaudit.comparison import ItemFinding
from indexaudit.model import Axis, Score
from indexaudit.report.html import comparison as of_comparison
from indexaudit.report.html import pages as of_pages
from indexaudit.report.html.listing import listing
from indexaudit.report.html.periods import periods
from indexaudit.report.html.plot import plot
from indexaudit.report.html.rows import BLANK, Row, Todo
from indexaudit.report.html.shapes import FORMS, outline
from indexaudit.report.unjudged import Unjudged

KINDS = ("comparison", "site", "page", "pages")
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "]]><svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    'https://larder.example/"><script>alert(1)</script>',
    "`<b>`",
    "\u202egnp.exe\u2028\ud800\x1b[31m",
    "<!--<script>",
    "</title><base href=//evil.example/>",
    "&lt;script&gt;",
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_lets_in_nothing_but_its_own_style_and_script(kind: str, render: Callable[..., str]) -> None:
    written = render(kind)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', written)
    assert policy is not None
    directives = dict(part.split(" ", 1) for part in policy[1].split("; "))
    assert directives["default-src"] == "'none'"
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", written, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert directives[directive] == f"'sha256-{digest}'"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_the_file_asks_for_anything(kind: str, render: Callable[..., str]) -> None:
    tree = lxml_html.document_fromstring(render(kind))
    loads = tree.xpath("//*[@src or @srcset or @poster or @data or @background or @style or @ping]")
    assert [
        lxml_html.tostring(e) for e in loads if e.get("style") is not None or not e.get("src", "").startswith("data:")
    ] == []
    assert tree.xpath("//link/@href") == ["data:,"]
    assert not tree.xpath("//*[@*[starts-with(name(), 'on')]]")
    assert "url(" not in re.sub(r"url\(#\w+\)", "", "".join(tree.xpath("//style/text()")))
    assert "@import" not in "".join(tree.xpath("//style/text()"))


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_text_stays_a_text(kind: str, said: str, render: Callable[..., str]) -> None:
    ours = skeleton(render(kind, saying="plain words"))
    theirs = skeleton(render(kind, saying=said))
    assert theirs - ours <= {("a", "href"), ("a", "dir")}  # an address that can be followed is followed
    tree = lxml_html.document_fromstring(render(kind, saying=said))
    assert len(tree.xpath("//script")) == len(tree.xpath("//script[not(@type)]")) + len(
        tree.xpath("//script[@type='application/json']")
    )
    assert all(href.startswith(("http://", "https://", "#", "data:,")) for href in tree.xpath("//@href"))
    for block in tree.xpath("//script[@type='application/json']/text()"):
        json.loads(block, parse_constant=pytest.fail)


def skeleton(written: str) -> set[tuple[str, str]]:
    """Every element with every name of an attribute."""
    tree = lxml_html.document_fromstring(written)
    return {(str(e.tag), name) for e in tree.iter() for name in (*e.attrib, "")}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(max_size=40))
def test_whatever_is_said_the_file_has_the_same_elements(said: str) -> None:
    small = assembled(invented().items[:8])
    quiet = skeleton(of_comparison.render(small))
    loud = of_comparison.render(
        replace(small, brand=said, items=tuple(replace(i, title=said, searchable_reason=said) for i in small.items))
    )
    assert skeleton(loud) <= quiet
    loud.encode("utf-8")


# --- what is known and what is not ----------------------------------------------------------------------------------


def test_a_score_that_is_not_known_is_never_a_number() -> None:
    unknown = Score(value=None, potential=None, coverage=0.28, range=(20.0, 85.0), gates=())
    written = of_comparison.render(assembled([item(search=unknown, share=None, share_declared=None)]))
    tree = lxml_html.document_fromstring(written)
    pull = tree.xpath("//tbody//td[contains(@class, 'pull')]")[0].text_content().split()
    assert pull == ["–", "28", "%", "judged"]
    mark = tree.xpath("//*[contains(@class, 'dot')]")[0]
    assert "open" in mark.get("class").split()
    assert "pull not known, between 20.0 and 85.0, push not known" in mark.get("aria-label")


def _row(**changes: Any) -> Row:
    score = Score(value=80.0, potential=80.0, coverage=1.0, range=(80.0, 80.0), gates=())
    return replace(BLANK, name="Plums", group="Journal", kind="post", tone="yes", search=score, share=score, **changes)


def test_every_item_of_the_plot_is_in_one_mark() -> None:
    known = Score(value=61.0, potential=61.0, coverage=1.0, range=(61.0, 61.0), gates=())
    rows = [
        _row(),
        _row(),
        replace(_row(), share=None, share_note="declared: repost"),
        replace(_row(), search=None),
        replace(_row(), group="X", search=known),
    ]
    drawn = plot(
        list(enumerate(rows)), ["Journal", "X"], {"declared: repost": "push declared: repost", "": "push not known"}
    )
    assert sorted(n for mark in drawn.marks for n in mark.rows) == [0, 1, 2, 3, 4]
    assert [mark.rows for mark in drawn.marks if mark.known] == [(0, 1), (4,)]
    assert [lane.name for lane in drawn.lanes] == ["push declared: repost"]
    inside = [m for m in drawn.marks if m.known]
    assert all(drawn.left < m.x < drawn.left + drawn.side and drawn.top < m.y < drawn.top + drawn.side for m in inside)
    assert drawn.low is not None
    assert all(m.y > drawn.low or m.x > drawn.left + drawn.side for m in drawn.marks if not m.known)
    assert (drawn.measured, drawn.total) == (3, 5)


def test_channels_beyond_the_forms_stay_apart() -> None:
    rows = [replace(_row(), group=f"Channel {n}", share=None) for n in range(12)]
    drawn = plot(list(enumerate(rows)), [f"Channel {n}" for n in range(12)], {"": "push not known"})
    assert [mark.rows for mark in drawn.marks] == [(n,) for n in range(12)]
    assert len({mark.x for mark in drawn.marks}) == 12


def test_no_mark_hides_another() -> None:
    rows = [replace(_row(), group=f"Channel {n}") for n in range(6)]
    drawn = plot(list(enumerate(rows)), [f"Channel {n}" for n in range(6)], {"": "push not known"})
    apart = [abs(a.x - b.x) for n, a in enumerate(drawn.marks) for b in drawn.marks[:n]]
    assert min(apart) >= 11


def test_nothing_known_is_not_drawn_as_bad() -> None:
    written = of_comparison.render(assembled([item(words=None, words_known=None)]))
    tile = lxml_html.document_fromstring(written).xpath("//*[contains(@class, 'tile main')]")[1]
    assert [rect.get("class") for rect in tile.xpath(".//rect")] == ["unknown"]
    assert "the words of 1 of 1 are not known" in " ".join(tile.text_content().split())


def test_pages_that_were_refused_are_not_counted_as_not_indexable() -> None:
    refused = audit_snapshot(testing.snapshot(status=403))
    good = audit_snapshot(testing.snapshot())
    tree = lxml_html.document_fromstring(of_pages.render([good, refused]))
    assert tree.xpath("string(//h2)") == "Google can index 1 of 2; 1 could not be verified."
    alone = of_pages.render([refused])
    assert "The page lacks" not in alone
    assert "names no image" not in alone


def test_what_a_baseline_holds_back_and_what_was_not_built_is_said() -> None:
    page = replace(audit_snapshot(testing.snapshot()), findings=())
    gone = Unjudged(file="posts/new.md", why="was built as an empty file")
    tree = lxml_html.document_fromstring("".join(of_pages.stream([page], unjudged=[gone], held_back=lambda _: 5)))
    said = " ".join(tree.text_content().split())
    assert "Nothing new; 5 known findings held back" in said
    assert "Nothing to change" not in said
    assert "1 page of the change could not be judged:posts/new.md was built as an empty file" in said


def test_a_score_is_solid_only_as_far_as_it_is_certain() -> None:
    doubtful = replace(audit_snapshot(testing.snapshot()).scores.search, value=94.0, range=(60.0, 94.0), coverage=0.7)
    page = replace(
        audit_snapshot(testing.snapshot()), scores=replace(audit_snapshot(testing.snapshot()).scores, search=doubtful)
    )
    bar = lxml_html.document_fromstring(of_pages.render([page])).xpath("//*[contains(@class, 'bar score')]")[0]
    widths = {rect.get("class"): rect.get("width") for rect in bar.xpath(".//rect")}
    assert (widths["value"], widths["unknown"]) == ("60.0%", "34.0%")
    assert "between 60.0 and 94.0" in bar.get("aria-label")


@pytest.mark.parametrize("number", range(1, len(FORMS)))
def test_forms_have_about_the_area_of_the_circle(number: int) -> None:
    corners = [tuple(map(float, each.split())) for each in outline(number, 0, 0, 10).strip("Mz").split("L")]
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True))) / 2
    assert 0.7 < area / (math.pi * 10**2) < 1.3


def test_forms_differ() -> None:
    assert len({outline(number, 0, 0, 10) for number in range(len(FORMS))}) == len(FORMS)


def test_periods_have_no_gap_and_lose_nothing() -> None:
    made = invented()
    shown = periods(made)
    dated = [m for m in made.months if m.channel is None and m.month is not None]
    assert sum(p.counted for p in shown) == sum(m.counted for m in dated)
    assert len({p.name for p in shown}) == len(shown)


def test_what_spans_more_than_36_years_is_shown_in_longer_steps_and_loses_nothing() -> None:
    made = invented()
    month = next(m for m in made.months if m.channel is None and m.counted)
    long = replace(made, months=tuple(replace(month, month=f"{year}-06") for year in (1970, 1985, 2001, 2025)))
    assert [p.short for p in periods(long) if p.counted] == ["1970–1974", "1985–1989", "2000–2004", "2025–2029"]


def test_the_first_month_has_its_year() -> None:
    made = invented()
    month = next(m for m in made.months if m.channel is None and m.counted)
    assert [p.short for p in periods(replace(made, months=(replace(month, month="2025-03"),)))] == ["Mar 2025"]


def test_decades_are_shown_by_year() -> None:
    made = invented()
    month = next(m for m in made.months if m.channel is None and m.counted)
    long = replace(made, months=tuple(replace(month, month=f"{1999 + n}-{1 + n % 12:02}") for n in range(26)))
    assert [p.short for p in periods(long)] == [str(1999 + n) for n in range(26)]


# --- size -----------------------------------------------------------------------------------------------------------


def test_texts_and_rules_are_stored_once() -> None:
    finding = ItemFinding(
        rule="title-length", axis=Axis.SEARCH, message="a message of many items", fix="a way to mend them", gain=1.0
    )
    written = of_comparison.render(assembled([item(title=f"No. {n}", findings=(finding,)) for n in range(200)]))
    data = re.search(r'<script type="application/json" id="rows">(.*?)</script>', written, re.DOTALL)
    assert data is not None
    assert data[1].count("a message of many items") == 1
    assert written.count('id="rule-title-length"') == 1


def test_what_does_not_fit_is_said() -> None:
    todos = tuple(
        Todo(rule="title-length", message="m" * 900 + str(n), fix="f" * 900 + str(n), gain=9.0 - n, axis=Axis.SEARCH)
        for n in range(9)
    )
    rows = (
        _row(todos=tuple(replace(t, message=f"{number} {t.message}", fix=f"{number} {t.fix}") for t in todos))
        for number in range(2_000)
    )
    made = listing(rows, what="pages", group="Section")
    assert (made.total, made.listed) == (2_000, 2_000)
    assert len(made.data) < 14_000_000
    assert made.left_out.startswith("Of each only the 3 most valuable findings")
    assert all(len(row[12]) == 3 for row in json.loads(made.data)["rows"])


def test_more_rows_than_a_file_has_are_counted() -> None:
    made = listing((_row() for _ in range(20_005)), what="pages", group="Section")
    assert (made.total, made.listed, len(made.rows)) == (20_005, 20_000, 50)
