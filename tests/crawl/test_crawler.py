from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from sites import Reply, Site, page, redirect, robots, serving, sitemap

from indexaudit.config import Brand, Config, Limits
from indexaudit.crawl.crawler import Crawler
from indexaudit.crawl.interrupts import stopping
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.packing import unpack
from indexaudit.crawl.progress import Progress
from indexaudit.crawl.store import Store
from indexaudit.crawl.workers import own_executor
from indexaudit.errors import ConfigError

CONFIG = Config(
    content="fast",
    limits=Limits(delay_seconds=0.0, retries=0, fetch_seconds=5.0, url_seconds=10.0, silence_seconds=5.0),
)
BLOG = {
    "/": page("Plums", links=["/jam/", "/press/", "/about/"]),
    "/jam/": page("Jam of plums", links=["/", "/press/", "/jam/recipes/"]),
    "/press/": page("The press", links=["/jam/"]),
    "/about/": page("About us", links=["https://elsewhere.example/"]),
    "/jam/recipes/": page("Recipes", links=["/jam/"]),
}


class Here(Executor):
    """An executor of another library: it does the work at once, in the calling thread."""

    def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(call(*args, **kwargs))
        except BaseException as error:
            done.set_exception(error)
        return done


@contextmanager
def crawled(site: Site, *, executor: Executor | None = None, config: Config = CONFIG, **chosen: Any) -> Iterator[Store]:
    given = {name: chosen.pop(name) for name in ("sitemaps", "feeds") if name in chosen}
    options = CrawlOptions(**{"seeds": (site.url,), "delay_seconds": 0.0, **chosen})
    with Store.memory(options.to_dict()) as store:
        store.ended = Crawler(options, config, store, executor=executor or Here(), **given).run()  # type: ignore[attr-defined]
        yield store


def pages(store: Store, site: Site) -> dict[str, tuple[str, str | None, str, int]]:
    rows = store.rows("SELECT url, state, reason, via, depth FROM page ORDER BY id")
    return {url.removeprefix(site.base): (state, reason, via, depth) for url, state, reason, via, depth in rows}


def test_every_page_that_links_lead_to_is_asked_for_once_and_judged() -> None:
    with serving(BLOG) as site, crawled(site) as store:
        assert store.ended == "done"  # type: ignore[attr-defined]
        assert pages(store, site) == {
            "/": ("done", None, "seed", 0),
            "/jam/": ("done", None, "link", 1),
            "/press/": ("done", None, "link", 1),
            "/about/": ("done", None, "link", 1),
            "/jam/recipes/": ("done", None, "link", 2),
        }
        assert {path: site.asked[path] for path in BLOG} == dict.fromkeys(BLOG, 1)
        audits = {json.loads(text)["url"].removeprefix(site.base): json.loads(text) for _, text in store.audits()}
        assert set(audits) == set(BLOG)
        assert all(audit["indexability"] == "indexable" for audit in audits.values())
        refused = list(store.rows("SELECT reason, pattern, count FROM refused"))
        assert refused == []  # a link out of the site is no page of it


def test_sitemaps_are_read_before_pages_and_indexes_are_followed() -> None:
    index = Reply(
        body='<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>{base}/a.xml</loc></sitemap><sitemap><loc>{base}/index.xml</loc></sitemap></sitemapindex>",
        headers={"Content-Type": "application/xml"},
    )
    site_pages = {
        "/robots.txt": robots("User-agent: *", "Disallow: /private/", "Sitemap: {base}/index.xml"),
        "/index.xml": index,
        "/a.xml": sitemap("/hidden/", "/private/x", "https://elsewhere.example/y", lastmod="2025-03-04"),
        "/": page("Plums"),
        "/hidden/": page("Nobody links here"),
    }
    with serving(site_pages) as site, crawled(site) as store:
        found = pages(store, site)
        assert found["/hidden/"] == ("done", None, "sitemap", 1)
        assert found["/private/x"][:2] == ("failed", "robots_disallowed")
        assert site.asked["/private/x"] == 0
        assert site.order.index("/a.xml") < site.order.index("/")
        assert site.asked["/index.xml"] == 1
        assert site.asked["/sitemap.xml"] == 0
        rows = list(store.rows("SELECT url, lastmod FROM listed ORDER BY url"))
        assert (f"{site.base}/hidden/", "2025-03-04") in rows
        states = dict(store.rows("SELECT url, state FROM sitemap"))
        assert states == {f"{site.base}/index.xml": "done", f"{site.base}/a.xml": "done"}


