"""Previews judged as the site that they are previews of."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from indexaudit.api import html_snapshot
from indexaudit.audit import audit_snapshot
from indexaudit.cli import main
from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.gate.preview import PreviewError, as_production, can_be_indexed, production_origin
from indexaudit.model import Indexability
from indexaudit.snapshot import Headers, RobotsFile, Snapshot

ORIGIN = "https://blog.example"
AT = "https://deploy-7--blog.netlify.app/posts/plum-jam/"
HOST = "deploy-7--blog.netlify.app"
HTML_TYPE = ("Content-Type", "text/html; charset=utf-8")
PAGE = (
    "<!doctype html><html lang=en><head><title>Plum jam for two</title>{head}</head><body><h1>Plum jam for two</h1><p>"
    + "Halve them, take the stone out and lay them on a rack. " * 40
    + "</p></body></html>"
)
FAST = Config(content="fast")


def preview(head: str = "", headers: Headers = (), status: int = 200) -> Snapshot:
    return html_snapshot(PAGE.format(head=head).encode(), AT, headers=(HTML_TYPE, *headers), status=status)


@pytest.mark.parametrize(
    "value", ["noindex", "none", "noindex, nofollow", "googlebot: noindex", "nofollow,NOINDEX", "bingbot:none"]
)
def test_a_noindex_of_the_host_is_set_aside(value: str) -> None:
    seen = as_production(preview(headers=(("X-Robots-Tag", value),)), ORIGIN)
    audit = audit_snapshot(seen.snapshot, FAST)
    assert audit.url == f"{ORIGIN}/posts/plum-jam/"
    assert audit.indexability in (Indexability.INDEXABLE, Indexability.UNVERIFIED)
    assert len(seen.notes) == 1
    assert "noindex" in seen.notes[0]


@pytest.mark.parametrize("value", ["nofollow", "max-image-preview:none", "noindexed", "max-snippet: 20"])
def test_other_directives_of_the_host_stay(value: str) -> None:
    seen = as_production(preview(headers=(("X-Robots-Tag", value),)), ORIGIN)
    assert seen.snapshot.exchange is not None
    assert seen.snapshot.exchange.header("x-robots-tag") == (value,)
    assert seen.notes == ()


def test_a_noindex_of_the_page_stays() -> None:
    seen = as_production(preview('<meta name="robots" content="noindex">'), ORIGIN)
    assert audit_snapshot(seen.snapshot, FAST).indexability is Indexability.EXCLUDED
    assert seen.notes == ()


def test_robots_txt_of_the_preview_is_not_that_of_production() -> None:
    shut = replace(
        preview(),
        robots=(RobotsFile(url=f"https://{HOST}/robots.txt", status=200, body=b"User-agent: *\nDisallow: /\n"),),
    )
    assert audit_snapshot(shut, FAST).indexability is Indexability.BLOCKED
    seen = as_production(shut, ORIGIN).snapshot
    assert seen.robots is None
    assert not audit_snapshot(seen, FAST).indexability.shuts


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (f"https://{HOST}/a", f"{ORIGIN}/a"),
        (f"//{HOST}/a", "//blog.example/a"),
        (f"https:\\/\\/{HOST}\\/a", "https:\\/\\/blog.example\\/a"),
        (f"https://{HOST.upper()}", ORIGIN),
        (f"https://{HOST}.evil.example/", f"https://{HOST}.evil.example/"),
        (f"https://{HOST}:8443/", f"https://{HOST}:8443/"),
        (f"https://my{HOST}/", f"https://my{HOST}/"),
        (f"mailto:jam@{HOST}", f"mailto:jam@{HOST}"),
    ],
)
def test_the_page_names_its_host(given: str, read: str) -> None:
    seen = as_production(preview(f'<meta name="x" content="{given}">'), ORIGIN)
    assert f'content="{read}"'.encode() in seen.snapshot.body
    assert bool(seen.notes) is (given != read)


@pytest.mark.parametrize(
    ("head", "headers"),
    [(f'<link rel="canonical" href="{AT}">', ()), ("", (("Link", f'<{AT}>; rel="canonical"'),))],
)
def test_a_canonical_of_the_preview_is_that_of_the_page(head: str, headers: Headers) -> None:
    untouched = html_snapshot(
        PAGE.format(head=head).encode(), f"{ORIGIN}/posts/plum-jam/", headers=(HTML_TYPE, *headers)
    )
    assert audit_snapshot(untouched, FAST).indexability is Indexability.ELSEWHERE
    seen = as_production(preview(head, headers), ORIGIN)
    assert not audit_snapshot(seen.snapshot, FAST).indexability.shuts


def test_a_canonical_of_another_host_is_still_found() -> None:
    seen = as_production(preview('<link rel="canonical" href="https://old.example/plum">'), ORIGIN)
    assert audit_snapshot(seen.snapshot, FAST).indexability is Indexability.ELSEWHERE


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_shut_preview_is_no_page(status: int) -> None:
    with pytest.raises(PreviewError, match=rf"refuses \(HTTP {status}\); send with --header"):
        as_production(preview(status=status), ORIGIN)


def test_a_login_elsewhere_is_no_page() -> None:
    seen = preview()
    assert seen.exchange is not None
    hops = (
        replace(seen.exchange.hops[0], status=302),
        replace(seen.exchange.hops[0], url="https://vercel.com/sso?next=1"),
    )
    with pytest.raises(PreviewError, match=r"leads to vercel\.com"):
        as_production(replace(seen, exchange=replace(seen.exchange, hops=hops)), ORIGIN)


def test_a_missing_page_is_missing() -> None:
    seen = as_production(preview(status=404), ORIGIN)
    assert audit_snapshot(seen.snapshot, FAST).indexability is Indexability.BROKEN


def test_which_previews_can_be_indexed() -> None:
    whole = replace(preview(), robots=(RobotsFile(url=f"https://{HOST}/robots.txt", status=404),))
    assert can_be_indexed(whole, FAST)
    assert not can_be_indexed(preview(headers=(("X-Robots-Tag", "noindex"),)), FAST)
    assert not can_be_indexed(preview(f'<link rel="canonical" href="{ORIGIN}/posts/plum-jam/">'), FAST)
    assert not can_be_indexed(replace(whole, url="http://127.0.0.1/posts/"), FAST)


@pytest.mark.parametrize(
    "text", ["https://blog.example/docs/", "https://blog.example/?a=1", "https://u:p@blog.example/"]
)
def test_production_is_an_origin(text: str) -> None:
    with pytest.raises(ConfigError, match="give scheme and host alone"):
        production_origin(text)


def test_production_of_an_origin() -> None:
    assert production_origin("https://Blog.Example") == ORIGIN
    assert production_origin("http://localhost:8000/") == "http://localhost:8000"


# --- on the command line --------------------------------------------------------------------------------------------


@pytest.fixture
def served() -> Iterator[str]:
    """A preview that answers only with its password."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there = self.path.startswith("/posts/")
            open_ = self.headers.get("Authorization") == "Basic amFtOmphbQ=="
            self.send_response(404 if not there else 200 if open_ else 401)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("X-Robots-Tag", "noindex")
            self.end_headers()
            self.wfile.write(PAGE.format(head="").encode() if there and open_ else b"")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/posts/plum-jam/"
    server.shutdown()
    thread.join()
    server.server_close()


COMMON = ("--allow-network", "127.0.0.0/8", "--production-url", ORIGIN, "--format", "json", "--fail-on", "never")


def test_a_preview_with_a_password(served: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", served, *COMMON, "--header", "Authorization: Basic amFtOmphbQ=="])
    ran = capsys.readouterr()
    assert (code, json.loads(ran.out)["url"]) == (0, f"{ORIGIN}/posts/plum-jam/")
    assert json.loads(ran.out)["indexability"] != "excluded"
    assert "noindex in the headers of the preview is set aside" in ran.err


def test_a_preview_without_its_password(served: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", served, *COMMON]) == 2
    assert "the preview refuses (HTTP 401); send with --header what opens it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("extra", "said"),
    [(("page.html",), "--production-url is for previews on the web"), ((), "does not go with --base-url")],
)
def test_what_is_no_preview(
    extra: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE.format(head=""))
    targets = extra or (".", "--base-url", ORIGIN)
    assert main(["check", *targets, "--production-url", ORIGIN]) == 2
    assert said in capsys.readouterr().err
