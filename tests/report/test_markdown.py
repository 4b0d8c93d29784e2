"""Audits as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexaudit.model import Evidence, Finding, Indexability, PageAudit, PageKind, Score, Scores, Severity, Status
from indexaudit.report import markdown

Make = Callable[..., PageAudit]
Found = Callable[..., Finding]
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = (
    "](x) <img src=x> ![a](https://evil.example/a.png) | `b` **c** @team #12 https://evil.example\n\n# d\n---\x1b[2J"
)


def leaves(tokens: Iterable[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (leaves(token.children) if token.children else [token])]


def test_a_page_says_verdict_scores_and_advice(make: Make) -> None:
    assert markdown.render([make()]) == (
        "## Pruning a young apple tree\n"
        "\n"
        "**Google can index this page.**\n"
        "\n"
        "- Address: `https://windfall.example/pruning-a-young-apple-tree/`\n"
        "- Read as: article in English, 1,243 words, by Mira Oduya, published 2024-02-11, judged as of 2024-03-01\n"
        "\n"
        "| Score | of 100 | judged | range |\n"
        "| --- | --: | --: | --: |\n"
        "| **search** | **84.2** | 100 % | 84.2 |\n"
        "| access | 100.0 | 100 % | 100.0 |\n"
        "| permalink | 100.0 | 100 % | 100.0 |\n"
        "| metadata | 77.5 | 100 % | 77.5 |\n"
        "| content | 90.0 | 100 % | 90.0 |\n"
        "| ownership | 70.0 | 100 % | 70.0 |\n"
        "| **share** | **62.0** | 100 % | 62.0 |\n"
        "\n"
        "### What to change, the most valuable first\n"
        "\n"
        "1. **The page has no meta description.** (+2.0 search)\n"
        '   - Fix: Add &lt;meta name="description" content="…"&gt; that says what the page offers.\n'
        "   - Seen: line 3: `<head>`\n"
        "   - Rule: `meta-description-present`, minor, metadata, recommendation\n"
    )


def test_gates_come_first(make: Make, found: Found, scored: Callable[..., Score]) -> None:
    gate = found("noindex-absent", status=Status.FAIL, severity=Severity.GATE, gain=71.0, message="noindex")
    shut = make(indexability=Indexability.EXCLUDED, indexability_reasons=("noindex-absent",), findings=(gate, found()))
    scores = {name: getattr(shut.scores, name) for name in Scores.__slots__}
    scores["search"] = scored(0.0, potential=71.0, gates=("noindex-absent",))
    report = markdown.render([make(findings=shut.findings, scores=Scores(**scores))])
    assert "The search score is 0 until this is mended, and 71.0 from then on." in report
    assert report.index("1. **Noindex** (gate 1 of 1)") < report.index("### What to change")
    assert report.count("noindex-absent") == 1


def test_what_is_no_change_stands_apart(make: Make, found: Found) -> None:
    findings = (
        found("a", gain=0.0, message="odd"),
        found("b", status=Status.UNKNOWN, message="robots.txt timed out"),
        found("c", status=Status.UNKNOWN, message="robots.txt timed out"),
        found("d", status=Status.CRASH, message="ValueError: x"),
    )
    report = markdown.render([make(findings=findings)])
    assert "**Nothing to change**" in report
    assert "### Worth knowing, no points to win\n\n- Odd (`a`, minor)\n" in report
    assert "### Could not be judged\n\n- robots.txt timed out (`b`, `c`)\n" in report
    assert "### Faults of indexaudit, not of the page: please report them\n\n- ValueError: x (`d`)\n" in report


def test_passes_on_request(make: Make) -> None:
    assert "### In order" not in markdown.render([make()])
    assert "### In order (2)\n\n`title-present`, `canonical-present`" in markdown.render([make()], passes=True)


def test_too_little_seen_and_not_judged(make: Make, scored: Callable[..., Score]) -> None:
    scores = Scores(**dict.fromkeys(Scores.__slots__) | {"search": scored(None, coverage=0.2, range=(0.0, 90.0))})
    report = markdown.render([make(scores=scores, findings=())])
    assert "| **search** | **too little was seen** | 20 % | 0.0–90.0 |" in report
    assert "| **share** | – | – | – |" in report
    assert "Nothing to change" not in report


@pytest.mark.parametrize("many", [False, True], ids=["one page", "several"])
def test_a_hostile_page_makes_no_markup(make: Make, found: Found, many: bool) -> None:
    evidence = (Evidence(where="html", text=HOSTILE, line=1),)
    audit = make(
        headline=HOSTILE,
        author=(HOSTILE,),
        published=HOSTILE,
        language=HOSTILE,
        final_url=f"https://example.com/{HOSTILE}",
        findings=(
            found(message=HOSTILE, fix=HOSTILE, evidence=evidence),
            found("b", message=HOSTILE, gain=0.0),
            found("c", status=Status.UNKNOWN, message=HOSTILE),
        ),
    )
    report = markdown.render([audit, audit] if many else [audit], passes=True)
    assert "\x1b" not in report
    tokens = PARSER.parse(report)
    kinds = {token.type for token in leaves(tokens)}
    assert not kinds & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "em_open",
        "s_open",
        "blockquote_open",
        "fence",
    }
    calm = PARSER.parse(markdown.render([make(findings=audit.findings[:0]), make()] if many else [make()], passes=True))
    assert sum(t.type == "hr" for t in tokens) == sum(t.type == "hr" for t in calm)
    rendered = "".join(t.content for t in leaves(tokens) if t.type != "code_inline")
    for live in ("@team", "#12", "https://"):
        assert live not in rendered
    cells = [t for t in tokens if t.type == "td_open"]
    assert len(cells) == (2 * 7 * 4 + 2 * 5 if many else 7 * 4)


def test_several_pages_end_with_tables_by_type(make: Make, scored: Callable[..., Score]) -> None:
    better = make(headline="Better", scores=Scores(**{name: scored(95.0) for name in Scores.__slots__}))
    profile = make(headline="Mira", kind=PageKind.PROFILE, indexability=Indexability.WALLED)
    report = markdown.render([make(), profile, better])
    summary = report[report.index("## 3 pages, 2 of them indexable") :]
    assert summary.index("### Articles (2)") < summary.index("| Better | ") < summary.index("| Pruning")
    assert "| Mira | `https://windfall.example/pruning-a-young-apple-tree/` | behind a login | 84.2 | 62.0 |" in summary


def test_each_page_is_given_as_soon_as_it_is_judged(make: Make) -> None:
    taken = []

    def audits() -> Iterable[PageAudit]:
        for number in range(2):
            taken.append(number)
            yield make()

    pieces = markdown.stream(audits())
    next(pieces)
    assert taken == [0]
    assert "".join([*markdown.stream([make(), make()])]) == markdown.render([make(), make()])


def test_no_page_is_no_report() -> None:
    assert markdown.render([]) == ""
