"""Rules on the pages that a page names in its head, and on other spellings of its address.

Where a rule judges a page alone too, its part for a site stands here, beside the others that read the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.model import Dimension, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, site_part, skip, unknown, warn
from indexaudit.rules.canonical_signals import canonical_signals_agree
from indexaudit.rules.canonicals import canonical_target_ok
from indexaudit.rules.hreflang import hreflang_valid
from indexaudit.rules.parameters import url_no_tracking_params
from indexaudit.rules.redirects import TEMPORARY, move_of, redirect_hops, redirect_permanent
from indexaudit.rules.share_images import og_image_fetchable
from indexaudit.rules.share_logos import og_image_specific
from indexaudit.rules.site_pages import not_shown
from indexaudit.rules.sources import GOOGLE_CANONICAL, GOOGLE_REDIRECTS
from indexaudit.rules.spellings import url_case_consistent
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import AlternateTarget, Arrivals, SharedImage, Sitemaps, SitePage, Targets, Variants
from indexaudit.web.urls import normalize, tracking_parameters

_SHOWN: Final = (Indexability.INDEXABLE, Indexability.RENDERED_ONLY)
_UNSEEN: Final = (Indexability.WALLED, Indexability.UNVERIFIED)
_NAMED: Final = {"scheme": "another scheme", "www": "or without www", "slash": "a final slash more or less"}


@site_part(canonical_target_ok, together="canonicals lead to pages that cannot stand for the ones that name them")
def canonical_leads_to_page(targets: Targets, page: SitePage, thresholds: Thresholds) -> Outcome:
    """The address that the canonical names answers 200, without redirect or noindex, with the same text."""
    target = targets.canonical
    if target is None:
        return skip("the page names no canonical, or itself")
    if page.indexability not in (*_SHOWN, Indexability.ELSEWHERE):
        return skip(f"search engines do not show the page ({page.indexability.value})")
    if target.state in ("unseen", "skipped"):
        return skip(f"the crawl did not ask for {target.url}")
    if target.state != "done" or target.indexability in _UNSEEN:
        return unknown(f"{target.url} could not be read")
    seen = evidence(f'<link rel="canonical" href="{target.url}">')
    instead = f"Name the page's own address, `{normalize(page.final_url)}`, or one that can be indexed."
    if target.leads_to is not None:
        return warn(
            f"the canonical names {target.url}, which redirects to {target.leads_to}",
            seen,
            fix=f"Name `{target.leads_to}` at once.",
        )
    if target.indexability not in (*_SHOWN, Indexability.ELSEWHERE):
        status = f", status {target.status}" if target.status not in (None, 200) else ""
        verdict = target.indexability.value if target.indexability else "not judged"
        return fail(f"the canonical names {target.url}, which cannot be indexed ({verdict}{status})", seen, fix=instead)
    if target.other:
        return fail(
            f"the canonical names {target.url}, the home page, whose text is another",
            seen,
            fix=f"Name the page's own address, `{normalize(page.final_url)}`: a template hides it behind that.",
        )
    if target.canonical is not None:
        return fail(
            f"the canonical names {target.url}, whose own canonical is {target.canonical}",
            seen,
            fix=f"Name `{target.canonical}` at once, if it has the same text.",
        )
    if target.similarity is not None and target.similarity < thresholds.canonical_similarity:
        return fail(
            f"the canonical names {target.url}, with which the page has {100 * target.similarity:.0f} % of its words in"
            " common",
            seen,
            fix=instead,
        )
    return ok(seen)


@rule(
    "host-variants-consolidated",
    "All spellings of the address lead to one form",
    dimension=Dimension.PERMALINK,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL, GOOGLE_REDIRECTS],
    since="0.1",
    together="pages answer at several spellings of their address",
)
def host_variants_consolidated(variants: Variants, page: SitePage) -> Outcome:
    """The other spellings of the address redirect to this one.

    ## Why
    Where several spellings answer 200 and each calls itself canonical, links are split between them. A canonical joins
    them, and a redirect joins them for everybody. A crawl judges the spellings that it came upon, in links, sitemaps
    and feeds. For a single page (`--probe`) the other scheme, with or without www, and a final slash more or less are
    asked for.

    ## Fix
    Redirect every other combination of http, https, www, bare host and final slash to one form with 301.
    """
    if unseen := not_shown(page):
        return unseen
    found = [variant for variant in variants.found if variant.difference != "case"]
    apart = [variant for variant in found if variant.joined == "none"]
    if apart:
        first = apart[0]
        return fail(
            f"the page answers at {first.url} too ({_NAMED[first.difference]}), and nothing joins the two",
            *(evidence(variant.url, where="url") for variant in apart),
            fix=f"Redirect `{first.url}` to `{page.final_url}` with 301, or the other way round.",
        )
    named = [variant for variant in found if variant.joined == "canonical"]
    if named:
        return warn(
            f"{named[0].url} answers too, and only its canonical leads here",
            *(evidence(variant.url, where="url") for variant in named),
            fix=f"Redirect `{named[0].url}` to `{page.final_url}` with 301.",
        )
    if variants.gaps:
        return unknown(variants.gaps[0])
    if not found:
        if variants.asked:
            return ok(message="the page answers at none of the other spellings of its address")
        return skip("no other spelling of the address was asked for")
    return ok(*(evidence(f"{variant.url} redirects here", where="url") for variant in found[:5]))


@site_part(hreflang_valid, together="the other languages of pages do not link back, or cannot be indexed")
def hreflang_returned(targets: Targets, page: SitePage) -> Outcome:
    """Every version that the page names can be indexed and names the page in return."""
    if not targets.alternates:
        return skip("the page names no version in another language")
    if unseen := not_shown(page):
        return unseen
    read = [a for a in targets.alternates if a.target.state == "done" and a.target.indexability not in _UNSEEN]
    if not read:
        return skip("the crawl read none of the versions in other languages")
    faults = list(_language_faults(read))
    if not faults:
        return ok(message=f"{len(read)} versions in other languages link back")
    what, mend, _ = faults[0]
    more = f"; and {len(faults) - 1} more" if len(faults) > 1 else ""
    return fail(
        what + more,
        *(evidence(f'hreflang="{a.language}" href="{a.target.url}"') for _, _, a in faults[:5]),
        fix=f"{mend}.",
    )


def _language_faults(read: list[AlternateTarget]) -> Iterator[tuple[str, str, AlternateTarget]]:
    for alternate in read:
        target = alternate.target
        version = f"the {alternate.language} version, {target.url},"
        if target.leads_to is not None:
            yield f"{version} redirects to {target.leads_to}", f"Name `{target.leads_to}` at once", alternate
        elif target.indexability not in _SHOWN:
            verdict = target.indexability.value if target.indexability else "not judged"
            yield f"{version} cannot be indexed ({verdict})", f"Take out {target.url}, or mend it", alternate
        elif not alternate.links_back:
            yield f"{version} does not name this page in return", f"Name this page on {target.url} too", alternate


@site_part(og_image_fetchable, together="share images of pages are not there")
def og_image_there(image: SharedImage) -> Outcome:
    """The site has a file at the address of the share image. A page that search leaves out is shared all the same."""
    if image.image is None or not image.gone:
        return skip("whether the share image loads is seen only by asking for it")
    return fail(
        f"the share image {image.image} is not there",
        evidence(f'<meta property="og:image" content="{image.image}">'),
        fix=f"Put the image at `{image.image}`, or name one that is there.",
    )


@site_part(og_image_specific, together="pages share their image with many others")
def og_image_shared(image: SharedImage, page: SitePage, thresholds: Thresholds) -> Outcome:
    """Few other pages of the site show the same image."""
    if unseen := not_shown(page):
        return unseen
    if image.image is None:
        return skip("the page names no share image; see og-core")
    if image.of < thresholds.image_pages:
        return skip(f"{image.of} pages with a share image are too few to compare")
    if image.pages < 2 or image.pages <= thresholds.image_share * image.of:
        return ok()
    return warn(
        f"{image.pages} of {image.of} pages show the same share image",
        evidence(image.image),
        fix=f"Name a picture of what this page is about, or a generated card that shows its title; now {image.image}.",
    )


@site_part(url_case_consistent, together="pages answer in upper and lower case alike")
def url_case_answers(variants: Variants, page: SitePage) -> Outcome:
    """No other case of the address is a page of its own."""
    if unseen := not_shown(page):
        return unseen
    found = [variant for variant in variants.found if variant.difference == "case"]
    apart = [variant for variant in found if variant.joined == "none"]
    if not apart:
        return skip("the crawl came upon no other case of the address that stands by itself")
    return fail(
        f"the page answers at {apart[0].url} too, and nothing joins the two",
        *(evidence(variant.url, where="url") for variant in apart),
        fix=f"Redirect `{apart[0].url}` to `{page.final_url}` with 301, or the other way round.",
    )


@site_part(url_no_tracking_params, together="sitemaps list pages with tracking parameters")
def sitemap_without_tracking(sitemaps: Sitemaps) -> Outcome:
    """No sitemap lists the page with tracking parameters."""
    for entry in sitemaps.listed:
        if names := tracking_parameters(entry.url):
            return fail(
                f"{entry.sitemap} lists the page with {', '.join(names)}",
                evidence(entry.url, where="url"),
                fix=f"Write `{normalize(entry.url)}` in {entry.sitemap}.",
            )
    return skip("no sitemap lists the page with parameters")


@site_part(canonical_signals_agree, together="sitemaps list pages under another address than their canonical")
def sitemap_agrees(sitemaps: Sitemaps, page: SitePage) -> Outcome:
    """Where a sitemap lists the page, it lists the address that the canonical names."""
    if unseen := not_shown(page):
        return unseen
    if page.canonical is None:
        return skip("the page names no canonical")
    if sitemaps.listed:
        return ok()
    if (variant := sitemaps.variant) is None:
        return skip("no sitemap lists the page")
    return fail(
        f"the sitemap lists {variant.url}, and the canonical names {page.canonical}",
        evidence(f"{variant.sitemap} lists {variant.url}", where="url"),
        fix=f"Write `{page.canonical}` instead of `{variant.url}` in {variant.sitemap}.",
    )


@site_part(redirect_permanent, together="redirects that say they will be taken back lead to pages")
def redirects_here_permanent(arrivals: Arrivals, sitemaps: Sitemaps, page: SitePage) -> Outcome:
    """Addresses of the site that redirect here for a while do so for a reason: not where they moved for good."""
    if unseen := not_shown(page):
        return unseen
    if not arrivals.found:
        return skip("the crawl came upon no address that redirects here")
    for arrival in arrivals.found:
        ends = [*(url for url, _ in arrival.hops[1:]), page.final_url]
        for (url, status), target in zip(arrival.hops, ends, strict=True):
            moved = move_of(url, target)
            if status not in TEMPORARY or (moved is None and not sitemaps.listed):
                continue
            why = f"moved {moved} with {status}" if moved else f"redirects here with {status}"
            known = ", which says that it will be back" if moved else ", and the sitemap lists this page"
            return warn(
                f"{url} {why}{known}",
                *(evidence(f"{status} {url}", where="header") for url, status in arrival.hops),
                fix=f"Answer `{url}` with 301 and `Location: {page.final_url}`.",
            )
    if any(status in TEMPORARY for arrival in arrivals.found for _, status in arrival.hops):
        return skip("an address redirects here for a while, which may be meant")
    return ok(
        *(evidence(f"{arrival.hops[0][1]} {arrival.hops[0][0]}", where="header") for arrival in arrivals.found[:3])
    )


@site_part(redirect_hops, together="several redirects, one after the other, lead to pages")
def redirects_here_short(arrivals: Arrivals, page: SitePage, thresholds: Thresholds) -> Outcome:
    """From every address of the site that redirects here it is one step."""
    if unseen := not_shown(page):
        return unseen
    if not arrivals.found:
        return skip("the crawl came upon no address that redirects here")
    longest = max(arrivals.found, key=lambda arrival: len(arrival.hops))
    count = len(longest.hops)
    seen = [evidence(f"{status} {url}", where="header") for url, status in longest.hops]
    if count <= thresholds.redirect_hops:
        return ok(*seen)
    make = fail if count >= thresholds.redirect_hops_most else warn
    first = longest.hops[0][0]
    return make(
        f"{count} redirects lead from {first} to the page",
        *seen,
        fix=f"Let `{first}` redirect to `{page.final_url}` at once, and link to the latter.",
    )
