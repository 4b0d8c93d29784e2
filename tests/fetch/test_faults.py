"""Everything a server can do wrong, each by its id: what it is called, and that it ends in time."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import trustme
from faults import FAULTS, PAGE, Server, Talk
from short_limits import SHORT, Make

from indexaudit.errors import AddressNotAllowed, ConfigError
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.fetch.watchdog import Line
from indexaudit.model import FetchError
from indexaudit.snapshot import Snapshot

FAILURES = [
    ("N05", "/silent", "read_timeout"),
    ("N06", "/slowheaders", "deadline"),
    ("N07", "/slowbody", "deadline"),
    ("N09", "/reset_now", "connection_reset"),
    ("N10", "/reset_mid", "connection_reset"),
    ("N11", "/close_now", "connection_closed"),
    ("H01", "/endless100", "too_many_interim"),
    ("H03", "/badstatus", "bad_framing"),
    ("H04", "/http09", "bad_framing"),
    ("H06", "/cl_too_big", "truncated_body"),
    ("H06", "/cl_huge", "truncated_body"),
    ("H08", "/cl_neg", "bad_framing"),
    ("H08", "/cl_text", "bad_framing"),
    ("H09", "/cl_multi", "bad_framing"),
    ("H11", "/chunk_garbage", "bad_framing"),
    ("H12", "/chunk_trunc", "truncated_body"),
    ("H12", "/chunk_noend", "truncated_body"),
    ("H13", "/chunk_longline", "bad_framing"),
    ("H15", "/endless_trailers", "deadline"),
    ("H16", "/hdr_flood", "header_overflow"),
    ("H17", "/hdr_big", "header_overflow"),
    ("H18", "/hdr_99x60k", "header_overflow"),
    ("B04", "/bomb_br", "unsupported_encoding"),
    ("B05", "/bomb_zstd", "unsupported_encoding"),
    ("B06", "/bomb3", "encoding_chain"),
    ("B07", "/enc6", "encoding_chain"),
    ("B08", "/gzip_trunc", "truncated_body"),
    ("B08", "/gzip_trunc_tail", "truncated_body"),
    ("B09", "/gzip_not", "bad_encoding"),
    ("B12", "/enc_unknown", "unsupported_encoding"),
    ("R01", "/loopA", "redirect_loop"),
    ("R02", "/chain/30", "redirect_limit"),
    ("R03", "/grow", "url_too_long"),
]
READ = [
    ("H02", "/early103", 200, PAGE),
    ("H05", "/status999", 999, b"denied"),
    ("H07", "/cl_small_poison", 200, PAGE),
    ("H10", "/te_cl", 200, PAGE),
    ("H14", "/chunk_1byte", 200, PAGE),
    ("H22", "/hdr_nonascii", 200, PAGE),
    ("H23", "/lf_only", 200, PAGE),
    ("H24", "/204body", 204, b""),
    ("B10", "/gzip_garbage_tail", 200, PAGE),
    ("B11", "/deflate_tail", 200, PAGE),
    ("B13", "/empty", 200, b""),
    ("gzip", "/gzip", 200, PAGE),
    ("two members", "/gzip_two_members", 200, PAGE),
    ("zlib", "/deflate_zlib", 200, PAGE),
    ("raw deflate", "/deflate_raw", 200, PAGE),
    ("R06", "/redir_bomb", 200, PAGE),
    ("R07", "/redir_endless", 200, PAGE),
    ("R08", "/redir_slow", 200, PAGE),
]
CUT = [("B01", "/endless"), ("B01", "/endless_chunked"), ("B02", "/bomb_gzip"), ("B03", "/bomb_deflate")]


def asked(fetcher: Fetcher, url: str) -> tuple[Snapshot, float]:
    began = time.monotonic()
    snapshot = fetcher.fetch(url)
    return snapshot, time.monotonic() - began


def error_of(fetcher: Fetcher, url: str) -> FetchError:
    snapshot, seconds = asked(fetcher, url)
    assert seconds < SHORT.fetch_seconds + 1
    assert snapshot.exchange is None
    assert snapshot.fetch_error is not None
    return snapshot.fetch_error


@pytest.mark.parametrize(("path", "code"), [r[1:] for r in FAILURES], ids=[f"{r[0]} {r[1]}" for r in FAILURES])
def test_a_fault_has_its_name_and_ends_by_the_deadline(server: Server, fetcher: Make, path: str, code: str) -> None:
    assert error_of(fetcher(), server.origin + path).code == code


@pytest.mark.parametrize(("path", "status", "body"), [r[1:] for r in READ], ids=[f"{r[0]} {r[1]}" for r in READ])
def test_an_oddity_is_read_as_browsers_read_it(
    server: Server, fetcher: Make, path: str, status: int, body: bytes
) -> None:
    snapshot, seconds = asked(fetcher(), server.origin + path)
    assert snapshot.fetch_error is None
    assert snapshot.exchange is not None
    assert (snapshot.exchange.status, snapshot.body, snapshot.exchange.truncated) == (status, body, False)
    assert seconds < 1


@pytest.mark.parametrize("path", [r[1] for r in CUT], ids=[f"{r[0]} {r[1]}" for r in CUT])
def test_a_body_without_end_is_cut_at_the_cap(server: Server, fetcher: Make, path: str) -> None:
    snapshot, seconds = asked(fetcher(), server.origin + path)
    assert snapshot.exchange is not None
    assert (len(snapshot.body), snapshot.exchange.truncated) == (SHORT.body_bytes, True)
    assert seconds < SHORT.fetch_seconds + 1


def test_every_fault_of_the_server_is_asked_for() -> None:
    used = {row[1] for row in [*FAILURES, *READ, *CUT]}
    beside = {"/robots.txt", "/sound", "/loopB", "/cookie", "/badhdrline", "/obsfold"}
    assert set(FAULTS) - used == beside


def test_H19_cookies_are_not_kept(server: Server, fetcher: Make) -> None:
    door = fetcher()
    door.fetch(server.origin + "/cookie")
    door.fetch(server.origin + "/sound?after")
    assert "cookie" not in server.asked[-1].lower()


def test_H20_a_malformed_line_makes_the_headers_incomplete(server: Server, fetcher: Make) -> None:
    exchange = fetcher().fetch(server.origin + "/badhdrline").exchange
    assert exchange is not None
    assert not exchange.headers_complete


def test_H21_a_folded_header_is_joined(server: Server, fetcher: Make) -> None:
    exchange = fetcher().fetch(server.origin + "/obsfold").exchange
    assert exchange is not None
    assert " ".join(exchange.header("x-robots-tag")[0].split()) == "noarchive, noindex"


# --- network ----------------------------------------------------------------------------------------------------------


def fails(host: str, port: int) -> tuple[str, ...]:
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def test_N01_an_unknown_name_is_asked_for_twice_at_most(fetcher: Make) -> None:
    calls: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        calls.append(host)
        return fails(host, port)

    limits = replace(SHORT, retries=2)
    error = error_of(fetcher(limits, resolve=resolve), "http://no-such.example/")
    assert error.code in ("dns_failure", "robots_unreachable")
    assert len(calls) == 2


def test_N02_a_resolver_that_hangs(fetcher: Make) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        time.sleep(1.2)
        return ("127.0.0.1",)

    error = error_of(fetcher(resolve=resolve), "http://slow-names.example/")
    assert "does not resolve in time" in error.message


def test_N03_a_closed_port(fetcher: Make) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    error = error_of(fetcher(), f"http://127.0.0.1:{port}/")
    assert "refuses the connection" in error.message
    assert error.retryable


def test_N17_a_dead_address_is_followed_by_the_next(server: Server, fetcher: Make) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("::1", "127.0.0.1")

    door = fetcher(resolve=resolve, trusted=["two.example"])
    snapshot = door.fetch(f"http://two.example:{server.port}/sound")
    assert snapshot.body == PAGE


def test_N18_the_environment_is_not_asked(
    server: Server, fetcher: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login plum password stone\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
    assert fetcher().fetch(server.origin + "/sound?netrc").body == PAGE
    assert "authorization" not in server.asked[-1].lower()


# --- TLS --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "code"),
    [
        pytest.param("expired", "tls_expired", id="N12"),
        pytest.param("future", "tls_not_yet_valid", id="N13"),
        pytest.param("unknown authority", "tls_self_signed", id="N14"),
        pytest.param("other host", "tls_hostname", id="N15"),
    ],
)
def test_a_bad_certificate_is_named(
    secure: dict[str, Server], context: ssl.SSLContext, fetcher: Make, which: str, code: str
) -> None:
    door = fetcher(ssl_context=context)
    file = door.robots_txt(secure[which].origin + "/")
    assert file.error is not None
    assert file.error.code == code


def test_N08_a_deadline_reaches_through_TLS(secure: dict[str, Server], context: ssl.SSLContext, fetcher: Make) -> None:
    assert error_of(fetcher(ssl_context=context), secure["sound"].origin + "/slowheaders").code == "deadline"


def test_a_sound_certificate_gives_a_page(secure: dict[str, Server], context: ssl.SSLContext, fetcher: Make) -> None:
    assert fetcher(ssl_context=context).fetch(secure["sound"].origin + "/sound").body == PAGE


def test_N16_the_wrong_protocol_on_a_port(
    server: Server, secure: dict[str, Server], context: ssl.SSLContext, fetcher: Make
) -> None:
    door = fetcher(ssl_context=context)
    over_plain = door.robots_txt(f"https://127.0.0.1:{server.port}/").error
    assert over_plain is not None
    assert over_plain.code in ("tls_protocol", "tls_error", "connection_reset", "read_timeout")
    over_tls = door.robots_txt(f"http://127.0.0.1:{secure['sound'].port}/").error
    assert over_tls is not None
    assert over_tls.code in ("bad_framing", "connection_closed", "connection_reset")


# --- redirects --------------------------------------------------------------------------------------------------------


def redirecting(to: str | bytes) -> Any:
    def act(talk: Talk) -> None:
        location = to if isinstance(to, bytes) else to.encode()
        talk.send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")

    return act


@pytest.mark.parametrize(
    ("location", "code"),
    [
        pytest.param("file:///etc/passwd", "blocked_scheme", id="R04 file"),
        pytest.param("ftp://127.0.0.1/", "blocked_scheme", id="R04 ftp"),
        pytest.param("data:text/html,hi", "blocked_scheme", id="R04 data"),
        pytest.param("javascript:alert(1)", "blocked_scheme", id="R04 javascript"),
        pytest.param("http://10.0.0.1/", "blocked_address", id="R05 private"),
        pytest.param("http://169.254.169.254/latest/", "blocked_address", id="R05 metadata"),
        pytest.param("http://[bad/", "bad_location", id="R09"),
        pytest.param("", "bad_location", id="R11 empty"),
        pytest.param("http://", "bad_location", id="R11 no host"),
        pytest.param("http://example.com:99999/", "bad_location", id="R11 port"),
        pytest.param("http://evil.example@10.0.0.1/", "blocked_address", id="R12"),
        pytest.param("http://10.0.0.1\\@public.example/", "blocked_address", id="R13"),
        pytest.param("http://example.com:22/", "blocked_port", id="S12 ssh"),
        pytest.param("http://example.com:25/", "blocked_port", id="S12 mail"),
        pytest.param("https://example.com:6379/", "blocked_port", id="S12 redis"),
        pytest.param("http://example.com:11211/", "blocked_port", id="S12 memcached"),
        pytest.param("http://example.com:0/", "blocked_port", id="S12 zero"),
    ],
)
def test_a_redirect_that_may_not_be_followed(server: Server, fetcher: Make, location: str, code: str) -> None:
    server.extra["/to"] = redirecting(location)
    error = error_of(fetcher(), server.origin + "/to")
    assert error.code == code
    assert error.hop in (0, 1)


def test_R10_a_location_of_raw_bytes_is_percent_encoded(server: Server, fetcher: Make) -> None:
    server.extra["/to"] = redirecting(b"/pfl\xc3\xa4ume")
    server.extra["/pfl%C3%A4ume"] = FAULTS["/sound"]
    assert fetcher().fetch(server.origin + "/to").body == PAGE


def test_R12_userinfo_is_never_sent(server: Server, fetcher: Make) -> None:
    url = server.origin.replace("//", "//plum:stone@") + "/sound?user"
    assert fetcher().fetch(url).body == PAGE
    assert "authorization" not in server.asked[-1].lower()
    assert "stone" not in server.asked[-1]


def everywhere(host: str, port: int) -> tuple[str, ...]:
    return ("127.0.0.1",)


@pytest.mark.parametrize("elsewhere", ["http://two.example", "https://one.example"])
def test_R15_the_callers_headers_stay_at_the_first_origin(
    secure: dict[str, Server], context: ssl.SSLContext, fetcher: Make, elsewhere: str
) -> None:
    with contextlib.closing(Server()) as site:
        port = secure["sound"].port if elsewhere.startswith("https") else site.port
        site.extra["/to"] = redirecting(f"{elsewhere}:{port}/sound?{elsewhere[:5]}")
        door = fetcher(
            headers={"X-Api-Key": "stone", "Authorization": "Bearer stone"},
            resolve=everywhere, trusted=[], allow_networks=("127.0.0.1",), ssl_context=context,
        )  # fmt: skip
        # Both ports are odd ones: those of the caller's own host, and of a list that the test widens.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({port}))
            door.fetch(f"http://one.example:{site.port}/to")
        asked = site.asked + secure["sound"].asked
        assert sum("stone" in a for a in asked) >= 1
        for text in asked:
            own = "\r\nhost: one.example" in text.lower() and text in site.asked
            assert own or "stone" not in text, text
        if elsewhere == "http://two.example":
            assert {a.split(" ")[1] for a in asked if "Host: two" in a} == {"/robots.txt", "/sound?http:"}


def test_a_redirect_of_another_site_is_not_what_the_caller_typed(fetcher: Make) -> None:
    """Both hosts are typed, each for itself; a connection that is kept must not carry over the trust."""
    with contextlib.closing(Server()) as site:
        site.extra["/to"] = redirecting(f"http://inner.example:{site.port}/sound")
        addresses = {"inner.example": "127.0.0.1", "outer.example": "127.0.0.2"}

        def resolve(host: str, port: int) -> tuple[str, ...]:
            return (addresses[host],)

        door = fetcher(resolve=resolve, trusted=["inner.example"], allow_networks=("127.0.0.2",))
        inner = f"http://inner.example:{site.port}/sound"
        assert door.fetch(inner).body == PAGE
        door._gate.guard = type(door._gate.guard).opening(["127.0.0.2"])
        addresses["outer.example"] = "127.0.0.1"
        with pytest.raises(AddressNotAllowed):
            door.fetch(f"http://outer.example:{site.port}/to")
        assert door.fetch(inner).body == PAGE


def test_R11_two_locations_are_none(server: Server, fetcher: Make) -> None:
    server.extra["/to"] = lambda talk: talk.answer(b"", "Location: /sound", "Location: /empty", status="301 Moved")
    assert error_of(fetcher(), server.origin + "/to").code == "bad_location"


def test_R14_a_step_down_to_http_is_followed_without_the_callers_headers(
    secure: dict[str, Server], context: ssl.SSLContext, fetcher: Make
) -> None:
    with contextlib.closing(Server()) as plain, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({plain.port}))
        secure["sound"].extra["/to"] = redirecting(f"http://127.0.0.1:{plain.port}/sound")
        door = fetcher(headers={"Cookie": "stone=1"}, ssl_context=context)
        assert door.fetch(secure["sound"].origin + "/to").body == PAGE
        assert "stone" in secure["sound"].asked[-1]
        assert not any("stone" in a for a in plain.asked)


@pytest.mark.parametrize("status", ["301 a", "302 b", "303 c", "307 d", "308 e"])
def test_R19_every_redirect_is_a_get(server: Server, fetcher: Make, status: str) -> None:
    server.extra["/to"] = lambda talk: talk.answer(b"", "Location: /sound", status=status)
    assert fetcher().fetch(server.origin + "/to").body == PAGE
    assert server.asked[-1].startswith("GET /sound HTTP/1.1\r\n")


def test_R18_a_redirect_to_what_robots_txt_forbids(fetcher: Make) -> None:
    with contextlib.closing(Server()) as site:
        site.extra["/robots.txt"] = lambda talk: talk.answer(b"User-agent: *\nDisallow: /private\n")
        site.extra["/to"] = redirecting("/private")
        error = error_of(fetcher(), site.origin + "/to")
        assert (error.code, error.hop) == ("robots_disallowed", 1)
        assert "/private" not in site.paths


# --- inwards ----------------------------------------------------------------------------------------------------------

INWARDS = [
    "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/",
    "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://[::]/", "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[::127.0.0.1]/", "http://[::ffff:0:7f00:1]/",
    "http://[fec0::1]/", "http://169.254.169.254/", "http://169.254.170.2/", "http://[fd00:ec2::254]/",
    "http://168.63.129.16/", "http://100.100.100.200/", "http://localhost./", "http://LOCALHOST/",
    "http://127.0.0.1\u3002/", "http://%31%32%37.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", INWARDS)
def test_no_way_of_writing_an_inward_address_is_connected_to(fetcher: Make, url: str) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    with connects() as made, pytest.raises(AddressNotAllowed):
        fetcher(trusted=[], resolve=resolve).fetch(url)
    assert made == []


@pytest.mark.parametrize("url", INWARDS)
def test_no_way_of_writing_an_inward_address_is_redirected_to(fetcher: Make, url: str) -> None:
    with contextlib.closing(Server(host="127.0.0.9")) as site:
        site.extra["/to"] = redirecting(url)
        door = fetcher(trusted=[], allow_networks=("127.0.0.9",), resolve=everywhere)
        with connects() as made:
            error = error_of(door, site.origin + "/to")
        assert error.code in ("blocked_address", "bad_location")
        assert {address[0] for address in made} == {"127.0.0.9"}  # type: ignore[index]


def test_S05_a_name_is_resolved_once_for_a_connection_and_pinned(fetcher: Make) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("10.0.0.1",)

    with contextlib.closing(KeptServer()) as site, connects() as made:
        door = fetcher(resolve=resolve, trusted=[], allow_networks=("127.0.0.1",))
        for _ in range(3):
            assert door.fetch(f"http://rebind.example:{site.port}/sound").body == PAGE
    assert asked == ["rebind.example"]
    assert made == [("127.0.0.1", site.port)]


def test_S07_a_new_connection_is_checked_again(server: Server, fetcher: Make) -> None:
    answers = iter([("127.0.0.1",), ("127.0.0.1",), ("10.0.0.1",)])

    def resolve(host: str, port: int) -> tuple[str, ...]:
        return next(answers)

    door = fetcher(resolve=resolve, trusted=[], allow_networks=("127.0.0.1",))
    url = f"http://rebind.example:{server.port}/sound"
    assert door.fetch(url).body == PAGE  # the server closes after each answer
    with connects() as made, pytest.raises(AddressNotAllowed, match=r"10\.0\.0\.1"):
        door.fetch(url)
    assert made == []


def test_S06_a_mixed_answer_is_refused(server: Server, fetcher: Make) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("93.184.216.34", "10.0.0.1")

    with pytest.raises(AddressNotAllowed, match=r"10\.0\.0\.1"):
        fetcher(trusted=[], resolve=resolve).fetch("http://mixed.example/")


def test_S13_a_named_network_is_open_and_metadata_is_not(server: Server, fetcher: Make) -> None:
    door = fetcher(trusted=[], allow_networks=("127.0.0.0/8", "169.254.0.0/16"))
    assert door.fetch(server.origin + "/sound").body == PAGE
    with pytest.raises(AddressNotAllowed, match="credentials"):
        door.fetch("http://169.254.169.254/")


def test_a_trusted_host_may_be_written_with_a_final_dot(server: Server, fetcher: Make) -> None:
    door = fetcher(resolve=everywhere, trusted=["LocalHost"])
    assert door.fetch(f"http://localhost.:{server.port}/sound").body == PAGE


# --- connections ------------------------------------------------------------------------------------------------------


class KeptServer(Server):
    """One that answers any number of requests on a connection; ``connections`` counts them."""

    connections = 0

    def _converse(self, sock: socket.socket) -> None:
        self.connections += 1
        before = -1
        while before != len(self.asked):
            before = len(self.asked)
            super()._converse(sock)


@pytest.fixture
def kept() -> Iterator[KeptServer]:
    with contextlib.closing(KeptServer()) as server:
        yield server


@pytest.mark.parametrize("path", ["/sound", "/gzip", "/chunk_1byte", "/empty", "/te_cl"])
def test_a_connection_is_used_again(kept: KeptServer, fetcher: Make, path: str) -> None:
    door = fetcher()
    for _ in range(3):
        assert door.fetch(kept.origin + path).exchange is not None
    assert kept.connections == 1


def test_a_redirect_without_a_body_keeps_the_connection(kept: KeptServer, fetcher: Make) -> None:
    kept.extra["/to"] = redirecting("/sound")
    assert fetcher().fetch(kept.origin + "/to").body == PAGE
    assert kept.connections == 1


@pytest.mark.parametrize("path", [pytest.param("/cl_small_poison", id="H07"), pytest.param("/204body", id="H24")])
def test_what_follows_an_answer_is_not_taken_for_the_next(kept: KeptServer, fetcher: Make, path: str) -> None:
    door = fetcher()
    assert door.fetch(kept.origin + path).exchange is not None
    assert door.fetch(kept.origin + "/sound").body == PAGE
    assert kept.connections == 2


def test_H07_over_TLS(authority: trustme.CA, context: ssl.SSLContext, fetcher: Make) -> None:
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(own)
    with contextlib.closing(KeptServer(own)) as kept:
        door = fetcher(ssl_context=context)
        for path, connections in (("/sound", 1), ("/gzip", 1), ("/cl_small_poison", 1), ("/sound", 2)):
            assert door.fetch(kept.origin + path).body == PAGE
            assert kept.connections == connections


def test_a_kept_connection_that_was_closed_is_replaced(kept: KeptServer, fetcher: Make) -> None:
    def last(talk: Talk) -> None:
        talk.answer(PAGE)
        talk.sock.shutdown(socket.SHUT_RDWR)

    kept.extra["/last"] = last
    door = fetcher()
    for path in ("/last", "/last", "/sound"):
        assert door.fetch(kept.origin + path).body == PAGE


def test_nothing_is_left_behind(server: Server, fetcher: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[Line] = []

    class Noted(Line):
        def __init__(self, sock: socket.socket) -> None:
            super().__init__(sock)
            lines.append(self)

    monkeypatch.setattr("indexaudit.fetch.connections.Line", Noted)
    before = {t.ident for t in threading.enumerate()}
    for path in ("/sound", "/slowbody", "/endless", "/redir_slow", "/reset_mid", "/bomb_gzip", "/badstatus"):
        with fetcher() as door:
            door.fetch(server.origin + path)
    assert len(lines) > 7
    assert [line for line in lines if line._socket is not None] == []
    assert [t.name for t in threading.enumerate() if t.ident not in before and "watchdog" in t.name] == []


def test_a_watch_that_was_taken_off_does_not_bite(kept: KeptServer, fetcher: Make) -> None:
    """The next request on a kept connection outlives the deadline of the one before it."""
    kept.extra["/slow"] = lambda talk: talk.drip(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE, 0.008
    )
    door = fetcher(replace(SHORT, fetch_seconds=1.2))
    began = time.monotonic()
    while time.monotonic() - began < 1.8:
        assert door.fetch(kept.origin + "/slow").body == PAGE


@pytest.mark.parametrize(
    ("coding", "code"),
    [
        pytest.param("gzip, chunked", "unsupported_encoding", id="a transfer that is compressed"),
        pytest.param("xchunked", "unsupported_encoding", id="a coding that ends like chunked"),
        pytest.param("chunked, chunked", "bad_framing", id="chunked twice"),
        pytest.param("chunked, identity", None, id="chunked and nothing"),
    ],
)
def test_transfer_codings(server: Server, fetcher: Make, coding: str, code: str | None) -> None:
    chunked = f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n"
    server.extra["/te"] = lambda talk: talk.answer(chunked, f"Transfer-Encoding: {coding}", length=False)
    snapshot = fetcher().fetch(server.origin + "/te")
    assert (snapshot.fetch_error.code if snapshot.fetch_error else None) == code
    assert code or snapshot.body == PAGE


@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=x", "message/rfc822", "multipart/form-data", "text/html"])
def test_H20_a_type_of_mail_is_no_fault_of_the_headers(server: Server, fetcher: Make, kind: str) -> None:
    server.extra["/kind"] = lambda talk: talk.answer(PAGE, f"Content-Type: {kind}", "X-Robots-Tag: noindex")
    exchange = fetcher().fetch(server.origin + "/kind").exchange
    assert exchange is not None
    assert exchange.headers_complete
    assert exchange.header("x-robots-tag") == ("noindex",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Key", "a\r\nHost: b"), ("X Key", "a"), ("", "a"), ("X-Key", "caf\xe9"), ("Host", "a"),
        ("Accept-Encoding", "br"), ("User-Agent", "Googlebot"), ("Content-Length", "9"),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_sent_is_the_callers_error(fetcher: Make, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=r"header|Config"):
        fetcher(headers={name: value})


def test_H19_many_cookies_cost_nothing(server: Server, fetcher: Make) -> None:
    lines = [f"Set-Cookie: c{n}=" + 'a=;, "' * 330 for n in range(90)]
    server.extra["/cookies"] = lambda talk: talk.answer(PAGE, *lines)
    door = fetcher()
    door.fetch(server.origin + "/sound")
    began = time.process_time()
    assert door.fetch(server.origin + "/cookies").body == PAGE
    assert time.process_time() - began < 0.5


def test_N04_a_connection_that_is_not_accepted(fetcher: Make) -> None:
    with socket.socket() as full, contextlib.ExitStack() as stack:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            sock = stack.enter_context(socket.socket())
            sock.setblocking(False)
            sock.connect_ex(full.getsockname())
        error = error_of(fetcher(), f"http://127.0.0.1:{full.getsockname()[1]}/")
    assert "no connection in time" in error.message


def test_N17_a_name_with_thousands_of_addresses(fetcher: Make) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return tuple(f"127.1.{n // 256}.{n % 256}" for n in range(4000))

    with connects() as made:
        error = error_of(fetcher(resolve=resolve, trusted=["many.example"]), "http://many.example:9/")
    assert error.retryable
    assert len(made) <= 8


# --- what is watched --------------------------------------------------------------------------------------------------

watched: list[list[object]] = []


@contextlib.contextmanager
def connects() -> Iterator[list[object]]:
    """Every address that is connected to meanwhile."""
    made: list[object] = []
    watched.append(made)
    try:
        yield made
    finally:
        watched.remove(made)


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        for made in watched:
            made.append(arguments[1])


sys.addaudithook(_note)
