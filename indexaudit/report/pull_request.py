"""Audits before and after a change to Markdown for a comment on a pull request or a merge request.

Nothing of a page becomes markup: see :mod:`indexaudit.report.markup`. What matters most stands first, so that what does
not fit is what can be missed most; how much that is stands at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexaudit.model import Finding, Indexability, PageAudit, Score
from indexaudit.report.advice import Advice
from indexaudit.report.annotations import Annotation, annotated, public
from indexaudit.report.figures import counted
from indexaudit.report.markup import cell_code, code, prose, table
from indexaudit.report.place import Locate, located, uri_of
from indexaudit.report.unjudged import Unjudged
from indexaudit.report.words import SHORT, basis_of, sentence
from indexaudit.report.words import place as where

__all__ = ["comment", "stream"]

_LONGEST: Final = 65_536
"""Characters that GitHub takes in a comment; GitLab takes a million."""
_END: Final = 400
"""Characters kept free for the line that says what is left out."""
_LEAST: Final = 1_000
_ROWS: Final = 100
"""Pages in the table."""
_NOT_THE_PAGE: Final = (Indexability.BROKEN, Indexability.WALLED, Indexability.UNVERIFIED)
_EVIDENCE: Final = 2
_NOTHING: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What a comment says of one page."""

    name: str
    """File or address."""
    row: list[str]
    new: tuple[Annotation, ...]
    """Faults that it did not have before; all when there is nothing to compare with."""
    old: tuple[str, ...]
    """Rules that it failed before too."""
    mended: tuple[Finding, ...]
    """Faults of before that are faults no more."""
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    crashed: tuple[Finding, ...]


def comment(
    after: Iterable[PageAudit],
    before: Mapping[str, PageAudit] | None = None,
    *,
    place: Locate | None = None,
    unjudged: Sequence[Unjudged] = (),
    longest: int = _LONGEST,
) -> str:
    """A table of the pages, what is new to mend in each, what was mended, and what could not be judged.

    ``before`` holds the same pages as they were, by ``PageAudit.url``; a page that is not in it is new. Null compares
    with nothing. ``unjudged``: pages of which there is no audit. At most ``longest`` characters, 1,000 or more. Ends
    with a newline.
    """
    pages = [_page(audit, number, before, place) for number, audit in enumerate(after)]
    return _text(pages, unjudged, compared=before is not None, longest=longest)


def stream(
    audits: Iterable[PageAudit],
    *,
    before: Mapping[str, PageAudit] | None = None,
    place: Locate | None = None,
    unjudged: Sequence[Unjudged] = (),
    longest: int = _LONGEST,
) -> Iterator[str]:
    """:func:`comment`. Waits for the last page; ``before`` need hold a page only when that arrives."""
    pages: list[_Page] = []
    for number, audit in enumerate(audits):
        pages.append(_page(audit, number, before, place))
        yield ""
    yield _text(pages, unjudged, compared=before is not None, longest=longest)


def _text(pages: list[_Page], unjudged: Sequence[Unjudged], *, compared: bool, longest: int) -> str:
    longest = max(longest, _LEAST)
    left = longest - _END
    lines: list[str] = []
    missing = _entries(pages) + len(unjudged)
    for block in _blocks(pages, unjudged, compared=compared):
        left -= sum(len(line) + 1 for line in block)
        if left < 0:
            break
        lines += block
        missing -= 1
    if missing:
        said = f"{counted(missing, 'entry does', 'entries do')} not fit into the {longest:,} characters of this text"
        lines += ["", f"*{said}; another format of the report has everything.*"]
    return "\n".join(lines) + "\n"


# --- pages ----------------------------------------------------------------------------------------------------------


def _page(audit: PageAudit, number: int, before: Mapping[str, PageAudit] | None, place: Locate | None) -> _Page:
    earlier = before.get(audit.url) if before is not None else None
    had = {a.finding.rule: a.finding for a in annotated(earlier, number, place)} if earlier else {}
    faults = list(annotated(audit, number, place))
    advice = Advice.of(audit)
    # A page that did not answer, or not with itself, shows no repair.
    compares = audit.indexability not in _NOT_THE_PAGE
    open_ = {a.finding.rule for a in faults} | {f.rule for f in audit.findings}
    name = located(audit, place).name or uri_of(audit)
    return _Page(
        name=name,
        row=_row(audit, earlier, name, compared=before is not None),
        new=tuple(a for a in faults if a.finding.rule not in had),
        old=tuple(a.finding.rule for a in faults if a.finding.rule in had),
        mended=tuple(finding for rule, finding in had.items() if compares and rule not in open_),
        unknown=advice.unknown,
        crashed=advice.crashed,
    )


