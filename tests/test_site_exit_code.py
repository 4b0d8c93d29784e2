"""The exit code of a whole site."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from kept_site import keep, site

from indexaudit.commands.exit_code import Thresholds, Verdict
from indexaudit.commands.site_exit_code import site_exit_code
from indexaudit.comparison import ScoreSummary
from indexaudit.crawl.site.audit import site_audit
from indexaudit.crawl.store import Store
from indexaudit.model import Axis, Dimension, EvidenceStrength, PageAudit, Severity, Status
from indexaudit.site_audit import SiteAudit, SiteFinding

Kept = tuple[SiteAudit, tuple[PageAudit, ...]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A site with one page that answers 404."""
    with Store.read(keep(tmp_path_factory.mktemp("kept") / "site", site())) as store:
        return replace(site_audit(store), findings=()), tuple(PageAudit.from_json(text) for _, text in store.audits())


def verdict(kept: Kept, **thresholds: Any) -> Verdict:
    return site_exit_code(*kept, Thresholds(**thresholds))


def finding(**changes: Any) -> SiteFinding:
    made = SiteFinding(
        rule="sitemap-robots-line",
        status=Status.WARN,
        severity=Severity.MINOR,
        dimension=Dimension.DISCOVERY,
        evidence_strength=EvidenceStrength.RECOMMENDATION,
        message="no robots.txt names it",
        pages=0,
        judged=0,
        examples=(),
        fix=None,
        gain=1.0,
        sources=(),
    )
    return replace(made, **changes)


def test_a_shut_gate_of_any_page_counts_and_is_named(kept: Kept) -> None:
    found = verdict(kept)
    assert found.code == 1
    assert found.reasons == (
        "1 page has a shut gate (--fail-on gate): http-status-ok (1); such as https://saltmarsh.example/old",
    )


def test_never_asks_for_nothing(kept: Kept) -> None:
    assert verdict(kept, fail_on="never") == Verdict(code=0)


def test_without_the_broken_page_no_gate_is_shut(kept: Kept) -> None:
    audit, pages = kept
    whole = audit, tuple(page for page in pages if not page.url.endswith("/old"))
    assert verdict(whole) == Verdict(code=0)
    found = verdict(whole, fail_on="any")
    assert found.code == 1
    assert found.reasons[0].startswith("5 pages have faults (--fail-on any): ")
    assert "and " in found.reasons[0]


def test_a_finding_of_the_site_counts_by_its_severity(kept: Kept) -> None:
    audit, pages = kept
    whole = replace(audit, findings=(finding(),)), tuple(p for p in pages if not p.url.endswith("/old"))
    assert verdict(whole, fail_on="major").code == (1 if any_major(whole[1]) else 0)
    assert "a finding of the site (--fail-on minor): sitemap-robots-line" in verdict(whole, fail_on="minor").reasons
    told = replace(audit, findings=(finding(rule="http-status-ok", severity=Severity.GATE),)), pages
    assert len(verdict(told, fail_on="gate").reasons) == 1


def any_major(pages: tuple[PageAudit, ...]) -> bool:
    return any(
        f.severity in (Severity.GATE, Severity.MAJOR) and f.status in (Status.WARN, Status.FAIL)
        for page in pages
        for f in page.findings
    )


def test_the_median_is_what_fail_under_looks_at(kept: Kept) -> None:
    audit, _ = kept
    median = audit.search.median or 0.0
    assert verdict(kept, fail_on="never", fail_under=median).code == 0
    found = verdict(kept, fail_on="never", fail_under=median + 0.1)
    assert (found.code, found.reasons) == (
        1,
        (f"the median of search, {median:.1f}, is below --fail-under {median + 0.1:g}",),
    )
    assert "the median of share" in verdict(kept, fail_on="never", fail_under=100, axis=Axis.SHARE).reasons[0]


def test_too_little_seen_beats_findings(kept: Kept) -> None:
    audit, pages = kept
    half = replace(audit.search, coverage=0.5)
    found = verdict((replace(audit, search=half), pages), min_coverage=0.8)
    assert found.code == 2
    assert found.reasons[0] == "could not be judged: the coverage of search is 0.5, below --min-coverage 0.8"
    assert len(found.reasons) == 2


def test_a_site_without_a_score_could_not_be_judged(kept: Kept) -> None:
    nothing = ScoreSummary(median=None, low=None, high=None, items=0, of=0, coverage=0.0)
    empty = replace(kept[0], search=nothing), ()
    assert verdict(empty, fail_on="never") == Verdict(code=2)
    assert "no page has a score of search" in verdict(empty, fail_under=50).reasons[0]


@pytest.mark.parametrize("where", ["page", "site"])
def test_a_crash_is_2(kept: Kept, where: str) -> None:
    audit, pages = kept
    if where == "site":
        assert verdict((replace(audit, findings=(finding(status=Status.CRASH),)), pages), fail_on="never").code == 2
        return
    first = pages[0]
    crashed = replace(first, findings=(replace(first.findings[0], status=Status.CRASH), *first.findings[1:]))
    assert verdict((audit, (crashed, *pages[1:])), fail_on="never").code == 2
