"""What a comparison says of its own limits, and what it takes from sitemaps."""

from __future__ import annotations

from ledger_items import BRAND, NOW, STATUS, intake, item, page

from indexaudit.brand.compare import compare_intakes
from indexaudit.comparison import Comparison
from indexaudit.config import Brand, ChannelSource
from indexaudit.items import Intake, Item, Origin

TEXT = "Plums dry in the wind of the first weeks of autumn. Each is halved and turned twice. " * 30


def compared(*intakes: Intake, brand: Brand = BRAND) -> Comparison:
    return compare_intakes(list(intakes), brand, now=NOW)


def test_a_source_that_gives_nothing_is_named_among_the_limits() -> None:
    empty = Intake(channel="X", source="half.zip", records=iter(()), notes=["is half a zip"])
    found = compared(intake(item(url=STATUS + "01")), empty)
    assert "Nothing came from X: half.zip: what was read says why." in found.notes
    assert not any("Nothing came" in note for note in compared(intake(item(url=STATUS + "01"))).notes)


def test_the_note_counts_what_stands_in_no_month() -> None:
    dates = ("2025", None, "2025-03", "2025-03-04")
    found = compared(intake(*(item(n, url=f"{STATUS}{n}", date=date) for n, date in enumerate(dates))))
    without = next(month for month in found.months if month.month is None and month.channel is None)
    assert without.counted == 2
    assert any(note.startswith("2 articles and posts have no date, or a year alone") for note in found.notes)


def test_a_sitemap_says_nothing_of_hosts_that_it_does_not_list() -> None:
    def copies(listed: str) -> str:
        urls = ("https://plums.example/blog/drying-plums", "https://shop.plums.example/drying-plums")
        pages = [item(n, url=url, audit=page(url), text=TEXT) for n, url in enumerate(urls)]
        entry = Item(origin=Origin(source="sitemap.xml", place=1), url=listed)
        brand = Brand(
            name="Plum & Sons",
            domains=("plums.example",),
            channels=(ChannelSource(name="Blog", sitemaps=("sitemap.xml",)),),
        )
        (cluster,) = compared(intake(*pages), intake(entry), brand=brand).copies
        return " ".join([*cluster.to_win, *(signal.text for signal in cluster.signals)])

    assert "sitemap" not in copies("https://plums.example/blog/drying-plums")
    assert "sitemap" not in copies("https://jam.plums.example/about")
    left_out = copies("https://plums.example/about")
    assert "List https://plums.example/blog/drying-plums in the sitemap" in left_out
    assert "List https://shop" not in left_out
