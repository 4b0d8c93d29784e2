"""What a rendering costs: seconds beyond a page's own, memory of ten pages, and real pages raw against rendered.

    python benchmarks/render.py [--pages 10] [--corpus 20] [--details]

Made pages come from a server of ours on loopback, which waits as long as each says: their own time is known. Real pages
are those of the corpus (INDEXAUDIT_CORPUS); no name resolves, so that they run only the scripts that stand in them.
Memory is that of this process and all that it started, in PSS, which counts shared pages once, and in RSS, which counts
them in every process; sampled every 50 ms.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import socket
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from indexaudit.api import html_snapshot
from indexaudit.audit import audit_snapshot
from indexaudit.config import Config, Limits
from indexaudit.fetch.browser.renderer import Renderer
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.looking.looker import Looker
from indexaudit.looking.rendering import render
from indexaudit.looks import Rendered
from indexaudit.model import PageAudit
from indexaudit.testing import prose

CONFIG = Config(render=True, limits=Limits(delay_seconds=0, retries=0))
EVERY = 0.05
TEXT = "".join(f"<p>{prose(80)}</p>" for _ in range(8))
BUNDLE = "/*" + "x" * 300_000 + "*/ for (let i = 0, n = 0; i < 3e7; i++) n += i;"
FILL = f"fetch('/wait/0.3/data.json').then(r => r.json()).then(() => {{ root.innerHTML = {json.dumps(TEXT)} }})"
PAGES = {
    "static": ("", 0.0),
    "ten scripts": ("".join(f"<script defer src=/wait/0.1/{n}.js></script>" for n in range(10)), 0.3),
    "client-rendered": (f"<script src=/wait/0.2/bundle.js></script><script>{FILL}</script>", 0.5),
    "tall": ("<div style=height:9000px></div><img loading=lazy src=/a.png>", 0.0),
}
"""Markup, and seconds that the server alone makes it take: at four connections, as the browser is given."""


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = self.path.split("/")
        if parts[1] == "wait":
            time.sleep(float(parts[2]))
        kind, body = "text/html; charset=utf-8", b""
        if self.path.endswith(".js"):
            kind, body = "text/javascript", (BUNDLE if "bundle" in self.path else "1").encode()
        elif self.path.endswith(".json"):
            kind, body = "application/json", b"1"
        elif parts[1].startswith("page-"):
            markup = list(PAGES.values())[int(parts[1][5:]) % len(PAGES)][0]
            text = "" if "bundle" in markup else TEXT
            body = f"<!doctype html><title>Plums</title><main id=root>{text}</main>{markup}".encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def family() -> dict[int, str]:
    """This process and all below it, each with what it is."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    ours = {os.getpid(): "this process"}
    grown = True
    while grown:
        below = {pid for pid, parent in parents.items() if parent in ours and pid not in ours}
        grown = bool(below)
        for pid in below:
            try:
                command = Path(f"/proc/{pid}/cmdline").read_text()
            except OSError:
                command = ""
            ours[pid] = "Chromium" if "chrom" in command.split("\0")[0] else "Playwright's driver"
    return ours


def memory() -> tuple[dict[str, int], int]:
    """PSS in bytes by what it is, and RSS of all."""
    found: dict[str, int] = defaultdict(int)
    resident = 0
    for pid, what in family().items():
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:]}
        found[what] += sizes["Pss"]
        resident += sizes["Rss"]
    return dict(found), resident


