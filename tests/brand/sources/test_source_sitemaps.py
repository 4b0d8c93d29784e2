"""Sitemaps as lists of items: files, addresses, and indexes of both."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from indexaudit.brand.sources.pages import NO_ADDRESS, Pages
from indexaudit.brand.sources.sitemaps import MOST_SITEMAPS, read_sitemap_items
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.errors import AddressNotAllowed
from indexaudit.items import Item, Origin, Read, SetAside
from indexaudit.snapshot import Snapshot
from indexaudit.testing import snapshot

SITE = "https://saltmarshnotes.example"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Fetch = Callable[[str], Snapshot]


def urlset(*paths: str) -> str:
    rows = "".join(f"<url><loc>{SITE}/{path}</loc><lastmod>2025-03-04</lastmod></url>" for path in paths)
    return f"<urlset {NAMESPACE}>{rows}</urlset>"


def index(*names: str) -> str:
    rows = "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex {NAMESPACE}>{rows}</sitemapindex>"


def read(given: Path | str, fetch: Fetch | None = None, *, allowed: bool = True) -> tuple[list[Read], list[str]]:
    channel = ChannelSource(name="Blog", sitemaps=(str(given),), fetch=allowed)
    intake = read_sitemap_items(str(given), channel, Pages(Brand(channels=(channel,)), Config(), fetch))
    return list(intake.records), intake.notes


def urls(records: list[Read]) -> list[str | None]:
    return [record.url.removeprefix(SITE) for record in records if isinstance(record, Item) and record.url]


def test_each_page_is_an_item_and_a_change_is_no_publication(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(urlset("tides", "neaps"), encoding="utf-8")
    records, notes = read(path)
    assert records == [
        Item(origin=Origin(source=str(path), place=1), url=f"{SITE}/tides", channel="Blog"),
        Item(origin=Origin(source=str(path), place=2), url=f"{SITE}/neaps", channel="Blog"),
    ]
    assert notes == [
        "2 addresses have no saved page, and nothing is fetched in this run: only what the address and the source say "
        "is judged"
    ]


def test_an_entry_without_an_address_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(urlset("tides").replace(f"{SITE}/tides", "mailto:ada@saltmarshnotes.example"), encoding="utf-8")
    assert read(path)[0] == [SetAside(origin=Origin(source=str(path), place=1), reason=NO_ADDRESS)]


def test_the_sitemaps_of_an_index_are_found_beside_it(tmp_path: Path) -> None:
    (tmp_path / "index.xml").write_text(index("maps/posts.xml", "pages.xml.gz", "gone.xml"), encoding="utf-8")
    (tmp_path / "posts.xml").write_text(urlset("a", "b"), encoding="utf-8")
    (tmp_path / "pages.xml.gz").write_bytes(gzip.compress(urlset("c").encode()))
    records, notes = read(tmp_path / "index.xml")
    assert urls(records) == ["/a", "/b", "/c"]
    assert [(r.origin.member, r.origin.place) for r in records] == [
        ("posts.xml", 1), ("posts.xml", 2), ("pages.xml.gz", 1),
    ]  # fmt: skip
    assert "1 sitemaps of the index are not beside it, and nothing is fetched in this run; save them there" in notes


def test_an_index_that_names_itself_or_a_child_twice_ends(tmp_path: Path) -> None:
    (tmp_path / "index.xml").write_text(index("index.xml", "a.xml", "a.xml"), encoding="utf-8")
    (tmp_path / "a.xml").write_text(urlset("a"), encoding="utf-8")
    assert urls(read(tmp_path / "index.xml")[0]) == ["/a"]


@pytest.mark.parametrize("name", ["../secret.xml", "maps/..%2Fsecret.xml", "..", "%2e%2e", "a%00.xml", "x" * 3000])
def test_no_name_of_an_index_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.xml").write_text(urlset("secret"), encoding="utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "index.xml").write_text(index(name), encoding="utf-8")
    records, notes = read(tmp_path / "maps" / "index.xml")
    assert records == []
    assert len(notes) == 1


def test_the_number_of_sitemaps_is_bounded_and_the_bound_is_said(tmp_path: Path) -> None:
    (tmp_path / "index.xml").write_text(index(*(f"{n}.xml" for n in range(MOST_SITEMAPS + 5))), encoding="utf-8")
    for number in range(MOST_SITEMAPS + 5):
        (tmp_path / f"{number}.xml").write_text(urlset(f"p{number}"), encoding="utf-8")
    records, notes = read(tmp_path / "index.xml")
    assert len(records) == MOST_SITEMAPS - 1
    assert notes[0] == f"{MOST_SITEMAPS} sitemaps were read, and 6 more were not"


def site(answers: dict[str, str | int]) -> tuple[Fetch, list[str]]:
    asked: list[str] = []

    def fetch(url: str) -> Snapshot:
        asked.append(url.removeprefix(SITE))
        answer = answers.get(url.removeprefix(SITE), 200)
        if isinstance(answer, int):
            return snapshot(url=url, status=answer)
        return snapshot(answer, url=url, headers=(("Content-Type", "application/xml"),))

    return fetch, asked


def test_a_sitemap_at_an_address_is_fetched_with_its_children_and_pages() -> None:
    fetch, asked = site({"/sitemap.xml": index("a.xml", "b.xml"), "/a.xml": urlset("one"), "/b.xml": 404})
    records, notes = read(f"{SITE}/sitemap.xml", fetch)
    assert asked == ["/sitemap.xml", "/a.xml", "/one", "/b.xml"]
    assert [isinstance(r, Item) and r.audit is not None for r in records] == [True]
    assert records[0].origin == Origin(source=f"{SITE}/sitemap.xml", member=f"{SITE}/a.xml", place=1)
    assert notes == [f"{SITE}/b.xml: answered HTTP status 404; check the address"]


def test_without_a_way_to_the_network_an_address_is_not_read() -> None:
    fetch, asked = site({})
    assert read(f"{SITE}/sitemap.xml") == ([], [
        "was not read, for it is an address, and nothing is fetched in this run; save it as a file to read it"
    ])  # fmt: skip
    records, notes = read(f"{SITE}/sitemap.xml", fetch, allowed=False)
    assert (records, asked) == ([], [])
    assert "the channel says fetch = false" in notes[0]


def test_an_address_that_may_not_be_fetched_is_said() -> None:
    def refuse(url: str) -> Snapshot:
        raise AddressNotAllowed(f"{url}: is not public")

    assert read("http://10.0.0.1/sitemap.xml", refuse) == ([], ["http://10.0.0.1/sitemap.xml: is not public"])


def test_a_secret_in_an_address_is_shown_nowhere() -> None:
    fetch, _ = site({"/sitemap.xml?token=abc": urlset("one")})
    records, _ = read(f"{SITE}/sitemap.xml?token=abc", fetch)
    assert records[0].origin.source == f"{SITE}/sitemap.xml?token=***"


@pytest.mark.parametrize(
    ("content", "note"),
    [
        pytest.param("<!doctype html><title>Not found</title>", "is no sitemap but", id="a page"),
        pytest.param("", "is no sitemap but", id="empty"),
        pytest.param(urlset("a", "b")[:-30], "breaks off", id="cut"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(tmp_path: Path, content: str, note: str) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(content, encoding="utf-8")
    _, notes = read(path)
    assert any(note in each for each in notes), notes


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    assert read(tmp_path / "gone.xml")[0] == []
    assert read(tmp_path / "gone.xml")[1][0].startswith("cannot be read (")
