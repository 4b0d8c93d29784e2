"""Rules on the canonical: that there is one, what it looks like, and where it points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indexaudit.config import Config
from indexaudit.facts import Canonical, Content, Head, Missing
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.sources import (
    GOOGLE_CANONICAL,
    GOOGLE_CANONICAL_FIX,
    GOOGLE_HEAD,
    GOOGLE_JAVASCRIPT,
    SCREAMING_FROG_URI,
)
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, normalize, registrable_domain, same_page

_STAGING: Final = frozenset({"dev", "localhost", "preprod", "preview", "stage", "staging", "test", "uat"})
"""First labels of hosts that are meant for their makers."""
_PRIVATE: Final = (".internal", ".lan", ".local", ".localhost")
"""Endings that no public name has (RFC 6761, RFC 6762, ICANN resolution 2024.07.29.06)."""
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
def canonical_present(head: Head, exchange: Exchange, content: Content | Missing) -> Outcome:
    """There is a canonical that counts: in the head, or in a Link header.

    ## Why
    The same page is reached at many addresses (tracking, filters, copies). A canonical says which one to show. Google
    does not require it and chooses by itself when there is none, so this is never more than a warning.

    ## Fix
    Put `<link rel="canonical" href="…">` with the page's own absolute address into the head.
    """
    if usable := _usable(head):
        return ok(*_seen(usable[:1]))
    fix = f'Add `<link rel="canonical" href="{normalize(exchange.final_url)}">` to the head.'
    if head.canonicals:
        return warn("no canonical of the page stands where it counts", *_seen(head.canonicals), fix=fix)
    return unless_half_read(unless_shell(warn("the page names no canonical", fix=fix), content), head)


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
    targets = {normalize(c.url) if c.url else c.href.strip() for c in _placed(head)}
    if len(targets) > 1:
        return fail(
            f"the page names {len(targets)} canonicals: {', '.join(sorted(targets)[:3])}",
            *_seen(_placed(head)),
            fix=f"Keep one of them, `{normalize(exchange.final_url)}` if this is the page to show.",
        )
    wrong = [c for c in found if c.where == "body"]
    if wrong and head.end is not None and "canonical" in head.end.lost:
        return skip("the canonical was pushed out of the head; see head-markup-valid")
    if wrong:
        return fail(
            "a canonical stands in the body, where it does not count",
            *_seen(wrong),
            fix=f'Move `<link rel="canonical" href="{wrong[0].href}">` into the head.',
        )
    if wrong := [c for c in found if c.disqualified_by]:
        attributes = ", ".join(wrong[0].disqualified_by)
        return fail(
            f"a canonical carries {attributes}, for which it is ignored",
            *_seen(wrong),
            fix=f'Write `<link rel="canonical" href="{wrong[0].href}">` without {attributes}.',
        )
    if len(found) > 1:
        return unless_half_read(
            warn(
                f"the page names the same canonical {len(found)} times",
                *_seen(found),
                fix="Keep one, either in the head or as a header: a later change may miss the other.",
            ),
            head,
        )
    return unless_half_read(ok(*_seen(found)), head)


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
    """The canonical is written with scheme and public host, and without a fragment.

    ## Why
    A relative canonical changes its meaning with `<base>` and on every other host that serves the page. One written
    without a scheme (`example.com/plums`) is a path to every reader. One on a staging host points to nothing.

    ## Fix
    Write the whole public address: `https://example.com/plums/drying`.
    """
    found = _placed(head)
    if not found:
        return unless_half_read(skip("the page names no canonical"), head)
    own = host_of(exchange.final_url) or ""
    doubts: list[tuple[str, Canonical]] = []
    for canonical in found:
        href, fix = canonical.href.strip(), f"Write the whole address instead of {quote(canonical.href)}."
        if canonical.url is None or not canonical.url.startswith(("http:", "https:")):
            return fail(f"the canonical {quote(href)} is not a web address", *_seen([canonical]), fix=fix)
        if not _SCHEME.match(href) and _is_host(href.partition("/")[0].lower(), own):
            return fail(f"the canonical {quote(href)} has no scheme, so it is a path", *_seen([canonical]), fix=fix)
        if canonical.url.partition("#")[2]:
            return fail(f"the canonical {quote(href)} has a fragment", *_seen([canonical]), fix=fix)
        host = host_of(canonical.url) or ""
        if host != own and _is_private(host) and not _is_private(own):
            return fail(f"the canonical is on {host}, which is no public host", *_seen([canonical]), fix=fix)
        if not _SCHEME.match(href):
            doubts.append((href, canonical))
    if doubts:
        href, canonical = doubts[0]
        return warn(
            f"the canonical {quote(href)} is relative",
            *_seen([canonical]),
            fix=f"Write `{canonical.url}` instead of {quote(href)}.",
        )
    return ok(*_seen(found))


def _is_host(text: str, own: str) -> bool:
    """Whether the first part of a path is meant as a host: this site's, or one that starts with ``www.``"""
    if text.startswith("www.") and text.count(".") > 1:
        return True
    domain = registrable_domain(own)
    return text == own or (domain is not None and "." in text and registrable_domain(text) == domain)


