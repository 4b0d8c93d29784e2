"""Which pages are rendered: those that a search engine would render."""

from __future__ import annotations

from dataclasses import replace

from indexaudit.config import Config
from indexaudit.extract.encoding import decode
from indexaudit.fetch.browser.shared import SharedRenderer
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looks import Rendered
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import read_url

__all__ = ["render"]

_HTML = ("text/html", "application/xhtml+xml")


def render(
    page: Snapshot, renderer: SharedRenderer, config: Config, fetcher: Fetcher, *, typed: bool
) -> Rendered | None:
    """The page in a browser. Null for what is not rendered: no answer, an error status, another type than HTML.

    A page that was cut is not rendered either, and says so: half a page runs half its scripts.
    """
    exchange = page.exchange
    if exchange is None or not 200 <= exchange.status < 300 or exchange.media_type not in (*_HTML, None):
        return None
    limits = config.limits
    if not (limits.render_seconds and limits.render_requests and limits.render_bytes):
        return Rendered(
            url=exchange.final_url, final_url=exchange.final_url, ended="budget", reason="its limits allow nothing"
        )
    if exchange.truncated:
        return Rendered(
            url=exchange.final_url, final_url=exchange.final_url, ended="failed", reason="only a part of it was read"
        )
    if page.text is None:
        # Which characters the bytes are is decided once: where nothing declares it, a browser guesses otherwise.
        page = replace(page, text=decode(page.body, exchange.charset).text)
    asked, answered = read_url(page.url), read_url(exchange.final_url)
    # A host that was typed and is public needs no trust: a name that points elsewhere the next time gets none. What a
    # typed address redirected to was not typed.
    trusted = typed and (asked.host, asked.port) == (answered.host, answered.port) and fetcher.relied_on(answered.host)
    return renderer.render(page, trusted=trusted, headers=fetcher.own_headers if typed else {})
