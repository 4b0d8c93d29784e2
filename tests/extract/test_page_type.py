"""What a page is for, by the signs of every source."""

from __future__ import annotations

import pytest
from content_helpers import SENTENCE, head, page, prose

from indexaudit.extract.content import read_content
from indexaudit.extract.page_type import read_page_type
from indexaudit.facts import Cards, Links, Node, Property, StructuredData
from indexaudit.model import PageKind, PageType
from indexaudit.platforms.address import read_address
from indexaudit.web.permalinks import read_permalink


def node(*types: str, **properties: object) -> Node:
    values = {k: v if isinstance(v, tuple) else (v,) for k, v in properties.items()}
    return Node(types=types, id=None, properties=values, syntax="json-ld", line=1)  # type: ignore[arg-type]


def page_type(
    url: str,
    body: str = "",
    *,
    title: str = "",
    data: tuple[Node, ...] = (),
    cards: dict[str, str] | None = None,
) -> PageType:
    made = page(body, url=url)
    top = head(title)
    return read_page_type(
        made,
        read_address(url),
        read_permalink(url),
        top,
        Cards(
            properties=tuple(
                Property(name=k, content=v, attribute="property", line=1, byte=None) for k, v in (cards or {}).items()
            )
        ),
        StructuredData(nodes=data, broken=()),
        read_content(made, top),
        Links(links=(), total=0),
    )


CARDS = "".join(f'<article><h2><a href="/blog/post-{i}">Post {i}</a></h2><p>{SENTENCE}</p></article>' for i in range(8))
ARTICLE = f"<h1>Winter tyres for cargo bikes</h1>{prose(8)}"
SITE = "https://example.com"
NEIGHBOURS = tuple(node("BlogPosting", headline=f"Post {i}", url=f"{SITE}/blog/post-{i}") for i in range(6))

