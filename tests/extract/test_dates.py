"""When it was published and changed: from the surest place, never from the future or from somebody else's text."""

from __future__ import annotations

import json
import sys

import pytest
from reading import NOW, article, page, read

from indexaudit.extract.date_text import find_date, split_date


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Published on May 17, 2024", "en", "2024-05-17"),
        ("17 May 2024, by Ann", "en", "2024-05-17"),
        ("17th of May 2024", "en", "2024-05-17"),
        ("Veröffentlicht am 17. Mai 2024 um 10:30 Uhr", "de", "2024-05-17T10:30"),
        ("17.05.2024 | Küche", "de", "2024-05-17"),
        ("Stand: 17.5.24", "de", "2024-05-17"),
        ("Publié le 17 mai 2024", "fr", "2024-05-17"),
        ("17 de mayo de 2024", "es", "2024-05-17"),
        ("17/05/2024", "es", "2024-05-17"),
        ("05/17/2024", "en-US", "2024-05-17"),
        ("2024年5月17日", "zh", "2024-05-17"),
        ("2024-05-17", None, "2024-05-17"),
        ("in 2024", "en", None),
        ("May 2024", "en", None),
        ("version 1.2.2024.5", None, None),
        ("call 17 05 2024 99", None, None),
    ],
)
def test_a_date_inside_a_line(text: str, language: str | None, expected: str | None) -> None:
    found = find_date(text, language)
    assert (found[1] if found else None) == expected


def test_a_line_without_its_date() -> None:
    assert split_date("17.05.2024 - Ann Tea") == ("17.05.2024", "Ann Tea")
    assert split_date("Ann Tea") == (None, "Ann Tea")


def _ld(**values: object) -> str:
    node = {"@context": "https://schema.org", "@type": "BlogPosting", "headline": "How to brew green tea", **values}
    return f'<title>How to brew green tea</title><script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("what", "html", "published", "modified", "basis"),
    [
        ("structured data", article("", head=_ld(datePublished="2024-05-17T10:00:00+02:00", dateModified="2024-06-01")),
         "2024-05-17T10:00:00+02:00", "2024-06-01", "json-ld BlogPosting.datePublished"),
        ("metas",
         article("", head='<meta property="article:published_time" content="2024-05-17">'
                          '<meta property="article:modified_time" content="2024-06-01">'),
         "2024-05-17", "2024-06-01", "meta article:published_time"),
        ("a time element", article('<time datetime="2024-05-17">last spring</time>'), "2024-05-17", None, "time"),
        ("a time element without a machine's date", article("<time>17 May 2024</time>"), "2024-05-17", None, "text"),
        ("a line below the headline", article("<p>17 May 2024</p>"), "2024-05-17", None, "text"),
        ("a line before the headline",
         page("<title>Tea</title>", "<p class=date>17 May 2024</p><h1>Tea</h1>"), "2024-05-17", None, "text"),
        ("published and updated in one line",
         article('<p class="meta">Published 17 May 2024, updated 1 June 2024</p>'), "2024-05-17", "2024-06-01", "text"),
        ("a class that says updated", article('<time class="updated" datetime="2024-06-01">1 June</time>'), None,
         "2024-06-01", None),
        ("a label before the element", article('<p>Last updated: <time datetime="2024-06-01">1 June</time></p>'), None,
         "2024-06-01", None),
        ("metas in the future are no dates of publication",
         article("", head='<meta property="article:published_time" content="2031-01-01">'), None, None, None),
        ("a date of publication beats one in the text around it",
         article("<p>17 May 2024</p>", head=_ld(datePublished="2024-05-16")), "2024-05-16", None,
         "json-ld BlogPosting.datePublished"),
        ("the day in the page's own zone where the machine's is in UTC",
         article('<p class="date">18 May 2024</p>', head=_ld(datePublished="2024-05-17T22:30:00Z")), "2024-05-18", None,
         "text"),
        ("the date of publication where another place tells the last change",
         article("", head=_ld(datePublished="2024-06-01", dateModified="2024-06-01")
                 + '<meta property="article:published_time" content="2024-05-17">'),
         "2024-05-17", "2024-06-01", "meta article:published_time"),
        ("dates of comments are not the page's",
         article("") + '<div id="comments"><time datetime="2024-05-20">20 May</time></div>', None, None, None),
        ("dates of related posts are not the page's",
         article("") + '<aside><time datetime="2024-05-20">20 May</time></aside>', None, None, None),
        ("a copyright line is no date",
         article('<p class="copyright">© 17.05.2024 Tea Friends</p>'), None, None, None),
        ("an event is no date of publication", article('<p class="event-date">17 May 2024</p>'), None, None, None),
        ("no date at all", article(""), None, None, None),
    ],
)  # fmt: skip
def test_the_dates(what: str, html: str, published: str | None, modified: str | None, basis: str | None) -> None:
    _, authorship = read(html)
    found = authorship.published
    assert (found.value if found else None) == published, what
    assert (authorship.modified.value if authorship.modified else None) == modified, what
    assert (found.basis if found else None) == basis, what


