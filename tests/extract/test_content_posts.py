"""Pages that list posts, told from the page of one post."""

from __future__ import annotations

import pytest
from content_helpers import SENTENCE, content, prose


def card(number: int, text: str, *, tag: str = "article", heading: str = "h2") -> str:
    title = f'<{heading}><a href="/blog/post-number-{number}">Post number {number}</a></{heading}>'
    return f"<{tag}>{title}{text}</{tag}>"


EXCERPT = f"<p>{SENTENCE}</p>"

LISTINGS = {
    "a blog index of full posts": "".join(card(i, prose(4)) for i in range(4)),
    "an archive of excerpts under its own heading": "<h1>Category: tyres</h1>"
    + "".join(card(i, EXCERPT) for i in range(8)),
    "a list of cards that are links": "".join(
        f'<li><a href="/blog/post-{i}"><h3>Post {i}</h3><p>{SENTENCE}</p></a></li>' for i in range(6)
    ),
    "titles and paragraphs side by side": "".join(
        f'<h2><a href="/blog/post-{i}">Post {i}</a></h2>{prose(3)}' for i in range(5)
    ),
    "posts with bookmarks and dates that repeat the address": "".join(
        f'<div class="hentry"><h2><a href="/blog/post-{i}" rel="bookmark">Post {i}</a></h2>{EXCERPT}'
        f'<a rel="bookmark" href="/blog/post-{i}">May {i}</a></div>'
        for i in range(1, 6)
    ),
    "two full posts": card(1, prose(5)) + card(2, prose(6)),
}

PERMALINKS = {
    "one post": f"<h1>Winter tyres</h1>{prose(6)}",
    "one post with teasers of others": f"<article><h1>Winter tyres</h1>{prose(6)}</article>"
    + "".join(card(i, EXCERPT, heading="h3") for i in range(6)),
    "one post whose title links to itself": '<article><h1><a href="/blog/winter-tyres-for-cargo-bikes">Winter tyres</a>'
    f"</h1>{prose(6)}</article>" + "".join(card(i, EXCERPT, heading="h3") for i in range(4)),
    "one post with a linked heading inside it": f"<h1>Winter tyres</h1><div>{prose(4)}"
    f'<h3><a href="/author/anna">About Anna</a></h3>{EXCERPT}</div>'
    + "".join(card(i, "", heading="h3") for i in range(4)),
    "a list of products inside one post": "<h1>The five best</h1><div>"
    + "".join(f'<h3><a href="/shop/tyre-{i}">Tyre {i}</a></h3>{prose(1)}' for i in range(5))
    + "</div>",
    "one post under linked sections of the site": '<nav><h2><a href="/news">News</a></h2>'
    f'<h2><a href="/shop">Shop</a></h2></nav><h1>Winter tyres</h1>{prose(5)}',
    "teasers in an aside": f"<h1>Winter tyres</h1>{prose(2)}<aside>"
    + "".join(card(i, prose(1, 4)) for i in range(6))
    + "</aside>",
    "a page without text": "",
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_page_that_lists_posts_says_how_many(name: str) -> None:
    found = content(LISTINGS[name], url="https://example.com/blog/")
    assert found.posts == max(2, LISTINGS[name].count("<h2><a") + LISTINGS[name].count("<h3>Post"))


@pytest.mark.parametrize("name", PERMALINKS)
def test_the_page_of_one_post_lists_none(name: str) -> None:
    assert content(PERMALINKS[name]).posts == 0


def test_running_text_of_listed_posts_is_not_the_pages_own() -> None:
    assert content(LISTINGS["a blog index of full posts"]).prose_words == 0
    assert content(PERMALINKS["one post with teasers of others"]).prose_words >= 6 * 3 * 20


def test_titles_that_lead_to_other_sites_are_no_posts() -> None:
    links = "".join(
        f'<article><h2><a href="https://other.example/p{i}">P</a></h2>{EXCERPT}</article>' for i in range(6)
    )
    assert content(links).posts == 0
