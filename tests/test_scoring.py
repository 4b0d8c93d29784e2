"""The arithmetic of scores: the figures of the design, and the properties that hold for any outcomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.model import (
    Axis,
    Dimension,
    EvidenceStrength,
    Indexability,
    Outcome,
    Score,
    Scores,
    Severity,
    Status,
)
from indexaudit.scoring import MINIMUM_COVERAGE, Judged, gains, scores

FAULTS = (Status.WARN, Status.FAIL)
GATES = (Indexability.BROKEN, Indexability.EXCLUDED, Indexability.UNVERIFIED, Indexability.RENDERED_ONLY)
SEARCH = [d for d in Dimension if d is not Dimension.SHARE]


def item(
    id_: str,
    status: Status,
    dimension: Dimension = Dimension.METADATA,
    severity: Severity = Severity.MAJOR,
    evidence: EvidenceStrength = EvidenceStrength.RECOMMENDATION,
    *,
    gate: Indexability | None = None,
    lead: bool = False,
    credit: float | None = None,
    repaired: float = 1.0,
    expected: bool = False,
) -> Judged:
    usual = {Status.PASS: 1.0, Status.WARN: 0.5}.get(status, 0.0)
    outcome = Outcome(
        status=status, credit=usual if credit is None else credit, repaired=repaired, expected=expected, message="m"
    )
    return Judged(
        id=id_, dimension=dimension, severity=severity, evidence=evidence, gate=gate, lead=lead, outcome=outcome
    )


def good_page() -> list[Judged]:
    return [item(f"good-{d.value}", Status.PASS, d) for d in SEARCH if d is not Dimension.DISCOVERY]


def search(*judged: Judged) -> Score:
    found = scores(judged).search
    assert found is not None
    return found


# --- the figures of the design --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "points"),
    [
        (item("title-present", Status.FAIL), 10.0),
        (
            item("canonical", Status.FAIL, Dimension.OWNERSHIP, Severity.MAJOR, EvidenceStrength.REQUIREMENT),
            7.5,
        ),
        (item("https", Status.FAIL, Dimension.ACCESS), 6.0),
        (item("alt", Status.FAIL, Dimension.CONTENT, Severity.MINOR), 3.3),
        (item("description", Status.WARN, Dimension.METADATA, Severity.MINOR), 1.7),
        (item("shown-only", Status.FAIL, Dimension.METADATA, Severity.INFO), 0.0),
    ],
)
def test_a_fault_costs_the_same_on_every_page(fault: Judged, points: float) -> None:
    whole = search(*good_page(), replace(fault, outcome=replace(fault.outcome, status=Status.PASS, credit=1.0)))
    less = search(*good_page(), fault)
    assert whole.value == 100.0
    assert less.value == pytest.approx(100 - points)
    assert gains([*good_page(), fault])[fault.id] == pytest.approx(points)


def test_a_dimension_starts_at_its_lead() -> None:
    lead = item("permalink-readable", Status.FAIL, Dimension.PERMALINK, lead=True, credit=0.2)
    fault = item("separators", Status.WARN, Dimension.PERMALINK, Severity.MINOR)
    permalink = scores([lead, fault]).permalink
    assert permalink is not None
    assert permalink.value == pytest.approx(100 * (0.2 - 0.8 / 6 / 2), abs=0.06)


def test_a_shut_gate_leaves_the_potential_and_takes_the_value() -> None:
    gate = item("noindex", Status.FAIL, Dimension.ACCESS, Severity.GATE, gate=Indexability.EXCLUDED)
    shut = search(*good_page(), gate)
    assert (shut.value, shut.potential, shut.range, shut.gates) == (0.0, 100.0, (0.0, 0.0), ("noindex",))
    assert gains([*good_page(), gate]) == {"noindex": 100.0}


def test_an_intended_gate_has_no_gain() -> None:
    gate = item("noindex", Status.FAIL, Dimension.ACCESS, Severity.GATE, gate=Indexability.EXCLUDED, expected=True)
    assert search(*good_page(), gate).value == 0.0
    assert gains([*good_page(), gate]) == {}


def test_a_gate_that_shuts_nothing_is_a_price_like_others() -> None:
    gate = item("raw-html", Status.FAIL, Dimension.ACCESS, gate=Indexability.RENDERED_ONLY)
    assert search(*good_page(), gate).value == 94.0


def test_unknown_widens_the_range_and_lowers_the_coverage() -> None:
    unseen = item("title-present", Status.UNKNOWN)
    found = search(*good_page(), unseen)
    assert found.value == 100.0
    assert found.range == (90.0, 100.0)
    assert found.coverage == pytest.approx(0.875)


def test_skipped_rules_do_not_count() -> None:
    assert search(*good_page(), item("title-present", Status.SKIP)) == search(*good_page())


def test_a_declared_fact_whose_review_is_overdue_counts_half_in_coverage_and_wholly_in_the_score() -> None:
    fresh = item("declared", Status.FAIL, Dimension.OWNERSHIP, lead=True, credit=0.4)
    stale = replace(fresh, outcome=replace(fresh.outcome, stale=True))
    one, two = scores([fresh]).ownership, scores([stale]).ownership
    assert one is not None
    assert two is not None
    assert (one.coverage, two.coverage) == (1.0, 0.5)
    assert one.value == two.value == 40.0
    priced = item("other", Status.PASS, Dimension.OWNERSHIP)
    both = scores([stale, priced]).ownership
    assert both is not None
    assert both.coverage == pytest.approx(0.75)


def test_below_the_least_coverage_there_is_no_value() -> None:
    unseen = [item(f"unseen-{d.value}", Status.UNKNOWN, d) for d in SEARCH if d is not Dimension.DISCOVERY]
    found = search(*good_page()[:1], *unseen)
    assert found.coverage < MINIMUM_COVERAGE
    assert (found.value, found.potential) == (None, None)
    assert found.range[0] < found.range[1]


def test_nothing_judged_is_null() -> None:
    assert scores([]) == Scores(
        search=None,
        share=None,
        access=None,
        permalink=None,
        metadata=None,
        content=None,
        ownership=None,
        discovery=None,
    )


def test_the_axes_do_not_mix() -> None:
    share = item("og-core", Status.FAIL, Dimension.SHARE)
    result = scores([*good_page(), share])
    assert result.search is not None
    assert result.share is not None
    assert (result.search.value, result.share.value) == (100.0, 60.0)


def test_a_short_text_gains_what_three_hundred_words_give() -> None:
    lead = item("content-depth", Status.WARN, Dimension.CONTENT, lead=True, credit=0.3, repaired=0.7)
    assert gains([*good_page(), lead])["content-depth"] == pytest.approx(25 * 0.4)


# --- properties -----------------------------------------------------------------------------------------------------


@st.composite
def judged_lists(draw: st.DrawFn) -> list[Judged]:
    found = []
    leads: set[Dimension] = set()
    for n in range(draw(st.integers(1, 12))):
        dimension = draw(st.sampled_from(list(Dimension)))
        status = draw(st.sampled_from(list(Status)))
        kind = draw(st.sampled_from(["priced", "priced", "lead", "gate"]))
        gate = draw(st.sampled_from(GATES)) if kind == "gate" else None
        lead = kind == "lead" and dimension not in leads
        if lead:
            leads.add(dimension)
        severity = (
            Severity.GATE
            if gate is not None and gate.shuts
            else draw(st.sampled_from([Severity.MAJOR, Severity.MINOR, Severity.INFO]))
        )
        credit = None
        repaired = 1.0
        if lead:
            repaired = draw(st.floats(0, 1))
            credit = draw(st.floats(0, repaired))
        found.append(
            item(
                f"rule-{n}",
                status,
                dimension,
                severity,
                draw(st.sampled_from(list(EvidenceStrength))),
                gate=gate,
                lead=lead,
                credit=credit,
                repaired=repaired,
                expected=draw(st.booleans()) if gate is not None else False,
            )
        )
    return found


def every(result: Scores) -> list[tuple[str, Score]]:
    names = ("search", "share", "access", "permalink", "metadata", "content", "ownership", "discovery")
    return [(name, score) for name in names if (score := getattr(result, name)) is not None]


@given(judged_lists())
def test_scores_are_bounded(judged: list[Judged]) -> None:
    for _, score in every(scores(judged)):
        assert 0 <= score.coverage <= 1
        low, high = score.range
        assert 0 <= low <= high <= 100
        assert (score.value is None) == (score.potential is None) == (score.coverage < MINIMUM_COVERAGE)
        if score.value is not None and score.potential is not None:
            assert 0 <= score.value <= score.potential <= 100
            # One decimal each, so that the ends may round past each other.
            assert low - 0.05 <= score.value <= high + 0.05


@given(judged_lists(), st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(judged: list[Judged], random: object) -> None:
    mixed = list(judged)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert scores(mixed) == scores(judged)
    assert gains(mixed) == gains(judged)


def mended(judged: list[Judged], which: Judged) -> list[Judged]:
    outcome = replace(which.outcome, status=Status.PASS, credit=which.outcome.repaired, expected=False)
    return [replace(j, outcome=outcome) if j is which else j for j in judged]


@given(judged_lists())
def test_mending_never_lowers_a_score(judged: list[Judged]) -> None:
    before = dict(every(scores(judged)))
    for fault in (j for j in judged if j.outcome.status in FAULTS):
        after = dict(every(scores(mended(judged, fault))))
        assert after.keys() == before.keys()
        for name, score in before.items():
            if score.value is not None:
                assert (after[name].value or 0.0) >= score.value
                assert (after[name].potential or 0.0) >= (score.potential or 0.0)
            assert after[name].range[0] >= score.range[0]
            assert after[name].range[1] >= score.range[1]
            assert after[name].coverage == score.coverage


@settings(max_examples=200)
@given(judged_lists())
def test_gain_is_the_rise(judged: list[Judged]) -> None:
    before, gain = scores(judged), gains(judged)
    assert set(gain) == {j.id for j in judged if j.outcome.status in FAULTS and not j.outcome.expected}
    for fault in (j for j in judged if j.id in gain):
        axis = fault.dimension.axis
        was = before.search if axis is Axis.SEARCH else before.share
        now_all = scores(mended(judged, fault))
        now = now_all.search if axis is Axis.SEARCH else now_all.share
        assert was is not None
        assert now is not None
        if was.potential is None or now.potential is None:
            continue
        if fault.shut:
            assert gain[fault.id] == pytest.approx(was.potential, abs=0.051)
        else:
            assert gain[fault.id] == pytest.approx(now.potential - was.potential, abs=1e-9)


@given(judged_lists())
def test_a_crash_is_as_if_the_rule_were_not_there(judged: list[Judged]) -> None:
    for victim in judged:
        rest = [j for j in judged if j is not victim]
        crashed = [*rest, replace(victim, outcome=Outcome(status=Status.CRASH, message="boom"))]
        with_crash, without = dict(every(scores(crashed))), dict(every(scores(rest)))
        for name, score in without.items():
            assert with_crash[name].coverage <= score.coverage + 1e-9
            if with_crash[name].potential is not None and score.potential is not None:
                assert with_crash[name].value == score.value
                assert with_crash[name].potential == score.potential
