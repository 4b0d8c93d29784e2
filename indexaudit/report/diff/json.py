"""What changed between two crawls to JSON: one object."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.site_audit import SiteDiff

__all__ = ["render", "stream"]


def render(diff: SiteDiff) -> str:
    """One JSON text (RFC 8259), indented, with a newline at its end. ``indexaudit schema site-diff`` describes it."""
    return diff.to_json(indent=2) + "\n"


def stream(diff: SiteDiff) -> Iterator[str]:
    """:func:`render`, which is one piece."""
    yield render(diff)
