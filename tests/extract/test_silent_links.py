"""Images that are all there is of a link."""

from __future__ import annotations

import pytest
from markup_helpers import fill, page_of

from indexaudit.extract.content import read_content
from indexaudit.extract.head import read_head

ROWS = [
    ("nothing else in the link", "<a href=/x><img src=a.jpg alt=''></a>", True),
    ("no alt at all", "<a href=/x><span><img src=a.jpg></span></a>", True),
    ("a text beside it", "<a href=/x><img src=a.jpg alt=''> Saws</a>", False),
    ("a text in an element beside it", "<a href=/x><img src=a.jpg alt=''><b>Saws</b></a>", False),
    ("another image with a text", "<a href=/x><img src=a.jpg alt=''><img src=b.jpg alt=Saws></a>", False),
    ("an alternative text of its own", "<a href=/x><img src=a.jpg alt=Saws></a>", False),
    ("a label on the link", "<a href=/x aria-label=Saws><img src=a.jpg alt=''></a>", False),
    ("a title on the image", "<a href=/x><img src=a.jpg alt='' title=Saws></a>", False),
    ("a script is no text", "<a href=/x><img src=a.jpg alt=''><script>a</script></a>", True),
    ("the title of the same teaser", "<a href=/x><img src=a.jpg alt=''></a><p><a href=/x>Saws</a></p>", False),
    ("a link to another place", "<a href=/x><img src=a.jpg alt=''></a><p><a href=/y>Saws</a></p>", True),
    ("hidden from screen readers", "<a href=/x aria-hidden=true><img src=a.jpg alt=''></a>", False),
    ("a target of fragments", "<a name=x><img src=a.jpg alt=''></a>", False),
    ("no link", "<img src=a.jpg alt=''>", False),
]


@pytest.mark.parametrize(("body", "silent"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_silent(body: str, silent: bool) -> None:
    page = page_of(f"<!doctype html><title>T</title><body><main>{body}</main>")
    content = read_content(page, read_head(page, None))
    assert content.images[0].silent is silent


def test_an_unclosed_link_full_of_images_takes_no_longer() -> None:
    page = page_of(b"<a href=/x>" + fill(b"<img src=a>", 300_000))
    assert not any(image.silent for image in read_content(page, read_head(page, None)).images)
