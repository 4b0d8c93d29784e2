"""A crawled site to an exit code: 0 nothing beyond the thresholds, 1 findings beyond them, 2 could not judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from indexaudit.commands.exit_code import FAIL_ON, Thresholds, Verdict, faults_beyond, is_shut, listed
from indexaudit.comparison import ScoreSummary
from indexaudit.model import Axis, PageAudit, Status
from indexaudit.site_audit import SiteAudit

__all__ = ["site_exit_code"]


def site_exit_code(audit: SiteAudit, pages: Iterable[PageAudit], thresholds: Thresholds) -> Verdict:
    """Whether a site keeps the thresholds, and which it does not.

    ``fail_on`` looks at every fault of every page and at the findings of the site; ``fail_under`` at the median of the
    axis; ``min_coverage`` at how much of it could be judged over all pages. 2 when a rule crashed, when no page has a
    search score, or when there is too little to compare. ``pages`` are those that are done, each as it was
    judged by itself; they are read once.
    """
    summary = audit.search if thresholds.axis is Axis.SEARCH else audit.share
    gates, faults = _Tally(), _Tally()
    crashed = any(f.status is Status.CRASH for f in audit.findings)
    crashed = crashed or any(count.name == "crash" for count in audit.totals.failures)
    for page in pages:
        crashed = crashed or any(f.status is Status.CRASH for f in page.findings)
        beyond = faults_beyond(page, thresholds.fail_on)
        gates.count(page.url, [f.rule for f in beyond if is_shut(f, page)])
        faults.count(page.url, [f.rule for f in beyond if not is_shut(f, page)])
    unjudged = _unjudged(summary, thresholds)
    beyond_ = [
        *gates.said("has a shut gate", "have a shut gate", thresholds.fail_on),
        *faults.said("has a fault", "have faults", thresholds.fail_on),
        *_of_site(audit, thresholds.fail_on, {*gates.rules, *faults.rules}),
        *_below(summary, thresholds),
    ]
    unseen = crashed or audit.search.median is None
    code = 2 if unseen or unjudged else 1 if beyond_ else 0
    return Verdict(code=code, reasons=(*unjudged, *beyond_))


class _Tally:
    """Pages with faults, and the rules that found them."""

    def __init__(self) -> None:
        self._pages = 0
        self._first: str | None = None
        self.rules: Counter[str] = Counter()

    def count(self, url: str, rules: Sequence[str]) -> None:
        if rules:
            self._pages += 1
            self._first = self._first or url
            self.rules.update(set(rules))

    def said(self, one: str, several: str, fail_on: str) -> list[str]:
        if not self._pages:
            return []
        ordered = sorted(self.rules, key=lambda rule: (-self.rules[rule], rule))
        rules = listed([f"{rule} ({self.rules[rule]:,})" for rule in ordered])
        what = f"1 page {one}" if self._pages == 1 else f"{self._pages:,} pages {several}"
        return [f"{what} (--fail-on {fail_on}): {rules}; such as {self._first}"]


def _of_site(audit: SiteAudit, fail_on: str, told: Collection[str]) -> list[str]:
    """Findings of the site that no page was told of already."""
    faults = (f for f in audit.findings if f.status in (Status.WARN, Status.FAIL))
    rules = [f.rule for f in faults if f.severity in FAIL_ON[fail_on] and f.rule not in told]
    if not rules:
        return []
    what = "a finding" if len(rules) == 1 else f"{len(rules)} findings"
    return [f"{what} of the site (--fail-on {fail_on}): {listed(rules)}"]


def _unjudged(summary: ScoreSummary, thresholds: Thresholds) -> list[str]:
    axis, reasons = thresholds.axis.value, []
    if thresholds.min_coverage is not None and summary.coverage < thresholds.min_coverage:
        reasons.append(
            f"could not be judged: the coverage of {axis} is {summary.coverage:g}, below --min-coverage"
            f" {thresholds.min_coverage:g}"
        )
    if thresholds.fail_under is not None and summary.median is None:
        reasons.append(
            f"could not be judged: no page has a score of {axis} to compare with --fail-under {thresholds.fail_under:g}"
        )
    return reasons


def _below(summary: ScoreSummary, thresholds: Thresholds) -> list[str]:
    least = thresholds.fail_under
    if least is None or summary.median is None or summary.median >= least:
        return []
    return [f"the median of {thresholds.axis.value}, {summary.median:.1f}, is below --fail-under {least:g}"]
