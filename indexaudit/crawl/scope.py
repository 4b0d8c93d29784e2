"""Which addresses are one page, and which pages belong to a crawl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, Self
from urllib.parse import unquote, unquote_plus

from indexaudit.crawl.options import CrawlOptions
from indexaudit.web.permalinks import is_session
from indexaudit.web.robots_patterns import escaped, reach
from indexaudit.web.urls import normalized, plain_escapes, read_url, registrable_domain

__all__ = ["Refusal", "Scope", "host_key", "key"]

_PLATFORM_SESSION: Final = re.compile(
    r"phpsessid|jsessionid|aspsessionid[a-z]*|asp\.net_sessionid|cfid|cftoken|zenid|oscsid|osadcsid", re.IGNORECASE
)
"""Names that a server or a shop gives to its sessions, and nothing else has."""
_SESSION_VALUE: Final = re.compile(r"(?=.*[0-9])[0-9A-Za-z]{16,}|[0-9a-f]{10,}")
_ASP_SEGMENT: Final = re.compile(r"\([A-Z]\([A-Za-z0-9]{16,}\)\)")
"""``/(S(lit3py55t21z5v55vlm25s55))/``: sessions without cookies of ASP.NET."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an address is not crawled."""

    reason: str
    """``scheme``, ``too_long``, ``scope``, ``port``, ``segments``, ``excluded``, ``depth``, or a trap."""
    pattern: str
    """What such addresses have in common, for counting: a host, the pattern that excludes them, a folded address."""


@lru_cache(maxsize=1024)
def key(url: str) -> str:
    """The address as the crawl knows it, and as it is asked for.

    The WHATWG form of :func:`indexaudit.web.urls.normalized` (without userinfo, default port, fragment and tracking
    parameters), and without session ids in query and path. http and https, hosts with and without ``www.``, upper and
    lower case of the path, and a trailing slash stay apart: only an answer can tell whether they are one page.
    Idempotent. Raises :class:`InvalidURL` for what :func:`indexaudit.web.urls.read_url` refuses, and nothing else.

    A parameter is a session id when its name belongs to a platform's sessions, or says so and has a value of a
    session's length. A bare ``session`` stays: conferences have sessions, too.
    """
    found = normalized(read_url(url))
    while (bare := _without_sessions(found)) != found:
        found = normalized(read_url(bare))  # what stood before a session id may be a dot segment (``/.;jsessionid=1/``)
    return found


def host_key(key: str) -> str:
    """The host of a key, with its port when it is not the default one."""
    return key.partition("://")[2].partition("/")[0]


class Scope:
    """What belongs to a crawl. The same options give the same answers, in any order."""

    def __init__(self, options: CrawlOptions, seeds: Iterable[str]) -> None:
        """Made by :meth:`of`."""
        self._options = options
        self._seeds = frozenset(seeds)
        self._ports = frozenset(map(str, options.ports)) | {_authority(seed)[1] for seed in self._seeds}
        self._places = frozenset(_place(seed, options.scope) for seed in self._seeds)
        self._include = tuple((given, _as_in_keys(given)) for given in options.include)
        self._exclude = tuple((given, _as_in_keys(given)) for given in options.exclude)

    @classmethod
    def of(cls, options: CrawlOptions, *, moved: Iterable[str] = ()) -> Self:
        """``moved``: addresses that seeds redirect to and that are seeds from then on."""
        return cls(options, map(key, (*options.seeds, *moved)))

    def covers(self, key: str) -> bool:
        """Whether an address lies in the scope, excluded or not. Never raises."""
        return self._outside(key) is None

    def admits(self, key: str, depth: int) -> Refusal | None:
        """Why an address that is ``depth`` links from a seed is not crawled; null when it may be. Never raises.

        It may be one that has no key (``mailto:``).
        """
        refusal = self._outside(key)
        if refusal is not None:
            return refusal
        limit = self._options.depth
        if limit is not None and depth > limit:
            return Refusal(reason="depth", pattern=host_key(key))
        if key in self._seeds:
            return None
        path = _path(key)
        if sum(1 for segment in path.partition("?")[0].split("/") if segment) > self._options.segments:
            return Refusal(reason="segments", pattern=host_key(key))
        for given, pattern in self._exclude:
            if reach(pattern, path, allow=False):
                return Refusal(reason="excluded", pattern=given)
        if self._include and not any(reach(pattern, path, allow=False) for _, pattern in self._include):
            return Refusal(reason="excluded", pattern="not included")
        return None

    def _outside(self, key: str) -> Refusal | None:
        if not key.startswith(("https://", "http://")):
            scheme, colon, _ = key.partition(":")
            return Refusal(reason="scheme", pattern=scheme[:20].lower() if colon else "none")
        host, port = _authority(key)
        if len(key) > self._options.url_characters:
            return Refusal(reason="too_long", pattern=host)
        if key in self._seeds:
            return None
        if not any(place in self._places for place in _places(key, self._options.scope)):
            return Refusal(reason="scope", pattern=host)
        if port not in self._ports:
            return Refusal(reason="port", pattern=f"{host}:{port}")
        return None


