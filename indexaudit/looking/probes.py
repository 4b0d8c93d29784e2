"""A page to the second requests that it gives cause for: only what a rule will read is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from indexaudit import facts
from indexaudit.engine import ask
from indexaudit.errors import InvalidURL
from indexaudit.extract.sitemaps import read_sitemap
from indexaudit.looking.asking import Asker
from indexaudit.looks import Kind, Look, Probes
from indexaudit.model import PageType
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.author_identity import author_addresses, author_identity
from indexaudit.rules.redirects import doubtful_hop
from indexaudit.snapshot import Exchange
from indexaudit.web.spellings import other_spellings, unlikely_sibling
from indexaudit.web.urls import host_of, join, same_page

__all__ = ["look_beside"]

_AUTHORS: Final = 3
_CHILDREN: Final = 2
"""Sitemaps of an index that are looked at."""
_SITEMAP: Final = {"Accept": "application/xml,text/xml;q=0.9,*/*;q=0.5"}

Sampled = set[tuple[str, str]]
"""Host and first folder of pages whose other spellings were asked for."""


def look_beside(reader: PageFactReader, asker: Asker, sampled: Sampled) -> Probes:
    """Everything in the order of what it is worth, until the budget is used up.

    Other spellings are asked for once for each host and first folder, since they are consolidated by rules of the host
    and not page by page; ``sampled`` is where that is remembered.
    """
    looker = _Looker(reader, asker, sampled)
    looks = tuple(look for step in looker.steps() for look in step())
    return Probes(looks=looks, robots=asker.robots)


class _Looker:
    def __init__(self, reader: PageFactReader, asker: Asker, sampled: Sampled) -> None:
        self._reader = reader
        self._asker = asker
        self._sampled = sampled
        self._url = reader.final_url
        head = ask(reader, facts.Head)
        self._head = head if isinstance(head, facts.Head) else None
        self._limits = reader.config.limits

    def steps(self) -> tuple[Callable[[], Iterator[Look]], ...]:
        return self._canonical, self._missing, self._authors, self._variants, self._redirect

    def _ask(self, kind: Kind, url: str, *, known: str | None = None, **headers: str) -> Iterator[Look]:
        most = min(self._limits.body_bytes, self._limits.probe_bytes)
        try:
            look = self._asker.ask(kind, url, own_headers=True, headers=headers, most=most, known=known)
        except InvalidURL:  # what a page names need not be an address
            return
        yield look

    def _canonical(self) -> Iterator[Look]:
        named = self._head.canonical if self._head is not None else None
        if named is not None and not same_page(named, self._url):
            yield from self._ask("canonical", named)

    def _missing(self) -> Iterator[Look]:
        if self._head is None:
            return
        folder = unlikely_sibling(self._url, "")
        # The same for every page of a folder, so that it is asked for once, and no word that anybody would use.
        word = f"{blake2b(folder.encode(), digest_size=8).hexdigest()}-no-such-page"
        yield from self._ask("missing", unlikely_sibling(self._url, word))

    def _authors(self) -> Iterator[Look]:
        reader = self._reader
        kind, entities, claims = ask(reader, PageType), ask(reader, facts.MainEntities), ask(reader, facts.Claims)
        if isinstance(entities, facts.Missing) or isinstance(claims, facts.Missing):
            return
        if isinstance(kind, PageType) and kind.type in author_identity.not_on:
            return
        for url in author_addresses(entities, claims, ask(reader, facts.Headline), self._url)[:_AUTHORS]:
            yield from self._ask("author", url)

    def _variants(self) -> Iterator[Look]:
        named = self._head.canonical if self._head is not None else None
        if self._head is None or (named is not None and not same_page(named, self._url)):
            return  # another page stands for this one
        first, slash, _ = urlsplit(self._url).path.lstrip("/").partition("/")
        sample = host_of(self._url) or "", first if slash else ""
        if sample in self._sampled:
            return
        self._sampled.add(sample)
        for url in other_spellings(self._url):
            # Where it leads to this page nothing is left to be seen.
            yield from self._ask("variant", url, known=self._url)

    def _redirect(self) -> Iterator[Look]:
        exchange = self._reader.snapshot.exchange
        hop = doubtful_hop(exchange) if isinstance(exchange, Exchange) else None
        if hop is None:
            return
        content = ask(self._reader, facts.Content)
        language = content.language if isinstance(content, facts.Content) else None
        other = "de, fr;q=0.8" if language != "de" else "en, fr;q=0.8"
        for look in self._ask("redirect", hop.url, **{"Accept-Language": other}):
            yield look
            if look.exchange is not None and same_page(look.exchange.final_url, self._url):
                yield from self._sitemaps()

    def _sitemaps(self) -> Iterator[Look]:
        robots = ask(self._reader, facts.Robots)
        file = robots.file(self._url) if isinstance(robots, facts.Robots) else None
        named = [line.value for line in file.rules.sitemaps] if file is not None and file.rules is not None else []
        at = join(self._url, named[0] if named else "/sitemap.xml")
        for look in self._ask("sitemap", at, **_SITEMAP) if at is not None else ():
            yield look
            if look.exchange is None or look.exchange.status != 200:
                continue
            sitemap = read_sitemap(look.body, url=look.exchange.final_url, limits=self._limits)
            for child in sitemap.children[:_CHILDREN]:
                if child.loc is not None:
                    yield from self._ask("sitemap", child.loc, **_SITEMAP)
