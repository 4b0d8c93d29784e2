"""A made site of any size: an invented shop with a blog, with all the faults and traps that sites have.

Nothing is stored: every page is made from its number when it is asked for, and is the same each time.
``made_server.py`` serves it.
"""

from __future__ import annotations

import gzip
import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cached_property
from zlib import crc32

from made_pages import BRAND, Pages
from made_plan import CHAIN, LAST, ORPHAN, STATIC, Plan, Truth

__all__ = ["FILES", "Site"]

Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes]
HUB = "https://hub.example/"
_MADE = datetime(2025, 12, 30, 6, tzinfo=UTC)
_HTML = "text/html; charset=utf-8"
_PIXEL = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")


@dataclass(frozen=True)
class Site:
    """What it answers. ``base`` is the start of its absolute addresses."""

    pages: int = 10_000
    """How many addresses answer 200 with a page of their own, traps aside."""
    seed: int = 1
    base: str = "https://withywick.example"
    traps: bool = True
    killer: bool = False
    """Whether the home page links to one that ``killing_rule.py`` dies of."""

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.pages, self.seed)

    @cached_property
    def truth(self) -> Truth:
        """What a right crawl of it finds."""
        return self.plan.truth(traps=self.traps)

    @cached_property
    def _html(self) -> Pages:
        return Pages(self.plan, self.base, traps=self.traps, killer=self.killer)

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Status, headers and body for a path with query; names of ``headers`` are in lower case."""
        if (target := self._redirect(path)) is not None:
            status, where = target
            return status, [("Location", where), ("Content-Type", _HTML)], b"Moved"
        if (file := FILES.get(path)) is not None:
            kind, make = file
            return self._conditional(path, headers, kind, lambda: make(self))
        if path.startswith("/images/") or path == "/favicon.ico":
            return self._conditional(path, headers, "image/gif", lambda: _PIXEL)
        make_page = self._page(path)
        if make_page is None:
            return 404, [("Content-Type", _HTML)], self._html.missing().encode()
        return self._conditional(path, headers, _HTML, lambda: make_page().encode())

    def _conditional(self, path: str, headers: Mapping[str, str], kind: str, make: Callable[[], bytes]) -> Answer:
        tag = f'"{crc32(path.encode()):08x}-{self.seed}"'
        stamped = [("ETag", tag), ("Last-Modified", format_datetime(_MADE, usegmt=True))]
        asked = headers.get("if-none-match")
        known = tag in asked if asked is not None else headers.get("if-modified-since") == stamped[1][1]
        if known:
            return 304, stamped, b""
        return 200, [("Content-Type", kind), *stamped], make()

    def _redirect(self, path: str) -> tuple[int, str] | None:
        _, first, *rest = path.split("/", 3)
        if first == "old-blog" and rest:
            n = self.plan.article_of(rest[0])
            return None if n is None else (301, self.plan.article(n))
        if first == "loop" and rest and rest[0] in ("a", "b"):
            return 302, "/loop/b/" if rest[0] == "a" else "/loop/a/"
        if first in ("go", "r1", "r2", "r3") and rest and rest[0].isdecimal():
            n = int(rest[0])
            if first == "go":
                return 302, self.plan.behind(n)
            return 301, self.plan.article(n) if first == "r3" else f"/r{int(first[1]) + 1}/{n}/"
        return None

    def _page(self, path: str) -> Callable[[], str] | None:
        """What makes the page, so that a 304 costs nothing."""
        pages, plan = self._html, self.plan
        if path == "/":
            return pages.home
        if path in STATIC:
            return lambda: pages.static(path)
        if path == "/killer/" and self.killer:
            return pages.killer
        where, question, query = path.partition("?")
        parts = where.strip("/").split("/")
        if self.traps and (trap := self._trap(where, parts, query)) is not None:
            return trap
        if question:
            return None
        if parts[0] == "blog" and len(parts) == 2 and parts[1].endswith(".html"):
            number = parts[1].removesuffix(".html")
            if number.isdecimal() and int(number) < plan.articles and plan.article(int(number)) == path:
                return lambda: pages.article(int(number))
            return None
        if not where.endswith("/"):
            return None
        if len(parts) >= 3 and parts[-2] == "page" and parts[-1].isdecimal():
            name, part = f"/{'/'.join(parts[:-2])}/", int(parts[-1])
            known = name in self._lists and 1 < part <= self._lists[name]
            return (lambda: pages.listing(name, part)) if known else None
        if where in self._lists:
            return lambda: pages.listing(where, 1)
        return self._item(path, parts)

    def _item(self, path: str, parts: list[str]) -> Callable[[], str] | None:
        pages, plan = self._html, self.plan
        if parts == ["shop"]:
            return pages.shop
        if parts[:2] == ["shop", "withdrawn"] and len(parts) == 3 and parts[2].isdecimal():
            return pages.soft_404
        if parts[0] == "shop" and len(parts) == 3:
            n = plan.product_of(parts[2])
            return None if n is None or plan.product(n) != path else lambda: pages.product(n)
        if parts[:2] == ["de", "blog"] and len(parts) == 3:
            number = parts[2].rpartition("-")[2]
            if number.isdecimal() and int(number) < plan.articles and plan.translation(int(number)) == path:
                return lambda: pages.translation(int(number))
            return None
        if len(parts) != 2 or (n := plan.article_of(parts[1])) is None:
            return None
        made = {
            plan.article(n): pages.article,
            plan.copy(n) if n % 20 == 3 else "": pages.copy,
            plan.exact(n) if n % 200 == 90 else "": pages.exact,
        }
        return (lambda: made[path](n)) if path in made else None

    @cached_property
    def _lists(self) -> dict[str, int]:
        return {name: self.plan.parts(name) for name in self.plan.lists()}

    def _trap(self, where: str, parts: list[str], query: str) -> Callable[[], str] | None:
        trapped = self._html.trapped
        if parts[0] == "events" and len(parts) in (3, 4) and all(p.isdecimal() for p in parts[1:]):
            year, month = int(parts[1]), int(parts[2])
            before, after = divmod(year * 12 + month - 2, 12), divmod(year * 12 + month, 12)
            links = [(f"/events/{y}/{m + 1:02}/", f"{y}-{m + 1:02}") for y, m in (before, after)]
            links += [(f"/events/{year}/{month:02}/{day:02}/", f"The {day}th") for day in range(1, 29)]
            return lambda: trapped(f"Events in {'/'.join(parts[1:])}", "Nothing is planned.", links)
        if parts[0] == "find" and len(parts) == 2:
            others = [(f"/find/{crc32(f'{where}{n}'.encode()):08x}", "Another") for n in range(5)]
            return lambda: trapped(
                "Nothing found", "No word of yours is to be found here, yet that is no error.", others
            )
        if where == "/compare/" and query:
            longer = f"{where}?{query}&item=1".replace("&", "&amp;")
            return lambda: trapped("Compare", "Compared with itself.", [(longer, "One more")])
        if set(parts) == {"help"} and not query:
            return lambda: trapped("Help", "Help on help.", [("help/", "Help on this"), ("/contact/", "Ask us")])
        if where == "/account/help/" and query.startswith("PHPSESSID="):
            return lambda: self._html.static("/account/help/")
        if query and parts[0] == "shop" and where in self._lists:
            said = query.replace("&", ", ").replace("=", " ")
            return lambda: trapped(f"{parts[1].title()}: {said}", self._html.facet_links(where, html.escape(query)), [])
        return None

    # --- files

    def robots(self) -> bytes:
        return (
            "User-agent: *\nDisallow: /cart/\nDisallow: /private/\nDisallow: /checkout/\n\n"
            f"Sitemap: {self.base}/sitemap_index.xml\n"
        ).encode()

    def sitemap_index(self) -> bytes:
        entries = "".join(
            f"<sitemap><loc>{self.base}{path}</loc></sitemap>"
            for path in ("/sitemap-blog.xml", "/sitemap-shop.xml.gz", "/sitemap-pages.xml", "/sitemap-legacy.xml")
        )
        return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex {_NAMESPACE}>{entries}</sitemapindex>'.encode()

    def sitemap_blog(self) -> bytes:
        plan = self.plan
        entries = []
        for n in range(plan.articles):
            if plan.canonical(n) not in (None, n) or n % 200 in (10, 110):
                continue
            more = f"<image:image><image:loc>{self.base}/images/{n}-1280.jpg</image:loc></image:image>"
            if n % 10 == 1:
                more += "".join(
                    f'<xhtml:link rel="alternate" hreflang="{language}" href="{self.base}{path}"/>'
                    for language, path in (("en", plan.article(n)), ("de", plan.translation(n)))
                )
                entries.append(self._entry(plan.translation(n), str(plan.day(n))))
            entries.append(self._entry(plan.article(n), str(plan.day(n)), more))
        return self._urlset(entries)

    def sitemap_shop(self) -> bytes:
        """Packed, as a file."""
        products = (self._entry(self.plan.product(n), "2025-11-02") for n in range(self.plan.products))
        return gzip.compress(self._urlset(products), 1, mtime=0)

    def sitemap_pages(self) -> bytes:
        """With a raw ``&``, as many a generator writes it."""
        return self._urlset(self._entry(path) for path in ("/", "/shop/", *STATIC, *self.plan.lists()))

    def sitemap_legacy(self) -> bytes:
        return self._urlset(self._entry(path, "2016-02-01") for path in self.plan.legacy())

    def _entry(self, path: str, day: str | None = None, more: str = "") -> str:
        lastmod = f"<lastmod>{day}</lastmod>" if day else ""
        return f"<url><loc>{self.base}{path}</loc>{lastmod}{more}</url>"

    def _urlset(self, entries: Iterator[str] | list[str]) -> bytes:
        start = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACE} {_EXTENSIONS}>\n'
        return (start + "\n".join(entries) + "\n</urlset>").encode()

    def _newest(self) -> list[int]:
        return [n for n in range(self.plan.articles)[::-1] if n % 200 not in (ORPHAN, CHAIN, CHAIN + 1, 30, 10, 110)][
            :20
        ]

    def rss(self) -> bytes:
        items = "".join(
            f"<item><title>{self.plan.title(n)}</title><link>{self.base}{self.plan.article(n)}</link><guid>"
            f"{self.base}{self.plan.article(n)}</guid><pubDate>{self._moment(n)}</pubDate></item>"
            for n in self._newest()
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
            "<channel>"
            f'<title>{BRAND}</title><link>{self.base}/</link><description>The blog</description><atom:link rel="self" '
            f'href="{self.base}/feed.xml"/><atom:link rel="hub" href="{HUB}"/>{items}</channel></rss>'
        ).encode()

    def atom(self) -> bytes:
        entries = "".join(
            f'<entry><title>{self.plan.title(n)}</title><link href="{self.base}{self.plan.article(n)}"/><id>'
            f"{self.base}/id/{n}</id><published>{self.plan.day(n)}T08:00:00Z</published><updated>{self.plan.day(n)}"
            "T08:00:00Z</updated></entry>"
            for n in self._newest()
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{BRAND}</title>'
            f'<id>{self.base}/atom.xml</id><updated>{LAST}T08:00:00Z</updated><link rel="self" '
            f'href="{self.base}/atom.xml"/><link rel="hub" href="{HUB}"/>{entries}</feed>'
        ).encode()

    def _moment(self, n: int) -> str:
        day = self.plan.day(n)
        return format_datetime(datetime(day.year, day.month, day.day, 8, tzinfo=UTC), usegmt=True)


_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_EXTENSIONS = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
FILES: dict[str, tuple[str, Callable[[Site], bytes]]] = {
    "/robots.txt": ("text/plain; charset=utf-8", Site.robots),
    "/sitemap_index.xml": ("application/xml", Site.sitemap_index),
    "/sitemap-blog.xml": ("application/xml", Site.sitemap_blog),
    "/sitemap-shop.xml.gz": ("application/gzip", Site.sitemap_shop),
    "/sitemap-pages.xml": ("application/xml", Site.sitemap_pages),
    "/sitemap-legacy.xml": ("application/xml", Site.sitemap_legacy),
    "/feed.xml": ("application/rss+xml", Site.rss),
    "/atom.xml": ("application/atom+xml", Site.atom),
}
