"""Posts to the topics that several of them speak of, precise rather than complete. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from indexaudit.brand.topic_groups import find_groups
from indexaudit.brand.topic_relations import read_frequencies, relate
from indexaudit.brand.topic_terms import FEWEST, Term, languages_of, read_texts, without_links
from indexaudit.web.matcher import Matcher
from indexaudit.web.phrases import Phrase, is_unspaced, read_phrase
from indexaudit.web.stems import fold_word
from indexaudit.web.stop_words import stop_words

__all__ = ["Post", "Topic", "group_topics"]

_LABELS: Final = 2
"""Labels of a name."""
_SHOWN: Final = 6
"""Terms of a topic that are shown."""
_MOST: Final = 0.5
"""Share of all posts from which a keyphrase of one word, such as the brand's name, is no topic."""
_NO_LETTER: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One short text."""

    id: str
    """Unique among the posts."""
    text: str
    language: str | None
    """BCP 47, as the source says."""
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Three posts or more of one language that speak of the same thing."""

    name: str
    """The keyphrase; else one or two labels from the posts' own words, in their spelling (``tide gauges,
    saltmarsh``)."""
    terms: tuple[str, ...]
    """What the posts share, as most of them write it, the most telling first, at most six."""
    posts: tuple[str, ...]
    """Ids, sorted."""
    words: int
    """Of all the posts together."""
    basis: Literal["keyphrase", "shared_words"]
    """``keyphrase``: every post holds all content words of one; ``shared_words``: they share words that few other
    posts have."""


def group_topics(posts: Sequence[Post], *, keyphrases: Sequence[str] = ()) -> tuple[Topic, ...]:
    """The topics of the posts, the one with the most words first; each post is in at most one.

    Keyphrases come first, those of more words before shorter ones. Then posts that share at least two words that few
    others have, a hashtag, or a name of several words that the rest of their words supports. Words that most posts
    have, greetings and words of the calendar make no topic. Of posts that differ in nothing but numbers, links and
    marks the first by id is taken, for the others add nothing. Chinese and Japanese words are found by what
    texts repeat; of other scripts without blanks only hashtags and keyphrases are told. Deterministic, whatever the
    order of the posts.
    """
    ordered = sorted(posts, key=lambda post: (post.id, post.text))
    languages = languages_of([post.text for post in ordered], [post.language for post in ordered])
    read = read_texts([post.text for post in ordered], languages)
    own = _without_repeats([without_links(post.text) for post in ordered])
    found: list[Topic] = []
    free = set(own)
    for phrase, held in _by_keyphrase(ordered, languages, own, keyphrases):
        taken = [at for at in held if at in free]
        for same in _by_language(taken, languages):
            if len(same) >= FEWEST:
                free.difference_update(same)
                terms = tuple(term.text for term in phrase.terms)
                found.append(_topic(phrase.text, terms[:_SHOWN], [ordered[at] for at in same], "keyphrase"))
    texts = [read[at] for at in own]
    frequencies = read_frequencies(texts)
    left = [number for number, at in enumerate(own) if at in free]
    for same in _by_language(left, [languages[at] for at in own]):
        for group in find_groups(frequencies, relate(texts, same, frequencies)):
            spelled = _Spelling([texts[number] for number in group.texts], set(group.terms))
            terms = tuple(dict.fromkeys(spelled.term(key) for key in group.terms))
            name = ", ".join(spelled.labels(group.terms))
            members = [ordered[own[number]] for number in group.texts]
            found.append(_topic(name, terms[:_SHOWN], members, "shared_words"))
    return tuple(sorted(found, key=lambda topic: (-topic.words, topic.name, topic.posts)))


def _topic(
    name: str, terms: tuple[str, ...], posts: Sequence[Post], basis: Literal["keyphrase", "shared_words"]
) -> Topic:
    return Topic(
        name=name,
        terms=terms,
        posts=tuple(post.id for post in posts),
        words=sum(post.words for post in posts),
        basis=basis,
    )


def _without_repeats(texts: Sequence[str]) -> list[int]:
    first: dict[str, int] = {}
    for at, text in enumerate(texts):
        first.setdefault(_NO_LETTER.sub("", text).casefold(), at)
    return sorted(first.values())


def _by_language(numbers: Iterable[int], languages: Sequence[str | None]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for at in numbers:
        found.setdefault(languages[at] or "", []).append(at)
    return [found[language] for language in sorted(found)]


def _by_keyphrase(
    posts: Sequence[Post], languages: Sequence[str | None], own: Sequence[int], keyphrases: Iterable[str]
) -> list[tuple[Phrase, list[int]]]:
    """Each phrase with the posts that hold all its content words: more words first, then the rarer one."""
    wanted = sorted({" ".join(phrase.split()) for phrase in keyphrases} - {""})
    if not wanted:
        return []
    bare = [without_links(post.text) for post in posts]
    found: list[tuple[Phrase, list[int]]] = []
    for text in wanted:
        matchers: dict[str | None, Matcher] = {}
        held = []
        for at in own:
            language = languages[at]
            matcher = matchers.get(language)
            if matcher is None:
                matcher = matchers[language] = Matcher(read_phrase(text, language))
            if matcher.holds_all(bare[at]):
                held.append(at)
        if held:
            phrase = read_phrase(text, languages[held[0]])
            joining = stop_words(phrase.language)
            if all(fold_word(term.text, phrase.language) in joining for term in phrase.terms):
                continue
            if len(phrase.terms) > 1 or len(held) <= max(FEWEST, _MOST * len(own)):
                found.append((phrase, held))
    return sorted(found, key=lambda item: (-len(item[0].terms), len(item[1]), item[0].text))


class _Spelling:
    """How the posts of one topic write its terms."""

    def __init__(self, texts: Sequence[Sequence[Term | None]], keys: set[str]) -> None:
        self._forms: dict[str, Counter[str]] = {}
        self._beside: dict[tuple[str, str], Counter[str]] = {}
        for text in texts:
            for term in text:
                if term and term.key in keys:
                    self._forms.setdefault(term.key, Counter())[term.text] += 1
            for a, b in pairwise(text):
                if a and b and a.key in keys and b.key in keys and "tag" not in (a.kind, b.kind):
                    joint = "" if is_unspaced(a.text) and is_unspaced(b.text) else " "
                    self._beside.setdefault((a.key, b.key), Counter())[f"{a.text}{joint}{b.text}"] += 1

    def term(self, key: str) -> str:
        """Its most common form."""
        return _usual(self._forms[key])

    def labels(self, keys: Sequence[str]) -> list[str]:
        """The most telling terms, with the one that they mostly stand beside; hashtags only where there is no word."""
        words = [key for key in keys if not key.startswith("#")] or list(keys)
        labels: list[str] = []
        used: set[str] = set()
        for key in words:
            if key not in used and len(labels) < _LABELS:
                pair = self._pair(key, set(words) - used)
                used.update(pair or (key,))
                labels.append(_usual(self._beside[pair]) if pair else self.term(key))
        return labels

    def _pair(self, key: str, words: set[str]) -> tuple[str, str] | None:
        options = {
            pair: forms.total()
            for pair, forms in self._beside.items()
            if key in pair and pair[0] != pair[1] and words.issuperset(pair)
        }
        best = min(options, key=lambda pair: (-options[pair], pair), default=None)
        return best if best and options[best] >= max(2, self._forms[key].total() / 2) else None


def _usual(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))
