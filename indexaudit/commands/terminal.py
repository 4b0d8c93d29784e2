"""Text to stdout: in colour or not, in the encoding that it has, and quietly when nobody reads on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import click

from indexaudit.report import json, text
from indexaudit.report.printable import cut, printable

__all__ = ["StatusLine", "colour", "show"]

_DOCUMENTS: Final = ("csv", "markdown", "html", "comment", "github")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One line on stderr that says what is being done, and is gone afterwards."""

    shown: bool

    def tell(self, line: str) -> None:
        """In the place of the line before."""
        if self.shown:
            click.echo(f"\r\x1b[K{cut(printable(line), 79)}", nl=False, err=True)

    def close(self) -> None:
        """Leave nothing."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def colour() -> bool:
    """By the convention of no-color.org: only on a terminal, and not when NO_COLOR is set to anything."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(pieces: Iterable[str], format: str, *, to_the_end: bool = False) -> None:
    """Write to stdout. A reader who has seen enough (``| head``) ends the output quietly; ``to_the_end`` goes on with
    what else is made of the pieces.
    """
    write = _writer(format)
    left = iter(pieces)
    try:
        for piece in left:
            write(piece)
    except BrokenPipeError:
        # What Python still holds back must not complain at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if to_the_end:
            for _ in left:
                pass


def _writer(format: str) -> Callable[[str], None]:
    """Documents are UTF-8 wherever they go. Text and JSON are said in what the encoding of stdout has."""
    if format in _DOCUMENTS and hasattr(sys.stdout, "buffer"):
        binary = sys.stdout.buffer

        def write_bytes(piece: str) -> None:
            sys.stdout.flush()
            binary.write(piece.encode("utf-8", "backslashreplace"))
            binary.flush()

        return write_bytes
    unicode = (sys.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")

    def write(piece: str) -> None:
        if not unicode:
            piece = json.ascii_only(piece) if "json" in format else piece.translate(text.ASCII)
        sys.stdout.write(piece)
        sys.stdout.flush()

    return write
