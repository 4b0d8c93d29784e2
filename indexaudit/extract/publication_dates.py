"""When the page was published and changed: dates from structured data, meta elements, markup, text and address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, Literal

from lxml import etree, html

from indexaudit.extract.byline_elements import FAR, Marked, Marks
from indexaudit.extract.byline_words import CHANGED, MODIFIED_METAS, PUBLISHED_METAS
from indexaudit.extract.date_text import find_date
from indexaudit.extract.document import Page
from indexaudit.extract.main_entity import is_article, is_page, label
from indexaudit.extract.phrases import collapse
from indexaudit.extract.regions import element_text
from indexaudit.facts import Date, Head, Node
from indexaudit.model import Address
from indexaudit.web.dates import LONGEST, days_between, has_zone, precision, read_date, to_datetime

__all__ = ["quick_search", "read_dates"]

_GENERIC: Final = frozenset(
    {"date", "dc.date", "dcterms.date", "timestamp", "created", "dcterms.created", "dc.date.created"}
)
"""Metas that are as often filled by the software on every request."""
_NOT_OURS: Final = re.compile(
    r"©|copyright|&copy;|event|termin|kalender|calendar|deadline|expires|birth|geboren|gültig|valid|comment|registered|joined"
    r"|mitglied|membre|konzert|start|begin|countdown",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d")
_LISTED: Final = 100
_LINE: Final = 160
_SURE: Final = 4.5
"""From here a place is meant for the date of publication and for nothing else."""
_UTC: Final = ("Z", "+00:00")
_SLACK: Final = timedelta(days=1)
"""Zones: a page may be a day ahead of the moment it was fetched."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    date: Date
    trust: float


def read_dates(
    page: Page,
    head: Head,
    *,
    entities: tuple[Node, ...],
    marks: Marks | None,
    address: Address,
    now: datetime,
    language: str | None,
) -> tuple[Date | None, Date | None, tuple[Date, ...]]:
    """Published, modified, and every candidate, best first. Dates after ``now`` (and a day) are no candidates.

    What several places say wins over a single one; structured data and meta elements win over text, text near the
    headline over text elsewhere.
    """
    told = [*_from_data(entities), *_from_meta(head, language), *_from_address(address)]
    found = [c for c in told if _past(c.date.value, now)]
    if marks is None:
        found += [c for c in _from_tags(page, language) if _past(c.date.value, now)]
    else:
        shown = [c for c in _from_elements(marks, marks.near, language) if _past(c.date.value, now)]
        if not any(c.trust >= 3.0 and c.date.kind == "published" for c in (*found, *shown)):
            shown += [c for c in _from_elements(marks, marks.elsewhere, language) if _past(c.date.value, now)]
        found += shown
    ranked = _ranked(found)
    modified = next((c.date for c in ranked if c.date.kind == "modified"), None)
    published = _local(_original([c for c in ranked if c.date.kind == "published"], modified))
    return published, modified, tuple(c.date for c in ranked)[:_LISTED]


def quick_search(tree: etree._Element, url: str, now: datetime) -> Date | None:
    """What htmldate finds without its extensive search, which costs ten parses. Null when it finds nothing or fails."""
    if not isinstance(tree, html.HtmlElement):
        return None
    try:
        from htmldate import find_date as search

        # A tree, never a text: htmldate fetches a text that looks like an address.
        found = search(tree, extensive_search=False, original_date=True, url=url, max_date=now.strftime("%Y-%m-%d"))
    except Exception:  # whatever a foreign parser raises on a page is "not found"
        return None
    value = read_date(found) if found else None
    if not found or value is None or not _past(value, now):
        return None
    return Date(text=found, value=value, kind="published", basis="text")


def _past(value: str, now: datetime) -> bool:
    moment = to_datetime(value)
    return moment is not None and moment <= now + _SLACK


def _ranked(found: list[_Candidate]) -> list[_Candidate]:
    scored: list[tuple[float, int, _Candidate]] = []
    for position, item in enumerate(found):
        places = {
            o.date.basis
            for o in found
            if o is not item and o.date.basis != item.date.basis and o.date.value[:10] == item.date.value[:10]
        }
        coarse = precision(item.date.value) in ("year", "month")
        scored.append((-(item.trust + min(len(places), 2) * 0.8 - 3.0 * coarse), position, item))
    scored.sort(key=lambda s: s[:2])
    return [item for _, _, item in scored]


