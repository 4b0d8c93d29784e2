"""Sitemaps that are damaged, wrong or made to hurt: what can be read is kept, and what is missing is said."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sitemaps import PROTOCOL, URL, codes, locs, read, urlset

from indexaudit.config import Limits
from indexaudit.extract.sitemaps import read_sitemap

PAGE = "<url><loc>https://orchard.example/{}</loc></url>\n"
THREE = urlset("".join(PAGE.format(name) for name in ("a", "b", "c")))


def line_of(data: bytes, code: str) -> int | None:
    return next(problem.line for problem in read(data).problems if problem.code == code)


BOMB = '<!DOCTYPE urlset [<!ENTITY a "plums"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("doctype", [BOMB, '<!DOCTYPE urlset [<!ENTITY a "' + "plums" * 10_000 + '">]>'])
def test_X01_entities_are_refused_and_the_other_pages_kept(doctype: str) -> None:
    found = read(f"{doctype}<urlset {PROTOCOL}>{PAGE.format('&c;&a;')}{PAGE.format('b')}</urlset>")
    assert {"xml_doctype_refused", "unknown_entity", "entities_refused"} <= set(codes(found))
    assert locs(found)[1] == "https://orchard.example/b"
    assert "plums" not in str(found.entries)
    assert not found.complete


def test_X01_a_doctype_that_nothing_needs_costs_nothing() -> None:
    found = read(f'<!DOCTYPE urlset SYSTEM "sitemap.dtd"><urlset {PROTOCOL}>{PAGE.format("a")}</urlset>')
    assert (locs(found), codes(found), found.complete) == (
        ["https://orchard.example/a"],
        {"xml_doctype_refused": 1},
        True,
    )


def test_X01_a_doctype_without_end_is_no_sitemap() -> None:
    found = read("<!DOCTYPE urlset [" + '<!ENTITY a "b">' * 20_000)
    assert (found.kind, codes(found), found.complete) == ("none", {"xml_doctype_refused": 1}, False)


def test_X02_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("blackthorn", encoding="utf-8")
    found = read(
        f'<!DOCTYPE urlset [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY % b SYSTEM "{secret.as_uri()}">%b;]>'
        f'<urlset {PROTOCOL} xmlns:xi="http://www.w3.org/2001/XInclude">{PAGE.format("&a;")}'
        f'<url><loc><xi:include href="{secret.as_uri()}" parse="text"/></loc></url></urlset>'
    )
    assert "blackthorn" not in str(found)
    assert "xml_doctype_refused" in codes(found)


def test_X03_pages_beyond_the_cap_are_counted() -> None:
    found = read(urlset("".join(PAGE.format(number) for number in range(50))), sitemap_urls=20)
    assert (len(found.entries), found.listed, codes(found)) == (20, 50, {"too_many_entries": 30})
    assert found.problems[0].line == 23
    assert not found.complete


def test_X03_bytes_beyond_the_cap_are_left_unread() -> None:
    found = read(THREE, sitemap_bytes=THREE.index(b"/c<") + 1)
    assert locs(found) == ["https://orchard.example/a", "https://orchard.example/b"]
    assert (found.listed, codes(found), found.complete) == (3, {"too_large_decoded": 1}, False)


def test_X03_a_list_beyond_the_cap_loses_its_half_line() -> None:
    found = read("https://orchard.example/a\nhttps://orchard.example/b", sitemap_bytes=40)
    assert (locs(found), codes(found), found.complete) == (
        ["https://orchard.example/a"],
        {"too_large_decoded": 1},
        False,
    )


def test_X03_memory_does_not_grow_with_the_file() -> None:
    small = urlset("".join(PAGE.format(number) for number in range(2_000)))
    large = urlset("".join(PAGE.format(number) for number in range(40_000)))
    peaks = []
    for data in (small, small, large):
        tracemalloc.start()
        read(data, sitemap_urls=1_000)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] + 4 * 1024 * 1024


def test_X04_a_bomb_is_left_packed() -> None:
    packed = gzip.compress(b"<urlset>" + b" " * 30_000_000)
    tracemalloc.start()
    found = read(packed, sitemap_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.decoded_bytes == 1_000_000
    assert "too_large_decoded" in codes(found)
    assert not found.complete
    assert peak < 8 * 1024 * 1024


def test_X04_a_bomb_in_a_bomb_is_left_packed() -> None:
    found = read(gzip.compress(gzip.compress(b" " * 100_000_000)), sitemap_bytes=50_000)
    assert (found.kind, found.complete) == ("none", False)
    assert codes(found)["too_large_decoded"] >= 1


def test_X05_a_file_that_is_packed_twice_is_read_and_thrice_is_not() -> None:
    assert locs(read(gzip.compress(gzip.compress(THREE)))) == locs(read(THREE))
    found = read(gzip.compress(gzip.compress(gzip.compress(THREE))))
    assert (found.kind, found.reason, codes(found)) == (
        "none",
        "a compressed file that cannot be unpacked",
        {"gzip_again": 1},
    )


def test_X05_several_members_are_one_file_and_rubbish_behind_them_is_none() -> None:
    half = len(THREE) // 2
    members = gzip.compress(THREE[:half]) + gzip.compress(THREE[half:])
    assert (locs(read(members)), codes(read(members))) == (locs(read(THREE)), {})
    assert codes(read(members + b"\0" * 500)) == {}
    found = read(members + b"</html>")
    assert (locs(found), codes(found), found.complete) == (locs(read(THREE)), {"gzip_rubbish": 1}, True)


def test_X06_an_index_that_names_itself_says_so() -> None:
    found = read(
        f"<sitemapindex {PROTOCOL}><sitemap><loc>{URL}</loc></sitemap>"
        "<sitemap><loc>https://orchard.example/a.xml</loc></sitemap></sitemapindex>"
    )
    assert (len(found.children), codes(found)) == (2, {"names_itself": 1})


def test_X08_a_raw_ampersand_loses_nothing_and_is_placed() -> None:
    data = urlset(PAGE.format("a") + PAGE.format("b?x=1&y=2&copy=3") + PAGE.format("c"))
    found = read(data)
    assert locs(found) == [
        "https://orchard.example/a",
        "https://orchard.example/b?x=1&y=2&copy=3",
        "https://orchard.example/c",
    ]
    assert (codes(found), line_of(data, "raw_ampersand"), found.complete) == ({"raw_ampersand": 2}, 4, True)


@pytest.mark.parametrize(
    ("written", "loc", "code"),
    [
        ("a<b", "https://orchard.example/a", "markup_damaged"),
        ("a< b", "https://orchard.example/a%3C%20b", "raw_less_than"),
        ("a&nbsp;b", "https://orchard.example/a%C2%A0b", "html_entity"),
        ("a&plum;b", "https://orchard.example/a&plum;b", "unknown_entity"),
        ("a&#0;b", "https://orchard.example/a%EF%BF%BDb", "control_characters"),
        ("a\x0bb", "https://orchard.example/a%EF%BF%BDb", "control_characters"),
    ],
)
def test_X08_other_signs_that_end_a_reader_lose_no_other_page(written: str, loc: str, code: str) -> None:
    found = read(urlset(PAGE.format(written) + PAGE.format("c")))
    assert locs(found)[-1] == "https://orchard.example/c"
    assert locs(found)[0] == loc
    assert set(codes(found)) == {code}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(THREE)))
def test_X09_a_file_cut_anywhere_keeps_whole_addresses_only(length: int) -> None:
    found = read(THREE[:length])
    whole = locs(read(THREE))
    kept = [loc for loc in locs(found) if loc is not None]
    assert kept == whole[: len(kept)]
    assert len(kept) >= THREE[:length].count(b"</l")
    assert found.complete is (b"</urlset>" in THREE[:length])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(gzip.compress(THREE, mtime=0)) - 1))
def test_X09_a_packed_file_cut_anywhere_keeps_whole_addresses_only(length: int) -> None:
    found = read(gzip.compress(THREE, mtime=0)[:length])
    kept = [loc for loc in locs(found) if loc is not None]
    assert kept == locs(read(THREE))[: len(kept)]
    assert not found.complete


def test_X09_a_damaged_entry_leaves_the_others_alone() -> None:
    found = read(urlset(PAGE.format("a") + "<url><loc>https://orchard.example/b</url>\n" + PAGE.format("c")))
    assert locs(found) == locs(read(THREE))
    assert (codes(found), found.complete) == ({"markup_damaged": 1}, False)


@pytest.mark.parametrize(
    "before", [b"\n", b"  \r\n\t", b"\xef\xbb\xbf\n", b"<!-- made by hand -->", b"<br />\n<b>Warning</b>: "]
)
def test_X10_something_before_the_declaration_is_said(before: bytes) -> None:
    found = read(before + THREE)
    assert (locs(found), codes(found), found.complete) == (locs(read(THREE)), {"space_before_declaration": 1}, True)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "an empty file"),
        (b" \n\n", "an empty file"),
        (b"<!doctype html><title>Gone</title>", "an HTML page"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "an HTML page"),
        (b"<!-- x --><html><body>", "an HTML page"),
        (b"<opml version='2.0'/>", "an XML document with the root <opml>"),
        (b'{"error": 404}', "JSON"),
        (b"%PDF-1.7", "a PDF"),
        (bytes(range(256)) * 4, "binary data"),
        (b"User-agent: *\nSitemap: https://orchard.example/s.xml", "text without addresses"),
        (b"\x1f\x8b\x08rubbish", "a compressed file that cannot be unpacked"),
    ],
)
def test_X11_what_is_no_sitemap_is_named(data: bytes, reason: str) -> None:
    found = read(data)
    assert (found.kind, found.reason, found.entries, found.complete) == ("none", reason, (), False)


@pytest.mark.parametrize(
    ("field", "code", "modified"),
    [
        ("<lastmod>yesterday</lastmod>", "bad_date", None),
        ("<lastmod>99999-01-01</lastmod>", "bad_date", None),
        ("<lastmod>2026-02-31</lastmod>", "bad_date", None),
        ("<lastmod>2 March 2026</lastmod>", "date_form", "2026-03-02"),
        ("<lastmod>2026-03-02 10:00</lastmod>", "date_form", "2026-03-02T10:00"),
        ("<priority>high</priority>", "bad_priority", None),
        ("<priority>1.5</priority>", "bad_priority", None),
        ("<priority>nan</priority>", "bad_priority", None),
        ("<changefreq>often</changefreq>", "bad_changefreq", None),
    ],
)
def test_X12_a_bad_field_costs_its_page_nothing(field: str, code: str, modified: str | None) -> None:
    found = read(urlset(f"<url><loc>https://orchard.example/a</loc>{field}</url>"))
    assert (locs(found), codes(found), found.complete) == (["https://orchard.example/a"], {code: 1}, True)
    assert found.entries[0].modified == modified


@pytest.mark.parametrize(
    ("written", "loc", "code"),
    [
        ("/a", "https://orchard.example/a", "relative"),
        ("//orchard.example/a", "https://orchard.example/a", "relative"),
        ("a", "https://orchard.example/a", "relative"),
        ("https://cellar.example/a", "https://cellar.example/a", "other_host"),
        ("ftp://orchard.example/a", None, "other_scheme"),
        ("javascript:alert(1)", None, "other_scheme"),
        ("file:///etc/hostname", None, "other_scheme"),
        ("https://", None, "not_an_address"),
        ("https://orchard.example:99999/", None, "not_an_address"),
        ("https://orchard.example/" + "a" * 2_100, "https://orchard.example/" + "a" * 2_100, "long_loc"),
        ("https://orchard.example/" + "a" * 9_000, None, "not_an_address"),
        ("", None, "no_loc"),
    ],
)
def test_X13_an_address_that_is_not_of_the_site_is_said(written: str, loc: str | None, code: str) -> None:
    found = read(urlset(PAGE.format("z") + f"<url><loc>{written}</loc></url>"))
    assert (locs(found), codes(found)) == (["https://orchard.example/z", loc], {code: 1})
    assert found.entries[1].written == (None if loc == written or not written else written)


TEXT = THREE.decode()


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        pytest.param(TEXT.replace("sitemaps.org", "maps.example").encode(), {"namespace"}, id="another namespace"),
        pytest.param(TEXT.replace("UTF-8", "UTF-16").encode("utf-16"), set(), id="UTF-16 with its mark"),
        pytest.param(TEXT.replace("0.9", "0.&#xD800;&x9").encode(), {"namespace"}, id="a namespace that is no text"),
        pytest.param(TEXT.encode("utf-16-be"), set(), id="UTF-16 without"),
        pytest.param(TEXT.replace("UTF-8", "utf-16").encode(), set(), id="UTF-8 that calls itself UTF-16"),
        pytest.param(TEXT.replace("UTF-8", "plums").encode(), set(), id="an encoding that nobody knows"),
        pytest.param(TEXT.replace("<loc>", "\0<loc>").encode(), {"control_characters"}, id="NUL"),
        pytest.param(THREE.replace(b"<loc>", b"\xff<loc>", 1), {"bad_bytes"}, id="a byte that is no text"),
    ],
)
def test_X14_the_pages_are_read_in_any_namespace_and_encoding(data: bytes, problems: set[str]) -> None:
    found = read(data)
    assert (locs(found), set(codes(found))) == (locs(read(THREE)), problems)


@pytest.mark.parametrize(
    ("encoding", "declared", "code"),
    [("utf-8", "ISO-8859-1", "wrong_encoding"), ("latin-1", "ISO-8859-1", None), ("latin-1", "UTF-8", "bad_bytes")],
)
def test_X14_an_address_beyond_ascii_by_the_encoding_that_its_bytes_have(
    encoding: str, declared: str, code: str | None
) -> None:
    data = TEXT.replace("UTF-8", declared).replace("/c", "/müsli").encode(encoding)
    found = read(data)
    assert set(codes(found)) == ({code} if code else set())
    expected = "m%EF%BF%BDsli" if code == "bad_bytes" else "m%C3%BCsli"
    assert locs(found)[2] == f"https://orchard.example/{expected}"
    assert code != "bad_bytes" or line_of(data, code) == 5


def test_an_entry_without_end_is_left_out_and_the_next_is_read() -> None:
    found = read(
        urlset(
            PAGE.format("a")
            + "<url><loc>https://orchard.example/"
            + "x" * 3_000_000
            + "</loc></url>"
            + PAGE.format("c")
        )
    )
    assert [loc for loc in locs(found) if loc] == ["https://orchard.example/a", "https://orchard.example/c"]
    assert (codes(found)["entry_too_long"], found.complete) == (1, False)


HOSTILE = {
    "ampersands": "&",
    "less than": "< ",
    "elements": "<a/>",
    "nesting": "<a>",
    "entries": "<url/>",
    "entries without end": "<url><loc>https://orchard.example/a",
    "sections": "<![CDATA[]]>",
    "comments": "<!--",
    "declarations": "<!x",
    "attributes": '<url a="1" a="2">',
    "quotes": "<url a='",
    "lines": "\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_file_and_no_faster(piece: str) -> None:
    seconds = []
    for size in (250_000, 1_000_000):
        data = (f"<urlset {PROTOCOL}>" + piece * (size // len(piece))).encode()
        start = time.process_time()
        found = read_sitemap(data, url=URL, limits=Limits(sitemap_urls=2_000))
        seconds.append(time.process_time() - start)
        assert not found.complete
    assert seconds[1] < 8 * seconds[0] + 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(THREE)), st.integers(0, 40))
def test_no_bytes_raise(piece: bytes, position: int, removed: int) -> None:
    found = read(THREE[:position] + piece + THREE[position + removed :])
    assert found.listed >= len(found.entries) + len(found.children)
    assert all(entry.loc or entry.written or "no_loc" in codes(found) for entry in found.entries)
    assert read(piece).kind in ("none", "text", "urlset", "index", "rss", "atom")
