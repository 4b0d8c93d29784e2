"""Audits to GitLab's Code Quality report: a JSON array with one object a fault, shown beside a merge request.

GitLab knows paths only, so a page that was fetched stands at a path below ``fetched``, made of its address. What could
not be judged has no place in the format.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from indexaudit.model import EvidenceStrength, PageAudit, Severity
from indexaudit.report.annotations import Annotation, annotated, text_of
from indexaudit.report.place import Locate, below
from indexaudit.report.printable import printable

__all__ = ["render", "stream"]

_FETCHED: Final = "fetched"
_SEVERITIES: Final = {Severity.MAJOR: "major", Severity.MINOR: "minor", Severity.INFO: "info"}


def render(audits: Iterable[PageAudit], *, place: Locate | None = None) -> str:
    """The whole array, in ASCII. Ends with a newline."""
    return "".join(stream(audits, place=place))


def stream(audits: Iterable[PageAudit], *, place: Locate | None = None) -> Iterator[str]:
    """:func:`render`, a piece for each page; the brackets with the first and the last."""
    told: dict[str, int] = {}
    before = "["
    for number, audit in enumerate(audits):
        piece = ""
        for annotation in annotated(audit, number, place):
            piece += before + "\n" + json.dumps(_issue(annotation, audit, told), allow_nan=False)
            before = ","
        yield piece
    yield "[]\n" if before == "[" else "\n]\n"


def _issue(annotation: Annotation, audit: PageAudit, told: dict[str, int]) -> dict[str, Any]:  # Any: JSON
    finding, name = annotation.finding, annotation.place.name
    print_ = annotation.fingerprint
    told[print_] = again = told.get(print_, 0) + 1
    return {
        "description": " ".join(text_of(annotation)),
        "check_name": printable(finding.rule),
        # GitLab drops all but one of those that share a fingerprint.
        "fingerprint": print_ if again == 1 else f"{print_}-{again}",
        "severity": _severity(annotation),
        "location": {
            "path": below(_FETCHED, audit) if name is None else name,
            "lines": {"begin": annotation.line or 1},
        },
    }


def _severity(annotation: Annotation) -> str:
    """A shut gate is a blocker, and a major fault against what an engine requires is critical."""
    finding = annotation.finding
    if annotation.gate or finding.severity is Severity.GATE:
        return "blocker"
    if finding.severity is Severity.MAJOR and finding.evidence_strength is EvidenceStrength.REQUIREMENT:
        return "critical"
    return _SEVERITIES[finding.severity]
