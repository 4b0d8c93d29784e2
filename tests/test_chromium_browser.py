"""The browser of the tests starts, runs scripts, and reaches nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import chromium_browser
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_page_runs_its_scripts_and_has_no_network(chromium_page: Page) -> None:
    chromium_page.set_content("<p id=here>one</p><script>here.textContent = 'two'</script>")
    assert chromium_page.inner_text("#here") == "two"
    asked = "fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'refused')"
    assert chromium_page.evaluate(asked) == "refused"


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_browser_skips_and_in_ci_fails(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(outcome, match="Chromium"):
        chromium_browser.chromium_path()
