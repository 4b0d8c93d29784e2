"""How far a crawl is, for those who watch it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One moment of a run."""

    done: int
    failed: int
    skipped: int
    pending: int
    """Those under way among them."""
    under_way: int
    hosts: int
    """Hosts with pages that are pending."""
    errors: int
    """Pages that failed in this run."""
    sitemaps: int
    """Sitemaps and feeds that were read in this run."""
    seconds: float
    """Since the run began."""
    finished: int
    """Pages that reached an end in this run."""
    most: int | None
    """The limit of pages; null without one."""

    @property
    def rate(self) -> float:
        """Pages a second in this run."""
        return self.finished / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At this rate, for what is known to be left; null while nothing was finished."""
        left = self.pending if self.most is None else min(self.pending, max(0, self.most - self.done - self.failed))
        return left / self.rate if self.rate > 0 else None
