"""One page to what its part of a report shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from indexaudit.model import Dimension, Evidence, Finding, Indexability, PageAudit, Score
from indexaudit.report.advice import Advice, nothing_new
from indexaudit.report.html.agents import Reader, readers
from indexaudit.report.html.previews import Card, SearchResult, card, search_result
from indexaudit.report.html.rows import Row, Todo, Tone
from indexaudit.report.looked import looked
from indexaudit.report.printable import printable
from indexaudit.report.scripts import ScriptChange, by_scripts, share_of_text
from indexaudit.report.words import LANGUAGES, PLURALS, SHORT, paragraphs, phrase, place, traits, verdict
from indexaudit.report.words import readers as said_to_readers

__all__ = ["PagePart", "page_part", "page_row", "tone_of"]

_UNDRAWN = (Indexability.BROKEN, Indexability.WALLED, Indexability.UNADDRESSABLE, Indexability.UNVERIFIED)
"""Verdicts with which there is nothing to draw: something else was served, or the page was not seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One finding, with its way to mend it parted into a sentence and tags to copy."""

    finding: Finding
    fix: str
    tags: tuple[str, ...]
    evidence: tuple[tuple[str, Evidence], ...]
    """Where it was seen, in words, and the evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """Everything that is said of one page."""

    audit: PageAudit
    name: str
    verdict: str
    tone: Tone
    traits: tuple[str, ...]
    phrase: str
    axes: tuple[tuple[str, str, Score | None], ...]
    """Name, meaning and score of search and share."""
    dimensions: tuple[tuple[str, Score], ...]
    gates: tuple[_Change, ...]
    changes: tuple[_Change, ...]
    remarks: tuple[_Change, ...]
    crashed: tuple[_Change, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    without_fault: tuple[tuple[str, str], ...]
    done: str
    """What is said where nothing is to be changed; empty where something is, or too little was seen."""
    held: int
    """Findings that a baseline holds back."""
    result: SearchResult | None
    card: Card | None
    readers: tuple[Reader, ...]
    readers_said: str
    facts: tuple[tuple[str, str], ...]
    scripts: tuple[ScriptChange, ...]
    """What scripts change, add or take out; empty without a rendering."""
    scripts_said: str
    looked: tuple[str, ...]
    """What was looked at beside the page, and what that cost, a line each."""
    skipped: tuple[tuple[str, tuple[str, ...]], ...]
    """Why there was nothing to judge, and the rules."""


def tone_of(verdict: Indexability) -> Tone:
    """Whether search can find a page with this verdict."""
    if verdict is Indexability.UNVERIFIED:
        return "unknown"
    if verdict is Indexability.ELSEWHERE:
        return "other"
    return "no" if verdict.shuts else "yes"


def page_part(audit: PageAudit, held: int | None = None) -> PagePart:
    """From the audit alone. ``held``: how many of its findings a baseline holds back; null without one."""
    advice = Advice.of(audit)
    seen = audit.fetch_error is None and audit.indexability not in _UNDRAWN
    by_reason = sorted(audit.skipped, key=lambda s: (s.reason, s.rule))
    return PagePart(
        audit=audit,
        name=_name(audit),
        verdict=verdict(audit),
        tone=tone_of(audit.indexability),
        traits=tuple(traits(audit)),
        phrase=phrase(audit),
        axes=(
            ("Search", "pull: somebody looks for it", audit.scores.search),
            ("Share", "push: it is put in front of somebody", audit.scores.share),
        ),
        dimensions=tuple(
            (dimension.value, score)
            for dimension in Dimension
            if dimension is not Dimension.SHARE and (score := getattr(audit.scores, dimension.value)) is not None
        ),
        gates=_changes(advice.gates),
        changes=_changes(advice.changes),
        remarks=_changes(advice.remarks),
        crashed=_changes(advice.crashed),
        unknown=advice.unknown,
        without_fault=advice.without_fault,
        done=("Nothing to change" if held is None else nothing_new(held)) if advice.done else "",
        held=held or 0,
        result=search_result(audit) if seen else None,
        card=card(audit) if seen else None,
        readers=readers(audit.agents),
        readers_said=said_to_readers(audit),
        facts=_facts(audit),
        scripts=by_scripts(audit),
        scripts_said=share_of_text(audit),
        looked=tuple(looked(audit)),
        skipped=tuple((why, tuple(s.rule for s in some)) for why, some in groupby(by_reason, key=lambda s: s.reason)),
    )


def page_row(audit: PageAudit, part: str = "") -> Row:
    """The page in a table of several. ``part``: the id of what the file has of it in full; empty for nothing."""
    return Row(
        name=_name(audit),
        url=audit.url,
        group=audit.address.registrable_domain or "",
        kind=audit.page_type.type.value,
        date=audit.facts.published or "",
        tone=tone_of(audit.indexability),
        verdict=SHORT[audit.indexability],
        known="",
        reason=verdict(audit),
        search=audit.scores.search,
        share=audit.scores.share,
        share_note="",
        words=audit.facts.words,
        figures=(),
        todos=tuple(
            Todo(
                rule=f.rule,
                message=f.message,
                fix=f.fix,
                gain=f.gain,
                axis=f.dimension.axis,
                seen="; ".join(f"{place(e)}: {e.text}" if e.text else place(e) for e in f.evidence[:2]),
            )
            for f in (*Advice.of(audit).gates, *Advice.of(audit).changes)
        ),
        details=(("Leads to", audit.final_url),) if audit.final_url != audit.url else (),
        part=part,
    )


def _name(audit: PageAudit) -> str:
    return printable(audit.facts.headline or audit.facts.title or "") or "(no title)"


def _changes(findings: Iterable[Finding]) -> tuple[_Change, ...]:
    return tuple(
        _Change(
            finding=f,
            fix=paragraphs(printable(f.fix or ""))[0],
            tags=tuple(paragraphs(printable(f.fix or ""))[1:]),
            evidence=tuple((place(e), e) for e in f.evidence),
        )
        for f in findings
    )


def _facts(audit: PageAudit) -> tuple[tuple[str, str], ...]:
    facts = audit.facts
    rows = (
        ("Title", facts.title),
        ("Headline", facts.headline),
        ("Description", facts.description),
        ("Canonical", facts.canonical),
        ("Image", facts.image),
        ("Language", LANGUAGES.get(facts.language or "", facts.language)),
        ("Author", ", ".join(facts.author)),
        ("Published", facts.published),
        ("Changed", facts.modified),
        ("Site", facts.site_name),
        ("Words", None if facts.words is None else f"{facts.words:,}"),
        ("Words of comments", f"{facts.comment_words:,}" if facts.comment_words else None),
        ("Page type", f"{PLURALS[audit.page_type.type].lower()}: {', '.join(audit.page_type.basis)}"),
        ("Platform", audit.address.platform),
        ("Address", audit.address.addressability.value),
        ("Leads to", audit.final_url if audit.final_url != audit.url else None),
    )
    # What a page does not have is said where it is a fault; here only what it has.
    return tuple((label, text) for label, text in rows if text)
