"""Sitemaps, feeds, hosts and refusals are kept, and read again after a process has died over them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from storing import address, found

from indexaudit.crawl.records import FeedRead, Listed, Refused, SitemapRead, ToRead
from indexaudit.crawl.schema import url_hash
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError

SITEMAP = "https://plums.example/sitemap.xml"
FEED = "https://plums.example/feed"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory({}) as store:
        store.begin_run(version="0.1.0")
        yield store


def test_a_sitemap_is_read_until_it_is_finished(store: Store) -> None:
    assert store.add_sitemaps([SITEMAP, SITEMAP], origin="robots") == 1
    assert store.add_sitemaps([SITEMAP], origin="path") == 0
    assert store.add_sitemaps([SITEMAP + "?2"], origin="index", parent=1) == 1
    assert store.pending_sitemaps() == (ToRead(id=1, url=SITEMAP), ToRead(id=2, url=SITEMAP + "?2"))
    entries = [Listed(url=address(n) + "#x", key=address(n), lastmod="2026-11-01") for n in range(5)]
    assert store.add_listed(1, entries, [found(n, via="sitemap", depth=0) for n in range(5)]) == 5
    assert store.add_listed(1, entries[3:], [found(n, via="sitemap") for n in (3, 4)]) == 0
    store.finish_sitemap(
        1,
        SitemapRead(
            state="done",
            kind="urlset",
            entries=5,
            complete=False,
            problems=("cut at line 3",),
            fetched_at=datetime(2026, 11, 25, tzinfo=UTC),
        ),
    )
    assert store.pending_sitemaps() == (ToRead(id=2, url=SITEMAP + "?2"),)
    assert store.row("SELECT origin, state, entries, complete, problems FROM sitemap") == (
        *("robots", "done", 5, 0),
        '["cut at line 3"]',
    )
    assert store.row("SELECT count(*), min(lastmod) FROM listed") == (5, "2026-11-01")
    assert store.row("SELECT url, target FROM listed WHERE target = ?", [url_hash(address(2))]) == (
        address(2) + "#x",
        url_hash(address(2)),
    )
    with pytest.raises(StoreError, match="holds no sitemap 9"):
        store.finish_sitemap(9, SitemapRead(state="failed", reason="http_404"))


def test_fifty_thousand_entries_are_written_in_pieces_of_one_transaction(store: Store) -> None:
    store.add_sitemaps([SITEMAP], origin="given")
    for start in range(0, 50_000, 5_000):
        numbers = range(start, start + 5_000)
        new = store.add_listed(
            1, (Listed(url=address(n), key=address(n)) for n in numbers), (found(n, via="sitemap") for n in numbers)
        )
        assert new == 5_000
    assert store.counts().pending == 50_000


def test_a_feed_is_read_until_it_is_finished(store: Store) -> None:
    assert store.add_feeds([FEED, FEED]) == 1
    assert store.pending_feeds() == (ToRead(id=1, url=FEED),)
    entry = Listed(url=address(1), key=address(1), published="2026-11-01", lastmod="2026-11-02")
    refused = Refused(reason="scope", pattern="pears.example", example="https://pears.example/")
    assert store.add_feed_entries(1, [entry], [found(1, via="feed")], [refused]) == 1
    store.finish_feed(
        1, FeedRead(state="done", kind="atom", hub="https://hub.example/", entries=1, newest="2026-11-02")
    )
    assert store.pending_feeds() == ()
    assert store.row("SELECT found_on, state, kind, hub, newest FROM feed") == (
        *(None, "done", "atom", "https://hub.example/", "2026-11-02"),
    )
    assert store.row("SELECT published, updated FROM feed_entry") == ("2026-11-01", "2026-11-02")
    assert store.row("SELECT count FROM refused") == (1,)
    with pytest.raises(StoreError, match="holds no feed 9"):
        store.finish_feed(9, FeedRead(state="failed", reason="http_404"))


def test_a_host_keeps_its_last_figures(store: Store) -> None:
    store.set_host("plums.example", failures=2, suspended=0, reason=None)
    store.set_host("plums.example", failures=5, suspended=1, reason="host_down")
    assert list(store.hosts()) == [("plums.example", 5, 1, "host_down")]


def test_refusals_are_counted_by_reason_and_pattern_with_the_first_example(store: Store) -> None:
    store.refuse([Refused(reason="trap_calendar", pattern="/{n}/{n}", example=address(1), parent=1, count=3)])
    store.refuse([Refused(reason="trap_calendar", pattern="/{n}/{n}", example=address(2))])
    store.refuse([Refused(reason="depth", pattern="/{n}/{n}", example=address(3))])
    assert list(store.rows("SELECT reason, count, example, parent FROM refused ORDER BY reason")) == [
        ("depth", 1, address(3), None),
        ("trap_calendar", 4, address(1), 1),
    ]
