"""Rules on a site as a whole: how its addresses are built, and where they do not come to an end."""

from __future__ import annotations

from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, ok, rule, skip, warn
from indexaudit.rules.sources import GOOGLE_CRAWL_ERRORS, GOOGLE_URL, SCREAMING_FROG_URI
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import Conventions, Traps


@rule(
    "crawl-traps",
    "The addresses of the site come to an end",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_URL, GOOGLE_CRAWL_ERRORS],
    since="0.1",
)
def crawl_traps(traps: Traps) -> Outcome:
    """No pattern of addresses had to be given up because it goes on and on.

    ## Why
    Calendars, sessions in addresses, filters that combine, relative links that repeat a folder, and pages that answer
    200 to anything make more addresses than anyone can fetch; Google calls them infinite spaces, and spends its visits
    there. It is judged once for the site, and costs the single page nothing.

    ## Fix
    Take the links out or disallow the pattern in robots.txt, and answer 404 for what does not exist.
    """
    if not traps.pages:
        return skip("no page was read")
    if not traps.found:
        return ok()
    first = traps.found[0]
    patterns = f"{len(traps.found)} patterns" if len(traps.found) > 1 else "one pattern"
    return warn(
        f"the addresses of {patterns} do not come to an end ({first.reason.replace('_', ' ')}: {first.pattern})",
        *(
            evidence(f"{trap.reason}: {trap.pattern} × {trap.count}: {trap.example}", where="url")
            for trap in traps.found
        ),
        fix=f"Take the links to addresses such as {first.example} out, or disallow them in robots.txt.",
    )


@rule(
    "permalink-convention",
    "Pages of one kind have addresses of one pattern",
    dimension=Dimension.PERMALINK,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=[GOOGLE_URL, SCREAMING_FROG_URI],
    since="0.1",
)
def permalink_convention(conventions: Conventions, thresholds: Thresholds) -> Outcome:
    """Where most pages of a type share a pattern, all of them do.

    ## Why
    A site whose posts stand at `/blog/{words}/` and, some of them, at `/?p=12` has usually changed its system and left
    some behind. Readers, statistics and robots.txt go by the pattern; no search engine asks for one, so it is told and
    costs nothing. It takes eight pages of a type, four fifths of them alike.

    ## Fix
    Use the common pattern for new pages. Move an old address only with a 301, and only for a reason.
    """
    judged = [p for p in conventions.patterns if p.of >= thresholds.convention_pages]
    if not judged:
        return skip("no type has enough pages to have a convention")
    common = [p for p in judged if p.pages >= thresholds.convention_share * p.of]
    if not common:
        return skip("no type of page has a common pattern of addresses")
    broken = [p for p in common if p.pages < p.of]
    said = "; ".join(f"{p.page_type.value}: {p.pattern} ({p.pages} of {p.of})" for p in common)
    if not broken:
        return ok(message=said)
    first, count = broken[0], sum(p.of - p.pages for p in broken)
    return warn(
        f"{count} page{' breaks' if count == 1 else 's break'} with the pattern of {'its' if count == 1 else 'their'} "
        f"kind ({said})",
        *(evidence(url, where="url") for p in broken for url in p.breakers),
        fix=f"Use {first.pattern} for new pages of type {first.page_type.value}.",
    )
