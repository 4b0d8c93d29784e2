from __future__ import annotations

from pathlib import Path

from kept_site import HOME, keep
from ledger_items import NOW

from indexaudit.brand.channels import intakes
from indexaudit.brand.compare import compare_intakes
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.items import Item
from indexaudit.testing import prose


def page(title: str, words: int = 120) -> str:
    return f"<html lang=en><title>{title}</title><main><h1>{title}</h1><p>{prose(words)}</p></main>"


def test_a_crawl_is_a_channel(tmp_path: Path) -> None:
    kept = keep(
        tmp_path / "blog.db", {"": page("Saltmarsh"), "notes/cutting-reed-in-winter": page("Cutting reed", 340)}
    )
    channels = (ChannelSource(name="Blog", stores=(str(kept),)),)
    brand = Brand(name="Saltmarsh", domains=("saltmarsh.example",), channels=channels)
    found = compare_intakes(intakes(brand, Config(), fetch=None), brand, now=NOW)
    (report,) = found.intake
    assert (report.channel, report.read, report.used, report.notes) == ("Blog", 2, 2, ())
    item = next(item for item in found.items if item.title == "Cutting reed")
    assert (item.channel, item.url) == ("Blog", HOME + "notes/cutting-reed-in-winter")
    assert (item.words_known, item.searchable, item.searchable_known) == ("observed", "yes", "observed")
    assert item.words is not None
    assert item.words >= 340
    assert item.addressability.value == "own"


def test_a_crawl_that_was_left_says_so_and_what_is_no_store_is_a_note(tmp_path: Path) -> None:
    kept = keep(tmp_path / "blog.db", {"": page("Saltmarsh")}, pending=("a", "b"))
    other = tmp_path / "notes.txt"
    other.write_text("no store")
    channels = (ChannelSource(name="Blog", stores=(str(kept),)), ChannelSource(name="Other", stores=(str(other),)))
    brand = Brand(name="Saltmarsh", domains=("saltmarsh.example",), channels=channels)
    read = [
        (intake, [r for r in intake.records if isinstance(r, Item)]) for intake in intakes(brand, Config(), fetch=None)
    ]
    assert [len(items) for _, items in read] == [1, 0]
    assert "2 pages that it found were not read" in read[0][0].notes[0]
    assert "notes.txt" in read[1][0].notes[0]
