"""Small made sites for tests of the crawler: a dictionary of paths, and a server on loopback that counts what is asked.

    with serving({"/": page("Plums", links=["/jam/"]), "/jam/": page("Jam"), "/old/": redirect("/jam/")}) as site:
        crawl(site.url)
        assert site.asked["/jam/"] == 1

What a path answers may be a page as text, a tuple of status, headers and body, or a :class:`Reply`, which can also be
slow, fail the first times, hang, or drop the connection. ``{base}`` in text is the address of the server.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

__all__ = ["Answer", "Reply", "Serve", "Site", "page", "redirect", "robots", "serving", "sitemap"]

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """How one path answers."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    slow: float = 0.0
    """Seconds before the answer, or until the server is closed."""
    fail: int = 0
    """So many requests are answered with 503 first."""
    hang: bool = False
    """No answer before the server is closed."""
    drop: int = 0
    """So many requests find the connection reset first."""
    tagged: bool = False
    """An ETag is sent, and 304 to those who send it back."""


Answer = str | tuple[int, Mapping[str, str], str | bytes] | Reply
Pages = Mapping[str, Answer] | Callable[[str], Answer | None]
"""By path with query; a function may make pages for any number of paths, and gives null for those that are missing."""


def page(
    title: str,
    *,
    text: str | None = None,
    links: Sequence[str] = (),
    head: str = "",
    words: int = 60,
) -> str:
    """A page with a text of its own and links; the same title gives the same page."""
    said = text if text is not None else _text(title, words)
    items = "".join(f'<li><a href="{link}">To {link}</a></li>' for link in links)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><main>'
        f"<h1>{title}</h1><p>{said}</p></main><ul>{items}</ul></body></html>"
    )


def redirect(target: str, *, status: int = 301) -> Reply:
    return Reply(status=status, headers={"Location": target}, body="moved")


def robots(*lines: str) -> Reply:
    return Reply(body="\n".join((*lines, "")), headers={"Content-Type": "text/plain"})


def sitemap(*paths: str, lastmod: str | None = None) -> Reply:
    """Of paths, or of absolute addresses."""
    day = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    entries = "".join(f"<url><loc>{p if '://' in p else '{base}' + p}</loc>{day}</url>" for p in paths)
    return Reply(
        body=f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>',
        headers={"Content-Type": "application/xml"},
    )


class Site:
    """A running server. ``asked`` counts requests by path, ``bodies`` those that were answered with a body and 200."""

    def __init__(self, pages: Pages, *, host: str = "127.0.0.1") -> None:
        self._pages = pages
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self.asked: Counter[str] = Counter()
        self.bodies: Counter[str] = Counter()
        self.order: list[str] = []
        """Paths in the order in which they were asked for."""
        self.headers: dict[str, dict[str, str]] = {}
        """Of the last request for each path; names in lower case."""
        self.at_once = 0
        """The most requests that were under way at one moment."""
        self._now = 0
        self._listener = socket.create_server((host, 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.base = f"http://{host}:{self.port}"
        self.url = f"{self.base}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def change(self, pages: Pages) -> None:
        """Answer otherwise from now on."""
        self._pages = pages

    def forget(self) -> None:
        """Count anew."""
        with self._lock:
            self.asked.clear()
            self.bodies.clear()
            self.order.clear()
            self.at_once = 0

    def close(self) -> None:
        self._closing.set()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(sock,), daemon=True).start()

    def _talk(self, sock: socket.socket) -> None:
        received = b""
        with sock, contextlib.suppress(OSError):
            while not self._closing.is_set():
                while (end := received.find(b"\r\n\r\n")) < 0:
                    if not (more := sock.recv(65_536)):
                        return
                    received += more
                first, *lines = received[:end].decode("latin-1").split("\r\n")
                received = received[end + 4 :]
                headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
                if not self._answer(sock, first.split(" ")[1], headers):
                    return

    def _answer(self, sock: socket.socket, path: str, headers: dict[str, str]) -> bool:
        """False: the connection ends."""
        with self._lock:
            self.asked[path] += 1
            times = self.asked[path]
            self.order.append(path)
            self.headers[path] = headers
            self._now += 1
            self.at_once = max(self.at_once, self._now)
        try:
            return self._send(sock, path, times, headers)
        finally:
            with self._lock:
                self._now -= 1

    def _send(self, sock: socket.socket, path: str, times: int, headers: dict[str, str]) -> bool:
        reply = self._reply(path)
        if reply.hang:
            self._closing.wait()
            return False
        if reply.slow:
            self._closing.wait(reply.slow)
        if times <= reply.drop:
            # A reset, not an orderly end.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        body = reply.body.replace("{base}", self.base).encode() if isinstance(reply.body, str) else reply.body
        own = {"Content-Type": HTML, **{k: v.replace("{base}", self.base) for k, v in reply.headers.items()}}
        status = reply.status
        if times <= reply.fail:
            status, body = 503, b"busy"
        elif reply.tagged:
            own["ETag"] = f'"{crc32(body):08x}"'
            if headers.get("if-none-match") == own["ETag"]:
                status, body = 304, b""
        if status == 200:
            with self._lock:
                self.bodies[path] += 1
        if status != 304:
            own["Content-Length"] = str(len(body))
        lines = "".join(f"{name}: {value}\r\n" for name, value in own.items())
        sock.sendall(f"HTTP/1.1 {status} Made\r\n{lines}\r\n".encode("latin-1") + body)
        return headers.get("connection", "").lower() != "close"

    def _reply(self, path: str) -> Reply:
        found = self._pages(path) if callable(self._pages) else self._pages.get(path)
        if found is None:
            return Reply(status=404, body="<title>Not found</title><p>There is no such page.")
        if isinstance(found, str):
            return Reply(body=found)
        if isinstance(found, tuple):
            status, headers, body = found
            return Reply(status=status, headers=headers, body=body)
        return found


@contextlib.contextmanager
def serving(pages: Pages, *, host: str = "127.0.0.1") -> Iterator[Site]:
    """``host`` may be any address of loopback (127.0.0.2 …), for sites of several hosts."""
    site = Site(pages, host=host)
    try:
        yield site
    finally:
        site.close()


Serve = Callable[..., Site]
"""The fixture ``serve``: starts a server that ends with the test."""

_STOCK = str.split(
    """
    amber barrel basket bench bottle bramble bucket candle cellar cherry cider cloth copper cork crate crust damson
    dough drawer elder ferment fig flask frost fruit garden ginger glass grater hazel honey jar kernel kettle ladle larder
    lemon lid linen loaf mallow medlar mint mould mustard nettle oak orchard oven paddle pear pectin pickle pip plum press
    quince rack rind salt saucer scale sieve skin sloe spoon steam stone straw sugar syrup thyme tin twine vinegar walnut
    wax wheel yeast
    """
)


def _text(title: str, words: int) -> str:
    state, said = crc32(title.encode()), []
    for at in range(words):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        word = _STOCK[(state >> 8) % len(_STOCK)]
        said.append(f"{word}." if at % 11 == 10 else word)
    return " ".join(said).capitalize() + "."
