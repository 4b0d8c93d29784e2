"""The rule on the address that shares are counted for."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

from indexaudit.facts import Cards, Content, Head, Missing
from indexaudit.model import Dimension, EvidenceStrength, Outcome, PageType, Severity
from indexaudit.rules.base import fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.canonical_links import hides_behind_home, is_home, private_host, usable
from indexaudit.rules.compare import loosely_same, quote
from indexaudit.rules.hosts import is_private
from indexaudit.rules.share_card import not_the_page, own_address, seen, tag
from indexaudit.rules.sources import META_SHARE_CRAWLER, OPEN_GRAPH
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, registrable_domain, same_page, tracking_parameters


@rule(
    "og-url-canonical",
    "The address in og:url is the canonical one",
    dimension=Dimension.SHARE,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[OPEN_GRAPH, META_SHARE_CRAWLER],
    since="0.1",
)
def og_url_canonical(
    cards: Cards, head: Head, content: Content | Missing, exchange: Exchange, page_type: PageType
) -> Outcome:
    """og:url names the page's canonical address, whole and without tracking.

    ## Why
    Networks count shares for the address in og:url and link to it. When a template writes the home page or another
    page there, its readers land elsewhere. Scheme, `www.`, case and a final slash are not held against it: an old
    address is often kept after a move, for its counts.

    ## Fix
    Write the address of the canonical into og:url.
    """
    if unseen := not_the_page(exchange, content, cards):
        return unseen
    item = cards.first("og:url")
    if item is None:
        return unless_half_read(skip("the page has no og:url; see og-core"), cards)
    final = exchange.final_url
    own = [c.url for c in usable(head) if c.url]
    if private_host(head, exchange) or hides_behind_home(head, exchange, page_type):
        own = [final]  # see canonical-target-ok, and canonical-duplicate
    host, here = host_of(final) or "", is_private(host_of(final) or "")
    good = own_address(head, exchange, page_type)
    fix = f"Write `{tag('og:url', good)}` instead of {quote(item.content)}."
    url = join(head.base or final, item.content)
    if url is None or not url.startswith(("http:", "https:")):
        return fail(f"og:url {quote(item.content)} is no web address", seen(item), fix=fix)
    url = urldefrag(url).url
    if not item.content.lower().startswith(("http:", "https:")):
        return warn(f"og:url {quote(item.content)} is not a whole address", seen(item), fix=fix)
    named = host_of(url) or ""
    if named != host and is_private(named) and not here:
        return fail(f"og:url is on {named}, which is no public host name", seen(item), fix=fix)
    if any(loosely_same(url, each) for each in own or [final]):
        if names := tracking_parameters(url):
            return warn(f"og:url carries what only tracks: {', '.join(names)}", seen(item), fix=fix)
        return ok(seen(item))
    if not own and not is_home(url):
        return skip("the page names no canonical to hold og:url against")
    if own and registrable_domain(host_of(own[0]) or "") != registrable_domain(host):
        return skip("the canonical is on another domain; see canonical-self")
    if not own and is_home(final):
        return skip("the page names no canonical to hold og:url against")
    if own and _same_end(url, good):
        return warn(
            f"og:url names {url}, and the canonical {good}; that is right only when shares were counted there before",
            seen(item),
            fix=fix,
        )
    if same_page(url, final):
        return warn(
            f"og:url names this address, and the canonical {good}: shares are counted apart", seen(item), fix=fix
        )
    what = "the home page" if is_home(url) else "another page"
    return fail(f"og:url names {what}: {url}", seen(item), fix=fix)


def _same_end(one: str, other: str) -> bool:
    """Whether the same thing is named at the end of both paths: what a move of folder or host leaves as it is."""
    ends = [urlsplit(url).path.rstrip("/").rpartition("/")[2].lower() for url in (one, other)]
    return bool(ends[0]) and ends[0] == ends[1]
