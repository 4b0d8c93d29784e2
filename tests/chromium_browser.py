"""Chromium for the tests, by Playwright's sync API: one browser a session, started when the first test asks for it.

Where either is missing the tests skip and say what to install. In CI (the variable ``CI`` is set) they fail instead: a
check that skips there checks nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["chromium", "chromium_page", "chromium_path"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """The system's Chromium; skips (in CI: fails) where it or Playwright is missing."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        _without("Playwright is not installed: pip install '.[test]'")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        _without("no Chromium is installed: apt-get install chromium")
    return path


def _without(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (CI runs the tests in a browser)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each makes a context, or takes ``chromium_page``."""
    path = chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            # Chromium refuses to start its sandbox as root, which is what containers of CI run as.
            chromium_sandbox=os.geteuid() != 0,
            args=["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        )
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium: Browser) -> Iterator[Page]:
    """An empty page in a context of its own, which ends with the test. No request leaves it."""
    context = chromium.new_context(service_workers="block", accept_downloads=False, offline=True)
    yield context.new_page()
    context.close()
