"""What is usual on a site: how long pages of a type are, and how many share an image."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from statistics import median
from typing import Final

from indexaudit.crawl.site.addresses import address_hash
from indexaudit.crawl.site.index import SiteIndex
from indexaudit.crawl.site.pages import Batch
from indexaudit.crawl.store import Store
from indexaudit.site_facts import Norms, SharedImage

__all__ = ["norms", "shared_images"]

_NONE: Final = Norms()


def norms(store: Store) -> Mapping[str, Norms]:
    """For every page type that occurs; eight bytes a page are held."""
    words: dict[str, array[int]] = {}
    rows = store.rows(
        """SELECT s.kind, p.words FROM temp.site_page s CROSS JOIN page p ON p.id = s.id
           WHERE s.shown AND p.words IS NOT NULL"""
    )
    for kind, count in rows:
        words.setdefault(kind, array("q")).append(count)
    total = sum(map(len, words.values()))
    found = {}
    for kind, counts in words.items():
        middle = float(median(counts))
        deviation = float(median(abs(count - middle) for count in counts))
        found[kind] = Norms(pages=total, of_type=len(counts), median=middle, deviation=deviation)
    return found


def shared_images(store: Store, index: SiteIndex, batch: Batch) -> dict[int, SharedImage]:
    """For every page of a batch."""
    pages = dict(
        store.rows(
            """SELECT p.id, i.pages FROM page p CROSS JOIN temp.site_image i ON i.value = p.image
               WHERE p.id BETWEEN ? AND ? AND p.state = 'done'""",
            batch.range,
        )
    )
    hashes = {page.id: hash_ for page in batch.pages if page.image and (hash_ := address_hash(page.image)) is not None}
    gone = _gone(store, set(hashes.values()))
    return {
        page.id: SharedImage(
            image=page.image,
            pages=pages.get(page.id, 0),
            of=index.images,
            gone=hashes.get(page.id) in gone,
        )
        for page in batch.pages
    }


def _gone(store: Store, hashes: set[int]) -> frozenset[int]:
    """Those of some addresses that are known to be errors."""
    marks = ", ".join("?" * len(hashes))
    sql = f"SELECT url_hash FROM page WHERE url_hash IN ({marks}) AND state = 'done' AND indexability = 'broken'"  # noqa: S608
    return frozenset(row[0] for row in store.rows(sql, sorted(hashes)))
