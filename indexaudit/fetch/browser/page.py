"""One page: opened, waited for until it rests or its budget is used up, and written out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from indexaudit.fetch.browser.interception import PageRequests

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

__all__ = ["BUSY", "HEIGHT", "WIDTH", "Document", "read", "rest"]

T = TypeVar("T")

WIDTH: Final = 412
HEIGHT: Final = 915
"""CSS pixels of the window: a common phone's, since the mobile version of a page is what Google indexes."""
_TALLEST: Final = 10_000
"""CSS pixels to which the window then grows, once: what is loaded when it comes into view is in view, as for Google,
which does not scroll; and a list without end grows by what fits in here."""
_QUIET: Final = 0.5
"""Seconds without a request after which the network is at rest (Puppeteer's and Playwright's figure)."""
_FLOOR: Final = 1.0
"""Seconds that timers are given at least, once everything is loaded."""
_TICKING: Final = 2.0
"""Seconds after which a page that keeps changing without a network is at rest: it has a clock or a carousel."""
_STEP: Final = 0.1
_REPLY: Final = 1.0
"""Seconds for a page to answer whether it has changed; one that computes does not."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WORLD: Final = "indexaudit"
BUSY: Final = "it computes without end"

_STATE: Final = """[document.readyState, document.getElementsByTagName('*').length, document.title,
 document.documentElement ? document.documentElement.textContent.length : 0,
 document.documentElement ? document.documentElement.scrollHeight : 0]"""

# Runs in a world of its own, where the page cannot change what anything means. Open shadow trees are written out in
# front of what their hosts hold, since their text is shown and outerHTML leaves it out (Google flattens them too); the
# copy is made in a document that runs nothing, so that no element of the page comes to life in it.
_WRITE: Final = """(limit => {
  const root = document.documentElement;
  if (!root) return {html: '', size: 0, url: location.href};
  const all = root.getElementsByTagName('*');
  let hosts = 0;
  for (let i = 0; i < all.length && !hosts; i++) if (all[i].shadowRoot) hosts++;
  let written = root;
  if (hosts) {
    const inert = document.implementation.createHTMLDocument('');
    const copied = node => {
      const copy = inert.importNode(node, false);
      if (node.shadowRoot) for (const child of node.shadowRoot.childNodes) copy.appendChild(copied(child));
      for (const child of node.childNodes) copy.appendChild(copied(child));
      if (node.localName === 'template' && node.content && copy.content) copy.innerHTML = node.innerHTML;
      return copy;
    };
    written = copied(root);
  }
  const html = (document.doctype ? '<!DOCTYPE html>' : '') + written.outerHTML;
  return {html: html.slice(0, limit), size: html.length, url: location.href};
})(%d)"""


class Document:
    """A page written out."""

    def __init__(self, html: str, url: str, *, truncated: bool) -> None:
        self.html = html
        self.url = url
        self.truncated = truncated


async def rest(page: Page, session: CDPSession, requests: PageRequests, left: Callable[[], float]) -> str | None:
    """Wait until the page rests, first in a window of a phone, then in a tall one. Null when it does; else which
    budget was used up, in words."""
    if (over := await _rest(session, requests, left, _FLOOR)) is not None:
        return over
    state = await _state(session, left)
    if state is not None and state[4] > HEIGHT:
        await page.set_viewport_size({"width": WIDTH, "height": min(int(state[4]), _TALLEST)})
        return await _rest(session, requests, left, _QUIET)
    return None


async def _rest(session: CDPSession, requests: PageRequests, left: Callable[[], float], floor: float) -> str | None:
    clock = asyncio.get_running_loop().time
    began = clock()
    loaded: float | None = None
    quiet: float | None = None
    before: list[Any] | None = None
    busy = False
    while left() > 0:
        await asyncio.sleep(min(_STEP, left()))
        if requests.over is not None and requests.quiet >= _STEP:
            return requests.over
        if requests.quiet < _QUIET:
            quiet = before = None
            continue
        state = await _state(session, left)
        busy = state is None
        if state is None:
            continue
        now = clock()
        quiet = quiet if quiet is not None else now
        # A page whose navigation was stopped stays "interactive" for ever.
        if loaded is None and (state[0] == "complete" or now - quiet >= _TICKING):
            loaded = now
        if loaded is not None and now - max(began, loaded) >= floor and (state == before or now - quiet >= _TICKING):
            return None
        before = state
    return BUSY if busy else "it does not come to rest"


async def _state(session: CDPSession, left: Callable[[], float]) -> list[Any] | None:
    found = await _within(lambda: _evaluated(session, _STATE), min(_REPLY, max(left(), 0.01)))
    return found if isinstance(found, list) else None


async def read(session: CDPSession, most: int, *, busy: bool = False) -> Document | None:
    """The document as it is now; null when the page cannot be brought to tell.

    ``busy``: it computes without end. Its script is then ended, and no other begins.
    """
    found: Any = None
    if not busy:
        found = await _within(lambda: _evaluated(session, _WRITE % most), 3 * _REPLY)
    for _ in range(2):
        if isinstance(found, dict):
            break
        await _within(lambda: session.send("Emulation.setScriptExecutionDisabled", {"value": True}), 0.2)
        await _within(lambda: session.send("Runtime.terminateExecution"), _REPLY)
        found = await _within(lambda: _evaluated(session, _WRITE % most), 3 * _REPLY)
    if not isinstance(found, dict):
        return None
    # Lone surrogates can be in a document, and in nothing that is written.
    html = _SURROGATE.sub("\ufffd", str(found["html"]))
    return Document(html, str(found["url"]), truncated=int(found["size"]) > most)


async def _evaluated(session: CDPSession, expression: str) -> Any:  # Any: what the expression gives
    tree = await session.send("Page.getFrameTree")
    world = await session.send(
        "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": _WORLD}
    )
    answer = await session.send(
        "Runtime.evaluate",
        {
            "expression": expression,
            "contextId": world["executionContextId"],
            "returnByValue": True,
            "timeout": int(3_000 * _REPLY),
        },
    )
    return answer["result"].get("value")


async def _within(act: Callable[[], Awaitable[T]], seconds: float) -> T | None:
    """What came of it in time; null for a page that is gone or busy."""
    from playwright.async_api import Error

    try:
        return await asyncio.wait_for(act(), seconds)
    except (TimeoutError, Error):
        return None
