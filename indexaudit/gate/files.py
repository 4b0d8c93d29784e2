"""The files of a folder, without following links out of it or round in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexaudit.errors import ConfigError
from indexaudit.gate.layouts import is_html
from indexaudit.gate.notes import Notes

__all__ = ["Files", "list_files", "read_file"]

_MOST: Final = 500_000
"""Files of a folder: ten times what the largest static sites have. Beyond it somebody named the wrong folder."""

_PIECE: Final = 1024 * 1024
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The names of a folder's files: paths with slashes, from the folder."""

    html: tuple[str, ...]
    """In order."""
    others: frozenset[str]
    """Images, styles, sitemaps …"""
    unseen: tuple[str, ...]
    """Links that were not followed, and what could not be listed. What is there is not known."""


def list_files(root: Path, notes: Notes) -> Files:
    """List a folder. Raises :class:`ConfigError` when it is none, or holds more than 500,000 files."""
    if not root.is_dir():
        what = (
            "is a file; name the folder that the site was built into"
            if root.exists()
            else "is not there; build the site first"
        )
        raise ConfigError(f"{root}: {what}")
    home = os.path.realpath(root)
    html: list[str] = []
    others: set[str] = set()
    unseen: list[str] = []
    for name, entry in _entries(str(root), unseen, notes):
        if entry.is_symlink():
            if not _is_own_file(entry.path, home):
                unseen.append(name)
                notes.add("is a link to a folder or out of the built folder, and was not followed", name)
                continue
        elif not entry.is_file(follow_symlinks=False):
            continue  # a socket, a pipe
        if is_html(name):
            html.append(name)
        else:
            others.add(name)
        if len(html) + len(others) > _MOST:
            raise ConfigError(f"{root}: holds more than {_MOST:,} files; name the folder that the site was built into")
    return Files(html=tuple(sorted(html)), others=frozenset(others), unseen=tuple(unseen))


def read_file(root: Path, name: str, most: int) -> bytes:
    """The first bytes of a file. Raises :class:`OSError`."""
    descriptor = os.open(f"{root}/{name}", _READ)
    try:
        pieces = []
        while most > 0 and (piece := os.read(descriptor, min(most, _PIECE))):
            pieces.append(piece)
            most -= len(piece)
    finally:
        os.close(descriptor)
    return b"".join(pieces)


def _entries(root: str, unseen: list[str], notes: Notes) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}") as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            unseen.append(folder.rstrip("/"))
            notes.add(f"could not be listed ({error.strerror})", folder or ".")
            continue
        for entry in entries:
            name = folder + entry.name
            if entry.name.startswith(".") and entry.name not in (".well-known", ".htaccess"):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{name}/")
            else:
                yield name, entry


def _is_own_file(path: str, home: str) -> bool:
    """Whether a link leads to a file inside the folder."""
    try:
        real = os.path.realpath(path, strict=True)
    except OSError:  # to nowhere, or round
        return False
    return Path(real).is_file() and real.startswith(home + os.sep)
