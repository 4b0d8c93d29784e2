"""The pages of a store in batches, each with what the index says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from indexaudit.crawl.packing import unpack
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError
from indexaudit.model import Indexability, PageKind

__all__ = ["Batch", "StoredPage", "batches", "read_blob"]

_BATCH: Final = 100
_COLUMNS: Final = (
    *("url", "url_hash", "final_url", "status", "via", "depth", "fetched_at", "page_type"),
    *("indexability", "title", "title_key", "description", "description_key", "canonical", "canonical_hash", "image"),
    *("published", "modified", "words", "text_hash", "signature", "audit", "outcomes", "digest"),
)
_INDEXED: Final = ("address", "final", "alias", "canon", "named", "void", "own", "shown", "section", "clicks")
_SQL: Final = f"""
SELECT p.id, {", ".join(f"p.{name}" for name in _COLUMNS)}, {", ".join(f"s.{name}" for name in _INDEXED)}
FROM temp.site_page s CROSS JOIN page p ON p.id = s.id WHERE s.id > ? AND NOT s.moved ORDER BY s.id LIMIT {_BATCH}
"""  # noqa: S608 - names of our own


@dataclass(slots=True, kw_only=True, eq=False)
class StoredPage:
    """One page that is done: the columns of the store and of the index."""

    id: int
    url: str
    url_hash: int
    final_url: str | None
    status: int | None
    via: str
    depth: int
    fetched_at: str | None
    page_type: str | None
    indexability: str | None
    title: str | None
    title_key: str | None
    description: str | None
    description_key: str | None
    canonical: str | None
    canonical_hash: int | None
    image: str | None
    published: str | None
    modified: str | None
    words: int | None
    text_hash: bytes | None
    signature: bytes | None
    audit: bytes
    outcomes: bytes
    digest: bytes
    address: int
    final: int
    alias: int | None
    canon: int | None
    named: int | None
    void: int
    own: int
    shown: int
    section: str
    clicks: int | None
    _digest: dict[str, Any] | None = field(default=None)

    @property
    def answered(self) -> str:
        """The address that answered."""
        return self.final_url or self.url

    @property
    def kind(self) -> PageKind:
        """What the page is for."""
        return PageKind(self.page_type or "other")

    @property
    def verdict(self) -> Indexability:
        """Whether it can be indexed."""
        return Indexability(self.indexability or "unverified")

    @property
    def moment(self) -> datetime | None:
        """When it was fetched."""
        return datetime.fromisoformat(self.fetched_at) if self.fetched_at else None

    def read_digest(self) -> dict[str, Any]:
        """The JSON of :class:`indexaudit.crawl.digest.Digest`, read once."""
        if self._digest is None:
            self._digest = read_blob(self.digest)
        return self._digest


def read_blob(blob: bytes) -> Any:
    """The value of a blob of the store. Raises :class:`StoreError` for a damaged one."""
    try:
        return json.loads(unpack(blob))
    except ValueError as error:
        raise StoreError(f"a page of the store is damaged ({error}); crawl again", code="store_invalid") from error


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages that follow one another."""

    pages: tuple[StoredPage, ...]

    @property
    def range(self) -> tuple[int, int]:
        """First and last id: no other page that is done lies between them."""
        return self.pages[0].id, self.pages[-1].id


def batches(store: Store) -> Iterator[Batch]:
    """Every page that is done, in order of id; :func:`indexaudit.crawl.site.index.site_index` comes first."""
    last = 0
    names = ("id", *_COLUMNS, *_INDEXED)
    while rows := list(store.rows(_SQL, (last,))):
        pages = tuple(StoredPage(**dict(zip(names, row, strict=True))) for row in rows)
        yield Batch(pages)
        last = pages[-1].id
