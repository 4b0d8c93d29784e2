"""What a text would score on the brand's own host: the measure of advice to move and to merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Self

from indexaudit.brand.rows import Row
from indexaudit.model import Dimension, Score
from indexaudit.rules.depth import depth_credit
from indexaudit.scoring import WEIGHTS

__all__ = ["Prospect"]

_OF_THE_HOST: Final = (Dimension.ACCESS, Dimension.METADATA, Dimension.OWNERSHIP)
"""What a new page takes over from the pages beside it; its address and its text are its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """The brand's own articles as a measure for one that is not written yet."""

    levels: tuple[tuple[Dimension, float], ...]
    """0 to 100."""
    articles: int
    """How many own articles were seen; 0: nothing is wrong on the new page."""

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        """The medians of the own articles that search can index."""
        own = [row.audit for row in rows if row.owned and row.audit and row.ledger.searchable == "yes"]
        own = [audit for audit in own if audit.page_type.type.value == "article"]
        levels = tuple(
            (dimension, _median([getattr(audit.scores, dimension.value) for audit in own]))
            for dimension in _OF_THE_HOST
        )
        return cls(levels=levels, articles=len(own))

    def score(self, words: int) -> float:
        """0 to 100, one decimal: the search score of an article of so many words with a readable address."""
        return self._score(words, {})

    def today(self, row: Row, words: int) -> float:
        """What a text of so many words has where it is: the score of its page; of an item whose page was not seen what
        it would have if nothing but address and control told it from an article at home, so that a gain is that of
        these two."""
        score = row.ledger.search
        if row.ledger.searchable == "no" or score is None or row.scores is None:
            return 0.0
        if score.value is not None:
            return score.value
        own = ((d, getattr(row.scores, d.value)) for d in (Dimension.PERMALINK, Dimension.OWNERSHIP))
        known = {d: level.potential for d, level in own if level is not None and level.potential is not None}
        return self._score(words, known)

    def basis(self, words: int) -> str:
        """How :meth:`score` was computed, with its figures."""
        host = ", ".join(f"{dimension.value} {level:.0f}" for dimension, level in self.levels)
        number = self.articles
        whose = f"as on your own article{'s' if number > 1 else ''}, of which {number} could be judged"
        content = 100 * depth_credit(words)
        return f"{self.score(words):.1f} = permalink 100, content {content:.0f} for {words:,} words, {host}" + (
            f" ({whose})" if number else " (nothing wrong on the page)"
        )

    def _score(self, words: int, instead: Mapping[Dimension, float]) -> float:
        levels = {
            **dict(self.levels),
            Dimension.PERMALINK: 100.0,
            Dimension.CONTENT: 100 * depth_credit(words),
            **instead,
        }
        return round(sum(WEIGHTS[d] * level for d, level in levels.items()) / sum(WEIGHTS[d] for d in levels), 1)


def _median(scores: Sequence[Score | None]) -> float:
    values = [score.potential for score in scores if score is not None and score.potential is not None]
    return median(values) if values else 100.0
