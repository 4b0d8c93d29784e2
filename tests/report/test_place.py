"""Where the findings of a page are shown."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.model import Evidence
from indexaudit.report.place import Place, PlaceError, below, line_of, located, uri_of


@pytest.mark.parametrize(
    "file", ["", "/etc/passwd", "../public/index.html", "public/../../x", "public//x", "./x", "C:/x", "public\\x"]
)
def test_a_path_out_of_the_repository_is_refused(file: str) -> None:
    with pytest.raises(PlaceError, match=r"public/posts/plums/index\.html"):
        Place(file=file)


@given(st.lists(st.text(st.characters(exclude_characters="/\\"), min_size=1), min_size=1, max_size=4))
def test_a_uri_of_a_file_is_ascii_and_stays_below_the_root(parts: list[str]) -> None:
    file = "/".join(parts)
    try:
        place = Place(file=file)
    except PlaceError:
        assert {".", ".."} & set(parts) or file[1:2] == ":"
        return
    assert place.uri is not None
    assert place.uri.isascii()
    assert not {"", ".", ".."} & set(place.uri.split("/"))
    assert ":" not in place.uri
    assert not {"?", "#", " ", '"', "<"} & set(place.uri)


def test_a_uri_of_a_file_is_percent_encoded_and_reads_back() -> None:
    place = Place(file="public/posts/plums & pears #1/a:b é.html")
    assert place.uri == "public/posts/plums%20&%20pears%20%231/a%3Ab%20%C3%A9.html"
    assert unquote(place.uri) == place.file


def test_a_byte_that_is_no_utf_8_stays_that_byte() -> None:
    assert Place(file="public/\udcff.html").uri == "public/%FF.html"


def test_a_name_is_shown_as_it_is_unless_it_acts() -> None:
    assert Place(file="public/two  blanks é.html").name == "public/two  blanks é.html"
    assert Place(file="public/\x1b[31m.html").name == "public/\\x1b[31m.html"
    assert "##[" not in (Place(file="public/##[error]x.html").name or "")


def test_a_file_on_disk_is_named_from_the_root(tmp_path: Path) -> None:
    (tmp_path / "public" / "posts").mkdir(parents=True)
    page = tmp_path / "public" / "posts" / "plums.html"
    page.write_text("", encoding="utf-8")
    assert Place.of(page, tmp_path) == Place(file="public/posts/plums.html")
    assert Place.of(page, tmp_path / "public") == Place(file="posts/plums.html")
    assert Place.of(page, tmp_path / "elsewhere").file is None
    assert Place.of(tmp_path, tmp_path).file is None


def test_a_link_that_leads_out_of_the_root_names_no_file(tmp_path: Path) -> None:
    inside, outside = tmp_path / "repository", tmp_path / "secret.html"
    inside.mkdir()
    outside.write_text("", encoding="utf-8")
    (inside / "page.html").symlink_to(outside)
    assert Place.of(inside / "page.html", inside).file is None


def test_the_line_is_that_of_the_first_evidence_in_the_markup(found) -> None:
    robots = Evidence(where="robots_txt", text="Disallow: /", line=7)
    header = Evidence(where="header", text="X-Robots-Tag: noindex")
    tag = Evidence(where="html", text="<title>", line=4)
    finding = found(evidence=(robots, header, tag))
    assert line_of(finding, Place(file="a.html")) == 4
    assert line_of(finding, Place(file="a.md", line_offset=10)) == 14
    assert line_of(finding, Place(file="a.md", line_offset=-9)) == 1
    assert line_of(finding, Place(file="a.md", line_offset=None)) is None
    assert line_of(found(evidence=(robots, header)), Place(file="a.html")) is None


def test_without_a_place_a_page_is_at_its_address(make) -> None:
    page = make(final_url="https://windfall.example/plums?token=abc&x=a b#é")
    assert located(page, None) == located(page, lambda _: None) == Place(file=None)
    assert uri_of(page) == "https://windfall.example/plums?token=***&x=a%20b#%C3%A9"


def test_an_address_made_to_flood_is_cut_between_escapes(make) -> None:
    uri = uri_of(make(final_url="https://windfall.example/" + "é" * 100_000))
    assert len(uri) <= 2_000
    assert uri.endswith(("%C3%A9", "%C3"))


@given(said=st.text(max_size=40))
def test_a_path_of_an_address_stays_below_its_word(make, said: str) -> None:
    path = below("fetched", make(final_url=f"https://windfall.example/{said}"))
    assert path.isascii()
    assert path.startswith("fetched/windfall.example")
    assert not {"", ".", ".."} & set(path.split("/"))
