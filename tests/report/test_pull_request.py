"""The comment on a pull request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from indexaudit.model import Indexability, PageAudit, Status
from indexaudit.report import pull_request
from indexaudit.report.place import Place
from indexaudit.report.pull_request import comment


def in_file(_: PageAudit) -> Place:
    return Place(file="public/pruning.html")


@pytest.fixture
def before(make, found, scored) -> PageAudit:
    audit = make(findings=(found("title-present", message="the title is empty"), found("og-core", gain=9.0)))
    return replace(audit, scores=replace(audit.scores, search=scored(60.1)))


def test_scores_before_and_after_stand_side_by_side(make, before: PageAudit) -> None:
    text = comment([make()], {before.url: before}, place=in_file)
    assert "| `public/pruning.html` | 60.1 → **84.2** (+24.1) | 62.0 | indexable |" in text


def test_new_mended_and_old_faults_are_told_apart(make, found, before: PageAudit) -> None:
    after = make(findings=(found("og-core"), found()))
    text = comment([after], {before.url: before}, place=in_file)
    assert text.startswith("## indexaudit: 1 page, 1 new fault, 1 mended\n")
    new, _, rest = text.partition("### Mended")
    assert "The page has no meta description" in new
    assert "`og-core`" not in new
    assert "- `public/pruning.html`: The title is empty (`title-present`)" in rest
    assert "### As before\n\n- `public/pruning.html`: `og-core`\n" in rest


def test_a_new_fault_says_its_fix(make) -> None:
    text = comment([make()], {}, place=in_file)
    assert "  - Fix: Add &lt;meta" in text or "  - Fix: Add `<meta" in text
    assert "| new: 84.2 | new: 62.0 |" in text


def test_without_a_before_nothing_is_called_new(make) -> None:
    text = comment([make()])
    assert text.startswith("## indexaudit: 1 page, 1 fault\n")
    assert "new" not in text.lower().replace("newline", "")
    assert "### What to change" in text


def test_a_verdict_that_changes_is_shown(make, before: PageAudit) -> None:
    was = replace(before, indexability=Indexability.EXCLUDED)
    assert "| excluded → indexable |" in comment([make()], {was.url: was})


def test_what_could_not_be_judged_is_not_mended(make, found, before: PageAudit) -> None:
    unknown = found("title-present", status=Status.UNKNOWN, message="the page was cut")
    text = comment([make(findings=(unknown,))], {before.url: before})
    assert "- `https://windfall.example/pruning-a-young-apple-tree/`: The page was cut (`title-present`)" in text
    assert "The title is empty" not in text


@pytest.mark.parametrize("verdict", [Indexability.BROKEN, Indexability.WALLED, Indexability.UNVERIFIED])
def test_a_page_that_does_not_answer_mends_nothing(make, before: PageAudit, verdict: Indexability) -> None:
    text = comment([make(findings=(), indexability=verdict)], {before.url: before})
    assert "0 mended" in text
    assert "### Mended" not in text


def test_a_crash_is_said_to_be_ours(make, found) -> None:
    assert "### Faults of indexaudit" in comment([make(findings=(found("a-rule", status=Status.CRASH),))])


def test_a_long_comment_is_cut_between_entries_and_says_so(make, found) -> None:
    audits = [
        make(url=f"https://windfall.example/{n}/", final_url=f"https://windfall.example/{n}/") for n in range(900)
    ]
    text = comment(audits)
    assert 60_000 < len(text) <= 65_536
    last = text.splitlines()[-1]
    shown = sum("(`" in line or line.startswith("- **") for line in text.splitlines())
    assert last.startswith(f"*{900 - shown} entries do not fit into the 65,536 characters")
    assert "and 800 more pages" in text


def test_a_comment_is_never_longer_than_asked(make, found) -> None:
    finding = found(message="`*_" * 40_000, fix="<" * 100_000)
    for longest in (1_000, 1_500, 5_000, 65_536):
        text = comment([make(findings=(finding,) * 30)] * 30, longest=longest)
        assert len(text) <= longest
        assert "do not fit" in text


def test_no_page_is_a_line() -> None:
    assert comment([]) == "## indexaudit: 0 pages, 0 faults\n"
    assert "".join(pull_request.stream([])) == "## indexaudit: 0 pages, 0 faults\n"


def test_the_stream_says_what_the_comment_says(make) -> None:
    pieces = list(pull_request.stream([make(), make()], place=in_file))
    assert pieces[:2] == ["", ""]
    assert pieces[2] == comment([make(), make()], place=in_file)


def test_a_table_is_a_table_whatever_the_file_is_called(make) -> None:
    text = comment([make()], place=lambda _: Place(file="public/a|b `c` <d>.html"))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    assert sum(token.type == "td_open" for token in tokens) == 4
    assert not [token for token in tokens if token.type.startswith("html")]


def test_secrets_are_masked(make, found) -> None:
    finding = found(message="it says https://windfall.example/?token=abc123", fix="Take /?token=abc123 away")
    audit = make(findings=(finding,), final_url="https://windfall.example/?token=abc123")
    assert "abc123" not in comment([audit], {audit.url: make()})
