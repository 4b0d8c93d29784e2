"""Pages in real Chromium: what is read of them, when they are at rest, and what they can neither reach nor do."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chromium_browser import chromium_path
from faults import Server, serving
from script_site import ScriptSite, script_site

from indexaudit.config import Config, Limits
from indexaudit.errors import BrowserMissing
from indexaudit.fetch import hops
from indexaudit.fetch.browser import chromium
from indexaudit.fetch.browser.renderer import Renderer
from indexaudit.fetch.browser.shared import SharedRenderer
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looks import Rendered

CONFIG = Config(limits=Limits(delay_seconds=0, retries=0, render_seconds=5, render_requests=30))
WORDS = "Plums keep for a week in a cool and dry place. " * 20


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    chromium_path()
    with Renderer(CONFIG) as running:
        yield running


@pytest.fixture
def site() -> Iterator[ScriptSite]:
    with script_site() as running:
        yield running


Show = Any  # a function of a path and options


@pytest.fixture
def show(renderer: Renderer, site: ScriptSite) -> Show:
    """Fetches a page of the site and renders it."""

    def act(page: str, *, trusted: bool = True, path: str = "/page", **pages: Any) -> Rendered:
        site.pages[path] = page
        with Fetcher(CONFIG) as fetcher:
            snapshot = fetcher.fetch(site.origin + path, typed=True)
        site.asked.clear()
        site.heads.clear()
        return renderer.render(snapshot, trusted=trusted)

    return act


def page(script: str, rest: str = "") -> str:
    return f"<!doctype html><html><head><title>served</title></head><body><div id=root></div>{rest}<script>{script}</script></body></html>"


# --- what is read ----------------------------------------------------------------------------------------------------


def test_a_page_that_scripts_fill_is_read_when_they_have(show: Show, site: ScriptSite) -> None:
    site.pages["/app.js"] = (
        "fetch('/data.json').then(r => r.json()).then(d => { document.title = d.title; root.innerHTML = d.html })"
    )
    site.pages["/data.json"] = '{"title": "Plums, ripe", "html": "<h1>Plums</h1><p>They keep for a week.</p>"}'
    got = show('<!doctype html><title>served</title><div id=root></div><script src="/app.js"></script>')
    assert (got.ended, got.reason, got.truncated) == ("idle", "", False)
    assert "<title>Plums, ripe</title>" in got.html
    assert '<div id="root"><h1>Plums</h1><p>They keep for a week.</p></div>' in got.html
    assert got.html.startswith("<!DOCTYPE html><html>")
    assert site.paths == ["/app.js", "/data.json"]
    assert (got.requests, got.cost.requests) == (2, 2)
    assert got.cost.bytes == sum(len(str(site.pages[path])) for path in ("/app.js", "/data.json"))
    assert got.cost.seconds > 0


def test_the_browser_is_given_the_very_answer_that_was_fetched(show: Show, site: ScriptSite) -> None:
    show(page(""))
    assert site.paths == []
    assert not any(path == "/robots.txt" for _, path in site.asked)


def test_text_of_open_shadow_trees_is_written_out_and_templates_stay_what_they_are(show: Show) -> None:
    got = show(
        page(
            "customElements.define('x-card', class extends HTMLElement { connectedCallback() {"
            " this.attachShadow({mode: 'open'}).innerHTML = '<h2>From the shadow</h2><slot></slot>' } })",
            "<x-card><p>from the light</p></x-card><template><p>nobody sees this</p></template>",
        )
    )
    assert "<x-card><h2>From the shadow</h2><slot></slot><p>from the light</p></x-card>" in got.html
    assert "<template><p>nobody sees this</p></template>" in got.html


def test_what_is_loaded_when_it_comes_into_view_is_in_view(show: Show, site: ScriptSite) -> None:
    site.pages["/late.json"] = '"Below the fold"'
    got = show(
        page(
            "new IntersectionObserver((seen, watch) => { if (!seen[0].isIntersecting) return; watch.disconnect();"
            " fetch('/late.json').then(r => r.json()).then(t => late.textContent = t) }).observe(late)",
            '<div style="height:4000px"></div><p id=late></p>',
        )
    )
    assert '<p id="late">Below the fold</p>' in got.html


def test_a_list_without_end_grows_once_and_comes_to_rest(show: Show) -> None:
    got = show(
        page(
            "let n = 0; const more = () => { for (let i = 0; i < 10; i++) end.insertAdjacentHTML('beforebegin',"
            " `<p style='height:200px'>item ${++n}</p>`) }; more();"
            " new IntersectionObserver(s => { if (s[0].isIntersecting) more() }).observe(end)",
            "<div id=end>end</div>",
        )
    )
    assert got.ended == "idle"
    assert 10 < got.html.count("item ") < 200


def test_images_are_stood_in_for_and_never_asked_for(show: Show, site: ScriptSite) -> None:
    got = show(page("", '<img src="/a.png" onload="document.title=\'loaded\'" onerror="this.remove()">'))
    assert "<title>loaded</title>" in got.html
    assert '<img src="/a.png"' in got.html
    assert site.paths == []
    assert dict(got.blocked_by)["images"] >= 1


def test_lone_surrogates_and_large_documents_are_written(show: Show) -> None:
    got = show(page("document.title = 'a\\ud800b'; root.textContent = 'x'.repeat(6e6)"))
    assert got.truncated
    assert len(got.html) == CONFIG.limits.body_bytes
    assert "<title>a\ufffdb</title>" in got.html


def test_redirects_of_scripts_are_followed_hop_for_hop(show: Show, site: ScriptSite) -> None:
    site.pages["/lib.js"] = (302, {"Location": "/deep/real.js"}, "")
    site.pages["/deep/real.js"] = "import './part.js'; document.title += ' real'"
    site.pages["/deep/part.js"] = "document.title += ' part'"
    got = show(page("", '<script type=module src="/lib.js"></script>'))
    assert "<title>served part real</title>" in got.html
    assert site.paths == ["/lib.js", "/deep/real.js", "/deep/part.js"]


# --- when it is at rest ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    ["while (true) {}", "onload = () => { const on = () => Promise.resolve().then(on); on() }",
     "setInterval(() => { const t = Date.now(); while (Date.now() - t < 3000); }, 1)"],
    ids=["a loop", "promises", "busy timers"],
)  # fmt: skip
def test_a_page_that_computes_without_end_is_stopped_and_read(show: Show, script: str) -> None:
    got = show(page(f"document.title = 'begun'; {script}", "<p>before</p>"))
    assert (got.ended, got.reason) == ("budget", "it computes without end")
    assert "<title>begun</title>" in got.html
    assert "<p>before</p>" in got.html
    assert got.cost.seconds < CONFIG.limits.render_seconds + 6


def test_a_page_that_asks_without_end_ends_at_its_requests(show: Show, site: ScriptSite) -> None:
    site.pages["/poll.json"] = "1"
    got = show(page("setInterval(() => fetch('/poll.json'), 20)", f"<p>{WORDS}"))
    assert (got.ended, got.reason) == ("budget", "it asked for more than 30 things")
    assert got.requests == len(site.paths) == 30
    assert "Plums keep" in got.html


def test_a_page_that_asks_slowly_without_end_ends_at_its_time(show: Show, site: ScriptSite) -> None:
    site.pages["/poll.json"] = "1"
    got = show(page("setInterval(() => fetch('/poll.json'), 300)", f"<p>{WORDS}"))
    assert (got.ended, got.reason) == ("budget", "it does not come to rest")


def test_a_page_with_a_clock_is_at_rest(show: Show) -> None:
    got = show(page("setInterval(() => { root.textContent = Date.now(); root.append(new Image()) }, 50)"))
    assert got.ended == "idle"


def test_bytes_are_bounded(site: ScriptSite) -> None:
    chromium_path()
    limits = replace(CONFIG.limits, render_bytes=200_000)
    site.pages |= {f"/{n}.js": f"/* {'x' * 90_000} */ document.title += ' {n}'" for n in range(6)}
    site.pages["/page"] = page("", "".join(f'<script src="/{n}.js"></script>' for n in range(6)))
    with Renderer(Config(limits=limits)) as renderer, Fetcher(CONFIG) as fetcher:
        got = renderer.render(fetcher.fetch(f"{site.origin}/page", typed=True), trusted=True)
    assert (got.ended, got.reason) == ("budget", "it asked for more than 200,000 bytes")
    # What was under way already when the budget was used up.
    assert 200_000 < got.cost.bytes <= 2 * 91_000 + 4 * 91_000


def test_what_answers_too_late_is_not_waited_for(show: Show) -> None:
    with serving() as slow:
        slow.extra["/robots.txt"] = lambda talk: talk.answer(b"", "Content-Type: text/plain")
        with script_site() as own, Fetcher(CONFIG) as fetcher, Renderer(CONFIG) as renderer:
            own.pages["/page"] = page("", f'<script src="{slow.origin}/silent"></script>')
            # Loopback's other ports are not of the web; an opened network does not change that.
            got = renderer.render(fetcher.fetch(f"{own.origin}/page", typed=True), trusted=True)
        assert slow.asked == []
    assert dict(got.blocked_by)["ports that are not of the web"] == 1


def test_a_script_that_never_comes_leaves_what_stands_before_it(renderer: Renderer, server: Server) -> None:
    server.extra["/late"] = lambda talk: talk.answer(
        b"<!doctype html><title>t</title><p>first</p><script src=/silent></script><p>second", "Content-Type: text/html"
    )
    with Fetcher(CONFIG) as fetcher:
        got = renderer.render(fetcher.fetch(f"{server.origin}/late", typed=True), trusted=True)
    assert got.ended == "budget"
    assert "<p>first</p>" in got.html
    assert got.cost.seconds < CONFIG.limits.render_seconds + 5


# --- what it cannot do -----------------------------------------------------------------------------------------------


def test_addresses_that_are_not_public_are_not_asked(show: Show, site: ScriptSite) -> None:
    inward = ("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:6379/", "http://[::1]/",
              "http://localhost:80/", "http://2130706433/", "http://0x7f.1/", "file:///etc/passwd")  # fmt: skip
    got = show(
        page(
            f"Promise.allSettled({list(inward)}.map(u => fetch(u, {{mode: 'no-cors'}})))"
            ".then(all => document.title = all.map(r => r.status[0]).join(''))",
            "".join(f'<script src="{url}"></script><iframe src="{url}"></iframe>' for url in inward),
        )
    )
    assert f"<title>{'r' * len(inward)}</title>" in got.html
    assert site.paths == []
    assert got.cost.requests == 0
    assert dict(got.blocked_by)["addresses that are not public"] == 2 * 6


def test_a_page_of_a_stranger_has_no_way_to_this_machine(show: Show, site: ScriptSite) -> None:
    site.pages["/app.js"] = "document.title = 'reached'"
    got = show(page("", '<script src="/app.js"></script>'), trusted=False)
    assert "<title>served</title>" in got.html
    assert site.asked == []


def test_a_redirect_inwards_is_refused(show: Show, site: ScriptSite) -> None:
    site.pages["/in.js"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, "")
    got = show(page("", '<script src="/in.js" onerror="document.title=\'refused\'"></script>'))
    assert "<title>refused</title>" in got.html
    assert dict(got.blocked_by)["addresses that are not public"] == 1


def test_robots_txt_is_obeyed(show: Show, site: ScriptSite) -> None:
    got = show(page("", '<script src="/closed/app.js"></script>'))
    assert site.paths == []
    assert dict(got.blocked_by) == {"robots.txt forbids": 1} | {
        k: v for k, v in got.blocked_by if k != "robots.txt forbids"
    }


def test_nothing_is_changed_anywhere(show: Show, site: ScriptSite) -> None:
    got = show(
        page(
            "fetch('/api', {method: 'POST', body: 'x'}); fetch('/api', {method: 'DELETE'}); "
            "navigator.sendBeacon('/beacon', 'x'); document.getElementById('f').submit()",
            "<form id=f method=post action=/form><input name=a></form><a ping=/ping href=#x id=l>l</a>",
        )
    )
    assert site.asked == []
    assert got.ended == "idle"
    assert {"method POST", "method DELETE"} <= set(dict(got.blocked_by))


def test_a_page_that_leads_away_is_read_where_it_is(show: Show, site: ScriptSite) -> None:
    got = show(page(f"location.href = '{site.origin}/elsewhere#x'", "<p>still here</p>"))
    assert got.left_for == f"{site.origin}/elsewhere"
    assert got.final_url == f"{site.origin}/page"
    assert "still here" in got.html
    assert site.paths == []


def test_an_address_that_scripts_write_is_known(show: Show, site: ScriptSite) -> None:
    assert show(page("history.pushState(null, '', '/pushed')")).final_url == f"{site.origin}/pushed"


@pytest.mark.parametrize(
    "script",
    [
        "window.open('/pop')",
        "const a = document.createElement('a'); a.href = '/pop'; a.target = '_blank'; document.body.append(a); a.click()",
        "const a = document.createElement('a'); a.href = '/pop'; a.download = 'x'; document.body.append(a); a.click()",
        "alert(1); confirm(2); prompt(3); print(); onbeforeunload = () => 'stay'",
        "navigator.serviceWorker.register('/pop')",
        "ServiceWorkerContainer.prototype.register.call(navigator.serviceWorker, '/pop')",
        "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.navigator.serviceWorker.register('/pop')",
        "navigator.geolocation.getCurrentPosition(() => {}); Notification.requestPermission(); "
        "navigator.mediaDevices && navigator.mediaDevices.getUserMedia({audio: true})",
        "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = '/pop'; document.head.append(l)",
        "const s = document.createElement('script'); s.type = 'speculationrules';"
        " s.textContent = '{\"prerender\": [{\"source\": \"list\", \"urls\": [\"/pop\"]}]}'; document.head.append(s)",
        "new EventSource('/pop')",
        "fetch('/pop', {method: 'POST', keepalive: true})",
        "const v = document.createElement('video'); v.src = '/pop'; v.preload = 'auto'; document.body.append(v)",
    ],
    ids=["a window", "a tab", "a download", "dialogs", "a service worker", "a service worker by its prototype",
         "a service worker in a frame", "permissions", "a prefetch", "a prerendering", "a stream", "a kept fetch",
         "a film"],
)  # fmt: skip
def test_no_second_way_out_is_taken(show: Show, site: ScriptSite, script: str) -> None:
    site.pages["/pop"] = "document.title = 'popped'"
    got = show(page(f"try {{ {script} }} catch (error) {{ document.title = error.name }}", "<p>still here</p>"))
    assert site.paths == []
    assert got.ended == "idle"
    assert "still here" in got.html


def test_sockets_of_a_page_find_no_network(show: Show, site: ScriptSite) -> None:
    """WebSocket, WebTransport and WebRTC are not intercepted: they must find nothing to connect to."""
    packets: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.create_server(("127.0.0.1", 0)) as tcp:
        udp.bind(("127.0.0.1", 0))
        calls: list[object] = []

        def hear() -> None:
            while True:
                packets.append(udp.recvfrom(2_000)[0])

        def accept() -> None:
            while True:
                calls.append(tcp.accept())

        for listen in (hear, accept):
            threading.Thread(target=_until_closed, args=(listen,), daemon=True).start()
        u, t = udp.getsockname()[1], tcp.getsockname()[1]
        got = show(
            page(
                f"""for (const url of ['ws://127.0.0.1:{t}/', 'ws://localhost:{t}/', '{site.origin.replace("http", "ws")}/ws'])
                  new WebSocket(url).onerror = () => document.title += ' ws';
                try {{ new WebTransport('https://127.0.0.1:{u}/').ready.catch(() => 0) }} catch (e) {{}}
                const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{u}'}},
                  {{urls: 'turn:127.0.0.1:{t}?transport=tcp', username: 'a', credential: 'b'}},
                  {{urls: 'turn:127.0.0.1:{u}', username: 'a', credential: 'b'}}]}});
                peer.createDataChannel('x'); peer.createOffer().then(o => peer.setLocalDescription(o));
                for (const rel of ['preconnect', 'dns-prefetch']) {{ const l = document.createElement('link');
                  l.rel = rel; l.href = 'http://127.0.0.1:{t}/'; document.head.append(l) }}"""
            )
        )
    assert got.html.count(" ws") == 3 + 1  # once in the script itself
    assert (packets, calls, site.asked) == ([], [], [])


def _until_closed(act: Any) -> None:
    try:
        act()
    except OSError:
        return


def test_workers_are_guarded_too(show: Show, site: ScriptSite) -> None:
    site.pages["/data.json"] = '"from the worker"'
    site.pages["/worker.js"] = (
        "fetch('/data.json').then(r => r.json()).then(postMessage);"
        "fetch('http://169.254.169.254/').catch(() => postMessage('refused'))"
    )
    got = show(page("new Worker('/worker.js').onmessage = m => root.textContent += m.data + ' '"))
    assert "from the worker" in got.html
    assert "refused" in got.html
    assert site.paths == ["/worker.js", "/data.json"]


@pytest.fixture
def opened(site: ScriptSite, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The site by another of its names is another origin, which pages may then ask."""
    chromium_path()
    port = int(site.origin.rpartition(":")[2])
    monkeypatch.setattr(hops, "DISCOVERED_PORTS", hops.DISCOVERED_PORTS | {port})
    return replace(CONFIG, allow_networks=("127.0.0.0/8", "::1"))


