"""Connections of urllib3 that go where the gate lets them, and that the deadline can shut."""

from __future__ import annotations

import contextlib
import socket
from http.client import BadStatusLine, HTTPResponse
from typing import Any, Final

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from indexaudit.fetch.failures import failure
from indexaudit.fetch.gate import Gate
from indexaudit.fetch.watchdog import Line

__all__ = ["Pools"]

_INTERIM: Final = 20
"""Interim answers (1xx) before we stop waiting for the real one."""
_LINE: Final = 65_536


class _Response(HTTPResponse):
    """Interim answers are read over (RFC 9110 §15.2): http.client takes any but 100 for the final one."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]  # not in the stubs
            if not 100 <= status < 200 or status == 101:
                return version, status, reason
            while (line := self.fp.readline(_LINE + 1)) not in (b"\r\n", b"\n", b""):
                if len(line) > _LINE:
                    raise BadStatusLine("an interim answer without end")
        raise failure("too_many_interim", f"{_INTERIM} interim answers and no real one")

    def _close_conn(self) -> None:
        # What came after the end of an answer would be read as the next one (a response that was smuggled in). It may
        # lie in the buffer, where the pool does not look.
        if not self.will_close and _has_more(self.fp):
            with contextlib.suppress(OSError):
                _socket_of(self.fp).shutdown(socket.SHUT_RDWR)
        super()._close_conn()  # type: ignore[misc]  # not in the stubs


def _socket_of(stream: Any) -> socket.socket:  # Any: the buffered reader of a socket, whose parts the stubs do not know
    found: socket.socket = stream.raw._sock  # noqa: SLF001 - there is no other way to it
    return found


def _has_more(stream: Any) -> bool:  # Any: see above
    """Whether more has come than what was read. Does not wait."""
    try:
        sock = _socket_of(stream)
        before = sock.gettimeout()
        sock.settimeout(0)
        try:
            return bool(stream.peek(1))
        finally:
            sock.settimeout(before)
    except (OSError, ValueError, AttributeError):  # TLS has no whole record yet, or the socket is closed
        return False


class _Guarded:
    """Mixed into both connections: where they connect to, and what the watchdog holds."""

    gate: Gate
    _line: Line | None = None
    _address = ""
    """What it is connected to."""
    _used = False

    def _open(self, connection: HTTPConnection) -> socket.socket:
        host = _name(connection)
        port = connection.port if connection.port is not None else connection.default_port
        last: OSError | None = None
        for address in self.gate.addresses(host, port):
            if last is not None and self.gate.watch is not None and self.gate.watch.fired:
                break
            try:
                sock = _connected(address, port, self.gate.left(self.gate.connect_seconds))
            except OSError as error:
                last = error
                continue
            try:
                sock.settimeout(self.gate.left(self.gate.read_seconds))
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._drop()
                self._line = Line(sock)
            except OSError:
                sock.close()
                raise
            self._address = address
            self._start()
            return sock
        if isinstance(last, TimeoutError):
            raise ConnectTimeoutError(connection, "no connection in time") from last
        raise NewConnectionError(connection, str(last)) from last

    def _ready(self, connection: HTTPConnection) -> None:
        """Before a request. Connections outlive requests, and what was typed by the caller then may be where a
        stranger's redirect leads now."""
        if self._line is not None:
            self.gate.check(_name(connection), self._address)
            self._start()

    def _start(self) -> None:
        """Give the connection to the deadline of the request under way."""
        self.gate.sent += 1
        self.gate.reused = self._used
        if self.gate.watch is not None and self._line is not None:
            self.gate.watch.hold(self._line)

    def _drop(self) -> None:
        self._used = False
        if self._line is not None:
            self._line.close()
            self._line = None


def _connected(address: str, port: int, seconds: float) -> socket.socket:
    """A socket to an IP address. Not by ``create_connection``, which asks the resolver once more."""
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((address, port))
    except BaseException:
        sock.close()
        raise
    return sock


def _name(connection: HTTPConnection) -> str:
    """The host as it was asked for: urllib3 takes the final dot off, which keeps a name from being searched for."""
    return str(connection._dns_host).strip("[]")  # noqa: SLF001 - the public name has no dot


class _Connection(_Guarded, HTTPConnection):
    response_class = _Response

    def _new_conn(self) -> socket.socket:
        return self._open(self)

    def request(self, *arguments: Any, **keywords: Any) -> None:  # Any: passed on as they come
        self._ready(self)
        super().request(*arguments, **keywords)
        self._used = True

    def close(self) -> None:
        super().close()
        self._drop()


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS: what :class:`_Connection` calls on its parent is that of HTTPSConnection here."""


class Pools(PoolManager):
    """Pools whose connections ask the gate."""

    def __init__(self, gate: Gate, **keywords: Any) -> None:  # Any: passed on as they come
        super().__init__(**keywords)

        class Plain(_Connection):
            pass

        class Secure(_SecureConnection):
            pass

        Plain.gate = Secure.gate = gate

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    def clear(self) -> None:
        """Close every connection now; urllib3 leaves it to the garbage collector."""
        for key in self.pools.keys():  # noqa: SIM118 - this container refuses to be walked otherwise
            pool = self.pools.get(key)
            if pool is not None:
                pool.close()
        super().clear()
