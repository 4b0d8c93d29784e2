"""Rules on the way to the page: how many redirects, and of which kind."""

from __future__ import annotations

from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from indexaudit.facts import Head, MetaRefresh, Missing, RedirectAgain, Rendering, Unavailable
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.sources import BING_GUIDELINES, GOOGLE_REDIRECTS, GOOGLE_SITE_MOVES
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange, Hop
from indexaudit.web.urls import registrable_domain, same_page

TEMPORARY: Final = frozenset({302, 303, 307})
"""Statuses that say that the old address will be back."""
_PERMANENT: Final = frozenset({301, 308})


@rule(
    "redirect-hops",
    "At most one redirect leads to the page",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_SITE_MOVES, GOOGLE_REDIRECTS],
    since="0.1",
)
def redirect_hops(exchange: Exchange, thresholds: Thresholds) -> Outcome:
    """The address asked for is the page's own, or one redirect away from it.

    ## Why
    Google follows up to ten redirects, and advises to keep chains short: ideally no more than three, and fewer than
    five. Each costs readers a round trip, and other crawlers give up earlier. Going from http to https and then to
    www counts as two: one redirect can do both. Judged for the address that was given, so audit the one that is
    linked, not the one that somebody types; in a crawl for every address that the site itself uses.

    ## Fix
    Let the first address redirect to the last at once, and link to the last.
    """
    hops = exchange.hops
    count = len(hops) - 1
    if not count:
        return ok() if exchange.headers is not None else skip("the way to the page was not given")
    if count <= thresholds.redirect_hops:
        return ok(*_seen(hops))
    fix = f"Let `{hops[0].url}` redirect to `{exchange.final_url}` at once, and link to the latter."
    message = f"{count} redirects lead to the page"
    if count >= thresholds.redirect_hops_most:
        return fail(message, *_seen(hops), fix=fix)
    return warn(message, *_seen(hops), fix=fix)


