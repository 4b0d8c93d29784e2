"""Dates as pages write them, to ISO 8601 as far as known. No clock: relative dates ("yesterday") are not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

__all__ = ["LONGEST", "days_between", "folded", "has_zone", "moment", "precision", "read_date", "to_datetime"]

LONGEST: Final = 64
"""Characters of a date text; longer ones are refused unread."""

_YEARS: Final = range(1990, 2101)
"""The web's own: nothing on it was published before."""

_TIME = r"([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.]([0-5]\d|60)(?:[.,]\d{1,9})?)?"
_ZONE = r"(z|utc|gmt|[ecmp][sd]t|cest|cet|bst|ist|jst|msk|[+\-\u2212]\d{2}:?\d{2}|[+\-\u2212]\d{2})?"

_ISO: Final = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:(?:t|\s+|,\s*)" + _TIME + r"\s?(am|pm)?\s*" + _ZONE + r")?z?"
)
_BASIC: Final = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:t?([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)?(?:[.,]\d{1,9})?\s*" + _ZONE + ")?"
)
_EMBEDDED_ISO: Final = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)")
_NUMERIC: Final = re.compile(r"(?<![\d./-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?![\d/-]|\.\d)")
_CJK: Final = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号號])?)?")
_VIETNAMESE: Final = re.compile(r"(?<!\d)(?:(\d{1,2})\s+)?thang\s+(\d{1,2})\s*,?\s*(?:nam\s+)?(\d{4})(?!\d)")
_CLOCK: Final = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3])"
    r"(?:[:h]([0-5]\d)(?::([0-5]\d|60)(?:\.\d{1,9})?)?(?:\s?(am|pm|a\.m|p\.m))?|\s?(am|pm|a\.m|p\.m))(?![\d:])"
)
_CJK_CLOCK: Final = re.compile(r"(上午|下午|오전|오후|午前|午後)\s*(\d{1,2})\s*[:时時시]\s*([0-5]\d)?")
# Vowel signs of the Indic scripts, of Thai, Lao and Myanmar are marks, not letters.
_LETTER = r"[^\W\d_\u0000-\u0040]|[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f]"
_WORDS: Final = re.compile(rf"\d+|(?:{_LETTER})+(?:\.(?:{_LETTER})+)*")
_ZONE_AT_END: Final = re.compile(
    r"(?:\s|(?<=\d))(?:(?:utc|gmt)?([+\-\u2212]\d{2}:?\d{2})|(z|utc|gmt|[ecmp][sd]t|cest|cet|bst|jst|msk))\b"
)
_MACHINE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?)?)?")

_OFFSETS: Final = {
    "z": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "bst": 60, "ist": 330, "jst": 540, "msk": 180,
}  # fmt: skip
"""Minutes east of UTC: the names of RFC 822 §5 and the few others that one zone owns in practice."""

_MONTH_FIRST: Final = frozenset(("en-us", "en-ph", "es-us", "fil", "fil-ph"))
"""Tags whose readers write the month first in numeric dates (CLDR short formats)."""

_EITHER_WAY: Final = frozenset(("en", "en-ca", "fr-ca"))
"""Tags whose readers write both."""


@lru_cache(maxsize=2048)
def read_date(text: str, *, language: str | None = None) -> str | None:
    """A date to ISO 8601 as far as known: ``2024``, ``2024-05``, ``2024-05-17``, ``2024-05-17T10:00:00+02:00``.

    Reads ISO 8601, RFC 822, 850 and asctime, numeric forms and month names of some forty languages, with words around
    them. ``language`` (a BCP 47 tag) settles what is ambiguous: ``05/06/2024`` is read only with it, and not for plain
    ``en``, which is written both ways; a date with dots is day first everywhere. Null for what is no date, for years
    outside 1990 to 2100, for days that do not exist, for Unix time, and for texts over 64 characters.
    """
    if not 4 <= len(text) <= LONGEST:
        return None
    text = folded(text.strip())
    if len(text) > 2 * LONGEST or not any(c.isdigit() for c in text):
        return None
    return _whole(text) or _cjk(text) or _named(text, language) or _numeric(text, language) or _bare_year(text)


def folded(text: str) -> str:
    """Compatibility-normalised, case-folded, digits as 0 to 9, no accents on Latin and Greek letters."""
    text = unicodedata.normalize("NFKC", text).replace("İ", "i").replace("I", "i").casefold()
    if text.isascii():
        return text
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) and "\u0300" <= character <= "\u036f" and kept and kept[-1] not in "иИ":
            continue
        digit = unicodedata.decimal(character, None)
        kept.append(character if digit is None else str(digit))
    return unicodedata.normalize("NFC", "".join(kept)).replace("ı", "i").replace("\u00df", "ss")


