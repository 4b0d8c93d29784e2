"""Patterns of robots.txt and the paths that they match, octet by octet."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["LONGEST_PATH", "escaped", "path_of", "reach"]

LONGEST_PATH: Final = 20 * 1024
"""Characters of a path that are matched: a bound on the work, far above any address that a server takes."""

_HIGH_OR_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}|[\x80-\xff]")
_LOWER_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")


def escaped(pattern: str) -> str:
    """RFC 9309 §2.2.2: octets outside ASCII percent-encoded; the case of escapes does not count."""
    if pattern.isascii() and "%" not in pattern:
        return pattern
    return _HIGH_OR_ESCAPE.sub(lambda m: m[0].upper() if m[0][0] == "%" else f"%{ord(m[0]):02X}", pattern)


def reach(pattern: str, path: str, *, allow: bool) -> int:
    """The length of the pattern that matches, 0 for none."""
    if _matches(pattern, path):
        return len(pattern)
    directory = _directory(pattern) if allow else None
    return len(directory) if directory and _matches(directory, path) else 0


def _directory(pattern: str) -> str | None:
    """Google: to allow ``…/index.html`` (or ``.htm``) is to allow the directory too."""
    slash = pattern.rfind("/")
    return pattern[: slash + 1] + "$" if slash >= 0 and pattern.startswith("/index.htm", slash) else None


def path_of(url: str) -> str:
    """Path and query of a URL, or of a path, as Google's reader cuts them out; escapes in upper case."""
    start = 2 if url.startswith("//") else 0
    path_at = _first(url, start)
    protocol = url.find("://", start)
    host = protocol + 3 if protocol >= 0 and not 0 <= path_at < protocol else start
    path_at = _first(url, host)
    if path_at < 0:
        return "/"
    hash_at = url.find("#", start)
    if 0 <= hash_at < path_at:
        return "/"
    path = url[path_at : hash_at if hash_at >= 0 else len(url)][:LONGEST_PATH]
    if path[0] != "/":
        path = "/" + path
    return _LOWER_ESCAPE.sub(lambda m: m[0].upper(), path) if "%" in path else path


def _first(url: str, start: int) -> int:
    found = [at for c in "/?;" if (at := url.find(c, start)) >= 0]
    return min(found, default=-1)


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern with ``*`` and a final ``$`` matches the start of a path. Leftmost search, so linear."""
    if "*" not in pattern:
        return path == pattern[:-1] if pattern.endswith("$") else path.startswith(pattern)
    anchored = pattern.endswith("$")
    first, *others = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if anchored else None
    for piece in others:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return last is None or (path.endswith(last) and len(path) - len(last) >= at)
