"""The rule on a canonical that names another address of the same site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from indexaudit.facts import Head, Permalink
from indexaudit.model import Address, Dimension, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import ok, rule, skip, unless_half_read, warn
from indexaudit.rules.canonical_links import is_home, private_host, seen, usable
from indexaudit.rules.compare import loosely_same
from indexaudit.rules.sources import GOOGLE_CANONICAL, SCREAMING_FROG_URI
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, normalize, registrable_domain, same_page

_PAGING: Final = frozenset({"page", "paged", "pg", "p", "seite", "offset", "start"})
"""Parameters with which lists turn their pages: the second page is no copy of the first."""
_VERSION_HOST: Final = re.compile(r"^(?:www\.)?(?:m|mobile|amp|print)\.|^www\.")
_VERSION_PATH: Final = re.compile(
    r"/(?:amp|print|m)(?=/|$)|\.amp(\.html?)?$|;(?:jsession|php|s)[a-z]{0,8}=[^/]{0,200}", re.IGNORECASE
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
def canonical_duplicate(head: Head, exchange: Exchange, permalink: Permalink, address: Address) -> Outcome:
    """The canonical names this address, or another spelling or version of it.

    ## Why
    A page whose canonical is another address of the same site calls itself a duplicate: the other address is shown.
    That is what a canonical is for where scheme, `www.`, case or final slash differ, where parameters are left out that
    select nothing, and on AMP, mobile and print versions. It is wrong when a template writes the home page or the first
    page of a list everywhere, and may be news where it names another path. So it is told and not priced.

    ## Fix
    Share the address that the canonical names. If this page should be found by itself, name its own.
    """
    found = usable(head)
    if not found:
        return unless_half_read(skip("the page names no canonical"), head)
    first, final = found[0], exchange.final_url
    target = first.url or ""
    if same_page(target, final):
        return ok(*seen([first]))
    if private_host(head, exchange):
        return skip("the canonical is on no public host; see canonical-target-ok")
    if registrable_domain(host_of(target) or "") != registrable_domain(host_of(final) or ""):
        return skip("the canonical is on another domain; see canonical-self")
    own = normalize(final)
    if loosely_same(target, final):
        if final.startswith("https:") and target.startswith("http:"):
            return warn(
                f"the canonical falls back to http: {target}",
                *seen([first]),
                fix=f"Write `{own}` instead of `{target}`.",
            )
        return ok(*seen([first]), message="the canonical is another spelling of this address")
    left_out = _left_out(target, final)
    identity = set(permalink.identity_parameters)
    # What is left of several that select (the topic without its forum) still names the item.
    named = not identity or not identity.issubset(left_out)
    if left_out and named and not any(name.lower() in _PAGING for name in left_out):
        return ok(*seen([first]), message=f"the canonical leaves out what selects nothing: {', '.join(left_out)}")
    if loosely_same(_plain(target), _plain(final)):
        return ok(*seen([first]), message="this is another version of the page that the canonical names")
    fix = (
        f"If this page should be found by itself, write `{own}` instead of `{target}`; else link to that, and share it."
    )
    if address.basis == "host":
        fix = f"Link to `{target}`, and share that: {address.platform} lists the item there."
    elif is_home(target):
        fix = f"If this is not the home page, write `{own}` instead of `{target}`: a template hides it behind that."
    return warn(f"this address is a duplicate of {target}, which it names as canonical", *seen([first]), fix=fix)


def _left_out(target: str, final: str) -> tuple[str, ...]:
    """Names of the parameters that the canonical lacks; empty when it differs in something else too."""
    own, other = urlsplit(normalize(final)), urlsplit(normalize(target))
    pairs = [pair for pair in own.query.split("&") if pair]
    kept = {pair for pair in other.query.split("&") if pair}
    if not kept.issubset(pairs) or not loosely_same(_without_query(target), _without_query(final)):
        return ()
    return tuple(dict.fromkeys(pair.partition("=")[0] for pair in pairs if pair not in kept))


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _plain(url: str) -> str:
    """The address without what marks a version for mobiles or for print, or a session."""
    parts = urlsplit(url)
    path = _VERSION_PATH.sub(lambda found: found[1] or "", parts.path)
    return f"{parts.scheme}://{_VERSION_HOST.sub('', parts.netloc.lower())}{path or '/'}?{parts.query}"
