"""A rule to its page: everything about it that a report may show, gathered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexaudit.model import Axis, Dimension, EvidenceStrength, PageKind
from indexaudit.report.examples import Example, example_of
from indexaudit.report.words import PLURALS
from indexaudit.rules.base import Rule
from indexaudit.rules.documented import attribute_docs, exemption_reason, threshold_names
from indexaudit.rules.thresholds import Thresholds
from indexaudit.scoring import WEIGHTS

__all__ = ["STRENGTHS", "Limit", "RulePage", "limits", "points", "rule_page", "worth"]

STRENGTHS: Final[Mapping[EvidenceStrength, str]] = MappingProxyType(
    {
        EvidenceStrength.REQUIREMENT: "a search engine or consumer documents it as required",
        EvidenceStrength.RECOMMENDATION: "a search engine or consumer documents it as advice",
        EvidenceStrength.CORRELATION: "a study found a correlation; no engine documents it",
        EvidenceStrength.CONVENTION: "tools and practitioners agree on it; no engine documents it",
        EvidenceStrength.MYTH: "contradicted by the engine concerned",
    }
)
"""What each strength of evidence means."""

_DEFAULTS: Final = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A threshold that a rule compares with."""

    name: str
    value: float
    default: float
    meaning: str
    """Unit, origin and the spread among peers."""

    @property
    def shown(self) -> str:
        """The number, and the one of the library when the configuration has another."""
        own = f"{self.value:,g}"
        return own if self.value == self.default else f"{own} (configured; {self.default:,g} by default)"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """One rule, explained."""

    rule: Rule
    cost: str
    """What a fault costs, in words."""
    basis: str
    """The strength of its evidence, in words."""
    reason: str
    """Why there is nothing to judge on the page types of ``rule.not_on``; empty when no row of the table says so."""
    limits: tuple[Limit, ...]
    example: Example | None

    @property
    def judges(self) -> str:
        """Dimension, axis and severity."""
        return f"{self.rule.dimension.value} ({self.rule.dimension.axis.value}), {self.rule.severity.value}"

    @property
    def not_on(self) -> str:
        """The page types on which there is nothing to judge, with the reason; empty when it judges all."""
        kinds = ", ".join(PLURALS[kind].lower() for kind in PageKind if kind in self.rule.not_on)
        return f"{kinds}. {self.reason}" if self.reason else kinds

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it judges, rests on and costs, with a label each."""
        rows = (
            ("Judges", self.judges),
            ("Rests on", self.basis),
            ("Costs", self.cost),
            ("Not on", self.not_on),
            ("Since", self.rule.since),
        )
        return tuple((label, text) for label, text in rows if text)


def rule_page(rule: Rule, thresholds: Thresholds = _DEFAULTS) -> RulePage:
    """Everything about one rule; ``thresholds`` are those in force."""
    return RulePage(
        rule=rule,
        cost=_cost(rule),
        basis=f"{rule.evidence.value}: {STRENGTHS[rule.evidence]}",
        reason=exemption_reason(rule) if rule.not_on else "",
        limits=limits(threshold_names(rule), thresholds),
        example=example_of(rule),
    )


def limits(names: Iterable[str], thresholds: Thresholds = _DEFAULTS) -> tuple[Limit, ...]:
    """The named thresholds with their story."""
    docs = attribute_docs(Thresholds)
    return tuple(
        Limit(name=n, value=getattr(thresholds, n), default=getattr(_DEFAULTS, n), meaning=docs.get(n, ""))
        for n in names
    )


def worth(rule: Rule) -> str:
    """What a fault costs, for a column: points, ``gate``, ``lead`` or ``info``."""
    if rule.gate and rule.gate.shuts:
        return "gate"
    return "lead" if rule.lead else f"{points(rule):.1f}" if rule.price else "info"


def points(rule: Rule) -> float:
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
    return f"{points(rule):.1f} of 100 points of {rule.dimension.axis.value} when it fails"
