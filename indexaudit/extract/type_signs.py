"""The signs of a page's type, source by source: structured data, share metadata, templates, address, text.

Every reader gives signs with a weight: 2 and more states the type, 1 points to it, less leans. Only their order of
size matters; they were set on real pages of publishers, blogs, shops and platforms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import is_article, is_page, label, main_entities
from indexaudit.facts import Cards, Content, Head, Links, Node, Permalink, StructuredData
from indexaudit.model import PageKind

__all__ = ["Sign", "from_cards", "from_data", "from_template", "from_text"]

HOME, LISTING, ARTICLE, POST = PageKind.HOME, PageKind.LISTING, PageKind.ARTICLE, PageKind.POST
PROFILE, VIDEO, PRODUCT, OTHER = PageKind.PROFILE, PageKind.VIDEO, PageKind.PRODUCT, PageKind.OTHER


class Sign(NamedTuple):
    """One thing that speaks for a type, or against it when the weight is below 0."""

    kind: PageKind
    weight: float
    text: str
    """In plain words."""


# --- structured data --------------------------------------------------------------------------------------------------

_POSTINGS: Final = frozenset({"SocialMediaPosting", "DiscussionForumPosting", "QAPage", "Question", "Comment"})
_ENTITY: Final = {
    "VideoObject": (VIDEO, 1.6),
    "Movie": (OTHER, 1.5),
    "TVEpisode": (VIDEO, 1.0),
    "Product": (PRODUCT, 2.2),
    "ProductGroup": (PRODUCT, 2.2),
    "IndividualProduct": (PRODUCT, 2.2),
    "SoftwareApplication": (PRODUCT, 1.0),
    "MobileApplication": (PRODUCT, 1.0),
    "Book": (PRODUCT, 0.8),
    "Recipe": (ARTICLE, 1.6),
    "HowTo": (ARTICLE, 1.2),
    "Review": (ARTICLE, 0.8),
    "Event": (OTHER, 1.2),
    "NewsEvent": (OTHER, 0.8),
    "Course": (OTHER, 1.2),
    "PodcastEpisode": (OTHER, 1.5),
    "RadioEpisode": (OTHER, 1.5),
    "MusicRecording": (OTHER, 1.5),
}
_PAGE: Final = {
    "ProfilePage": (PROFILE, 2.5),
    "CollectionPage": (LISTING, 1.6),
    "SearchResultsPage": (LISTING, 2.5),
    "AboutPage": (OTHER, 2.0),
    "ContactPage": (OTHER, 2.0),
    "CheckoutPage": (OTHER, 2.0),
    "ItemPage": (PRODUCT, 0.5),
    "FAQPage": (OTHER, 0.3),
    "QAPage": (POST, 2.0),
}
_NODES: Final = 100
"""Top-level things that are looked at."""
_MANY: Final = 3
"""Articles that none can be told from: a list of them."""


def from_data(data: StructuredData, urls: Iterable[str], titles: Iterable[str]) -> Iterable[Sign]:
    """What the page says that it is. Things that describe its neighbours say nothing, but many of them make a list."""
    main = main_entities(data, urls, titles)
    articles = [node for node in main if is_article(node) and not is_page(node)]
    # A list of questions and answers is often part of a page about something else.
    asked = not any(node.is_a("FAQPage") for node in data.nodes)
    postings = [n for n in main if n.is_a(*_POSTINGS) and not _is_essay(n) and (asked or not n.is_a("Question"))]
    if postings:
        yield Sign(POST, 2.4, f"structured data: {label(postings[0])}")
    elif articles:
        yield Sign(ARTICLE, 2.4, f"structured data: {label(articles[0])}")
    for node in data.nodes[:_NODES]:
        for name in node.types:
            if name in _PAGE:
                kind, weight = _PAGE[name]
                # A template for everything often calls the page of one article a collection.
                yield Sign(kind, weight * (0.5 if articles else 1), f"structured data: {label(node)}")
    for node in main if not (articles or postings) else ():
        for name in node.types:
            if name in _ENTITY:
                kind, weight = _ENTITY[name]
                yield Sign(kind, weight, f"structured data: {label(node)}")
    lists = [node for node in data.nodes if node.is_a("ItemList", "Blog", "OfferCatalog", "SearchResultsPage")]
    items = sum(len(_items(node)) for node in lists)
    neighbours = [node for node in data.nodes if is_article(node) and node not in main]
    if not articles and not postings and max(items, len(neighbours)) >= _MANY:
        yield Sign(LISTING, 1.6, f"structured data: {max(items, len(neighbours))} things, none of them this page")


def _is_essay(node: Node) -> bool:
    return node.is_a("Article", "BlogPosting", "NewsArticle")


def _items(node: Node) -> tuple[Node, ...]:
    return node.nodes("itemListElement") + node.nodes("blogPost") + node.nodes("blogPosts")


# --- share metadata ---------------------------------------------------------------------------------------------------


_OG_TYPES: Final = {
    **dict.fromkeys(("article", "blogpost", "news", "newsarticle", "post", "story"), (ARTICLE, 1.2)),
    **dict.fromkeys(("video", "video.movie", "video.episode", "video.tv_show", "video.other"), (VIDEO, 1.6)),
    **dict.fromkeys(("product", "product.item", "product.group"), (PRODUCT, 2.0)),
    **dict.fromkeys(("music.song", "music.album", "music.playlist", "book", "place", "event"), (OTHER, 1.0)),
    "profile": (PROFILE, 1.6),
    "blog": (LISTING, 0.5),
    "website": (ARTICLE, -0.2),
}


def from_cards(cards: Cards, head: Head) -> Iterable[Sign]:
    """``og:type`` and what goes with a type. An index page that calls itself an article is common: it only points."""
    declared = (cards.text("og:type") or "").lower()
    kind, weight = _OG_TYPES.get(declared, _OG_TYPES.get(declared.rpartition(":")[2], (None, 0.0)))
    if kind is not None:
        yield Sign(kind, weight, f"og:type {declared}")
    if cards.first("article:published_time") or head.meta("article:published_time", "date", "pubdate", "dc.date"):
        yield Sign(ARTICLE, 0.8, "a meta tag gives the date of publication")
    if cards.first("product:price:amount", "og:price:amount"):
        yield Sign(PRODUCT, 1.0, "a meta tag gives a price")
    if (cards.text("twitter:card") or "").lower() == "player":
        yield Sign(VIDEO, 0.6, "twitter:card player")


# --- templates --------------------------------------------------------------------------------------------------------

_TEMPLATES: Final = (
    # WordPress body_class(), Blogger, Ghost, Drupal, Shopify, Squarespace, Discourse, MediaWiki, Medium-like themes
    (ARTICLE, 1.6, ("single",)),
    (ARTICLE, 2.2, ("single-post", "post-template", "item-view", "node-type-article", "node-type-blog",
                    "page-node-type-article", "page-node-type-blog", "template-article", "view-item", "node-type-story",
                    "node-type-news", "section-article")),
    (PRODUCT, 2.6, ("single-product", "template-product", "product-template-default", "catalog-product-view",
                    "node-type-product", "page-product")),
    (LISTING, 2.4, ("archive", "category", "tag", "author", "search-results", "tag-template", "author-template",
                    "home-template", "page-taxonomy", "template-collection", "template-blog", "paged", "date",
                    "view-list", "page-taxonomy-term", "catalog-category-view", "collection-template")),
    (LISTING, 1.0, ("blog", "index", "home-view", "archive-view", "search-view")),
    (HOME, 1.4, ("home", "front", "template-index", "front-page", "homepage", "path-frontpage", "page-home")),
    (OTHER, 1.2, ("page-template-default", "page-template", "static_page", "node-type-page", "page-node-type-page",
                  "template-page", "error404")),
    (POST, 2.0, ("archetype-regular", "single-topic", "viewtopic", "topic-page")),
    (VIDEO, 1.8, ("single-video", "node-type-video", "video-page", "page-video")),
)  # fmt: skip
_LOOSE: Final = frozenset({"category", "tag", "author", "blog", "index", "date", "home"})
"""Words that some themes put on the body of every page: a single post's template outweighs them."""


