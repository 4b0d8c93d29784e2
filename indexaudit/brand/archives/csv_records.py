"""The rows of a CSV member by the names of their columns, one at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from indexaudit.brand.archives.json_records import DAMAGED, Broken

__all__ = ["TOO_MANY_CELLS", "CsvRecords"]

TOO_MANY_CELLS: Final = "the row has more cells than the table has columns"

_PREAMBLE: Final = 10
"""Rows above the table in which its header is looked for."""
_LONGEST_LINE: Final = 1024**2
"""Characters of a line that are kept together; :mod:`csv` refuses a cell of more than 131,072."""


class CsvRecords:
    r"""Iterate once over the rows, each a mapping from column names (lower case, no spaces) to cells, or ``Broken``.

    ``header`` is a column by which the header is known. ``backslashes`` says that quotes inside a cell are written
    ``\"`` where the standard (RFC 4180) doubles them.
    """

    def __init__(self, pieces: Iterator[str], *, header: str, backslashes: bool = False) -> None:
        self._lines = _lines(pieces)
        self._header = header
        self._backslashes = backslashes
        self.columns: tuple[str, ...] | None = None
        """Known once iteration began; null when no header was found."""

    def __iter__(self) -> Iterator[Mapping[str, str] | Broken]:
        lines: Iterable[str] = self._lines
        if self._backslashes:
            lines = (line.replace('\\"', '""') for line in lines)
        rows = _rows(lines)
        for above, row in enumerate(rows, 1):
            if not isinstance(row, Broken):
                columns = tuple("".join(cell.split()).lower() for cell in row)
                if self._header in columns:
                    self.columns = columns
                    break
            if above >= _PREAMBLE:
                return
        if self.columns is None:
            return
        width = len(self.columns)
        for row in rows:
            if isinstance(row, Broken):
                yield row
            elif len(row) > width and any(cell.strip() for cell in row[width:]):
                yield Broken(TOO_MANY_CELLS)
            else:
                # The first of two columns of one name counts.
                yield dict(reversed([*zip(self.columns, chain(row, [""] * width), strict=False)]))


def _rows(lines: Iterable[str]) -> Iterator[list[str] | Broken]:
    reader = csv.reader(lines)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            yield Broken(DAMAGED)
            continue
        if row is None:
            return
        if row:
            yield row


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """Lines with their ends. Only a line feed ends one: other separators occur inside texts."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        start = 0
        while (end := piece.find("\n", start)) >= 0:
            yield "".join([*kept, piece[start : end + 1]])
            kept, length, start = [], 0, end + 1
        if start < len(piece):
            kept.append(piece[start:])
            length += len(piece) - start
            if length > _LONGEST_LINE:
                yield "".join(kept)
                kept, length = [], 0
    if kept:
        yield "".join(kept)
