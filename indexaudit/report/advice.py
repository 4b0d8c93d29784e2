"""The findings of a page, sorted by what they ask of its author."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from indexaudit.model import Dimension, Finding, Indexability, PageAudit, Score, Status
from indexaudit.report.rules import leads

__all__ = ["Advice", "HeldBack", "nothing_new"]

HeldBack = Callable[[PageAudit], int | None]
"""How many findings of a page a baseline knows and holds back; null: there is none, and all findings are shown."""

_NOT_THE_PAGE: Final = (Indexability.BROKEN, Indexability.WALLED)
"""Verdicts with which an error page or a login was served: nobody is helped by a better title for that."""
_OF_THE_ADDRESS: Final = (Dimension.ACCESS, Dimension.PERMALINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Every finding in one of five lists, each in the order of the audit."""

    gates: tuple[Finding, ...]
    """What keeps the page out of search; those that the configuration expects to be shut are not findings."""
    changes: tuple[Finding, ...]
    """What wins points, the most valuable first."""
    remarks: tuple[Finding, ...]
    """What is worth knowing and wins none."""
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    """Reasons why something could not be judged, each with the rules that wanted it."""
    crashed: tuple[Finding, ...]
    without_fault: tuple[tuple[str, str], ...]
    """Dimensions below 100 with nothing to change in them, each with its lead, which passed with part credit."""
    done: bool
    """Enough was seen, and there is nothing to change."""

    @property
    def silent(self) -> bool:
        """There is nothing to say of the page at all."""
        return self.done and not (self.remarks or self.unknown or self.crashed)

    @classmethod
    def of(cls, audit: PageAudit) -> Self:
        """Sort the findings of one page."""
        shut = {rule for s in (audit.scores.search, audit.scores.share) if s for rule in s.gates}
        faults = [f for f in audit.findings if f.status in (Status.WARN, Status.FAIL)]
        gates = tuple(f for f in faults if f.status is Status.FAIL and f.rule in shut)
        rest = [f for f in faults if f not in gates]
        if audit.indexability in _NOT_THE_PAGE:
            rest = [f for f in rest if f.dimension in _OF_THE_ADDRESS]
        changes = tuple(f for f in rest if f.gain > 0)
        reasons: dict[str, list[str]] = {}
        for finding in audit.findings:
            if finding.status is Status.UNKNOWN:
                reasons.setdefault(finding.message, []).append(finding.rule)
        seen = audit.scores.search is not None and audit.scores.search.value is not None
        return cls(
            gates=gates,
            changes=changes,
            remarks=tuple(f for f in rest if f.gain <= 0),
            unknown=tuple((why, tuple(rules)) for why, rules in reasons.items()),
            crashed=tuple(f for f in audit.findings if f.status is Status.CRASH),
            without_fault=_without_fault(audit),
            done=seen and not gates and not changes,
        )


def nothing_new(known: int) -> str:
    """What is said of a page of which a baseline knows all that could be changed."""
    if not known:
        return "Nothing new"
    return f"Nothing new; {known:,} known {'finding' if known == 1 else 'findings'} held back"


def _without_fault(audit: PageAudit) -> tuple[tuple[str, str], ...]:
    found = []
    for lead in leads():
        score: Score | None = getattr(audit.scores, lead.dimension.value)
        faults = any(f.dimension is lead.dimension and f.gain > 0 for f in audit.findings)
        if lead.id in audit.passed and score and (score.potential or 100) < 100 and not faults:
            found.append((lead.dimension.value, lead.id))
    return tuple(found)
