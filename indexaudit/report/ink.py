"""Meaning to colour: ANSI sequences, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Ink", "Paint"]

Paint: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Paints text that is already laid out, so that widths never count the sequences."""

    colour: bool

    def good(self, text: str) -> str:
        """Green."""
        return self._paint("32", text)

    def fair(self, text: str) -> str:
        """Yellow."""
        return self._paint("33", text)

    def bad(self, text: str) -> str:
        """Red."""
        return self._paint("31", text)

    def strong(self, text: str) -> str:
        """Bold."""
        return self._paint("1", text)

    def faint(self, text: str) -> str:
        """Dim."""
        return self._paint("2", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text.strip() else text
