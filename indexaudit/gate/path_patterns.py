"""Which addresses a pattern of the configuration names: written as in robots.txt, octets compared alike."""

from __future__ import annotations

from functools import lru_cache

from indexaudit.web.robots_patterns import escaped, path_of, reach

__all__ = ["names"]


def names(pattern: str, url: str) -> bool:
    """Whether a pattern matches path and query of an address: a beginning, with ``*`` for anything and a last ``$`` for
    the end (RFC 9309 §2.2.3). Characters outside ASCII and their percent-encoding are the same."""
    path = path_of(url)
    return reach(_octets(pattern), path if path.isascii() else _octets(path), allow=False) > 0


@lru_cache(maxsize=1024)
def _octets(pattern: str) -> str:
    return escaped(pattern.encode("utf-8", "surrogatepass").decode("latin-1"))
