"""What sitemaps and feeds say of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import Making
from test_site_links import judged, outcome

from indexaudit.crawl.site.judging import SiteJudge

HOME = "https://shop.example/"
MAP = HOME + "sitemap.xml"
A, B = HOME + "a", HOME + "b"


@pytest.fixture
def making(tmp_path: Path) -> Making:
    return Making(tmp_path)


def test_a_page_that_is_listed_passes_with_its_lastmod(making: Making) -> None:
    making.page(HOME)
    making.page(A, modified="2025-12-01")
    making.sitemap(MAP, {HOME: None, A: "2025-12-03"})
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "sitemap-listed").status == "pass"
    assert outcome(found[A], "sitemap-lastmod").status == "pass"
    assert outcome(found[HOME], "sitemap-lastmod").message == f"{MAP} does not say when the page changed"


def test_an_address_that_redirects_is_listed_in_place_of_its_target(making: Making) -> None:
    making.page(HOME)
    making.page(A)
    making.page(B, state="skipped", reason="redirect", final_url=A, redirects=f'[["{B}", 302]]')
    making.sitemap(MAP, {B: None})
    with making.store() as store:
        found = judged(store)[A]
    assert outcome(found, "sitemap-listed").message == f"{MAP} lists {B}, which leads here, instead of this address"
    assert outcome(found, "sitemap-clean").status == "fail"


def test_a_copy_is_listed_in_place_of_its_canonical(making: Making) -> None:
    making.page(HOME)
    making.page(A, canonical=A)
    making.page(B, canonical=A)
    making.sitemap(MAP, {B: None})
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "sitemap-listed").status == "warn"
    assert outcome(found[A], "canonical-signals-agree").status == "fail"
    assert outcome(found[B], "sitemap-clean").message == f"{MAP} lists {B}, whose canonical is {A}"


def test_what_a_sitemap_that_was_not_read_lists_is_not_known(making: Making) -> None:
    making.page(HOME)
    making.page(A)
    making.sitemap(MAP, {HOME: None})
    making.sitemap(HOME + "posts.xml", {}, state="failed", reason="status_500")
    with making.store() as store:
        found = outcome(judged(store)[A], "sitemap-listed")
    assert found.status == "unknown"
    assert "posts.xml was not read to its end" in found.message


def test_a_sitemap_that_was_only_looked_for_is_no_fault(making: Making) -> None:
    making.page(HOME)
    making.page(A, HOME)
    making.sitemap(MAP, {}, origin="path", state="skipped", reason="status_404")
    with making.store() as store:
        found = judged(store)[A]
    assert outcome(found, "sitemap-valid").status == "skip"
    assert outcome(found, "sitemap-listed").message.startswith("the site has no sitemap that could be found")


def test_faults_of_a_sitemap_concern_the_pages_that_it_lists(making: Making) -> None:
    making.page(HOME)
    making.page(A)
    making.sitemap(MAP, {A: None}, problems='["an ampersand is not escaped; write &amp;"]')
    making.sitemap(HOME + "b.xml", {HOME: None})
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "sitemap-valid").status == "warn"
    assert outcome(found[HOME], "sitemap-valid").status == "pass"


def test_a_moment_that_all_entries_share_is_that_of_the_build(making: Making) -> None:
    urls = [f"{HOME}{n}" for n in range(12)]
    for url in urls:
        making.page(url)
    making.sitemap(MAP, dict.fromkeys(urls, "2025-12-01T03:00:00Z"))
    with making.store() as store:
        assert "all 12 entries" in outcome(judged(store)[urls[3]], "sitemap-lastmod").message


def test_a_listed_page_with_tracking_parameters_is_found_under_its_plain_address(making: Making) -> None:
    making.page(HOME)
    making.page(A)
    making.sitemap(MAP, {A + "?utm_source=map": None})
    with making.store() as store:
        found = judged(store)[A]
    assert outcome(found, "sitemap-listed").status == "pass"
    assert outcome(found, "url-no-tracking-params").status == "fail"
    assert "url-no-tracking-params" in {rule.id for rule, _ in found.counted}


def blog(making: Making, *, named: bool, dated: int = 8) -> list[str]:
    urls = [f"{HOME}post-{n}" for n in range(8)]
    for n, url in enumerate(urls):
        digest = {"feeds": [HOME + "feed.xml"] if named else []}
        making.page(url, digest=digest, published=f"2025-0{n + 1}-01" if n < dated else None)
    return urls


def test_a_blog_is_asked_for_a_feed(making: Making) -> None:
    urls = blog(making, named=False)
    with making.store() as store:
        found = judged(store)[urls[0]]
    assert (
        outcome(found, "feed-discoverable").message
        == "the site has 8 articles and posts and no feed that could be found"
    )


@pytest.mark.parametrize(("dated", "status"), [(0, "skip"), (3, "skip"), (4, "fail")])
def test_a_manual_without_dates_is_not_asked_for_a_feed(making: Making, dated: int, status: str) -> None:
    urls = blog(making, named=False, dated=dated)
    with making.store() as store:
        assert outcome(judged(store)[urls[0]], "feed-discoverable").status == status


def test_a_feed_that_the_page_names_is_read(making: Making) -> None:
    urls = blog(making, named=True)
    making.feed(HOME + "feed.xml", *urls[3:], hub="https://hub.example/")
    with making.store() as store:
        judge = SiteJudge(store)
        found = next(iter(judge.pages()))
        whole = {rule.id: outcome for rule, outcome in judge.of_whole()}
    assert outcome(found, "feed-discoverable").message == "with a WebSub hub, https://hub.example/"
    assert whole["feed-coverage"].status == "pass"


def test_a_feed_that_stands_still_is_told_once(making: Making) -> None:
    urls = blog(making, named=True)
    making.feed(HOME + "feed.xml", *urls[:2], entries=10)
    with making.store() as store:
        whole = {rule.id: outcome for rule, outcome in SiteJudge(store).of_whole()}
    assert whole["feed-coverage"].message == "6 of the 8 newest posts stand in no feed"
    assert whole["feed-coverage"].evidence[0].text == urls[7]


def test_a_feed_that_is_no_feed_is_broken(making: Making) -> None:
    urls = blog(making, named=True)
    making.feed(HOME + "feed.xml", state="failed", reason="not_a_feed")
    with making.store() as store:
        found = outcome(judged(store)[urls[0]], "feed-discoverable")
    assert found.message == f"the page names {HOME}feed.xml, which is no feed that can be read"
