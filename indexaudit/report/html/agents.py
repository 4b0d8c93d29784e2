"""Readers of the web to rows of a table: who reads for others, by purpose, and what robots.txt says to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexaudit.model import AgentAccess
from indexaudit.report.html.rows import Tone
from indexaudit.report.words import PURPOSES

__all__ = ["Reader", "readers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One agent."""

    purpose: str
    access: AgentAccess
    tone: Tone
    said: str
    """``let in``, ``kept out``, ``not known``."""


def readers(agents: Iterable[AgentAccess]) -> tuple[Reader, ...]:
    """By purpose; within one those that are kept out first, for they are what a reader looks for."""
    order = list(PURPOSES)
    found = [
        Reader(
            purpose=PURPOSES[agent.purpose],
            access=agent,
            tone="unknown" if agent.allowed is None else "yes" if agent.allowed else "no",
            said="not known" if agent.allowed is None else "let in" if agent.allowed else "kept out",
        )
        for agent in agents
    ]
    return tuple(
        sorted(
            found,
            key=lambda r: (
                order.index(r.access.purpose),
                ("no", "unknown", "yes").index(r.tone),
                r.access.agent.lower(),
            ),
        )
    )
