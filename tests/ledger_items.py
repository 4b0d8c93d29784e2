"""Items, pages and entries for tests of the ledger, on hosts of an invented brand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from indexaudit.api import audit_html
from indexaudit.brand.intake import Entry, take_in
from indexaudit.brand.known import Unseen
from indexaudit.brand.rows import Row, rows
from indexaudit.config import Brand, Config
from indexaudit.items import Intake, Item, Origin, Read
from indexaudit.model import PageAudit
from indexaudit.testing import prose

NOW = datetime(2026, 1, 15, tzinfo=UTC)
BRAND = Brand(name="Plum & Sons", domains=("plums.example",))
STATUS = "https://x.com/plumsandsons/status/19000000000000000"


def item(place: int = 1, **values: Any) -> Item:
    return Item(origin=Origin(source="list", place=place), **values)


def page(
    url: str = "https://plums.example/blog/drying-plums-in-autumn", *, words: int = 400, head: str = "", **given: Any
) -> PageAudit:
    body = f"<h1>Drying plums in autumn</h1><article>{prose(words)}</article>"
    html = (
        f"<html lang=en><head><title>Drying plums in autumn</title>{head}</head><body><main>{body}</main></body></html>"
    )
    headers = {"Content-Type": "text/html; charset=utf-8", "Date": "Thu, 15 Jan 2026 12:00:00 GMT"}
    return audit_html(html, url, headers=headers, robots_txt="", brand=BRAND, **given)


def intake(*records: Read, channel: str | None = None, notes: list[str] | None = None) -> Intake:
    return Intake(channel=channel, source="list", records=iter(records), notes=notes or [])


def entries(*records: Read, brand: Brand = BRAND) -> list[Entry]:
    return take_in([intake(*records)], brand)[0]


def ledger(*records: Read, brand: Brand = BRAND, redact: bool = False) -> list[Row]:
    return rows(entries(*records, brand=brand), brand, Unseen(Config(brand=brand), NOW), redact=redact)
