"""Audits to JUnit XML, the form of test reports that CI servers read.

A page is a test suite with its scores as properties. A fault beyond the threshold is a failed test case named by its
rule, for dashboards follow a case through runs by its name; what could not be judged is a skipped one, a crash of ours
an error. A page of which none is said has one case that passes. The elements and attributes are those that the schemas
of Jenkins and of pytest (``xunit2``) know; everything is ASCII.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from indexaudit.model import Dimension, Finding, Indexability, PageAudit, Score
from indexaudit.report.advice import Advice
from indexaudit.report.annotations import public, seen
from indexaudit.report.place import Locate, located, uri_of
from indexaudit.report.words import basis_of, sentence, verdict

__all__ = ["Beyond", "render", "stream"]

Beyond = Callable[[PageAudit], Iterable[Finding]]
"""A page to those of its findings that fail it."""

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0 §2.2: the rest may not stand in a document, escaped or not."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="indexaudit">\n'
_TAIL: Final = "</testsuites>\n"


def render(audits: Iterable[PageAudit], *, place: Locate | None = None, beyond: Beyond | None = None) -> str:
    """The whole document; ``beyond`` as in :func:`stream`. Ends with a newline."""
    return "".join(stream(audits, place=place, beyond=beyond))


def stream(audits: Iterable[PageAudit], *, place: Locate | None = None, beyond: Beyond | None = None) -> Iterator[str]:
    """:func:`render`, a piece for each page. Without ``beyond`` shut gates fail a page, and nothing else does."""
    head = _HEAD
    for audit in audits:
        yield head + "".join(f"{line}\n" for line in _suite(audit, place, beyond or _gates))
        head = ""
    yield head + _TAIL


def _gates(audit: PageAudit) -> tuple[Finding, ...]:
    return Advice.of(audit).gates


def _suite(audit: PageAudit, place: Locate | None, beyond: Beyond) -> Iterator[str]:
    address = uri_of(audit)
    name = located(audit, place).name or address
    advice = Advice.of(audit)
    failures = [_failure(name, finding) for finding in beyond(audit)]
    errors = [
        _case(name, f.rule, "error", said=f"indexaudit crashed: {f.message}", kind="crash") for f in advice.crashed
    ]
    skipped = list(_skipped(audit, name, advice))
    cases = [*failures, *errors, *skipped] or [_case(name, "nothing beyond the threshold")]
    counts = {"tests": len(cases), "failures": len(failures), "errors": len(errors), "skipped": len(skipped)}
    numbers = "".join(f' {key}="{count}"' for key, count in counts.items())
    when = f"{audit.fetched_at:%Y-%m-%dT%H:%M:%S}"
    yield f'  <testsuite name={_value(name)}{numbers} time="0" timestamp="{when}">'
    yield "    <properties>"
    for key, said in _properties(audit, address):
        yield f'      <property name="{key}" value={_value(said)}/>'
    yield "    </properties>"
    yield from cases
    yield "  </testsuite>"


def _properties(audit: PageAudit, address: str) -> Iterator[tuple[str, str]]:
    yield from (("url", address), ("indexability", audit.indexability.value), ("page_type", audit.page_type.type.value))
    for name in ("search", "share", *(d.value for d in Dimension if d is not Dimension.SHARE)):
        score: Score | None = getattr(audit.scores, name)
        if score is not None and score.value is not None:
            yield name, f"{score.value:.1f}"
    yield "coverage", f"{audit.coverage:g}"


def _failure(name: str, finding: Finding) -> str:
    basis = f"Rule: {', '.join((finding.rule, *basis_of(finding)))}"
    lines = [f"Fix: {public(finding.fix)}"] if finding.fix else []
    lines += [*seen(finding), basis, *(f"Source: {source.url}" for source in finding.sources)]
    return _case(name, finding.rule, "failure", said=finding.message, kind=finding.severity.value, lines=lines)


def _skipped(audit: PageAudit, name: str, advice: Advice) -> Iterator[str]:
    if audit.indexability is Indexability.UNVERIFIED:
        yield _case(name, "indexability", "skipped", said=verdict(audit))
    for why, rules in advice.unknown:
        more = f" and {len(rules) - 1} more" if len(rules) > 1 else ""
        yield _case(name, rules[0] + more, "skipped", said=f"could not be judged: {why}")


def _case(
    place: str, name: str, outcome: str = "", *, said: str = "", kind: str = "", lines: Iterable[str] = ()
) -> str:
    # Readers that want a time take none for a fault.
    start = f'    <testcase classname={_value(place)} name={_value(name)} time="0"'
    if not outcome:
        return f"{start}/>"
    type_ = f" type={_value(kind)}" if kind else ""
    told = _text("\n".join(public(line) for line in lines))
    return f"{start}><{outcome} message={_value(sentence(said))}{type_}>{told}</{outcome}></testcase>"


def _value(text: str) -> str:
    return f'"{_text(public(text))}"'


def _text(text: str) -> str:
    return html.escape(_NOT_XML.sub("\ufffd", text)).encode("ascii", "xmlcharrefreplace").decode("ascii")
