"""Texts as sets of terms to groups that speak of the same thing. Pure; time grows with the number of texts.

A group grows from two terms that belong together, or from a hashtag, by terms that belong to most of its others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

from indexaudit.brand.topic_relations import Frequencies, Relations, made_of
from indexaudit.brand.topic_terms import FEWEST

__all__ = ["Group", "find_groups"]

_LIFT: Final = 3
"""How many times as often as elsewhere a group must have a term for it to speak for a text of one name alone."""
_TELLING: Final = 0.2
"""Share of the texts of a group that must have such a term: of many texts, some have any two words in common."""
_FEW: Final = 5
"""Texts that a hashtag holds together by itself. Of more at least half must share another term with some of the others:
a tag that stands on everything does not make them one topic."""
_SAME: Final = 0.5
"""Share of the smaller of two groups from which, when the other has it too, they are one."""
_TERMS: Final = 12
_MOST_TERMS: Final = 48
"""Of a group that took in others."""
_GROUPS_OF_A_TERM: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Three texts and more on one topic."""

    terms: tuple[str, ...]
    """Keys that two of the texts have at least, the most telling first."""
    texts: tuple[int, ...]
    """Numbers of the texts, ascending."""


@dataclass(slots=True)
class _Cluster:
    keys: set[str]
    texts: list[int]


def find_groups(frequencies: Frequencies, relations: Relations) -> list[Group]:
    """The groups of the related texts; each text is in one at most, where it shares the rarest and the most terms."""
    clusters = _Finder(frequencies, relations).clusters()
    weight, terms = frequencies.weight, relations.terms
    choices: dict[int, list[tuple[float, int]]] = {}
    for number, cluster in enumerate(clusters):
        for at in cluster.texts:
            fit = sum(weight[key] for key in sorted(cluster.keys & terms[at]))
            choices.setdefault(at, []).append((-fit, number))
    groups = []
    for number, texts in _each_in_one(choices, len(clusters)):
        counts = Counter(chain.from_iterable(clusters[number].keys & terms[at] for at in texts))
        kept = (key for key, n in counts.items() if n > 1)
        ranked = sorted(kept, key=lambda key, counts=counts: (-counts[key] * weight[key], key))  # type: ignore[misc]
        groups.append(Group(terms=tuple(ranked), texts=tuple(sorted(texts))))
    return groups


def _each_in_one(choices: dict[int, list[tuple[float, int]]], count: int) -> list[tuple[int, list[int]]]:
    """The numbers of the clusters that keep three texts, and these."""
    held: list[list[int]] = [[] for _ in range(count)]
    left = {at: sorted(choices[at], reverse=True) for at in sorted(choices)}
    for at, options in left.items():
        held[options.pop()[1]].append(at)
    closed: set[int] = set()
    # The smallest give up their texts first, to the next best of each.
    for number in sorted(range(count), key=lambda n: (len(held[n]), -n)):
        if len(held[number]) >= FEWEST:
            continue
        closed.add(number)
        for at in held[number]:
            while left[at] and left[at][-1][1] in closed:
                left[at].pop()
            if left[at]:
                held[left[at].pop()[1]].append(at)
    return [(number, held[number]) for number in range(count) if number not in closed]


