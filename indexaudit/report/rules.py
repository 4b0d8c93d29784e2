"""Rules to text and JSON: what each asks for, why, what it rests on and what it is worth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from indexaudit.model import Axis, Dimension, EvidenceStrength
from indexaudit.report.ink import Ink
from indexaudit.report.printable import wrap
from indexaudit.rules.base import Rule
from indexaudit.rules.registry import built_in
from indexaudit.scoring import WEIGHTS

__all__ = ["explanation", "leads", "table", "to_json"]

_STRENGTHS: Final[Mapping[EvidenceStrength, str]] = MappingProxyType(
    {
        EvidenceStrength.REQUIREMENT: "a search engine or consumer documents it as required",
        EvidenceStrength.RECOMMENDATION: "a search engine or consumer documents it as advice",
        EvidenceStrength.CORRELATION: "a study found a correlation; no engine documents it",
        EvidenceStrength.CONVENTION: "tools and practitioners agree on it; no engine documents it",
        EvidenceStrength.MYTH: "contradicted by the engine concerned",
    }
)


def explanation(rule: Rule, *, width: int = 80, colour: bool = False) -> str:
    """Everything about one rule, as its ``explain`` page. Ends with a newline."""
    ink = Ink(colour=colour)
    facts = (
        ("Judges", f"{rule.dimension.value} ({rule.dimension.axis.value}), {rule.severity.value}"),
        ("Rests on", f"{rule.evidence.value}: {_STRENGTHS[rule.evidence]}"),
        ("Costs", _cost(rule)),
        ("Since", rule.since),
    )
    lines = [ink.strong(rule.id), *wrap(rule.title, width), ""]
    for name, text in facts:
        first, *more = wrap(text, width - 10)
        lines += [f"{ink.faint(f'{name:<10}')}{first}", *(" " * 10 + line for line in more)]
    for heading, text in (("Why", rule.why), ("Fix", rule.fix)):
        lines += ["", ink.strong(heading)]
        for number, paragraph in enumerate(text.split("\n\n")):
            lines += ([""] if number else []) + ["  " + line for line in wrap(" ".join(paragraph.split()), width - 2)]
    lines += ["", ink.strong("Sources")]
    for source in rule.sources:
        first, *more = wrap(f"{source.title}, read {source.checked}", width - 4)
        lines += [f"  - {first}", *(f"    {line}" for line in (*more, source.url))]
    return "\n".join(lines) + "\n"


@cache
def leads() -> tuple[Rule, ...]:
    """The rules of this library whose credit is where their dimension starts."""
    return tuple(rule for rule in built_in() if rule.lead)


def table(rules: Sequence[Rule], *, width: int = 80, colour: bool = False) -> str:
    """Every rule by dimension, with what a fault costs. Ends with a newline."""
    ink = Ink(colour=colour)
    lines = [f"{len(rules)} rules; `indexaudit explain RULE` tells why, and how to mend it"]
    for dimension in Dimension:
        inside = [rule for rule in rules if rule.dimension is dimension]
        if not inside:
            continue
        weight = f"{WEIGHTS[dimension]} of 100 points of {dimension.axis.value}"
        count = f"{len(inside)} rule{'' if len(inside) == 1 else 's'}"
        lines += ["", ink.strong(dimension.value) + ink.faint(f"  {weight}, {count}")]
        for rule in inside:
            worth = _worth(rule)
            lines.append(f"{worth:>6}  {rule.id}  {ink.faint(rule.evidence.value)}")
            lines += ["        " + line for line in wrap(rule.title, width - 8)]
    return "\n".join(lines) + "\n"


def to_json(rules: Sequence[Rule]) -> str:
    """Every rule as an object of one array. Ends with a newline."""
    return json.dumps([_plain(rule) for rule in rules], ensure_ascii=False, indent=2) + "\n"


def _plain(rule: Rule) -> dict[str, Any]:  # Any: JSON
    return {
        "id": rule.id,
        "title": rule.title,
        "dimension": rule.dimension.value,
        "axis": rule.dimension.axis.value,
        "severity": rule.severity.value,
        "evidence_strength": rule.evidence.value,
        "gate": rule.gate.value if rule.gate else None,
        "lead": rule.lead,
        "price": round(rule.price, 4),
        "points": round(_points(rule), 1),
        "not_on": [kind.value for kind in rule.not_on],
        "since": rule.since,
        "why": rule.why,
        "fix": rule.fix,
        "sources": [{"title": s.title, "url": s.url, "checked": s.checked} for s in rule.sources],
    }


def _worth(rule: Rule) -> str:
    if rule.gate and rule.gate.shuts:
        return "gate"
    return "lead" if rule.lead else f"{_points(rule):.1f}" if rule.price else "info"


def _points(rule: Rule) -> float:
    """Points of its axis that a fail costs when every dimension of a page applies."""
    axis = rule.dimension.axis
    others = Dimension.DISCOVERY if axis is Axis.SEARCH and rule.dimension is not Dimension.DISCOVERY else None
    whole = sum(weight for d, weight in WEIGHTS.items() if d.axis is axis and d is not others)
    return 100 * rule.price * WEIGHTS[rule.dimension] / whole


def _cost(rule: Rule) -> str:
    if rule.gate and rule.gate.shuts:
        return f"a gate: while it fails the verdict is {rule.gate.value} and the search score is 0"
    if rule.lead:
        return f"leads its dimension: its credit is where {rule.dimension.value} starts"
    if not rule.price:
        return "nothing: it is shown, never priced"
    return f"{_points(rule):.1f} of 100 points of {rule.dimension.axis.value} when it fails"
