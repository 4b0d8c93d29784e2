"""Tables of items: as spreadsheets write them, and as they break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.brand.sources.lines import LONGEST_LINE, encoding_of
from indexaudit.brand.sources.pages import NO_ADDRESS, Pages
from indexaudit.brand.sources.tables import (
    COLUMNS,
    EMPTY,
    EXTRA_CELLS,
    KINDS,
    TOO_LONG,
    UNKNOWN_CHANNEL,
    UNKNOWN_KIND,
    read_csv,
)
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.errors import ConfigError
from indexaudit.items import Item, Origin, Read, SetAside

DOCUMENT = Path(__file__).parents[3] / "docs" / "brand-file.md"
URL = "https://saltmarshnotes.example/tides"


def read(path: Path, content: str | bytes) -> tuple[list[Read], list[str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    channel = ChannelSource(name="Blog", tables=(str(path),))
    other = ChannelSource(name="Facebook", urls=("https://www.facebook.com/saltmarshnotes",))
    brand = Brand(name="Saltmarsh Notes", channels=(channel, other))
    intake = read_csv(str(path), channel, Pages(brand, Config(), None))
    records = list(intake.records)
    assert intake.channel == "Blog"
    assert intake.source == str(path)
    return records, intake.notes


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "items.csv"


def items(records: list[Read]) -> list[Item]:
    assert all(isinstance(record, Item) for record in records), records
    return [record for record in records if isinstance(record, Item)]


def test_links_that_stand_in_a_text_are_told(table: Path) -> None:
    records, _ = read(table, f"url,text\nhttps://x.com/a/status/12,Read {URL}.\n")
    assert items(records)[0].links == (URL,)


def test_every_column_is_read(table: Path) -> None:
    records, _ = read(
        table,
        "Language,URL,Date,Kind,Title,Text,About,Channel\n"
        f"en-GB,{URL},2025-03-04T10:00:00Z,Blog post,Tides,Spring tide.,https://x.com/a/status/12,facebook\n",
    )
    assert records == [
        Item(
            origin=Origin(source=str(table), place=2),
            url=URL,
            channel="Facebook",
            kind="article",
            title="Tides",
            text="Spring tide.",
            date="2025-03-04T10:00:00Z",
            about="https://x.com/a/status/12",
            language="en-GB",
        )
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_spreadsheets_of_any_dialect_give_the_same(table: Path, delimiter: str, encoding: str, end: str) -> None:
    lines = ["url;title;text", f'{URL};Gezeiten für alle;"eins; zwei, drei\t| vier"', ""]
    # Only the delimiters of the file itself change; the quoted cell holds all of them.
    head, row = lines[0].replace(";", delimiter), lines[1]
    url, title, text = row.split(";", 2)
    records, notes = read(table, end.join([head, delimiter.join([url, title, text]), ""]).encode(encoding))
    (item,) = items(records)
    assert (item.title, item.text) == ("Gezeiten für alle", "eins; zwei, drei\t| vier")
    assert [note for note in notes if "windows-1252" in note] == ["is not UTF-8; read as windows-1252"] * (
        encoding == "cp1252"
    )


def test_the_delimiter_that_excel_names_is_no_row(table: Path) -> None:
    (item,) = items(read(table, f"sep=;\nurl;title\n{URL};Tides, neaps\n")[0])
    assert (item.title, item.origin.place) == ("Tides, neaps", 3)


def test_the_place_is_the_line_where_the_row_begins(table: Path) -> None:
    records, notes = read(table, f'\n\nurl,text\n{URL},"one\ntwo\nthree"\n\n,,\n{URL}?p=2,four\n')
    assert [(i.origin.place, i.text) for i in items(records)] == [(4, "one\ntwo\nthree"), (9, "four")]
    assert "1 empty rows were passed over" in notes


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(f"{URL},post,a,b,c", EXTRA_CELLS, id="a comma that is not quoted"),
        pytest.param(f"{URL},webinar", UNKNOWN_KIND, id="kind"),
        pytest.param("saltmarshnotes.example/tides,post", NO_ADDRESS, id="no scheme"),
        pytest.param("mailto:ada@saltmarshnotes.example,post", NO_ADDRESS, id="mail"),
        pytest.param(",post", EMPTY, id="nothing that says which"),
        pytest.param(f"{URL},post,Myspace", UNKNOWN_CHANNEL, id="channel"),
    ],
)
def test_a_row_that_gives_no_item_is_set_aside_with_its_reason(table: Path, row: str, reason: str) -> None:
    records, _ = read(table, f"url,kind,channel\n{row}\n{URL},post,\n")
    assert records[0] == SetAside(origin=Origin(source=str(table), place=2), reason=reason)
    assert isinstance(records[1], Item)


def test_empty_cells_at_the_end_of_a_row_say_nothing(table: Path) -> None:
    assert len(items(read(table, f"url,title\n{URL},Tides,,,\n{URL}\n")[0])) == 2


def test_a_like_has_no_address_of_its_own(table: Path) -> None:
    liked = "https://x.com/a/status/12"
    records, _ = read(table, f"url,kind,about\n{liked},like,\n,Reaction,{liked}\n")
    assert [(i.url, i.kind, i.about) for i in items(records)] == [(None, "like", liked)] * 2


def test_what_cannot_be_read_in_a_cell_is_counted_and_the_item_stays(table: Path) -> None:
    records, notes = read(
        table,
        "url,date,language,about,mood\n"
        f"{URL},05/06/2025,,,calm\n{URL},05/06/2025,en-GB,,\n{URL},soon,english,a page,\n{URL},2025-13-40,,,\n",
    )
    assert [(i.date, i.language) for i in items(records)] == [
        (None, None), ("2025-06-05", "en-GB"), (None, None), (None, None),
    ]  # fmt: skip
    assert any(note.startswith("3 dates cannot be read, the first on line 2 ('05/06/2025')") for note in notes)
    assert any(note.startswith("1 cells of language") for note in notes)
    assert any(note.startswith("1 cells of about") for note in notes)
    assert any(note.startswith("columns that are not read: mood") for note in notes)


@pytest.mark.parametrize("content", ["", "\n\n", "address,title\nhttps://a.example/,x\n", "https://a.example/\n"])
def test_a_table_without_a_column_url_is_the_callers_mistake(table: Path, content: str) -> None:
    with pytest.raises(ConfigError, match="has no column url; its first row must name the columns") as error:
        read(table, content)
    assert str(table) in str(error.value)
    assert "channel 'Blog': tables" in str(error.value)


def test_a_table_that_is_not_there_is_the_callers_mistake(table: Path) -> None:
    channel = ChannelSource(name="Blog", tables=(str(table),))
    with pytest.raises(ConfigError, match="cannot be read"):
        read_csv(str(table), channel, Pages(Brand(channels=(channel,)), Config(), None))


def test_a_column_that_stands_twice_is_read_once(table: Path) -> None:
    records, notes = read(table, f"url,title,url\n{URL},Tides,https://b.example/\n")
    assert [i.url for i in items(records)] == [URL]
    assert "columns that stand twice, of which the first is read: url" in notes


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_huge_cell_costs_its_row_alone(table: Path, quote: str) -> None:
    huge = "x" * (10 * 1024 * 1024)
    records, _ = read(table, f"url,text\n{URL}?p=1,a\n{URL}?p=2,{quote}{huge}{quote}\n{URL}?p=3,c\n")
    assert [type(r) for r in records] == [Item, SetAside, Item]
    assert records[1] == SetAside(origin=Origin(source=str(table), place=3), reason=TOO_LONG)
    assert isinstance(records[2], Item)
    assert records[2].origin.place == 4


def test_a_line_that_was_cut_is_set_aside_however_short_its_cells_are(table: Path) -> None:
    records, _ = read(table, f"url,text\n{URL},a" + ",b" * LONGEST_LINE + f"\n{URL},c\n")
    assert [getattr(r, "reason", None) for r in records] == [TOO_LONG, None]


def test_a_quotation_mark_that_is_not_closed_is_said(table: Path) -> None:
    rows = "".join(f"{URL}?p={n},some words of a post\n" for n in range(4000))
    records, notes = read(table, f'url,text\n{URL},"open\n{rows}')
    assert records[0] == SetAside(origin=Origin(source=str(table), place=2), reason=TOO_LONG)
    assert any(note.startswith("lines 2 to ") and "quotation mark may not be closed" in note for note in notes)
    assert isinstance(records[-1], Item)
    assert records[-1].url == f"{URL}?p=3999"


def test_nul_characters_are_taken_out_and_said(table: Path) -> None:
    records, notes = read(table, f"url,title,text\n{URL},Ti\0des,{'words ' * 200}\n".encode())
    assert [i.title for i in items(records)] == ["Tides"]
    assert "1 lines hold NUL characters, which were taken out" in notes


def test_addresses_without_a_page_are_counted(table: Path) -> None:
    _, notes = read(table, f"url\n{URL}?p=1\n{URL}?p=2\n")
    assert notes == [
        "2 addresses have no saved page, and nothing is fetched in this run: only what the address and the source say "
        "is judged"
    ]


def test_the_documented_example_and_kinds_are_what_is_read(table: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    example = re.search(r"```csv\n(.*?)```", text, re.DOTALL)
    assert example is not None
    assert [i.kind for i in items(read(table, example[1])[0])] == ["post", "reply", "like"]
    rows = dict(re.findall(r"^\| `(article|post|reply|repost|like|page)` \| (.*) \|$", text, re.MULTILINE))
    documented = {word: kind for kind, words in rows.items() for word in (kind, *words.split(", "))}
    assert documented == dict(KINDS)
    assert all(f"`{column}`" in text for column in COLUMNS)


@given(st.binary(max_size=600))
def test_no_bytes_below_the_header_raise_and_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("table") / "items.csv"
    records, _ = read(path, b"url,kind,date,text\n" + content + f"\n\n{URL},post,2025-01-01,end\n".encode())
    assert all(record.origin.place is not None and record.origin.place > 1 for record in records)
    if b'"' not in content and b"\xff\xfe" not in content[:2]:
        assert isinstance(records[-1], Item)


def test_an_encoding_is_told_from_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_bytes(b"url,title\n" + b"a,b\n" * 600_000 + "https://a.example/,é\n".encode("cp1252"))
    assert encoding_of(path) == "cp1252"
    path.write_bytes(b"url,title\n" + b"a,b\n" * 600_000 + "https://a.example/,é\n".encode())
    assert encoding_of(path) == "utf-8"
