"""Pages with the same title, description or text, from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from indexaudit.crawl.site.addresses import numbered, series
from indexaudit.crawl.site.pages import Batch, StoredPage
from indexaudit.crawl.store import Store
from indexaudit.model import PageKind
from indexaudit.similarity.signatures import similarity
from indexaudit.site_facts import Alike, Duplicates

__all__ = ["duplicates"]

_SHOWN: Final = 10
_LOOKED_AT: Final = 40
"""Others with the same text that are looked at, to leave out languages and parts of a list."""
_MET: Final = 400
"""Meetings in bands that are looked at: a page of a large cluster is like the first of them too."""
_COMPARED: Final = 30
_LEAST: Final = 0.5
"""Similarity below which another page is not worth naming."""

_NEAR: Final = f"""
SELECT page, count(*) AS met FROM (
  SELECT b.page FROM band a CROSS JOIN band b ON b.hash = a.hash WHERE a.page = ?1 AND b.page <> ?1 LIMIT {_MET}
) GROUP BY page ORDER BY met DESC, page LIMIT {_COMPARED}
"""  # noqa: S608 - numbers of our own


def duplicates(store: Store, batch: Batch) -> dict[int, Duplicates]:
    """For every page of a batch. Pages that are not shown have none."""
    siblings = _siblings(store, batch)
    counted = {
        column: _counted(store, table, column, batch)
        for table, column in (("title", "title_key"), ("description", "description_key"), ("text", "text_hash"))
    }
    found = {}
    for page in batch.pages:
        if not page.shown:
            found[page.id] = Duplicates(has_text=page.signature is not None)
            continue
        exempt = _exempt(page, siblings[page.id])
        (titles, titled), (descriptions, described), (texts, worded) = (
            _same(store, page, column, values, exempt=exempt) for column, values in counted.items()
        )
        found[page.id] = Duplicates(
            titles=titles,
            titled=titled,
            descriptions=descriptions,
            described=described,
            # Of a text of a few words ("Coming soon") a copy is no copy; content-depth judges it.
            texts=texts if page.signature else (),
            worded=worded if page.signature else 0,
            near=_near(store, page, exempt),
            has_text=page.signature is not None,
        )
    return found


def _counted(store: Store, table: str, column: str, batch: Batch) -> dict[Any, int]:
    """Values that several pages have, among those of a batch."""
    return dict(
        store.rows(
            f"""SELECT v.value, v.pages FROM page p CROSS JOIN temp.site_{table} v ON v.value = p.{column}
                WHERE p.id BETWEEN ? AND ? AND p.state = 'done'""",  # noqa: S608 - names of our own
            batch.range,
        )
    )


def _siblings(store: Store, batch: Batch) -> defaultdict[int, set[int]]:
    """The versions in other languages that each page names."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = store.rows(
        """SELECT a.page, t.page FROM alternate a CROSS JOIN temp.site_target t ON t.hash = a.target
           WHERE a.page BETWEEN ? AND ?""",
        batch.range,
    )
    for page, other in rows:
        found[page].add(other)
    return found


def _exempt(page: StoredPage, siblings: set[int]) -> Callable[[int, str], bool]:
    own = series(page.answered)
    if page.page_type != PageKind.LISTING:
        return lambda other, url: other in siblings or series(url) == own
    plain = numbered(page.answered)
    return lambda other, url: other in siblings or series(url) == own or numbered(url) == plain


def _same(
    store: Store, page: StoredPage, column: str, counted: dict[Any, int], *, exempt: Callable[[int, str], bool]
) -> tuple[tuple[str, ...], int]:
    """At most ten others with the same value of a column, and how many there are."""
    value = getattr(page, column)
    count = counted.get(value, 0)
    if count < 2:
        return (), 0
    rows = list(
        store.rows(
            f"""SELECT p.id, coalesce(p.final_url, p.url) FROM page p CROSS JOIN temp.site_page s ON s.id = p.id
                WHERE p.{column} = ? AND s.shown AND p.id <> ? ORDER BY p.id LIMIT ?""",  # noqa: S608 - names of our own
            (value, page.id, _LOOKED_AT),
        )
    )
    others = [url for other, url in rows if not exempt(other, url)]
    return tuple(others[:_SHOWN]), count - 1 - (len(rows) - len(others)) if others else 0


def _near(store: Store, page: StoredPage, exempt: Callable[[int, str], bool]) -> tuple[Alike, ...]:
    if page.signature is None:
        return ()
    met = [other for other, _ in store.rows(_NEAR, (page.id,))]
    if not met:
        return ()
    marks = ", ".join("?" * len(met))
    rows = store.rows(
        f"""SELECT p.id, coalesce(p.final_url, p.url), p.signature, p.text_hash
            FROM page p CROSS JOIN temp.site_page s ON s.id = p.id
            WHERE p.id IN ({marks}) AND s.shown AND p.signature IS NOT NULL""",  # noqa: S608 - question marks
        met,
    )
    own = page.signature.hex()
    alike = [
        Alike(url=url, similarity=round(similarity(own, signature.hex()), 3))
        for other, url, signature, text in rows
        if text != page.text_hash and not exempt(other, url)
    ]
    near = [one for one in alike if one.similarity >= _LEAST]
    return tuple(sorted(near, key=lambda one: (-one.similarity, one.url))[:_SHOWN])
