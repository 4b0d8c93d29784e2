"""Several audits to one table, each type of page for itself: an article is never ranked against a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from indexaudit.model import Indexability, PageAudit, PageKind, Score
from indexaudit.report.ink import Ink
from indexaudit.report.printable import columns, cut, printable
from indexaudit.report.words import PLURALS, SHORT

__all__ = ["by_type", "slim", "summary"]

_VERDICT: Final = 14
_NUMBER: Final = 7


def summary(audits: Sequence[PageAudit], *, width: int, ink: Ink) -> list[str]:
    """Lines of the table: within a type the best search score first, equal ones in the order given."""
    indexable = sum(a.indexability is Indexability.INDEXABLE for a in audits)
    lines = [ink.strong(f"{len(audits)} pages, {indexable} of them indexable")]
    for kind, group in by_type(audits):
        head = f"{'search':>{_NUMBER}}{'share':>{_NUMBER}}  {'verdict':<{_VERDICT}}  "
        lines += ["", ink.faint(head) + ink.strong(f"{PLURALS[kind]} ({len(group)})")]
        lines += [_row(audit, width, ink) for audit in group]
    return lines


def by_type(audits: Sequence[PageAudit]) -> list[tuple[PageKind, list[PageAudit]]]:
    """The types that occur, each with its pages: the best search score first, equal ones in the order given."""
    groups = [(kind, [a for a in audits if a.page_type.type is kind]) for kind in PageKind]
    return [(kind, sorted(group, key=_worst_last)) for kind, group in groups if group]


def slim(audit: PageAudit) -> PageAudit:
    """What a table of pages needs of one, so that a long run does not keep every finding and text in memory."""
    facts = replace(audit.facts, description=None, main_text=None)
    return replace(audit, findings=(), passed=(), skipped=(), agents=(), facts=facts)


def _worst_last(audit: PageAudit) -> float:
    search = audit.scores.search
    return 1.0 if search is None or search.value is None else -search.value


def _row(audit: PageAudit, width: int, ink: Ink) -> str:
    paint = ink.good if audit.indexability is Indexability.INDEXABLE else ink.fair
    if audit.indexability.shuts:
        paint = ink.bad
    said = paint(f"{SHORT[audit.indexability]:<{_VERDICT}}")
    start = f"{_number(audit.scores.search)}{_number(audit.scores.share)}  {said}  "
    room = width - 2 * _NUMBER - _VERDICT - 4
    name = printable(audit.facts.headline or audit.facts.title or "")
    if not name:
        return start + cut(printable(audit.final_url), room)
    name = cut(name, room)
    host = printable(audit.final_url.partition("//")[2].partition("/")[0])
    left = room - columns(name) - 2
    return start + name + ("  " + ink.faint(host) if columns(host) <= left else "")


def _number(score: Score | None) -> str:
    return f"{'–' if score is None or score.value is None else f'{score.value:.1f}':>{_NUMBER}}"
