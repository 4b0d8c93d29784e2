"""What a host was told of the addresses that it serves: redirects, headers, and how pages are named.

Patterns are matched segment by segment: ``*`` stands for any rest, ``:name`` for one segment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from indexaudit.snapshot import Headers

__all__ = ["HeaderRule", "Hosting", "Redirect", "is_pattern", "is_sound"]

_NAME: Final = re.compile(r":([A-Za-z_][A-Za-z0-9_]*)")
_LONGEST: Final = 2_000
"""Characters of a pattern, and of a path that is matched with it."""
_SEGMENTS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One rule on addresses that answer with something else."""

    source: str
    """Path from the root of the host: ``/old``, ``/news/*``, ``/:year/:slug``."""
    target: str
    """Path or address, with ``:splat`` and ``:name`` for what the source matched."""
    status: int
    """301, 302, 303, 307 or 308 redirect; 200 serves the target in place; any other is an error."""
    force: bool
    """Obeyed also where a file is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRule:
    """Headers of the addresses that a path matches."""

    source: str
    headers: Headers


@dataclass(frozen=True, kw_only=True)
class Hosting:
    """What the files for the host say, in the order in which they are obeyed."""

    redirects: tuple[Redirect, ...] = ()
    headers: tuple[HeaderRule, ...] = ()
    clean_urls: bool | None = None
    """``vercel.json``: pages are served without ``.html``; null when nothing is said."""
    trailing_slash: bool | None = None
    """``vercel.json``: addresses end with a slash, or without; null when nothing is said."""

    def moved(self, path: str, *, forced: bool) -> tuple[str, int] | None:
        """Target and status of the first rule that matches a path. ``forced``: of those only that win over files."""
        folded = _folded(path)
        plain = self._plain.get(folded)
        if plain is not None and forced and not plain[1].force:
            plain = None
        for at, rule, pattern in self._forced if forced else self._patterns:
            if plain is not None and plain[0] < at:
                break
            if match := pattern.match(folded):
                return _filled(rule.target, match.groupdict()), rule.status
        return None if plain is None else (plain[1].target, plain[1].status)

    def headers_of(self, path: str) -> Headers:
        """The header lines of every rule that matches a path."""
        return tuple(
            line for rule, pattern in self._header_patterns if pattern.match(path[:_LONGEST]) for line in rule.headers
        )

    @cached_property
    def _plain(self) -> Mapping[str, tuple[int, Redirect]]:
        found: dict[str, tuple[int, Redirect]] = {}
        for at, rule in enumerate(self.redirects):
            if not is_pattern(rule.source):
                found.setdefault(_folded(rule.source), (at, rule))
        return found

    @cached_property
    def _patterns(self) -> list[tuple[int, Redirect, re.Pattern[str]]]:
        return [
            (at, rule, _compiled(_folded(rule.source)))
            for at, rule in enumerate(self.redirects)
            if is_pattern(rule.source)
        ]

    @cached_property
    def _forced(self) -> list[tuple[int, Redirect, re.Pattern[str]]]:
        return [one for one in self._patterns if one[1].force]

    @cached_property
    def _header_patterns(self) -> list[tuple[HeaderRule, re.Pattern[str]]]:
        return [(rule, _compiled(rule.source)) for rule in self.headers]


def is_pattern(source: str) -> bool:
    """Whether a source is for more than one path."""
    return "*" in source or _NAME.search(source) is not None


def is_sound(source: str) -> bool:
    """Whether a pattern has one rest at most and names of whole segments: such a one is matched in linear time."""
    names = [part[1:] for part in source.split("/") if part.startswith(":")]
    return (
        len(source) <= _LONGEST
        and source.count("*") <= 1
        and len(names) <= _SEGMENTS
        and len(set(names)) == len(names)
        and "splat" not in names
        and all(_NAME.fullmatch(f":{name}") for name in names)
    )


def _folded(path: str) -> str:
    """Decoded, and without a slash at its end: hosts look for either form."""
    return unquote(path[:_LONGEST]).rstrip("/") or "/"


def _compiled(source: str) -> re.Pattern[str]:
    parts = []
    for part in source.split("/"):
        if part.startswith(":"):
            parts.append(f"(?P<{part[1:]}>[^/]+)")
        else:
            before, star, after = part.partition("*")
            parts.append(re.escape(before) + ("(?P<splat>.*)" if star else "") + re.escape(after))
    text = "/".join(parts)
    if text.endswith("/(?P<splat>.*)"):
        # "/news/*" is for "/news" too.
        text = text.removesuffix("/(?P<splat>.*)") + "(?:/(?P<splat>.*))?"
    return re.compile(text + r"\Z", re.DOTALL)


def _filled(target: str, values: Mapping[str, str | None]) -> str:
    return _NAME.sub(lambda name: values.get(name[1]) or "" if name[1] in values else name[0], target)
