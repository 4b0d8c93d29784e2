"""The rule on whether the item has an address at all."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Permalink
from indexaudit.model import Address, Dimension, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, warn
from indexaudit.rules.publishers import platform_of
from indexaudit.rules.sources import GOOGLE_TECHNICAL, GOOGLE_URL

_COVERS: Final = frozenset({"wrapper", "redirect"})
"""Kinds of addresses that show, or lead to, the page of another: archives, proxies, outgoing links."""


@rule(
    "own-address",
    "The item has a public address of its own",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_TECHNICAL, GOOGLE_URL],
    since="0.1",
    gate=Indexability.UNADDRESSABLE,
)
def own_address(address: Address, permalink: Permalink) -> Outcome:
    """Some http or https address, without its fragment, names this item and nothing else.

    ## Why
    Search engines index addresses. A like, a story, a message or a comment that only a fragment names has none, so no
    engine can ever list it. What has an address inside another document is listed as that document, and what opens in
    an app alone is not listed by engines of the web. A route in the fragment is the fault of hash-route-free, and a
    login in place of the page that of no-login-wall.

    ## Fix
    Publish the text at an address of its own: a page of your site, or a post that the platform gives a permalink.
    """
    seen = evidence(address.url, where="url", known="inferred")
    what = f"{_article(address.kind)} {address.kind.replace('_', ' ')}" if address.kind else "this item"
    if not address.has_address:
        if permalink.route_fragment is not None:
            return skip("a route in the fragment selects the item; see hash-route-free")
        if address.kind == "login_wall":
            return skip("a login stands at this address; see no-login-wall")
        if address.kind in _COVERS and address.canonical:
            return fail(
                f"this address is a cover around {address.canonical}, and has nothing of its own to index",
                seen,
                fix=f"Share and audit `{address.canonical}`.",
            )
        where = f" on {address.platform}" if address.basis == "host" else ""
        parent = f"; what is indexed is {address.canonical}" if address.canonical else ""
        return fail(
            f"{what}{where} has no address of its own{parent}",
            seen,
            fix="Publish what it says at an address of its own, such as a page of your site, and link to that.",
        )
    if address.visibility == "app":
        return warn(
            f"the address of {what} opens in the app alone",
            seen,
            fix="Publish what it says as a page that a browser opens, and link to that.",
        )
    if _passes(address):
        return warn(
            f"{what} is gone after hours or days, and its address with it",
            seen,
            fix="Publish what is worth finding as a post or a page that stays.",
        )
    if not address.own_document:
        parent = f"`{address.canonical}`" if address.canonical else "the document that holds it"
        return warn(
            f"{what} is no document of its own: {parent.strip('`')} is what would be indexed",
            seen,
            fix=f"Share and audit {parent}; to have the item itself found, publish it as a page of its own.",
        )
    return ok(seen)


def _passes(address: Address) -> bool:
    """Whether the platform takes items of this kind away after hours or days (stories, live streams)."""
    platform = platform_of(address)
    return platform is not None and any(kind.ephemeral for kind in platform.kinds if kind.kind == address.kind)


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"
