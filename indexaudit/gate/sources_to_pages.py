"""Which built pages a changed source file leads to.

Generators let a site choose its addresses in many ways, and running one is not ours. So a source is not turned into an
address: among the pages that *were built*, those are found that its path and its front matter can mean. Where several
can be meant all of them are taken: a page too many is judged, none is missed.

The rules hold for Hugo, Jekyll, Eleventy, Astro, Next (app, pages, content), MkDocs, Docusaurus, Sphinx and Pelican.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import unquote, urlsplit

from indexaudit.gate.front_matter import FrontMatter
from indexaudit.gate.source_kinds import kind_of

__all__ = ["BuiltPages", "Mapped"]

Route = tuple[str, ...]
"""The parts of a page's path in the built folder, compared by :func:`_key`, without ``index.html`` and ``.html``."""

_DATED: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_NUMBERED: Final = re.compile(r"\d{1,4}[-_. ]+(?=\D)")
_LANGUAGE: Final = re.compile(r"(.+)\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")
_INDEX: Final = frozenset({"index", "_index", "readme"})
_NEXT: Final = re.compile(r"page\.(?:[jt]sx?|mdx)")
_ROOTS: Final = frozenset(
    str.split("content contents docs doc src source site pages _pages app web website www public static en")
)
"""Folders in which a site begins: an index file there is its home page."""
_PART_FOLDERS: Final = frozenset(str.split("includes templates theme themes components data _data overrides"))
"""Folders in which a text that is no page is a part of others."""
_GROUP: Final = re.compile(r"\(.*\)|@.*")
"""Folders of Next that are no part of the address: route groups and slots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What a changed source means for the built pages."""

    pages: frozenset[str] = frozenset()
    """Addresses."""
    everything: bool = False
    """Any page may have changed."""
    unmapped: bool = False
    """It looks like the source of a page, and no built page fits: a draft, or an address we cannot guess."""


class BuiltPages:
    """The pages of a built folder, found by what their sources say."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """``places``: address of each page to its path in the folder, parted by ``/``."""
        self._routes: dict[Route, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        for address, path in places.items():
            route = _route(path)
            self._routes.setdefault(route, set()).add(address)
            if route:
                self._by_name.setdefault(route[-1], set()).add(address)

    def of(self, path: str, read: Callable[[], FrontMatter]) -> Mapped:
        """The pages of one changed file, by its path in the repository; ``read`` gives its front matter."""
        kind = kind_of(path)
        if kind == "nothing":
            return Mapped()
        if kind == "shapes":
            return Mapped(everything=True)
        segments = [part for part in path.split("/") if not _GROUP.fullmatch(part)]
        dynamic = next((n for n, part in enumerate(segments) if part.startswith("[")), None)
        if dynamic is not None:
            below = self._below(segments[:dynamic])
            return Mapped(pages=below, everything=not below)
        found = self._of_text(segments, read())
        if found:
            return Mapped(pages=frozenset(found))
        part = kind == "template_page" or not _PART_FOLDERS.isdisjoint(part.lower() for part in segments[:-1])
        return Mapped(everything=part, unmapped=not part)

    def _of_text(self, segments: Sequence[str], said: FrontMatter) -> set[str]:
        found: set[str] = set()
        for path in said.permalinks:
            found |= self._at(path)
        if not found:
            found = self._by_path(segments, said)
        for alias in said.aliases:
            found |= self._at(alias)
        return found

    def _by_path(self, segments: Sequence[str], said: FrontMatter) -> set[str]:
        folders, stem, index, language = _parted(segments)
        for slug in said.slugs:
            parts = _keys(slug)
            if not parts:
                found = self._by_suffix(_below_root(folders), least=0) if slug == "/" else set()
            elif slug.startswith("/"):
                found = self._routes.get(parts) or self._by_suffix((*_below_root(folders), *parts))
            else:
                found = self._by_suffix((*folders, *parts), language, least=2)
            if found := found or (self._by_name.get(parts[-1]) if parts else None) or set():
                return found
        if index:
            if not folders or folders[-1] in _ROOTS:
                return self._by_suffix(folders, language, least=0)
            stem = folders.pop()
        least = 1 if not folders or folders[-1] in _ROOTS else 2
        spellings = list(_spellings(folders, stem))
        for route in spellings:
            if found := self._by_suffix(route, language, least=least):
                return found
        return self._named([spelling[-1] for spelling in spellings], said)

    def _named(self, names: Sequence[str], said: FrontMatter) -> set[str]:
        """Pages whose path ends with the source's name, else with its title: wherever a permalink setting put them."""
        for name in (*names, _key(said.title) if said.title else ""):
            if found := self._by_name.get(name):
                return found
        return set()

    def _at(self, path: str) -> set[str]:
        """The page at a path that was written out, from the root of the site."""
        try:
            path = urlsplit(path).path
        except ValueError:
            return set()
        return self._routes.get(_route(unquote(path)), set())

    def _by_suffix(self, route: Sequence[str], language: str | None = None, *, least: int = 1) -> set[str]:
        """Pages whose route is the longest end of this one, of at least so many parts: what stands before is where the
        sources are kept."""
        for start in range(len(route) - least + 1):
            rest = tuple(route[start:])
            if language and (found := self._routes.get((language, *rest))):
                return found
            if found := self._routes.get(rest):
                return found
        return set()

    def _below(self, folders: Sequence[str]) -> frozenset[str]:
        """All pages in a folder that one template makes, such as ``app/blog/[slug]/page.tsx``."""
        route = tuple(_key(part) for part in folders)
        root = next((n for n, part in enumerate(route) if part in ("app", "pages")), -1)
        return frozenset(self._within.get(route[root + 1 :], ()))

    @cached_property
    def _within(self) -> dict[Route, set[str]]:
        within: dict[Route, set[str]] = {}
        for route, addresses in self._routes.items():
            for end in range(1, len(route)):
                within.setdefault(route[:end], set()).update(addresses)
        return within


