"""A page's digest to where it leads: links inside the scope, addresses to be scheduled, and those that are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from indexaudit.crawl.records import AlternateTo, Found, Leads, Link, PendingPage, Refused
from indexaudit.crawl.schema import url_hash
from indexaudit.crawl.scope import Refusal, Scope, host_key
from indexaudit.crawl.traps import Traps
from indexaudit.crawl.work import Work

__all__ = ["Admission", "Admitted"]

_RANKS: Final = {"seed": 0, "list": 0, "redirect": 0, "sitemap": 1, "feed": 1}
"""What is taken first at one depth: addresses that were given before those that a file names before links."""
_BY_LINK: Final = 2
_STEP: Final = 4
"""Ranks of one depth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """Addresses that may be crawled, and those that may not, counted."""

    found: tuple[Found, ...]
    refused: tuple[Refused, ...]


class Admission:
    """Decides what is scheduled, by scope and by traps; each address is decided once."""

    def __init__(self, scope: Scope, traps: Traps, *, follow: bool) -> None:
        """``follow``: whether links of pages are followed."""
        self._scope = scope
        self._traps = traps
        self._follow = follow
        self._known: set[int] = set()

    def widen(self, scope: Scope) -> None:
        """Another scope from now on: a seed has moved to another host."""
        self._scope = scope

    def remember(self, url: str, *, by_link: bool = False) -> None:
        """An address that was scheduled by an earlier process; ``by_link``: a link counts against its trap's budget."""
        self._known.add(url_hash(url))
        if by_link:
            self._traps.admits(url)

    def admit(self, urls: Iterable[tuple[str, str]], *, depth: int, via: str, parent: int | None = None) -> Admitted:
        """``urls``: keys, each with the address as it was found."""
        found: list[Found] = []
        refusals: Counter[tuple[str, str]] = Counter()
        examples: dict[tuple[str, str], str] = {}
        for url, written in urls:
            refusal = self._refusal(url, depth, by_link=via == "link")
            if refusal is None:
                rank = _STEP * depth + _RANKS.get(via, _BY_LINK)
                found.append(Found(url=url, host=host_key(url), depth=depth, via=via, parent=parent, rank=rank))
            else:
                pair = refusal.reason, refusal.pattern
                refusals[pair] += 1
                examples.setdefault(pair, written)
        refused = tuple(
            Refused(reason=pair[0], pattern=pair[1], example=examples[pair], parent=parent, count=count)
            for pair, count in refusals.items()
        )
        return Admitted(found=tuple(found), refused=refused)

    def leads(self, work: Work, page: PendingPage) -> Leads:
        """Where a page leads."""
        links = [
            Link(url=url, text=text, follow=follow, place=place)
            for url, text, follow, place in work.links
            if self._scope.covers(url)
        ]
        to_follow = ((link.url, link.url) for link in links if link.follow) if self._follow else ()
        admitted = self.admit(to_follow, depth=page.depth + 1, via="link", parent=page.id)
        return Leads(
            canonical=work.canonical,
            links=tuple(links),
            alternates=tuple(AlternateTo(language=a, url=url, key=k) for a, url, k in work.alternates),
            bands=tuple(work.bands),
            # The feed of the comments on one page tells of no other page.
            feeds=tuple(url for url in work.feeds if not url.startswith(page.url.rstrip("/") + "/") or _is_root(page)),
            found=admitted.found,
            refused=admitted.refused,
        )

    def _refusal(self, url: str, depth: int, *, by_link: bool) -> Refusal | None:
        refusal = self._scope.admits(url, depth)
        if refusal is not None:
            return refusal
        known = url_hash(url)
        if known in self._known:
            return None
        # Only links are made without end: what a sitemap or feed lists, somebody wrote down.
        refusal = self._traps.admits(url) if by_link else None
        if refusal is None:
            self._known.add(known)
        return refusal


def _is_root(page: PendingPage) -> bool:
    return page.url.partition("://")[2].partition("/")[2] == ""
