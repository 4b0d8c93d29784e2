"""A store is made, opened and read, and whatever else lies at its path is refused and left as it is."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from storing import HOST, crawl, found, visit

from indexaudit.crawl import opening
from indexaudit.crawl.mounts import network_file_system
from indexaudit.crawl.schema import APPLICATION_ID, VERSION
from indexaudit.crawl.store import Store
from indexaudit.errors import IndexAuditError, StoreError

NOW = datetime(2026, 11, 25, tzinfo=UTC)
OPTIONS = {"limit_pages": 500, "scope": "host"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a store #1 50%.db"


def database(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def made(path: Path) -> None:
    with Store.create(path, OPTIONS) as store:
        crawl(store, 60)


def header(at: int, value: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        made(path)
        data = path.read_bytes()
        path.write_bytes(data[:at] + value.to_bytes(4, "big") + data[at + 4 :])

    return change


def damaged(path: Path) -> None:
    made(path)
    data = bytearray(path.read_bytes())
    for page in range(4096 * 20, len(data), 4096):
        data[page : page + 64] = b"\xa5" * 64
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    made(path)
    path.write_bytes(path.read_bytes()[: 4096 * 8])


def lacking(path: Path) -> None:
    made(path)
    database(path, "DROP TABLE listed")


FOREIGN = [
    pytest.param(lambda path: None, "store_missing", "there is no such store", id="nothing"),
    pytest.param(lambda path: path.mkdir(), "store_invalid", "is a folder", id="folder"),
    pytest.param(lambda path: path.write_bytes(b""), "store_invalid", "is not the store of a crawl", id="empty"),
    pytest.param(lambda path: path.write_text("plums"), "store_invalid", "is not the store", id="text"),
    pytest.param(lambda path: path.write_bytes(os.urandom(9000)), "store_invalid", "is not the store", id="bytes"),
    pytest.param(lambda path: path.write_bytes(b"SQLite format 3\0"), "store_invalid", "is not the store", id="head"),
    pytest.param(
        lambda path: database(path, "CREATE TABLE plum (id)"), "store_foreign", "of another program", id="other tool"
    ),
    pytest.param(header(68, 77), "store_foreign", "database of another program", id="other application"),
    pytest.param(header(60, VERSION + 1), "store_newer", "by a newer indexaudit", id="newer"),
    pytest.param(header(60, 0), "store_invalid", "is of an unknown format", id="no version"),
    pytest.param(lacking, "store_invalid", "lacks the tables listed", id="a table is missing"),
    pytest.param(cut, "store_invalid", "is damaged", id="cut"),
]


@pytest.mark.parametrize("opened", [Store.open, Store.read], ids=["open", "read"])
@pytest.mark.parametrize(("make", "code", "says"), FOREIGN)
def test_K06_what_is_no_store_is_refused_in_one_line_and_left_as_it_is(
    path: Path, make: Callable[[Path], None], code: str, says: str, opened: Callable[[Path], Store]
) -> None:
    make(path)
    before = {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    with pytest.raises(StoreError, match=says) as error, opened(path) as store:
        list(store.audits())
    assert error.value.code == code
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before


def test_K06_a_damaged_store_is_not_gone_on_with(path: Path) -> None:
    damaged(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is damaged .*; keep it aside") as error:
        Store.open(path)
    assert error.value.code == "store_invalid"
    assert path.read_bytes() == before
    with pytest.raises(StoreError) as error, Store.read(path) as store:
        list(store.audits())
    assert error.value.code == "store_invalid"


@pytest.mark.parametrize("there", [b"plums", b"SQLite format 3\0" + bytes(4080)])
def test_K06_a_new_store_never_overwrites(path: Path, there: bytes) -> None:
    path.write_bytes(there)
    with pytest.raises(StoreError, match="is there already") as error:
        Store.create(path, OPTIONS)
    assert error.value.code == "store_exists"
    assert path.read_bytes() == there


def test_a_new_store_is_not_made_over_a_store_a_folder_a_link_or_in_no_folder(path: Path) -> None:
    made(path)
    with pytest.raises(StoreError, match="is there already"):
        Store.create(path, OPTIONS)
    with pytest.raises(StoreError, match="is a folder"):
        Store.create(path.parent, OPTIONS)
    with pytest.raises(StoreError, match="its folder does not exist"):
        Store.create(path.parent / "none" / "store.db", OPTIONS)
    with pytest.raises(StoreError, match="cannot be made"):
        Store.create("plums\0.db", OPTIONS)
    link = path.parent / "link.db"
    link.symlink_to(path.parent / "elsewhere.db")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.create(link, OPTIONS)
    assert not (path.parent / "elsewhere.db").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_store_that_may_not_be_written_is_read_and_not_opened(path: Path) -> None:
    made(path)
    path.chmod(0o400)
    with pytest.raises(StoreError, match="may not be written") as error:
        Store.open(path)
    assert error.value.code == "store_write"
    path.parent.chmod(0o500)
    try:
        with Store.read(path) as store:
            assert store.counts().done == 60
        with pytest.raises(StoreError) as error:
            Store.create(path.with_name("new.db"), {})
        assert error.value.code == "store_write"
    finally:
        path.parent.chmod(0o700)


def test_an_empty_file_may_become_a_store(path: Path) -> None:
    path.touch()
    made(path)
    with Store.read(path) as store:
        assert store.counts().done == 60


def test_a_store_is_one_file_for_its_owner_alone_and_says_what_it_is(path: Path) -> None:
    os.umask(os.umask(0))
    with Store.create(path, OPTIONS) as store:
        crawl(store, 30)
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with Store.read(path) as store:
        assert store.row("PRAGMA application_id") == (APPLICATION_ID,)
        assert store.row("PRAGMA user_version") == (VERSION,)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_store_that_is_read_is_not_written(path: Path) -> None:
    made(path)
    with Store.read(path) as store:
        with pytest.raises(StoreError, match="open for reading only") as error:
            store.schedule([found(1)])
        assert error.value.code == "store_write"
        with store.temporary() as connection:
            connection.execute("CREATE TEMP TABLE inlinks AS SELECT target, count(*) AS n FROM link GROUP BY target")
        assert store.row("SELECT count(*) FROM inlinks") == (60,)


def test_a_store_for_one_crawl_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with Store.memory(OPTIONS) as store:
        crawl(store, 100)
        assert store.counts().done == 100
        assert sum(1 for _ in store.audits()) == 100
    assert list(tmp_path.iterdir()) == []


def test_after_it_was_closed_a_store_answers_with_our_error(path: Path) -> None:
    made(path)
    store = Store.read(path)
    store.close()
    store.close()
    for use in (store.counts, lambda: store.schedule([]), lambda: list(store.rows("SELECT 1"))):
        with pytest.raises(StoreError, match="closed"):
            use()


def test_every_error_of_sqlite_is_ours(path: Path) -> None:
    with Store.create(path, OPTIONS) as store:
        for sql in ("SELECT nothing FROM page", "SELEKT 1", "SELECT 1; SELECT 2", "INSERT INTO page (id) VALUES (1)"):
            with pytest.raises(StoreError) as error:
                list(store.rows(sql))
            assert isinstance(error.value, IndexAuditError)
            assert error.value.code == "store"
        with pytest.raises(StoreError), store.transaction() as connection:
            connection.executemany("INSERT INTO host (host) VALUES (?)", [("plums.example",), ("plums.example",)])
        assert list(store.hosts()) == []
        with pytest.raises(StoreError, match="no run was begun"):
            store.skip(1, "robots")
        store.begin_run(version="0.1.0")
        for use in (lambda: store.skip(9, "robots"), lambda: store.fail(9, "timeout", visit())):
            with pytest.raises(StoreError, match="holds no page 9"):
                use()


def test_an_error_keeps_its_code_on_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(StoreError("locked", code="store_locked")))
    assert (str(error), error.code, StoreError.code) == ("locked", "store_locked", "store")


def test_a_database_that_somebody_else_writes_is_locked_and_not_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_SECONDS", 0.0)
    with Store.create(path, OPTIONS) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked by another program") as error:
            store.schedule([found(1)])
        assert error.value.code == "store_locked"
        other.execute("ROLLBACK")
        other.close()
        assert store.schedule([found(1)]) == 1


def test_runs_are_told_with_version_options_and_end(path: Path) -> None:
    with Store.create(path, OPTIONS) as store:
        assert store.begin_run(version="0.1.0", started=NOW) == 1
        store.end_run("limit", finished=NOW)
    with Store.open(path) as store:
        assert store.begin_run(version="0.2.0", started=NOW) == 2
    with Store.read(path) as store:
        runs = list(store.rows("SELECT id, started, finished, ended, version, options FROM run ORDER BY id"))
    options = json.dumps(OPTIONS, sort_keys=True)
    assert runs == [
        (1, NOW.isoformat(), NOW.isoformat(), "limit", "0.1.0", options),
        (2, NOW.isoformat(), None, None, "0.2.0", options),
    ]


def test_K08_changed_options_are_named_and_refused_unless_forced(path: Path) -> None:
    made(path)
    new = {"limit_pages": 50, "include": ["/plums/*"]}
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.open(path, options=new)
    assert error.value.code == "store_options"
    assert str(error.value) == (
        f'{path}: was made with other options: include was not set and is ["/plums/*"]; limit_pages was 500 and is 50; '
        'scope was "host" and is not set. Pass force to go on with the new ones, or choose another file'
    )
    assert path.read_bytes() == before
    with Store.open(path, options=new, force=True) as store:
        assert "goes on although limit_pages was 500 and is 50" in store.notes
        store.begin_run(version="0.1.0")
    Store.open(path, options=new).close()


def test_K08_options_that_do_not_matter_may_differ(path: Path) -> None:
    made(path)
    with Store.open(path, options=OPTIONS | {"progress": True, "limit_pages": 1}, matter={"scope"}) as store:
        assert store.notes == ()
    with pytest.raises(StoreError, match="scope was"):
        Store.open(path, options=OPTIONS | {"scope": "domain"}, matter={"scope", "limit_pages"})


def test_options_are_kept_without_secrets_and_of_any_type(path: Path) -> None:
    options = {
        "seeds": ("https://jane:s3cret@plums.example/?token=s3cret",),
        "api_key": "s3cret",
        "hosts": frozenset({"b.example", "a.example"}),
        "since": NOW,
        "title": "\ud800",
    }
    with Store.create(path, options) as store:
        store.begin_run(version="0.1.0")
    assert b"s3cret" not in path.read_bytes()
    Store.open(path, options=options).close()


def test_K07_on_a_network_file_system_nothing_is_written_ahead(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "network_file_system", lambda path: "nfs4")
    with Store.create(path, OPTIONS) as store:
        assert store.row("PRAGMA journal_mode") == ("delete",)
        assert store.row("PRAGMA synchronous") == (2,)
        assert "lies on a network file system (nfs4)" in store.notes[0]
        crawl(store, 20)
        with Store.read(path) as reader:
            assert reader.counts().done == 20
            assert store.schedule([found(99)]) == 1  # a reader does not hold the crawl up
    with Store.open(path, options=OPTIONS) as store:
        assert "lies on a network file system (nfs4)" in store.notes[0]
        assert store.take(HOST, 1)[0].url.endswith("/99/")


MOUNTS = r"""
21 26 0:19 / /proc rw,nosuid - proc proc rw
26 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 26 0:40 / /srv/share rw,relatime shared:7 master:2 - nfs4 files.example:/share rw
41 40 8:2 / /srv/share/local rw - xfs /dev/sdb1 rw
42 26 0:41 / /srv/my\040plums rw - fuse.sshfs jane@files.example: rw
43 26 0:42 / /home/jane rw - tmpfs tmpfs rw
44 26 0:43 / /home/jane rw - cifs //files.example/jane rw
a line of another kind
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/share/store.db", "nfs4"),
        ("/srv/share", "nfs4"),
        ("/srv/shared/store.db", None),
        ("/srv/share/local/store.db", None),
        ("/srv/my plums/store.db", "fuse.sshfs"),
        ("/home/jane/store.db", "cifs"),
        ("/var/store.db", None),
    ],
)
def test_K07_network_file_systems_are_told_by_their_mount(tmp_path: Path, place: str, kind: str | None) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert network_file_system(Path(place), mounts) == kind
    assert network_file_system(Path(place), tmp_path / "none") is None
