from __future__ import annotations

from datetime import date

import pytest
from ledger_items import BRAND, STATUS, intake, item, page

from indexaudit.brand.intake import take_in
from indexaudit.config import Brand, Period
from indexaudit.items import Item, Origin, SetAside

YEAR = Brand(name="Plum", domains=("plums.example",), period=Period(start=date(2025, 1, 1), end=date(2025, 12, 31)))


def aside(reason: str, place: int = 1) -> SetAside:
    return SetAside(origin=Origin(source="list", place=place), reason=reason)


def test_what_was_read_is_what_was_used_and_what_was_set_aside() -> None:
    records = [
        item(1, url=STATUS + "01", date="2025-03-04"),
        item(2, url="not an address"),
        item(3, url=STATUS + "03", date="2024-12-31T23:59:59Z"),
        aside("not public", 4),
        aside("not public", 5),
        item(6, kind="like", about=STATUS + "99"),
    ]
    entries, (report,) = take_in([intake(*records, channel="X", notes=["cut", "cut"])], YEAR)
    assert (report.channel, report.source, report.read, report.used) == ("X", "list", 6, 2)
    assert [(r.reason, r.count) for r in report.set_aside] == [
        ("not public", 2),
        ("its address is no http or https URL", 1),
        ("outside the period", 1),
    ]
    assert report.set_aside[0].examples == (Origin(source="list", place=4), Origin(source="list", place=5))
    assert report.notes == ("cut",)
    assert len(entries) == report.used
    assert entries[1].address is None


def test_of_many_records_set_aside_for_one_reason_three_are_named() -> None:
    _, (report,) = take_in([intake(*(aside("not public", n) for n in range(1, 10_001)))], BRAND)
    assert (report.read, report.set_aside[0].count, len(report.set_aside[0].examples)) == (10_000, 10_000, 3)


@pytest.mark.parametrize(
    ("day", "used"),
    [
        ("2025-01-01", True),
        ("2025-12-31T23:00:00+01:00", True),
        ("2024-12-31", False),
        ("2026-01-01", False),
        ("2025", True),
        ("2025-06", True),
        ("2024", False),
        (None, True),
        ("some day", True),
    ],
)
def test_the_period_holds_both_its_ends_and_what_has_no_date(day: str | None, used: bool) -> None:
    _, (report,) = take_in([intake(item(url=STATUS + "01", date=day))], YEAR)
    assert report.used == int(used)


def test_the_date_on_the_page_counts_before_that_of_the_source() -> None:
    audit = page(head='<meta property="article:published_time" content="2024-05-01T08:00:00Z">')
    record = Item(origin=Origin(source="list"), url=audit.url, date="2025-05-01", audit=audit)
    _, (report,) = take_in([intake(record)], YEAR)
    assert audit.facts.published == "2024-05-01T08:00:00Z"
    assert [r.reason for r in report.set_aside] == ["outside the period"]
