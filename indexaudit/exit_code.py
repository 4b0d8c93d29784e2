"""A judged page to an exit code: 0 nothing beyond the threshold, 1 findings beyond it, 2 could not judge."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.model import PageAudit, Severity, Status

__all__ = ["FAIL_ON", "exit_code"]

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


def exit_code(audit: PageAudit, fail_on: str) -> int:
    """The code for one page; for several the highest counts.

    2 when a rule crashed or too little was seen for a search score. A gate that the configuration expects to be shut
    (``Config.expected_noindex``) is no finding, and counts for nothing.
    """
    search = audit.scores.search
    if search is None or search.value is None or any(f.status is Status.CRASH for f in audit.findings):
        return 2
    if fail_on == "never":
        return 0
    faults = [f for f in audit.findings if f.status in (Status.WARN, Status.FAIL)]
    shut = any(f.rule in search.gates for f in faults)
    return int(shut or any(f.severity in FAIL_ON[fail_on] for f in faults))
