"""What was received for one address: the only thing that judgement reads.

A snapshot is kept as a folder that a person can read: ``snapshot.json``, ``body`` and one file for each robots.txt.
Secrets are left out, and reading follows no links.
"""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from indexaudit.errors import SnapshotError
from indexaudit.model import FetchError
from indexaudit.web.urls import mask_secrets

__all__ = ["Exchange", "Headers", "Hop", "RobotsFile", "Snapshot", "load", "save"]

Headers = tuple[tuple[str, str], ...]
"""Header lines in the order received, names as sent."""

FORMAT: Final = "indexaudit-snapshot/1"

_SECRET_HEADERS: Final = frozenset(
    {"authorization", "cookie", "proxy-authorization", "set-cookie", "set-cookie2", "x-api-key"}
)
_URL_HEADERS: Final = frozenset({"location", "content-location", "link", "refresh", "referer"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One address, as it answered at one moment."""

    url: str
    """The address asked for, serialised by the WHATWG rules."""
    fetched_at: datetime
    exchange: Exchange | None
    """Null when nothing answered; see ``fetch_error``."""
    body: bytes = b""
    """Decoded from Content-Encoding, not from its character encoding."""
    text: str | None = None
    """When the caller gave ``str``, that text; ``body`` is then its UTF-8 form and no decoding is to be decided."""
    robots: tuple[RobotsFile, ...] | None = None
    """Null when robots.txt was not asked for."""
    fetch_error: FetchError | None = None


def save(snapshot: Snapshot, folder: str | Path) -> None:
    """Write the snapshot as a folder, without secrets (Authorization, cookies, userinfo, token parameters).

    The folder is made; a folder that holds anything but an older snapshot is refused. Raises :class:`SnapshotError`.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink():
            raise SnapshotError(f"{folder}: is a link; name the folder itself")
        if any(folder.iterdir()) and not (folder / "snapshot.json").is_file():
            raise SnapshotError(f"{folder}: holds other files; choose a new or empty folder")
        files = {f"robots-{n}.txt": robots.body for n, robots in enumerate(snapshot.robots or (), 1)}
        files["body"] = snapshot.body
        for name, data in files.items():
            _write(folder / name, data)
        text = json.dumps(_manifest(snapshot), ensure_ascii=False, indent=2)
        _write(folder / "snapshot.json", text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise SnapshotError(f"{folder}: cannot be written ({error.strerror})") from error


def load(folder: str | Path) -> Snapshot:
    """Read a folder that :func:`save` wrote. Links inside it are refused. Raises :class:`SnapshotError`."""
    folder = Path(folder)
    try:
        manifest = json.loads(_read(folder / "snapshot.json"))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise SnapshotError(f"{folder}: is not a snapshot of format {FORMAT}; save it again")
        return _snapshot(folder, manifest)
    except OSError as error:
        raise SnapshotError(f"{folder}: cannot be read ({error.strerror or error})") from error
    except SnapshotError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SnapshotError(f"{folder}: snapshot.json is damaged ({type(error).__name__}: {error})") from error


def _manifest(snapshot: Snapshot) -> dict[str, Any]:
    exchange = snapshot.exchange
    return {
        "format": FORMAT,
        "url": mask_secrets(snapshot.url),
        "fetched_at": snapshot.fetched_at.isoformat(),
        "is_text": snapshot.text is not None,
        "exchange": None
        if exchange is None
        else {
            "hops": [
                {"url": mask_secrets(hop.url), "status": hop.status, "headers": _public_headers(hop.headers)}
                for hop in exchange.hops
            ],
            "fetched_at": exchange.fetched_at.isoformat(),
            "size": exchange.size,
            "truncated": exchange.truncated,
            "headers_complete": exchange.headers_complete,
            "seconds": exchange.seconds,
        },
        "robots": None if snapshot.robots is None else [_robots_entry(r) for r in snapshot.robots],
        "fetch_error": _error(snapshot.fetch_error),
    }


def _robots_entry(file: RobotsFile) -> dict[str, Any]:
    return {
        "url": mask_secrets(file.url),
        "status": file.status,
        "error": _error(file.error),
        "media_type": file.media_type,
        "redirects": [mask_secrets(url) for url in file.redirects],
        "truncated": file.truncated,
    }


def _public_headers(headers: Headers | None) -> list[list[str]] | None:
    if headers is None:
        return None
    return [
        [name, mask_secrets(value) if name.lower() in _URL_HEADERS else value]
        for name, value in headers
        if name.lower() not in _SECRET_HEADERS
    ]


def _error(error: FetchError | None) -> dict[str, Any] | None:
    if error is None:
        return None
    return {
        "code": error.code,
        "message": mask_secrets(error.message),
        "hop": error.hop,
        "retryable": error.retryable,
    }


def _snapshot(folder: Path, manifest: dict[str, Any]) -> Snapshot:
    def error_of(value: dict[str, Any] | None) -> FetchError | None:
        return None if value is None else FetchError(**value)

    exchange = manifest["exchange"]
    robots = manifest["robots"]
    body = _read(folder / "body")
    return Snapshot(
        url=manifest["url"],
        fetched_at=_moment(manifest["fetched_at"]),
        exchange=None
        if exchange is None
        else Exchange(
            hops=tuple(
                Hop(
                    url=hop["url"],
                    status=hop["status"],
                    headers=None
                    if hop["headers"] is None
                    else tuple((str(name), str(value)) for name, value in hop["headers"]),
                )
                for hop in exchange["hops"]
            ),
            fetched_at=_moment(exchange["fetched_at"]),
            size=exchange["size"],
            truncated=exchange["truncated"],
            headers_complete=exchange["headers_complete"],
            seconds=exchange["seconds"],
        ),
        body=body,
        text=body.decode("utf-8") if manifest["is_text"] else None,
        robots=None
        if robots is None
        else tuple(
            RobotsFile(
                url=entry["url"],
                status=entry["status"],
                body=_read(folder / f"robots-{n}.txt"),
                error=error_of(entry["error"]),
                # Folders of 0.1 do not have these.
                media_type=entry.get("media_type"),
                redirects=tuple(map(str, entry.get("redirects", ()))),
                truncated=bool(entry.get("truncated", False)),
            )
            for n, entry in enumerate(robots, 1)
        ),
        fetch_error=error_of(manifest["fetch_error"]),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write(path: Path, data: bytes) -> None:
    # O_NOFOLLOW: a link left in the folder must not carry our bytes somewhere else.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
        file.write(data)


def _read(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise SnapshotError(f"{path}: is not a plain file")
        return file.read()
