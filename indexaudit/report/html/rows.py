"""A page or an item to the row that a table has for it: types only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from indexaudit.model import Axis, Score
from indexaudit.report.printable import printable

__all__ = ["BLANK", "BLANK_TODO", "Row", "Todo", "Tone", "printed"]

_LONGEST_NAME: Final = 200

Tone = Literal["yes", "no", "unknown", "other"]
"""What search can do with it: find it, not find it, not known, find it under another address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One finding of a row."""

    rule: str
    message: str
    fix: str | None
    gain: float
    axis: Axis
    seen: str = ""
    """Where it was seen, and what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page or item."""

    name: str
    """Its title; never empty."""
    url: str | None
    group: str
    """The channel of an item, the section of a page."""
    kind: str
    date: str
    """ISO 8601; empty when not known."""
    tone: Tone
    verdict: str
    """In a word or two."""
    known: str
    """How that is known, when it was not observed: ``declared``."""
    reason: str
    """Why, in a sentence; may be empty."""
    search: Score | None
    share: Score | None
    share_note: str
    """What stands in for a score for sharing: ``declared: repost``."""
    words: int | None
    figures: tuple[float | None, ...]
    """Of the listing's own columns."""
    todos: tuple[Todo, ...]
    """By gain, the largest first."""
    details: tuple[tuple[str, str], ...]
    """A label and a text each: where it was read, what it redirects to."""
    part: str = ""
    """The id of the part of the file that has all of it; empty when none has."""


BLANK: Final = Row(
    name="", url="", group="", kind="", date="", tone="unknown", verdict="", known="", reason="", search=None,
    share=None, share_note="", words=None, figures=(), todos=(), details=(),
)  # fmt: skip
"""From which the script makes rows."""
BLANK_TODO: Final = Todo(rule="", message="", fix=None, gain=0.0, axis=Axis.SEARCH)


def printed(row: Row) -> Row:
    """The same with every text safe to print."""
    return replace(
        row,
        name=printable(row.name, longest=_LONGEST_NAME),
        group=printable(row.group),
        kind=printable(row.kind),
        date=printable(row.date)[:10],
        verdict=printable(row.verdict),
        known=printable(row.known),
        reason=printable(row.reason),
        share_note=printable(row.share_note),
        todos=tuple(
            replace(
                todo,
                rule=printable(todo.rule),
                message=printable(todo.message),
                fix=printable(todo.fix or ""),
                seen=printable(todo.seen),
            )
            for todo in row.todos
        ),
        details=tuple((printable(label), printable(text)) for label, text in row.details),
    )
