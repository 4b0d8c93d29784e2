"""Finding a date inside a line of text."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.web.dates import LONGEST, precision, read_date

__all__ = ["find_date", "split_date"]

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


def split_date(text: str) -> tuple[str | None, str]:
    """The first date of a text as written, and the text without it."""
    match = _DATE.search(text[:_READ]) or _SHORT.search(text[:_READ])
    if match is None:
        return None, text
    return match.group(), f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;|/–—-·•")
