"""The loop of a crawl: what is asked next, what came back, what is written. One thread writes, others fetch."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import Any, Final

from indexaudit import __version__
from indexaudit.config import Config
from indexaudit.crawl.discover import Discovery
from indexaudit.crawl.endings import Endings, TakenPage
from indexaudit.crawl.fetching import Fetched, Fetches, Job
from indexaudit.crawl.files import Files
from indexaudit.crawl.judging import Done, Judged, Judging
from indexaudit.crawl.leads import Admission
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.pace import Outcome, Pace, outcome_of
from indexaudit.crawl.progress import Progress
from indexaudit.crawl.records import Found, PendingPage
from indexaudit.crawl.scope import Scope, host_key, key
from indexaudit.crawl.store import Store
from indexaudit.crawl.traps import Traps
from indexaudit.crawl.visits import crawl_delay, moved_to
from indexaudit.crawl.work import pack, pack_config
from indexaudit.crawl.workers import cores
from indexaudit.errors import IndexAuditError
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.fetch.visits import Validators
from indexaudit.snapshot import Snapshot
from indexaudit.web.urls import host_of

__all__ = ["Crawler"]

_TICK: Final = 1.0
"""Seconds after which the loop looks at its clocks although nothing came."""
_AHEAD: Final = 4
"""Pages under way for each worker: enough that none waits, few enough that memory stays flat."""
_HELD: Final = 4
"""Times as many pages that are judged and wait to be written."""
_TELL: Final = 0.5
"""Seconds between two reports of progress."""
_ATTEMPTS: Final = 3
"""Times that a page is tried whose host was not to be asked."""


class Crawler:
    """One run over a store. :meth:`run` returns when it is done; :meth:`stop` may be called from a signal handler.

    Sitemaps are read first, then pages by depth, then feeds and what they lead to. The pages of one host are written in
    the order in which they were taken, whichever worker is ready first: what is found, and in which order, does not
    depend on the executor.
    """

    def __init__(
        self,
        options: CrawlOptions,
        config: Config,
        store: Store,
        *,
        sitemaps: Iterable[str] = (),
        feeds: Iterable[str] = (),
        executor: Executor | None = None,
        workers: int | None = None,
        progress: Callable[[Progress], None] | None = None,
        fetcher: Callable[[], Fetcher] | None = None,
        trusted: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``sitemaps`` and ``feeds`` are read beside those that are found. ``executor``: the caller's, which is not
        shut down; by default one process a core, or ``workers``. ``fetcher`` makes one for each thread that fetches; by
        default one that takes the hosts of the seeds for typed by the caller, when they are ``trusted``.
        """
        self._options = options
        # The crawl keeps the pace; that of a fetcher would make its thread sleep.
        limits = replace(config.limits, delay_seconds=0.0)
        # Texts are kept, so that a store can be compared with other channels.
        self._config = replace(config, limits=limits, main_text=True)
        self._store = store
        self._progress = progress
        self._clock = clock
        self._sitemaps = tuple(sitemaps)
        self._feeds = tuple(feeds)
        self._traps = Traps(options)
        only = options.sitemap_only or options.feed_only or options.list_only
        self._admission = Admission(Scope.of(options), self._traps, follow=not only)
        self._discovery = Discovery(
            store,
            self._admission,
            self._config.limits,
            most=options.sitemap_files,
            deepest=options.sitemap_depth,
            from_feeds=not options.sitemap_only,
        )
        self._pace = Pace(options)
        self._endings = Endings(options, store, self._admission, self._traps, redirects=limits.redirects)
        self._files = Files(store, self._discovery, self._pace, self._config.limits, feeds=not options.list_only)
        self._events: SimpleQueue[Any] = SimpleQueue()
        typed = {host for seed in options.seeds if (host := host_of(seed)) is not None} if trusted else set()
        self._fetches = Fetches(
            options.connections, fetcher or (lambda: Fetcher(self._config, trusted=typed)), self._events
        )
        self._judging = Judging(pack_config(self._config), self._events, executor=executor, workers=workers)
        self._most_judged = _AHEAD * max(2, workers or cores())
        self._stopped = False
        self._answered = False
        """Any host has, since the crawl began."""
        self._began = self._told = 0.0
        self.limits: list[str] = []
        """Which limits were reached, in plain words."""

    def stop(self) -> None:
        """Take no more pages; what is under way is finished."""
        self._stopped = True

    def run(self) -> str:
        """Crawl until nothing is left (``done``), a limit is reached (``limit``), or :meth:`stop` was called
        (``interrupted``). The store then says what was found.

        Raises :class:`StoreError`, :class:`ConfigError`, and whatever a rule module of the caller's raises.
        """
        self._began = self._clock()
        self._store.begin_run(version=__version__)
        self._answered = self._store.counts().done > 0
        for host, failures, suspended, reason in self._store.hosts():
            self._pace.restore(host, failures, suspended, reason)
        self._endings.recall()
        self._discovery.recall()
        self._files.recall()
        self._seed()
        whole = False
        try:
            ended = self._loop()
            whole = True
        finally:
            self._fetches.close()
            self._judging.close(at_once=not whole)
        self._tell(now=True)
        self._store.join_moves(most=self._config.limits.redirects)
        self._store.end_run(ended)
        return ended

    # --- what is asked ----------------------------------------------------------------------------------------------

    def _seed(self) -> None:
        options = self._options
        via = "list" if options.list_only else "seed"
        seeds = [key(seed) for seed in options.seeds]
        self._store.schedule([Found(url=seed, host=host_key(seed), depth=0, via=via) for seed in seeds])
        for seed in seeds:
            self._admission.remember(seed)
        self._discovery.add(self._sitemaps, origin="given")
        self._store.add_feeds(self._feeds)
        if not (options.list_only or options.feed_only):
            self._files.add_robots(seeds)

    def _start(self) -> None:
        """Start whatever may be started now."""
        while self._has_room():
            if not (self._start_file() or self._start_page()):
                return

    def _has_room(self) -> bool:
        """For one more request: those that are judged already wait for the ones before them, and are held."""
        return bool(
            self._fetches.idle()
            and len(self._judging) < self._most_judged
            and len(self._endings.under_way) < _HELD * self._most_judged
        )

    def _start_file(self) -> bool:
        """robots.txt and sitemaps come before any page."""
        now = self._clock()
        job = self._files.next(now)
        if job is not None:
            self._pace.started(job.host, now)
            self._fetches.start(job)
        return job is not None

    def _start_page(self) -> bool:
        if self._files.busy or self._is_full(len(self._endings.under_way)):
            return False
        now = self._clock()
        hosts = [host for host in self._store.hosts_with_pending() if self._pace.given_up(host) is None]
        host = self._pace.next_host(hosts, now)
        taken = self._store.take(host, 1) if host is not None else ()
        if not taken:
            return self._start_another(hosts, host, now)
        self._ask(taken[0], now)
        return True

    def _start_another(self, hosts: list[str], idle: str | None, now: float) -> bool:
        """The host whose turn it is has all its pages under way."""
        for host in hosts:
            if host != idle and self._pace.ready(host, now) == 0 and (taken := self._store.take(host, 1)):
                self._ask(taken[0], now)
                return True
        return False

    def _ask(self, row: PendingPage, now: float) -> None:
        page = self._endings.enter(row)
        if (closed := self._traps.closed(row.url)) is not None and row.via not in ("seed", "list"):
            page.ending = lambda: self._endings.skip(row, closed.reason)
            self._endings.write(row.host)
            return
        unless = Validators(etag=row.etag, last_modified=row.last_modified) if row.etag or row.last_modified else None
        self._pace.started(row.host, now)
        self._fetches.start(Job(kind="page", id=row.id, url=row.url, host=row.host, unless=unless, follow=False))

    # --- the loop ---------------------------------------------------------------------------------------------------

    def _loop(self) -> str:
        while True:
            ending = self._must_end()
            if ending is None:
                self._start()
            if not self._endings.under_way and not self._files.under_way:
                if ending is not None:
                    return ending
                if (ended := self._nothing_left()) is not None:
                    return ended
            self._wait()
            self._tell(now=False)

    def _must_end(self) -> str | None:
        if self._stopped:
            return "interrupted"
        seconds = self._options.seconds
        if seconds is not None and self._clock() - self._began >= seconds:
            return self._limit(f"it was to take {seconds:g} seconds at most")
        return None

    def _nothing_left(self) -> str | None:
        """Why the crawl ends when nothing is under way; null when there is more to do, now or after a pause."""
        if self._files.busy:
            return None
        full = self._is_full()
        left = self._store.hosts_with_pending()
        for host in left:
            reason = self._pace.given_up(host)
            if reason is None and not self._answered and self._pace.rests(host):
                reason = "host_down"  # where no host has ever answered, none is waited for
            if reason is not None:
                self._store.skip_host(host, reason)
        left = self._store.hosts_with_pending()
        if not full and any(self._pace.given_up(host) is None for host in left):
            return None
        if self._files.add_feeds():
            return None
        if self._discovery.cut:
            self._limit(f"{self._options.sitemap_files} sitemaps were read")
        if full and self._store.counts().pending:
            return self._limit(f"{self._options.pages:,} pages were asked for")
        return "done"

    def _is_full(self, under_way: int = 0) -> bool:
        """A site that lists addresses without end which all redirect to a few pages would cost any number of requests:
        redirects have the same limit, apart from that of pages."""
        return max(self._endings.asked, self._endings.moved_away) + under_way >= self._options.pages

    def _limit(self, said: str) -> str:
        if said not in self.limits:
            self.limits.append(said)
        return "limit"

    def _wait(self) -> None:
        """Until something came, a host may be asked again, or a second has passed."""
        pause = _TICK
        if self._has_room():
            hosts = self._files.hosts() or list(self._store.hosts_with_pending())
            soonest = self._pace.wait(hosts, self._clock())
            pause = min(pause, soonest if soonest > 0 or not self._endings.under_way else _TICK)
        self._judging.check()
        try:
            event = self._events.get(timeout=max(0.0, pause) if math.isfinite(pause) else _TICK)
        except Empty:
            self._store.beat()
            return
        self._take(event)
        while not self._events.empty():
            self._take(self._events.get())

    def _tell(self, *, now: bool) -> None:
        moment = self._clock()
        if self._progress is None or (not now and moment - self._told < _TELL):
            return
        self._told = moment
        counts = self._store.counts()
        self._progress(
            Progress(
                done=counts.done,
                failed=counts.failed,
                skipped=counts.skipped,
                pending=counts.pending,
                under_way=len(self._endings.under_way),
                hosts=len(self._store.hosts_with_pending()),
                errors=self._endings.errors,
                sitemaps=self._files.read,
                seconds=moment - self._began,
                finished=self._endings.finished,
                most=self._options.pages,
            )
        )

    # --- what came back ---------------------------------------------------------------------------------------------

    def _take(self, event: Fetched | Judged | Done) -> None:
        if isinstance(event, Done):
            self._judging.settle(event.page, event.generation, event.future)
        elif isinstance(event, Judged):
            self._judged(event)
        else:
            self._fetches.done(event.job)
            if event.bug is not None:
                _raise_unless_recorded(event.bug)
            if event.job.kind == "page":
                self._fetched(event)
            else:
                said = Outcome(what="nothing") if event.snapshot is None else outcome_of(event.snapshot)
                self._pace.finished(event.job.host, self._clock(), said)
                self._files.take(event)

    def _fetched(self, event: Fetched) -> None:
        page, snapshot = self._endings.under_way[event.job.id], event.snapshot
        row = page.row
        if snapshot is None:
            self._pace.finished(row.host, self._clock(), Outcome(what="nothing"))
            error, bug = event.error, event.bug
            code = error.code if error is not None else "crash"
            page.ending = lambda: self._endings.fail(row, code, None, str(error) if error is not None else _named(bug))
            self._endings.write(row.host)
            return
        outcome = outcome_of(snapshot)
        self._answered = self._answered or outcome.what == "answered"
        self._pace.finished(row.host, self._clock(), outcome)
        self._files.look_at(row.host, snapshot)
        if snapshot.exchange is not None:
            self._pace.slow_down(row.host, crawl_delay(snapshot, self._config.user_agent))
        if outcome.what not in ("answered", "nothing"):
            failures, suspended, reason = self._pace.standing(row.host)
            self._store.set_host(row.host, failures=failures, suspended=suspended, reason=reason)
        page.snapshot = snapshot
        if not outcome.asked and row.attempts < _ATTEMPTS:
            page.ending = lambda: self._endings.later(row)
        else:
            self._consider(page, snapshot)
        self._endings.write(row.host)

    def _consider(self, page: TakenPage, snapshot: Snapshot) -> None:
        """What an answer is worth: an audit, a note that it moved, or the code of its failure."""
        row = page.row
        if snapshot.fetch_error is not None:
            error = snapshot.fetch_error
            behind = error.hop and not error.code.startswith("redirect_")
            said = f"behind a redirect: {error.message}" if behind else error.message
            page.ending = lambda: self._endings.fail(row, error.code, snapshot, said)
        elif snapshot.exchange is not None and snapshot.exchange.status == 304:
            page.ending = lambda: self._endings.unchanged(row, snapshot)
        elif (target := moved_to(snapshot)) is not None and target != row.url:
            page.ending = lambda: self._endings.moved(row, snapshot, target)
        elif target is not None and len(snapshot.exchange.hops if snapshot.exchange else ()) == 1:
            # To itself, with what is no part of a key: a session, a campaign. What stands there is the page.
            self._pace.started(row.host, self._clock())
            self._fetches.start(Job(kind="page", id=row.id, url=row.url, host=row.host))
        else:
            self._judging.send(row.id, pack(snapshot))

    def _judged(self, event: Judged) -> None:
        page = self._endings.under_way[event.page]
        row, work = page.row, event.work
        snapshot, bug = page.snapshot, event.bug
        assert snapshot is not None  # noqa: S101 - it was judged
        if bug is not None:
            _raise_unless_recorded(bug)
            page.ending = lambda: self._endings.fail(row, "crash", snapshot, _named(bug))
        elif work is None:
            page.ending = lambda: self._endings.fail(row, "worker_died", snapshot)
        else:
            page.ending = lambda: self._endings.finish(row, snapshot, work)
        page.snapshot = None
        self._endings.write(row.host)


def _raise_unless_recorded(bug: BaseException) -> None:
    """What the caller did wrong, and an interrupt, end the crawl. Any other fault is of one page (``crash``)."""
    if isinstance(bug, IndexAuditError) or not isinstance(bug, Exception | SystemExit):
        raise bug


def _named(bug: BaseException | None) -> str:
    return f"{type(bug).__name__}: {bug}"
