"""Pages are scheduled once, taken in order, and finished with all that they lead to; nothing is lost or counted twice."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing import HOST, address, crawl, found, judged, visit

from indexaudit.crawl import pages
from indexaudit.crawl.packing import Secrets, masked, unpack
from indexaudit.crawl.records import AlternateTo, Counts, Leads, Link, Refused
from indexaudit.crawl.schema import url_hash
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory({}) as store:
        store.begin_run(version="0.1.0")
        yield store


def one(store: Store, sql: str) -> object:
    row = store.row(sql)
    return None if row is None else row[0]


def taken(store: Store, count: int = 1) -> list[int]:
    return [page.id for page in store.take(HOST, count)]


def test_an_address_is_scheduled_once_and_keeps_how_it_was_found_first(store: Store) -> None:
    assert store.schedule([found(1, depth=2, via="link", rank=5), found(2), found(1)]) == 2
    assert store.schedule([found(1, depth=3, via="feed", rank=7)]) == 0
    rows = list(store.rows("SELECT url, url_hash, state, depth, via, rank FROM page ORDER BY id"))
    assert rows == [
        (address(1), url_hash(address(1)), "pending", 0, "link", 0),
        (address(2), url_hash(address(2)), "pending", 0, "seed", 0),
    ]


def test_only_a_pending_page_takes_over_a_lower_depth_or_rank(store: Store) -> None:
    store.schedule([found(1, depth=4, rank=9), found(2, depth=4, rank=9)])
    store.skip(2, "robots")
    store.schedule([found(n, depth=1, rank=12) for n in (1, 2)])
    store.schedule([found(n, depth=3, rank=2) for n in (1, 2)])
    assert list(store.rows("SELECT depth, rank FROM page ORDER BY id")) == [(1, 2), (4, 9)]


def test_pages_are_taken_by_rank_and_not_twice(store: Store) -> None:
    store.schedule([found(1, rank=3), found(2, rank=1), found(3, rank=2), found(4, rank=1, host="pears.example")])
    assert [page.url for page in store.take(HOST, 2)] == [address(2), address(3)]
    assert [page.url for page in store.take(HOST, 2)] == [address(1)]
    assert store.take(HOST, 2) == ()
    assert store.hosts_with_pending() == ("pears.example", HOST)
    assert store.counts() == Counts(done=0, failed=0, skipped=0, pending=4)


def test_a_page_that_is_tried_again_goes_behind_the_others(store: Store) -> None:
    store.schedule([found(1), found(2)])
    assert taken(store) == [1]
    store.retry_later(1, rank=10)
    assert taken(store, 2) == [2, 1]
    store.retry_later(1)
    assert [(page.id, page.attempts, page.rank) for page in store.take(HOST, 1)] == [(1, 2, 10)]


def test_what_was_in_work_is_pending_in_the_next_process(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store.db", {}) as store:
        store.schedule([found(1), found(2)])
        assert len(store.take(HOST, 2)) == 2
    with Store.open(tmp_path / "store.db") as store:
        assert taken(store, 5) == [1, 2]


def test_a_finished_page_is_written_with_all_that_it_leads_to(store: Store) -> None:
    store.schedule([found(1)])
    link = Link(url=address(2), text="x" * 300, follow=False, place=3)
    leads = Leads(
        canonical=address(1),
        links=(link, Link(url=address(2), text="again", follow=True, place=4)),
        alternates=(AlternateTo(language="de", url=address(2) + "#a", key=address(2)),),
        bands=(2**63 - 1, -(2**63), 0, 0),
        feeds=("https://plums.example/feed",),
        found=(found(2, depth=1, via="link", parent=1), found(1)),
        refused=(Refused(reason="scope", pattern="pears.example", example="https://pears.example/"),) * 2,
    )
    columns = {"page_type": "article", "words": 700, "search": 70.5, "signature": "00ff", "canonical": address(1)}
    answer = visit(redirects=(("https://plums.example/old", 301),), bytes=5, seconds=0.5, last_modified="Wed")
    assert store.finish(1, answer, judged(1, **columns), leads) == 1
    assert store.row("SELECT state, page_type, words, search, signature, text_hash, canonical_hash FROM page") == (
        *("done", "article", 700, 70.5, b"\x00\xff", (1).to_bytes(16, "big")),
        url_hash(address(1)),
    )
    assert json.loads(str(one(store, "SELECT redirects FROM page WHERE id = 1"))) == [
        ["https://plums.example/old", 301]
    ]
    assert list(store.rows("SELECT * FROM link")) == [(1, url_hash(address(2)), "x" * 200, 0, 3)]
    assert store.row("SELECT page, language, url, target FROM alternate") == (
        *(1, "de", address(2) + "#a"),
        url_hash(address(2)),
    )
    assert one(store, "SELECT count(*) FROM band WHERE page = 1") == 3
    assert store.row("SELECT url, found_on, state FROM feed") == ("https://plums.example/feed", 1, "pending")
    assert store.row("SELECT reason, pattern, count FROM refused") == ("scope", "pears.example", 2)
    assert store.row("SELECT depth, via, parent FROM page WHERE id = 2") == (1, "link", 1)
    assert [(page_id, json.loads(audit)["url"]) for page_id, audit in store.audits()] == [(1, address(1))]


def test_a_page_is_written_whole_or_not_at_all(store: Store) -> None:
    store.schedule([found(1)])
    beyond = Leads(links=(Link(url=address(2), text="", follow=True, place=1),), bands=(2**64,))
    with pytest.raises(OverflowError):  # a mistake in the library itself
        store.finish(1, visit(), judged(1), beyond)
    assert one(store, "SELECT state FROM page") == "pending"
    assert one(store, "SELECT count(*) FROM link") == 0
    store.finish(1, visit(), judged(1))
    assert store.counts().done == 1


def test_a_failed_and_a_skipped_page_say_why(store: Store) -> None:
    store.schedule([found(1), found(2), found(3, host="pears.example")])
    assert taken(store, 2) == [1, 2]
    store.fail(1, "parse_budget", visit(status=None))
    store.skip(2, "robots")
    assert store.skip_host("pears.example", "host_down") == 1
    assert list(store.rows("SELECT state, reason, run, checked, attempts FROM page ORDER BY id")) == [
        ("failed", "parse_budget", 1, 1, 1),
        ("skipped", "robots", 1, None, 0),
        ("skipped", "host_down", 1, None, 0),
    ]
    assert store.hosts_with_pending() == ()
    assert list(store.audits()) == []


def test_a_second_crawl_asks_on_condition_and_a_304_keeps_the_audit(store: Store) -> None:
    crawl(store, 20)
    assert store.conditional(1) == ('"1"', None)
    assert store.renew() == 20
    assert store.counts() == Counts(done=0, failed=0, skipped=0, pending=20)
    assert list(store.audits()) == []
    assert one(store, "SELECT count(*) FROM refused") == 0
    store.begin_run(version="0.1.0")
    (page,) = store.take(HOST, 1)
    assert (page.id, page.etag, page.attempts) == (1, '"1"', 0)
    assert store.unchanged(page.id, visit(status=304, etag='"2"', last_modified="Thu"))
    assert store.conditional(1) == ('"2"', "Thu")
    assert [page_id for page_id, _ in store.audits()] == [1]
    assert store.unchanged_count() == 1
    assert one(store, "SELECT count(*) FROM link WHERE source = 1") == 3


def test_a_page_that_changed_loses_what_hung_on_it_before(store: Store) -> None:
    crawl(store, 20)
    store.renew()
    store.begin_run(version="0.1.0")
    store.finish(1, visit(), judged(1, title="New"), Leads(bands=(77,)))
    assert one(store, "SELECT count(*) FROM link WHERE source = 1") == 0
    assert one(store, "SELECT count(*) FROM alternate WHERE page = 1") == 0
    assert list(store.rows("SELECT hash FROM band WHERE page = 1")) == [(77,)]
    assert one(store, "SELECT title FROM page WHERE id = 1") == "New"
    assert store.unchanged_count() == 0


def test_a_page_that_fails_once_may_be_unchanged_the_next_time(store: Store) -> None:
    crawl(store, 2)
    store.renew()
    store.begin_run(version="0.1.0")
    store.fail(1, "read_timeout", visit(status=None, etag=None))
    assert [page_id for page_id, _ in store.audits()] == []
    store.renew()
    store.begin_run(version="0.1.0")
    assert store.conditional(1) == ('"1"', None)
    assert store.unchanged(1, visit(status=304, etag=None))
    assert [page_id for page_id, _ in store.audits()] == [1]


def test_a_304_without_an_audit_and_a_renewal_without_condition_keep_nothing(store: Store) -> None:
    store.schedule([found(1)])
    assert not store.unchanged(1, visit(status=304))
    assert store.counts().pending == 1
    store.finish(1, visit(), judged(1))
    store.renew(conditional=False)
    assert store.conditional(1) == (None, None)


def test_audits_are_read_while_pages_are_written(store: Store) -> None:
    crawl(store, 350)
    seen = []
    for page_id, audit in store.audits():
        seen.append(page_id)
        assert audit.startswith(b'{"url"')
        store.finish(page_id, visit(), judged(page_id))
    assert seen == list(range(1, 351))


def test_a_blob_that_is_damaged_is_an_error_of_the_store(store: Store) -> None:
    for blob in (b"plums", b"", zlib.compress(b"plums" * 100)[:-9]):
        with pytest.raises(StoreError, match="is damaged") as error:
            unpack(blob)
        assert error.value.code == "store_invalid"


def test_no_secret_reaches_the_file(tmp_path: Path) -> None:
    secret = "https://jane:hunter2@plums.example/a?token=hunter2"
    with Store.create(tmp_path / "store.db", {"seeds": [secret]}) as store:
        store.begin_run(version="0.1.0")
        store.schedule([found(0, url=secret)])
        (page,) = store.take(HOST, 1)
        assert page.url == secret  # this process may still ask for it
        leads = Leads(
            canonical=secret,
            links=(Link(url=secret, text=f"see {secret}", follow=True, place=0),),
            alternates=(AlternateTo(language="de", url=secret, key=secret),),
            feeds=(secret,),
            refused=(Refused(reason="scope", pattern=secret, example=secret),),
        )
        answer = visit(final_url=secret, redirects=((secret, 301),))
        store.finish(page.id, answer, judged(0, canonical=secret, image=secret, title=secret), leads)
        store.schedule([found(0, url="https://plums.example/b?token=hunter2")])
        (page,) = store.take(HOST, 1)
        store.fail(page.id, f"bad {secret}", answer)
        store.schedule([found(0, url="https://plums.example/c?token=hunter2"), found(5, rank=1)])
        assert [item.url for item in store.pending_feeds()] == [secret]
    assert b"hunter2" not in (tmp_path / "store.db").read_bytes()
    with Store.open(tmp_path / "store.db") as store:
        store.begin_run(version="0.1.0")
        assert [page.url for page in store.take(HOST, 1)] == [address(5)]
        assert store.row("SELECT url, state, reason FROM page WHERE id = 3") == (
            *("https://plums.example/c?token=***", "skipped", "secret"),
        )
        assert store.pending_feeds() == ()
        assert one(store, "SELECT reason FROM feed") == "secret"


def test_three_stars_of_an_address_are_no_secret() -> None:
    known = Secrets()
    assert known.recall("https://plums.example/***/?q=***") == "https://plums.example/***/?q=***"
    assert known.recall("https://plums.example/?token=***") is None
    assert known.mask("https://plums.example/?token=1") == "https://plums.example/?token=***"
    assert known.recall("https://plums.example/?token=***") == "https://plums.example/?token=1"


def test_json_is_masked_string_by_string() -> None:
    value = {"a": ['<a href="/?token=1">', 5, None], "b": ("//jane:x@plums.example",)}
    assert masked(value) == {"a": ['<a href="/?token=***">', 5, None], "b": ["//***@plums.example"]}


@given(st.text(st.characters(), max_size=30))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_of_a_page_can_be_written(store: Store, text: str) -> None:
    store.schedule([found(1)])
    leads = Leads(links=(Link(url=text, text=text, follow=True, place=0),), found=(found(0, url=text, host=text),))
    store.finish(1, visit(etag=text, final_url=text), judged(1, title=text, title_key=text), leads)
    written = one(store, "SELECT title FROM page WHERE id = 1")
    assert isinstance(written, str)
    assert len(written) <= max(len(text), 30)


NUMBERS = st.integers(0, 7)
STEPS = st.one_of(
    st.tuples(st.just("schedule"), st.lists(NUMBERS, max_size=4)),
    st.tuples(st.just("finish"), NUMBERS, st.lists(NUMBERS, max_size=3)),
    st.tuples(st.sampled_from(["fail", "skip", "unchanged", "retry"]), NUMBERS),
    st.tuples(st.just("renew")),
)


@given(st.lists(STEPS, max_size=25))
@settings(max_examples=150, deadline=None)
def test_scheduled_is_done_and_failed_and_skipped_and_pending_whatever_happens(steps: list[tuple[object, ...]]) -> None:
    state: dict[int, str] = {}
    audited: set[int] = set()
    with Store.memory({}) as store:
        store.begin_run(version="0.1.0")

        def add(numbers: list[int]) -> int:
            new = [n for n in dict.fromkeys(numbers) if n not in state]
            state.update(dict.fromkeys(new, "pending"))
            return len(new)

        for step in steps:
            if step[0] == "schedule":
                numbers = step[1]
                assert isinstance(numbers, list)
                assert store.schedule([found(n) for n in numbers]) == add(numbers)
            elif step[0] == "renew":
                assert store.renew() == len(state)
                state = dict.fromkeys(state, "pending")
                store.begin_run(version="0.1.0")
            elif step[1] in state:
                number = step[1]
                assert isinstance(number, int)
                page_id = one(store, f"SELECT id FROM page WHERE url = '{address(number)}'")
                assert isinstance(page_id, int)
                if step[0] == "finish":
                    leads = Leads(found=tuple(found(n) for n in step[2]))  # type: ignore[misc, attr-defined]
                    assert store.finish(page_id, visit(), judged(number), leads) == add(step[2])  # type: ignore[misc, arg-type]
                    state[number] = "done"
                    audited.add(number)
                elif step[0] == "fail":
                    store.fail(page_id, "timeout", visit())
                    state[number] = "failed"
                elif step[0] == "skip":
                    store.skip(page_id, "robots")
                    state[number] = "skipped"
                elif step[0] == "unchanged":
                    assert store.unchanged(page_id, visit()) == (number in audited)
                    if number in audited:
                        state[number] = "done"
                else:
                    store.retry_later(page_id)
            counts = store.counts()
            told = Counter(state.values())
            assert counts == Counts(**{name: told[name] for name in ("done", "failed", "skipped", "pending")})
            assert counts.scheduled == len(state) == one(store, "SELECT count(*) FROM page")
            assert sum(1 for _ in store.audits()) == counts.done


def test_hosts_with_pending_pages_cost_a_step_for_each_host(store: Store) -> None:
    store.schedule([found(n, host=f"h{n % 3}.example") for n in range(60)])
    assert store.hosts_with_pending() == ("h0.example", "h1.example", "h2.example")


@pytest.mark.parametrize("sql", [pages._HOSTS, pages._TAKE, pages._OF_HOST])
def test_what_is_asked_for_each_page_reads_no_more_than_it_gives(store: Store, sql: str) -> None:
    plan = [str(row[3]) for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", ["x"] * sql.count("?"))]
    steps = [line for line in plan if " page " in line]
    assert steps
    assert all("page_pending" in line for line in steps)
    assert not any("TEMP B-TREE" in line for line in plan)
