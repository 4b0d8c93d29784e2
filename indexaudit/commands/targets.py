"""What was typed on the command line to snapshots: files, folders of saved snapshots, URLs, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote

from indexaudit.api import html_snapshot
from indexaudit.config import Config
from indexaudit.errors import IndexAuditError, InvalidURL
from indexaudit.snapshot import Headers, Snapshot, load
from indexaudit.web.urls import read_url

if TYPE_CHECKING:
    from indexaudit.fetch.fetcher import Fetcher
    from indexaudit.looking.looker import Looker

__all__ = ["Answer", "Door", "File", "Folder", "Target", "TargetError", "Web", "read", "targets"]

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_OTHER_SCHEME: Final = re.compile(r"(?:about|blob|data|file|javascript|mailto|tel|urn):", re.IGNORECASE)
_HOST_LIKE: Final = re.compile(r"[^\s/\\:?#]+(?:[.][^\s/\\:?#]+)+(?:[:/?#]|$)|localhost(?:[:/?#]|$)")
_FILE_LIKE: Final = re.compile(r"[^/]+\.(?:x?html?|txt|xml|json|csv|md)", re.IGNORECASE)
"""A name that was meant as a file: of these endings only ``md`` is a top-level domain, and hardly names a page."""
_SAVED: Final = (
    re.compile(rb"<!--[ \t]*saved from url=\(\d{1,9}\)(https?://[^\s<>\"]+)"),
    re.compile(rb"Page saved with SingleFile\s{1,20}url:[ \t]*(https?://[^\s<>\"]+)"),
)
"""Browsers ("Save page as") and the SingleFile extension note where a page came from."""

_LARGEST: Final = 64 * 1024 * 1024


class TargetError(IndexAuditError):
    """A target that is neither a file, a saved snapshot nor a URL, or that cannot be read."""

    code = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the caller says about the answer that a file was. Null means not said."""

    url: str | None = None
    status: int = 200
    headers: Headers | None = None
    """Of the answer; for a URL, those to send."""
    robots_txt: bytes | None = None

    @classmethod
    def given(cls, *, url: str | None, status: int | None, headers: Iterable[str], robots_txt: str | None) -> Self:
        """From a command line: headers as ``Name: value``, robots.txt as a path. Raises :class:`TargetError`."""
        return cls(
            url=url,
            status=status or 200,
            headers=tuple(map(_header, headers)) or None,
            robots_txt=None if robots_txt is None else _bytes(Path(robots_txt)),
        )


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name.strip():
        raise TargetError(f"header {line!r} is not of the form 'Name: value'")
    return name.strip(), value.strip()


@dataclass(frozen=True, slots=True)
class Web:
    """A page to fetch."""

    url: str
    typed: bool = True
    """Named by the caller, whose hosts need not be public; not by a list."""


