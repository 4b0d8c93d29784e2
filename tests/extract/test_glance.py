"""A page at one glance agrees with the full readers, and is linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit import facts
from indexaudit.config import Config
from indexaudit.extract.glance import Glance, glance, is_document
from indexaudit.page_facts import PageFactReader
from indexaudit.testing import snapshot

URL = "https://plums.example/posts/drying/"


def seen(html: str, links: int = 100) -> Glance:
    return glance(html.encode(), URL, links=links)


FULL = """<!DOCTYPE html><html lang=en><head><META CHARSET=utf-8>
<title>Drying &amp; stewing
  plums | Plums</title><base href="https://plums.example/posts/">
<!-- <link rel="canonical" href="/commented/"> <title>No</title> -->
<script>document.write('<a href="/scripted/">x</a><link rel=canonical href=/no/>')</script>
<template><a href="/inert/">x</a></template>
<meta content='How "plums" are dried' name=Description>
<meta name="robots" content="NOINDEX, follow"><meta property="og:image" content="/i/plum.jpg">
<meta property="og:type" content="article">
<link href="drying/" rel="canonical"><link rel="alternate" hreflang="de" href="/de/doerren/">
<link rel=alternate type="application/rss+xml" href=/feed.xml><link rel=stylesheet href=/x.css>
</head><body><a href="/a/?x=1&amp;y=2">An <b>apple</b></a> <A HREF='b/' rel="nofollow ugc">B</A>
<a name=here>no link</a><area href="#top"><abbr href="/no/">x</abbr><a href="/i/"><img src=x alt="A plum"></a></body>"""


def test_everything_that_is_asked_for_is_read() -> None:
    page = seen(FULL)
    assert page.title == "Drying & stewing plums | Plums"
    assert page.description == 'How "plums" are dried'
    assert page.canonical == "https://plums.example/posts/drying/"
    assert page.image == "https://plums.example/i/plum.jpg"
    assert page.robots == ("noindex, follow",)
    assert page.article
    assert page.alternates == (("de", "https://plums.example/de/doerren/"),)
    assert page.feeds == ("https://plums.example/feed.xml",)
    assert [(a.href, a.follow) for a in page.anchors] == [
        ("/a/?x=1&y=2", True), ("b/", False), ("#top", True), ("/i/", True),
    ]  # fmt: skip
    assert [page.link_text(a) for a in page.anchors] == ["An apple", "B", "", "A plum"]


def test_it_agrees_with_the_full_readers() -> None:
    reader = PageFactReader(snapshot(FULL, url=URL), Config())
    head, links = reader.have(facts.Head), reader.have(facts.Links)
    page = seen(FULL)
    assert (page.title, page.description, page.canonical) == (head.title, head.description, head.canonical)
    assert page.feeds == tuple(feed.url for feed in head.feeds)
    assert [a.href for a in page.anchors] == [link.href for link in links.links]
    assert [page.link_text(a) for a in page.anchors] == [link.text for link in links.links]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0; url=/new/", (0, "https://plums.example/new/")),
        ("0;URL='https://plums.example/new/'", (0, "https://plums.example/new/")),
        ("2;url=/new/", (2, "https://plums.example/new/")),
        ("0.5; /new/", (0, "https://plums.example/new/")),
        ("30", None),
        ("soon; url=/new/", None),
    ],
)
def test_a_refresh_is_read(content: str, expected: tuple[int, str] | None) -> None:
    assert seen(f'<meta http-equiv=Refresh content="{content}">').refresh == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("<!doctype html><p>x", True), ("<TITLE>x</TITLE>", True), ("<body class=a>", True), ("<p>a piece</p>", False),
        ("google-site-verification: x", False), ("<header>x</header>", False), ("", False),
    ],
)  # fmt: skip
def test_a_document_is_told_from_a_piece(text: str, whole: bool) -> None:
    assert is_document(text) is whole


def test_a_page_in_another_encoding_is_decoded() -> None:
    html = '<meta charset="iso-8859-1"><title>Prünell</title>'
    assert glance(html.encode("latin-1"), URL, links=1).title == "Prünell"
    assert glance(("<title>Prünell</title>").encode("utf-16"), URL, links=1).title == "Prünell"


def test_links_beyond_the_limit_are_left() -> None:
    assert len(seen("<a href=/x>y</a>" * 50, links=7).anchors) == 7


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        '<a x="',
        "<a x='",
        "<!--",
        "<script>",
        "<title>",
        '<title x="',
        "<meta ",
        "<",
        "<a<a",
        '="<a ',
        '<a b=c" ',
    ],
)
def test_markup_without_an_end_takes_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        seen(piece * times)
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(160_000) < 2.0


@settings(max_examples=200, deadline=None)
@given(st.text("<>a/= \"'!-metlinkscriptref&;#x"))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(seen(text), Glance)
