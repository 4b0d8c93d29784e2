"""Logins, bot checks, consent pages, soft 404, paywalls and empty shells, and the pages that look like them."""

from __future__ import annotations

import pytest
from content_helpers import SENTENCE, content, prose

FORM = '<form action="/session"><input name="user"><input type="password"></form>'
CHALLENGE = "<script>window._cf_chl_opt = {};</script><noscript>Enable JavaScript and cookies to continue</noscript>"

WALLED: dict[str, tuple[str, dict[str, object]]] = {
    "a redirect to a login page": (
        "login",
        {"body": f"<h1>Welcome</h1>{FORM}", "url": "https://example.com/login?next=%2Fp"},
    ),
    "a login form and nothing else": ("login", {"body": FORM, "title": "Log in | Example"}),
    "a German login page": ("login", {"body": f"<h1>Anmelden</h1>{FORM}", "title": "Beispiel"}),
    "a teaser that asks to log in": (
        "login",
        {"body": f"<h1>Anna's post</h1><p>Log in to view this post.</p>{FORM}", "title": "Anna on Example"},
    ),
    "a wall address that asks to sign in": (
        "login",
        {"body": "<h1>Sign in to continue</h1>", "title": "Example", "url": "https://example.com/authwall?trk=x"},
    ),
    "a page that waits for a moment": ("challenge", {"body": CHALLENGE, "title": "Just a moment..."}),
    "a refusal with its reference": (
        "challenge",
        {"body": "<h1>Access Denied</h1><p>You don't have permission to access this. Reference #18.2f.</p>"},
    ),
    "a slider captcha": (
        "challenge",
        {"body": '<p>Please confirm you are a human</p><script src="https://ct.captcha-delivery.com/c.js"></script>'},
    ),
    "a bare refusal": ("challenge", {"body": "<h1>403 Forbidden</h1>", "title": "403 Forbidden"}),
    "a redirect to a consent host": (
        "consent",
        {
            "body": f'<h1>Before you continue</h1>{prose(4)}<form action="https://consent.example.com/save"></form>',
            "url": "https://consent.example.com/m?continue=x",
        },
    ),
    "an error page with its own template": (
        "not_found",
        {
            "body": '<body class="error404"><h1>Oops! That page can’t be found.</h1></body>',
            "title": "Page not found – Example",
        },
    ),
    "an error page in Spanish": (
        "not_found",
        {
            "body": "<h1>Página no encontrada</h1>" + "<a href=/>Inicio</a> " * 80,
            "title": "Página no encontrada | Ejemplo",
        },
    ),
    "an error page in few words": ("not_found", {"body": "<p>Sorry.</p>", "title": "Error 404 (Not Found)!!1"}),
    "an error page that says so in its text": (
        "not_found",
        {"body": "<h1>404</h1><p>The page you are looking for could not be found.</p>" + "<a href=/>Home</a> " * 90},
    ),
    "structured data says that it is paid for": (
        "paywall",
        {"body": f'{prose(3)}<script type="application/ld+json">{{"isAccessibleForFree": false}}</script>'},
    ),
    "structured data as text says that it is paid for": (
        "paywall",
        {"body": f'{prose(3)}<script type="application/ld+json">{{"isAccessibleForFree":"False"}}</script>'},
    ),
    "a box offers the rest to subscribers": (
        "paywall",
        {"body": f'{prose(2)}<div class="article-paywall"><p>Subscribe to continue reading</p></div>'},
    ),
    "the call of a bot wall and nothing else": (
        "challenge",
        {"body": '<body><iframe src="/_Incapsula_Resource?SWUDNSAI=30">Request unsuccessful.</iframe></body>'},
    ),
    "a meta tag locks it": ("paywall", {"body": prose(3), "metas": {"article:content_tier": "locked"}}),
}

