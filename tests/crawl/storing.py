"""A site that is nothing but numbers, and a child process that crawls it into a store until it is killed.

Page ``n`` links to ``2n + 1``, ``2n + 2`` and the first page, so that every page is found by a link.
"""

from __future__ import annotations

import json
import resource
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from indexaudit.crawl.records import AlternateTo, Found, Leads, Link, PendingPage, Refused, Visit
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError

HOST = "plums.example"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
COLUMNS = (
    "page_type indexability title title_key description description_key canonical language image published modified "
    "words comment_words text_hash signature search share"
).split()
SENTENCES = 400
"""Of an audit: some 20 KB, as real ones have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a worker gives back."""

    audit: bytes = b""
    outcomes: bytes = zlib.compress(b"[]")
    digest: bytes = zlib.compress(b"{}")
    columns: Mapping[str, Any] = field(default_factory=dict)


def judged(number: int, **columns: Any) -> Judged:
    audit = {"url": address(number), "findings": [f"finding {number * k % 977}" for k in range(SENTENCES)]}
    return Judged(
        audit=zlib.compress(json.dumps(audit).encode(), 1),
        columns=dict.fromkeys(COLUMNS) | {"title": f"Plums, part {number}", "text_hash": f"{number:032x}"} | columns,
    )


def address(number: int) -> str:
    return f"https://{HOST}/plums/{number}/"


def found(number: int, **changes: Any) -> Found:
    values = {"host": HOST, "depth": 0, "via": "seed", "rank": 0} | changes
    return Found(url=values.pop("url", address(number)), **values)


def visit(**changes: Any) -> Visit:
    return Visit(**({"fetched_at": NOW, "status": 200, "etag": '"1"'} | changes))


def leads(page: PendingPage, pages: int) -> Leads:
    number = number_of(page)
    targets = [n for n in (0, 2 * number + 1, 2 * number + 2) if n < pages]
    return Leads(
        canonical=page.url,
        links=tuple(
            Link(url=address(n), text=f"Plums {n}", follow=True, place=place) for place, n in enumerate(targets)
        ),
        alternates=(AlternateTo(language="de", url=address(number) + "de", key=address(number) + "de"),),
        bands=(number, -number - 1),
        found=tuple(found(n, depth=page.depth + 1, via="link", parent=page.id) for n in targets),
        refused=(Refused(reason="scope", pattern="pears.example", example="https://pears.example/", parent=page.id),),
    )


def number_of(page: PendingPage) -> int:
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def crawl(store: Store, pages: int) -> None:
    """Page by page to the end; every page that is in the file is told on a line."""
    store.begin_run(version="0.1.0", started=NOW)
    store.schedule([found(0)])
    while taken := store.take(HOST, 4):
        for page in taken:
            store.finish(page.id, visit(), judged(number_of(page)), leads(page, pages))
            print(page.id, flush=True)
    store.end_run("done", finished=NOW)


def main() -> None:
    path, pages, bytes_ = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    try:
        with Store.open(path, options={}) if bytes_ == 0 else Store.create(path, {}) as store:
            if bytes_ > 0:
                resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))
            crawl(store, pages)
    except StoreError as error:
        print(f"{error.code}: {error}")


if __name__ == "__main__":
    main()
