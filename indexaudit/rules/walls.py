"""Rules on what stands between an anonymous reader and the content: error pages, logins, empty shells."""

from __future__ import annotations

from indexaudit.facts import Content, Missing, MissingPage, Unavailable, Wall
from indexaudit.model import Address, Dimension, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, warn
from indexaudit.rules.refusals import platform_login, platform_shell, refusal
from indexaudit.rules.sources import (
    AI_CRAWLERS,
    BING_GUIDELINES,
    GOOGLE_CRAWL_ERRORS,
    GOOGLE_JAVASCRIPT,
    GOOGLE_PAYWALL,
    GOOGLE_TECHNICAL,
)
from indexaudit.rules.thresholds import Thresholds
from indexaudit.snapshot import Exchange


@rule(
    "soft-404",
    "A page that answers 200 has content",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_CRAWL_ERRORS, GOOGLE_JAVASCRIPT],
    since="0.1",
    gate=Indexability.BROKEN,
)
def soft_404(
    exchange: Exchange, content: Content, address: Address, beside: MissingPage | Missing, thresholds: Thresholds
) -> Outcome:
    """The page does not say "not found" while its status says 200.

    ## Why
    Google excludes pages that answer 200 and read like an error, or that are empty. One sign alone proves nothing (an
    article may be about error pages), so the gate shuts on two independent signs only. That the same text answers at an
    address beside it that nothing can be at is such a sign, which takes a second request (`--probe`). An empty shell
    that waits for scripts is another fault: see content-in-raw-html.

    ## Fix
    Answer 404 or 410 when there is nothing, 301 when it moved, or bring the content back.
    """
    if not 200 <= exchange.status < 300:
        return skip("the status says what it is")
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    if shell := platform_shell(content, address):
        return unknown(shell)
    wall = _wall(content, "not_found")
    if content.shell is not None and wall is None:
        return skip("the page is empty until scripts have run; see content-in-raw-html")
    everywhere = _everywhere(beside, thresholds)
    if wall is None:
        return _without_signs(exchange, beside, everywhere)
    signs = (*wall.signs, everywhere) if everywhere else wall.signs
    said = "; ".join(signs)
    if len(signs) < thresholds.wall_signs:
        return warn(
            f"one sign of an error page: {said}",
            *wall.evidence,
            fix="If the page is there, take out what reads like an error; if it is not, answer 404.",
        )
    return fail(
        f"the page answers {exchange.status} and reads like an error: {said}",
        *wall.evidence,
        fix=f"Answer 404 or 410 instead of {exchange.status}, redirect with 301, or bring the content back.",
    )


def _everywhere(beside: MissingPage | Missing, thresholds: Thresholds) -> str | None:
    """The sign that the page is what its host answers to any address; null when it is not, or is not known."""
    if not isinstance(beside, MissingPage) or not 200 <= beside.status < 300 or beside.leads_here:
        return None
    if beside.similarity is None or beside.similarity < thresholds.duplicate_similarity_most:
        return None
    return f"the same text answers at {beside.url}, where nothing can be"


def _without_signs(exchange: Exchange, beside: MissingPage | Missing, everywhere: str | None) -> Outcome:
    if not isinstance(beside, MissingPage):
        return ok()
    seen = evidence(f"status {beside.status} at {beside.url}", where="header")
    if everywhere:
        return warn(
            everywhere,
            seen,
            fix=f"Answer 404 to addresses at which nothing is, and let `{exchange.final_url}` have a text of its own.",
        )
    if 200 <= beside.status < 300 and not beside.leads_here:
        return ok(seen, message=f"the host answers {beside.status} to {beside.url} too, where nothing can be")
    return ok(seen)


@rule(
    "no-login-wall",
    "An anonymous reader gets the content",
    dimension=Dimension.ACCESS,
    severity=Severity.GATE,
    evidence=EvidenceStrength.REQUIREMENT,
    sources=[GOOGLE_TECHNICAL, GOOGLE_PAYWALL],
    since="0.1",
    gate=Indexability.WALLED,
)
def no_login_wall(
    exchange: Exchange, content: Content | Unavailable, address: Address, thresholds: Thresholds
) -> Outcome:
    """The content is served without a login.

    ## Why
    A search engine has no account: what stands behind a login is not crawled. A "sign in" link is no wall, nor is a
    cookie banner. A consent wall that hides everything may be shown in our region only, so it is "unknown". A paywall
    shuts nobody out of the index; whether its markup says so is judged by paywall-markup.

    ## Fix
    Serve the text itself to everyone, or at least enough of it.
    """
    if exchange.status == 401 and exchange.header("www-authenticate"):
        return fail(
            "the host asks for a login (status 401)",
            evidence(f"status 401 with WWW-Authenticate, at {exchange.final_url}", where="header"),
            fix="Serve the page without authentication, with status 200.",
        )
    if isinstance(content, Unavailable):
        return unknown(content.reason)
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    if wall := _wall(content, "login"):
        if stopped := platform_login(address):
            return unknown(stopped, *wall.evidence)
        said = "; ".join(wall.signs)
        if len(wall.signs) < thresholds.wall_signs:
            return warn(
                f"one sign of a login wall: {said}",
                *wall.evidence,
                fix="Make sure that the whole text is served to a reader who is not logged in.",
            )
        return fail(
            f"a login stands before the content: {said}",
            *wall.evidence,
            fix="Serve the text to readers without an account; publish a copy on a host of your own if you cannot.",
        )
    if shell := platform_shell(content, address):
        return unknown(shell)
    if wall := _wall(content, "consent"):
        return unknown(f"a consent wall was served, which other regions may not see: {'; '.join(wall.signs)}")
    if wall := _wall(content, "paywall"):
        return ok(*wall.evidence, message="part of the text may be paid for; see paywall-markup")
    return ok()


@rule(
    "content-in-raw-html",
    "The main text is in the HTML that the server sends",
    dimension=Dimension.ACCESS,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_JAVASCRIPT, BING_GUIDELINES, AI_CRAWLERS],
    since="0.1",
    gate=Indexability.RENDERED_ONLY,
)
def content_in_raw_html(exchange: Exchange, content: Content, address: Address) -> Outcome:
    """The page is not an empty shell that scripts must fill.

    ## Why
    Google renders pages, later and at a cost; Bing renders few, and the crawlers of AI services and of share previews
    none. An empty root element is all that they see. Without a browser only the empty shell can be told; how much of
    the text scripts add to a page that has some needs rendering.

    ## Fix
    Render on the server or at build time, so that the text is in the HTML.
    """
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    if shell := platform_shell(content, address):
        return unknown(shell)
    if content.shell is None:
        return skip("what scripts add to the page can only be told with a browser")
    return fail(
        f"the page is empty until scripts have run: {'; '.join(content.shell.signs)}",
        *content.shell.evidence,
        fix="Send the main text in the HTML itself: render on the server or at build time.",
    )


def _wall(content: Content, kind: str) -> Wall | None:
    return next((wall for wall in content.walls if wall.kind == kind), None)
