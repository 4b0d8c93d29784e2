"""A judged page to an exit code: 0 nothing beyond the thresholds, 1 findings beyond them, 2 could not judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexaudit.model import Axis, Finding, PageAudit, Score, Severity, Status

__all__ = ["FAIL_ON", "Thresholds", "Verdict", "exit_code"]

FAIL_ON: Final[Mapping[str, tuple[Severity, ...]]] = MappingProxyType(
    {
        "never": (),
        "gate": (),
        "major": (Severity.GATE, Severity.MAJOR),
        "minor": (Severity.GATE, Severity.MAJOR, Severity.MINOR),
        "any": tuple(Severity),
    }
)
"""Thresholds, and the severities of faults that lie beyond each. A shut gate lies beyond all but the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What a page must keep to pass."""

    fail_on: str = "gate"
    """A key of :data:`FAIL_ON`."""
    fail_under: float | None = None
    """The least ``value`` of the axis, 0 to 100; null asks for none."""
    axis: Axis = Axis.SEARCH
    min_coverage: float | None = None
    """The least ``coverage`` of the axis, 0 to 1; null asks for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The code for one page; of several pages the highest counts."""

    code: int
    reasons: tuple[str, ...] = ()
    """Each threshold that it does not keep, in words."""


def exit_code(audit: PageAudit, thresholds: Thresholds) -> Verdict:
    """Whether a page keeps the thresholds, and which it does not.

    2 when a rule crashed or too little was seen: no search score, a coverage below ``min_coverage``, or no score to
    compare with ``fail_under``. A gate that the configuration expects to be shut (``Config.expected_noindex``) is no
    finding, and a score that it alone holds at 0 is not compared.
    """
    search = audit.scores.search
    score = search if thresholds.axis is Axis.SEARCH else audit.scores.share
    unjudged = _unjudged(score, thresholds)
    beyond = _beyond(audit, score, thresholds)
    unseen = search is None or search.value is None or any(f.status is Status.CRASH for f in audit.findings)
    code = 2 if unseen or unjudged else 1 if beyond else 0
    return Verdict(code=code, reasons=(*unjudged, *beyond))


def _unjudged(score: Score | None, thresholds: Thresholds) -> tuple[str, ...]:
    axis, reasons = thresholds.axis.value, []
    coverage = score.coverage if score else 0.0
    if thresholds.min_coverage is not None and coverage < thresholds.min_coverage:
        reasons.append(
            f"could not be judged: the coverage of {axis} is {coverage:g}, below --min-coverage"
            f" {thresholds.min_coverage:g}"
        )
    if thresholds.fail_under is not None and (score is None or score.value is None):
        why = "nothing in it applied" if score is None else f"its coverage is {coverage:g}"
        reasons.append(
            f"could not be judged: {axis} has no score ({why}) to compare with --fail-under {thresholds.fail_under:g}"
        )
    return tuple(reasons)


def _beyond(audit: PageAudit, score: Score | None, thresholds: Thresholds) -> tuple[str, ...]:
    reasons = []
    faults = [f for f in audit.findings if f.status in (Status.WARN, Status.FAIL)]
    if thresholds.fail_on != "never":
        reasons += _by_severity(audit, faults, thresholds.fail_on)
    least = thresholds.fail_under
    if least is not None and score is not None and score.value is not None and score.value < least:
        expected = score.gates and not any(f.rule in score.gates for f in faults)
        if not expected:
            axis = thresholds.axis.value
            reasons.append(f"{axis} {score.value:.1f} is below --fail-under {least:g}{_first(faults, thresholds.axis)}")
    return tuple(reasons)


def _by_severity(audit: PageAudit, faults: list[Finding], fail_on: str) -> list[str]:
    search = audit.scores.search
    shut = [f for f in faults if search and f.rule in search.gates]
    beyond = [f for f in faults if f in shut or f.severity in FAIL_ON[fail_on]]
    if not beyond:
        return []
    what = "a gate is shut" if beyond == shut else "a fault" if len(beyond) == 1 else f"{len(beyond)} faults"
    return [f"{what} (--fail-on {fail_on}): {_listed([f.rule for f in beyond])}"]


def _first(faults: list[Finding], axis: Axis) -> str:
    best = next((f for f in faults if f.dimension.axis is axis and f.gain > 0), None)
    return f"; most to win: {best.rule}" if best else ""


def _listed(rules: list[str]) -> str:
    more = f" and {len(rules) - 5} more" if len(rules) > 5 else ""
    return ", ".join(rules[:5]) + more
