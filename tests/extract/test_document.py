"""One page, parsed once, whatever its bytes are."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_helpers import URL, fill, page_of

from indexaudit.config import Limits
from indexaudit.extract.cards import read_cards
from indexaudit.extract.document import parse
from indexaudit.extract.head import read_head
from indexaudit.extract.links import read_links
from indexaudit.extract.markup_tokens import tokens
from indexaudit.extract.structured_data import read_structured_data

SIGNALS = (
    b'<link rel=canonical href="/c"><meta name=robots content=noindex><h1>Tea</h1><a href="/x">more</a>'
    b'<script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting"}</script>'
)


@pytest.mark.parametrize(
    ("case", "body"),
    [
        ("300 spans", b"<html><head></head><body>" + b"<span>" * 300 + SIGNALS),
        ("200,000 divs", b"<div>" * 200_000 + SIGNALS),
        ("100,000 attributes", b"<div " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">" + SIGNALS),
        ("attributes that hold tags", b"<div " + b" ".join(b'a%d="<p>"' % n for n in range(40_000)) + b">" + SIGNALS),
        ("more elements than a tree may have", b"<p>x</p>" * 100_001 + SIGNALS),
    ],
)
def test_a_page_beyond_the_tree_keeps_its_signals(case: str, body: bytes) -> None:
    page = page_of(body)
    head, links, data = read_head(page, None), read_links(page), read_structured_data(page)
    assert page.tree is None
    assert page.document.reader == "stream"
    assert page.document.gaps
    assert [c.url for c in head.canonicals] == ["https://www.example.com/c"]
    assert head.meta("robots") is not None
    assert [tag.text for tag in page.tags("h1")] == ["Tea"]
    assert [(link.url, link.text) for link in links.links] == [("https://www.example.com/x", "more")]
    assert [node.types for node in data.nodes] == [("BlogPosting",)]
    assert head.complete
    assert links.complete
    assert data.complete


HOSTILE = {
    "nothing": b"",
    "white space": b" \n ",
    "a comment alone": b"<!-- x -->",
    "random bytes": bytes(n * 7919 % 256 for n in range(50_000)),
    "NUL bytes": fill(b"\x00"),
    "bytes of no encoding": fill(b"\xff"),
    "one text": fill(b"x"),
    "line feeds": fill(b"\n"),
    "20 MB of paragraphs": fill(b"<p>x</p>", 20_000_000),
    "a million attributes": b"<a " + b" ".join(b"a%d" % n for n in range(1_000_000)) + b">",
    "attributes of a smaller page": b"<a " + b" ".join(b"a%d" % n for n in range(36_000)) + b">",
    "open tags": fill(b"<a "),
    "open ends": fill(b"</"),
    "ends": fill(b"</a>"),
    "signs": fill(b"<"),
    "quotes": b"<a " + fill(b'"'),
    "values without an end": fill(b'<a b="'),
    "slashes": b"<a" + fill(b"/") + b">",
    "open comments": fill(b"<!--"),
    "comments": fill(b"<!---->"),
    "comments with a bang": fill(b"<!----!>"),
    "comments at the start": b"<!---->" * 500 + b"x" * 4000,
    "doctypes": fill(b"<!doctype>"),
    "instructions": fill(b"<?a?>"),
    "marked sections": fill(b"<!["),
    "bold paragraphs": b"<b><p>x" * 3000,
    "links": fill(b'<a href="/a">t</a>'),
    "open links": fill(b"<a href=x>"),
    "scripts in scripts": b"<script>" + fill(b"<!--<script></script>"),
    "open scripts": fill(b"<script><!--<script>"),
    "open titles": fill(b"<title>"),
    "SVG titles": fill(b"<svg><title/>"),
    "templates": fill(b"<template><a href=x></a></template>"),
    "open templates": b"<template>" * 240 + b"<meta><a href=x>" * 40_000,
    "metas": fill(b"<meta property=og:image content=/a>"),
    "metas behind broken bytes": b"<p>\xff"
    + b"\xe2\x82\xac" * 300_000
    + b"<meta property=og:title content=x>" * 90_000,
    "refreshes in noscript": fill(b"<noscript><meta http-equiv=refresh content=0></noscript>"),
    "canonicals": fill(b"<link rel=canonical href=/a>"),
    "bases": fill(b"<base href=//a>"),
    "ends of the document": fill(b"</html><p>"),
    "closed documents": b"<html/><p>" * 90_000,
    "entities": fill(b"&amp"),
    "a long href": b'<a href="' + fill(b"a", 4_000_000) + b'">x</a>',
    "a long host": b'<a href="http://' + "é".encode() * 100_000 + b'/">x</a>',
    "images in a link": b"<a href=x>" + b"<img>" * 90_000,
    "nested brackets": b"<script type=application/ld+json>" + b"[" * 100_000 + b"</script>",
    "escaped quotes": b'<script type=application/ld+json>"' + b'\\"' * 400_000 + b"</script>",
    "open JSON comments": b"<script type=application/ld+json>" + b"/*" * 400_000 + b"</script>",
    "blocks": b"<script type=application/ld+json>{}</script>" * 90_000,
    "nested items": b"<div itemscope itemprop=a>" * 240,
    "nested properties": b"<div itemscope>" + b"<b itemprop=a>" * 200 + b"word " * 20_000,
    "references": b"".join(
        b'<div itemscope id=i%d itemprop=a itemref="%b"></div>' % (n, b" ".join(b"i%d" % k for k in range(200)))
        for n in range(1_000)
    ),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_page_ends_soon_and_never_raises(shape: str) -> None:
    start = time.process_time()
    page = parse(HOSTILE[shape], url=URL, media_type="text/html", limits=Limits())
    head, cards = read_head(page, None), read_cards(page)
    data, links = read_structured_data(page), read_links(page)
    assert time.process_time() - start < 3
    assert len(head.canonicals) <= 100
    assert len(cards.properties) <= 300
    assert len(links.links) <= 5_000
    assert len(data.walk()) <= 52_000
    page.text.encode("utf-8")


@given(st.binary(max_size=400) | st.text(alphabet='<>/!-"= abtilemhd', max_size=200).map(str.encode))
def test_any_bytes_are_read(body: bytes) -> None:
    page = page_of(body, charset=None)
    head = read_head(page, (("Link", body.decode("latin-1")), ("Refresh", body.decode("latin-1"))))
    assert len(read_links(page).links) == read_links(page).total
    assert read_cards(page).complete
    assert head.complete
    assert read_structured_data(page).nodes == () or b"item" in body


@pytest.mark.parametrize(
    ("case", "body", "declared", "kind"),
    [
        ("a PDF sent as HTML", b"%PDF-1.7\n", "text/html", "application/pdf"),
        ("bytes sent as HTML", bytes(range(256)) * 20, "text/html", "application/octet-stream"),
        ("JSON sent as HTML", b'{"a": 1}', "text/html", "application/json"),
        ("HTML sent as text", b"<!doctype html><p>x", "text/plain", "text/plain"),
        ("HTML sent as bytes", b"<!doctype html><p>x", "application/octet-stream", "text/html"),
        ("a feed without a header", b'<?xml version="1.0"?><rss version="2.0"/>', None, "application/rss+xml"),
        ("a feed without a declaration", b'<feed xmlns="http://www.w3.org/2005/Atom">', None, "application/atom+xml"),
        ("XHTML sent as XML", b'<?xml version="1.0"?><html xmlns="x"><title>a</title></html>', "application/xml",
         "application/xhtml+xml"),
        ("HTML behind comments", b"<!-- a --><!-- b -->\n<HTML>", None, "text/html"),
        ("words without a header", b"tea with honey", None, "text/html"),
        ("nothing", b"", None, "text/html"),
        ("an image", b"\x89PNG\r\n\x1a\n", None, "image/png"),
        ("UTF-16 is no binary data", "<!doctype html><p>x</p>".encode("utf-16"), "text/html", "text/html"),
    ],
)  # fmt: skip
def test_the_kind_of_document(case: str, body: bytes, declared: str | None, kind: str) -> None:
    page = parse(body, url=URL, media_type=declared, limits=Limits())
    assert page.document.media_type == kind
    assert page.is_html == (kind in ("text/html", "application/xhtml+xml"))
    if declared == "text/html" and not page.is_html:
        assert kind in " ".join(page.document.notes)


def test_a_text_with_an_xml_declaration_and_half_a_surrogate_is_read() -> None:
    text = '\ufeff<?xml version="1.0" encoding="utf-16"?><html><title>a\ud800b</title></html>'
    page = parse(text.encode("utf-8", "replace"), url=URL, text=text, limits=Limits())
    assert [tag.text for tag in page.tags("title")] == ["a\ufffdb"]
    assert page.document.encoding_basis == "text"


@pytest.mark.parametrize(
    ("case", "html", "names"),
    [
        ("content behind the end", "<body><p>a</p></body></html><p>b<p>c", {"p": 3}),
        ("a second document", "<html><body><p>a</body></html>\n<html><body><p>b</body></html>", {"p": 2}),
        ("content behind the body", "<html><body><p>a</p></body><p>b</p></html>", {"p": 2}),
        ("a closed start tag", "<html/><head><title>t</title></head><body/><p>a</body></html>", {"p": 1, "title": 1}),
        (
            "a closed script",
            "<head><script src=a /><title>lost</title></script><title>kept</title><p>x",
            {"title": 1, "p": 1},
        ),
        ("a script that names the end", "<body><script>'</html><p>'</script><p>a", {"p": 1}),
    ],
)
def test_the_tree_holds_what_browsers_show(case: str, html: str, names: dict[str, int]) -> None:
    page = page_of(html)
    assert {name: len(page.tags(name)) for name in names} == names
    body = page.tree.find("body") if page.tree is not None else None
    assert body is not None
    assert len(list(body.iter("p"))) == names.get("p", 0)


def test_templates_comments_and_svg_titles_are_no_part_of_the_page() -> None:
    page = page_of(
        "<template><title>a</title><a href=/x>x</a></template><!-- <title>b</title> -->"
        '<svg><title>c</title></svg><iframe srcdoc="<title>d</title>"></iframe><title>e</title>'
    )
    assert [tag.text for tag in page.tags("title") if not tag.in_svg] == ["e"]
    assert read_links(page).total == 0


@pytest.mark.parametrize("limits", [Limits(), Limits(elements=3)])
def test_both_readers_see_the_same_tags(limits: Limits) -> None:
    page = page_of(
        "<html lang=en><title>A &amp; B</title><meta name=x content='y'><body><h1>One <b>two</b></h1>"
        "<a href=/a>x<img alt=y></a><a name=z></a><svg><title>no</title></svg><template><h1>no</h1></template>",
        limits=limits,
    )
    assert page.document.reader == ("tree" if limits == Limits() else "stream")
    found = [(t.name, dict(t.attributes), t.text) for t in page.tags("title", "meta", "h1", "a") if not t.in_svg]
    assert found == [
        ("title", {}, "A & B"),
        ("meta", {"name": "x", "content": "y"}, ""),
        ("h1", {}, "One two"),
        ("a", {"href": "/a"}, "x"),
        ("a", {"name": "z"}, ""),
    ]
    assert page.count("a") == 2


def test_a_cut_body_is_a_gap_of_every_group() -> None:
    page = page_of(b"<title>x</title>" + b"<p>tea</p>" * 100, limits=Limits(body_bytes=200))
    groups = (page.document, read_head(page, None), read_cards(page), read_links(page), read_structured_data(page))
    assert page.document.size == 1016
    assert all(group.gaps == ("the body was cut at 200 bytes",) for group in groups)
    truncated = parse(b"<p>x", url=URL, media_type="text/html", truncated=True, limits=Limits())
    assert read_head(truncated, None).gaps == ("the body was cut at 4 bytes",)


@pytest.mark.parametrize(
    ("html", "base"),
    [
        ("<base href='/sub/'>", "https://www.example.com/sub/"),
        ("<base target=_top><base href='//cdn.example.org/a'>", "https://cdn.example.org/a"),
        ("<base href='http://[bad'><base href='/ignored/'>", URL),
        ("<base href='javascript:x'>", URL),
        ("<p>", URL),
    ],
)
def test_where_relative_links_resolve(html: str, base: str) -> None:
    assert page_of(html).base == base


def test_lines_that_libxml2_cannot_count_are_not_told() -> None:
    page = page_of("<p id=a>\n" + "\n" * 70_000 + "<h1>x</h1>")
    assert page.tags("h1")[0].line is None


def test_the_tree_loses_no_tag_of_a_real_page(corpus: Path) -> None:
    """Against our own walk over the tags, which knows no limit."""
    watched = ("title", "meta", "link", "a", "p", "script", "li")
    lines = (corpus / "pages.jsonl").read_text(encoding="utf-8").split("\n")[:-1:15]
    for row in map(json.loads, lines):
        page = page_of(gzip.decompress((corpus / row["file"]).read_bytes()), url=row["url"], charset=None)
        if page.tree is None:
            continue
        written = Counter(token.name for token in tokens(page.text) if token.name in watched)
        read = Counter(element.tag for element in page.tree.iter(*watched))
        assert all(read[name] >= count for name, count in written.items()), row["name"]
