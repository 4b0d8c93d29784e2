"""A rule on the robots.txt file itself: that it answers, and that what it says is read as it was meant."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from indexaudit.facts import Content, Missing, Robots, RobotsAnswer
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, Severity, Status
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.refusals import refusal
from indexaudit.rules.sources import GOOGLE_ROBOTS_PARSER, GOOGLE_ROBOTS_TXT, RFC_9309
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange
from indexaudit.web.robots_notes import RobotsNote

_FIELDS: Final = MappingProxyType({"u": "User-agent", "a": "Allow", "d": "Disallow"})


@rule(
    "robots-txt-health",
    "The robots.txt of the host answers, and says what was meant",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_ROBOTS_TXT, RFC_9309, GOOGLE_ROBOTS_PARSER],
    since="0.1",
)
def robots_txt_health(
    robots: Robots, exchange: Exchange | Missing, content: Content | Missing, thresholds: Thresholds
) -> Outcome:
    """The robots.txt of every host on the way answers without a server error, and every rule in it is read.

    ## Why
    While robots.txt answers with a server error Google stops crawling the host. A page of HTML in its place holds no
    rule; what stands behind 500 KiB, or before the first User-agent line, is ignored; a misspelt field is understood
    by Google and by few others. None of this concerns a missing file: 404 and 403 mean that everything may be crawled.
    Fields that no search engine knows are ignored line by line and harm nothing, and so are Crawl-delay, Host and a
    byte order mark.

    ## Fix
    Serve plain text under 500 KiB with status 200, or 404 when there is nothing to say.
    """
    if isinstance(exchange, Exchange):
        if refused := refusal(exchange, content):
            return unknown(f"the host refused us: {refused}")
        if exchange.status >= 500:
            return skip("the page answers with a server error too; see http-status-ok")
    files = dict.fromkeys(file.url for url in reversed(robots.hops) if (file := robots.file(url)) is not None)
    if not files:
        return skip("robots.txt of this host was not fetched; see robots-txt-allows-search")
    judged = [_judge(file, thresholds) for file in robots.files if file.url in files]
    worst = (Status.FAIL, Status.WARN, Status.UNKNOWN, Status.PASS)
    return min(judged, key=lambda outcome: worst.index(outcome.status))


def _judge(file: RobotsAnswer, thresholds: Thresholds) -> Outcome:
    if len(file.redirects) > 5:
        return warn(
            f"{file.url} is redirected {len(file.redirects)} times, and Google then takes it for missing",
            evidence(file.redirects[-1], where="robots_txt"),
            fix=f"Serve robots.txt at {file.url} itself, or after at most five redirects.",
        )
    if file.rules is None:
        return _unanswered(file)
    for kind, found in _FAULTS:
        if notes := [note for note in file.notes if note.kind == kind]:
            outcome = found(file, notes)
            if outcome is not None:
                return outcome
    if file.size > thresholds.robots_txt_bytes:
        return warn(
            f"{file.url} has {file.size:,} bytes, and what stands behind 512,000 is ignored",
            fix=f"Shorten it from {file.size:,} bytes: one pattern with * can stand for many lines.",
        )
    ignored = [note for note in file.notes if note.kind == "unknown_field"]
    message = f"line {ignored[0].line} is ignored by search engines, which harms nothing" if ignored else ""
    return ok(*_seen(ignored), message=message)


def _unanswered(file: RobotsAnswer) -> Outcome:
    if file.status is None or file.error is not None:
        return unknown(f"{file.url} could not be had ({file.error or 'no answer'})")
    if file.status >= 500:
        return fail(
            f"{file.url} answers {file.status}, and Google stops crawling the host while it does",
            evidence(f"status {file.status}", where="robots_txt"),
            fix=f"Make {file.url} answer 200 with the file, or 404 when there is none, instead of {file.status}.",
        )
    if 400 <= file.status < 500 and file.status != 429:
        return ok(message=f"{file.url} answers {file.status}, which Google takes as: everything may be crawled")
    return unknown(f"{file.url} answers {file.status}, which may hold for us alone")


def _cut(file: RobotsAnswer, notes: list[RobotsNote]) -> Outcome:
    return fail(
        f"{file.url} is longer than the 512,000 bytes that are read ({notes[0].text})",
        *_seen(notes),
        fix="Shorten it below 512,000 bytes: one pattern with * can stand for many lines.",
    )


def _challenge(file: RobotsAnswer, _notes: list[RobotsNote]) -> Outcome:
    return unknown(f"{file.url} answers with a bot challenge, which may hold for us alone")


def _html(file: RobotsAnswer, notes: list[RobotsNote]) -> Outcome:
    return warn(
        f"{file.url} answers 200 with a page of HTML, in which there is no rule",
        *_seen(notes[:1]),
        fix=f"Make {file.url} answer 404 when there is no robots.txt, or serve the file as plain text.",
    )


def _unreadable(file: RobotsAnswer, notes: list[RobotsNote]) -> Outcome:
    return warn(
        f"nothing in {file.url} is understood, be it for its encoding or its contents",
        *_seen(notes[:1]),
        fix="Save it as UTF-8 text with rules such as `User-agent: *` and `Disallow: /private/`, or answer 404.",
    )


def _orphan(file: RobotsAnswer, notes: list[RobotsNote]) -> Outcome | None:
    # Only a Disallow that nobody heeds is missed: without it everything is allowed anyway.
    lines = {r.line for r in file.rules.orphans if not r.allow} if file.rules is not None else set()
    lost = [note for note in notes if note.line in lines]
    if not lost:
        return None
    return warn(
        f"line {lost[0].line} of {file.url} holds for nobody, because no User-agent line stands before it",
        *_seen(lost),
        fix=f"Write `User-agent: *` above `{lost[0].text}` if it is meant for everyone.",
    )


def _typo(file: RobotsAnswer, notes: list[RobotsNote]) -> Outcome | None:
    line = next((t for t in file.rules.typos if t.line == notes[0].line), None) if file.rules is not None else None
    if line is None:
        return None
    good = f"{_FIELDS.get(line.field[:1], 'Disallow')}: {line.value}".rstrip()
    return warn(
        f"line {line.line} of {file.url} is misspelt: Google understands it, strict readers ignore it",
        *_seen(notes),
        fix=f"Write `{good}` instead of `{notes[0].text}`.",
    )


_FAULTS: Final[tuple[tuple[str, Callable[[RobotsAnswer, list[RobotsNote]], Outcome | None]], ...]] = (
    ("challenge", _challenge),
    ("cut", _cut),
    ("html", _html),
    ("unreadable", _unreadable),
    ("orphan", _orphan),
    ("typo", _typo),
)
"""The notes that cost somebody a rule, the worst first."""


def _seen(notes: list[RobotsNote]) -> tuple[Evidence, ...]:
    return tuple(evidence(note.text, line=note.line, where="robots_txt") for note in notes[:5])
