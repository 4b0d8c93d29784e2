"""The page's own main title: which of its many titles it is, and without the site's name."""

from __future__ import annotations

import json

import pytest
from reading import page, read

from indexaudit.config import Limits

TITLE = "How to brew green tea"


def _ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values})}</script>'


@pytest.mark.parametrize(
    ("what", "html", "expected", "basis"),
    [
        ("a lone h1", page(body=f"<h1>{TITLE}</h1>"), TITLE, "h1"),
        ("the shown heading before the longer title",
         page(f"<title>{TITLE} | Example Blog</title>", f"<h1>{TITLE}</h1>"),
         TITLE, "h1"),
        ("an h1 that is the logo of the site loses",
         page(f"<title>{TITLE} - Example Blog</title>", f'<h1><a href="/">Example Blog</a></h1><h2>{TITLE}</h2>'),
         TITLE, "h2"),
        ("an h1 named site-title loses without a link",
         page(f"<title>{TITLE} - Tea Friends</title>", f'<h1 class="site-title">Tea Friends</h1><h1>{TITLE}</h1>'),
         TITLE, "h1"),
        ("a shortened og:title loses to the whole heading",
         page('<meta property="og:title" content="How to brew gr…">', f"<h1>{TITLE}</h1>"), TITLE, "h1"),
        ("a section name above the title loses",
         page(f'<title>{TITLE}</title><meta property="og:title" content="{TITLE}">',
         f"<h2>Kitchen</h2><h1>{TITLE}</h1>"),
         TITLE, "h1"),
        ("the shown heading wins over one that is written for search engines",
         page('<title>Green tea: the 2026 guide</title><meta property="og:title" content="Green tea: the 2026 guide">',
              f"<main><h1>{TITLE}</h1></main>"), TITLE, "h1"),
        ("a kicker inside the heading is left out",
         page(f"<title>{TITLE}</title>", f'<h1><span class="kicker">Kitchen</span> <span>{TITLE}</span></h1>'),
         TITLE, "h1"),
        ("a subtitle inside the heading is left out",
         page(f"<title>{TITLE}</title>", f"<h1>{TITLE} <small>A guide for the patient</small></h1>"), TITLE, "h1"),
        ("a first letter of its own element stays with its word", page(body="<h1><span>G</span>reen tea</h1>"),
         "Green tea", "h1"),
        ("a hidden h1 is no title",
         page(f"<title>{TITLE}</title>", f'<h1 class="visually-hidden">Navigation</h1><h2>{TITLE}</h2>'), TITLE, "h2"),
        ("a title in a comment list is not the page's",
         page(f"<title>{TITLE} – Tea Friends</title>",
              f'<article><h1>{TITLE}</h1></article><div id="comments"><h2>3 thoughts on “{TITLE}”</h2></div>'),
         TITLE, "h1"),
        ("structured data alone", page(_ld(**{"@type": "BlogPosting", "headline": TITLE})), TITLE,
         "json-ld BlogPosting.headline"),
        ("the title alone, without the name in og:site_name",
         page(f'<title>{TITLE} — Tea Friends</title><meta property="og:site_name" content="Tea Friends">'), TITLE,
         "title"),
        ("the title alone, without the domain's name", page(f"<title>Example.com: {TITLE}</title>"), TITLE, "title"),
        ("the page keeps its case and marks", page(body="<h1>TEA: “hot” &amp; cold</h1>"), "TEA: “hot” & cold", "h1"),
        ("entities that were escaped twice in structured data",
         page(_ld(**{"@type": "BlogPosting", "headline": "Hot &amp; cold tea"})), "Hot & cold tea",
         "json-ld BlogPosting.headline"),
        ("soft hyphens are no part of a title", page(body="<h1>Tee\u00adzeremonie</h1>"), "Teezeremonie", "h1"),
    ],
)  # fmt: skip
def test_the_headline(what: str, html: str, expected: str, basis: str) -> None:
    headline, _ = read(html)
    assert headline.headline is not None, what
    assert (headline.headline.text, headline.headline.basis) == (expected, basis), what


def test_a_page_without_any_title_has_no_headline() -> None:
    headline, _ = read(page(body="<p>Green tea.</p>"))
    assert headline.headline is None
    assert headline.candidates == ()
    assert headline.complete


