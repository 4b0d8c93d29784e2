"""Faults that every page of a site has alike: they are the template's, and nobody can mend them in a post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from indexaudit.model import Finding, PageAudit, PageKind, Status
from indexaudit.report.words import PLURALS

__all__ = ["TemplateFaults", "spread"]

T = TypeVar("T")

_FEWEST: Final = 4
"""Pages of one type from which a fault that all have alike is put down to their template: of three posts by one author
all may have the same fault by chance. Ours."""
_FAULTS: Final = (Status.WARN, Status.FAIL)


class TemplateFaults:
    """Counts faults of pages by type, rule and what was said."""

    def __init__(self) -> None:
        self._pages: Counter[PageKind] = Counter()
        self._faults: Counter[tuple[PageKind, str, str]] = Counter()
        self._asked: dict[tuple[PageKind, str, str], None] = {}

    def look(self, audit: PageAudit) -> None:
        """Take one page, with all its findings."""
        kind = audit.page_type.type
        self._pages[kind] += 1
        self._faults.update({(kind, f.rule, f.message) for f in audit.findings if f.status in _FAULTS})

    def ask(self, audit: PageAudit, failing: Iterable[Finding]) -> None:
        """Remember what fails a page, to be told of."""
        self._asked.update(dict.fromkeys((audit.page_type.type, f.rule, f.message) for f in failing))

    @property
    def open(self) -> bool:
        """Whether anything that fails a page may be the template's, and too few pages were looked at to tell."""
        return any(self._pages[kind] < _FEWEST for kind, _, _ in self._asked)

    def lines(self) -> tuple[str, ...]:
        """Of what fails pages, the faults that every page of the type has, a line for each rule and type."""
        found = dict.fromkeys(
            (rule, PLURALS[kind].lower(), self._pages[kind])
            for kind, rule, message in self._asked
            if self._pages[kind] >= _FEWEST and self._faults[kind, rule, message] == self._pages[kind]
        )
        return tuple(
            f"{rule}: all {pages:,} {kind} that were looked at have this fault, so it is the template's: mend it there;"
            " docs/ci.md says how to let it be until then"
            for rule, kind, pages in found
        )


def spread(items: Sequence[T], most: int) -> Sequence[T]:
    """At most so many of them, evenly spread."""
    step = max(1, -(-len(items) // most))
    return items[::step]
