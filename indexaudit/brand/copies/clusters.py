"""Which texts are copies or excerpts of one another.

1. Texts with the same words are one.
2. Runs of words that many texts share are boilerplate and join none. Near-identical texts, which MinHash finds however
   often they were repeated, count once for that.
3. Near-duplicates by MinHash and excerpts by the inverted index are candidates only: every pair is compared run by run.
4. The fullest text comes first; each other one is held against those before it. A text joins what it is a copy of,
   else all that it is an excerpt of, and never by way of a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from indexaudit.brand.copies.compare import Match, Sets, jointly
from indexaudit.brand.copies.groups import Group, Member, Text
from indexaudit.brand.copies.index import Index
from indexaudit.brand.copies.shingles import Shingles, plain_words, shingles
from indexaudit.brand.copies.signatures import alike
from indexaudit.brand.copies.thresholds import ARTICLE, LEAST_IDENTICAL, NEAR_IDENTICAL, RUN, SHARED, SHORT
from indexaudit.errors import ConfigError
from indexaudit.similarity.runs import Hashes, Vocabulary
from indexaudit.web.words import count_words

__all__ = ["find_copies"]


def find_copies(texts: Sequence[Text]) -> tuple[Group, ...]:
    """The groups of copies and excerpts among the texts: those with copies first, then by length, the longest first.

    A text stands in one group as a copy, or in several as an excerpt of each; it may be the fullest of one more. The
    result does not depend on the order of the texts. Work grows with the number of words; texts of more than 50,000
    words are compared by their first 50,000 (:func:`~indexaudit.brand.copies.shingles.compared_in_part` names them).
    Raises :class:`~indexaudit.errors.ConfigError` when two texts have the same id.
    """
    classes: list[_Class] = []
    found = shingles(_read(texts, classes))
    return _groups(_Near.of(found).joined(), classes)


@dataclass(slots=True)
class _Class:
    """Texts with the same words."""

    count: int
    """Words that are compared."""
    members: list[tuple[str, int]] = field(default_factory=list)
    """Id and words of each: the fullest first, then in natural order of ids."""


def _read(texts: Sequence[Text], classes: list[_Class]) -> Iterator[Hashes]:
    """Hashes of the words of each class, which it adds to the list; in natural order of ids."""
    vocabulary = Vocabulary()
    known: dict[bytes, _Class] = {}
    seen: set[str] = set()
    for text in sorted(texts, key=lambda t: _natural(t.id)):
        if text.id in seen:
            raise ConfigError(f"find_copies: two texts have the id {text.id!r}; give each item one of its own")
        seen.add(text.id)
        words = plain_words(text.text)
        if len(words) < LEAST_IDENTICAL:
            continue
        hashes = vocabulary.hashes(words)
        digest = blake2b(hashes.tobytes(), digest_size=16).digest()
        if (one := known.get(digest)) is None:
            one = known[digest] = _Class(len(words))
            classes.append(one)
            yield hashes
        one.members.append((text.id, count_words(text.text)))
    for one in classes:
        one.members.sort(key=lambda m: (-m[1], _natural(m[0])))


def _natural(id_: str) -> tuple[int, str]:
    return len(id_), id_


# --- candidates, and what they are of each other ----------------------------------------------------------------------


@dataclass(slots=True)
class _Near:
    """Texts by their number, and which of them may have to do with each other."""

    sets: Sets
    rank: NDArray[np.int64]
    """0 for the fullest text."""
    leader: dict[int, int]
    """Near-identical texts to the fullest of them."""
    candidates: dict[int, set[int]]
    """Texts to fuller ones."""

    @classmethod
    def of(cls, found: Shingles) -> _Near:
        index = Index.of(found)
        sets, rank = Sets(found, index), _rank(found, index)
        size = np.diff(found.starts)
        suspected = (size > 0) & ((index.shared >= SHARED) | (size <= SHORT - RUN + 1))
        order = np.argsort(rank)
        suspects: list[int] = order[suspected[order]].tolist()
        pairs = alike(suspects, sets.judged)
        leader = _near_identical(pairs, sets, rank)
        if leader and index.boilerplate.any():
            left_out = np.zeros(found.texts, np.bool_)
            left_out[list(leader)] = True
            del sets, index  # Two of them do not fit into a small machine.
            index = Index.of(found, left_out=left_out)
            sets, rank = Sets(found, index), _rank(found, index)
        candidates: dict[int, set[int]] = defaultdict(set)
        for one, other in (*pairs, *index.pairs(rank)):
            fuller, text = sorted((one, other), key=lambda t: int(rank[t]))
            candidates[text].add(fuller)
        return cls(sets, rank, leader, candidates)

    def joined(self) -> dict[int, list[tuple[int, Match]]]:
        """The fullest text of each group, and what the others are of it."""
        groups: dict[int, list[tuple[int, Match]]] = {}
        excerpt_of: dict[int, list[int]] = {}
        copy_of: dict[int, int] = {}
        for text in sorted(self.candidates, key=lambda t: int(self.rank[t])):
            matches = self._matches(text, copy_of, excerpt_of)
            free = [m for m in matches if m.fuller not in copy_of and m.fuller not in excerpt_of]
            long = [m for m in matches if m.fuller in excerpt_of and self._is_article(m.fuller)]
            if copy := self._nearest([m for m in (*free, *long) if m.relation == "copy"]):
                groups.setdefault(copy.fuller, []).append((text, copy))
                copy_of[text] = copy.fuller
                continue
            quoted = jointly(free)
            if not quoted and (nearest := self._nearest([m for m in matches if m.relation != "part"])):
                quoted = [nearest]
            for match in quoted:
                groups.setdefault(match.fuller, []).append((text, match))
                excerpt_of.setdefault(text, []).append(match.fuller)
        return groups

    def _matches(self, text: int, copy_of: dict[int, int], excerpt_of: dict[int, list[int]]) -> list[Match]:
        """Against its candidates, those of the text that it is nearly identical to, and the fullest of their groups."""
        wanted = set(self.candidates[text])
        if text in self.leader:
            wanted |= self.candidates.get(self.leader[text], set())
        for candidate in tuple(wanted):
            if candidate in copy_of:
                wanted.add(copy_of[candidate])
            wanted.update(excerpt_of.get(candidate, ()))
        before = sorted((c for c in wanted if self.rank[c] < self.rank[text]), key=lambda c: int(self.rank[c]))
        return [m for c in before if (m := self.sets.match(text, c)) is not None]

    def _is_article(self, text: int) -> bool:
        return len(self.sets.of(text)[0]) >= ARTICLE - RUN + 1

    def _nearest(self, matches: list[Match]) -> Match | None:
        return min(matches, key=lambda m: (-m.similarity, int(self.rank[m.fuller])), default=None)


def _rank(found: Shingles, index: Index) -> NDArray[np.int64]:
    """The fullest first: by runs that are no boilerplate, then by all; among equals the first id."""
    rank = np.empty(found.texts, np.int64)
    rank[np.lexsort((np.arange(found.texts), -np.diff(found.starts), -index.own))] = np.arange(found.texts)
    return rank


def _near_identical(pairs: Iterable[tuple[int, int]], sets: Sets, rank: NDArray[np.int64]) -> dict[int, int]:
    leader: dict[int, int] = {}
    for text, fuller in sorted(pairs, key=lambda p: (int(rank[p[0]]), int(rank[p[1]]))):
        if text in leader or fuller in leader:
            continue
        match = sets.match(text, fuller)
        if match is not None and match.similarity >= NEAR_IDENTICAL:
            leader[text] = fuller
    return leader


# --- groups -----------------------------------------------------------------------------------------------------------


def _groups(joined: dict[int, list[tuple[int, Match]]], classes: Sequence[_Class]) -> tuple[Group, ...]:
    placed = {text: match for others in joined.values() for text, match in others}
    found = []
    for number, one in enumerate(classes):
        others = joined.get(number, [])
        match = placed.get(number)
        alone = match is None or (match.relation == "excerpt" and one.count >= ARTICLE)
        if others or (len(one.members) > 1 and alone):
            found.append(_group(one, [(classes[text], match) for text, match in others]))
    found.sort(key=lambda g: (g.members[1].relation != "copy", -g.members[0].words, _natural(g.members[0].id)))
    return tuple(found)


def _group(fullest: _Class, others: Sequence[tuple[_Class, Match]]) -> Group:
    first, *same = (
        Member(id=id_, words=words, similarity=1.0, contained=1.0, relation="copy" if place else "fullest")
        for place, (id_, words) in enumerate(fullest.members)
    )
    rest = [
        Member(
            id=id_,
            words=words,
            similarity=round(match.similarity, 3),
            contained=round(match.contained, 3),
            relation="copy" if match.relation == "copy" else "excerpt",
        )
        for one, match in others
        for id_, words in one.members
    ]
    rest.sort(key=lambda m: (-m.similarity, -m.contained, _natural(m.id)))
    return Group(members=(first, *same, *rest))