@rule(
    "redirect-permanent",
    "What moved for good says so",
    dimension=Dimension.ACCESS,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_REDIRECTS, BING_GUIDELINES],
    since="0.1",
)
def redirect_permanent(
    exchange: Exchange,
    head: Head | Missing,
    again: RedirectAgain | Missing,
    rendering: Rendering | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """A move from http to https, to or from www, or of a path to another site uses 301 or 308, and no page refreshes
    into another.

    ## Why
    With 301 and 308 the target becomes the address that is shown; with 302, 303, 307 and a delayed refresh the source
    is kept. An instant refresh, and a script that leads elsewhere (a browser sees it, `--render`), are read like 301 by
    Google, and by few others. A temporary redirect is right where the
    target changes: by language, device or login. One visit cannot tell that from a move, so only moves that nobody
    means for a while are judged; of the others a second visit in another language shows those that are meant
    (`--probe`), and a sitemap that lists the target those that are not.

    ## Fix
    Answer with 301 or 308 and the new address in Location.
    """
    for hop, target in pairwise(exchange.hops):
        if hop.status in TEMPORARY and (what := move_of(hop.url, target.url)):
            return warn(
                f"{hop.url} moved {what} with {hop.status}, which says that it will be back",
                *_seen((hop, target)),
                fix=f"Answer `{hop.url}` with 301 and `Location: {target.url}`.",
            )
    refresh = head.refresh if isinstance(head, Head) else None
    if refresh is not None and refresh.url is not None and _leaves(exchange.final_url, refresh.url):
        if refresh.seconds == 0:
            return warn(
                f"the page sends its readers to {refresh.url} by a refresh",
                _tag(refresh),
                fix=f"Answer `{exchange.final_url}` with 301 and `Location: {refresh.url}` instead of the refresh.",
            )
        if refresh.seconds <= thresholds.refresh_seconds:
            return fail(
                f"the page sends its readers to {refresh.url} after {refresh.seconds:g} s, which moves nothing for a "
                "search engine",
                _tag(refresh),
                fix=f"If the page moved, answer `{exchange.final_url}` with 301 and `Location: {refresh.url}`.",
            )
    left_for = rendering.left_for if isinstance(rendering, Rendering) else None
    if isinstance(rendering, Rendering) and left_for is not None and _leaves(exchange.final_url, left_for):
        if not rendering.untouched:
            # Scripts against blockers of advertisements lead away from what they think is one.
            return skip(f"a script leads to {left_for}, maybe because not everything was loaded in the browser")
        return warn(
            f"a script sends readers to {left_for}",
            evidence(f"a script leads to {left_for}", where="rendered"),
            fix=f"If the page moved, answer `{exchange.final_url}` with 301 and `Location: {left_for}`.",
        )
    if (doubtful := doubtful_hop(exchange)) is not None:
        return _doubt(doubtful, exchange, again)
    if any(hop.status in _PERMANENT for hop in exchange.hops[:-1]):
        return ok(*_seen(exchange.hops))
    return skip("the address does not redirect")


def doubtful_hop(exchange: Exchange) -> Hop | None:
    """The first redirect for a while that may be meant so; null when there is none."""
    for hop, target in pairwise(exchange.hops):
        if hop.status in TEMPORARY and move_of(hop.url, target.url) is None:
            return hop
    return None


def _doubt(hop: Hop, exchange: Exchange, again: RedirectAgain | Missing) -> Outcome:
    said = f"{hop.url} redirects with {hop.status}, which may be meant"
    if isinstance(again, Unavailable):
        return unknown(f"{said}, and {again.reason}")
    if isinstance(again, Missing):
        return skip(f"{said}: a second visit on another day, or the sitemap, tells whether it moved")
    then = evidence(
        f"{again.status} {again.url}, to {again.leads_to} (Accept-Language: {again.language})", where="header"
    )
    if not same_page(again.leads_to, exchange.final_url):
        by_language = "the redirect goes by the reader's language, as one for a while may"
        return ok(*_seen(exchange.hops), then, message=by_language)
    if again.listed_in is not None:
        return warn(
            f"{hop.url} redirects with {hop.status} in every language, and the sitemap lists the page it leads to",
            *_seen(exchange.hops),
            then,
            fix=f"If the page moved, answer `{hop.url}` with 301 and `Location: {exchange.final_url}`.",
        )
    return skip(f"{said}, and a second visit in another language led to the same page: one on another day tells more")


def move_of(old: str, new: str) -> str | None:
    """How an address moved while its path stayed, in a way that nobody means for a while; else null."""
    a, b = urlsplit(old), urlsplit(new)
    if (a.path.rstrip("/"), a.query) != (b.path.rstrip("/"), b.query):
        return None
    host, target = (a.hostname or ""), (b.hostname or "")
    if host == target:
        return "to https" if (a.scheme, b.scheme) == ("http", "https") else None
    if host.removeprefix("www.") == target.removeprefix("www."):
        return f"to {target}"
    domain, other = registrable_domain(host), registrable_domain(target)
    if domain is None or other is None or domain == other or not a.path.strip("/"):
        return None
    # example.com to example.de may go by the reader's country.
    return None if domain.partition(".")[0] == other.partition(".")[0] else f"to {target}"


def _leaves(page: str, target: str) -> bool:
    """Whether a refresh shows another page: a reload may change the query alone."""
    a, b = urlsplit(page), urlsplit(target)
    if b.scheme not in ("http", "https"):
        return False
    if (a.hostname, a.path.rstrip("/")) != (b.hostname, b.path.rstrip("/")):
        return True
    return (a.scheme, b.scheme) == ("http", "https")


def _seen(hops: tuple[Hop, ...]) -> tuple[Evidence, ...]:
    return tuple(evidence(f"{hop.status} {hop.url}", where="header") for hop in hops)


def _tag(refresh: MetaRefresh) -> Evidence:
    written = f"{refresh.seconds:g}; url={refresh.url}"
    if refresh.where == "header":
        return evidence(f"Refresh: {written}", where="header")
    return evidence(f'<meta http-equiv="refresh" content="{written}">', line=refresh.line)
