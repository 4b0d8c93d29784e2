"""The pages that a page names, the ways to it, and other spellings of its address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from making import Making
from test_site_duplicates import text
from test_site_links import judged, outcome

HOME = "https://shop.example/"
A, B, C = HOME + "a", HOME + "b", HOME + "c"


@pytest.fixture
def making(tmp_path: Path) -> Making:
    return Making(tmp_path)


@pytest.mark.parametrize(
    ("target", "status", "message"),
    [
        pytest.param({}, "pass", "", id="a good page"),
        pytest.param({"status": 404, "indexability": "broken"}, "fail", "(broken, status 404)", id="a page that is gone"),
        pytest.param({"indexability": "excluded"}, "fail", "(excluded)", id="noindex"),
        pytest.param({"status": 403, "indexability": "unverified"}, "unknown", "could not be read", id="a refusal"),
        pytest.param({"state": "pending"}, "unknown", "could not be read", id="not yet read"),
        pytest.param({"state": "failed", "reason": "dns_failure"}, "unknown", "could not be read", id="no answer"),
        pytest.param({"canonical": C}, "fail", f"whose own canonical is {C}", id="a chain"),
        pytest.param({"text": text(2)}, "fail", "0 % of its words", id="another text"),
        pytest.param(
            {"state": "skipped", "reason": "redirect", "final_url": C}, "warn", f"which redirects to {C}", id="a redirect"
        ),
    ],
)  # fmt: skip
def test_where_a_canonical_leads(making: Making, target: dict[str, Any], status: str, message: str) -> None:
    making.page(HOME)
    making.page(A, canonical=B, text=text(1))
    making.page(B, **({"text": text(1)} | target))
    making.page(C)
    with making.store() as store:
        found = outcome(judged(store)[A], "canonical-target-ok")
    assert found.status == status
    assert message in found.message


def test_a_long_text_has_little_in_common_with_a_short_one(making: Making) -> None:
    making.page(HOME, text="a few words", words=30)
    making.page(A, canonical=HOME, text=text(1), words=300)
    with making.store() as store:
        found = outcome(judged(store)[A], "canonical-target-ok")
    assert "10 % of its words" in found.message


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        pytest.param("http://localhost:1313/a", True, id="no public host"),
        pytest.param("https://staging.shop.example/a", True, id="a host for testing"),
        pytest.param(HOME + "gone", True, id="an error"),
        pytest.param(HOME, True, id="the home page with another text"),
        pytest.param(B, False, id="another page"),
        pytest.param("https://other.example/a", False, id="another site"),
    ],
)
def test_a_page_stands_for_itself_where_its_canonical_cannot(making: Making, named: str, shown: bool) -> None:
    making.page(HOME, page_type="home", text=text(3))
    making.page(A, canonical=named, text=text(1))
    making.page(B, text=text(1))
    making.page(HOME + "gone", status=404, indexability="broken")
    with making.store() as store:
        found = judged(store)
    assert bool(found[A].page.shown) is shown


def test_a_canonical_of_another_site_is_not_judged(making: Making) -> None:
    making.page(A, canonical="https://other.example/")
    with making.store() as store:
        assert (
            outcome(judged(store)[A], "canonical-target-ok").message
            == "the crawl did not ask for https://other.example/"
        )


def test_a_canonical_in_another_spelling_is_the_page_itself(making: Making) -> None:
    making.page(A, canonical="http://www.shop.example/a/")
    with making.store() as store:
        found = judged(store)[A]
    assert found.page.shown
    assert outcome(found, "canonical-target-ok").status == "skip"


def test_versions_in_other_languages_have_to_link_back(making: Making) -> None:
    making.page(HOME)
    making.page(A, languages={"en": A, "de": B, "fr": C})
    making.page(B, languages={"en": A, "de": B})
    making.page(C, languages={"fr": C})
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "hreflang-valid").message == f"the fr version, {C}, does not name this page in return"
    assert outcome(found[B], "hreflang-valid").status == "pass"
    assert "hreflang-valid" in {rule.id for rule, _ in found[A].counted}


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ("http://shop.example/a", "host-variants-consolidated"),
        ("https://www.shop.example/a", "host-variants-consolidated"),
        ("https://shop.example/a/", "host-variants-consolidated"),
        ("https://shop.example/A", "url-case-consistent"),
    ],
)
def test_spellings_that_stand_beside_each_other_are_told(making: Making, other: str, rule: str) -> None:
    making.page(HOME)
    making.page(A)
    making.page(other)
    with making.store() as store:
        assert outcome(judged(store)[A], rule).message.startswith(f"the page answers at {other} too")


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({"canonical": A}, "warn"),
        ({"state": "skipped", "reason": "redirect", "final_url": A}, "pass"),
        ({"indexability": "excluded"}, "skip"),
    ],
)
def test_spellings_may_be_joined(making: Making, columns: dict[str, Any], status: str) -> None:
    making.page(HOME)
    making.page(A)
    making.page("http://shop.example/a", **columns)
    with making.store() as store:
        assert outcome(judged(store)[A], "host-variants-consolidated").status == status


def test_chains_of_redirects_are_told_at_their_end(making: Making) -> None:
    hops = [["http://shop.example/a", 302], ["https://www.shop.example/a", 301]]
    making.page(HOME)
    making.page(A)
    making.page(hops[0][0], state="skipped", reason="redirect", final_url=A, redirects=json.dumps(hops))  # type: ignore[arg-type]
    with making.store() as store:
        found = judged(store)[A]
    assert outcome(found, "redirect-hops").message == "2 redirects lead from http://shop.example/a to the page"
    assert "moved to www.shop.example with 302" in outcome(found, "redirect-permanent").message
