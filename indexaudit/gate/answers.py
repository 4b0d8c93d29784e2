"""What an address of the site will answer, from its folder alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote

from indexaudit.crawl.scope import key
from indexaudit.errors import InvalidURL
from indexaudit.gate.folder import BuiltFolder
from indexaudit.web.urls import join

__all__ = ["Answer", "Answers"]

_HOPS: Final = 5
"""Redirects that are followed; Google follows ten, and of five the author should be told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of asking for an address."""

    kind: Literal["page", "moved", "file", "missing", "unknown", "outside"]
    """``outside``: of another host, or beside the folder of the base address. ``unknown``: the folder cannot tell."""
    url: str = ""
    """Of ``page``, its own address; of ``moved``, where its redirects end."""
    hops: tuple[tuple[str, int], ...] = ()
    """Of ``moved``: address and status of every redirect."""


_OF_THE_HOST: Final = (".netlify/", "_vercel/", "_next/image", "cdn-cgi/", ".well-known/")
"""What hosts answer by themselves, below the root."""
_OUTSIDE: Final = Answer("outside")
_UNKNOWN: Final = Answer("unknown")
_FILE: Final = Answer("file")
_MISSING: Final = Answer("missing")


class Answers:
    """The folder as the host of its addresses. Each address is decided once."""

    def __init__(self, built: BuiltFolder) -> None:
        self._built = built
        self._base = built.base_url
        self._pages = {page.url: page.path for page in built.pages}
        self._names = {page.path: page.url for page in built.pages}
        self._stubs = {stub.url: (stub.target, stub.status) for stub in built.moved if stub.url not in self._pages}
        self._stub_names = {stub.path: stub.url for stub in built.moved}
        self._known: dict[str, Answer] = {url: Answer("page", url) for url in self._pages}
        origin_end = self._base.index("/", self._base.index("://") + 3)
        self._base_path = self._base[origin_end:]

    def of(self, url: str) -> Answer:
        """The answer at an address in the form of :func:`indexaudit.crawl.scope.key`."""
        found = self._known.get(url)
        if found is None:
            found = self._known[url] = self._followed(url)
        return found

    def _followed(self, url: str) -> Answer:
        hops: list[tuple[str, int]] = []
        at = url
        while len(hops) <= _HOPS:
            answer, target, status = self._step(at)
            if answer.kind != "moved":
                if not hops or answer.kind == "page":
                    return answer if not hops else Answer("moved", answer.url, tuple(hops))
                return Answer("moved", at, tuple(hops))
            hops.append((at, status))
            if target in {url, *(hop for hop, _ in hops)}:
                return _UNKNOWN  # round and round
            at = target
        return Answer("moved", at, tuple(hops))

    def _step(self, url: str) -> tuple[Answer, str, int]:
        """What one request gives; of a redirect its target and status too."""
        path = self._path(url)
        if path is None:
            return _OUTSIDE, "", 0
        full = unquote(self._base_path) + path
        if (told := self._built.hosting.moved(full, forced=True)) is not None and (moved := self._told(url, told)):
            return moved
        if url in self._pages:
            return Answer("page", url), "", 0
        if (stub := self._stubs.get(url)) is not None and (moved := self._told(url, stub)):
            return moved
        if (served := self._served(url, path)) is not None:
            return served
        if (told := self._built.hosting.moved(full, forced=False)) is not None and (moved := self._told(url, told)):
            return moved
        if path.startswith(_OF_THE_HOST):
            return _UNKNOWN, "", 0
        if any(not name or path == name or path.startswith(f"{name}/") for name in self._built.unseen):
            return _UNKNOWN, "", 0
        return _MISSING, "", 0

    def _path(self, url: str) -> str | None:
        """The decoded path below the base, without the query, which a host of files does not read."""
        url = url.partition("?")[0]
        if url.startswith(self._base):
            return unquote(url[len(self._base) :], errors="surrogateescape")
        return "" if url == self._base.rstrip("/") else None

    def _told(self, url: str, told: tuple[str, int]) -> tuple[Answer, str, int] | None:
        target, status = told
        if 300 <= status < 400:
            try:
                to = key(join(url, target) or "")
            except InvalidURL:
                return _UNKNOWN, "", 0
            return (Answer("moved"), to, status) if to != url else None
        return (_UNKNOWN if status < 300 else _MISSING), "", 0

    def _served(self, url: str, path: str) -> tuple[Answer, str, int] | None:
        """What files answer at other spellings than the pages' own."""
        layout = self._built.layout
        plain = path.rstrip("/")
        if path in self._built.files:
            return _FILE, "", 0
        # Most hosts answer with the page at the names of its file; where they redirect, they lead to the same page.
        for name in (path, *_names(path)):
            own = self._names.get(name)
            if own is None and (stub := self._stub_names.get(name)) is not None and stub != url:
                return Answer("moved"), stub, 301
            if own is None:
                continue
            if name == f"{plain}/index.html" and not path.endswith("/") and layout.index == "slash":
                return Answer("moved"), own, 301
            if name == f"{plain}.html" and path.endswith("/") and layout.file != "slash":
                return _UNKNOWN, "", 0
            return Answer("page", own), "", 0
        if any(name in self._built.files for name in _names(path)):
            return _FILE, "", 0
        return None

    def file_of(self, url: str) -> str | None:
        """The path of the file, no page, that is served at an address; null when there is none."""
        path = self._path(url)
        return path if path in self._built.files else None


def _names(path: str) -> tuple[str, ...]:
    """The files that hosts look for at a path that is no file."""
    plain = path.rstrip("/")
    return (f"{plain}/index.html", f"{plain}.html") if plain else ("index.html",)
