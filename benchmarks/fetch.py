"""CPU per page through the guarded fetch, against plain requests with keep-alive, on loopback.

    python benchmarks/fetch.py [--pages 400] [--kilobytes 60]

The server is another process, so that only the client's work counts. The two take turns, round by round, and the best
round of each is compared: what disturbs a round only makes it longer.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import random
import socket
import statistics
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

import requests

from indexaudit.config import Config, Limits
from indexaudit.fetch.fetcher import Fetcher

ROUNDS = 7


def serve(ready: Connection, body: bytes) -> None:
    """One connection after another, each answered for as long as it asks."""
    listener = socket.create_server(("127.0.0.1", 0))
    ready.send(listener.getsockname()[1])
    page = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
        b"Content-Length: %d\r\nServer: plums\r\nVary: Accept-Encoding\r\n\r\n" % len(body) + body
    )
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    while True:
        sock, _ = listener.accept()
        with sock:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while head := sock.recv(65_536):
                sock.sendall(missing if b" /robots.txt " in head else page)


def html(kilobytes: int) -> bytes:
    """Text with the redundancy of a page."""
    words = ["plum", "damson", "stone", "orchard", "harvest", "<p>", "</p>", '<a href="/plums">', "</a>", "kernel"]
    chosen = random.Random(7)
    return " ".join(chosen.choice(words) for _ in range(kilobytes * 170))[: kilobytes * 1024].encode()


def cpu(ask: Callable[[], int], pages: int) -> float:
    began = time.process_time()
    for _ in range(pages):
        ask()
    return (time.process_time() - began) / pages


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=400)
    options.add_argument("--kilobytes", type=int, default=60)
    given = options.parse_args()
    body = html(given.kilobytes)
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, gzip.compress(body)), daemon=True)
    server.start()
    try:
        url = f"http://127.0.0.1:{here.recv()}/plums"
        config = Config(limits=Limits(delay_seconds=0, retries=0))
        # One after another: the server has one connection at a time.
        plain: list[float] = []
        guarded: list[float] = []
        for _ in range(ROUNDS):
            with requests.Session() as session:
                session.trust_env = False
                assert session.get(url).content == body
                plain.append(cpu(lambda: len(session.get(url).content), given.pages))
            with Fetcher(config, trusted=["127.0.0.1"]) as fetcher:
                assert fetcher.fetch(url).body == body
                guarded.append(cpu(lambda: len(fetcher.fetch(url).body), given.pages))
        print(f"{len(body) // 1024} KiB of HTML, gzip, {given.pages} pages a round, {ROUNDS} rounds")
        for name, found in (("requests", plain), ("guarded", guarded)):
            best, middle = min(found) * 1e6, statistics.median(found) * 1e6
            print(f"{name:10} {best:7.0f} µs a page at best, {middle:7.0f} in the middle")
        print(f"ratio      {min(guarded) / min(plain):.2f}")
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
