"""What every block of the text report is laid out with, and how much of each list it shows."""

from __future__ import annotations

from dataclasses import dataclass

from indexaudit.report import layout
from indexaudit.report.comparison.words import Caps

__all__ = ["Layout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout(layout.Layout):
    """Lines of a terminal page."""

    caps: Caps
