"""The canonicals of a page that count, and how they are shown. Holds no rule."""

from __future__ import annotations

from collections.abc import Iterable

from indexaudit.facts import Canonical, Head
from indexaudit.model import Evidence
from indexaudit.rules.base import evidence

__all__ = ["placed", "seen", "usable"]


def placed(head: Head) -> list[Canonical]:
    """The canonicals that stand where they count and are not disqualified."""
    return [c for c in head.canonicals if c.where != "body" and not c.disqualified_by]


def usable(head: Head) -> list[Canonical]:
    """Those of them that are an address."""
    return [c for c in placed(head) if c.url]


def seen(canonicals: Iterable[Canonical]) -> tuple[Evidence, ...]:
    """The first five as evidence."""
    return tuple(
        evidence(f'Link: <{c.href}>; rel="canonical"', where="header")
        if c.where == "header"
        else evidence(f'<link rel="canonical" href="{c.href}">', line=c.line)
        for c in list(canonicals)[:5]
    )
