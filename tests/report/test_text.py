"""The report for people."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.model import (
    AgentAccess,
    Dimension,
    Evidence,
    FetchError,
    Finding,
    Indexability,
    PageAudit,
    PageKind,
    Score,
    Scores,
    Severity,
    Skipped,
    Status,
)
from indexaudit.report.printable import columns
from indexaudit.report.text import ASCII, render, stream

Make = Callable[..., PageAudit]
Found = Callable[..., Finding]
Scored = Callable[..., Score]

WHOLE = """\
Page      Pruning a young apple tree
Address   https://windfall.example/pruning-a-young-apple-tree/
Read as   article in English, 1,243 words, by Mira Oduya, published 2024-02-11,
          judged as of 2024-03-01

Verdict   Google can index this page.

            of 100                        judged  range
Search        84.2  █████████████████░░░   100 %  84.2
  access     100.0  ████████████████████   100 %  100.0
  permalink  100.0  ████████████████████   100 %  100.0
  metadata    77.5  ████████████████░░░░   100 %  77.5
  content     90.0  ██████████████████░░   100 %  90.0
  ownership   70.0  ██████████████░░░░░░   100 %  70.0
Share         62.0  ████████████░░░░░░░░   100 %  62.0

What to change, the most valuable first
 1. The page has no meta description.                                +2.0 search
    Fix   Add <meta name="description" content="…"> that says what the page
          offers.
    Seen  line 3: <head>
    Rule  meta-description-present · minor · metadata · recommendation
