"""How much of a page may not be quoted."""

from __future__ import annotations

import pytest
from markup_helpers import fill, page_of

from indexaudit.config import Limits
from indexaudit.extract.content import read_content
from indexaudit.extract.head import read_head
from indexaudit.extract.no_snippet import read_no_snippet
from indexaudit.facts import NoSnippet

TEN = "Cut in winter on a dry day and keep tools clean."

ROWS = [
    ("nothing", f"<p>{TEN}</p>", 0.0),
    ("all of it", f"<div data-nosnippet>{TEN}</div>", 1.0),
    ("half of it", f"<p>{TEN}</p><section data-nosnippet=false>{TEN}</section>", 0.5),
    ("one inside another", f"<p>{TEN}</p><div data-nosnippet><span data-nosnippet>{TEN}</span></div>", 0.5),
    ("an element on which it means nothing", f"<p data-nosnippet>{TEN}</p>", 0.0),
    ("in running text alone", f"<p>{TEN} data-nosnippet is an attribute</p>", 0.0),
    ("a banner over the page", f"<p>{TEN}</p><div id=cookie-notice><div data-nosnippet>{TEN}</div></div>", 0.0),
    ("a body marked while a dialog is open", f"<div class=x data-nosnippet>{TEN}</div>", 1.0),
    ("hidden", f"<p>{TEN}</p><div data-nosnippet hidden>{TEN}</div>", 0.0),
    ("a hidden part inside", f"<p>{TEN}</p><div data-nosnippet>{TEN}<b style='display: none'>{TEN}</b></div>", 0.5),
    ("scripts inside", f"<p>{TEN}</p><div data-nosnippet>{TEN}<script>var a = 1</script></div>", 0.5),
    ("an empty page", "<div data-nosnippet></div>", 0.0),
]


def read(html: str | bytes, limits: Limits | None = None) -> NoSnippet:
    page = page_of(html, limits=limits)
    return read_no_snippet(page, read_content(page, read_head(page, None)))


@pytest.mark.parametrize(("body", "share"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_share(body: str, share: float) -> None:
    found = read(f"<!doctype html><title>T</title><body class=modal-open>{body}")
    assert found.share == pytest.approx(share)
    assert found.complete


def test_without_a_tree_nobody_knows() -> None:
    found = read(f"<!doctype html><title>T</title><div data-nosnippet>{TEN}</div>" * 3, Limits(elements=1))
    assert not found.complete


def test_a_hostile_page_takes_no_longer() -> None:
    assert 0 <= read(fill(b"<div data-nosnippet>a", 200_000), Limits()).share <= 1
