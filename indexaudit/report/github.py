"""Audits to workflow commands of GitHub Actions, which become annotations, and to the summary of a step.

GitHub makes annotations of the first ten commands of each kind that a step prints; those worth most come first, and the
last line says how many there are. Every line begins with text of ours, and only ``error``, ``warning`` and ``notice``
are ever said: nothing is written to the files that set variables or outputs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from indexaudit.model import PageAudit
from indexaudit.report import pull_request
from indexaudit.report.advice import Advice
from indexaudit.report.annotations import Annotation, Best, Level, annotated, plural, public, text_of
from indexaudit.report.figures import counted
from indexaudit.report.place import Locate, located, uri_of
from indexaudit.report.printable import printable
from indexaudit.report.unjudged import Unjudged

__all__ = ["render", "stream", "stream_summary", "summary"]

_A_STEP: Final = 10
"""Annotations of one kind that a step may make (actions/runner)."""
_LONGEST: Final = 4_000
"""Characters of a message; the runner cuts it at 4,096."""
_SUMMARY: Final = 256 * 1024
"""Characters of a summary. GitHub refuses more than 1 MiB, and a character takes up to four bytes."""

_COMMANDS: Final[Mapping[Level, str]] = MappingProxyType(
    {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
)
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(audits: Iterable[PageAudit], *, place: Locate | None = None, unjudged: Sequence[Unjudged] = ()) -> str:
    """The commands, a line each, and a line that counts. ``unjudged``: pages of which there is no audit."""
    return "".join(stream(audits, place=place, unjudged=unjudged))


def stream(
    audits: Iterable[PageAudit], *, place: Locate | None = None, unjudged: Sequence[Unjudged] = ()
) -> Iterator[str]:
    """:func:`render`. Waits for the last page, for it may have the fault that is worth most."""
    best = {level: Best(_A_STEP) for level in Level}
    crashes: list[str] = []
    counts: Counter[str] = Counter()
    for audit in audits:
        for annotation in annotated(audit, counts["pages"], place):
            best[annotation.level].add(annotation)
        advice = Advice.of(audit)
        counts["partly"] += bool(advice.unknown)
        counts["crashed"] += len(advice.crashed)
        if len(crashes) < _A_STEP:
            crashes += [_crash(audit, finding.rule, finding.message, place) for finding in advice.crashed]
        counts["pages"] += 1
        yield ""
    lost = [_lost(one) for one in unjudged[:_A_STEP]]
    yield "".join(f"{line}\n" for line in _lines(best, crashes[:_A_STEP], lost, counts))


def summary(
    audits: Iterable[PageAudit],
    *,
    before: Mapping[str, PageAudit] | None = None,
    place: Locate | None = None,
    unjudged: Sequence[Unjudged] = (),
) -> str:
    """The summary of a step in Markdown, to be appended to the file that ``$GITHUB_STEP_SUMMARY`` names.

    ``before`` and ``unjudged`` are as in :func:`indexaudit.report.pull_request.comment`.
    """
    return pull_request.comment(audits, before, place=place, unjudged=unjudged, longest=_SUMMARY)


def stream_summary(
    audits: Iterable[PageAudit],
    *,
    before: Mapping[str, PageAudit] | None = None,
    place: Locate | None = None,
    unjudged: Sequence[Unjudged] = (),
) -> Iterator[str]:
    """:func:`summary`. Waits for the last page, and keeps of each only what it says."""
    return pull_request.stream(audits, before=before, place=place, unjudged=unjudged, longest=_SUMMARY)


def _lines(best: Mapping[Level, Best], crashes: list[str], lost: list[str], counts: Counter[str]) -> Iterator[str]:
    yield from crashes
    yield from lost
    said_first = {Level.ERROR: len(crashes), Level.WARNING: len(lost)}
    left: dict[Level, int] = {}
    for level, kept in best.items():
        shown = kept.best()[: _A_STEP - said_first.get(level, 0)]
        yield from map(_command, shown)
        left |= kept.left_out(shown)
    said = f"indexaudit: {counted(counts['pages'], 'page', 'pages')}"
    if left:
        more = plural(left, ("error", "warning", "notice"))
        said += f"; {more} more than the {_A_STEP} of each kind that GitHub shows of a step: see another format"
    if counts["partly"]:
        said += f"; of {counted(counts['partly'], 'page', 'pages')} something could not be judged"
    if counts["crashed"]:
        said += f"; indexaudit crashed {counted(counts['crashed'], 'time', 'times')}"
    yield said


def _lost(one: Unjudged) -> str:
    return _said("warning", [public(f"It {one.why}.")], file=printable(one.file), line=1, title="could not be judged")


def _command(annotation: Annotation) -> str:
    finding = annotation.finding
    lines = text_of(annotation)
    if annotation.place.file is None:
        lines.append(f"Page: {printable(annotation.address)}")
    title = f"{finding.rule} ({annotation.worth})"
    name = _COMMANDS[annotation.level]
    return _said(name, lines, file=annotation.place.name, line=annotation.line or 1, title=title)


def _crash(audit: PageAudit, rule: str, message: str, place: Locate | None) -> str:
    lines = ["A fault of indexaudit, not of the page: please report it.", public(message)]
    lines.append(f"Page: {printable(uri_of(audit))}")
    return _said("error", lines, file=located(audit, place).name, line=1, title=f"{rule} crashed")


def _said(name: str, lines: list[str], *, file: str | None, line: int, title: str) -> str:
    where = "" if file is None else f"file={file.translate(_PROPERTY)},line={line},"
    message = "\n".join(filter(None, lines))[:_LONGEST]
    return f"::{name} {where}title={printable(title).translate(_PROPERTY)}::{message.translate(_DATA)}"
