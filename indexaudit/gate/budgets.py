"""Thresholds for a part of the site, and how severe a rule is taken here.

Neither moves a score: with any budget and any severity, two sites are compared by the same measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.gate.known_rules import known_rule, known_rules
from indexaudit.gate.path_patterns import names
from indexaudit.gate.thresholds import Thresholds
from indexaudit.model import Axis, PageAudit, PageKind, Severity

__all__ = ["BUDGET_KEYS", "Budget", "SeverityChange", "severities", "thresholds_for", "with_severities"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Thresholds of the pages of one section or type. What is null is left as it is."""

    path: str | None = None
    """Pattern of path and query as in robots.txt (RFC 9309 §2.2.3); null: any."""
    page_type: PageKind | None = None
    """Null: any."""
    fail_on: str | None = None
    """A key of :data:`~indexaudit.gate.thresholds.FAIL_ON`."""
    fail_under: float | None = None
    """0 to 100."""
    axis: Axis | None = None
    min_coverage: float | None = None
    """0 to 1."""
    max_findings: int | None = None
    """Faults of one page, 0 or more; those of severity info are not counted."""


BUDGET_KEYS: Final = tuple(f.name for f in fields(Budget))
"""What a ``[[budget]]`` table may say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChange:
    """How severe a rule is taken, instead of what the rule says."""

    severity: Severity
    """Major, minor or info."""
    reason: str | None = None
    """Why; a gate is taken for less only with one."""


def thresholds_for(
    audit: PageAudit, thresholds: Thresholds, budgets: Iterable[Budget], *, typed: Collection[str] = ()
) -> Thresholds:
    """What one page must keep: the thresholds of all, with those of each budget that names the page in their place.

    Budgets are taken in the order of the file, and the last word counts. ``typed``: names of thresholds that were given
    on the command line, which beats the file.
    """
    for budget in budgets:
        if _names(budget, audit):
            thresholds = replace(thresholds, **_stated(budget, typed))
    return thresholds


def _names(budget: Budget, audit: PageAudit) -> bool:
    kind = budget.page_type is None or budget.page_type is audit.page_type.type
    return kind and (budget.path is None or names(budget.path, audit.url))


def _stated(budget: Budget, typed: Collection[str]) -> dict[str, Any]:  # Any: values of thresholds
    stated = {f.name: getattr(budget, f.name) for f in fields(Thresholds) if f.name not in typed}
    return {name: value for name, value in stated.items() if value is not None}


def severities(changes: Mapping[str, SeverityChange], config: Config) -> Mapping[str, Severity]:
    """The severity of each rule that is taken otherwise than it says.

    Raises :class:`ConfigError` for a rule that is not there, for one that is no gate and is made one (a gate says that
    a page cannot be indexed, which no setting makes true), and for a gate that is taken for less without a reason.
    """
    known = known_rules(config)
    for id, change in changes.items():
        rule = known_rule(id, known, "severity")
        if change.severity is Severity.GATE and rule.severity is not Severity.GATE:
            raise ConfigError(
                f"severity: {id}: a page that fails it can be indexed all the same, so it is no gate;"
                ' write "major", and fail_on = "major"'
            )
        if rule.severity is Severity.GATE and change.severity is not Severity.GATE and not change.reason:
            raise ConfigError(
                f"severity: {id}: is a gate: a page that fails it cannot be indexed. To let it pass all the same, say"
                f' why: {id} = {{ severity = "{change.severity.value}", reason = "…" }}'
            )
    return {id: change.severity for id, change in changes.items()}


def with_severities(audit: PageAudit, changed: Mapping[str, Severity]) -> PageAudit:
    """The audit with findings as severe as they are taken here, in their order. Scores, gains and the verdict stay: a
    gate that is taken for less still holds the score at 0, which then no threshold looks at."""
    if not any(finding.rule in changed for finding in audit.findings):
        return audit
    findings = tuple(
        replace(finding, severity=changed.get(finding.rule, finding.severity)) for finding in audit.findings
    )
    return replace(audit, findings=findings)
