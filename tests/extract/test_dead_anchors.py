"""Anchors that only a script can follow, from the tree and from the stream."""

from __future__ import annotations

import pytest

from indexaudit.config import Limits
from indexaudit.extract.dead_anchors import read_dead_anchors
from indexaudit.extract.document import parse

ROWS = [
    ("a click handler instead of an address", '<a onclick="go()">Figs</a>', ['<a onclick="go()">']),
    ("a route of a script", '<a routerlink="/figs">Figs</a>', ['<a routerlink="/figs">']),
    ("a javascript address", '<a href="javascript:void(0)">Figs</a>', ['<a href="javascript:void(0)">']),
    ("upper case and a tab inside", '<a href="JavaScript\t:go()">Figs</a>', ['<a href="JavaScript\t:go()">']),
    ("an address with a handler is a link", '<a href="/figs" onclick="go()">Figs</a>', []),
    ("a button by its role", '<a role="button" onclick="go()">Figs</a>', []),
    ("a target of fragments", '<a name="figs"></a><a id="top"></a>', []),
    ("a placeholder without a script", "<a>Figs</a>", []),
    ("the hash that opens menus", '<a href="#">Figs</a>', []),
    ("other schemes", '<a href="mailto:a@example.com">A</a><a href="tel:+1">B</a>', []),
]


@pytest.mark.parametrize(("html", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
@pytest.mark.parametrize("limits", [Limits(), Limits(elements=1)], ids=["tree", "stream"])
def test_dead_anchors(html: str, expected: list[str], limits: Limits) -> None:
    page = parse(
        f"<!doctype html><title>T</title><body><p>{html}</p>".encode(),
        url="https://example.com/",
        media_type="text/html",
        charset="utf-8",
        text=None,
        truncated=False,
        limits=limits,
    )
    found = read_dead_anchors(page)
    assert [anchor.markup for anchor in found.anchors] == expected
    assert found.total == len(expected)
    assert all(anchor.text == "Figs" for anchor in found.anchors)


def test_the_list_is_cut_and_the_count_is_not() -> None:
    page = parse(
        ("<a onclick=go()>Figs</a>" * 30).encode(),
        url="https://example.com/",
        media_type="text/html",
        charset="utf-8",
        text=None,
        truncated=False,
        limits=Limits(listed=5),
    )
    found = read_dead_anchors(page)
    assert (len(found.anchors), found.total) == (5, 30)


@pytest.mark.parametrize(
    ("anchor", "target"),
    [
        pytest.param('<a routerlink="/figs">x</a>', "https://example.com/figs", id="a route"),
        pytest.param("<a href=\"javascript:go('/figs')\">x</a>", "https://example.com/figs", id="a path in a script"),
        pytest.param(
            "<a onclick=\"open('figs.html')\">x</a>", "https://example.com/figs.html", id="a file in a handler"
        ),
        pytest.param('<a data-href="https://www.example.com/figs">x</a>', "https://www.example.com/figs", id="data"),
        pytest.param('<a href="javascript:void(0)">x</a>', None, id="a button"),
        pytest.param("<a href=\"javascript:toggle('figs')\">x</a>", None, id="a word in a script"),
        pytest.param('<a data-href="cms/image/97763">x</a>', None, id="data that is no address"),
        pytest.param('<a data-href="http%3A%2F%2Fexample.com%2Ffigs">x</a>', None, id="an address for a parameter"),
        pytest.param('<a data-href="https://social.example/pin">x</a>', None, id="another site"),
        pytest.param("<a onclick=\"share('/figs')\">x</a>", None, id="sharing"),
        pytest.param('<a data-href="https://example.com/">x</a>', None, id="this page"),
    ],
)
def test_which_dead_anchors_hide_a_page(anchor: str, target: str | None) -> None:
    page = parse(
        anchor.encode(),
        url="https://example.com/",
        media_type="text/html",
        charset="utf-8",
        text=None,
        truncated=False,
        limits=Limits(),
    )
    found = read_dead_anchors(page)
    assert [item.target for item in found.anchors] == [target]
    assert found.hidden == (target is not None)
