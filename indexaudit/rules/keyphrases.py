"""Rules on the phrase that the page is to be found for. They judge a given phrase; an inferred one is only shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexaudit.config import Config
from indexaudit.facts import Content, Head, Keyphrase, MainText, Missing, Unavailable
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import GOOGLE_HELPFUL, GOOGLE_SPAM, GOOGLE_TITLE, YOAST
from indexaudit.rules.thresholds import Thresholds

_NOT_GIVEN: Final = "no keyphrase was given"
_WORD: Final = re.compile(r"[^\W_]+")


@rule(
    "keyphrase-in-title",
    "The title holds the words of the keyphrase",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CORRELATION,
    sources=[GOOGLE_TITLE, YOAST],
    since="0.1",
)
def keyphrase_in_title(
    config: Config, head: Head | Missing, keyphrase: Keyphrase | Missing, content: Content | Missing
) -> Outcome:
    """Every content word of the given keyphrase stands in the title, in any form and order.

    ## Why
    Readers look in a result for the words that they searched for. Most pages on the first page of results have them in
    the title, but a study found no effect on the place among them: this is about being recognised. Neither the exact
    phrase nor the first place is asked for.

    ## Fix
    Work the missing words into the title where they read naturally, or give another keyphrase.
    """
    if config.keyphrase is None:
        return skip(_NOT_GIVEN)
    if isinstance(head, Missing):
        return _missing(head)
    if head.title is None:
        return skip("there is no title; see title-present")
    if isinstance(keyphrase, Missing):
        return _missing(keyphrase)
    seen = evidence(f"<title>{head.titles[0].text}</title>", line=head.titles[0].line)
    missing = _without(keyphrase.words, keyphrase.title_words)
    if not missing:
        return ok(seen)
    what = f"the title {quote(head.title)} lacks {_listed(missing)} of the keyphrase {quote(keyphrase.text)}"
    fix = f"Say {_listed(missing)} in the title, in any form and place. Now: {quote(head.title)}."
    half = len(keyphrase.title_words) * 2 >= len(keyphrase.words)
    outcome = warn(what, seen, fix=fix) if half else fail(what, seen, fix=fix)
    return unless_half_read(unless_shell(outcome, content), head)


@rule(
    "keyphrase-early",
    "The text begins with what the keyphrase names",
    dimension=Dimension.CONTENT,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=[YOAST],
    since="0.1",
)
def keyphrase_early(config: Config, keyphrase: Keyphrase | Missing, main: MainText | Missing) -> Outcome:
    """One sentence of the first paragraph, or of the first 100 words, holds the given keyphrase.

    ## Why
    Who comes for a topic wants to see at once that the text is about it. A convention of editors and their tools; no
    search engine documents it, so it is shown and never priced.

    ## Fix
    Say in one of the first sentences what the page is about, in the words of the keyphrase.
    """
    if config.keyphrase is None:
        return skip(_NOT_GIVEN)
    if isinstance(keyphrase, Missing):
        return _missing(keyphrase)
    if isinstance(main, Missing):
        return _missing(main)
    if not main.words:
        return skip("there is no text; see content-depth")
    if keyphrase.opening_sentence:
        return ok()
    name = quote(keyphrase.text)
    fix = f"Say in one of the first sentences what {name} is about, in these words and any form of them."
    missing = _without(keyphrase.words, keyphrase.opening_words)
    if not missing:
        what = f"the opening holds all words of the keyphrase {name}, but no sentence holds them together"
        return unless_half_read(warn(what, fix=fix), main)
    there = "any word" if not keyphrase.opening_words else _listed(missing)
    return unless_half_read(fail(f"the opening of the text lacks {there} of the keyphrase {name}", fix=fix), main)


@rule(
    "keyphrase-not-stuffed",
    "The text does not repeat its keyphrase over and over",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SPAM, GOOGLE_HELPFUL, YOAST],
    since="0.1",
)
def keyphrase_not_stuffed(
    config: Config, keyphrase: Keyphrase | Missing, main: MainText | Missing, thresholds: Thresholds
) -> Outcome:
    """Few of the sentences repeat the given keyphrase, and none repeats it several times.

    ## Why
    Google names the repetition of words until a text sounds unnatural as spam. It names no number: the limits are those
    of editors' tools, counted in sentences of running text, so that tables, lists and headings do not count. A single
    word may be the only name of what the text is about: it has twice the room, and never fails. A sentence may list
    products of one name. There is no minimum; a density to be reached is a myth.

    ## Fix
    Read the text aloud and say the thing in other words, or with a pronoun, where it repeats itself.
    """
    if config.keyphrase is None:
        return skip(_NOT_GIVEN)
    if isinstance(keyphrase, Missing):
        return _missing(keyphrase)
    if isinstance(main, Missing):
        return _missing(main)
    if main.words < thresholds.keyphrase_text_words:
        return skip(f"a text of {main.words} words is too short to tell")
    name, sentence = quote(keyphrase.text), keyphrase.fullest_sentence or ""
    seen = (evidence(sentence),) if sentence else ()
    fix = f"Say {name} in other words, or leave it out, in some of the {keyphrase.matches} sentences that hold it."
    times = keyphrase.fullest_times
    several = len(keyphrase.words) > 1
    if several and times >= thresholds.keyphrase_sentence_repeats and not _is_name(keyphrase.words, sentence):
        what = f"one sentence says {name} {times} times: {quote(sentence, 120)}"
        return fail(what, *seen, fix=f"Say {name} once in this sentence: {quote(sentence, 120)}.")
    density = keyphrase.density
    room = 1 if several else 2
    if density <= thresholds.keyphrase_density * room:
        return ok(*seen)
    what = (
        f"{keyphrase.matches} of {keyphrase.sentences} sentences hold the keyphrase {name}, {density:.1f} for 100 words"
    )
    if density <= thresholds.keyphrase_density_most or not several:
        return warn(what, *seen, fix=fix)
    return fail(what, *seen, fix=fix)


def _missing(group: Missing) -> Outcome:
    """As the engine answers: nobody is asked for a phrase that was not given, whatever else could not be had."""
    return unknown(group.reason) if isinstance(group, Unavailable) else skip(group.reason)


def _without(words: Sequence[str], found: Sequence[str]) -> list[str]:
    return [word for word in words if word not in found]


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(map(quote, words[:-1])), quote(words[-1]))))


def _is_name(words: Sequence[str], sentence: str) -> bool:
    """Whether the sentence writes the phrase as a name: with a number in it, or nowhere in lower case."""
    if any(map(str.isdigit, "".join(words))):
        return True
    if not any(c.islower() or c.isupper() for c in "".join(words)):
        return False  # a script without capitals
    begins = tuple(word[:4].lower() for word in words)
    return not any(token.startswith(begins) for token in _WORD.findall(sentence))
