"""Rules on the links between the pages of a site."""

from __future__ import annotations

from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.site_pages import not_shown
from indexaudit.rules.sources import (
    BING_GUIDELINES,
    GOOGLE_CRAWL_ERRORS,
    GOOGLE_LINKS,
    SCREAMING_FROG_CONTENT,
    SEONAUT,
    SQUIRRELSCAN,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import AnchorText, Inlinks, LinkTarget, LinkTargets, SitePage
from indexaudit.web.anchor_texts import is_generic


@rule(
    "internal-inlinks",
    "Other pages of the site link to the page",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_LINKS, BING_GUIDELINES, SQUIRRELSCAN],
    since="0.1",
    together="pages are linked from one other page at most",
)
def internal_inlinks(inlinks: Inlinks, page: SitePage, thresholds: Thresholds) -> Outcome:
    """At least two other pages that may be indexed link to it, and the links may be followed.

    ## Why
    Google finds most pages by links and advises that every page that matters be linked from another. One that stands in
    a sitemap alone is found late and looks unimportant. Links of navigation and lists count; the page where the crawl
    began is exempt. An orphan is called one only when the crawl came to its end.

    ## Fix
    Link to it from the list of its section, and from pages on the same topic.
    """
    if unseen := not_shown(page):
        return unseen
    if inlinks.pages >= thresholds.inlinks:
        return ok(*(evidence(url, where="url") for url in inlinks.linked_by[:3]))
    if inlinks.is_seed:
        return skip("the crawl began here")
    seen = [evidence(url, where="url") for url in inlinks.linked_by] or [evidence(page.final_url, where="url")]
    refused = f"; {inlinks.unfollowed} link here with nofollow" if inlinks.unfollowed else ""
    fix = "Link to it from the list of its section, and from pages on the same topic"
    if inlinks.pages:
        outcome = warn(f"{inlinks.pages} other page links to it{refused}", *seen, fix=f"{fix}.")
    else:
        mend = f"{fix}, without nofollow." if inlinks.unfollowed else f"{fix}."
        outcome = fail(f"no other page links to it{refused}", *seen, fix=mend)
    return unless_half_read(outcome, inlinks)


@rule(
    "click-depth",
    "Few clicks lead to the page",
    dimension=Dimension.DISCOVERY,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=[SEONAUT, SCREAMING_FROG_CONTENT],
    since="0.1",
    together="pages are more than three clicks away from the start",
)
def click_depth(inlinks: Inlinks, page: SitePage, thresholds: Thresholds) -> Outcome:
    """The shortest way from where the crawl began has at most three links.

    ## Why
    What is many clicks away is visited less often. No search engine names a number, and folders in the address say
    nothing of it, so this is told and costs nothing.

    ## Fix
    Link to it from a page nearer to the start: an overview, a topic page, related posts.
    """
    if unseen := not_shown(page):
        return unseen
    if inlinks.clicks is None:
        return skip("no way of links leads to the page; see internal-inlinks")
    if inlinks.clicks <= thresholds.clicks:
        return ok()
    make = fail if inlinks.clicks >= thresholds.clicks_most else warn
    return unless_half_read(
        make(
            f"the page is {inlinks.clicks} clicks away from where the crawl began",
            evidence(page.final_url, where="url"),
            fix=f"Link to it from a page at most {thresholds.clicks - 1:g} clicks away from the start.",
        ),
        inlinks,
    )


@rule(
    "inlink-text-descriptive",
    "The links to the page say what it is about",
    dimension=Dimension.DISCOVERY,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_LINKS],
    since="0.1",
    together="the links to pages do not say what these are about",
)
def inlink_text_descriptive(inlinks: Inlinks, page: SitePage, thresholds: Thresholds) -> Outcome:
    """Most of the links to the page have words of their own, not "read more" or nothing.

    ## Why
    The words of a link tell search engines and people what is behind it. The page that holds the links is charged by
    anchor-text-descriptive; here the same is told for the page that they lead to, and costs nothing.

    ## Fix
    Write the topic into the link, such as its title.
    """
    if unseen := not_shown(page):
        return unseen
    total = sum(anchor.count for anchor in inlinks.anchors)
    if total < thresholds.inlinks:
        return skip("too few links lead to the page; see internal-inlinks")
    bare = [anchor for anchor in inlinks.anchors if not anchor.text.strip() or is_generic(anchor.text)]
    share = 1 - sum(anchor.count for anchor in bare) / total
    if share >= thresholds.descriptive_anchors:
        return ok(*map(_anchor, inlinks.anchors[:3]))
    make = fail if share < thresholds.descriptive_anchors_least else warn
    named = f"“{page.title}”" if page.title else "the topic"
    return make(
        f"{total - round(share * total)} of {total} links to the page do not say what it is about",
        *map(_anchor, bare[:5]),
        fix=f"Write {named} into the links, instead of {quote(bare[0].text) if bare[0].text.strip() else 'nothing'}.",
    )


def _anchor(anchor: AnchorText) -> Evidence:
    return evidence(f"{anchor.count} × {quote(anchor.text) if anchor.text.strip() else 'a link without text'}")


@rule(
    "internal-links-live",
    "The links of the page lead to pages",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CRAWL_ERRORS, GOOGLE_LINKS],
    since="0.1",
    together="pages link to pages of the site that are gone",
)
def internal_links_live(targets: LinkTargets, page: SitePage, thresholds: Thresholds) -> Outcome:
    """No link to a page of the site leads to an error.

    ## Why
    A link to a page that is gone is lost for readers and crawlers, and keeps crawlers coming back for it. Links that
    lead through a redirect are told and cost nothing. Judged are links to addresses that the crawl asked for; what
    could not be reached counts for nothing. A built folder answers for its images too: one that it lacks is as dead.

    ## Fix
    Link to the address that answers, or take the link out.
    """
    if unseen := not_shown(page):
        return unseen
    if not targets.asked:
        return skip("the page has no links to pages that were read")
    if not targets.broken_count:
        count = targets.redirected_count
        said = f"{count} link{' leads' if count == 1 else 's lead'} through a redirect" if count else ""
        return ok(*map(_link, targets.redirected[:5]), message=said)
    make = fail if targets.broken_count >= thresholds.broken_links else warn
    first = targets.broken[0]
    pictures = any(target.image for target in targets.broken)
    what = "links and images lead to nothing" if pictures else "links lead to pages that are gone"
    return make(
        f"{targets.broken_count} of {targets.asked} {what}",
        *map(_link, targets.broken),
        fix=f"Put the image at `{first.url}`, or take it out of the page."
        if first.image
        else f"Link to what is meant instead of `{first.url}`{f' ({quote(first.text)})' if first.text else ''}, or take"
        " the link out.",
    )


def _link(target: LinkTarget) -> Evidence:
    answer = f" redirects to {target.leads_to}" if target.leads_to else f" answers {target.status}"
    text = f"{quote(target.text)}: " if target.text else ""
    if target.image:
        return evidence(f'<img src="{target.url}">')
    return evidence(f"{text}{target.url}{answer if target.leads_to or target.status else ''}", where="url")
