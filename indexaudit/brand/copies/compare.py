"""Two texts held against each other, run by run, and what the one is of the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from indexaudit.brand.copies.index import Index
from indexaudit.brand.copies.shingles import Shingles
from indexaudit.brand.copies.thresholds import COPY, EXCERPT, LEAST, MOSTLY, NEAR_IDENTICAL, PART, PASSAGE, RUN
from indexaudit.similarity.runs import Hashes

__all__ = ["Match", "Sets", "jointly"]

_LEAST_RUNS: Final = LEAST - RUN + 1
_KEPT_RUNS: Final = 2_000_000
"""Runs that are kept at hand: 16 MB, twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a text has in common with a fuller one."""

    fuller: int
    similarity: float
    contained: float
    relation: Literal["copy", "excerpt", "part"]
    taken: NDArray[np.bool_] | None = None
    """Of a part: for each run of the text, in order and without boilerplate, whether it belongs to a passage that
    stands in the fuller one."""


@dataclass(slots=True)
class Sets:
    """The runs of texts, all of them and their own without boilerplate, computed when asked for."""

    shingles: Shingles
    index: Index
    _held: dict[int, tuple[Hashes, Hashes]] = field(default_factory=dict)
    _runs: int = 0

    def of(self, text: int) -> tuple[Hashes, Hashes]:
        """The distinct runs of a text, and those that are no boilerplate; both ascending."""
        found = self._held.get(text)
        if found is None:
            here = slice(self.shingles.starts[text], self.shingles.starts[text + 1])
            runs, boilerplate = self.shingles.runs[here], self.index.boilerplate[here]
            whole = _distinct(runs)
            found = whole, _distinct(runs[~boilerplate]) if boilerplate.any() else whole
            self._runs += len(whole)
            if self._runs > _KEPT_RUNS:
                self._held.clear()
                self._runs = len(whole)
            self._held[text] = found
        return found

    def judged(self, text: int) -> Hashes:
        """What a text is told by: its own runs, or all where it has hardly any."""
        whole, own = self.of(text)
        return own if _has_own(len(whole), len(own)) else whole

    def match(self, text: int, fuller: int) -> Match | None:
        """What a text has in common with a fuller one; null when that is too little to mean anything."""
        (whole, own), (fuller_whole, fuller_own) = self.of(text), self.of(fuller)
        of_own = _has_own(len(whole), len(own)) and _has_own(len(fuller_whole), len(fuller_own))
        one, other = (own, fuller_own) if of_own else (whole, fuller_whole)
        common = int(_stands(one, other).sum())
        if common < _LEAST_RUNS:
            return None
        similarity, contained = common / (len(one) + len(other) - common), common / len(one)
        if similarity >= (COPY if of_own else NEAR_IDENTICAL):
            return Match(fuller=fuller, similarity=similarity, contained=contained, relation="copy")
        if not of_own or contained < PART:
            return None
        stands = _stands(self._in_order(text), other)
        if contained >= EXCERPT:
            if not _passages(stands, PASSAGE).any():
                return None
            return Match(fuller=fuller, similarity=similarity, contained=contained, relation="excerpt")
        taken = _passages(stands, LEAST)
        if taken.mean() < PART:
            return None
        return Match(fuller=fuller, similarity=similarity, contained=contained, relation="part", taken=taken)

    def _in_order(self, text: int) -> Hashes:
        here = slice(self.shingles.starts[text], self.shingles.starts[text + 1])
        runs: Hashes = self.shingles.runs[here][~self.index.boilerplate[here]]
        return runs


def jointly(matches: list[Match]) -> list[Match]:
    """Those of which the text is an excerpt: each alone, else all of them when the text consists of their passages."""
    alone = [m for m in matches if m.relation == "excerpt"]
    passages = [m.taken for m in matches if m.taken is not None]
    if alone or len(passages) < 2:
        return alone
    together = np.logical_or.reduce(passages)
    return [m for m in matches if m.taken is not None] if together.mean() >= EXCERPT else []


def _has_own(whole: int, own: int) -> bool:
    """Whether a text of so many runs has enough that are no boilerplate to be judged by them alone."""
    return own >= _LEAST_RUNS and own >= MOSTLY * whole


def _passages(stands: NDArray[np.bool_], words: int) -> NDArray[np.bool_]:
    """What is left of runs that stand elsewhere when only passages of so many words count."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], stands, [False]))))
    found = np.zeros(len(stands), np.bool_)
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start > words - RUN:
            found[start:end] = True
    return found


def _distinct(runs: Hashes) -> Hashes:
    found = np.sort(runs)
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    distinct: Hashes = found[first]
    return distinct


def _stands(runs: Hashes, others: Hashes) -> NDArray[np.bool_]:
    if not len(others):
        return np.zeros(len(runs), np.bool_)
    at = np.minimum(np.searchsorted(others, runs), len(others) - 1)
    found: NDArray[np.bool_] = others[at] == runs
    return found
