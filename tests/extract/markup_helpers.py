"""Pages for the tests of everything that reads markup."""

from __future__ import annotations

from indexaudit.config import Limits
from indexaudit.extract.document import Page, parse
from indexaudit.extract.head import read_head
from indexaudit.facts import Head

URL = "https://www.example.com/blog/post"

Headers = tuple[tuple[str, str], ...]


def page_of(html: str | bytes, *, url: str = URL, limits: Limits | None = None, charset: str | None = "utf-8") -> Page:
    body = html.encode() if isinstance(html, str) else html
    return parse(body, url=url, media_type="text/html", charset=charset, limits=limits or Limits())


def head_of(html: str | bytes, headers: Headers | None = None, *, limits: Limits | None = None) -> Head:
    return read_head(page_of(html, limits=limits), headers)


def fill(unit: bytes, size: int = 5 * 1024 * 1024) -> bytes:
    """As many of the unit as fit into the largest page that is read."""
    return unit * (size // len(unit))
