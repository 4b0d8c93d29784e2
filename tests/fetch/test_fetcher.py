"""The fetch: what a server does becomes a fact in the snapshot, never an exception."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from indexaudit import __version__
from indexaudit.config import Config, Limits
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.fetch.visits import Validators
from indexaudit.snapshot import Snapshot

QUICK = Limits(retries=0)


def fetch(url: str, config: Config | None = None) -> Snapshot:
    """From loopback, as a caller does who typed the address."""
    with Fetcher(config or Config(limits=QUICK), trusted=["127.0.0.1"]) as fetcher:
        return fetcher.fetch(url)


Answer = tuple[int, dict[str, str], bytes]
PAGE = b"<!doctype html><title>Plums</title><p>Plums keep for a week."


class Site:
    """A server on loopback whose answers are a table by path; it remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {
            "/robots.txt": (404, {}, b"none"),
        }
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers.items())))
                answer = site.answers.get(self.path, (404, {}, b"not here"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response_only(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.close()


def test_page_headers_and_robots_are_kept_as_received(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/plums"] = (200, {"X-Robots-Tag": "noarchive", "Content-Type": "text/html"}, PAGE)
    snapshot = fetch(f"{site.origin}/plums#ripe")
    assert snapshot.fetch_error is None
    assert snapshot.exchange is not None
    assert snapshot.exchange.status == 200
    assert snapshot.exchange.header("x-robots-tag") == ("noarchive",)
    assert snapshot.body == PAGE
    assert snapshot.robots is not None
    assert [(r.status, r.body) for r in snapshot.robots] == [(200, b"User-agent: *\nDisallow: /private\n")]


def test_redirects_are_followed_hop_by_hop(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b"}, b"x" * 100)
    site.answers["/b"] = (302, {"Location": "c?x=\xe9".encode().decode("latin-1")}, b"")
    site.answers["/c?x=%C3%A9"] = (200, {}, PAGE)
    snapshot = fetch(f"{site.origin}/a")
    assert snapshot.exchange is not None
    assert [(h.status, h.url.removeprefix(site.origin)) for h in snapshot.exchange.hops] == [
        (301, "/a"),
        (302, "/b"),
        (200, "/c?x=%C3%A9"),
    ]
    assert snapshot.body == PAGE


def test_a_redirect_that_is_not_followed_is_the_answer(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b"}, b"x" * 100)
    site.answers["/b"] = (200, {}, PAGE)
    with Fetcher(Config(limits=QUICK), trusted=["127.0.0.1"]) as opened:
        snapshot = opened.fetch(f"{site.origin}/a", follow=False)
    assert snapshot.exchange is not None
    assert [hop.status for hop in snapshot.exchange.hops] == [301]
    assert snapshot.exchange.header("location") == ("/b",)
    assert snapshot.body == b""


def test_validators_are_sent_with_the_first_request_and_304_is_an_answer(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "/b"}, b"")
    site.answers["/b"] = (304, {"ETag": '"2"'}, b"")
    with Fetcher(Config(limits=QUICK), trusted=["127.0.0.1"]) as opened:
        unless = Validators(etag='W/"1"', last_modified="Tue, 04 Mar 2025 10:00:00 GMT")
        snapshot = opened.fetch(f"{site.origin}/a", unless=unless)
    assert snapshot.exchange is not None
    assert snapshot.exchange.status == 304
    asked = dict(site.asked)
    assert asked["/a"]["If-None-Match"] == 'W/"1"'
    assert asked["/a"]["If-Modified-Since"] == "Tue, 04 Mar 2025 10:00:00 GMT"
    assert "If-None-Match" not in asked["/b"]


def test_a_validator_that_cannot_be_sent_back_is_left_out() -> None:
    assert Validators(etag='"a\r\nX: y"', last_modified="März").headers() == {}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        pytest.param(
            {"/a": (301, {"Location": "/b"}, b""), "/b": (301, {"Location": "/a"}, b"")}, "redirect_loop", id="loop"
        ),
        pytest.param({"/a": (301, {"Location": "file:///etc/passwd"}, b"")}, "blocked_scheme", id="file scheme"),
        pytest.param({"/a": (301, {"Location": "http://[bad/"}, b"")}, "bad_location", id="not a URL"),
        pytest.param({"/a": (301, {"Location": " "}, b"")}, "bad_location", id="blank location"),
        pytest.param({"/a": (200, {"Content-Encoding": "gzip"}, b"not gzip")}, "bad_encoding", id="false gzip"),
        pytest.param({"/a": (200, {"Content-Length": "999"}, b"short")}, "truncated_body", id="cut body"),
    ],
)
def test_what_goes_wrong_is_named(site: Site, answers: dict[str, Answer], code: str) -> None:
    for path, (status, headers, body) in answers.items():
        site.answers[path] = (status, {**headers, "Connection": "close"}, body)
    snapshot = fetch(f"{site.origin}/a")
    assert snapshot.exchange is None
    assert snapshot.fetch_error is not None
    assert snapshot.fetch_error.code == code


def test_long_chains_end_at_the_limit(site: Site) -> None:
    for n in range(20):
        site.answers[f"/{n}"] = (301, {"Location": f"/{n + 1}"}, b"")
    snapshot = fetch(f"{site.origin}/0", Config(limits=Limits(redirects=4, retries=0)))
    assert snapshot.fetch_error is not None
    assert snapshot.fetch_error.code == "redirect_limit"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/0", "/1", "/2", "/3", "/4"]


def test_a_closed_port_is_refused() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    snapshot = fetch(f"http://127.0.0.1:{port}/")
    assert snapshot.fetch_error is not None
    assert (snapshot.fetch_error.code, snapshot.fetch_error.retryable) == ("robots_unreachable", True)


def test_an_unknown_host_is_no_exception() -> None:
    snapshot = fetch("http://no-such-host.example/")
    assert snapshot.fetch_error is not None
    assert "does not resolve" in snapshot.fetch_error.message


def test_an_address_that_robots_forbids_is_not_asked_for(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: indexaudit\nDisallow: /private\n")
    snapshot = fetch(f"{site.origin}/private/a")
    assert snapshot.fetch_error is not None
    assert snapshot.fetch_error.code == "robots_disallowed"
    assert "line 2" in snapshot.fetch_error.message
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_a_redirect_into_a_forbidden_address_stops_there(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/a"] = (302, {"Location": "/private"}, b"")
    snapshot = fetch(f"{site.origin}/a")
    assert snapshot.fetch_error is not None
    assert (snapshot.fetch_error.code, snapshot.fetch_error.hop) == ("robots_disallowed", 1)
    assert "/private" not in [path for path, _ in site.asked]


def test_a_large_body_is_cut_and_said_to_be(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"y" * 1_000_000))
    snapshot = fetch(f"{site.origin}/a", Config(limits=Limits(body_bytes=1000, retries=0)))
    assert snapshot.exchange is not None
    assert (len(snapshot.body), snapshot.exchange.truncated, snapshot.exchange.size) == (1000, True, 1000)


def test_the_environment_and_secrets_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    site.answers["/a"] = (200, {"Set-Cookie": "a=b"}, PAGE)
    assert fetch(f"{site.origin}/a").fetch_error is None
    assert {name for _, headers in site.asked for name in headers} <= {
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Encoding",
        "Connection",
    }
    assert {headers["User-Agent"].split("/")[0] for _, headers in site.asked} == {"indexaudit"}


@pytest.mark.parametrize("url", ["example.com/a", "javascript:alert(1)", "http://", "", "ftp://example.com/"])
def test_what_is_no_address_is_the_callers_error(url: str) -> None:
    with pytest.raises(InvalidURL):
        fetch(url)


def test_who_is_asked_can_read_whom_to_write_to(site: Site) -> None:
    site.answers["/a"] = (200, {}, PAGE)
    config = Config(contact="https://garden.example/crawler", limits=QUICK)
    assert fetch(f"{site.origin}/a", config).fetch_error is None
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert agents == {f"indexaudit/{__version__} (+https://garden.example/crawler)"}


def test_a_contact_that_reaches_nobody_is_refused() -> None:
    with pytest.raises(ConfigError, match="contact"):
        Config(contact="me")
