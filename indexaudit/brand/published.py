"""When an item was published, and how that is known."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from indexaudit.brand.searchable import shows_item
from indexaudit.items import Item
from indexaudit.model import Address, Known

__all__ = ["day_of", "inside", "published", "whole_day"]

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![0-9])")


def published(item: Item, address: Address | None) -> tuple[str | None, Known | None]:
    """ISO 8601 date, with what told: the page first, then the source, then the address."""
    page = item.audit.facts.published if item.audit is not None and shows_item(item.audit) else None
    if page is not None and _DATE.match(page):
        return page, "observed"
    if item.date is not None and _DATE.match(item.date):
        return item.date, "declared"
    if address is not None and address.date is not None:
        return address.date, "inferred"
    return None, None


def day_of(text: str | None) -> str | None:
    """The day, month or year that an ISO 8601 date begins with, without time."""
    found = _DATE.match(text) if text else None
    return found[0] if found else None


def whole_day(text: str | None) -> date | None:
    """The day, when an ISO 8601 date has one that exists."""
    found = _DATE.match(text) if text else None
    try:
        return date.fromisoformat(found[0]) if found and found[3] else None
    except ValueError:  # the 31st of a month that has 30 days
        return None


def inside(text: str | None, start: date | None, end: date | None) -> bool:
    """Whether a date may lie in the period, both ends included. One without a day does when any of its days does."""
    found = day_of(text)
    if found is None:
        return True
    # A shorter date is compared as far as it goes.
    size = len(found)
    after = start is None or found >= start.isoformat()[:size]
    return after and (end is None or found <= end.isoformat()[:size])
