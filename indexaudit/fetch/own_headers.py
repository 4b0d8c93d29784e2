"""Headers that the caller wants to be sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from indexaudit.errors import ConfigError

__all__ = ["checked"]

_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OURS: Final = frozenset(
    {"accept-encoding", "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade"}
)
"""Headers by which the answer is framed: the caller's would make us misread it."""


def checked(headers: Mapping[str, str]) -> dict[str, str]:
    """The same headers. Raises :class:`ConfigError` for one that cannot be sent, or is ours to send."""
    for name, value in headers.items():
        if not _TOKEN.fullmatch(name):
            raise ConfigError(f"header {name!r} is no name of a header")
        if name.lower() in _OURS:
            raise ConfigError(f"header {name!r} is ours to send; leave it out")
        if name.lower() == "user-agent":
            raise ConfigError("header 'User-Agent': name the agent in Config.user_agent, by which robots.txt is obeyed")
        if not value.isascii() or not value.replace("\t", " ").isprintable():
            raise ConfigError(f"header {name!r} has a value that cannot be sent; use printable ASCII")
    return dict(headers)
