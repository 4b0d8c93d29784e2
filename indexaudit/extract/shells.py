"""Recognising an empty JavaScript shell: a page that is nothing until its scripts have run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indexaudit.extract.paths import Element, elements, line_of, texts_of
from indexaudit.extract.sight import Sight, Sign, seen
from indexaudit.facts import Shell

__all__ = ["read_shell"]

SHELL_WORDS: Final = 50
"""Visible words from which a page is no empty shell (an empty root element with fewer is the static hint for a page
that needs rendering)."""
_PROSE: Final = 15
"""Words of running text from which a page says something, however short it is."""
_ALMOST_NOTHING: Final = 10
_HEAVY: Final = 20_000
"""Characters of inline scripts that are more than statistics and settings."""

_ROOTS: Final = elements(
    "descendant::*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='react-root' or @id='app-root'"
    " or @id='___gatsby' or @id='app-mount' or @id='mount' or @id='main-app' or @id='ember-app' or @id='svelte'"
    " or @id='application' or @id='app-container' or @id='react-app' or @id='reactRoot' or @id='main-outlet'"
    " or @ng-app or @data-reactroot or @ng-version or @data-ng-app or @data-server-rendered"
    " or self::app-root or self::ytd-app or self::my-app or self::shreddit-app or contains(@id, '-app-root')]"
)
_NEEDS_SCRIPTS: Final = re.compile(
    r"(?:enable|activate|turn on|requires?|needs?|without|have) javascript"
    r"|javascript (?:is|to be|must be|seems to be|needs) "
    r"|(?:activ|habilit|aktivier|schakel|włącz|ligar|attiva)[^.]{0,40}javascript"
    r"|javascript[^.]{0,40}(?:activ|habilit|aktivier|nodig|benötigt)",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"__(?:INITIAL|PRELOADED|APOLLO|NUXT|NEXT)_?(?:STATE|DATA)?__|ytInitialData|_sharedData|__additionalDataLoaded"
    r"|__remixContext|SIGI_STATE|__UNIVERSAL_DATA|webpackJsonp|webpackChunk|__webpack_require__|requireLazy"
)


def read_shell(sight: Sight) -> Shell | None:
    """The signs that the page is an empty shell; null when it shows text of its own. Two at least are wanted.

    Hidden text counts as shown here: it is in the answer, and a script only uncovers it.
    """
    if sight.shown.words >= SHELL_WORDS or not sight.scripts or sight.posts.own_words >= _PROSE:
        return None
    words = sight.shown.words + sight.shown.hidden_words
    if words >= SHELL_WORDS:
        return None
    found = [*_from_elements(sight, words), *_from_scripts(sight, words)]
    if not found:
        return None
    return Shell(
        signs=(f"{words} words are visible before scripts run", *(sign.text for sign in found)),
        evidence=tuple(sign.evidence for sign in found),
    )


def _from_elements(sight: Sight, words: int) -> Iterable[Sign]:
    for element in _ROOTS(sight.shown.root)[:1]:
        held = len(" ".join(texts_of(element)).split())
        what = f'<{element.tag} id="{element.get("id") or ""}"> holds {held} words'
        yield seen("the element that scripts fill is empty", what, line_of(element))
    for element in sight.page.tree.iter("noscript") if sight.page.tree is not None else ():
        text = " ".join(texts_of(element))[:2_000]
        if _NEEDS_SCRIPTS.search(text):
            yield seen("it asks to turn JavaScript on", f"<noscript> {text}", line_of(element))
            break
    behind = sight.shown.noscript_words
    if behind > max(20, 2 * words):
        yield seen(f"its text stands in <noscript>: {behind} words", "<noscript>", None)


def _from_scripts(sight: Sight, words: int) -> Iterable[Sign]:
    scripts = [script for script in sight.scripts if "ld+json" not in (script.get("type") or "")]
    state = next((s for s in scripts if _STATE.search((s.text or "")[:5_000]) or s.get("id") == "__NEXT_DATA__"), None)
    if state is not None:
        yield seen("its data is handed to scripts", f"<script> {(state.text or '')[:80]}", line_of(state))
    weight = sum(len(script.text or "") for script in scripts)
    if weight >= _HEAVY:
        yield seen(f"scripts outweigh its text: {weight} characters", "<script>", None)
    external = [script for script in scripts if script.get("src")]
    if words < _ALMOST_NOTHING and external and not _holds_media(sight.shown.root):
        what = f'<script src="{external[0].get("src")}">'
        loads = f"{len(external)} script{'' if len(external) == 1 else 's'}"
        yield seen(f"it loads {loads} and shows almost nothing", what, line_of(external[0]))


def _holds_media(root: Element) -> bool:
    """Whether something without text is shown: a picture page or an embedded player is not empty."""
    return next(root.iter("img", "video", "iframe", "audio", "object", "embed"), None) is not None
