"""A page in a test: its headline and authorship as the audit reads them."""

from __future__ import annotations

from datetime import UTC, datetime

from indexaudit.config import Limits
from indexaudit.extract.authorship import read_authorship
from indexaudit.extract.cards import read_cards
from indexaudit.extract.content import read_content
from indexaudit.extract.document import parse
from indexaudit.extract.head import read_head
from indexaudit.extract.headline import read_headline
from indexaudit.extract.structured_data import read_structured_data
from indexaudit.facts import Authorship, Headline
from indexaudit.platforms.address import read_address

URL = "https://blog.example.com/green-tea"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(
    html: str, *, url: str = URL, quick_dates: bool = False, limits: Limits | None = None
) -> tuple[Headline, Authorship]:
    page = parse(html.encode(), url=url, media_type="text/html", charset="utf-8", limits=limits or Limits())
    head, cards, data = read_head(page, None), read_cards(page), read_structured_data(page, "default")
    headline = read_headline(page, head, cards, data, read_content(page, head))
    authorship = read_authorship(page, head, cards, data, read_address(url), NOW, headline, quick_dates=quick_dates)
    return headline, authorship


def page(head: str = "", body: str = "") -> str:
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>"


def article(byline: str, *, head: str = "") -> str:
    """An article with a byline under its title, and text below."""
    text = "<p>" + "Green tea is best brewed with water that has stopped boiling. " * 4 + "</p>"
    return page(
        head or "<title>How to brew green tea</title>",
        f"<article><h1>How to brew green tea</h1>{byline}{text}</article>",
    )