def test_every_candidate_is_kept_with_its_place() -> None:
    headline, _ = read(
        page(f'<title>{TITLE} | Tea</title>\n<meta property="og:title" content="Tea!">', f"<h1>{TITLE}</h1>")
    )
    assert {(c.text, c.basis) for c in headline.candidates} >= {(TITLE, "h1"), ("Tea!", "og:title"), (TITLE, "title")}
    assert headline.candidates[0] == headline.headline


@pytest.mark.parametrize(
    ("what", "html", "expected", "basis"),
    [
        ("og:site_name", page('<meta property="og:site_name" content="Tea Friends">'), "Tea Friends", "og:site_name"),
        ("a WebSite", page(_ld(**{"@type": "WebSite", "name": "Tea Friends"})), "Tea Friends", "json-ld WebSite.name"),
        ("the publisher",
         page(_ld(**{"@type": "NewsArticle", "headline": TITLE, "publisher": {"@type": "Organization",
         "name": "Tea Daily"}})),
         "Tea Daily", "json-ld NewsArticle.publisher"),
        ("application-name", page('<meta name="application-name" content="Tea">'), "Tea", "meta application-name"),
        ("the end of the title, behind the heading", page(f"<title>{TITLE} · Tea Friends</title>", f"<h1>{TITLE}</h1>"),
         "Tea Friends", "title"),
        ("the beginning of the title",
         page(f'<title>Tea Friends » {TITLE}</title><meta property="og:title" content="{TITLE}">'), "Tea Friends",
         "title"),
    ],
)  # fmt: skip
def test_the_site_name(what: str, html: str, expected: str, basis: str) -> None:
    headline, _ = read(html)
    assert headline.site_name is not None, what
    assert (headline.site_name.text, headline.site_name.basis) == (expected, basis), what


def test_a_page_that_names_no_site_has_no_site_name() -> None:
    headline, _ = read(page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>"))
    assert headline.site_name is None


def test_a_heading_that_is_the_site_name_does_not_make_a_name_of_the_title() -> None:
    headline, _ = read(
        page(
            "<title>Tea | Tea Friends of the North</title>",
            '<h1><a href="/">Tea Friends of the North</a></h1><h2>Tea</h2>',
        )
    )
    assert headline.site_name is None or headline.site_name.text != "Tea"


def test_structured_data_of_listed_neighbours_is_not_the_pages() -> None:
    others = "".join(_ld(**{"@type": "BlogPosting", "headline": f"Another post, number {n}"}) for n in range(3))
    headline, _ = read(page(f"<title>{TITLE}</title>{others}", f"<h1>{TITLE}</h1>"))
    assert headline.headline is not None
    assert headline.headline.text == TITLE
    assert not any("Another" in c.text for c in headline.candidates)


def test_a_page_without_a_tree_is_read_from_its_tags() -> None:
    headline, authorship = read(
        page(
            f"<title>{TITLE}</title>",
            f'<h1>{TITLE}</h1><a rel=author href="/ann">Ann Tea</a><time datetime="2024-05-17">',
        ),
        limits=Limits(elements=1),
    )
    assert headline.headline is not None
    assert headline.headline.text == TITLE
    assert [a.text for a in authorship.authors] == ["Ann Tea"]
    assert authorship.published is not None
    assert authorship.published.value == "2024-05-17"
    assert not headline.complete


@pytest.mark.parametrize(
    "html",
    [
        page(body="<h1>" + "x" * 500_000 + "</h1>"),
        page(body="<h1>Tea</h1>" * 20_000),
        page("<title>" + "a | " * 100_000 + "</title>", "<h1>a</h1>"),
        page(body="<h1>" + "<span class=kicker>" * 200 + "Tea" + "</span>" * 200 + "</h1>"),
        page(_ld(**{"@graph": [{"@type": "Article", "headline": "Tea" * 200, "name": "x " * 500}] * 3000})),
    ],
    ids=["one huge heading", "many headings", "many separators", "a deep heading", "many articles"],
)  # fmt: skip
def test_hostile_titles_are_bounded(html: str) -> None:
    headline, _ = read(html)
    assert len(headline.candidates) <= 100
    assert all(len(c.text) <= 1_000 for c in headline.candidates)