def _is_private(host: str) -> bool:
    """Whether a host is one that the public cannot reach, or is not meant to."""
    if registrable_domain(host) is None or host.endswith(_PRIVATE):
        return True
    return host.partition(".")[0] in _STAGING and host.count(".") > 1


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
def canonical_self(head: Head, exchange: Exchange, config: Config) -> Outcome:
    """The first canonical that counts does not name another site.

    ## Why
    A canonical on another domain asks search engines to show that address instead of this one. It is a hint, and a
    strong one. For a copy on a platform whose canonical names the brand's own site that is as it should be, and no
    finding. Another address of the same domain is judged by canonical-duplicate.

    ## Fix
    Name the page's own address. Leave the canonical as it is when this is the copy and the other the original.
    """
    usable = _usable(head)
    if not usable:
        return unless_half_read(skip("the page names no canonical"), head)
    first, final = usable[0], exchange.final_url
    target = first.url or ""
    own_host, host = host_of(final) or "", host_of(target) or ""
    own, other = registrable_domain(own_host), registrable_domain(host)
    if own is None:
        return skip("the page was read from a host that is not public")
    if other is None or host.endswith(_PRIVATE) or own == other:
        return ok(*_seen([first]))
    owned = config.brand is not None and config.brand.owns(host)
    return fail(
        f"the canonical names {target}: this address will not be shown",
        *_seen([first]),
        fix=f"If this page is the original, name its own address: `{normalize(final)}` instead of `{target}`.",
        indexed_at=target,
        expected=owned,
    )


@rule(
    "canonical-duplicate",
    "The canonical does not name another page of the same site",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.INFO,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_CANONICAL, SCREAMING_FROG_URI],
    since="0.1",
)
def canonical_duplicate(head: Head, exchange: Exchange) -> Outcome:
    """The canonical names this address, tracking apart.

    ## Why
    A page whose canonical is another address of the same site calls itself a duplicate: the other address is shown.
    That is right for filters and print versions, and wrong when a template writes the home page everywhere. So it is
    told and not priced. Parameters that only track are taken off first: such an address is meant to differ.

    ## Fix
    If this page should be found by itself, name its own address as canonical.
    """
    usable = _usable(head)
    if not usable:
        return unless_half_read(skip("the page names no canonical"), head)
    first, final = usable[0], exchange.final_url
    target = first.url or ""
    if same_page(target, final):
        return ok(*_seen([first]))
    if registrable_domain(host_of(target) or "") != registrable_domain(host_of(final) or ""):
        return skip("the canonical is on another domain; see canonical-self")
    return warn(
        f"this address is a duplicate of {target}, which it names as canonical",
        *_seen([first]),
        fix=f"If this page should be found by itself, write `{normalize(final)}` instead of `{target}`.",
    )


def _placed(head: Head) -> list[Canonical]:
    """The canonicals that stand where they count and are not disqualified."""
    return [c for c in head.canonicals if c.where != "body" and not c.disqualified_by]


def _usable(head: Head) -> list[Canonical]:
    return [c for c in _placed(head) if c.url]


def _seen(canonicals: Iterable[Canonical]) -> tuple[Evidence, ...]:
    return tuple(
        evidence(f'Link: <{c.href}>; rel="canonical"', where="header")
        if c.where == "header"
        else evidence(f'<link rel="canonical" href="{c.href}">', line=c.line)
        for c in list(canonicals)[:5]
    )
