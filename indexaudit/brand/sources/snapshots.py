"""Folders of saved snapshots to items, each with its page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from indexaudit.brand.sources.pages import Pages
from indexaudit.config import ChannelSource
from indexaudit.errors import SnapshotError
from indexaudit.items import Intake, Item, Origin, Read, SetAside
from indexaudit.snapshot import Snapshot, load

__all__ = ["DAMAGED", "read_snapshots"]

DAMAGED: Final = "a saved snapshot that cannot be read"
TOO_LARGE: Final = "a saved snapshot of more than 64 MiB; no page is"

_LARGEST: Final = 64 * 1024 * 1024
_DEEPEST: Final = 8
"""Folders within folders that are looked into."""


def read_snapshots(folder: str, channel: ChannelSource, pages: Pages) -> Intake:
    """The snapshot that is the folder, or those in it and in the folders below it, in order of their names."""
    notes: list[str] = []
    return Intake(channel=channel.name, source=folder, records=_records(folder, channel, pages, notes), notes=notes)


def _records(folder: str, channel: ChannelSource, pages: Pages, notes: list[str]) -> Iterator[Read]:
    for path in _folders(Path(folder), notes):
        member = str(path.relative_to(folder))
        origin = Origin(source=folder, member=None if member == "." else member)
        snapshot = _load(path, notes)
        if isinstance(snapshot, str):
            yield SetAside(origin=origin, reason=snapshot)
            continue
        yield pages.seen(snapshot, Item(origin=origin, url=snapshot.url, channel=channel.name))


def _folders(folder: Path, notes: list[str], depth: int = 0) -> Iterator[Path]:
    """The snapshots at and below a folder. Links are not followed."""
    if (folder / "snapshot.json").is_file():
        yield folder
        return
    if depth == _DEEPEST:
        notes.append(f"{folder}: folders are looked into {_DEEPEST} levels deep, and not further")
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError as error:
        notes.append(f"{folder}: cannot be read ({error.strerror})")
        return
    for name in names:
        yield from _folders(folder / name, notes, depth + 1)


def _load(folder: Path, notes: list[str]) -> Snapshot | str:
    """A snapshot, or why there is none."""
    with suppress(OSError):
        if any((folder / name).stat().st_size > _LARGEST for name in ("snapshot.json", "body")):
            return TOO_LARGE
    try:
        snapshot = load(folder)
    except SnapshotError as error:
        if not any(DAMAGED in note for note in notes):
            notes.append(f"{DAMAGED}, the first of them: {error}")
        return DAMAGED
    return snapshot if _is_sound(snapshot) else DAMAGED


def _is_sound(snapshot: Snapshot) -> bool:
    """Whether the values of a hand-made snapshot are of the types that everything behind relies on."""
    exchange = snapshot.exchange
    return isinstance(snapshot.url, str) and (
        exchange is None
        or (
            bool(exchange.hops)
            and isinstance(exchange.size, int)
            and all(isinstance(hop.url, str) and type(hop.status) is int for hop in exchange.hops)
        )
    )
