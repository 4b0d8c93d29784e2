"""The rules that a report names to what it says of them: each once, however many findings there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexaudit.model import Source
from indexaudit.report.rule_page import rule_page
from indexaudit.rules.registry import built_in

__all__ = ["RuleNote", "rule_notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNote:
    """One rule, in short."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """What it judges, rests on and costs, with a label each."""
    why: tuple[str, ...]
    """Paragraphs."""
    fix: tuple[str, ...]
    sources: tuple[Source, ...]


def rule_notes(ids: Iterable[str]) -> tuple[RuleNote, ...]:
    """In order of id. A rule that this library does not have (the caller's own) is named and no more."""
    known = {rule.id: rule for rule in built_in()}
    return tuple(
        RuleNote(
            id=id_,
            title=rule.title,
            facts=rule_page(rule).facts,
            why=_paragraphs(rule.why),
            fix=_paragraphs(rule.fix),
            sources=rule.sources,
        )
        if (rule := known.get(id_))
        else RuleNote(
            id=id_, title="A rule that was added to those of indexaudit.", facts=(), why=(), fix=(), sources=()
        )
        for id_ in sorted(set(ids))
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip())
