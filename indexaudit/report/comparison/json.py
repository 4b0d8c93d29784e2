"""A comparison to JSON: one object with everything."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.comparison import Comparison

__all__ = ["render", "stream"]


def render(comparison: Comparison) -> str:
    """One JSON text (RFC 8259), indented, with a newline at its end. ``indexaudit schema comparison`` describes it."""
    return comparison.to_json(indent=2) + "\n"


def stream(comparison: Comparison) -> Iterator[str]:
    """:func:`render`, which is one piece."""
    yield render(comparison)
