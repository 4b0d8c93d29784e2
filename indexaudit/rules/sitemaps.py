"""Rules on what sitemaps say of a page."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.site_pages import not_shown
from indexaudit.rules.sources import (
    BING_GUIDELINES,
    GOOGLE_SITEMAPS,
    GOOGLE_SITEMAPS_NEED,
    SITEMAPS_PROTOCOL,
    SQUIRRELSCAN,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import Inlinks, ListedAt, Sitemaps, SitePage
from indexaudit.web.dates import days_between, to_datetime
from indexaudit.web.urls import host_of, registrable_domain

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@rule(
    "sitemap-listed",
    "A sitemap lists the page",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITEMAPS, GOOGLE_SITEMAPS_NEED, BING_GUIDELINES],
    since="0.1",
    together="pages are in no sitemap under their own address",
)
def sitemap_listed(sitemaps: Sitemaps, inlinks: Inlinks, page: SitePage, thresholds: Thresholds) -> Outcome:
    """The page's own address stands in a sitemap that robots.txt or the usual paths lead to.

    ## Why
    A sitemap tells search engines which addresses exist, and which of several spellings is meant. Google says that a
    site of about 500 pages which link to each other needs none: there its lack is told, and costs nothing. A sitemap
    that was handed in by hand is not seen from outside.

    ## Fix
    List the address that the canonical names, and name the sitemap in robots.txt.
    """
    if unseen := not_shown(page):
        return unseen
    if sitemaps.listed:
        return ok(_seen(sitemaps.listed[0]))
    if (variant := sitemaps.variant) is not None:
        return warn(
            f"{variant.sitemap} lists {variant.url}, which leads here, instead of this address",
            _seen(variant),
            fix=f"Write `{page.final_url}` instead of `{variant.url}` in {variant.sitemap}.",
        )
    if not sitemaps.asked:
        return skip("the crawl looked for no sitemap")
    linked = inlinks.pages > 0 or inlinks.is_seed
    small = linked and sitemaps.site_pages <= thresholds.site_sitemap_pages
    make = warn if small else fail
    where = "none of the sitemaps lists the page" if sitemaps.files else "the site has no sitemap that could be found"
    size = f"; a site of {sitemaps.site_pages} pages that link to each other needs none" if small else ""
    return unless_half_read(
        make(
            where + size,
            evidence(page.final_url, where="url"),
            fix=f"List `{page.final_url}` in a sitemap, and name that in robots.txt: `Sitemap: https://…`.",
            credit=1.0 if small else 0.0,
        ),
        sitemaps,
    )


@rule(
    "sitemap-valid",
    "The sitemap can be read as it stands",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[SITEMAPS_PROTOCOL, GOOGLE_SITEMAPS],
    since="0.1",
    together="pages stand in sitemaps with faults, or in none because one cannot be read",
)
def sitemap_valid(sitemaps: Sitemaps, page: SitePage) -> Outcome:
    """The sitemaps that list the page are free of faults; where none lists it, every sitemap of the site can be read.

    ## Why
    The protocol asks for XML in UTF-8, absolute addresses of the sitemap's own host, each shorter than 2,048
    characters, and for at most 50,000 of them and 50 MB in a file. What breaks off or cannot be read is lost from that
    place on. Other faults are repaired by one reader and not by the next, and are a warning.

    ## Fix
    Let the site's software write the file, and check it with an XML parser before it is published.
    """
    if unseen := not_shown(page):
        return unseen
    if not sitemaps.files and not sitemaps.faulty:
        return skip("the site has no sitemap that could be found; see sitemap-listed")
    if not sitemaps.faulty:
        return ok()
    first = next((file for file in sitemaps.faulty if file.lost), sitemaps.faulty[0])
    seen = [
        evidence(f"{file.url}: {problem}", where="url") for file in sitemaps.faulty for problem in file.problems[:3]
    ]
    problem = first.problems[0] if first.problems else "it could not be read"
    make = fail if first.lost else warn
    return make(f"{first.url}: {problem}", *seen[:10], fix=f"Mend {first.url}: {problem}.")


@rule(
    "sitemap-clean",
    "What the sitemap lists can be shown",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITEMAPS, BING_GUIDELINES],
    since="0.1",
    together="sitemaps list addresses that search engines may not show",
)
def sitemap_clean(sitemaps: Sitemaps, page: SitePage, thresholds: Thresholds) -> Outcome:
    """A page that is listed answers 200, may be indexed, and is its own canonical.

    ## Why
    A sitemap is a list of the addresses that should be shown. One that lists redirects, errors and noindex is trusted
    less, and crawlers spend their visits on it. Up to two in a hundred are put down to recent changes.

    ## Fix
    Take out what redirects, is gone, is noindex or names another canonical.
    """
    entry = sitemaps.listed[0] if sitemaps.listed else None
    if page.shown and (variant := sitemaps.variant) is not None:
        return _unclean(sitemaps, variant, "which leads here", _list_instead(page.final_url, variant), thresholds)
    if entry is None:
        return skip("no sitemap lists the page")
    if page.shown:
        return ok(_seen(entry))
    take_out = f"Take `{entry.url}` out of {entry.sitemap}"
    if page.own:
        why = f"which search engines do not show ({page.indexability.value})"
        return _unclean(sitemaps, entry, why, f"{take_out}.", thresholds)
    named = page.canonical or ""
    fix = _list_instead(named, entry)
    if registrable_domain(host_of(named) or "") != registrable_domain(host_of(entry.url) or ""):
        # This sitemap cannot list the other site's page, and which of the two is wrong only the author knows.
        fix = f"{take_out}, or name the page itself as canonical: see canonical-self."
    return _unclean(sitemaps, entry, f"whose canonical is {named}", fix, thresholds)


def _list_instead(url: str, entry: ListedAt) -> str:
    return f"List `{url}` instead of `{entry.url}` in {entry.sitemap}."


def _unclean(sitemaps: Sitemaps, entry: ListedAt, why: str, fix: str, thresholds: Thresholds) -> Outcome:
    message = f"{entry.sitemap} lists {entry.url}, {why}"
    share = 1 - sitemaps.unclean / max(sitemaps.entries, 1)
    if share >= thresholds.sitemap_clean:
        return ok(_seen(entry), message=message)
    make = warn if share >= thresholds.sitemap_clean_least else fail
    return make(message, _seen(entry), fix=fix)


@rule(
    "sitemap-lastmod",
    "The sitemap says truly when the page changed",
    dimension=Dimension.DISCOVERY,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITEMAPS, BING_GUIDELINES, SQUIRRELSCAN],
    since="0.1",
    together="the lastmod of listed pages is missing or does not agree with the page",
)
def sitemap_lastmod(sitemaps: Sitemaps, page: SitePage, thresholds: Thresholds) -> Outcome:
    """`lastmod` is there, is no moment for all alike, and agrees with the page's own date of change.

    ## Why
    Google uses `lastmod` when it is consistently right and ignores it otherwise; Bing asks for it. A moment that all
    entries share is that of the build, and a day that they share most likely is: that is a warning. So is being later
    than the page's own date, for a template may have changed.

    ## Fix
    Write the moment of the last change to text, structured data or links; leave it out where that is not known.
    """
    if unseen := not_shown(page):
        return unseen
    if not sitemaps.listed:
        return skip("no sitemap lists the page")
    entry = next((one for one in sitemaps.listed if one.lastmod), sitemaps.listed[0])
    seen = _seen(entry)
    if entry.lastmod is None:
        return warn(
            f"{entry.sitemap} does not say when the page changed",
            seen,
            fix=f"Add `<lastmod>` to the entry{f', such as {page.modified}' if page.modified else ''}, if it is known.",
        )
    changed = to_datetime(entry.lastmod)
    if changed is None:
        return fail(f"lastmod is no date: {entry.lastmod}", seen, fix="Write it as `2025-12-01T10:00:00+00:00`.")
    if page.fetched_at is not None and (changed - page.fetched_at).days >= 1:
        return fail(f"lastmod is in the future: {entry.lastmod}", seen, fix="Write when the page last changed.")
    if entry.alike >= thresholds.lastmod_alike:
        # All texts of a young site may be of one day; of one second they are not.
        make = warn if _DAY.fullmatch(entry.lastmod) else fail
        return make(
            f"all {entry.alike} entries of {entry.sitemap} have the same lastmod, {entry.lastmod}",
            seen,
            fix="Write for each page when it changed, not when the site was built.",
        )
    days = days_between(page.modified, entry.lastmod) if page.modified else None
    if days is None:
        return ok(seen)
    stated = f"lastmod says {entry.lastmod}, and the page {page.modified}"
    if days < -thresholds.lastmod_days:
        return fail(f"{stated}: {-days} days earlier", seen, fix=f"Write `{page.modified}` as lastmod.")
    if days > thresholds.lastmod_days:
        return warn(
            f"{stated}: {days} days later",
            seen,
            fix=f"Write `{page.modified}` as lastmod, or the new date on the page too if its text has changed.",
        )
    return ok(seen)


def _seen(entry: ListedAt) -> Evidence:
    lastmod = f", lastmod {entry.lastmod}" if entry.lastmod else ""
    return evidence(f"{entry.sitemap} lists {entry.url}{lastmod}", where="url")
