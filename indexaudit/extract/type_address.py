"""What the shape of an address says about the type of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indexaudit.extract.type_signs import (
    ARTICLE,
    HOME,
    LISTING,
    OTHER,
    POST,
    PRODUCT,
    PROFILE,
    VIDEO,
    Sign,
)
from indexaudit.facts import Permalink
from indexaudit.model import Address, PageType

__all__ = ["from_address", "type_unseen"]

_KINDS: Final = {
    "home": HOME,
    **dict.fromkeys(("article", "newsletter", "note", "readme"), ARTICLE),
    **dict.fromkeys(
        ("post", "photo", "story", "question", "answer", "topic", "discussion", "comment", "review", "issue", "repost",
         "group_post", "message", "share"),
        POST,
    ),
    **dict.fromkeys(("video", "short_video", "live"), VIDEO),
    **dict.fromkeys(("profile", "page", "channel", "community", "group"), PROFILE),
    **dict.fromkeys(("listing", "search", "feed", "playlist", "album", "board"), LISTING),
    "product": PRODUCT,
    **dict.fromkeys(("login_wall", "invite", "event", "job", "file", "repo", "gist", "embed", "redirect"), OTHER),
}  # fmt: skip
"""Kinds of the platform files by type."""

_LISTS: Final = frozenset(
    {
        "tag", "tags", "category", "categories", "kategorie", "kategorien", "categoria", "categorie", "label", "labels",
        "author", "authors", "autor", "autoren", "auteur", "archive", "archives", "search", "suche",
        "schlagwort", "etiqueta", "keyword", "genindex", "py-modindex",
    }
)  # fmt: skip
_TOPICS: Final = frozenset({"topics", "topic", "themen", "thema", "collections", "collection", "series", "dossier"})
"""Parts below which lists stand, and single pages as well."""
_SECTIONS: Final = frozenset(
    {
        "blog", "blogs", "news", "newsroom", "articles", "stories", "posts", "magazine", "magazin", "press", "journal",
        "aktuelles", "artikel", "actualites", "noticias", "podcast", "podcasts", "videos", "latest", "insights",
        "resources",
    }
)  # fmt: skip
_ARTICLES: Final = frozenset(
    {
        "article", "articles", "artikel", "story", "stories", "news", "blog", "blogs", "post", "posts", "archives",
        "opinion", "nachrichten", "noticia", "noticias", "actualite", "magazin", "magazine", "entry", "journal",
        "kolumne",
    }
)  # fmt: skip
_POSTS: Final = frozenset(
    {
        "status", "statuses", "comments", "pin", "post", "posts", "p", "t", "thread", "threads", "topic", "topics",
        "question", "questions",
    }
)  # fmt: skip
_SOCIAL: Final = frozenset({"status", "statuses", "comments", "pin"})
"""What only platforms of short posts call them."""
_VIDEOS: Final = frozenset(
    {"video", "videos", "watch", "embed", "reel", "shorts", "clip", "clips", "player", "v", "mediathek"}
)
_PRODUCTS: Final = frozenset(
    {"product", "products", "produkt", "produkte", "producto", "produit", "dp", "item", "itm", "listing", "shop"}
)
_PROFILES: Final = frozenset({"user", "users", "profile", "profiles", "u", "in", "company"})
_PERHAPS_PROFILES: Final = frozenset({"channel", "member", "members", "people", "c"})
_PLAIN: Final = frozenset(
    {
        "about", "about-us", "ueber-uns", "contact", "kontakt", "impressum", "imprint", "privacy", "datenschutz",
        "terms", "agb", "login", "signup", "register", "faq", "help", "careers", "jobs", "team", "mentions-legales",
        "legal",
    }
)  # fmt: skip
_LANGUAGE: Final = re.compile(r"^[a-z]{2}(?:[-_][a-z]{2})?$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^\d{4,}$")
_IDENTIFIER: Final = re.compile(r"^(?=[a-z_]{0,40}\d)[a-z0-9_]{4,40}$|^\d+$", re.IGNORECASE)
_YEAR: Final = re.compile(r"^(?:19|20)\d\d$")
_PAGED: Final = re.compile(r"^(?:page|seite|pagina|p)[-_/]?\d{1,4}$", re.IGNORECASE)
_INDEX_PAGED: Final = re.compile(r"^index[2-9]\d{0,3}$|^index1\d{1,3}$")
"""``index2.html``, as Pelican has it."""
_ENDING: Final = re.compile(r"\.(?:x?html?|php|aspx?)$", re.IGNORECASE)
"""Of files: ``/about.html`` is named like ``/about/``."""


def from_address(url: str, address: Address, permalink: Permalink) -> Iterable[Sign]:
    """The platform's grammar first, then the root, then what sites commonly call their parts."""
    # What only the shape of the path tells is read below; on the hosts of blog software a "page" may be an article.
    if address.kind in _KINDS and address.basis == "host" and address.channel not in ("blog", "site"):
        yield Sign(
            _KINDS[address.kind], 2.6, f"the address is that of a {address.kind} on {address.platform or 'the web'}"
        )
    names = _names(url)
    identity = permalink.identity_parameters
    if permalink.is_root and not identity and permalink.route_fragment is None:
        yield Sign(HOME, 5.0, "the address is the root of its host")
        return
    if len(names) == 1 and _LANGUAGE.match(names[0]):
        yield Sign(HOME, 2.4, "the address is the root of a language")
        return
    yield from _lists(names, permalink)
    yield from _items(names, address, permalink)


