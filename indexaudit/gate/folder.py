"""A built folder to the pages that it will be on the web: which file is a page, and at which address it is served.

Read are the first kilobytes of each page: enough for its canonical, for a meta refresh that makes it a redirect, and to
tell a page from a piece of one. What is held is names and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from indexaudit.config import Limits
from indexaudit.crawl.scope import key
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.extract.glance import Glance, glance, is_document
from indexaudit.extract.sitemaps import read_sitemap
from indexaudit.gate.files import Files, list_files, read_file
from indexaudit.gate.host_files import read_hosting
from indexaudit.gate.hosting import Hosting
from indexaudit.gate.layouts import Evidence, Layout, is_error_page
from indexaudit.gate.named_base import NamedBase
from indexaudit.gate.notes import Notes
from indexaudit.web.urls import Url, join, read_url

__all__ = ["BuiltFolder", "FolderPage", "Moved", "Piece", "read_folder"]

_PEEK: Final = 8 * 1024
"""Bytes of each page that are read. Stubs are whole in them: those of Jekyll, Hugo, Astro, MkDocs and Docusaurus have
300 to 1,000."""
_SAMPLE: Final = 200
"""Pages, evenly spread, whose canonicals and links are looked at for how pages are served."""
_LINKS: Final = 100
"""Of one of them."""
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""
_DELAY: Final = 5
"""Seconds of a refresh up to which a page is a redirect: Astro writes 2 for a temporary one."""
_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*+/)*+(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)?")
"""Paths that an address shows as they are."""
_EMPTY: Final = "is empty"
_PIECE: Final = "is a piece of a page (no doctype, <html>, <head>, <body> or <title>)"
_PROOF: Final = "google-site-verification:"
"""How the file begins that proves to Google whose site it is."""
_HOST_FILES: Final = 1024 * 1024
"""Bytes of ``_redirects`` and the like that are read."""
_SITEMAPS: Final = 50
"""Sitemaps that are looked at for how pages are served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPage:
    """One page of a built folder."""

    path: str
    """Of its file from the folder, with slashes."""
    url: str
    """The address at which it will be served (:func:`indexaudit.crawl.scope.key`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A file that does nothing but lead elsewhere by a meta refresh."""

    path: str
    url: str
    target: str
    """Absolute."""
    status: int
    """301 for a refresh at once, which Google reads like it; 302 for a later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An HTML file that is no whole page, so that there is nothing to judge."""

    path: str
    url: str
    """Where it will be served."""
    why: str
    """A predicate of the file: "is empty"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltFolder:
    """A static site as it will be served. Every page has one address, and no two have the same."""

    root: Path
    base_url: str
    """Ends with a slash."""
    pages: tuple[FolderPage, ...]
    """In order of path; at least one."""
    moved: tuple[Moved, ...]
    pieces: tuple[Piece, ...]
    """In order of path; without the proofs that search consoles ask for."""
    layout: Layout
    hosting: Hosting
    files: frozenset[str]
    """Every other file by its path: assets, error pages, pieces of pages. They answer and are no pages."""
    unseen: tuple[str, ...]
    """Paths of which nothing is known: links that were not followed, files that could not be read."""
    notes: tuple[str, ...]
    """What a user should know and what is no finding, a line each."""


def read_folder(folder: str | Path, base_url: str, *, limits: Limits | None = None) -> BuiltFolder:
    """Read a folder that a generator of static sites has built, as it will be served below ``base_url``.

    Raises :class:`ConfigError`: the folder is not there, or holds no page; the base address is none, or has a query or
    a fragment.
    """
    root = Path(folder)
    base = _base(base_url)
    notes = Notes()
    files = list_files(root, notes)
    if not files.html:
        what = "holds no HTML" if files.others else "is empty"
        raise ConfigError(f"{root}: {what}; build the site first, or name the folder that it was built into")
    hosting = read_hosting(lambda name: _host_file(root, name, files, notes), base.host, notes)
    return _Reading(root, base, files=files, hosting=hosting, notes=notes, limits=limits or Limits()).built()


def _base(text: str) -> Url:
    try:
        base = read_url(text)
    except InvalidURL as error:
        raise ConfigError(f"base URL: {error}") from None
    for part, mark in (("query", "?"), ("fragment", "#")):
        if mark in text:
            raise ConfigError(f"base URL: {text!r} has a {part}; give the address of the front page without it")
    if base.has_userinfo:
        raise ConfigError("base URL: it holds a user name or password; give the address that readers see")
    return base if base.path.endswith("/") else read_url(f"{base.href}/")


def _host_file(root: Path, name: str, files: Files, notes: Notes) -> bytes | None:
    """``vercel.json`` stands beside the built folder as often as in it."""
    try:
        if name in files.others:
            return read_file(root, name, _HOST_FILES)
        beside = root.resolve().parent / name
        if name == "vercel.json" and beside.is_file() and not beside.is_symlink():
            notes.add("stands beside the folder, and was read", name)
            return read_file(beside.parent, name, _HOST_FILES)
    except OSError as error:
        notes.add(f"could not be read ({error.strerror})", name)
    return None


class _Reading:
    """One folder on its way to a :class:`BuiltFolder`."""

    def __init__(self, root: Path, base: Url, *, files: Files, hosting: Hosting, notes: Notes, limits: Limits) -> None:
        self._root = root
        self._base = base
        self._files = files
        self._hosting = hosting
        self._notes = notes
        self._limits = limits
        self._named = NamedBase(base.href)
        self._evidence = Evidence(frozenset(files.html))
        self._others = set(files.others)
        self._unseen = list(files.unseen)
        self._pages: list[str] = []
        self._stubs: list[tuple[str, str, int]] = []
        self._pieces: list[tuple[str, str]] = []

    def built(self) -> BuiltFolder:
        every = max(1, len(self._files.html) // _SAMPLE)
        for number, name in enumerate(self._files.html):
            self._peek(name, sample=number % every == 0)
        if not self._evidence.is_shown or self._named.doubtful:
            for url in self._listed():
                self._named.listed(url)
                if (path := self._own(url)) is not None:
                    self._evidence.listed(path)
        if (said := self._named.note()) is not None:
            self._notes.add(said, "base URL")
        layout, note = self._evidence.layout(clean=self._hosting.clean_urls, slash=self._hosting.trailing_slash)
        if note is not None:
            self._notes.add(note, "addresses")
        pages = tuple(self._placed(layout))
        if not pages:
            raise ConfigError(
                f"{self._root}: holds no page, only redirects, error pages and pieces; build the site first"
            )
        return BuiltFolder(
            root=self._root,
            base_url=self._base.href,
            pages=pages,
            moved=tuple(
                Moved(path=name, url=self._url(layout.path_of(name)), target=target, status=status)
                for name, target, status in self._stubs
            ),
            pieces=tuple(self._unserved(layout)),
            layout=layout,
            hosting=self._hosting,
            files=frozenset(self._others),
            unseen=tuple(self._unseen),
            notes=self._notes.lines(),
        )

    def _peek(self, name: str, *, sample: bool) -> None:
        """What a file is."""
        if is_error_page(name):
            self._others.add(name)
            return
        try:
            body = read_file(self._root, name, _PEEK)
        except OSError as error:
            self._unseen.append(name)
            self._notes.add(f"could not be read ({error.strerror})", name)
            return
        small = len(body) < _PEEK
        # Most pages are neither a sample nor a stub, and need no more than a look at how they begin.
        if sample or body[:2] in _WIDE or (small and b"http-equiv" in body.lower()):
            seen = glance(body, self._url(name), links=_LINKS, cut=not small)
            if (
                small
                and seen.refresh is not None
                and seen.refresh[0] <= _DELAY
                and not self._stays(name, seen.refresh[1])
            ):
                self._stubs.append((name, seen.refresh[1], 302 if seen.refresh[0] else 301))
                return
            text = seen.text
            self._learn(name, seen)
        else:
            text = body.decode("latin-1")
        if is_document(text):
            self._pages.append(name)
            return
        self._others.add(name)
        why = _PIECE if text.strip() else _EMPTY
        self._notes.add(f"{why}, and was not judged", name)
        if not text.startswith(_PROOF):
            self._pieces.append((name, why))

    def _stays(self, name: str, target: str) -> bool:
        """Whether a refresh leads to the page itself, to show it anew."""
        return _stem(self._own(target)) == _stem(name)

    def _learn(self, name: str, seen: Glance) -> None:
        """What a page shows of how pages are served."""
        if seen.canonical is not None:
            self._named.canonical(name, seen.canonical)
        if seen.canonical is not None and (path := self._own(seen.canonical)) is not None:
            self._evidence.canonical(name, path)
        for anchor in seen.anchors:
            href = join(seen.base, anchor.href)
            if href is not None and (path := self._own(href)) is not None:
                self._evidence.linked(path)

    def _own(self, url: str) -> str | None:
        """The decoded path below the base; null for what lies elsewhere."""
        url = url.partition("#")[0].partition("?")[0]
        return unquote(url[len(self._base.href) :]) if url.startswith(self._base.href) else None

    def _listed(self) -> Iterator[str]:
        names = sorted(n for n in self._files.others if n.endswith(".xml") and "sitemap" in n.rpartition("/")[2])
        for name in names[:_SITEMAPS]:
            try:
                body = read_file(self._root, name, self._limits.sitemap_bytes)
            except OSError:
                continue
            for entry in read_sitemap(body, url=self._url(name), limits=self._limits).entries:
                if entry.loc is not None:
                    yield entry.loc

    def _url(self, path: str) -> str:
        """The address of a decoded path."""
        if _PLAIN.fullmatch(path):
            return self._base.href + path
        raw = path.encode("utf-8", "surrogateescape")
        return key(self._base.href + quote(raw, safe="/:@!$&'()*+,;=~"))

    def _names_its_folder(self, name: str, layout: Layout) -> bool:
        """Whether an index file has the address of its folder where most show their own name, as under Hugo's
        ``uglyURLs`` a page with a ``url``. Both addresses answer, so what the page itself names holds."""
        folder, _, last = name.rpartition("/")
        if layout.index != "index" or not folder or last != "index.html":
            return False
        try:
            body = read_file(self._root, name, _PEEK)
        except OSError:
            return False
        canonical = glance(body, self._url(name), links=0, cut=len(body) == _PEEK).canonical
        return canonical is not None and self._own(canonical) == f"{folder}/"

    def _unserved(self, layout: Layout) -> Iterator[Piece]:
        for name, why in self._pieces:
            with suppress(InvalidURL):
                yield Piece(path=name, url=self._url(layout.path_of(name)), why=why)

    def _placed(self, layout: Layout) -> Iterator[FolderPage]:
        taken: dict[str, str] = {}
        plain: dict[str, str] = {}
        for name in self._pages:
            try:
                in_folder = self._names_its_folder(name, layout)
                url = self._url(name.removesuffix("index.html") if in_folder else layout.path_of(name))
            except InvalidURL:
                self._others.add(name)
                self._notes.add("has a name that no address can have, and was not judged", name)
                continue
            sent = self._hosting.moved(unquote(url[self._base.href.index("/", 8) :]), forced=True)
            if sent is not None and 300 <= sent[1] < 400:
                self._others.add(name)
                self._notes.add("is redirected by the host's own rules, and was not judged", name)
                continue
            if (first := taken.setdefault(url, name)) != name:
                self._others.add(name)
                self._notes.add(f"would be served at the address of {first}, and was not judged", name)
                continue
            bare = url.rstrip("/").removesuffix(".html")
            if (other := plain.setdefault(bare, name)) != name:
                self._notes.add(
                    f"stands beside {other}: hosts differ in which of the two they show at /{bare.rpartition('/')[2]}",
                    name,
                )
            yield FolderPage(path=name, url=url)


def _stem(path: str | None) -> str | None:
    """A path without what tells a file from the address of its page."""
    if path is None:
        return None
    return path.removesuffix("index.html").rstrip("/").removesuffix(".html")