def has_zone(iso: str) -> bool:
    """Whether a date that :func:`read_date` gave says its time zone."""
    match = _MACHINE.fullmatch(iso)
    return match is not None and match[7] is not None


def precision(iso: str) -> str | None:
    """``year``, ``month``, ``day`` or ``time``; null for anything that :func:`read_date` does not give."""
    match = _MACHINE.fullmatch(iso)
    if match is None:
        return None
    return "time" if match[4] else "day" if match[3] else "month" if match[2] else "year"


def to_datetime(iso: str) -> datetime | None:
    """The first moment of a date that :func:`read_date` gave; UTC where no zone is written. Null for anything else."""
    match = _MACHINE.fullmatch(iso)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        return datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), min(int(second or 0), 59),
            tzinfo=_zone(zone),
        )  # fmt: skip
    except (ValueError, OverflowError):
        return None


def days_between(one: str, other: str) -> int | None:
    """Whole days from one date to another that are certain; negative when the other is earlier.

    Dates are compared as far as both are known: ``2024-05`` and ``2024-05-17`` are 0 days apart. The calendar day is
    the one that is written; zones do not move it. Null when either is no date.
    """
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return None
    (first, last), (from_, until) = a, b
    if from_ > last:
        return (from_ - last).days
    if until < first:
        return (until - first).days
    return 0


@lru_cache(maxsize=512)
def moment(text: str) -> datetime | None:
    """A date text to its first moment, UTC where no zone is written; null when it cannot be read to the day."""
    iso = read_date(text)
    return to_datetime(iso) if iso is not None and precision(iso) in ("day", "time") else None


# --- forms ----------------------------------------------------------------------------------------------------------


def _whole(text: str) -> str | None:
    """Machine forms with the year first."""
    if match := _BASIC.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return _iso(year, month, day, (hour, minute, second, None, zone))
    if match := _ISO.fullmatch(text):
        year, _, month, day, hour, minute, second, half, zone = match.groups()
        if hour is None and day is None and month is None:
            return None
        if hour is not None and day is None:
            return None
        return _iso(year, month, day, (hour, minute, second, half, zone))
    return None


def _cjk(text: str) -> str | None:
    match = _CJK.search(text)
    if match is None:
        return None
    year, month, day = match.groups()
    return _iso(year, month, day, _time_in(text[match.end() :]) if day else None)


def _named(text: str, language: str | None) -> str | None:
    """Forms with a month's name: its neighbours are the day and the year, in either order."""
    if match := _VIETNAMESE.search(text):
        return _iso(match[3], match[2], match[1], _time_in(text[match.end() :]) if match[1] else None)
    tokens = [(m[0], m.start(), m.end()) for m in _WORDS.finditer(text)]
    months = _months(language)
    for index, (word, _, end) in enumerate(tokens):
        number = months.get(word) if not word[0].isdigit() else None
        if number is None:
            continue
        day, year, last = _neighbours(text, tokens, index)
        if year is None:
            continue
        # asctime and the date command put the time between day and year.
        time = _time_in(text[max(end, last) :] if last > end else text[end:]) or _time_in(text[end:])
        found = _iso(str(year), str(number), None if day is None else str(day), time if day else None)
        if found:
            return found
    return None


_Tokens = list[tuple[str, int, int]]


def _neighbours(text: str, tokens: _Tokens, index: int) -> tuple[int | None, int | None, int]:
    """Day and year around a month's name, and where the last of them ends."""
    end_of_name = tokens[index][2]
    before = [t for t in tokens[max(0, index - 3) : index] if _is_number(text, t)]
    near = tokens[index][1] - 7  # "st of ", " de ", "er "
    after = [t for t in tokens[index + 1 : index + 8] if _is_number(text, t)]
    year = next(((w, end) for w, _, end in after if len(w) == 4), None)
    days = [
        (w, end) for w, start, end in after if len(w) <= 2 and start - end_of_name <= 5 and (not year or end < year[1])
    ]
    day = next((w for w, _, end in reversed(before) if len(w) <= 2 and end >= near), None)
    if day is not None:
        # RFC 822 and 850 write the year in two digits after the month (RFC 5322 §4.3: 00 to 49 are 2000 and later).
        if year is None and days and len(days[0][0]) == 2:
            short, end = int(days[0][0]), days[0][1]
            return int(day), _year(short + (2000 if short < 50 else 1900)), end
    elif days:
        day = days[0][0]
        end_of_name = days[0][1]
    if year is None:
        early = next((w for w, _, _ in reversed(before) if len(w) == 4), None)
        year = (early, end_of_name) if early else None
    if year is None:
        return None, None, end_of_name
    return (int(day) if day else None), _year(int(year[0])), max(year[1], end_of_name)


