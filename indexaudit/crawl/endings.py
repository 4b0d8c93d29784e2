"""What becomes of each page, written in the order in which the pages of a host were taken."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from indexaudit.crawl.leads import Admission
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.records import PendingPage
from indexaudit.crawl.scope import Scope, key
from indexaudit.crawl.store import Store
from indexaudit.crawl.traps import Traps
from indexaudit.crawl.visits import visit_of
from indexaudit.crawl.work import Work
from indexaudit.model import Indexability
from indexaudit.snapshot import Snapshot

__all__ = ["Endings", "TakenPage"]

_SOFT_404: Final = "soft-404"
"""Stands for the text of any page that answers 200 and reads like an error."""


@dataclass(slots=True)
class TakenPage:
    """A page that was taken and is not written yet."""

    row: PendingPage
    snapshot: Snapshot | None = None
    ending: Callable[[], None] | None = None
    """Writes what became of it; null while it is fetched or judged."""


class Endings:
    """The pages under way, and the store they end in."""

    def __init__(
        self, options: CrawlOptions, store: Store, admission: Admission, traps: Traps, *, redirects: int
    ) -> None:
        """``redirects``: how many lead on from one address at most."""
        self._options = options
        self._store = store
        self._admission = admission
        self._traps = traps
        self._redirects = redirects
        self._in_order: dict[str, deque[TakenPage]] = {}
        self._moved_seeds: list[str] = []
        self._hops: dict[str, int] = {}
        """Addresses that were redirected to, with the redirects on the way."""
        self.under_way: dict[int, TakenPage] = {}
        """By id."""
        self.asked = 0
        """Pages that answered or failed, those of earlier runs among them."""
        self.moved_away = 0
        self.finished = 0
        """In this run, as the next."""
        self.errors = 0

    def recall(self) -> None:
        """Take over what earlier processes found, so that what follows is what it would have been."""
        before = self._store.counts()
        self.asked = before.done + before.failed
        rows = self._store.rows
        # A seed that redirected in the crawl before this one is not waited for: others of its pages may come first.
        moved = rows(
            "SELECT final_url FROM page WHERE depth = 0 AND via IN ('seed', 'redirect') AND redirects NOTNULL"
            " AND final_url NOTNULL"
        )
        self._widen(key(url) for (url,) in list(moved))
        for url, via in rows("SELECT url, via FROM page ORDER BY id"):
            self._admission.remember(url, by_link=via == "link")
        for url, text, verdict, status in rows(
            "SELECT url, text_hash, indexability, status FROM page WHERE state = 'done' ORDER BY rank, id"
        ):
            self._seen(url, text.hex() if text is not None else None, verdict, status)
        row = self._store.row("SELECT count(*) FROM page WHERE state = 'skipped' AND reason = 'redirect'")
        self.moved_away = int(row[0]) if row else 0

    def enter(self, row: PendingPage) -> TakenPage:
        """A page was taken: those that are taken after it from its host are written after it."""
        page = self.under_way[row.id] = TakenPage(row)
        self._in_order.setdefault(row.host, deque()).append(page)
        return page

    def write(self, host: str) -> None:
        """Write the pages of a host that are ready, up to the first that is not."""
        waiting = self._in_order.get(host)
        while waiting and (ending := waiting[0].ending) is not None:
            page = waiting.popleft()
            del self.under_way[page.row.id]
            ending()
        if not waiting:
            self._in_order.pop(host, None)

    def finish(self, row: PendingPage, snapshot: Snapshot, work: Work) -> None:
        """It was judged."""
        self._store.finish(row.id, visit_of(snapshot), work, self._admission.leads(work, row))
        exchange = snapshot.exchange
        status = exchange.status if exchange is not None else None
        self._seen(row.url, work.columns["text_hash"], work.columns["indexability"], status)
        self._count()

    def unchanged(self, row: PendingPage, snapshot: Snapshot) -> None:
        """It answered 304, and keeps its audit."""
        if self._store.unchanged(row.id, visit_of(snapshot)):
            self._count()
        else:
            self.fail(row, "unasked_304", snapshot)

    def moved(self, row: PendingPage, snapshot: Snapshot, target: str) -> None:
        """The target is a page of its own, with its own audit; the address leads there."""
        hops = self._hops.get(row.url, 0) + 1
        if hops > self._redirects:
            self.fail(row, "redirect_limit", snapshot, f"more than {self._redirects} redirects")
            return
        self._hops[target] = hops
        if row.depth == 0 and row.via in ("seed", "redirect"):
            self._widen([target])
        admitted = self._admission.admit([(target, target)], depth=row.depth, via="redirect", parent=row.id)
        self._store.moved(row.id, visit_of(snapshot), admitted.found, admitted.refused)
        self.moved_away += 1
        self.finished += 1

    def fail(self, row: PendingPage, code: str, snapshot: Snapshot | None, detail: str | None = None) -> None:
        """It could not be had, or not be judged. ``detail``: why, in words."""
        self._store.fail(row.id, code, visit_of(snapshot), detail)
        self.errors += 1
        self._count()

    def skip(self, row: PendingPage, reason: str) -> None:
        """It is not asked for after all."""
        self._store.skip(row.id, reason)

    def later(self, row: PendingPage) -> None:
        """Its host was not to be asked."""
        self._store.retry_later(row.id)

    def _count(self) -> None:
        self.asked += 1
        self.finished += 1

    def _seen(self, url: str, text: str | None, verdict: str | None, status: int | None) -> None:
        """Tell the traps what a page said. One that answers 200 and reads like an error has no text: they are alike."""
        if text is None and verdict == Indexability.BROKEN and status is not None and status < 400:
            text = _SOFT_404
        if text is not None:
            self._traps.seen_body(text, url)

    def _widen(self, targets: Iterable[str]) -> None:
        """What a seed redirects to is a seed from then on."""
        self._moved_seeds.extend(targets)
        if self._moved_seeds:
            self._admission.widen(Scope.of(self._options, moved=self._moved_seeds))
