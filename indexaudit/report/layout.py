"""What every block of a text report is laid out with: width, ink, and how much of a list is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from indexaudit.report.ink import Ink, Paint
from indexaudit.report.printable import wrap

__all__ = ["LABEL", "Layout"]

T = TypeVar("T")

LABEL: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Lines of a terminal page."""

    width: int
    ink: Ink

    def title(self, text: str) -> list[str]:
        """A heading."""
        return [self.ink.strong(line) for line in wrap(text, self.width)]

    def paragraph(self, text: str, paint: Paint | None = None, *, indent: int = 0) -> list[str]:
        """Whole lines; none for an empty text."""
        pad, paint = " " * indent, paint or str
        return [pad + paint(line) for line in wrap(text, self.width - indent)]

    def labelled(
        self, label: str, text: str, paint: Paint | None = None, *, indent: int = 0, room: int = LABEL
    ) -> list[str]:
        """A text behind its label."""
        pad, paint = " " * indent, paint or str
        lines = wrap(text, self.width - indent - room) or [""]
        heads = [self.ink.faint(f"{pad}{label:<{room}}"), *([" " * (indent + room)] * (len(lines) - 1))]
        return [head + paint(line) for head, line in zip(heads, lines, strict=True)]

    def more(self, left: int, *, indent: int = 0, where: str = "--full shows them, --format json has all") -> list[str]:
        """How much of a list is not shown, and where it is."""
        if left <= 0:
            return []
        return self.paragraph(f"and {left:,} more: {where}", indent=indent)

    @staticmethod
    def some(things: Sequence[T], cap: int | None) -> tuple[Sequence[T], int]:
        """As many as the cap allows, and how many are left. One too many is shown rather than counted."""
        if cap is None or len(things) <= cap + 1:
            return things, 0
        return things[:cap], len(things) - cap
