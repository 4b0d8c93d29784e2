"""What HTTP brought: the hops to an answer, how much of it came, and the robots.txt on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from indexaudit.model import FetchError

__all__ = ["REFUSALS", "Exchange", "Headers", "Hop", "RobotsFile"]

Headers = tuple[tuple[str, str], ...]
"""Header lines in the order received, names as sent."""

REFUSALS: Final = frozenset({401, 403, 407, 429, 999})
"""Statuses with which a host refuses a client: the body says nothing about the page (design, part 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One request and the head of its answer."""

    url: str
    status: int
    headers: Headers | None
    """Null when they were not given (HTML handed over without them), which is not the same as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The way to the page: every hop in order, and how much of the body came."""

    hops: tuple[Hop, ...]
    """At least one; the last is the one that answered with the page."""
    fetched_at: datetime
    """With time zone: "now" for every judgement about time."""
    size: int
    """Bytes of the decoded body that were kept."""
    truncated: bool = False
    """The body is longer than what was kept."""
    headers_complete: bool = True
    """False when a malformed line hid what came after it."""
    seconds: float | None = None
    """From the first request to the last byte."""

    @property
    def url(self) -> str:
        """The address asked for."""
        return self.hops[0].url

    @property
    def final_url(self) -> str:
        """The address that answered."""
        return self.hops[-1].url

    @property
    def status(self) -> int:
        """HTTP status of the last hop."""
        return self.hops[-1].status

    @property
    def headers(self) -> Headers | None:
        """Header lines of the last hop; null when they were not given."""
        return self.hops[-1].headers

    def header(self, name: str) -> tuple[str, ...]:
        """Every value of one header of the last hop, in order; the name in any case."""
        name = name.lower()
        return tuple(value for key, value in self.headers or () if key.lower() == name)

    @property
    def media_type(self) -> str | None:
        """``type/subtype`` in lower case, without parameters; null when no Content-Type was sent or given."""
        for value in self.header("content-type"):
            kind = value.split(";", 1)[0].strip().lower()
            if "/" in kind:
                return kind
        return None

    @property
    def charset(self) -> str | None:
        """The charset parameter of Content-Type as sent (the first one wins), else null."""
        for value in self.header("content-type"):
            found = re.search(r";\s*charset\s*=\s*[\"']?([^\s\"';,]+)", value, re.IGNORECASE)
            if found:
                return found.group(1)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """What ``/robots.txt`` of one origin answered."""

    url: str
    """Where it was asked for: ``https://www.example.com/robots.txt``."""
    status: int | None
    """Null when there was no HTTP answer; see ``error``."""
    body: bytes = b""
    error: FetchError | None = None
    media_type: str | None = None
    """``type/subtype`` of its Content-Type; null when none was sent or it was not kept."""
    redirects: tuple[str, ...] = ()
    """Addresses that it was redirected to, in order."""
    truncated: bool = False
    """The body is longer than what was kept."""