def _parted(segments: Sequence[str]) -> tuple[list[str], str, bool, str | None]:
    """Folders, name without ending, whether the name stands for its folder, and a language in the name."""
    *folders, name = segments
    if _NEXT.fullmatch(name):
        name = "index.html"
    stem = name.rpartition(".")[0] or name
    for ending in (".11ty", ".html", ".md"):  # page.html.md, page.11ty.js
        stem = stem.removesuffix(ending)
    language = None
    if found := _LANGUAGE.fullmatch(stem):
        stem, language = found[1], _key(found[2])
    return [_key(folder) for folder in folders], stem, stem.lower() in _INDEX, language


def _spellings(folders: Sequence[str], stem: str) -> Iterator[Route]:
    """The routes that a file's name can mean, the most exact first."""
    if found := _DATED.fullmatch(stem):
        year, month, day, rest = found.groups()
        plain = tuple(folder for folder in folders if folder not in ("posts", "drafts"))
        yield (*plain, year, month.zfill(2), day.zfill(2), _key(rest))
        yield (*folders, _key(rest))
    yield (*folders, _key(stem))
    if _NUMBERED.match(stem) or any(_NUMBERED.match(folder) for folder in folders):
        yield (*(_NUMBERED.sub("", folder, count=1) for folder in folders), _key(_NUMBERED.sub("", stem, count=1)))


def _below_root(folders: Sequence[str]) -> Sequence[str]:
    """Where an absolute slug of Docusaurus starts: at ``docs/`` or ``blog/``, with what stands before."""
    for n, folder in enumerate(folders):
        if folder in ("docs", "blog"):
            return folders[: n + 1]
    return ()


def _route(path: str) -> Route:
    parts = [part for part in path.split("/") if part and part != "."]
    if parts:
        last = re.sub(r"\.(?:html?|xhtml)$", "", parts[-1], flags=re.IGNORECASE)
        parts = parts[:-1] if last.lower() == "index" else [*parts[:-1], last]
    return tuple(_key(part) for part in parts)


def _keys(path: str) -> Route:
    return tuple(_key(part) for part in path.split("/") if part)


def _key(text: str) -> str:
    """How generators make a slug, as far as they agree: no accents, no case, hyphens for all that is neither letter nor
    digit; the text itself where nothing would be left."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or text
