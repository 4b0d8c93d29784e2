"""From names of files to addresses: how a host serves the pages of a folder.

Every generator writes ``guide/index.html`` or ``guide.html``; which address that has is the host's choice, and the
folder's own canonicals, sitemaps and links show which. It is decided for the folder, not for each page: a page whose
canonical differs from its neighbours' has a fault, and no address of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

__all__ = ["Evidence", "Layout", "is_error_page", "is_html", "paths_of"]

FileStyle = Literal["html", "clean", "slash"]
IndexStyle = Literal["slash", "bare", "index"]
S = TypeVar("S", bound=str)

_INDEX: Final = ("index.html", "index.htm")
_HTML: Final = (".html", ".htm", ".xhtml")
_ERRORS: Final = frozenset({"404.html", "404.htm", "500.html", "_error.html"})
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_SOURCES: Final = ("canonicals", "sitemap entries", "links")
"""What shows how pages are served, the weightiest first: an author checks canonicals, and links go anywhere."""
_ONE: Final = {"canonicals": "canonical", "sitemap entries": "sitemap entry", "links": "link"}


def is_html(name: str) -> bool:
    """Whether a file is HTML by its name."""
    return name.lower().endswith(_HTML)


def is_error_page(name: str) -> bool:
    """Whether a file is what the host shows for an error: ``404.html`` in any folder, ``404/index.html`` at the root or
    below the folder of a language."""
    *folders, last = name.split("/")
    if last.lower() in _ERRORS:
        return True
    # "page/404/index.html" is a part of a long list.
    below = folders[:-1]
    return (
        last in _INDEX
        and folders[-1:] == ["404"]
        and (not below or (len(below) == 1 and bool(_LANGUAGE.fullmatch(below[0]))))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the pages of one folder are served."""

    file: FileStyle = "html"
    """``about.html``: at ``/about.html`` (``html``), ``/about`` (``clean``) or ``/about/`` (``slash``)."""
    index: IndexStyle = "slash"
    """``guide/index.html``: at ``/guide/`` (``slash``), ``/guide`` (``bare``) or ``/guide/index.html`` (``index``)."""
    root: IndexStyle = "slash"
    """The front page: at the base address, or at ``index.html`` (``index``), as Sphinx has it."""

    def path_of(self, name: str) -> str:
        """The decoded path of a file's page, below the base address."""
        folder, _, last = name.rpartition("/")
        if last in _INDEX:
            style = self.index if folder else self.root
            if style == "index":
                return name
            return folder + ("/" if folder and style == "slash" else "")
        stem = name.rpartition(".")[0]
        return {"html": name, "clean": stem, "slash": f"{stem}/"}[
            self.file if last.lower().endswith(".html") else "html"
        ]


def _is_index(name: str) -> bool:
    return name.rpartition("/")[2] in _INDEX


