"""What a secure page loads by http, from the tree and from the stream."""

from __future__ import annotations

import pytest
from markup_helpers import page_of

from indexaudit.config import Limits
from indexaudit.extract.head import read_head
from indexaudit.extract.mixed_content import read_mixed_content
from indexaudit.facts import MixedContent

ROWS = [
    ("a script", "<script src=http://a.example/x.js></script>", ["http://a.example/x.js"]),
    ("a module", "<script type=module src=http://a.example/x.js></script>", ["http://a.example/x.js"]),
    ("a style sheet", "<link rel='preload stylesheet' href=http://a.example/x.css>", ["http://a.example/x.css"]),
    ("a frame", "<iframe src='http://a.example/map'></iframe>", ["http://a.example/map"]),
    ("plugins", "<object data=http://a.example/x></object><embed src=HTTP://A.example/y>", ["x", "y"]),
    ("data in the place of a script", "<script type=text/html src=http://a.example/x></script>", []),
    ("a script of the page", "<script>load('http://a.example/x.js')</script>", []),
    ("an icon, a feed, an image", "<link rel=icon href=http://a.example/i><img src=http://a.example/i.png>", []),
    ("the scheme of the page", "<script src=//a.example/x.js></script><script src=/y.js></script>", []),
    ("a server on the reader's machine", "<script src=http://127.0.0.1:80/x.js></script>", []),
    ("without scripts alone", "<noscript><iframe src=http://a.example/t></iframe></noscript>", []),
    ("the same twice", "<script src=http://a.example/x.js></script>" * 2, ["http://a.example/x.js"]),
    ("no address at all", "<iframe src='http://['></iframe><iframe src=''></iframe>", []),
]


def mixed(html: str, *, url: str = "https://example.com/", limits: Limits | None = None, csp: str = "") -> MixedContent:
    page = page_of(f"<!doctype html><title>T</title><body><p>{html}", url=url, limits=limits)
    return read_mixed_content(page, read_head(page, None), [csp] if csp else [])


@pytest.mark.parametrize(("html", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
@pytest.mark.parametrize("limits", [Limits(), Limits(elements=1)], ids=["tree", "stream"])
def test_loads(html: str, expected: list[str], limits: Limits) -> None:
    padded = html + "<b></b>" * 3
    found = mixed(padded, limits=limits)
    assert [load.url for load in found.loads] == [f"http://a.example/{e.rpartition('/')[2]}" for e in expected]
    assert found.total == len(expected)


def test_a_page_by_http_has_none() -> None:
    assert mixed("<script src=http://a.example/x.js></script>", url="http://example.com/").loads == ()


def test_the_list_is_cut_and_the_count_is_not() -> None:
    found = mixed("".join(f"<iframe src=http://a.example/{n}></iframe>" for n in range(30)), limits=Limits(listed=5))
    assert (len(found.loads), found.total) == (5, 30)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param("upgrade-insecure-requests", True, id="alone"),
        pytest.param("default-src 'self'; Upgrade-Insecure-Requests;", True, id="among others, in any case"),
        pytest.param("img-src *, upgrade-insecure-requests", True, id="in the second policy of a header"),
        pytest.param("block-all-mixed-content", False, id="blocking is no upgrade"),
        pytest.param("report-uri /upgrade-insecure-requests", False, id="as a value"),
    ],
)
def test_policies(policy: str, expected: bool) -> None:
    assert mixed("<iframe src=http://a.example/></iframe>", csp=policy).upgraded is expected
