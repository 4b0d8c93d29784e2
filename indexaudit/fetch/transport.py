"""One request and one answer, on requests and urllib3, where neither may decide anything that matters.

What is ours: the address that is connected to (checked after resolution, and pinned), the deadline, interim answers,
redirects (never followed here), and the bytes of the body (read raw, decoded by :mod:`indexaudit.fetch.decode`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from email.errors import (
    FirstHeaderLineIsContinuationDefect,
    InvalidHeaderDefect,
    MisplacedEnvelopeHeaderDefect,
    MissingHeaderBodySeparatorDefect,
)
from http.client import HTTPException
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry
from urllib3.exceptions import HTTPError

from indexaudit.fetch.connections import Pools
from indexaudit.fetch.failures import failure
from indexaudit.fetch.gate import Gate
from indexaudit.fetch.watchdog import Watch

__all__ = ["Session", "headers_complete"]

_HEADERS: Final = 256 * 1024
"""Bytes of all header lines together; http.client bounds their number (100) and length (64 KiB each)."""
_NO_RETRIES: Final = Retry(0, read=False, redirect=False)
_HEADER_DEFECTS: Final = (
    MissingHeaderBodySeparatorDefect,
    MisplacedEnvelopeHeaderDefect,
    FirstHeaderLineIsContinuationDefect,
    InvalidHeaderDefect,
)
"""Those of the header block; the parser of mail also finds fault with the missing parts of a multipart body."""


class _Adapter(HTTPAdapter):
    def __init__(self, gate: Gate, verify: Any) -> None:  # Any: an SSL context, or null for the system's
        self._gate = gate
        self._context = verify
        super().__init__(pool_connections=16, pool_maxsize=2, max_retries=_NO_RETRIES)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **keywords: Any) -> None:  # noqa: FBT001, FBT002 - requests calls it so
        """The pools of the gate in place of those of requests."""
        if self._context is not None:
            keywords["ssl_context"] = self._context
        self.poolmanager = Pools(
            self._gate, num_pools=connections, maxsize=maxsize, block=block, retries=_NO_RETRIES, **keywords
        )

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Without cookies, whose reading costs more than that of the page when there are many."""
        response = requests.Response()
        response.status_code = resp.status
        response.raw = resp
        response.request = req
        response.url = req.url or ""
        return response


class Session(requests.Session):
    """One without environment, cookies and redirects: requests reads the whole body of each redirect it sees."""

    def __init__(self, gate: Gate, headers: Mapping[str, str], ssl_context: Any = None) -> None:
        super().__init__()
        self.trust_env = False
        self.gate = gate
        self.received = 0
        """Bytes of the bodies of all answers so far, as sent."""
        self._sent = dict(headers)
        self._adapter = _Adapter(gate, ssl_context)
        self.mount("http://", self._adapter)
        self.mount("https://", self._adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """None, whatever was answered."""

    @contextlib.contextmanager
    def ask(
        self, url: str, watch: Watch, headers: Mapping[str, str], hop: int, method: str = "GET"
    ) -> Iterator[requests.Response]:
        """The answer with its head read and its body not. Raises :class:`Failed` for a head that cannot be used;
        exceptions of requests and urllib3 pass."""
        self.gate.watch = watch
        self.gate.reused = False
        response: requests.Response | None = None
        try:
            try:
                response = self._send(method, url, headers)
            except requests.ConnectionError:
                # A kept connection may have been closed just when it was used again: asked once more on a new one
                # (RFC 9112 §9.3.1).
                if not self.gate.reused or watch.fired:
                    raise
            # Outside the handler, so that a second failure does not drag the first one along.
            if response is None:
                response = self._send(method, url, headers)
            if watch.fired:
                # A socket that is shut down during the headers looks like an empty answer.
                raise failure("deadline", "the answer took too long", hop, retryable=True)
            _check_head(response, hop)
            yield response
        finally:
            if response is not None:
                self._leave(response)
            self.gate.watch = None

    def _send(self, method: str, url: str, headers: Mapping[str, str]) -> requests.Response:
        # Past Session.send, which follows redirects and keeps cookies, and past its preparation, which writes the
        # address anew by other rules than those by which it was judged.
        request = requests.PreparedRequest()
        request.method = method
        request.url = url
        request.headers = requests.structures.CaseInsensitiveDict({**self._sent, **headers})
        timeout = (self.gate.left(self.gate.connect_seconds), self.gate.left(self.gate.read_seconds))
        return self._adapter.send(request, stream=True, timeout=timeout)

    def _leave(self, response: requests.Response) -> None:
        """Give the connection back when the body was read to its end, else close it: never read on to save it."""
        raw: Any = response.raw
        self.received += raw.tell() if raw is not None else 0
        if raw is not None and getattr(raw, "length_remaining", None) == 0:
            with contextlib.suppress(OSError, HTTPException, HTTPError):
                raw.read(1, decode_content=False)  # nothing is left to come, which http.client notices when it reads
        if raw is not None and not getattr(raw, "closed", True) and not _is_finished(raw):
            raw.close()
        with contextlib.suppress(OSError, HTTPException):
            response.close()


def _is_finished(raw: Any) -> bool:
    original = getattr(raw, "_original_response", None)
    return original is not None and original.isclosed()


def _check_head(response: requests.Response, hop: int) -> None:
    raw: Any = response.raw
    names = raw.headers
    if sum(len(name) + len(value) + 4 for name, value in names.items()) > _HEADERS:
        raise failure("header_overflow", f"more than {_HEADERS} bytes of headers", hop)
    transfer = [part.strip().lower() for value in names.getlist("transfer-encoding") for part in value.split(",")]
    transfer = [coding for coding in transfer if coding not in ("", "identity")]
    if transfer and transfer != ["chunked"]:
        if [coding for coding in transfer if coding != "chunked"]:
            raise failure("unsupported_encoding", f"Transfer-Encoding is {', '.join(transfer)[:80]!r}", hop)
        raise failure("bad_framing", "the body is chunked twice", hop)
    lengths = names.getlist("content-length")
    if not transfer and lengths:
        # RFC 9110 §8.6: digits only, and one value however often it is said.
        said = {part.strip() for value in lengths for part in value.split(",")}
        if len(said) > 1 or not all(text.isascii() and text.isdigit() for text in said):
            raise failure("bad_framing", f"Content-Length is {', '.join(sorted(said))[:80]!r}", hop)


def headers_complete(response: requests.Response) -> bool:
    """False when a malformed line ended the headers early: http.client loses what follows it."""
    original = getattr(response.raw, "_original_response", None)
    defects = getattr(getattr(original, "msg", None), "defects", ())
    return not any(isinstance(defect, _HEADER_DEFECTS) for defect in defects)