def test_the_address_tells_when_the_page_does_not() -> None:
    _, authorship = read(article(""), url="https://blog.example.com/2024/05/17/green-tea")
    assert authorship.published is not None
    assert (authorship.published.value, authorship.published.basis) == ("2024-05-17", "url")


def test_a_day_beats_the_month_of_the_address() -> None:
    _, authorship = read(article("<p>17 May 2024</p>"), url="https://blog.example.com/2024/05/green-tea")
    assert authorship.published is not None
    assert authorship.published.value == "2024-05-17"
    assert ("2024-05", "url") in {(d.value, d.basis) for d in authorship.date_candidates}


def test_shown_dates_are_marked_as_visible() -> None:
    _, authorship = read(article("<p>17 May 2024</p>", head='<meta name="date" content="2024-05-17">'))
    assert {d.basis: d.visible for d in authorship.date_candidates} == {"text": True, "meta date": False}


def test_the_quick_search_runs_only_when_asked_and_only_when_markup_has_no_day() -> None:
    hidden = article("<p>Water that has stopped boiling.</p>" * 200 + "<p>Tea Friends, 2024-05-17</p>")
    _, without = read(hidden)
    _, searched = read(hidden, quick_dates=True)
    assert without.published is None
    assert searched.published is not None
    assert searched.published.value == "2024-05-17"
    assert searched.date_candidates == (searched.published,)
    _, known = read(article("", head=_ld(datePublished="2023-01-02")) + "<p>17 May 2024</p>", quick_dates=True)
    assert known.published is not None
    assert known.published.value == "2023-01-02"


def test_the_quick_search_finds_nothing_in_the_future() -> None:
    future = page("<title>Tea</title>", f"<h1>Tea</h1><div><div>{NOW.year + 2}-05-17</div></div>")
    _, authorship = read(future, quick_dates=True)
    assert authorship.published is None


def test_the_quick_search_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> str:
        raise RuntimeError("a foreign parser fell over")

    import htmldate

    monkeypatch.setattr(htmldate, "find_date", broken)
    _, authorship = read(article(""), quick_dates=True)
    assert authorship.published is None


def test_reading_dates_does_not_load_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "htmldate", None)
    _, authorship = read(article("<p>17 May 2024</p>"), quick_dates=False)
    assert authorship.published is not None


@pytest.mark.parametrize(
    "html",
    [
        article('<time datetime="2024-05-17">x</time>' * 5_000),
        article(f"<p>{'17.05.2024 ' * 20_000}</p>"),
        article(f'<p class="date">{"1" * 200}</p>' * 500),
        article("<p>" + "1 de " * 30 + "</p>") * 100,
        page("".join(f'<meta name="date" content="2024-05-{n % 28 + 1:02}">' for n in range(5_000)), "<h1>Tea</h1>"),
    ],
    ids=["many times", "a line of dates", "long numbers", "nearly dates", "many metas"],
)
def test_hostile_dates_are_bounded(html: str) -> None:
    _, authorship = read(html)
    assert len(authorship.date_candidates) <= 100
