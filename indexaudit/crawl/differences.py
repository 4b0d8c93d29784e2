"""Two stores to what changed between them, page by page in order of address, with memory that does not grow."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from indexaudit import __version__
from indexaudit.config import Config
from indexaudit.crawl.kept_options import differences as changed_options
from indexaudit.crawl.site.rows import site_rows
from indexaudit.crawl.store import Store
from indexaudit.model import Indexability, Score
from indexaudit.site_audit import Change, PageRow, SiteDiff

__all__ = ["differences"]

_MOST: Final = 1_000
"""Changes of one sort that are listed."""
_LEAST: Final = 0.1
"""Points by which a score has moved."""
_UNSEEN: Final = frozenset(
    verdict.value
    for verdict in (
        Indexability.UNADDRESSABLE,
        Indexability.BROKEN,
        Indexability.WALLED,
        Indexability.BLOCKED,
        Indexability.UNVERIFIED,
    )
)
"""Verdicts of pages whose text was not seen: that a fault is not found there does not say that it was mended."""

_TABLE: Final = """
CREATE TEMP TABLE IF NOT EXISTS difference (
  url TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT, verdict TEXT, search REAL, share REAL, rules TEXT NOT NULL
) WITHOUT ROWID
"""
_INSERT: Final = "INSERT OR REPLACE INTO difference VALUES (?, ?, ?, ?, ?, ?, ?)"
_SELECT: Final = "SELECT url, state, reason, verdict, search, share, rules FROM difference ORDER BY url"


@dataclass(frozen=True, slots=True)
class _Page:
    """What two crawls are compared by."""

    url: str
    state: str
    reason: str | None
    verdict: str | None
    search: float | None
    share: float | None
    rules: str
    """JSON list of the ids of the rules that find fault."""

    @property
    def read(self) -> bool:
        return self.state == "done"

    @property
    def seen(self) -> bool:
        return self.read and self.verdict not in _UNSEEN


def differences(old: Store, new: Store, config: Config | None = None) -> SiteDiff:
    """What changed on a site between two crawls. Raises :class:`ConfigError` and :class:`StoreError`.

    A page has *appeared* when only the new crawl read it, and is *gone* when only the old one did. What the other crawl
    knows and has still to read is neither, and nothing is gone from a crawl that is partial. Of pages that both read,
    verdicts and scores are compared (a score that is known in one of them alone has moved), and findings where both
    saw the page itself.
    """
    notes = _notes(old, new)
    partial = _pending(new) > 0
    found = _Found()
    for before, after in _pairs(_by_address(old, config), _by_address(new, config)):
        if before is not None and before.read:
            if after is not None and after.read:
                found.both(before, after)
            elif (not partial) if after is None else after.state != "pending":
                found.add("gone", before.url, None, _why(after))
        elif after is not None and after.read and (before is None or before.state != "pending"):
            found.add("appeared", after.url, _why(before), None)
    counts: Mapping[str, int] = found.counts
    return SiteDiff(
        schema="site-diff/1",
        version=__version__,
        old=old.name,
        new=new.name,
        compared=counts["compared"],
        appeared=counts["appeared"],
        gone=counts["gone"],
        verdicts=counts["verdict"],
        scores=counts["scores"],
        new_findings=counts["new_finding"],
        mended=counts["mended"],
        changes=tuple(found.changes),
        notes=notes,
    )


@dataclass(slots=True)
class _Found:
    """Changes so far: all counted, some kept."""

    counts: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)

    def add(self, what: str, url: str, before: str | None, after: str | None) -> None:
        self.counts[what] += 1
        if self.counts[what] <= _MOST:
            self.changes.append(Change(url=url, what=what, before=before, after=after))

    def both(self, before: _Page, after: _Page) -> None:
        self.counts["compared"] += 1
        if before.verdict != after.verdict:
            self.add("verdict", after.url, before.verdict, after.verdict)
        moved = False
        for what, was, now in (("search", before.search, after.search), ("share", before.share, after.share)):
            if _moved(was, now):
                moved = True
                self.add(what, after.url, _figure(was), _figure(now))
        self.counts["scores"] += moved
        if before.rules != after.rules and before.seen and after.seen:
            was_at, is_at = set(json.loads(before.rules)), set(json.loads(after.rules))
            for rule in sorted(is_at - was_at):
                self.add("new_finding", after.url, None, rule)
            for rule in sorted(was_at - is_at):
                self.add("mended", after.url, rule, None)


def _why(page: _Page | None) -> str | None:
    """Why a page was not read; null when nothing is known of it."""
    return None if page is None else page.reason or page.state


def _moved(was: float | None, now: float | None) -> bool:
    if was is None or now is None:
        return was is not now
    return round(abs(was - now), 1) >= _LEAST


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.1f}"


def _by_address(store: Store, config: Config | None) -> Iterator[_Page]:
    """Every page in order of address, by way of a temporary table, which lies on disk when it is large."""
    with store.temporary() as connection:
        connection.execute(_TABLE)
        connection.execute("DELETE FROM temp.difference")
        connection.executemany(_INSERT, map(_values, site_rows(store, config)))
    return (_Page(*row) for row in store.rows(_SELECT))


def _values(row: PageRow) -> tuple[object, ...]:
    verdict = None if row.indexability is None else row.indexability.value
    rules = json.dumps(sorted({finding.rule for finding in row.findings}))
    return row.url, row.state, row.reason, verdict, _value(row.search), _value(row.share), rules


def _value(score: Score | None) -> float | None:
    return None if score is None else score.value


def _pairs(old: Iterator[_Page], new: Iterator[_Page]) -> Iterator[tuple[_Page | None, _Page | None]]:
    """Both in step: pages of one address together, others alone. SQLite orders text as Python does, by code point."""
    before, after = next(old, None), next(new, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before.url < after.url):
            yield before, None
            before = next(old, None)
        elif before is None or after.url < before.url:
            yield None, after
            after = next(new, None)
        else:
            yield before, after
            before, after = next(old, None), next(new, None)


# --- what limits it -------------------------------------------------------------------------------------------------


def _notes(old: Store, new: Store) -> tuple[str, ...]:
    notes = []
    if left := _pending(old):
        notes.append(f"the old crawl is partial ({left:,} pending): a page may only seem to have appeared")
    if left := _pending(new):
        notes.append(f"the new crawl is partial ({left:,} pending): what it does not know is not counted as gone")
    (was, options_were), (now, options_are) = _last_run(old), _last_run(new)
    if was != now:
        notes.append(f"judged by indexaudit {was} and {now}, whose rules may differ")
    changed = changed_options(options_were, options_are)
    if changed:
        notes.append(f"crawled with other options: {'; '.join(changed)}")
    return tuple(notes)


def _pending(store: Store) -> int:
    row = store.row("SELECT count(*) FROM page WHERE state = 'pending'")
    return 0 if row is None else int(row[0])


def _last_run(store: Store) -> tuple[str, str]:
    row = store.row("SELECT version, options FROM run ORDER BY id DESC LIMIT 1")
    return ("(none)", "{}") if row is None else (str(row[0]), str(row[1]))
