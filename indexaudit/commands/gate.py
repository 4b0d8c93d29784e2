"""Which findings of a page count for the exit code and the report, and what is said of those that do not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from indexaudit.commands.exit_code import Thresholds, Verdict, exit_code, faults_beyond
from indexaudit.commands.settings import Settings
from indexaudit.config import Config
from indexaudit.extract.ignore_marks import IgnoreMark
from indexaudit.gate.baseline import Baseline, place_of
from indexaudit.gate.budgets import severities, thresholds_for, with_severities
from indexaudit.gate.ignores import Ignores, honours_marks
from indexaudit.gate.notes import Notes
from indexaudit.model import Finding, PageAudit
from indexaudit.report.place import Place
from indexaudit.report.printable import printable

__all__ = ["Gate"]


class Gate:
    """What one run lets pass: by configuration, by marks of the page, by a baseline."""

    def __init__(
        self,
        *,
        config: Config,
        settings: Settings,
        thresholds: Thresholds,
        typed: Collection[str] = (),
        baseline: Baseline | None = None,
        root: Path,
        tell: Callable[[str], None],
        note: Callable[[str], None],
    ) -> None:
        """``typed``: names of thresholds of the command line, which beat budgets. ``root``: of the repository, from
        which reports name files. ``tell`` takes what always is said, ``note`` remarks; a line without its end.

        Raises :class:`ConfigError` for rules that are not there.
        """
        self.config = config
        self.thresholds = thresholds
        self._budgets = settings.budgets
        self._typed = typed
        self._baseline = baseline
        self._root = root
        self._tell = tell
        self._note = note
        self._ignores = Ignores(config)
        self._severities = severities(settings.severities, config)
        self._files: dict[str, Path] = {}
        self._sources: dict[str, Path] = {}
        self._day: date | None = None
        self._held: dict[str, int] = {}
        """Address to the number of known findings, of every page that was taken."""
        self._set_aside = Notes()
        self._in_vain = Notes()

    def counted(
        self,
        audit: PageAudit,
        marks: Sequence[IgnoreMark] = (),
        *,
        file: Path | None = None,
        source: Path | None = None,
        places: Mapping[str, str] | None = None,
    ) -> PageAudit:
        """The page with the findings that count here, as severe as they are taken here. Scores stay.

        ``file``: what it was read from. ``source``: what that was built from, where a reviewer looks. ``places``:
        address to path, of the pages of a built folder; null for a page that comes from none.
        """
        self._day = audit.fetched_at.date()
        if file is not None:
            self._files[audit.url] = file
        if source is not None:
            self._sources[audit.url] = source
        name = printable(audit.url if places is None else places.get(audit.url, audit.url))
        honoured = honours_marks(audit.final_url, self.config, folder=places is not None)
        sifted = self._ignores.sift(audit, marks, honoured=honoured)
        for out in sifted.set_aside:
            self._set_aside.add(
                f"{out.finding.rule} was set aside by the {out.by}: {printable(out.reason)}", _at(name, out.line)
            )
        for vain in sifted.unused:
            named = "" if vain.rule is None else f" {printable(vain.rule)!r}"
            self._in_vain.add(
                f"data-indexaudit-ignore{named} has no effect: {printable(vain.reason)}", _at(name, vain.mark.line)
            )
        audit = with_severities(replace(audit, findings=sifted.kept), self._severities)
        if self._baseline is None:
            return audit
        applied = self._baseline.apply(audit, place_of(audit.url, places or {}))
        self._held[audit.url] = len(applied.known)
        for finding, count in applied.grown:
            self._note(f"note: {name}: {finding.rule}: the baseline knows {count:,} of its faults, and there are more")
        return replace(audit, findings=applied.new)

    def verdict(self, audit: PageAudit) -> Verdict:
        """What a page with the findings that count is worth an exit code."""
        return exit_code(audit, self._thresholds(audit))

    def beyond(self, audit: PageAudit) -> tuple[Finding, ...]:
        """Those findings of such a page that fail it."""
        return faults_beyond(audit, self._thresholds(audit).fail_on)

    def place(self, audit: PageAudit) -> Place | None:
        """Where reports show the findings of a page; null: at its address."""
        file = self._files.get(audit.url)
        if (source := self._sources.get(audit.url)) is not None:
            built = None if file is None else self.name_of(file) or str(file)
            return Place.of(source, self._root, line_offset=None, lines_of=built)
        return None if file is None else Place.of(file, self._root)

    def held_back(self, audit: PageAudit) -> int | None:
        """How many known findings of a page the baseline holds back; null without a baseline."""
        return None if self._baseline is None else self._held.get(audit.url, 0)

    def name_of(self, file: Path) -> str | None:
        """A file by its path from the root of the repository; null for one outside of it."""
        return Place.of(file, self._root).name

    def close(self, *, whole: bool, places: Collection[str] | None = None) -> None:
        """Say what was set aside, and what was set aside in vain. ``whole``: every page was judged; ``places``: of all
        pages there are, for a built folder."""
        for line in self._set_aside.lines():
            self._note(f"note: {line}")
        for line in self._in_vain.lines():
            self._note(f"note: {line}")
        over = self._ignores.expired(self._day) if self._day is not None else ()
        for ignored in over:
            self._tell(printable(f"[[ignored]] {ignored.rule} at {ignored.path} was valid until {ignored.expires}"))
        for ignored in self._ignores.unused(whole=whole):
            if ignored not in over:
                self._note(
                    printable(f"note: [[ignored]] {ignored.rule} at {ignored.path} sets nothing aside; take it out")
                )
        if self._baseline is not None:
            self._close_baseline(self._baseline, places)

    def _close_baseline(self, baseline: Baseline, places: Collection[str] | None) -> None:
        if known := sum(self._held.values()):
            self._note(f"note: {known:,} known {_findings(known)} held back by the baseline")
        told = Notes()
        if self._day is not None:
            for entry in baseline.expired(self._day):
                told.add(f"the baseline's entry was valid until {entry.expires}", f"{entry.rule} at {entry.place}")
        for line in told.lines():
            self._tell(line)
        mended = Notes()
        for entry in baseline.mended():
            mended.add(
                "fewer faults than the baseline knows; `indexaudit baseline update` drops them",
                f"{entry.rule} at {entry.place}",
            )
        for entry in baseline.gone(places) if places is not None else ():
            mended.add(
                "the baseline's page is not there any more; `indexaudit baseline update` drops it",
                f"{entry.rule} at {entry.place}",
            )
        for line in mended.lines():
            self._note(f"note: {line}")

    def _thresholds(self, audit: PageAudit) -> Thresholds:
        return thresholds_for(audit, self.thresholds, self._budgets, typed=self._typed)


def _at(name: str, line: int | None) -> str:
    return name if line is None else f"{name}:{line}"


def _findings(number: int) -> str:
    return "finding is" if number == 1 else "findings are"
