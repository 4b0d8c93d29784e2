"""The inverted index of phrases: which are boilerplate, and which texts share the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexaudit.brand.copies.shingles import Shingles
from indexaudit.brand.copies.thresholds import COMMON_KEYS, LEAST_KEYS, MANY, MOST_PARTNERS, PHRASE, RUN
from indexaudit.similarity.runs import Hashes

__all__ = ["Index", "Pairs"]

Pairs = list[tuple[int, int]]

_PARTS: Final = 16
"""Parts of the range of hashes that are sorted one after the other, so that little is held at a time."""
_SLICE: Final = 1_000_000
"""Keys that are looked up at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is known once every key was read."""

    shared: NDArray[np.float64]
    """Share of each text's keys that stand in other texts too, 0 to 1; 0 of no keys."""
    boilerplate: NDArray[np.bool_]
    """For each run of all texts whether it is part of a phrase that too many texts share."""
    own: NDArray[np.int64]
    """The others, counted for each text."""
    own_keys: NDArray[np.int64]
    """Keys of each text that are no boilerplate."""
    meetings: NDArray[np.uint64]
    """Pairs of texts that share a key which is no boilerplate, as ``one << 32 | other``, ``one`` the smaller; one entry
    a key."""

    @classmethod
    def of(cls, shingles: Shingles, *, left_out: NDArray[np.bool_] | None = None) -> Index:
        """Reads every key once. ``left_out`` says which texts are not counted. Linear but for sorting."""
        # The text's number stands in the low bits of a key, so that one sort in place groups equal keys and keeps the
        # order of texts; the high bits, 43 of them for a million texts, tell keys apart.
        texts = shingles.texts
        shift = np.uint64(max(texts, 1).bit_length())
        total, shared, own_keys = (np.zeros(texts, np.int64) for _ in range(3))
        common: list[Hashes] = [np.empty(0, np.uint64)]
        meetings: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)]
        for postings in _parts(shingles, shift, left_out):
            owners = (postings & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)
            keys = postings >> shift
            first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
            lengths = np.diff(np.append(first, len(keys)))
            texts_with = np.repeat(lengths, lengths)
            total += np.bincount(owners, minlength=texts)
            shared += np.bincount(owners[texts_with > 1], minlength=texts)
            own_keys += np.bincount(owners[texts_with <= MANY], minlength=texts)
            common.append(keys[first[lengths > MANY]])
            rare = (texts_with > 1) & (texts_with <= MANY)
            meetings.append(_meetings(keys[rare], owners[rare].astype(np.uint64)))
        boilerplate = _boilerplate(shingles, np.concatenate(common), shift)
        before = np.zeros(len(boilerplate) + 1, np.int32)
        np.cumsum(boilerplate, out=before[1:])
        return cls(
            shared=shared / np.maximum(total, 1),
            boilerplate=boilerplate,
            own=np.diff(shingles.starts) - np.diff(before[shingles.starts]),
            own_keys=own_keys,
            meetings=np.concatenate(meetings),
        )

    def pairs(self, rank: NDArray[np.int64]) -> Pairs:
        """Each text with the fuller ones (of smaller ``rank``) that it shares most keys with, as (text, fuller)."""
        codes, counts = _counted(self.meetings)
        one, other = (codes >> np.uint64(32)).astype(np.int64), (codes & np.uint64(0xFFFFFFFF)).astype(np.int64)
        first = rank[one] < rank[other]
        fuller, text = np.where(first, one, other), np.where(first, other, one)
        near = counts >= COMMON_KEYS * self.own_keys[text]
        fuller, text, counts = fuller[near], text[near], counts[near]
        order = np.lexsort((rank[fuller], -counts, text))
        text, fuller = text[order], fuller[order]
        start = np.searchsorted(text, text)
        kept = np.arange(len(text)) - start < MOST_PARTNERS
        return list(zip(text[kept].tolist(), fuller[kept].tolist(), strict=True))


def _counted(meetings: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Pairs that meet in at least :data:`LEAST_KEYS` keys, and in how many."""
    # Sorts in place: in texts full of stock phrases there are more of these than words.
    meetings.sort()
    first = np.flatnonzero(np.append(True, meetings[1:] != meetings[:-1])) if len(meetings) else np.empty(0, np.int64)
    counts = np.diff(np.append(first, len(meetings)))
    often = counts >= LEAST_KEYS
    return meetings[first[often]], counts[often]


def _parts(shingles: Shingles, shift: np.uint64, left_out: NDArray[np.bool_] | None) -> Iterator[Hashes]:
    """Which key stands in which text, each once, sorted: the high bits of the key, and the text."""
    parts = np.empty(len(shingles.keys), np.uint8)
    np.right_shift(shingles.keys, np.uint64(60), out=parts, casting="unsafe")
    if left_out is not None:
        parts[left_out[shingles.owners]] = _PARTS
    for part in range(_PARTS):
        here = np.flatnonzero(parts == part)
        if not len(here):
            continue
        postings = (shingles.keys[here] >> shift) << shift
        postings |= shingles.owners[here].astype(np.uint64)
        postings.sort()
        yield postings[np.append(True, postings[1:] != postings[:-1])]


def _boilerplate(shingles: Shingles, common: Hashes, shift: np.uint64) -> NDArray[np.bool_]:
    found = np.zeros(len(shingles.runs), np.bool_)
    if not len(common):
        return found
    for start in range(0, len(shingles.keys), _SLICE):
        keys = shingles.keys[start : start + _SLICE] >> shift
        at = np.minimum(np.searchsorted(common, keys), len(common) - 1)
        places = shingles.places[start : start + _SLICE][common[at] == keys]
        for run in range(PHRASE - RUN + 1):
            found[places + run] = True
    return found


def _meetings(keys: Hashes, owners: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every two texts of each key; a key has at most :data:`MANY`."""
    found = [np.empty(0, np.uint64)]
    for distance in range(1, min(MANY, len(keys))):
        same = keys[distance:] == keys[:-distance]
        found.append((owners[:-distance][same] << np.uint64(32)) | owners[distance:][same])
    return np.concatenate(found)
