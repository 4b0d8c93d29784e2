"""The pages of a folder that are not judged: each is read at a glance, as far as the rules on judged pages need.

Those need: that a page is there, may be shown, and what it names as canonical; its title and description, to be
compared; who links to a judged page, and how many clicks lead there; and which pages have much of their text in common
with a judged one, for these are then read in full. Of the links between pages that are not judged only the shortest
ways from the front page are written.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from indexaudit.crawl.packing import hash_of
from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL
from indexaudit.extract.glance import Glance, glance
from indexaudit.gate.files import read_file
from indexaudit.gate.folder import FolderPage
from indexaudit.gate.site import FolderSite
from indexaudit.model import Indexability, PageKind
from indexaudit.rules import title_parts
from indexaudit.web.domains import registrable_domain
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import host_of, join

__all__ = ["Unchanged"]

_BATCH: Final = 500
_LEAST: Final = 40
"""Characters of a sentence by which texts are compared."""
_FEW: Final = 3
"""Full stops of a page without sentences."""
_SENTENCES: Final = 200_000
"""Sentences of judged pages that are looked for in the others."""
_COMMON: Final = 0.1
"""Share of the pages from which a sentence is no part of a text but of the site."""
_COMMON_LEAST: Final = 20
"""Pages, in a small folder."""
_ALIKE: Final = 0.2
"""Share of a judged page's sentences from which another page is read in full. Near-duplicates share more."""
_LOOKED_AT: Final = 10
"""Pages that are read in full beside one judged page for its text."""
_KNOWN: Final = 200_000
"""Links whose targets are remembered."""
_NUMBER: Final = re.compile(r"/\d+(?=/|\Z)")
_NOWHERE: Final = -1
_LINK: Final = "INSERT INTO link (source, target, text, follow, place) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"


