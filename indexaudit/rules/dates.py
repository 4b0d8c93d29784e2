"""Rules on when the text was published: that readers see it, that machines can read it, and that all say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from indexaudit.facts import Authorship, Cards, Claims, Content, Date, MainEntities, Node
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, PageKind, PageType, Severity
from indexaudit.rules.base import evidence, fail, ok, rule, skip, unless_half_read, warn
from indexaudit.rules.compare import quote
from indexaudit.rules.exemptions import FOR_TEXTS
from indexaudit.rules.refusals import unless_shell
from indexaudit.rules.schema_types import ARTICLES
from indexaudit.rules.sources import GOOGLE_ARTICLE, GOOGLE_DATES, OGP, SQUIRRELSCAN
from indexaudit.rules.thresholds import Thresholds
from indexaudit.rules.unsigned import hardly_an_article, unsigned
from indexaudit.snapshot import Exchange
from indexaudit.web.dates import days_between, has_zone, precision, read_date, to_datetime

_CLOCK: Final = r"\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?"
_ISO: Final = re.compile(
    rf"\d{{4}}(?:-\d{{2}}(?:-\d{{2}}(?:([Tt ]){_CLOCK})?)?)?|\d{{8}}(?:T\d{{4}}(?:\d{{2}})?(?:Z|[+-]\d{{4}})?)?"
)
"""ISO 8601 as pages write it; what stands in place of the T is told apart."""
_ZERO: Final = ("1970-01-01", "1969-12-31", "0000-", "0001-", "1900-01-01")
"""What an empty field becomes."""
_OLDEST: Final = "1990"
"""The first year of the web; older texts are archives, whose dates are not looked into."""
_BASIC: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(T.{0,30}|)$", re.ASCII)
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)
"""Seconds or milliseconds since 1970, from 2001 to 2033."""
_DAY: Final = timedelta(days=1)
_TIMELESS: Final = ("Recipe", "HowTo", "Course", "LearningResource", "SoftwareSourceCode")
_MACHINE: Final = ("json-ld", "microdata", "rdfa")
_CALENDARS: Final = frozenset({"am", "dv", "fa", "ne", "ps", "th"})
"""Languages written with years of another calendar than the Gregorian: Persian, Thai, Nepali, Ethiopian."""
_ELEMENTS: Final = ("time", "itemprop", "markup")
_THREADS: Final = ("DiscussionForumPosting", "SocialMediaPosting")
_STATED: Final = ("meta article:published_time", "meta og:article:published_time")


@rule(
    "date-visible",
    "Readers see when the text was published",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_DATES],
    since="0.1",
    not_on=FOR_TEXTS,
)
def date_visible(  # noqa: PLR0917 - one argument a fact group
    claims: Claims,
    authorship: Authorship,
    entities: MainEntities,
    address: Address,
    page_type: PageType,
    content: Content,
) -> Outcome:
    """A date stands near the headline, or elsewhere in the text when the markup gives the same one.

    ## Why
    Google asks for a date that readers see, labelled, beside the one in the markup, and takes the date of a result from
    both. "2 days ago" is right for a day and then depends on when the page was fetched. A `<time datetime>` counts;
    the year of a copyright line does not. Documentation and company pages need no date.

    ## Fix
    Write the date below the headline: `<time datetime="2026-01-15">15 January 2026</time>`.
    """
    if claims.dates:
        return ok(_shown(claims.dates[0]))
    declared = claims.of("published") + claims.of("modified")
    if stands := [claim for claim in declared if claim.shown]:
        return ok(evidence(f"{stands[0].basis}: {stands[0].text}", line=stands[0].line))
    if page_type.type is PageKind.POST and address.basis == "host":
        return skip("the platform sets how the date of a post is shown")
    if content.language in _CALENDARS:
        return skip("readers of this language may see the day in a calendar of their own")
    if any(d.basis in _ELEMENTS and not d.visible for d in authorship.date_candidates):
        return skip("an element holds the date, and whether scripts write it out needs a browser")
    good = _shown_as(declared[0].text[:10] if declared else "2026-01-15")
    if claims.relative_date:
        return warn(
            f"the date is shown as {quote(claims.relative_date)} alone",
            evidence(claims.relative_date),
            fix=f"Write the date itself instead of {quote(claims.relative_date)}: {good}.",
        )
    if reason := unsigned(address, entities):
        return skip(reason)
    if any(node.is_a(*_TIMELESS) for node in entities.nodes):
        return skip("recipes and instructions are used without asking for their date")
    if not declared and page_type.type is not PageKind.ARTICLE:
        return skip("the page gives no date, and is not an article")
    if not declared and (reason := hardly_an_article(page_type, claims)):
        return unless_half_read(skip(reason), claims)
    if declared:
        missing = fail(
            f"the markup gives {declared[0].text[:10]} as date, and the text of the page shows none",
            evidence(f"{declared[0].basis}: {declared[0].text}", line=declared[0].line),
            fix=f"Show it below the headline: {good}.",
        )
    else:
        missing = warn("nothing says when the text was published", fix=f"Write the date below the headline: {good}.")
    return unless_half_read(unless_shell(missing, content), claims)


def _shown_as(day: str) -> str:
    value = read_date(day)
    moment = to_datetime(value) if value and precision(value) == "day" else None
    written = f"{moment.day} {moment:%B %Y}" if moment else day
    return f'`<time datetime="{day}">{written}</time>`, in the language of the page'


def _shown(date: Date) -> Evidence:
    return evidence(f"{date.kind}: {date.text}", line=date.line)


# --- format ---------------------------------------------------------------------------------------------------------


class _Written(NamedTuple):
    """One date of the markup as written."""

    text: str
    kind: str
    where: str
    line: int | None


class _Fault(NamedTuple):
    """What is wrong with one date, and what to write in its place."""

    what: str
    item: _Written
    good: str
    grave: bool = True


_REAL: Final = "the day on which it was really published, such as `2026-01-15T08:00:00+01:00`,"


@rule(
    "date-format",
    "The dates in the markup are in ISO 8601, in order, and not in the future",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_ARTICLE, GOOGLE_DATES, OGP],
    since="0.1",
    not_on=FOR_TEXTS,
)
def date_format(entities: MainEntities, cards: Cards, exchange: Exchange, thresholds: Thresholds) -> Outcome:
    """`datePublished`, `dateModified` and `article:…_time` can be read, say their zone, and make sense together.

    ## Why
    Both vocabularies ask for ISO 8601. A time without a zone is read in that of the crawler, mostly Pacific, so that
    the day may be another one. A date without a time is fine. A day of tolerance is left for clocks and zones. A text
    that was scheduled was edited before it was published: that is no fault.

    ## Fix
    Write `2026-01-15T08:00:00+01:00`, or `2026-01-15` alone.
    """
    written = list(_written(entities, cards))
    if not written:
        return skip("the markup gives no date")
    faults: list[_Fault] = []
    values: dict[str, tuple[str, _Written]] = {}
    for item in written:
        match = _ISO.fullmatch(item.text)
        value = read_date(item.text)
        if match is None:
            faults.append(_Fault(f"{quote(item.text)} is not ISO 8601", item, _good(item.text)))
            continue
        if value is None:
            if item.text.startswith(_ZERO):
                faults.append(_Fault(f"{quote(item.text)} is what an empty field becomes", item, _REAL))
            elif item.text[:4] >= _OLDEST:
                faults.append(_Fault(f"{quote(item.text)} is no day of the calendar", item, _REAL))
            continue
        if precision(value) == "time":
            if match[1] == " ":
                what = f"{quote(item.text)} has a blank in place of the T"
                faults.append(_Fault(what, item, _good(item.text), grave=False))
            elif not has_zone(value):
                what = f"{quote(item.text)} does not say its time zone"
                faults.append(_Fault(what, item, _good(item.text), grave=False))
        moment = to_datetime(value)
        if moment is not None and moment > exchange.fetched_at + _DAY:
            faults.append(_Fault(f"{quote(item.text)} lies in the future", item, _REAL))
        values.setdefault(f"{item.where.partition(' ')[0]} {item.kind}", (value, item))
    for source in ("json-ld", "microdata", "meta"):
        first, last = values.get(f"{source} published"), values.get(f"{source} modified")
        if first and last and (days_between(first[0], last[0]) or 0) < -thresholds.date_gap_days_most:
            what = f"it was modified on {last[0][:10]}, long before it was published on {first[0][:10]}"
            faults.append(_Fault(what, last[1], f"the day of the last change, which is {first[0][:10]} or later,"))
    if not faults:
        return ok(*(_evidence(item) for item in written[:3]))
    faults.sort(key=lambda fault: not fault.grave)
    whats = list(dict.fromkeys(fault.what for fault in faults))
    what = "; ".join(whats[:2]) + (f", and {len(whats) - 2} more" if len(whats) > 2 else "")
    worst = faults[0]
    fix = f"Write into {worst.item.where} {worst.good} instead of {quote(worst.item.text)}."
    seen = [_evidence(item) for item in dict.fromkeys(fault.item for fault in faults)][:5]
    if worst.grave:
        return fail(f"a date in the markup is wrong: {what}", *seen, fix=fix)
    return warn(f"a date in the markup is unclear: {what}", *seen, fix=fix)


def _written(entities: MainEntities, cards: Cards) -> Iterator[_Written]:
    for node in entities.nodes:
        for key, kind in (("datePublished", "published"), ("dateModified", "modified")):
            for text in node.texts(key)[:1]:
                yield _Written(text, kind, f"{node.syntax} {_type(node)}.{key}", node.line)
    for name, kind in (("article:published_time", "published"), ("article:modified_time", "modified")):
        found = cards.first(name)
        if found is not None:
            yield _Written(" ".join(found.content.split()), kind, f"meta {name}", found.line)


def _type(node: Node) -> str:
    return node.types[0] if node.types else "thing"


def _evidence(item: _Written) -> Evidence:
    return evidence(f"{item.where}: {item.text}", line=item.line)


def _good(text: str) -> str:
    value = read_date(text) or _reread(text)
    if value is None or precision(value) in ("year", "month"):
        return "`2026-01-15T08:00:00+01:00`"
    return f"`{value}`" if precision(value) == "day" or has_zone(value) else f"`{value}+01:00` (with your own zone)"


def _reread(text: str) -> str | None:
    """What a date in another notation says: seconds since 1970, or ISO 8601 without its hyphens."""
    if match := _BASIC.match(text):
        return read_date("-".join(match.groups()[:3]) + match[4])
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


# --- agreement ------------------------------------------------------------------------------------------------------


@rule(
    "date-agreement",
    "Text, markup and address give the same date",
    dimension=Dimension.METADATA,
    severity=Severity.MINOR,
    evidence=EvidenceStrength.RECOMMENDATION,
    sources=[GOOGLE_DATES, SQUIRRELSCAN],
    since="0.1",
    not_on=FOR_TEXTS,
)
def date_agreement(authorship: Authorship, claims: Claims, thresholds: Thresholds) -> Outcome:
    """The date of publication in JSON-LD, in `article:published_time`, on the page and in the address is one day.

    ## Why
    Google asks to keep visible dates and markup equal; where they differ it picks by itself. Zones move a day by one.
    Of several dates on the page the closest counts, and the day of the last change is a fine one to show. The address
    keeps the first date of a text that was renewed, so it is never more than a warning. `Last-Modified` says when the
    file was sent, and is not asked.

    ## Fix
    Fill all places from one field.
    """
    places = _places(authorship)
    shown = [d for d in claims.dates if d.near]
    marked = [d for d in shown if d.basis != "text"]  # a date in running text may be that of another thing
    faults: list[tuple[int, bool, str, tuple[Date, ...]]] = []
    data, meta, url = places
    if data and meta:
        faults += _apart(
            data, meta, f"the structured data says {data[0].value[:10]}, and {_where(meta[0])} says", strict=True
        )
    declared = [*data, *meta]
    stands = any(c.shown for c in claims.of("published") + claims.of("modified"))
    # Below a thread every reply shows the day of its own.
    thread = any(d.basis.partition(" ")[2].startswith(_THREADS) for d in declared)
    seen_dates = [d for d in (marked if thread else shown) if d.kind == "published"]
    if declared and seen_dates and not stands:
        said = f"the markup says {declared[0].value[:10]}, and readers see"
        faults += _apart(declared, seen_dates, said, strict=True)
    if url and (declared or marked):
        first = [*declared, *shown]
        renewed = [d for d in authorship.date_candidates if d.kind == "modified"]
        faults += _apart(url, [*first, *renewed], f"the address says {url[0].value}, and the page", strict=False)
    if sum(map(bool, (data, meta, url, shown or stands))) < 2:
        return skip("fewer than two places give a date")
    # An address is mostly that of the draft: some weeks later is no fault.
    most = thresholds.date_gap_days_most
    faults = [fault for fault in faults if fault[0] > (thresholds.date_gap_days if fault[1] else most)]
    if not faults:
        return ok(*(_stated(d) for d in (*data[:1], *meta[:1], *shown[:1], *url[:1])))
    gap, strict, what, both = max(faults, key=lambda fault: (fault[1], fault[0]))
    seen = [_stated(d) for d in both]
    fix = f"Let both give the day of publication; now it is {_stated(both[0]).text} and {_stated(both[1]).text}."
    far = gap > thresholds.date_gap_days_most or both[0].value[:4] != both[1].value[:4]
    return fail(what, *seen, fix=fix) if far and strict else warn(what, *seen, fix=fix)


def _places(authorship: Authorship) -> tuple[list[Date], list[Date], list[Date]]:
    """Dates of publication by where they stand: articles in structured data, meta elements, the address."""
    published = [d for d in authorship.date_candidates if d.kind == "published"]
    data = [d for d in published if d.basis.startswith(_MACHINE) and _of_article(d.basis)]
    meta = [d for d in published if d.basis in _STATED]
    url = [d for d in published if d.basis == "url"]
    return data, meta, url


def _of_article(basis: str) -> bool:
    kind, _, key = basis.partition(" ")[2].partition(".")
    return kind in ARTICLES and key == "datePublished"


def _apart(
    ones: list[Date], others: list[Date], said: str, *, strict: bool
) -> Iterator[tuple[int, bool, str, tuple[Date, ...]]]:
    """The gap in days between the closest two dates of two places."""
    gaps = [
        (abs(gap), n, a, b)
        for n, a in enumerate(ones)
        for b in others
        if (gap := days_between(a.value, b.value)) is not None
    ]
    if gaps:
        gap, _, one, other = min(gaps, key=lambda found: found[:2])
        yield gap, strict, f"{said} {other.value[:10]}", (one, other)


def _where(date: Date) -> str:
    return date.basis.removeprefix("meta ")


def _stated(date: Date) -> Evidence:
    return evidence(f"{date.basis}: {date.text}", line=date.line, where="url" if date.basis == "url" else "html")
