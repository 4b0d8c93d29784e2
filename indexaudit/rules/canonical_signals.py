"""Rules on what else speaks for one address: share metadata, structured data, redirects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urldefrag

from indexaudit.facts import Cards, Head, Node, Rendering, StructuredData
from indexaudit.model import Dimension, Evidence, EvidenceStrength, Outcome, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.canonical_links import hides_behind_home, private_host
from indexaudit.rules.compare import loosely_same
from indexaudit.rules.sources import GOOGLE_CANONICAL, GOOGLE_JAVASCRIPT, GOOGLE_REDIRECTS
from indexaudit.snapshot import Exchange
from indexaudit.web.urls import host_of, join, registrable_domain, same_page

_PAGES: Final = ("WebPage", "ItemPage", "ArticlePage", "FAQPage")
_WORKS: Final = ("Article", "BlogPosting", "NewsArticle", "TechArticle", "Report", "SocialMediaPosting", "Product")


@rule(
    "canonical-raw-vs-rendered",
    "Scripts leave the canonical as it is",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_JAVASCRIPT, GOOGLE_CANONICAL],
    since="0.1",
)
def canonical_raw_vs_rendered(head: Head, rendering: Rendering) -> Outcome:
    """The canonical is the same before and after scripts have run.

    ## Why
    Google advises against changing a canonical by script: it may go by either. One that only scripts add is seen late,
    and by few others. It takes a browser to tell (`--render`).

    ## Fix
    Write the canonical on the server, and leave it alone.
    """
    before, after = head.canonical, rendering.head.canonical
    if before == after:
        if before is None:
            return unless_half_read(skip("neither the HTML nor the rendered page names a canonical"), head, rendering)
        return ok(evidence(f"{before}, served and rendered", where="rendered"))
    if after is None:
        outcome = fail(
            f"scripts take out the canonical {before}",
            *_canonicals(head),
            fix=f"Leave `{_link(before)}` alone in every script and tag manager.",
        )
        return unless_half_read(outcome, rendering)
    seen = evidence(_link(after), where="rendered")
    if before is None:
        outcome = warn(
            f"only scripts name a canonical: {after}", seen, fix=f"Let the server write `{_link(after)}` into the head."
        )
        return unless_half_read(outcome, head)
    return fail(
        f"scripts change the canonical from {before} to {after}",
        *_canonicals(head),
        seen,
        fix=f"Let the server write the right one of `{before}` and `{after}`, and let no script touch it.",
    )


def _link(url: str | None) -> str:
    return f'<link rel="canonical" href="{url}">'


def _canonicals(head: Head) -> tuple[Evidence, ...]:
    return tuple(
        evidence(_link(c.href), line=c.line, where="header" if c.where == "header" else "html")
        for c in head.canonicals[:2]
    )


@rule(
    "canonical-signals-agree",
    "Redirects, og:url and structured data agree with the canonical",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_CANONICAL, GOOGLE_REDIRECTS],
    since="0.1",
)
def canonical_signals_agree(
    head: Head, cards: Cards, data: StructuredData, exchange: Exchange, page_type: PageType
) -> Outcome:
    """Everything on the page that names its address names the same one.

    ## Why
    Redirect, canonical, hreflang and links add up; where they differ, search engines choose. Scheme, `www.`, case and
    a final slash are not held against og:url and structured data: an old og:url is often kept on purpose, because share
    counts hang on it. A redirect is the strongest signal, so a canonical that names another page than the one it led
    to is a fail.

    ## Fix
    Write the canonical's address everywhere.
    """
    canonical = head.canonical
    if canonical is None:
        return unless_half_read(skip("the page names no canonical"), head)
    final = exchange.final_url
    if private_host(head, exchange):
        return skip("the canonical is on no public host; see canonical-target-ok")
    if hides_behind_home(head, exchange, page_type):
        return skip("the canonical names the home page; see canonical-duplicate")
    if registrable_domain(host_of(canonical) or "") != registrable_domain(host_of(final) or ""):
        return skip("the canonical is on another domain; see canonical-self")
    if len(exchange.hops) > 1 and not same_page(canonical, final):
        return fail(
            f"the redirect leads to {final}, and its canonical names {canonical}",
            *(evidence(f"{hop.status} {hop.url}", where="header") for hop in exchange.hops),
            fix=f"Redirect to `{canonical}` at once, or name `{final}` as canonical.",
        )
    signals = list(_signals(head, cards, data, final))
    if not signals and len(exchange.hops) == 1:
        return unless_half_read(skip("nothing else on the page names its address"), head, cards, data)
    for what, url, seen in signals:
        if not loosely_same(url, canonical):
            return warn(
                f"{what} names {url}, and the canonical {canonical}",
                seen,
                fix=f"Write `{canonical}` in {what} instead of `{url}`.",
            )
    return ok(*(seen for _, _, seen in signals))


def _signals(head: Head, cards: Cards, data: StructuredData, final: str) -> Iterator[tuple[str, str, Evidence]]:
    if (card := cards.first("og:url")) and (url := _address(card.content, final)):
        yield "og:url", url, evidence(f'og:url "{card.content}"', line=card.line, byte=card.byte)
    works = [node for node in data.nodes if node.is_a(*_WORKS)]
    # Several works make a list: each names its own page, and none names this one.
    for node in works if len(works) == 1 else ():
        if url := _named(node, final):
            yield (
                "mainEntityOfPage",
                url,
                evidence(f"{'/'.join(node.types)} is the main thing of {url}", line=node.line),
            )
    for alternate in head.hreflangs:
        if alternate.url and same_page(alternate.url, final):
            text = f'hreflang="{alternate.hreflang}" href="{alternate.href}"'
            yield "hreflang", alternate.url, evidence(text, line=alternate.line)


def _named(node: Node, final: str) -> str | None:
    """The page that a work says it is the main thing of, else the work's own address."""
    for page in node.nodes("mainEntityOfPage"):
        if not page.types or page.is_a(*_PAGES):
            for text in (page.text("url"), page.id, page.text("@id")):
                if text and (url := _address(text, final)):
                    return url
    for text in (node.text("mainEntityOfPage"), node.text("url")):
        if text and (url := _address(text, final)):
            return url
    return None


def _address(text: str, final: str) -> str | None:
    """Absolute and without fragment; null for what is no web address (an ``@id`` may be any name)."""
    if not text.startswith(("http:", "https:", "/")):
        return None
    url = join(final, text)
    return urldefrag(url).url if url and url.startswith(("http:", "https:")) else None
