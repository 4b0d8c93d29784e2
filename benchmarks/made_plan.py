"""The plan of the made site: which page has which number, address, title and fault. Nothing is stored.

The number of an article decides what is wrong with it, so that each fault stands on the same share of every site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from random import Random

from made_words import CATEGORIES, GERUNDS, LOOKS, MATERIALS, OBJECTS, SETTINGS, TAGS, THINGS, German

__all__ = ["AUTHORS", "PER_LIST", "Plan", "Truth"]

PER_LIST = 30
AUTHORS = [
    "Agnete Holloway", "Bartle Quist", "Corin Applegarth", "Dagny Thornbury", "Eamon Sallow", "Fenna Wraith",
    "Gisla Underhay", "Ivo Larkspur", "Keziah Mallow", "Merrick Oldacre", "Odile Farrow",
]  # fmt: skip
STATIC = ("/about/", "/contact/", "/account/help/", "/offers/?month=may&kind=all", "/delivery/")
FIRST, LAST = date(2016, 1, 4), date(2025, 12, 29)
_ARTICLES = len(GERUNDS) * len(OBJECTS) * len(SETTINGS)
_PRODUCTS = len(LOOKS) * len(MATERIALS) * 5
_STRIDE = 33331
"""Prime to both, so that neighbours in number are no neighbours in name."""

# What is wrong with an article is told by its number modulo 200 (copies: 20, translations: 10).
NOINDEX, TO_OTHER, CHAIN, ORPHAN, EXACT, BREAKER = (10, 110), 30, 50, 70, 90, 130
LINKS_301, LINKS_302, LINKS_CHAIN, LINKS_404, LINKS_SOFT, NO_RETURN = 15, 35, 55, 75, 95, 21
COPIED, VARIANTS = 3, ("boilerplate", "edited", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a right crawl finds. Addresses are paths with query."""

    pages: int
    """Addresses that answer 200 with a page, traps aside."""
    kinds: dict[str, int]
    """The same by kind."""
    near_pairs: tuple[tuple[str, str, str], ...]
    """Original, copy, and what is different: ``boilerplate`` (same main text), ``edited`` (ten words), ``both``."""
    exact_pairs: tuple[tuple[str, str], ...]
    noindex: tuple[str, ...]
    canonicals: tuple[tuple[str, str], ...]
    """Pages that name another as canonical."""
    canonical_chains: tuple[tuple[str, str, str], ...]
    orphans: tuple[str, ...]
    """In a sitemap, and linked from nowhere."""
    permanent: tuple[tuple[str, str], ...]
    temporary: tuple[tuple[str, str], ...]
    chains: tuple[tuple[str, ...], ...]
    """Three redirects, and where they end."""
    loops: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]
    """Pages and the missing ones that they link to."""
    soft_404: tuple[str, ...]
    one_way: tuple[tuple[str, str], ...]
    """Pages and the translations that do not lead back."""
    breakers: tuple[str, ...]
    """Articles whose addresses are not built like the others."""
    sitemap_faults: tuple[str, ...]
    """Entries that redirect, are missing, or say noindex."""
    disallowed: tuple[str, ...]
    """Linked and forbidden by robots.txt."""
    traps: dict[str, str]
    """The start of all addresses of each trap."""


