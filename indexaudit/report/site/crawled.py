"""What the reports of a site are made from: types only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexaudit.site_audit import PageRow, SiteAudit

__all__ = ["Crawled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """A site that was crawled: its figures, which are small, and its pages, which may be many."""

    audit: SiteAudit
    rows: Callable[[], Iterator[PageRow]]
    """Every page, one at a time, from the first at each call; called only by the formats that list pages."""
