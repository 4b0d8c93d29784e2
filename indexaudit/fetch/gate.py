"""What every new connection asks: which addresses it may be made to, and until when."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Final

from indexaudit.fetch.failures import failure
from indexaudit.fetch.networks import AddressGuard
from indexaudit.fetch.watchdog import Watch

__all__ = ["Gate", "Resolve", "resolve_by_system"]

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses, in the order in which they are to be tried. Raises :class:`socket.gaierror`."""

_TRIED: Final = 8
"""Addresses of one host that are tried; a hostile name has thousands."""


def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """What the system's resolver says. Raises :class:`socket.gaierror`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


@dataclass(kw_only=True)
class Gate:
    """What every new connection asks: where to, and until when."""

    guard: AddressGuard
    resolve: Resolve
    trusted: str | None = None
    """The host (without brackets and final dot) whose addresses need not be public, since the caller typed it. One at
    a time: what another address redirects to is not what the caller typed."""
    connect_seconds: float
    dns_seconds: float
    read_seconds: float
    watch: Watch | None = None
    """That of the request under way."""
    relied_on: set[str] = field(default_factory=set)
    """Hosts that were connected to only because they were trusted: their addresses are not public."""
    sent: int = 0
    """Requests that went out so far, on connections that were made or kept."""
    reused: bool = False
    """Whether the request under way went out on a connection that had answered before."""

    def left(self, most: float) -> float:
        """Seconds that may pass, at most ``most``; never 0, which sockets take as "do not wait"."""
        return max(0.001, min(most, self.watch.left())) if self.watch else most

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Every address of a host, each of which may be connected to.

        One refused address among them refuses the host: a name that points inwards and outwards is an attack, or a
        mistake that a crawler must not make. Raises :class:`Failed`.
        """
        found = self._resolved(host, port)
        for address in found:
            self.check(host, address)
        return found[:_TRIED]

    def check(self, host: str, address: str) -> None:
        """Raises :class:`Failed` for an address of a host that may not be connected to."""
        is_trusted = host.lower().rstrip(".") == self.trusted
        if is_trusted and self.guard.refusal(address) is not None:
            self.relied_on.add(host.lower().rstrip("."))
        if why := self.guard.refusal(address, trusted=is_trusted):
            said = f"{host} is {address}, which {why}" if address != host else f"{host} {why}"
            raise failure("blocked_address", said)

    def _resolved(self, host: str, port: int) -> tuple[str, ...]:
        if _is_literal(host):
            return (host,)
        # The system's resolver knows no time-out, so that it is waited for from outside.
        answer: SimpleQueue[tuple[str, ...] | BaseException] = SimpleQueue()
        threading.Thread(target=_ask, args=(self.resolve, host, port, answer), daemon=True).start()
        try:
            found = answer.get(timeout=self.left(self.dns_seconds))
        except Empty:
            raise failure("dns_timeout", "the host name does not resolve in time", retryable=True) from None
        if isinstance(found, BaseException):
            raise failure("dns_failure", "the host name does not resolve", retryable=True) from found
        if not found:
            raise failure("dns_failure", "the host name has no address", retryable=True)
        return found


def _is_literal(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        with contextlib.suppress(OSError):
            socket.inet_pton(family, host)
            return True
    return False


def _ask(resolve: Resolve, host: str, port: int, answer: SimpleQueue[tuple[str, ...] | BaseException]) -> None:
    try:
        answer.put(tuple(resolve(host, port)))
    except Exception as error:  # whatever a resolver raises is no answer
        answer.put(error)