def test_other_origins_are_asked_first_what_a_page_may_say_to_them(site: ScriptSite, opened: Config) -> None:
    site.pages["/open.json"] = (200, {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "x-key"}, "1")
    site.pages["/page"] = page(
        f"const u = '{site.origin.replace('127.0.0.1', 'localhost')}/open.json';"
        "fetch(u, {headers: {'x-key': 'k', accept: 'application/json'}}).then(r => r.json()).then(n => document.title = 'got ' + n)"
    )
    with Renderer(opened) as renderer, Fetcher(opened) as fetcher:
        got = renderer.render(fetcher.fetch(f"{site.origin}/page", typed=True), trusted=True)
    assert "<title>got 1</title>" in got.html
    asked = [method for method, path in site.asked if path == "/open.json"]
    assert asked == ["OPTIONS", "GET"]
    sent = site.heads[-1]
    assert (sent["x-key"], sent["accept"], sent["origin"]) == ("k", "application/json", site.origin)
    assert sent["user-agent"].startswith("indexaudit/")
    assert "cookie" not in sent


def test_cookies_are_neither_kept_nor_sent(show: Show, site: ScriptSite) -> None:
    site.pages["/app.js"] = (200, {"Set-Cookie": "id=1"}, "fetch('/data.json')")
    site.pages["/data.json"] = "1"
    got = show(page("document.cookie = 'own=1'", '<script src="/app.js"></script>'))
    assert got.ended == "idle"
    assert site.paths == ["/app.js", "/data.json"]
    assert all("cookie" not in head for head in site.heads)