def _lists(names: list[str], permalink: Permalink) -> Iterable[Sign]:
    parameters = {name for name, _ in permalink.parameters}
    last = names[-1] if names else ""
    if ("s" in parameters and not names) or ("q" in parameters and ("search" in last or not names)):
        yield Sign(LISTING, 2.0, "the address is a search")
    if _INDEX_PAGED.match(last) or (
        len(names) >= 2 and (_PAGED.match(last) or (names[-2] in ("page", "seite") and last.isdigit()))
    ):
        yield Sign(LISTING, 2.0, "the address is a page of a list")
    below = next((i for i, name in enumerate(names) if name in _LISTS), None)
    if below is not None and 1 <= len(names) - below <= 3 and len(permalink.words) <= 3 and not _NUMBER.match(last):
        yield Sign(LISTING, 1.8, f"the address is below /{names[below]}/")
    elif below is None and len(names) == 2 and names[0] in _TOPICS and len(permalink.words) <= 2:
        yield Sign(LISTING, 0.9, f"the address is below /{names[0]}/")
    if names and all(name.isdigit() for name in names) and _YEAR.match(names[0]) and len(names) <= 3:
        yield Sign(LISTING, 2.0, "the address is a date")
    if last in _SECTIONS and len(names) <= 2 and not permalink.identity_parameters:
        yield Sign(LISTING, 1.2, f"the address is that of a section: /{last}")


def _items(names: list[str], address: Address, permalink: Permalink) -> Iterable[Sign]:
    last = names[-1] if names else ""
    parents = set(names[:-1])
    words = len(permalink.words)
    post = _post(names, words)
    if post:
        yield Sign(POST, post, "the address is shaped like that of a post or thread")
    yield from _accounts(names, words)
    if last in _PLAIN:
        yield Sign(OTHER, 1.8, f"the address is that of a service page: /{last}")
    if parents & _VIDEOS or last == "watch":
        yield Sign(VIDEO, 1.4, "the address is below a section of videos")
    if parents & _PRODUCTS:
        yield Sign(PRODUCT, 1.0, "the address is below a section of products")
    if address.date is not None and (words or permalink.ids):
        yield Sign(ARTICLE, 1.2, f"the address holds a date: {address.date}")
    if words >= 2:
        yield Sign(ARTICLE, 0.7 if words >= 4 else 0.3, f"the address holds {words} words")
    if not post and parents & _ARTICLES and (words >= 2 or permalink.ids):
        yield Sign(ARTICLE, 0.7, f"the address is below /{next(n for n in names if n in _ARTICLES)}/")


def _accounts(names: list[str], words: int) -> Iterable[Sign]:
    first = names[0] if names else ""
    if first.startswith("@") and (len(names) == 1 or words < 2):
        yield Sign(PROFILE if len(names) == 1 else POST, 1.6, "the address is below an account name")
    if len(names) == 2 and first in _PROFILES | _PERHAPS_PROFILES:
        yield Sign(PROFILE, 2.8 if first in _PROFILES else 1.2, f"the address is below /{first}/")


def _post(names: list[str], words: int) -> float:
    """How far the address is that of a post: an identifier below a word for posts; more below an account."""
    for place, name in enumerate(names[:-1]):
        if name not in _POSTS:
            continue
        if any(_IDENTIFIER.match(later) for later in names[place + 1 : place + 3]):
            if name in _SOCIAL or names[0].startswith("@") or (place and names[0] in _PROFILES):
                return 3.4
            return 2.2 if words < 3 or name not in ("p", "post", "posts") else 0
    return 0


def _names(url: str) -> list[str]:
    """The parts of the path in lower case, the last without what tells a file from a page's name."""
    names = [part.lower() for part in _path(url).split("/") if part]
    if names and (last := _ENDING.sub("", names[-1])) != names[-1]:
        names = names[:-1] if last == "index" else [*names[:-1], last]
    return names


def _path(url: str) -> str:
    """The path of an absolute URL."""
    rest = url.partition("://")[2].partition("#")[0].partition("?")[0]
    return rest.partition("/")[2][:2_000]


def type_unseen(address: Address) -> PageType | None:
    """What a page is for whose address is all that is known: by the kind that its platform's grammar gives. Null where
    no platform claims the host."""
    if address.basis != "host" or address.kind not in _KINDS:
        return None
    kind = address.kind.replace("_", " ")
    return PageType(
        type=_KINDS[address.kind], confidence=0.5, basis=(f"the address is that of a {kind} on {address.platform}",)
    )
