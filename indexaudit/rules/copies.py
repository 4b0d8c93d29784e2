"""Rules on copies of the same text at other addresses."""

from __future__ import annotations

from indexaudit.config import Config
from indexaudit.facts import Directives, Head, Links, MainText, Missing, NotAsked
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.exemptions import FOR_ARTICLES
from indexaudit.rules.site_pages import not_shown, some
from indexaudit.rules.sources import (
    BING_GUIDELINES,
    GOOGLE_CANONICAL,
    GOOGLE_CANONICAL_FIX,
    SCREAMING_FROG_CONTENT,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import Duplicates, SitePage
from indexaudit.snapshot import Exchange
from indexaudit.web.directives import effective
from indexaudit.web.urls import host_of


@rule(
    "near-duplicate",
    "No other page of the site says the same",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL, BING_GUIDELINES, SCREAMING_FROG_CONTENT],
    since="0.1",
    together="pages say what another page of the site says",
)
def near_duplicate(duplicates: Duplicates, page: SitePage, thresholds: Thresholds) -> Outcome:
    """The main text is not that of another page which calls itself the original.

    ## Why
    Of pages with the same text search engines show one, and choose it themselves. It is no penalty. Compared are the
    main texts, from forty words on, of pages that search engines may show at their own address; versions in other
    languages and parts of one list are exempt. How alike two texts are is estimated from 128 samples of each.

    ## Fix
    Keep one of them, and let the others redirect to it or name it as canonical.
    """
    if unseen := not_shown(page):
        return unseen
    if duplicates.worded:
        return fail(
            f"{_others(duplicates.worded)} the very same text",
            *(evidence(url, where="url") for url in duplicates.texts),
            fix=f"Keep one of them; let the others redirect to it with 301 or name it as canonical: "
            f"{some(duplicates.texts, duplicates.worded)}.",
        )
    if not duplicates.has_text:
        return skip("the main text is too short to be compared with others")
    nearest = duplicates.near[0] if duplicates.near else None
    if nearest is None or nearest.similarity < thresholds.duplicate_similarity:
        return ok()
    make = fail if nearest.similarity >= thresholds.duplicate_similarity_most else warn
    return make(
        f"about {100 * nearest.similarity:.0f} % of the words are those of {nearest.url}",
        *(evidence(f"{other.url} ({100 * other.similarity:.0f} %)", where="url") for other in duplicates.near),
        fix=f"Keep one of the two and let the other redirect to it or name it as canonical, or say here what "
        f"{nearest.url} does not.",
    )


def _others(count: int) -> str:
    return "another page has" if count == 1 else f"{count} other pages have"


@rule(
    "syndicated-copy-controlled",
    "An article on another's site leaves the search result to the original",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL_FIX, BING_GUIDELINES],
    since="0.1",
    not_on=FOR_ARTICLES,
)
def syndicated_copy_controlled(
    *,
    config: Config,
    exchange: Exchange,
    head: Head,
    directives: Directives,
    links: Links | Missing,
    main: MainText | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """A whole article on a host that the brand does not own is noindex, or its canonical names the brand's site.

    ## Why
    The copy on the larger platform often wins over the original. Google asks partners for noindex and thinks little of
    a canonical between sites; Bing takes the canonical: either will do. A link to the original tells readers, and
    search engines little. Excerpts and posts are not held to it. It is judged only when the brand is given.

    ## Fix
    Set the original as canonical where the platform lets you; else publish an excerpt that links to the original.
    """
    brand = config.brand
    if brand is None or not brand.domains:
        return skip("no domains of the brand are given")
    host = host_of(exchange.final_url) or ""
    if brand.owns(host):
        return skip("the page is on the brand's own site")
    if isinstance(main, NotAsked):
        return skip("whether it is a whole article needs the main text, which this run was not asked for")
    if isinstance(main, MainText) and main.words < thresholds.content_words:
        return skip(f"an excerpt or a note: it has {main.words} words")
    home = brand.domains[0]
    for canonical in head.canonicals:
        if canonical.where != "body" and not canonical.disqualified_by and brand.owns(host_of(canonical.url or "")):
            return ok(evidence(f'<link rel="canonical" href="{canonical.href}">', line=canonical.line))
    google = effective(directives.directives, "googlebot")
    if google.noindex:
        because = google.because("noindex")[0]
        return ok(evidence(because.text, line=because.line, where=because.where))
    if isinstance(links, Missing):
        return skip("the page has no links to read")
    back = next((link for link in links.links if link.url and brand.owns(host_of(link.url))), None)
    if back is None:
        return unless_half_read(
            fail(
                f"this article on {host} names no original on {home}: no canonical, no noindex and no link",
                evidence(exchange.final_url, where="url"),
                fix=f"If {home} has the same text, set that page as canonical in the settings of this one; where"
                f" {host} does not let you, keep an excerpt here that links to it.",
            ),
            head,
            directives,
            links,
        )
    return unless_half_read(
        warn(
            f"this article on {host} links to {host_of(back.url or '')}, and nothing else says which is the original",
            evidence(f'<a href="{back.href}">{back.text}</a>', line=back.line),
            fix=f"If {back.url} has the same text, set it as canonical in the settings of this one, or keep an excerpt"
            " here.",
        ),
        head,
        directives,
    )
