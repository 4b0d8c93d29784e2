"""Host patterns: whole labels, compared from the right.

``example.com`` is that host and no other, ``.example.com`` that host and every host below it, ``*.example.com`` every
host below it except ``www.``. ``{cc}`` at the end stands for the suffixes under which companies keep country sites
(``com``, ``de``, ``co.uk``, ``com.br``), and ``{tld}`` for any suffix of one or two labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["HostIndex", "HostMatch", "fits"]

_CC: Final = re.compile(r"(?:com|net|org|[a-z]{2}|(?:co|com)\.[a-z]{2})")
_TLD: Final = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z]{2,24})?")
_FAMILIES: Final[Mapping[str, re.Pattern[str]]] = {"{cc}": _CC, "{tld}": _TLD}


@dataclass(frozen=True, slots=True)
class HostMatch:
    """How a host fits a pattern."""

    site: str
    """The part that the pattern names, without ``www.`` and other labels in front: ``amazon.co.uk``."""
    sub: str
    """The labels before it; empty when there are none."""


def fits(pattern: str, host: str) -> HostMatch | None:
    """Whether a host, in lower case and without a dot at its end, fits the pattern."""
    family = pattern[pattern.index("{") :] if "{" in pattern else None
    below = pattern.startswith((".", "*."))
    name = pattern.removeprefix("*").removeprefix(".")
    if family is None:
        if host == name:
            return None if pattern.startswith("*") else HostMatch(name, "")
        if below and host.endswith("." + name):
            sub = host[: -len(name) - 1]
            return None if pattern.startswith("*") and sub == "www" else HostMatch(name, sub)
        return None
    stem = name[: name.index("{")]
    label = stem.rstrip(".").rpartition(".")[2]
    at = 0 if host.startswith(stem) else -1
    if at < 0 and below:
        at = host.find("." + stem) + 1 or -1
    if at < 0 or not _FAMILIES[family].fullmatch(host, at + len(stem)):
        return None
    suffix = host[at + len(stem) :]
    sub = host[: at - 1] if at else stem.rstrip(".").rpartition(".")[0]
    if pattern.startswith("*") and sub in ("", "www"):
        return None
    return HostMatch(f"{label}.{suffix}", sub)


class HostIndex:
    """Many patterns, asked in constant time for a host: the most exact pattern wins."""

    __slots__ = ("_below", "_exact", "_families")

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """``patterns`` maps each to the id it stands for."""
        self._exact: dict[str, tuple[str, str]] = {}
        self._below: dict[str, tuple[str, str]] = {}
        self._families: dict[str, list[tuple[str, str]]] = {}
        for pattern, owner in patterns.items():
            if "{" in pattern:
                label = pattern[: pattern.index("{") - 1].rpartition(".")[2]
                self._families.setdefault(label, []).append((pattern, owner))
            elif pattern.startswith((".", "*.")):
                self._below[pattern.removeprefix("*").removeprefix(".")] = (pattern, owner)
            else:
                self._exact[pattern] = (pattern, owner)

    def find(self, host: str) -> tuple[str, HostMatch] | None:
        """The id whose pattern fits the host, and how."""
        if (found := self._exact.get(host)) is not None:
            return found[1], HostMatch(host, "")
        rest = host
        while rest:
            if (found := self._below.get(rest)) is not None and (match := fits(found[0], host)) is not None:
                return found[1], match
            rest = rest.partition(".")[2]
        for label in host.split("."):
            for pattern, owner in self._families.get(label, ()):
                if (match := fits(pattern, host)) is not None:
                    return owner, match
        return None