class Unchanged:
    """Reads the pages that are not judged and writes what is needed of them."""

    def __init__(
        self, site: FolderSite, judged: Sequence[FolderPage], others: Sequence[FolderPage], names: frozenset[str]
    ) -> None:
        """``judged`` pages have the first ids of the store, in order. ``names``: what the site is called in titles, as
        :func:`indexaudit.rules.title_parts.site_keys` has it."""
        self._site = site
        self._pages = (*judged, *others)
        self._judged = len(judged)
        self._names = names
        self._front = site.home
        self._home = registrable_domain(host_of(site.built.base_url) or "")
        self._numbers = {page.url: number for number, page in enumerate(self._pages)}
        self._targets: dict[str | tuple[str, str], int] = {}
        self._links: list[array[int]] = [array("i") for _ in self._pages]
        self._sentences: dict[str, list[int]] = {}
        self._kinds: dict[str, str] = {}
        self._shared: list[tuple[int, list[str]]] = []
        self._seen: Counter[str] = Counter()
        self._disallowed = self._read_disallowed()
        self.feeds: dict[str, None] = {}
        """Addresses of the feeds that they name."""

    def add_judged(self, number: int, body: bytes, kind: str, links: Iterable[str]) -> None:
        """Tell of a judged page: what to look for in the others, its type, and where it leads (followed links, pages'
        own addresses)."""
        self._kinds.setdefault(_place(self._pages[number].url), kind)
        self._links[number].extend({at for url in links if (at := self._numbers.get(url, _NOWHERE)) >= 0})
        if len(self._sentences) < _SENTENCES:
            for sentence in set(_pieces(body.decode("utf-8", "replace"))):
                if len(sentence) >= _LEAST:
                    self._sentences.setdefault(sentence, []).append(number)

    def read(self) -> Iterator[str]:
        """Read every other page, and write it; the paths of those that could not be read."""
        limits = self._site.limits
        rows: list[Mapping[str, Any]] = []
        links: list[tuple[int, int, str, bool, int]] = []
        for number in range(self._judged, len(self._pages)):
            page = self._pages[number]
            try:
                body = read_file(self._site.built.root, page.path, limits.body_bytes)
            except OSError:
                yield page.path
                continue
            seen = glance(body, page.url, links=limits.links)
            rows.append(self._row(number, page, seen))
            links.extend(self._linked(number, seen))
            self._compare(number, seen.text)
            self.feeds.update(dict.fromkeys(seen.feeds))
            if len(rows) == _BATCH:
                self._write(rows, links)
                rows, links = [], []
        self._write(rows, links)
        self._write(
            [], [(source + 1, hash_of(self._pages[at].url), "", True, place) for source, at, place in self._ways()]
        )

    def alike(self) -> tuple[FolderPage, ...]:
        """The pages that have much of their text in common with a judged one."""
        most = max(_COMMON_LEAST, _COMMON * len(self._pages))
        common = {sentence for sentence, count in self._seen.items() if count > most}
        wholes: Counter[int] = Counter()
        for sentence, of in self._sentences.items():
            if sentence not in common:
                wholes.update(of)
        found: dict[int, list[tuple[float, int]]] = {}
        for number, shared in self._shared:
            counts: Counter[int] = Counter()
            for sentence in shared:
                if sentence not in common:
                    counts.update(self._sentences[sentence])
            for judged, count in counts.items():
                if count >= _ALIKE * wholes[judged]:
                    found.setdefault(judged, []).append((-count / wholes[judged], number))
        chosen = {number for some in found.values() for _, number in sorted(some)[:_LOOKED_AT]}
        return tuple(self._pages[number] for number in sorted(chosen))

    def _row(self, number: int, page: FolderPage, seen: Glance) -> Mapping[str, Any]:
        canonical = seen.canonical
        root = page.url == self._front
        # Posts stand beside posts: where a page does not say what it is, its neighbour tells.
        kind = PageKind.ARTICLE.value if seen.article else self._kinds.get(_place(page.url), PageKind.OTHER.value)
        return {
            "id": number + 1,
            "url": page.url,
            "via": "seed" if root else "link",
            "depth": 0 if root else 1,
            "final_url": page.url,
            "page_type": PageKind.HOME.value if root else kind,
            "indexability": self._verdict(page, seen).value,
            "title": seen.title,
            "title_key": title_parts.key(title_parts.topic(seen.title, self._names)) or None if seen.title else None,
            "description": seen.description,
            "description_key": title_parts.key(seen.description) or None if seen.description else None,
            "canonical": canonical,
            "canonical_hash": None
            if canonical is None
            else hash_of(canonical)
            if canonical in self._numbers
            else _hash(canonical),
            "image": seen.image,
        }

    def _verdict(self, page: FolderPage, seen: Glance) -> Indexability:
        sent = [value.lower() for name, value in self._site.headers_of(page.url) if name.lower() == "x-robots-tag"]
        if any("noindex" in said or said.strip() == "none" for said in (*seen.robots, *sent)):
            return Indexability.EXCLUDED
        if self._disallowed is not None and not self._disallowed.decide("googlebot", page.url).allowed:
            return Indexability.BLOCKED
        canonical = seen.canonical
        if canonical is not None and not canonical.startswith(self._site.built.base_url):
            return (
                Indexability.INDEXABLE
                if registrable_domain(host_of(canonical) or "") == self._home
                else Indexability.ELSEWHERE
            )
        return Indexability.INDEXABLE

    def _read_disallowed(self) -> RobotsTxt | None:
        """The robots.txt, when it forbids anything at all."""
        file = self._site.robots
        return RobotsTxt.parse(file.body) if file is not None and b"disallow" in file.body.lower() else None

    def _linked(self, number: int, seen: Glance) -> Iterator[tuple[int, int, str, bool, int]]:
        """The links to judged pages, to be written; the others are kept as numbers."""
        follow = not any("nofollow" in said or said.strip() == "none" for said in seen.robots)
        folder = seen.base.rpartition("/")[0]
        targets, judged, known = set(), self._judged, self._targets
        for place, anchor in enumerate(seen.anchors, 1):
            href = anchor.href
            own: str | tuple[str, str] = href if href.startswith(("/", "http")) else (folder, href)
            at = known.get(own)
            if at is None:
                at = self._resolved(own, seen.base, href)
            if at >= 0:
                if follow and anchor.follow:
                    targets.add(at)
                if at < judged:
                    yield (
                        number + 1,
                        hash_of(self._pages[at].url),
                        seen.link_text(anchor),
                        follow and anchor.follow,
                        place,
                    )
        self._links[number].extend(targets)

    def _resolved(self, own: str | tuple[str, str], base: str, href: str) -> int:
        """The number of the page that a link leads to; -1 for any other."""
        at = _NOWHERE
        if href[:1] != "#" and (url := join(base, href)) is not None and url.startswith("http"):
            try:
                answer = self._site.answers.of(key(url))
            except InvalidURL:
                answer = None
            if answer is not None and answer.kind in ("page", "moved"):
                at = self._numbers.get(answer.url, _NOWHERE)
                if answer.kind == "moved" and 0 <= at < self._judged:
                    self._site.noted(key(url))
        if len(self._targets) >= _KNOWN:
            self._targets.clear()
        self._targets[own] = at
        return at

    def _compare(self, number: int, text: str) -> None:
        shared = sorted(self._sentences.keys() & _pieces(text))
        if shared:
            self._seen.update(shared)
            self._shared.append((number, shared))

    def _ways(self) -> Iterator[tuple[int, int, int]]:
        """Of every page that clicks reach the link that reaches it first: source and target by number, and a place."""
        first = self._numbers.get(self._front)
        if first is None:
            return
        reached = {first}
        waiting = deque([first])
        while waiting:
            source = waiting.popleft()
            for at in sorted(self._links[source]):
                if at not in reached:
                    reached.add(at)
                    waiting.append(at)
                    if source >= self._judged:
                        yield source, at, len(reached)

    def _write(self, rows: Sequence[Mapping[str, Any]], links: Sequence[tuple[int, int, str, bool, int]]) -> None:
        self._site.insert(rows)
        with self._site.store.transaction() as connection:
            connection.executemany(_LINK, links)


def _pieces(text: str) -> list[str]:
    """What full stops leave of a page; in scripts that have none, its paragraphs."""
    pieces = text.split(". ")
    return pieces if len(pieces) > _FEW else text.split("</p>")


def _place(url: str) -> str:
    """The folder of an address, without its numbers: years and months hold posts alike."""
    return _NUMBER.sub("", url.rstrip("/").rpartition("/")[0])


def _hash(url: str) -> int | None:
    try:
        return hash_of(key(url))
    except InvalidURL:
        return None
