"""Who is trusted: a host that was typed, not one of a list, and nothing that either leads to."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import Server, Talk

from indexaudit.api import audit_url
from indexaudit.cli import main
from indexaudit.config import Config
from indexaudit.errors import AddressNotAllowed

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    config = tmp_path / "quick.toml"
    config.write_text("[limits]\ndelay_seconds = 0\nretries = 0\nfetch_seconds = 2.0\n")

    def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main(["check", *arguments, "--config", str(config)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


def test_a_host_that_was_typed_may_be_this_machine(run: Run, server: Server) -> None:
    code, out, err = run(server.origin + "/sound", "--fail-on", "never")
    assert (code, err) == (0, "")
    assert "127.0.0.1" in out


def test_one_of_a_list_may_not_and_the_error_says_what_helps(run: Run, server: Server) -> None:
    before = len(server.asked)
    code, out, err = run("-", stdin=server.origin + "/sound\n")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith(f"error: {server.origin}/sound: 127.0.0.1 is not public (this machine)")
    assert "--allow-network" in err
    assert len(server.asked) == before


def test_a_named_network_opens_it_for_lists_too(run: Run, server: Server) -> None:
    code, _, err = run("-", "--allow-network", "10.0.0.0/8", "--allow-network", "127.0.0.0/8", "--fail-on", "never",
                       stdin=server.origin + "/sound\n")  # fmt: skip
    assert (code, err) == (0, "")


def test_what_is_no_network_is_an_error(run: Run, server: Server) -> None:
    code, out, err = run(server.origin + "/sound", "--allow-network", "plums")
    assert (code, out) == (2, "")
    assert "'plums' is no network" in err


def test_metadata_is_shut_to_those_who_type_it(run: Run) -> None:
    code, _, err = run("http://169.254.169.254/latest/meta-data/", "--allow-network", "0.0.0.0/0")
    assert code == 2
    assert "hands out credentials of the cloud, and is never asked" in err


def test_a_typed_host_is_not_trusted_where_another_redirects_to_it(run: Run, server: Server) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({server.port}))
        other = Server(host="127.0.0.7")
        try:
            other.extra["/to"] = lambda talk: talk.answer(b"", f"Location: {server.origin}/sound", status="301 Moved")
            code, out, _ = run(other.origin + "/to", server.origin + "/empty", "--format", "ndjson")
        finally:
            other.close()
    first = out.splitlines()[0]
    assert code == 2
    assert '"code":"blocked_address"' in first.replace(" ", "")


def test_pages_of_one_host_share_its_robots_txt_and_its_pace(run: Run) -> None:
    with contextlib.closing(Server()) as site:
        code, out, _ = run(
            site.origin + "/sound?1",
            "-",
            site.origin + "/sound?2",
            "--format",
            "ndjson",
            stdin=site.origin + "/sound?3\n",
        )
        assert code == 2, "the one of the list is refused, typed host or not"
        assert len(out.splitlines()) == 2
        assert site.paths == ["/robots.txt", "/sound?1", "/sound?2"]


def test_a_header_goes_to_a_typed_address(run: Run, server: Server) -> None:
    run(server.origin + "/sound?mine", "--header", "Authorization: Bearer stone")
    assert "Authorization: Bearer stone" in next(a for a in server.asked if "?mine" in a)


@pytest.mark.parametrize(
    ("arguments", "stdin", "expected"),
    [
        (("-",), "https://example.com/\n", "--header is sent to URLs given as arguments"),
        (("page.html", "https://example.com/"), "", "check them apart"),
        (("https://example.com/",), "", "header 'Host' is ours to send"),
    ],
)
def test_where_a_header_goes_nowhere(
    run: Run, arguments: tuple[str, ...], stdin: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("<p>x")
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments, "--header", "Host: stone", stdin=stdin)
    assert (code, out) == (2, "")
    assert expected in err


def test_the_library_trusts_nobody(server: Server) -> None:
    with pytest.raises(AddressNotAllowed) as caught:
        audit_url(server.origin + "/sound")
    assert caught.value.code == "address_not_allowed"
    quick = Config(allow_networks=("127.0.0.1",))
    assert audit_url(server.origin + "/sound", quick).fetch_error is None


def test_what_a_host_leads_to_is_a_result(server: Server) -> None:
    def to(talk: Talk) -> None:
        talk.answer(b"", "Location: http://10.0.0.1/", status="302 Found")

    server.extra["/inwards"] = to
    audit = audit_url(server.origin + "/inwards", Config(allow_networks=("127.0.0.1",)))
    assert audit.fetch_error is not None
    assert (audit.fetch_error.code, audit.fetch_error.hop) == ("blocked_address", 1)
