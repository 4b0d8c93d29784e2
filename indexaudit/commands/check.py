"""Targets to audits, one after another: what is wrong with one does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexaudit.audit import audit_snapshot
from indexaudit.commands.gate import Gate
from indexaudit.commands.targets import Answer, Door, File, Folder, Target, TargetError, read
from indexaudit.config import Config
from indexaudit.errors import ConfigError, IndexAuditError
from indexaudit.extract.ignore_marks import read_ignore_marks
from indexaudit.gate.preview import as_production, can_be_indexed
from indexaudit.model import PageAudit
from indexaudit.report.printable import printable
from indexaudit.snapshot import Snapshot, save

__all__ = ["Check"]


@dataclass(kw_only=True)
class Check:
    """One run over some targets. ``code`` is the exit code so far."""

    config: Config
    answer: Answer
    gate: Gate
    folder: Path | None
    """Where snapshots are kept: the folder itself for one target, numbered folders in it for several."""
    tell: Callable[[str], None]
    """Takes each error and each threshold that a page does not keep, a line without its end."""
    note: Callable[[str], None]
    """Takes each remark."""
    production: str | None = None
    """The targets are previews of this origin, and are judged as if they were served there."""
    code: int = 0

    def audits(self, targets: Sequence[Target | TargetError]) -> Iterator[PageAudit]:
        """Each page that could be read, judged. Raises :class:`ConfigError`, which no other target would be spared."""
        # A preview that is judged as another address has nothing beside it that could be asked for there.
        with closing(Door(self.config, self.answer, look=self.production is None)) as door:
            yield from self._audits(targets, door)

    def _audits(self, targets: Sequence[Target | TargetError], door: Door) -> Iterator[PageAudit]:
        for number, target in enumerate(targets, 1):
            folder = self.folder
            if folder is not None and len(targets) > 1:
                folder = folder / f"{number:0{len(str(len(targets)))}}"
            try:
                audit = self._audit(target, folder, door)
            except ConfigError:
                raise
            except IndexAuditError as error:
                self.tell(printable(f"error: {error}"))
                self.code = 2
                continue
            verdict = self.gate.verdict(audit)
            self.code = max(self.code, verdict.code)
            yield audit
            # After the page, whose report stands above the line on a terminal.
            for reason in verdict.reasons:
                self.tell(printable(f"{_name(target, audit)}: {reason}"))
        self.gate.close(whole=False)

    def _audit(self, target: Target | TargetError, folder: Path | None, door: Door) -> PageAudit:
        if isinstance(target, TargetError):
            raise target
        snapshot, remark = read(target, self.answer, self.config, door)
        if remark:
            self.note(printable(f"note: {remark}"))
        if self.production is not None:
            snapshot = self._in_production(snapshot, self.production)
        if folder is not None:
            save(snapshot, folder)
        file = target.path if isinstance(target, File) else None
        marks = read_ignore_marks(snapshot, self.config.limits)
        return self.gate.counted(audit_snapshot(snapshot, self.config), marks, file=file)

    def _in_production(self, snapshot: Snapshot, origin: str) -> Snapshot:
        preview = as_production(snapshot, origin)
        for line in preview.notes:
            self.note(printable(f"note: {snapshot.url}: {line}"))
        # What was sent may be what opened it.
        if not self.answer.headers and can_be_indexed(snapshot, self.config):
            self.tell(
                printable(
                    f"{snapshot.url}: search engines can index this preview; let its host send X-Robots-Tag: noindex"
                )
            )
            self.code = max(self.code, 1)
        return preview.snapshot


def _name(target: Target | TargetError, audit: PageAudit) -> str:
    """The page as the caller knows it: a file or folder by its path, with the address at which it was judged."""
    return f"{target.path} ({audit.url})" if isinstance(target, File | Folder) else audit.url
