"""How much of a site the reports for people show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CAPS", "Caps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much of each list a report for people shows; null: all of it."""

    seeds: int | None = 3
    groups: int | None = 12
    """Sections, and types of pages."""
    findings: int | None = 10
    examples: int | None = 3
    """Of one finding."""
    remarks: int | None = 8
    """Findings without points, and those that could not be judged."""
    worst: int | None = 10
    conventions: int | None = 8
    breakers: int | None = 3
    sources: int | None = 6
    """Sitemaps, and feeds."""
    problems: int | None = 3
    """Of one sitemap or feed."""
    address: int | None = 56
    """Columns of an address in a sentence."""

    @classmethod
    def none(cls) -> Caps:
        """All of everything."""
        return cls(**dict.fromkeys(cls.__slots__))


CAPS: Final = Caps()
