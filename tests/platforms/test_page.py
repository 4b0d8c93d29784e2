"""The page itself says who makes it."""

from __future__ import annotations

import pytest

from indexaudit.config import Brand, Config
from indexaudit.facts import Head
from indexaudit.page_facts import PageFactReader
from indexaudit.platforms.page import read_page, software_of
from indexaudit.testing import snapshot


def head_of(html: str, url: str = "https://site.example/plum-jam/") -> Head:
    found = PageFactReader(snapshot(html=html, url=url), Config()).get(Head)
    assert isinstance(found, Head)
    return found


@pytest.mark.parametrize(
    ("markup", "software"),
    [
        pytest.param('<meta name="generator" content="WordPress 6.5.2">', "wordpress", id="generator"),
        pytest.param('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "drupal", id="upper case"),
        pytest.param('<meta name="generator" content="Hugo 0.126.0">', "static", id="static generator"),
        pytest.param('<meta name="generator" content="Discourse 3.3">', "discourse", id="forum"),
        pytest.param('<meta name="generator" content="Site Kit by Google 1.1"><meta name="generator" content="WordPress 6.5">',
                     "wordpress", id="a plugin before it"),
        pytest.param('<link rel="icon" href="https://cdn.shopify.com/s/files/1/icon.png">', "shopify", id="asset"),
        pytest.param('<meta property="og:image" content="https://static1.squarespace.com/a.jpg">', "squarespace", id="share image"),
        pytest.param('<link rel="alternate" type="application/rss+xml" href="/feeds/posts/default?alt=rss">', "blogger", id="feed"),
        pytest.param('<meta name="generator" content="my own hands">', None, id="unknown generator"),
        pytest.param("", None, id="nothing"),
    ],
)  # fmt: skip
def test_software(markup: str, software: str | None) -> None:
    assert software_of(head_of(f"<title>Plum jam</title>{markup}")) == software


WORDPRESS = '<meta name="generator" content="WordPress 6.5">'
ARTICLE = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    ("url", "markup", "platform", "kind", "basis"),
    [
        pytest.param("https://site.example/plum-jam/", "", "web", "page", "path", id="nothing said"),
        pytest.param("https://site.example/plum-jam/", WORDPRESS, "wordpress", "page", "page", id="software"),
        pytest.param("https://site.example/plum-jam/", WORDPRESS + ARTICLE, "wordpress", "article", "page", id="a post"),
        pytest.param("https://site.example/plum-jam/", ARTICLE, "web", "article", "page", id="a post of unknown software"),
        pytest.param("https://site.example/", WORDPRESS, "wordpress", "home", "page", id="home"),
        pytest.param("https://site.example/post/plum-jam", WORDPRESS, "wordpress", "page", "page", id="not Wix after all"),
        pytest.param("https://site.example/user/3", '<meta name="generator" content="Drupal 10">', "drupal", "profile", "page",
                     id="told by the page alone"),
        pytest.param("https://site.example/blogs/news", '<link rel=icon href="//cdn.shopify.com/i.png">', "shopify", "listing", "page",
                     id="Shopify"),
        pytest.param("https://x.com/nasa", WORDPRESS, "x", "profile", "host", id="a host that is claimed stays"),
    ],
)  # fmt: skip
def test_what_the_page_overrules(url: str, markup: str, platform: str, kind: str, basis: str) -> None:
    address = read_page(url, head_of(f"<title>Plum jam</title>{markup}", url))
    assert (address.platform, address.kind, address.basis) == (platform, kind, basis)


def test_the_channel_follows() -> None:
    head = head_of(f"<title>Plum jam</title>{WORDPRESS}{ARTICLE}")
    assert read_page("https://site.example/plum-jam/", head).channel == "blog"
    assert read_page("https://site.example/plum-jam/", head, Brand(domains=("site.example",))).channel == "blog"
    plain = head_of(f"<title>Plum jam</title>{WORDPRESS}")
    assert read_page("https://site.example/plum-jam/", plain, Brand(domains=("site.example",))).channel == "site"
