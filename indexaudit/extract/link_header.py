"""``Link`` header lines to links (RFC 8288 §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["HeaderLink", "read_link_header"]

_TARGET: Final = re.compile(r"[\s,]*<([^>]*)>")
_PARAMETER: Final = re.compile(r"\s*;\s*([^\s=;,<>\"]+)(?:\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?")
_MOST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderLink:
    """One link of a header."""

    href: str
    parameters: Mapping[str, str]
    """Names in lower case; the first of a doubled name wins."""

    @property
    def rel(self) -> tuple[str, ...]:
        """The relation types, in lower case."""
        return tuple(self.parameters.get("rel", "").lower().split())


def read_link_header(value: str) -> Iterator[HeaderLink]:
    """Every link of one header line; what is malformed ends the line, as the RFC's own algorithm does."""
    position = 0
    for _ in range(_MOST):
        target = _TARGET.match(value, position)
        if target is None:
            return
        position = target.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(value, position):
            position = parameter.end()
            quoted, plain = parameter.group(2), parameter.group(3)
            text = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else plain or ""
            parameters.setdefault(parameter.group(1).lower(), text)
        yield HeaderLink(href=target.group(1).strip(), parameters=MappingProxyType(parameters))
