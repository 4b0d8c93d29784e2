"""What can go wrong with hosts, workers, executors and processes while a site is crawled."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sites import Reply, Serve, Site, page, redirect, robots, sitemap

from indexaudit.config import Config, Limits
from indexaudit.crawl import pace
from indexaudit.crawl.crawler import Crawler
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.site.audit import site_audit
from indexaudit.crawl.store import Store
from indexaudit.errors import IndexAuditError
from indexaudit.fetch import patience
from indexaudit.fetch.fetcher import Fetcher
from indexaudit.site_audit import SiteAudit

LIMITS = Limits(delay_seconds=0.0, retries=0, fetch_seconds=2.0, url_seconds=4.0, silence_seconds=2.0)
CONFIG = Config(content="none", limits=LIMITS, allow_networks=("127.0.0.0/8",))
BLOG = {
    "/": page("Plums", links=["/jam/", "/press/", "/about/"]),
    "/jam/": page("Jam"),
    "/press/": page("The press"),
    "/about/": page("About"),
}
ROOT = Path(__file__).parent.parent.parent


@contextlib.contextmanager
def crawled(
    *seeds: str,
    executor: Executor,
    config: Config = CONFIG,
    fetcher: Callable[[], Fetcher] | None = None,
    **chosen: Any,
) -> Iterator[Store]:
    options = CrawlOptions(**{"seeds": seeds, "delay_seconds": 0.0, **chosen})
    with Store.memory(options.to_dict()) as store:
        Crawler(options, config, store, executor=executor, fetcher=fetcher).run()
        counts = store.counts()
        row = store.row("SELECT count(*) FROM page")
        assert row is not None
        assert counts.scheduled == counts.done + counts.failed + counts.skipped + counts.pending == row[0]
        yield store


def ends(store: Store) -> dict[str, tuple[str, str | None]]:
    """State and reason by path."""
    rows = store.rows("SELECT url, state, reason FROM page ORDER BY id")
    return {"/" + url.split("/", 3)[3]: (state, reason) for url, state, reason in rows}


def audit_of(store: Store) -> SiteAudit:
    return site_audit(store, CONFIG)


def finding(store: Store, rule: str) -> Any:
    return next((f for f in audit_of(store).findings if f.rule == rule), None)


# --- hosts ----------------------------------------------------------------------------------------------------------


def test_the_cause_is_kept_in_words_when_robots_txt_cannot_be_had(serve: Serve, here: Executor) -> None:
    site = serve(BLOG)
    site.close()
    with crawled(site.url, executor=here) as store:
        assert list(store.rows("SELECT reason, detail FROM page")) == [
            ("robots_unreachable", "robots.txt could not be had (the host refuses the connection)")
        ]
        # Nothing else may be asked of such a host, so that it is not.
        assert list(store.rows("SELECT url FROM sitemap")) == []


def test_where_no_host_ever_answered_none_is_waited_for(serve: Serve, here: Executor) -> None:
    site = serve(BLOG)
    site.close()
    began = time.monotonic()
    with crawled(*(f"{site.base}/{n}/" for n in range(9)), executor=here) as store:
        found = list(ends(store).values())
    assert time.monotonic() - began < 60  # not the five minutes that a host rests
    assert found.count(("failed", "robots_unreachable")) == 5 - 1
    assert found.count(("skipped", "host_down")) == 5


def test_O07_sitemaps_are_looked_for_once_a_robots_txt_that_failed_first_is_there(serve: Serve, here: Executor) -> None:
    pages = BLOG | {
        "/robots.txt": Reply(body="Sitemap: {base}/map.xml\n", headers={"Content-Type": "text/plain"}, fail=1),
        "/map.xml": sitemap("/late/"),
        "/late/": page("Late"),
    }
    site = serve(pages)
    with crawled(site.url, executor=here) as store:
        assert ends(store)["/late/"] == ("done", None)
        assert site.asked["/sitemap.xml"] == 0


def test_T08_a_host_that_always_answers_503_is_given_up(
    serve: Serve, here: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "REST", 0.05)
    monkeypatch.setattr(patience, "_REST", 0.0)
    pages = {f"/{n}/": Reply(status=503) for n in range(20)}
    site = serve(pages | {"/": page("Plums", links=list(pages))})
    with crawled(site.url, executor=here) as store:
        found = list(ends(store).values())
        assert found.count(("skipped", "host_down")) > 5
        assert [(suspended, reason) for _, _, suspended, reason in store.hosts()] == [(3, "host_down")]
        assert any("given up" in limit for limit in audit_of(store).limits)
    assert max(site.asked[path] for path in pages) == 1


def test_T09_a_host_that_flaps_is_asked_for_one_page_and_goes_on(
    serve: Serve, here: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "REST", 0.05)
    monkeypatch.setattr(patience, "_REST", 0.0)
    pages: dict[str, Any] = {f"/{n}/": Reply(status=503) if n < 5 else page(f"Page {n}") for n in range(12)}
    site = serve(pages | {"/": page("Plums", links=list(pages))})
    with crawled(site.url, executor=here) as store:
        assert {state for state, _ in ends(store).values()} == {"done"}


def test_T07_a_pause_that_is_too_long_gives_the_host_up(serve: Serve, here: Executor) -> None:
    busy = Reply(status=429, headers={"Retry-After": "86400"})
    site = serve({"/": page("Plums", links=["/busy/", "/jam/", "/press/"]), "/busy/": busy, "/jam/": page("Jam")})
    with crawled(site.url, executor=here) as store:
        found = ends(store)
    assert found["/jam/"] == found["/press/"] == ("skipped", "retry_after_too_long")


def test_a_crawl_ends_when_every_page_fails_in_another_way(serve: Serve, here: Executor) -> None:
    pages: dict[str, Any] = {
        "/500": Reply(status=500),
        "/403": Reply(status=403),
        "/204": Reply(status=204),
        "/304": Reply(status=304),
        "/drop": Reply(drop=9),
        "/hang": Reply(hang=True),
        "/loop": redirect("/loop"),
        "/bad": redirect("http://["),
        "/nowhere": redirect("http://127.0.0.9/"),
        "/gzip": Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
        "/pdf": Reply(body=b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        "/nothing": "",
    }
    site = serve(pages | {"/": page("Plums", links=list(pages))})
    with crawled(site.url, executor=here) as store:
        found = ends(store)
        assert len(found) == len(pages) + 1
        assert not [state for state, _ in found.values() if state == "pending"]
        rows = store.rows("SELECT url FROM page WHERE state = 'failed' AND detail IS NULL AND reason <> 'unasked_304'")
        assert list(rows) == []


# --- redirects and traps ----------------------------------------------------------------------------------------------


def test_chains_and_loops_of_redirects_are_told_of_the_site(serve: Serve, here: Executor) -> None:
    pages = {
        "/": page("Plums", links=["/one", "/loop"]),
        "/one": redirect("/two"),
        "/two": redirect("/three"),
        "/three": redirect("/jam/"),
        "/jam/": page("Jam"),
        "/loop": redirect("/pool"),
        "/pool": redirect("/loop"),
    }
    site = serve(pages)
    with crawled(site.url, executor=here) as store:
        assert ends(store)["/loop"] == ("failed", "redirect_loop")
        assert finding(store, "redirect-hops").examples == (f"{site.base}/jam/",)
        assert finding(store, "internal-links-live").examples == (site.url,)


def test_redirects_without_end_have_the_limit_of_pages(serve: Serve, here: Executor) -> None:
    old = [f"/old-{n}" for n in range(60)]
    pages: dict[str, Any] = {path: redirect("/jam/") for path in old}
    pages |= {"/robots.txt": robots("Sitemap: {base}/map.xml"), "/map.xml": sitemap(*old)}
    site = serve(pages | {"/": page("Plums"), "/jam/": page("Jam")})
    with crawled(site.url, executor=here, pages=10) as store:
        assert sum(site.asked[path] for path in old) == 10
        assert audit_of(store).limits == ("10 addresses redirect, as many as may be asked for",)
        assert store.counts().pending > 0


def test_a_limit_of_pages_that_failed_is_none_of_time(serve: Serve, here: Executor) -> None:
    pages: dict[str, Any] = {f"/{n}": Reply(drop=9) for n in range(3)}
    site = serve(pages | {"/": page("Plums", links=[*pages, "/jam/"])})
    with crawled(site.url, executor=here, pages=3) as store:
        assert audit_of(store).limits == ("3 pages were asked for, as many as may be",)


def test_T06_a_farm_of_pages_that_read_like_an_error_is_cut(serve: Serve, here: Executor) -> None:
    said = "<!doctype html><title>Not found</title><main><p>Sorry, there is nothing at this address.</p></main>"

    def answer(path: str) -> Any:
        if path.startswith("/find/"):
            number = int(path.split("/")[2])
            return said + "".join(f'<a href="/find/{number * 3 + n}/">more</a>' for n in range(3))
        return {"/": page("Plums", links=["/find/1/", "/late/"]), "/late/": page("Late")}.get(path)

    site = serve(answer)
    config = Config(content="fast", limits=LIMITS)
    with crawled(site.url, executor=here, config=config, pages=2_000) as store:
        assert ends(store)["/late/"] == ("done", None)
        assert store.counts().done < 60
        assert ("skipped", "trap_same_body") in ends(store).values()


FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Plums</title>'
    "<item><title>New</title><link>{base}/new/</link></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("chosen", "read", "crawls"),
    [
        ({}, 1, True),
        ({"feed_only": True}, 1, True),
        ({"sitemap_only": True}, 1, False),
        ({"list_only": True}, 0, False),
    ],
)
def test_only_what_was_asked_for_is_crawled_of_feeds(
    serve: Serve, here: Executor, chosen: dict[str, Any], read: int, crawls: bool
) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    feed = Reply(body=FEED, headers={"Content-Type": "application/rss+xml"})
    site = serve({"/": page("Plums", head=head), "/feed.xml": feed, "/new/": page("New")})
    with crawled(site.url, executor=here, **chosen) as store:
        assert site.asked["/feed.xml"] == read
        assert ("/new/" in ends(store)) is crawls


def test_a_sitemap_that_was_not_looked_for_is_no_fault(serve: Serve, here: Executor) -> None:
    site = serve(BLOG)
    with crawled(f"{site.base}/jam/", executor=here, list_only=True) as store:
        assert finding(store, "sitemap-listed") is None
    with crawled(site.url, executor=here) as store:
        assert finding(store, "sitemap-listed") is not None


def test_X07_sitemaps_beyond_the_limit_are_counted(serve: Serve, here: Executor) -> None:
    names = [f"/map-{n}.xml" for n in range(5)]
    lines = [f"Sitemap: {{base}}{name}" for name in names]
    site = serve(BLOG | {"/robots.txt": robots(*lines)} | {name: sitemap("/jam/") for name in names})
    with crawled(site.url, executor=here, sitemap_files=2) as store:
        refused = {count.name: (count.count, count.example) for count in audit_of(store).totals.refusals}
        assert refused == {"sitemap_files": (3, f"{site.base}/map-2.xml")}


def test_K01_a_crawl_that_was_left_ends_as_one_that_was_not(serve: Serve, here: Executor, tmp_path: Path) -> None:
    """What traps, sitemaps and feeds have cost so far is known to the process that goes on."""
    listed = [f"/shop/?colour={n}&size={n % 7}&sort={n % 3}" for n in range(40)]

    def answer(path: str) -> Any:
        if path.startswith("/cal/"):
            year, month = map(int, path.split("/")[2:4])
            return page(f"Calendar {year} {month}", links=[f"/cal/{year + month // 12}/{month % 12 + 1:02}/"], words=5)
        if path.startswith("/shop/?"):
            number = int(path.split("=")[1].split("&", maxsplit=1)[0])
            return page(f"Shop {path}", links=[f"/shop/?colour={number + 1}&size={number % 5}&sort=1"], words=9)
        fixed = {"/robots.txt": robots("Sitemap: {base}/map.xml"), "/map.xml": sitemap(*listed)}
        return {"/": page("Plums", links=["/cal/2026/01/", "/shop/?colour=50&size=1&sort=1"])}.get(path) or fixed.get(
            path
        )

    site = serve(answer)
    found = []
    for name, limits in (("alone", (5_000,)), ("left", (3, 30, 60, 300, 5_000))):
        for pages in limits:
            options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0, pages=pages)
            path = tmp_path / name
            with Store.open(path) if path.exists() else Store.create(path, options.to_dict()) as store:
                Crawler(options, CONFIG, store, executor=here).run()
                rows = list(store.rows("SELECT url, state, reason, via, depth, parent FROM page ORDER BY id"))
                refused = list(store.rows("SELECT reason, pattern, count FROM refused ORDER BY 1, 2"))
        found.append((rows, refused))
    assert len(found[0][0]) > 400
    assert found[0] == found[1]


def test_a_second_crawl_says_when_it_began(serve: Serve, here: Executor, tmp_path: Path) -> None:
    site = serve(BLOG)
    options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0)
    with Store.create(tmp_path / "kept", options.to_dict()) as store:
        Crawler(options, CONFIG, store, executor=here).run()
        store.renew()
        for pages in (2, 500):  # left once, and gone on with
            some = CrawlOptions(seeds=(site.url,), delay_seconds=0.0, pages=pages)
            Crawler(some, CONFIG, store, executor=here).run()
        started = [row[0] for row in store.rows("SELECT started FROM run ORDER BY id")]
        assert audit_of(store).started.isoformat() == started[1]


def test_a_list_that_links_to_its_next_part_is_no_fault(serve: Serve, here: Executor) -> None:
    def part(number: int, said: str) -> str:
        posts = [f"/blog/part-{number}-post-{n}/" for n in range(12)]
        return page(f"Articles {number}", links=posts, head=f'<link rel="next" href="/blog/page/{number + 1}/">') + said

    linked = 'Part <a rel="next" href="/blog/page/2/">Next page</a>'
    good = serve({"/": part(1, linked), "/blog/page/2/": page("Articles 2")})
    bad = serve({"/": part(1, ""), "/blog/page/2/": page("Articles 2")})
    with crawled(good.url, executor=here) as store:
        assert finding(store, "archive-pagination") is None
    with crawled(bad.url, executor=here) as store:
        assert finding(store, "archive-pagination").examples == (bad.url,)


# --- executors ------------------------------------------------------------------------------------------------------


class Broken(Executor):
    """An executor whose workers are dead."""

    shut = False

    def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise BrokenExecutor("all workers are dead")

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.shut = True


class Cancels(Executor):
    """An executor that gives up what it was given."""

    def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        given: Future[Any] = Future()
        given.cancel()
        given.set_running_or_notify_cancel()
        return given


class Raises(Executor):
    """An executor in which one page meets a bug."""

    def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        if b"The press" in args[0]:
            done.set_exception(RecursionError("too deep"))
        else:
            done.set_result(call(*args, **kwargs))
        return done


def test_K11_a_broken_executor_of_the_caller_is_left_alone_and_replaced(serve: Serve) -> None:
    site, broken = serve(BLOG), Broken()
    with crawled(site.url, executor=broken) as store:
        assert store.counts().done == len(BLOG)
    assert not broken.shut


def test_an_executor_that_was_shut_or_gives_up_is_one_clear_error(serve: Serve) -> None:
    site, shut = serve(BLOG), ThreadPoolExecutor(1)
    shut.shutdown()
    for executor, said in ((shut, "takes no work"), (Cancels(), "has cancelled its work")):
        with pytest.raises(IndexAuditError, match=said), crawled(site.url, executor=executor):
            pass


def test_K11_a_page_that_meets_a_bug_is_recorded_and_the_crawl_goes_on(serve: Serve) -> None:
    site = serve(BLOG)
    with crawled(site.url, executor=Raises()) as store:
        assert ends(store)["/press/"] == ("failed", "crash")
        assert store.counts().done == len(BLOG) - 1
        row = store.row("SELECT detail FROM page WHERE reason = 'crash'")
        assert row == ("RecursionError: too deep",)


def test_K11_a_bug_in_a_thread_that_fetches_costs_one_page(serve: Serve, here: Executor) -> None:
    class Buggy(Fetcher):
        def fetch(self, url: str, **chosen: Any) -> Any:
            if url.endswith("/jam/"):
                raise ZeroDivisionError("a bug")
            return super().fetch(url, **chosen)

    site = serve(BLOG)
    with crawled(site.url, executor=here, fetcher=lambda: Buggy(CONFIG)) as store:
        assert ends(store)["/jam/"] == ("failed", "crash")
        assert store.counts().done == len(BLOG) - 1


def test_several_connections_to_a_host_are_used_and_never_more(serve: Serve, here: Executor) -> None:
    pages = {f"/{n}/": Reply(body=page(f"Page {n}"), slow=0.05) for n in range(12)}
    site = serve(pages | {"/": page("Plums", links=list(pages))})
    with crawled(site.url, executor=here, connections=4, connections_per_host=3) as store:
        assert store.counts().done == 13
    assert site.at_once == 3


# --- processes ------------------------------------------------------------------------------------------------------


MANY = {"/": page("Plums", links=[f"/{n}/" for n in range(300)])} | {
    f"/{n}/": page(f"Page {n}", words=300) for n in range(300)
}


@contextlib.contextmanager
def child(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a process group of its own, as a terminal has it."""
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def crawl_in(folder: Path, site: Site) -> contextlib.AbstractContextManager[subprocess.Popen[str]]:
    (folder / ".git").mkdir(exist_ok=True)
    options = ("--delay", "0", "--workers", "2", "--no-config", "--store", "kept", "--fail-on", "never")
    return child(folder, "-m", "indexaudit", "crawl", site.url, *options)


