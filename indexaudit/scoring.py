"""Outcomes to scores: arithmetic only.

A dimension starts at its lead's credit and loses the fixed price of each fault. ``potential`` is the weighted mean of
the dimensions that apply; ``value`` is 0 while a gate is shut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
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

__all__ = ["MINIMUM_COVERAGE", "WEIGHTS", "Judged", "gains", "scores", "scores_and_gains"]

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
_BY_ID: Final = attrgetter("id")
_DIMENSIONS: Final = {axis: tuple(d for d in Dimension if d.axis is axis) for axis in Axis}


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

    leads: Sequence[Judged]
    priced: Sequence[tuple[Judged, float]]
    """Those that were seen, each with its price."""
    level: float
    low: float
    high: float
    coverage: float
    seen: bool
    """Whether any rule could judge it. A dimension of which nothing was seen counts for range and coverage only."""

    def level_with(self, mended: Judged) -> float:
        """The level once a fault is mended."""
        return _unit(_start(self.leads, mended) - _lost(self.priced, mended))


def scores(judged: Iterable[Judged]) -> Scores:
    """The scores of one page. Order does not matter."""
    all_ = sorted(judged, key=_BY_ID)
    return _scores(all_, _parts(all_))


def gains(judged: Iterable[Judged]) -> dict[str, float]:
    """Points of ``potential`` to be won, by rule id, for every warn and fail.

    For a shut gate it is the whole ``potential`` of its axis: the points that it holds back.
    """
    all_ = sorted(judged, key=_BY_ID)
    return _gains(all_, _parts(all_))


def scores_and_gains(judged: Iterable[Judged]) -> tuple[Scores, dict[str, float]]:
    """:func:`scores` and :func:`gains` from one look at the outcomes."""
    all_ = sorted(judged, key=_BY_ID)
    parts = _parts(all_)
    return _scores(all_, parts), _gains(all_, parts)


def _scores(judged: Sequence[Judged], parts: Mapping[Dimension, _Part]) -> Scores:
    gates = [j for j in judged if j.gate is not None]
    by_dimension = {d: _score({d: p}, [j for j in gates if j.dimension is d]) for d, p in parts.items()}
    by_axis = {
        axis: _score(_of(axis, parts), [j for j in gates if j.dimension in dimensions])
        for axis, dimensions in _DIMENSIONS.items()
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


def _gains(judged: Sequence[Judged], parts: Mapping[Dimension, _Part]) -> dict[str, float]:
    of_axis = {axis: _of(axis, parts) for axis in _DIMENSIONS}
    now = {axis: _potential(inside) for axis, inside in of_axis.items()}
    won: dict[str, float] = {}
    for item in judged:
        if item.outcome.status not in _FAULTS or item.outcome.expected:
            continue
        axis = item.dimension.axis
        before = now[axis]
        if item.shut:
            won[item.id] = before
        elif not item.lead and not item.price:
            won[item.id] = 0.0
        else:
            part = parts[item.dimension]
            mended = replace(part, level=part.level_with(item))
            after = _potential(of_axis[axis] | {item.dimension: mended})
            # The difference of what is shown, so that the promise and the new report agree to the decimal.
            won[item.id] = max(0.0, round(round(after, 1) - round(before, 1), 1))
    return won


def _of(axis: Axis, parts: Mapping[Dimension, _Part]) -> dict[Dimension, _Part]:
    return {d: parts[d] for d in _DIMENSIONS[axis] if d in parts}


def _parts(judged: Sequence[Judged]) -> dict[Dimension, _Part]:
    inside: dict[Dimension, list[Judged]] = {}
    for item in judged:
        if item.outcome.status is not Status.SKIP:
            inside.setdefault(item.dimension, []).append(item)
    return {dimension: _part(inside[dimension]) for dimension in Dimension if dimension in inside}


def _part(inside: Sequence[Judged]) -> _Part:
    leads: list[Judged] = []
    priced: list[tuple[Judged, float]] = []
    prices: list[float] = []
    unseen: list[float] = []
    judged = leads_judged = 0
    weight = weight_of_leads = weight_of_prices = 0.0
    for item in inside:
        hidden = item.outcome.status in _UNSEEN
        # A declared fact whose review is overdue is half known.
        known = 0.0 if hidden else 0.5 if item.outcome.stale else 1.0
        judged += not hidden
        weight += known
        if item.lead:
            leads.append(item)
            leads_judged += not hidden
            weight_of_leads += known
        elif cost := item.price:
            prices.append(cost)
            weight_of_prices += known * cost
            if hidden:
                unseen.append(cost)
            else:
                priced.append((item, cost))
    start, lost = _start(leads), _lost(priced)
    # A lead counts half of its dimension, the rest by price; with neither, every rule counts the same.
    coverage = 0.0
    if leads:
        coverage += (0.5 if prices else 1.0) * (weight_of_leads / len(leads))
    if prices:
        coverage += (0.5 if leads else 1.0) * (weight_of_prices / sum(prices))
    if not leads and not prices:
        coverage = weight / len(inside)
    return _Part(
        leads=leads,
        priced=priced,
        level=_unit(start - lost),
        low=_unit((start if leads_judged == len(leads) else 0.0) - lost - sum(unseen)),
        high=_unit(start - lost),
        coverage=coverage,
        seen=judged > 0,
    )


def _start(leads: Sequence[Judged], mended: Judged | None = None) -> float:
    """Where a dimension starts: the lowest credit of the leads that were seen."""
    seen = (j for j in leads if j.outcome.status not in _UNSEEN)
    return min((j.outcome.repaired if j is mended else j.outcome.credit for j in seen), default=1.0)


def _lost(priced: Sequence[tuple[Judged, float]], mended: Judged | None = None) -> float:
    """What the faults that were seen cost together."""
    return sum(cost * (1 - (j.outcome.repaired if j is mended else j.outcome.credit)) for j, cost in priced)


def _score(parts: Mapping[Dimension, _Part], gates: Sequence[Judged]) -> Score | None:
    if not parts:
        return None
    shut = tuple(j.id for j in gates if j.shut)
    potential = _potential(parts)
    # Rounded first: what is shown as 0.4 is 0.4.
    coverage = round(_mean({d: p.coverage for d, p in parts.items()}), 3)
    # A dimension of which nothing was seen is in the range and not in the potential, which must not fall out of it.
    worst = min(potential, 100 * _mean({d: p.low for d, p in parts.items()}))
    best = max(potential, 100 * _mean({d: p.high for d, p in parts.items()}))
    low = 0.0 if shut or any(j.unseen_gate for j in gates) else worst
    high = 0.0 if shut else best
    seen = coverage >= MINIMUM_COVERAGE
    return Score(
        value=(0.0 if shut else round(potential, 1)) if seen else None,
        potential=round(potential, 1) if seen else None,
        coverage=coverage,
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
