"""Figures to bars of characters, and texts to cells of a table on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from indexaudit.report.printable import columns, cut, not_a_command

__all__ = ["cell", "length", "parts"]


def parts(counts: Sequence[int], width: int) -> list[int]:
    """Columns in proportion (largest remainders), at least one for what there is."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    parts = [max(1, count * width // total) if count else 0 for count in counts]
    left = [count * width / total - part for count, part in zip(counts, parts, strict=True)]
    while sum(parts) != width:
        short = sum(parts) < width
        open_ = [at for at, part in enumerate(parts) if part > (0 if short else 1)]
        if not open_:
            break
        at = max(open_, key=lambda at: left[at] if short else -left[at])
        parts[at] += 1 if short else -1
        left[at] += -1 if short else 1
    return parts


def length(count: int, most: int, width: int) -> int:
    """Columns of a plain bar: ``most`` takes all of ``width``, and anything at least one."""
    return max(1, round(count / most * width)) if count else 0


def cell(text: str, width: int, *, right: bool = False) -> str:
    """Exactly so many columns: cut where it is longer, filled where it is shorter. May stand at the start of a line."""
    text = cut(not_a_command(text), width)
    fill = " " * (width - columns(text))
    return fill + text if right else text + fill
