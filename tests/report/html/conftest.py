"""Reports in HTML of everything that can be reported, as files that a browser opens."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from larder_comparison import comparison
from saltmarsh_site import crawled, rows

from indexaudit import testing
from indexaudit.api import audit_snapshot
from indexaudit.comparison import Comparison
from indexaudit.model import PageAudit
from indexaudit.report.html import comparison as of_comparison
from indexaudit.report.html import pages as of_pages
from indexaudit.report.html import site as of_site
from indexaudit.report.site.crawled import Crawled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["comparison", "crawled", "rows"]

KINDS = ("comparison", "site", "page", "pages")


@cache
def audits() -> tuple[PageAudit, ...]:
    """A page with faults, one that robots.txt blocks, an empty shell and a good one."""
    card = '<meta property="og:title" content="Plums"><meta property="og:image" content="/plum.jpg">'
    made = (
        testing.snapshot(
            head="<title>Plums | Larder</title>" + card, words=60, robots="User-agent: GPTBot\nDisallow: /\n"
        ),
        testing.snapshot(head="<title>Pears</title>", words=400, robots="User-agent: *\nDisallow: /\n"),
        testing.snapshot(html="<html><body><div id=root></div><script src=/a.js></script></body></html>"),
        testing.snapshot(
            head="<title>Quinces, and how to keep them over the winter</title>",
            words=900,
            rendered={"head": "<title>Quinces, kept</title><meta name=robots content=noindex>", "words": 950},
        ),
    )
    return tuple(
        replace(audit, url=f"{audit.url}?n={n}") for n, audit in enumerate(audit_snapshot(one) for one in made)
    )


def replaced(value: Any, said: str) -> Any:
    """The same value in which every free text is this one: all strings but terms, dates and addresses of documents."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = _KEPT.get(type(value).__name__, frozenset())
        changes = {
            field.name: replaced(getattr(value, field.name), said)
            for field in dataclasses.fields(value)
            if field.name not in kept
        }
        return replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(replaced(each, said) for each in value)
    return said if type(value) is str else value


_KEPT = {
    # What the library itself chooses from its own lists, and what joins one record to another.
    "Source": frozenset({"title", "url", "checked"}),
    "Finding": frozenset({"rule"}),
    "Skipped": frozenset({"rule"}),
    "ItemFinding": frozenset({"rule"}),
    "SiteFinding": frozenset({"rule"}),
    "AgentAccess": frozenset({"purpose", "agent", "operator"}),
    "Difference": frozenset({"what"}),
    "Probe": frozenset({"probe", "ended"}),
    "Evidence": frozenset({"where", "known"}),
    "Address": frozenset({"visibility", "address_form"}),
    "KeyphraseFacts": frozenset({"basis", "found_in"}),
    "PageAudit": frozenset({"schema", "indexability_reasons", "passed"}),
    "Score": frozenset({"gates"}),
    "LedgerItem": frozenset({"id", "kind", "searchable", "searchable_known", "date_known", "words_known", "copies"}),
    "LadderRow": frozenset({"kind"}),
    "Month": frozenset({"month"}),
    "DeclaredShare": frozenset({"level", "reviewed"}),
    "Signal": frozenset({"favours"}),
    "CopyMember": frozenset({"item", "relation"}),
    "CopyCluster": frozenset({"id", "winner"}),
    "AdviceLine": frozenset({"action", "items", "rule"}),
    "PageRow": frozenset({"state"}),
    "SitemapReport": frozenset({"origin", "state"}),
    "Comparison": frozenset({"schema"}),
    "SiteAudit": frozenset({"schema"}),
}


@pytest.fixture(scope="session")
def render(comparison: Comparison, crawled: Crawled, rows: Iterable[Any]) -> Callable[..., str]:
    """A kind of report (:data:`KINDS`) as a file; ``saying``: with this text wherever somebody else can choose one."""
    kept = tuple(rows)
    small = replace(comparison, items=comparison.items[:22])

    def render(kind: str, saying: str | None = None) -> str:
        def said(value: Any) -> Any:
            return value if saying is None else replaced(value, saying)

        if kind == "comparison":
            return of_comparison.render(comparison if saying is None else said(small))
        if kind == "site":
            few = kept if saying is None else said(kept[:12])
            return of_site.render(Crawled(audit=said(crawled.audit), rows=lambda: iter(few)))
        chosen = audits()[:1] if kind == "page" else audits()
        return of_pages.render(said(chosen))

    return render


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a report and keeps what the browser said of it in ``page.trouble``: errors, refusals, requests."""
    contexts = []

    def opened(html: str, **options: Any) -> Page:
        file = tmp_path / f"report-{len(contexts)}.html"
        file.write_text(html, "utf-8")
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        trouble: list[str] = []
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: request.url == file.as_uri() or trouble.append(f"request: {request.url}"))
        page.goto(file.as_uri())
        page.trouble = trouble  # type: ignore[attr-defined]
        return page

    yield opened
    for context in contexts:
        context.close()
