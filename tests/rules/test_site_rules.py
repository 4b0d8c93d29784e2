"""What a rule on a site must declare, and what it says of a single page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexaudit.errors import ConfigError
from indexaudit.facts import Head
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity, Source
from indexaudit.rules.base import Rule, ok, rule, site_part
from indexaudit.rules.casebook import read_cases, site_facts
from indexaudit.rules.registry import built_in, site_parts
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import REASONS, Inlinks, Traps
from indexaudit.testing import judge, run, snapshot

GOOD: dict[str, Any] = {
    "dimension": Dimension.DISCOVERY,
    "severity": Severity.MINOR,
    "evidence": EvidenceStrength.CONVENTION,
    "sources": [Source(title="A document", url="https://example.com/document", checked="2026-07-08")],
    "since": "0.1",
}
PLAIN = next(one for one in built_in() if one.id == "hreflang-valid")


def with_head(inlinks: Inlinks, head: Head) -> Outcome:
    """It holds.

    ## Why
    Because.

    ## Fix
    So.
    """
    return ok()


def of_both(inlinks: Inlinks, traps: Traps) -> Outcome:
    """It holds.

    ## Why
    Because.

    ## Fix
    So.
    """
    return ok()


def of_no_site(thresholds: Thresholds) -> Outcome:
    """It holds."""
    return ok()


def test_what_was_read_of_the_page_is_gone_when_a_site_is_judged() -> None:
    with pytest.raises(ConfigError, match="'head': Head is not there when a site is judged"):
        rule("a-b", "It is good", **GOOD)(with_head)
    with pytest.raises(ConfigError, match="site part of rule 'hreflang-valid': parameter 'head'"):
        site_part(PLAIN)(with_head)


def test_a_page_and_the_whole_site_do_not_go_together() -> None:
    with pytest.raises(ConfigError, match="do not go together"):
        rule("a-b", "It is good", **GOOD)(of_both)


def test_a_site_part_reads_the_site() -> None:
    with pytest.raises(ConfigError, match="it reads no site fact group of a page"):
        site_part(PLAIN)(of_no_site)


def test_site_parts_belong_to_rules_on_a_page() -> None:
    rules = {one.id: one for one in built_in()}
    assert set(site_parts()) <= set(rules)
    for id_, part in site_parts().items():
        assert not rules[id_].of_site
        assert part.of_site
        assert (part.dimension, part.severity, part.gate) == (rules[id_].dimension, rules[id_].severity, None)


@pytest.mark.parametrize("made", [r for r in built_in() if r.of_site], ids=lambda made: made.id)
def test_a_single_page_is_never_judged_by_a_rule_on_a_site(made: Rule) -> None:
    outcome = judge(made, snapshot())
    assert outcome.status == "skip"
    assert "this run" in outcome.message or "page of type" in outcome.message


@pytest.mark.parametrize("made", [r for r in built_in() if r.of_site and not r.of_whole_site], ids=lambda made: made.id)
def test_what_is_wrong_with_several_pages_is_said_in_words(made: Rule) -> None:
    assert made.together.strip()
    assert not any(mark in made.together for mark in "{}0123456789")


def test_every_group_says_why_one_page_does_not_have_it() -> None:
    assert all("this run" in reason for reason in REASONS.values())
    assert all(group() == group() for group in REASONS)


@pytest.mark.parametrize(
    ("given", "message"),
    [("inlinks = { page = 0 }", "inlinks: unknown key 'page'"), ("inlinks = 0", "inlinks: it is a table"),
     ('inlinks = { pages = "many" }', "inlinks: ")],
)  # fmt: skip
def test_a_bad_table_of_a_site_is_refused(tmp_path: Path, given: str, message: str) -> None:
    path = tmp_path / "some-rule.toml"
    path.write_text(f'[[case]]\nname = "a"\n{given}\nexpect = "fail"', encoding="utf-8")
    (case,) = read_cases(path)
    with pytest.raises(ConfigError, match=message):
        site_facts(case)


def test_a_rule_that_reads_no_site_has_no_case_of_one(tmp_path: Path) -> None:
    path = tmp_path / "title-present.toml"
    path.write_text('[[case]]\nname = "a"\ninlinks = { pages = 0 }\nexpect = "fail"', encoding="utf-8")
    (case,) = read_cases(path)
    with pytest.raises(ConfigError, match="'title-present' reads nothing of a site"):
        run(next(one for one in built_in() if one.id == "title-present"), case)
