"""Rules on the feeds of a site."""

from __future__ import annotations

from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.exemptions import NO_PART_OF_A_BLOG
from indexaudit.rules.site_pages import not_shown
from indexaudit.rules.sources import GOOGLE_SITEMAPS, WEBSUB
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import FeedCoverage, Feeds, SitePage


@rule(
    "feed-discoverable",
    "The page leads to a feed",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITEMAPS, WEBSUB],
    since="0.1",
    not_on=NO_PART_OF_A_BLOG,
    together="pages of the blog name no feed that can be read",
)
def feed_discoverable(feeds: Feeds, page: SitePage, thresholds: Thresholds) -> Outcome:
    """Pages of a blog name a feed by `rel=alternate`; it can be read, and its addresses carry no tracking.

    ## Why
    Search engines take RSS and Atom as sitemaps of what is new, and a feed with a WebSub hub tells them at once.
    Readers' programs find it by the link in the head, which is a convention. It is asked of sites with five articles or
    posts; where most of them have no date, as in a manual, the dated ones are counted.

    ## Fix
    Write `<link rel="alternate" type="application/rss+xml" href="/feed.xml">` into the head of every page of the blog.
    """
    if unseen := not_shown(page):
        return unseen
    if feeds.posts < thresholds.feed_posts:
        return skip(f"{feeds.posts} articles and posts are no blog")
    readable = [file for file in feeds.files if file.url in feeds.named]
    if readable:
        tracked = next((file for file in readable if file.tracked), None)
        if tracked is not None:
            return warn(
                f"{tracked.url} links with tracking parameters: {tracked.tracked}",
                evidence(tracked.tracked or "", where="url"),
                fix=f"Write the plain addresses of the pages into {tracked.url}.",
            )
        hub = next((file.hub for file in readable if file.hub), None)
        said = f"with a WebSub hub, {hub}" if hub else ""
        return ok(*(evidence(file.url, where="url") for file in readable[:3]), message=said)
    if feeds.broken:
        return fail(
            f"the page names {feeds.broken[0]}, which is no feed that can be read",
            *(evidence(url, where="url") for url in feeds.broken[:3]),
            fix=f"Mend {feeds.broken[0]}, or name the feed that there is.",
        )
    if feeds.files:
        url = feeds.files[0].url
        return warn(
            f"the site has a feed, {url}, and the page does not name it",
            evidence(url, where="url"),
            fix=f'Write `<link rel="alternate" type="application/rss+xml" href="{url}">` into the head.',
        )
    return unless_half_read(
        fail(
            f"the site has {feeds.posts} articles and posts and no feed that could be found",
            evidence(page.final_url, where="url"),
            fix='Publish a feed, and write `<link rel="alternate" type="application/rss+xml" href="…">` into the head.',
        ),
        feeds,
    )


@rule(
    "feed-coverage",
    "The feeds hold the newest posts",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITEMAPS],
    since="0.1",
)
def feed_coverage(coverage: FeedCoverage, thresholds: Thresholds) -> Outcome:
    """Of the newest articles and posts, as many as the largest feed has room for, nearly all stand in a feed.

    ## Why
    A feed that leaves posts out, or stands still, tells nobody of them. It is judged once for the site, from five dated
    posts on, and costs the single page nothing.

    ## Fix
    Let the feed hold the newest posts of every section, or give each section a feed of its own.
    """
    if not coverage.feeds:
        return skip("the site has no feed that could be read; see feed-discoverable")
    if coverage.posts < thresholds.feed_posts:
        return skip(f"{coverage.posts} dated posts are too few to compare with the feeds")
    if coverage.found >= thresholds.feed_coverage * coverage.posts:
        return ok()
    make = warn if coverage.found else fail
    return unless_half_read(
        make(
            f"{coverage.posts - coverage.found} of the {coverage.posts} newest posts stand in no feed",
            *(evidence(url, where="url") for url in coverage.missing),
            fix="Let the feed hold the newest posts of every section.",
        ),
        coverage,
    )
