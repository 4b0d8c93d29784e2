"""A built folder to the audits of its pages, each beside the others: what a crawl would find, before it is live."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from queue import Empty, SimpleQueue
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from indexaudit import __version__, facts
from indexaudit.config import Config
from indexaudit.crawl.judging import Done, Judging
from indexaudit.crawl.judging import Judged as Answered
from indexaudit.crawl.records import Found
from indexaudit.crawl.scope import host_key, key
from indexaudit.crawl.site.audit import site_audit
from indexaudit.crawl.site.rows import page_audits
from indexaudit.crawl.store import Store
from indexaudit.crawl.visits import visit_of
from indexaudit.crawl.work import Work, judge_page, pack, pack_config
from indexaudit.crawl.workers import cores
from indexaudit.engine import ask
from indexaudit.errors import IndexAuditError
from indexaudit.gate.folder import BuiltFolder, FolderPage
from indexaudit.gate.notes import Notes
from indexaudit.gate.site import FolderSite
from indexaudit.gate.unchanged import Unchanged
from indexaudit.model import PageAudit
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.title_parts import site_keys
from indexaudit.site_audit import SiteAudit
from indexaudit.snapshot import Snapshot

__all__ = ["Judged", "judge_folder"]

_HERE: Final = 60
"""Pages that are judged in this process: so many take less time than it takes to start others."""
_AHEAD: Final = 4
"""Pages under way for each worker."""
_TICK: Final = 5.0
"""Seconds after which a worker that hangs is looked for."""
_NAMED_BY: Final = 3
"""Pages that are asked what the site is called."""


class Judged:
    """The audits of a folder. Holds a temporary file until it is closed; a context manager."""

    def __init__(
        self,
        store: Store,
        config: Config,
        *,
        count: int,
        places: Mapping[str, str],
        whole: bool,
        notes: tuple[str, ...],
    ) -> None:
        """Made by :func:`judge_folder`. ``count``: pages that were judged."""
        self._store = store
        self._config = config
        self._count = count
        self._whole = whole
        self.places = places
        """Address to path in the folder, of every page, judged or not."""
        self.notes = notes
        """What a user should know and what is no finding, a line each; those of the folder come first."""

    @property
    def audits(self) -> Iterator[PageAudit]:
        """The pages that were asked for, with what the site shows of them, in order of path; from the start each time.

        Raises :class:`ConfigError` for rules that cannot be loaded.
        """
        return islice(page_audits(self._store, self._config), self._count)

    @cached_property
    def site(self) -> SiteAudit | None:
        """The audit of the site as a whole; null when only some pages were judged, for its figures would be theirs."""
        return site_audit(self._store, self._config) if self._whole else None

    def close(self) -> None:
        """Give up the temporary file. Twice is once."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def judge_folder(
    built: BuiltFolder,
    config: Config,
    *,
    now: datetime,
    wanted: Collection[str] | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Judged:
    """Judge the pages of a folder as if they were live at their addresses.

    ``now``, with its time zone, is the moment of every judgement about time. ``wanted``: addresses; only those pages
    are judged, and the others are read as far as rules on these need. ``executor``: the caller's, which is not shut
    down; without one, or ``workers``, up to 60 pages are judged in this process, and more in one process a core.

    Raises :class:`ConfigError` for rules that cannot be loaded, and :class:`InvalidURL` for a wanted address that is
    none.
    """
    notes = Notes()
    places = {page.url: page.path for page in built.pages}
    chosen = set(places) if wanted is None else {key(url) for url in wanted}
    for url in sorted(chosen - places.keys()):
        notes.add("is the address of no page of the folder", url)
    store = Store.memory({"folder": str(built.root), "base_url": built.base_url})
    try:
        store.begin_run(version=__version__, started=now)
        site = FolderSite(built, config, store, now)
        if site.robots is None and "robots.txt" in built.files:
            notes.add("is not at the root of the host, where alone it is read, and was set aside", "robots.txt")
        run = _Run(site, config, notes, executor, workers)
        first = [page for page in built.pages if page.url in chosen]
        others = [page for page in built.pages if page.url not in chosen]
        count = run.judge_first(first, others)
        site.note_redirects()
        site.read_lists()
        site.write_beside()
        store.end_run("done", finished=now)
    except BaseException:
        store.close()
        raise
    return Judged(
        store,
        config,
        count=count,
        places=MappingProxyType(places),
        whole=not others,
        notes=(*built.notes, *notes.lines()),
    )


