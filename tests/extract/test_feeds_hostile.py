"""Feeds that are damaged, wrong or made to hurt: what can be read is kept, and what is missing is said."""

from __future__ import annotations

import gzip
import json
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_feeds import JSON_FEED, URL, WHOLE, atom, codes, read, rss

from indexaudit.config import Limits
from indexaudit.extract.feeds import read_feed

ITEM = "<item><title>{0}</title><link>https://orchard.example/{0}</link><pubDate>2026-03-02</pubDate></item>\n"
THREE = rss("".join(ITEM.format(name) for name in ("a", "b", "c"))).encode()
PAGES = [f"https://orchard.example/{name}" for name in ("a", "b", "c")]

_touched: list[tuple[str, str]] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _touched is not None and (event == "open" or event.startswith(("socket.", "urllib.", "subprocess."))):
        _touched.append((event, str(arguments)))


sys.addaudithook(_note)


@pytest.fixture(autouse=True)
def no_loose_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """feedparser's second parser, for broken markup, is never needed: its work grows with the square of the feed."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the document was not well-formed")

    monkeypatch.setattr(feedparser.api, "LooseFeedParser", refused)


def urls(data: str | bytes, **limits: int) -> list[str | None]:
    return [entry.url for entry in read(data, **limits).entries]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "plums"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE rss [<!ENTITY c "' + "plums" * 10_000 + '">]>',
    ],
)
def test_X01_entities_of_a_feed_are_refused(doctype: str) -> None:
    found = read(doctype + f"<rss><channel><item><title>&c;</title>{WHOLE}</item></channel></rss>")
    assert (found.entries[0].title, found.complete) == ("&c;", False)
    assert set(codes(found)) == {"xml_doctype_refused", "unknown_entity", "entities_refused"}


def test_X01_the_doctype_of_an_old_feed_costs_nothing() -> None:
    found = read(
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "https://netscape.example/rss-0.91.dtd">'
        f'<rss version="0.91"><channel><item><title>Plums&nbsp;now</title>{WHOLE}</item></channel></rss>'
    )
    assert (found.entries[0].title, found.complete) == ("Plums now", True)


def test_X02_a_feed_opens_no_file_and_no_address(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("blackthorn", encoding="utf-8")
    hostile = (
        f'<?xml-stylesheet href="{secret.as_uri()}"?><!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY % b SYSTEM "http://127.0.0.1:9/b">%b;]><rss xmlns:xi="http://www.w3.org/2001/XInclude" version="2.0">'
        f'<channel><title>&a;</title><xi:include href="{secret.as_uri()}"/><item><title>&a;</title>'
        f"<link>{secret.as_uri()}</link><enclosure url='http://127.0.0.1:9/c'/></item></channel></rss>"
    )
    shapes = [
        hostile.encode(),
        str(secret).encode(),
        secret.as_uri().encode(),
        b"http://127.0.0.1:9/feed",
        b"/dev/zero",
    ]
    read(THREE)  # what is imported on first use is opened here
    global _touched  # noqa: PLW0603 - a hook of the interpreter cannot be taken away again
    _touched = touched = []
    try:
        found = [read(shape, url=secret.as_uri()) for shape in shapes]
    finally:
        _touched = None
    assert touched == []
    assert "blackthorn" not in str(found)
    assert [feed.kind for feed in found] == ["rss", "none", "none", "none", "none"]
    assert found[0].entries[0].url is None


def test_X04_a_packed_feed_is_unpacked_under_its_cap() -> None:
    packed = gzip.compress(b"<rss>" + b" " * 50_000_000)
    tracemalloc.start()
    found = read(packed, feed_bytes=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ("too_large_decoded" in codes(found), found.complete) == (True, False)
    assert peak < 8 * 1024 * 1024


@pytest.mark.parametrize(
    ("written", "title", "code"),
    [
        ("a & b", "a & b", "raw_ampersand"),
        ("a < b", "a < b", "raw_less_than"),
        ("a\x0bb", "a\ufffdb", "control_characters"),
        ("a&#0;b", "a\ufffdb", "control_characters"),
        ("caf&eacute;", "café", "html_entity"),
    ],
)
def test_X08_signs_that_are_not_escaped_are_read_as_meant(written: str, title: str, code: str) -> None:
    found = read(rss(f"<item><title>{written}</title>{WHOLE}</item>"))
    assert (found.entries[0].title, codes(found), found.complete) == (title, {code: 1}, True)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(THREE)))
def test_X15_a_feed_cut_anywhere_keeps_whole_addresses_only(length: int) -> None:
    found = read(THREE[:length])
    kept = [entry.url for entry in found.entries if entry.url is not None]
    assert kept == PAGES[: len(kept)]
    assert len(kept) >= THREE[:length].count(b"</link")
    assert found.complete is (b"</rss>" in THREE[:length])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_X15_a_json_feed_cut_anywhere_keeps_whole_items_only(data: st.DataObject) -> None:
    whole = json.dumps(JSON_FEED)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    found = read(cut)
    assert found.entries == read(whole).entries[: len(found.entries)]
    assert not found.complete
    assert found.kind == ("json" if '"items": [' in cut else "none")


def test_X15_a_damaged_entry_leaves_the_others_alone() -> None:
    damaged = THREE.replace(b"<title>b</title>", b"<title><b>b</title>")
    found = read(damaged)
    assert [entry.url for entry in found.entries] == [PAGES[0], found.entries[1].url, PAGES[2]]
    assert (codes(found)["markup_damaged"], found.complete) == (1, False)


def test_X15_namespaces_that_are_not_declared_cost_nothing() -> None:
    found = read(rss(f"<item>{WHOLE}<media:thumbnail url='x'/><dc:creator>Ann Plum</dc:creator></item>"))
    assert (found.entries[0].authors, found.problems) == (("Ann Plum",), ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "an empty file"),
        (b"<!doctype html><title>Gone</title>", "an HTML page"),
        (b"<urlset/>", "an XML document with the root <urlset>"),
        (b'{"version": "1", "items": []}', "JSON that is no JSON Feed"),
        (b"[1, 2]", "JSON"),
        (b"{", "JSON that is no JSON Feed"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\x1f\x8b\x08rubbish", "a compressed file that cannot be unpacked"),
    ],
)
def test_X11_X15_what_is_no_feed_is_named(data: bytes, reason: str) -> None:
    found = read(data)
    assert (found.kind, found.reason, found.entries, found.complete) == ("none", reason, (), False)


def test_X16_entries_beyond_the_cap_are_counted() -> None:
    found = read(rss("".join(ITEM.format(number) for number in range(10_000))))
    assert (len(found.entries), found.listed, codes(found)) == (1_000, 10_000, {"too_many_entries": 9_000})
    assert not found.complete


def test_X16_bytes_beyond_the_cap_are_left_unread() -> None:
    found = read(THREE, feed_bytes=THREE.index(b"/c<") + 1)
    assert [entry.url for entry in found.entries][:2] == PAGES[:2]
    assert (found.entries[2].url, found.complete) == (None, False)


INSIDE = {
    "open tags": "&lt;a ",
    "open tags in the markup": "<a ",
    "categories": "<category>{}</category>",
    "namespaces": '<x:e xmlns:x="u:{}"/>',
    "links": "<link>https://orchard.example/</link>",
    "a long author": ("<author>", "a", "</author>"),
    "a long link": ("<link>", "a", "</link>"),
    "a long date": ("<pubDate>", "1", "</pubDate>"),
    "a long title": ("<title>", "&lt;/a", "</title>"),
    "ends of sections": ("<description><![CDATA[", "]]&gt;", "]]></description>"),
    "lines": "\n",
    "attributes": ("<title ", 'a{}="" ', ">x</title>"),
}


@pytest.mark.parametrize("shape", INSIDE.values(), ids=INSIDE)
def test_X16_the_work_grows_with_the_feed_and_no_faster(shape: str | tuple[str, str, str]) -> None:
    before, piece, after = shape if isinstance(shape, tuple) else ("<description>", shape, "</description>")
    seconds = []
    for size in (100_000, 400_000):
        pieces = "".join(piece.replace("{}", str(number)) for number in range(size // len(piece)))
        data = rss(f"<item>{before}{pieces}{after}</item>").encode()
        start = time.process_time()
        found = read_feed(data, url=URL, limits=Limits())
        seconds.append(time.process_time() - start)
        assert found.kind == "rss"
    assert seconds[1] < 8 * seconds[0] + 1


def test_X17_deep_markup_is_text_when_escaped_and_said_when_not() -> None:
    escaped = read(rss(f"<item>{WHOLE}<description>{'&lt;div>' * 20_000}plums</description></item>"))
    assert (escaped.entries[0].summary, escaped.complete) == ("plums", True)
    content = f'<content type="xhtml">{"<div>" * 20_000}plums{"</div>" * 20_000}</content>'
    found = read(atom(f"<entry><link href='/a'/>{content}</entry><entry><link href='/b'/></entry>"))
    assert [entry.url for entry in found.entries] == PAGES[:2]
    assert (codes(found)["markup_damaged"], found.complete) == (1, False)


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000,
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": '
        + "9" * 10_000
        + '}, {"id": NaN}, {"id": true}]}',
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "\\ud800", "title": "\\u0000"}]}',
        '{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}, "hubs": 4, "title": []}',
        '{"version": 1, "items": []}',
    ],
)
def test_json_of_the_wrong_kind_never_raises(text: str) -> None:
    found = read(text)
    str(found).encode("utf-8")
    assert found.kind == ("none" if '"version": 1' in text else "json")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, len(THREE)), st.integers(0, 40))
def test_no_bytes_raise(piece: bytes, position: int, removed: int) -> None:
    found = read(THREE[:position] + piece + THREE[position + removed :])
    assert found.listed >= len(found.entries)
    assert read(piece).listed >= 0


PARTS = st.lists(
    st.sampled_from(
        ["<item>", "</item>", "<title>", "</title>", "<link>", "<link href='x' rel='self'/>", "</link>", "<author>",
         "</author>", "<name>x</name>", "<image>", "</image>", "<source url='x'>", "</source>", "<dc:creator>",
         "</dc:creator>", "<content:encoded>", "</content:encoded>", "<description>", "</description>", "<guid>", "</guid>",
         "<language>", "</language>", "text", "https://orchard.example/", "&lt;b&gt;", "&", "<", "<![CDATA[", "]]>", "<!--",
         "-->", "http://[", "\n", "<x:y xmlns:x='z'>", "<textinput>", "<entry>", "<svg>"]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS, st.booleans())
def test_no_markup_raises(parts: list[str], in_atom: bool) -> None:
    inside = "".join(parts)
    found = read(atom(f"<entry>{inside}</entry>") if in_atom else rss(f"<item>{inside}</item>"))
    assert found.listed >= len(found.entries)
