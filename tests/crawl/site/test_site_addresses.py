"""What an address says of its place in a site."""

from __future__ import annotations

import pytest

from indexaudit.crawl.site.addresses import address_hash, numbered, patterns, series
from indexaudit.web.paths import section
from indexaudit.web.spellings import difference, loose


@pytest.mark.parametrize(
    ("url", "named", "general"),
    [
        ("https://shop.example/", "/", "/"),
        ("https://shop.example/blog/drying-plums/", "/blog/{words}/", "/{section}/{words}/"),
        ("https://shop.example/drying-plums", "/{words}", "/{words}"),
        ("https://shop.example/2024/05/drying-plums.html", "/{year}/{number}/{words}.html", "/{year}/{number}/{words}.html"),
        ("https://shop.example/news/drying-plums-5428711234", "/news/{words}-{id}", "/{section}/{words}-{id}"),
        ("https://shop.example/?p=12", "/?p={id}", "/?p={id}"),
        ("https://shop.example/blog/8675309", "/blog/{id}", "/{section}/{id}"),
    ],
)  # fmt: skip
def test_how_an_address_is_built(url: str, named: str, general: str) -> None:
    assert patterns(url) == (named, general)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://shop.example/blog/a", "/blog/"),
        ("https://shop.example/blog/", "/"),
        ("https://shop.example/about", "/"),
        ("https://shop.example", "/"),
        ("https://shop.example/b%C3%BCcher/a", "/bücher/"),
    ],
)
def test_a_section_is_the_first_folder(url: str, name: str) -> None:
    assert section(url) == name


@pytest.mark.parametrize(
    "part",
    ["/blog/page/2/", "/blog/page/2", "/blog/?page=2", "/blog?paged=7", "/blog/seite-3", "/blog/", "/blog/index2.html"],
)
def test_parts_of_one_list_are_one_series(part: str) -> None:
    assert series(f"https://shop.example{part}") == series("https://shop.example/blog")


@pytest.mark.parametrize(
    ("url", "plain"),
    [("/tag/shed2.html", "/tag/shed.html"), ("/tag/shed-12", "/tag/shed"), ("/tag/2024", "/tag/2024"), ("/2", "/2")],
)
def test_a_number_at_the_end_is_that_of_a_part(url: str, plain: str) -> None:
    assert numbered(f"https://shop.example{url}") == f"shop.example{plain}?"


def test_other_pages_are_other_series() -> None:
    assert series("https://shop.example/blog?id=2") != series("https://shop.example/blog?id=3")
    assert series("https://shop.example/page/2/about") != series("https://shop.example/about")


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ("http://shop.example/Plums", "scheme"),
        ("https://www.shop.example/Plums", "www"),
        ("https://shop.example/Plums/", "slash"),
        ("https://shop.example/plums", "case"),
    ],
)
def test_spellings_are_told_apart(other: str, what: str) -> None:
    url = "https://shop.example/Plums"
    assert loose(other) == loose(url)
    assert difference(other, url) == what


def test_no_address_has_no_hash() -> None:
    assert address_hash("mailto:a@shop.example") is None
    assert address_hash("https://shop.example/a#b") == address_hash("https://shop.example/a?utm_source=x")
