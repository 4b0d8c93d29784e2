"""What the document says about itself."""

from __future__ import annotations

import pytest
from markup_helpers import URL, Headers, head_of

from indexaudit.config import Limits


def test_titles_are_those_of_the_page() -> None:
    head = head_of("<head><title> Green\n tea </title></head><svg><title>icon</title></svg><title>two</title>")
    assert [(t.text, t.line, t.in_head) for t in head.titles] == [("Green tea", 1, True), ("two", 2, False)]
    assert head.title == "Green tea"
    assert head_of("<title> </title>").title is None


def test_the_description_is_a_meta_by_name() -> None:
    head = head_of(
        "<meta itemprop=description content='of a product'><meta name=description content=' '>"
        "<meta name=' Description ' property=og:description content='Of  the page'>"
    )
    assert head.description == "Of the page"
    assert [(m.name, m.attribute) for m in head.metas] == [
        ("description", "itemprop"),
        ("description", "name"),
        ("description", "name"),
        ("og:description", "property"),
    ]


@pytest.mark.parametrize(
    ("case", "html", "headers", "found"),
    [
        ("relative", "<link rel=canonical href=' /a '>", (), [("https://www.example.com/a", "head", ())]),
        ("one of several relations", "<link rel='Shortlink CANONICAL' href=/a>", (),
         [("https://www.example.com/a", "head", ())]),
        ("against the base", "<base href=https://example.org/x/><link rel=canonical href=a>", (),
         [("https://example.org/x/a", "head", ())]),
        ("disqualified", "<link rel=canonical href=/a media=print lang=de type='' hreflang=de>", (),
         [("https://www.example.com/a", "head", ("hreflang", "lang", "media"))]),
        ("in the body", "<body><link rel=canonical href=/a>", (), [("https://www.example.com/a", "body", ())]),
        ("no URL", "<link rel=canonical href='http://[x'>", (), [(None, "head", ())]),
        ("empty", "<link rel=canonical href=''>", (), [(None, "head", ())]),
        ("no href", "<link rel=canonical>", (), []),
        ("in a template", "<template><link rel=canonical href=/a></template>", (), []),
        ("a header", "", (("Link", "</a>; rel=canonical"),), [("https://www.example.com/a", "header", ())]),
        ("a header beside the base", "<base href=https://example.org/>", (("link", '<a>; rel="canonical"'),),
         [("https://www.example.com/blog/a", "header", ())]),
        ("several in one header", "",
         (("Link", '<https://e.com/a,b>; title="x, <y>; rel=none \\"q\\""; REL="prev  Canonical", </c>;rel=canonical'),),
         [("https://e.com/a,b", "header", ()), ("https://www.example.com/c", "header", ())]),
        ("a header for another page", "", (("Link", '</a>; rel=canonical; anchor="/other"'),), []),
        ("a broken header", "", (("Link", "https://e.com/a; rel=canonical"),), []),
        ("a header and a tag", "<link rel=canonical href=/b>", (("Link", "</a>; rel=canonical"),),
         [("https://www.example.com/a", "header", ()), ("https://www.example.com/b", "head", ())]),
    ],
)  # fmt: skip
def test_canonicals(case: str, html: str, headers: Headers, found: list[object]) -> None:
    head = head_of(f"<head>{html}", headers)
    assert [(c.url, c.where, c.disqualified_by) for c in head.canonicals] == found


def test_alternates_are_told_apart() -> None:
    head = head_of(
        """<link rel=alternate hreflang=de-AT href=/at>
        <link rel=alternate hreflang=en type="application/rss+xml; charset=utf-8" title=News href=/feed>
        <link rel=alternate type=application/json href=/wp-json/posts/1>
        <link rel=alternate type=application/json+oembed href=/oembed>
        <link rel="alternate stylesheet" hreflang=fr href=/dark.css>
        <link rel="shortcut icon" href=/favicon.ico sizes=32x32>
        <link rel=apple-touch-icon href=/touch.png>""",
        (("Link", '</en>; rel="alternate"; hreflang="en"'),),
    )
    assert [(a.hreflang, a.where, a.line) for a in head.hreflangs] == [("en", "header", None), ("de-AT", "head", 1)]
    assert [(a.url, a.type, a.title) for a in head.feeds] == [
        ("https://www.example.com/feed", "application/rss+xml", "News")
    ]
    assert [a.url for a in head.oembeds] == ["https://www.example.com/oembed"]
    assert [(a.url, a.sizes) for a in head.icons] == [
        ("https://www.example.com/favicon.ico", "32x32"),
        ("https://www.example.com/touch.png", None),
    ]


@pytest.mark.parametrize(
    ("html", "headers", "language"),
    [
        ("<html lang=' de-AT '>", (), "de-AT"),
        ("<html lang='' xml:lang=fr>", (), "fr"),
        ("<html><meta http-equiv=Content-Language content='pl'>", (), "pl"),
        ("<html>", (("Content-Language", "it"),), "it"),
        ("<html>", (("Content-Language", "it, en"),), None),
        ("<html>", (), None),
    ],
)
def test_the_language_declared(html: str, headers: Headers, language: str | None) -> None:
    assert head_of(html, headers).language == language


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("0; url=/next", (0.0, "https://www.example.com/next")),
        ("0;URL='/next'", (0.0, "https://www.example.com/next")),
        (' 5 ,  "/next" ', (5.0, "https://www.example.com/next")),
        ("1.5 /next", (1.5, "https://www.example.com/next")),
        ("0;url=http://[x", (0.0, None)),
        ("30", (30.0, None)),
        ("url=/next", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_refresh(content: str, found: tuple[float, str | None] | None) -> None:
    quoted = content.replace('"', "&quot;")
    tag = head_of(f'<meta http-equiv=Refresh content="{quoted}">').refresh
    header = head_of("", (("Refresh", content),)).refresh
    assert (tag and (tag.seconds, tag.url)) == found
    assert (header and (header.seconds, header.url)) == found


@pytest.mark.parametrize("limits", [Limits(), Limits(elements=1)])
def test_a_refresh_for_readers_without_scripts_is_none(limits: Limits) -> None:
    html = "<noscript><meta http-equiv=refresh content='0;url=/plain'></noscript><p>x"
    assert head_of(html, limits=limits).refresh is None


def test_a_long_list_is_cut_and_counted() -> None:
    head = head_of("<link rel=canonical href=/a>" * 150)
    assert len(head.canonicals) == 100
    assert head.gaps == ("only the first 100 of 150 canonicals were kept",)


def test_the_base_is_told_when_it_changes_something() -> None:
    assert head_of("<base href=/x/>").base == "https://www.example.com/x/"
    assert head_of(f"<base href={URL}>").base is None
