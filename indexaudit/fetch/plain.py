"""An address to a snapshot over plain requests: robots.txt first, then the page, hop by hop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

from indexaudit import __version__
from indexaudit.config import Config
from indexaudit.model import FetchError
from indexaudit.snapshot import Exchange, Hop, RobotsFile, Snapshot
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.urls import join, read_url

__all__ = ["fetch"]

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 10.0
ROBOTS_REDIRECTS: Final = 5
"""RFC 9309 §2.3.1.2: at least five."""

_MOVED: Final = frozenset({301, 302, 303, 307, 308})


def fetch(url: str, config: Config) -> Snapshot:
    """Ask for robots.txt and the page. What the network does is in the snapshot; raises only :class:`InvalidURL`."""
    href = read_url(url).href
    fetched_at = datetime.now(UTC).replace(microsecond=0)
    with closing(_Session(config)) as session:
        robots = [_fetch_robots(session, href, config)]
        refusal = _forbidden(robots[0], href, config, hop=0)
        if refusal is not None:
            return Snapshot(url=href, fetched_at=fetched_at, exchange=None, robots=tuple(robots), fetch_error=refusal)
        hops: list[Hop] = []
        try:
            for answer in _follow(session, href, config, limit=config.limits.redirects):
                hops.append(Hop(url=answer.url, status=answer.status, headers=answer.headers))
                if answer.target is not None and not any(_same_origin(r.url, answer.target) for r in robots):
                    robots.append(_fetch_robots(session, answer.target, config))
                if answer.target is not None:
                    refusal = next(
                        (
                            _forbidden(r, answer.target, config, hop=len(hops))
                            for r in robots
                            if _same_origin(r.url, answer.target)
                        ),
                        None,
                    )
                    if refusal is not None:
                        raise _Failed(refusal)
        except _Failed as failed:
            return Snapshot(
                url=href, fetched_at=fetched_at, exchange=None, robots=tuple(robots), fetch_error=failed.error
            )
    exchange = Exchange(
        hops=tuple(hops),
        fetched_at=fetched_at,
        size=len(answer.body),
        truncated=answer.truncated,
        seconds=round(answer.seconds, 3),
    )
    return Snapshot(url=href, fetched_at=fetched_at, exchange=exchange, body=answer.body, robots=tuple(robots))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    target: str | None
    """Where it redirects; null for an answer that is the page."""
    body: bytes
    truncated: bool
    seconds: float


class _Failed(Exception):
    def __init__(self, error: FetchError) -> None:
        self.error = error


class _Session(requests.Session):
    """One without environment, and without the redirects of requests, which read every redirect's whole body."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.trust_env = False
        name = config.user_agent
        self.headers.update(
            {
                "User-Agent": f"{name}/{__version__}" if name == Config().user_agent else name,
                "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            }
        )

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        return None


def _follow(session: _Session, url: str, config: Config, *, limit: int, cap: int | None = None) -> Iterator[_Answer]:
    """Every answer on the way, the page last. Raises :class:`_Failed`."""
    deadline = time.monotonic() + config.limits.fetch_seconds
    seen: set[str] = set()
    for hop in range(limit + 1):
        if url in seen:
            raise _Failed(_error("redirect_loop", f"the redirects come back to {url}", hop))
        seen.add(url)
        answer = _ask(session, url, hop=hop, deadline=deadline, cap=cap or config.limits.body_bytes)
        yield answer
        if answer.target is None:
            return
        url = answer.target
    raise _Failed(_error("redirect_limit", f"more than {limit} redirects", limit))


def _ask(session: _Session, url: str, *, hop: int, deadline: float, cap: int) -> _Answer:
    started = time.monotonic()
    try:
        with session.get(url, stream=True, timeout=(CONNECT_SECONDS, READ_SECONDS)) as response:
            headers = tuple((str(k), str(v)) for k, v in response.raw.headers.items())
            target = _target(response, url, hop)
            body, truncated = (b"", False) if target else _read(response, deadline=deadline, cap=cap, hop=hop)
            return _Answer(
                url=url,
                status=response.status_code,
                headers=headers,
                target=target,
                body=body,
                truncated=truncated,
                seconds=time.monotonic() - started,
            )
    except requests.RequestException as error:
        raise _Failed(_from_requests(error, hop)) from error
    except UnicodeError as error:
        raise _Failed(_error("bad_location", f"the address cannot be asked for ({error})", hop)) from error


def _target(response: requests.Response, url: str, hop: int) -> str | None:
    location = response.headers.get("Location")
    if response.status_code not in _MOVED or location is None:
        return None
    # The header is latin-1 to http.client; servers send UTF-8.
    target = join(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if not location.strip() or target is None or not target.startswith(("http://", "https://")):
        code = "bad_location" if target is None or not location.strip() else "blocked_scheme"
        raise _Failed(_error(code, f"redirects to {location[:200]!r}, which cannot be followed", hop))
    return target.partition("#")[0]


def _read(response: requests.Response, *, deadline: float, cap: int, hop: int) -> tuple[bytes, bool]:
    body = bytearray()
    for piece in response.iter_content(64 * 1024):
        body += piece
        if len(body) > cap:
            return bytes(body[:cap]), True
        if time.monotonic() > deadline:
            raise _Failed(_error("deadline", "the answer took too long", hop, retryable=True))
    return bytes(body), False


def _fetch_robots(session: _Session, page: str, config: Config) -> RobotsFile:
    url = join(page, "/robots.txt") or page
    cap = config.limits.robots_txt_bytes
    try:
        *_, answer = _follow(session, url, config, limit=ROBOTS_REDIRECTS, cap=cap)
    except _Failed as failed:
        if failed.error.code == "redirect_limit":
            # Google: more than five hops count as 404, so everything may be crawled.
            return RobotsFile(url=url, status=404)
        return RobotsFile(url=url, status=None, error=failed.error)
    return RobotsFile(url=url, status=answer.status, body=answer.body)


def _forbidden(robots: RobotsFile, url: str, config: Config, *, hop: int) -> FetchError | None:
    """Whether robots.txt forbids this address to us (RFC 9309 §2.3.1.4: unreachable means disallowed)."""
    if robots.status is None or robots.status >= 500 or robots.status == 429:
        reason = robots.error.message if robots.error else f"status {robots.status}"
        return _error("robots_unreachable", f"robots.txt could not be had ({reason})", hop, retryable=True)
    if not 200 <= robots.status < 300:
        return None
    decision = RobotsTxt.parse(robots.body).decide(config.user_agent, url)
    if decision.allowed:
        return None
    return _error("robots_disallowed", f"robots.txt line {decision.line} forbids us: {decision.rule}", hop)


def _same_origin(a: str, b: str) -> bool:
    one, two = read_url(a), read_url(b)
    return (one.scheme, one.host, one.port) == (two.scheme, two.host, two.port)


def _error(code: str, message: str, hop: int, *, retryable: bool = False) -> FetchError:
    return FetchError(code=code, message=message, hop=hop, retryable=retryable)


def _from_requests(error: requests.RequestException, hop: int) -> FetchError:
    reason = getattr(error.args[0], "reason", error.args[0]) if error.args else error
    if isinstance(reason, NameResolutionError):
        return _error("dns_failure", "the host name does not resolve", hop, retryable=True)
    if isinstance(error, requests.ConnectTimeout):
        return _error("connect_timeout", f"no connection within {CONNECT_SECONDS:g} s", hop, retryable=True)
    if isinstance(error, requests.Timeout):
        return _error("read_timeout", f"no answer within {READ_SECONDS:g} s", hop, retryable=True)
    if isinstance(error, requests.exceptions.SSLError):
        return _error("tls_error", f"no secure connection ({reason})", hop)
    if isinstance(reason, NewConnectionError):
        return _error("connect_refused", "the host refuses the connection", hop, retryable=True)
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return _error("bad_encoding", "the body is not in the encoding it declares", hop)
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return _error("truncated_body", "the answer broke off", hop, retryable=True)
    if isinstance(error, requests.ConnectionError):
        return _error("connection_reset", "the connection broke off", hop, retryable=True)
    return _error("fetch_failed", f"cannot be fetched ({type(error).__name__})", hop)
