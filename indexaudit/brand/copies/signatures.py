"""Near-duplicates by MinHash: which texts are worth comparing though their runs stand in many others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexaudit.brand.copies.index import Pairs
from indexaudit.brand.copies.thresholds import MOST_PARTNERS
from indexaudit.similarity.runs import Hashes

__all__ = ["alike"]

_SEED: Final = 1
_BANDS: Final = 16
_ROWS: Final = 4
"""16 bands of 4: of pairs with similarity 0.5 two in three meet in a band, with 0.66 96 in 100, with 0.85 all but one
in a million. The inverted index meets those that are missed."""
_LEAST: Final = 0.375
"""Estimated similarity from which a pair is compared exactly: two standard deviations of 64 permutations below 0.5."""
_SLICE: Final = 50_000
"""Pairs whose signatures are compared at a time."""
_NEIGHBOURS: Final = 3
"""In a band, a text is held against the fullest ones of those alike and against the next fuller ones: so many of each.
Thousands of texts made from one template would make millions of pairs."""
_FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)


def alike(texts: Sequence[int], hashes: Callable[[int], Hashes]) -> Pairs:
    """Pairs of texts that may be near-duplicates, as (text, fuller). ``texts`` are numbers, the fullest first.

    The bands are sorted arrays rather than a ``MinHashLSH``, whose sets take 7 KB a text.
    """
    if len(texts) < 2:
        return []
    signatures = _signatures(texts, hashes)
    found: list[NDArray[np.int64]] = []
    for band in range(_BANDS):
        rows = signatures[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        key = np.zeros(len(rows), np.uint64)
        for row, factor in enumerate(_FACTORS):
            key += rows[:, row] * np.uint64(factor)
        order = np.argsort(key, kind="stable")
        key = key[order]
        start = np.searchsorted(key, key)
        places = np.arange(len(key))
        for step in range(_NEIGHBOURS):
            for partner in (start + step, places - step - 1):
                near = (partner >= start) & (partner < places)
                found.append(order[places[near]] << 32 | order[partner[near]])
    codes = np.unique(np.concatenate(found))
    text, fuller = codes >> 32, codes & 0xFFFFFFFF
    likeness = np.concatenate(
        [
            (signatures[text[at : at + _SLICE]] == signatures[fuller[at : at + _SLICE]]).mean(axis=1)
            for at in range(0, len(codes), _SLICE)
        ]
        or [np.empty(0)]
    )
    order = np.lexsort((fuller, -likeness, text))
    text, fuller, likeness = text[order], fuller[order], likeness[order]
    near = (np.arange(len(text)) - np.searchsorted(text, text) < MOST_PARTNERS) & (likeness >= _LEAST)
    return [(texts[a], texts[b]) for a, b in zip(text[near].tolist(), fuller[near].tolist(), strict=True)]


def _signatures(texts: Sequence[int], hashes: Callable[[int], Hashes]) -> NDArray[np.uint32]:
    # It loads scipy, half a second, which only those who compare texts shall wait for.
    from datasketch.minhash import MinHash

    signatures = np.empty((len(texts), _BANDS * _ROWS), np.uint32)
    sketch = MinHash(num_perm=_BANDS * _ROWS, seed=_SEED, hashfunc=int)
    for row, text in enumerate(texts):
        sketch.clear()
        sketch.update_batch((hashes(text) >> np.uint64(32)).tolist())
        signatures[row] = sketch.hashvalues
    return signatures
