"""The robots.txt files of a snapshot to what they say to each agent about every hop, and who can see the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from indexaudit.agents.base import Agent
from indexaudit.agents.registry import load
from indexaudit.facts import Missing, NotAsked, Robots, RobotsAnswer, RobotsVerdict
from indexaudit.model import AgentAccess, RobotsDecision
from indexaudit.snapshot import RobotsFile, Snapshot
from indexaudit.web.robots_notes import RobotsNote, robots_notes
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import origin_of

__all__ = ["agent_access", "read_robots"]

_ALLOWED: Final = RobotsDecision(allowed=True, line=0, rule="")


def read_robots(snapshot: Snapshot) -> Robots | NotAsked:
    """One verdict for each known agent and hop, by Google's handling of failures (search-engine documentation of
    robots.txt: 4xx except 429 allows everything; 5xx, 429 and network errors leave it unknown)."""
    if snapshot.robots is None:
        return NotAsked("robots.txt was not given")
    asked = [hop.url for hop in snapshot.exchange.hops] if snapshot.exchange else [snapshot.url]
    hops = tuple(dict.fromkeys(asked))
    beside = (
        *(snapshot.images.robots if snapshot.images else ()),
        *(snapshot.probes.robots if snapshot.probes else ()),
    )
    files = {origin_of(file.url): _answer(file) for file in (*beside, *snapshot.robots)}
    agents = load()
    rows = [_verdicts(agents, url, files.get(origin_of(url))) for url in hops]
    verdicts = {agent.id: tuple(row[n] for row in rows) for n, agent in enumerate(agents)}
    lost = (row[0].reason for row in rows if row[0].decision is None)
    return Robots(
        hops=hops,
        files=tuple(files.values()),
        verdicts=MappingProxyType(verdicts),
        gaps=tuple(dict.fromkeys(lost)),
    )


def agent_access(robots: Robots | Missing) -> tuple[AgentAccess, ...]:
    """Who can see the page, and which line decided: every known agent, by purpose, then by name.

    The first refusal on the way to the page decides. An agent that does not obey robots.txt is never kept out by it,
    and says so in ``reason``.
    """
    if not isinstance(robots, Robots):
        return _unasked(robots.reason)
    return tuple(_seen_by(agent, robots.of(agent.id)) for agent in load())


@lru_cache(maxsize=16)
def _unasked(reason: str) -> tuple[AgentAccess, ...]:
    return tuple(_access(agent, None, reason) for agent in load())


@lru_cache(maxsize=16)
def _answer(file: RobotsFile) -> RobotsAnswer:
    """Kept, for the pages of one host share it."""
    answered = file.error is None and file.status is not None and 200 <= file.status < 300
    rules = RobotsTxt.parse(file.body) if answered else None
    notes = robots_notes(file.body, rules) if rules is not None else ()
    if file.truncated and all(note.kind != "cut" for note in notes):
        notes = (RobotsNote(kind="cut", line=None, text=f"more than {len(file.body)} bytes"), *notes)
    return RobotsAnswer(
        url=file.url,
        status=file.status,
        error=file.error.message if file.error else None,
        size=len(file.body),
        media_type=file.media_type,
        redirects=file.redirects,
        rules=rules,
        notes=notes,
    )


def _verdicts(agents: Sequence[Agent], url: str, file: RobotsAnswer | None) -> list[RobotsVerdict]:
    if file is not None and file.rules is not None:
        decisions = file.rules.decisions(((a.token, *a.follows) for a in agents), url)
        reasons = {id(d): f"line {d.line}: {d.rule}" if d.line else "no rule matches" for d in decisions}
        return [
            RobotsVerdict(agent=agent.id, url=url, decision=decision, reason=reasons[id(decision)])
            for agent, decision in zip(agents, decisions, strict=True)
        ]
    decision = None
    if file is None:
        reason = "robots.txt of this host was not fetched"
    elif file.error is not None or file.status is None:
        reason = f"robots.txt could not be had ({file.error or 'no answer'})"
    elif 400 <= file.status < 500 and file.status != 429:
        decision, reason = _ALLOWED, f"robots.txt answers {file.status}: everything may be crawled"
    else:
        reason = f"robots.txt answers {file.status}"
    return [RobotsVerdict(agent=agent.id, url=url, decision=decision, reason=reason) for agent in agents]


def _seen_by(agent: Agent, verdicts: Sequence[RobotsVerdict]) -> AgentAccess:
    refused = next((v for v in verdicts if v.decision is not None and not v.decision.allowed), None)
    verdict = refused or next((v for v in verdicts if v.decision is None), verdicts[-1])
    reason = verdict.reason
    if refused is not None and refused is not verdicts[-1]:
        reason += f" (on the way, at {refused.url})"
    if agent.obeys == "no":
        idle = f"; without effect: {reason}" if refused is not None else ""
        return _access(agent, _ALLOWED, f"robots.txt does not bind it: {agent.note}{idle}")
    if refused is not None and agent.obeys == "partly":
        reason += f"; {agent.note}"
    if refused is not None and not agent.fetches:
        reason += "; the token fetches nothing, it says what may be done with the text"
    return _access(agent, verdict.decision, reason)


def _access(agent: Agent, decision: RobotsDecision | None, reason: str) -> AgentAccess:
    if decision is None:
        return _made(agent.id, None, None, None, reason)
    return _made(agent.id, decision.allowed, decision.line, decision.rule, reason)


@lru_cache(maxsize=1024)
def _made(id_: str, allowed: bool | None, line: int | None, rule: str | None, reason: str) -> AgentAccess:  # noqa: FBT001
    """Kept, for robots.txt says much the same of every page of a host."""
    agent = _by_id()[id_]
    return AgentAccess(
        agent=agent.token,
        operator=agent.operator,
        purpose=agent.purpose.value,
        allowed=allowed,
        line=line,
        rule=rule,
        reason=reason,
    )


@cache
def _by_id() -> Mapping[str, Agent]:
    return MappingProxyType({agent.id: agent for agent in load()})
