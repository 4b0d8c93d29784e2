"""The made site on loopback, from a process of its own.

from made_server import served
with served(pages=10_000) as site:
    crawl(site.url); site.counts(); site.truth

python benchmarks/made_server.py [--pages 1000] [--no-traps]     # how fast it answers; --show PATH prints a page
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import urlsplit

from made_plan import Truth
from made_site import FILES, Site

__all__ = ["Served", "served"]

_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}


@dataclass(frozen=True)
class Served:
    """A site that is being served by another process."""

    url: str
    """Of its home page."""
    site: Site
    _line: Connection

    @property
    def truth(self) -> Truth:
        return self.site.truth

    def counts(self) -> dict[str, Any]:  # Any: counts by name, and the last addresses
        """What was answered since the last call: ``requests``, ``200``, ``304`` …, ``bodies`` (of pages, with 200),
        ``files`` (of sitemaps and feeds, with 200), and ``last``, the last forty pages that were sent whole."""
        self._line.send("counts")
        found: dict[str, Any] = self._line.recv()
        return found


class _Counts:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Counter[str] = Counter()
        self._last: deque[str] = deque(maxlen=40)

    def note(self, path: str, status: int, *, page: bool) -> None:
        with self._lock:
            self._found.update(("requests", str(status)))
            if status == 200:
                self._found["bodies" if page else "files"] += 1
                if page:
                    self._last.append(path)

    def take(self) -> dict[str, Any]:
        with self._lock:
            found = {**dict.fromkeys(("requests", "bodies", "files", "200", "304"), 0), **self._found}
            last = list(self._last)
            self._found.clear()
            self._last.clear()
        return {**found, "last": last}


def _serve(line: Connection, pages: int, options: dict[str, Any], slow: Mapping[str, float]) -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    site = Site(pages=pages, base=f"http://127.0.0.1:{listener.getsockname()[1]}", **options)
    counts = _Counts()
    threading.Thread(target=_accept, args=(listener, site, counts, slow), daemon=True).start()
    line.send(site.base)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while line.recv() == "counts":
            line.send(counts.take())


def _accept(listener: socket.socket, site: Site, counts: _Counts, slow: Mapping[str, float]) -> None:
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=_talk, args=(sock, site, counts, slow), daemon=True).start()


def _talk(sock: socket.socket, site: Site, counts: _Counts, slow: Mapping[str, float]) -> None:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    received = b""
    with sock, suppress(OSError):
        while True:
            while (end := received.find(b"\r\n\r\n")) < 0:
                if not (more := sock.recv(65_536)):
                    return
                received += more
            first, *lines = received[:end].decode("latin-1").split("\r\n")
            received = received[end + 4 :]
            method, target, _ = first.split(" ", 2)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            if target.startswith("http"):
                parts = urlsplit(target)
                target = parts.path + (f"?{parts.query}" if parts.query else "")
            for start, seconds in slow.items():
                if target.startswith(start):
                    time.sleep(seconds)
            status, own, body = site.answer(target, headers)
            counts.note(target, status, page=target not in FILES)
            head = "".join(f"{name}: {value}\r\n" for name, value in own)
            length = "" if status == 304 else f"Content-Length: {len(body)}\r\n"
            answer = f"HTTP/1.1 {status} {_REASONS[status]}\r\n{head}{length}\r\n".encode("latin-1")
            sock.sendall(answer if method == "HEAD" else answer + body)
            if headers.get("connection", "").lower() == "close":
                return


@contextmanager
def served(
    *,
    pages: int = 10_000,
    seed: int = 1,
    traps: bool = True,
    killer: bool = False,
    slow: Mapping[str, float] | None = None,
) -> Iterator[Served]:
    """Serve a site on loopback from another process, so that its CPU is not that of the crawl. ``slow``: seconds to
    wait before an answer, by the start of the path."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    options = {"seed": seed, "traps": traps, "killer": killer}
    process = spawn.Process(target=_serve, args=(there, pages, options, dict(slow or {})), daemon=True)
    process.start()
    there.close()
    try:
        base = here.recv()
        yield Served(url=f"{base}/", site=Site(pages=pages, base=base, **options), _line=here)
    finally:
        process.terminate()
        process.join()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--no-traps", action="store_true")
    options.add_argument("--show", metavar="PATH")
    given = options.parse_args()
    site = Site(pages=given.pages, traps=not given.no_traps)
    if given.show:
        status, headers, body = site.answer(given.show, {})
        print(status, headers, gzip.decompress(body).decode() if given.show.endswith(".gz") else body.decode())
        return
    print(site.truth.pages, "pages:", ", ".join(f"{n} {kind}" for kind, n in site.truth.kinds.items()))
    paths = [path for _, path in site.plan.addresses()]
    with served(pages=given.pages, traps=not given.no_traps) as running:
        host, _, port = running.url[7:-1].partition(":")
        with socket.create_connection((host, int(port))) as sock:
            sizes, began = [], time.perf_counter()
            for path in paths:
                sock.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                answer = sock.recv(1 << 20)
                start = answer.index(b"\r\n\r\n") + 4
                size = int(answer[:start].partition(b"Content-Length: ")[2].split(b"\r\n")[0])
                got = len(answer) - start
                while got < size:
                    got += len(sock.recv(1 << 20))
                sizes.append(size)
            seconds = time.perf_counter() - began
    print(f"{len(paths) / seconds:,.0f} pages a second, {sum(sizes) / len(sizes) / 1024:.1f} KiB each in the middle")


if __name__ == "__main__":
    main()
