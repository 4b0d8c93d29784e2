"""A feed's markup made small and sound before feedparser sees it.

feedparser reads every dialect of RSS and Atom, and has work in it that grows with the square of what a feed holds
(categories, namespaces, blank lines, long authors), a second parser for broken markup that is slower still, and dates
that others read better. So the entries are taken out of the file one by one, and put into a new document with nothing
but the elements that are asked for, each with a bounded text and no markup inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from indexaudit.config import Limits
from indexaudit.extract.problems import Problems
from indexaudit.extract.xml_entries import (
    Batch,
    Element,
    batches,
    elements,
    parsed,
    plain_name,
    text_of,
)
from indexaudit.extract.xml_root import Opening

__all__ = ["CleanEntry", "CleanFeed", "clean_feed"]

_ATOM: Final = "http://www.w3.org/2005/Atom"
_OLD_ATOM: Final = "http://purl.org/atom/ns#"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_SPACES: Final = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
_MARKS: Final = (
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("modules/content", "content"),
    ("dtds/podcast", "itunes"),
    ("feedburner/ext", "feedburner"),
    ("w3.org/1999/xhtml", "xhtml"),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("purl.org/rss/1.0/modules/rss091", ""),
    ("my.netscape.com/rdf/simple", ""),
    ("backend.userland.com/rss", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
)
"""What tells a namespace, in lower case, and the prefix that it usually has."""
_PREFIXES: Final = frozenset(("dc", "dcterms", "content", "itunes", "feedburner", "xhtml"))

_PIECE: Final = 64 * 1024
_ENTRY: Final = 8 * 1024 * 1024
"""Characters of one entry, its markup escaped; libxml2 drops what is behind 10 MB."""
_LINKS: Final = 50
"""Links of the feed, or of one entry, that are kept."""
_NAME: Final = 300
_SHORT: Final = 8_192
_TITLE: Final = 10_000
"""Characters that are kept of a name, of an address or id, and of a title."""
_PUBLISHED: Final = ("pubdate", "published", "issued", "dcterms:issued", "dcterms:created", "created", "dc:date")
_UPDATED: Final = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_MARKUP: Final = frozenset({"description", "summary", "content", "content:encoded", "body", "xhtml:body"})
_TEXTS: Final = frozenset({"guid", "id", "feedburner:origlink"})
_AUTHORS: Final = frozenset({"author", "dc:creator", "itunes:author"})
_NAMED_ADDRESS: Final = re.compile(r"[^\s()<>]{1,200}@[^\s()<>]{1,200}\s*\(([^()]*)\)|([^<>]*)<[^<>]*@[^<>]*>")
"""``ann@site.example (Ann Plum)``, as RSS 2.0 asks for it, and ``Ann Plum <ann@site.example>``."""
_LINK_ATTRIBUTES: Final = ("rel", "href", "type")
_PREFIX: Final = re.compile(r"<(/?)[\w.-]{1,60}:")
_CHANNEL: Final = re.compile(r"</?(?:[\w.-]{1,60}:)?channel(?:\s[^<>]*+)?>", re.IGNORECASE)


@dataclass(slots=True)
class CleanEntry:
    """What is known of an entry beside its element in the new document."""

    line: int
    dates: dict[str, str] = field(default_factory=dict)
    """As written, by the name of the element."""
    authors: dict[str, str] = field(default_factory=dict)
    """Names, each with the element that gave it first."""

    def first(self, names: tuple[str, ...]) -> str | None:
        """The first of these dates that the entry has."""
        return next((self.dates[name] for name in names if name in self.dates), None)

    @property
    def published(self) -> str | None:
        """As written."""
        return self.first(_PUBLISHED)

    @property
    def updated(self) -> str | None:
        """As written."""
        return self.first(_UPDATED)


@dataclass(slots=True)
class CleanFeed:
    """A feed ready for feedparser."""

    document: bytes
    """Well-formed UTF-8 XML without a DOCTYPE."""
    entries: list[CleanEntry]
    """One for each entry of the document, in order."""
    listed: int


def clean_feed(opening: Opening, text: str, limits: Limits, problems: Problems) -> CleanFeed:
    """Take out of a feed what is asked for. ``text`` is what follows the root's start tag. Linear, never raises."""
    return _Cleaner(opening, limits, problems).clean(text)


