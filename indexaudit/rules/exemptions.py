"""The one table of page types on which a rule has nothing to judge, each row with its reason.

A rule names its row (``not_on=WITHOUT_PROSE``); the engine then answers skip. A rule that is milder on some types
without skipping reads the row inside.
"""

from __future__ import annotations

from typing import Final

from indexaudit.model import PageKind

__all__ = [
    "FOR_ARTICLES",
    "FOR_HOME_PAGES",
    "FOR_LISTINGS",
    "FOR_TEXTS",
    "NAMED_BY_ITS_OWNER",
    "NO_PART_OF_A_BLOG",
    "PICTURED_BY_A_LOGO",
    "SHOWN_IN_DISCOVER",
    "WITHOUT_LONG_TEXT",
    "WITHOUT_MESSAGE",
]

_ALL: Final = frozenset(PageKind)


def _all_but(*kinds: PageKind) -> tuple[PageKind, ...]:
    return tuple(sorted(_ALL - set(kinds), key=list(PageKind).index))


WITHOUT_LONG_TEXT: Final = (PageKind.HOME, PageKind.LISTING, PageKind.PROFILE, PageKind.VIDEO)
"""Pages that lead to texts, or to one recording, and need none of their own. A product keeps a floor of 50 words."""

WITHOUT_MESSAGE: Final = (PageKind.HOME, PageKind.LISTING, PageKind.PROFILE, PageKind.PRODUCT)
"""Pages whose pictures show what they lead to or sell, and carry no message of their own."""

NAMED_BY_ITS_OWNER: Final = (PageKind.HOME, PageKind.PROFILE)
"""Pages whose whole title may be a name: short, and that of the site."""

FOR_ARTICLES: Final = _all_but(PageKind.ARTICLE)
"""Rules that only a text with an author's headline can keep: article markup, subheadings."""

FOR_TEXTS: Final = _all_but(PageKind.ARTICLE, PageKind.POST)
"""Rules on who wrote a text and when: lists, shops and profiles have no author and no date."""

FOR_HOME_PAGES: Final = _all_but(PageKind.HOME)
"""Rules that Google documents for the home page of a host alone: site name, organisation."""

PICTURED_BY_A_LOGO: Final = (PageKind.HOME, PageKind.LISTING, PageKind.PROFILE, PageKind.OTHER)
"""Pages that stand for their owner: a logo is a fair picture of them."""

SHOWN_IN_DISCOVER: Final = _all_but(PageKind.ARTICLE, PageKind.POST, PageKind.VIDEO)
"""Rules on the large preview of a single work: feeds such as Discover show no lists, shops and profiles."""

NO_PART_OF_A_BLOG: Final = (PageKind.PROFILE, PageKind.VIDEO, PageKind.PRODUCT, PageKind.OTHER)
"""Pages that are neither posts nor lists of posts: nobody follows a shop or a contact page by a feed."""

FOR_LISTINGS: Final = _all_but(PageKind.LISTING, PageKind.HOME)
"""Rules on pages that list others."""