"""


def block(report: str, heading: str) -> str:
    """The lines below a heading, up to the next empty line."""
    return report.partition(heading + "\n")[2].partition("\n\n")[0]


def test_a_whole_report(make: Make) -> None:
    assert render([make()]) == WHOLE


def test_the_same_in_ascii(make: Make) -> None:
    plain = render([make()]).translate(ASCII)
    assert plain.isascii()
    assert "Search        84.2  #################...   100 %  84.2" in plain


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Google can index this page."),
        (
            {"indexability": Indexability.RENDERED_ONLY},
            "Google can index this page, but only after running its scripts.",
        ),
        (
            {"indexability": Indexability.UNVERIFIED},
            "Not verified: whether Google can index this page could not be observed.",
        ),
        (
            {
                "indexability": Indexability.UNVERIFIED,
                "fetch_error": FetchError(code="read_timeout", message="no answer in 10 s", hop=0, retryable=True),
            },
            "Not verified: whether Google can index this page could not be observed: no answer in 10 s.",
        ),
        (
            {"indexability": Indexability.ELSEWHERE, "indexed_at": "https://other.example/x"},
            "Indexed elsewhere: Google will show another address instead of this one: https://other.example/x",
        ),
        (
            {"indexability": Indexability.EXCLUDED, "indexability_reasons": ("noindex-absent",)},
            "Not indexable: it tells search engines to leave it out, as the configuration expects.",
        ),
        ({"indexability": Indexability.BROKEN}, "Not indexable: the address does not answer with a page."),
    ],
    ids=["indexable", "scripts", "unverified", "no answer", "elsewhere", "expected noindex", "broken"],
)
def test_the_verdict_is_one_plain_sentence(make: Make, changes: dict[str, object], expected: str) -> None:
    report = render([make(**changes)])
    said = report.partition("Verdict ")[2].partition("\n\n")[0]
    assert " ".join(said.split()) == expected


def test_every_verdict_has_words(make: Make) -> None:
    for verdict in Indexability:
        assert "Verdict   " in render([make(indexability=verdict)])


def gated(make: Make, found: Found, scored: Scored) -> PageAudit:
    gate = found(
        "noindex-absent",
        status=Status.FAIL,
        severity=Severity.GATE,
        dimension=Dimension.ACCESS,
        message="A robots meta tells every search engine to leave the page out.",
        evidence=(Evidence(where="html", text='<meta name="robots" content="noindex">', line=12),),
        gain=84.2,
    )
    shut = scored(0.0, potential=84.2, range=(0.0, 0.0), gates=("noindex-absent",))
    audit = make()
    return replace(
        audit,
        indexability=Indexability.EXCLUDED,
        indexability_reasons=("noindex-absent",),
        findings=(gate, found()),
        scores=replace(audit.scores, search=shut),
    )


def test_a_shut_gate_comes_first_and_says_what_it_holds_back(make: Make, found: Found, scored: Scored) -> None:
    report = render([gated(make, found, scored)])
    assert "Verdict   Not indexable: it tells search engines to leave it out (line 12)." in report
    gates = block(report, "What stands in the way")
    assert gates.startswith(
        "The search score is 0 until this is mended, and 84.2 from then on.\n 1. A robots meta tells"
    )
    assert "gate 1 of 1" in gates
    assert report.index("What stands in the way") < report.index("What to change")
    assert "noindex-absent" not in block(report, "What to change, the most valuable first")


def test_what_could_not_be_judged_stands_apart(make: Make, found: Found) -> None:
    unknown = found("robots-txt-health", status=Status.UNKNOWN, message="robots.txt timed out", gain=0.0)
    crash = found("og-core", status=Status.CRASH, message="ValueError: x", gain=0.0)
    info = found("ai-search-access", severity=Severity.INFO, message="PerplexityBot is kept out.", gain=0.0)
    report = render([make(findings=(found(), unknown, crash, info))])
    assert block(report, "Could not be judged") == "  - robots.txt timed out (robots-txt-health)"
    assert block(report, "Faults of indexaudit, not of the page: please report them") == "  - ValueError: x (og-core)\n"
    assert (
        block(report, "Worth knowing, no points to win") == "  - PerplexityBot is kept out. (ai-search-access · info)"
    )


def test_a_score_that_is_null_is_not_zero(make: Make, scored: Scored) -> None:
    unseen = scored(None, coverage=0.2, range=(0.0, 100.0))
    audit = make()
    report = render([replace(audit, scores=replace(audit.scores, share=None, content=unseen, access=None))])
    assert "Share            –  nothing to judge\n" in report
    assert "  content        –  too little was seen     20 %  0.0–100.0\n" in report
    assert "  access" not in report


def test_unknowns_of_one_reason_stand_together(make: Make, found: Found) -> None:
    unseen = [found(rule, status=Status.UNKNOWN, message="a login", gain=0.0) for rule in ("a", "b")]
    other = found("c", status=Status.UNKNOWN, message="robots.txt timed out", gain=0.0)
    report = render([make(findings=(unseen[0], other, unseen[1]))])
    assert block(report, "Could not be judged") == "  - A login (a, b)\n  - robots.txt timed out (c)\n"


def test_nothing_to_change_is_said(make: Make) -> None:
    assert render([make(findings=())]).endswith("\n\nNothing to change\n")


def test_a_lead_with_part_credit_is_named_where_no_fault_explains_the_score(make: Make, found: Found) -> None:
    note = "  content is below 100 without a fault: see `indexaudit explain content-depth`\n"
    assert note in render([make(passed=("content-depth",))])
    assert note not in render([make(passed=())])
    fault = found("image-alt-coverage", dimension=Dimension.CONTENT, gain=3.0)
    assert note not in render([make(passed=("content-depth",), findings=(fault,))])


def test_passes_and_skips_only_on_request(make: Make) -> None:
    audit = make(
        passed=("canonical-present", "title-present"),
        skipped=(
            Skipped(rule="b-rule", reason="no robots.txt was given"),
            Skipped(rule="keyphrase-in-title", reason="no keyphrase was given"),
            Skipped(rule="a-rule", reason="no robots.txt was given"),
        ),
    )
    assert "canonical-present" not in render([audit])
    report = render([audit], passes=True)
    assert block(report, "In order (2)") == "  canonical-present, title-present"
    assert block(report, "Nothing to judge") == (
        "  - No keyphrase was given (keyphrase-in-title)\n  - No robots.txt was given (a-rule, b-rule)\n"
    )


def test_readers_that_robots_txt_keeps_out_are_named(make: Make) -> None:
    def agent(name: str, purpose: str, allowed: bool | None) -> AgentAccess:
        return AgentAccess(agent=name, operator="x", purpose=purpose, allowed=allowed, line=None, rule=None, reason="")

    mixed = (
        agent("CCBot", "ai_training", False),
        agent("Googlebot", "search", True),
        agent("Bingbot", "search", False),
    )
    assert "Readers   robots.txt keeps out 2 of 3: Bingbot (search); CCBot (AI training)." in render(
        [make(agents=mixed)]
    )
    assert "Readers   robots.txt lets Googlebot in.\n" in render([make(agents=(mixed[1],))])
    many = tuple(agent(f"Bot{n}", "ai_search", True) for n in range(9))
    assert "Readers   robots.txt lets all 9 known readers in.\n" in render([make(agents=many)])
    assert "Readers" not in render([make(agents=(agent("Googlebot", "search", None),))])


def test_of_many_readers_that_are_kept_out_some_are_named(make: Make) -> None:
    kept = [
        AgentAccess(
            agent=f"Bot{n}", operator="x", purpose="ai_training", allowed=False, line=None, rule=None, reason=""
        )
        for n in range(6)
    ]
    for agents, said in ((kept, "6 of 6: Bot0, Bot1, Bot2 and 3 more"), (kept[:4], "4 of 4: Bot0, Bot1, Bot2, Bot3")):
        report = " ".join(render([make(agents=tuple(agents))]).split())
        assert f"robots.txt keeps out {said} (AI training)." in report


@pytest.mark.parametrize(
    ("fix", "expected"),
    [
        ("Add `<a>` and `<b c>`.", ["Add", "<a>", "<b c>"]),
        ("Add to the head: `<a>`, `<b>` and `<c>`.", ["Add to the head:", "<a>", "<b>", "<c>"]),
        ("Write `<a>` instead of “x”.", ["Write `<a>` instead of “x”."]),
        ("Add `<a>`, or better `<b>`.", ["Add `<a>`, or better `<b>`."]),
        ("Add `a`, `b`.", ["Add `a`, `b`."]),
    ],
    ids=["two tags", "a list", "one tag", "a choice", "no tags"],
)
def test_tags_to_be_copied_stand_on_lines_of_their_own(make: Make, found: Found, fix: str, expected: list[str]) -> None:
    report = render([make(findings=(found(fix=fix, evidence=()),))])
    said = report.partition("    Fix   ")[2].partition("    Rule")[0]
    assert [line.strip() for line in said.splitlines() if line.strip()] == expected


def test_several_pages_end_in_a_table_that_keeps_types_apart(make: Make, scored: Scored) -> None:
    def page(name: str, kind: PageKind, value: float | None) -> PageAudit:
        audit = make(headline=name, kind=kind)
        return replace(audit, scores=replace(audit.scores, search=scored(value)))

    pages = [
        page("Poor article", PageKind.ARTICLE, 40.0),
        page("A profile", PageKind.PROFILE, 99.0),
        page("Unseen article", PageKind.ARTICLE, None),
        page("Good article", PageKind.ARTICLE, 90.0),
    ]
    table = render(pages).rpartition("─\n\n")[2]
    assert table == (
        "4 pages, 4 of them indexable\n"
        "\n"
        " search  share  verdict         Articles (3)\n"
        "   90.0   62.0  indexable       Good article  windfall.example\n"
        "   40.0   62.0  indexable       Poor article  windfall.example\n"
        "      –   62.0  indexable       Unseen article  windfall.example\n"
        "\n"
        " search  share  verdict         Profiles (1)\n"
        "   99.0   62.0  indexable       A profile  windfall.example\n"
    )


def test_pages_are_written_as_they_are_judged(make: Make) -> None:
    asked = []

    def audits() -> object:
        for name in ("one", "two"):
            asked.append(name)
            yield make(headline=name)

    pieces = stream(audits())  # type: ignore[arg-type]
    assert "Page      one" in next(pieces)
    assert asked == ["one"]


def test_colour_changes_nothing_but_colour(make: Make, found: Found, scored: Scored) -> None:
    pages = [gated(make, found, scored), make()]
    painted = render(pages, colour=True, passes=True)
    assert "\x1b[31m" in painted
    assert re.sub(r"\x1b\[\d+m", "", painted) == render(pages, colour=False, passes=True)


HOSTILE = [
    "::set-output name=x::y",
    "a ::error ::warning " * 20,
    "##[add-path]/tmp ##vso[task.setvariable]x",
    "\x1b[2J\x1b]8;;https://evil.example\x07click",
    "abc\u202edcba\u2066",
    "line\r\n::error::one",
    "[/bold] [link=file:///etc/passwd]x[/link]",
    "\ud800\udfff",
    "日本語" * 200,
    "x" * 3000,
    "",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_text_of_a_page_acts_on_its_reader(make: Make, found: Found, text: str, width: int) -> None:
    evidence = tuple(Evidence(where=where, text=text) for where in ("html", "header", "url"))
    said = [
        found("a-rule", message=text, fix=text, evidence=evidence),
        found("b-rule", message=text, status=Status.UNKNOWN),
        found("c-rule", message=text, gain=0.0),
    ]
    audit = make(
        url=f"https://windfall.example/{text}",
        headline=text,
        title=text,
        author=(text, text),
        published=text,
        language=text,
        findings=tuple(said),
        skipped=(Skipped(rule="d-rule", reason=text),),
    )
    elsewhere = replace(audit, indexability=Indexability.ELSEWHERE, indexed_at=text, final_url=text)
    report = render([audit, elsewhere], width=width, passes=True)
    for line in report.splitlines():
        assert columns(line) <= width
        assert not line.lstrip().startswith(("::", "##["))
        assert "##[" not in line
        assert "##vso[" not in line
    assert not set(report) & set("\x1b\x07\r\u202e\u2066\ud800\udfff")
    assert report.encode("utf-8")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_title_and_message_keep_the_shape(make: Make, found: Found, title: str, message: str) -> None:
    report = render([make(headline=title, findings=(found(message=message),))])
    assert all(columns(line) <= 80 for line in report.split("\n"))
    assert report.count("\n    Rule  ") == 1


def test_the_empty_report_is_empty() -> None:
    assert render([]) == ""


def test_scores_of_every_dimension_are_shown(make: Make, scored: Scored) -> None:
    one = scored(50.0)
    scores = Scores(
        search=one, share=one, access=one, permalink=one, metadata=one, content=one, ownership=one, discovery=one
    )
    report = render([make(scores=scores)])
    assert [d.value for d in Dimension if f"\n  {d.value} " in report] == [
        "access",
        "permalink",
        "metadata",
        "content",
        "ownership",
        "discovery",
    ]


def test_the_address_of_the_page_is_not_repeated_as_evidence(make: Make, found: Found) -> None:
    own = Evidence(where="url", text="https://windfall.example/pruning-a-young-apple-tree/")
    part = Evidence(where="url", text="?id=3")
    report = render([make(findings=(found(evidence=(own, part)),))])
    assert "    Seen  address: ?id=3\n" in report
    assert report.count("https://windfall.example/") == 1