class _Cleaner:
    """The state of one cleaning."""

    def __init__(self, opening: Opening, limits: Limits, problems: Problems) -> None:
        self.opening = opening
        self.limits = limits
        self.problems = problems
        self.atom = opening.name == "feed"
        space = _OLD_ATOM if (opening.namespace or "").startswith(_OLD_ATOM) else _ATOM
        self.space = f"{{{space}}}" if self.atom else ""
        self.names = frozenset({"entry"} if self.atom else {"item"})
        self.root = self.new_root(space)
        self.parent = self.root if self.atom else etree.SubElement(self.root, "channel")
        self.head: set[str] = set()
        self.links = 0
        self.entries: list[CleanEntry] = []
        self.listed = 0

    def new_root(self, space: str) -> Element:
        spaces: dict[str | None, str] = {prefix: name for prefix, name in _SPACES.items()}  # noqa: C416 - wider keys
        if self.atom:
            spaces[None] = space
        root = etree.Element(f"{self.space}feed" if self.atom else "rss", nsmap=spaces)
        if not self.atom:
            root.set("version", "2.0")
        elif space == _OLD_ATOM:
            root.set("version", "0.3")
        _, kept, _ = parsed(self.opening, "")
        if kept is not None:
            _take_base(kept, root)
        return root

    def clean(self, text: str) -> CleanFeed:
        pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
        first = True
        for batch in batches(self.opening, pieces, self.names, self.problems, longest=_ENTRY, wanted=self.open):
            if first:
                self.read_head(batch)
                first = False
            if not batch.text:
                self.listed += len(batch.starts)
                if batch.starts:
                    self.problems.add("too_many_entries", batch.line, count=len(batch.starts))
                continue
            for element, line, _ in elements(self.opening, batch, self.names, self.problems):
                if plain_name(element.tag) in self.names:
                    self.read_entry(element, line)
                else:
                    self.read_field(element)
        document = etree.tostring(self.root, encoding="utf-8", xml_declaration=True)
        return CleanFeed(document=document, entries=self.entries, listed=self.listed)

    def open(self) -> bool:
        return len(self.entries) < self.limits.feed_entries

    def read_head(self, batch: Batch) -> None:
        before = batch.text[: batch.starts[0]] if batch.starts else batch.text
        children, _, _ = parsed(self.opening, _CHANNEL.sub("", before))
        for child in children:
            self.read_field(child)

    def read_field(self, element: Element) -> None:
        """A field of the feed itself."""
        name = _name(element.tag)
        if name == "link":
            if self.links < _LINKS:
                self.links += 1
                self.add_link(element, self.parent)
        elif name in ("title", "language", "dc:language") and name not in self.head:
            self.head.add(name)
            if name == "title":
                self.add_markup(element, self.parent, "title", _TITLE)
            else:
                self.add(self.parent, "language", text_of(element)[:_NAME])

    def read_entry(self, element: Element, line: int) -> None:
        self.listed += 1
        if not self.open():
            self.problems.add("too_many_entries", line)
            return
        new = etree.SubElement(self.parent, f"{self.space}{'entry' if self.atom else 'item'}")
        _take_base(element, new)
        entry = CleanEntry(line)
        self.entries.append(entry)
        links, seen = 0, set()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = _name(child.tag)
            if name in _PUBLISHED or name in _UPDATED:
                if written := text_of(child)[:_NAME]:
                    entry.dates.setdefault(name, written)
            elif name == "link" and links < _LINKS:
                links += 1
                self.add_link(child, new)
            elif name in _AUTHORS:
                if len(entry.authors) < _LINKS and (author := _author(child)):
                    entry.authors.setdefault(author, name)
            elif name == "title" or name in _MARKUP or name in _TEXTS:
                if name in seen:
                    continue
                seen.add(name)
                if name in _TEXTS:
                    self.add_text(child, new, name)
                else:
                    self.add_markup(child, new, name.replace("xhtml:", ""), _TITLE if name == "title" else None)
        about = element.get(_ABOUT)
        if about and "guid" not in seen:
            self.add(new, "guid", about[:_SHORT]).set("isPermaLink", "false")

    def add(self, parent: Element, name: str, text: str) -> Element:
        prefix, _, local = name.rpartition(":")
        new = etree.SubElement(parent, f"{{{_SPACES[prefix]}}}{local}" if prefix else f"{self.space}{name}")
        new.text = text
        return new

    def add_text(self, element: Element, parent: Element, name: str) -> None:
        new = self.add(parent, name, text_of(element)[:_SHORT])
        if name == "guid":
            new.set("isPermaLink", element.get("isPermaLink", element.get("ispermalink", "true")).strip().lower())

    def add_link(self, element: Element, parent: Element) -> None:
        new = self.add(parent, "link", text_of(element)[:_SHORT])
        _take_base(element, new)
        for key in _LINK_ATTRIBUTES:
            if (value := element.get(key)) is not None:
                new.set(key, value.strip()[:_SHORT])

    def add_markup(self, element: Element, parent: Element, name: str, most: int | None) -> None:
        """A text that may hold markup, as elements or escaped: escaped in the new document."""
        inside = len(element) > 0
        # One by one: all of them together take lxml time that grows with the square of their number.
        said = {key: value for key in ("type", "src", "mode") if (value := element.get(key)) is not None}
        new = self.add(parent, name, "")
        _take_base(element, new)
        text = _inner(element) if inside else element.text or ""
        # feedparser is called once for each character that is escaped, and once for a section.
        new.text = etree.CDATA((text if most is None else text[:most]).replace("]]>", "]]&gt;"))
        if self.atom:
            kind = "html" if inside else said.get("type", "text").strip().lower()[:_NAME]
            new.set("type", "html" if kind in ("xhtml", "application/xhtml+xml") else kind)
            if said.get("src"):
                new.set("src", said["src"][:_SHORT])
            if said.get("mode") == "base64":
                new.set("mode", "base64")