class Sampled:
    """The most that was seen at one moment."""

    def __init__(self) -> None:
        self.pss: dict[str, int] = {}
        self.rss = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(EVERY):
            pss, rss = memory()
            if sum(pss.values()) > sum(self.pss.values()):
                self.pss = pss
            self.rss = max(self.rss, rss)

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def made(count: int) -> None:
    audit_snapshot(html_snapshot("<title>warm</title>", "https://example.com/"))
    with serving() as origin:
        sampled = Sampled()
        spent: dict[str, list[float]] = defaultdict(list)
        with Fetcher(CONFIG) as fetcher, Looker(CONFIG, fetcher) as looker:
            began = time.perf_counter()
            looker.look(fetcher.fetch(f"{origin}/page-0", typed=True), typed=True)
            print(f"first page, start of the browser included: {time.perf_counter() - began:.2f} s")
            for number in range(count):
                name = list(PAGES)[number % len(PAGES)]
                began = time.perf_counter()
                page = fetcher.fetch(f"{origin}/page-{number}", typed=True)
                audit = audit_snapshot(looker.look(page, typed=True), CONFIG)
                spent[name].append(time.perf_counter() - began - PAGES[name][1])
                assert audit.probes[0].ended == "done", audit.probes
        sampled.end()
    print(f"\nseconds of an audit of {count} pages beyond the page's own:")
    for name, seconds in spent.items():
        print(f"  {name:16} median {statistics.median(seconds):.2f}  most {max(seconds):.2f}")
    worst = max(max(seconds) for seconds in spent.values())
    print(f"  most of all      {worst:.2f} (target: under 4)")
    print(f"\nmemory of {count} pages in one browser, the most at one moment:")
    for what, size in sorted(sampled.pss.items()):
        print(f"  PSS {what:20} {size / 2**20:6.0f} MiB")
    print(f"  PSS {'all':20} {sum(sampled.pss.values()) / 2**20:6.0f} MiB (target: under 400 MB)")
    print(f"  RSS {'all':20} {sampled.rss / 2**20:6.0f} MiB")


def refuse(host: str, port: int) -> list[str]:  # noqa: ARG001 - as resolvers are called
    raise socket.gaierror(socket.EAI_NONAME, "no names are resolved here")


def real(count: int, *, details: bool) -> None:
    corpus = Path(os.environ["INDEXAUDIT_CORPUS"])
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = rows[:: max(1, len(rows) // count)][:count]
    config = Config(render=True)
    print(f"\n{len(rows)} real pages, raw against rendered:")
    with Renderer(config, {"resolve": refuse}) as renderer, Fetcher(config) as fetcher:
        for row in rows:
            page = html_snapshot(gzip.decompress((corpus / row["file"]).read_bytes()), row["url"], robots_txt="",
                                 headers={"Content-Type": "text/html"})  # fmt: skip
            rendered = render(page, renderer, config, fetcher, typed=False)  # type: ignore[arg-type]
            assert rendered is not None
            audit = audit_snapshot(replace(page, rendered=rendered), config)
            _tell(row["name"], rendered, audit, details=details)


def _tell(name: str, rendered: Rendered, audit: PageAudit, *, details: bool) -> None:
    found = audit.rendering
    said = {f.rule: f"{f.status.value}: {f.message}" for f in audit.findings}
    print(f"\n{name}: {audit.indexability}, {rendered.ended} {rendered.reason} in {rendered.cost.seconds:.1f} s")
    if found is None:
        return
    print(f"  words {found.words_served} of {found.words}; not let through: {dict(rendered.blocked_by)}")
    for rule in ("content-in-raw-html", "canonical-raw-vs-rendered", "share-tags-raw", "noindex-absent"):
        if rule in said:
            print(f"  {rule} {said[rule]}"[:200])
    for each in found.differences:
        print(f"  {each.what}: -{each.served_total} +{each.rendered_total}")
        if details:
            print("".join(f"    - {text[:150]}\n" for text in each.served[:4]), end="")
            print("".join(f"    + {text[:150]}\n" for text in each.rendered[:4]), end="")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--corpus", type=int, default=20)
    parser.add_argument("--details", action="store_true")
    chosen = parser.parse_args()
    if chosen.pages:
        made(chosen.pages)
    if chosen.corpus and "INDEXAUDIT_CORPUS" in os.environ:
        real(chosen.corpus, details=chosen.details)