_STOCK: Final = frozenset({"index", "home"})
"""What the theme that comes with Pelican writes on the body of every page."""
_STARTS: Final = frozenset(str.split("accueil default frontpage home index inicio main start startseite welcome"))
"""Last parts of addresses by which sites call their home page."""
_FRONT: Final = 0.5
"""What is left of a template's name where the address is that of a part of the site with one word: it may be the front
of a site in a folder, and is not by the template alone."""


def from_template(page: Page, permalink: Permalink) -> Iterable[Sign]:
    """Classes of ``<body>`` and ``<html>`` by which common systems name their templates.

    A home page is one by its address: a theme that calls every page one says nothing of an address below.
    """
    if page.tree is None:
        return
    body = page.tree.find("body")
    elements = [page.tree] if body is None else [body, page.tree]
    tokens = set(" ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in elements)[:4_000].lower().split())
    starts = permalink.is_root or permalink.segment.lower() in _STARTS
    if not starts and tokens >= _STOCK:
        tokens -= _STOCK
    # "/shop/" may be the front of a site in a folder; "/shop.html" and "/our-shop/" are not.
    front = _FRONT if len(permalink.words) <= 1 and page.url.partition("?")[0].endswith("/") else 0
    single = bool(tokens & {"single", "single-post", "post-template", "item-view", "single-product"})
    for kind, weight, names in _TEMPLATES:
        found = [name for name in names if name in tokens]
        if single:
            found = [name for name in found if name not in _LOOSE and not (kind is LISTING and name == "archive")]
        if found and (share := 1 if kind is not HOME or starts else front):
            yield Sign(kind, weight * share, f"the template is called {found[0]}")


# --- text -------------------------------------------------------------------------------------------------------------

_LINKED_LARGELY: Final = 0.6


def from_text(content: Content, links: Links) -> Iterable[Sign]:
    """How much running text there is, and whose it is."""
    prose = content.prose_words
    if content.posts >= 2:
        weight = 2.0 if content.posts < 5 else 2.6
        yield Sign(LISTING, weight, f"it lists {content.posts} posts that have pages of their own")
        return
    if prose >= 400:
        yield Sign(ARTICLE, 1.4, f"{prose} words of running text of its own")
    elif prose >= 150:
        yield Sign(ARTICLE, 1.0, f"{prose} words of running text of its own")
    elif prose >= 60:
        yield Sign(ARTICLE, 0.4, f"{prose} words of running text of its own")
    elif content.shell is None:
        yield Sign(ARTICLE, -0.6, "hardly any running text")
    linked = sum(link.text.count(" ") + 1 for link in links.links if link.text)
    if content.visible_words >= 100 and prose < 100 and linked >= _LINKED_LARGELY * content.visible_words:
        yield Sign(LISTING, 0.5, "most of its words are links")
    if prose < 80 and ({"video", "audio"} & set(content.media)):
        yield Sign(VIDEO, 0.8, "a player and hardly any text")
