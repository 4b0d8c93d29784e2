"""A folder that a generator has built to the audits of its pages: all of them, or those that a change touches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from indexaudit.api import html_snapshot
from indexaudit.audit import audit_snapshot
from indexaudit.commands.gate import Gate
from indexaudit.errors import ChangesError, ConfigError
from indexaudit.extract.encoding import unread_bytes
from indexaudit.extract.ignore_marks import IgnoreMark, read_ignore_marks
from indexaudit.gate.changes import Changes, changed_against, changed_files, changed_since, read_list
from indexaudit.gate.files import read_file
from indexaudit.gate.folder import FolderPage, Piece, read_folder
from indexaudit.gate.judging import judge_folder
from indexaudit.gate.lines import with_lines
from indexaudit.gate.notes import Notes
from indexaudit.gate.path_patterns import names
from indexaudit.gate.template_faults import TemplateFaults, spread
from indexaudit.model import PageAudit
from indexaudit.report.printable import printable
from indexaudit.report.unjudged import Unjudged

__all__ = ["BuiltSite", "Since"]


_LOOKED_AT: Final = 8
"""Unchanged pages that are judged to tell whether a fault is the template's: half a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What the pages are compared with; at most one is given, and none means that every page counts."""

    rev: str | None = None
    """A revision of git."""
    files_from: str | None = None
    """A file with a list of changed files; ``-`` is stdin."""
    against: Path | None = None
    """The folder of an older build."""

    def changes(
        self, folder: Path, places: Mapping[str, str], own_files: tuple[Path, ...], today: date
    ) -> Changes | None:
        """What changed; null for everything. Raises :class:`ChangesError`."""
        if self.rev is not None:
            return changed_since(folder, self.rev, places=places, own_files=own_files, today=today)
        if self.against is not None:
            return changed_against(folder, self.against, places=places)
        if self.files_from is None:
            return None
        files = _listed(self.files_from)
        return changed_files(files, folder=folder, places=places, own_files=own_files, today=today)


