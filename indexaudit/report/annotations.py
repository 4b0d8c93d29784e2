"""Findings of pages to annotations: what a code host is told, in the order of what is worth most."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from indexaudit.model import Finding, PageAudit, Severity
from indexaudit.report.advice import Advice
from indexaudit.report.place import Locate, Place, line_of, located, uri_of
from indexaudit.report.printable import printable
from indexaudit.report.words import place as where
from indexaudit.report.words import sentence
from indexaudit.web.masking import mask_secrets

__all__ = ["LEVELS", "Annotation", "Best", "Level", "annotated", "plural", "public", "seen", "text_of"]

_LONGEST: Final = 1_000
"""Characters of one part of a text."""
_SEEN: Final = 3
"""Pieces of evidence that are quoted."""


class Level(StrEnum):
    """How loudly a code host says it, in the words of SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS: Final[Mapping[Severity, Level]] = MappingProxyType(
    {
        Severity.GATE: Level.ERROR,
        Severity.MAJOR: Level.ERROR,
        Severity.MINOR: Level.WARNING,
        Severity.INFO: Level.NOTE,
    }
)
_RANK: Final = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One fault of one page, and where it is shown."""

    finding: Finding
    gate: bool
    """It is one that keeps the page out of search."""
    place: Place
    address: str
    """Of the page, as a URI without secrets."""
    search: float | None
    """Of the page, 0 to 100."""
    share: float | None
    page: int
    """0-based number of the page in the run."""

    @property
    def level(self) -> Level:
        """By severity; a shut gate is an error."""
        return Level.ERROR if self.gate else LEVELS[self.finding.severity]

    @property
    def line(self) -> int | None:
        """1-based, in the file or in the markup of the address; null when it stands in no line of it."""
        return line_of(self.finding, self.place)

    @property
    def worth(self) -> str:
        """What mending it wins, in a few words."""
        if self.gate:
            return "keeps the page out of search"
        won = self.finding.gain
        return f"+{won:.1f} {self.finding.dimension.axis.value}" if won > 0 else "no points to win"

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits: the same as long as rule, page and what was seen first are, on whichever line."""
        first = next((f"{e.where} {' '.join(e.text.split())}" for e in self.finding.evidence), "")
        parts = (self.finding.rule, self.place.file or self.address, first)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


class Best:
    """The annotations that are worth most, at most so many; what is left out is counted."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: list[Annotation] = []
        self._added: Counter[Level] = Counter()

    def add(self, annotation: Annotation) -> None:
        """Take one more. Needs memory for twice the limit."""
        self._held.append(annotation)
        self._added[annotation.level] += 1
        if len(self._held) > 2 * self._limit:
            self._held = self.best()

    def best(self) -> list[Annotation]:
        """Errors before warnings before notes, then by gain, then in the order of the run."""
        return sorted(self._held, key=_first)[: self._limit]

    def left_out(self, shown: Iterable[Annotation]) -> dict[Level, int]:
        """How many of each level are not among those shown; levels of which none is are not in it."""
        counted = Counter(a.level for a in shown)
        return {level: n for level in Level if (n := self._added[level] - counted[level])}


def _first(annotation: Annotation) -> tuple[int, float, int]:
    return _RANK[annotation.level], -annotation.finding.gain, annotation.page


def annotated(audit: PageAudit, page: int, place: Locate | None) -> Iterator[Annotation]:
    """The faults of a page in the order of advice; of an error page only those of its address."""
    advice = Advice.of(audit)
    search, share = (score.value if score else None for score in (audit.scores.search, audit.scores.share))
    spot, address = located(audit, place), uri_of(audit)
    for finding in (*advice.gates, *advice.changes, *advice.remarks):
        yield Annotation(
            finding=finding,
            gate=finding in advice.gates,
            place=spot,
            address=address,
            search=search,
            share=share,
            page=page,
        )


def text_of(annotation: Annotation) -> list[str]:
    """Lines of plain, printable text: what is wrong, what to change, what was seen. None is empty."""
    finding = annotation.finding
    message = sentence(public(finding.message)) or "(no message)"
    lines = [message if message.endswith((".", "!", "?", "…")) else f"{message}."]
    if finding.fix:
        lines.append(f"Fix: {public(finding.fix)}")
    return [*lines, *seen(finding, annotation.place.lines_of)]


def public(text: str) -> str:
    """One line of printable text for a place that anybody may read: without secrets, at most 1,000 characters."""
    return printable(mask_secrets(text[: 2 * _LONGEST]), longest=_LONGEST)


def seen(finding: Finding, lines_of: str | None = None) -> list[str]:
    """Lines of plain, printable text: the first pieces of evidence, each with where it stands. ``lines_of`` is as in
    :class:`indexaudit.report.place.Place`."""
    shown = [e for e in finding.evidence if e.text.strip()]
    lines = [f"Seen: {where(e, lines_of)}: {public(e.text)}" for e in shown[:_SEEN]]
    return [*lines, f"Seen: {len(shown) - _SEEN} more"] if len(shown) > _SEEN else lines


def plural(counts: Mapping[Level, int], words: Sequence[str] = ("error", "warning", "note")) -> str:
    """``2 errors, 1 note``; ``nothing`` when there is none."""
    said = [
        f"{n:,} {word}{'' if n == 1 else 's'}"
        for level, word in zip(Level, words, strict=True)
        if (n := counts.get(level, 0))
    ]
    return ", ".join(said) or "nothing"
