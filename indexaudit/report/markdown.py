"""Audits to Markdown, for a comment on a pull request or for a document.

Nothing of a page becomes markup: see :mod:`indexaudit.report.markup`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from indexaudit.model import Dimension, Evidence, Finding, Indexability, PageAudit, Score
from indexaudit.report.advice import Advice, HeldBack, nothing_new
from indexaudit.report.looked import looked
from indexaudit.report.markup import cell_code, code, escape, prose, table
from indexaudit.report.printable import cut, printable
from indexaudit.report.scripts import by_scripts, share_of_text
from indexaudit.report.summary import by_type, slim
from indexaudit.report.words import PLURALS, SHORT, basis_of, phrase, place, readers, sentence, traits, verdict

__all__ = ["render", "stream"]

_DIMENSIONS: Final = tuple(d for d in Dimension if d is not Dimension.SHARE)
_EVIDENCE: Final = 2
_NOTHING: Final = "–"


def render(audits: Iterable[PageAudit], *, passes: bool = False) -> str:
    """The whole report: every page, and tables of them when there are several. Ends with a newline.

    ``passes`` lists also what is right and what there was nothing to judge about.
    """
    return "".join(stream(audits, passes=passes))


def stream(audits: Iterable[PageAudit], *, passes: bool = False, held_back: HeldBack | None = None) -> Iterator[str]:
    """:func:`render` in pieces, each page as soon as it is judged. ``held_back``: with a baseline, the number of a
    page's findings that it knows; a page of which nothing else is to be said takes one line."""
    seen: list[PageAudit] = []
    after_short = False
    for audit in audits:
        advice, known = Advice.of(audit), held_back(audit) if held_back else None
        short = known is not None and advice.silent and not passes
        lines = _page(audit, advice, known, passes=passes)
        if short:
            lines = [f"- {nothing_new(known or 0)}: {code(audit.url)}"]
        if seen and not (short and after_short):
            lines = ["", "---", "", *lines]
        after_short = short
        seen.append(slim(audit))
        yield "\n".join(lines) + "\n"
    if len(seen) > 1:
        yield "\n".join(["", "---", "", *_summary(seen)]) + "\n"


def _page(audit: PageAudit, advice: Advice, known: int | None, *, passes: bool) -> list[str]:
    blocks = [
        _identity(audit),
        _scores(audit, advice),
        _gates(advice),
        _changes(advice, known),
        _scripts(audit),
        _list(
            "Worth knowing, no points to win",
            [(f.message, f"{code(f.rule)}, {f.severity.value}") for f in advice.remarks],
        ),
        _list("Could not be judged", [(why, _codes(rules)) for why, rules in advice.unknown]),
        _list(
            "Faults of indexaudit, not of the page: please report them",
            [(f.message, code(f.rule)) for f in advice.crashed],
        ),
    ]
    if passes:
        blocks += [_passed(audit), _list("Nothing to judge", [(s.reason, code(s.rule)) for s in audit.skipped])]
    lines: list[str] = []
    for block in filter(None, blocks):
        lines += ["", *block] if lines else block
    return lines


def _identity(audit: PageAudit) -> list[str]:
    lines = [f"## {_name(audit, 240)}", "", f"**{escape(verdict(audit))}**", ""]
    lines.append(f"- Address: {code(audit.url)}")
    if audit.final_url != audit.url:
        lines.append(f"- Leads to: {code(audit.final_url)}")
    lines.append(f"- Read as: {escape(', '.join(traits(audit)))}")
    if found := phrase(audit):
        lines.append(f"- Phrase: {escape(found)}")
    if said := readers(audit):
        lines.append(f"- Readers: {escape(said)}")
    return [*lines, *(f"- Looked at: {escape(line)}" for line in looked(audit))]


def _name(audit: PageAudit, width: int) -> str:
    name = printable(audit.facts.headline or audit.facts.title or "")
    return escape(cut(name, width)) if name else "(no title)"


def _scores(audit: PageAudit, advice: Advice) -> list[str]:
    scores = audit.scores
    rows = [_score("**search**", scores.search, strong=True)]
    for dimension in _DIMENSIONS:
        score: Score | None = getattr(scores, dimension.value)
        if score is not None:
            rows.append(_score(dimension.value, score))
    rows.append(_score("**share**", scores.share, strong=True))
    lines = table(["Score", "of 100", "judged", "range"], rows, numbers=3)
    for dimension_name, lead in advice.without_fault:
        why = f"{dimension_name} is below 100 without a fault: see `indexaudit explain {lead}`"
        lines += ["", prose(why)]
    return lines


