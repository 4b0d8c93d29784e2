"""What of a built site a change touches: since a revision, by a list of files, or against an older build."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from indexaudit.errors import ChangesError
from indexaudit.gate.front_matter import FrontMatter, read_front_matter
from indexaudit.gate.git_diff import difference
from indexaudit.gate.source_kinds import speaks_of_the_repository
from indexaudit.gate.sources_to_pages import BuiltPages, Mapped

__all__ = ["Changes", "changed_against", "changed_files", "changed_since", "read_list"]

_LIST_BYTES: Final = 64 * 1024 * 1024
"""Of a list of files: some 500,000 paths."""
_SOURCE_BYTES: Final = 64 * 1024
"""Of a source, in which its front matter and first heading are looked for."""
_CHUNK: Final = 256 * 1024
_NEIGHBOURS: Final = 50
"""Texts of a folder that are looked at for one that made a page."""
_TEXTS: Final = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".org", ".ipynb")
_NAMED: Final = 3
"""Files that a note names."""
_DRAFTS: Final = frozenset({"draft", "drafts", "_draft", "_drafts"})
"""Folders of texts that are not published: Jekyll's, and what MkDocs' ``draft_docs`` mostly names."""
_SETTINGS: Final = frozenset({"indexaudit.toml"})
_HOST_FILES: Final = frozenset({"robots.txt", "_headers", "_redirects", ".htaccess", "vercel.json"})
"""Files at the top of a built folder that bear on all its pages."""
_ALIKE: Final = 0.9
"""Share of pages that differ between two builds from which a build is suspected to write the time into each."""
_QUOTED: Final = re.compile(r"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPES: Final = {"n": b"\n", "t": b"\t", "r": b"\r", "a": b"\a", "b": b"\b", "f": b"\f", "v": b"\v"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed, and which built pages that touches.

    Listings that show a changed page, such as the home page or a feed, are touched only when their own file or source
    changed.
    """

    files: tuple[str, ...]
    """Every changed file, removed ones among them: as listed, or by its path in the repository or the built folder."""
    pages: frozenset[str]
    """Addresses of pages that may have changed; not all, where ``everything`` holds."""
    unmapped: tuple[str, ...] = ()
    """Files that look like sources of pages and lead to none that was built: drafts, or an address out of our reach."""
    lost: Mapping[str, Path] = field(default_factory=dict)
    """Those of them that should have made a page, each with its file: their front matter, or a file beside them that
    made one, says that they are sources, and nothing says that they are drafts or dated later."""
    everything: bool = False
    """Any page may have changed: a layout, the site's configuration or its data did."""
    configuration: bool = False
    """The configuration or baseline of indexaudit changed too: what is judged and what is let pass is not as it was."""
    notes: tuple[str, ...] = ()
    """What of this a reviewer should know, a line each."""
    sources: Mapping[str, Path] = field(default_factory=dict)
    """Address to the changed file that alone a page was built from, where that is beyond doubt: the file leads to this
    page only, no other changed file does, and the built file is none of the changed ones."""

    def touch(self, address: str) -> bool:
        """Whether a page may have changed."""
        return self.everything or address in self.pages


def changed_since(
    folder: str | Path,
    rev: str,
    *,
    places: Mapping[str, str],
    repository: str | Path | None = None,
    own_files: Collection[str | Path] = (),
    today: date | None = None,
) -> Changes:
    """What changed since a branch was left, by git: commits, index and working tree, new files among them.

    ``places``: address of each page to its path in the built folder. ``repository``: a folder in it; null looks around
    the built folder, then around the working directory. ``own_files``: configuration and baseline in use. ``today``:
    sources that are dated later need not have made a page yet; null: the date says nothing. Raises
    :class:`ChangesError`: no git, no repository, no such revision, a shallow clone without it.
    """
    folder = Path(folder)
    found = difference(folder, rev, repository=None if repository is None else Path(repository))
    reading = _Reading(folder, found.root, places, own_files, today)
    for path in found.changed:
        reading.take(path)
    for path in found.removed:
        reading.take(path, removed=True)
    return reading.done(found.notes)


def changed_files(
    paths: Iterable[str],
    *,
    folder: str | Path,
    places: Mapping[str, str],
    root: str | Path = ".",
    own_files: Collection[str | Path] = (),
    today: date | None = None,
) -> Changes:
    """What a list of changed files touches: of sources or built files, from ``root`` (where the list was made, such as
    the top of the repository) or absolute. A line may also be the address of a page. ``own_files`` and ``today`` are as
    in :func:`changed_since`."""
    reading = _Reading(Path(folder), Path(root), places, own_files, today)
    for path in paths:
        reading.take(path)
    return reading.done(reading.all_missing())


