"""A server that does everything wrong: one function a fault, each on a path of its own, over raw sockets."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Final

PAGE: Final = b"<!doctype html><title>Plums</title><p>Plums keep for a week."
Fault = Callable[["Talk"], None]
FAULTS: Final[dict[str, Fault]] = {}


class Talk:
    """One connection and the request on it."""

    def __init__(self, sock: socket.socket, path: str, stop: threading.Event) -> None:
        self.sock = sock
        self.path = path
        self.stop = stop

    def send(self, *parts: bytes | str) -> None:
        for part in parts:
            self.sock.sendall(part if isinstance(part, bytes) else part.encode("latin-1"))

    def answer(self, body: bytes, *headers: str, status: str = "200 OK", length: bool = True) -> None:
        lines = [f"HTTP/1.1 {status}", *headers]
        if length:
            lines.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join([*lines, "", ""]), body)

    def drip(self, data: bytes, pause: float = 0.05) -> None:
        """A byte at a time, never silent for long."""
        for byte in data:
            if self.stop.is_set():
                return
            self.send(bytes([byte]))
            self.stop.wait(pause)

    def forever(self, piece: bytes, pause: float = 0.0) -> None:
        while not self.stop.is_set():
            self.send(piece)
            if pause:
                self.stop.wait(pause)


def fault(path: str) -> Callable[[Fault], Fault]:
    def declare(act: Fault) -> Fault:
        FAULTS[path] = act
        return act

    return declare


# --- 2.2 network ------------------------------------------------------------------------------------------------------


@fault("/silent")
def silent(talk: Talk) -> None:
    talk.stop.wait(30)


@fault("/slowheaders")
def slow_headers(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\n")
    talk.drip(b"X-Slow: " + b"a" * 2000)


@fault("/slowbody")
def slow_body(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    talk.drip(b"b" * 5000)


@fault("/reset_now")
def reset_now(talk: Talk) -> None:
    _reset(talk)


@fault("/reset_mid")
def reset_mid(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", b"half")
    time.sleep(0.02)
    _reset(talk)


@fault("/close_now")
def close_now(talk: Talk) -> None:
    """Closing is what the server does after every answer."""


# --- 2.3 framing and headers ------------------------------------------------------------------------------------------


@fault("/endless100")
def endless_100(talk: Talk) -> None:
    talk.forever(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01)


@fault("/early103")
def early_103(talk: Talk) -> None:
    talk.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    talk.answer(PAGE)


@fault("/badstatus")
def bad_status(talk: Talk) -> None:
    talk.send("HTTP/1.1 abc OK\r\n\r\n", PAGE)


@fault("/http09")
def http_09(talk: Talk) -> None:
    talk.send(PAGE)


@fault("/status999")
def status_999(talk: Talk) -> None:
    talk.answer(b"denied", status="999 Request denied")


@fault("/cl_too_big")
def length_too_big(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", PAGE)


@fault("/cl_huge")
def length_huge(talk: Talk) -> None:
    talk.send(f"HTTP/1.1 200 OK\r\nContent-Length: {10**15}\r\n\r\n", PAGE)


@fault("/cl_small_poison")
def length_too_small(talk: Talk) -> None:
    rest = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    talk.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(PAGE)}\r\n\r\n", PAGE, rest)


@fault("/cl_neg")
def length_negative(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", PAGE)


@fault("/cl_text")
def length_text(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", PAGE)


@fault("/cl_multi")
def length_twice(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n", PAGE)


@fault("/te_cl")
def chunked_and_length(talk: Talk) -> None:
    chunk = f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n"
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", chunk)


@fault("/chunk_garbage")
def chunk_garbage(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")


@fault("/chunk_trunc")
def chunk_cut(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")


@fault("/chunk_noend")
def chunk_without_end(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")


@fault("/chunk_longline")
def chunk_line_without_end(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    talk.forever(b"0" * 65_536)


@fault("/chunk_1byte")
def chunks_of_one_byte(talk: Talk) -> None:
    body = b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in PAGE) + b"0\r\n\r\n"
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", body)


@fault("/endless_trailers")
def endless_trailers(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n")
    talk.forever(b"X-More: yes\r\n", 0.01)


@fault("/hdr_flood")
def header_flood(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(10_000)), b"\r\n")


@fault("/hdr_big")
def header_too_long(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nX-Long: ", b"a" * 100_000, b"\r\n\r\n")


@fault("/hdr_99x60k")
def headers_too_many_bytes(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: " % n + b"a" * 60_000 + b"\r\n" for n in range(90)), b"\r\n")


@fault("/cookie")
def cookie(talk: Talk) -> None:
    talk.answer(PAGE, "Set-Cookie: a=b; Path=/")


@fault("/badhdrline")
def bad_header_line(talk: Talk) -> None:
    talk.answer(PAGE, "Content-Type: text/html", "this is no header", "X-Robots-Tag: noindex")


@fault("/obsfold")
def folded_header(talk: Talk) -> None:
    talk.answer(PAGE, "X-Robots-Tag: noarchive,\r\n noindex")


@fault("/hdr_nonascii")
def header_not_ascii(talk: Talk) -> None:
    talk.answer(PAGE, "X-Name: caf\xe9 \u00ae")


@fault("/lf_only")
def line_feeds_only(talk: Talk) -> None:
    talk.send(f"HTTP/1.1 200 OK\nContent-Length: {len(PAGE)}\n\n", PAGE)


@fault("/204body")
def no_content_with_body(talk: Talk) -> None:
    talk.answer(PAGE, status="204 No Content")


# --- 2.4 bodies -------------------------------------------------------------------------------------------------------


@fault("/endless")
def endless(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\n\r\n")
    talk.forever(b"e" * 65_536)


@fault("/endless_chunked")
def endless_chunked(talk: Talk) -> None:
    talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    talk.forever(b"10000\r\n" + b"e" * 65_536 + b"\r\n")


@fault("/bomb_gzip")
def bomb_gzip(talk: Talk) -> None:
    talk.answer(_bomb(31), "Content-Encoding: gzip")


@fault("/bomb_deflate")
def bomb_deflate(talk: Talk) -> None:
    talk.answer(_bomb(15), "Content-Encoding: deflate")


@fault("/bomb_br")
def bomb_brotli(talk: Talk) -> None:
    talk.answer(b"\x5b\xff\xff\x3f" * 400, "Content-Encoding: br")


@fault("/bomb_zstd")
def bomb_zstd(talk: Talk) -> None:
    talk.answer(b"\x28\xb5\x2f\xfd" * 400, "Content-Encoding: zstd")


@fault("/bomb3")
def bomb_threefold(talk: Talk) -> None:
    talk.answer(gzip.compress(gzip.compress(_bomb(31))), "Content-Encoding: gzip, gzip, gzip")


@fault("/enc6")
def six_codings(talk: Talk) -> None:
    talk.answer(PAGE, *["Content-Encoding: gzip"] * 6)


@fault("/gzip")
def sound_gzip(talk: Talk) -> None:
    talk.answer(gzip.compress(PAGE), "Content-Encoding: gzip")


@fault("/gzip_two_members")
def two_gzip_members(talk: Talk) -> None:
    talk.answer(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), "Content-Encoding: x-gzip")


@fault("/deflate_zlib")
def deflate_with_header(talk: Talk) -> None:
    talk.answer(zlib.compress(PAGE), "Content-Encoding: deflate")


@fault("/deflate_raw")
def deflate_raw(talk: Talk) -> None:
    squeeze = zlib.compressobj(wbits=-15)
    talk.answer(squeeze.compress(PAGE) + squeeze.flush(), "Content-Encoding: deflate")


@fault("/gzip_trunc")
def gzip_cut(talk: Talk) -> None:
    talk.answer(gzip.compress(PAGE * 50)[:60], "Content-Encoding: gzip")


@fault("/gzip_trunc_tail")
def gzip_without_trailer(talk: Talk) -> None:
    talk.answer(gzip.compress(PAGE)[:-4], "Content-Encoding: gzip")


@fault("/gzip_not")
def not_gzip(talk: Talk) -> None:
    talk.answer(PAGE, "Content-Encoding: gzip")


@fault("/gzip_garbage_tail")
def rubbish_after_gzip(talk: Talk) -> None:
    talk.answer(gzip.compress(PAGE) + b"rubbish" * 9, "Content-Encoding: gzip")


@fault("/deflate_tail")
def rubbish_after_deflate(talk: Talk) -> None:
    talk.answer(zlib.compress(PAGE) + b"rubbish" * 9, "Content-Encoding: deflate")


@fault("/enc_unknown")
def unknown_coding(talk: Talk) -> None:
    talk.answer(PAGE, "Content-Encoding: wat")


@fault("/empty")
def empty(talk: Talk) -> None:
    talk.answer(b"", "Content-Encoding: gzip")


# --- 2.5 redirects ----------------------------------------------------------------------------------------------------


@fault("/redir_bomb")
def redirect_with_bomb(talk: Talk) -> None:
    talk.answer(_bomb(31), "Location: /sound", "Content-Encoding: gzip", status="302 Found")


@fault("/redir_endless")
def redirect_without_end(talk: Talk) -> None:
    talk.send("HTTP/1.1 302 Found\r\nLocation: /sound\r\n\r\n")
    talk.forever(b"e" * 65_536)


@fault("/redir_slow")
def redirect_that_drips(talk: Talk) -> None:
    talk.send("HTTP/1.1 302 Found\r\nLocation: /sound\r\nContent-Length: 5000\r\n\r\n")
    talk.drip(b"b" * 5000)


@fault("/sound")
def sound(talk: Talk) -> None:
    talk.answer(PAGE, "Content-Type: text/html")


@fault("/loopA")
def loop_a(talk: Talk) -> None:
    talk.answer(b"", "Location: /loopB", status="301 Moved")


@fault("/loopB")
def loop_b(talk: Talk) -> None:
    talk.answer(b"", "Location: /loopA", status="301 Moved")


@fault("/robots.txt")
def robots(talk: Talk) -> None:
    talk.answer(b"", status="404 Not Found")


def _reset(talk: Talk) -> None:
    talk.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    talk.sock.close()


def _bomb(wbits: int, megabytes: int = 64) -> bytes:
    squeeze = zlib.compressobj(9, wbits=wbits)
    piece = b"\0" * 1024 * 1024
    return b"".join([*(squeeze.compress(piece) for _ in range(megabytes)), squeeze.flush()])


class Server:
    """The faults on a port of loopback, with TLS when there is a context. ``asked`` holds every request's head."""

    def __init__(self, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.asked: list[str] = []
        self.extra: dict[str, Fault] = {}
        self._context = context
        self._stop = threading.Event()
        self._listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"{'https' if context else 'http'}://{f'[{host}]' if ':' in host else host}:{self.port}"
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._start(self._accept)

    def _start(self, run: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        self._sockets.append(sock)
        with contextlib.suppress(OSError, ssl.SSLError):
            if self._context is not None:
                sock = self._context.wrap_socket(sock, server_side=True)
                self._sockets.append(sock)
            self._converse(sock)
        with contextlib.suppress(OSError):
            sock.close()

    def _converse(self, sock: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = sock.recv(65_536)
            if not piece:
                return
            head += piece
        text = head.decode("latin-1")
        self.asked.append(text)
        target = text.split(" ", 2)[1]
        path = target.partition("?")[0]
        talk = Talk(sock, target, self._stop)
        act = self.extra.get(target) or self.extra.get(path) or FAULTS.get(path)
        if act is not None:
            act(talk)
        elif path.startswith("/chain/"):
            talk.answer(b"", f"Location: /chain/{int(path[7:]) - 1}", status="302 Found")
        elif path == "/grow":
            talk.answer(b"", f"Location: {target}{'&' if '?' in target else '?'}{'a' * 1000}", status="302 Found")
        else:
            talk.answer(b"nothing", status="404 Not Found")

    @property
    def paths(self) -> list[str]:
        return [text.split(" ", 2)[1] for text in self.asked]

    def close(self) -> None:
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._sockets:  # a kept connection waits for a request that never comes
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(2)


@contextlib.contextmanager
def serving(context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    server = Server(context, host)
    try:
        yield server
    finally:
        server.close()
