"""A text to a signature, and two signatures to how alike their texts are (Broder 1997; Ondov et al. 2016).

The signature is MinHash over runs of three words. Of two texts with resemblance ``J`` the share of words in common is
estimated as ``(2J / (1 + J)) ** (1 / 3)``: one word that was changed breaks three runs, so that ``J`` itself falls much
faster than a reader would say.
"""

from __future__ import annotations

import math
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np

from indexaudit.similarity.runs import Vocabulary, run_hashes
from indexaudit.web.words import split_words

if TYPE_CHECKING:
    from datasketch import MinHash

__all__ = ["FEWEST_WORDS", "bands", "signature", "similarity"]

FEWEST_WORDS: Final = 40
"""Words from which a text has a signature: shorter ones are notices, captions and forms."""
_MOST_WORDS: Final = 20_000
"""Words that are read, from the start: the length of a short book."""
_RUN: Final = 3
_PERMUTATIONS: Final = 128
"""The standard error of a resemblance is at most 0.044."""
_SEED: Final = 1
_BANDS: Final = 32
_ROWS: Final = _PERMUTATIONS // _BANDS
"""32 bands of 4: of pairs that share 85 % of their words seven in ten meet in a band, at 90 % 97 in 100."""


def signature(text: str) -> str | None:
    """Hex of 128 numbers of 32 bits, the same in every process; null for a text of fewer than :data:`FEWEST_WORDS`."""
    words = split_words(text)[:_MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return None
    sketch = _sketch().copy()
    found = np.unique(run_hashes(_vocabulary().hashes(words), _RUN) >> np.uint64(32))
    sketch.update_batch(found.tolist())
    return np.asarray(sketch.hashvalues, "<u4").tobytes().hex()


def bands(signature: str) -> tuple[int, ...]:
    """One signed number of 64 bits a band: texts that share one are worth comparing."""
    raw = bytes.fromhex(signature)
    size = 4 * _ROWS
    return tuple(
        int.from_bytes(
            blake2b(bytes([at]) + raw[at * size : (at + 1) * size], digest_size=8).digest(), "big", signed=True
        )
        for at in range(_BANDS)
    )


def similarity(one: str, other: str) -> float:
    """The estimated share of words in common, 0 to 1."""
    first = np.frombuffer(bytes.fromhex(one), "<u4")
    second = np.frombuffer(bytes.fromhex(other), "<u4")
    resemblance = float((first == second).mean())
    return math.pow(2 * resemblance / (1 + resemblance), 1 / _RUN)


@cache
def _vocabulary() -> Vocabulary:
    """The words of a site are the same on page after page."""
    return Vocabulary()


@cache
def _sketch() -> MinHash:
    # It loads scipy, half a second, which only those who compare texts shall wait for.
    from datasketch.minhash import MinHash

    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
