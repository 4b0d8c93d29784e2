"""Findings that are known already: a file that holds them back until they are mended, and no more than they were.

The file is JSON, one entry a line and in a stable order, so that two people can change it and a reviewer can read it:

    {"schema": "indexaudit-baseline/1", "version": "0.1.0", "entries": [
    {"place": "posts/plums/index.html", "rule": "title-length", "count": 1, "reason": "printed as is", "expires": "2027-01-31"}
    ]}

An entry says how many faults a rule finds at a place. A finding with several pieces of evidence counts as many faults
as those, any other as one. What is beyond the count is new: a second identical fault does not hide behind the first.
"""  # noqa: E501 - an entry is one line

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

from indexaudit import __version__
from indexaudit.checked import unknown_key
from indexaudit.errors import BaselineError
from indexaudit.model import Finding, PageAudit, Status
from indexaudit.web.robots_patterns import path_of

__all__ = ["SCHEMA", "Applied", "Baseline", "Entry", "faults_of", "place_of"]

SCHEMA: Final = "indexaudit-baseline/1"

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that are read: some 400,000 entries."""
_KEYS: Final = ("place", "rule", "count", "reason", "expires")
_FAULTS: Final = (Status.WARN, Status.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Faults that are known at one place."""

    place: str
    """Path of the page in the built folder, parted by ``/``; else path and query of its address."""
    rule: str
    count: int
    """How many faults, 1 or more."""
    reason: str | None = None
    """Why they may stay, in the words of those who keep the file; null: not said."""
    expires: date | None = None
    """The last day on which the entry holds; null: until they are mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The findings of one page, parted. Both together are all of them, in the order given."""

    new: tuple[Finding, ...]
    """What no entry holds back, with all that was not seen (unknown, crash)."""
    known: tuple[Finding, ...]
    """Faults that an entry holds back."""
    grown: tuple[tuple[Finding, int], ...] = ()
    """Those of ``new`` of whose faults some are known, each with how many: the entry no longer covers them."""


def faults_of(finding: Finding) -> int:
    """How many faults a finding counts for: its pieces of evidence, at least one."""
    return max(1, len(finding.evidence))


def place_of(url: str, places: Mapping[str, str]) -> str:
    """Where a page stands for a baseline: its path in the built folder (``places``: address to path), else path and
    query of its address."""
    return places.get(url) or path_of(url)


