"""The canonicals of a page that count, whether they can stand for it, and how they are shown. Holds no rule."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from indexaudit.facts import Canonical, Head
from indexaudit.model import Evidence, PageKind, PageType
from indexaudit.rules.base import evidence
from indexaudit.rules.hosts import is_private
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of

__all__ = ["hides_behind_home", "is_home", "placed", "private_host", "seen", "usable"]


def placed(head: Head) -> list[Canonical]:
    """The canonicals that stand where they count and are not disqualified."""
    return [c for c in head.canonicals if c.where != "body" and not c.disqualified_by]


def usable(head: Head) -> list[Canonical]:
    """Those of them that are an address."""
    return [c for c in placed(head) if c.url]


def seen(canonicals: Iterable[Canonical]) -> tuple[Evidence, ...]:
    """The first five as evidence."""
    return tuple(
        evidence(f'Link: <{c.href}>; rel="canonical"', where="header")
        if c.where == "header"
        else evidence(f'<link rel="canonical" href="{c.href}">', line=c.line)
        for c in list(canonicals)[:5]
    )


def private_host(head: Head, exchange: Exchange) -> str | None:
    """The host of the first usable canonical when it is one of the house and the page's own is not: nobody can follow
    it, so it says nothing of which address to show, and every other rule judges as if the page named itself."""
    own = host_of(exchange.final_url) or ""
    for canonical in usable(head)[:1]:
        host = host_of(canonical.url or "") or ""
        if host != own and is_private(host) and not is_private(own):
            return host
    return None


def hides_behind_home(head: Head, exchange: Exchange, page_type: PageType) -> bool:
    """Whether a page that is no home page names the home page of its own host as canonical: what a template writes
    that knows one address only. Other rules then judge as if the page named itself."""
    named = head.canonical
    if named is None or page_type.type is PageKind.HOME or host_of(named) != host_of(exchange.final_url):
        return False
    return is_home(named) and not is_home(exchange.final_url.partition("?")[0])


def is_home(url: str) -> bool:
    """Whether an address is the root of its host."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
