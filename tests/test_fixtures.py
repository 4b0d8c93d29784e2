"""The project's own pages: what is read from them, and their golden reports.

A golden report is changed by a person who has read the new one; nothing here writes it.
"""

from __future__ import annotations

import difflib
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import indexaudit
from indexaudit import audit_snapshot, testing
from indexaudit.model import PageAudit
from indexaudit.report import text

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.html"))
EXPECTATIONS = {
    "type": lambda audit: audit.page_type.type.value,
    "indexability": lambda audit: audit.indexability.value,
    "headline": lambda audit: audit.facts.headline,
    "author": lambda audit: list(audit.facts.author),
    "published": lambda audit: (audit.facts.published or "")[:10] or None,
    "language": lambda audit: audit.facts.language,
}


def sidecar(name: str) -> dict[str, Any]:
    return tomllib.loads((FIXTURES / f"{name}.toml").read_text(encoding="utf-8"))


def audited(name: str) -> PageAudit:
    answer = sidecar(name)
    return indexaudit.audit_html(
        (FIXTURES / f"{name}.html").read_bytes(),
        answer["url"],
        status=answer.get("status", 200),
        headers=answer["headers"],
        robots_txt=answer.get("robots_txt"),
    )


def test_every_page_has_a_sidecar_and_a_report() -> None:
    assert sorted(path.stem for path in FIXTURES.glob("*.toml")) == NAMES
    assert sorted(path.stem for path in (FIXTURES / "reports").glob("*.txt")) == NAMES
    assert len(NAMES) >= 25


def test_a_sidecar_holds_nothing_that_is_not_checked() -> None:
    for name in NAMES:
        answer = sidecar(name)
        assert set(answer) <= {"url", "status", "headers", "robots_txt", "expect"}, name
        assert set(answer["expect"]) <= {*EXPECTATIONS, "words", "comment_words"}, name


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_from_a_page(name: str) -> None:
    audit, expected = audited(name), sidecar(name)["expect"]
    read = {key: EXPECTATIONS[key](audit) for key in expected if key in EXPECTATIONS}
    assert read == {key: value for key, value in expected.items() if key in EXPECTATIONS}
    for key in ("words", "comment_words"):
        if key in expected:
            low, high = expected[key]
            assert low <= getattr(audit.facts, key) <= high


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_crashes(name: str) -> None:
    assert [f for f in audited(name).findings if f.status.value == "crash"] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_the_golden_one(name: str) -> None:
    golden = FIXTURES / "reports" / f"{name}.txt"
    expected = golden.read_text(encoding="utf-8").splitlines()
    report = text.render([audited(name)]).splitlines()
    difference = list(
        difflib.unified_diff(expected, report, f"fixtures/reports/{name}.txt", "this report", lineterm="")
    )
    if difference:
        pytest.fail("\n".join(["the report differs; read it before you replace the golden one", *difference]))


def test_the_fixed_set_keeps_its_order_with_gaps_of_five_points() -> None:
    """Design, part 6: what each kind of page is worth against the others."""

    def potential(audit: PageAudit) -> float:
        assert audit.scores.search is not None
        assert audit.scores.search.potential is not None
        return audit.scores.search.potential

    bare = f'<title>Pruning an apple tree in winter | Example Garden</title><link rel="canonical" href="{testing.URL}">'
    made = {
        "an optimised article": audit_snapshot(testing.snapshot(words=950)),
        "the same without description, schema and Open Graph": audit_snapshot(testing.snapshot(words=950, head=bare)),
        "a LinkedIn article": audited("linkedin-like-article"),
        "a post of 60 words with a good slug": audit_snapshot(testing.snapshot(words=60)),
        "250 words at ?p=123": audit_snapshot(testing.snapshot(words=250, url="https://example.com/?p=123")),
        "an X status of 50 words": audited("x-like-post"),
    }
    worth = {name: potential(audit) for name, audit in made.items()}
    for (better, more), (worse, less) in pairwise(worth.items()):
        assert more - less >= 5, f"{better} {more}, {worse} {less}"
