"""Sitemaps of every kind, and what each entry says."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from indexaudit.config import Limits
from indexaudit.discovery_facts import Alternate, ChildSitemap, News, Sitemap, SitemapEntry, SitemapImage, SitemapVideo
from indexaudit.extract.sitemaps import read_sitemap

URL = "https://orchard.example/sitemap.xml"
PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(inside: str, attributes: str = PROTOCOL) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {attributes}>\n{inside}\n</urlset>\n'.encode()


def read(data: str | bytes, url: str = URL, **limits: int) -> Sitemap:
    data = data.encode() if isinstance(data, str) else data
    return read_sitemap(data, url=url, limits=Limits(**limits))


def codes(sitemap: Sitemap) -> dict[str, int]:
    return {problem.code: problem.count for problem in sitemap.problems}


def locs(sitemap: Sitemap) -> list[str | None]:
    return [entry.loc for entry in sitemap.entries]


def test_a_sound_sitemap_gives_its_pages_and_no_problem() -> None:
    found = read(
        urlset(
            "<url><loc>https://orchard.example/plums?a=1&amp;b=2</loc><lastmod>2026-03-02T10:00:00+01:00</lastmod>"
            "<changefreq>weekly</changefreq><priority>0.8</priority></url>\n"
            "<url>\n<loc>\n https://orchard.example/figs\n</loc></url>"
        )
    )
    assert found.entries == (
        SitemapEntry(
            loc="https://orchard.example/plums?a=1&b=2",
            written=None,
            line=3,
            lastmod="2026-03-02T10:00:00+01:00",
            modified="2026-03-02T10:00:00+01:00",
        ),
        SitemapEntry(loc="https://orchard.example/figs", written=None, line=4),
    )
    assert (found.kind, found.reason, found.listed, found.problems, found.complete) == ("urlset", None, 2, (), True)


def test_the_extensions_are_read() -> None:
    found = read(
        urlset(
            "<url><loc>https://orchard.example/a</loc>"
            '<xhtml:link rel="alternate" hreflang="de" href="https://orchard.example/de/a"/>'
            '<xhtml:link rel="alternate" hreflang="fr" href="mailto:x"/>'
            '<xhtml:link rel="alternate" media="handheld" href="https://m.orchard.example/a"/>'
            "<news:news><news:publication><news:name>The Orchard</news:name><news:language>en</news:language>"
            "</news:publication><news:publication_date>2026-03-02</news:publication_date><news:title>Plums</news:title>"
            "</news:news>"
            "<image:image><image:loc>https://orchard.example/p.jpg</image:loc><image:title>A plum</image:title></image:image>"
            "<video:video><video:thumbnail_loc>https://orchard.example/t.jpg</video:thumbnail_loc><video:title>Picking"
            "</video:title><video:player_loc>https://orchard.example/v</video:player_loc></video:video>"
            "</url>",
            PROTOCOL
            + ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
            ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
            ' xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"',
        )
    )
    (entry,) = found.entries
    assert entry.alternates == (
        Alternate(hreflang="de", url="https://orchard.example/de/a", written=None),
        Alternate(hreflang="fr", url=None, written="mailto:x"),
    )
    assert entry.news == News(
        publication="The Orchard", language="en", published="2026-03-02", date="2026-03-02", title="Plums"
    )
    assert entry.images == (SitemapImage(loc="https://orchard.example/p.jpg", title="A plum"),)
    assert entry.videos == (
        SitemapVideo(loc="https://orchard.example/v", thumbnail="https://orchard.example/t.jpg", title="Picking"),
    )
    assert codes(found) == {"not_an_address": 1}


def test_extensions_without_a_declared_namespace_are_read_and_their_loc_is_not_the_page() -> None:
    found = read(
        urlset(
            "<url><image:image><image:loc>https://orchard.example/p.jpg</image:loc></image:image>"
            "<loc>https://orchard.example/a</loc></url>"
        )
    )
    assert locs(found) == ["https://orchard.example/a"]
    assert [image.loc for image in found.entries[0].images] == ["https://orchard.example/p.jpg"]


def test_an_index_gives_its_sitemaps() -> None:
    found = read(
        f"<sitemapindex {PROTOCOL}><sitemap><loc>https://orchard.example/a.xml.gz</loc><lastmod>2026-03</lastmod>"
        "</sitemap><sitemap><loc>https://orchard.example/b.xml</loc></sitemap></sitemapindex>"
    )
    assert found.kind == "index"
    assert found.children == (
        ChildSitemap(
            loc="https://orchard.example/a.xml.gz", written=None, line=1, lastmod="2026-03", modified="2026-03"
        ),
        ChildSitemap(loc="https://orchard.example/b.xml", written=None, line=1),
    )
    assert (found.entries, found.complete, found.problems) == ((), True, ())


def test_pages_and_sitemaps_in_one_file_are_both_kept_and_said() -> None:
    found = read(
        urlset(
            "<url><loc>https://orchard.example/a</loc></url><sitemap><loc>https://orchard.example/b.xml</loc></sitemap>"
        )
    )
    assert (len(found.entries), len(found.children), codes(found)) == (1, 1, {"mixed": 1})


def test_a_list_of_lines_is_a_sitemap() -> None:
    found = read(
        "\ufeffhttps://orchard.example/a\r\n\r\n  https://orchard.example/b  \nplums\nHTTPS://orchard.example/c"
    )
    assert (found.kind, found.complete) == ("text", True)
    assert [(e.loc, e.written, e.line) for e in found.entries] == [
        ("https://orchard.example/a", None, 1),
        ("https://orchard.example/b", None, 3),
        (None, "plums", 4),
        ("https://orchard.example/c", "HTTPS://orchard.example/c", 5),
    ]
    assert codes(found) == {"not_a_url": 1}


def test_feeds_are_read_as_sitemaps() -> None:
    rss = read(
        "<rss version='2.0'><channel><link>https://orchard.example/</link><image><url>https://orchard.example/i.png</url>"
        "</image><item><title>A</title><link>https://orchard.example/a</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>"
        "</item><item><guid>https://orchard.example/b</guid></item>"
        "<item><guid isPermaLink='false'>https://orchard.example/c</guid></item></channel></rss>"
    )
    assert (rss.kind, locs(rss)) == ("rss", ["https://orchard.example/a", "https://orchard.example/b", None])
    assert (rss.entries[0].modified, codes(rss)) == ("2026-03-02T10:00:00Z", {"no_loc": 1})
    atom = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://orchard.example/"/><entry>'
        '<link rel="self" href="https://orchard.example/x"/><link href="/a"/><published>2026-03-02T10:00:00Z</published>'
        "<updated>2026-03-02T10:00:00-05:00</updated></entry></feed>"
    )
    assert (atom.kind, locs(atom)) == ("atom", ["https://orchard.example/a"])
    assert atom.entries[0].modified == "2026-03-02T10:00:00-05:00"


@pytest.mark.parametrize(
    "inside", [b"https://orchard.example/a\n", urlset("<url><loc>https://orchard.example/a</loc></url>")]
)
def test_gzip_is_told_by_its_bytes(inside: bytes) -> None:
    found = read(gzip.compress(inside))
    assert (locs(found), found.problems, found.complete) == (["https://orchard.example/a"], (), True)
    assert found.decoded_bytes == len(inside)


def test_an_open_file_is_read_and_left_open() -> None:
    file = io.BytesIO(urlset("<url><loc>https://orchard.example/a</loc></url>"))
    assert locs(read_sitemap(file, url=URL, limits=Limits())) == ["https://orchard.example/a"]
    assert not file.closed


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        pytest.param("<urlset><url><loc>https://orchard.example/a</loc></url></urlset>", "namespace", id="none"),
        pytest.param(
            f"<URLSET {PROTOCOL}><Url><LOC>https://orchard.example/a</LOC></Url></URLSET>", None, id="another case"
        ),
        pytest.param(
            '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>https://orchard.example/a</s:loc>'
            "</s:url></s:urlset>",
            None,
            id="a prefix",
        ),
        pytest.param(
            "<s:urlset><s:url><s:loc>https://orchard.example/a</s:loc></s:url></s:urlset>",
            "namespace",
            id="a prefix that is not declared",
        ),
        pytest.param(
            f"<urlset {PROTOCOL}><!-- <url><loc>https://orchard.example/old</loc></url> -->"
            "<url><loc><![CDATA[https://orchard.example/a]]></loc></url></urlset>",
            None,
            id="a comment and a section",
        ),
        pytest.param(f"<urlset {PROTOCOL}><url>https://orchard.example/a</url></urlset>", "loc_outside", id="no loc"),
        pytest.param(
            f"<urlset {PROTOCOL}><url><loc>https://orchard.example/a</loc></url></urlset>\n<p>", "after_root", id="more"
        ),
        pytest.param(
            f"<urlset {PROTOCOL}><url a=b><loc>https://orchard.example/a</loc></url></urlset>",
            "markup_damaged",
            id="an attribute without quotes",
        ),
    ],
)
def test_the_same_page_however_it_is_marked_up(markup: str, problem: str | None) -> None:
    found = read(markup)
    assert set(codes(found)) == ({problem} if problem else set())
    assert locs(found) == ["https://orchard.example/a"]
    assert found.complete is (problem != "markup_damaged")


def test_a_page_that_is_listed_again_is_kept_and_counted() -> None:
    found = read(urlset("<url><loc>https://orchard.example/a</loc></url>\n" * 3))
    assert (len(found.entries), codes(found)) == (3, {"duplicate": 2})
    assert found.problems[0].line == 4


@pytest.mark.parametrize("markup", [f"<urlset {PROTOCOL}/>", f"<urlset {PROTOCOL}>\n</urlset>"])
def test_an_empty_list_is_complete(markup: str) -> None:
    found = read(markup)
    assert (found.kind, found.complete, codes(found)) == ("urlset", True, {"no_entries": 1})


def test_without_an_address_of_its_own_relative_ones_are_refused() -> None:
    found = read(urlset("<url><loc>/a</loc></url><url><loc>https://orchard.example/ü</loc></url>"), url="")
    assert locs(found) == [None, "https://orchard.example/%C3%BC"]
    assert [e.written for e in found.entries] == ["/a", "https://orchard.example/ü"]


def test_every_sitemap_of_the_corpus_is_read(corpus: Path) -> None:
    for line in (corpus / "sitemaps.jsonl").read_text(encoding="utf-8").splitlines():
        about = json.loads(line)
        found = read((corpus / about["file"]).read_bytes())
        if about["type"] == "robots":
            assert found.kind == "none", about["name"]
            continue
        assert found.kind in ({"urlset", "index"} if about["type"] != "text/other" else {"text", "urlset"}), about[
            "name"
        ]
        assert found.complete, about["name"]
        assert found.listed == len(found.entries) + len(found.children) > 0, about["name"]
        assert all(entry.loc for entry in (*found.entries, *found.children)), about["name"]
        media = sum(len(entry.images) for entry in found.entries)
        assert about["type"] == "text/other" or not about["locs"] or found.listed + media >= about["locs"], about[
            "name"
        ]
