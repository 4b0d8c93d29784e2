"""Telling what was served from the page itself: refusals, and shells that scripts have yet to fill. Holds no rule."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Content, Missing
from indexaudit.model import Outcome
from indexaudit.rules.base import unknown
from indexaudit.snapshot import Exchange

__all__ = ["refusal", "unless_shell"]

_STATUSES: Final = {
    401: "without saying how to log in",
    403: "which may hold for us alone",
    407: "our proxy wants credentials",
    429: "too many requests",
    999: "a bot wall",
}
"""Statuses with which hosts turn a client away; they say nothing about what a search engine gets."""

_CHALLENGE_HEADERS: Final = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""), ("x-datadome", ""))
"""Headers with which bot walls mark their own answers, and what the value must hold."""


def refusal(exchange: Exchange, content: Content | Missing) -> str | None:
    """How the host refused us, in words; null when it did not. What it sent then says nothing about the page."""
    if exchange.status in _STATUSES:
        return f"status {exchange.status}, {_STATUSES[exchange.status]}"
    for name, value in _CHALLENGE_HEADERS:
        if any(value in got.lower() for got in exchange.header(name)):
            return f"the header {name} marks a bot challenge"
    if isinstance(content, Content) and any(wall.kind == "challenge" for wall in content.walls):
        return "a bot challenge was served instead of the page"
    return None


def unless_shell(outcome: Outcome, content: Content | Missing) -> Outcome:
    """``outcome`` when the page shows something, else unknown: what an empty shell lacks, scripts may add."""
    if isinstance(content, Content) and content.shell is not None:
        return unknown("the page is empty until scripts have run, and they may add it; see content-in-raw-html")
    return outcome
