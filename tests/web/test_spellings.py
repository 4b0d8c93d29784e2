"""Other spellings of an address, and an address beside it at which nothing can be."""

from __future__ import annotations

import pytest

from indexaudit.web.spellings import difference, loose, other_spellings, unlikely_sibling


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(
            "https://example.com/garden",
            ("http://example.com/garden", "https://www.example.com/garden", "https://example.com/garden/"),
            id="bare host, no slash",
        ),
        pytest.param(
            "http://www.example.co.uk/garden/?p=1#top",
            (
                "https://www.example.co.uk/garden/?p=1",
                "http://example.co.uk/garden/?p=1",
                "http://www.example.co.uk/garden?p=1",
            ),
            id="www, slash and query",
        ),
        pytest.param(
            "https://blog.example.com/", ("http://blog.example.com/",), id="the root of a host below a domain"
        ),
        pytest.param(
            "https://blog.example.com/tree.html", ("http://blog.example.com/tree.html",), id="the name of a file"
        ),
        pytest.param("https://example.com:8443/", ("https://www.example.com:8443/",), id="a port of its own"),
        pytest.param("http://127.0.0.1:8000/a", ("http://127.0.0.1:8000/a/",), id="no name"),
        pytest.param("plum", (), id="no address"),
    ],
)
def test_other_spellings(url: str, expected: tuple[str, ...]) -> None:
    assert other_spellings(url) == expected
    for other in expected:
        assert loose(other) == loose(url.partition("#")[0])
        assert difference(other, url) in ("scheme", "www", "slash")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/", "https://example.com/plum"),
        ("https://example.com/garden", "https://example.com/plum"),
        ("https://example.com/garden/tree/?p=1#top", "https://example.com/garden/plum/"),
        ("https://example.com/garden/tree.html", "https://example.com/garden/plum.html"),
    ],
)
def test_a_sibling_has_the_form_of_the_page(url: str, expected: str) -> None:
    assert unlikely_sibling(url, "plum") == expected
