"""Feeds of every dialect, and what each entry says."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from indexaudit.config import Limits
from indexaudit.discovery_facts import Feed, FeedEntry
from indexaudit.extract.feeds import read_feed

URL = "https://orchard.example/feed.xml"


def read(data: str | bytes, url: str = URL, charset: str | None = None, **limits: int) -> Feed:
    data = data.encode() if isinstance(data, str) else data
    return read_feed(data, url=url, limits=Limits(**limits), charset=charset)


def codes(feed: Feed) -> dict[str, int]:
    return {problem.code: problem.count for problem in feed.problems}


def rss(items: str, fields: str = "", attributes: str = "") -> str:
    return f'<?xml version="1.0"?>\n<rss version="2.0" {attributes}><channel>{fields}\n{items}</channel></rss>'


def atom(entries: str, fields: str = "", attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{fields}\n{entries}</feed>'


def item(inside: str, attributes: str = "") -> FeedEntry:
    (entry,) = read(rss(f"<item>{inside}</item>", attributes=attributes)).entries
    return entry


def entry_of(inside: str, attributes: str = "") -> FeedEntry:
    (entry,) = read(atom(f"<entry>{inside}</entry>", attributes=attributes)).entries
    return entry


WHOLE = "<link>https://orchard.example/a</link><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>"


def test_a_sound_rss_feed() -> None:
    found = read(
        rss(
            f"<item><title>Plums &amp; figs</title>{WHOLE}<guid isPermaLink='false'>a1</guid>"
            "<description>Short.</description>"
            "<content:encoded><![CDATA[<p>Plums &amp; figs</p><p>keep long.</p>]]></content:encoded>"
            "<dc:creator>Ann Plum</dc:creator></item>",
            "<title>The Orchard</title><link>https://orchard.example/</link><language>en-GB</language>"
            '<atom:link rel="self" href="https://orchard.example/feed"/>'
            '<atom:link rel="hub" href="https://hub.example/"/>',
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:atom="http://www.w3.org/2005/Atom"',
        )
    )
    assert found == Feed(
        url=URL,
        kind="rss",
        reason=None,
        title="The Orchard",
        home="https://orchard.example/",
        self_link="https://orchard.example/feed",
        hubs=("https://hub.example/",),
        language="en-GB",
        entries=(
            FeedEntry(
                url="https://orchard.example/a",
                id="a1",
                title="Plums & figs",
                published="2026-03-02T10:00:00+01:00",
                updated=None,
                text="Plums & figs\nkeep long.",
                summary="Short.",
                authors=("Ann Plum",),
                line=3,
            ),
        ),
        listed=1,
        problems=(),
        complete=True,
    )


def test_a_sound_atom_feed() -> None:
    found = read(
        atom(
            '<entry xml:base="/2026/"><title type="html">&lt;b>Plums&lt;/b></title><id>tag:orchard.example,2026:a</id>'
            '<link rel="replies" href="c"/><link href="plums"/><published>2026-03-02T10:00:00Z</published>'
            "<updated>2026-03-03T10:00:00Z</updated><author><name>Ann Plum</name><email>ann@orchard.example</email></author>"
            "<author><name>Tom Fig</name></author><summary>Short.</summary>"
            '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>One</x:p><x:p>Two &amp; three</x:p>'
            "</x:div></content></entry>",
            '<title>The Orchard</title><link href="/"/><link rel="self" href="/feed.xml"/>',
            'xml:lang="en"',
        )
    )
    (entry,) = found.entries
    assert entry == FeedEntry(
        url="https://orchard.example/2026/plums",
        id="tag:orchard.example,2026:a",
        title="Plums",
        published="2026-03-02T10:00:00Z",
        updated="2026-03-03T10:00:00Z",
        text="One\nTwo & three",
        summary="Short.",
        authors=("Ann Plum", "Tom Fig"),
        line=2,
    )
    assert (found.kind, found.title, found.home) == ("atom", "The Orchard", "https://orchard.example/")
    assert (found.self_link, found.language, found.problems) == (URL, "en", ())


def test_rss_1_and_atom_03() -> None:
    rdf = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://orchard.example/"><title>Orchard</title>'
        '<link>https://orchard.example/</link></channel><item rdf:about="https://orchard.example/a"><title>A</title>'
        "<link>https://orchard.example/a</link><dc:date>2026-03-02</dc:date></item></rdf:RDF>"
    )
    assert (rdf.kind, rdf.title, rdf.home) == ("rdf", "Orchard", "https://orchard.example/")
    assert [(e.url, e.id, e.published) for e in rdf.entries] == [
        ("https://orchard.example/a", "https://orchard.example/a", "2026-03-02")
    ]
    old = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Orchard</title><entry><title>A</title>'
        '<link rel="alternate" type="text/html" href="https://orchard.example/a"/><issued>2004-03-02T10:00:00Z</issued>'
        '<modified>2004-03-03T10:00:00Z</modified><content type="text/html" mode="escaped">&lt;p>Plums</content>'
        "</entry></feed>"
    )
    (entry,) = old.entries
    assert (old.kind, entry.published, entry.updated) == ("atom", "2004-03-02T10:00:00Z", "2004-03-03T10:00:00Z")
    assert (entry.url, entry.text) == ("https://orchard.example/a", "Plums")


JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Orchard",
    "home_page_url": "/",
    "feed_url": "https://orchard.example/feed.json",
    "language": "en",
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}, {"type": "rssCloud", "url": "https://x.example/"}],
    "items": [
        {
            "id": 7,
            "url": "/a",
            "title": "Plums",
            "content_html": "<p>One</p><p>Two</p>",
            "summary": "Short.",
            "date_published": "2026-03-02T10:00:00Z",
            "date_modified": "2026-03-03T10:00:00Z",
            "authors": [{"name": "Ann Plum"}, {"url": "x"}, 4],
        },
        {"id": "https://orchard.example/b", "content_text": "Plain words", "author": {"name": "Tom Fig"}},
        {"id": "c", "url": "mailto:x"},
        "no item",
    ],
}


def test_json_feed() -> None:
    found = read(json.dumps(JSON_FEED))
    assert (found.kind, found.title, found.home, found.language) == (
        "json",
        "The Orchard",
        "https://orchard.example/",
        "en",
    )
    assert (found.self_link, found.hubs) == ("https://orchard.example/feed.json", ("https://hub.example/",))
    first, second, third = found.entries
    assert first == FeedEntry(
        url="https://orchard.example/a",
        id="7",
        title="Plums",
        published="2026-03-02T10:00:00Z",
        updated="2026-03-03T10:00:00Z",
        text="One\nTwo",
        summary="Short.",
        authors=("Ann Plum",),
        line=None,
    )
    assert (second.url, second.text, second.authors) == ("https://orchard.example/b", "Plain words", ("Tom Fig",))
    assert third.url is None
    assert codes(found) == {"json_item": 1, "not_an_address": 1, "unlinked": 1, "undated": 2}
    assert (found.listed, found.complete) == (4, False)


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        pytest.param("<link>/a</link>", "https://orchard.example/a", id="relative"),
        pytest.param("<guid>https://orchard.example/a</guid>", "https://orchard.example/a", id="a guid alone"),
        pytest.param("<guid isPermaLink='false'>https://orchard.example/a</guid>", None, id="a guid that is no link"),
        pytest.param(
            "<guid isPermaLink='TRUE'>https://orchard.example/a</guid>", "https://orchard.example/a", id="TRUE"
        ),
        pytest.param(
            "<guid>https://orchard.example/?p=1</guid><link>https://orchard.example/a</link>",
            "https://orchard.example/a",
            id="guid and link",
        ),
        pytest.param(
            "<link>https://feeds.example/~r/1</link><feedburner:origLink>https://orchard.example/a</feedburner:origLink>",
            "https://orchard.example/a",
            id="a redirector, and the namespace that is not declared",
        ),
        pytest.param(
            "<link>https://orchard.example/a</link><atom:link rel='replies' href='https://orchard.example/b'/>",
            "https://orchard.example/a",
            id="another link",
        ),
        pytest.param("<link>javascript:alert(1)</link>", None, id="a script"),
        pytest.param("<link></link>", None, id="empty"),
        pytest.param(
            "<link>https://orchard.example/?a=1&amp;b=2</link>", "https://orchard.example/?a=1&b=2", id="a query"
        ),
    ],
)
def test_the_address_of_an_item(inside: str, url: str | None) -> None:
    assert item(inside).url == url


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ('<id>https://orchard.example/?p=1</id><link href="https://orchard.example/a"/>', "https://orchard.example/a"),
        ('<link rel="alternate" type="application/pdf" href="/a.pdf"/>', "https://orchard.example/a.pdf"),
        ('<link rel="self" href="https://orchard.example/x"/><id>urn:x</id>', None),
        ("<id>https://orchard.example/?p=1</id>", None),
    ],
)
def test_the_address_of_an_entry(inside: str, url: str | None) -> None:
    assert entry_of(inside).url == url


CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


@pytest.mark.parametrize(
    ("inside", "text", "summary"),
    [
        pytest.param("<description>&lt;p>One&lt;/p></description>", None, "One", id="a description may be all or part"),
        pytest.param("<content:encoded>&lt;p>One</content:encoded>", "One", None, id="content"),
        pytest.param(
            "<description>One</description><content:encoded>One</content:encoded>", "One", None, id="the same twice"
        ),
        pytest.param("<content:encoded>One […]</content:encoded>", None, "One […]", id="content that breaks off"),
        pytest.param("<description><p>One</p> two</description>", None, "One\ntwo", id="markup that is not escaped"),
        pytest.param("", None, None, id="nothing"),
    ],
)
def test_the_text_of_an_item_is_whole_or_null(inside: str, text: str | None, summary: str | None) -> None:
    found = item(inside, CONTENT)
    assert (found.text, found.summary) == (text, summary)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<content type="text">1 &lt; 2</content>', "1 < 2"),
        ("<content>1 &lt; 2</content>", "1 < 2"),
        ('<content type="html">1 &amp;lt; 2</content>', "1 < 2"),
        ('<content type="image/png">iVBORw0KGgo=</content>', None),
        ('<content src="https://orchard.example/a.html" type="text/html"/>', None),
        ('<content type="html">&lt;script>x&lt;/script>One]]&gt;two</content>', "One]]>two"),
    ],
)
def test_the_text_of_an_entry(inside: str, text: str | None) -> None:
    assert entry_of(inside).text == text


@pytest.mark.parametrize(
    ("inside", "published", "updated"),
    [
        ("<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>", "2026-03-02T10:00:00Z", None),
        ("<dc:date>2026-03-02</dc:date>", "2026-03-02", None),
        ("<pubDate>lately</pubDate>", None, None),
        ("<pubDate>2026-03-02</pubDate><atom:updated>2026-03-03</atom:updated>", "2026-03-02", "2026-03-03"),
    ],
)
def test_the_dates_of_an_item(inside: str, published: str | None, updated: str | None) -> None:
    found = item(inside)
    assert (found.published, found.updated) == (published, updated)


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<author>ann@orchard.example (Ann Plum)</author>", ("Ann Plum",)),
        ("<author>Ann Plum &lt;ann@orchard.example></author>", ("Ann Plum",)),
        ("<author>ann@orchard.example</author>", ()),
        ("<author>Ann Plum</author>", ("Ann Plum",)),
        ("<dc:creator>Ann Plum</dc:creator><itunes:author>The Orchard</itunes:author>", ("Ann Plum",)),
        ("<dc:creator>Ann Plum</dc:creator><dc:creator>Tom Fig</dc:creator>", ("Ann Plum", "Tom Fig")),
        ("<author>Ann Plum</author><dc:creator>Ann Plum</dc:creator>", ("Ann Plum",)),
        ("<itunes:author>Ann Plum</itunes:author>", ("Ann Plum",)),
        ("", ()),
    ],
)
def test_the_authors_of_an_item(inside: str, authors: tuple[str, ...]) -> None:
    assert item(inside).authors == authors


def test_undated_unlinked_and_repeated_entries_are_kept_and_counted() -> None:
    found = read(rss(f"<item>{WHOLE}</item>\n<item>{WHOLE}</item>\n<item><title>x</title></item>"))
    assert len(found.entries) == found.listed == 3
    assert codes(found) == {"duplicate": 1, "unlinked": 1, "undated": 1}
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("duplicate", 4),
        ("unlinked", 5),
        ("undated", 5),
    ]
    assert found.complete


def test_fields_of_the_channel_behind_its_items_are_read() -> None:
    found = read(rss(f"<item>{WHOLE}<title>a</title></item><title>The Orchard</title><link>/</link>"))
    assert (found.title, found.home) == ("The Orchard", "https://orchard.example/")
    assert [entry.title for entry in found.entries] == ["a"]


@pytest.mark.parametrize(
    ("charset", "declared", "encoding"),
    [
        (None, "ISO-8859-1", "latin-1"),
        ("iso-8859-1", "utf-8", "latin-1"),
        (None, "utf-8", "utf-8"),
        (None, "x", "utf-16"),
    ],
)
def test_the_encoding_is_that_of_the_bytes(charset: str | None, declared: str, encoding: str) -> None:
    text = rss("<item><title>Müsli für alle</title></item>").replace("1.0", f'1.0" encoding="{declared}', 1)
    assert read(text.encode(encoding), charset=charset).entries[0].title == "Müsli für alle"


def test_a_packed_feed_is_read() -> None:
    assert read(gzip.compress(rss(f"<item>{WHOLE}</item>").encode())).entries[0].url == "https://orchard.example/a"


def test_every_feed_of_the_corpus_is_read(corpus: Path) -> None:
    known = {"netnewswire--ScriptingNews.json", "feedparser--illformed-rss_empty_document.xml"}
    for line in (corpus / "feeds.jsonl").read_text(encoding="utf-8").splitlines():
        about = json.loads(line)
        found = read((corpus / about["file"]).read_bytes())
        if about["name"] in known or "utf-32" in about["name"] or "utf_32" in about["name"]:
            assert (found.kind, found.complete) == ("none", False), about["name"]
            continue
        assert found.kind != "none", about["name"]
        assert found.listed == len(found.entries), about["name"]
        if found.kind != "json":
            assert found.listed == about["items"], about["name"]
        if about["note"] == "real feed":
            assert found.complete, about["name"]
            assert found.title, about["name"]
            assert found.home, about["name"]
            assert all(entry.url and (entry.published or entry.updated) for entry in found.entries), about["name"]
            assert all(entry.text or entry.summary or entry.title for entry in found.entries), about["name"]
