"""What second requests tell of a page that otherwise a crawl would: its canonical's page, and its other spellings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexaudit import facts
from indexaudit.engine import ask
from indexaudit.exchange import Exchange
from indexaudit.looks import Look, Probes
from indexaudit.model import Indexability
from indexaudit.page_facts import PageFactReader
from indexaudit.probe_facts import alike, unseen
from indexaudit.rules.thresholds import Thresholds
from indexaudit.site_facts import SitePage, Target, Targets, Variant, Variants
from indexaudit.web.spellings import difference
from indexaudit.web.urls import join, same_page

__all__ = ["learn_from_probes"]

Verdict = Callable[[PageFactReader], Indexability]
"""Whether a page can be indexed."""

_NOBODY: Final = frozenset({"connect_refused", "dns_failure", "tls_hostname", "tls_self_signed", "tls_expired"})
"""Codes of :class:`indexaudit.model.FetchError` that say that no page is there for anybody."""
_SHOWN: Final = (Indexability.INDEXABLE, Indexability.RENDERED_ONLY)


def learn_from_probes(page: PageFactReader, probes: Probes, own: Indexability, verdict: Verdict) -> None:
    """Give the page the site fact groups that its second requests make up for. ``own`` is its own verdict."""
    head = ask(page, facts.Head)
    canonical = head.canonical if isinstance(head, facts.Head) else None
    title = head.title if isinstance(head, facts.Head) else None
    page.learn(
        SitePage(
            url=page.snapshot.url,
            final_url=page.final_url,
            indexability=own,
            canonical=canonical,
            own=canonical is None or same_page(canonical, page.final_url),
            title=title,
            fetched_at=page.snapshot.fetched_at,
        )
    )
    target = next((_target(look, page, verdict) for look in probes.of("canonical")), None)
    page.learn(Targets(canonical=target))
    page.learn(_variants(page, probes.of("variant"), verdict))


def _target(look: Look, page: PageFactReader, verdict: Verdict) -> Target:
    seen = page.beside(look)
    exchange = look.exchange
    if exchange is None:
        # Not even asked, since robots.txt forbids us: what it says to search engines is known all the same.
        if look.error is not None and look.error.code == "robots_disallowed" and verdict(seen) is Indexability.BLOCKED:
            return Target(url=look.url, indexability=Indexability.BLOCKED)
        return Target(url=look.url, state="failed")
    if unseen(look, seen) is not None:
        return Target(url=look.url, status=exchange.status, indexability=Indexability.UNVERIFIED)
    head = ask(seen, facts.Head)
    named = head.canonical if isinstance(head, facts.Head) else None
    known = (look.url, exchange.final_url)
    return Target(
        url=look.url,
        status=exchange.status,
        indexability=verdict(seen),
        leads_to=None if same_page(look.url, exchange.final_url) else exchange.final_url,
        canonical=named if named is not None and not any(same_page(named, url) for url in known) else None,
        similarity=alike(page, seen),
    )


def _variants(page: PageFactReader, looks: tuple[Look, ...], verdict: Verdict) -> Variants:
    found: list[Variant] = []
    gaps: list[str] = []
    for look in looks:
        if look.exchange is None and look.error is not None and look.error.code in _NOBODY:
            continue
        seen = page.beside(look)
        if (why := unseen(look, seen)) is not None or look.exchange is None:
            gaps.append(f"what answers at {look.url} is not known: {why}")
            continue
        variant = _variant(look, look.exchange, page, verdict)
        if isinstance(variant, Variant):
            found.append(variant)
        elif variant is not None:
            gaps.append(variant)
    return Variants(found=tuple(found), asked=len(looks), gaps=tuple(gaps))


def _variant(look: Look, exchange: Exchange, page: PageFactReader, verdict: Verdict) -> Variant | str | None:
    """Null for an address at which something else is, or nothing that is shown; a text for one of which that cannot be
    told."""
    apart, answered = difference(look.url, page.final_url), exchange.final_url
    # A redirect to the page itself is not followed.
    for location in exchange.header("location") if 300 <= exchange.status < 400 else ():
        answered = join(answered, location) or answered
    if same_page(answered, page.final_url):
        return Variant(url=look.url, difference=apart, joined="redirect")
    seen = page.beside(look)
    head = ask(seen, facts.Head)
    named = head.canonical if isinstance(head, facts.Head) else None
    if exchange.status != 200:
        return None
    if named is not None and same_page(named, page.final_url):
        return Variant(url=look.url, difference=apart, joined="canonical")
    if verdict(seen) not in _SHOWN or (named is not None and not same_page(named, answered)):
        return None
    # Only the same text is the same page: a registrar's notice at the bare domain is another.
    likeness = alike(page, seen)
    if likeness is None:
        return f"whether the page at {look.url} is this one cannot be told: too little of their text was read"
    same = likeness >= page.have(Thresholds).duplicate_similarity_most
    return Variant(url=look.url, difference=apart, joined="none") if same else None
