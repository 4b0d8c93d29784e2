"""Second requests: what is asked, at what cost, and what a host or a budget that stands in the way makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from faults import Server, Talk
from short_limits import SHORT

from indexaudit.audit import audit_snapshot
from indexaudit.cli import main
from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.looker import Looker
from indexaudit.looks import Look
from indexaudit.model import PageAudit
from indexaudit.snapshot import Snapshot, load, save
from indexaudit.testing import prose

LIMITS: dict[str, Any] = {name: getattr(SHORT, name) for name in Limits.__dataclass_fields__}
ARTICLE = (
    '<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Plums",'
    ' "datePublished": "2025-12-01", "author": {{"@type": "Person", "name": "Ada Field", "url": "{url}"}}}}</script>'
)


def page_of(*, head: str = "", words: int = 200, title: str = "Plums that keep") -> bytes:
    body = f"<main><article><h1>{title}</h1><p>By Ada Field</p>{prose(words)}</article></main>"
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


@pytest.fixture
def site() -> Iterator[Server]:
    with closing(Server()) as server:
        yield server


Probe = Callable[..., Snapshot]


@pytest.fixture
def probe(site: Server) -> Iterator[Probe]:
    """The page at ``/garden/plums`` of the site, fetched and probed."""
    made: list[Fetcher] = []

    def at(
        html: bytes | None = None,
        *,
        path: str = "/garden/plums",
        typed: bool = True,
        limits: dict[str, Any] | None = None,
    ) -> Snapshot:
        if html is not None:
            site.extra[path] = lambda talk: talk.answer(html, "Content-Type: text/html; charset=utf-8")
        config = Config(probe=True, limits=Limits(**{**LIMITS, **(limits or {})}))
        fetcher = Fetcher(config, headers={"X-Preview": "stone"})
        made.append(fetcher)
        return Looker(config, fetcher).look(fetcher.fetch(site.origin + path, typed=True), typed=typed)

    yield at
    for fetcher in made:
        fetcher.close()


def of(page: Snapshot, kind: str) -> Look:
    assert page.probes is not None
    (found,) = [look for look in page.probes.looks if look.kind == kind]
    return found


def status(page: Snapshot, rule: str) -> str:
    audit = audit_snapshot(page)
    if rule in audit.passed:
        return "pass"
    if found := [f for f in audit.findings if f.rule == rule]:
        return found[0].status.value
    return "skip: " + next(s.reason for s in audit.skipped if s.rule == rule)


def serve(site: Server, path: str, html: bytes, *headers: str, answer: str = "200 OK") -> None:
    site.extra[path] = lambda talk: talk.answer(html, "Content-Type: text/html", *headers, status=answer)


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_of_a_plain_page_the_missing_page_and_the_spellings_are_asked_for(site: Server, probe: Probe) -> None:
    page = probe(page_of())
    assert page.probes is not None
    assert [look.kind for look in page.probes.looks] == ["missing", "variant"]
    assert of(page, "variant").url == f"{site.origin}/garden/plums/"
    assert of(page, "missing").url.startswith(f"{site.origin}/garden/")
    assert of(page, "missing").url.endswith("-no-such-page")
    assert [p.requests for p in audit_snapshot(page).probes] == [1, 1], "robots.txt is known already"
    assert status(page, "soft-404") == "pass"
    assert status(page, "host-variants-consolidated") == "pass"
    assert status(page, "canonical-target-ok").startswith("skip: the page names no canonical")


def test_what_was_made_up_is_the_same_every_time(probe: Probe) -> None:
    assert of(probe(page_of()), "missing").url == of(probe(), "missing").url


def test_the_callers_headers_go_to_the_own_origin_alone(site: Server, probe: Probe) -> None:
    with closing(Server(host="127.0.0.9")) as other, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({other.port}))
        serve(other, "/ada", b"<title>Ada Field</title>")
        config = Config(probe=True, limits=SHORT, allow_networks=("127.0.0.0/8",))
        serve(site, "/garden/plums", page_of(head=ARTICLE.format(url=other.origin + "/ada")))
        with closing(Fetcher(config, headers={"X-Preview": "stone"})) as fetcher:
            page = Looker(config, fetcher).look(fetcher.fetch(site.origin + "/garden/plums", typed=True), typed=True)
        assert status(page, "author-identity") == "pass"
        assert all("X-Preview: stone" in head for head in site.asked)
        assert all("X-Preview" not in head for head in other.asked)


# --- the canonical ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "headers", "answer", "expected"),
    [
        pytest.param(page_of(), (), "200 OK", "pass", id="the same text, itself canonical"),
        pytest.param(b"gone", (), "410 Gone", "fail", id="gone"),
        pytest.param(page_of(), ("X-Robots-Tag: noindex",), "200 OK", "fail", id="noindex"),
        pytest.param(
            page_of(head="<link rel=canonical href='/third'>"), (), "200 OK", "fail", id="another canonical"
        ),
        pytest.param(b"", ("Location: /garden/moved",), "301 Moved Permanently", "warn", id="a redirect"),
        pytest.param(b"<p>Pears", (), "403 Forbidden", "unknown", id="refused"),
        pytest.param(b"", (), "429 Too Many Requests", "unknown", id="too many requests"),
        pytest.param(b"", (), "503 Service Unavailable", "unknown", id="a fault that may pass"),
        pytest.param(
            f"<!doctype html><html lang=en><title>Pears</title><main>{'<p>Pears are another fruit, and ripen from within. ' * 30}".encode(),
            (),
            "200 OK",
            "fail",
            id="another text",
        ),
    ],
)  # fmt: skip
def test_what_the_canonical_leads_to(
    site: Server, probe: Probe, html: bytes, headers: tuple[str, ...], answer: str, expected: str
) -> None:
    serve(site, "/garden/canonical", html, *headers, answer=answer)
    serve(site, "/garden/moved", page_of())
    page = probe(page_of(head="<link rel=canonical href='/garden/canonical'>"))
    assert status(page, "canonical-target-ok") == expected
    assert [look.kind for look in page.probes.looks if look.kind == "variant"] == []  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        pytest.param(b"User-agent: *\nDisallow: /garden/canonical\n", "fail", id="for everybody"),
        pytest.param(b"User-agent: indexaudit\nDisallow: /garden/canonical\n", "unknown", id="for us alone"),
    ],
)
def test_a_canonical_behind_robots_txt(site: Server, probe: Probe, robots: bytes, expected: str) -> None:
    site.extra["/robots.txt"] = lambda talk: talk.answer(robots)
    page = probe(page_of(head="<link rel=canonical href='/garden/canonical'>"))
    assert of(page, "canonical").ended == "refused"
    assert "/garden/canonical" not in site.paths
    assert status(page, "canonical-target-ok") == expected


def test_a_canonical_on_another_site_is_asked_for_too(site: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({site.port}))
    there = f"http://pears.example:{site.port}/gone"
    serve(site, "/garden/plums", page_of(head=f"<link rel=canonical href='{there}'>"))
    config = Config(probe=True, limits=SHORT, allow_networks=("127.0.0.1",))
    with closing(Fetcher(config, resolve=lambda _host, _port: ("127.0.0.1",))) as fetcher:
        page = Looker(config, fetcher).look(fetcher.fetch(f"http://plums.example:{site.port}/garden/plums"))
    audit = audit_snapshot(page)
    assert audit.indexability.value == "elsewhere"
    (found,) = [f for f in audit.findings if f.rule == "canonical-target-ok"]
    assert (found.status.value, there in found.message, "status 404" in found.message) == ("fail", True, True)


def test_a_canonical_in_a_private_network_is_refused(site: Server, probe: Probe) -> None:
    page = probe(page_of(head="<link rel=canonical href='http://10.0.0.1/plums'>"))
    assert (of(page, "canonical").ended, (of(page, "canonical").error or pytest.fail("no error")).code) == (
        "refused",
        "blocked_address",
    )


# --- other spellings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(lambda talk: talk.answer(page_of()), "fail", id="the same text, and nothing joins them"),
        pytest.param(
            lambda talk: talk.answer(b"", "Location: /garden/plums", status="301 Moved"), "pass", id="a redirect"
        ),
        pytest.param(
            lambda talk: talk.answer(page_of(head="<link rel=canonical href='/garden/plums'>")), "warn", id="a canonical"
        ),
        pytest.param(lambda talk: talk.answer(b"", status="404 Not Found"), "pass", id="nothing"),
        pytest.param(
            lambda talk: talk.answer(page_of(), "X-Robots-Tag: noindex"), "pass", id="the same text, which is not shown"
        ),
        pytest.param(
            lambda talk: talk.answer(b"<!doctype html><title>Parked</title><p>This name is for sale."), "pass",
            id="something else",
        ),
        pytest.param(lambda talk: talk.answer(b"", status="403 Forbidden"), "unknown", id="refused"),
    ],
)  # fmt: skip
def test_what_stands_at_the_other_spelling(
    site: Server, probe: Probe, act: Callable[[Talk], None], expected: str
) -> None:
    site.extra["/garden/plums/"] = act
    assert status(probe(page_of()), "host-variants-consolidated") == expected


def test_without_their_texts_two_answers_cannot_be_told_to_be_one_page(site: Server, probe: Probe) -> None:
    serve(site, "/garden/plums/", page_of())
    page = probe(page_of())
    (found,) = [
        f for f in audit_snapshot(page, Config(content="none")).findings if f.rule == "host-variants-consolidated"
    ]
    assert (found.status.value, "cannot be told" in found.message) == ("unknown", True)


def test_www_and_bare_host_are_asked_through_their_own_names(site: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({site.port}))
    names: list[str] = []

    def resolve(host: str, _port: int) -> tuple[str, ...]:
        names.append(host)
        return ("127.0.0.1",)

    config = Config(probe=True, limits=SHORT, allow_networks=("127.0.0.1",))
    serve(site, "/garden/plums", page_of())
    with closing(Fetcher(config, resolve=resolve)) as fetcher:
        page = Looker(config, fetcher).look(fetcher.fetch(f"http://plums.example:{site.port}/garden/plums"))
    assert {"plums.example", "www.plums.example"} == set(names)
    assert status(page, "host-variants-consolidated") == "fail"
    (found,) = [f for f in audit_snapshot(page).findings if f.rule == "host-variants-consolidated"]
    assert f"http://www.plums.example:{site.port}/garden/plums" in found.message


# --- the missing page -------------------------------------------------------------------------------------------------


def test_a_host_that_shows_the_same_page_everywhere(site: Server, probe: Probe) -> None:
    def anything(talk: Talk) -> None:
        talk.answer(page_of(words=60))

    for path in [*map("/garden/{}".format, ("plums", "plums/"))]:
        site.extra[path] = anything
    first = probe()
    site.extra[of(first, "missing").url.removeprefix(site.origin)] = anything
    assert status(first, "soft-404") == "pass"
    assert status(probe(), "soft-404") == "warn"


# --- redirects --------------------------------------------------------------------------------------------------------


def test_a_redirect_for_a_while_is_asked_once_more_in_another_language(site: Server, probe: Probe) -> None:
    def by_language(talk: Talk) -> None:
        german = "Accept-Language: de" in site.asked[-1]
        talk.answer(b"", f"Location: {'/de/garten' if german else '/garden/plums'}", status="302 Found")

    site.extra["/start"] = by_language
    serve(site, "/de/garten", b"<title>Garten</title>")
    serve(site, "/garden/plums", page_of())
    page = probe(path="/start")
    assert of(page, "redirect").exchange is not None
    assert status(page, "redirect-permanent") == "pass"
    assert "/sitemap.xml" not in site.paths


def test_the_sitemap_tells_whether_a_redirect_is_one_for_good(site: Server, probe: Probe) -> None:
    listed = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{site.origin}/garden/plums</loc></url></urlset>"
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{site.origin}/posts.xml</loc></sitemap></sitemapindex>"
    site.extra["/robots.txt"] = lambda talk: talk.answer(f"Sitemap: {site.origin}/all.xml\n".encode())
    site.extra["/all.xml"] = lambda talk: talk.answer(index.encode(), "Content-Type: application/xml")
    site.extra["/posts.xml"] = lambda talk: talk.answer(listed.encode(), "Content-Type: application/xml")
    site.extra["/start"] = lambda talk: talk.answer(b"", "Location: /garden/plums", status="302 Found")
    serve(site, "/garden/plums", page_of())
    page = probe(path="/start")
    assert status(page, "redirect-permanent") == "warn"
    assert site.paths.count("/start") == 2


# --- budgets and memory -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("budget", ["probe_requests", "probe_bytes", "probe_seconds"])
def test_without_a_budget_nothing_is_asked_and_nothing_is_a_fault(site: Server, probe: Probe, budget: str) -> None:
    page = probe(page_of(head="<link rel=canonical href='/garden/canonical'>"), limits={budget: 0})
    assert site.paths == ["/robots.txt", "/garden/plums"]
    audit = audit_snapshot(page)
    assert {(p.ended, p.requests) for p in audit.probes} == {("budget", 0)}
    assert status(page, "canonical-target-ok") == "unknown"
    assert status(page, "soft-404") == "pass"


def test_a_budget_ends_in_the_middle(site: Server, probe: Probe) -> None:
    page = probe(page_of(), limits={"probe_requests": 1})
    assert (of(page, "missing").ended, of(page, "variant").ended) == ("done", "budget")
    assert status(page, "host-variants-consolidated") == "unknown"


def test_a_body_that_drips_ends_with_the_budget_of_time(site: Server, probe: Probe) -> None:
    def drip(talk: Talk) -> None:
        talk.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        talk.drip(b"b" * 5000)

    site.extra["/garden/canonical"] = drip
    page = probe(page_of(head="<link rel=canonical href='/garden/canonical'>"), limits={"probe_seconds": 0.5})
    assert {look.ended for look in page.probes.looks} == {"budget"}  # type: ignore[union-attr]
    assert sum(look.cost.seconds for look in page.probes.looks) < 1.5  # type: ignore[union-attr]
    assert status(page, "canonical-target-ok") == "unknown"


def test_pages_of_one_folder_share_what_was_asked(site: Server) -> None:
    for name in ("plums", "pears"):
        serve(site, f"/garden/{name}", page_of(title=name, head=ARTICLE.format(url="/people/ada")))
    serve(site, "/people/ada", b"<title>Ada Field</title>")
    config = Config(probe=True, limits=SHORT, allow_networks=("127.0.0.1",))
    with closing(Fetcher(config)) as fetcher:
        looker = Looker(config, fetcher)
        first, second = (looker.look(fetcher.fetch(f"{site.origin}/garden/{name}")) for name in ("plums", "pears"))
    assert site.paths.count("/people/ada") == 1
    assert sum("no-such-page" in path for path in site.paths) == 1
    assert [(p.probe, p.requests) for p in audit_snapshot(first).probes] == [
        ("missing", 1),
        ("author", 1),
        ("variant", 1),
    ]
    assert [(p.probe, p.requests) for p in audit_snapshot(second).probes] == [("missing", 0), ("author", 0)]
    assert (status(first, "author-identity"), status(second, "author-identity")) == ("pass", "pass")
    assert status(second, "host-variants-consolidated").startswith("skip: no other spelling")


def test_a_page_that_is_an_error_is_not_probed(site: Server, probe: Probe) -> None:
    assert probe(path="/nothing").probes is None


def test_a_page_of_a_list_opens_no_local_host(site: Server, probe: Probe) -> None:
    page = probe(page_of(), typed=False)
    assert {look.ended for look in page.probes.looks} == {"refused"}  # type: ignore[union-attr]


def test_what_was_kept_is_judged_alike(site: Server, probe: Probe, tmp_path: Path) -> None:
    serve(site, "/garden/canonical", b"gone", answer="410 Gone")
    page = probe(page_of(head="<link rel=canonical href='/garden/canonical'>" + ARTICLE.format(url="/people/ada")))
    before = audit_snapshot(page)
    save(page, tmp_path / "kept")
    after = audit_snapshot(load(tmp_path / "kept"))
    assert after == before
    assert replace(after, probes=()) != audit_snapshot(replace(page, probes=None))


def test_from_the_command_line(site: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    config = tmp_path / "quick.toml"
    config.write_text("probe = true\n[limits]\ndelay_seconds = 0\nretries = 0\n")
    serve(site, "/garden/plums", page_of())
    arguments = ["check", site.origin + "/garden/plums", "--config", str(config), "--fail-on", "never"]
    assert main([*arguments, "--format", "json"]) == 0
    audit = PageAudit.from_json(capsys.readouterr().out)
    assert [(p.probe, p.ended) for p in audit.probes] == [("missing", "done"), ("variant", "done")]
    assert "host-variants-consolidated" in audit.passed
