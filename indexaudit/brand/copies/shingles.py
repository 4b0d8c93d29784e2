"""Texts to hashed runs of words, many texts at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexaudit.brand.copies.groups import Text
from indexaudit.brand.copies.thresholds import LEAST, MOST_CHARACTERS, MOST_WORDS, PHRASE, RUN, WINDOW
from indexaudit.similarity.runs import FACTORS, Hashes, mixed, run_hashes
from indexaudit.web.plain_text import without_addresses
from indexaudit.web.words import split_words

__all__ = ["Shingles", "compared_in_part", "plain_words", "shingles"]

_Kind = TypeVar("_Kind", bound=np.generic)

_TAGS: Final = ("#", "\uff03")

_BATCH: Final = 400_000
"""Words that are hashed at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingles:
    """The runs of words of many texts, one after the other, in the order of the texts, and the phrases that texts are
    looked up by. Texts of fewer than :data:`~indexaudit.brand.copies.thresholds.LEAST` words have none."""

    runs: Hashes
    starts: NDArray[np.int64]
    """Where the runs of each text start, and, last, where all end."""
    keys: Hashes
    """Phrases chosen as keys of the inverted index, in the same order."""
    owners: NDArray[np.int32]
    """The number of the text of each key, ascending."""
    places: NDArray[np.uint32]
    """Where in ``runs`` each key starts."""

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1


def compared_in_part(texts: Iterable[Text]) -> tuple[str, ...]:
    """Ids of the texts that are too long to be compared whole: of more than 50,000 words only those are."""
    return tuple(t.id for t in texts if len(t.text) > MOST_WORDS and len(split_words(_start(t.text))) > MOST_WORDS)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text that count: without links, and without the hashtags that close a line. Channels differ in
    both, and neither is prose."""
    text = without_addresses(_start(text))
    if _TAGS[0] in text or _TAGS[1] in text:
        text = "\n".join(map(_without_last_tags, text.split("\n")))
    return split_words(text)[:MOST_WORDS]


def shingles(texts: Iterable[Hashes]) -> Shingles:
    """The runs of texts whose words are given as hashes, read one text after the other. Memory: 15 bytes a word."""
    runs, keys = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
    owners, places = [np.empty(0, np.int32)], [np.empty(0, np.uint32)]
    counts = [np.zeros(1, np.int64)]
    before = 0
    for first, batch in _batches(texts):
        lengths = np.array([len(words) for words in batch])
        counts.append(np.maximum(lengths - RUN + 1, 0))
        if not lengths.any():
            continue
        owner = np.repeat(np.arange(first, first + len(batch), dtype=np.int32), lengths)
        within = owner[: 1 - RUN] == owner[RUN - 1 :]
        found, of = run_hashes(np.concatenate(batch), RUN)[within], owner[: 1 - RUN][within]
        phrases, chosen = _phrases(found, of)
        runs.append(found)
        keys.append(phrases[chosen])
        owners.append(of[chosen])
        places.append((chosen + before).astype(np.uint32))
        before += len(found)
    return Shingles(
        runs=_joined(runs),
        starts=np.cumsum(_joined(counts)),
        keys=_joined(keys),
        owners=_joined(owners),
        places=_joined(places),
    )


def _joined(parts: list[NDArray[_Kind]]) -> NDArray[_Kind]:
    """One array of many, of which none is held any longer."""
    found = np.concatenate(parts)
    parts.clear()
    return found


def _start(text: str) -> str:
    return text[:MOST_CHARACTERS]


def _without_last_tags(line: str) -> str:
    if "#" not in line and "\uff03" not in line:
        return line
    parts = line.split()
    while parts and parts[-1].startswith(_TAGS):
        parts.pop()
    return " ".join(parts)


def _batches(texts: Iterable[Hashes]) -> Iterator[tuple[int, list[Hashes]]]:
    """The number of the first, and about :data:`_BATCH` words of texts; those too short to be compared are empty."""
    batch: list[Hashes] = []
    first = size = 0
    for words in texts:
        batch.append(words if len(words) >= LEAST else words[:0])
        size += len(batch[-1])
        if size >= _BATCH or len(batch) >= _BATCH:
            yield first, batch
            first += len(batch)
            batch, size = [], 0
    if batch:
        yield first, batch


def _phrases(runs: Hashes, owners: NDArray[np.int32]) -> tuple[Hashes, NDArray[np.int64]]:
    """One hash for each phrase, which is three runs, and where the keys are: the smallest hash of each window of
    :data:`WINDOW` phrases within one text (Schleimer, Wilkerson, Aiken 2003)."""
    if len(runs) < PHRASE - RUN + WINDOW:
        return runs[:0], np.empty(0, np.int64)
    phrases = np.zeros(len(runs) - PHRASE + RUN, np.uint64)
    for place in range(0, PHRASE, RUN):
        phrases = mixed(phrases * np.uint64(FACTORS[0]) + runs[place : place + len(phrases)])
    count = len(phrases) - WINDOW + 1
    chosen = np.zeros(len(phrases), np.bool_)
    least = phrases[:count].copy()
    for place in range(1, WINDOW):
        np.minimum(least, phrases[place : place + count], out=least)
    within = owners[:count] == owners[len(owners) - count :]
    for place in range(WINDOW):
        chosen[place : place + count] |= (phrases[place : place + count] == least) & within
    return phrases, np.flatnonzero(chosen)
