"""Whether a text holds the words of a phrase, in any form, order and punctuation. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import pairwise
from typing import Final, Self

from indexaudit.web.phrases import Phrase, Term, is_unspaced, parts, units
from indexaudit.web.stems import fold_word, has_stems, same_word, without_accents, word_keys

__all__ = ["Matcher"]

_PREFIXED: Final = frozenset({"ar", "fa", "ga", "id", "nl", "st", "yi"})
"""Languages whose stemmers also take off beginnings."""
_UMLAUT: Final = re.compile("([aou])")
_PUNCTUATION: Final = ".,;:!?()[]\"'“”„‘’«»…"
_HAN: Final = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{4,}")


class Matcher:
    """Counts the terms of one phrase in texts. Remembers the words it has met; not shared between threads."""

    __slots__ = (
        "_asked",
        "_bare",
        "_begins",
        "_each",
        "_firsts",
        "_known",
        "_language",
        "_needles",
        "_pairs",
        "_places",
        "_terms",
        "_unspaced",
        "_within",
        "_zero",
    )

    def __init__(self, phrase: Phrase, *, bare: bool = False) -> None:
        """``bare``: the texts may be written without accents, as slugs are."""
        self._terms, self._bare, self._language = phrase.terms, bare, phrase.language
        spaced = [(at, term) for at, term in enumerate(phrase.terms) if not term.unspaced]
        self._pairs = tuple(
            (a, b, fold_word(t.joined + u.joined, self._language)) for (a, t), (b, u) in pairwise(spaced)
        )
        words = dict.fromkeys(word for _, term in spaced for word in (*term.parts, term.joined))
        self._needles = {word: word_keys(word, self._language, bare=bare) for word in words}
        self._unspaced = any(term.unspaced for term in phrase.terms)
        self._zero = (0,) * len(phrase.terms)
        keys = {key for found in self._needles.values() for key in found} | {pair for _, _, pair in self._pairs}
        self._begins = frozenset(begin for key in keys if key for begin in _begins(key, self._language))
        self._asked = phrase.terms
        self._each: tuple[tuple[str, ...], ...] | None = None
        self._places: tuple[int, ...] | None = None
        self._firsts = frozenset(begin[0] for begin in self._begins)
        self._within = frozenset(key[1:4] or key for key in keys) if self._language in _PREFIXED else frozenset()
        self._known: dict[str, tuple[str, ...]] = {}

    def counts(self, text: str | Sequence[str]) -> tuple[int, ...]:
        """How often each term stands in the text (or in its words), in the order of the phrase."""
        seen: dict[str, int] = {}
        if self._begins:
            known = self._known
            for token in text.split() if isinstance(text, str) else text:
                found = known.get(token)
                if found is None:
                    known[token] = found = self._look_up(token)
                for needle in found:
                    seen[needle] = seen.get(needle, 0) + 1
        counts = self._spaced(seen) if seen else self._zero
        if self._unspaced:
            counts = self._with_unspaced(counts, text)
        return counts if self._places is None else tuple(counts[at] for at in self._places)

    def _with_unspaced(self, counts: Sequence[int], text: str | Sequence[str]) -> tuple[int, ...]:
        run = "".join(fold_word(text if isinstance(text, str) else "".join(text), self._language).split())
        return tuple(_times(term, run) if term.unspaced else n for term, n in zip(self._terms, counts, strict=True))

    def narrowed(self, places: Sequence[int]) -> Self:
        """A matcher for some of the terms, named by their places, that knows the words which this one has met."""
        other = copy(self)
        other._places = tuple(places)  # noqa: SLF001 - its own kind
        other._asked = tuple(self._terms[at] for at in places)  # noqa: SLF001
        other._each = None  # noqa: SLF001
        return other

    def holds_all(self, text: str | Sequence[str]) -> bool:
        """Whether every term stands in the text; never for a phrase without words."""
        if isinstance(text, str) and not self.may_hold(text):
            return False
        counts = self.counts(text)
        return bool(counts) and all(counts)

    def may_hold(self, text: str) -> bool:
        """Whether the beginnings of all terms stand in the text. A quick look: what fails it does not hold them all."""
        if not text.isascii() or self._within or self._unspaced:
            return True
        if self._each is None:
            self._each = tuple(map(self._begins_of, self._asked))
        text = text.lower()
        for begins in self._each:
            for begin in begins:
                if begin in text:
                    break
            else:
                return False
        return True

    def _begins_of(self, term: Term) -> tuple[str, ...]:
        keys = {key for word in (*term.parts, term.joined) for key in self._needles.get(word, ())}
        return tuple({begin for key in keys for begin in _begins(key, self._language)})

    def _spaced(self, seen: Mapping[str, int]) -> tuple[int, ...]:
        counts = [0 if term.unspaced else _seen(term, seen) for term in self._terms]
        for one, other, pair in self._pairs:
            if pair in seen:  # the phrase parts what the text writes as one: "long tail" and "longtail"
                counts[one], counts[other] = max(counts[one], seen[pair]), max(counts[other], seen[pair])
        return tuple(counts)

    def _look_up(self, token: str) -> tuple[str, ...]:
        """Which words of the phrase a token of a text holds, each as often as it does."""
        bare = token.strip(_PUNCTUATION)
        if bare.isalpha() and (bare.isascii() or not is_unspaced(bare)):
            return self._needles_of(bare)
        found: list[str] = []
        for unit in units(token):
            joined = parts(unit)
            words = dict.fromkeys((*joined, "".join(joined))) if len(joined) > 1 else joined
            found += dict.fromkeys(needle for word in words for needle in self._needles_of(word))
        return tuple(found)

    def _needles_of(self, word: str) -> tuple[str, ...]:
        # Most words fall at this look: forms of one word begin alike.
        if not self._within:
            begin = word[:3].lower()
            if not begin.isascii():
                first = begin[0]
                if (first.isascii() or "\u0370" < first < "\uf900") and first not in self._firsts:
                    return ()
                begin = without_accents(fold_word(begin, self._language))
            if begin not in self._begins and begin[:2] not in self._begins:
                return ()
        folded = fold_word(word, self._language)
        if self._within and not any(piece in folded for piece in self._within):
            return ()
        found = [pair for _, _, pair in self._pairs if pair == folded]
        keys = word_keys(word, self._language, bare=self._bare)
        found += [needle for needle, its in self._needles.items() if not keys.isdisjoint(its)]
        if not found and not has_stems(self._language):
            found = [n for n in self._needles if same_word(word, n, self._language, bare=self._bare)]
        return tuple(found)


def _begins(key: str, language: str | None) -> Iterable[str]:
    """How the words of a stem may begin: its first three letters, of a short one two, in every spelling of them."""
    begin = without_accents(key[: 3 if len(key) > 3 else 2])
    yield begin
    if "i" in begin:
        yield begin.replace("i", "y")  # flies, fly
    if language == "de":
        yield _UMLAUT.sub(r"\1e", begin, count=1)[: len(begin)]  # Äpfel, Aepfel


def _seen(term: Term, seen: Mapping[str, int]) -> int:
    """As one word, or each of its parts; those of ``U.S.`` are single letters and say nothing alone."""
    joined = seen.get(term.joined, 0)
    if len(term.parts) == 1 or not any(len(part) > 1 for part in term.parts):
        return joined
    return max(joined, min(seen.get(part, 0) for part in term.parts))


def _times(term: Term, run: str) -> int:
    needle = term.joined
    times = run.count(needle)
    if times or not _HAN.fullmatch(needle):
        return times
    # Four characters and more are mostly two words, which may stand apart or the other way round: every pair of
    # neighbours but those at the seams must be there.
    missing = sum(a + b not in run for a, b in pairwise(needle))
    return int(missing <= (len(needle) - 2) // 2)
