"""Rules on what search engines are told to leave alone: robots.txt, noindex, unavailable_after."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from indexaudit.config import Config
from indexaudit.facts import Content, Directives, Missing, Rendering, Robots, RobotsVerdict
from indexaudit.model import (
    Address,
    Addressability,
    Dimension,
    Evidence,
    EvidenceStrength,
    Indexability,
    Outcome,
    Severity,
)
from indexaudit.rules.base import evidence, fail, ok, rule, unknown, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.refusals import refusal
from indexaudit.rules.sources import (
    GOOGLE_NOINDEX,
    GOOGLE_ROBOTS_META,
    GOOGLE_ROBOTS_TXT,
    GOOGLE_TECHNICAL,
    RFC_9309,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange
from indexaudit.web.directives import Directive, effective


@rule(
    "robots-txt-allows-search",
    "Googlebot and bingbot may fetch the page",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_ROBOTS_TXT, RFC_9309, GOOGLE_TECHNICAL],
    since="0.1",
    gate=Indexability.BLOCKED,
)
def robots_txt_allows_search(robots: Robots, address: Address) -> Outcome:
    """Neither the address nor any hop on the way to it is disallowed for the agents of Google and Bing.

    ## Why
    What Googlebot may not fetch it cannot read, so the content is not indexed; the bare address may still be listed
    when others link to it. An agent obeys the most specific group that names it, and only that; the longest matching
    path decides, and Allow wins a tie. Groups for agents that train AI models have no effect here.

    ## Fix
    Take the Disallow line out of the group that decides, or add a longer Allow. To keep a page out of the index use
    noindex instead, which can only be seen when the page may be fetched.
    """
    google, bing = robots.of("Googlebot"), robots.of("bingbot")
    for verdicts, agent in ((google, "Googlebot"), (bing, "bingbot")):
        refused = next((v for v in verdicts if v.decision is not None and not v.decision.allowed), None)
        if refused is None or refused.decision is None:
            if agent == "Googlebot" and (lost := [v for v in verdicts if v.decision is None]):
                return unknown(f"whether Googlebot may fetch {lost[0].url} cannot be told: {lost[0].reason}")
            continue
        line = f"line {refused.decision.line} of robots.txt, `{refused.decision.rule}`"
        seen = evidence(refused.decision.rule, line=refused.decision.line or None, where="robots_txt")
        message = f"{agent} may not fetch {refused.url}: {line}"
        fix = f"Take out {line}, or add an Allow with a longer path."
        if _only_tracked(robots, refused, address):
            named = ", ".join(address.tracking_parameters)
            message += f"; without {named} it may be fetched"
            fix = f"Share the address without {named}: `{address.normalized}`."
        elif address.basis == "host" and address.addressability is not Addressability.OWN:
            host = address.registrable_domain
            fix = f"Authors cannot change the robots.txt of {host}: publish the text on a host of your own as well."
        elif _runs_on(robots, refused):
            fix = (
                f"Write a rule, such as `Disallow:`, below the Crawl-delay for {agent}: that line alone ends no group "
                f"(RFC 9309 §2.2.4), so {line} of the next agent holds for it too."
            )
        return fail(message, seen, fix=fix) if agent == "Googlebot" else warn(message, seen, fix=fix)
    if lost := [v for v in bing if v.decision is None]:
        return unknown(f"whether bingbot may fetch {lost[0].url} cannot be told: {lost[0].reason}")
    return ok(
        *(
            evidence(v.decision.rule, line=v.decision.line, where="robots_txt")
            for v in google
            if v.decision is not None and v.decision.line
        )
    )


def _only_tracked(robots: Robots, refused: RobotsVerdict, address: Address) -> bool:
    """Whether the address would be open without what sharing has added to it (X, Medium and GitHub close ``?``)."""
    file = robots.file(refused.url)
    if not address.tracking_parameters or file is None or file.rules is None:
        return False
    return file.rules.decide(refused.agent, address.normalized).allowed


def _runs_on(robots: Robots, refused: RobotsVerdict) -> bool:
    """Whether the deciding line was hardly meant for the agent: only a crawl-delay stands between it and others."""
    file = robots.file(refused.url)
    if file is None or file.rules is None or refused.decision is None:
        return False
    line = refused.decision.line
    return any(
        len(group.agents) > 1
        and group.agents[-1] != refused.agent
        and refused.agent in group.agents
        and group.crawl_delay is not None
        and group.line < group.crawl_delay.line < line
        and any(rule.line == line for rule in group.rules)
        # User-agent lines, each once, and one crawl-delay: what else stands before the first rule parts the agents.
        and group.rules[0].line - group.line > len(group.agents) + 1
        for group in file.rules.groups
    )


@rule(
    "noindex-absent",
    "No noindex keeps the page out of search",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_ROBOTS_META, GOOGLE_NOINDEX],
    since="0.1",
    gate=Indexability.EXCLUDED,
)
def noindex_absent(
    directives: Directives,
    exchange: Exchange,
    content: Content | Missing,
    rendering: Rendering | Missing,
    config: Config,
) -> Outcome:
    """Neither a robots meta nor an X-Robots-Tag header says `noindex` or `none` to Google or Bing.

    ## Why
    `noindex` takes the page out of search. The strictest directive that is addressed to an agent, or to all, wins;
    Google honours the tag in the body too. One addressed to another agent has no effect. A page that is meant to stay
    out is named in `expected_noindex` of the configuration and is then no finding. The site's own search needs no
    naming: nobody wants its form among the results.

    Google may not render a page that is served with a noindex, so that a script that takes it out comes too late; one
    that a script adds is seen when the page is rendered (`--render`).

    ## Fix
    Take the directive out, in the tag or in the header shown. Check the template: it is often left over from staging.
    """
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    google = effective(directives.directives, "googlebot")
    made = effective(rendering.directives, "googlebot") if isinstance(rendering, Rendering) else None
    path = urlsplit(exchange.final_url).path or "/"
    expected = _expected(path, config.expected_noindex) or _OWN_SEARCH.fullmatch(path) is not None
    if google.noindex:
        because = google.because("noindex")
        said_to = "everyone" if any(d.agent == "*" for d in because) else "Google"
        note = "; indexifembedded frees it only inside other pages" if google.indexifembedded else ""
        if made is not None and not made.noindex:
            note += "; a script takes it out, which Google may never see"
        return fail(
            f"the page says noindex to {said_to}{note}",
            *_seen(because),
            fix=f"Take noindex out of `{because[0].text}` if the page should be found.",
            expected=expected,
        )
    if made is not None and made.noindex:
        because = made.because("noindex")
        return fail(
            "a script adds a noindex, which Google obeys once it has rendered the page",
            *(evidence(d.text, where="rendered") for d in list(because)[:5]),
            fix=f"Take `{because[0].text}` out of the scripts if the page should be found.",
            expected=expected,
        )
    bing = effective(directives.directives, "bingbot")
    if bing.noindex:
        because = bing.because("noindex")
        return warn(
            "the page says noindex to bingbot alone",
            *_seen(because),
            fix=f"Take noindex out of `{because[0].text}` if the page should be found with Bing and what rests on it.",
        )
    return unless_half_read(ok(), directives)


@rule(
    "noindex-not-masked",
    "A noindex can be seen by those it is meant for",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_NOINDEX, GOOGLE_ROBOTS_META],
    since="0.1",
)
def noindex_not_masked(
    directives: Directives, robots: Robots, exchange: Exchange, content: Content | Missing
) -> Outcome:
    """No page says `noindex` to an agent that robots.txt keeps from reading it.

    ## Why
    A directive that may not be fetched is never seen. The bare address can then be listed for good when others link to
    it, which is what the noindex was to prevent.

    ## Fix
    Decide for one: a page that is to stay out of the index needs the noindex and no Disallow; one that is to be found
    needs neither.
    """
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    undecided: Outcome | None = None
    for agent in ("Googlebot", "bingbot"):
        said = effective(directives.directives, agent)
        verdicts = robots.of(agent)
        shut = next((v.decision for v in verdicts if v.decision is not None and not v.decision.allowed), None)
        lost = next((v for v in verdicts if v.decision is None), None)
        if not said.noindex:
            if shut is not None or lost is not None:
                undecided = undecided or unless_half_read(ok(), directives)
        elif shut is not None:
            because = said.because("noindex")
            line = f"line {shut.line} of robots.txt, `{shut.rule}`"
            seen = (evidence(shut.rule, line=shut.line, where="robots_txt"), *_seen(because))
            message = f"{agent} can never see the noindex, because it may not fetch the page: {line}"
            fix = (
                f"To keep the page out of the index, take out {line}. "
                f"To have it found, take out `{because[0].text}` as well."
            )
            return fail(message, *seen, fix=fix) if agent == "Googlebot" else warn(message, *seen, fix=fix)
        elif lost is not None:
            undecided = undecided or unknown(f"whether {agent} can see the noindex cannot be told: {lost.reason}")
    return undecided or ok()


@rule(
    "unavailable-after-future",
    "No date takes the page out of search",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_ROBOTS_META],
    since="0.1",
    gate=Indexability.EXCLUDED,
)
def unavailable_after_future(
    directives: Directives, exchange: Exchange, content: Content | Missing, thresholds: Thresholds
) -> Outcome:
    """No `unavailable_after` for Google lies in the past or is near.

    ## Why
    From that moment Google treats the page like noindex. A date that it cannot read it ignores, and so does one whose
    day and month could be taken for each other. "Now" is the moment at which the page was fetched.

    ## Fix
    Take the directive out, or write a later date as `2030-06-25T15:00:00+02:00`.
    """
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    google = effective(directives.directives, "googlebot")
    good = "write a later date as `2030-06-25T15:00:00+02:00`"
    if google.unavailable_after is None:
        if unreadable := [d for d in google.unreadable if d.name == "unavailable_after"]:
            return warn(
                f"unavailable_after is ignored, because {quote(unreadable[0].value or '')} is no clear date",
                *_seen(unreadable),
                fix=f"Take out `{unreadable[0].text}`, or {good}.",
            )
        return unless_half_read(ok(), directives)
    because, until = google.because("unavailable_after"), google.unavailable_after
    left = until - exchange.fetched_at
    if left <= timedelta(0):
        return fail(
            f"unavailable_after took the page out of search on {until:%Y-%m-%d}",
            *_seen(because),
            fix=f"Take out `{because[0].text}` if the page should be found, or {good}.",
        )
    if left <= timedelta(days=thresholds.expiry_warning_days):
        return warn(
            f"unavailable_after takes the page out of search on {until:%Y-%m-%d}",
            *_seen(because),
            fix=f"Take out `{because[0].text}` if the page should stay, or {good}.",
        )
    return ok(*_seen(because))


def _seen(directives: Iterable[Directive]) -> tuple[Evidence, ...]:
    return tuple(evidence(d.text, line=d.line, where=d.where) for d in list(directives)[:5])


_OWN_SEARCH: Final = re.compile(
    r"(?:/[^/]+)*/(?:search|search-results|suche|recherche|buscar|busca|cerca|zoeken)"
    r"(?:\.x?html?|/(?:index\.x?html?)?)?",
    re.IGNORECASE,
)
"""Paths of the page that searches its own site. Sphinx marks it noindex itself."""


def _expected(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns names the whole path; ``*`` matches anything."""
    return any(_matches(path, pattern) for pattern in patterns)


def _matches(path: str, pattern: str) -> bool:
    first, *rest = pattern.split("*")
    if not rest:
        return path == pattern
    last = rest.pop()
    if not path.startswith(first) or not path.endswith(last) or len(path) < len(first) + len(last):
        return False
    at, end = len(first), len(path) - len(last)
    for piece in rest:
        found = path.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
