"""The pages of the made site as HTML: a shop with a blog, in the markup that such sites have."""

from __future__ import annotations

import json
import random
from functools import cached_property
from zlib import crc32

from made_plan import AUTHORS, NO_RETURN, NOINDEX, PER_LIST, STATIC, Plan, slug
from made_words import ADJECTIVES, CATEGORIES, NOUNS, TAGS, German, Writer

__all__ = ["BRAND", "Pages"]

BRAND = "Withywick"
KILLER_TITLE = "This page kills whoever judges it"
MONTHS = str.split(
    """
    January February March April May June July August September October November December
    """
)


def _style() -> str:
    """What a theme puts into every page."""
    chance = random.Random(4)
    rules = [
        f".{chance.choice(NOUNS)}-{chance.choice(ADJECTIVES)}{{margin:{chance.randrange(40)}px auto;"
        f"padding:{chance.randrange(30)}px;color:#{chance.randrange(4096):03x};display:flex}}"
        for _ in range(96)
    ]
    return "".join(rules)


class Pages:
    """Every page of a plan, made when it is asked for."""

    def __init__(self, plan: Plan, base: str, *, traps: bool, killer: bool) -> None:
        self._plan = plan
        self._base = base
        self._traps = traps
        self._killer = killer
        self._newest = [n for n in range(max(0, plan.articles - 30), plan.articles) if n % 200 != 70][::-1][:8]

    # --- articles and what is like them

    def article(self, n: int) -> str:
        plan, path = self._plan, self._plan.article(n)
        target = plan.canonical(n)
        versions = ""
        if n % 10 == 1:
            versions = self._alternates(path, plan.translation(n))
        head = self._head(
            plan.title(n), self.description(n), None if target is None else plan.article(target), kind="article",
            more=versions + ('<meta name="robots" content="noindex">' if n % 200 in NOINDEX else "")
            + self._article_data(n, path),
        )  # fmt: skip
        links = "".join(f'<li><a href="{plan.article(m)}">{plan.title(m)}</a></li>' for m in plan.related(n))
        links += "".join(f'<li><a href="{at}">{_said(at)}</a></li>' for at in plan.extra_links(n))
        if n % 10 == 1:
            links += f'<li><a href="{plan.translation(n)}" hreflang="de">Auf Deutsch lesen</a></li>'
        return self._shell(head, self._told(n, plan.title(n), self.paragraphs(n), links))

    def exact(self, n: int) -> str:
        """The very same page at another address."""
        return self.article(n)

    def copy(self, n: int) -> str:
        """Nearly the same: other surroundings, ten other words, or both."""
        plan, variant = self._plan, self._plan.variant(n)
        text = self.paragraphs(n)
        if variant != "boilerplate":
            text = self.edited(n, text)
        title = plan.title(n)
        head = self._head(title, f"Reprinted: {self.description(n)}", plan.copy(n), kind="article")
        links = f'<li><a href="{plan.article(n)}">{title}</a></li>'
        if variant == "edited":
            return self._shell(head, self._told(n, title, text, links))
        body = "".join(f"<p>{p}</p>" for p in text)
        print_view = (
            f'<div class="sheet"><p class="crumb"><a href="/">{BRAND}</a> / Reprints</p><main><h1>{title}</h1>{body}'
            f"</main><p>Reprint {n} of the yearbook, pages {n % 90 + 4} to {n % 90 + 6}, set in ten point type.</p>"
            f"<ul>{links}</ul></div>"
        )
        return f"{head}<body>{print_view}<footer><p>Yearbook office, weekdays nine to noon.</p></footer></body></html>"

    def edited(self, n: int, paragraphs: list[str]) -> list[str]:
        chance = random.Random(self._plan.seed * 7_000_003 + n)
        places = [(p, w) for p, text in enumerate(paragraphs) for w in range(text.count(" ") + 1)]
        words = [text.split(" ") for text in paragraphs]
        for p, w in chance.sample(places, 10):
            ending = words[p][w][-1] if words[p][w][-1] in ".,;:" else ""
            words[p][w] = chance.choice(NOUNS) + "wise" + ending
        return [" ".join(each) for each in words]

    def translation(self, n: int) -> str:
        plan, path = self._plan, self._plan.translation(n)
        chance = random.Random(self._plan.seed * 5_000_011 + n)
        writer = German(chance)
        title = plan.german_title(n)
        text = writer.paragraphs(150 + chance.randrange(350))
        head = self._head(
            title, writer.sentence(), path, kind="article", language="de",
            more="" if n % 200 == NO_RETURN else self._alternates(plan.article(n), path),
        )  # fmt: skip
        links = f'<li><a href="{plan.article(n)}" hreflang="en">Read in English</a></li>'
        links += "".join(
            f'<li><a href="{plan.translation(m)}">{plan.german_title(m)}</a></li>'
            for m in ((n + 10 * i) % max(1, plan.articles // 10 * 10) for i in (1, 2, 7))
            if m % 10 == 1
        )
        return self._shell(head, self._told(n, title, text, links))

    def paragraphs(self, n: int) -> list[str]:
        chance = random.Random(self._plan.seed * 1_000_003 + n)
        return Writer(chance).paragraphs(200 + chance.randrange(1000))

    def description(self, n: int) -> str:
        return (
            f"{self._plan.title(n)}, {_aside(n)}: what {AUTHORS[n % len(AUTHORS)].split()[0]} tried, and what stayed."
        )

    def _told(self, n: int, title: str, text: list[str], links: str) -> str:
        plan, author, day = self._plan, AUTHORS[n % len(AUTHORS)], self._plan.day(n)
        tag, category = TAGS[n % len(TAGS)], CATEGORIES[n % len(CATEGORIES)]
        parts = []
        for at, paragraph in enumerate(text):
            if at and at % 4 == 0:
                parts.append(f"<h2>{paragraph.partition(' ')[2].partition('.')[0][:40].rpartition(' ')[0]}</h2>")
            parts.append(f"<p>{paragraph}</p>")
        parts.insert(1, self._picture(n, title))
        return (
            f'<article class="post"><header><p class="crumb"><a href="/blog/">Blog</a> / '
            f'<a href="/blog/category/{category}/">{category.title()}</a></p><h1>{title}</h1><p class="byline">By '
            f'<a rel="author" href="/author/{slug(author)}/">{author}</a>, <time datetime="{day}">{day.day} '
            f'{MONTHS[day.month - 1]} {day.year}</time></p></header><div class="entry">{"".join(parts)}</div><footer>'
            f'Filed under <a rel="tag" href="/tag/{tag}/">{tag}</a>. For the bench: <a href="'
            f'{plan.product(n % plan.products)}">{plan.product_title(n % plan.products)}</a></footer></article>'
            f'<aside class="related"><h2>Read on</h2><ul>{links}</ul></aside>'
        )

    # --- the shop

    def product(self, n: int) -> str:
        plan, title = self._plan, self._plan.product_title(n)
        chance = random.Random(plan.seed * 3_000_017 + n)
        writer = Writer(chance, topic=25)
        text = "".join(f"<p>{p}</p>" for p in writer.paragraphs(80 + chance.randrange(140)))
        price = f"{4 + n % 190}.{n % 10}0"
        data = {
            "@context": "https://schema.org", "@type": "Product", "name": title, "sku": f"WW-{n:05}",
            "image": f"{self._base}/images/product-{n}.jpg", "description": f"{title} from stock.",
            "offers": {"@type": "Offer", "price": price, "priceCurrency": "EUR",
                       "availability": "https://schema.org/InStock", "url": self._base + plan.product(n)},
        }  # fmt: skip
        head = self._head(
            title,
            f"{title} for {price} euros. {writer.sentence()}",
            plan.product(n),
            kind="product",
            more=_json_ld(data),
        )
        rows = "".join(
            f"<tr><th>{name}</th><td>{chance.choice(ADJECTIVES)} {chance.randrange(5, 400)} {unit}</td></tr>"
            for name, unit in (("Height", "mm"), ("Width", "mm"), ("Weight", "g"), ("Delivered in", "days"))
        )
        kin = [(n + 8 * i) % plan.products for i in (1, 2, 5, 9)]
        links = "".join(f'<li><a href="{plan.product(m)}">{plan.product_title(m)}</a></li>' for m in kin)
        group = CATEGORIES[n % len(CATEGORIES)]
        return self._shell(
            head,
            f'<p class="crumb"><a href="/shop/">Shop</a> / <a href="/shop/{group}/">{group.title()}</a></p>'
            f'<div class="product"><h1>{title}</h1>{self._picture(n, title)}<p class="price">{price} €</p>{text}'
            f'<table>{rows}</table><a class="button" rel="nofollow" href="/cart/?add=WW-{n:05}">Buy</a></div>'
            f"<aside><h2>Goes with it</h2><ul>{links}</ul></aside>",
        )

    # --- lists and the rest

    def listing(self, name: str, part: int) -> str:
        plan = self._plan
        members = plan.members(name)[(part - 1) * PER_LIST : part * PER_LIST]
        group = name.strip("/").rpartition("/")[2].replace("-", " ").title()
        title = f"{group} {'in the shop' if name.startswith('/shop/') else 'articles'}"
        title = f"{title}, part {part}" if part > 1 else title
        if name.startswith("/shop/"):
            items = [
                f'<li><a href="{plan.product(n)}"><img src="/images/product-{n}.jpg" alt="{plan.product_title(n)}" '
                f'width="200" height="200" loading="lazy">{plan.product_title(n)}</a> {4 + n % 190}.{n % 10}0 €</li>'
                for n in members
            ]
        else:
            items = [
                f'<li><h2><a href="{plan.article(n)}">{plan.title(n)}</a></h2><p>{self.description(n)}</p>'
                f'<time datetime="{plan.day(n)}">{plan.day(n)}</time></li>'
                for n in members
                if n % 200 != 70
            ]
        head = self._head(title, f"{title}: {len(items)} of them, the newest first.", _part(name, part))
        facets = ""
        if self._traps and name.startswith("/shop/"):
            facets = self.facet_links(name, "")
        return self._shell(
            head, f"<h1>{title}</h1>{facets}<ol class=list>{''.join(items)}</ol>{_pager(name, part, plan.parts(name))}"
        )

    def home(self) -> str:
        items = "".join(
            f'<li><a href="{self._plan.article(n)}">{self._plan.title(n)}</a><p>{self.description(n)}</p></li>'
            for n in self._newest
        )
        data = {"@context": "https://schema.org", "@type": "Organization", "name": BRAND, "url": f"{self._base}/",
                "logo": f"{self._base}/images/logo.png"}  # fmt: skip
        head = self._head(
            f"{BRAND}: things that last, and how to keep them", "A shop for house, garden and workshop, with a blog "
            "on how to keep what one has.", "/", more=_json_ld(data),
        )  # fmt: skip
        killer = '<p><a href="/killer/">A page that kills</a></p>' if self._killer else ""
        return self._shell(head, f"<h1>{BRAND}</h1><ul>{items}</ul>{self._doors()}{killer}")

    def shop(self) -> str:
        links = "".join(f'<li><a href="/shop/{c}/">{c.title()}</a></li>' for c in CATEGORIES)
        head = self._head("The shop by room", "Everything that we sell, by the room in which it is used.", "/shop/")
        return self._shell(head, f"<h1>The shop by room</h1><ul>{links}</ul>")

    def static(self, path: str) -> str:
        title = path.partition("?")[0].strip("/").replace("/", " ").title()
        writer = Writer(random.Random(crc32(path.encode())))
        text = "".join(f"<p>{p}</p>" for p in writer.paragraphs(220))
        loop = '<p><a href="/loop/a/">Our old catalogue</a></p>' if path == "/about/" else ""
        return self._shell(
            self._head(f"{title} at {BRAND}", writer.sentence(), path), f"<h1>{title}</h1>{text}{loop}{self._doors()}"
        )

    def soft_404(self) -> str:
        head = self._head("Page not found", None, None)
        return self._shell(head, "<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p>")

    def missing(self) -> str:
        return self._shell(self._head("404: not found", None, None), "<h1>404</h1><p>There is nothing here.</p>")

    def killer(self) -> str:
        return self._shell(self._head(KILLER_TITLE, None, "/killer/"), f"<h1>{KILLER_TITLE}</h1>")

    # --- traps

    def trapped(self, title: str, text: str, links: list[tuple[str, str]]) -> str:
        items = "".join(f'<li><a href="{at}">{said}</a></li>' for at, said in links)
        return self._shell(self._head(title, None, None), f"<h1>{title}</h1><p>{text}</p><ul>{items}</ul>")

    def facet_links(self, name: str, query: str) -> str:
        chosen = {pair.partition("=")[0] for pair in query.split("&")}
        values = {"colour": ["oak", "ash", "black", "white"], "size": ["small", "large"], "sort": ["price", "name"],
                  "price": ["low", "high"], "brand": ["wick", "withy"]}  # fmt: skip
        found = [
            f'<a href="{name}?{query + "&amp;" if query else ""}{key}={value}">{key}: {value}</a>'
            for key, all_values in values.items()
            if key not in chosen
            for value in all_values
        ]
        return f'<div class="facets">{" ".join(found)}</div>'

    def _doors(self) -> str:
        if not self._traps:
            return ""
        return (
            '<ul><li><a href="/events/2026/11/">Events in November</a></li><li><a href="/help/">Help</a></li><li>'
            '<a href="/compare/?item=1">Compare</a></li><li><a href="/find/oak">Find oak</a></li></ul>'
        )

    # --- what all have

    def _head(
        self, title: str, description: str | None, path: str | None, *, kind: str = "website", language: str = "en",
        more: str = "",
    ) -> str:  # fmt: skip
        named = f'<meta name="description" content="{description}">' if description else ""
        canonical = url = ""
        if path is not None:
            address = (self._base + path).replace("&", "&amp;")
            canonical = f'<link rel="canonical" href="{address}">'
            url = f'<meta property="og:url" content="{address}">'
        image = f"{self._base}/images/card-{crc32(title.encode()) % 10_000}.jpg"
        return (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" '
            f'content="width=device-width, initial-scale=1"><title>{title} | {BRAND}</title>{named}{canonical}{url}'
            f'<meta property="og:title" content="{title}"><meta property="og:type" content="{kind}"><meta '
            f'property="og:image" content="{image}"><meta property="og:image:width" content="1200"><meta '
            f'property="og:image:height" content="630"><meta property="og:description" content="'
            f'{description or title}">'
            f'<meta property="og:site_name" content="{BRAND}"><meta name="twitter:card" content="summary_large_image">'
            f"{more}{self._constant_head}</head>"
        )

    @cached_property
    def _constant_head(self) -> str:
        return (
            '<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" '
            f'type="application/atom+xml" href="/atom.xml"><link rel="icon" href="/favicon.ico"><style>{_style()}'
            "</style>"
        )

    def _shell(self, head: str, main: str) -> str:
        session = ""
        if self._traps:
            session = (
                f'<a href="/account/help/?PHPSESSID={crc32(head.encode()):08x}{crc32(main.encode()):08x}">Account</a>'
            )
        return f"{head}{self._before}<main>{main}</main>{session}{self._after}"

    @cached_property
    def _before(self) -> str:
        shop = "".join(
            f'<li class="menu-item menu-item-{n}"><a class="menu-link" href="/shop/{c}/"><svg width="24" height="24" '
            f'viewBox="0 0 24 24"><path d="M{n} 4h16v2H{n}zM4 {n + 9}h16v2H4zM{n} 18h16v2H{n}z"></path></svg>'
            f"{c.title()}</a></li>"
            for n, c in enumerate(CATEGORIES)
        )
        blog = "".join(f'<li><a href="/blog/category/{c}/">{c.title()} reading</a></li>' for c in CATEGORIES)
        return (
            f'<body><header class="site"><a href="/" class="logo">{BRAND}</a><nav aria-label="Main"><ul><li>'
            f'<a href="/shop/">Shop</a><ul>{shop}</ul></li><li><a href="/blog/">Blog</a><ul>{blog}</ul></li><li>'
            '<a href="/about/">About</a></li><li><a href="/contact/">Contact</a></li></ul></nav><form action="/find/">'
            '<input name="q" aria-label="Find"></form></header>'
        )

    @cached_property
    def _after(self) -> str:
        tags = " ".join(f'<a href="/tag/{t}/">{t}</a>' for t in TAGS)
        authors = "".join(f'<li><a href="/author/{slug(a)}/">{a}</a></li>' for a in AUTHORS)
        fixed = "".join(f'<li><a href="{p.replace("&", "&amp;")}">{_said(p)}</a></li>' for p in STATIC)
        script = "".join(f"window.q{n}=window.q{n}||[];q{n}.push([{n},'{NOUNS[n]}']);" for n in range(60))
        return (
            f'<footer class="site"><div class="tags">{tags}</div><ul>{authors}</ul><ul>{fixed}<li><a href="/cart/">'
            f'Basket</a></li><li><a href="/private/plans/">Plans</a></li></ul><p>© {BRAND}, Ropewalk 4. All prices '
            f"with tax, delivery from four euros.</p></footer><script>{script}</script></body></html>"
        )

    def _picture(self, n: int, title: str) -> str:
        return (
            f'<figure><img src="/images/{n}-640.jpg" srcset="/images/{n}-640.jpg 640w, /images/{n}-1280.jpg 1280w" '
            f'sizes="(max-width: 40em) 100vw, 40em" width="1280" height="720" alt="{title}"><figcaption>{_aside(n)}'
            "</figcaption></figure>"
        )

    def _alternates(self, english: str, german: str) -> str:
        return "".join(
            f'<link rel="alternate" hreflang="{language}" href="{self._base}{path}">'
            for language, path in (("en", english), ("de", german), ("x-default", english))
        )

    def _article_data(self, n: int, path: str) -> str:
        plan, author, day = self._plan, AUTHORS[n % len(AUTHORS)], self._plan.day(n)
        return _json_ld({
            "@context": "https://schema.org", "@type": "BlogPosting", "headline": plan.title(n),
            "image": [f"{self._base}/images/{n}-1280.jpg"], "datePublished": f"{day}T08:00:00Z",
            "dateModified": f"{day}T08:00:00Z", "mainEntityOfPage": self._base + path,
            "author": {"@type": "Person", "name": author, "url": f"{self._base}/author/{slug(author)}/"},
            "publisher": {"@type": "Organization", "name": BRAND},
        })  # fmt: skip


def _aside(n: int) -> str:
    chance = random.Random(n)
    first, second = (f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}" for _ in range(2))
    return f"with a {first} and {second}"


def _said(path: str) -> str:
    return path.partition("?")[0].strip("/").rpartition("/")[2].replace("-", " ").capitalize()


def _json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _part(name: str, part: int) -> str:
    return name if part == 1 else f"{name}page/{part}/"


def _pager(name: str, part: int, parts: int) -> str:
    if parts == 1:
        return ""
    near = sorted({1, parts, *range(max(1, part - 2), min(parts, part + 2) + 1)})
    links = "".join(f'<a href="{_part(name, p)}">Page {p}</a> ' for p in near if p != part)
    if part < parts:
        links += f'<a rel="next" href="{_part(name, part + 1)}">Next page</a>'
    return f'<nav class="pager" aria-label="Pages">{links}</nav>'
