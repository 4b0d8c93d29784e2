"""Rules on what stands between an anonymous reader and the content: error pages, logins, empty shells."""

from __future__ import annotations

from collections.abc import Iterable

from indexaudit.facts import Content, Missing, MissingPage, Rendering, Unavailable, Wall
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Indexability, Outcome, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unknown, unless_half_read, warn
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
    *,
    exchange: Exchange,
    content: Content,
    address: Address,
    beside: MissingPage | Missing,
    rendering: Rendering | Missing,
    thresholds: Thresholds,
) -> Outcome:
    """The page does not say "not found" while its status says 200.

    ## Why
    Google excludes pages that answer 200 and read like an error, or that are empty. One sign alone proves nothing (an
    article may be about error pages), so the gate shuts on two independent signs only. That the same text answers at an
    address beside it that nothing can be at is such a sign, which takes a second request (`--probe`). An empty shell
    that waits for scripts is another fault (see content-in-raw-html), unless a browser shows that they make an error
    page of it.

    ## Fix
    Answer 404 or 410 when there is nothing, 301 when it moved, or bring the content back.
    """
    if not 200 <= exchange.status < 300:
        return skip("the status says what it is")
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    if shell := platform_shell(content, address):
        return unknown(shell)
    wall = _wall(content.walls, "not_found")
    made = _made_by_scripts(content, rendering, "not_found", thresholds)
    if wall is None and made is not None:
        return fail(
            f"the page answers {exchange.status}, and its scripts make an error page of it: {'; '.join(made.signs)}",
            *_rendered(made),
            fix=f"Answer 404 or 410 instead of {exchange.status}; where only scripts know, let them redirect to an "
            "address that answers 404, or add a noindex.",
        )
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
    exchange: Exchange,
    content: Content | Unavailable,
    address: Address,
    rendering: Rendering | Missing,
    thresholds: Thresholds,
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
    if wall := _wall(content.walls, "login"):
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
    if made := _made_by_scripts(content, rendering, "login", thresholds):
        return fail(
            f"the page is empty until scripts have run, and then a login stands there: {'; '.join(made.signs)}",
            *_rendered(made),
            fix="Serve the text to readers without an account; publish a copy on a host of your own if you cannot.",
        )
    if wall := _wall(content.walls, "consent"):
        return unknown(f"a consent wall was served, which other regions may not see: {'; '.join(wall.signs)}")
    if wall := _wall(content.walls, "paywall"):
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
def content_in_raw_html(
    exchange: Exchange, content: Content, address: Address, rendering: Rendering | Missing, thresholds: Thresholds
) -> Outcome:
    """The text does not wait for scripts.

    ## Why
    Google renders pages, later and at a cost; Bing renders few, and the crawlers of AI services and of share previews
    none. They see what the server sends. Without a browser only an empty shell can be told. With one (`--render`) the
    words of the rendered main text are looked for in the HTML as it was served, hidden text included and comments left
    out; a widget of a few words that scripts add is no fault.

    ## Fix
    Render on the server or at build time, so that the text is in the HTML.
    """
    if refused := refusal(exchange, content):
        return unknown(f"the host refused us: {refused}")
    if shell := platform_shell(content, address):
        return unknown(shell)
    fix = "Send the main text in the HTML itself: render on the server or at build time."
    if content.shell is None:
        return _by_share(rendering, thresholds, fix)
    said = "; ".join(content.shell.signs)
    if not isinstance(rendering, Rendering):
        return fail(f"the page is empty until scripts have run: {said}", *content.shell.evidence, fix=fix)
    if rendering.words:
        made = f"scripts then make {rendering.words} words of text"
        return fail(f"the page is empty until scripts have run: {said}; {made}", *content.shell.evidence, fix=fix)
    left = f"the browser shows {rendering.visible_words} words"
    if open_ends := (*rendering.gaps, *rendering.refused):
        # The text may hang on what it was not given, which a search engine may be given.
        return unknown(f"the page is empty until scripts have run, and {left}: {open_ends[0]}", *content.shell.evidence)
    return fail(
        f"the page is empty, and stays so when scripts have run: {said}; {left}", *content.shell.evidence, fix=fix
    )


def _by_share(rendering: Rendering | Missing, thresholds: Thresholds, fix: str) -> Outcome:
    """Of a page that has some text of its own."""
    if isinstance(rendering, Unavailable):
        return unknown(rendering.reason)
    if not isinstance(rendering, Rendering):
        return skip("how much of the text scripts add can only be told with a browser")
    if rendering.words is None or rendering.words_served is None:
        return unless_half_read(skip("the rendered page has no main text to look for"), rendering)
    words, served = rendering.words, rendering.words_served
    share = served / words if words else 1.0
    seen = evidence(f"{words} words of main text when scripts have run, {served} of them as served", where="rendered")
    if share >= thresholds.served_share or words - served <= thresholds.script_words_few:
        return unless_half_read(ok(seen), rendering)
    message = f"scripts bring {words - served} of the {words} words of the main text"
    if share < thresholds.served_share_least and words - served >= thresholds.script_words:
        return fail(message, seen, fix=fix)
    return warn(message, seen, fix=fix)


def _wall(walls: Iterable[Wall], kind: str) -> Wall | None:
    return next((wall for wall in walls if wall.kind == kind), None)


def _made_by_scripts(
    content: Content, rendering: Rendering | Missing, kind: str, thresholds: Thresholds
) -> Wall | None:
    """The wall that scripts make of an empty shell, when it has signs enough."""
    if content.shell is None or not isinstance(rendering, Rendering):
        return None
    wall = _wall(rendering.walls, kind)
    return wall if wall is not None and len(wall.signs) >= thresholds.wall_signs else None


def _rendered(wall: Wall) -> tuple[Evidence, ...]:
    """What was seen of a wall in the rendered page, whose lines are nobody's."""
    return tuple(evidence(seen.text, where="rendered") for seen in wall.evidence)