def read_list(file: BinaryIO) -> tuple[str, ...]:
    """The paths in a file or on stdin: one a line, or each ended by a NUL when there is one (``git diff -z``).

    Names outside ASCII, which git puts in quotes with octal escapes, are read as meant. Raises :class:`ChangesError`
    for a list that is too long.
    """
    data = file.read(_LIST_BYTES + 1)
    if len(data) > _LIST_BYTES:
        raise ChangesError(f"the list of files has more than {_LIST_BYTES:,} bytes; judge the whole folder instead")
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        return tuple(os.fsdecode(path) for path in data.split(b"\0") if path.strip())
    lines = (line.strip(b" \t\r") for line in data.split(b"\n"))
    return tuple(_unquoted(os.fsdecode(line)) for line in lines if line)


def changed_against(new_folder: str | Path, old_folder: str | Path, *, places: Mapping[str, str]) -> Changes:
    """Pages of a built folder that an older build lacks, or has with other content, byte by byte.

    Raises :class:`ChangesError` when the older folder is not there, or is empty: a cache that was not filled would make
    every page new.
    """
    new, old = Path(new_folder), Path(old_folder)
    if not old.is_dir():
        what = "is no folder" if old.exists() else "is not there"
        raise ChangesError(f"{old}: {what}; name the folder of an older build of the same site")
    with os.scandir(old) as entries:
        if next(entries, None) is None:
            raise ChangesError(f"{old}: is empty; name the folder of an older build, or leave out --against")
    pages = {address: path for address, path in places.items() if _differ(new / path, old / path)}
    hosting = [name for name in sorted(_HOST_FILES) if _differ(new / name, old / name)]
    notes = [_all(hosting)] if hosting else []
    if len(places) > 10 and len(pages) > _ALIKE * len(places):
        notes.append(
            f"{len(pages):,} of {len(places):,} pages differ from {old}: if the build writes its time or the hash of a"
            " style sheet into each page, --changed-since tells better"
        )
    return Changes(
        files=(*sorted(pages.values()), *hosting), pages=frozenset(pages), everything=bool(hosting), notes=tuple(notes)
    )


class _Reading:
    """Changed files, one after the other."""

    def __init__(
        self,
        folder: Path,
        root: Path,
        places: Mapping[str, str],
        own_files: Collection[str | Path],
        today: date | None,
    ) -> None:
        self._today = today
        self._folder = _real(folder)
        self._root = _real(root)
        self._own = {_real(Path(path)) for path in own_files}
        self._places = places
        self._address_of = {path: address for address, path in places.items()}
        self._built = BuiltPages(places)
        self._files: list[str] = []
        self._pages: set[str] = set()
        self._own_pages: set[str] = set()
        """Pages whose built file is listed itself."""
        self._sources: dict[str, list[tuple[str, bool]]] = {}
        """Page to each source that leads to it, and whether to it only."""
        self._drafts: list[str] = []
        self._lost: dict[str, Path] = {}
        self._unclear: list[str] = []
        self._beside: dict[str, bool] = {}
        """Folder to whether a text in it made a page."""
        self._shaping: list[str] = []
        self._settings: list[str] = []

    def take(self, path: str, *, removed: bool = False) -> None:
        self._files.append(path)
        if path in self._places:
            self._pages.add(path)
            return
        file = _joined(self._root, path)
        if self._is_own(file):
            self._settings.append(path)
            return
        if (built := _below(file, self._folder)) is not None:
            if (address := self._address_of.get(built)) is not None:
                self._pages.add(address)
                self._own_pages.add(address)
                return
            if built in _HOST_FILES:
                self._shaping.append(path)
                return
            # Where the sources lie in the folder itself (a site that is not built), a part of pages may change too.
            if self._folder != self._root:
                return
        relative = _below(file, self._root)
        mapped = self._built.of(relative if relative is not None else PurePath(path).as_posix(), lambda: _said(file))
        if mapped.everything:
            self._shaping.append(path)
        elif mapped.pages and not removed:
            self._pages |= mapped.pages
            for page in mapped.pages:
                self._sources.setdefault(page, []).append((file, len(mapped.pages) == 1))
        elif mapped.unmapped and not removed and os.path.lexists(file):
            self._take_unmapped(path, file)

    def _take_unmapped(self, path: str, file: str) -> None:
        """A source that made no page: it need not have, or it should have, or nobody can tell."""
        said = _said(file)
        later = self._today is not None and said.date is not None and said.date > self._today.isoformat()
        if said.draft or later or _DRAFTS.intersection(path.lower().split("/")[:-1]):
            self._drafts.append(path)
        elif said.is_given or (
            not speaks_of_the_repository(os.path.basename(file))  # noqa: PTH119 - a path as text
            and self._has_neighbours(os.path.dirname(file))  # noqa: PTH120
        ):
            self._lost[path] = Path(file)
        else:
            self._unclear.append(path)

    def _has_neighbours(self, folder: str) -> bool:
        """Whether a folder holds another text that made a page, as those of the posts of a site do."""
        found = self._beside.get(folder)
        if found is None:
            found = self._beside[folder] = any(
                mapped.pages and not mapped.everything for mapped in self._mapped_texts(folder)
            )
        return found

    def _mapped_texts(self, folder: str) -> Iterator[Mapped]:
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(_TEXTS))  # noqa: PTH208
        except OSError:
            return
        inside = _below(folder, self._root)
        for name in names[:_NEIGHBOURS] if inside is not None or folder == self._root else ():
            file = os.path.join(folder, name)  # noqa: PTH118
            yield self._built.of(f"{inside}/{name}" if inside else name, partial(_said, file))

    def _is_own(self, file: str) -> bool:
        # A pyproject.toml says much else: it counts only when it is named as the configuration in use.
        return file in self._own or os.path.basename(file) in _SETTINGS  # noqa: PTH119 - there may be very many

    def all_missing(self) -> tuple[str, ...]:
        """A note when no listed file is there and none leads to a page: a list from another folder."""
        there = (os.path.lexists(_joined(self._root, path)) for path in self._files)
        if not self._files or self._pages or self._shaping or any(there):
            return ()
        number = len(self._files)
        which = "the listed file is not there" if number == 1 else f"none of the {number:,} listed files is there"
        return (f"{which}: {_listed(self._files)}; name them from {self._root}",)

    def done(self, notes: Sequence[str] = ()) -> Changes:
        said = [*notes]
        if self._settings:
            said.append(
                f"the configuration or baseline of indexaudit changed with the pages: {_listed(self._settings)}"
            )
        if self._shaping:
            said.append(_all(self._shaping))
        for why, found in (
            ("a draft, or dated later", self._drafts),
            ("no source of the site, or an address that cannot be guessed", self._unclear),
        ):
            if found:
                lead = "source leads" if len(found) == 1 else "sources lead"
                said.append(f"{len(found):,} changed {lead} to no built page ({why}): {_listed(found)}")
        return Changes(
            files=tuple(sorted(set(self._files))),
            pages=frozenset(self._pages),
            unmapped=tuple(sorted({*self._drafts, *self._lost, *self._unclear})),
            lost=dict(sorted(self._lost.items())),
            everything=bool(self._shaping),
            configuration=bool(self._settings),
            notes=tuple(said),
            sources={
                page: Path(found[0][0])
                for page, found in self._sources.items()
                if len(found) == 1 and found[0][1] and page not in self._own_pages
            },
        )