def test_without_one_in_robots_the_usual_places_are_looked_at_and_their_absence_is_no_failure() -> None:
    with serving(BLOG) as site, crawled(site) as store:
        assert site.asked["/sitemap.xml"] == site.asked["/sitemap_index.xml"] == 1
        assert {state for (state,) in store.rows("SELECT state FROM sitemap")} == {"skipped"}


def test_feeds_that_pages_name_are_read_and_what_they_list_is_crawled() -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Plums</title><item><title>New</title>'
        "<link>{base}/new/</link><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    comments = '<link rel="alternate" type="application/rss+xml" href="/jam/feed/">'
    site_pages = {
        "/": page("Plums", head=link, links=["/jam/"]),
        "/jam/": page("Jam", head=link + comments),
        "/feed.xml": Reply(body=feed, headers={"Content-Type": "application/rss+xml"}),
        "/new/": page("New"),
    }
    with serving(site_pages) as site, crawled(site) as store:
        assert pages(store, site)["/new/"] == ("done", None, "feed", 1)
        assert site.asked["/feed.xml"] == 1
        assert site.asked["/jam/feed/"] == 0  # the comments on one page name no other
        assert list(store.rows("SELECT state, kind, entries, newest FROM feed")) == [
            ("done", "rss", 1, "2025-03-04T10:00:00Z")
        ]


def test_an_address_that_moved_is_no_page_and_its_target_is_one() -> None:
    site_pages = {
        "/": page("Plums", links=["/old/", "/older/", "/away/"]),
        "/old/": redirect("/new/"),
        "/older/": redirect("/old/", status=302),
        "/away/": redirect("https://elsewhere.example/"),
        "/new/": page("New"),
    }
    with serving(site_pages) as site, crawled(site) as store:
        found = pages(store, site)
        assert found["/old/"][:2] == found["/older/"][:2] == ("skipped", "redirect")
        assert found["/new/"][:3] == ("done", None, "redirect")
        assert found["/away/"][0] != "done"
        row = store.row("SELECT final_url, redirects FROM page WHERE url = ?", (site.base + "/older/",))
        assert row is not None
        assert row[0] == site.base + "/new/"
        assert json.loads(row[1]) == [[site.base + "/older/", 302], [site.base + "/old/", 301]]


def test_redirects_that_come_back_or_never_end_have_failed() -> None:
    def answer(path: str) -> Any:
        if path.startswith("/long/"):
            return redirect(f"/long/{int(path.split('/')[2]) + 1}/")
        return {
            "/": page("Plums", links=["/a/", "/long/1/", "/session/"]),
            "/a/": redirect("/b/"),
            "/b/": redirect("/a/"),
            "/session/": redirect("/session/?PHPSESSID=0123456789abcdef"),
            "/session/?PHPSESSID=0123456789abcdef": page("Behind a session"),
        }.get(path)

    with serving(answer) as site, crawled(site, pages=40) as store:
        found = pages(store, site)
        assert found["/a/"][:2] == found["/b/"][:2] == ("failed", "redirect_loop")
        assert found["/long/11/"][:2] == ("failed", "redirect_limit")
        assert "/long/12/" not in found
        assert found["/session/"][:2] == ("done", None)
        titles = dict(store.rows("SELECT url, title FROM page WHERE state = 'done'"))
        assert titles[site.base + "/session/"] == "Behind a session"


def test_a_seed_that_moved_to_another_host_takes_the_crawl_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(content="fast", limits=CONFIG.limits, allow_networks=("127.0.0.0/8",))
    site_pages = {"/": page("Plums", links=["/jam/"]), "/jam/": page("Jam")}
    with serving(site_pages, host="127.0.0.2") as new, serving({"/": redirect(new.url)}) as old:
        monkeypatch.setattr("indexaudit.fetch.hops.DISCOVERED_PORTS", frozenset({new.port}))
        with crawled(old, config=config) as store:
            urls = [url for (url,) in store.rows("SELECT url FROM page WHERE state = 'done' ORDER BY id")]
            assert urls == [new.url, new.base + "/jam/"]


