"""Audits to newline-delimited JSON: one object a line, each as soon as its page is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexaudit.model import PageAudit

__all__ = ["render", "stream"]


def render(audits: Iterable[PageAudit]) -> str:
    """One line for each page, each ending with a newline."""
    return "".join(stream(audits))


def stream(audits: Iterable[PageAudit]) -> Iterator[str]:
    """:func:`render` line by line."""
    for audit in audits:
        yield audit.to_json() + "\n"
