"""Sitemaps of every kind, told apart by what they hold: XML, index, text, RSS, Atom, packed or not.

Nothing that a file holds raises: what was read up to any damage is kept, and what is wrong is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from indexaudit.config import Limits
from indexaudit.discovery_facts import ChildSitemap, Sitemap, SitemapEntry, SitemapKind
from indexaudit.extract.gunzip import unpacked
from indexaudit.extract.listed_address import Addresses
from indexaudit.extract.problems import Problems
from indexaudit.extract.sitemap_entries import read_child, read_entry, read_item
from indexaudit.extract.sitemap_text import is_list, lines
from indexaudit.extract.xml_entries import batches, elements, plain_name
from indexaudit.extract.xml_root import HEAD, Opening, find_root, what_else
from indexaudit.extract.xml_text import decoded

__all__ = ["read_sitemap"]

_KINDS: Final[dict[str, SitemapKind]] = {
    "urlset": "urlset", "sitemapindex": "index", "rss": "rss", "rdf": "rss", "feed": "atom",
}  # fmt: skip
_NAMES: Final = {
    "urlset": frozenset({"url", "sitemap"}),
    "index": frozenset({"url", "sitemap"}),
    "rss": frozenset({"item"}),
    "atom": frozenset({"entry"}),
}
_NAMESPACES: Final = frozenset({"http://www.sitemaps.org/schemas/sitemap/0.9"})


def read_sitemap(data: bytes | BinaryIO, *, url: str, limits: Limits) -> Sitemap:
    """Read one sitemap file.

    ``data`` are its bytes, or a file opened for them, which is read to its end or to the limit and not closed. ``url``
    is its own address; empty when it has none, and then relative addresses are refused. At most
    ``limits.sitemap_bytes`` are unpacked and ``limits.sitemap_urls`` entries kept; those beyond are counted. Raises
    nothing but what reading a file raises.
    """
    return _Reader(url, limits).read(data)


class _Reader:
    """The state of one reading."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.url = url
        self.limits = limits
        self.problems = Problems()
        self.addresses = Addresses(url, self.problems)
        self.entries: list[SitemapEntry] = []
        self.children: list[ChildSitemap] = []
        self.seen: set[str] = set()
        self.listed = 0
        self.bytes = 0

    def read(self, data: bytes | BinaryIO) -> Sitemap:
        text = decoded(self.counted(unpacked(data, self.limits.sitemap_bytes, self.problems)), self.problems)
        head = ""
        while len(head) < HEAD and (piece := next(text, None)) is not None:
            head += piece
        opening = find_root(head, _KINDS)
        kind = _KINDS[opening.name] if opening else "none"
        reason = None
        if opening is not None:
            self.markup(opening, kind, chain((head[opening.length :],), text))
        elif is_list(head) and not head.lstrip("\ufeff \t\r\n").startswith("<"):
            kind = "text"
            self.list(chain((head,), text))
        else:
            reason = what_else(head)
            if "DOCTYPE" in reason:
                self.problems.add("xml_doctype_refused", 1)
            if not self.bytes and self.problems.found():
                reason = "a compressed file that cannot be unpacked"
        if kind != "none" and not self.listed:
            self.problems.add("no_entries")
        return Sitemap(
            url=self.url,
            kind=kind,
            reason=reason,
            entries=tuple(self.entries),
            children=tuple(self.children),
            listed=self.listed,
            problems=self.problems.found(),
            complete=kind != "none" and self.problems.complete,
            decoded_bytes=self.bytes,
        )

    def counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.bytes += len(piece)
            yield piece

    def full(self) -> bool:
        return len(self.entries) + len(self.children) >= self.limits.sitemap_urls

    def room(self, line: int) -> bool:
        """Whether one more may be kept; it is counted in any case."""
        self.listed += 1
        if self.full():
            self.problems.add("too_many_entries", line)
            return False
        return True

    def markup(self, opening: Opening, kind: SitemapKind, pieces: Iterator[str]) -> None:
        self.prolog(opening, kind)
        names = _NAMES[kind]
        for batch in batches(opening, pieces, names, self.problems, wanted=lambda: not self.full()):
            if not batch.text and batch.starts:
                self.listed += len(batch.starts)
                self.problems.add("too_many_entries", batch.line, count=len(batch.starts))
                continue
            for element, line, whole in elements(opening, batch, names, self.problems):
                name = plain_name(element.tag)
                if name in names and self.room(line):
                    self.take(kind, name, element, line, whole=whole)
        if self.entries and self.children:
            self.problems.add("mixed")
        if opening.doctype and "unknown_entity" in self.problems:
            self.problems.add("entities_refused")

    def prolog(self, opening: Opening, kind: SitemapKind) -> None:
        if opening.doctype:
            self.problems.add("xml_doctype_refused", 1)
        if opening.late:
            self.problems.add("space_before_declaration", 1)
        if kind in ("urlset", "index") and opening.namespace not in _NAMESPACES:
            self.problems.add("namespace", opening.line)

    def take(self, kind: SitemapKind, name: str, element: object, line: int, *, whole: bool) -> None:
        # What the end of a file took from its last entry is no fault of the entry.
        problems = self.problems if whole else Problems()
        if name == "sitemap":
            child = read_child(element, line, self.addresses, problems)
            if child.loc or child.written or whole:
                self.children.append(child)
            if child.loc is not None and child.loc == self.url:
                self.problems.add("names_itself", line)
            self.once(child.loc, line)
            return
        read = read_entry if kind in ("urlset", "index") else read_item
        entry = read(element, line, self.addresses, problems)
        if entry.loc or entry.written or whole:
            self.entries.append(entry)
        self.once(entry.loc, line)

    def list(self, pieces: Iterator[str]) -> None:
        for text, line, ended in lines(pieces):
            if not ended and ("too_large_decoded" in self.problems or "gzip_cut" in self.problems):
                self.listed += 1
                continue
            if not self.room(line):
                continue
            loc: str | None = None
            written: str | None = text
            if text.lower().startswith(("http://", "https://")):
                loc, written = self.addresses.read(text, line)
            else:
                self.problems.add("not_a_url", line)
            self.entries.append(SitemapEntry(loc=loc, written=written, line=line))
            self.once(loc, line)

    def once(self, loc: str | None, line: int) -> None:
        if loc is not None:
            if loc in self.seen:
                self.problems.add("duplicate", line)
            self.seen.add(loc)