def test_what_is_not_there_is_judged_and_what_does_not_answer_has_failed() -> None:
    site_pages = {"/": page("Plums", links=["/gone/", "/dropped/"]), "/dropped/": Reply(drop=99)}
    with serving(site_pages) as site, crawled(site) as store:
        found = pages(store, site)
        assert found["/gone/"][0] == "done"
        assert found["/dropped/"][0] == "failed"
        rows = dict(store.rows("SELECT url, indexability FROM page WHERE state = 'done'"))
        assert rows[site.base + "/gone/"] == "broken"


@pytest.mark.parametrize("make", ["here", "threads", "processes"])
def test_the_executor_changes_nothing_of_what_is_found(make: str) -> None:
    found = []
    with serving(BLOG) as site:
        for kind in ("here", make):
            executor: Executor
            if kind == "threads":
                executor = ThreadPoolExecutor(3)
            elif kind == "processes":
                executor = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
            else:
                executor = Here()
            with executor, crawled(site, executor=executor) as store:
                rows = store.rows("SELECT id, url, via, depth, parent, audit FROM page ORDER BY id")
                found.append([(*row, _without_times(unpack(audit))) for *row, audit in rows])
                found[-1] = [tuple(item for item in row) for row in found[-1]]
    assert found[0] == found[1]


def _without_times(audit: bytes) -> str:
    said = json.loads(audit)
    said["fetched_at"] = None
    return json.dumps(said)


def test_a_limit_of_pages_ends_the_crawl_and_leaves_the_rest_pending() -> None:
    with serving(BLOG) as site, crawled(site, pages=2) as store:
        assert store.ended == "limit"  # type: ignore[attr-defined]
        counts = store.counts()
        assert (counts.done, counts.pending) == (2, 3)
        assert counts.scheduled == counts.done + counts.failed + counts.skipped + counts.pending


def test_scope_and_patterns_hold() -> None:
    with serving(BLOG) as site, crawled(site, exclude=("/jam/",)) as store:
        assert set(pages(store, site)) == {"/", "/press/", "/about/"}
        assert list(store.rows("SELECT reason, pattern FROM refused")) == [("excluded", "/jam/")]
    with serving(BLOG) as site, crawled(site, depth=0) as store:
        assert set(pages(store, site)) == {"/"}


def test_a_list_is_all_that_is_crawled() -> None:
    with (
        serving(BLOG) as site,
        crawled(site, seeds=(site.base + "/jam/", site.base + "/about/"), list_only=True) as store,
    ):
        assert list(pages(store, site)) == ["/jam/", "/about/"]
        assert site.asked["/sitemap.xml"] == 0


def test_T01_an_endless_calendar_is_cut_and_the_rest_of_the_site_is_crawled() -> None:
    def answer(path: str) -> Any:
        if path.startswith("/cal/"):
            year, month = map(int, path.split("/")[2:4])
            after = f"/cal/{year + month // 12}/{month % 12 + 1:02}/"
            return page(f"Calendar {year} {month}", links=[after, "/late/"], words=5)
        return {"/": page("Plums", links=["/cal/2026/01/"]), "/late/": page("Late")}.get(path)

    with (
        serving(answer) as site,
        crawled(site, pages=5_000, config=Config(content="none", limits=CONFIG.limits)) as store,
    ):
        assert store.ended == "done"  # type: ignore[attr-defined]
        assert pages(store, site)["/late/"][0] == "done"
        reasons = dict(store.rows("SELECT reason, count FROM refused"))
        assert reasons["trap_calendar"] > 0
        assert 300 < store.counts().done < 500


RULE = '''
import os, time
from indexaudit.facts import Head
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity, Source
from indexaudit.rules.base import ok, rule

OURS = Source(title="Ours", url="https://example.com/", checked="2026-01-01")

@rule("deadly", "The page does no harm", dimension=Dimension.CONTENT, severity=Severity.INFO,
      evidence=EvidenceStrength.CONVENTION, sources=[OURS], since="0.1")
def deadly(head: Head) -> Outcome:
    """It lives.

    ## Why
    A test.

    ## Fix
    None.
    """
    if head.title == "Deadly":
        HARM
    return ok()
'''


