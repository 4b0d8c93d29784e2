"""What some requests together may cost, and what they have cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from indexaudit.fetch.failures import failure

__all__ = ["Budget"]


@dataclass(slots=True, kw_only=True)
class Budget:
    """A bound on requests, bytes and time that several addresses share. The time runs from when it is made.

    A bound of 0 means that nothing is asked at all.
    """

    requests: int
    octets: int
    """Bytes of the answers' bodies, as sent; robots.txt among them."""
    seconds: float
    clock: Callable[[], float] = time.monotonic
    sent: int = 0
    """Requests so far."""
    received: int = 0
    """Bytes so far."""
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    @property
    def spent(self) -> float:
        """Seconds so far."""
        return self.clock() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left; below 0 when they are over."""
        return self.seconds - self.spent

    def check(self, hop: int = 0) -> None:
        """Raises :class:`Failed` with ``budget`` when nothing more may be asked."""
        if self.sent >= self.requests:
            raise failure("budget", f"the {self.requests} requests that were allowed are used up", hop)
        if self.received >= self.octets:
            raise failure("budget", f"the {self.octets:,} bytes that were allowed are used up", hop)
        if self.left <= 0:
            raise failure("budget", f"the {self.seconds:g} s that were allowed are over", hop)

    def count(self, hop: int) -> None:
        """One more request is sent. Raises as :meth:`check` does."""
        self.check(hop)
        self.sent += 1

    def counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces of a body, each counted as it comes."""
        for piece in pieces:
            self.received += len(piece)
            yield piece
