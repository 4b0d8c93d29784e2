"""A judged page to an exit code: 0 nothing beyond the thresholds, 1 findings beyond them, 2 could not judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexaudit.gate.thresholds import FAIL_ON, Thresholds
from indexaudit.model import Axis, Finding, PageAudit, Score, Severity, Status

__all__ = ["FAIL_ON", "Thresholds", "Verdict", "exit_code", "faults_beyond", "is_shut", "listed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The code for one page; of several pages the highest counts."""

    code: int
    reasons: tuple[str, ...] = ()
    """Each threshold that it does not keep, in words."""


def exit_code(audit: PageAudit, thresholds: Thresholds) -> Verdict:
    """Whether a page keeps the thresholds, and which it does not.

    2 when a rule crashed or too little was seen: no search score, a coverage below ``min_coverage``, or no score to
    compare with ``fail_under``. A gate that the configuration expects to be shut (``Config.expected_noindex``), or that
    a baseline, an ignore or ``[severity]`` took out of the findings or down from a gate, is none here, and a score that
    it alone holds at 0 is not compared.
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
    reasons += _by_severity(audit, thresholds.fail_on)
    reasons += _by_number(faults, thresholds.max_findings)
    least = thresholds.fail_under
    if least is not None and score is not None and score.value is not None and score.value < least:
        expected = score.gates and not any(f.rule in score.gates and f.severity is Severity.GATE for f in faults)
        if not expected:
            axis = thresholds.axis.value
            reasons.append(f"{axis} {score.value:.1f} is below --fail-under {least:g}{_first(faults, thresholds.axis)}")
    return tuple(reasons)


def _by_severity(audit: PageAudit, fail_on: str) -> list[str]:
    beyond = faults_beyond(audit, fail_on)
    if not beyond:
        return []
    shut = all(is_shut(f, audit) for f in beyond)
    what = "a gate is shut" if shut else "a fault" if len(beyond) == 1 else f"{len(beyond)} faults"
    return [f"{what} (--fail-on {fail_on}): {listed([f.rule for f in beyond])}"]


def _by_number(faults: Sequence[Finding], most: int | None) -> list[str]:
    counted = [f.rule for f in faults if f.severity is not Severity.INFO]
    if most is None or len(counted) <= most:
        return []
    return [f"{len(counted)} faults are more than max_findings {most}: {listed(counted)}"]


def faults_beyond(audit: PageAudit, fail_on: str) -> tuple[Finding, ...]:
    """The faults of a page that lie beyond a key of :data:`FAIL_ON`: shut gates, and those of its severities."""
    if fail_on == "never":
        return ()
    faults = (f for f in audit.findings if f.status in (Status.WARN, Status.FAIL))
    return tuple(f for f in faults if is_shut(f, audit) or f.severity in FAIL_ON[fail_on])


def is_shut(finding: Finding, audit: PageAudit) -> bool:
    """Whether a fault is a gate that is shut, and that no ``[severity]`` of the configuration takes for less."""
    gates = audit.scores.search.gates if audit.scores.search is not None else ()
    return finding.rule in gates and finding.severity is Severity.GATE


def _first(faults: list[Finding], axis: Axis) -> str:
    best = next((f for f in faults if f.dimension.axis is axis and f.gain > 0), None)
    return f"; most to win: {best.rule}" if best else ""


def listed(rules: Sequence[str]) -> str:
    """The ids of some rules, at most five by name."""
    more = f" and {len(rules) - 5} more" if len(rules) > 5 else ""
    return ", ".join(rules[:5]) + more
