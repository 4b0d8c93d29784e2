"""Values to cells of CSV (RFC 4180) that no spreadsheet takes for a formula.

A title that begins with ``=`` is run by a spreadsheet that opens the file. Such text gets an apostrophe in front,
which spreadsheets do not show; a number stays a number. Take away one apostrophe before ``= + - @`` to have the text
as the page has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final

from indexaudit.report.printable import printable

__all__ = ["names", "row", "tokens"]

_LONGEST: Final = 30_000
"""A spreadsheet keeps 32,767 characters of a cell."""

_FORMULA: Final = re.compile(r"(^|;)([ '\"]*)(?=[=+\-@＝＋－＠])")
"""Where a formula may begin: at the start, and behind a semicolon, at which spreadsheets of many countries split. The
full-width forms count in Japanese and Chinese ones."""
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?%?")
_QUOTED: Final = re.compile(r'[",\r\n;]')

Value = str | int | float | bool | Enum | None


def row(values: Iterable[Value]) -> str:
    """One line, ending with CR LF: null is empty, true and false are words, text is one line of visible characters."""
    return ",".join(map(_cell, values)) + "\r\n"


def tokens(values: Iterable[object]) -> str:
    """Several ids in one cell, parted by blanks."""
    return " ".join(map(str, values))


def names(values: Iterable[str]) -> str:
    """Several names in one cell, parted by semicolons."""
    return "; ".join(values)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    text = printable(str(value.value) if isinstance(value, Enum) else str(value), longest=_LONGEST)
    if not _NUMBER.fullmatch(text):
        text = _FORMULA.sub(r"\1\2'", text)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
