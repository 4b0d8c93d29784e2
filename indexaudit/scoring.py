"""Outcomes to scores: arithmetic only.

A dimension starts at its lead's credit and loses the fixed price of each fault. ``potential`` is the weighted mean of
the dimensions that apply; ``value`` is 0 while a gate is shut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

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
    price,
)

__all__ = ["MINIMUM_COVERAGE", "WEIGHTS", "Judged", "gains", "scores"]

WEIGHTS: Final[Mapping[Dimension, int]] = MappingProxyType(
    {
        Dimension.ACCESS: 15,
        Dimension.PERMALINK: 20,
        Dimension.METADATA: 25,
        Dimension.CONTENT: 25,
        Dimension.OWNERSHIP: 15,
        Dimension.DISCOVERY: 15,
        Dimension.SHARE: 100,
    }
)
"""Share of each dimension in its axis; only the proportion among those that apply counts."""

MINIMUM_COVERAGE: Final = 0.4
"""Below it ``value`` and ``potential`` are null."""

_FAULTS = (Status.WARN, Status.FAIL)
_UNSEEN = (Status.UNKNOWN, Status.CRASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One outcome with what its rule says about weight and place."""

    id: str
    dimension: Dimension
    severity: Severity
    evidence: EvidenceStrength
    gate: Indexability | None
    lead: bool
    outcome: Outcome

    @property
    def price(self) -> float:
        """Share of its dimension, 0 to 0.5; 0 for gates, leads and info."""
        return 0.0 if self.lead or self.severity is Severity.GATE else price(self.severity, self.evidence)

    @property
    def shut(self) -> bool:
        """Whether this is a gate, and shut."""
        return self.gate is not None and self.gate.shuts and self.outcome.status is Status.FAIL

    @property
    def unseen_gate(self) -> bool:
        """Whether this is a gate that could not be judged."""
        return self.gate is not None and self.gate.shuts and self.outcome.status in _UNSEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One dimension: present level, best and worst level, and how much of it was seen. All 0 to 1."""

    level: float
    low: float
    high: float
    coverage: float
    seen: bool
    """Whether any rule could judge it. A dimension of which nothing was seen counts for range and coverage only."""


def scores(judged: Iterable[Judged]) -> Scores:
    """The scores of one page. Order does not matter."""
    all_ = sorted(judged, key=lambda j: j.id)
    parts = _parts(all_)
    by_dimension = {d: _score({d: p}, [j for j in all_ if j.dimension is d]) for d, p in parts.items()}
    by_axis = {
        axis: _score({d: p for d, p in parts.items() if d.axis is axis}, [j for j in all_ if j.dimension.axis is axis])
        for axis in Axis
    }
    return Scores(
        search=by_axis[Axis.SEARCH],
        share=by_axis[Axis.SHARE],
        access=by_dimension.get(Dimension.ACCESS),
        permalink=by_dimension.get(Dimension.PERMALINK),
        metadata=by_dimension.get(Dimension.METADATA),
        content=by_dimension.get(Dimension.CONTENT),
        ownership=by_dimension.get(Dimension.OWNERSHIP),
        discovery=by_dimension.get(Dimension.DISCOVERY),
    )


def gains(judged: Iterable[Judged]) -> dict[str, float]:
    """Points of ``potential`` to be won, by rule id, for every warn and fail.

    For a shut gate it is the whole ``potential`` of its axis: the points that it holds back.
    """
    all_ = sorted(judged, key=lambda j: j.id)
    parts = _parts(all_)
    now = {axis: _potential({d: p for d, p in parts.items() if d.axis is axis}) for axis in Axis}
    won: dict[str, float] = {}
    for item in all_:
        if item.outcome.status not in _FAULTS or item.outcome.expected:
            continue
        axis = item.dimension.axis
        before = now[axis]
        if item.shut:
            won[item.id] = before
            continue
        mended = replace(item, outcome=replace(item.outcome, status=Status.PASS, credit=item.outcome.repaired))
        same = [mended if j is item else j for j in all_ if j.dimension is item.dimension]
        after = _potential({d: p for d, p in (parts | _parts(same)).items() if d.axis is axis})
        # The difference of what is shown, so that the promise and the new report agree to the decimal.
        won[item.id] = max(0.0, round(round(after, 1) - round(before, 1), 1))
    return won


def _parts(judged: Sequence[Judged]) -> dict[Dimension, _Part]:
    inside: dict[Dimension, list[Judged]] = {}
    for item in judged:
        if item.outcome.status is not Status.SKIP:
            inside.setdefault(item.dimension, []).append(item)
    return {dimension: _part(inside[dimension]) for dimension in Dimension if dimension in inside}


def _part(inside: Sequence[Judged]) -> _Part:
    leads = [j for j in inside if j.lead]
    priced = [(j, cost) for j in inside if (cost := j.price) > 0]
    start = low = high = 1.0
    for lead in leads:
        if lead.outcome.status in _UNSEEN:
            low = 0.0
        else:
            start = low = high = min(start, lead.outcome.credit)
    lost = sum(cost * (1 - j.outcome.credit) for j, cost in priced if j.outcome.status not in _UNSEEN)
    unseen = sum(cost for j, cost in priced if j.outcome.status in _UNSEEN)
    return _Part(
        level=_unit(start - lost),
        low=_unit(low - lost - unseen),
        high=_unit(high - lost),
        coverage=_coverage(leads, priced, inside),
        seen=any(j.outcome.status not in _UNSEEN for j in inside),
    )


def _coverage(leads: Sequence[Judged], priced: Sequence[tuple[Judged, float]], inside: Sequence[Judged]) -> float:
    """A lead counts half of its dimension, the rest by price; with neither, every rule counts the same."""
    shares: list[tuple[float, float]] = []
    if leads:
        shares.append((0.5 if priced else 1.0, sum(j.outcome.status not in _UNSEEN for j in leads) / len(leads)))
    if priced:
        whole = sum(cost for _, cost in priced)
        seen = sum(cost for j, cost in priced if j.outcome.status not in _UNSEEN)
        shares.append((0.5 if leads else 1.0, seen / whole))
    if not shares:
        shares.append((1.0, sum(j.outcome.status not in _UNSEEN for j in inside) / len(inside)))
    return sum(weight * seen for weight, seen in shares)


def _score(parts: Mapping[Dimension, _Part], judged: Sequence[Judged]) -> Score | None:
    if not parts:
        return None
    shut = tuple(j.id for j in judged if j.shut)
    potential = _potential(parts)
    coverage = _mean({d: p.coverage for d, p in parts.items()})
    # A dimension of which nothing was seen is in the range and not in the potential, which must not fall out of it.
    worst = min(potential, 100 * _mean({d: p.low for d, p in parts.items()}))
    best = max(potential, 100 * _mean({d: p.high for d, p in parts.items()}))
    low = 0.0 if shut or any(j.unseen_gate for j in judged) else worst
    high = 0.0 if shut else best
    seen = coverage >= MINIMUM_COVERAGE
    return Score(
        value=(0.0 if shut else round(potential, 1)) if seen else None,
        potential=round(potential, 1) if seen else None,
        coverage=round(coverage, 3),
        range=(round(low, 1), round(high, 1)),
        gates=shut,
    )


def _potential(parts: Mapping[Dimension, _Part]) -> float:
    return 100 * _mean({d: p.level for d, p in parts.items() if p.seen})


def _mean(levels: Mapping[Dimension, float]) -> float:
    weight = sum(WEIGHTS[d] for d in levels)
    return sum(WEIGHTS[d] * level for d, level in levels.items()) / weight if weight else 0.0


def _unit(level: float) -> float:
    return min(1.0, max(0.0, level))
