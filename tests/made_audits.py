"""Audits made to measure: a real page of a blog that does not exist, with the findings that a test wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from indexaudit.api import audit_html
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Finding, PageAudit, Severity, Skipped, Status, Where

HOME = "https://larder.example/"
TODAY = date(2026, 11, 20)

_HTML = (
    "<!doctype html><html lang=en><title>Drying plums in a slow oven</title><h1>Drying plums in a slow oven</h1><p>"
    + "Halve them and lay them on a rack. " * 60
)


def finding(
    rule: str = "title-length",
    *,
    status: Status = Status.FAIL,
    severity: Severity = Severity.MINOR,
    lines: Iterable[int | None] = (),
    where: Where = "html",
) -> Finding:
    """A finding with a piece of evidence for each line."""
    return Finding(
        rule=rule,
        status=status,
        severity=severity,
        dimension=Dimension.METADATA,
        evidence_strength=EvidenceStrength.CONVENTION,
        message="something is wrong here",
        evidence=tuple(Evidence(where=where, text="<p>", line=line) for line in lines),
        fix=None,
        gain=1.0,
        sources=(),
    )


@cache
def _page() -> PageAudit:
    return audit_html(_HTML, f"{HOME}drying-plums-in-a-slow-oven")


def audit(
    *findings: Finding,
    path: str = "drying-plums-in-a-slow-oven",
    passed: Iterable[str] = (),
    skipped: Iterable[str] = (),
    day: date = TODAY,
) -> PageAudit:
    """A page with just these findings, judged at noon of a day."""
    return replace(
        _page(),
        url=HOME + path,
        final_url=HOME + path,
        fetched_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        findings=findings,
        passed=tuple(passed),
        skipped=tuple(Skipped(rule=rule, reason="nothing to judge") for rule in skipped),
    )
