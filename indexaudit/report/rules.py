"""Rules to text and JSON: what each asks for, why, what it rests on and what it is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from indexaudit.model import Dimension
from indexaudit.report.examples import Example
from indexaudit.report.ink import Ink
from indexaudit.report.printable import cut, wrap
from indexaudit.report.rule_page import RulePage, points, rule_page, worth
from indexaudit.rules.base import Rule
from indexaudit.rules.registry import built_in
from indexaudit.rules.thresholds import Thresholds
from indexaudit.scoring import WEIGHTS

__all__ = ["explanation", "leads", "one_json", "table", "to_json"]

_LABEL = 10


def explanation(rule: Rule, thresholds: Thresholds | None = None, *, width: int = 80, colour: bool = False) -> str:
    """Everything about one rule, as its ``explain`` page; ``thresholds`` are those in force. Ends with a newline."""
    ink, page = Ink(colour=colour), rule_page(rule, thresholds or Thresholds())
    lines = [ink.strong(rule.id), *wrap(rule.title, width), ""]
    for name, text in page.facts:
        first, *more = wrap(text, width - _LABEL)
        lines += [f"{ink.faint(f'{name:<{_LABEL}}')}{first}", *(" " * _LABEL + line for line in more)]
    for heading, text in (("Why", rule.why), ("Fix", rule.fix)):
        lines += ["", ink.strong(heading)]
        for number, paragraph in enumerate(text.split("\n\n")):
            lines += ([""] if number else []) + ["  " + line for line in wrap(" ".join(paragraph.split()), width - 2)]
    if page.limits:
        lines += ["", ink.strong("Limits")]
        for limit in page.limits:
            lines.append(f"  - {limit.name} = {limit.shown}")
            lines += ["    " + line for line in wrap(limit.meaning, width - 4)]
    if page.example:
        lines += ["", ink.strong("Example"), *_example(page.example, width, ink)]
    lines += ["", ink.strong("Sources")]
    for source in rule.sources:
        first, *more = wrap(f"{source.title}, read {source.checked}", width - 4)
        lines += [f"  - {first}", *(f"    {line}" for line in (*more, source.url))]
    return "\n".join(lines) + "\n"


def _example(example: Example, width: int, ink: Ink) -> Iterator[str]:
    part = example.part
    for line in wrap(f"{example.status.value}: {example.name} ({part.what})", width - 2):
        yield "  " + ink.bad(line)
    yield from _code(part.bad, width)
    for what, value in example.given:
        yield "  " + cut(f"with {what}: {' '.join(value.split())}", width - 2)
    if part.good is not None and example.repaired:
        yield "  " + ink.good(f"{example.repaired.value}: the same, repaired")
        yield from _code(part.good, width)


def _code(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        yield from ("    " + " " * indent + each for each in wrap(line.strip(), width - 4 - indent) or [""])


@cache
def leads() -> tuple[Rule, ...]:
    """The rules of this library whose credit is where their dimension starts."""
    return tuple(rule for rule in built_in() if rule.lead)


def table(rules: Sequence[Rule], *, width: int = 80, colour: bool = False) -> str:
    """Every rule by dimension, with what a fault costs. Ends with a newline."""
    ink = Ink(colour=colour)
    lines = [f"{len(rules)} rules; `indexaudit explain RULE` tells why, and how to mend it"]
    for dimension in Dimension:
        inside = [rule for rule in rules if rule.dimension is dimension]
        if not inside:
            continue
        weight = f"{WEIGHTS[dimension]} of 100 points of {dimension.axis.value}"
        count = f"{len(inside)} rule{'' if len(inside) == 1 else 's'}"
        lines += ["", ink.strong(dimension.value) + ink.faint(f"  {weight}, {count}")]
        for rule in inside:
            lines.append(f"{worth(rule):>6}  {rule.id}  {ink.faint(rule.evidence.value)}")
            lines += ["        " + line for line in wrap(rule.title, width - 8)]
    return "\n".join(lines) + "\n"


def to_json(rules: Sequence[Rule], thresholds: Thresholds | None = None) -> str:
    """Every rule as an object of one array. Ends with a newline."""
    pages = [_plain(rule_page(rule, thresholds or Thresholds())) for rule in rules]
    return json.dumps(pages, ensure_ascii=False, indent=2) + "\n"


def one_json(rule: Rule, thresholds: Thresholds | None = None) -> str:
    """One rule as an object, with the keys of :func:`to_json`. Ends with a newline."""
    return json.dumps(_plain(rule_page(rule, thresholds or Thresholds())), ensure_ascii=False, indent=2) + "\n"


def _plain(page: RulePage) -> dict[str, Any]:  # Any: JSON
    rule = page.rule
    return {
        "id": rule.id,
        "title": rule.title,
        "dimension": rule.dimension.value,
        "axis": rule.dimension.axis.value,
        "severity": rule.severity.value,
        "evidence_strength": rule.evidence.value,
        "gate": rule.gate.value if rule.gate else None,
        "lead": rule.lead,
        "price": round(rule.price, 4),
        "points": round(points(rule), 1),
        "not_on": [kind.value for kind in rule.not_on],
        "not_on_reason": page.reason or None,
        "since": rule.since,
        "why": rule.why,
        "fix": rule.fix,
        "thresholds": [asdict(limit) for limit in page.limits],
        "example": _plain_example(page.example),
        "sources": [{"title": s.title, "url": s.url, "checked": s.checked} for s in rule.sources],
    }


def _plain_example(example: Example | None) -> dict[str, Any] | None:
    if example is None:
        return None
    return {
        "name": example.name,
        "key": example.part.key,
        "bad": example.part.bad,
        "good": example.part.good,
        "status": example.status.value,
        "repaired": example.repaired.value if example.repaired else None,
        "given": dict(example.given),
    }