class _Run:
    def __init__(
        self, site: FolderSite, config: Config, notes: Notes, executor: Executor | None, workers: int | None
    ) -> None:
        self._site = site
        self._config = config
        self._notes = notes
        self._executor = executor
        self._workers = workers
        self._unchanged: Unchanged | None = None
        self._named: set[str] = set()
        self._done = 0

    def judge_first(self, first: Sequence[FolderPage], others: Sequence[FolderPage]) -> int:
        """Judge the pages that were asked for, read the others; how many were judged."""
        home, host = self._site.home, host_key(self._site.built.base_url)
        self._site.store.schedule(
            Found(url=page.url, host=host, depth=int(page.url != home), via="seed" if page.url == home else "link")
            for page in first
        )
        ids = {page.url: number for number, page in enumerate(first, 1)}
        if others:
            self._unchanged = Unchanged(self._site, first, others, self._site_names(first or others))
        self._judge([(ids[page.url], page) for page in first])
        done = self._done
        if self._unchanged is not None:
            for path in self._unchanged.read():
                self._notes.add("could not be read", path)
            self._site.store.add_feeds(self._unchanged.feeds)
            # Judged like the ones that were asked for, and reported by nobody.
            beside = {page.url: page for page in self._unchanged.alike()}
            beside |= {page.url: page for page in others if page.url in self._named}
            numbers = {page.url: number for number, page in enumerate((*first, *others), 1)}
            self._unchanged = None
            self._judge([(numbers[url], page) for url, page in beside.items()])
        return done

    def _site_names(self, pages: Sequence[FolderPage]) -> frozenset[str]:
        """What some pages say that the site is called."""
        names: set[str] = set()
        for page in pages[:_NAMED_BY]:
            try:
                snapshot = self._site.snapshot(page.path, page.url)
            except OSError:
                continue
            names |= site_keys(ask(PageFactReader(snapshot, replace(self._config, content="none")), facts.Headline))
        return frozenset(names)

    def _judge(self, pages: Sequence[tuple[int, FolderPage]]) -> None:
        if self._executor is None and self._workers is None and len(pages) <= _HERE:
            packed = pack_config(self._config)
            for number, page in pages:
                if (snapshot := self._snapshot(number, page)) is not None:
                    try:
                        work = Work.of(judge_page(pack(snapshot), packed))
                    except IndexAuditError:
                        raise
                    except Exception as bug:  # a fault of ours, or of the caller's rules: of one page
                        self._fail(number, page, snapshot, bug)
                        continue
                    self._finish(number, snapshot, work)
            return
        self._judge_elsewhere(pages)

    def _judge_elsewhere(self, pages: Sequence[tuple[int, FolderPage]]) -> None:
        events: SimpleQueue[Any] = SimpleQueue()
        judging = Judging(pack_config(self._config), events, executor=self._executor, workers=self._workers)
        waiting = iter(pages)
        under_way: dict[int, tuple[FolderPage, Snapshot]] = {}
        most = _AHEAD * max(2, self._workers or cores())
        whole = False
        try:
            while True:
                for number, page in islice(waiting, most - len(under_way)):
                    if (snapshot := self._snapshot(number, page)) is not None:
                        under_way[number] = page, snapshot
                        judging.send(number, pack(snapshot))
                if not under_way:
                    break
                self._take(events, judging, under_way)
            whole = True
        finally:
            judging.close(at_once=not whole)

    def _take(
        self, events: SimpleQueue[Any], judging: Judging, under_way: dict[int, tuple[FolderPage, Snapshot]]
    ) -> None:
        try:
            event: Done | Answered = events.get(timeout=_TICK)
        except Empty:
            judging.check()
            return
        if isinstance(event, Done):
            judging.settle(event.page, event.generation, event.future)
            return
        page, snapshot = under_way.pop(event.page)
        if event.work is not None:
            self._finish(event.page, snapshot, event.work)
            return
        if isinstance(event.bug, IndexAuditError):
            raise event.bug
        self._fail(event.page, page, snapshot, event.bug)

    def _snapshot(self, number: int, page: FolderPage) -> Snapshot | None:
        try:
            return self._site.snapshot(page.path, page.url)
        except OSError as error:
            self._notes.add(f"could not be read ({error.strerror})", page.path)
            self._site.store.skip(number, "unreadable")
            return None

    def _finish(self, number: int, snapshot: Snapshot, work: Work) -> None:
        leads = self._site.leads(work)
        self._site.store.finish(number, visit_of(snapshot), work, leads)
        self._done += 1
        if self._unchanged is not None:
            follow = (answer.url for link in leads.links if link.follow and (answer := self._site.answers.of(link.url)))
            self._unchanged.add_judged(number - 1, snapshot.body, work.columns["page_type"], follow)
            named = (work.canonical, *(address for _, _, address in work.alternates))
            self._named.update(url for url in named if url is not None)

    def _fail(self, number: int, page: FolderPage, snapshot: Snapshot, bug: BaseException | None) -> None:
        why = "its worker died of it" if bug is None else f"{type(bug).__name__}: {bug}"
        self._notes.add(f"could not be judged ({why}); this is a bug of indexaudit or of a rule of your own", page.path)
        self._site.store.fail(number, "crash" if bug is not None else "worker_died", visit_of(snapshot), why)