OPEN: dict[str, dict[str, object]] = {
    "an article with a sign-in link": {
        "body": f'<a href="/login">Sign in</a><h1>Tyres</h1>{prose(6)}',
        "title": "Tyres",
    },
    "an article with a login dialog": {"body": f"<h1>Tyres</h1>{prose(6)}<div>{FORM} Log in to continue</div>"},
    "a short page with a hidden login dialog": {
        "body": f"<h1>Tyres</h1><p>Ten sizes.</p><div hidden>Please log in {FORM}</div>"
    },
    "an article about logins": {
        "body": f"<h1>Log in without a password</h1>{prose(6)}",
        "title": "Log in without a password",
    },
    "a thread that asks to log in for a reply": {
        "body": "<h1>Which tyre?</h1><p>The blue one.</p><p>You must log in or register to reply here.</p>",
    },
    "an article about error pages": {
        "body": f"<h1>How to design a 404 page</h1>{prose(6)}<p>Say that the page could not be found.</p>",
        "title": "How to design a 404 page - Example",
    },
    "a short article about error pages": {
        "body": "<h1>Why a page not found is no drama</h1><p>It happens to the best.</p>" + "<a href=/>Menu</a> " * 60,
        "title": "Why a page not found is no drama",
    },
    "an article about bot checks": {
        "body": f"<h1>Just a moment: the history of waiting</h1>{prose(9)}<p>It asks to verify you are human.</p>",
        "title": "Just a moment: the history of waiting",
    },
    "a poem about a search": {
        "body": "<h1>Please log in the fire</h1><p>It burns well.</p>" + "<a href=/>Menu</a> " * 60,
        "title": "Please log in the fire",
    },
    "an article with a cookie banner": {
        "body": f'<div id="cookie-consent">We value your privacy. {SENTENCE}</div><h1>Tyres</h1>{prose(6)}',
        "title": "Tyres",
    },
    "an article on a site with bot protection": {
        "body": f'<h1>Tyres</h1>{prose(6)}<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
    },
    "a contact form with a captcha": {
        "body": f'<h1>Contact</h1>{prose(1)}<form><div class="g-recaptcha"></div></form>'
    },
    "structured data says that it is free": {
        "body": f'{prose(3)}<script type="application/ld+json">{{"isAccessibleForFree": true}}</script>'
    },
    "comments for subscribers alone": {
        "body": f'{prose(6)}<section class="paywall__comments"></section><p>This service is for subscribers only.</p>'
    },
    "an article that is named after the paywall that it lacks": {
        "body": f'<section class="row non-paywall">{prose(6)}</section><p>An archive for subscribers only.</p>'
    },
    "a page that carries the script of a bot wall": {
        "body": f'<h1>Tyres</h1>{prose(2)}<script src="/_Incapsula_Resource?SWJIYLWA=5074"></script>'
    },
    "a short page": {"body": "<h1>Opening hours</h1><p>Monday to Friday, nine to five.</p>"},
    "an empty page": {"body": ""},
}


@pytest.mark.parametrize("name", WALLED)
def test_a_wall_is_recognised_by_its_signs(name: str) -> None:
    kind, arguments = WALLED[name]
    (wall,) = content(**arguments).walls  # type: ignore[arg-type]
    assert wall.kind == kind
    assert len(wall.signs) >= (1 if kind == "paywall" else 2)
    assert wall.evidence
    assert all(sign == sign.strip() and len(sign) > 10 for sign in wall.signs)


@pytest.mark.parametrize("name", OPEN)
def test_what_only_looks_like_a_wall_is_none(name: str) -> None:
    found = content(**OPEN[name])  # type: ignore[arg-type]
    assert found.walls == ()
    assert found.shell is None


def test_the_evidence_of_a_wall_has_its_line() -> None:
    (wall,) = content(f"\n\n<h1>Please log in</h1>\n{FORM}").walls
    assert [item.line for item in wall.evidence] == [5, 6]
    assert wall.evidence[0].text == "Please log in"


BUNDLE = '<script src="/static/app.js"></script>'
STATE = f"<script>window.__INITIAL_STATE__ = {'x' * 30_000!r}</script>"

SHELLS = {
    "an empty root and its script": f'<div id="root"></div>{BUNDLE}',
    "an empty root and a message for readers without scripts": '<div id="app"></div>'
    f"<noscript>You need to enable JavaScript to run this app.</noscript>{BUNDLE}",
    "a spinner and a big state": f"<p>Loading</p>{STATE}",
    "a footer and a big state": f"<footer>About Press Terms Privacy Help</footer>{STATE}{BUNDLE}",
    "the text in noscript": f"<div></div><noscript>{prose(4)}</noscript>{BUNDLE}",
}
NO_SHELLS = {
    "a root that was rendered on the server": f'<div id="__next"><h1>Tyres</h1>{prose(5)}</div>{BUNDLE}{STATE}',
    "a short page with statistics": "<h1>Opening hours</h1><p>Monday to Friday.</p><script>ga('send')</script>",
    "a short note on a heavy platform": f"<main><p>{SENTENCE}</p></main>{STATE}",
    "a picture": f'<img src="photo.jpg" alt="A cargo bike">{BUNDLE}',
    "a page without scripts": '<div id="root"></div>',
    "text that a script uncovers": f'<div id="app" style="display:none"><h1>Tyres</h1>{prose(5)}</div>{BUNDLE}',
}


@pytest.mark.parametrize("name", SHELLS)
def test_an_empty_shell_is_recognised(name: str) -> None:
    shell = content(SHELLS[name]).shell
    assert shell is not None
    assert len(shell.signs) >= 2
    assert shell.evidence


@pytest.mark.parametrize("name", NO_SHELLS)
def test_what_shows_something_is_no_shell(name: str) -> None:
    assert content(NO_SHELLS[name]).shell is None