def _is_number(text: str, token: tuple[str, int, int]) -> bool:
    return token[0][0].isdigit() and not _in_clock(text, token[1], token[2])


def _in_clock(text: str, start: int, end: int) -> bool:
    """Part of a time of day or of a zone: 10:00, +0200."""
    return text[end : end + 1] == ":" or (start > 0 and text[start - 1] in ":+")


def _numeric(text: str, language: str | None) -> str | None:
    if match := _EMBEDDED_ISO.search(text):
        return _iso(match[1], match[3], match[4], _time_in(text[match.end() :]))
    match = _NUMERIC.search(text)
    if match is None:
        return None
    one, separator, two, year = int(match[1]), match[2], int(match[3]), match[4]
    time = _time_in(text[match.end() :])
    if separator == "." or one > 12 or one == two:
        return _iso(year, str(two), str(one), time)
    if two > 12:
        return _iso(year, str(one), str(two), time)
    tag = (language or "").lower().replace("_", "-")
    if tag in _MONTH_FIRST:
        return _iso(year, str(one), str(two), time)
    if not tag or tag in _EITHER_WAY:
        return None
    return _iso(year, str(two), str(one), time)


def _bare_year(text: str) -> str | None:
    return text if len(text) == 4 and text.isdecimal() and int(text) in _YEARS else None


# --- parts ----------------------------------------------------------------------------------------------------------

_Time = tuple[str | None, str | None, str | None, str | None, str | None]


def _time_in(text: str) -> _Time | None:
    """Hour, minute, second, am or pm, zone."""
    if match := _CJK_CLOCK.search(text):
        return match[2], match[3] or "00", None, "pm" if match[1] in ("下午", "오후", "午後") else "am", None
    match = _CLOCK.search(text)
    if match is None:
        return None
    zone = _ZONE_AT_END.search(text, match.end())
    half = (match[4] or match[5] or "").replace(".", "") or None
    return match[1], match[2] or "00", match[3], half, (zone[1] or zone[2]) if zone else None


def _iso(year: str, month: str | None, day: str | None, time: _Time | None) -> str | None:
    known = _year(int(year))
    if known is None:
        return None
    if month is None:
        return f"{known:04}"
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{known:04}-{int(month):02}"
    try:
        text = date(known, int(month), int(day)).isoformat()
    except ValueError:
        return None
    return text + _clock(time)


def _clock(time: _Time | None) -> str:
    if time is None or time[0] is None:
        return ""
    hour = int(time[0])
    if time[3] == "pm" and hour < 12:
        hour += 12
    elif time[3] == "am" and hour == 12:
        hour = 0
    if hour > 23:
        return ""
    seconds = f":{int(time[2]):02}" if time[2] else ""
    return f"T{hour:02}:{int(time[1] or 0):02}{seconds}{_offset(time[4])}"


def _offset(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone in _OFFSETS:
        minutes = _OFFSETS[zone]
        if minutes == 0:
            return "Z"
    else:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        if minutes > 14 * 60 or int(digits[2:]) > 59:
            return ""
        minutes = minutes if zone[0] == "+" else -minutes
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def _year(year: int) -> int | None:
    """The year, when it is one of the web; Buddhist years are 543 ahead."""
    if year in _YEARS:
        return year
    return year - 543 if year - 543 in _YEARS else None


def _months(language: str | None) -> Mapping[str, int]:
    from indexaudit.web.month_names import BY_LANGUAGE, MONTHS

    own = BY_LANGUAGE.get((language or "").lower().replace("_", "-").partition("-")[0])
    return MONTHS if own is None else _with(language or "")


@lru_cache(maxsize=64)
def _with(language: str) -> Mapping[str, int]:
    """All names, those of one language first: authors mix, and English stands everywhere."""
    from indexaudit.web.month_names import BY_LANGUAGE, MONTHS

    return {**MONTHS, **BY_LANGUAGE[language.lower().replace("_", "-").partition("-")[0]]}


def _span(iso: str) -> tuple[date, date] | None:
    match = _MACHINE.fullmatch(iso)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            return (date(year, int(month), int(day)),) * 2
        first = date(year, int(month or 1), 1)
        if not month:
            return first, date(year, 12, 31)
        following = date(year + first.month // 12, first.month % 12 + 1, 1)
        return first, following - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
