"""What the requests for one address share, what each gets, and what an earlier visit left to ask by: types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexaudit.snapshot import Headers, Hop, RobotsFile
from indexaudit.web.urls import Url

__all__ = ["Answer", "Origin", "Validators", "Visit", "origin_of"]

Origin = tuple[str, str, int | None]
"""Scheme, host and port."""


def origin_of(read: Url) -> Origin:
    """The origin of an address."""
    return read.scheme, read.host, read.port


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, redirect or page."""

    url: str
    status: int
    headers: Headers
    headers_complete: bool
    target: str | None
    """Where it redirects; null for an answer that is the page."""
    body: bytes
    truncated: bool

    def header(self, name: str) -> str | None:
        """The first value of one header; the name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(slots=True, kw_only=True)
class Visit:
    """One address: what its attempts share."""

    read: Url
    home: Origin | None
    """Alone gets the caller's headers; null when nobody does."""
    ends: float
    """On the fetcher's clock."""
    unless: Mapping[str, str]
    """Headers that make the first request a conditional one."""
    most: int
    """Bytes of the decoded body."""
    follow: bool = True
    """Whether redirects are followed."""
    sent: Mapping[str, str] = field(default_factory=dict)
    """Headers of every request for a page on the way, over those that are always sent."""
    known: str | None = None
    """An address that is not asked for when it is redirected to: the redirect is then the answer, and has no body."""
    robots: list[RobotsFile] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an earlier answer said of its version: by it a server tells that nothing has changed (RFC 9110 §8.8)."""

    etag: str | None = None
    """As sent, quotation marks and ``W/`` included."""
    last_modified: str | None = None
    """As sent."""

    def headers(self) -> dict[str, str]:
        """The request headers that ask for anything newer. Values that cannot be sent back are left out."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value and value.isascii() and value.isprintable()}