def _all(files: Sequence[str]) -> str:
    return f"every page may have changed, for this shapes them: {_listed(files)}"


def _listed(files: Sequence[str]) -> str:
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    return ", ".join(files[:_NAMED]) + more


def _said(file: str) -> FrontMatter:
    """What a source says; nothing for one that is not there or no regular file."""
    return read_front_matter(_start(file).decode("utf-8", "replace"))


def _start(file: str) -> bytes:
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return b""
        with open(file, "rb") as opened:  # noqa: PTH123 - a path as text
            return opened.read(_SOURCE_BYTES)
    except (OSError, ValueError):
        return b""


def _differ(new: Path, old: Path) -> bool:
    """Whether two files have other content; one that cannot be read differs from any, and two that are not there are
    alike."""
    try:
        there = [os.path.lexists(file) for file in (new, old)]
        if not all(there):
            return any(there)
        sizes = [file.stat() for file in (new, old)]
        if not all(stat.S_ISREG(size.st_mode) for size in sizes) or sizes[0].st_size != sizes[1].st_size:
            return True
        with new.open("rb") as a, old.open("rb") as b:
            while chunk := a.read(_CHUNK):
                if chunk != b.read(_CHUNK):
                    return True
        return False
    except (OSError, ValueError):
        return True


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _joined(root: str, path: str) -> str:
    return os.path.normpath(os.path.join(root, path))  # noqa: PTH118 - as above


def _below(file: str, folder: str) -> str | None:
    """The path of a file in a folder, parted by ``/``; null when it lies elsewhere."""
    inside = file.startswith(folder.rstrip(os.sep) + os.sep)
    return file[len(folder.rstrip(os.sep)) + 1 :].replace(os.sep, "/") if inside else None


def _unquoted(line: str) -> str:
    if len(line) < 2 or line[0] != '"' or line[-1] != '"':
        return line
    octets = b"".join(_octets(line[1:-1]))
    return os.fsdecode(octets)


def _octets(text: str) -> Iterable[bytes]:
    at = 0
    for found in _QUOTED.finditer(text):
        yield os.fsencode(text[at : found.start()])
        code = found[1]
        yield bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _ESCAPES.get(code, os.fsencode(code))
        at = found.end()
    yield os.fsencode(text[at:])