def wait_for(what: Callable[[], Any], seconds: float = 60) -> bool:
    ends_at = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < ends_at:
        time.sleep(0.02)
    return bool(found)


def is_left(group: int) -> bool:
    """Whether any process of a group is alive."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["K09 Ctrl-C", "K10 SIGTERM"])
def test_a_signal_to_the_whole_group_ends_with_a_partial_report(
    serve: Serve, tmp_path: Path, number: signal.Signals
) -> None:
    site = serve(MANY)
    with crawl_in(tmp_path, site) as process:
        assert wait_for(lambda: site.asked["/20/"])
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (130, "")
        assert "State     partial: " in out


def test_K09_twice_ends_at_once_and_the_store_is_sound(serve: Serve, tmp_path: Path, here: Executor) -> None:
    site = serve(MANY)
    with crawl_in(tmp_path, site) as process:
        assert wait_for(lambda: site.asked["/20/"])
        os.killpg(process.pid, signal.SIGINT)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode in (130, -signal.SIGINT)
        assert "Traceback" not in err
    with Store.open(tmp_path / "kept") as store:
        options = CrawlOptions(seeds=(site.url,), delay_seconds=0.0)
        Crawler(options, CONFIG, store, executor=here).run()
        assert store.counts().done == len(MANY)


def test_K01_no_worker_outlives_a_crawl_that_is_killed(serve: Serve, tmp_path: Path) -> None:
    site = serve(MANY)
    with crawl_in(tmp_path, site) as process:
        assert wait_for(lambda: site.asked["/20/"])
        process.kill()
        process.wait()
        assert wait_for(lambda: not is_left(process.pid), 30)


def test_K13_a_script_that_lacks_the_guard_is_told_so_and_asks_for_nothing_twice(serve: Serve, tmp_path: Path) -> None:
    site = serve(BLOG)
    (tmp_path / "script.py").write_text(
        "import sys\nfrom indexaudit import Auditor\nAuditor().crawl(sys.argv[1], options={'delay_seconds': 0})\n"
    )
    with child(tmp_path, "script.py", site.url) as process:
        _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert 'below `if __name__ == "__main__":`' in err.splitlines()[-1]
    assert site.asked["/"] == 1
