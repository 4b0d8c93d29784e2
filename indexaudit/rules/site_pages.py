"""Which pages of a site are judged beside the others. Holds no rule."""

from __future__ import annotations

from indexaudit.model import Outcome
from indexaudit.rules.base import skip
from indexaudit.site_facts import SitePage

__all__ = ["not_shown", "some"]


def not_shown(page: SitePage) -> Outcome | None:
    """A skip for a page that no search engine shows at this address; null for one that is judged."""
    if page.shown:
        return None
    if not page.own:
        return skip("another page stands for this one: it redirects there, or names it as canonical")
    return skip(f"search engines do not show the page ({page.indexability.value})")


def some(addresses: tuple[str, ...], count: int) -> str:
    """The first address, and how many more there are."""
    more = count - 1
    return f"{addresses[0]}{f' and {more} more' if more > 0 else ''}"
