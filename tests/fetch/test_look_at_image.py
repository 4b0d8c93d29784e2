"""The share image is asked for through the guarded door: its beginning alone, within a budget, whatever its host does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from faults import Server, Talk
from short_limits import SHORT

from indexaudit.api import Auditor, audit_url
from indexaudit.audit import audit_snapshot
from indexaudit.cli import main
from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.looker import Looker
from indexaudit.looks import Look
from indexaudit.model import PageAudit
from indexaudit.snapshot import Snapshot, load, save
from indexaudit.testing import judge, snapshot
from indexaudit.testing_looks import image_bytes

PNG = image_bytes("png", 1200, 630)
LIMITS: dict[str, Any] = {name: getattr(SHORT, name) for name in Limits.__dataclass_fields__}

Looks = Callable[..., Snapshot]


@pytest.fixture
def site() -> Iterator[Server]:
    with closing(Server()) as server:
        yield server


@pytest.fixture
def look(site: Server) -> Iterator[Looks]:
    """A page of the site whose share image is at a path or address, looked at."""
    made: list[Fetcher] = []

    def at(image: str, *, page: str = "/page", typed: bool = True, limits: dict[str, Any] | None = None) -> Snapshot:
        config = Config(images=True, limits=Limits(**{**LIMITS, **(limits or {})}))
        fetcher = Fetcher(config, headers={"Authorization": "Bearer stone"})
        made.append(fetcher)
        url = image if "//" in image else site.origin + image
        there = snapshot(url=site.origin + page, head=f"<title>Plums</title><meta property='og:image' content='{url}'>")
        return Looker(config, fetcher).look(there, typed=typed)

    yield at
    for fetcher in made:
        fetcher.close()


def only(page: Snapshot) -> Look:
    assert page.images is not None
    (found,) = page.images.looks
    return found


def status(page: Snapshot, rule: str = "og-image-fetchable") -> str:
    return judge(rule, page).status.value


def test_a_part_is_asked_for_and_its_whole_length_is_known(site: Server, look: Looks) -> None:
    site.extra["/plum.png"] = lambda talk: talk.answer(
        PNG, "Content-Type: image/png", "Content-Range: bytes 0-32/6000000", status="206 Partial Content"
    )
    page = look("/plum.png")
    asked = next(head for head in site.asked if "/plum.png" in head)
    assert "Range: bytes=0-262142" in asked
    assert "Accept-Encoding: identity" in asked
    assert "Authorization" not in asked, "previews do not send what opens the page for the caller"
    found = only(page)
    assert (found.ended, found.body, found.cost.requests, found.cost.bytes) == ("done", PNG, 2, len(PNG))
    assert status(page) == "pass"
    assert "6.0 MB" in judge("og-image-size", page).message


def test_of_fifty_megabytes_no_more_than_the_beginning_is_read(site: Server, look: Looks) -> None:
    def huge(talk: Talk) -> None:
        talk.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 52428800\r\n\r\n", PNG)
        talk.forever(bytes(65_536))

    site.extra["/huge.png"] = huge
    page = look("/huge.png")
    found = only(page)
    assert len(found.body) == 256 * 1024 - 1
    assert found.cost.bytes <= 256 * 1024
    assert judge("og-image-size", page).status.value == "fail"
    assert "52.4 MB" in judge("og-image-size", page).message
    assert status(page, "og-image-ratio") == "pass"


@pytest.mark.parametrize("refusal", ["416 Range Not Satisfiable", "501 Not Implemented"])
def test_where_a_server_gives_no_parts_the_whole_is_asked_for(site: Server, look: Looks, refusal: str) -> None:
    def whole_only(talk: Talk) -> None:
        if "Range:" in site.asked[-1]:
            talk.answer(b"", status=refusal)
        else:
            talk.answer(PNG, "Content-Type: image/png")

    site.extra["/plum.png"] = whole_only
    page = look("/plum.png")
    assert only(page).cost.requests == 3, "robots.txt, the part, the whole"
    assert status(page) == "pass"


@pytest.mark.parametrize("code", [403, 429, 999])
def test_a_host_that_refuses_leaves_it_unknown(site: Server, look: Looks, code: int) -> None:
    site.extra["/plum.png"] = lambda talk: talk.answer(b"", status=f"{code} No")
    page = look("/plum.png")
    assert only(page).ended == "done"
    for rule in ("og-image-fetchable", "og-image-size", "og-image-ratio"):
        assert status(page, rule) == "unknown"
    assert site.paths.count("/plum.png") == 1, "it is not asked again"


def test_redirects_in_a_circle_are_a_fault(site: Server, look: Looks) -> None:
    site.extra["/a.png"] = lambda talk: talk.answer(b"", "Location: /b.png", status="302 Found")
    site.extra["/b.png"] = lambda talk: talk.answer(b"", "Location: /a.png", status="302 Found")
    page = look("/a.png")
    assert (only(page).ended, only(page).error and only(page).error.code) == ("failed", "redirect_loop")  # type: ignore[union-attr]
    assert status(page) == "fail"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://10.0.0.1/plum.png", "blocked_address"),
        ("http://169.254.169.254/latest/meta-data/", "blocked_address"),
        ("http://127.0.0.1:22/plum.png", "blocked_port"),
    ],
)
def test_S09_an_image_at_an_address_that_a_page_may_not_name(
    site: Server, look: Looks, address: str, code: str
) -> None:
    page = look(address)
    found = only(page)
    assert (found.ended, found.error and found.error.code, found.exchange) == ("refused", code, None)
    assert audit_snapshot(page).probes[0].ended == "refused"
    assert site.asked == []


def test_what_an_image_redirects_to_is_guarded_too(site: Server, look: Looks) -> None:
    site.extra["/plum.png"] = lambda talk: talk.answer(b"", "Location: http://10.0.0.1/", status="302 Found")
    error = only(look("/plum.png")).error
    assert error is not None
    assert (error.code, error.hop) == ("blocked_address", 1)


def test_a_page_of_a_list_opens_no_local_host(site: Server, look: Looks) -> None:
    assert only(look("/plum.png", typed=False)).ended == "refused"
    assert site.asked == []


def test_a_body_that_drips_ends_with_the_budget_of_time(site: Server, look: Looks) -> None:
    def drip(talk: Talk) -> None:
        talk.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\n")
        talk.drip(b"b" * 5000)

    site.extra["/plum.png"] = drip
    page = look("/plum.png", limits={"image_seconds": 0.4})
    found = only(page)
    assert found.ended == "budget"
    assert found.cost.seconds < 1.5
    assert status(page) == "unknown"


@pytest.mark.parametrize("budget", ["image_requests", "image_bytes", "image_seconds"])
def test_without_a_budget_nothing_is_asked(site: Server, look: Looks, budget: str) -> None:
    page = look("/plum.png", limits={budget: 0})
    assert (only(page).ended, only(page).cost.requests) == ("budget", 0)
    assert status(page) == "unknown"
    assert site.asked == []


def test_one_request_is_enough_for_robots_txt_alone(site: Server, look: Looks) -> None:
    page = look("/plum.png", limits={"image_requests": 1})
    assert (only(page).ended, only(page).cost.requests, site.paths) == ("budget", 1, ["/robots.txt"])


def test_robots_txt_of_its_host_is_obeyed_and_judged_for_previews(site: Server, look: Looks) -> None:
    with closing(Server(host="127.0.0.9")) as host:
        host.extra["/robots.txt"] = lambda talk: talk.answer(b"User-agent: *\nDisallow: /img\n")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({host.port}))
            config = Config(images=True, allow_networks=("127.0.0.0/8",), limits=SHORT)
            with closing(Fetcher(config)) as fetcher:
                image = f"<meta property='og:image' content='{host.origin}/img/plum.png'>"
                there = snapshot(url=site.origin + "/page", head=f"<title>Plums</title>{image}")
                page = Looker(config, fetcher).look(there)
        assert (only(page).ended, host.paths) == ("refused", ["/robots.txt"])
        assert status(page) == "unknown"
        found = judge("preview-bots-allowed", page)
        assert (found.status.value, "facebookexternalhit" in found.message) == ("fail", True)


def test_an_image_on_many_pages_is_asked_for_once(site: Server) -> None:
    site.extra["/plum.png"] = lambda talk: talk.answer(PNG, "Content-Type: image/png")
    config = Config(images=True, limits=SHORT)
    with closing(Fetcher(config)) as fetcher:
        looker = Looker(config, fetcher)
        image = f"<title>Plums</title><meta property='og:image' content='{site.origin}/plum.png'>"
        first, second = (only(looker.look(snapshot(url=f"{site.origin}/{n}", head=image), typed=True)) for n in (1, 2))
    assert site.paths.count("/plum.png") == 1
    assert (first.body, first.cost.requests, second.body, second.cost.requests) == (PNG, 2, PNG, 0)


def test_what_was_refused_to_a_page_of_a_list_is_not_refused_to_one_that_was_typed(site: Server) -> None:
    site.extra["/plum.png"] = lambda talk: talk.answer(PNG, "Content-Type: image/png")
    config = Config(images=True, limits=SHORT)
    page = snapshot(url=site.origin + "/page", head=f"<meta property='og:image' content='{site.origin}/plum.png'>")
    with closing(Fetcher(config)) as fetcher:
        looker = Looker(config, fetcher)
        ends = [only(looker.look(page, typed=typed)).ended for typed in (False, True)]
    assert ends == ["refused", "done"]


def test_pages_of_a_list_are_looked_at_in_threads(site: Server) -> None:
    image = f"<!doctype html><title>Plums</title><meta property='og:image' content='{site.origin}/plum.png'><p>Plums."
    for path in ("/1", "/2"):
        site.extra[path] = lambda talk: talk.answer(image.encode(), "Content-Type: text/html")
    site.extra["/plum.png"] = lambda talk: talk.answer(PNG, "Content-Type: image/png")
    config = Config(images=True, limits=SHORT, allow_networks=("127.0.0.1",))
    with Auditor(config) as auditor:
        audits = list(auditor.audit_many([site.origin + "/1", site.origin + "/2"]))
    audits.append(audit_url(site.origin + "/1", config))
    assert [audit.probes[0].requests for audit in audits] == [1, 0, 1]
    assert all("og-image-fetchable" in audit.passed for audit in audits)


@pytest.mark.parametrize(
    "head",
    [
        "<title>Plums</title>",
        "<meta property='og:image' content='data:,plum'>",
        "<meta property='og:image' content='/'>",
    ],
)
def test_a_page_without_an_image_of_the_web_costs_nothing(site: Server, head: str) -> None:
    config = Config(images=True, limits=SHORT)
    with closing(Fetcher(config)) as fetcher:
        page = Looker(config, fetcher).look(snapshot(url=site.origin + "/page", head=head), typed=True)
    assert page.images is not None
    assert page.images.looks == ()
    assert site.asked == []


def test_what_was_seen_is_judged_alike_once_it_was_kept(site: Server, look: Looks, tmp_path: Path) -> None:
    site.extra["/plum.png"] = lambda talk: talk.answer(PNG, "Content-Type: image/png")
    page = look("/plum.png?token=stone")
    before = audit_snapshot(page)
    save(page, tmp_path / "kept")
    after = audit_snapshot(load(tmp_path / "kept"))
    assert [f.rule for f in after.findings] == [f.rule for f in before.findings]
    assert after.probes == before.probes
    assert "stone" not in (tmp_path / "kept" / "snapshot.json").read_text()


def test_from_the_command_line(site: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    config = tmp_path / "quick.toml"
    config.write_text("[limits]\ndelay_seconds = 0\nretries = 0\n")
    html = f"<!doctype html><title>Plums</title><meta property='og:image' content='{site.origin}/plum.png'><p>Plums."
    site.extra["/page"] = lambda talk: talk.answer(html.encode(), "Content-Type: text/html")
    site.extra["/plum.png"] = lambda talk: talk.answer(PNG, "Content-Type: image/png")
    arguments = ["check", site.origin + "/page", "--images", "--config", str(config), "--fail-on", "never"]
    assert main([*arguments, "--format", "json"]) == 0
    audit = PageAudit.from_json(json.dumps(json.loads(capsys.readouterr().out)))
    assert [(probe.probe, probe.requests, probe.ended) for probe in audit.probes] == [("image", 1, "done")]
    assert {"og-image-fetchable", "og-image-size", "og-image-ratio"} <= set(audit.passed)
    assert main(arguments) == 0
    assert "share image: 1 request, 24 B" in capsys.readouterr().out
