"""Deadlines of a suite that has many of them to wait for."""

from __future__ import annotations

from collections.abc import Callable

from indexaudit.config import Limits
from indexaudit.fetch.fetcher import Fetcher

SHORT = Limits(
    fetch_seconds=1.5, url_seconds=4, dns_seconds=0.5, connect_seconds=0.5, silence_seconds=0.7, retries=0,
    delay_seconds=0, body_bytes=1024 * 1024, wire_bytes=1024 * 1024,
)  # fmt: skip

Make = Callable[..., Fetcher]
