"""What was looked at beside the page: a browser's rendering, the image that it shares, and second requests.

Each look is made only when it was asked for, and keeps what it saw, how it ended and what it cost. Judgement reads this
and never looks itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from indexaudit.exchange import Exchange, RobotsFile
from indexaudit.model import Ended, FetchError, Probe

__all__ = ["NO_COST", "Cost", "Images", "Kind", "Look", "Probes", "RenderEnded", "Rendered", "accounted"]

Kind = Literal["image", "canonical", "variant", "missing", "author", "redirect", "sitemap"]
"""What a request beside the page is for: the share image, the target of the canonical, another spelling of the address,
an address beside it that nothing can be at, the page about the author, the address that redirected here again, and a
sitemap that may list the page."""

RenderEnded = Literal["idle", "budget", "failed", "unavailable"]
"""How a rendering ended: the page came to rest; a limit was reached, and what there was by then was kept; the browser
or the page failed; no browser could be started."""

_WORST: Final[tuple[Ended, ...]] = ("refused", "failed", "budget", "done")
_OF_RENDERING: Final[dict[RenderEnded, Ended]] = {
    "idle": "done",
    "budget": "budget",
    "failed": "failed",
    "unavailable": "failed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What looking took."""

    requests: int = 0
    """Requests that were sent: redirects, repetitions and robots.txt among them."""
    bytes: int = 0
    """Bytes of the answers' bodies, as sent."""
    seconds: float = 0.0
    """Pauses between two requests to one host included."""

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            requests=self.requests + other.requests,
            bytes=self.bytes + other.bytes,
            seconds=round(self.seconds + other.seconds, 3),
        )


NO_COST: Final = Cost()
"""That of a look for which nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The page as a browser built it."""

    url: str
    """The address that the browser was given: the one that had answered."""
    final_url: str
    """Where scripts and redirects had led it when the page was read."""
    html: str = ""
    """The document, written out; empty when there is none."""
    truncated: bool = False
    """The document is longer than what was kept."""
    requests: int = 0
    """Requests of the page that were let through."""
    blocked: int = 0
    """Those that were not: images, media, what robots.txt forbids, and what no public host answers."""
    blocked_by: tuple[tuple[str, int], ...] = ()
    """How many for which reason, in plain words."""
    left_for: str | None = None
    """Where scripts tried to lead the reader; not followed. Null when they did not."""
    ended: RenderEnded
    reason: str = ""
    """Why it did not come to rest, in plain words; empty when it did."""
    cost: Cost = NO_COST


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One request beside the page, with its redirects."""

    kind: Kind
    url: str
    """The address asked for."""
    ended: Ended
    """``done`` is any answer of HTTP, an error status too."""
    language: str = ""
    """The Accept-Language that was sent; empty: none."""
    reason: str = ""
    """Why there is no answer, in plain words; empty when there is one."""
    exchange: Exchange | None = None
    """Null when nothing answered."""
    body: bytes = b""
    """What was kept of the answer: of an image its beginning."""
    error: FetchError | None = None
    """What the network, or the guard, did instead of an answer."""
    cost: Cost = NO_COST


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """The beginnings of the images that the page shares; empty when it names none that can be asked for."""

    looks: tuple[Look, ...] = ()
    robots: tuple[RobotsFile, ...] = ()
    """robots.txt of every origin on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probes:
    """Second requests; empty when there was nothing to ask for."""

    looks: tuple[Look, ...] = ()
    robots: tuple[RobotsFile, ...] = ()
    """robots.txt of every origin on the way."""

    def of(self, kind: Kind) -> tuple[Look, ...]:
        """The looks for one purpose, in the order in which they were made."""
        return tuple(look for look in self.looks if look.kind == kind)


def accounted(rendered: Rendered | None, images: Images | None, probes: Probes | None) -> tuple[Probe, ...]:
    """What was looked at, one entry for each purpose, with the costs of its requests together and the worst end."""
    found = []
    if rendered is not None:
        found.append(_probe("rendered", [(rendered.cost, _OF_RENDERING[rendered.ended], rendered.reason)]))
    looks = (*(images.looks if images else ()), *(probes.looks if probes else ()))
    found += (
        _probe(kind, [(look.cost, look.ended, look.reason) for look in looks if look.kind == kind])
        for kind in dict.fromkeys(look.kind for look in looks)
    )
    return tuple(found)


def _probe(name: str, looks: Iterable[tuple[Cost, Ended, str]]) -> Probe:
    total, ended, reason = NO_COST, _WORST[-1], ""
    for cost, end, why in looks:
        total += cost
        if _WORST.index(end) < _WORST.index(ended):
            ended, reason = end, why
    return Probe(
        probe=name, requests=total.requests, bytes=total.bytes, seconds=total.seconds, ended=ended, reason=reason
    )