@dataclass(frozen=True, slots=True)
class File:
    """A page on disk."""

    path: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A saved snapshot."""

    path: Path


Target = Web | File | Folder


def targets(arguments: Iterable[str], lines: Iterable[str] = ()) -> Iterator[Target | TargetError]:
    """Each argument as what it names; ``-`` stands for ``lines``, where blank ones and those with ``#`` are skipped.

    An argument that names nothing gives the error as a value, so that the others are still judged.
    """
    for argument in arguments:
        if argument == "-":
            wanted = (line.strip() for line in lines)
            for target in targets(line for line in wanted if line not in ("", "-") and not line.startswith("#")):
                yield Web(target.url, typed=False) if isinstance(target, Web) else target
            continue
        try:
            yield from _targets(argument)
        except TargetError as error:
            yield error


def _targets(argument: str) -> Iterator[Target]:
    if _SCHEME.match(argument):
        if argument.partition(":")[0].lower() not in ("http", "https"):
            raise TargetError(f"{argument}: only http and https addresses can be audited")
        yield Web(argument)
        return
    path = Path(argument)
    try:
        if path.is_file():
            yield File(path)
            return
        folder = path.is_dir()
    except (OSError, ValueError):
        folder = False
    if not folder:
        if _OTHER_SCHEME.match(argument):
            raise TargetError(f"{argument}: only http and https addresses can be audited")
        is_host = _HOST_LIKE.match(argument) and not _FILE_LIKE.fullmatch(argument)
        hint = f"; an address is written https://{argument}" if is_host else ""
        raise TargetError(f"{argument}: there is no such file{hint}")
    found = [path] if _is_snapshot(path) else sorted(p for p in path.iterdir() if p.is_dir() and _is_snapshot(p))
    if not found:
        raise TargetError(
            f"{argument}: is a folder without a saved snapshot; name the HTML files in it,"
            " or say with --base-url where a built site will be served"
        )
    yield from map(Folder, found)


def _is_snapshot(path: Path) -> bool:
    return (path / "snapshot.json").is_file()


class Door:
    """The way to the addresses of one run: one fetcher for all, so that each host is asked at its pace."""

    def __init__(self, config: Config, answer: Answer, *, look: bool = False) -> None:
        """``look``: whether the looks that the configuration asks for are made beside the pages."""
        self._config = config
        self._answer = answer
        self._look = look
        self._fetcher: Fetcher | None = None
        self._looker: Looker | None = None

    def fetch(self, target: Web) -> Snapshot:
        """Raises :class:`InvalidURL`, :class:`AddressNotAllowed` and :class:`ConfigError`."""
        from indexaudit.fetch.fetcher import Fetcher
        from indexaudit.looking.looker import Looker

        if self._fetcher is None:
            self._fetcher = Fetcher(self._config, headers=dict(self._answer.headers or ()))
        if self._look and self._looker is None:
            self._looker = Looker(self._config, self._fetcher)
        page = self._fetcher.fetch(target.url, typed=target.typed)
        return page if self._looker is None else self._looker.look(page, typed=target.typed)

    def close(self) -> None:
        """Close the connections."""
        if self._looker is not None:
            self._looker.close()
        if self._fetcher is not None:
            self._fetcher.close()


def read(target: Target, answer: Answer, config: Config, door: Door) -> tuple[Snapshot, str | None]:
    """What the target holds, and a note when its address had to be guessed.

    Raises :class:`TargetError`, :class:`InvalidURL`, :class:`AddressNotAllowed`, :class:`ConfigError` and
    :class:`SnapshotError`.
    """
    if isinstance(target, Web):
        return door.fetch(target), None
    if isinstance(target, Folder):
        return load(target.path), None
    html = _bytes(target.path)
    url, note = (answer.url, None) if answer.url else _address(html, target.path, answer.headers, config)
    snapshot = html_snapshot(html, url, headers=answer.headers, status=answer.status, robots_txt=answer.robots_txt)
    return snapshot, note and f"{target.path}: {note}"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            html = file.read(_LARGEST + 1)
    except OSError as error:
        raise TargetError(f"{path}: cannot be read ({error.strerror})") from error
    if len(html) > _LARGEST:
        raise TargetError(f"{path}: is larger than {_LARGEST // 1024 // 1024} MiB; no page is")
    return html


def _address(html: bytes, path: Path, headers: Headers | None, config: Config) -> tuple[str, str]:
    """The address that a saved page most likely had, and how that is known.

    The browser's own note comes first, then what the page calls itself (canonical, og:url). A page that says neither
    is judged by its file name, on a host that cannot exist (RFC 2606 §2).
    """
    from indexaudit.extract.cards import read_cards
    from indexaudit.extract.document import parse
    from indexaudit.extract.head import read_head

    for pattern in _SAVED:
        saved = pattern.search(html, 0, 4096)
        if saved and _is_url(found := saved.group(1).decode("ascii", "replace")):
            return found, f"judged at {found}, where it was saved from; --url names another address"
    page = parse(
        html,
        url="https://example.invalid/",
        media_type="text/html",
        charset=None,
        text=None,
        truncated=False,
        limits=config.limits,
    )
    canonical = read_head(page, headers).canonical
    card = read_cards(page).text("og:url")
    for what, url in (("canonical", canonical), ("og:url", card)):
        if url and _is_url(url) and "//example.invalid/" not in url:
            return url, f"judged at {url}, its own {what}; --url names another address"
    url = f"https://example.invalid/{quote(path.name)}"
    return url, f"names no address of its own; judged at {url}, --url names the real one"


def _is_url(text: str) -> bool:
    try:
        read_url(text)
    except InvalidURL:
        return False
    return True
