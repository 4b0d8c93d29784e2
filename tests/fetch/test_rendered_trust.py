"""What the browser may reach when the caller typed an address: the host that the page came from, and no more of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from chromium_browser import chromium_path
from script_site import ScriptSite, script_site

from indexaudit.config import Config, Limits
from indexaudit.fetch import hops
from indexaudit.fetch.browser.renderer import Renderer
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.rendering import render
from indexaudit.looks import Rendered
from indexaudit.snapshot import Snapshot

CONFIG = Config(limits=Limits(delay_seconds=0, retries=0, render_seconds=5), render=True)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptSite]:
    chromium_path()
    with script_site() as running:
        port = int(running.origin.rpartition(":")[2])
        monkeypatch.setattr(hops, "DISCOVERED_PORTS", hops.DISCOVERED_PORTS | {port})
        running.pages["/app.js"] = "document.title = 'reached'"
        yield running


class _Told:
    """Stands for the renderer: what it was told, and nothing rendered."""

    def __init__(self) -> None:
        self.trusted: bool | None = None

    def render(self, page: Snapshot, *, trusted: bool, headers: object) -> Rendered:
        self.trusted = trusted
        return Rendered(url=page.url, final_url=page.url, ended="idle")


def trusted(fetcher: Fetcher, page: Snapshot, *, typed: bool) -> bool | None:
    told = _Told()
    render(page, told, CONFIG, fetcher, typed=typed)  # type: ignore[arg-type]
    return told.trusted


def test_only_a_typed_host_at_an_address_that_is_not_public_is_trusted(site: ScriptSite) -> None:
    site.pages |= {
        "/page": "<title>t</title>",
        "/away": (302, {"Location": site.origin.replace("127.0.0.1", "localhost") + "/page"}, ""),
    }
    with Fetcher(CONFIG) as fetcher:
        page = fetcher.fetch(f"{site.origin}/page", typed=True)
        assert trusted(fetcher, page, typed=True)
        assert not trusted(fetcher, page, typed=False)
    opened = replace(CONFIG, allow_networks=("127.0.0.0/8", "::1"))
    with Fetcher(opened) as fetcher:
        page = fetcher.fetch(f"{site.origin}/page", typed=True)
        # The network is open: there is no need of trust.
        assert not trusted(fetcher, page, typed=True)
        page = fetcher.fetch(f"{site.origin}/away", typed=True)
        assert page.exchange is not None
        assert page.exchange.final_url.startswith("http://localhost")
        assert not trusted(fetcher, page, typed=True)


def test_a_name_that_points_inwards_the_second_time_is_refused(site: ScriptSite) -> None:
    """The page of a public host asks that host once more, whose name then stands for this machine."""
    port = site.origin.rpartition(":")[2]
    page = "<title>served</title><script src=/app.js></script>"
    site.pages["/page"] = page
    with Fetcher(CONFIG) as fetcher:
        snapshot = fetcher.fetch(f"{site.origin}/page", typed=True)
    site.asked.clear()
    url = f"http://rebound.example:{port}/page"
    assert snapshot.exchange is not None
    hop = replace(snapshot.exchange.hops[0], url=url)
    public = replace(snapshot, url=url, robots=(), exchange=replace(snapshot.exchange, hops=(hop,)))
    with Renderer(CONFIG, {"resolve": lambda host, port: ["127.0.0.1"]}) as renderer, Fetcher(CONFIG) as fetcher:
        got = render(public, renderer, CONFIG, fetcher, typed=True)  # type: ignore[arg-type]
        assert got is not None
        assert "<title>served</title>" in got.html
        assert dict(got.blocked_by)["addresses that are not public"] == 1
        assert site.asked == []
        # The same with a host that is trusted: the test can fail.
        again = renderer.render(public, trusted=True)
        assert "<title>reached</title>" in again.html


@pytest.mark.parametrize("limit", ["render_seconds", "render_requests", "render_bytes"])
def test_a_budget_of_nothing_renders_nothing(site: ScriptSite, limit: str) -> None:
    site.pages["/page"] = "<title>t</title>"
    config = replace(CONFIG, limits=replace(CONFIG.limits, **{limit: 0}))
    with Fetcher(config) as fetcher:
        got = render(fetcher.fetch(f"{site.origin}/page", typed=True), None, config, fetcher, typed=True)  # type: ignore[arg-type]
    assert got is not None
    assert (got.ended, got.html, got.cost.requests) == ("budget", "", 0)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, "text/html"), (500, "text/html"), (200, "application/pdf"), (200, "application/json")]
)
def test_what_is_no_page_is_not_rendered(site: ScriptSite, status: int, kind: str) -> None:
    site.pages["/page"] = (status, {"Content-Type": kind}, "<title>t</title>")
    with Fetcher(CONFIG) as fetcher:
        page = fetcher.fetch(f"{site.origin}/page", typed=True)
        assert render(page, None, CONFIG, fetcher, typed=True) is None  # type: ignore[arg-type]


def test_a_page_that_was_cut_is_not_rendered_and_says_so(site: ScriptSite) -> None:
    site.pages["/page"] = "<title>t</title>" + "plums " * 1_000
    config = replace(CONFIG, limits=replace(CONFIG.limits, body_bytes=1_000))
    with Fetcher(config) as fetcher:
        got = render(fetcher.fetch(f"{site.origin}/page", typed=True), None, config, fetcher, typed=True)  # type: ignore[arg-type]
    assert got is not None
    assert (got.ended, got.reason) == ("failed", "only a part of it was read")
