"""Date texts as pages write them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from indexaudit.web.dates import days_between, has_zone, moment, precision, read_date, to_datetime


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-17T10:00:00Z", "2024-05-17T10:00:00Z"),
        ("2024-05-17T10:00:00.123456+0200", "2024-05-17T10:00:00+02:00"),
        ("2024-05-17T10:00-07:00", "2024-05-17T10:00-07:00"),
        ("2024-05-17 10:00:05", "2024-05-17T10:00:05"),
        (" 2024-05-17 ", "2024-05-17"),
        ("2024-5-7", "2024-05-07"),
        ("2024/05/17", "2024-05-17"),
        ("2024.05.17", "2024-05-17"),
        ("20240517", "2024-05-17"),
        ("20240517T101112Z", "2024-05-17T10:11:12Z"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("Fri, 17 May 2024 10:00:00 GMT", "2024-05-17T10:00:00Z"),
        ("Fri, 17 May 24 10:00 EST", "2024-05-17T10:00-05:00"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Fri May 17 10:00:00 2024", "2024-05-17T10:00:00"),
        ("Fri May 17 2024 10:00:00 GMT+0200 (CEST)", "2024-05-17T10:00:00+02:00"),
        ("25 Jun 2010 15:00:00 PST", "2010-06-25T15:00:00-08:00"),
    ],
)
def test_machine_forms(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("May 17, 2024", "2024-05-17", id="English"),
        pytest.param("17th of May, 2024", "2024-05-17", id="English ordinal"),
        pytest.param("Sept. 5, 2023 at 3:05 PM", "2023-09-05T15:05", id="English with time"),
        pytest.param("Published on May 17, 2024 by Jo", "2024-05-17", id="words around"),
        pytest.param("May 2024", "2024-05", id="month and year"),
        pytest.param("17. Mai 2024", "2024-05-17", id="German"),
        pytest.param("1er août 2024", "2024-08-01", id="French"),
        pytest.param("17 de mayo de 2024", "2024-05-17", id="Spanish"),
        pytest.param("17 maggio 2024", "2024-05-17", id="Italian"),
        pytest.param("17 de março de 2024 às 10:30", "2024-03-17T10:30", id="Portuguese"),
        pytest.param("17 mei 2024", "2024-05-17", id="Dutch"),
        pytest.param("17 maja 2024", "2024-05-17", id="Polish"),
        pytest.param("17 мая 2024 г., 12:30", "2024-05-17T12:30", id="Russian"),
        pytest.param("17 травня 2024", "2024-05-17", id="Ukrainian"),
        pytest.param("17 Kasım 2024", "2024-11-17", id="Turkish"),
        pytest.param("17 maj 2024", "2024-05-17", id="Swedish"),
        pytest.param("17. desember 2024", "2024-12-17", id="Norwegian"),
        pytest.param("17. toukokuuta 2024", "2024-05-17", id="Finnish"),
        pytest.param("17. května 2024", "2024-05-17", id="Czech"),
        pytest.param("2024. május 17.", "2024-05-17", id="Hungarian"),
        pytest.param("17 octombrie 2024", "2024-10-17", id="Romanian"),
        pytest.param("17 Νοεμβρίου 2024", "2024-11-17", id="Greek"),
        pytest.param("١٧ مايو ٢٠٢٤", "2024-05-17", id="Arabic"),
        pytest.param("17 במאי 2024", "2024-05-17", id="Hebrew"),
        pytest.param("17 जनवरी 2024", "2024-01-17", id="Hindi"),
        pytest.param("17 พฤษภาคม 2567", "2024-05-17", id="Thai, Buddhist year"),
        pytest.param("2024年5月17日 10:30", "2024-05-17T10:30", id="Chinese and Japanese"),
        pytest.param("2024년 5월 17일 오후 3:05", "2024-05-17T15:05", id="Korean"),
        pytest.param("Ngày 17 tháng 5 năm 2024", "2024-05-17", id="Vietnamese"),
        pytest.param("17 Agustus 2024", "2024-08-17", id="Indonesian"),
    ],
)
def test_human_forms(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        pytest.param("17/05/2024", None, "2024-05-17", id="no thirteenth month"),
        pytest.param("05/17/2024", None, "2024-05-17", id="no seventeenth month"),
        pytest.param("05/05/2024", None, "2024-05-05", id="the same either way"),
        pytest.param("05.06.2024", None, "2024-06-05", id="dots are day first"),
        pytest.param("05/06/2024", None, None, id="ambiguous"),
        pytest.param("05/06/2024", "en", None, id="English is written both ways"),
        pytest.param("05/06/2024", "en-US", "2024-05-06", id="American"),
        pytest.param("05/06/2024", "en_GB", "2024-06-05", id="British"),
        pytest.param("05/06/2024", "fr", "2024-06-05", id="French"),
        pytest.param("17 listopada 2024", None, "2024-11-17", id="November in Polish"),
        pytest.param("17 listopada 2024", "hr", "2024-10-17", id="October in Croatian"),
    ],
)
def test_what_the_language_settles(text: str, language: str | None, iso: str | None) -> None:
    assert read_date(text, language=language) == iso


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2 days ago", "1715940000", "May 17", "31 February 2024", "2024-13-45", "30/02/2024",
     "0000-00-00",
     "1403-02-03", "2101-01-01", "1989", "v2.0.1", "5 of 7 in May", "2024-05-17" + " " * 60, "9" * 1_000_000,
     "10:30", "3 comments", "\x00\ud800"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    started = time.process_time()
    assert read_date(text) is None
    assert time.process_time() - started < 1


def test_what_a_date_says_of_itself() -> None:
    assert [precision(d) for d in ("2024", "2024-05", "2024-05-17", "2024-05-17T10:00Z", "soon")] == [
        "year", "month", "day", "time", None,
    ]  # fmt: skip
    assert has_zone("2024-05-17T10:00Z")
    assert has_zone("2024-05-17T10:00:00+02:00")
    assert not has_zone("2024-05-17T10:00:00")
    assert not has_zone("2024-05-17")


def test_dates_become_moments() -> None:
    assert to_datetime("2024-05") == datetime(2024, 5, 1, tzinfo=UTC)
    assert to_datetime("2024-05-17T10:00:00+02:00") == datetime(2024, 5, 17, 10, tzinfo=timezone(timedelta(hours=2)))
    assert to_datetime("17 May 2024") is None
    assert moment("17 May 2024 10:00 GMT") == datetime(2024, 5, 17, 10, tzinfo=UTC)
    assert moment("May 2024") is None


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2024-05-17", "2024-05-20", 3),
        ("2024-05-20", "2024-05-17T23:00:00Z", -3),
        ("2024-05", "2024-05-17", 0),
        ("2024", "2024-12-31", 0),
        ("2024-05", "2024-06-03", 3),
        ("2025", "2024-12-30", -2),
        ("soon", "2024", None),
    ],
)
def test_days_between_partial_dates(one: str, other: str, days: int | None) -> None:
    assert days_between(one, other) == days
