"""What a page seems to want to be found for: the words on which title, headline, address and text agree. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from indexaudit.web.light_words import light_words
from indexaudit.web.matcher import Matcher
from indexaudit.web.phrases import Phrase, Term, read_phrase, units
from indexaudit.web.stems import fold_word
from indexaudit.web.stop_words import stop_words

__all__ = ["READ", "Agreement", "agreement", "together"]

_MOST: Final = 4
_FEWEST: Final = 2
_TIMES: Final = 2
"""Sentences that must hold the whole phrase."""
_WEIGHED: Final = 8
"""Words that are weighed: those that the text says most often."""
READ: Final = 150
"""Sentences that are read: what a page is about it says early."""
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)
_RUN: Final = re.compile("[\u30a1-\u30fa\u30fc]{2,}|[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
"""Katakana, or Han: where hiragana or a mark stands between, a word ends."""
_LONG_WORD: Final = 8
_CHARACTERS_READ: Final = 80
"""Characters of a headline without blanks that are read."""
_CHARACTERS: Final = 6
"""Characters of a phrase from which two sentences are enough: pieces of two are often no words."""
_JOINING: Final = re.compile(
    "[的了是在和与與及或有這这那你我他她它们們也就都而被把对對为為从從到让讓向将將以之其等才第]"
)
"""Characters of Chinese that join words or stand for them."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The words on which title, headline and slug agree, before the text is asked."""

    phrase: Phrase
    """Its terms in the order of the headline."""
    places: tuple[int, ...]
    """Where each of them stands among the words of the headline."""
    whole: bool
    """They are a short headline, nothing left out: two or three words."""
    sure: bool
    """The slug has them too, so that they can stand for the phrase where there is no text."""


def agreement(
    *, title: str, headline: str, slug: Sequence[str], text: Callable[[], Sequence[str]], language: str | None = None
) -> Agreement | None:
    """What title and headline both say, and the slug, unless that has no words or writes another script.

    Without a headline the title stands in for it. Numbers, joining words and words that stand in any headline do not
    count. Null when fewer than two words remain. ``text`` gives the sentences; it is asked for scripts without blanks,
    whose words are the pieces of the headline that the text repeats.
    """
    named = headline or title
    phrase = read_phrase(named, language)
    if any(term.unspaced for term in phrase.terms):
        terms = _pieces(phrase, title or named, text())
        found = replace(phrase, terms=terms)
        return Agreement(found, tuple(range(len(terms))), whole=False, sure=False) if len(terms) >= _FEWEST else None
    light = light_words(language)
    kept = tuple(term for term in phrase.terms if _names(term) and fold_word(term.text, language) not in light)
    if len(kept) < _FEWEST:
        return None
    named_by = replace(phrase, terms=kept)
    there = Matcher(named_by).counts(title or named)
    in_slug = Matcher(named_by, bare=True).counts(slug) if len(slug) > 1 else ()
    asked = any(in_slug) or bool(in_slug and _same_script(named, slug))
    if asked:
        there = tuple(min(pair) for pair in zip(there, in_slug, strict=True))
    terms = tuple(term for term, n in zip(kept, there, strict=True) if n)
    if len(terms) < _FEWEST:
        return None
    return Agreement(
        replace(phrase, terms=terms),
        tuple(phrase.terms.index(term) for term in terms),
        whole=len(terms) == len(kept) < _MOST,
        sure=asked and len(terms) <= _MOST and bool(stop_words(language)),
    )


def together(agreed: Agreement, counted: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Which of the terms are the phrase, two to four of them, or none. ``counted``: how often each sentence has each.

    Those that stand together in the most sentences, two at least; more words before fewer as long as they still stand
    together about as often. Words that the headline has between them make a phrase less likely: then two sentences are
    not enough. A short headline is the phrase when the text says each of its words twice.
    """
    everything = tuple(range(len(agreed.places)))
    counted = counted[:READ]
    if not counted:
        return everything if agreed.sure else ()
    if agreed.whole and all(sum(column) >= _TIMES for column in zip(*counted, strict=True)):
        return everything
    masks = Counter(frozenset(at for at, n in enumerate(counts) if n) for counts in counted if any(counts))
    times: Counter[int] = Counter()
    for mask, n in masks.items():
        times.update(dict.fromkeys(mask, n))
    weighed = sorted(sorted(times, key=lambda at: (-times[at], at))[:_WEIGHED])
    best = 0
    found: tuple[int, ...] = ()
    unspaced = any(term.unspaced for term in agreed.phrase.terms)
    for size in range(_FEWEST, _MOST + 1):
        for chosen in combinations(weighed, size):
            held = sum(n for mask, n in masks.items() if mask.issuperset(chosen))
            left_out = agreed.places[chosen[-1]] - agreed.places[chosen[0]] + 1 - size
            few = left_out > 1 or (unspaced and _characters(agreed.phrase, chosen) < _CHARACTERS)
            rank = held * (size - 1) - left_out
            if rank > best and held >= _TIMES + few:
                best, found = rank, chosen
    return found


def _characters(phrase: Phrase, chosen: Sequence[int]) -> int:
    return sum(len(phrase.terms[at].joined) for at in chosen)


def _names(term: Term) -> bool:
    """Whether a word can name something: not a number, not a letter."""
    return len(term.joined) > 1 and not term.joined.isdigit()


def _same_script(named: str, slug: Sequence[str]) -> bool:
    return bool(_LATIN.search("".join(slug))) == bool(_LATIN.search(named))


def _pieces(phrase: Phrase, title: str, text: Sequence[str]) -> tuple[Term, ...]:
    """The longest pieces of the headline that the title has as well and the text repeats."""
    run = "".join(fold_word("".join(text[:READ]), phrase.language).split())
    named = "".join(fold_word(title, phrase.language).split())
    pieces: dict[str, Term] = {}
    for unit in units(phrase.text[:_CHARACTERS_READ]):
        for match in _RUN.finditer(unit):
            parts = _JOINING.split(match[0]) if phrase.language == "zh" else (match[0],)
            for piece in (piece for part in parts if part for piece in _repeated(part, run, phrase.language)):
                folded = fold_word(piece, phrase.language)
                if folded in named:
                    pieces[piece] = Term(piece, (piece,), folded, unspaced=True)
    return tuple(pieces.values())


def _repeated(run: str, text: str, language: str | None) -> list[str]:
    if "\u30a1" <= run[0] <= "\u30fc":
        return [run] if text.count(fold_word(run, language)) >= _TIMES else []
    pieces = []
    at = 0
    while at < len(run) - 1:
        for end in range(min(len(run), at + _LONG_WORD), at + 1, -1):
            if text.count(run[at:end]) >= _TIMES:
                pieces.append(run[at:end])
                at = end
                break
        else:
            at += 1
    return pieces
