"""Rules on who else may read the page: those who answer with it, and those who draw its card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from indexaudit.agents.base import Agent, Purpose
from indexaudit.agents.registry import find, with_purpose
from indexaudit.facts import Cards, Missing, Robots, RobotsVerdict
from indexaudit.model import Address, Addressability, Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.sources import (
    ANTHROPIC_BOTS,
    APPLEBOT,
    GOOGLE_ROBOTS_TXT,
    META_CRAWLERS,
    OPENAI_BOTS,
    PERPLEXITY_BOTS,
)
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import join

_CHIEF_ANSWERS: Final = ("OAI-SearchBot", "PerplexityBot", "Claude-SearchBot", "Applebot")
"""Those that most readers of answers come from, named first."""
_CHIEF_PREVIEWS: Final = ("facebookexternalhit", "twitterbot", "linkedinbot", "pinterestbot")
"""Those whose cards most shared links depend on; the others are for messages and smaller networks."""


@rule(
    "ai-search-access",
    "Assistants that answer with links may read the page",
    dimension=Dimension.ACCESS,
    severity=Severity.INFO,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[OPENAI_BOTS, ANTHROPIC_BOTS, PERPLEXITY_BOTS, APPLEBOT],
    since="0.1",
)
def ai_search_access(robots: Robots, address: Address) -> Outcome:
    """No agent that reads for the answers of an assistant is kept out by robots.txt.

    ## Why
    These agents decide whether a page is linked in an answer. Whoever pastes a ready-made list against AI often shuts
    them out together with those that collect text for training, which is another decision: agents of training never
    count here. It is the owner's choice and costs no points. A block at a firewall cannot be seen from here.

    ## Fix
    Give the agents that are wanted a group of their own with `Allow: /`, or take them out of the list.
    """
    google = robots.of("Googlebot")
    if any(v.decision is not None and not v.decision.allowed for v in google):
        return skip("robots.txt keeps Googlebot out too; see robots-txt-allows-search")
    shut = _shut(_answering(), robots)
    if not shut:
        if lost := [v for v in google if v.decision is None]:
            return unknown(f"who may fetch {lost[0].url} cannot be told: {lost[0].reason}")
        return ok()
    names = _listed(agent.token for agent, _ in shut)
    first = shut[0][0]
    return warn(
        f"robots.txt keeps {names}, who read for the answers of assistants, from the page",
        *_lines(verdict for _, verdict in shut),
        fix=f"If they should find the page, {_way_in(shut, robots, address)}. {first.token}: {_lowered(first.cost)}",
    )


@rule(
    "preview-bots-allowed",
    "The agents that draw the card of a shared link may read it",
    dimension=Dimension.SHARE,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[META_CRAWLERS, GOOGLE_ROBOTS_TXT],
    since="0.1",
)
def preview_bots_allowed(robots: Robots, cards: Cards | Missing, address: Address) -> Outcome:
    """No agent that draws previews is kept from the page, or from the image of its card, by robots.txt.

    ## Why
    A link whose page may not be read is shown without title and picture. The image counts by the robots.txt of its own
    host, which is judged when it was fetched. Agents that never ask for robots.txt, such as Slack's, are left out, and
    a block at a firewall cannot be seen from here.

    ## Fix
    Give the agents that are wanted a group of their own with `Allow: /`, or take them out of the list.
    """
    if _belongs_to_platform(address):
        return skip("a platform lets in whom it has agreements with, whatever its robots.txt says to others")
    agents = [agent for agent in _drawing() if address.registrable_domain not in agent.sites]
    shut, what = _shut(agents, robots), "the page"
    if not shut and not isinstance(cards, Missing):
        image = cards.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
        url = join(robots.hops[-1], image.content) if image is not None else None
        file = robots.file(url) if url is not None and url.startswith(("http://", "https://")) else None
        if url is not None and file is not None and file.rules is not None:
            shut, what = _shut_by(file.rules, agents, url), f"the image of its card, {url}"
    if not shut:
        if lost := [v for v in robots.of(agents[0].id) if v.decision is None]:
            return unknown(f"who may fetch {lost[0].url} cannot be told: {lost[0].reason}")
        return ok()
    chief = [pair for pair in shut if pair[0].id in _CHIEF_PREVIEWS]
    shown = chief or shut
    message = f"robots.txt keeps {_listed(agent.token for agent, _ in shown)} from {what}"
    seen = _lines(verdict for _, verdict in shown)
    fix = (
        f"Let them draw the card: {_way_in(shown, robots, address)}. {shown[0][0].token}: {_lowered(shown[0][0].cost)}"
    )
    return fail(message, *seen, fix=fix) if chief else warn(message, *seen, fix=fix)


@cache
def _answering() -> tuple[Agent, ...]:
    """Those who read for answers, as far as their operators say so. Applebot reads for Siri's, beside its search."""
    found = [agent for agent in with_purpose(Purpose.AI_SEARCH) if agent.documented and agent.obeys == "yes"]
    found = [*found, find("Applebot")]
    rank = {token: n for n, token in enumerate(_CHIEF_ANSWERS)}
    return tuple(sorted(found, key=lambda agent: rank.get(agent.token, len(rank))))


@cache
def _drawing() -> tuple[Agent, ...]:
    """Those who draw cards and ask for robots.txt, the chief ones first."""
    found = [agent for agent in with_purpose(Purpose.SHARE_PREVIEW) if agent.obeys != "no"]
    return tuple(sorted(found, key=lambda agent: (agent.id not in _CHIEF_PREVIEWS, agent.id)))


_Shut = tuple[Agent, RobotsVerdict]


def _shut(agents: Iterable[Agent], robots: Robots) -> list[_Shut]:
    """Each agent that is refused, with its first refusal on the way."""
    found = []
    for agent in agents:
        for verdict in robots.of(agent.id):
            if verdict.decision is not None and not verdict.decision.allowed:
                found.append((agent, verdict))
                break
    return found


def _shut_by(rules: RobotsTxt, agents: Sequence[Agent], url: str) -> list[_Shut]:
    decisions = rules.decisions(((agent.token, *agent.follows) for agent in agents), url)
    return [
        (agent, RobotsVerdict(agent=agent.id, url=url, decision=decision, reason=f"line {decision.line}"))
        for agent, decision in zip(agents, decisions, strict=True)
        if not decision.allowed
    ]


def _lines(verdicts: Iterable[RobotsVerdict]) -> tuple[Evidence, ...]:
    """The lines that decided, each once."""
    seen = {v.decision.line: v.decision.rule for v in verdicts if v.decision is not None}
    return tuple(evidence(text, line=line or None, where="robots_txt") for line, text in list(seen.items())[:5])


def _way_in(shut: Sequence[_Shut], robots: Robots, address: Address) -> str:
    """How to let them in without opening the door to anybody else."""
    if _belongs_to_platform(address):
        return (
            f"publish on a host of your own, for authors cannot change the robots.txt of {address.registrable_domain}"
        )
    agent, verdict = shut[0]
    decision, file = verdict.decision, robots.file(verdict.url)
    if decision is not None and file is not None and file.rules is not None and file.rules.names(agent.token):
        return f"take out line {decision.line} of robots.txt, `{decision.rule}`, from the group of {agent.token}"
    named = " ".join(f"`User-agent: {other.token}`" for other, _ in shut[:4])
    more = f" (and for {len(shut) - 4} more)" if len(shut) > 4 else ""
    return f"add a group {named} with `Allow: /`{more}"


def _belongs_to_platform(address: Address) -> bool:
    return address.basis == "host" and address.addressability is not Addressability.OWN


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
