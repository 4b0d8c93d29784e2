"""Telling what was served from the page itself: refusals, and shells that scripts have yet to fill. Holds no rule."""

from __future__ import annotations

from typing import Final

from indexaudit.facts import Content, Missing
from indexaudit.model import Address, Outcome
from indexaudit.rules.base import unknown
from indexaudit.rules.publishers import platform_of
from indexaudit.snapshot import Exchange

__all__ = ["platform_login", "platform_shell", "refusal", "unless_shell"]

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
_INSTEAD: Final = {"not_found": "an error page was served", "login": "a login stands before the content"}
"""Walls that stand in the place of the page, and what is said of what they lack."""
_CHALLENGE_NAMES: Final = frozenset(name for name, _ in _CHALLENGE_HEADERS)


def refusal(exchange: Exchange, content: Content | Missing) -> str | None:
    """How the host refused us, in words; null when it did not. What it sent then says nothing about the page."""
    if exchange.status in _STATUSES:
        return f"status {exchange.status}, {_STATUSES[exchange.status]}"
    if not _CHALLENGE_NAMES.isdisjoint(name.lower() for name, _ in exchange.headers or ()):
        for name, value in _CHALLENGE_HEADERS:
            if any(value in got.lower() for got in exchange.header(name)):
                return f"the header {name} marks a bot challenge"
    if isinstance(content, Content) and any(wall.kind == "challenge" for wall in content.walls):
        return "a bot challenge was served instead of the page"
    return None


def platform_shell(content: Content | Missing, address: Address) -> str | None:
    """In words, that what was served is the empty shell which the platform's file lists; null when it is not.

    Such a shell is the same for every item, and engines that the platform lets in may get more: it says nothing about
    the item (design, part 6, ``unverified``).
    """
    if not isinstance(content, Content) or content.shell is None:
        return None
    platform = platform_of(address)
    if platform is None or not platform.shell:
        return None
    return f"{platform.name} served the empty shell that it serves for every address, which says nothing about the item"


def platform_login(address: Address) -> str | None:
    """In words, that a login before this address is one of those with which its platform stops strangers, and not
    search engines; null where the platform declares the item as one for members, and where no platform claims it."""
    platform = platform_of(address)
    if platform is None or not platform.wall or address.visibility != "public":
        return None
    return f"{platform.name} asks strangers to log in, which says nothing about what it shows to search engines"


def unless_shell(outcome: Outcome, content: Content | Missing) -> Outcome:
    """``outcome`` when the page itself was served, else unknown: what an empty shell lacks, scripts may add, and what
    an error page or a login lacks says nothing about the page that should stand there."""
    if not isinstance(content, Content):
        return outcome
    if content.shell is not None:
        return unknown("the page is empty until scripts have run, and they may add it; see content-in-raw-html")
    for wall in content.walls:
        if wall.kind in _INSTEAD and len(wall.signs) > 1:
            return unknown(_INSTEAD[wall.kind])
    return outcome
