"""What people who write their own rules are given: a good page to change, and the verdict of one rule."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indexaudit.audit import audit_snapshot
from indexaudit.config import Config
from indexaudit.errors import ConfigError, InvalidURL
from indexaudit.model import Status
from indexaudit.rules.registry import built_in
from indexaudit.testing import URL, judge, prose, snapshot
from indexaudit.web.words import count_words


def test_the_page_that_tests_begin_with_is_good() -> None:
    audit = audit_snapshot(snapshot(words=950))
    assert [f"{f.rule}: {f.message}" for f in audit.findings] == []
    assert audit.indexability == "indexable"
    assert audit.scores.search is not None
    assert audit.scores.search.value == 100.0


@pytest.mark.parametrize("words", [0, 1, 7, 70, 350, 2_000])
def test_prose_has_as_many_words_as_asked_for(words: int) -> None:
    assert count_words(prose(words).replace("<p>", " ").replace("</p>", " ")) == words
    assert prose(words) == prose(words)


def test_redirects_lead_one_to_the_next() -> None:
    page = snapshot(redirects=["http://example.com/a", "https://example.com/b"])
    assert page.exchange is not None
    assert [(hop.url, hop.status) for hop in page.exchange.hops] == [
        ("http://example.com/a", 301),
        ("https://example.com/b", 301),
        (URL, 200),
    ]
    assert page.exchange.hops[0].headers == (("Location", "https://example.com/b"),)
    assert (page.url, page.exchange.final_url) == ("http://example.com/a", URL)


def test_what_was_not_asked_for_is_not_empty() -> None:
    asked, not_asked = snapshot(), snapshot(headers=None, robots=None)
    assert asked.robots is not None
    assert [file.body for file in asked.robots] == [b""]
    assert not_asked.robots is None
    assert not_asked.exchange is not None
    assert not_asked.exchange.headers is None


def test_nothing_came() -> None:
    page = snapshot(fetch_error="the host name does not resolve")
    assert page.exchange is None
    assert page.fetch_error is not None
    assert audit_snapshot(page).indexability == "unverified"


def test_bytes_are_decoded_as_if_they_had_come_over_the_network() -> None:
    page = snapshot(
        "<title>Äpfel im Winter lagern</title>".encode("windows-1252"), headers={"Content-Type": "text/html"}
    )
    assert judge("title-length", page).status is Status.PASS


def test_the_moment_can_be_chosen() -> None:
    page = snapshot(fetched_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert audit_snapshot(page).fetched_at.year == 2030


def test_a_rule_is_named_or_given() -> None:
    page = snapshot(head="<title></title>")
    title_present = next(rule for rule in built_in() if rule.id == "title-present")
    assert judge(title_present, page) == judge("title-present", page)
    assert judge("title-present", page).status is Status.FAIL


def test_thresholds_reach_the_rule() -> None:
    page = snapshot(words=250)
    assert judge("content-depth", page).status is Status.WARN
    assert judge("content-depth", page, Config(thresholds={"content_words": 200})).status is Status.PASS


def test_a_rule_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match="no rule is called 'title-presence'"):
        judge("title-presence", snapshot())


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidURL):
        snapshot(url="plums")
