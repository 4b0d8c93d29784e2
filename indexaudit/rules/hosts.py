"""Telling hosts of the public from those of the house. Holds no rule."""

from __future__ import annotations

from typing import Final

from indexaudit.web.urls import registrable_domain

__all__ = ["is_private", "unreachable"]

_STAGING: Final = frozenset({"dev", "localhost", "preprod", "preview", "stage", "staging", "test", "uat"})
"""First labels of hosts that are meant for their makers."""
_PRIVATE: Final = (".internal", ".lan", ".local", ".localhost")
"""Endings that no public name has (RFC 6761, RFC 6762, ICANN resolution 2024.07.29.06)."""


def is_private(host: str) -> bool:
    """Whether a host is one that the public cannot reach, or is not meant to."""
    return unreachable(host) or (host.partition(".")[0] in _STAGING and host.count(".") > 1)


def unreachable(host: str) -> bool:
    """Whether no public name can be it: ``localhost``, an IP address, a name of a house's own network."""
    return registrable_domain(host) is None or host.endswith(_PRIVATE)