class _Finder:
    def __init__(self, frequencies: Frequencies, relations: Relations) -> None:
        self._all, self._own = frequencies, relations

    def clusters(self) -> list[_Cluster]:
        clusters: list[_Cluster] = []
        of_term: dict[str, set[int]] = {}
        of_text: dict[int, set[int]] = {}
        for seed in self._seeds():
            homes = [of_term.get(key, set()) for key in seed]
            if set.intersection(*homes) or any(len(home) >= _GROUPS_OF_A_TERM for home in homes):
                continue
            keys = self._grown(seed)
            texts = self._members(keys)
            if len(texts) < FEWEST:
                continue
            shared = Counter(number for at in texts for number in of_text.get(at, ()))
            twin, n = min(shared.items(), key=lambda item: (-item[1], item[0]), default=(0, 0))
            if n and n >= _SAME * min(len(texts), len(clusters[twin].texts)):
                number = twin
                if len(keys | clusters[twin].keys) <= _MOST_TERMS:
                    keys |= clusters[twin].keys
                    texts = self._members(keys)
                    clusters[twin] = _Cluster(keys, texts)
            else:
                number = len(clusters)
                clusters.append(_Cluster(keys, texts))
            for key in keys:
                of_term.setdefault(key, set()).add(number)
            for at in texts:
                of_text.setdefault(at, set()).add(number)
        return clusters

    def _seeds(self) -> list[tuple[str, ...]]:
        """Pairs and terms that may be topics, the most telling first."""
        weight, near, where = self._all.weight, self._own.near, self._own.where
        seeds: list[tuple[float, tuple[str, ...]]] = [
            (common * near[one][other] * (weight[one] + weight[other]), (one, other))
            for (one, other), common in self._own.common.items()
        ]
        alone = filter(self._alone, self._own.tags | self._own.compounds)
        seeds += [(len(where[key]) * weight[key], (key,)) for key in alone]
        return [seed for _, seed in sorted(seeds, key=lambda item: (-item[0], item[1]))]

    def _alone(self, key: str) -> bool:
        return self._all.times[key] <= self._all.most_alone

    def _grown(self, seed: tuple[str, ...]) -> set[str]:
        near = self._own.near
        hubs = {key for key in seed if self._all.times[key] <= self._all.most_alone / 2}
        strength = {
            key: sum(near[key].get(one, 0.0) for one in seed) * len(self._own.where[key])
            for key in {key for one in seed for key in near.get(one, ())}.difference(seed)
        }
        keys = set(seed)
        for key in sorted(strength, key=lambda key: (-strength[key], key)):
            if len(keys) < _TERMS and (hubs & near[key].keys() or 2 * len(keys & near[key].keys()) > len(keys)):
                keys.add(key)
        return keys

    def _members(self, keys: set[str]) -> list[int]:
        """The texts that speak of it: with two of its terms that belong together, or a hashtag; or with one name, if
        another term tells that it means the same as elsewhere in the group."""
        own = self._own
        sure: list[int] = []
        tagged: list[int] = []
        weak: list[int] = []
        for at in sorted({at for key in keys for at in own.where.get(key, ())}):
            held = sorted(keys & own.terms[at])
            pairs = [frozenset(pair) for pair in combinations(held, 2) if pair in own.common]
            alone = set(filter(self._alone, held))
            if any(pair not in own.names for pair in pairs):
                sure.append(at)
            elif alone & own.tags:
                tagged.append(at)
            elif pairs or alone & own.compounds:
                weak.append(at)
        told = self._told([*sure, *tagged, *weak], keys)
        backed = [at for at in tagged if at in told]
        if len(tagged) > _FEW and 2 * len(backed) < len(tagged):
            tagged = backed
        meant = [at for at in weak if at in told]
        if len(meant) + len(sure) > 1 and 2 * len(meant) >= len(weak):
            meant = weak
        elif len(sure) < FEWEST:
            meant = []
        return sorted([*sure, *tagged, *meant])

    def _told(self, texts: Sequence[int], keys: set[str]) -> set[int]:
        """Those of the texts that share with some of the others a term beside the keys, one that is rare elsewhere."""
        rare, over = self._all.rare, self._all.over
        others = {at: {key for key in self._all.keys[at] if key in rare and key not in keys} for at in texts}
        counts = Counter(chain.from_iterable(others.values()))
        least = max(2, len(texts) * _TELLING)
        telling = {
            key
            for key, n in counts.items()
            if n >= least and n * over >= _LIFT * rare[key] * len(texts) and not any(made_of(key, one) for one in keys)
        }
        return {at for at in texts if telling & others[at]}
