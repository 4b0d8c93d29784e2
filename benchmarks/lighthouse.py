"""Agreement with Lighthouse's SEO audits on real pages, served on loopback.

    npm install lighthouse@12 && apt-get install chromium
    INDEXAUDIT_CORPUS=... python benchmarks/lighthouse.py --lighthouse node_modules/.bin/lighthouse [--pages 20]

Every name resolves to this machine, so a page is read at its own address (by http) and nothing leaves. Lighthouse asks
of every element; the facts behind our rules are held against that, not the rules' thresholds. Each disagreement is
printed with what either saw; the reasons are for a reader to find.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from indexaudit import Config, facts
from indexaudit.api import html_snapshot
from indexaudit.engine import judge
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.registry import built_in
from indexaudit.web.anchor_texts import is_generic
from indexaudit.web.urls import same_page

Answer = tuple[bool | None, str]
"""Whether it is in order (null: nothing to judge), and what was seen."""


class Ours:
    """What this library says to one page, in the terms of Lighthouse's audits."""

    def __init__(self, url: str, body: bytes) -> None:
        snapshot = html_snapshot(body, url, headers=(("Content-Type", "text/html"),), status=200, robots_txt=b"")
        self._reader = PageFactReader(snapshot, Config(content="none"))
        self._url = url
        self._outcomes = {r.id: o for r, o in judge(built_in(), self._reader)}

    def _status(self, rule: str) -> str:
        return self._outcomes[rule].status.value

    def crawlable(self) -> Answer:
        return self._status("noindex-absent") != "fail", self._outcomes["noindex-absent"].message

    def title(self) -> Answer:
        return self._status("title-present") != "fail", self._outcomes["title-present"].message

    def description(self) -> Answer:
        meta = self._reader.have(facts.Head).description_meta
        # Lighthouse looks into the head only; a tag that was pushed out of it is head-markup-valid's finding.
        return meta is not None and meta.in_head, meta.content if meta else ""

    def canonical(self) -> Answer:
        if not self._reader.have(facts.Head).canonicals:
            return None, ""
        said = [self._outcomes[r] for r in ("canonical-absolute", "canonical-unambiguous")]
        wrong = [o.message for o in said if o.status.value == "fail" or "is relative" in o.message]
        return not wrong, "; ".join(wrong)

    def alt(self) -> Answer:
        images = self._reader.have(facts.Content).images
        lacking = [i for i in images if i.alt is None and not i.hidden]
        return (not lacking if images else None), "; ".join(f"line {i.line}: {i.src}"[:80] for i in lacking[:4])

    def link_text(self) -> Answer:
        links = self._reader.have(facts.Links).links
        judged = [x for x in links if x.url and x.url.startswith("http") and "nofollow" not in x.rel]
        poor = [x for x in judged if not same_page(x.url or "", self._url) and is_generic(x.text)]
        return not poor, "; ".join(f"line {x.line}: {x.text}" for x in poor[:4])

    def anchors(self) -> Answer:
        dead = self._reader.have(facts.DeadAnchors)
        broken = [x for x in self._reader.have(facts.Links).links if x.url is None and x.href.strip()]
        seen = [f"line {a.line}: {a.markup}" for a in dead.anchors[:3]] + [x.href for x in broken[:3]]
        return not dead.total and not broken, "; ".join(seen)

    def hreflang(self) -> Answer:
        if not self._reader.have(facts.Head).hreflangs:
            return None, ""
        return self._status("hreflang-valid") != "fail", self._outcomes["hreflang-valid"].message


AUDITS: dict[str, Callable[[Ours], Answer]] = {
    "is-crawlable": Ours.crawlable,
    "document-title": Ours.title,
    "meta-description": Ours.description,
    "canonical": Ours.canonical,
    "image-alt": Ours.alt,
    "link-text": Ours.link_text,
    "crawlable-anchors": Ours.anchors,
    "hreflang": Ours.hreflang,
}


def chosen(corpus: Path) -> Iterator[tuple[str, str, bytes]]:
    """Kind, address and body of pages of different kinds and platforms in turn, in an order that nobody chose."""
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = sorted((r for r in rows if r["url"].startswith("http")), key=lambda r: r["sha256"])
    heaps: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        heaps.setdefault((row.get("kind") or "?", row.get("platform") or "?"), []).append(row)
    order = sorted(heaps.values(), key=lambda heap: heap[0]["sha256"])
    for turn in range(max(map(len, order))):
        for heap in order:
            if turn < len(heap):
                row = heap[turn]
                url = "http://" + row["url"].partition("//")[2].partition("#")[0]
                yield row.get("kind") or "?", url, gzip.decompress((corpus / row["file"]).read_bytes())


def serve(pages: dict[str, bytes]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(f"http://{self.headers['Host']}{self.path}")
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html" if body is not None else "text/plain")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def lighthouse(command: str, url: str, port: int) -> dict[str, tuple[bool | None, str]] | None:
    """Each audit's answer and what it lists; null when Lighthouse could not load the page."""
    flags = (
        "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        f' --disable-component-update --disable-sync --host-resolver-rules="MAP * 127.0.0.1:{port}"'
    )
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        try:
            subprocess.run(
                [command, url, "--only-categories=seo", "--output=json", f"--output-path={out.name}", "--quiet",
                 "--max-wait-for-load=15000", f"--chrome-flags={flags}"],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return None
        report = json.loads(Path(out.name).read_text(encoding="utf-8"))
    if report.get("runtimeError"):
        return None
    found = {}
    for name in AUDITS:
        audit = report["audits"][name]
        items = (audit.get("details") or {}).get("items") or []
        seen = "; ".join(
            (i.get("node") or {}).get("snippet") or i.get("text") or json.dumps(i)[:120] for i in items[:4]
        )
        if audit["scoreDisplayMode"] in ("notApplicable", "error"):
            found[name] = (None, audit.get("errorMessage") or "")
        else:
            found[name] = (audit["score"] == 1, seen or str(audit.get("explanation") or ""))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lighthouse", default="node_modules/.bin/lighthouse")
    parser.add_argument("--pages", type=int, default=20)
    options = parser.parse_args()
    pages: dict[str, bytes] = {}
    server = serve(pages)
    agreed: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    done = 0
    for kind, url, body in chosen(Path(os.environ["INDEXAUDIT_CORPUS"])):
        if done == options.pages:
            break
        parts = urlsplit(url)
        pages[f"http://{parts.netloc}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"] = body
        theirs = lighthouse(options.lighthouse, url, server.server_port)
        if theirs is None:
            print(f"not loaded: {url}", flush=True)
            continue
        done += 1
        ours = Ours(url, body)
        print(f"{done:>2} {kind:<10} {url}", flush=True)
        for name, answer in AUDITS.items():
            try:
                mine, seen = answer(ours)
            except Exception as missing:  # the fact is not there: a consent page or a wall was served
                mine, seen = None, str(missing) or type(missing).__name__
            their, items = theirs[name]
            judged[name] += 1
            # What has nothing to judge is in order.
            if (mine is not False) == (their is not False):
                agreed[name] += 1
            else:
                print(f"     {name}: ours {mine} ({seen}) | Lighthouse {their} ({items})", flush=True)
    server.shutdown()
    for name in AUDITS:
        print(f"{name:<18} {agreed[name]:>3} of {judged[name]}")


if __name__ == "__main__":
    main()
