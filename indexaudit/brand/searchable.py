"""An item to whether a search engine can index it at an address of its own, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexaudit.comparison import Searchable
from indexaudit.items import ItemKind
from indexaudit.model import Address, Addressability, Indexability, Known, PageAudit
from indexaudit.platforms.base import Kind, Platform
from indexaudit.platforms.reading import Reading
from indexaudit.platforms.registry import known
from indexaudit.web.urls import read_url

__all__ = ["Verdict", "rung", "shows_item", "verdict"]

_SHUT: Final = {
    Indexability.UNADDRESSABLE: "it has no address of its own",
    Indexability.BROKEN: "its address is broken",
    Indexability.WALLED: "a login stands in front of it",
    Indexability.BLOCKED: "robots.txt keeps search engines out",
    Indexability.EXCLUDED: "it asks not to be indexed",
    Indexability.ELSEWHERE: "it names an address on another site as the one to index",
}
_KINDS: Final[dict[ItemKind, tuple[str, ...]]] = {
    "article": ("article", "newsletter"),
    "post": ("post", "note", "group_post"),
    "reply": ("comment", "answer", "review"),
    "repost": ("repost",),
    "like": ("like",),
    "page": ("page", "profile"),
}
"""Kinds of the platform files that an item without an address may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether search can find it, and why."""

    indexability: Indexability
    searchable: Searchable
    known: Known
    reason: str


def verdict(kind: ItemKind, address: Address | None, audit: PageAudit | None, platform: str | None) -> Verdict:
    """What was seen decides; where nothing was, what the platform's file declares; else it is unknown."""
    if audit is not None and audit.indexability is not Indexability.UNVERIFIED:
        return _observed(audit)
    if address is None:
        return _without_address(kind, platform)
    if not address.has_address:
        return _made(Indexability.UNADDRESSABLE, "no", "inferred", f"a {_word(address)} has no address of its own")
    if address.visibility != "public":
        what = "opens in the app alone" if address.visibility == "app" else "opens for members alone"
        return _made(Indexability.UNVERIFIED, "no", "declared", f"its address {what}")
    if not address.own_document:
        return _made(
            Indexability.UNVERIFIED,
            "no",
            "declared",
            f"a {_word(address)} is part of another page, which is what search shows",
        )
    return _declared(address)


def shows_item(audit: PageAudit) -> bool:
    """Whether words, title and date on a page are the item's own, and not those of an error or a login."""
    return audit.indexability not in (Indexability.BROKEN, Indexability.WALLED)


def rung(kind: ItemKind, address: Address | None, platform: str | None) -> Addressability:
    """The rung of the ladder. Of an item whose source gives no address: that of the kind on its platform."""
    if address is not None:
        return address.addressability
    found = _kind_on(kind, platform)
    return found.addressability if found is not None and kind != "like" else Addressability.NONE


def _observed(audit: PageAudit) -> Verdict:
    found = audit.indexability
    if found is Indexability.RENDERED_ONLY:
        return _made(found, "unknown", "observed", "its text appears only after scripts have run")
    if not audit.address.own_document and not found.shuts:
        return _made(found, "no", "observed", "it is part of another page, which is what search shows")
    if found.shuts:
        return _made(found, "no", "observed", _SHUT[found])
    return _made(found, "yes", "observed", "nothing on the page stands in the way")


def _without_address(kind: ItemKind, platform: str | None) -> Verdict:
    found = _kind_on(kind, platform)
    if kind == "like" or (found is not None and not found.addressed):
        return _made(Indexability.UNADDRESSABLE, "no", "inferred", f"a {kind} has no address of its own")
    if found is not None and not found.own_document:
        return _made(
            Indexability.UNVERIFIED, "no", "declared", f"a {kind} is part of another page, which is what search shows"
        )
    return _made(Indexability.UNVERIFIED, "unknown", "inferred", "the source does not give its address")


def _declared(address: Address) -> Verdict:
    reading = Reading.of(read_url(address.normalized), known=address.platform if address.basis == "page" else None)
    platform = reading.platform if reading.basis in ("host", "page") else None
    crawl = reading.found.rule.kind.crawl if platform is not None and reading.found is not None else ()
    if platform is None or not crawl:
        return _made(Indexability.UNVERIFIED, "unknown", "inferred", "no page was seen")
    last = crawl[-1]
    if platform.other_robots and not last.googlebot:
        reason = (
            f"{platform.name} answers Googlebot otherwise than the robots.txt that others are shown; no page was seen"
        )
        return _made(Indexability.UNVERIFIED, "unknown", "declared", reason)
    may = "lets Googlebot fetch" if last.googlebot else "keeps Googlebot from"
    return _made(
        Indexability.UNVERIFIED,
        "yes" if last.googlebot else "no",
        "declared",
        f"robots.txt of {platform.name} {may} such addresses, as of {last.date}; no page was seen",
    )


def _kind_on(kind: ItemKind, platform: str | None) -> Kind | None:
    file: Platform | None = known().get(platform or "")
    if file is None:
        return None
    return next((k for name in _KINDS[kind] for k in file.kinds if k.kind == name), None)


def _word(address: Address) -> str:
    return (address.kind or "item").replace("_", " ")


def _made(indexability: Indexability, searchable: Searchable, known: Known, reason: str) -> Verdict:
    return Verdict(indexability=indexability, searchable=searchable, known=known, reason=reason)
