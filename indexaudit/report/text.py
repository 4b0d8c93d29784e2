"""Audits to a report for people: 80 columns, advice in order of gain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final

from indexaudit.model import Dimension, Finding, Indexability, PageAudit, Score
from indexaudit.report.advice import Advice, HeldBack, nothing_new
from indexaudit.report.ink import Ink, Paint
from indexaudit.report.looked import looked
from indexaudit.report.printable import columns, cut, printable, wrap
from indexaudit.report.scripts import by_scripts, share_of_text
from indexaudit.report.summary import slim, summary
from indexaudit.report.words import basis_of, paragraphs, phrase, place, readers, sentence, traits, verdict

__all__ = ["ASCII", "render", "stream"]

ASCII: Final = MappingProxyType(
    {
        **{ord(char): plain for char, plain in zip("█░▒─·–−×▁▂▃▄▅▆▇", "#.?----x_.-=+*%", strict=True)},
        ord("…"): "...",
    }
)
"""For ``str.translate``: our own ornaments on an output that has no others."""

_LABEL: Final = 10
_BAR: Final = 20
_GAIN: Final = 14
_DIMENSIONS: Final = tuple(d for d in Dimension if d is not Dimension.SHARE)


def render(audits: Iterable[PageAudit], *, width: int = 80, colour: bool = False, passes: bool = False) -> str:
    """The whole report: every page, and a table of them when there are several. Ends with a newline.

    ``width`` in terminal columns, at least 60. ``colour`` uses ANSI sequences. ``passes`` lists also what is right and
    what there was nothing to judge about. No text of a page can act on the terminal or on a build server.
    """
    return "".join(stream(audits, width=width, colour=colour, passes=passes))


def stream(
    audits: Iterable[PageAudit],
    *,
    width: int = 80,
    colour: bool = False,
    passes: bool = False,
    held_back: HeldBack | None = None,
) -> Iterator[str]:
    """:func:`render` in pieces, each page as soon as it is judged. ``held_back``: with a baseline, the number of a
    page's findings that it knows; a page of which nothing else is to be said takes one line."""
    width, ink = max(60, width), Ink(colour=colour)
    seen: list[PageAudit] = []
    after_short = False
    for audit in audits:
        advice, known = Advice.of(audit), held_back(audit) if held_back else None
        short = known is not None and advice.silent and not passes
        page = _Page(audit=audit, width=width, ink=ink, passes=passes, advice=advice, known=known)
        lines = page.line() if short else page.lines()
        if seen and not (short and after_short):
            lines = ["", "─" * width, "", *lines]
        seen.append(slim(audit))
        after_short = short
        yield "\n".join(lines) + "\n"
    if len(seen) > 1:
        yield "\n".join(["", "─" * width, "", *summary(seen, width=width, ink=ink)]) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page of the report."""

    audit: PageAudit
    width: int
    ink: Ink
    passes: bool
    advice: Advice
    known: int | None
    """Findings that a baseline holds back; null without one."""

    def line(self) -> list[str]:
        """The page in as few lines as its address takes."""
        return wrap(f"{nothing_new(self.known or 0)}: {printable(self.audit.url)}", self.width)

    def lines(self) -> list[str]:
        blocks = [
            self._identity(),
            self._verdict(),
            self._scores(),
            self._gates(),
            self._changes(),
            self._scripts(),
            self._remarks(),
            self._unknowns(),
            self._crashes(),
        ]
        if self.passes:
            blocks += [self._passed(), self._skipped()]
        lines: list[str] = []
        for block in filter(None, blocks):
            lines += ["", *block] if lines else block
        return lines

    # --- what it is -------------------------------------------------------------------------------------------------

    def _identity(self) -> list[str]:
        audit = self.audit
        name = audit.facts.headline or audit.facts.title
        lines = self._labelled("Page", cut(printable(name), 3 * (self.width - _LABEL)) if name else "(no title)")
        lines += self._labelled("Address", printable(audit.url))
        if audit.final_url != audit.url:
            lines += self._labelled("Leads to", printable(audit.final_url))
        lines += self._labelled("Read as", ", ".join(traits(audit)))
        found = phrase(audit)
        return lines + (self._labelled("Phrase", found) if found else [])

    def _verdict(self) -> list[str]:
        audit = self.audit
        paint = self.ink.good
        if audit.indexability is not Indexability.INDEXABLE:
            paint = self.ink.bad if audit.indexability.shuts else self.ink.fair
        lines = self._labelled("Verdict", verdict(audit), paint)
        said = readers(audit)
        lines += self._labelled("Readers", said) if said else []
        for number, line in enumerate(looked(audit)):
            lines += self._labelled("" if number else "Looked at", line)
        return lines

    # --- scores -----------------------------------------------------------------------------------------------------

    def _scores(self) -> list[str]:
        scores = self.audit.scores
        lines = [self.ink.faint(f"{'':{_LABEL}}{'of 100':>8}{'':{_BAR + 4}}{'judged':>6}  range")]
        lines.append(self.ink.strong(self._score("Search", scores.search)))
        for dimension in _DIMENSIONS:
            score: Score | None = getattr(scores, dimension.value)
            if score is not None:
                lines.append(self._score(f"  {dimension.value}", score))
        lines.append(self.ink.strong(self._score("Share", scores.share)))
        return lines + self._without_fault()

    def _score(self, name: str, score: Score | None) -> str:
        start = f"{name:<{_LABEL + 3}}"
        if score is None:
            return f"{start}    –  nothing to judge"
        low, high = (f"{end:.1f}" for end in score.range)
        seen = f"{100 * score.coverage:>4.0f} %  {low if low == high else f'{low}–{high}'}"
        if score.value is None:
            return f"{start}    –  {'too little was seen':<{_BAR}}  {seen}"
        full = round(score.value / 100 * _BAR)
        return f"{start}{score.value:>5.1f}  {'█' * full}{'░' * (_BAR - full)}  {seen}"

    # --- findings ---------------------------------------------------------------------------------------------------

    def _gates(self) -> list[str]:
        gates = self.advice.gates
        if not gates:
            return []
        lines = [self.ink.bad("What stands in the way")]
        held = max(f.gain for f in gates)
        which = "this is" if len(gates) == 1 else "all of these are"
        lines += wrap(f"The search score is 0 until {which} mended, and {held:.1f} from then on.", self.width)
        for number, finding in enumerate(gates, 1):
            lines += self._item(number, finding, f"gate {number} of {len(gates)}")
        return lines

    def _changes(self) -> list[str]:
        if not self.advice.changes:
            said = "Nothing to change" if self.known is None else nothing_new(self.known)
            return [self.ink.strong(said)] if self.advice.done else []
        lines = [self.ink.strong("What to change, the most valuable first")]
        for number, finding in enumerate(self.advice.changes, 1):
            lines += self._item(number, finding, f"+{finding.gain:.1f} {finding.dimension.axis.value}")
        return lines

    def _without_fault(self) -> list[str]:
        """Why a dimension is below 100 although nothing in it is to be changed: its lead passed with part credit."""
        lines = []
        for dimension, lead in self.advice.without_fault:
            why = f"{dimension} is below 100 without a fault: see `indexaudit explain {lead}`"
            lines += [self.ink.faint(f"  {line}") for line in wrap(why, self.width - 2)]
        return lines

    def _item(self, number: int, finding: Finding, worth: str) -> list[str]:
        indent = 4
        message = wrap(sentence(finding.message), self.width - indent - _GAIN) or ["(no message)"]
        room = self.width - indent - columns(message[0])
        lines = [f"{number:>2}. {message[0]}{self.ink.strong(worth.rjust(room))}"]
        lines += [" " * indent + line for line in message[1:]]
        if finding.fix:
            first, *tags = paragraphs(printable(finding.fix))
            lines += self._labelled("Fix", first, indent=indent, label=6)
            for tag in tags:
                lines += self._labelled("", tag, indent=indent, label=6)
        # The page's own address stands at the top already.
        shown = [
            e for e in finding.evidence if e.where != "url" or e.text not in (self.audit.url, self.audit.final_url)
        ]
        for evidence in shown[:2]:
            how = "" if evidence.known == "observed" else f" ({evidence.known})"
            seen = f"{place(evidence)}{how}: {printable(evidence.text)}" if evidence.text else f"{place(evidence)}{how}"
            lines += self._labelled("Seen", cut(seen, 2 * (self.width - indent - 6)), indent=indent, label=6)
        if len(shown) > 2:
            lines += self._labelled("", f"and {len(shown) - 2} more", indent=indent, label=6)
        basis = " · ".join((finding.rule, *basis_of(finding)))
        return [*lines, *self._labelled("Rule", printable(basis), self.ink.faint, indent=indent, label=6)]

    def _remarks(self) -> list[str]:
        remarks = [(f.message, f"{f.rule} · {f.severity.value}") for f in self.advice.remarks]
        return self._list("Worth knowing, no points to win", remarks)

    def _scripts(self) -> list[str]:
        said, changes = share_of_text(self.audit), by_scripts(self.audit)
        if not said and not changes:
            return []
        lines = [self.ink.strong("What scripts make of it")]
        lines += [f"  {line}" for line in wrap(sentence(f"{said}."), self.width - 2)] if said else []
        for change in changes:
            lines.append(f"  {change.what}")
            served, rendered = (*change.served, change.served_more), (*change.rendered, change.rendered_more)
            for side, texts in (("served", served), ("rendered", rendered)):
                for number, text in enumerate([text for text in texts if text] or ["–"]):
                    line = cut(text, 2 * (self.width - 14))
                    lines += self._labelled("" if number else side, line, indent=4, label=10)
        return lines

    def _unknowns(self) -> list[str]:
        return self._list("Could not be judged", [(why, ", ".join(rules)) for why, rules in self.advice.unknown])

    def _crashes(self) -> list[str]:
        crashed = [(f.message, f.rule) for f in self.advice.crashed]
        return self._list("Faults of indexaudit, not of the page: please report them", crashed)

    def _passed(self) -> list[str]:
        if not self.audit.passed:
            return []
        text = ", ".join(map(printable, self.audit.passed))
        return [
            self.ink.strong(f"In order ({len(self.audit.passed)})"),
            *("  " + s for s in wrap(text, self.width - 2)),
        ]

    def _skipped(self) -> list[str]:
        skipped = sorted(self.audit.skipped, key=lambda s: (s.reason, s.rule))
        groups = groupby(skipped, key=lambda s: s.reason)
        return self._list("Nothing to judge", [(why, ", ".join(s.rule for s in some)) for why, some in groups])

    def _list(self, title: str, items: Sequence[tuple[str, str]]) -> list[str]:
        if not items:
            return []
        lines = [self.ink.strong(title)]
        for text, rules in items:
            first, *more = wrap(f"{sentence(text)} ({printable(rules)})", self.width - 4)
            lines += [f"  - {first}", *("    " + line for line in more)]
        return lines

    def _labelled(
        self, name: str, text: str, paint: Paint | None = None, *, indent: int = 0, label: int = _LABEL
    ) -> list[str]:
        pad = " " * indent
        lines = wrap(text, self.width - indent - label) or [""]
        paint = paint or str
        heads = [self.ink.faint(f"{pad}{name:<{label}}"), *([" " * (indent + label)] * (len(lines) - 1))]
        return [head + paint(line) for head, line in zip(heads, lines, strict=True)]
