"""Recognising what stands between an anonymous reader and the content: logins, bot checks, consent, soft 404, paywalls.

A wall that shuts a gate needs two independent signs and a page without main text: an article about logins, a cookie
banner or a "Sign in" link is no wall. A paywall is a fact about the page and shuts nothing: one stated sign is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from indexaudit.extract import wall_phrases as say
from indexaudit.extract.paths import Element, line_of
from indexaudit.extract.sight import Sight, Sign, seen
from indexaudit.facts import Wall

__all__ = ["read_walls"]

LITTLE_TEXT: Final = 80
"""Words of running text below which a page has no main text of its own. Login, challenge and error pages of the
platforms in the address catalogue have 0 to 60."""
_FEW_WORDS: Final = 60
"""Visible words, menus included, below which a page shows nothing but a message."""
_CHALLENGE_WORDS: Final = 250
"""Visible words from which a page is no bot check."""
_BARE: Final = 2_048
"""Bytes of a page up to which it can be nothing but the call of a bot wall."""
_LONG_PAGE: Final = 700
"""Visible words from which a page is neither a login nor an error page, whatever it says."""

Kind = Literal["login", "paywall", "consent", "challenge", "not_found"]


def read_walls(sight: Sight) -> tuple[Wall, ...]:
    """The walls of a page, the one that says most first. A challenge page has no other wall: it is not the page."""
    challenge = _challenge(sight)
    if challenge:
        return (challenge,)
    found = (_consent(sight), _login(sight), _not_found(sight), _paywall(sight))
    return tuple(wall for wall in found if wall)


def _wall(kind: Kind, signs: Iterable[Sign | None], *, missing: str = "", needed: int = 2) -> Wall | None:
    """A wall when enough signs were seen. ``missing`` is the sign of what is not there."""
    found = [sign for sign in signs if sign is not None]
    if len(found) < needed:
        return None
    texts = [sign.text for sign in found]
    if missing:
        texts.append(missing)
    return Wall(kind=kind, signs=tuple(texts), evidence=tuple(sign.evidence for sign in found))


def _no_text(sight: Sight) -> str:
    return f"there is no main text: {sight.prose_words} words of running text on the page"


def _challenge(sight: Sight) -> Wall | None:
    if sight.prose_words >= 2 * LITTLE_TEXT or sight.shown.words >= _CHALLENGE_WORDS:
        return None
    title = sight.in_titles(say.CHALLENGE_TITLE, "the title is that of a bot check or a refusal")
    text = sight.in_text(
        say.CHALLENGE_TEXT, "the text asks to prove that the reader is no robot, or refuses access", title
    )
    if title is None and text is None:
        return _bare_challenge(sight)
    script = sight.in_scripts(say.CHALLENGE_SCRIPT, "a script of a bot-protection service runs the page")
    mark = sight.marked(say.CHALLENGE_MARK, "the page holds the element of a bot check")
    # One phrase and a page with hardly a word in all are two signs of their own.
    needed = 1 if sight.shown.words < _FEW_WORDS else 2
    return _wall("challenge", (title, text, script, mark), missing=_no_text(sight), needed=needed)


def _bare_challenge(sight: Sight) -> Wall | None:
    """A page of nothing but the frame or script of a bot wall: normal pages carry such a script too, but not alone."""
    if sight.shown.words or len(sight.page.body) > _BARE:
        return None
    for element in say.CHALLENGE_FRAME(sight.shown.root)[:1]:
        what = f'<{element.tag} src="{element.get("src")}">'
        frame = seen("the page is nothing but the frame or script of a bot wall", what, line_of(element))
        return _wall("challenge", (frame,), missing=_no_text(sight), needed=1)
    return None


def _consent(sight: Sight) -> Wall | None:
    url = sight.in_url(say.CONSENT_URL, "the address that answered is that of a consent page")
    title = sight.in_titles(say.CONSENT_TITLE, "the title asks for consent before anything is shown")
    if url is None and (title is None or sight.shown.words >= _LONG_PAGE):
        return None
    return _wall("consent", (url, title, sight.marked(say.CONSENT_FORM, "the form of the page sends a consent")))


def _login(sight: Sight) -> Wall | None:
    if sight.prose_words >= LITTLE_TEXT or sight.shown.words >= _LONG_PAGE:
        return None
    url = sight.in_url(say.LOGIN_URL, "the address that answered is that of a login page")
    title = sight.in_titles(say.LOGIN_TITLE, "the title asks to log in")
    speaks = sight.says(say.LOGIN_WORDS)
    text = sight.in_text(say.LOGIN_TEXT, "the text says that one must log in to see more", title) if speaks else None
    if url is None and title is None and text is None:
        return None
    hidden = sight.shown.closed_ones("input")
    fields = [element for element in say.PASSWORD(sight.shown.root) if element not in hidden]
    password = (
        seen("the page shows a password field", '<input type="password">', line_of(fields[0])) if fields else None
    )
    return _wall("login", (url, title, text, password), missing=_no_text(sight))


def _not_found(sight: Sight) -> Wall | None:
    if sight.prose_words >= 1.5 * LITTLE_TEXT or sight.shown.words >= _LONG_PAGE:
        return None
    title = sight.in_title(say.NOT_FOUND_TITLE, "the title says that there is no such page")
    heading = sight.in_headings(say.NOT_FOUND_TITLE, "a heading says that there is no such page")
    speaks = sight.says(say.NOT_FOUND_WORDS)
    text = (
        sight.in_text(say.NOT_FOUND_TEXT, "the text says that there is no such page", title, heading)
        if speaks
        else None
    )
    if title is None and heading is None and text is None:
        return None
    signs = (
        title,
        heading,
        text,
        _error_template(sight),
        sight.in_url(say.NOT_FOUND_URL, "the address that answered is that of an error page"),
        _error_meta(sight),
    )
    # A title and a page with hardly a word in all are two signs of their own.
    needed = 1 if sight.shown.words < _FEW_WORDS and (title or heading) else 2
    return _wall("not_found", signs, missing=_no_text(sight), needed=needed)


def _error_template(sight: Sight) -> Sign | None:
    body = sight.shown.root
    for element in (body, body.getparent()):
        names = "" if element is None else f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if element is not None and say.NOT_FOUND_CLASS.search(names[:2_000]):
            return seen("the template is that of an error page", f'<{element.tag} class="{names}">', line_of(element))
    return None


def _error_meta(sight: Sight) -> Sign | None:
    meta = sight.head.meta("prerender-status-code", "render:status_code")
    if meta is None or meta.content.strip() != "404":
        return None
    return seen("a meta tag says that the status should be 404", f'<meta name="{meta.name}" content="404">', meta.line)


_MARKS: Final = 20
"""Names with "paywall" that are looked at."""
_MARK: Final = 200
"""Characters of each that are read."""
_PAID_TIERS: Final = frozenset({"locked", "metered", "paid", "premium", "subscriber", "subscription"})


def _paywall(sight: Sight) -> Wall | None:
    # The search through the tree is dear and few pages have either word, so the bytes are asked first.
    markup = sight.page.body
    declared = _declared_paid(sight) if b"isAccessibleForFree" in markup else None
    mark = _paywall_mark(sight) if b"paywall" in markup else None
    tier = sight.head.meta("article:content_tier", "content_tier")
    locked = None
    if tier is not None and tier.content.strip().lower() in _PAID_TIERS:
        shown = f'<meta name="{tier.name}" content="{tier.content}">'
        locked = seen("a meta tag gives it to subscribers", shown, tier.line)
    if declared is None and locked is None and mark is None:
        return None
    speaks = sight.says(say.PAYWALL_WORDS)
    text = sight.in_text(say.PAYWALL_TEXT, "the text offers the rest to subscribers") if speaks else None
    if declared is None and locked is None and text is None:
        return None
    return _wall("paywall", (declared, locked, mark, text), needed=1)


def _declared_paid(sight: Sight) -> Sign | None:
    words = "structured data says that it is not free"
    for script in sight.scripts:
        if "json" in (script.get("type") or "").lower():
            match = say.NOT_FREE.search((script.text or "")[:200_000])
            if match:
                return seen(words, match.group(), line_of(script))
    for name in ("meta", "span", "link"):
        for element in sight.shown.root.iter(name):
            if element.get("itemprop") == "isAccessibleForFree" and _says_no(element):
                return seen(words, f'<{name} itemprop="isAccessibleForFree">', line_of(element))
    return None


def _says_no(element: Element) -> bool:
    value = element.get("content") or element.get("href") or element.text or ""
    return value.strip().lower().endswith("false")


def _paywall_mark(sight: Sight) -> Sign | None:
    for value in say.PAYWALL_MARK(sight.shown.root)[:_MARKS]:
        if say.NO_PAYWALL.search(value[:_MARK]):
            continue
        element = value.getparent()
        what = f'<{element.tag} {value.attrname}="{value}">'
        return seen("the page holds the element of a paywall", what, line_of(element))
    return None