CASES: dict[str, tuple[str, dict[str, object]]] = {
    "the root of a host": ("home", {"url": f"{SITE}/", "body": CARDS}),
    "the root of a host that calls itself an article": (
        "home",
        {"url": f"{SITE}/", "body": ARTICLE, "cards": {"og:type": "article"}},
    ),
    "the root of a language": ("home", {"url": f"{SITE}/de/", "body": "<h1>Willkommen</h1>"}),
    "a post by its structured data": (
        "article",
        {"url": f"{SITE}/a7", "body": ARTICLE, "data": (node("BlogPosting", headline="Winter tyres for cargo bikes"),)},
    ),
    "a post by its address and text": ("article", {"url": f"{SITE}/2024/05/17/winter-tyres", "body": ARTICLE}),
    "a post by its template": (
        "article",
        {"url": f"{SITE}/winter", "body": f'<body class="post-template-default single single-post">{prose(3)}</body>'},
    ),
    "a post with teasers of others": ("article", {"url": f"{SITE}/blog/winter-tyres", "body": ARTICLE + CARDS}),
    "a post that is typed as a web page of questions too": (
        "article",
        {
            "url": f"{SITE}/credit/cars-and-bikes",
            "body": ARTICLE,
            "data": (node("FAQPage", mainEntity=node("Question", name="What does it cost?")),),
        },
    ),
    "a blog index": ("listing", {"url": f"{SITE}/blog/", "body": CARDS}),
    "a blog index that calls itself an article": (
        "listing",
        {"url": f"{SITE}/blog/", "body": CARDS, "cards": {"og:type": "article"}},
    ),
    "a category by its address": ("listing", {"url": f"{SITE}/category/tyres/", "body": CARDS}),
    "a post of a theme that calls every page its home": (
        "article",
        {"url": f"{SITE}/salinity-logger.html", "body": f'<body id="index" class="home">{ARTICLE}</body>'},
    ),
    "a short note of such a theme": (
        "other",
        {"url": f"{SITE}/notes.html", "body": '<body id="index" class="home"><h1>Notes</h1><p>Short.</p></body>'},
    ),
    "a short note in a folder of such a theme": (
        "other",
        {"url": f"{SITE}/notes/", "body": '<body id="index" class="home"><h1>Notes</h1><p>Short.</p></body>'},
    ),
    "a deep page whose body says front page": (
        "other",
        {"url": f"{SITE}/valley/our-front/", "body": '<body class="front-page"><h1>Valley</h1><p>Short.</p></body>'},
    ),
    "a home page that has a name": (
        "home",
        {"url": f"{SITE}/home", "body": '<body class="page-home"><h1>Plums</h1><p>Short.</p></body>'},
    ),
    "a category by its template": (
        "listing",
        {"url": f"{SITE}/tyres/", "body": f'<body class="archive category category-tyres">{CARDS}</body>'},
    ),
    "an index by the many posts of its structured data": (
        "listing",
        {"url": f"{SITE}/latest-posts/", "body": "<h1>All posts</h1>", "data": NEIGHBOURS},
    ),
    "an index by its item list": (
        "listing",
        {
            "url": f"{SITE}/all/",
            "body": "<h1>All</h1>",
            "data": (node("ItemList", itemListElement=NEIGHBOURS),),
        },
    ),
    "a month of an archive": ("listing", {"url": f"{SITE}/2024/05/", "body": CARDS}),
    "the second page of a list": ("listing", {"url": f"{SITE}/blog/page/2/", "body": CARDS}),
    "a search as a file": (
        "listing",
        {"url": f"{SITE}/docs/search.html", "body": "<h1>Search</h1><form><input></form>"},
    ),
    "the list of all authors as a file": ("listing", {"url": f"{SITE}/authors.html", "body": f"<ul>{CARDS}</ul>"}),
    "a section as a file": ("listing", {"url": f"{SITE}/posts.html", "body": CARDS}),
    "a service page as a file": ("other", {"url": f"{SITE}/about.html", "body": f"<h1>About</h1><p>{SENTENCE}</p>"}),
    "the second part of a list as a file": ("listing", {"url": f"{SITE}/index2.html", "body": CARDS}),
    "the general index of a manual": ("listing", {"url": f"{SITE}/genindex.html", "body": "<h1>Index</h1><p>P</p>"}),
    "a search": ("listing", {"url": f"{SITE}/?s=tyres", "body": CARDS}),
    "a product": (
        "product",
        {"url": f"{SITE}/shop/winter-tyre", "body": prose(2), "data": (node("Product", name="Winter tyre"),)},
    ),
    "a video": (
        "video",
        {
            "url": f"{SITE}/watch?v=a1b2c3",
            "body": "<h1>Riding in snow</h1><video></video>",
            "data": (node("VideoObject", name="Riding in snow"),),
            "cards": {"og:type": "video.other"},
        },
    ),
    "an article with a video": (
        "article",
        {
            "url": f"{SITE}/riding-in-deep-snow",
            "body": f"<h1>Riding in snow</h1><video></video>{prose(8)}",
            "data": (node("NewsArticle", headline="Riding in snow"), node("VideoObject", name="The ride")),
        },
    ),
    "a profile by its structured data": (
        "profile",
        {"url": f"{SITE}/anna", "body": "<h1>Anna</h1>", "data": (node("ProfilePage", mainEntity=node("Person")),)},
    ),
    "a profile by its account name": ("profile", {"url": f"{SITE}/@anna", "body": "<h1>Anna</h1>"}),
    "the publisher is no profile": (
        "article",
        {"url": f"{SITE}/winter-tyres-for-bikes", "body": ARTICLE, "data": (node("Organization", name="Example"),)},
    ),
    "a short post by its address": ("post", {"url": f"{SITE}/anna/status/1234567890", "body": "<p>Snow again!</p>"}),
    "a short post that calls itself an article": (
        "post",
        {
            "url": f"{SITE}/anna/status/1234567890",
            "body": f"<p>{SENTENCE}</p>",
            "cards": {"og:type": "article", "article:published_time": "2024-05-17"},
        },
    ),
    "a short post by its structured data": (
        "post",
        {"url": f"{SITE}/x/99", "body": "<p>Snow!</p>", "data": (node("SocialMediaPosting", headline="Snow!"),)},
    ),
    "a thread": (
        "post",
        {
            "url": f"{SITE}/t/which-tyre/4711",
            "body": prose(3),
            "data": (node("DiscussionForumPosting", headline="Which tyre?"),),
        },
    ),
    "a slug below /post/ is an article": ("article", {"url": f"{SITE}/post/how-to-ride-in-snow", "body": ARTICLE}),
    "an imprint": ("other", {"url": f"{SITE}/impressum", "body": "<h1>Impressum</h1><p>Example Ltd</p>"}),
    "an about page": (
        "other",
        {"url": f"{SITE}/about", "body": f"<h1>About us</h1>{prose(2)}", "data": (node("AboutPage"),)},
    ),
    "a page that says nothing": ("other", {"url": f"{SITE}/x7", "body": ""}),
}


@pytest.mark.parametrize("name", CASES)
def test_the_type_is_what_the_page_is_for(name: str) -> None:
    kind, arguments = CASES[name]
    found = page_type(**arguments)  # type: ignore[arg-type]
    assert found.type == PageKind(kind), found
    assert 0 < found.confidence <= 1
    assert found.basis
    assert len(set(found.basis)) == len(found.basis)


def test_a_stated_type_is_surer_than_a_concluded_one() -> None:
    stated = page_type(
        f"{SITE}/blog/winter-tyres",
        ARTICLE,
        data=(node("BlogPosting", headline="Winter tyres for cargo bikes"),),
        cards={"og:type": "article"},
    )
    concluded = page_type(f"{SITE}/a7", prose(3))
    assert stated.type is concluded.type is PageKind.ARTICLE
    assert stated.confidence >= 0.9 > concluded.confidence
    assert stated.basis[0] == "structured data: json-ld BlogPosting"


def test_behind_a_bot_check_only_the_address_tells() -> None:
    found = page_type(f"{SITE}/2024/05/17/winter-tyres", "<h1>Just a moment</h1>", title="Just a moment...")
    assert found.type in (PageKind.ARTICLE, PageKind.OTHER)
    assert found.confidence < 0.7
    video = page_type(f"{SITE}/watch?v=a1", "<h1>Just a moment</h1>", cards={"og:type": "product"})
    assert video.type is not PageKind.PRODUCT


def test_behind_a_login_the_head_still_tells() -> None:
    found = page_type(
        f"{SITE}/winter-tyres",
        '<h1>Log in to continue</h1><input type="password">',
        data=(node("NewsArticle", headline="Winter tyres"),),
    )
    assert found.type is PageKind.ARTICLE
