"""The columns of tables of many rows: a name, what it says, and how it is read from a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from indexaudit.model import Score
from indexaudit.report.cells import Value, tokens

__all__ = ["Column", "score_columns"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table."""

    name: str
    meaning: str
    """What it says, with unit and range."""
    read: Callable[[Row], Value]


_PARTS: Final[tuple[tuple[str, str, Callable[[Score], Value]], ...]] = (
    ("", "0 to 100; 0 while a gate is shut", lambda score: score.value),
    ("_potential", "0 to 100, with every gate open", lambda score: score.potential),
    ("_coverage", "0 to 1, how much could be judged", lambda score: score.coverage),
    ("_low", "the value if every unknown failed", lambda score: score.range[0]),
    ("_high", "the value if every unknown passed", lambda score: score.range[1]),
    ("_gates", "ids of the rules whose gates are shut, parted by blanks", lambda score: tokens(score.gates)),
)


def score_columns(name: str, score: Callable[[Row], Score | None]) -> Iterator[Column[Row]]:
    """A score with everything that it is to be read with, each in a column of its own."""

    def reading(part: Callable[[Score], Value]) -> Callable[[Row], Value]:
        def read(row: Row) -> Value:
            found = score(row)
            return None if found is None else part(found)

        return read

    for suffix, meaning, part in _PARTS:
        yield Column(f"{name}{suffix}", meaning, reading(part))
