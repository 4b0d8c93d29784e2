"""The values of a snapshot to what stands in its ``snapshot.json``, and back; bodies stand in files beside it.

Secrets are left out on the way there: Authorization, cookies, userinfo, token parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from indexaudit.exchange import Exchange, Headers, Hop, RobotsFile
from indexaudit.looks import Cost, Images, Look, Probes, Rendered
from indexaudit.model import FetchError
from indexaudit.web.urls import mask_secrets

__all__ = [
    "error_entry",
    "error_of",
    "exchange_entry",
    "exchange_of",
    "looks_entry",
    "looks_of",
    "moment_of",
    "rendered_entry",
    "rendered_of",
    "robots_entries",
    "robots_of",
]

Entry = dict[str, Any]  # Any: values as JSON gives them
Put = Callable[[str, bytes], None]
"""Takes the name of a file and what it is to hold."""
Get = Callable[[str], bytes]
"""What the file of a name holds."""

_SECRET_HEADERS: Final = frozenset(
    {"authorization", "cookie", "proxy-authorization", "set-cookie", "set-cookie2", "x-api-key"}
)
_URL_HEADERS: Final = frozenset({"location", "content-location", "link", "refresh", "referer"})


# --- what HTTP brought ----------------------------------------------------------------------------------------------


def exchange_entry(exchange: Exchange | None) -> Entry | None:
    """Null for null."""
    if exchange is None:
        return None
    return {
        "hops": [
            {"url": mask_secrets(hop.url), "status": hop.status, "headers": _public_headers(hop.headers)}
            for hop in exchange.hops
        ],
        "fetched_at": exchange.fetched_at.isoformat(),
        "size": exchange.size,
        "truncated": exchange.truncated,
        "headers_complete": exchange.headers_complete,
        "seconds": exchange.seconds,
    }


def exchange_of(entry: Entry | None) -> Exchange | None:
    """What :func:`exchange_entry` made an entry of."""
    if entry is None:
        return None
    return Exchange(
        hops=tuple(
            Hop(
                url=hop["url"],
                status=hop["status"],
                headers=None
                if hop["headers"] is None
                else tuple((str(name), str(value)) for name, value in hop["headers"]),
            )
            for hop in entry["hops"]
        ),
        fetched_at=moment_of(entry["fetched_at"]),
        size=entry["size"],
        truncated=entry["truncated"],
        headers_complete=entry["headers_complete"],
        seconds=entry["seconds"],
    )


def _public_headers(headers: Headers | None) -> list[list[str]] | None:
    if headers is None:
        return None
    return [
        [name, mask_secrets(value) if name.lower() in _URL_HEADERS else value]
        for name, value in headers
        if name.lower() not in _SECRET_HEADERS
    ]


def robots_entries(files: Sequence[RobotsFile] | None, prefix: str, put: Put) -> list[Entry] | None:
    """Null for null. The body of the first file is put as ``<prefix>-1.txt``."""
    if files is None:
        return None
    for n, file in enumerate(files, 1):
        put(f"{prefix}-{n}.txt", file.body)
    return [
        {
            "url": mask_secrets(file.url),
            "status": file.status,
            "error": error_entry(file.error),
            "media_type": file.media_type,
            "redirects": [mask_secrets(url) for url in file.redirects],
            "truncated": file.truncated,
        }
        for file in files
    ]


def robots_of(entries: Iterable[Entry] | None, prefix: str, get: Get) -> tuple[RobotsFile, ...] | None:
    """What :func:`robots_entries` made entries of."""
    if entries is None:
        return None
    return tuple(
        RobotsFile(
            url=entry["url"],
            status=entry["status"],
            body=get(f"{prefix}-{n}.txt"),
            error=error_of(entry["error"]),
            # Folders of 0.1 do not have these.
            media_type=entry.get("media_type"),
            redirects=tuple(map(str, entry.get("redirects", ()))),
            truncated=bool(entry.get("truncated", False)),
        )
        for n, entry in enumerate(entries, 1)
    )


def error_entry(error: FetchError | None) -> Entry | None:
    """Null for null."""
    if error is None:
        return None
    return {
        "code": error.code,
        "message": mask_secrets(error.message),
        "hop": error.hop,
        "retryable": error.retryable,
    }


def error_of(entry: Entry | None) -> FetchError | None:
    """What :func:`error_entry` made an entry of."""
    return None if entry is None else FetchError(**entry)


def moment_of(text: str) -> datetime:
    """A moment with a time zone: UTC where none is written. Raises :class:`ValueError`."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# --- what was looked at beside the page -----------------------------------------------------------------------------


def rendered_entry(rendered: Rendered | None, put: Put) -> Entry | None:
    """Null for null. The document is put as ``rendered.html``, in UTF-8."""
    if rendered is None:
        return None
    put("rendered.html", rendered.html.encode("utf-8", "replace"))
    return {
        "url": mask_secrets(rendered.url),
        "final_url": mask_secrets(rendered.final_url),
        "truncated": rendered.truncated,
        "requests": rendered.requests,
        "blocked": rendered.blocked,
        "blocked_by": dict(rendered.blocked_by),
        "left_for": mask_secrets(rendered.left_for) if rendered.left_for is not None else None,
        "ended": rendered.ended,
        "reason": mask_secrets(rendered.reason),
        "cost": _cost_entry(rendered.cost),
    }


def rendered_of(entry: Entry | None, get: Get) -> Rendered | None:
    """What :func:`rendered_entry` made an entry of."""
    if entry is None:
        return None
    blocked_by = tuple((str(reason), int(count)) for reason, count in entry["blocked_by"].items())
    values = {**entry, "blocked_by": blocked_by, "cost": Cost(**entry["cost"])}
    return Rendered(**values, html=get("rendered.html").decode("utf-8"))


def looks_entry(looked: Images | Probes | None, prefix: str, put: Put) -> Entry | None:
    """Null for null. The body of the first look is put as ``<prefix>-1``, robots.txt as ``<prefix>-robots-1.txt``."""
    if looked is None:
        return None
    for n, look in enumerate(looked.looks, 1):
        put(f"{prefix}-{n}", look.body)
    return {
        "looks": [
            {
                "kind": look.kind,
                "url": mask_secrets(look.url),
                "ended": look.ended,
                "language": look.language,
                "reason": mask_secrets(look.reason),
                "exchange": exchange_entry(look.exchange),
                "error": error_entry(look.error),
                "cost": _cost_entry(look.cost),
            }
            for look in looked.looks
        ],
        "robots": robots_entries(looked.robots, f"{prefix}-robots", put),
    }


def looks_of(entry: Entry | None, prefix: str, get: Get) -> tuple[tuple[Look, ...], tuple[RobotsFile, ...]] | None:
    """The looks and robots files that :func:`looks_entry` made an entry of."""
    if entry is None:
        return None
    looks = tuple(
        Look(
            kind=look["kind"],
            url=look["url"],
            ended=look["ended"],
            language=look["language"],
            reason=look["reason"],
            exchange=exchange_of(look["exchange"]),
            body=get(f"{prefix}-{n}"),
            error=error_of(look["error"]),
            cost=Cost(**look["cost"]),
        )
        for n, look in enumerate(entry["looks"], 1)
    )
    return looks, robots_of(entry["robots"], f"{prefix}-robots", get) or ()


def _cost_entry(cost: Cost) -> Entry:
    return {"requests": cost.requests, "bytes": cost.bytes, "seconds": cost.seconds}