def _original(ranked: list[_Candidate], modified: Date | None) -> list[_Candidate]:
    """The same, with an earlier sure date in front of one that is the day of the last change.

    Software that moves the date in one place often keeps that of publication in another.
    """
    if not ranked or modified is None or ranked[0].date.value[:10] != modified.value[:10]:
        return ranked
    sure = [c for c in ranked if c.trust >= _SURE and precision(c.date.value) in ("day", "time")]
    first = min(sure, key=lambda c: c.date.value[:10], default=ranked[0])
    return ranked if first.date.value[:10] >= ranked[0].date.value[:10] else [first, *ranked]


def _local(ranked: list[_Candidate]) -> Date | None:
    """The best date; where it is written in UTC and the page tells another day in its own zone, that."""
    if not ranked:
        return None
    best = ranked[0].date
    moment = to_datetime(best.value)
    if moment is None or not best.value.endswith(_UTC):
        return best
    others = [
        c.date for c in ranked[1:] if not c.date.value.endswith(_UTC) and precision(c.date.value) in ("day", "time")
    ]
    if any(o.value[:10] == best.value[:10] for o in others):
        return best
    for other in others:
        there = to_datetime(other.value)
        if there is None or abs(days_between(best.value, other.value) or 0) != 1:
            continue
        if has_zone(other.value):
            same = abs((there - moment).total_seconds()) < 60
        else:
            # Zones reach from 12 hours behind to 14 ahead of UTC.
            same = other.visible and (moment.hour >= 10 if other.value > best.value else moment.hour < 12)
        if same:
            return other
    return best


def _candidate(
    text: str,
    *,
    kind: Literal["published", "modified"],
    basis: str,
    line: int | None,
    trust: float,
    language: str | None = None,
) -> Iterator[_Candidate]:
    written = collapse(text[:200])
    value = read_date(written, language=language)
    if value is not None:
        yield _Candidate(Date(text=written, value=value, kind=kind, basis=basis, line=line), trust)


def _from_data(entities: tuple[Node, ...]) -> Iterator[_Candidate]:
    for node in entities:
        trust = 6.0 if is_article(node) else 4.5 if is_page(node) else 5.0
        keys: tuple[tuple[str, Literal["published", "modified"], float], ...] = (
            ("datePublished", "published", 0.0),
            ("uploadDate", "published", -0.2),
            ("dateCreated", "published", -2.0),
            ("dateModified", "modified", 0.0),
        )
        for key, kind, less in keys:
            for text in node.texts(key)[:1]:
                yield from _candidate(text, kind=kind, basis=f"{label(node)}.{key}", line=node.line, trust=trust + less)


def _from_meta(head: Head, language: str | None) -> Iterator[_Candidate]:
    first: dict[str, tuple[str, int | None]] = {}
    for meta in head.metas:
        if meta.content.strip():
            first.setdefault(meta.name, (meta.content, meta.line))
    for name, (text, line) in first.items():
        if name in PUBLISHED_METAS:
            trust = 3.5 if name in _GENERIC else 5.5 if name.startswith("article:") else 4.5
            yield from _candidate(
                text, kind="published", basis=f"meta {name}", line=line, trust=trust, language=language
            )
        elif name in MODIFIED_METAS:
            trust = 5.5 if name.startswith("article:") else 4.5
            yield from _candidate(
                text, kind="modified", basis=f"meta {name}", line=line, trust=trust, language=language
            )


def _from_address(address: Address) -> Iterator[_Candidate]:
    if address.date is not None:
        yield from _candidate(address.date, kind="published", basis="url", line=None, trust=3.6)


def _from_tags(page: Page, language: str | None) -> Iterator[_Candidate]:
    """The ``<time>`` elements of a page that was read in a stream."""
    for tag in page.tags("time")[:20]:
        machine = tag.attributes.get("datetime") or ""
        says = f"{tag.attributes.get('class') or ''} {tag.attributes.get('itemprop') or ''}".lower()
        if not _NOT_OURS.search(says):
            kind: Literal["published", "modified"] = "modified" if CHANGED.search(says) else "published"
            yield from _candidate(machine, kind=kind, basis="time", line=tag.line, trust=3.0, language=language)


