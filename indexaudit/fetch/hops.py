"""Addresses on the way to a page: where a redirect leads, and whether it may."""

from __future__ import annotations

from typing import Final

from indexaudit.fetch.failures import failure
from indexaudit.fetch.networks import DISCOVERED_PORTS
from indexaudit.web.urls import Url, join, mask_secrets, read_url

__all__ = ["LONGEST_URL", "plain", "refuse", "refuse_port", "robots_address", "target_of"]

LONGEST_URL: Final = 4_096
"""Characters of an address that a redirect may lead to."""
_MOVED: Final = frozenset({301, 302, 303, 307, 308})


def plain(read: Url) -> str:
    """The address as it is asked for: without userinfo and fragment."""
    port = "" if read.port is None else f":{read.port}"
    return f"{read.scheme}://{read.host}{port}{read.path}{'?' + read.query if read.query else ''}"


def robots_address(read: Url) -> str:
    """Where the robots.txt is that governs an address."""
    port = "" if read.port is None else f":{read.port}"
    return f"{read.scheme}://{read.host}{port}/robots.txt"


def target_of(status: int, locations: list[str], url: str, hop: int) -> str | None:
    """Where an answer redirects, without userinfo and fragment; null when it is the page.

    ``locations`` are the values of its Location headers. Raises :class:`Failed` with ``bad_location``,
    ``blocked_scheme`` or ``url_too_long``.
    """
    if status not in _MOVED or not locations:
        return None
    location = locations[0]
    shown = mask_secrets(location)[:200]  # in this order: a cut secret is no longer known as one
    if any(other != location for other in locations):
        raise failure("bad_location", f"redirects to {shown!r} and elsewhere at once", hop)
    # The header is latin-1 to http.client; servers send UTF-8.
    target = join(url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if not location.strip() or target is None:
        raise failure("bad_location", f"redirects to {shown!r}, which is no address", hop)
    if not target.startswith(("http://", "https://")):
        raise failure("blocked_scheme", f"redirects to {shown!r}, which is not of the web", hop)
    try:
        return plain(read_url(target))
    except ValueError:
        if len(target) > LONGEST_URL:
            raise failure("url_too_long", f"redirects to an address of {len(target)} characters", hop) from None
        raise failure("bad_location", f"redirects to {shown!r}, which is no address", hop) from None


def refuse(read: Url, hop: int, first: Url) -> None:
    """Raises :class:`Failed` for an address that was found on the way and is too long, or at a port of other things
    than the web."""
    if len(read.href) > LONGEST_URL:
        raise failure("url_too_long", f"redirects to an address of {len(read.href)} characters", hop)
    refuse_port(read, hop, first)


def refuse_port(read: Url, hop: int, first: Url) -> None:
    """Raises :class:`Failed` for an address at a port of other things than the web, unless ``first`` has it too."""
    port = (443 if read.scheme == "https" else 80) if read.port is None else read.port
    if port not in DISCOVERED_PORTS and (read.host, read.port) != (first.host, first.port):
        raise failure("blocked_port", f"{'redirects to' if hop else 'is at'} port {port} of {read.host}", hop)