def _deadly(folder: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> Config:
    """A configuration with a rule that workers do not survive on one page."""
    (folder / "deadly.py").write_text(RULE.replace("HARM", harm))
    monkeypatch.delitem(sys.modules, "deadly", raising=False)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", ""))))
    return Config(content="none", limits=CONFIG.limits, rules=("deadly",))


DEADLY = {"/": page("Plums", links=["/0/", "/1/", "/2/", "/deadly/", "/3/", "/4/"]), "/deadly/": page("Deadly")} | {
    f"/{n}/": page(f"Page {n}") for n in range(5)
}


@pytest.mark.parametrize("harm", ["os._exit(1)", "time.sleep(600)"], ids=["K11 kills it", "K12 stops it"])
def test_a_page_that_harms_its_worker_is_recorded_and_the_crawl_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    config = _deadly(tmp_path, monkeypatch, harm)
    monkeypatch.setattr("indexaudit.crawl.judging._LONGEST", 3.0)
    with serving(DEADLY) as site:
        options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0)
        with Store.memory(options.to_dict()) as store:
            assert Crawler(options, config, store, workers=2).run() == "done"
            found = pages(store, site)
    assert found["/deadly/"][:2] == ("failed", "worker_died")
    assert sum(state == "done" for state, *_ in found.values()) == 6


def test_K13_workers_inherit_nothing() -> None:
    with own_executor(1) as executor:
        assert executor._mp_context.get_start_method() == "spawn"  # type: ignore[attr-defined]


def test_X06_an_index_that_names_itself_ends() -> None:
    index = Reply(
        body='<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>{base}/sitemap.xml</loc></sitemap></sitemapindex>",
        headers={"Content-Type": "application/xml"},
    )
    with serving({"/": page("Plums"), "/sitemap.xml": index}) as site, crawled(site) as store:
        assert store.ended == "done"  # type: ignore[attr-defined]
        assert site.asked["/sitemap.xml"] == 1


def test_X07_indexes_that_fan_out_are_cut_by_number_and_depth() -> None:
    def answer(path: str) -> Any:
        if path.endswith(".xml"):
            children = "".join(f"<sitemap><loc>{{base}}{path[:-4]}-{n}.xml</loc></sitemap>" for n in range(30))
            return Reply(
                body=f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>',
                headers={"Content-Type": "application/xml"},
            )
        return page("Plums") if path == "/" else None

    with serving(answer) as site, crawled(site, sitemap_files=50) as store:
        assert store.ended == "done"  # type: ignore[attr-defined]
        assert sum(count for path, count in site.asked.items() if path.endswith(".xml")) <= 50


def test_a_second_crawl_of_an_unchanged_site_fetches_no_body(tmp_path: Path) -> None:
    tagged: dict[str, Any] = {path: Reply(body=text, tagged=True) for path, text in BLOG.items()}
    tagged["/"] = Reply(body=page("Plums", links=["/jam/", "/press/", "/about/", "/old/"]), tagged=True)
    tagged["/old/"] = redirect("/jam/")
    with serving(tagged) as site:
        options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0)
        with Store.create(tmp_path / "site.db", options.to_dict()) as store:
            Crawler(options, CONFIG, store, executor=Here()).run()
        before = [text for _, text in Store.read(tmp_path / "site.db").audits()]
        site.forget()
        with Store.open(tmp_path / "site.db", options=options.to_dict()) as store:
            store.renew()
            assert Crawler(options, CONFIG, store, executor=Here()).run() == "done"
            assert store.unchanged_count() == len(BLOG) == store.counts().done
            assert [text for _, text in store.audits()] == before
        assert sum(site.bodies.values()) == 0
        assert {site.asked[path] for path in BLOG} == {1}


def test_a_page_that_changed_is_judged_again(tmp_path: Path) -> None:
    tagged = {path: Reply(body=text, tagged=True) for path, text in BLOG.items()}
    with serving(tagged) as site:
        options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0)
        with Store.create(tmp_path / "site.db", options.to_dict()) as store:
            Crawler(options, CONFIG, store, executor=Here()).run()
            store.renew()
            site.change(
                {
                    **tagged,
                    "/press/": Reply(body=page("The new press", links=["/new/"]), tagged=True),
                    "/new/": page("N"),
                }
            )
            Crawler(options, CONFIG, store, executor=Here()).run()
            titles = dict(store.rows("SELECT url, title FROM page WHERE state = 'done'"))
        assert titles[site.base + "/press/"] == "The new press"
        assert site.base + "/new/" in titles