def _from_elements(marks: Marks, marked: Iterable[Marked], language: str | None) -> Iterator[_Candidate]:
    inside: set[etree._Element] = set()
    for item in marked:
        element = item.element
        if element in inside or item.distance == 0 or marks.regions.around_headline(element):
            continue
        if not item.kind & 2 and (not -15 <= item.distance <= 60 or not marks.is_line(item)):
            continue
        if not _DIGITS.search(marks.text(item)) and not (item.kind & 2 and _machine(element)):
            continue
        if marks.regions.of(element) is not None:
            continue
        found = list(_of_element(item, marks.text(item), language))
        if found:
            inside.update(islice(element.iterdescendants(), 200))
            yield from found


def _of_element(item: Marked, text: str, language: str | None) -> Iterator[_Candidate]:
    """The dates of one element: its machine-readable one, else at most two written in it (published, changed)."""
    element = item.element
    if len(text) > _LINE:
        return
    machine = (
        element.get("datetime") or element.get("content") or (element.get("title") if element.tag == "abbr" else None)
    )
    times = list(islice(element.iter("time"), 3)) if element.tag != "time" and len(element) else []
    if not machine and len(times) == 1:
        machine = times[0].get("datetime")
    value = read_date(collapse(machine), language=language) if machine and len(machine) < LONGEST else None
    if value is None and len(times) > 1:
        return
    written = find_date(text, language)
    if (value is None and written is None) or _NOT_OURS.search(item.says):
        return
    if _NOT_OURS.search(text) and "datepublished" not in item.says:
        return
    trust = _element_trust(item)
    near = item.distance != FAR
    line = element.sourceline
    if value is not None:
        kind = _kind(element, item.says, text)
        tagged = element.tag == "time" or bool(times)
        basis = "time" if tagged else "itemprop" if element.get("itemprop") else "markup"
        yield _shown(
            text or machine or "", value, kind=kind, basis=basis, line=line, trust=trust, near=near, visible=bool(text)
        )
        if written is not None and written[1][:10] != value[:10]:
            yield _shown(*written, kind=kind, basis="text", line=line, trust=trust - 0.5, near=near)
        return
    rest, says = text, item.says
    for _ in range(2):
        if written is None:
            return
        begin = rest.find(written[0])
        changed = CHANGED.search(rest[:begin]) or CHANGED.search(says)
        kind = "modified" if changed else "published"
        yield _shown(*written, kind=kind, basis="text", line=line, trust=trust, near=near)
        rest, says = rest[begin + len(written[0]) :], ""
        written = find_date(rest, language)


def _machine(element: etree._Element) -> bool:
    return element.get("datetime") is not None or element.get("content") is not None or element.tag == "abbr"


def _element_trust(item: Marked) -> float:
    trust = 2.0
    if item.distance != FAR:
        trust = 4.0 - min(abs(item.distance), 100) * (0.01 if item.distance > 0 else 0.06)
    if "datepublished" in item.says or item.element.get("pubdate") is not None:
        return trust + 1.0
    if item.element.tag == "time" or "published" in item.says:
        return trust + 0.5
    return trust if item.kind & 2 else trust - 0.8


def _shown(
    text: str,
    value: str,
    *,
    kind: Literal["published", "modified"],
    basis: str,
    line: int | None,
    trust: float,
    near: bool,
    visible: bool = True,
) -> _Candidate:
    date = Date(text=text[:200], value=value, kind=kind, basis=basis, line=line, visible=visible, near=near)
    return _Candidate(date, trust)


def _kind(element: etree._Element, says: str, text: str) -> Literal["published", "modified"]:
    if "datepublished" in says or "published" in says.split():
        return "published"
    if CHANGED.search(says) or CHANGED.search(text):
        return "modified"
    before = element.getprevious()
    parent = element.getparent()
    label_ = (before.tail if before is not None else parent.text if parent is not None else None) or ""
    if not label_.strip() and before is not None and isinstance(before.tag, str):
        label_ = element_text(before, limit=60)
    return "modified" if CHANGED.search(label_[-60:]) else "published"
