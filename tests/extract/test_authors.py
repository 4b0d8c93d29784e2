"""Who wrote it: clean names, from the place that is trusted most."""

from __future__ import annotations

import json

import pytest
from reading import article, page, read

from indexaudit.extract.names import is_account, is_desk, is_proper, read_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Tea", ("Ann Tea",)),
        ("By Ann Tea", ("Ann Tea",)),
        ("ByAnn Tea", ("Ann Tea",)),
        ("By: Ann Tea", ("Ann Tea",)),
        ("Written by Ann Tea", ("Ann Tea",)),
        ("View all posts by Ann Tea", ("Ann Tea",)),
        ("Von Anna Tee und Bernd Kanne", ("Anna Tee", "Bernd Kanne")),
        ("Ein Gastbeitrag von Anna Tee", ("Anna Tee",)),
        ("Par Anne Thé", ("Anne Thé",)),
        ("Por Ana Té y Luis Taza", ("Ana Té", "Luis Taza")),
        ("Autor: Anna Tee", ("Anna Tee",)),
        ("作者：王小明", ("王小明",)),
        ("Ann Tea, Bob Kettle and Cy Cup", ("Ann Tea", "Bob Kettle", "Cy Cup")),
        ("Ann Tea; Bob Kettle", ("Ann Tea", "Bob Kettle")),
        ("Ann Tea & Bob Kettle", ("Ann Tea", "Bob Kettle")),
        ("Ann Tea / Bob Kettle", ("Ann Tea", "Bob Kettle")),
        ("Tea, Ann", ("Ann Tea",)),
        ("Bob Kettle, Jr.", ("Bob Kettle, Jr.",)),
        ("Ann Tea, PhD", ("Ann Tea",)),
        ("Ann Tea, Senior Tea Editor", ("Ann Tea",)),
        ("Ann Tea, London", ("Ann Tea",)),
        ("Ann Tea, Tower Captain", ("Ann Tea",)),
        ("Ann Tea | May 17, 2024", ("Ann Tea",)),
        ("Ann Tea May 17, 2024", ("Ann Tea",)),
        ("Anna Tee am 17.05.2024", ("Anna Tee",)),
        ("May Brown", ("May Brown",)),
        ("Luc Le Clerc", ("Luc Le Clerc",)),
        ("Ann Tea @anntea", ("Ann Tea",)),
        ("Ann Tea ann@example.com", ("Ann Tea",)),
        ("Ann Tea Ann Tea", ("Ann Tea",)),
        ("Ann Tea and ann tea", ("Ann Tea",)),
        ("Ann Tea (photos)", ("Ann Tea",)),
        ("teafriend42", ("teafriend42",)),
        ("Tea Friends Team", ("Tea Friends Team",)),
        ("https://example.com/author/ann", ()),
        ("ann@example.com", ()),
        ("Posted on", ()),
        ("May 17, 2024", ()),
        ("Share on Facebook", ()),
        ("Senior Editor", ()),
        ("12:30", ()),
        ("", ()),
    ],
)
def test_names_in_a_byline(text: str, expected: tuple[str, ...]) -> None:
    assert read_names(text) == expected


def test_a_name_that_is_one_by_contract_is_not_cut() -> None:
    assert read_names("Simon and Garfunkel", whole=True) == ("Simon and Garfunkel",)


def test_kinds_of_names() -> None:
    assert is_account("Admin")
    assert not is_account("Ann Admin")
    assert is_desk("Sportredaktion")
    assert not is_desk("Ann Tea")
    assert is_proper("Ann van der Tea")
    assert not is_proper("brewed with hot water")


