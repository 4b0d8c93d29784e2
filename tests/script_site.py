"""Pages with scripts on a port of loopback, for tests that open them in Chromium."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["ScriptSite", "script_site"]

_TYPES = {"js": "text/javascript", "json": "application/json", "css": "text/css", "txt": "text/plain"}
_ROBOTS = "User-agent: *\nDisallow: /closed/\n"


class ScriptSite:
    """``pages`` by path, each its text, or status, headers and text; ``asked`` is every request in order."""

    def __init__(self) -> None:
        self.pages: dict[str, str | tuple[int, dict[str, str], str]] = {"/robots.txt": _ROBOTS}
        self.asked: list[tuple[str, str]] = []
        self.heads: list[dict[str, str]] = []
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._answer(self)

            do_POST = do_HEAD = do_OPTIONS = do_PUT = do_GET

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked.append((handler.command, handler.path))
            self.heads.append({name.lower(): value for name, value in handler.headers.items()})
        page = self.pages.get(handler.path.partition("?")[0], (404, {}, "nothing"))
        status, headers, text = page if isinstance(page, tuple) else (200, {}, page)
        body = text.encode()
        kind = _TYPES.get(handler.path.partition("?")[0].rpartition(".")[2], "text/html")
        with contextlib.suppress(OSError):
            handler.send_response(status)
            for name, value in {"Content-Type": f"{kind}; charset=utf-8", **headers}.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(body)

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [path for _, path in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def script_site() -> Iterator[ScriptSite]:
    site = ScriptSite()
    try:
        yield site
    finally:
        site.close()