def _score(name: str, score: Score | None, *, strong: bool = False) -> list[str]:
    if score is None:
        return [name, _NOTHING, _NOTHING, _NOTHING]
    low, high = (f"{end:.1f}" for end in score.range)
    value = "too little was seen" if score.value is None else f"{score.value:.1f}"
    return [
        name,
        f"**{value}**" if strong else value,
        f"{100 * score.coverage:.0f} %",
        low if low == high else f"{low}–{high}",
    ]


# --- findings -------------------------------------------------------------------------------------------------------


def _gates(advice: Advice) -> list[str]:
    if not advice.gates:
        return []
    held = max(f.gain for f in advice.gates)
    which = "this is" if len(advice.gates) == 1 else "all of these are"
    lines = ["### What stands in the way", ""]
    lines += [f"The search score is 0 until {which} mended, and {held:.1f} from then on.", ""]
    for number, finding in enumerate(advice.gates, 1):
        lines += _item(number, finding, f"gate {number} of {len(advice.gates)}")
    return lines


def _changes(advice: Advice, known: int | None) -> list[str]:
    if not advice.changes:
        said = "Nothing to change" if known is None else nothing_new(known)
        return [f"**{said}**"] if advice.done else []
    lines = ["### What to change, the most valuable first", ""]
    for number, finding in enumerate(advice.changes, 1):
        lines += _item(number, finding, f"+{finding.gain:.1f} {finding.dimension.axis.value}")
    return lines


def _item(number: int, finding: Finding, worth: str) -> Iterator[str]:
    indent = " " * (len(str(number)) + 2)
    yield f"{number}. **{prose(sentence(finding.message)) or '(no message)'}** ({worth})"
    if finding.fix:
        yield f"{indent}- Fix: {prose(finding.fix)}"
    for evidence in finding.evidence[:_EVIDENCE]:
        yield f"{indent}- Seen: {_seen(evidence)}"
    if len(finding.evidence) > _EVIDENCE:
        yield f"{indent}- and {len(finding.evidence) - _EVIDENCE} more"
    yield f"{indent}- Rule: {', '.join((code(finding.rule), *basis_of(finding)))}"


def _seen(evidence: Evidence) -> str:
    how = "" if evidence.known == "observed" else f" ({evidence.known})"
    where = f"{place(evidence)}{how}"
    return f"{where}: {code(evidence.text)}" if evidence.text.strip() else where


def _scripts(audit: PageAudit) -> list[str]:
    said, changes = share_of_text(audit), by_scripts(audit)
    if not said and not changes:
        return []
    lines = ["### What scripts make of it", ""]
    lines += [f"{escape(sentence(said))}.", ""] if said else []
    rows = [[c.what, _side(c.served, c.served_more), _side(c.rendered, c.rendered_more)] for c in changes]
    return lines + table(["", "Only served", "Only rendered"], rows) if rows else lines[:-1]


def _side(texts: tuple[str, ...], more: str) -> str:
    return ", ".join([*map(cell_code, texts), *([more] if more else [])]) or "–"


def _passed(audit: PageAudit) -> list[str]:
    if not audit.passed:
        return []
    return [f"### In order ({len(audit.passed)})", "", ", ".join(map(code, audit.passed))]


def _codes(rules: Iterable[str]) -> str:
    return ", ".join(map(code, rules))


def _list(title: str, items: Sequence[tuple[str, str]]) -> list[str]:
    """Texts of pages, each with what is said of it, which is markup already."""
    if not items:
        return []
    lines = [f"- {prose(sentence(text))} ({said})" for text, said in items]
    return [f"### {title}", "", *lines]


# --- several pages --------------------------------------------------------------------------------------------------


def _summary(audits: Sequence[PageAudit]) -> list[str]:
    """A table for each type of page: an article is never ranked against a profile."""
    indexable = sum(a.indexability is Indexability.INDEXABLE for a in audits)
    lines = [f"## {len(audits)} pages, {indexable} of them indexable"]
    for kind, group in by_type(audits):
        lines += ["", f"### {PLURALS[kind]} ({len(group)})", ""]
        lines += table(["Page", "Address", "verdict", "search", "share"], [_row(a) for a in group], numbers=2)
    return lines


def _row(audit: PageAudit) -> list[str]:
    return [
        _name(audit, 100),
        cell_code(audit.final_url),
        SHORT[audit.indexability],
        _number(audit.scores.search),
        _number(audit.scores.share),
    ]


def _number(score: Score | None) -> str:
    return _NOTHING if score is None or score.value is None else f"{score.value:.1f}"
