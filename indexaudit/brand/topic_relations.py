"""Which terms of many texts belong together: those that stand in the same texts far more often than by chance. Pure.

Held against chance by normalised pointwise mutual information (Bouma, "Normalized (Pointwise) Mutual Information in
Collocation Extraction", 2009) and by the Poisson distribution: many pairs of terms are tried, and some meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import exp, lgamma, log, sqrt
from typing import Final

from indexaudit.brand.topic_terms import FEWEST, Term

__all__ = ["Frequencies", "Relations", "made_of", "read_frequencies", "relate"]

_TOGETHER: Final = 0.5
"""Normalised mutual information, -1 to 1, from which two terms belong together. By trial: between 0.3 and 0.55 the
posts of ``tests/brand`` give the same topics."""
_CHANCE: Final = 0.01
"""Probability below which two terms did not meet by chance. By trial on those posts and on texts without topics."""
_BY_CHANCE: Final = 3
"""With many pairs the probability that is asked for is so much divided by their number."""
_MOST_SHARED: Final = 0.5
"""Share of all texts from which a term says nothing: the brand's name, a greeting."""
_MOST_ALONE: Final = 0.25
"""The same for a term that is a topic alone."""
_WIDEST: Final = 6
"""Of many texts a topic is a smaller share: at most so many times the square root of their number."""
_ADJACENT: Final = 0.8
"""Share of two terms' common texts from which, when they stand side by side there, they count as one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequencies:
    """How many texts have each term."""

    over: int
    """Texts in all."""
    keys: tuple[frozenset[str], ...]
    """The keys of each text."""
    times: Mapping[str, int]
    """Texts of each term that three have at least, and not most."""
    rare: Mapping[str, int]
    """The same of each that two have at least."""
    weight: Mapping[str, float]
    """Inverse document frequency: the logarithm of all texts over those that have the term."""
    most_alone: float
    """Texts up to which a term can be a topic alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """The terms of some of the texts, and which belong together."""

    terms: Mapping[int, frozenset[str]]
    """The specific terms of each text, by its number."""
    where: Mapping[str, Sequence[int]]
    """The numbers of the texts that have the term."""
    near: Mapping[str, Mapping[str, float]]
    """The terms that belong to a term, with their mutual information."""
    common: Mapping[tuple[str, str], int]
    """In how many texts two that belong together meet; the lesser key first."""
    names: frozenset[frozenset[str]]
    """Pairs that are one name: they hardly ever meet without being neighbours."""
    tags: frozenset[str]
    compounds: frozenset[str]


def read_frequencies(texts: Sequence[Sequence[Term | None]]) -> Frequencies:
    """The frequencies in texts, each given as its terms."""
    over = len(texts)
    keys = tuple(frozenset(term.key for term in text if term) for text in texts)
    everywhere = Counter(chain.from_iterable(keys))
    most = max(FEWEST, min(over * _MOST_SHARED, _WIDEST * sqrt(over)))
    rare = {key: n for key, n in everywhere.items() if 2 <= n <= most}
    times = {key: n for key, n in rare.items() if n >= FEWEST}
    return Frequencies(
        over=over,
        keys=keys,
        times=times,
        rare=rare,
        weight={key: log(over / n) for key, n in times.items()},
        most_alone=max(FEWEST, min(over * _MOST_ALONE, _WIDEST * sqrt(over) / 2)),
    )


def relate(texts: Sequence[Sequence[Term | None]], some: Sequence[int], frequencies: Frequencies) -> Relations:
    """The relations in those of the texts whose numbers are given, ascending."""
    times = frequencies.times
    terms = {at: frozenset(filter(times.__contains__, frequencies.keys[at])) for at in some}
    where: dict[str, list[int]] = {}
    for at in some:
        for key in terms[at]:
            where.setdefault(key, []).append(at)
    near, common = _near(terms, where, frequencies)
    met = set(chain.from_iterable(texts[at] for at in some))
    return Relations(
        terms=terms,
        where=where,
        near=near,
        common=common,
        names=_names([texts[at] for at in some], near, common),
        tags=frozenset(term.key for term in met if term and term.kind == "tag" and term.key in times),
        compounds=frozenset(term.key for term in met if term and term.kind == "compound" and term.key in times),
    )


def made_of(one: str, other: str) -> bool:
    """Whether one of two keys is a part of the other: a hashtag or a compound, and a word in it."""
    short, long = sorted((one.lstrip("#"), other.lstrip("#")), key=len)
    return short in long if "#" in (one[0], other[0]) else long.startswith(short) or long.endswith(short)


def _near(
    terms: Mapping[int, frozenset[str]], where: Mapping[str, Sequence[int]], frequencies: Frequencies
) -> tuple[dict[str, dict[str, float]], dict[tuple[str, str], int]]:
    near: dict[str, dict[str, float]] = {}
    common: dict[tuple[str, str], int] = {}
    over, times = frequencies.over, frequencies.times
    own = sorted(key for key, numbers in where.items() if len(numbers) >= FEWEST)
    asked = min(_CHANCE, _BY_CHANCE / max(1, len(own) * (len(own) - 1) / 2))
    for one in own:
        counts = Counter(chain.from_iterable(terms[at] for at in where[one]))
        for other, n in sorted((key, n) for key, n in counts.items() if n >= FEWEST and key > one):
            expected = times[one] * times[other] / over
            information = log(n / expected) / log(over / n) if n < over else 1.0
            if information >= _TOGETHER and _by_chance(n, expected) <= asked and not made_of(one, other):
                common[one, other] = n
                near.setdefault(one, {})[other] = near.setdefault(other, {})[one] = information
    return near, common


def _by_chance(n: int, expected: float) -> float:
    """How likely two terms that have nothing to do with each other are to meet so often: the first and largest part of
    the tail of the Poisson distribution, at most 1."""
    return exp(min(0.0, n * log(expected) - expected - lgamma(n + 1)))


def _names(
    texts: Sequence[Sequence[Term | None]],
    near: Mapping[str, Mapping[str, float]],
    common: Mapping[tuple[str, str], int],
) -> frozenset[frozenset[str]]:
    beside: Counter[tuple[str, str]] = Counter()
    for text in texts:
        neighbours = ((a.key, b.key) for a, b in pairwise(text) if a and b and b.key in near.get(a.key, ()))
        beside.update({(min(pair), max(pair)) for pair in neighbours})
    return frozenset(frozenset(pair) for pair, n in beside.items() if n >= _ADJACENT * common[pair])