@dataclass(frozen=True)
class Plan:
    """The pages of a site of at most ``pages``."""

    pages: int
    seed: int

    @cached_property
    def products(self) -> int:
        return min(self.pages // 5, _PRODUCTS * len(CATEGORIES))

    @cached_property
    def articles(self) -> int:
        low, high = 0, min(self.pages, _ARTICLES)
        while low < high:
            middle = (low + high + 1) // 2
            if self._total(middle) <= self.pages:
                low = middle
            else:
                high = middle - 1
        return low

    def _total(self, articles: int) -> int:
        by_rest = {rest: _having(articles, rest) for rest in (EXACT, LINKS_SOFT)}
        copies = len(range(COPIED, articles, 20))
        translations = len(range(1, articles, 10))
        lists = sum(self.parts(name, articles) for name in self.lists())
        return 1 + len(STATIC) + articles + copies + translations + sum(by_rest.values()) + self.products + lists + 1

    def lists(self) -> Iterator[str]:
        """Addresses of the first parts of all lists."""
        yield "/blog/"
        yield from (f"/blog/category/{c}/" for c in CATEGORIES)
        yield from (f"/tag/{t}/" for t in TAGS)
        yield from (f"/author/{slug(a)}/" for a in AUTHORS)
        yield from (f"/shop/{c}/" for c in CATEGORIES)

    def members(self, name: str, articles: int | None = None) -> range:
        """Numbers of the articles or products of a list, the newest first."""
        total = self.articles if articles is None else articles
        group = name.strip("/").rpartition("/")[2]
        start, step = 0, 1
        if name.startswith("/tag/"):
            start, step = TAGS.index(group), len(TAGS)
        elif name.startswith("/author/"):
            start, step = _AUTHOR_SLUGS[group], len(AUTHORS)
        elif name != "/blog/":
            start, step = CATEGORIES.index(group), len(CATEGORIES)
        if name.startswith("/shop/"):
            total = self.products
        return range(start, total, step)[::-1]

    def parts(self, name: str, articles: int | None = None) -> int:
        return max(1, -(-len(self.members(name, articles)) // PER_LIST))

    @lru_cache(maxsize=4096)  # noqa: B019 - a plan lives as long as its process
    def title(self, n: int) -> str:
        setting, rest = divmod((n * _STRIDE + self.seed * 977) % _ARTICLES, len(GERUNDS) * len(OBJECTS))
        gerund, thing = divmod(rest, len(OBJECTS))
        return f"{GERUNDS[gerund]} {OBJECTS[thing]} {SETTINGS[setting]}"

    def article(self, n: int) -> str:
        return f"/blog/{n}.html" if n % 200 == BREAKER else f"/blog/{slug(self.title(n))}/"

    def article_of(self, name: str) -> int | None:
        """The number of an article by the words of its address."""
        first, _, rest = name.partition("-")
        setting = _BY_LAST.get(rest.rpartition("-")[2])
        if setting is None or first not in _GERUNDS:
            return None
        ending = "-" + slug(SETTINGS[setting])
        thing = _OBJECTS.get(rest.removesuffix(ending))
        if thing is None or not rest.endswith(ending):
            return None
        place = (setting * len(GERUNDS) + _GERUNDS[first]) * len(OBJECTS) + thing
        n = (place - self.seed * 977) * pow(_STRIDE, -1, _ARTICLES) % _ARTICLES
        return n if n < self.articles else None

    def copy(self, n: int) -> str:
        return f"/{'archive' if self.variant(n) == 'boilerplate' else 'notes'}/{slug(self.title(n))}/"

    @staticmethod
    def variant(n: int) -> str:
        return VARIANTS[n // 20 % 3]

    def exact(self, n: int) -> str:
        return f"/mirror/{slug(self.title(n))}/"

    def german_title(self, n: int) -> str:
        words = German(Random(self.seed * 1_000_003 + n))
        return f"{words.noun()}, {words.noun()} und {words.noun()}"

    def translation(self, n: int) -> str:
        return f"/de/blog/{slug(self.german_title(n))}-{n}/"

    def product_title(self, n: int) -> str:
        look, material, thing = self._product(n)
        return f"{look} {material} {thing}"

    def product(self, n: int) -> str:
        return f"/shop/{CATEGORIES[n % len(CATEGORIES)]}/{slug(self.product_title(n))}/"

    def _product(self, n: int) -> tuple[str, str, str]:
        within, group = divmod(n, len(CATEGORIES))[0], n % len(CATEGORIES)
        rest, thing = divmod((within * _STRIDE + self.seed * 977) % _PRODUCTS, 5)
        look, material = divmod(rest, len(MATERIALS))
        return LOOKS[look], MATERIALS[material], THINGS[group * 5 + thing]

    def behind(self, n: int) -> str:
        """Where the temporary redirect of an article leads."""
        return self.product((n + 7 * (n // 200)) % self.products)

    def product_of(self, name: str) -> int | None:
        parts = name.split("-")
        if len(parts) != 3 or parts[0] not in _LOOKS or parts[1] not in _MATERIALS or parts[2] not in _THINGS:
            return None
        group, thing = divmod(_THINGS[parts[2]], 5)
        place = (_LOOKS[parts[0]] * len(MATERIALS) + _MATERIALS[parts[1]]) * 5 + thing
        n = (place - self.seed * 977) * pow(_STRIDE, -1, _PRODUCTS) % _PRODUCTS * len(CATEGORIES) + group
        return n if n < self.products else None

    def day(self, n: int) -> date:
        return FIRST + timedelta(days=n * (LAST - FIRST).days // max(1, self.articles))

    def canonical(self, n: int) -> int | None:
        """The article that an article names as canonical; null: none is named."""
        rest = n % 200
        if rest == EXACT:
            return None
        moved = rest in (TO_OTHER, CHAIN, CHAIN + 1)
        return n + 1 if moved and n + 1 < self.articles else n

    def related(self, n: int) -> list[int]:
        found = [(n + 1 + 37 * i) % self.articles for i in range(1, 7)]
        return [m for m in found if m % 200 != ORPHAN and m != n]

    def extra_links(self, n: int) -> list[str]:
        """What an article links to beside its kin: its copies, and what is not what it seems."""
        name = slug(self.title(n))
        rest = n % 200
        found = [self.copy(n)] if n % 20 == COPIED else []
        special = {
            EXACT: self.exact(n), LINKS_301: f"/old-blog/{name}/", LINKS_302: f"/go/{n}/", LINKS_CHAIN: f"/r1/{n}/",
            LINKS_404: f"/blog/gone-{n}/", LINKS_SOFT: f"/shop/withdrawn/{n}/",
        }  # fmt: skip
        return [*found, special[rest]] if rest in special else found

    def _with(self, rest: int) -> range:
        return range(rest, self.articles, 200)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Kind and path of everything that answers 200 with a page, traps aside."""
        yield "home", "/"
        yield "section", "/shop/"
        yield from (("static", path) for path in STATIC)
        for name in self.lists():
            kind = name.split("/")[1] if name.count("/") > 2 else "blog"
            yield f"{kind} list", name
            yield from ((f"{kind} list", f"{name}page/{part}/") for part in range(2, self.parts(name) + 1))
        yield from (("article", self.article(n)) for n in range(self.articles))
        yield from (("translation", self.translation(n)) for n in range(1, self.articles, 10))
        yield from (("near copy", self.copy(n)) for n in range(COPIED, self.articles, 20))
        yield from (("exact copy", self.exact(n)) for n in self._with(EXACT))
        yield from (("product", self.product(n)) for n in range(self.products))
        yield from (("soft 404", f"/shop/withdrawn/{n}/") for n in self._with(LINKS_SOFT))

    def truth(self, *, traps: bool) -> Truth:
        """What a right crawl finds."""
        kinds = Counter(kind for kind, _ in self.addresses())
        all_of = self._with
        moved = [n for n in range(self.articles) if self.canonical(n) not in (None, n)]
        names = {n: slug(self.title(n)) for n in all_of(LINKS_301)}
        return Truth(
            pages=kinds.total(),
            kinds=dict(kinds),
            near_pairs=tuple(
                (self.article(n), self.copy(n), self.variant(n)) for n in range(COPIED, self.articles, 20)
            ),
            exact_pairs=tuple((self.article(n), self.exact(n)) for n in all_of(EXACT)),
            noindex=tuple(self.article(n) for rest in NOINDEX for n in all_of(rest)),
            canonicals=tuple((self.article(n), self.article(n + 1)) for n in moved),
            canonical_chains=tuple(
                (self.article(n), self.article(n + 1), self.article(n + 2))
                for n in all_of(CHAIN)
                if n + 2 < self.articles
            ),
            orphans=tuple(self.article(n) for n in all_of(ORPHAN)),
            permanent=tuple((f"/old-blog/{name}/", self.article(n)) for n, name in names.items()),
            temporary=tuple((f"/go/{n}/", self.behind(n)) for n in all_of(LINKS_302)),
            chains=tuple((f"/r1/{n}/", f"/r2/{n}/", f"/r3/{n}/", self.article(n)) for n in all_of(LINKS_CHAIN)),
            loops=("/loop/a/", "/loop/b/"),
            broken=tuple((self.article(n), f"/blog/gone-{n}/") for n in all_of(LINKS_404)),
            soft_404=tuple(f"/shop/withdrawn/{n}/" for n in all_of(LINKS_SOFT)),
            one_way=tuple((self.article(n), self.translation(n)) for n in all_of(NO_RETURN)),
            breakers=tuple(self.article(n) for n in all_of(BREAKER)),
            sitemap_faults=self.legacy(),
            disallowed=("/cart/", "/private/plans/"),
            traps={
                "calendar": "/events/", "growing query": "/compare/?", "facets": "/shop/*/?", "repeated": "/help/help/",
                "random": "/find/", "sessions": "/account/help/?PHPSESSID=",
            } if traps else {},
        )  # fmt: skip

    def legacy(self) -> tuple[str, ...]:
        """Entries of the sitemap that nobody looks after."""
        redirected = [f"/old-blog/{slug(self.title(n))}/" for n in self._with(LINKS_301)]
        missing = [f"/blog/gone-{n}/" for n in self._with(LINKS_404)]
        return (*redirected[:10], *missing[:10], *(self.article(n) for n in self._with(NOINDEX[0])[:10]))


def _having(articles: int, rest: int) -> int:
    return len(range(rest, articles, 200))


def slug(title: str) -> str:
    """The words of an address; little words of settings stay, so that it reads like the title."""
    letters = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "'": "", ",": ""})
    return title.lower().translate(letters).replace(" ", "-")


_GERUNDS = {word.lower(): at for at, word in enumerate(GERUNDS)}
_OBJECTS = {slug(words): at for at, words in enumerate(OBJECTS)}
_BY_LAST = {slug(words).rpartition("-")[2]: at for at, words in enumerate(SETTINGS)}
_LOOKS = {word.lower(): at for at, word in enumerate(LOOKS)}
_MATERIALS = {word: at for at, word in enumerate(MATERIALS)}
_THINGS = {word: at for at, word in enumerate(THINGS)}
_AUTHOR_SLUGS = {slug(name): at for at, name in enumerate(AUTHORS)}
