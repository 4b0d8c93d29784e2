"""Rules on the meta description."""

from __future__ import annotations

from indexaudit.facts import Content, Head, Headline, Missing
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import columns, fold, quote
from indexaudit.rules.publishers import where_it_can_be_set
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import BING_GUIDELINES, GOOGLE_SNIPPET, SCREAMING_FROG_CONTENT, SEONAUT, YOAST
from indexaudit.rules.thresholds import Thresholds


@rule(
    "meta-description-present",
    "The page describes itself in a sentence or two",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SNIPPET, BING_GUIDELINES],
    since="0.1",
)
def meta_description_present(
    head: Head, headline: Headline | Missing, content: Content | Missing, address: Address
) -> Outcome:
    """There is a meta description, and it is not just the title or the name of the site.

    ## Why
    Search engines show it under the title when it fits the question better than the text. They write their own snippet
    in about two of three results, and a quarter of the best-placed pages have none, so this is a warning at most.

    ## Fix
    Write `<meta name="description" content="…">`: one or two sentences that say what this page gives its reader.
    """
    name = headline.headline.text if isinstance(headline, Headline) and headline.headline else head.title
    about = f" what a reader gets from {quote(name)}" if name else " what a reader gets here"
    good = f"{about} in one or two sentences of 70 to 160 characters."
    fix = f'Write `<meta name="description" content="…">` into the head, and say in it{good}'
    meta = head.description_meta
    if meta is None:
        empty = next((m for m in head.metas if m.name == "description"), None)
        seen = (evidence('<meta name="description" content="">', line=empty.line),) if empty else ()
        what = "the meta description is empty" if empty else "the page has no meta description"
        missing = where_it_can_be_set(warn(what, *seen, fix=fix), address, "description")
        return unless_half_read(unless_shell(missing, content), head)
    text = " ".join(meta.content.split())
    seen = (evidence(f'<meta name="description" content="{text}">', line=meta.line),)
    site = headline.site_name.text if isinstance(headline, Headline) and headline.site_name else None
    for what, other in (("title", head.title), ("name of the site", site)):
        if other and fold(other) == fold(text):
            return warn(
                f"the meta description only repeats the {what}: {quote(text)}",
                *seen,
                fix=f"Instead of {quote(text)} say{good}",
            )
    return ok(*seen)


@rule(
    "meta-description-length",
    "The meta description is shown whole",
    dimension=Dimension.METADATA,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=[GOOGLE_SNIPPET, YOAST, SEONAUT, SCREAMING_FROG_CONTENT],
    since="0.1",
)
def meta_description_length(head: Head, address: Address, thresholds: Thresholds) -> Outcome:
    """The description has 70 to 160 characters, a full-width one counted as two.

    ## Why
    Results show about 160 characters. Google names no limit; the numbers are a convention of tools, so this is shown
    and never priced.

    ## Fix
    Say it in one or two sentences, the important words first.
    """
    meta = head.description_meta
    if meta is None:
        return skip("there is no meta description; see meta-description-present")
    text = " ".join(meta.content.split())
    size = columns(text)
    t = thresholds
    if t.description_characters_short <= size <= t.description_characters:
        return ok()
    seen = evidence(f'<meta name="description" content="{text}">', line=meta.line)
    what = f"the meta description has {size} character{'' if size == 1 else 's'}"
    good = (
        f"Use {t.description_characters_short:g} to {t.description_characters:g} characters; now {size}: {quote(text)}."
    )
    make = warn if t.description_characters_least <= size <= t.description_characters_most else fail
    return where_it_can_be_set(make(what, seen, fix=good), address, "description")
