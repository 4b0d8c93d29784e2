from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archive_builders import as_folder, as_zip, collection, note, own_reply, read, script, table, tweet, x_members
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.brand.archives.csv_records import CsvRecords
from indexaudit.brand.archives.json_records import Broken, JsonRecords
from indexaudit.brand.archives.texts import clean, without_mentions
from indexaudit.errors import ArchiveError

MEMBERS = (
    "data/tweets.js", "data/like.js", "data/note-tweet.js", "data/account.js", "outbox.json", "likes.json",
    "Shares.csv", "Comments.csv", "Reactions.csv", "InstantReposts.csv", "Articles/Articles/a.html",
)  # fmt: skip
GROUPS = (MEMBERS[:4], MEMBERS[4:6], MEMBERS[6:])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "tweet",
        "id_str",
        "id",
        "full_text",
        "created_at",
        "entities",
        "urls",
        "media",
        "url",
        "expanded_url",
        "in_reply_to_status_id_str",
        "lang",
        "like",
        "tweetId",
        "noteTweet",
        "core",
        "text",
        "createdAt",
        "type",
        "object",
        "content",
        "to",
        "cc",
        "published",
        "inReplyTo",
        "summary",
        "contentMap",
        "oneOf",
        "name",
        "username",
        "account",
        "in_reply_to_user_id_str",
        "extended_entities",
        "quote",
        "actor",
    ]
)
VALUES = st.sampled_from(
    ["Create", "Announce", "Note", "1", "2", "https://www.w3.org/ns/activitystreams#Public", "https://a.example/1",
     "https://t.co/a", "https://x.com/ada/status/5", "RT @ada: x", "@ada https://t.co/a", "Sat Aug 12 16:10:37 +0000 2023",
     "2023-08-12T16:10:37.000Z", "<p>a <a href='https://b.example'>b</a></p>", "plumhouse", 7, -1, True, None],
)  # fmt: skip
RECORD = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=20
)


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(0, len(text), size))


@given(st.sampled_from(GROUPS), st.lists(st.binary(max_size=200), min_size=5, max_size=5))
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes_in_every_member_never_raise(names: tuple[str, ...], contents: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        items, aside, notes = read(as_folder(Path(folder), dict(zip(names, contents, strict=False))))
    assert len(items) + len(aside) <= 1 + sum(len(data) for data in contents)
    assert all(isinstance(text, str) and text.encode() for text in notes)


@given(st.lists(RECORD, max_size=6), st.sampled_from(["tweets", "note_tweet", "like", "account", "outbox", "likes"]))
@settings(max_examples=300, deadline=None)
def test_records_of_any_shape_never_raise_and_are_all_accounted_for(records: list[object], name: str) -> None:
    if name in ("outbox", "likes"):
        members = {"outbox.json": b"{}", f"{name}.json": collection(f"{name}.json", records)}
    else:
        members = x_members() | {f"data/{name.replace('_', '-')}.js": script(name, records)}
    with TemporaryDirectory() as folder:
        items, aside, _ = read(as_folder(Path(folder), members))
    if name in ("tweets", "like", "outbox", "likes"):
        assert len(items) + len(aside) == len(records)
    assert [item.to_json() for item in items if not (item.origin.place or 0) > 0] == []


@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=8))
@settings(max_examples=150, deadline=None)
def test_tables_of_any_cells_never_raise(rows: list[list[str]]) -> None:
    text = table(("Date", "Link", "Message"), *[[cell.encode("utf-8", "replace").decode() for cell in r] for r in rows])
    with TemporaryDirectory() as folder:
        items, aside, _ = read(
            as_folder(Path(folder), {"Comments.csv": text, "Reactions.csv": text, "Shares.csv": text})
        )
    assert all(item.about is None or item.about.startswith("http") for item in items)
    assert all(a.reason for a in aside)


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_zip_with_any_bytes_changed_or_cut_off_is_read_or_refused(place: int, new: bytes, cut: bool) -> None:
    with TemporaryDirectory() as folder:
        path = as_zip(
            Path(folder) / "a.zip", {"data/tweets.js": script("tweets", [tweet(1, "one")]), "data/a.js": b"a"}
        )
        data = bytearray(path.read_bytes())
        place %= len(data)
        data[place : place + len(new)] = new
        path.write_bytes(data[:place] if cut else data)
        try:
            items, aside, notes = read(path)
        except ArchiveError:
            return
    assert len(items) + len(aside) <= 2
    assert notes