def _row(audit: PageAudit, earlier: PageAudit | None, name: str, *, compared: bool) -> list[str]:
    verdict = SHORT[audit.indexability]
    if not compared:
        return [cell_code(name), _number(audit.scores.search), _number(audit.scores.share), verdict]
    if earlier is None:
        return [cell_code(name), f"new: {_number(audit.scores.search)}", f"new: {_number(audit.scores.share)}", verdict]
    if earlier.indexability is not audit.indexability:
        verdict = f"{SHORT[earlier.indexability]} → {verdict}"
    return [
        cell_code(name),
        _change(earlier.scores.search, audit.scores.search),
        _change(earlier.scores.share, audit.scores.share),
        verdict,
    ]


def _number(score: Score | None) -> str:
    return _NOTHING if score is None or score.value is None else f"{score.value:.1f}"


def _change(before: Score | None, after: Score | None) -> str:
    old, new = _number(before), _number(after)
    if old == new:
        return new
    if before is None or after is None or before.value is None or after.value is None:
        return f"{old} → {new}"
    return f"{old} → **{new}** ({after.value - before.value:+.1f})"


# --- blocks ---------------------------------------------------------------------------------------------------------


def _entries(pages: list[_Page]) -> int:
    """How many blocks there are: the headline, a row for each page, and each thing that is said of one."""
    rows = min(len(pages), _ROWS) + (len(pages) > _ROWS)
    said = sum(len(p.new) + len(p.mended) + len(p.unknown) + len(p.crashed) + bool(p.old) for p in pages)
    return 1 + rows + said


def _blocks(pages: list[_Page], unjudged: Sequence[Unjudged], *, compared: bool) -> Iterator[list[str]]:
    """Each is shown whole or not at all; a heading comes with what follows it."""
    lost = f", {len(unjudged):,} could not be judged" if unjudged else ""
    yield [f"## indexaudit: {_headline(pages, compared=compared)}{lost}"]
    heading = ["", "### Could not be judged at all", ""]
    for one in unjudged:
        yield [*heading, f"- {code(one.file)}: {prose(public(one.why))}"]
        heading = []
    if not pages:
        return
    head = ["Page", "search", "share", "verdict"]
    first, *rows = table(head, [page.row for page in pages[:_ROWS]])
    yield ["", first, *rows[:2]]
    yield from ([row] for row in rows[2:])
    if len(pages) > _ROWS:
        yield ["", f"and {counted(len(pages) - _ROWS, 'more page', 'more pages')}"]
    title = "New to mend" if compared else "What to change, the most valuable first"
    for page in pages:
        heading = ["", f"### {title}: {code(page.name)}", ""]
        for annotation in page.new:
            yield [*heading, *_item(annotation)]
            heading = []
    yield from _listed("Mended", [(page.name, f.message, (f.rule,)) for page in pages for f in page.mended])
    unknown = [(page.name, why, rules) for page in pages for why, rules in page.unknown]
    yield from _listed("Could not be judged", unknown)
    crashed = [(page.name, f.message, (f.rule,)) for page in pages for f in page.crashed]
    yield from _listed("Faults of indexaudit, not of the page: please report them", crashed)
    yield from _listed("As before", [(page.name, "", page.old) for page in pages if page.old])


def _headline(pages: list[_Page], *, compared: bool) -> str:
    new, mended = sum(len(page.new) for page in pages), sum(len(page.mended) for page in pages)
    said = [counted(len(pages), "page", "pages")]
    if compared:
        said += [f"{counted(new, 'new fault', 'new faults')}", f"{mended:,} mended"]
    else:
        said.append(counted(new, "fault", "faults"))
    return ", ".join(said)


def _item(annotation: Annotation) -> Iterator[str]:
    finding = annotation.finding
    message = prose(sentence(public(finding.message))) or "(no message)"
    yield f"- **{message}** ({annotation.worth})"
    if finding.fix:
        yield f"  - Fix: {prose(public(finding.fix))}"
    for evidence in finding.evidence[:_EVIDENCE]:
        text = f": {code(public(evidence.text))}" if evidence.text.strip() else ""
        yield f"  - Seen: {where(evidence, annotation.place.lines_of)}{text}"
    yield f"  - Rule: {', '.join((code(finding.rule), *basis_of(finding)))}"


def _listed(title: str, items: Iterable[tuple[str, str, tuple[str, ...]]]) -> Iterator[list[str]]:
    heading = ["", f"### {title}", ""]
    for name, message, rules in items:
        named = ", ".join(map(code, rules))
        yield [*heading, f"- {code(name)}: " + (f"{prose(sentence(public(message)))} ({named})" if message else named)]
        heading = []
