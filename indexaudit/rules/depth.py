"""Rules on how much the page says in text."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from indexaudit.facts import Content, Image, MainText, Missing, Rendering
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
from indexaudit.rules.exemptions import WITHOUT_LONG_TEXT, WITHOUT_MESSAGE
from indexaudit.rules.sources import (
    BING_GUIDELINES,
    GOOGLE_AI_FEATURES,
    GOOGLE_HELPFUL,
    GOOGLE_STARTER,
    SEONAUT,
    YOAST,
)
from indexaudit.rules.thresholds import Thresholds

_CURVE: Final = ((0.0, 0.0), (25.0, 0.1), (100.0, 0.3), (300.0, 0.7), (600.0, 0.9), (900.0, 1.0))
"""Words of main text and the credit they give; linear in between (design, part 6)."""


def depth_credit(words: float) -> float:
    """The credit for so many words, 0 to 1."""
    for (low, start), (high, end) in pairwise(_CURVE):
        if words <= high:
            return start + (end - start) * (words - low) / (high - low)
    return 1.0


@rule(
    "content-depth",
    "The text is long enough to answer something",
    dimension=Dimension.CONTENT,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[GOOGLE_HELPFUL, GOOGLE_STARTER, BING_GUIDELINES, YOAST, SEONAUT],
    since="0.1",
    lead=True,
    not_on=WITHOUT_LONG_TEXT,
)
def content_depth(
    main: MainText,
    content: Content | Missing,
    page_type: PageType,
    rendering: Rendering | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """The main text, without navigation and comments, has at least 300 words.

    ## Why
    More text gives more different words to be found by, and room for an answer. The number of words is no ranking
    factor: Google says that it has no preferred count, and no study holds once links are taken into account. What is
    documented is the floor: pages with next to no text are treated as errors by Google and may not be indexed by Bing.
    This rule leads its dimension because how much a post can hold is what tells channels apart. Credit: 0.1 at 25
    words, 0.3 at 100, 0.7 at 300, 0.9 at 600, 1 from 900, linear in between. Scripts without blanks count by their own
    unit. A product page needs 50 words only, and lists, profiles, videos and home pages none. Where the page was
    rendered (`--render`) and scripts bring more, their text counts: that it comes late is charged by
    content-in-raw-html.

    ## Fix
    Answer more of what a reader comes with: how, why, how much, what then. Do not pad.
    """
    made = (rendering.words or 0) if isinstance(rendering, Rendering) else 0
    words = max(main.words, made)
    if page_type.type is PageKind.PRODUCT:
        least = thresholds.content_words_least
        if words >= least:
            return skip("a product page needs no long text")
        return _short(main, words, credit=words / least, repaired=1.0, goal=least, least=least)
    goal, least = thresholds.content_words, thresholds.content_words_least
    if words >= goal:
        return ok(credit=depth_credit(words), message=f"{words} words of main text")
    if isinstance(rendering, Rendering) and made > main.words and not rendering.complete:
        return unknown(f"scripts bring text, and more may have been on its way: {words} words had come")
    if isinstance(content, Content) and any(wall.kind == "paywall" for wall in content.walls):
        return unknown(f"{words} words are free to read; how long the paid text is cannot be seen")
    return _short(main, words, credit=depth_credit(words), repaired=depth_credit(goal), goal=goal, least=least)


def _short(main: MainText, words: int, *, credit: float, repaired: float, goal: float, least: float) -> Outcome:
    if main.gaps:
        return unknown(f"only half read: {main.gaps[0]}; {words} words were found")
    make = fail if words < least else warn
    scripts = ", scripts run" if words > main.words else ""
    return make(
        f"the main text has {words} word{'' if words == 1 else 's'}{scripts}",
        *_opening(main),
        fix=f"Write at least {goal:g} words that answer what a reader comes with; now {words}.",
        credit=credit,
        repaired=repaired,
    )


def _opening(main: MainText) -> tuple[Evidence, ...]:
    text = " ".join(main.text.split())
    return (evidence(text),) if text else ()


@rule(
    "content-textual",
    "The message is in text, not in pictures or sound alone",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[BING_GUIDELINES, GOOGLE_AI_FEATURES],
    since="0.1",
    not_on=WITHOUT_MESSAGE,
)
def content_textual(main: MainText, content: Content, page_type: PageType, thresholds: Thresholds) -> Outcome:
    """A page that shows a large picture, a video or sound also says in a hundred words what is in it.

    ## Why
    Search engines index text. What only stands in a picture or is only spoken cannot be found by its words. Photo and
    comic sites live from pictures, so this is minor. A picture counts as large when the page declares it so; whether
    it holds writing is not looked at.

    ## Fix
    Add a caption and a transcript, or say the same in the text.
    """
    words, goal = main.words, thresholds.textual_words
    if words >= goal:
        return ok()
    pictures = [image for image in content.images if _large(image, thresholds)]
    sounds = [name for name in content.media if name in ("video", "audio")]
    if pictures:
        what, seen = "a large picture", [evidence(f'<img src="{i.src}">', line=i.line) for i in pictures[:5]]
    elif sounds or page_type.type is PageKind.VIDEO:
        what, seen = "a recording", [evidence(f"<{name}>") for name in sounds[:1]]
    else:
        return skip("no large picture, video or sound carries the content; see content-depth")
    message = f"{words} words of text stand beside {what}"
    fix = f"Say in at least {goal:g} words what {what} shows or says: a caption, a transcript; now {words}."
    make = fail if words < thresholds.textual_words_least else warn
    return unless_half_read(make(message, *seen, fix=fix), main)


def _large(image: Image, thresholds: Thresholds) -> bool:
    """In the main content, and declared as large: without a size it may be an avatar, an icon or a counting pixel."""
    return image.in_main and not image.hidden and (image.width or 0) >= thresholds.large_image_pixels
