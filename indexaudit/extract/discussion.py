"""The discussion under a post: how many comments are in the served HTML, and how many of them a fragment can name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indexaudit.extract.comments import comment_areas, comment_items
from indexaudit.extract.document import Page
from indexaudit.extract.paths import Element

__all__ = ["Discussion", "read_discussion"]

_MOST: Final = 2_000
"""Comments that are counted."""
_INSIDE: Final = 20
"""Elements of one comment in which an id is looked for."""
_STABLE: Final = re.compile(r"[a-z][\w.:-]*\d[\w.:-]*", re.IGNORECASE)
"""An id that names one comment: a word with a number. Those that a script makes up have none, or are not served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """Comments that a crawler without scripts sees."""

    comments: int
    fragments: int
    """Those with an id of their own: ``#comment-12`` leads to them."""


def read_discussion(page: Page) -> Discussion:
    """Marked comments only. Without a tree there is none to see."""
    if page.tree is None:
        return Discussion(comments=0, fragments=0)
    items = list(islice((item for area in comment_areas(page.tree) for item in comment_items(area)), _MOST))
    return Discussion(comments=len(items), fragments=sum(map(_has_fragment, items)))


def _has_fragment(item: Element) -> bool:
    own = [item, *islice(item.iterdescendants(), _INSIDE)]
    parent = item.getparent()
    # Themes put the id on the list item around the comment's body.
    if parent is not None and parent.tag in ("li", "div", "article"):
        own.append(parent)
    return any(_STABLE.fullmatch(element.get("id") or "") for element in own if isinstance(element.tag, str))
