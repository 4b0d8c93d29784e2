"""Where the page holds its keyphrase: the one that was given, else the one on which its own words agree."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from indexaudit.facts import Content, Head, Headline, Keyphrase, MainText, Missing, NotApplicable, Place
from indexaudit.web.matcher import Matcher
from indexaudit.web.phrases import read_phrase, sentences
from indexaudit.web.stop_words import stop_words
from indexaudit.web.topics import READ, agreement, together
from indexaudit.web.words import count_words

__all__ = ["read_keyphrase"]

_NONE: Final = "no keyphrase was given, and title, heading, address and text agree on none"
_IN_SLUG: Final = 2
"""Words of a slug that can confirm a phrase, at least."""
_HEADINGS: Final = 100
_ALTS: Final = 200
"""Headings and alternative texts that are looked through."""
_TEXT: Final = 500_000
"""Characters of the text that are looked through."""
_ENDS: Final = re.compile(r"[.!?…。！？؟।][)\]»”\"’」』）]*$")
_LONG_LINE: Final = 12
"""Words from which a line without a mark at its end is prose all the same."""
_NOT_A_DATELINE: Final = 25
"""Words from which a paragraph can be the first: datelines, summaries and bylines are shorter."""


def read_keyphrase(
    given: str | None,
    *,
    head: Head,
    headline: Headline | Missing,
    content: Content | Missing,
    main: MainText | Missing,
    slug: Sequence[str],
    opening_words: int,
) -> Keyphrase | Missing:
    """The keyphrase and where it stands. :class:`NotApplicable` when none was given and none can be inferred.

    ``opening_words`` is how far the opening of the text reaches, in words.
    """
    language = content.language if isinstance(content, Content) else None
    named = headline.headline.text if isinstance(headline, Headline) and headline.headline else ""
    title = head.title or ""
    lines = main.text[:_TEXT].split("\n") if isinstance(main, MainText) else []

    @cache
    def prose() -> tuple[str, ...]:
        return tuple(s for line in lines for s in _prose(line)) or tuple(s for line in lines for s in sentences(line))

    if given is not None:
        phrase = read_phrase(given, language)
        matcher = Matcher(phrase)
    else:
        if not lines and (len(slug) < _IN_SLUG or not stop_words(language)):
            return NotApplicable(_NONE)  # without a text the slug alone can confirm what the headline says
        agreed = agreement(title=title, headline=named, slug=slug, text=prose, language=language)
        if agreed is None:
            return NotApplicable(_NONE)
        matcher = Matcher(agreed.phrase)
        chosen = together(agreed, [matcher.counts(sentence) for sentence in prose()[:READ]])
        if not chosen:
            return NotApplicable(_NONE)
        phrase, matcher = agreed.phrase.narrowed(chosen), matcher.narrowed(chosen)
    gaps = head.gaps
    headings: list[str] = []
    titles = {named}
    alts: list[str] = []
    if isinstance(content, Content):
        gaps += content.gaps
        titles |= {h.text for h in content.headings[:_HEADINGS]}
        headings = [h.text for h in content.headings[:_HEADINGS] if h.text != named]
        alts = [image.alt for image in content.images[:_ALTS] if image.alt]
    gaps += main.gaps if isinstance(main, MainText) else (f"the text was not read: {main.reason}",)
    opening = [sentence for line in _opening(lines, titles, opening_words) for sentence in sentences(line)]
    in_title = matcher.counts(title)
    in_opening = matcher.counts("\n".join(opening))
    found = [
        (min(counts), sentence)
        for sentence in prose()
        if matcher.may_hold(sentence) and all(counts := matcher.counts(sentence))
    ]
    headings = [text for text in headings if matcher.holds_all(text)]
    alts = [text for text in alts if matcher.holds_all(text)]
    places: dict[Place, object] = {
        "title": all(in_title),
        "headline": matcher.holds_all(named),
        "slug": Matcher(phrase, bare=True).holds_all(slug),
        "description": matcher.holds_all(head.description or ""),
        "opening": all(in_opening),
        "headings": headings,
        "text": found,
        "image_alts": alts,
    }
    times, fullest = max(found, key=lambda pair: pair[0], default=(0, None))
    words = tuple(term.text for term in phrase.terms)
    return Keyphrase(
        text=phrase.text,
        basis="inferred" if given is None else "given",
        words=words,
        found_in=tuple(place for place, there in places.items() if there),
        title_words=tuple(word for word, n in zip(words, in_title, strict=True) if n),
        opening_words=tuple(word for word, n in zip(words, in_opening, strict=True) if n),
        opening_sentence=any(map(matcher.holds_all, opening)),
        headings=tuple(headings),
        image_alts=len(alts),
        sentences=len(prose()),
        matches=len(found),
        text_words=main.words if isinstance(main, MainText) else 0,
        fullest_sentence=fullest,
        fullest_times=times,
        gaps=gaps,
    )


def _prose(line: str) -> list[str]:
    """The sentences of a line of running text; none for a heading, a row of a table or an item of a list."""
    if _ENDS.search(line) is None and count_words(line) < _LONG_LINE:
        return []
    return sentences(line)


def _opening(lines: Iterable[str], titles: Container[str], words: int) -> Iterator[str]:
    """The first paragraph and whatever else begins within so many words; headings are not part of it."""
    read = 0
    paragraph = False
    for line in lines:
        if line in titles:
            continue
        if read >= words and paragraph:
            return
        yield line
        counted = count_words(line)
        read += counted
        paragraph = paragraph or counted >= _NOT_A_DATELINE or read >= 2 * words