@given(st.lists(JSON, max_size=8), st.integers(1, 40), st.booleans())
def test_an_array_is_read_the_same_in_pieces_of_any_size(values: list[object], size: int, keyed: bool) -> None:
    text = json.dumps({"a": [1, {"b": "]"}], "list": values} if keyed else values)
    records = JsonRecords(pieces(text, size), key="list" if keyed else None)
    assert list(records) == values
    assert (records.found, records.cut, records.given_up) == (True, False, False)


@given(st.lists(JSON, min_size=1, max_size=5), st.integers(1, 30), st.data())
def test_an_array_that_is_cut_anywhere_keeps_its_beginning(
    values: list[object], size: int, data: st.DataObject
) -> None:
    text = json.dumps(values)
    end = data.draw(st.integers(1, len(text) - 1))
    records = JsonRecords(pieces(text[:end], size))
    found = [value for value in records if not isinstance(value, Broken)]
    assert records.cut
    # A number may lose its end unseen; everything before it is whole.
    assert found[:-1] == values[: len(found[:-1])]


@given(st.text('[]{}",:\\ \n1at', max_size=60), st.integers(1, 10))
@settings(max_examples=300)
def test_any_text_as_an_array_ends(text: str, size: int) -> None:
    for key in (None, "a"):
        assert len(list(JsonRecords(pieces("[" + text, size), key=key))) <= len(text) + 1


@given(st.lists(st.lists(st.text(max_size=10), min_size=2, max_size=2), max_size=6), st.integers(1, 20))
def test_a_table_is_read_the_same_in_pieces_of_any_size(rows: list[list[str]], size: int) -> None:
    rows = [[re.sub(r"[\r\x00]", "", cell) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["Date", "B C"], *rows])
    read_rows = list(CsvRecords(pieces(out.getvalue(), size), header="date"))
    assert read_rows == [{"date": a, "bc": b} for a, b in rows]


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_threads_of_any_shape_lose_no_post(posts: list[tuple[int, int]]) -> None:
    tweets = [own_reply(id, f"w{id}", parent) if parent else tweet(id, f"w{id}") for id, parent in posts]
    with TemporaryDirectory() as folder:
        items, aside, _ = read(as_folder(Path(folder), x_members(tweets)))
    assert len(items) + len(aside) == len(posts)
    words = " ".join(item.text or "" for item in items).split()
    assert sorted(words) == sorted(f"w{id}" for id in {id for id, _ in posts})


@given(st.text(max_size=60))
def test_clean_text_can_be_written_and_is_clean(text: str) -> None:
    cleaned = clean(text, entities=False)
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned, entities=False) == cleaned
    assert text.endswith(without_mentions(text))


def test_a_record_that_never_ends_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    from indexaudit.brand.archives import json_records

    monkeypatch.setattr(json_records, "_LONGEST", 1000)
    text = '[1, {"a": "' + "x\\\\" * 5000 + '"}, 2]'
    values = list(JsonRecords(pieces(text, 100)))
    assert (values[0], values[2]) == (1, 2)
    assert isinstance(values[1], Broken)
    assert values[1].reason == "the record is too long"


def test_brackets_that_never_close_are_damage() -> None:
    records = JsonRecords(iter(["[" * 200_000]))
    assert [value.reason for value in records if isinstance(value, Broken)] == ["the file ends inside the record"]
    assert records.cut


def test_a_file_of_damaged_records_is_given_up() -> None:
    records = JsonRecords(iter(["[" + "{x},1," * 20_000]))
    assert sum(isinstance(value, Broken) for value in records) == 10_000
    assert records.given_up


@pytest.mark.parametrize(
    "text", ["@a" * 40_000, "@a " * 40_000, " " * 80_000, "@" * 80_000, "a \n" * 30_000 + " " * 80_000]
)
def test_long_texts_are_cleaned_in_linear_time(text: str) -> None:
    assert len(clean(without_mentions(text))) <= len(text)


def test_a_long_archive_is_read_lazily(tmp_path: Path) -> None:
    from indexaudit.brand.archives import open_archive

    members = {
        "likes.json": collection("likes.json", []),
        "outbox.json": collection("outbox.json", [note(1, "<p>a</p>")]),
    }
    intake = open_archive(as_folder(tmp_path, members), channel="m")
    (tmp_path / "outbox.json").write_bytes(collection("outbox.json", [note(2, "<p>b</p>")]))
    assert [getattr(record, "text", None) for record in intake.records] == ["b"]
    assert intake.channel == "m"
