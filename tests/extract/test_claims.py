"""What the markup says, held against what readers see: headlines, authors, dates."""

from __future__ import annotations

import time

import pytest

from indexaudit.config import Config
from indexaudit.extract.date_text import find_dates
from indexaudit.facts import Claims, MainEntities
from indexaudit.page_facts import PageFactReader
from indexaudit.testing import snapshot

HEADLINE = "Pruning an apple tree in winter"


def claims(
    *, headline: str = HEADLINE, author: str = '"Ada Field"', date: str = "2025-12-01", body: str = ""
) -> Claims:
    head = (
        f"<title>{HEADLINE}</title>"
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting", '
        f'"url": "https://example.com/garden/pruning-an-apple-tree", "headline": "{headline}", "author": {author}, '
        f'"datePublished": "{date}"}}</script>'
    )
    page = snapshot(
        head=head, body=f"<main><article><h1>{HEADLINE}</h1>{body}<p>Wait for frost to pass.</p></article></main>"
    )
    found = PageFactReader(page, Config(content="fast")).get(Claims)
    assert isinstance(found, Claims)
    return found


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        pytest.param(HEADLINE, True, id="as it is"),
        pytest.param("PRUNING an apple tree, in winter!", True, id="other marks and capitals"),
        pytest.param(
            "Pruning an apple tree in winter, and what to do with all of the wood", True, id="longer than shown"
        ),
        pytest.param("Pruning an apple", True, id="cut"),
        pytest.param("Eleven secrets", False, id="another one"),
    ],
)
def test_a_headline_stands_on_the_page(headline: str, shown: bool) -> None:
    assert [c.shown for c in claims(headline=headline).of("headline")] == [shown]


@pytest.mark.parametrize(
    ("author", "body", "shown"),
    [
        pytest.param('"Ada Field"', "<p class=byline>By Ada Field</p>", True, id="in a byline"),
        pytest.param('"Ada Field"', "<p>This year Ada Field lost two trees.</p>", True, id="in the text"),
        pytest.param('"Ada Field"', "<p>ADA <b>FIELD</b></p>", True, id="in capitals and in parts"),
        pytest.param('"Ada Field"', '<div style="display: none">Ada Field</div>', True, id="in a tab that is shut"),
        pytest.param('"Ada Field"', "<script>var author = 'Ada Field'</script>", False, id="in a script alone"),
        pytest.param('"浜田 みなと"', "<p>文・浜田みなと</p>", True, id="as one word in a script without blanks"),
        pytest.param('"Ada Field"', "", False, id="nowhere"),
    ],
)
def test_an_author_stands_on_the_page(author: str, body: str, shown: bool) -> None:
    assert [c.shown for c in claims(author=author, body=body).of("author")] == [shown]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        pytest.param("<p class=byline>By Ben Moor</p>", [("Ben Moor", "person")], id="a person"),
        pytest.param(
            "<p class=byline>By the Editorial Team</p>", [("the Editorial Team", "organisation")], id="a desk"
        ),
        pytest.param('<p><a rel=author href="/a/admin">admin</a></p>', [("admin", "account")], id="an account"),
        pytest.param("<footer><p>Text:</p><p>Ben Moor</p></footer>", [("Ben Moor", "person")], id="below the text"),
        pytest.param("<p>Posted by u/moor</p>", [("u/moor", "person")], id="a handle"),
        pytest.param("<p>By the river stands a tree.</p>", [], id="a sentence"),
    ],
)
def test_bylines(body: str, names: list[tuple[str, str]]) -> None:
    found = claims(author='""', body=body)
    assert [(b.name, b.kind) for b in found.bylines] == names


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param("<p>1 December 2025</p>", True, id="written out"),
        pytest.param("<p>12/01/25</p>", True, id="in figures that read either way"),
        pytest.param("<p>30 November 2025</p>", True, id="a day earlier, by its zone"),
        pytest.param("<p>Dec 1</p>", True, id="near the headline, without its year"),
        pytest.param("<p>Frost came on 3 May 2019.</p>", False, id="another day"),
        pytest.param("<p>© 2025</p>", False, id="a year alone"),
    ],
)
def test_a_date_stands_on_the_page(body: str, shown: bool) -> None:
    assert [c.shown for c in claims(body=body).of("published")] == [shown]


@pytest.mark.parametrize(
    ("body", "relative"),
    [
        pytest.param("<p>3 hours ago</p>", "3 hours ago", id="English"),
        pytest.param("<p>vor 2 Tagen</p>", "vor 2 tagen", id="German"),
        pytest.param("<p>il y a 5 jours</p>", "il y a 5 jours", id="French"),
        pytest.param("<p>3 小时前</p>", "3 小时前", id="Chinese"),
        pytest.param("<p>for 3 years it stood</p>", None, id="a span"),
        pytest.param("<p>1 December 2025, 3 hours ago</p>", None, id="beside a date"),
    ],
)
def test_a_date_that_counts_from_now(body: str, relative: str | None) -> None:
    assert claims(body=body).relative_date == relative


@pytest.mark.parametrize(
    ("body", "unread"),
    [
        pytest.param('<div vocab="https://schema.org/" typeof="Article"><p>Wait.</p></div>', ("rdfa",), id="RDFa"),
        pytest.param('<div typeof="schema:NewsArticle"><p>Wait.</p></div>', ("rdfa",), id="with a prefix"),
        pytest.param('<div typeof="foaf:Image"><p>Wait.</p></div>', (), id="another vocabulary"),
        pytest.param("<p>Wait.</p>", (), id="none"),
    ],
)
def test_rdfa_that_was_not_read_is_told(body: str, unread: tuple[str, ...]) -> None:
    found = PageFactReader(snapshot(body=body), Config(content="fast")).get(MainEntities)
    assert isinstance(found, MainEntities)
    assert found.unread == unread


def test_dates_in_a_text_are_told_once_each() -> None:
    text = "Pruned on 1 December 2025 and again on 2025-12-01, then on 3 May 2019."
    assert [value for _, value in find_dates(text, "en")] == ["2025-12-01", "2019-05-03"]


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("1 ", id="digits"),
        pytest.param("<i>by</i> ", id="by"),
        pytest.param("May ", id="months"),
        pytest.param("2019-", id="years"),
        pytest.param("1 hour ", id="spans"),
        pytest.param("typeof=' ", id="an attribute"),
    ],
)
def test_a_hostile_text_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    claims(body=f"<p>{piece * 40_000}</p>")
    assert time.process_time() - start < 10
