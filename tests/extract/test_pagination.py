from __future__ import annotations

import pytest

from indexaudit.config import Limits
from indexaudit.extract.discussion import read_discussion
from indexaudit.extract.document import Page, parse
from indexaudit.extract.links import read_links
from indexaudit.extract.pagination import read_pagination

URL = "https://example.com/blog/"


def parsed(html: str) -> Page:
    return parse(
        html.encode(), url=URL, media_type="text/html", charset="utf-8", text=None, truncated=False, limits=Limits()
    )


def pagination(html: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    page = parsed(html)
    found = read_pagination(page, read_links(page))
    return found.next_pages, found.relations, found.more_button


@pytest.mark.parametrize(
    ("html", "next_pages", "relations", "button"),
    [
        ('<a href="/blog/page/2/">Older posts</a>', ("https://example.com/blog/page/2/",), (), False),
        ('<a href="?page=2">2</a><a href="?page=3">3</a>', (URL + "?page=2", URL + "?page=3"), (), False),
        ('<a rel="next" href="/blog/more-of-it">On</a>', ("https://example.com/blog/more-of-it",), (), False),
        ('<a href="/blog/2">›</a>', ("https://example.com/blog/2",), (), False),
        ('<a href="/blog/2">次へ</a>', ("https://example.com/blog/2",), (), False),
        ('<a href="/blog/2">Nächste Seite »</a>', ("https://example.com/blog/2",), (), False),
        ('<link rel="next" href="/blog/page/2/">', ("https://example.com/blog/page/2/",) * 1, ("https://example.com/blog/page/2/",), False),
        ('<button class="b">Load more</button>', (), (), True),
        ('<a href="#">Mehr laden</a>', (), (), True),
        ('<a href="javascript:void(0)">Show more</a>', (), (), True),
        ('<a href="/blog/next-steps">Next steps for gardeners</a>', (), (), False),
        ('<a href="/read/plums">Show more</a>', (), (), False),
        ('<a href="https://other.example/page/2/">2</a>', (), (), False),
        ('<a href="/blog/">Next</a>', (), (), False),
        ("<p>Nothing here leads on.</p>", (), (), False),
    ],
)  # fmt: skip
def test_what_leads_to_the_next_part_of_a_list(
    html: str, next_pages: tuple[str, ...], relations: tuple[str, ...], button: bool
) -> None:
    assert pagination(html) == (next_pages, relations, button)


def test_a_page_of_many_buttons_is_read_in_time_that_grows_with_it() -> None:
    html = "<button>x</button>" * 20_000 + '<a href="#">y</a>' * 20_000
    assert pagination(html)[2] is False


COMMENT = (
    '<li class="comment" id="comment-{n}"><div class="comment-body"><p>Plums dry best slowly, I think.</p></div></li>'
)


@pytest.mark.parametrize(
    ("html", "comments", "fragments"),
    [
        ('<ol class="commentlist">' + "".join(COMMENT.format(n=n) for n in range(3)) + "</ol>", 3, 3),
        ('<div id="comments"><div class="comment"><p>No id of its own stands here.</p></div></div>', 1, 0),
        ('<div id="disqus_thread"></div>', 0, 0),
        ('<ol class="commentlist"><li class="comment pingback" id="comment-9">Elsewhere</li></ol>', 0, 0),
        ("<p>No comments at all.</p>", 0, 0),
    ],
)
def test_comments_are_counted_and_so_are_those_that_a_fragment_can_name(
    html: str, comments: int, fragments: int
) -> None:
    found = read_discussion(
        parsed(f"<html><body><article><h1>Plums</h1><p>Dry them.</p></article>{html}</body></html>")
    )
    assert (found.comments, found.fragments) == (comments, fragments)