class Baseline:
    """Known findings, and what became of them in this run."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Of several entries for one rule and place the counts are added, and the first reason and day count."""
        by_key: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            key = entry.place, entry.rule
            if (other := by_key.get(key)) is not None:
                entry = replace(  # noqa: PLW2901 - the sum stands for both
                    other,
                    count=other.count + entry.count,
                    reason=other.reason or entry.reason,
                    expires=other.expires or entry.expires,
                )
            by_key[key] = entry
        self._entries = {key: by_key[key] for key in sorted(by_key)}
        self._at: dict[str, dict[str, Entry]] = {}
        for (place, rule), entry in self._entries.items():
            self._at.setdefault(place, {})[rule] = entry
        self._left: dict[tuple[str, str], int] = {}
        """For entries of pages that were judged: how many of their faults are gone."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in order of place and rule."""
        return tuple(self._entries.values())

    def at(self, place: str) -> Mapping[str, Entry]:
        """The entries of one place, by rule."""
        return self._at.get(place, {})

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a file. Raises :class:`BaselineError` for one that is missing, damaged or of another version."""
        path = Path(path)
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError as error:
            raise BaselineError(
                f"{path}: there is no such baseline; `indexaudit baseline update` makes one, or check the path"
            ) from error
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise BaselineError(f"{path}: cannot be read ({reason}); name a baseline file") from error
        if len(data) > _LARGEST:
            raise BaselineError(f"{path}: has more than {_LARGEST:,} bytes, which no baseline has; name another file")
        return cls(_read(data, str(path)))

    def save(self, path: str | Path) -> None:
        """Write the file, whole or not at all. Raises :class:`BaselineError`."""
        path = Path(path)
        fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            fresh.write_bytes(self.to_text().encode("utf-8", "backslashreplace"))
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise BaselineError(f"{path}: cannot be written ({error.strerror}); check folder and rights") from error

    def to_text(self) -> str:
        """What :meth:`save` writes: the same entries give the same text."""
        head = f'{{"schema": {json.dumps(SCHEMA)}, "version": {json.dumps(__version__)}, "entries": ['
        rows = ",\n".join(json.dumps(_plain(entry), ensure_ascii=False) for entry in self._entries.values())
        return f"{head}\n{rows}\n]}}\n" if rows else f"{head}]}}\n"

    @classmethod
    def of(
        cls,
        audits: Iterable[PageAudit],
        places: Mapping[str, str],
        *,
        old: Baseline | None = None,
        kept: Collection[str] = (),
    ) -> Self:
        """All faults of some pages.

        What was known before (``old``) keeps its reason and day, also when its count changes; so does the whole entry
        where its rule could not be judged this time. ``kept``: places that are there and were not judged; their
        entries stay as they were.
        """
        old = old or cls()
        found: dict[tuple[str, str], Entry] = {}
        for audit in audits:
            place = place_of(audit.url, places)
            known = old.at(place)
            for rule, count in _counts(audit.findings).items():
                entry = known.get(rule) or Entry(place=place, rule=rule, count=count)
                found[place, rule] = replace(entry, count=count)
            seen = _seen(audit)
            found |= {(place, rule): entry for rule, entry in known.items() if rule not in seen}
        for place in kept:
            for rule, entry in old.at(place).items():
                found.setdefault((place, rule), entry)
        return cls(found.values())

    def apply(self, audit: PageAudit, place: str) -> Applied:
        """Part the findings of a page into new ones and known ones.

        An entry whose last day is before the day of the audit (``fetched_at``) holds nothing back.
        """
        day = audit.fetched_at.date()
        counts = _counts(audit.findings)
        known_counts: dict[str, int] = {}
        seen = _seen(audit)
        for rule, entry in self.at(place).items():
            known_counts[rule] = 0 if _is_over(entry, day) else entry.count
            if rule in seen:
                self._left[place, rule] = max(0, entry.count - counts[rule])
        new: list[Finding] = []
        known: list[Finding] = []
        grown: list[tuple[Finding, int]] = []
        for finding in audit.findings:
            allowed = known_counts.get(finding.rule, 0) if finding.status in _FAULTS else 0
            faults = faults_of(finding)
            if 0 < faults <= allowed:
                known_counts[finding.rule] = allowed - faults
                known.append(finding)
                continue
            new.append(finding)
            if allowed:
                known_counts[finding.rule] = 0
                grown.append((finding, allowed))
        return Applied(new=tuple(new), known=tuple(known), grown=tuple(grown))

    def mended(self) -> tuple[Entry, ...]:
        """What may be dropped, of pages that were judged: entries with the number of their faults that are gone.

        One with its whole count is mended; one with less has become fewer. Entries whose rule was not judged, or could
        not see, are in doubt and left out.
        """
        return tuple(
            replace(entry, count=self._left[key]) for key, entry in self._entries.items() if self._left.get(key)
        )

    def gone(self, places: Collection[str]) -> tuple[Entry, ...]:
        """Entries for places that are not among these: pages that were taken away or renamed."""
        there = frozenset(places)
        return tuple(entry for entry in self._entries.values() if entry.place not in there)

    def expired(self, today: date) -> tuple[Entry, ...]:
        """Entries that no longer hold their findings back."""
        return tuple(entry for entry in self._entries.values() if _is_over(entry, today))


def _is_over(entry: Entry, day: date) -> bool:
    return entry.expires is not None and entry.expires < day


def _counts(findings: Iterable[Finding]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for finding in findings:
        if finding.status in _FAULTS:
            counts[finding.rule] += faults_of(finding)
    return counts


def _seen(audit: PageAudit) -> frozenset[str]:
    """Rules that judged the whole page: they found faults, or found none. In doubt, crashed and not run are neither."""
    doubtful = {finding.rule for finding in audit.findings if finding.status not in _FAULTS}
    found = {finding.rule for finding in audit.findings}
    return frozenset(found.union(audit.passed, (s.rule for s in audit.skipped)) - doubtful)


def _plain(entry: Entry) -> dict[str, Any]:  # Any: values of JSON
    plain: dict[str, Any] = {"place": entry.place, "rule": entry.rule, "count": entry.count}
    if entry.reason is not None:
        plain["reason"] = entry.reason
    if entry.expires is not None:
        plain["expires"] = entry.expires.isoformat()
    return plain


def _read(data: bytes, where: str) -> list[Entry]:
    again = "restore it, or make a new one with `indexaudit baseline update`"
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        conflict = "; it holds the marks of a merge conflict" if b"\n<<<<<<<" in data else ""
        raise BaselineError(f"{where}: is not JSON{line}{conflict}; {again}") from error
    schema = values.get("schema") if isinstance(values, dict) else None
    if not isinstance(schema, str) or not schema.startswith("indexaudit-baseline/"):
        raise BaselineError(f"{where}: is no baseline of indexaudit; check the path, or {again}")
    if schema != SCHEMA:
        made = values.get("version")
        by = f", made with indexaudit {made}" if isinstance(made, str) else ""
        raise BaselineError(
            f"{where}: is of version {schema!r}{by}, and this indexaudit ({__version__}) reads {SCHEMA!r};"
            " use the indexaudit that made it, or make it again with `indexaudit baseline update`"
        )
    rows = values.get("entries")
    if not isinstance(rows, list):
        raise BaselineError(f"{where}: has no list of entries; {again}")
    return [_entry(row, f"{where}: entry {number}") for number, row in enumerate(rows, 1)]


def _entry(row: object, where: str) -> Entry:
    if not isinstance(row, dict):
        raise BaselineError(f"{where}: is no object; write place, rule and count")
    for key in row:
        if key not in _KEYS:
            raise BaselineError(unknown_key(f"{where}: unknown key {key!r}", key, _KEYS))
    place, rule, count = row.get("place"), row.get("rule"), row.get("count")
    if not (isinstance(place, str) and place and isinstance(rule, str) and rule):
        raise BaselineError(f"{where}: needs a place and a rule, each a text")
    where = f"{where} ({rule} at {place})"
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise BaselineError(f"{where}: count: {count!r} is not a whole number from 1")
    reason, expires = row.get("reason"), row.get("expires")
    if reason is not None and not isinstance(reason, str):
        raise BaselineError(f"{where}: reason: {reason!r} is not a text")
    return Entry(place=place, rule=rule, count=count, reason=reason, expires=_day(expires, where))


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and (day := date.fromisoformat(value)).isoformat() == value:
            return day
    except ValueError:
        pass
    raise BaselineError(f"{where}: expires: {value!r} is not a day as YYYY-MM-DD")
