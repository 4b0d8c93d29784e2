"""What a network does instead of an answer, as typed facts."""

from __future__ import annotations

import socket
import ssl
from http.client import IncompleteRead, RemoteDisconnected
from typing import Final

import requests
import urllib3.exceptions as pool

from indexaudit.model import FetchError

__all__ = ["Failed", "failure", "from_exception"]

_TLS: Final = {
    9: ("tls_not_yet_valid", "the certificate is not valid yet"),
    10: ("tls_expired", "the certificate has expired"),
    18: ("tls_self_signed", "the certificate is signed by itself"),
    19: ("tls_self_signed", "the certificate is signed by an authority that nobody knows"),
    20: ("tls_self_signed", "the certificate is signed by an authority that nobody knows"),
    62: ("tls_hostname", "the certificate is for another host"),
    64: ("tls_hostname", "the certificate is for another address"),
}
"""OpenSSL's verify codes (``X509_V_ERR_*``)."""


class Failed(Exception):
    """Carries a :class:`FetchError` up to where it becomes a part of the result."""

    def __init__(self, error: FetchError, *, cause: str = "") -> None:
        super().__init__(error.message)
        self.error = error
        self.cause = cause or error.code
        """The code of what happened, when the error is named after what follows from it."""


def failure(code: str, message: str, hop: int = 0, *, retryable: bool = False) -> Failed:
    """A fault of the network, or of what it sent."""
    return Failed(FetchError(code=code, message=message, hop=hop, retryable=retryable))


def from_exception(error: BaseException, hop: int) -> Failed:
    """The fault that an exception of requests, urllib3, ssl or socket stands for."""
    chain = _chain(error)
    for cause in chain:
        if isinstance(cause, Failed):
            return failure(cause.error.code, cause.error.message, hop, retryable=cause.error.retryable)
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            code, said = _TLS.get(cause.verify_code, ("tls_error", f"no secure connection ({cause.verify_message})"))
            return failure(code, said, hop)
        if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return failure("connection_reset", "the connection broke off", hop, retryable=True)
        if isinstance(cause, ssl.SSLError):
            return failure("tls_protocol", f"no secure connection ({cause.reason or 'TLS error'})", hop)
    if any(isinstance(cause, pool.InvalidChunkLength) and cause.length for cause in chain):
        return failure("bad_framing", "the answer is not well-formed HTTP", hop)
    if any(isinstance(cause, RemoteDisconnected) for cause in chain):
        said = "the host closed the connection without an answer"
        return failure("connection_closed", said, hop, retryable=True)
    named: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str, bool], ...] = (
        ((ConnectionRefusedError,), "connect_refused", "the host refuses the connection", True),
        ((pool.NameResolutionError, socket.gaierror), "dns_failure", "the host name does not resolve", True),
        ((pool.ConnectTimeoutError, requests.ConnectTimeout), "connect_timeout", "no connection in time", True),
        ((pool.ReadTimeoutError, requests.ReadTimeout, TimeoutError), "read_timeout", "no answer in time", True),
        ((pool.IncompleteRead, IncompleteRead), "truncated_body", "the answer broke off", True),
        ((ConnectionResetError, ConnectionAbortedError, BrokenPipeError), "connection_reset",
         "the connection broke off", True),
    )  # fmt: skip
    for kinds, code, said, retryable in named:
        if any(isinstance(cause, kinds) for cause in chain):
            return failure(code, said, hop, retryable=retryable)
    return _framing(chain, hop)


def _framing(chain: list[BaseException], hop: int) -> Failed:
    """The faults that http.client and urllib3 tell apart by the words of their messages only."""
    words = " ".join(f"{type(cause).__name__} {cause}" for cause in chain).lower()
    if "ended prematurely" in words:
        return failure("truncated_body", "the answer broke off", hop, retryable=True)
    if "got more than" in words or "line too long" in words or "linetoolong" in words:
        return failure("header_overflow", "the headers of the answer are beyond every bound", hop)
    if any(sign in words for sign in ("badstatusline", "unknownprotocol", "invalidheader", "invalidchunklength",
                                      "content-length", "chunk")):  # fmt: skip
        return failure("bad_framing", "the answer is not well-formed HTTP", hop)
    if "network is unreachable" in words or "no route to host" in words or "newconnectionerror" in words:
        return failure("connect_failed", "the host cannot be reached", hop, retryable=True)
    if any(sign in words for sign in ("connection broken", "connection aborted", "protocolerror")):
        return failure("connection_reset", "the connection broke off", hop, retryable=True)
    last = chain[-1] if chain else None
    return failure("fetch_failed", f"cannot be fetched ({type(last).__name__})", hop)


def _chain(error: BaseException) -> list[BaseException]:
    """The exception and everything that it was raised from, was raised with, or holds."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < 20:
        item = waiting.pop(0)
        if not isinstance(item, BaseException) or any(item is known for known in found):
            continue
        found.append(item)
        waiting += [getattr(item, "reason", None), item.__cause__, item.__context__, *item.args]
    return found
