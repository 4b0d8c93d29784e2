"""Finding a date inside a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from indexaudit.web.dates import LONGEST, precision, read_date

__all__ = ["find_date", "find_dates", "split_date"]

_MONTH_WORD: Final = r"[^\W\d_]{3,12}\.?"
_CLOCK: Final = r"(?:[\s,–-]{1,3}(?:um |at |à |a las |kl\.? )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)?"
_DATE: Final = re.compile(
    rf"(?<![\w.])(?:"
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[T ]\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
    rf"|\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{4}}{_CLOCK}"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th|er|º|ª)?\s?(?:of |de |d'|di )?{_MONTH_WORD},?\s(?:de |del |of )?\d{{4}}{_CLOCK}"
    rf"|{_MONTH_WORD}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}{_CLOCK}"
    rf"|\d{{4}}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]?"
    rf"|\d{{1,2}}\s(?:tháng|Tháng)\s\d{{1,2}},?\s(?:năm\s)?\d{{4}}"
    rf"|\d{{4}}\.?\s{_MONTH_WORD}\s\d{{1,2}}\.?"
    rf")(?!\d|[./-]\d)"
)
_SHORT: Final = re.compile(r"(?<![\w./-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})(?![\w./])")
"""Day, month and two digits of the year, with dots: 17.05.24."""
_READ: Final = 400
_FOUR_DIGITS: Final = re.compile(r"\d{4}")
_AROUND_YEAR: Final = 60
"""More characters than a date has before or behind its year."""
_CENTURIES: Final = frozenset(("19", "20", "21", "25", "26"))
"""How years of the web begin, Buddhist ones too."""


def find_date(text: str, language: str | None) -> tuple[str, str] | None:
    """The first date to the day in a text: as written, and as ISO 8601; null when there is none.

    ``language`` (a BCP 47 tag) settles the order of day and month where the figures do not.
    """
    text = text[:_READ]
    for match in _DATE.finditer(text):
        written = match.group()[:LONGEST]
        value = read_date(written, language=language)
        if value is not None and precision(value) in ("day", "time"):
            return written, value
    short = _SHORT.search(text)
    if short is not None:
        value = read_date(f"{short[1]}.{short[2]}.20{short[3]}", language=language)
        if value is not None:
            return short.group(), value
    return None


def find_dates(text: str, language: str | None, most: int = 100) -> tuple[tuple[str, str], ...]:
    """The dates to the day in a text of any length, each day once, in order: as written, and as ISO 8601."""
    found: dict[str, str] = {}
    for match in islice(_dates(text), 10 * most):
        written = match.group()[:LONGEST]
        value = read_date(written, language=language)
        if value is not None and precision(value) in ("day", "time"):
            found.setdefault(value[:10], written)
            if len(found) >= most:
                break
    return tuple((written, value) for value, written in found.items())


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Every match in a long text: looked for around four digits alone, which each has, at a fifth of the cost."""
    start = end = 0
    for digits in _FOUR_DIGITS.finditer(text):
        if digits[0][:2] not in _CENTURIES and digits[0].isascii():
            continue
        if digits.start() - _AROUND_YEAR > end:
            yield from _DATE.finditer(text, start, end)
            start = digits.start() - _AROUND_YEAR
        end = digits.end() + _AROUND_YEAR
    yield from _DATE.finditer(text, start, end)


def split_date(text: str) -> tuple[str | None, str]:
    """The first date of a text as written, and the text without it."""
    match = _DATE.search(text[:_READ]) or _SHORT.search(text[:_READ])
    if match is None:
        return None, text
    return match.group(), f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;|/–—-·•")