def _ld(author: object, kind: str = "BlogPosting") -> str:
    node = {"@context": "https://schema.org", "@type": kind, "headline": "How to brew green tea", "author": author}
    return f'<title>How to brew green tea</title><script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("what", "html", "expected", "basis"),
    [
        ("a person in structured data", article("", head=_ld({"@type": "Person", "name": "Ann Tea"})), ["Ann Tea"],
         "json-ld BlogPosting.author"),
        ("several persons",
         article("", head=_ld([{"@type": "Person", "name": "Ann Tea"}, {"@type": "Person", "name": "Bob Kettle"}])),
         ["Ann Tea", "Bob Kettle"], "json-ld BlogPosting.author"),
        ("several names merged into one person",
         article("", head=_ld({"@type": "Person", "name": "Ann Tea, Bob Kettle"})),
         ["Ann Tea", "Bob Kettle"], "json-ld BlogPosting.author"),
        ("an author that is a text", article("", head=_ld("By Ann Tea")), ["Ann Tea"], "json-ld BlogPosting.author"),
        ("a meta", article("", head='<meta name="author" content="Ann Tea">'), ["Ann Tea"], "meta author"),
        ("a meta that is an address is no name",
         article("", head='<meta property="article:author" content="https://www.facebook.com/tea">'), [], None),
        ("a link to the author",
         article('<p>Written by <a rel="author" href="/authors/ann">Ann Tea</a></p>'), ["Ann Tea"],
         "byline"),
        ("a byline by class",
         article('<div class="post-byline">By Ann Tea and Bob Kettle</div>'), ["Ann Tea", "Bob Kettle"],
         "byline"),
        ("two authors side by side",
         article('<div><span class="author">Ann Tea</span><span class="author">Bob Kettle</span></div>'),
         ["Ann Tea", "Bob Kettle"], "byline"),
        ("a line of text", article("<p>By Ann Tea</p>"), ["Ann Tea"], "text"),
        ("a name beside a date", article("<p>17 May 2024 – Ann Tea</p>"), ["Ann Tea"], "text"),
        ("a photo credit is no byline", article("<p>Photo: Ann Tea / Agency</p>"), [], None),
        ("a person wins over the site's name",
         article('<p class="byline">By Ann Tea</p>',
                 head=_ld({"@type": "Organization", "name": "Tea Friends"})
                 + '<meta property="og:site_name" content="Tea Friends">'),
         ["Ann Tea"], "byline"),
        ("the site's name when nobody else is named",
         article("", head=_ld({"@type": "Organization", "name": "Tea Friends"})
                 + '<meta property="og:site_name" content="Tea Friends">'),
         ["Tea Friends"], "json-ld BlogPosting.author"),
        ("a person wins over an account",
         article('<p class="byline">By Ann Tea</p>', head=_ld({"@type": "Person", "name": "admin"})), ["Ann Tea"],
         "byline"),
        ("an account is nobody", article("", head=_ld({"@type": "Person", "name": "admin"})), [], None),
        ("a byline at the end of the article",
         page("<title>Tea</title>", "<h1>Tea</h1>" + "<p>Water that has stopped boiling.</p>" * 90
              + '<p class="author">Ann Tea</p>'), ["Ann Tea"], "byline"),
        ("commenters are no authors",
         article('<div class="comments"><span class="comment-author">Carl Comment</span></div>'), [], None),
        ("authors of related posts are no authors",
         article("") + '<aside class="related"><span class="author">Rita Related</span></aside>', [], None),
    ],
)  # fmt: skip
def test_the_authors(what: str, html: str, expected: list[str], basis: str | None) -> None:
    _, authorship = read(html)
    assert [a.text for a in authorship.authors] == expected, what
    assert (authorship.authors[0].basis if authorship.authors else None) == basis, what


def test_the_address_of_an_author_goes_with_the_name() -> None:
    _, authorship = read(article('<p class="byline">By <a href="/authors/ann">Ann Tea</a></p>'))
    assert authorship.authors[0].url == "https://blog.example.com/authors/ann"


def test_what_was_not_chosen_stays_a_candidate() -> None:
    _, authorship = read(article('<p class="byline">By Ann Tea</p>', head='<meta name="author" content="Tea Ltd">'))
    assert [a.text for a in authorship.authors] == ["Ann Tea"]
    assert ("Tea Ltd", "meta author") in {(c.text, c.basis) for c in authorship.author_candidates}


@pytest.mark.parametrize(
    "html",
    [
        article('<span class="author">Ann Tea</span>' * 5_000),
        article('<div class="byline">' * 200 + "By Ann Tea" + "</div>" * 200),
        article('<div class="byline date">' * 200 + "<b></b>" * 50_000 + "</div>" * 200),
        article(f'<p class="byline">By {"a, " * 100_000}</p>'),
        article("", head=_ld([{"@type": "Person", "name": f"Ann Tea{n}"} for n in range(5_000)])),
        article(f"<p>{'by ' * 50}</p>" * 500),
    ],
    ids=["many bylines", "nested bylines", "nested and empty", "a long byline", "many persons", "many bys"],
)
def test_hostile_bylines_are_bounded(html: str) -> None:
    _, authorship = read(html)
    assert len(authorship.authors) <= 20
    assert len(authorship.author_candidates) <= 100


def test_a_section_that_stands_where_a_byline_stands_is_no_author() -> None:
    html = article('<p class="byline">Erhverv</p>')
    assert read(html, url="https://blog.example.com/erhverv/green-tea")[1].authors == ()
    named = article('<p class="byline">By Ann Tea</p>')
    assert [a.text for a in read(named, url="https://blog.example.com/erhverv/green-tea")[1].authors] == ["Ann Tea"]
