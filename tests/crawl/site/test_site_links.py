"""Who links to a page, how far it is from the start, and what its own links lead to."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from making import Making

from indexaudit.crawl.site.judging import Judgement, SiteJudge
from indexaudit.crawl.store import Store
from indexaudit.model import Outcome
from indexaudit.site_facts import AnchorText

HOME = "https://shop.example/"
A, B, C = HOME + "a", HOME + "b", HOME + "c"


def judged(store: Store) -> dict[str, Judgement]:
    return {judgement.page.url: judgement for judgement in SiteJudge(store).pages()}


def outcome(judgement: Judgement, rule: str) -> Outcome:
    return next(outcome for one, outcome in judgement.outcomes if one.id == rule)


@pytest.fixture
def making(tmp_path: Path) -> Making:
    return Making(tmp_path)


def test_pages_that_link_are_counted_once_and_a_page_does_not_link_to_itself(making: Making) -> None:
    making.page(HOME, A)
    making.page(A, A, B)
    making.page(B, A)
    with making.store() as store:
        found = judged(store)
    assert found[A].inlinks.pages == 2
    assert found[A].inlinks.linked_by == (HOME, B)
    assert outcome(found[A], "internal-inlinks").status == "pass"
    assert outcome(found[B], "internal-inlinks").status == "warn"
    assert outcome(found[HOME], "internal-inlinks").status == "skip"


def test_an_orphan_fails_and_costs_points_of_discovery(making: Making) -> None:
    making.page(HOME, B)
    making.page(A)
    making.page(B, HOME)
    with making.store() as store:
        orphan = judged(store)[A]
    assert outcome(orphan, "internal-inlinks").message == "no other page links to it"
    assert orphan.gains["internal-inlinks"] > 0
    assert orphan.scores.discovery is not None
    assert orphan.scores.discovery.value is not None
    assert orphan.scores.discovery.value < 100


@pytest.mark.parametrize("state", ["pending", "failed", "skipped"])
def test_nothing_is_called_an_orphan_while_pages_were_not_read(making: Making, state: str) -> None:
    making.page(HOME)
    making.page(A)
    making.page(B, state=state, reason=None if state == "pending" else "read_timeout")
    with making.store() as store:
        found = outcome(judged(store)[A], "internal-inlinks")
    assert found.status == "unknown"
    assert "1 page " in found.message


def test_a_crawl_of_a_list_calls_nothing_an_orphan(making: Making) -> None:
    making.run("done", list_only=True)
    making.page(HOME)
    making.page(A)
    with making.store() as store:
        assert outcome(judged(store)[A], "internal-inlinks").message == "only half read: the crawl followed no links"


def test_links_of_noindex_pages_and_nofollow_links_do_not_count(making: Making) -> None:
    making.page(HOME)
    making.page(A)
    making.page(B, A, indexability="excluded")
    making.page(C, A, nofollow=True)
    with making.store() as store:
        found = judged(store)[A].inlinks
    assert (found.pages, found.unfollowed) == (0, 1)


def test_a_link_to_an_address_that_redirects_counts_for_its_target(making: Making) -> None:
    making.page(HOME, B)
    making.page(A)
    making.page(B, state="skipped", reason="redirect", final_url=A, redirects=f'[["{B}", 301]]', status=200)
    with making.store() as store:
        found = judged(store)
    assert set(found) == {HOME, A}
    assert found[A].inlinks.pages == 1
    assert found[A].page.clicks == 1
    assert outcome(found[HOME], "internal-links-live").message == "1 link leads through a redirect"


def test_clicks_are_those_of_the_shortest_way(making: Making) -> None:
    chain = [f"{HOME}{n}" for n in range(1, 9)]
    making.page(HOME, chain[0])
    for here, there in pairwise(chain):
        making.page(here, there, HOME)
    making.page(chain[-1], HOME)
    making.page(A, HOME)
    with making.store() as store:
        found = judged(store)
    assert [found[url].page.clicks for url in chain] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert found[A].page.clicks is None
    assert outcome(found[chain[3]], "click-depth").status == "warn"
    assert outcome(found[chain[7]], "click-depth").status == "fail"
    assert found[chain[7]].gains["click-depth"] == 0.0


def test_the_words_of_links_are_counted(making: Making) -> None:
    making.page(HOME, A, anchor="Read more")
    making.page(B, A, anchor="Read more")
    making.page(C, A, anchor="Drying plums")
    making.page(A)
    with making.store() as store:
        found = judged(store)[A]
    assert found.inlinks.anchors == (
        AnchorText(text="Read more", count=2),
        AnchorText(text="Drying plums", count=1),
    )
    assert outcome(found, "inlink-text-descriptive").status == "fail"


def test_links_to_pages_that_are_gone_are_told(making: Making) -> None:
    making.page(HOME, A, B, C)
    making.page(A, status=404, indexability="broken")
    making.page(B, state="failed", reason="status_500", status=500)
    making.page(C, state="failed", reason="dns_failure", status=None)
    with making.store() as store:
        found = outcome(judged(store)[HOME], "internal-links-live")
    assert found.status == "warn"
    assert found.message == "2 of 2 links lead to pages that are gone"


def test_two_addresses_that_redirect_to_each_other_end(making: Making) -> None:
    making.page(HOME, A)
    making.page(A, final_url=B)
    making.page(B, final_url=A)
    with making.store() as store:
        found = judged(store)
    assert len(found) == 3
