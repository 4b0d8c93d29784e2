"""What a rule must declare, and how it is found."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexaudit.engine import judge as judge_all
from indexaudit.errors import ConfigError
from indexaudit.facts import Head, NotApplicable, NotAsked, Unavailable
from indexaudit.model import (
    Dimension,
    EvidenceStrength,
    Indexability,
    Outcome,
    PageKind,
    PageType,
    Severity,
    Source,
    Status,
)
from indexaudit.rules import registry
from indexaudit.rules.base import Rule, evidence, ok, rule
from indexaudit.rules.registry import built_in, load
from indexaudit.rules.thresholds import Thresholds

SOURCE = Source(title="A public document", url="https://example.com/document", checked="2026-07-08")
GOOD: dict[str, Any] = {
    "dimension": Dimension.METADATA,
    "severity": Severity.MINOR,
    "evidence": EvidenceStrength.CONVENTION,
    "sources": [SOURCE],
    "since": "0.1",
}


def documented(head: Head) -> Outcome:
    """It holds.

    ## Why
    Because.

    ## Fix
    So.
    """
    return ok()


def undocumented(head: Head) -> Outcome:
    """It holds."""
    return ok()


def untyped(head) -> Outcome:  # type: ignore[no-untyped-def]
    """It holds.

    ## Why
    Because.

    ## Fix
    So.
    """
    return ok()


def of_no_group(head: str) -> Outcome:
    """It holds.

    ## Why
    Because.

    ## Fix
    So.
    """
    return ok()


def without_outcome(head: Head) -> bool:
    """It holds.

    ## Why
    Because.

    ## Fix
    So.
    """
    return True


@pytest.mark.parametrize(
    ("id_", "check", "options", "message"),
    [
        pytest.param("Title_Present", documented, {}, "is not kebab-case", id="an id in another case"),
        pytest.param("a-b", undocumented, {}, "'## Why' and '## Fix'", id="no why and no fix"),
        pytest.param("a-b", untyped, {}, "parameter 'head' must be annotated", id="a parameter without type"),
        pytest.param("a-b", of_no_group, {}, "parameter 'head' must be annotated", id="a parameter of no fact group"),
        pytest.param("a-b", without_outcome, {}, "must return Outcome", id="another result"),
        pytest.param("a-b", documented, {"sources": []}, "no source", id="no source"),
        pytest.param("a-b", documented, {"severity": Severity.GATE}, "gate that shuts", id="gate without verdict"),
        pytest.param("a-b", documented, {"gate": Indexability.BROKEN}, "gate that shuts", id="verdict without gate"),
        pytest.param(
            "a-b",
            documented,
            {"gate": Indexability.RENDERED_ONLY, "lead": True},
            "a lead is no gate",
            id="lead and gate",
        ),
    ],
)
def test_a_bad_declaration_fails_with_file_and_line(
    id_: str, check: Callable[..., Any], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError) as error:
        rule(id_, "It is good", **(GOOD | options))(check)
    line = inspect.getsourcelines(check)[1]
    assert str(error.value).startswith(f"{__file__}:{line}: rule '{id_}': ")
    assert message in str(error.value)


def test_sources_may_come_from_an_iterator() -> None:
    made = rule("a-b", "It is good", **(GOOD | {"sources": iter([SOURCE])}))(documented)
    assert made.sources == (SOURCE,)
    assert (made.summary, made.why, made.fix) == ("It holds.", "Because.", "So.")


def test_what_the_catalogue_promises_is_there() -> None:
    rules = built_in()
    assert [r.id for r in rules] == sorted({r.id for r in rules})
    for made in rules:
        assert made.title[0].isupper()
        assert not made.title.endswith(".")
        assert made.why
        assert made.fix
        assert all(s.url.startswith("https://") and len(s.checked) == 10 for s in made.sources)
        assert set(made.not_on) <= set(PageKind)


@pytest.mark.parametrize(
    ("id_", "points"),
    [
        ("title-present", 10.0),
        ("canonical-unambiguous", 7.5),
        ("https-valid", 6.0),
        ("placeholder-free", 1.0),
        ("permalink-readable", 0.0),
        ("content-depth", 0.0),
        ("noindex-absent", 0.0),
        ("canonical-duplicate", 0.0),
    ],
)
def test_a_fault_costs_what_the_design_says(id_: str, points: float) -> None:
    from indexaudit.scoring import WEIGHTS

    made = next(r for r in built_in() if r.id == id_)
    whole = sum(w for d, w in WEIGHTS.items() if d not in (Dimension.DISCOVERY, Dimension.SHARE))
    assert round(made.price * WEIGHTS[made.dimension] / whole * 100, 1) == points


def test_leads_and_gates() -> None:
    rules = built_in()
    leads = {r.dimension: r.id for r in rules if r.lead}
    assert leads == {
        Dimension.PERMALINK: "permalink-readable",
        Dimension.CONTENT: "content-depth",
        Dimension.OWNERSHIP: "publishing-control",
    }
    assert {r.id: r.gate.value for r in rules if r.gate} == {
        "fetch-reachable": "unverified",
        "http-status-ok": "broken",
        "soft-404": "broken",
        "content-type-indexable": "broken",
        "no-login-wall": "walled",
        "robots-txt-allows-search": "blocked",
        "noindex-absent": "excluded",
        "unavailable-after-future": "excluded",
        "hash-route-free": "unaddressable",
        "own-address": "unaddressable",
        "canonical-self": "elsewhere",
        "content-in-raw-html": "rendered_only",
    }


class Facts:
    def __init__(self, *found: object) -> None:
        self.found = {type(f): f for f in found}
        self.head: object = NotAsked("nobody asked")

    def get(self, group: type[Any]) -> Any:
        return self.found.get(group, self.head)


@pytest.mark.parametrize(
    ("missing", "status"),
    [
        (NotAsked("no crawl"), Status.SKIP),
        (NotApplicable("a PDF has no head"), Status.SKIP),
        (Unavailable("the host refused us"), Status.UNKNOWN),
    ],
)
def test_a_missing_group_is_answered_for_the_rule(missing: object, status: Status) -> None:
    facts = Facts()
    facts.head = missing
    ((_, outcome),) = judge_all([rule("a-b", "It is good", **GOOD)(documented)], facts)
    assert outcome.status is status
    assert outcome.message == missing.reason  # type: ignore[attr-defined]


def test_a_rule_that_breaks_is_a_crash_and_no_other_rule_suffers() -> None:
    def broken(head: Head) -> Outcome:
        """It holds.

        ## Why
        Because.

        ## Fix
        So.
        """
        raise KeyError("missing")

    facts = Facts(Thresholds())
    facts.head = Head(
        titles=(), metas=(), canonicals=(), hreflangs=(), feeds=(), icons=(), oembeds=(), base=None, language=None,
        refresh=None, end=None,
    )  # fmt: skip
    rules = [rule("a-b", "It is good", **GOOD)(broken), rule("c-d", "It is good", **GOOD)(documented)]
    outcomes = [outcome for _, outcome in judge_all(rules, facts)]
    assert [o.status for o in outcomes] == [Status.CRASH, Status.PASS]
    assert outcomes[0].message == "KeyError: 'missing'"


def test_a_page_type_on_which_nothing_is_judged() -> None:
    made = rule("a-b", "It is good", **GOOD, not_on=[PageKind.HOME])(documented)
    facts = Facts(PageType(type=PageKind.HOME, confidence=1.0, basis=("path",)))
    ((_, outcome),) = judge_all([made], facts)
    assert (outcome.status, outcome.message) == (Status.SKIP, "not judged on a page of type home")


def test_long_evidence_is_cut() -> None:
    assert len(evidence("x" * 1000).text) == 300
    assert evidence("x" * 300).text == "x" * 300


# --- finding rules --------------------------------------------------------------------------------------------------


def test_a_module_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match=r"Config\.rules: 'no_such_module'.*ModuleNotFoundError"):
        load(("no_such_module",))


def test_a_module_without_rules_is_named() -> None:
    with pytest.raises(ConfigError, match="holds no rule"):
        load(("indexaudit.config",))


def test_an_id_that_is_taken_is_refused() -> None:
    taken = next(r for r in built_in() if r.id == "title-present")

    def twin(head: Head) -> Outcome:
        """It holds.

        ## Why
        Because.

        ## Fix
        So.
        """
        return ok()

    twice: Rule = rule("title-present", "It is good", **GOOD)(twin)
    with pytest.raises(ConfigError, match=r"'title-present' is declared twice: in indexaudit\.rules\.titles and in"):
        registry._unique([taken, twice])


def test_a_threshold_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="'content_word'; did you mean 'content_words'"):
        Thresholds.from_overrides({"content_word": 200})
    with pytest.raises(ConfigError, match="title_pixels must be 0 or more"):
        Thresholds.from_overrides({"title_pixels": -1})
    assert Thresholds.from_overrides({"content_words": 200}).content_words == 200


def test_every_threshold_says_unit_and_origin() -> None:
    source = Path(inspect.getfile(Thresholds)).read_text(encoding="utf-8")
    for name in Thresholds.__dataclass_fields__:
        after = source.split(f"    {name}: float = ", 1)[1].split("\n", 1)[1]
        assert after.startswith('    """'), f"{name} has no docstring"
