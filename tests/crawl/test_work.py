from __future__ import annotations

import json
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from indexaudit.api import html_snapshot
from indexaudit.audit import audit_snapshot
from indexaudit.config import Brand, Config, Limits
from indexaudit.crawl.digest import Digest
from indexaudit.crawl.packing import unpack
from indexaudit.crawl.work import Work, judge_page, pack, pack_config
from indexaudit.model import PageAudit
from indexaudit.snapshot import Snapshot
from indexaudit.testing import MOMENT, prose

URL = "https://example.com/blog/drying-plums-in-autumn"
CONFIG = Config(
    brand=Brand(name="Plum", domains=("example.com",)), limits=Limits(links=50), expected_noindex=("/drafts/*",),
)  # fmt: skip


def page(body: str = "", head: str = "") -> Snapshot:
    html = (
        "<!doctype html><html lang=en><head><title>Drying plums in autumn - Plum</title>"
        '<meta name="description" content="How to dry plums."><link rel="alternate" hreflang="de" href="/de/plums">'
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        f"{head}</head><body><main><h1>Drying plums in autumn</h1><p>{prose(200)}</p>{body}</main></body></html>"
    )
    return html_snapshot(
        html, URL, headers=[("Content-Type", "text/html; charset=utf-8")], robots_txt="", fetched_at=MOMENT
    )


def work(snapshot: Snapshot, config: Config = CONFIG) -> tuple[Work, PageAudit, Digest]:
    done = Work.of(judge_page(pack(snapshot), pack_config(config)))
    return done, PageAudit.from_json(unpack(done.audit)), Digest.from_json(unpack(done.digest))


def test_a_worker_gives_the_audit_that_the_library_gives() -> None:
    done, audit, _ = work(page())
    assert audit == audit_snapshot(page(), CONFIG)
    assert done.columns["indexability"] == "indexable"
    assert done.columns["search"] == audit.scores.search.value  # type: ignore[union-attr]
    assert done.seconds > 0
    ids = {outcome["rule"] for outcome in json.loads(unpack(done.outcomes))}
    assert set(audit.passed) <= ids
    assert {f.rule for f in audit.findings} <= ids
    assert not {s.rule for s in audit.skipped} & ids


def test_the_digest_holds_what_other_pages_need() -> None:
    links = (
        '<a href="/blog/one#part">One</a><a href="/blog/one">Again</a><a rel="nofollow" href="/blog/two">Two</a>'
        '<a href="mailto:a@example.com">Mail</a><a href="https://other.example/">Other</a>'
        '<a href="/blog/page/2/">Older posts</a>'
    )
    done, _, digest = work(page(links))
    assert done.links == [
        ["https://example.com/blog/one", "One", True, 1],
        ["https://example.com/blog/two", "Two", False, 2],
        ["https://other.example/", "Other", True, 3],
        ["https://example.com/blog/page/2/", "Older posts", True, 4],
    ]
    assert done.alternates == [["de", "https://example.com/de/plums", "https://example.com/de/plums"]]
    assert done.feeds == ["https://example.com/feed.xml"]
    assert (done.columns["title_key"], done.columns["description_key"]) == (
        "drying plums in autumn",
        "how to dry plums",
    )
    assert digest.next_pages == ("https://example.com/blog/page/2/",)
    assert done.columns["signature"] == digest.signature is not None
    assert len(done.bands) == 32
    assert done.columns["text_hash"] is not None
    assert (digest.links, digest.alternates) == ((), ())


def test_a_page_that_asks_for_it_has_no_followed_link() -> None:
    done, _, _ = work(page('<a href="/blog/one">One</a>', head='<meta name="robots" content="nofollow">'))
    assert [link[2] for link in done.links] == [False]


def test_links_that_differ_in_what_only_tracks_are_one() -> None:
    done, _, _ = work(page('<a href="/blog/one?utm_source=a"></a><a href="/blog/one?utm_source=b">One</a>'))
    assert done.links == [["https://example.com/blog/one", "One", True, 1]]


def test_T12_links_beyond_the_limit_are_counted() -> None:
    done, _, digest = work(page("".join(f'<a href="/{n}">n</a>' for n in range(80))))
    assert (len(done.links), digest.links_dropped) == (50, 30)
    assert digest.gaps


def test_a_page_that_could_not_be_fetched_has_an_empty_digest() -> None:
    _, audit, digest = work(Snapshot(url=URL, fetched_at=MOMENT, exchange=None))
    assert audit.indexability.value == "unverified"
    assert (digest.title_key, digest.signature, digest.text_hash) == (None, None, None)


@pytest.mark.parametrize(
    "config",
    [Config(), CONFIG, Config(thresholds={"content_words": 200}, ignore=("og-core",))],
)
def test_a_configuration_survives_the_way_to_another_process(config: Config) -> None:
    assert pickle.loads(pack_config(config)) == config


def test_threads_and_processes_give_the_same_bytes_but_for_the_time() -> None:
    snapshot, config = pack(page()), pack_config(CONFIG)
    with ThreadPoolExecutor(1) as threads, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        found = [Work.of(pool.submit(judge_page, snapshot, config).result()) for pool in (threads, processes)]
    one, other = found
    assert (one.audit, one.outcomes, one.digest, one.columns) == (
        other.audit,
        other.outcomes,
        other.digest,
        other.columns,
    )