def test_K09_a_crawl_that_is_stopped_finishes_what_is_under_way_and_can_go_on(tmp_path: Path) -> None:
    many = {"/": page("Plums", links=[f"/{n}/" for n in range(40)])} | {f"/{n}/": page(f"Page {n}") for n in range(40)}
    with serving(many) as site:
        options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0)
        with Store.create(tmp_path / "site.db", options.to_dict()) as store:
            running: list[Crawler] = []

            def stop(_now: Progress) -> None:
                running[0].stop()

            running.append(Crawler(options, CONFIG, store, executor=Here(), progress=stop))
            assert running[0].run() == "interrupted"
            counts = store.counts()
            assert counts.pending > 0
            assert counts.scheduled == counts.done + counts.failed + counts.skipped + counts.pending
        with Store.open(tmp_path / "site.db") as store:
            assert Crawler(options, CONFIG, store, executor=Here()).run() == "done"
            assert store.counts().done == 41
        assert max(site.asked[path] for path in many) <= 2


def test_T11_a_slow_host_holds_nobody_up() -> None:
    fast = {"/": page("Fast", links=[f"/{n}/" for n in range(20)])} | {f"/{n}/": page(f"F {n}") for n in range(20)}
    with serving({"/": Reply(body=page("Slow"), slow=1.5)}, host="127.0.0.2") as slow, serving(fast) as quick:
        config = Config(content="none", limits=CONFIG.limits, allow_networks=("127.0.0.0/8",))
        order: list[str] = []
        options = CrawlOptions(seeds=(slow.url, quick.url), delay_seconds=0.0)
        with Store.memory(options.to_dict()) as store:
            Crawler(options, config, store, executor=Here()).run()
            order = [url for (url,) in store.rows("SELECT url FROM page WHERE state = 'done' ORDER BY fetched_at, id")]
            assert store.counts().done == 22
        assert quick.order.index("/19/") >= 0
        assert len(order) == 22


def test_one_connection_a_host_is_the_rule() -> None:
    with serving(BLOG) as site, crawled(site):
        assert site.at_once == 1


def test_a_rule_module_that_cannot_be_loaded_is_the_caller_s_error() -> None:
    config = Config(content="none", limits=CONFIG.limits, rules=("no_such_module_anywhere",))
    with serving(BLOG) as site, pytest.raises(ConfigError), crawled(site, config=config):
        pass


def test_nobody_but_the_seeds_is_trusted_as_local() -> None:
    with (
        serving({"/": page("Inside")}, host="127.0.0.3") as inside,
        serving({"/": page("Plums", links=[inside.url])}) as site,
        crawled(site, scope="domain") as store,
    ):
        assert inside.asked["/"] == 0
        assert store.counts().done == 1


def test_an_unreachable_seed_leaves_one_failed_page() -> None:
    with serving(BLOG) as site:
        url = site.url
    options = CrawlOptions(seeds=(url,), delay_seconds=0.0)
    with Store.memory(options.to_dict()) as store:
        assert Crawler(options, CONFIG, store, executor=Here()).run() == "done"
        assert [(state, reason) for state, reason in store.rows("SELECT state, reason FROM page")] == [
            ("failed", "robots_unreachable")
        ]


def test_a_brand_s_own_pages_are_judged_as_its_own() -> None:
    config = Config(content="none", limits=CONFIG.limits, brand=Brand(name="Plums", domains=("127.0.0.1",)))
    with serving(BLOG) as site, crawled(site, config=config) as store:
        audits = [json.loads(text) for _, text in store.audits()]
        assert {audit["address"]["channel"] for audit in audits} <= {"blog", "site"}


def test_K09_K10_a_signal_stops_once_and_interrupts_twice() -> None:
    asked = threading.Event()

    def twice() -> None:
        with stopping(asked.set):
            signal.raise_signal(signal.SIGTERM)
            assert asked.is_set()
            signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        twice()
    assert signal.getsignal(signal.SIGINT) is before
