"""Audits to SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines of a file.

One run. What could not be judged, and a crash of ours, are notifications of its invocation and no results. GitHub shows
5,000 results and takes 10 MB of compressed file: those worth most are kept, and a notification says how many are not.
The text is ASCII, and the same audits give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from indexaudit import __version__
from indexaudit.model import Finding, PageAudit
from indexaudit.report import rule_markdown, rules
from indexaudit.report.advice import Advice
from indexaudit.report.annotations import LEVELS, Annotation, Best, Level, annotated, plural, public, text_of
from indexaudit.report.place import Locate, Place, located, uri_of
from indexaudit.report.printable import printable
from indexaudit.rules.base import Rule
from indexaudit.rules.registry import built_in

__all__ = ["render", "stream"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_RESULTS: Final = 5_000
"""Results that GitHub shows of a run; it refuses a run of more than 25,000."""
_BYTES: Final = 8_000_000
"""Of the results, before compression: with rules and notifications the file stays below GitHub's 10 MB however badly it
compresses."""
_NOTIFICATIONS: Final = 500
_RELATED: Final = 20
"""Further lines of one finding that are linked."""

_DESCRIPTION: Final = 1_000
"""Characters of a description; GitHub shows 1,024."""

_LINK: Final = re.compile(r"\](?=\()")
_PLACEHOLDER: Final = re.compile(r"\{(?=\d+\})")
_RECOMMENDED: Final[Mapping[Level, str]] = MappingProxyType(
    {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
)

Object = dict[str, Any]  # Any: JSON


def render(audits: Iterable[PageAudit], *, place: Locate | None = None) -> str:
    """The whole log. Ends with a newline."""
    return "".join(stream(audits, place=place))


def stream(audits: Iterable[PageAudit], *, place: Locate | None = None) -> Iterator[str]:
    """:func:`render`. Waits for the last page, for it may have the fault that is worth most."""
    best, notes, pages = Best(_RESULTS), _Notes(), 0
    for audit in audits:
        for annotation in annotated(audit, pages, place):
            best.add(annotation)
        notes.add(audit, place)
        pages += 1
        yield ""
    yield json.dumps(_log(best, notes, pages), allow_nan=False) + "\n"


def _log(best: Best, notes: _Notes, pages: int) -> Object:
    shown, results, descriptors = _results(best.best())
    driver: Object = {"name": "indexaudit", "version": __version__, "rules": descriptors}
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {
                "executionSuccessful": not notes.crashed,
                "toolExecutionNotifications": notes.said(best.left_out(shown)),
            }
        ],
        "results": results,
        "properties": {"pages": pages},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


# --- results --------------------------------------------------------------------------------------------------------


def _results(kept: Iterable[Annotation]) -> tuple[list[Annotation], list[Object], list[Object]]:
    """As many as there is room for, with the rules that they name."""
    shown: list[Annotation] = []
    results: list[Object] = []
    descriptors: list[Object] = []
    numbers: dict[str, int] = {}
    told: dict[str, int] = {}
    room = _BYTES
    for annotation in kept:
        rule = annotation.finding.rule
        result = _result(annotation, numbers.get(rule, len(descriptors)))
        print_ = annotation.fingerprint
        told[print_] = told.get(print_, 0) + 1
        result["partialFingerprints"] = {"indexaudit/v1": f"{print_}:{told[print_]}"}
        room -= len(json.dumps(result)) + 2
        if room < 0:
            break
        if rule not in numbers:
            numbers[rule] = len(descriptors)
            descriptors.append(_descriptor(annotation.finding))
        shown.append(annotation)
        results.append(result)
    return shown, results, descriptors


def _result(annotation: Annotation, number: int) -> Object:
    finding = annotation.finding
    result: Object = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": annotation.level.value,
        "message": _message(" ".join(text_of(annotation))),
        "locations": [{"physicalLocation": _physical(annotation.place, annotation.address, annotation.line or 1)}],
    }
    if related := list(_related(annotation)):
        result["relatedLocations"] = related
    return result | {
        "properties": {
            "status": finding.status.value,
            "gain": finding.gain,
            "axis": finding.dimension.axis.value,
            "search": annotation.search,
            "share": annotation.share,
            "address": annotation.address,
        }
    }


def _related(annotation: Annotation) -> Iterator[Object]:
    """The other lines of the same file at which the fault was seen."""
    offset = annotation.place.line_offset
    if offset is None:
        return
    seen = {annotation.line}
    for evidence in annotation.finding.evidence:
        if evidence.where != "html" or evidence.line is None or len(seen) > _RELATED:
            continue
        line = max(1, evidence.line + offset)
        if line not in seen:
            seen.add(line)
            yield {
                "id": len(seen) - 1,
                "message": _message(public(evidence.text) or "seen here too"),
                "physicalLocation": _physical(annotation.place, annotation.address, line),
            }


def _physical(place: Place, address: str, line: int) -> Object:
    return {"artifactLocation": {"uri": place.uri or address}, "region": {"startLine": line}}


def _message(text: str) -> Object:
    """Plain text in which nothing is a link or a placeholder (§3.11.5, §3.11.6)."""
    return {"text": _PLACEHOLDER.sub("{ ", _LINK.sub("] ", text))}


# --- rules ----------------------------------------------------------------------------------------------------------


@cache
def _known() -> Mapping[str, Rule]:
    return MappingProxyType({rule.id: rule for rule in built_in()})


def _descriptor(finding: Finding) -> Object:
    """A rule, from the library when it is one of its own, else from what its finding says."""
    rule = _known().get(finding.rule)
    level = LEVELS[rule.severity if rule else finding.severity]
    descriptor: Object = {
        "id": finding.rule,
        "shortDescription": {"text": rule.title if rule else finding.rule},
        "fullDescription": {"text": _full(rule) if rule else finding.rule},
    }
    if rule:
        descriptor["help"] = {"text": rules.explanation(rule, width=100), "markdown": rule_markdown.explanation(rule)}
    if finding.sources:
        descriptor["helpUri"] = finding.sources[0].url
    axis = finding.dimension.axis.value
    return descriptor | {
        "defaultConfiguration": {"level": level.value},
        "properties": {
            "dimension": finding.dimension.value,
            "evidence_strength": finding.evidence_strength.value,
            "problem.severity": _RECOMMENDED[level],
            "tags": list(dict.fromkeys((axis, finding.dimension.value, finding.evidence_strength.value))),
        },
    }


def _full(rule: Rule) -> str:
    why = rule.why.split("\n\n")[0]
    return printable(f"{rule.title}. {why}", longest=_DESCRIPTION)


# --- what is no result ----------------------------------------------------------------------------------------------


class _Notes:
    """Notifications: crashes first, then what could not be judged; those left out are counted."""

    def __init__(self) -> None:
        self.crashed = 0
        self._crashes: list[Object] = []
        self._unknown: list[Object] = []
        self._more = 0

    def add(self, audit: PageAudit, place: Locate | None) -> None:
        advice = Advice.of(audit)
        self.crashed += len(advice.crashed)
        where = _physical(located(audit, place), uri_of(audit), 1)
        for finding in advice.crashed:
            said = f"indexaudit crashed in {finding.rule}, please report it: {public(finding.message)}"
            self._keep(self._crashes, _note("error", said, where, (finding.rule,)))
        if error := audit.fetch_error:
            self._keep(self._unknown, _note("warning", f"the page could not be had: {public(error.message)}", where))
        for why, named in advice.unknown:
            self._keep(self._unknown, _note("warning", f"could not be judged: {public(why)}", where, named))

    def _keep(self, held: list[Object], note: Object) -> None:
        if len(held) < _NOTIFICATIONS:
            held.append(note)
        else:
            self._more += 1

    def said(self, left_out: Mapping[Level, int]) -> list[Object]:
        """All of them, and what was left out of the results and of these."""
        notes = [*self._crashes, *self._unknown][:_NOTIFICATIONS]
        more = self._more + len(self._crashes) + len(self._unknown) - len(notes)
        if more:
            text = f"{more:,} more notifications are left out of this file"
            notes.insert(0, {"level": "warning", "message": {"text": text}})
        if left_out:
            text = f"{plural(left_out)} left out of this file, the least valuable: code hosts show {_RESULTS:,} results"
            notes.insert(0, {"level": "warning", "message": {"text": text}})
        return notes


def _note(level: str, text: str, where: Object, named: tuple[str, ...] = ()) -> Object:
    note: Object = {"level": level, "message": _message(text), "locations": [{"physicalLocation": where}]}
    return note | ({"properties": {"rules": list(named)}} if named else {})
