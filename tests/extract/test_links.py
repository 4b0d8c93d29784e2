"""The outgoing links of a page."""

from __future__ import annotations

import pytest
from markup_helpers import page_of

from indexaudit.config import Limits
from indexaudit.extract.links import read_links


@pytest.mark.parametrize(
    ("case", "html", "url", "internal"),
    [
        ("relative", "<a href=' ../x#y '>t</a>", "https://www.example.com/x#y", True),
        ("the same domain", "<a href='//shop.example.com:8080/'>t</a>", "https://shop.example.com:8080/", True),
        ("another domain", "<a href='https://example.org'>t</a>", "https://example.org/", False),
        (
            "with a user",
            "<a href='https://www.example.com@evil.test/'>t</a>",
            "https://www.example.com@evil.test/",
            False,
        ),
        ("an address in brackets", "<a href='http://[::1]/'>t</a>", "http://[::1]/", False),
        ("against the base", "<base href='https://example.org/a/'><a href=b>t</a>", "https://example.org/a/b", False),
        ("mail", "<a href='mailto:a@example.com'>t</a>", "mailto:a@example.com", False),
        ("no URL", "<a href='http://[bad'>t</a>", None, False),
        ("a bad port", "<a href='http://example.com:abc'>t</a>", None, False),
        ("a bad host", "<a href='//e℀x.com/'>t</a>", None, False),
        ("an area", "<map><area href=/m alt=t></map>", "https://www.example.com/m", True),
    ],
)
def test_where_a_link_leads(case: str, html: str, url: str | None, internal: bool) -> None:
    (link,) = read_links(page_of(html)).links
    assert (link.url, link.internal, link.text) == (url, internal, "t")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a href=x> Green\n <b>tea</b><!-- no --> </a>", "Green tea"),
        ("<a href=x><img alt=''><img alt='A pot'></a>", "A pot"),
        ("<a href=x title='Go on'><i></i></a>", "Go on"),
        ("<a href=x></a>", ""),
        (f"<a href=x>{'y' * 500}</a>", "y" * 200),
    ],
)
def test_what_names_a_link(html: str, text: str) -> None:
    (link,) = read_links(page_of(html)).links
    assert link.text == text


def test_relations_lines_and_anchors_without_href() -> None:
    links = read_links(page_of("<a name=top>x</a>\n<a href=/a rel='NoFollow  ugc'>y</a>"))
    assert links.total == 1
    assert (links.links[0].rel, links.links[0].line) == (("nofollow", "ugc"), 2)


@pytest.mark.parametrize("limits", [Limits(links=3), Limits(links=3, elements=4)])
def test_many_links_are_counted_and_cut(limits: Limits) -> None:
    links = read_links(page_of("<a href=/a>x</a>" * 7 + "<a>no</a>", limits=limits))
    assert (len(links.links), links.total) == (3, 7)
    assert links.gaps == ("only the first 3 of 7 links were read",)
    assert read_links(page_of("<a href=/a>x</a>" * 3, limits=limits)).complete