@dataclass(kw_only=True)
class BuiltSite:
    """One run over a built folder. ``code`` is the exit code so far."""

    folder: Path
    base_url: str
    since: Since
    gate: Gate
    own_files: tuple[Path, ...]
    """Configuration and baseline in use."""
    now: datetime
    tell: Callable[[str], None]
    """Takes each threshold that a page does not keep, a line without its end."""
    note: Callable[[str], None]
    """Takes each remark."""
    earlier: Gate | None = None
    """Sifts the pages of ``since.against``, so that both builds are compared by the same measure; null: they are not
    judged."""
    before: dict[str, PageAudit] = field(default_factory=dict)
    """Address to the audit in the older build, of the pages that count; known once the first audit is taken."""
    without_page: tuple[str, ...] = ()
    """Patterns of sources that make no page."""
    unjudged: list[Unjudged] = field(default_factory=list)
    """What should have been judged and could not be; known once the first audit is taken."""
    code: int = 0
    places: Mapping[str, str] = field(default_factory=dict)
    """Address to path of every page; known once the audits are taken."""

    def audits(self) -> Iterator[PageAudit]:
        """Each page that counts, in order of path, with the findings that count.

        Raises :class:`ConfigError`, :class:`ChangesError` and :class:`InvalidURL`.
        """
        config = self.gate.config
        built = read_folder(self.folder, self.base_url, limits=config.limits)
        places = {page.url: page.path for page in built.pages}
        self.places = places
        pieces = {piece.url: piece for piece in built.pieces if piece.url not in places}
        there = {url: piece.path for url, piece in pieces.items()} | places
        changes = self.since.changes(self.folder, there, self.own_files, self.now.date())
        wanted = None
        sources: Mapping[str, Path] = {}
        if changes is not None:
            sources = changes.sources
            wanted = frozenset(url for url in places if changes.touch(url))
            for line in changes.notes:
                self.note(printable(f"note: {line}"))
            pages = "page" if len(places) == 1 else "pages"
            self.note(f"note: {len(wanted):,} of {len(places):,} {pages} may have changed; only those are reported")
            self._miss(changes, [pieces[url] for url in sorted(changes.pages & pieces.keys())])
        if wanted is not None and not wanted:
            for line in built.notes:
                self.note(f"note: {line}")
            return
        if wanted is not None and self.earlier is not None and self.since.against is not None:
            self._judge_earlier(self.since.against, wanted, self.earlier)
        seen, alike, damaged = 0, TemplateFaults(), Notes()
        with judge_folder(built, config, now=self.now, wanted=wanted) as judged:
            for line in judged.notes:
                self.note(f"note: {line}")
            for audit in judged.audits:
                seen += 1
                path = places[audit.url]
                body = self._body(self.folder, path)
                audit = with_lines(audit, body)  # noqa: PLW2901 - the same page
                if (encoding := unread_bytes(body)) is not None:
                    damaged.add(f"holds bytes that are not {encoding}, so that readers see � in their place", path)
                counted = self.gate.counted(
                    audit,
                    self._marks(body, audit.url),
                    file=self.folder / path,
                    source=sources.get(audit.url),
                    places=places,
                )
                verdict = self.gate.verdict(counted)
                self.code = max(self.code, verdict.code)
                alike.look(audit)
                alike.ask(counted, self.gate.beyond(counted))
                yield counted
                for reason in verdict.reasons:
                    self.tell(printable(f"{self.folder / path} ({audit.url}): {reason}"))
        if (lost := len(places if wanted is None else wanted) - seen) > 0:
            self.tell(f"error: {lost:,} of the pages could not be judged; see the notes")
            self.code = 2
        if alike.open and wanted is not None:
            self._look_around([page for page in built.pages if page.url not in wanted], sorted(wanted), alike)
        for line in (*damaged.lines(), *alike.lines()):
            self.note(printable(f"note: {line}"))
        self.gate.close(whole=wanted is None, places=places.values())

    def _look_around(self, others: Sequence[FolderPage], wanted: Sequence[str], alike: TemplateFaults) -> None:
        """Judge a few pages that did not change, for what fails the changed ones may be the fault of all: those that
        lie beside them first."""
        folders = {url.rstrip("/").rpartition("/")[0] for url in wanted}
        beside = [page for page in others if page.url.rstrip("/").rpartition("/")[0] in folders]
        for page in spread(beside or others, _LOOKED_AT):
            with suppress(OSError):
                body = read_file(self.folder, page.path, self.gate.config.limits.body_bytes)
                alike.look(audit_snapshot(html_snapshot(body, page.url, fetched_at=self.now), self.gate.config))

    def _miss(self, changes: Changes, pieces: Iterable[Piece]) -> None:
        """Say which pages of the change could not be judged."""
        for name, file in changes.lost.items():
            if not any(names(pattern, f"https://example.com/{quote(name)}") for pattern in self.without_page):
                self._miss_one(
                    file,
                    name,
                    "leads to no built page, and says neither that it is a draft nor a later date; if it makes no"
                    " page, name it in without_page of the configuration",
                )
        for piece in pieces:
            source = changes.sources.get(piece.url)
            built = f"{self.folder / piece.path} {piece.why}"
            self._miss_one(
                source or self.folder / piece.path,
                str(source or self.folder / piece.path),
                f"was built without a page: {built}" if source else piece.why,
            )

    def _miss_one(self, file: Path, name: str, why: str) -> None:
        name = self.gate.name_of(file) or name
        self.unjudged.append(Unjudged(file=name, why=why))
        self.tell(printable(f"error: {name}: could not be judged: it {why}"))
        self.code = 2

    def _judge_earlier(self, folder: Path, wanted: frozenset[str], gate: Gate) -> None:
        try:
            built = read_folder(folder, self.base_url, limits=gate.config.limits)
        except ConfigError as error:  # it held no page yet: all are new
            self.note(printable(f"note: nothing to compare with: {error}"))
            return
        places = {page.url: page.path for page in built.pages}
        if there := wanted & places.keys():
            with judge_folder(built, gate.config, now=self.now, wanted=there) as judged:
                for audit in judged.audits:
                    marks = self._marks(self._body(folder, places[audit.url]), audit.url)
                    self.before[audit.url] = gate.counted(audit, marks, places=places)

    def _body(self, folder: Path, path: str) -> bytes:
        try:
            return read_file(folder, path, self.gate.config.limits.body_bytes)
        except OSError:  # it was there when it was judged
            return b""

    def _marks(self, body: bytes, url: str) -> tuple[IgnoreMark, ...]:
        return read_ignore_marks(html_snapshot(body, url, fetched_at=self.now), self.gate.config.limits)


def _listed(name: str) -> tuple[str, ...]:
    if name == "-":
        return read_list(sys.stdin.buffer)
    try:
        with Path(name).open("rb") as file:
            return read_list(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ChangesError(f"{name}: cannot be read ({reason}); give a file that lists the changed files") from error
