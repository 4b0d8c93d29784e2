"""Processes that are killed, that meet, and whose disk is full."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from storing import SENTENCES, crawl

from indexaudit.crawl.packing import unpack
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError

CHILD = Path(__file__).with_name("storing.py")
PAGES = 3_000
ROUNDS = 20

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def child(path: Path, pages: int, limit: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), str(path), str(pages), str(limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> list[str]:
    """The lines of a child up to its end; the last one was cut by it, or is empty."""
    assert process.stdout is not None
    with process.stdout as lines:
        return lines.read().split("\n")


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that a report reads."""
    queries = {
        "page": "SELECT url, state, depth, via, attempts, title, text_hash, audit FROM page ORDER BY url",
        "link": "SELECT url, target, text, place FROM link JOIN page ON page.id = source ORDER BY url, place",
        "alternate": "SELECT a.url, language, target FROM alternate AS a ORDER BY a.url",
        "band": "SELECT hash, url FROM band JOIN page ON page.id = band.page ORDER BY hash",
        "refused": "SELECT reason, pattern, count FROM refused",
    }
    return {name: list(store.rows(sql)) for name, sql in queries.items()}


def test_K01_what_was_told_is_there_after_every_kill_and_the_end_is_as_without(tmp_path: Path) -> None:
    path, chance = tmp_path / "killed.db", random.Random(7)
    Store.create(path, {}).close()
    acknowledged: set[int] = set()
    for _ in range(ROUNDS):
        process = child(path, PAGES)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 60)):
            acknowledged.add(int(process.stdout.readline()))
        process.send_signal(signal.SIGKILL)
        acknowledged |= {int(line) for line in told(process)[:-1]}
        process.wait()
        with Store.read(path) as store:
            counts, total = store.counts(), store.row("SELECT count(*) FROM page")
            assert total == (counts.scheduled,)
            done = {page_id: unpack(audit) for page_id, audit in store.packed("audit")}
            assert acknowledged <= done.keys()
            # A page is there with all that it leads to, or not at all.
            assert {len(audit) > SENTENCES for audit in done.values()} <= {True}
            assert store.row("SELECT count(*) FROM alternate") == (len(done),)
            assert store.row("SELECT count FROM refused") == (len(done),)
            assert store.row("SELECT count(*) FROM page WHERE attempts > 1") == (0,)
    with Store.open(path, options={}) as store:
        notes = store.notes
        crawl(store, PAGES)
        killed = content(store)
    assert "ended without closing it" in notes[0]
    with Store.memory({}) as store:
        crawl(store, PAGES)
        assert content(store) == killed
    assert len(killed["page"]) == PAGES
    assert {row[1] for row in killed["page"]} == {"done"}


def test_K02_a_loss_of_power_may_cost_the_last_pages_and_never_the_file(tmp_path: Path) -> None:
    # SQLite promises it for write-ahead logging with at least NORMAL (1): https://www.sqlite.org/pragma.html
    with Store.create(tmp_path / "store.db", {}) as store:
        assert store.row("PRAGMA journal_mode") == ("wal",)
        assert store.row("PRAGMA synchronous") == (1,)


@pytest.mark.parametrize("limit", [500_000, 3_000_000])
def test_K03_on_a_full_disk_the_crawl_stops_and_keeps_what_it_has(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "store.db"
    process = child(path, 600, limit)
    *acknowledged, error, _ = told(process)
    assert process.wait() == 0
    assert error.startswith("store_write: ")
    assert "cannot be written" in error
    assert acknowledged
    with Store.open(path, options={}) as store:
        assert {str(page_id) for page_id, _ in store.audits()} == set(acknowledged)
        crawl(store, 600)
        assert (store.counts().done, store.counts().pending) == (600, 0)


def test_K05_a_second_process_is_refused_at_once_with_the_pid_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store.create(path, {}) as store:
        store.begin_run(version="0.1.0")
        began = time.monotonic()
        second = child(path, 1)
        said = told(second)[0]
        assert second.wait() == 0
        assert time.monotonic() - began < 4  # SQLite alone would wait for five seconds
        assert said.startswith("store_locked: ")
        assert f"is being written by process {os.getpid()} since " in said
        assert store.schedule([]) == 0
    third = child(path, 1)
    assert told(third)[0] == "1"
    third.wait()


def test_K05_two_processes_that_start_together_do_not_both_write(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.create(path, {}).close()
    pair = [child(path, 400), child(path, 400)]
    said = [told(process) for process in pair]
    assert [process.wait() for process in pair] == [0, 0]
    refused = [lines for lines in said if lines[0].startswith("store_locked: ")]
    acknowledged = [line for lines in said for line in lines if line.isdigit()]
    # The second may also come so late that the first is done.
    assert len(refused) == 1 or [] in [[line for line in lines if line] for lines in said]
    assert len(acknowledged) == len(set(acknowledged)) == 400


def test_K08_a_refusal_leaves_the_files_of_a_killed_process_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.create(path, {}).close()
    process = child(path, PAGES)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    told(process)
    process.wait()
    files = [path, path.with_name("store.db-wal")]
    before = [file.read_bytes() for file in files]
    with Store.read(path) as store:
        assert store.counts().done >= 1
    with pytest.raises(StoreError, match="limit_pages was not set and is 5"):
        Store.open(path, options={"limit_pages": 5})
    assert [file.read_bytes() for file in files] == before


def test_a_store_is_read_while_another_process_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.create(path, {}).close()
    process = child(path, PAGES)
    assert process.stdout is not None
    process.stdout.readline()
    with Store.read(path) as store:
        first = store.counts()
        for _ in range(50):
            process.stdout.readline()
        assert store.counts() == first  # of one moment
        assert first.done >= 1
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_process_that_was_taken_over_writes_no_more(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store.create(path, {}) as sleeper:
        with sleeper.transaction() as connection:
            connection.execute("UPDATE lease SET host = 'elsewhere.example', beat = '2020-01-01T00:00:00+00:00'")
        with Store.open(path, options={}) as heir:
            assert "on elsewhere.example" in heir.notes[0]
            with pytest.raises(StoreError, match="was taken over by process") as error:
                sleeper.skip(1, "late")
            assert error.value.code == "store_locked"
            heir.begin_run(version="0.1.0")
            assert heir.schedule([]) == 0
