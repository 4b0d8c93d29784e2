"""Folders of saved snapshots: what was saved is judged, what is damaged is set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexaudit.brand.sources.pages import Pages
from indexaudit.brand.sources.snapshots import DAMAGED, TOO_LARGE, read_snapshots
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.items import Item, Origin, Read, SetAside
from indexaudit.model import Indexability
from indexaudit.snapshot import save
from indexaudit.testing import prose, snapshot

BLOG = "https://saltmarshnotes.example/blog"


def read(folder: Path) -> tuple[list[Read], list[str]]:
    channel = ChannelSource(name="Blog", snapshots=(str(folder),))
    brand = Brand(name="Saltmarsh Notes", domains=("saltmarshnotes.example",), channels=(channel,))
    intake = read_snapshots(str(folder), channel, Pages(brand, Config(), None))
    return list(intake.records), intake.notes


def test_each_folder_gives_an_item_in_order_of_its_name(tmp_path: Path) -> None:
    for name in ("10", "2024/b", "2024/a"):
        save(snapshot(url=f"{BLOG}/tide-{name[-1]}"), tmp_path / name)
    (tmp_path / "notes.txt").write_text("not a snapshot", encoding="utf-8")
    records, notes = read(tmp_path)
    assert [(r.origin.member, isinstance(r, Item) and r.url) for r in records] == [
        ("10", f"{BLOG}/tide-0"), (str(Path("2024", "a")), f"{BLOG}/tide-a"), (str(Path("2024", "b")), f"{BLOG}/tide-b"),
    ]  # fmt: skip
    assert all(r.origin.source == str(tmp_path) for r in records)
    assert notes == []


def test_a_folder_may_be_the_snapshot_itself(tmp_path: Path) -> None:
    save(snapshot(url=f"{BLOG}/tides"), tmp_path)
    (item,) = read(tmp_path)[0]
    assert isinstance(item, Item)
    assert item.origin == Origin(source=str(tmp_path))
    assert item.channel == "Blog"


def test_the_text_of_the_page_stands_in_the_item_alone(tmp_path: Path) -> None:
    save(snapshot(url=f"{BLOG}/tides", body=f"<article><h1>Tides</h1><p>{prose(200)}</p></article>"), tmp_path)
    (item,) = read(tmp_path)[0]
    assert isinstance(item, Item)
    assert item.audit is not None
    assert item.audit.facts.main_text is None
    assert item.text is not None
    assert item.audit.facts.words == len(item.text.split())
    assert item.audit.address.channel in ("blog", "site")  # judged as the brand's own


def test_words_of_an_error_page_are_not_the_items(tmp_path: Path) -> None:
    save(snapshot(url=f"{BLOG}/gone", status=404, words=300), tmp_path)
    (item,) = read(tmp_path)[0]
    assert isinstance(item, Item)
    assert item.audit is not None
    assert item.audit.indexability is Indexability.BROKEN
    assert item.text is None


def test_what_is_damaged_is_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    for number in range(6):
        save(snapshot(url=f"{BLOG}/tide-{number}"), tmp_path / str(number))
    (tmp_path / "0" / "snapshot.json").write_text("{", encoding="utf-8")
    (tmp_path / "1" / "body").unlink()
    manifest = json.loads((tmp_path / "2" / "snapshot.json").read_text(encoding="utf-8"))
    for number, change in ((2, {"url": 7}), (3, {"exchange": {**manifest["exchange"], "hops": []}})):
        (tmp_path / str(number) / "snapshot.json").write_text(json.dumps({**manifest, **change}), encoding="utf-8")
    (tmp_path / "4" / "snapshot.json").write_text(
        json.dumps({**manifest, "url": "mailto:a@b.example"}), encoding="utf-8"
    )
    records, notes = read(tmp_path)
    assert [r.reason if isinstance(r, SetAside) else r.url for r in records] == [
        DAMAGED, DAMAGED, DAMAGED, DAMAGED, "its address is no http or https URL", f"{BLOG}/tide-5",
    ]  # fmt: skip
    assert [note.partition(":")[0] for note in notes] == [f"{DAMAGED}, the first of them"]


def test_a_body_of_any_size_is_not_read(tmp_path: Path) -> None:
    save(snapshot(url=f"{BLOG}/tides"), tmp_path)
    with (tmp_path / "body").open("r+b") as file:
        file.truncate(65 * 1024 * 1024)
    assert read(tmp_path)[0] == [SetAside(origin=Origin(source=str(tmp_path)), reason=TOO_LARGE)]


def test_links_and_depths_without_end_are_not_followed(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"abcdefghij")
    deep.mkdir(parents=True)
    save(snapshot(url=f"{BLOG}/deep"), deep)
    try:
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no links on this file system")
    records, notes = read(tmp_path)
    assert records == []
    assert len(notes) == 1
    assert "8 levels deep" in notes[0]
