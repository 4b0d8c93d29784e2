"""What is known about an agent: types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from indexaudit.model import Source

__all__ = ["Agent", "CrawlDelay", "Obedience", "Purpose"]

Obedience = Literal["yes", "partly", "no"]
"""Whether robots.txt binds an agent: always; with exceptions that ``note`` names; never."""

CrawlDelay = Literal["yes", "no", "unknown"]
"""Whether an agent keeps a crawl-delay; ``unknown`` when nobody says."""


class Purpose(StrEnum):
    """What an agent reads for. What a block costs depends on it, so the five are never lumped together."""

    SEARCH = "search"
    """Results of a search engine."""
    AI_SEARCH = "ai_search"
    """Answers of an assistant, with links to the pages they rest on."""
    AI_TRAINING = "ai_training"
    """Models. A block has no effect on any search."""
    USER_FETCH = "user_fetch"
    """One page at a time, because somebody asked an assistant about it."""
    SHARE_PREVIEW = "share_preview"
    """The card that is shown when a link is shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One agent, as its operator or, failing that, others describe it."""

    id: str
    """The token in lower case; unique."""
    token: str
    """The product token that names it in robots.txt: ``Googlebot``."""
    names: tuple[str, ...]
    """Other names under which it is met, former ones too. They name no group of robots.txt that it obeys."""
    operator: str
    sites: tuple[str, ...]
    """Registrable domains of the operator's own pages, for which robots.txt does not speak to it. As far as known."""
    purpose: Purpose
    obeys: Obedience
    documented: bool
    """Whether its operator says so; else it is what others report."""
    fetches: bool
    """False for a token that only says what may be done with what another agent fetched."""
    follows: tuple[str, ...]
    """Tokens whose group it obeys when no group names its own, in this order; then comes ``*``."""
    crawl_delay: CrawlDelay
    note: str | None
    """How it departs from robots.txt, as a clause; null when it does not."""
    cost: str
    """What it costs to shut it out, in one sentence."""
    sources: tuple[Source, ...]
    reviewed: str
    """The day on which all this was last held against its sources: ``YYYY-MM-DD``."""