class Evidence:
    """Counts what shows how the pages of a folder are served."""

    def __init__(self, names: Collection[str]) -> None:
        """``names``: of the folder's HTML files, a set."""
        self._names = names
        self._files: dict[str, Counter[FileStyle]] = {source: Counter() for source in _SOURCES}
        self._indexes: dict[str, Counter[IndexStyle]] = {source: Counter() for source in _SOURCES}
        self._root: IndexStyle = "slash"
        self._examples: dict[tuple[bool, str], str] = {}
        """Whether it is an index file, and its style, to the first file that showed it."""

    def canonical(self, name: str, path: str) -> None:
        """A page names a path (decoded, below the base address) as its canonical."""
        if name in _INDEX:
            self._root = "index" if path == name else "slash"
            return
        for layout in _LAYOUTS:
            if layout.path_of(name) == path:
                self._count("canonicals", name, layout)
                return

    @property
    def is_shown(self) -> bool:
        """Whether canonicals show how every sort of file is served, so that nothing else need be looked at."""
        indexes = sum(name.rpartition("/")[2] in _INDEX for name in self._names)
        return bool(
            (self._files["canonicals"] or indexes == len(self._names))
            and (self._indexes["canonicals"] or indexes == 0 or (indexes == 1 and "index.html" in self._names))
        )

    def listed(self, path: str) -> None:
        """A sitemap lists a path."""
        self._shown("sitemap entries", path)

    def linked(self, path: str) -> None:
        """A page links to a path."""
        self._shown("links", path)

    def layout(self, *, clean: bool | None, slash: bool | None) -> tuple[Layout, str | None]:
        """How the folder is served, and a note on it; null when there is no choice to tell of.

        ``clean`` and ``slash`` are what the host was told (``cleanUrls`` and ``trailingSlash`` of ``vercel.json``).
        Without any sign files keep their ``.html`` and folders their slash, as every plain server has it.
        """
        file, file_note = _decided(self._files, "html")
        index, index_note = _decided(self._indexes, "slash")
        if slash is not None:
            index, index_note = ("slash" if slash else "bare"), "as vercel.json says"
        if clean is not None:
            file, file_note = ("slash" if slash else "clean") if clean else "html", "as vercel.json says"
        layout = Layout(file=file, index=index, root=self._root)
        notes = []
        if file_note is not None and (name := self._example(layout.file, index=False)):
            notes.append(f"{name} is taken to be served at /{layout.path_of(name)} ({file_note})")
        if index_note is not None and (index != "slash" or "against" in index_note):
            name = self._example(layout.index, index=True)
            notes += [f"{name} is taken to be served at /{layout.path_of(name)} ({index_note})"] if name else []
        return layout, "; ".join(notes) or None

    def _example(self, style: str, *, index: bool) -> str | None:
        """A file of the folder that is served so: the first that showed it, else the first by name."""
        if (found := self._examples.get((index, style))) is not None:
            return found
        # The front page is no example of an index file: it is served at the root whatever the style.
        return min((n for n in self._names if _is_index(n) == index and ("/" in n or not index)), default=None)

    def _shown(self, source: str, path: str) -> None:
        """Counts where the path can be of one file only."""
        plain = path.rstrip("/")
        if not plain or path.endswith("//"):
            return
        as_file, as_index = f"{plain}.html", f"{plain}/index.html"
        if is_html(path):
            name = path
        elif as_file in self._names and as_index in self._names:
            return
        else:
            name = as_file if as_file in self._names else as_index
        if name in self._names and name not in _INDEX:
            for layout in _LAYOUTS:
                if layout.path_of(name) == path:
                    self._count(source, name, layout)
                    return

    def _count(self, source: str, name: str, layout: Layout) -> None:
        index = _is_index(name)
        self._examples.setdefault((index, layout.index if index else layout.file), name)
        if index:
            self._indexes[source][layout.index] += 1
        else:
            self._files[source][layout.file] += 1


_LAYOUTS: Final = (
    Layout(file="html", index="slash"),
    Layout(file="clean", index="bare"),
    Layout(file="slash", index="index"),
)
"""Each style of files and each of indexes once."""


def paths_of(name: str) -> tuple[str, ...]:
    """Every decoded path below the base address at which some host serves a file, the longest first."""
    paths = {layout.path_of(name) for layout in _LAYOUTS} | ({name} if name in _INDEX else set())
    return tuple(sorted(paths, key=lambda path: (-len(path), path)))


def _decided(votes: dict[str, Counter[S]], otherwise: S) -> tuple[S, str | None]:
    """The style that most of the weightiest source shows."""
    for source in _SOURCES:
        counted = votes[source]
        if counted:
            most = max(counted.values())
            # Of two that are even the usual one, else the first by name: never the one that was read first.
            best = otherwise if counted[otherwise] == most else min(s for s, n in counted.items() if n == most)
            against = counted.total() - most
            told = source if most > 1 else _ONE[source]
            return best, f"by {most:,} {told}" + (f", against {against:,}" if against else "")
    return otherwise, None
