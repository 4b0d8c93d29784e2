"""Rules that one page cannot decide: each says what it takes."""

from __future__ import annotations

from indexaudit.facts import Head, MainText
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import rule, skip
from indexaudit.rules.compare import quote
from indexaudit.rules.sources import BING_GUIDELINES, GOOGLE_SNIPPET, GOOGLE_TITLE, SQUIRRELSCAN


@rule(
    "metadata-unique",
    "No other page has the same title or description",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_TITLE, GOOGLE_SNIPPET, BING_GUIDELINES],
    since="0.1",
)
def metadata_unique(head: Head) -> Outcome:
    """Title and description differ from those of every other page of the site.

    ## Why
    Readers who see two results with one title cannot tell them apart, and Google and Bing advise titles and
    descriptions of their own for every page. The pages of a series and the versions of a page in other languages are
    exempt. It takes the other pages: a page by itself is never judged.

    ## Fix
    Name what is particular to each page, in front of the name of the site.
    """
    if head.title is None and head.description is None:
        return skip("there is neither title nor description to compare; see title-present")
    what = f"the title {quote(head.title)}" if head.title else "the description"
    return skip(f"whether another page has {what} too is told by the titles and descriptions of the site's other pages")


@rule(
    "depth-vs-site-norm",
    "The text is as long as others of its kind on this site",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[SQUIRRELSCAN],
    since="0.1",
)
def depth_vs_site_norm(main: MainText) -> Outcome:
    """The main text has at least half the words of the median of the same page type on the site.

    ## Why
    A page far shorter than its siblings is often one that was never finished, whatever the absolute number. The norm
    is that of the site: it takes ten pages, eight of them of this type. A page by itself is never judged; content-depth
    judges its words alone.

    ## Fix
    Finish the text, or merge it into the page that covers the topic.
    """
    return skip(
        f"whether {main.words} words are few here is told by ten and more pages of the site, eight of this type"
    )
