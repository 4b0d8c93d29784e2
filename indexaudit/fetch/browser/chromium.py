"""The system's Chromium, found and started so that it can neither reach the network nor leave anything behind."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from indexaudit.errors import BrowserMissing

if TYPE_CHECKING:
    from playwright.async_api import Browser

__all__ = ["find", "running"]

_NAMES: Final = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The first that is there: the shell is Chromium without the parts that have a screen, and takes half the memory."""
_INSTALL: Final = "rendering needs `pip install 'indexaudit[browser]'` and Chromium (`apt-get install chromium`)"

_SWITCHES: Final = (
    # No way out. Names resolve to nothing, IP addresses among them, and everything else goes to a proxy whose name
    # resolves to nothing either: WebSockets, WebTransport, preconnects and prefetched names, and Chromium's own
    # services, which no interception sees.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://nowhere.invalid:1",
    # Loopback would go past the proxy.
    "--proxy-bypass-list=<-loopback>",
    # WebRTC sends UDP past any proxy, unless it may not.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--deny-permission-prompts",
    "--disable-gpu",
    # One page at a time is rendered.
    "--renderer-process-limit=1",
    "--mute-audio",
)
_NOT_PLAYWRIGHTS: Final = ("--disable-popup-blocking", "--enable-unsafe-swiftshader")
"""Switches of Playwright that are left out: nobody clicks here, so that no page may open a window, and nothing is
drawn."""
_KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LOCALAPPDATA", "APPDATA")
"""Of the environment the browser gets no more than this: what else is there may be secrets."""


def find() -> str:
    """The path of the system's Chromium. Raises :class:`BrowserMissing` when it, or Playwright, is not installed."""
    if importlib.util.find_spec("playwright") is None:
        raise BrowserMissing(f"Playwright is not installed: {_INSTALL}")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        raise BrowserMissing(f"no Chromium is installed: {_INSTALL}")
    return path


@asynccontextmanager
async def running(path: str) -> AsyncIterator[Browser]:
    """One browser, ended with its processes. Exceptions of Playwright pass, a refusal to start among them."""
    from playwright.async_api import async_playwright

    # Chromium refuses to start its sandbox as root, which is what most containers run as.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path,
            chromium_sandbox=not is_root,
            args=list(_SWITCHES),
            ignore_default_args=list(_NOT_PLAYWRIGHTS),
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            # The program that renders decides what an interrupt means.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=30_000,
        )
        try:
            yield browser
        finally:
            await browser.close()
