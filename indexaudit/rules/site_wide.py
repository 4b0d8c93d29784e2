"""Rules on what a page has in common with the others of its site: metadata, and length."""

from __future__ import annotations

from indexaudit.facts import Unavailable
from indexaudit.model import Dimension, EvidenceStrength, Outcome, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.exemptions import WITHOUT_LONG_TEXT
from indexaudit.rules.site_pages import not_shown, some
from indexaudit.rules.sources import BING_GUIDELINES, GOOGLE_SNIPPET, GOOGLE_TITLE, SQUIRRELSCAN
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import Duplicates, Norms, SitePage


@rule(
    "metadata-unique",
    "No other page has the same title or description",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_TITLE, GOOGLE_SNIPPET, BING_GUIDELINES],
    since="0.1",
    together="pages have the title or description of another page",
)
def metadata_unique(duplicates: Duplicates, page: SitePage) -> Outcome:
    """Title and description differ from those of every other page of the site.

    ## Why
    Readers who see two results with one title cannot tell them apart, and Google and Bing advise titles and
    descriptions of their own for every page. The site's name in a title is not compared. The parts of one list and the
    versions of a page in other languages are exempt, and so are pages that search engines do not show. It takes the
    other pages: a page by itself is never judged.

    ## Fix
    Name what is particular to each page, in front of the name of the site.
    """
    if unseen := not_shown(page):
        return unseen
    if page.title is None and page.description is None:
        return skip("there is neither title nor description to compare; see title-present")
    if duplicates.titled:
        return fail(
            f"{_others(duplicates.titled)} the title {quote(page.title or '')} too",
            *(evidence(url, where="url") for url in duplicates.titles),
            fix=f"Name in the title what this page has and {some(duplicates.titles, duplicates.titled)} lacks.",
        )
    if duplicates.described:
        return warn(
            f"{_others(duplicates.described)} the same description",
            *(evidence(url, where="url") for url in duplicates.descriptions),
            fix=f"Say in the description what this page has and {some(duplicates.descriptions, duplicates.described)} "
            f"lacks; now {quote(page.description or '')}.",
        )
    return ok()


def _others(count: int) -> str:
    return "another page has" if count == 1 else f"{count} other pages have"


@rule(
    "depth-vs-site-norm",
    "The text is as long as others of its kind on this site",
    dimension=Dimension.CONTENT,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[SQUIRRELSCAN],
    since="0.1",
    not_on=WITHOUT_LONG_TEXT,
    together="pages have less than half the words that are usual for their kind here",
)
def depth_vs_site_norm(
    norms: Norms | Unavailable, page: SitePage, page_type: PageType, thresholds: Thresholds
) -> Outcome:
    """The main text has at least half the words of the median of the same page type on the site.

    ## Why
    A page far shorter than its siblings is often one that was never finished, whatever the absolute number. The norm
    is that of the site: it takes ten pages, eight of them of this type. It is a fail only where the lengths of the
    others lie close together. A page by itself is never judged; content-depth judges its words alone.

    ## Fix
    Finish the text, or merge it into the page that covers the topic.
    """
    if unseen := not_shown(page):
        return unseen
    if isinstance(norms, Unavailable) or page.words is None:
        return skip("the words of the page were not counted")
    if norms.pages < thresholds.norm_pages or norms.of_type < thresholds.norm_pages_of_type:
        return skip(f"{norms.of_type} pages of this type among {norms.pages} are no norm")
    if page.words >= thresholds.norm_share * norms.median:
        return ok()
    usual = f"the median of {norms.of_type} pages of type {page_type.type.value} is {norms.median:g}"
    far = norms.median - page.words > thresholds.norm_deviations * norms.deviation
    make = fail if far else warn
    return make(
        f"the main text has {page.words} words, and {usual}",
        evidence(page.final_url, where="url"),
        fix=f"Finish the text, or merge it into the page that covers the topic; now {page.words} words.",
    )
