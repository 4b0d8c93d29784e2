"""Feeds and sitemaps that a brand's file names, as bytes: read from a file or fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from indexaudit.brand.sources.pages import Fetch
from indexaudit.brand_file import has_scheme
from indexaudit.config import ChannelSource
from indexaudit.discovery_facts import Problem
from indexaudit.errors import AddressNotAllowed, InvalidURL
from indexaudit.web.urls import mask_secrets

__all__ = ["LARGEST", "fetched", "from_file", "not_read", "said", "shown", "why_not_fetched"]

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that are read: more than the 50 MB that a sitemap may have (sitemaps.org)."""


def from_file(path: Path, notes: list[str]) -> bytes | None:
    """A file, cut at :data:`LARGEST`; null, with a note, when it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        notes.append(f"cannot be read ({error.strerror})")
        return None
    if len(data) > LARGEST:
        notes.append(f"is larger than {LARGEST // 1024 // 1024} MiB; what comes after was not read")
    return data[:LARGEST]


def fetched(url: str, fetch: Fetch, notes: list[str]) -> tuple[bytes, str | None] | None:
    """What answers at an address, and the charset that it names; null, with a note, when nothing of use does."""
    name = shown(url)
    try:
        snapshot = fetch(url)
    except (AddressNotAllowed, InvalidURL) as error:
        notes.append(str(error))
        return None
    if snapshot.fetch_error is not None:
        notes.append(f"{name}: cannot be fetched ({snapshot.fetch_error.message})")
        return None
    if snapshot.exchange is None or snapshot.exchange.status >= 300:
        status = "nothing" if snapshot.exchange is None else f"HTTP status {snapshot.exchange.status}"
        notes.append(f"{name}: answered {status}; check the address")
        return None
    if snapshot.exchange.truncated:
        notes.append(f"{name}: is larger than what is fetched of one address; what comes after was not read")
    return snapshot.body, snapshot.exchange.charset


def shown(given: str) -> str:
    """A path or an address as reports name it: without the secrets that an address may hold."""
    return mask_secrets(given) if has_scheme(given) else given


def said(problem: Problem) -> str:
    """A problem as a note."""
    first = "" if problem.line is None else f", the first on line {problem.line:,}"
    return problem.message if problem.count == 1 else f"{problem.message} ({problem.count:,} times{first})"


def why_not_fetched(channel: ChannelSource) -> str:
    """Why an address of the channel was not asked, once it was not."""
    return "nothing is fetched in this run" if channel.fetch else "the channel says fetch = false"


def not_read(channel: ChannelSource) -> str:
    """What there is to say of a source that is an address, when nothing may be fetched."""
    return f"was not read, for it is an address, and {why_not_fetched(channel)}; save it as a file to read it"