def _without_sessions(key: str) -> str:
    address, question, query = key.partition("?")
    start, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if ";" in path or "(" in path:
        path = "/".join(_without_parameters(s) for s in path.split("/") if not _ASP_SEGMENT.fullmatch(unquote(s)))
    if query:
        query = "&".join(pair for pair in query.split("&") if not _is_session(pair))
    return f"{start}{slashes}{host}{slash}{path}{question if query else ''}{query}"


def _without_parameters(segment: str) -> str:
    name, *parameters = segment.split(";")
    return ";".join((name, *(pair for pair in parameters if not _is_session(pair))))


def _is_session(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name, value = unquote_plus(name), unquote_plus(value)
    if _PLATFORM_SESSION.fullmatch(name):
        return True
    return name.lower() != "session" and is_session(name, value) and _SESSION_VALUE.fullmatch(value) is not None


def _authority(key: str) -> tuple[str, str]:
    """Host and port of a key, the default port too."""
    scheme, _, rest = key.partition("://")
    authority = rest.partition("/")[0]
    host, colon, port = authority.rpartition(":")
    if colon and not port.endswith("]"):
        return host, port
    return authority, "443" if scheme == "https" else "80"


def _path(key: str) -> str:
    """Path and query of a key."""
    return "/" + key.partition("://")[2].partition("/")[2]


def _bare(host: str) -> str:
    return host.removeprefix("www.") or host


def _place(seed: str, scope: Literal["host", "domain", "path"]) -> tuple[str, str]:
    """What a seed opens: a host or domain, and a path below it."""
    host, _ = _authority(seed)
    if scope == "domain":
        return registrable_domain(host) or host, ""
    if scope == "host":
        return _bare(host), ""
    path = _path(seed).partition("?")[0]
    directory, _, last = path.rpartition("/")
    return _bare(host), directory if "." in last else path.rstrip("/")


def _places(key: str, scope: Literal["host", "domain", "path"]) -> Iterator[tuple[str, str]]:
    """The places that would open an address, the nearest first."""
    host, _ = _authority(key)
    if scope == "domain":
        yield registrable_domain(host) or host, ""
        return
    if scope == "host":
        yield _bare(host), ""
        return
    path = _path(key).partition("?")[0].rstrip("/")
    while path:
        yield _bare(host), path
        path = path.rpartition("/")[0]
    yield _bare(host), ""


def _as_in_keys(pattern: str) -> str:
    """A pattern with its characters written as keys have them: other scripts percent-encoded, plain ones not."""
    return plain_escapes(escaped(pattern.encode("utf-8", "surrogatepass").decode("latin-1")))
