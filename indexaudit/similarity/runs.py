"""Words to hashes, and hashes of words to hashes of runs of them: the same in every process."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["FACTORS", "Hashes", "Vocabulary", "mixed", "run_hashes"]

Hashes: TypeAlias = NDArray[np.uint64]

_KNOWN_WORDS: Final = 300_000
"""Words whose hash is kept: about 50 MB; the list starts anew when it is full."""
FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
"""Odd, one for each place in a run, so that the order of words counts."""
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)


class Vocabulary(dict[str, int]):
    """Words to hashes of 64 bits that are the same in every process, each computed once."""

    def __missing__(self, word: str) -> int:
        """The hash of a new word."""
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        found = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        self[word] = found
        return found

    def hashes(self, words: Sequence[str]) -> Hashes:
        """One hash a word."""
        return np.fromiter(map(self.__getitem__, words), np.uint64, count=len(words))


def run_hashes(words: Hashes, size: int) -> Hashes:
    """One hash for each run of ``size`` words (at most four), those across two texts among them."""
    found = np.zeros(len(words) - size + 1, np.uint64)
    for place, factor in enumerate(FACTORS[:size]):
        found += words[place : len(words) - size + 1 + place] * np.uint64(factor)
    return mixed(found)


def mixed(hashes: Hashes) -> Hashes:
    """The same, in place, with every bit depending on every other."""
    hashes ^= hashes >> np.uint64(31)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(33)
    return hashes
