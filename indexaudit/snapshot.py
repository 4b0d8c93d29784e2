"""What was received for one address: the only thing that judgement reads.

A snapshot is kept as a folder that a person can read: ``snapshot.json``, ``body``, one file for each robots.txt, and
what was looked at beside the page. Secrets are left out, and reading follows no links.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from indexaudit.errors import SnapshotError
from indexaudit.exchange import Exchange, Headers, Hop, RobotsFile
from indexaudit.looks import Images, Look, Probes, Rendered
from indexaudit.model import FetchError
from indexaudit.snapshot_manifest import (
    error_entry,
    error_of,
    exchange_entry,
    exchange_of,
    looks_entry,
    looks_of,
    moment_of,
    rendered_entry,
    rendered_of,
    robots_entries,
    robots_of,
)
from indexaudit.web.urls import mask_secrets

__all__ = ["Exchange", "Headers", "Hop", "RobotsFile", "Snapshot", "load", "save", "seen_by"]

FORMAT: Final = "indexaudit-snapshot/1"


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
    rendered: Rendered | None = None
    """Null when no rendering was asked for, as for the next two."""
    images: Images | None = None
    probes: Probes | None = None


def seen_by(look: Look, robots: tuple[RobotsFile, ...], fetched_at: datetime) -> Snapshot:
    """What a look saw, as the snapshot that the address would have had by itself."""
    return Snapshot(
        url=look.url,
        fetched_at=fetched_at,
        exchange=look.exchange,
        body=look.body,
        robots=robots,
        fetch_error=look.error,
    )


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
        files = {"body": snapshot.body}
        manifest = _manifest(snapshot, files)
        for name, data in files.items():
            _write(folder / name, data)
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
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


def _manifest(snapshot: Snapshot, files: dict[str, bytes]) -> dict[str, Any]:
    put = files.__setitem__
    return {
        "format": FORMAT,
        "url": mask_secrets(snapshot.url),
        "fetched_at": snapshot.fetched_at.isoformat(),
        "is_text": snapshot.text is not None,
        "exchange": exchange_entry(snapshot.exchange),
        "robots": robots_entries(snapshot.robots, "robots", put),
        "fetch_error": error_entry(snapshot.fetch_error),
        "rendered": rendered_entry(snapshot.rendered, put),
        "images": looks_entry(snapshot.images, "image", put),
        "probes": looks_entry(snapshot.probes, "probe", put),
    }


def _snapshot(folder: Path, manifest: dict[str, Any]) -> Snapshot:
    def get(name: str) -> bytes:
        return _read(folder / name)

    body = get("body")
    # Folders of 0.1 do not have these three.
    images = looks_of(manifest.get("images"), "image", get)
    probes = looks_of(manifest.get("probes"), "probe", get)
    return Snapshot(
        url=manifest["url"],
        fetched_at=moment_of(manifest["fetched_at"]),
        exchange=exchange_of(manifest["exchange"]),
        body=body,
        text=body.decode("utf-8") if manifest["is_text"] else None,
        robots=robots_of(manifest["robots"], "robots", get),
        fetch_error=error_of(manifest["fetch_error"]),
        rendered=rendered_of(manifest.get("rendered"), get),
        images=None if images is None else Images(looks=images[0], robots=images[1]),
        probes=None if probes is None else Probes(looks=probes[0], robots=probes[1]),
    )


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
