"""Whatever a page says, only the address that was asked for is connected to, and no file of its choice is opened."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faults import Server, Talk
from short_limits import SHORT

from indexaudit.api import audit_html, audit_snapshot
from indexaudit.config import Config
from indexaudit.extract.other_syntaxes import main
from indexaudit.fetch.fetcher import Fetcher

INWARDS = "http://127.0.0.1:9"
FILE = "/etc/hostname"
HOSTILE = f"""<?xml version="1.0"?><?xml-stylesheet href="{INWARDS}/style.xsl" type="text/xsl"?>
<!DOCTYPE html [<!ENTITY inner SYSTEM "file://{FILE}"><!ENTITY far SYSTEM "{INWARDS}/dtd">]>
<html xmlns:xi="http://www.w3.org/2001/XInclude" vocab="{INWARDS}/vocab" prefix="og: {INWARDS}/og#">
<head><base href="{INWARDS}/"><title>&inner; &far; plums</title>
<meta http-equiv=refresh content="0;url={INWARDS}/refresh">
<link rel=canonical href="{INWARDS}/canonical"><link rel=amphtml href="file://{FILE}">
<link rel=alternate type="application/rss+xml" href="{INWARDS}/feed"><link rel=stylesheet href="{INWARDS}/style.css">
<link rel=alternate type="application/json+oembed" href="{INWARDS}/oembed"><link rel=profile href="{INWARDS}/profile">
<meta property="og:image" content="{INWARDS}/image.png"><meta property="og:url" content="file://{FILE}">
<meta name="twitter:image" content="{FILE}"><link rel=manifest href="{INWARDS}/manifest">
<script type="application/ld+json">{{"@context": "{INWARDS}/context.jsonld", "@type": "Article", "headline": "Plums",
 "image": "{INWARDS}/ld.png", "@id": "file://{FILE}", "author": {{"@context": "file://{FILE}", "name": "Ann Plum"}}}}
</script></head><body itemscope itemtype="{INWARDS}/type" itemid="file://{FILE}">
<xi:include href="file://{FILE}" parse="text"/><object data="{INWARDS}/object"></object>
<p typeof="Article" property="image" resource="{INWARDS}/rdfa">Plums keep for a week in a cool and dry place.</p>
<img src="{INWARDS}/img.png" srcset="{INWARDS}/two.png 2x"><iframe src="{INWARDS}/frame" srcdoc="<p>x"></iframe>
<a href="{INWARDS}/link">more</a><a href="file://{FILE}">file</a><a href="http://169.254.169.254/">cloud</a>
<article class=h-entry><a class=u-url href="{INWARDS}/mf">x</a></article></body></html>"""

Seen = list[tuple[str, str]]
watched: list[Seen] = []
_WATCHED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "open", "subprocess.Popen"})


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _WATCHED and watched:
        what = arguments[1] if event == "socket.connect" else arguments[0]
        for seen in watched:
            seen.append((event, str(what)))


sys.addaudithook(_note)


@contextlib.contextmanager
def watching() -> Iterator[Seen]:
    seen: Seen = []
    watched.append(seen)
    try:
        yield seen
    finally:
        watched.remove(seen)


def stray(seen: Seen, *allowed: str) -> Seen:
    """What is neither one of the allowed connections nor a file of an installed package."""
    packages = tuple({str(Path(p).resolve()) for p in (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))})
    return [
        (event, what)
        for event, what in seen
        if not (event == "open" and (what.isdigit() or str(Path(what).resolve()).startswith(packages)))
        if (event, what) not in [("socket.connect", address) for address in allowed]
    ]


def test_the_hook_sees_what_it_is_there_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with watching() as seen:
        (tmp_path / "a").read_text()
    assert stray(seen) == [("open", str(tmp_path / "a"))]


@pytest.mark.parametrize("content", ["precise", "fast"])
def test_S09_S10_no_reference_of_a_page_is_followed(content: str) -> None:
    def robots(talk: Talk) -> None:
        talk.answer(f"User-agent: *\nAllow: /\nSitemap: {INWARDS}/sitemap.xml\n".encode(), "Content-Type: text/plain")

    def page(talk: Talk) -> None:
        links = (
            f"Link: <{INWARDS}/header>; rel=canonical",
            f"Content-Location: {INWARDS}/",
            f"Refresh: 0;url={INWARDS}/",
        )
        talk.answer(HOSTILE.encode(), "Content-Type: text/html", *links)

    with contextlib.closing(Server()) as site:
        site.extra.update({"/robots.txt": robots, "/hostile": page})
        config = Config(content=content, structured_data="all", limits=SHORT)  # type: ignore[arg-type]
        audit_html("<title>warm</title><p>Plums.", "https://example.com/", config=config)
        with Fetcher(config, trusted=["127.0.0.1"]) as door, watching() as seen:
            snapshot = door.fetch(site.origin + "/hostile")
            audit = audit_snapshot(snapshot, config)
        assert snapshot.fetch_error is None
        assert audit.facts is not None
        assert "hostname" not in audit.to_json().replace(FILE, "")
        # The readers of RDFa and microformats run in a child of their own; see below.
        left = [what for event, what in stray(seen, str(("127.0.0.1", site.port))) if event != "subprocess.Popen"]
        assert left == []
        assert set(site.paths) == {"/robots.txt", "/hostile"}


@pytest.mark.filterwarnings("ignore:It looks like")
@pytest.mark.parametrize("syntax", ["rdfa", "microformat"])
def test_S10_the_readers_of_other_syntaxes_follow_nothing(syntax: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(html: str) -> dict[str, Any]:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"html": html, "url": f"{INWARDS}/page"})))
        monkeypatch.setattr(sys, "stdout", out)
        main()
        return json.loads(out.getvalue())  # type: ignore[no-any-return]

    read("<p>warm")
    with watching() as seen:
        found = read(HOSTILE)
    monkeypatch.undo()
    assert found[syntax]
    assert stray(seen) == []


def test_the_child_of_the_other_syntaxes_has_no_network() -> None:
    attempt = (
        "import json, socket, subprocess, sys; sys.path[:] = json.loads(sys.argv[1]);"
        "from indexaudit.extract.other_syntaxes import confine; confine();\n"
        "for act in (lambda: socket.socket(), lambda: socket.getaddrinfo('127.0.0.1', 9),"
        " lambda: subprocess.run(['true'])):\n"
        "    try: act(); print('done')\n"
        "    except PermissionError: print('refused')"
    )
    run = subprocess.run(
        [sys.executable, "-c", attempt, json.dumps(sys.path)], capture_output=True, text=True, timeout=30, check=True
    )
    assert run.stdout.split() == ["refused"] * 3


@pytest.mark.parametrize(
    "body", ["/dev/zero", FILE, "file:///etc/passwd", f"{INWARDS}/", "../../etc/passwd", "C:\\secret", "\0", "-"]
)
@pytest.mark.parametrize("kind", ["text/html", "application/rss+xml", "text/xml"])
def test_S11_a_body_that_is_a_path_or_an_address_is_data(body: str, kind: str) -> None:
    with watching() as seen:
        audit = audit_html(body, "https://example.com/", headers={"Content-Type": kind}, robots_txt=body)
    assert stray(seen) == []
    assert audit.url == "https://example.com/"