def _author(element: Element) -> str | None:
    """The name of an author; null for an e-mail address alone."""
    inside = next((child for child in element if isinstance(child.tag, str) and plain_name(child.tag) == "name"), None)
    text = text_of(element if inside is None else inside) if inside is not None or len(element) == 0 else ""
    name = " ".join(text[:_NAME].split())
    if match := _NAMED_ADDRESS.fullmatch(name):
        name = (match[1] or match[2] or "").strip()
    return None if not name or ("@" in name and " " not in name) else name


def _take_base(element: Element, new: Element) -> None:
    for key in ("base", "lang"):
        if (value := element.get(f"{_XML}{key}")) is not None:
            new.set(f"{_XML}{key}", value[:_SHORT])


def _inner(element: Element) -> str:
    """What stands inside of an element, as HTML."""
    element.attrib.clear()
    text = str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return _PREFIX.sub(r"<\1", text[text.find(">") + 1 : text.rfind("</")])


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    """The name of an element in lower case, with the usual prefix of its namespace when that is an extension; with
    ``?`` for one that is not known."""
    local = plain_name(tag)
    if tag.startswith("{"):
        space = tag[1:].partition("}")[0].lower()
        if space.rstrip("/") == "http://purl.org/rss/1.0":
            return local
        prefix = next((prefix for mark, prefix in _MARKS if mark in space), "?")
    else:
        prefix = tag.rpartition(":")[0].lower()
        prefix = prefix if prefix in _PREFIXES or not prefix else "" if prefix == "atom" else "?"
    return f"{prefix}:{local}" if prefix else local
