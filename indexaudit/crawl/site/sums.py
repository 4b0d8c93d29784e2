"""What many pages come to: scores of a group, and one finding for the fault that several pages have."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from indexaudit.comparison import ScoreSummary
from indexaudit.model import Outcome, Score, Severity, Status
from indexaudit.rules.base import Rule
from indexaudit.site_audit import SiteFinding

__all__ = ["ScoreSum", "Sum", "in_order", "whole_finding"]

_EXAMPLES: Final = 10
_FAULTS: Final = (Status.WARN, Status.FAIL)
_TOGETHER: Final = {
    "soft-404": "pages answer 200 and read like an error, or like nothing",
}
"""Rules on a single page of which a site as a whole is told, too."""
_SEVERITIES: Final = tuple(Severity)


@dataclass(slots=True)
class ScoreSum:
    """The scores of many pages: sixteen bytes a page are held."""

    values: array[float] = field(default_factory=lambda: array("d"))
    highest: array[float] = field(default_factory=lambda: array("d"))
    of: int = 0
    coverage: float = 0.0

    def add(self, score: Score | None) -> None:
        """One page more."""
        self.of += 1
        if score is None:
            return
        self.coverage += score.coverage
        self.highest.append(score.range[1])
        if score.value is not None:
            self.values.append(score.value)

    def summary(self) -> ScoreSummary:
        """Median and quartiles."""
        values = sorted(self.values)
        return ScoreSummary(
            median=_middle(values),
            low=_quartile(values, 0.25),
            high=_quartile(values, 0.75),
            items=len(values),
            of=self.of,
            coverage=round(self.coverage / self.of, 3) if self.of else 0.0,
            at_most=_middle(self.highest),
        )


def _middle(values: Sequence[float]) -> float | None:
    return round(median(values), 1) if values else None


def _quartile(values: Sequence[float], share: float) -> float | None:
    """Linear between the two nearest values, as spreadsheets have it (QUARTILE.INC)."""
    if not values:
        return None
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return round(values[below] + (place - below) * (values[above] - values[below]), 1)


@dataclass(slots=True)
class Sum:
    """What one rule concluded of all pages."""

    rule: Rule
    judged: int = 0
    pages: int = 0
    unseen: int = 0
    gain: float = 0.0
    worst: Status = Status.WARN
    message: str = ""
    """Of the first page with a fault, else of the first that could not be judged."""
    examples: list[str] = field(default_factory=list)

    @classmethod
    def is_told(cls, rule: Rule) -> bool:
        """Whether a rule on a single page is told of the site."""
        return rule.id in _TOGETHER

    def add(self, url: str, outcome: Outcome, gain: float) -> None:
        """One page more."""
        if outcome.status is Status.SKIP:
            return
        if outcome.status in (Status.UNKNOWN, Status.CRASH):
            self.unseen += 1
            if not self.pages and not self.message:
                self.message = outcome.message
            if outcome.status is Status.CRASH:
                self.worst = Status.CRASH
            return
        self.judged += 1
        if outcome.status not in _FAULTS or outcome.expected:
            return
        if not self.pages:
            self.message = outcome.message
        self.pages += 1
        self.gain += gain
        if outcome.status is Status.FAIL and self.worst is Status.WARN:
            self.worst = Status.FAIL
        if len(self.examples) < _EXAMPLES:
            self.examples.append(url)

    def finding(self) -> SiteFinding | None:
        """Null when there is nothing to tell."""
        if self.worst is Status.CRASH:
            return self._finding(Status.CRASH, f"a bug of ours on {_pages(self.unseen)}: {self.message}", None)
        if self.pages:
            together = self.rule.together or _TOGETHER.get(self.rule.id, "")
            message = together or "pages are at fault: " + _lower(self.rule.title)
            return self._finding(self.worst, message, " ".join(self.rule.fix.split()))
        if self.unseen:
            of = self.unseen + self.judged
            where = f"{self.unseen:,} of {of:,} pages" if of > 1 else "the one page"
            # What the page alone showed is kept without its message.
            why = f": {self.message}" if self.message else ""
            return self._finding(Status.UNKNOWN, f"not judged on {where}{why}", None)
        return None

    def _finding(self, status: Status, message: str, fix: str | None) -> SiteFinding:
        return _made(
            self.rule,
            status=status,
            message=message,
            pages=self.pages or self.unseen,
            judged=self.judged,
            examples=tuple(self.examples),
            fix=fix,
            gain=round(self.gain, 1),
        )


def whole_finding(rule: Rule, outcome: Outcome) -> SiteFinding | None:
    """What was concluded once for the site; null when that is nothing to tell."""
    if outcome.status in (Status.PASS, Status.SKIP) or outcome.expected:
        return None
    return _made(
        rule,
        status=outcome.status,
        message=outcome.message,
        pages=0,
        judged=0,
        examples=tuple(seen.text for seen in outcome.evidence[:_EXAMPLES]),
        fix=outcome.fix,
        gain=0.0,
    )


def _made(
    rule: Rule,
    *,
    status: Status,
    message: str,
    pages: int,
    judged: int,
    examples: tuple[str, ...],
    fix: str | None,
    gain: float,
) -> SiteFinding:
    return SiteFinding(
        rule=rule.id,
        status=status,
        severity=rule.severity,
        dimension=rule.dimension,
        evidence_strength=rule.evidence,
        message=message,
        pages=pages,
        judged=judged,
        examples=examples,
        fix=fix,
        gain=gain,
        sources=rule.sources,
    )


def in_order(findings: Sequence[SiteFinding]) -> tuple[SiteFinding, ...]:
    """By gain, the largest first, then by severity; what could not be judged last."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.status is Status.UNKNOWN, -f.gain, _SEVERITIES.index(f.severity), f.rule),
        )
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"
