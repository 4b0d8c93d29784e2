"""Rules on the canonical: that there is one, what it looks like, and where it points."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from indexaudit.config import Config
from indexaudit.facts import Canonical, Content, Head, Missing, Rendering
from indexaudit.model import Address, Dimension, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.canonical_links import placed, private_host, seen, usable
from indexaudit.rules.compare import loosely_same, quote
from indexaudit.rules.hosts import unreachable
from indexaudit.rules.publishers import where_it_can_be_set
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import (
    GOOGLE_CANONICAL,
    GOOGLE_CANONICAL_FIX,
    GOOGLE_HEAD,
    GOOGLE_JAVASCRIPT,
)
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, normalize, registrable_domain, same_page

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


@rule(
    "canonical-present",
    "The page names its canonical address",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL],
    since="0.1",
)
def canonical_present(
    head: Head, exchange: Exchange, content: Content | Missing, address: Address, rendering: Rendering | Missing
) -> Outcome:
    """There is a canonical that counts: in the head, or in a Link header.

    ## Why
    The same page is reached at many addresses (tracking, filters, copies). A canonical says which one to show. Google
    does not require it and chooses by itself when there is none, so this is never more than a warning.

    ## Fix
    Put `<link rel="canonical" href="…">` with the page's own absolute address into the head.
    """
    if found := usable(head):
        return ok(*seen(found[:1]))
    # One fault, one finding: what is wrong with a canonical that is there is said by the rule on that.
    if placed(head):
        return skip("the canonical is no address; see canonical-absolute")
    if head.canonicals and head.end is not None and "canonical" in head.end.lost:
        return skip("the canonical was pushed out of the head; see head-markup-valid")
    if head.canonicals:
        return skip("the canonical stands where it does not count; see canonical-unambiguous")
    if isinstance(rendering, Rendering) and rendering.head.canonical is not None:
        return skip("only scripts name a canonical; see canonical-raw-vs-rendered")
    fix = f'Add `<link rel="canonical" href="{normalize(exchange.final_url)}">` to the head.'
    missing = where_it_can_be_set(warn("the page names no canonical", fix=fix), address, "canonical")
    return unless_half_read(unless_shell(missing, content), head)


@rule(
    "canonical-unambiguous",
    "The page names one canonical address",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_CANONICAL, GOOGLE_JAVASCRIPT, GOOGLE_HEAD],
    since="0.1",
)
def canonical_unambiguous(head: Head, exchange: Exchange) -> Outcome:
    """All canonicals of head and headers name the same address, and each stands where it counts.

    ## Why
    With several that differ Google documents no order: each may be ignored. One in the body does not count, nor does
    one with `hreflang`, `lang`, `media` or `type`. A tag that an element pushed out of the head is the fault of that
    element: see head-markup-valid. Spellings that browsers take as equal are equal.

    ## Fix
    Keep one `<link rel="canonical">` in the head, or one Link header, and take out the others.
    """
    found = head.canonicals
    if not found:
        return unless_half_read(skip("the page names no canonical"), head)
    targets = {normalize(c.url) if c.url else c.href.strip() for c in placed(head)}
    if len(targets) > 1:
        return fail(
            f"the page names {len(targets)} canonicals: {', '.join(sorted(targets)[:3])}",
            *seen(placed(head)),
            fix=f"Keep one of them, `{normalize(exchange.final_url)}` if this is the page to show.",
        )
    wrong = [c for c in found if c.where == "body"]
    if wrong and head.end is not None and "canonical" in head.end.lost:
        return skip("the canonical was pushed out of the head; see head-markup-valid")
    if wrong:
        return fail(
            "a canonical stands in the body, where it does not count",
            *seen(wrong),
            fix=f'Move `<link rel="canonical" href="{wrong[0].href}">` into the head.',
        )
    if wrong := [c for c in found if c.disqualified_by]:
        attributes = ", ".join(wrong[0].disqualified_by)
        return fail(
            f"a canonical carries {attributes}, for which it is ignored",
            *seen(wrong),
            fix=f'Write `<link rel="canonical" href="{wrong[0].href}">` without {attributes}.',
        )
    if len(found) > 1:
        where = f", that in line {found[0].line}" if found[0].line and found[-1].where != "header" else ""
        both = ", either in the head or as a header" if found[0].where == "header" else where
        return unless_half_read(
            warn(
                f"the page names the same canonical {len(found)} times",
                *seen(found),
                fix=f"Keep one{both}: a later change may miss the {'other' if len(found) == 2 else 'others'}.",
            ),
            head,
        )
    return unless_half_read(ok(*seen(found)), head)


@rule(
    "canonical-absolute",
    "The canonical is an absolute address",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL, GOOGLE_CANONICAL_FIX],
    since="0.1",
)
def canonical_absolute(head: Head, exchange: Exchange) -> Outcome:
    """The canonical is written with scheme and host, and without a fragment.

    ## Why
    A relative canonical changes its meaning with `<base>` and on every other host that serves the page. One written
    without a scheme (`example.com/plums`) is a path to every reader. Where it leads is judged by canonical-target-ok.

    ## Fix
    Write the whole public address: `https://example.com/plums/drying`.
    """
    found = placed(head)
    if not found:
        return unless_half_read(skip("the page names no canonical"), head)
    own = host_of(exchange.final_url) or ""
    doubts: list[tuple[str, Canonical]] = []
    for canonical in found:
        href, fix = canonical.href.strip(), f"Write the whole address instead of {quote(canonical.href)}."
        if not href:
            return fail(
                "the canonical is empty",
                *seen([canonical]),
                fix=f"Write `{normalize(exchange.final_url)}` into it, or take it out.",
            )
        if canonical.url is None or not canonical.url.startswith(("http:", "https:")) or not _has_host(canonical.url):
            return fail(f"the canonical {quote(href)} is not a web address", *seen([canonical]), fix=fix)
        if not _SCHEME.match(href) and _is_host(href.partition("/")[0].lower(), own):
            return fail(f"the canonical {quote(href)} has no scheme, so it is a path", *seen([canonical]), fix=fix)
        if canonical.url.partition("#")[2]:
            return fail(f"the canonical {quote(href)} has a fragment", *seen([canonical]), fix=fix)
        if not _SCHEME.match(href):
            doubts.append((href, canonical))
    if doubts:
        href, canonical = doubts[0]
        # One that was meant as something else than a path must not be written out as one.
        meant = same_page(canonical.url or "", exchange.final_url) or href.startswith("/")
        good = canonical.url if meant else normalize(exchange.final_url)
        return warn(
            f"the canonical {quote(href)} is relative",
            *seen([canonical]),
            fix=f"Write `{good}` instead of {quote(href)}.",
        )
    return ok(*seen(found))


@rule(
    "canonical-target-ok",
    "The canonical leads to a page that can be indexed",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL_FIX],
    since="0.1",
)
def canonical_target_ok(head: Head, exchange: Exchange) -> Outcome:
    """The address that the canonical names is public, and answers 200, without redirect or noindex, with the same text.

    ## Why
    A canonical that leads nowhere is ignored, and the page may drop out with it. One on the maker's own machine
    (`localhost`, an address of a house's network) is a setting of the build that went live: no search engine can follow
    it. A host whose name says staging or test is meant for its makers too, though it may answer. Whether a public
    address answers, and with what, is judged when a site is crawled, a built folder is read, or by a second request
    (`--probe`). One whose page names a third is a chain, of which search engines choose a link. What is not of the
    site that is crawled, or refused us, is not judged.

    ## Fix
    Name an address that answers 200, may be indexed, and is its own canonical.
    """
    found = usable(head)
    if not found:
        return unless_half_read(skip("the page names no canonical"), head)
    host, first = private_host(head, exchange), found[0]
    if host is None and all(same_page(c.url, exchange.final_url) for c in found if c.url is not None):
        return skip("the page names itself")
    if host is None:
        return skip("needs the pages that this one names: a crawl, a built folder, or --probe")
    fix = f"Write the public address, `{normalize(exchange.final_url)}`, instead of {quote(first.href)}."
    if unreachable(host):
        return fail(
            f"the canonical is on {host}, which is no public host: no search engine can follow it",
            *seen([first]),
            fix=fix,
        )
    return warn(
        f"the canonical is on {host}, by its name a host for testing, and the page on {host_of(exchange.final_url)}",
        *seen([first]),
        fix=fix,
    )


def _has_host(url: str) -> bool:
    """Whether the host can be one: without empty labels, which the URL standard lets pass (``https://.example``)."""
    return all((host_of(url) or "").removesuffix(".").split("."))


def _is_host(text: str, own: str) -> bool:
    """Whether the first part of a path is meant as a host: this site's, or one that starts with ``www.``"""
    if text.startswith("www.") and text.count(".") > 1:
        return True
    domain = registrable_domain(own)
    return text == own or (domain is not None and "." in text and registrable_domain(text) == domain)


@rule(
    "canonical-self",
    "The page is its own canonical, or a copy that points home",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_CANONICAL],
    since="0.1",
    gate=Indexability.ELSEWHERE,
)
def canonical_self(head: Head, exchange: Exchange, config: Config, address: Address) -> Outcome:
    """The first canonical that counts does not name another site.

    ## Why
    A canonical on another domain asks search engines to show that address instead of this one. It is a hint, and a
    strong one. For a copy on a platform whose canonical names the brand's own site that is as it should be, and no
    finding. Another address of the same domain is judged by canonical-duplicate.

    ## Fix
    Name the page's own address. Leave the canonical as it is when this is the copy and the other the original.
    """
    found = usable(head)
    if not found:
        return unless_half_read(skip("the page names no canonical"), head)
    first, final = found[0], exchange.final_url
    target = first.url or ""
    own_host, host = host_of(final) or "", host_of(target) or ""
    own, other = registrable_domain(own_host), registrable_domain(host)
    if own is None:
        return skip("the page was read from a host that is not public")
    if private_host(head, exchange):
        return skip("the canonical is on no public host; see canonical-target-ok")
    if other is None or own == other or not _has_host(target):
        return ok(*seen([first]))
    owned = config.brand is not None and config.brand.owns(host)
    fix = f"If this page is the original, name its own address: `{normalize(final)}` instead of `{target}`."
    if loosely_same(_path_of(target), _path_of(final)):
        fix = f"If the site has moved to {host}, redirect `{normalize(final)}` there with 301. If not: {_lower(fix)}"
    named = fail(
        f"the canonical names {target}: this address will not be shown",
        *seen([first]),
        fix=fix,
        indexed_at=target,
        expected=owned,
    )
    return where_it_can_be_set(named, address, "canonical")


def _path_of(url: str) -> str:
    """Path and query on a host that every address is given."""
    parts = urlsplit(url)
    return f"https://example.com{parts.path}?{parts.query}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
