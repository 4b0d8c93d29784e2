"""The items of a comparison to newline-delimited JSON: one object a line."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.comparison import Comparison

__all__ = ["render", "stream"]


def render(comparison: Comparison) -> str:
    """One line for each item, each ending with a newline."""
    return "".join(stream(comparison))


def stream(comparison: Comparison) -> Iterator[str]:
    """:func:`render` line by line."""
    for item in comparison.items:
        yield item.to_json() + "\n"
