"""Rules to Markdown: the page of one, and the catalogue of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from indexaudit.model import Axis, Dimension, EvidenceStrength, PageKind
from indexaudit.report.examples import Example
from indexaudit.report.markup import block, code, escape, prose, table
from indexaudit.report.rule_page import STRENGTHS, RulePage, rule_page, worth
from indexaudit.report.words import PLURALS
from indexaudit.rules.base import Rule
from indexaudit.rules.documented import exemption_reason
from indexaudit.rules.thresholds import Thresholds
from indexaudit.scoring import WEIGHTS

__all__ = ["catalogue", "explanation"]

_EXEMPT: Final = "–"
_JUDGED: Final = "×"
_PRICES: Final = (
    "A dimension starts at its lead (1 without one) and loses the price of each fault. The price is points of the axis"
    " when every dimension applies; a gate has none, and while it is shut the search score is 0."
)


def explanation(rule: Rule, thresholds: Thresholds | None = None) -> str:
    """Everything about one rule; ``thresholds`` are those in force. Ends with a newline."""
    return "\n".join(_page(rule_page(rule, thresholds or Thresholds()), level=1)) + "\n"


def catalogue(rules: Sequence[Rule], thresholds: Thresholds | None = None) -> str:
    """Every rule by dimension: a table, then the page of each; at the end the page types. Ends with a newline."""
    lines = [
        "# Rules of indexaudit",
        "",
        f"{len(rules)} rule{'' if len(rules) == 1 else 's'}. `indexaudit explain RULE` prints the page of one.",
        "",
    ]
    lines += [_PRICES, ""]
    lines += table(
        ["Rests on", "which means", "factor of the price"],
        [[strength.value, STRENGTHS[strength], f"{strength.factor:g}"] for strength in EvidenceStrength],
        numbers=1,
    )
    for dimension in Dimension:
        inside = [rule for rule in rules if rule.dimension is dimension]
        if inside:
            lines += ["", *_dimension(dimension, inside, thresholds or Thresholds())]
    return "\n".join([*lines, "", *_page_types(rules)]) + "\n"


def _dimension(dimension: Dimension, rules: Sequence[Rule], thresholds: Thresholds) -> Iterator[str]:
    share = f"{WEIGHTS[dimension]} of 100 points of {dimension.axis.value}"
    if dimension.axis is Axis.SEARCH and dimension is Dimension.DISCOVERY:
        share = f"{WEIGHTS[dimension]} points beside the 100 of the other dimensions, in the audit of a site"
    yield from (f"## {dimension.value.capitalize()}", "", f"{share}.", "")
    rows = [[_link(r), prose(r.title), r.severity.value, r.evidence.value, worth(r)] for r in rules]
    yield from table(["Rule", "The good condition", "Severity", "Rests on", "Price"], rows, numbers=1)
    for rule in rules:
        yield ""
        yield from _page(rule_page(rule, thresholds), level=3)


def _link(rule: Rule) -> str:
    """Code hosts give a heading its text for an anchor."""
    return f"[{rule.id}](#{rule.id})"


def _page(page: RulePage, *, level: int) -> Iterator[str]:
    rule, marks = page.rule, "#" * (level + 1)
    yield from (f"{'#' * level} {rule.id}", "", f"**{prose(rule.title)}**", "")
    yield from (f"- {label}: {prose(text)}" for label, text in page.facts)
    for heading, text in (("Why", rule.why), ("Fix", rule.fix)):
        yield from ("", f"{marks} {heading}")
        for paragraph in text.split("\n\n"):
            yield from ("", prose(paragraph))
    if page.limits:
        yield from ("", f"{marks} Limits", "")
        yield from table(
            ["Name", "Value", "Unit, origin, and what others use"],
            [[code(each.name), each.shown, escape(each.meaning)] for each in page.limits],
        )
    if page.example:
        yield from ("", f"{marks} Example", "", *_example(page.example))
    yield from ("", f"{marks} Sources", "")
    yield from (f"- [{escape(source.title)}](<{source.url}>), read {source.checked}" for source in rule.sources)


def _example(example: Example) -> Iterator[str]:
    part = example.part
    yield from (f"{example.status.value}: {prose(example.name)} ({part.what})", "", *block(part.bad, part.language))
    if example.given:
        yield ""
        yield from (f"- with {what}: {code(value)}" for what, value in example.given)
    if part.good is not None and example.repaired:
        yield from ("", f"{example.repaired.value}: the same, repaired", "", *block(part.good, part.language))


def _page_types(rules: Sequence[Rule]) -> list[str]:
    """On which types of page there is nothing to judge, and why."""
    exempt = [rule for rule in rules if rule.not_on]
    lines = ["## Page types", ""]
    if not exempt:
        return [*lines, "Every rule judges every type of page."]
    lines += [f"What is not in the table is judged on every type ({_JUDGED} judged, {_EXEMPT} nothing to judge).", ""]
    lines += table(
        ["Rule", *(PLURALS[kind] for kind in PageKind)],
        [[_link(rule), *(_EXEMPT if kind in rule.not_on else _JUDGED for kind in PageKind)] for rule in exempt],
    )
    reasons: dict[str, list[str]] = {}
    for rule in exempt:
        if reason := exemption_reason(rule):
            reasons.setdefault(reason, []).append(rule.id)
    if not reasons:
        return lines
    lines += ["", "Why:", ""]
    return lines + [f"- {', '.join(map(code, ids))}: {prose(reason)}" for reason, ids in reasons.items()]
