"""What second requests answered to the fact groups that rules read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from indexaudit import facts
from indexaudit.config import Limits
from indexaudit.engine import FactProvider, ask
from indexaudit.exchange import REFUSALS, Exchange
from indexaudit.extract.document import Page
from indexaudit.extract.sitemaps import read_sitemap
from indexaudit.looks import Look, Probes
from indexaudit.web.urls import same_page

__all__ = ["NOT_PROBED", "alike", "read_author_pages", "read_missing_page", "read_redirect_again", "unseen"]

Open = Callable[[Look], FactProvider]
"""A look to the facts of the page that it saw."""

NOT_PROBED: Final = "needs a second request, which this run does not make; --probe makes it"
_PASSING: Final = frozenset({408, 425, 500, 502, 503, 504})
_INSTEAD: Final = frozenset({"challenge", "consent", "login"})
"""Walls behind which there may be anything."""


def unseen(look: Look, provider: FactProvider) -> str | None:
    """Why a look says nothing of what is at its address, in plain words; null when it does.

    A host that refuses us may let others in, and a fault of the server may pass.
    """
    if look.exchange is None:
        return look.reason or "nothing answered"
    status = look.exchange.status
    if status in REFUSALS:
        return f"the host refused us (status {status})"
    if status in _PASSING:
        return f"the host answers {status}, which may pass"
    content = ask(provider, facts.Content)
    if isinstance(content, facts.Content):
        for wall in content.walls:
            if wall.kind in _INSTEAD:
                return "a bot challenge, a login or a consent page was served instead"
    return None


def alike(one: FactProvider, other: FactProvider) -> float | None:
    """Share of the words that the main texts of two pages have in common, 0 to 1; null when that cannot be told."""
    texts = []
    for provider in (one, other):
        main = ask(provider, facts.MainText)
        if not isinstance(main, facts.MainText) or not main.text.strip():
            return None
        texts.append(" ".join(main.text.split()))
    if texts[0] == texts[1]:
        return 1.0
    # It loads numpy, for which runs that compare nothing shall not wait.
    from indexaudit.similarity.signatures import signature, similarity

    first, second = map(signature, texts)
    if first is not None and second is not None:
        return round(similarity(first, second), 3)
    # Too short to be compared word by word; of a notice and an article the lengths alone say that they differ.
    shorter, longer = sorted(map(len, texts))
    return round(shorter / longer, 3) if shorter <= longer / 2 else None


def _same_words(one: FactProvider, other: FactProvider, made_up: str) -> float | None:
    """1 when two pages have the very same text, menus included and the made-up address aside. For pages whose main text
    cannot be told, because they read like an error."""
    pages = [ask(provider, Page) for provider in (one, other)]
    word = urlsplit(made_up).path.rpartition("/")[2]
    texts = [" ".join(page.flat.replace(word, "").split()) for page in pages if isinstance(page, Page)]
    return 1.0 if len(texts) == 2 and texts[0] and texts[0] == texts[1] else None


def read_missing_page(
    probes: Probes | None, page: FactProvider, final_url: str, opened: Open
) -> facts.MissingPage | facts.Missing:
    """``page``: the facts of the page itself, which answered at ``final_url``."""
    if probes is None:
        return facts.NotAsked(NOT_PROBED)
    for look in probes.of("missing"):
        provider = opened(look)
        if (why := unseen(look, provider)) is not None or look.exchange is None:
            return facts.Unavailable(f"what answers at an address that nothing can be at is not known: {why}")
        head = ask(provider, facts.Head)
        named = head.canonical if isinstance(head, facts.Head) else None
        here = (look.exchange.final_url, *((named,) if named else ()))
        return facts.MissingPage(
            url=look.url,
            status=look.exchange.status,
            similarity=_same_words(page, provider, look.url) or alike(page, provider),
            leads_here=any(same_page(url, final_url) for url in here),
        )
    return facts.NotApplicable("no address beside the page was asked for")


def read_author_pages(probes: Probes | None, opened: Open) -> facts.AuthorPages | facts.NotAsked:
    """In the order in which they were asked for."""
    if probes is None:
        return facts.NotAsked(NOT_PROBED)
    return facts.AuthorPages(pages=tuple(_author_page(look, opened(look)) for look in probes.of("author")))


def _author_page(look: Look, provider: FactProvider) -> facts.AuthorPage:
    exchange = look.exchange
    why = unseen(look, provider)
    content = ask(provider, facts.Content)
    if why is None and isinstance(content, facts.Content) and content.shell is not None:
        why = "it is empty until scripts have run"
    if why is None and exchange is not None and exchange.truncated:
        why = "it was only half read"
    return facts.AuthorPage(
        url=look.url,
        unseen=why,
        status=None if exchange is None else exchange.status,
        final_url=look.url if exchange is None else exchange.final_url,
        text=" ".join(" ".join(_said(provider)).split()),
    )


def _said(provider: FactProvider) -> Iterator[str]:
    """What a page says to those who read it, and in its head and structured data."""
    head, cards, data = ask(provider, facts.Head), ask(provider, facts.Cards), ask(provider, facts.StructuredData)
    if isinstance(head, facts.Head):
        yield from (head.title or "", head.description or "")
    if isinstance(cards, facts.Cards):
        yield cards.text("og:title") or ""
    if isinstance(data, facts.StructuredData):
        yield from (node.text("name") or "" for node in data.nodes)
    page = ask(provider, Page)
    if isinstance(page, Page):
        yield page.flat


def read_redirect_again(
    probes: Probes | None, exchange: Exchange | facts.Missing, limits: Limits
) -> facts.RedirectAgain | facts.Missing:
    """``exchange``: the first way to the page."""
    if probes is None:
        return facts.NotAsked(NOT_PROBED)
    if isinstance(exchange, facts.Missing):
        return exchange
    for look in probes.of("redirect"):
        if look.exchange is None:
            return facts.Unavailable(f"{look.url} could not be asked again: {look.reason}")
        if look.exchange.status in REFUSALS | _PASSING:
            return facts.Unavailable(f"{look.url} answers {look.exchange.status} when it is asked again")
        return facts.RedirectAgain(
            url=look.url,
            status=look.exchange.hops[0].status,
            leads_to=look.exchange.final_url,
            language=look.language,
            listed_in=_listed_in(probes, exchange.final_url, limits),
        )
    return facts.NotApplicable("no redirect leaves a doubt")


def _listed_in(probes: Probes, url: str, limits: Limits) -> str | None:
    for look in probes.of("sitemap"):
        if look.exchange is None or look.exchange.status != 200:
            continue
        sitemap = read_sitemap(look.body, url=look.exchange.final_url, limits=limits)
        if any(entry.loc is not None and same_page(entry.loc, url) for entry in sitemap.entries):
            return look.url
    return None
