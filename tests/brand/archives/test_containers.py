"""What a folder or a zip can be made to do to its reader."""

from __future__ import annotations

import io
import os
import stat
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_builders import (
    article,
    as_folder,
    as_zip,
    like,
    linkedin_members,
    mastodon_members,
    note,
    read,
    share,
    table,
    tweet,
    x_members,
)

from indexaudit.brand.archives import container, open_archive, opening, zipped
from indexaudit.errors import ArchiveError, IndexAuditError

_opened: list[str] = []
_watching: list[bool] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event == "open":
        _opened.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else "?")


sys.addaudithook(_watch)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every file that the interpreter opens, by whatever way."""
    _opened.clear()
    _watching.append(True)
    yield _opened
    _watching.clear()


ARCHIVES = {
    "x": (
        x_members([tweet(1, "one")], [like(2)]),
        {"data/account.js", "data/tweets.js", "data/like.js"},
    ),
    "linkedin": (
        linkedin_members(
            share(1, "one"),
            **{
                "Reactions.csv": table(("Date", "Type", "Link")),
                "Articles/Articles/a.html": article("A", "<p>b</p>"),
                "Profile.csv": b"PRIVATE",
                "Articles/Articles/picture.png": b"PRIVATE",
            },
        ),
        {"Shares.csv", "Reactions.csv", "Articles/Articles/a.html"},
    ),
    "mastodon": (mastodon_members([note(1, "<p>one</p>")]), {"outbox.json", "likes.json"}),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_nothing_but_what_the_format_names_is_opened_in_a_folder(tmp_path: Path, opened: list[str], name: str) -> None:
    members, allowed = ARCHIVES[name]
    as_folder(tmp_path, members)
    opened.clear()
    items, _, notes = read(tmp_path)
    inside = {Path(path).relative_to(tmp_path).as_posix() for path in opened if path.startswith(str(tmp_path))}
    assert inside == allowed
    assert items
    left = len(members) - len(allowed)
    were = "1 other member was" if left == 1 else f"{left} other members were"
    assert f"{were} not opened, by design" in " ".join(notes)


@pytest.mark.parametrize("name", ARCHIVES)
def test_nothing_but_what_the_format_names_is_opened_in_a_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    members, allowed = ARCHIVES[name]
    path = as_zip(tmp_path / "a.zip", members, top="export-2026/")
    seen: set[str] = set()
    real = zipfile.ZipFile.open

    def spy(self: zipfile.ZipFile, name: Any, *args: Any, **kwargs: Any) -> Any:
        seen.add(name.filename if isinstance(name, zipfile.ZipInfo) else name)
        return real(self, name, *args, **kwargs)

    monkeypatch.setattr(zipfile.ZipFile, "open", spy)
    items, aside, notes = read(path)
    assert seen == {f"export-2026/{member}" for member in allowed}
    assert "PRIVATE" not in repr((items, aside, notes))


def test_private_names_are_not_shown(tmp_path: Path) -> None:
    _, _, notes = read(as_folder(tmp_path, x_members([tweet(1, "one")]) | {"data/message-to-ada.js": b""}))
    assert "ada" not in " ".join(notes)


@pytest.mark.parametrize("top", ["", "twitter-2025-01-02-abc/", "Downloads/twitter-2025-01-02-abc/"])
def test_folders_above_the_archive_are_normal(tmp_path: Path, top: str) -> None:
    items, _, _ = read(as_zip(tmp_path / "a.zip", x_members([tweet(1, "one")]), top=top))
    assert [item.origin.member for item in items] == [f"{top}data/tweets.js"]


def test_two_archives_of_a_platform_side_by_side_are_not_mixed(tmp_path: Path) -> None:
    as_folder(tmp_path / "a", x_members([tweet(1, "one")]))
    as_folder(tmp_path / "b", x_members([tweet(2, "two")]))
    items, _, notes = read(tmp_path)
    assert [item.text for item in items] == ["one"]
    assert any("further archives lie beside it: b/" in note for note in notes)


def test_archives_of_two_platforms_in_one_folder_are_refused(tmp_path: Path) -> None:
    as_folder(tmp_path / "x", x_members())
    as_folder(tmp_path / "m", mastodon_members())
    with pytest.raises(ArchiveError, match="an archive of Mastodon and of X; name each by itself"):
        open_archive(tmp_path, channel=None)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: None, "there is no such archive"),
        (lambda p: p.write_bytes(b""), "neither a folder nor a zip"),
        (lambda p: p.write_bytes(b"hello"), "neither a folder nor a zip"),
        (lambda p: p.write_bytes(b"\x1f\x8b" + bytes(60)), r"\.gz file.*unpack it"),
        (lambda p: p.mkdir(), r"looked for LinkedIn: Shares.csv or .*; Mastodon: outbox.json; X: data/tweets.js or "),
        (lambda p: as_zip(p, {"a.txt": b""}), "no known format"),
        (lambda p: as_zip(p, {}), "no known format"),
        (lambda p: as_zip(p, {"inner.zip": b"PK"}), "it holds inner.zip: name the zip itself"),
        (os.mkfifo, "neither a folder nor a zip"),
    ],
)
def test_what_is_no_archive_is_an_error_with_one_line(tmp_path: Path, make: Any, message: str) -> None:
    path = tmp_path / "a.zip"
    make(path)
    with pytest.raises(ArchiveError, match=message) as caught:
        open_archive(path, channel=None)
    assert isinstance(caught.value, IndexAuditError)
    assert caught.value.code == "archive"
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_half_a_zip_is_an_error_that_says_how_much_there_was(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members([tweet(1, "one")]))
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"PK\x03\x04") + 10])
    with pytest.raises(ArchiveError, match=r"half a zip.* after \d+ bytes and 7 whole members.*download it again"):
        open_archive(path, channel=None)


def test_half_a_zip_that_was_streamed_counts_what_it_can(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def tell(self) -> int:
            raise OSError("a pipe has no place")

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as file:
        file.writestr("outbox.json", b"{}")
    (tmp_path / "a.zip").write_bytes(pipe.getvalue()[:50])
    with pytest.raises(ArchiveError, match="at least 0 whole members"):
        open_archive(tmp_path / "a.zip", channel=None)


def test_an_archive_that_went_away_gives_a_note(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members([tweet(1, "one")]))
    intake = open_archive(path, channel=None)
    path.unlink()
    assert list(intake.records) == []
    assert any("no such archive" in note for note in intake.notes)


def bomb(path: Path, size: int) -> Path:
    text = b'window.YTD.tweets.part0 = [{"tweet": {"id": "1", "full_text": "one"}}, "' + b" " * size
    return as_zip(path, x_members() | {"data/tweets.js": text})


def test_a_member_that_unpacks_to_too_many_times_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "FREE_BYTES", 500_000)
    path = bomb(tmp_path / "a.zip", 50_000_000)
    monkeypatch.setattr(container, "MEMBER_BYTES", 40_000_000)  # so that a bomb that is not seen fails this test
    items, _, notes = read(path)
    assert [item.text for item in items] == ["one"]
    assert any("data/tweets.js: unpacks to more than 200 times its size" in note for note in notes)


@pytest.mark.parametrize("bound", ["MEMBER_BYTES", "TOTAL_BYTES"])
@pytest.mark.parametrize("build", [as_zip, as_folder])
def test_bytes_beyond_the_bound_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build: Any, bound: str
) -> None:
    monkeypatch.setattr(container, bound, 300_000)
    members = x_members([tweet(n, f"post {n}") for n in range(2000)])
    items, _, notes = read(build(tmp_path / "a", members))
    assert 0 < len(items) < 2000
    assert any("more than 300000 bytes" in note and "were refused" in note for note in notes)


def test_the_total_counts_a_member_once_however_often_it_is_read() -> None:
    budget = container.Budget()
    for _ in range(10):
        budget.start("a")
        assert budget.take("a", container.TOTAL_BYTES // 5) == container.TOTAL_BYTES // 5


def test_a_size_that_the_header_understates_is_damage(tmp_path: Path) -> None:
    path = as_zip(
        tmp_path / "a.zip", {"data/tweets.js": x_members([tweet(n, f"{n}") for n in range(900)])["data/tweets.js"]}
    )
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 200_000)
    path.write_bytes(data)
    items, _, notes = read(path)
    assert 100 < len(items) < 900
    assert any("data/tweets.js: is damaged (Bad CRC-32" in note for note in notes)


def test_a_damaged_member_keeps_what_came_before_and_the_others_go_on(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members([tweet(n, os.urandom(400).hex()) for n in range(2000)], [like(1)]))
    data = bytearray(path.read_bytes())
    start = data.index(b"data/tweets.js") + 900_000
    data[start : start + 200] = bytes(200)
    path.write_bytes(data)
    items, _, notes = read(path)
    assert 100 < sum(item.kind == "post" for item in items) < 2000
    assert [item.kind for item in items].count("like") == 1
    assert any("data/tweets.js: is damaged" in note for note in notes)


@pytest.mark.parametrize(
    "name",
    ["../data/tweets.js", "/data/tweets.js", "C:/data/tweets.js", "..\\data\\tweets.js", "a/../../data/tweets.js"],
)
def test_names_that_lead_out_of_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    members = {
        "data/like.js": x_members([], [like(1)])["data/like.js"],
        name: x_members([tweet(1, "no")])["data/tweets.js"],
    }
    items, _, notes = read(as_zip(tmp_path / "a.zip", members))
    assert [item.kind for item in items] == ["like"]
    assert "1 member has a name that leads out of the archive: refused" in notes
    assert "not opened, by design" not in " ".join(notes)


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    members = x_members([], [like(1)])
    del members["data/tweets.js"]
    path = as_zip(tmp_path / "a.zip", members)
    info = zipfile.ZipInfo("data/tweets.js")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(info, "/etc/passwd")
    items, _, notes = read(path)
    assert [item.kind for item in items] == ["like"]
    assert "data/tweets.js is a link: it was not opened" in notes


@pytest.mark.parametrize("target", ["data/tweets.js", "data"])
def test_a_link_in_a_folder_is_refused(tmp_path: Path, target: str) -> None:
    real = as_folder(tmp_path / "real", x_members([tweet(1, "no")]))
    folder = tmp_path / "archive"
    as_folder(folder, {"like.js": x_members([], [like(1)])["data/like.js"]})
    (folder / target).parent.mkdir(exist_ok=True)
    (folder / target).symlink_to(real / target)
    items, _, notes = read(folder)
    assert [item.kind for item in items] == ["like"]
    assert f"{target} is a link: it was not opened" in notes


def test_the_archive_itself_may_be_named_by_a_link(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members([tweet(1, "one")]))
    (tmp_path / "latest").symlink_to(path)
    items, _, _ = read(tmp_path / "latest")
    assert items[0].origin.source == str(tmp_path / "latest")


def test_a_pipe_in_a_folder_is_refused(tmp_path: Path) -> None:
    members = x_members([], [like(1)])
    del members["data/tweets.js"]
    as_folder(tmp_path, members)
    os.mkfifo(tmp_path / "data/tweets.js")
    _, _, notes = read(tmp_path)
    assert "data/tweets.js is no plain file: it was not opened" in notes


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members([tweet(1, "one")], [like(1)]))
    data = bytearray(path.read_bytes())
    for mark, flags, name in ((b"PK\x01\x02", 8, 46), (b"PK\x03\x04", 6, 30)):
        place = next(
            i for i in range(len(data)) if data.startswith(mark, i) and data.startswith(b"data/tweets.js", i + name)
        )
        data[place + flags] |= 1
    path.write_bytes(data)
    items, _, notes = read(path)
    assert [item.kind for item in items] == ["like"]
    assert "data/tweets.js is encrypted: it was not opened" in notes


def test_a_method_of_compression_that_no_platform_uses_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", {"data/like.js": x_members([], [like(1)])["data/like.js"]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as file:
        file.writestr("data/tweets.js", x_members([tweet(1, "one")])["data/tweets.js"])
    _, _, notes = read(path)
    assert any("data/tweets.js is compressed by method 14" in note for note in notes)


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members([tweet(1, "one")], [like(1)]))
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("data/tweets.js", x_members([tweet(2, "two")])["data/tweets.js"])
    items, _, notes = read(path)
    assert [item.kind for item in items] == ["like"]
    assert "data/tweets.js stands 2 times in the zip: it was not opened" in notes


def test_a_zip_under_the_name_of_a_member_is_not_read(tmp_path: Path) -> None:
    inner = as_zip(tmp_path / "inner.zip", x_members([tweet(1, "one")])).read_bytes()
    items, aside, notes = read(as_zip(tmp_path / "a.zip", x_members() | {"data/tweets.js": inner}))
    assert (items, aside) == ([], [])
    assert "data/tweets.js is itself a zip: it was not read" in notes


def test_thousands_of_pictures_are_normal_and_thousands_of_parts_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = x_members([tweet(1, "one")]) | {f"data/tweets_media/{n}.jpg": b"" for n in range(5000)}
    assert len(read(as_zip(tmp_path / "a.zip", members))[0]) == 1
    pages = {f"Articles/Articles/{n}.html": article(f"A{n}", "<p>b</p>") for n in range(30)}
    monkeypatch.setattr(opening, "_OPENED", 20)
    items, _, notes = read(as_zip(tmp_path / "b.zip", pages))
    assert len(items) == 20
    assert "10 of 30 members for articles are not opened: 20 is the most" in notes


@pytest.mark.parametrize("build", [as_zip, as_folder])
def test_more_members_than_can_be_listed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build: Any
) -> None:
    path = build(tmp_path / "a", x_members() | {f"{n}": b"" for n in range(50)})
    monkeypatch.setattr(container, "MEMBERS", 40)
    monkeypatch.setattr(zipped, "MEMBERS", 40)
    with pytest.raises(ArchiveError, match="more than 40"):
        open_archive(path, channel=None)


def test_a_table_of_contents_that_claims_millions_is_refused_unread(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", x_members())
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 2**31)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="lists more than"):
        open_archive(path, channel=None)


def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/Articles/Articles"
    os.makedirs(folder)  # noqa: PTH103 - a name in bytes
    with open(folder + b"/\xff.html", "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(article("A", "<p>b</p>"))
    items, _, notes = read(tmp_path)
    assert items[0].origin.member == "Articles/Articles/\\udcff.html"
    assert "".join(notes).encode()


def test_the_formats_are_found_by_listing_the_package() -> None:
    from indexaudit.brand.archives.registry import formats
    from indexaudit.platforms.registry import known

    assert [(known_format.name, known_format.platform) for known_format in formats()] == [
        ("LinkedIn", "linkedin"),
        ("Mastodon", "fediverse"),
        ("X", "x"),
    ]
    assert {known_format.platform for known_format in formats()} <= set(known())
