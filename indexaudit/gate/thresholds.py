"""What a page must keep to pass, and which faults lie beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexaudit.model import Axis, Severity

__all__ = ["FAIL_ON", "Thresholds"]

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
    max_findings: int | None = None
    """The most faults (warn and fail, without those of severity info) that a page may have; null asks for none."""
