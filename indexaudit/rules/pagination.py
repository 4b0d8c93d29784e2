"""Rules on lists that have parts, and on the discussion below a post."""

from __future__ import annotations

from indexaudit.model import Dimension, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.exemptions import FOR_LISTINGS, FOR_TEXTS
from indexaudit.rules.site_pages import not_shown
from indexaudit.rules.sources import GOOGLE_FORUM, GOOGLE_PAGINATION
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import Discussion, Listing, SitePage


@rule(
    "archive-pagination",
    "Links lead from one part of a list to the next",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_PAGINATION],
    since="0.1",
    not_on=FOR_LISTINGS,
    together="lists do not lead to their next part by a link",
)
def archive_pagination(listing: Listing, page: SitePage) -> Outcome:
    """A list with several parts links to the next one by `<a href>`, and each part is its own canonical.

    ## Why
    Google presses no buttons and gave up `rel=next` as a signal: what is behind "load more" alone is not found by the
    list. A part whose canonical names the first is taken for a copy of it, and its links are lost. Where a sitemap
    lists pages, they can be found by that, and a button is a warning. A list in one part has nothing to lead to.

    ## Fix
    Link to each part: `<a href="/blog/page/2/">Older posts</a>`, and let each name itself as canonical.
    """
    if listing.part_of is not None and page.indexability in (Indexability.INDEXABLE, Indexability.RENDERED_ONLY):
        return fail(
            f"this part of a list names the first, {listing.part_of}, as its canonical",
            evidence(f'<link rel="canonical" href="{page.canonical}">'),
            fix=f"Name `{page.final_url}` as canonical of this part.",
        )
    if unseen := not_shown(page):
        return unseen
    if listing.linked:
        return ok(*(evidence(url, where="url") for url in listing.linked[:3]))
    if listing.relations:
        return unless_half_read(
            warn(
                "the next part of the list is named by rel=next alone, which no link leads to",
                evidence(f'<link rel="next" href="{listing.relations[0]}">'),
                fix=f'Write `<a href="{listing.relations[0]}">` below the list.',
            ),
            listing,
        )
    if listing.more_button:
        make = warn if listing.in_sitemap else fail
        return unless_half_read(
            make(
                "the list goes on behind a button that crawlers do not press",
                evidence(page.final_url, where="url"),
                fix='Give the button an address that leads to the next part: `<a href="?page=2">`.',
            ),
            listing,
        )
    return skip("nothing says that the list has further parts")


@rule(
    "discussion-addressable",
    "Each comment has an address",
    dimension=Dimension.DISCOVERY,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=[GOOGLE_FORUM],
    since="0.1",
    not_on=FOR_TEXTS,
    together="comments have no addresses of their own",
)
def discussion_addressable(discussion: Discussion, page: SitePage, thresholds: Thresholds) -> Outcome:
    """Comments in the served HTML carry an `id`, so that a fragment can name each.

    ## Why
    A comment without an address can be neither linked to nor cited, which is what replies on social platforms have long
    been like. Google's forum markup takes an address for every comment. That a discussion is there at all is no merit,
    so this is told and costs nothing.

    ## Fix
    Give the element of each comment a lasting id: `<li id="comment-12">`, and link its date to `#comment-12`.
    """
    if unseen := not_shown(page):
        return unseen
    if discussion.comments < thresholds.comments_judged:
        return skip(f"{discussion.comments} comments stand in the HTML that is served")
    named = f"{discussion.fragments} of {discussion.comments} comments have an id that an address can name"
    if discussion.fragments * 2 >= discussion.comments:
        return ok(message=named)
    return unless_half_read(
        warn(named, evidence(page.final_url, where="url"), fix='Give each comment an id: `<li id="comment-12">`.'),
        discussion,
    )
