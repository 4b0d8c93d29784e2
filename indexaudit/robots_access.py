"""The robots.txt files of a snapshot to what they say to each agent about every hop."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Missing, NotAsked, Robots, RobotsVerdict, Unavailable
from indexaudit.model import AgentAccess, RobotsDecision
from indexaudit.snapshot import RobotsFile, Snapshot
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import read_url

__all__ = ["SEARCH_AGENTS", "agent_access", "read_robots"]

SEARCH_AGENTS: Final = (("Googlebot", "Google"), ("bingbot", "Microsoft"))
"""The agents whose answer counts for search, with their operator."""

_ALLOWED: Final = RobotsDecision(allowed=True, line=0, rule="")


def read_robots(snapshot: Snapshot) -> Robots | NotAsked | Unavailable:
    """One verdict for each search agent and hop, by Google's handling of failures (search-engine documentation of
    robots.txt: 4xx except 429 allows everything; 5xx, 429 and network errors leave it unknown)."""
    if snapshot.robots is None:
        return NotAsked("robots.txt was not given")
    if snapshot.exchange is None:
        urls: tuple[str, ...] = (snapshot.url,)
    else:
        urls = tuple(hop.url for hop in snapshot.exchange.hops)
    files = {_origin(file.url): file for file in snapshot.robots}
    parsed = {origin: RobotsTxt.parse(file.body) for origin, file in files.items() if _answered(file)}
    verdicts = tuple(
        _verdict(agent, url, files.get(_origin(url)), parsed.get(_origin(url)))
        for agent, _ in SEARCH_AGENTS
        for url in dict.fromkeys(urls)
    )
    if all(v.decision is None for v in verdicts):
        return Unavailable(verdicts[0].reason)
    return Robots(verdicts=verdicts, gaps=tuple(dict.fromkeys(v.reason for v in verdicts if v.decision is None)))


def agent_access(robots: Robots | Missing) -> tuple[AgentAccess, ...]:
    """What robots.txt says to each search agent about the way to this page; the first refusal on it decides."""
    found = []
    for agent, operator in SEARCH_AGENTS:
        if not isinstance(robots, Robots):
            found.append(
                AgentAccess(
                    agent=agent,
                    operator=operator,
                    purpose="search",
                    allowed=None,
                    line=None,
                    rule=None,
                    reason=robots.reason,
                )
            )
            continue
        verdicts = robots.of(agent)
        refused = (v for v in verdicts if v.decision is not None and not v.decision.allowed)
        verdict = next(refused, verdicts[-1])
        decision = verdict.decision
        found.append(
            AgentAccess(
                agent=agent,
                operator=operator,
                purpose="search",
                allowed=decision.allowed if decision else None,
                line=decision.line if decision else None,
                rule=decision.rule if decision else None,
                reason=verdict.reason,
            )
        )
    return tuple(found)


def _answered(file: RobotsFile) -> bool:
    return file.error is None and file.status is not None and 200 <= file.status < 300


def _verdict(agent: str, url: str, file: RobotsFile | None, rules: RobotsTxt | None) -> RobotsVerdict:
    if rules is not None:
        decision = rules.decide(agent, url)
        reason = f"line {decision.line}: {decision.rule}" if decision.line else "no rule matches"
        return RobotsVerdict(agent=agent, url=url, decision=decision, reason=reason)
    if file is None:
        reason = "robots.txt of this host was not fetched"
    elif file.error is not None or file.status is None:
        reason = f"robots.txt could not be had ({file.error.message if file.error else 'no answer'})"
    elif 400 <= file.status < 500 and file.status != 429:
        reason = f"robots.txt answers {file.status}: everything may be crawled"
        return RobotsVerdict(agent=agent, url=url, decision=_ALLOWED, reason=reason)
    else:
        reason = f"robots.txt answers {file.status}"
    return RobotsVerdict(agent=agent, url=url, decision=None, reason=reason)


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = read_url(url)
    return parts.scheme, parts.host, parts.port
