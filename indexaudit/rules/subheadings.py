"""The rule on how far apart the headings of a text stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.facts import Content, MainText
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import fold, quote
from indexaudit.rules.exemptions import FOR_ARTICLES
from indexaudit.rules.sources import YOAST
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.words import count_words

_HEADING_WORDS: Final = 12
"""Words up to which a line of its own may be meant as a heading (bold text, most often)."""
_LONGEST: Final = 300
"""Characters up to which a line is looked for among the headings."""
_PARAGRAPH_WORDS: Final = 20
"""Words from which the line behind it is a paragraph."""
_ENDS: Final = (".", "!", ",", ";", "…", "。", "！", "”", '"', "»", ")")
"""What ends a sentence, and no heading; a question may be one."""
_VERSE_WORDS: Final = 12
"""Mean words of a line below which a text is verse, a list or a transcript."""


@rule(
    "subheading-spacing",
    "Headings part the text into sections",
    dimension=Dimension.CONTENT,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=[YOAST],
    since="0.1",
    not_on=FOR_ARTICLES,
)
def subheading_spacing(main: MainText, content: Content, thresholds: Thresholds) -> Outcome:
    """A text of more than 600 words has a heading every few hundred of them.

    ## Why
    People scan before they read, and a heading every few paragraphs tells them where to begin. No engine documents
    it, so this is shown and never priced. A short text, such as most news, needs none. Number and order of
    levels are not judged. A short line in front of a paragraph counts as a heading, whatever element it is made of;
    verse, lists and transcripts are not judged.

    ## Fix
    Put an `<h2>` that says what follows in front of each change of topic.
    """
    if main.words <= thresholds.section_words_most:
        return skip(f"a text of {main.words} words may do without headings inside")
    lines = main.text.split("\n")
    if main.words < _VERSE_WORDS * len(lines):
        return skip("the text is made of short lines: verse, a list or a transcript")
    counts = main.paragraphs
    if len(counts) != len(lines):
        counts = tuple(count_words(line, content.language) for line in lines)
    words, before = max(_sections(lines, counts, content), key=lambda section: section[0])
    where = f"after {quote(before)} " if before else ""
    if words <= thresholds.section_words:
        return ok()
    message = f"{words} words stand {where}without a heading between them"
    fix = f"Part the {words} words {where}with headings such as `<h2>`, one for each topic."
    seen = evidence(before or lines[0])
    over = words > thresholds.section_words_most
    return unless_half_read(fail(message, seen, fix=fix) if over else warn(message, seen, fix=fix), main, content)


def _sections(lines: list[str], counts: tuple[int, ...], content: Content) -> Iterator[tuple[int, str | None]]:
    """Words of each run of text, and the heading before it."""
    headings = {fold(heading.text) for heading in content.headings if heading.text and len(heading.text) <= _LONGEST}
    words, heading = 0, None
    for at, (line, count) in enumerate(zip(lines, counts, strict=True)):
        follows = counts[at + 1] if at + 1 < len(counts) else 0
        is_heading = len(line) <= _LONGEST and fold(line) in headings
        if is_heading or _is_meant_as_one(line, count, follows):
            yield words, heading
            # What is only meant as one may be a byline or "read more": it parts, and gives no name.
            words, heading = 0, line if is_heading else None
        else:
            words += count
    yield words, heading


def _is_meant_as_one(line: str, words: int, following: int) -> bool:
    return 0 < words <= _HEADING_WORDS and following >= _PARAGRAPH_WORDS and not line.rstrip().endswith(_ENDS)
