"""One process writes; another is refused while that one lives, and takes over when it is dead."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexaudit.crawl import database
from indexaudit.crawl.store import Store
from indexaudit.errors import StoreError

HERE = platform.node()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).isoformat()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    Store.create(path, {}).close()
    return path


def lease(path: Path, pid: object, host: str, started: str, beat: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO lease VALUES (?, ?, ?, ?)", (pid, host, started, beat))
    connection.commit()
    connection.close()


def now(seconds: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def test_K05_a_living_process_of_this_machine_keeps_its_store_however_silent_it_is(path: Path) -> None:
    lease(path, os.getpid(), HERE, now(), LONG_AGO)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"is being written by process {os.getpid()} since 20") as error:
        Store.open(path)
    assert error.value.code == "store_locked"
    assert path.read_bytes() == before


def test_K05_a_process_of_another_machine_keeps_its_store_while_it_is_heard(path: Path) -> None:
    lease(path, 77, "elsewhere.example", LONG_AGO, now(-30))
    with pytest.raises(StoreError, match=r"by process 77 on elsewhere\.example since 2020"):
        Store.open(path)


@pytest.mark.parametrize(
    ("pid", "host", "beat"),
    [
        pytest.param(77, "elsewhere.example", now(-90), id="silent on another machine"),
        pytest.param(77, "elsewhere.example", "yesterday", id="no date"),
        pytest.param(0, HERE, now(), id="no process"),
        pytest.param(-5, HERE, now(), id="a group of processes"),
        pytest.param("plum", HERE, now(), id="no number"),
        pytest.param(2**62, HERE, now(), id="a number beyond all"),
    ],
)
def test_K05_the_store_of_a_dead_process_is_taken_over_and_it_is_said(
    path: Path, pid: object, host: str, beat: str
) -> None:
    lease(path, pid, host, LONG_AGO, beat)
    with Store.open(path) as store:
        assert "ended without closing it" in store.notes[0]
        assert store.row("SELECT pid, host, count(*) FROM lease") == (os.getpid(), HERE, 1)
    with Store.read(path) as store:
        assert store.row("SELECT count(*) FROM lease") == (0,)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells when a process started")
def test_K05_a_number_that_another_process_has_got_since_does_not_keep_the_store(path: Path) -> None:
    lease(path, os.getpid(), HERE, LONG_AGO, now())
    with Store.open(path) as store:
        assert "ended without closing it" in store.notes[0]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells of such processes")
def test_K05_a_process_that_was_killed_and_not_yet_buried_is_dead(path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", "pass"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    lease(path, process.pid, HERE, now(), now())
    Store.open(path).close()
    process.stdout.close()
    process.wait()


def test_K05_a_store_opened_twice_in_one_process_is_refused_too(path: Path) -> None:
    with Store.open(path), pytest.raises(StoreError, match=f"by process {os.getpid()} since"):
        Store.open(path)


def test_the_writing_process_says_that_it_is_alive(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        first = store.row("SELECT beat FROM lease")
        store.beat()
        assert store.row("SELECT beat FROM lease") == first  # not oftener than it must
        later = database.time.monotonic() + 6
        monkeypatch.setattr(database.time, "monotonic", lambda: later)
        store.beat()
        second = store.row("SELECT beat FROM lease")
        assert first is not None
        assert second is not None
        assert second[0] > first[0]
        later += 6
        store.schedule([])
        assert store.row("SELECT beat FROM lease") != second
