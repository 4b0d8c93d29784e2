"""Agents to text and JSON: who reads the web for others, what each obeys, and what a block costs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from indexaudit.agents.base import Agent, Purpose
from indexaudit.report.ink import Ink
from indexaudit.report.printable import wrap

__all__ = ["explanation", "table", "to_json"]

_READS_FOR: Final[Mapping[Purpose, str]] = MappingProxyType(
    {
        Purpose.SEARCH: "the results of a search engine",
        Purpose.AI_SEARCH: "the answers of an assistant, with links",
        Purpose.AI_TRAINING: "models; a block has no effect on any search",
        Purpose.USER_FETCH: "one user at a time, who asked about the page",
        Purpose.SHARE_PREVIEW: "the card of a link that is shared",
    }
)
_DELAYS: Final = MappingProxyType({"yes": "keeps it", "no": "ignores it", "unknown": "not documented"})


def explanation(agent: Agent, *, width: int = 80, colour: bool = False) -> str:
    """Everything about one agent. Ends with a newline."""
    ink = Ink(colour=colour)
    facts = [
        ("Operator", agent.operator),
        ("Reads for", f"{_READS_FOR[agent.purpose]} ({agent.purpose.value})"),
        ("robots.txt", _obedience(agent)),
        ("Groups", " then ".join((*(f"`{token}`" for token in (agent.token, *agent.follows)), "`*`"))),
        ("Delay", f"Crawl-delay: {_DELAYS[agent.crawl_delay]}"),
        ("Blocked", agent.cost),
        ("Reviewed", agent.reviewed),
    ]
    if agent.names:
        facts.insert(0, ("Also", ", ".join(agent.names)))
    lines = [ink.strong(agent.token)]
    for name, text in facts:
        first, *more = wrap(text, width - 12)
        lines += [f"{ink.faint(f'{name:<12}')}{first}", *(" " * 12 + line for line in more)]
    lines += ["", ink.strong("Sources")]
    for source in agent.sources:
        first, *more = wrap(f"{source.title}, read {source.checked}", width - 4)
        lines += [f"  - {first}", *(f"    {line}" for line in (*more, source.url))]
    return "\n".join(lines) + "\n"


def table(agents: Sequence[Agent], *, width: int = 80, colour: bool = False) -> str:
    """Every agent by purpose. Ends with a newline."""
    ink = Ink(colour=colour)
    lines = [f"{len(agents)} agents; `indexaudit agents NAME` tells what a block costs"]
    column = max((len(agent.token) for agent in agents), default=0) + 2
    for purpose in Purpose:
        inside = [agent for agent in agents if agent.purpose is purpose]
        if not inside:
            continue
        lines += ["", ink.strong(purpose.value) + ink.faint(f"  for {_READS_FOR[purpose]}")]
        for agent in inside:
            said = agent.operator + ("" if agent.obeys == "yes" else f"; obeys robots.txt: {agent.obeys}")
            said += "" if agent.fetches else "; a token only, fetches nothing"
            first, *more = wrap(said, width - column - 2)
            lines += [f"  {agent.token:<{column}}{first}", *(" " * (column + 2) + line for line in more)]
    return "\n".join(lines) + "\n"


def to_json(agents: Sequence[Agent]) -> str:
    """Every agent as an object of one array. Ends with a newline."""
    return json.dumps([_plain(agent) for agent in agents], ensure_ascii=False, indent=2) + "\n"


def _plain(agent: Agent) -> dict[str, Any]:  # Any: JSON
    return {
        "id": agent.id,
        "token": agent.token,
        "names": list(agent.names),
        "operator": agent.operator,
        "sites": list(agent.sites),
        "purpose": agent.purpose.value,
        "obeys": agent.obeys,
        "documented": agent.documented,
        "fetches": agent.fetches,
        "follows": list(agent.follows),
        "crawl_delay": agent.crawl_delay,
        "note": agent.note,
        "cost": agent.cost,
        "sources": [{"title": s.title, "url": s.url, "checked": s.checked} for s in agent.sources],
        "reviewed": agent.reviewed,
    }


def _obedience(agent: Agent) -> str:
    said = {"yes": "obeys it", "partly": "obeys it, with exceptions", "no": "does not obey it"}[agent.obeys]
    who = "as its operator says" if agent.documented else "as others report; its operator documents nothing"
    said = f"{said} ({who})" + (f": {agent.note}" if agent.note else "")
    return said if agent.fetches else f"{said}; the token itself fetches nothing"
