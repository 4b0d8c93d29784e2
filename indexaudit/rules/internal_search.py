"""The rule on result pages of a platform's own search: a web within the web."""

from __future__ import annotations

from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, warn
from indexaudit.rules.publishers import platform_of
from indexaudit.rules.sources import GOOGLE_ROBOTS_TXT, GOOGLE_URL


@rule(
    "search-page-absent",
    "The address is that of an item, not of a platform's own search",
    dimension=Dimension.ACCESS,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL, GOOGLE_ROBOTS_TXT],
    since="0.1",
)
def search_page_absent(address: Address) -> Outcome:
    """What is to be found has an address beside the result page of a platform's search.

    ## Why
    Platforms run a search of their own, and most close its result pages to search engines: what can only be reached
    there is found by members alone. Which engines a page is open to is read from a dated copy of the platform's
    robots.txt; the robots.txt of today, when it was fetched, is judged by robots-txt-allows-search.

    ## Fix
    Link to the items themselves, or list them on a page of your own.
    """
    platform = platform_of(address)
    if platform is None:
        return skip("no platform claims this host")
    if address.kind != "search":
        return ok()
    kind = next(kind for kind in platform.kinds if kind.kind == "search")
    if not kind.crawl:
        return warn(
            f"this is a result page of the search of {platform.name}",
            evidence(address.url, where="url", known="inferred"),
            fix="Link to the items themselves, or list them on a page of your own.",
        )
    last = kind.crawl[-1]
    seen = evidence(
        f"{platform.name}, robots.txt of {last.date}: {'open' if last.googlebot else 'closed'} to Googlebot",
        where="platform",
        known="declared",
    )
    closed = "" if last.googlebot else f", which its robots.txt of {last.date} closes to search engines"
    make = warn if last.googlebot else fail
    return make(
        f"this is a result page of the search of {platform.name}{closed}",
        seen,
        fix="Link to the items themselves, or list them on a page of your own.",
    )
