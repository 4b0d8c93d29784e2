"""The table of scores of the text report: over all pages, by section, by type of page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexaudit.comparison import ScoreSummary
from indexaudit.report.bars import cell
from indexaudit.report.figures import judged, number, percent
from indexaudit.report.layout import Layout
from indexaudit.report.printable import not_a_command, printable
from indexaudit.report.site import words
from indexaudit.report.site.caps import Caps
from indexaudit.site_audit import Group, SiteAudit

__all__ = ["groups"]

_PAGES: Final = 8
_INDEXABLE: Final = 7
_SCORE: Final = 8
_SPREAD: Final = 12
_JUDGED: Final = 7
_WORDS: Final = 7
_FIGURES: Final = _PAGES + _INDEXABLE + _SCORE + _SPREAD + _JUDGED + _SCORE + _JUDGED + _WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the table."""

    name: str
    pages: int
    indexable: int
    search: ScoreSummary
    spread: str
    share: ScoreSummary
    words: str


def groups(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    """One line a group: pages, what of them Google can index, the median scores and how well they are known."""
    done = audit.totals.done
    if not done:
        return []
    ink = layout.ink
    room = layout.width - _FIGURES
    whole = _Line(
        name="All",
        pages=done,
        indexable=words.indexable(audit),
        search=audit.search,
        spread=words.spread(audit),
        share=audit.share,
        words="",
    )
    heads = (
        ("", "pages", "index-", "search", "half lie", "judged", "share", "judged", "words"),
        ("", "", "able", "median", "in", "", "median", "", "median"),
    )
    lines = layout.title("Scores, 0 to 100")
    lines += [ink.faint(_row(head, room)) for head in heads]
    lines.append(ink.strong(_figures(whole, room)))
    parts = (("By section", audit.sections, printable), ("By type", audit.types, words.type_name))
    for title, found, named in parts:
        if not found:
            continue
        lines.append(ink.faint(title))
        shown, left = layout.some(sorted(found, key=lambda group: (-group.pages, group.name)), caps.groups)
        lines += [_figures(_line(group, f"  {not_a_command(named(group.name))}"), room) for group in shown]
        lines += layout.more(left, indent=2)
    return lines


def _line(group: Group, name: str) -> _Line:
    return _Line(
        name=name,
        pages=group.pages,
        indexable=group.indexable,
        search=group.search,
        spread=words.spread(group),
        share=group.share,
        words=number(group.median_words),
    )


def _figures(line: _Line, room: int) -> str:
    indexable = percent(line.indexable / line.pages) if line.pages else "–"
    search, share = number(line.search.median, 1), number(line.share.median, 1)
    figures = (f"{line.pages:,}", indexable, search, line.spread, judged(line.search) or "–", share)
    return _row((line.name, *figures, judged(line.share) or "–", line.words), room)


def _row(cells: tuple[str, ...], room: int) -> str:
    widths = (_PAGES, _INDEXABLE, _SCORE, _SPREAD, _JUDGED, _SCORE, _JUDGED, _WORDS)
    name, *figures = cells
    return (cell(name, room) + "".join(f"{f:>{w}}" for f, w in zip(figures, widths, strict=True))).rstrip()