def test_the_callers_headers_go_to_the_origin_of_the_page_alone(site: ScriptSite, opened: Config) -> None:
    site.pages["/app.js"] = "1"
    other = site.origin.replace("127.0.0.1", "localhost")
    site.pages["/page"] = page("", f'<script src="/app.js"></script><script src="{other}/app.js"></script>')
    with Renderer(opened) as open_renderer, Fetcher(opened) as fetcher:
        snapshot = fetcher.fetch(f"{site.origin}/page", typed=True)
        site.asked.clear()
        site.heads.clear()
        open_renderer.render(snapshot, trusted=True, headers={"Authorization": "Bearer secret"})
    heads = [head for (_, path), head in zip(site.asked, site.heads, strict=True) if path == "/app.js"]
    sent = {head["host"].partition(":")[0]: head.get("authorization") for head in heads}
    assert sent == {"127.0.0.1": "Bearer secret", "localhost": None}


def test_a_page_that_kills_its_tab_ends_alone(renderer: Renderer, show: Show) -> None:
    got = show(page("const all = []; while (true) all.push(new Array(1e7).fill(1.5))"))
    assert got.ended in ("failed", "budget")
    assert got.reason
    assert show(page("document.title = 'next'")).html.count("next") == 2


# --- the browser -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", ["playwright", "chromium"])
def test_what_is_missing_is_named_with_the_line_that_installs_it(gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if gone == "playwright":
        monkeypatch.setattr(chromium.importlib.util, "find_spec", lambda name: None)
    else:
        monkeypatch.setattr(chromium.importlib.util, "find_spec", lambda name: object())
        monkeypatch.setattr(chromium.shutil, "which", lambda name: None)
    with pytest.raises(BrowserMissing) as told:
        Renderer(Config())
    assert told.value.code == "browser_missing"
    assert "pip install 'indexaudit[browser]'" in str(told.value)
    assert "apt-get install chromium" in str(told.value)


def test_a_browser_that_does_not_start_is_said_and_no_error(site: ScriptSite, monkeypatch: pytest.MonkeyPatch) -> None:
    chromium_path()
    monkeypatch.setattr(chromium, "find", lambda: "/bin/false")
    site.pages["/page"] = page("")
    with Renderer(CONFIG) as renderer, Fetcher(CONFIG) as fetcher:
        got = renderer.render(fetcher.fetch(f"{site.origin}/page", typed=True), trusted=True)
    assert got.ended == "unavailable"
    assert got.reason.startswith("the browser could not be started (")
    assert "\n" not in got.reason


def test_one_browser_serves_all_who_ask_with_one_configuration(site: ScriptSite) -> None:
    chromium_path()
    one, other, third = (
        SharedRenderer(CONFIG),
        SharedRenderer(CONFIG),
        SharedRenderer(replace(CONFIG, contact="a@b.example")),
    )
    assert one._renderer is other._renderer
    assert third._renderer is not one._renderer
    third.close()
    site.pages["/page"] = page("document.title = 'rendered'")
    with Fetcher(CONFIG) as fetcher:
        snapshot = fetcher.fetch(f"{site.origin}/page", typed=True)
    threads = [
        threading.Thread(target=lambda r=r: found.append(r.render(snapshot, trusted=True))) for r in (one, other)
    ]  # type: ignore[misc]
    found: list[Rendered] = []
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    one.close()
    one.close()
    found.append(other.render(snapshot, trusted=True))
    other.close()
    assert [got.html.count("<title>rendered</title>") for got in found] == [1, 1, 1]


def _children() -> dict[int, str]:
    """Processes below this one, each with its command line."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    found = {os.getpid()}
    while below := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= below
    commands: dict[int, str] = {}
    for pid in found - {os.getpid()}:
        with contextlib.suppress(OSError):
            commands[pid] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return commands


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told by /proc")
def test_a_browser_that_is_killed_is_started_again_and_none_is_left_behind(site: ScriptSite) -> None:
    chromium_path()
    before = _children().keys()
    site.pages["/page"] = page("document.title = 'rendered'")
    with Fetcher(CONFIG) as fetcher, Renderer(CONFIG) as renderer:
        snapshot = fetcher.fetch(f"{site.origin}/page", typed=True)
        assert renderer.render(snapshot, trusted=True).ended == "idle"
        started = {pid: command for pid, command in _children().items() if pid not in before}
        browsers = [pid for pid, c in started.items() if "--remote-debugging-pipe" in c and "--type=" not in c]
        assert browsers
        for pid in browsers:
            os.kill(pid, signal.SIGKILL)
        broken = renderer.render(snapshot, trusted=True)
        assert (broken.ended, broken.html) == ("failed", "")
        assert broken.reason
        assert "<title>rendered</title>" in renderer.render(snapshot, trusted=True).html
    ends = time.monotonic() + 10
    while (left := _children().keys() - before) and time.monotonic() < ends:
        time.sleep(0.05)
    assert left == set()
