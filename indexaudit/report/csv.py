"""Results to CSV in UTF-8: one row a page, an address or a rule, narrow enough for a spreadsheet.

Columns keep their names and their order; new ones are added at the end. Null is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from indexaudit.model import Address, Dimension, Finding, PageAudit, Score, Status
from indexaudit.report.cells import Value, names, row, tokens
from indexaudit.report.rule_page import points
from indexaudit.rules.base import Rule
from indexaudit.rules.documented import threshold_names

__all__ = ["COLUMNS", "Column", "addresses", "render", "rules", "stream"]

_DIMENSIONS: Final = tuple(d for d in Dimension if d is not Dimension.SHARE)
_TOP: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table of pages."""

    name: str
    meaning: str
    """What it says, with unit and range."""
    read: Callable[[PageAudit], Value]


def render(audits: Iterable[PageAudit]) -> str:
    """The whole table, with a line of headings."""
    return "".join(stream(audits))


def stream(audits: Iterable[PageAudit]) -> Iterator[str]:
    """:func:`render` row by row, the headings with the first; the headings alone when there is no page."""
    head = row(column.name for column in COLUMNS)
    for audit in audits:
        yield head + row(column.read(audit) for column in COLUMNS)
        head = ""
    if head:
        yield head


def addresses(found: Iterable[Address]) -> str:
    """One row an address, in the columns of :class:`indexaudit.model.Address`."""
    fields = Address.__slots__
    rows = (row(_plain(getattr(address, name)) for name in fields) for address in found)
    return row(fields) + "".join(rows)


def rules(found: Sequence[Rule]) -> str:
    """One row a rule."""
    lines = [
        row(
            (
                *("rule", "title", "dimension", "axis", "severity", "evidence_strength", "gate", "lead", "points"),
                *("not_on", "thresholds", "since", "sources"),
            )
        )
    ]
    lines += [
        row(
            (
                *(rule.id, rule.title, rule.dimension, rule.dimension.axis, rule.severity, rule.evidence, rule.gate),
                *(rule.lead, round(points(rule), 1), tokens(k.value for k in rule.not_on)),
                *(tokens(threshold_names(rule)), rule.since, tokens(source.url for source in rule.sources)),
            )
        )
        for rule in found
    ]
    return "".join(lines)


def _plain(value: object) -> Value:
    if isinstance(value, tuple):
        return tokens(value)
    return value if value is None or isinstance(value, str | int | float | Enum) else str(value)


# --- columns of the table of pages ----------------------------------------------------------------------------------


def _value(name: str) -> Callable[[PageAudit], Value]:
    def read(audit: PageAudit) -> Value:
        score: Score | None = getattr(audit.scores, name)
        return score.value if score else None

    return read


def _of_score(axis: str, part: str) -> Callable[[PageAudit], Value]:
    def read(audit: PageAudit) -> Value:
        score: Score | None = getattr(audit.scores, axis)
        found: float | None = getattr(score, part) if score else None
        return found

    return read


def _faults(audit: PageAudit) -> list[Finding]:
    return [f for f in audit.findings if f.status in (Status.WARN, Status.FAIL)]


def _finding(number: int) -> Callable[[PageAudit], Value]:
    def read(audit: PageAudit) -> Value:
        faults = _faults(audit)
        return f"{faults[number].rule}: {faults[number].message}" if number < len(faults) else None

    return read


def _gain(number: int) -> Callable[[PageAudit], Value]:
    def read(audit: PageAudit) -> Value:
        faults = _faults(audit)
        return faults[number].gain if number < len(faults) else None

    return read


def _top() -> Iterator[Column]:
    for number in range(_TOP):
        nth = ("most valuable", "second", "third")[number]
        yield Column(f"finding_{number + 1}", f"the {nth} fault: rule id, a colon, what is wrong", _finding(number))
        yield Column(f"gain_{number + 1}", "points that mending it wins", _gain(number))


COLUMNS: Final = (
    Column("url", "the address as audited", lambda a: a.url),
    Column("final_url", "after redirects", lambda a: a.final_url),
    Column("page_type", "home, listing, article, post, profile, video, product, other", lambda a: a.page_type.type),
    Column("indexability", "the verdict", lambda a: a.indexability),
    Column("reasons", "ids of the rules that decided it, parted by blanks", lambda a: tokens(a.indexability_reasons)),
    Column("indexed_at", "the address shown instead, for `elsewhere`", lambda a: a.indexed_at),
    Column("search", "0 to 100; 0 while a gate is shut", _value("search")),
    Column("search_potential", "0 to 100, with every gate open", _of_score("search", "potential")),
    Column("search_coverage", "0 to 1, how much could be judged", _of_score("search", "coverage")),
    Column("share", "0 to 100", _value("share")),
    *(Column(d.value, "0 to 100, a part of search", _value(d.value)) for d in _DIMENSIONS),
    Column("words", "words of the main text", lambda a: a.facts.words),
    Column("language", "primary subtag", lambda a: a.facts.language),
    Column("title", "the `<title>`", lambda a: a.facts.title),
    Column("headline", "the page's own main title", lambda a: a.facts.headline),
    Column("author", "names, parted by semicolons", lambda a: names(a.facts.author)),
    Column("published", "ISO 8601, as far as known", lambda a: a.facts.published),
    Column("modified", "ISO 8601, as far as known", lambda a: a.facts.modified),
    Column("faults", "number of warn and fail", lambda a: len(_faults(a))),
    *_top(),
    Column(
        "fetch_error",
        "what the network did instead of an answer",
        lambda a: a.fetch_error.code if a.fetch_error else None,
    ),
)
"""What a row says, in order."""
