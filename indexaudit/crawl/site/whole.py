"""The fact groups of the site as a whole, from the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.crawl.store import Store
from indexaudit.model import PageKind
from indexaudit.site_facts import Conventions, Pattern, Trap, Traps

__all__ = ["conventions", "traps"]

_TRAP: Final = "trap_"
_TRAPS: Final = 20
_BREAKERS: Final = 10
_ENOUGH: Final = 0.8
"""Share of a type from which the named folder is part of its pattern; else the folder is taken for any section."""


def traps(store: Store) -> Traps:
    """What the crawl gave up because it does not come to an end."""
    rows = store.rows(
        # Of a pattern that was closed late some addresses are scheduled, and skipped when their turn comes.
        """SELECT reason, pattern, count, example FROM refused WHERE reason GLOB ?1
           UNION ALL SELECT reason, host, count(*), min(url) FROM page WHERE state = 'skipped' AND reason GLOB ?1
           GROUP BY reason, host ORDER BY 3 DESC, 1, 2 LIMIT ?2""",
        (f"{_TRAP}*", _TRAPS),
    )
    found = tuple(
        Trap(reason=reason.removeprefix(_TRAP), pattern=pattern, count=count, example=example)
        for reason, pattern, count, example in rows
    )
    return Traps(found=found, pages=store.counts().done)


def conventions(store: Store) -> Conventions:
    """The commonest pattern of every page type, the most frequent type first."""
    return Conventions(patterns=tuple(_patterns(store)))


def _patterns(store: Store) -> Iterator[Pattern]:
    kinds = list(
        store.rows(
            """SELECT kind, count(*) FROM temp.site_page WHERE shown AND kind <> 'home'
               GROUP BY kind ORDER BY count(*) DESC, kind"""
        )
    )
    for kind, of in kinds:
        for column in ("pattern", "general"):
            row = store.row(
                f"""SELECT {column}, count(*) FROM temp.site_page WHERE shown AND kind = ?
                    GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT 1""",  # noqa: S608 - names of our own
                (kind,),
            )
            pattern, pages = row or ("/", 0)
            if pages >= _ENOUGH * of:
                break
        breakers = store.rows(
            f"""SELECT coalesce(p.final_url, p.url) FROM temp.site_page s CROSS JOIN page p ON p.id = s.id
                WHERE s.shown AND s.kind = ? AND s.{column} <> ? ORDER BY s.id LIMIT ?""",  # noqa: S608
            (kind, pattern, _BREAKERS),
        )
        yield Pattern(
            page_type=PageKind(kind), pattern=pattern, pages=pages, of=of, breakers=tuple(url for (url,) in breakers)
        )
