"""A store as rows, as audits, and as the audit of a site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from making import Making, packed
from test_site_links import judged, outcome

from indexaudit.config import Config
from indexaudit.crawl.site.audit import site_audit
from indexaudit.crawl.site.rows import page_audits, site_rows
from indexaudit.errors import StoreError
from indexaudit.model import PageAudit, Status
from indexaudit.site_audit import SiteAudit

HOME = "https://shop.example/"
A, B, C = HOME + "a", HOME + "b", HOME + "c"


@pytest.fixture
def making(tmp_path: Path) -> Making:
    return Making(tmp_path)


def site(making: Making) -> None:
    making.page(HOME, *(f"{HOME}blog/post-about-plums-{n}" for n in range(10)), page_type="home")
    for n in range(10):
        url, title = f"{HOME}blog/post-about-plums-{n}", "plums" if n < 4 else str(n)
        making.page(url, HOME, words=300 + n, title_key=title, published=f"2025-11-{n + 1:02}")
    making.page(f"{HOME}?p=99", HOME)
    making.page(A, state="failed", reason="read_timeout")
    making.page(B, state="skipped", reason="secret")
    making.page(C, state="pending")
    making.insert("refused", reason="trap_calendar", pattern="/events/#", count=70, example=HOME + "events/1")
    making.insert("refused", reason="scope", pattern="other.example", count=5, example="https://other.example/")
    making.sitemap(HOME + "sitemap.xml", {HOME: "2025-12-01"})
    making.feed(HOME + "feed.xml", HOME + "blog/post-about-plums-9", newest="2025-12-01")


def test_the_sums_of_a_site_agree(making: Making) -> None:
    site(making)
    with making.store() as store:
        audit = site_audit(store)
        rows = list(site_rows(store))
    totals = audit.totals
    assert totals.scheduled == totals.done + totals.failed + totals.skipped + totals.pending == len(rows) == 15
    assert (totals.done, totals.refused) == (12, 75)
    assert sum(count.count for count in totals.indexability) == totals.done
    assert sum(group.pages for group in audit.sections) == sum(group.pages for group in audit.types) == totals.done
    assert audit.search.of == 12
    assert audit.partial
    assert [(count.name, count.count, count.example) for count in totals.failures] == [("read_timeout", 1, A)]
    assert audit.seeds == (HOME,)


def test_a_site_audit_survives_json(making: Making) -> None:
    site(making)
    with making.store() as store:
        audit = site_audit(store)
        assert SiteAudit.from_json(audit.to_json()) == audit
        assert site_audit(store) == audit


def test_one_finding_stands_for_the_fault_of_several_pages(making: Making) -> None:
    site(making)
    with making.store() as store:
        audit = site_audit(store)
        rows = list(site_rows(store))
    titles = next(found for found in audit.findings if found.rule == "metadata-unique")
    assert (titles.pages, titles.judged, len(titles.examples)) == (4, 12, 4)
    assert titles.message == "pages have the title or description of another page"
    gains = [one.gain for row in rows for one in row.findings if one.rule == "metadata-unique"]
    assert titles.gain == round(sum(gains), 1) > 0
    values = [found.gain for found in audit.findings if found.status is not Status.UNKNOWN]
    assert values == sorted(values, reverse=True)


def test_what_cannot_be_judged_is_told_as_unknown(making: Making) -> None:
    site(making)
    with making.store() as store:
        found = {found.rule: found for found in site_audit(store).findings}
    assert found["crawl-traps"].status == "warn"
    assert found["crawl-traps"].pages == 0
    assert "calendar" in found["crawl-traps"].message
    assert found["internal-inlinks"].status == "unknown"


def test_the_convention_of_permalinks_and_what_breaks_it(making: Making) -> None:
    site(making)
    with making.store() as store:
        audit = site_audit(store)
    (convention,) = audit.conventions
    assert convention.pattern == "/blog/{words}-{id}" or convention.pattern.startswith("/blog/{words}")
    assert (convention.pages, convention.share, convention.breakers) == (10, 0.909, (f"{HOME}?p=99",))
    told = next(found for found in audit.findings if found.rule == "permalink-convention")
    assert told.examples == (f"{HOME}?p=99",)


def test_seven_pages_have_no_convention(making: Making) -> None:
    for n in range(7):
        making.page(f"{HOME}blog/post-about-plums-{n}")
    with making.store() as store:
        assert site_audit(store).conventions == ()


def test_the_worst_pages_come_first_by_gain_and_links(making: Making) -> None:
    site(making)
    with making.store() as store:
        worst = site_audit(store).worst
    weights = [row.weight for row in worst]
    assert weights == sorted(weights, reverse=True)
    assert worst[0].url == HOME
    assert worst[0].weight == round(worst[0].gain * (1 + worst[0].inlinks), 1)


def test_the_audit_of_a_page_takes_the_findings_of_the_site(making: Making) -> None:
    site(making)
    with making.store() as store:
        audits = {audit.url: audit for audit in page_audits(store)}
        found = judged(store)
        rows = {row.url: row for row in site_rows(store)}
    assert len(audits) == 1  # every page of this store holds the audit of one page
    for audit in audits.values():
        assert PageAudit.from_json(audit.to_json()) == audit
        ids = [*audit.passed, *(one.rule for one in audit.findings), *(one.rule for one in audit.skipped)]
        assert len(ids) == len(set(ids))
        assert not any("this run reads one" in one.reason for one in audit.skipped if one.rule != "crawl-traps")
        assert audit.scores.discovery is not None
    row = rows[f"{HOME}?p=99"]
    assert row.search == found[f"{HOME}?p=99"].scores.search


def test_what_a_page_alone_shows_stays_when_it_is_the_worse(making: Making) -> None:
    def concluded(status: str, credit: float) -> list[dict[str, Any]]:
        plain = {"repaired": 1.0, "expected": False, "stale": False}
        return [{"rule": "hreflang-valid", "status": status, "credit": credit} | plain]

    making.page(A, languages={"de": B}, outcomes=concluded("fail", 0.0))
    making.page(B, languages={"en": A}, outcomes=concluded("warn", 0.5))
    making.page(C, languages={"en": A}, outcomes=concluded("warn", 0.5))
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "hreflang-valid").status == "pass"
    assert found[A].kept["hreflang-valid"].status == "fail"
    assert found[B].kept["hreflang-valid"].status == "warn"
    assert "hreflang-valid" not in found[C].kept
    assert "hreflang-valid" in {rule.id for rule, _ in found[C].counted}


def test_rules_that_are_ignored_are_not_judged(making: Making) -> None:
    site(making)
    with making.store() as store:
        audit = site_audit(store, Config(ignore=("metadata-unique", "crawl-traps")))
    assert not {"metadata-unique", "crawl-traps"} & {found.rule for found in audit.findings}


def test_thresholds_of_the_configuration_count(making: Making) -> None:
    making.page(HOME, A)
    making.page(A)
    with making.store() as store:
        audit = site_audit(store, Config(thresholds={"inlinks": 1}))
    assert "internal-inlinks" not in {found.rule for found in audit.findings}


def test_a_store_without_pages_has_an_audit(making: Making) -> None:
    with making.store() as store:
        audit = site_audit(store)
        assert list(site_rows(store)) == []
    assert (audit.totals.scheduled, audit.search.median, audit.findings, audit.worst) == (0, None, (), ())


def test_a_damaged_page_is_a_clear_error(making: Making) -> None:
    making.page(A)
    making.db.execute("UPDATE page SET outcomes = ?", (packed({})[:-4] + b"oops",))
    with making.store() as store, pytest.raises(StoreError, match="damaged"):
        site_audit(store)


def test_lists_and_discussions_are_judged_by_what_was_kept(making: Making) -> None:
    first, second = HOME + "blog/", HOME + "blog/page/2/"
    making.page(first, second, page_type="listing", digest={"next_pages": [second]})
    making.page(second, page_type="listing", canonical=first, digest={"more_button": True})
    making.page(A, page_type="listing", digest={"next_pages": [B]})
    making.page(B, page_type="listing", digest={"more_button": True})
    making.page(C, digest={"comments": 9, "comment_fragments": 0})
    with making.store() as store:
        found = judged(store)
    assert outcome(found[first], "archive-pagination").status == "pass"
    assert outcome(found[second], "archive-pagination").message.startswith("this part of a list names the first")
    assert "rel=next alone" in outcome(found[A], "archive-pagination").message
    assert outcome(found[B], "archive-pagination").status == "fail"
    assert outcome(found[C], "discussion-addressable").message.startswith("0 of 9 comments")


def test_the_index_is_made_anew_when_the_store_has_changed(tmp_path: Path) -> None:
    from indexaudit.crawl.records import Found
    from indexaudit.crawl.store import Store

    making = Making(tmp_path)
    making.page(HOME)
    making.page(A)
    making.store().close()
    with Store.open(making.path) as store:
        assert site_audit(store).totals.pending == 0
        store.schedule([Found(url=B, host="shop.example", depth=1, via="link")])
        assert site_audit(store).partial


def test_error_pages_that_answer_200_are_told_of_the_site(making: Making) -> None:
    soft = [{"rule": "soft-404", "status": "fail", "credit": 0.0, "repaired": 1.0, "expected": False, "stale": False}]
    making.page(HOME)
    making.page(A, outcomes=soft, indexability="broken")
    making.page(B, outcomes=soft, indexability="broken")
    with making.store() as store:
        found = next(found for found in site_audit(store).findings if found.rule == "soft-404")
    assert (found.pages, found.severity.value, found.examples) == (2, "gate", (A, B))
    assert "answer 200 and read like an error" in found.message


def test_a_page_that_says_nothing_of_the_site_keeps_its_own_scores(making: Making) -> None:
    making.page(A, outcomes=[])
    with making.store() as store:
        (row,) = site_rows(store)
    assert row.state == "done"
    assert row.share is None
    assert row.gain == 0.0
