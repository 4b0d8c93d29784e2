"""Rules on facts that are easier to state than to write as a page: exact word counts, walls, half-read groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.facts import Content, MainText, NotAsked, Permalink, StructuredData, Wall
from indexaudit.model import Address, Addressability, AddressForm, Outcome, PageKind, PageType
from indexaudit.rules.answers import http_status_ok
from indexaudit.rules.compare import columns, fold, loosely_same, shared, tokens
from indexaudit.rules.depth import content_depth, depth_credit
from indexaudit.rules.permalinks import permalink_readable
from indexaudit.rules.robots import _matches
from indexaudit.rules.thresholds import Thresholds
from indexaudit.rules.walls import content_in_raw_html, no_login_wall, soft_404
from indexaudit.snapshot import Exchange, Hop

LIMITS = Thresholds()
NOT_ASKED = NotAsked("no second request")
PLAIN = Exchange(
    hops=(Hop(url="https://example.com/a-b", status=200, headers=()),),
    fetched_at=datetime(2026, 1, 15, tzinfo=UTC),
    size=100,
)
DATA = StructuredData(nodes=(), broken=())


def main_text(words: int, **options: Any) -> MainText:
    return MainText(
        text="word " * words, words=words, comment_words=0, paragraphs=(words,), reader="precise", **options
    )


def of_type(kind: PageKind) -> PageType:
    return PageType(type=kind, confidence=1.0, basis=("stated",))


def content(*walls: Wall) -> Content:
    return Content(
        headings=(), images=(), visible_words=0, language=None, language_basis=None, posts=0, walls=walls, shell=None,
        media=(),
    )  # fmt: skip


def depth(words: int, kind: PageKind = PageKind.ARTICLE, **options: Any) -> Outcome:
    return content_depth.check(
        main_text(words, **options), NotAsked("no content"), of_type(kind), NotAsked("no browser"), LIMITS
    )


# --- content-depth, design part 6 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "credit", "status"),
    [
        (0, 0.0, "fail"),
        (10, 0.04, "fail"),
        (25, 0.1, "fail"),
        (49, 0.164, "fail"),
        (50, 0.167, "warn"),
        (100, 0.3, "warn"),
        (200, 0.5, "warn"),
        (299, 0.698, "warn"),
        (300, 0.7, "pass"),
        (450, 0.8, "pass"),
        (600, 0.9, "pass"),
        (750, 0.95, "pass"),
        (900, 1.0, "pass"),
        (20_000, 1.0, "pass"),
    ],
)
def test_depth_follows_the_table(words: int, credit: float, status: str) -> None:
    outcome = depth(words)
    assert (outcome.status, round(outcome.credit, 3)) == (status, credit)
    if outcome.status != "pass":
        assert outcome.repaired == pytest.approx(0.7)


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_more_words_never_give_less_credit(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert 0 <= depth_credit(low) <= depth_credit(high) <= 1


def test_a_social_post_is_not_exempt() -> None:
    assert depth(35, PageKind.POST).status == "fail"


@pytest.mark.parametrize(("words", "status"), [(0, "fail"), (49, "fail"), (50, "skip"), (500, "skip")])
def test_a_product_keeps_a_floor_of_fifty_words(words: int, status: str) -> None:
    outcome = depth(words, PageKind.PRODUCT)
    assert outcome.status == status
    if status == "fail":
        assert (outcome.credit, outcome.repaired) == (words / 50, 1.0)


@pytest.mark.parametrize(("words", "status"), [(120, "unknown"), (400, "pass")])
def test_what_was_only_half_read_may_be_longer(words: int, status: str) -> None:
    assert depth(words, gaps=("the body is cut at 5 MB",)).status == status


def test_the_rules_on_depth_skip_lists() -> None:
    assert set(content_depth.not_on) == {PageKind.HOME, PageKind.LISTING, PageKind.PROFILE, PageKind.VIDEO}


# --- permalink-readable, design part 6 ------------------------------------------------------------------------------


def permalink(**options: Any) -> Permalink:
    plain: dict[str, Any] = {
        "segment": "x", "words": (), "ids": (), "separators": (), "parameters": (), "identity_parameters": (),
        "session_parameters": (), "route_fragment": None, "encoding_faults": (), "uppercase_words": False,
        "length": 40, "decoded_length": 40, "is_root": False,
    }  # fmt: skip
    return Permalink(**(plain | options))


ADDRESS = Address(
    url="https://example.com/x", normalized="https://example.com/x", canonical=None, registrable_domain="example.com",
    platform=None, kind=None, basis=None, channel=None, addressability=Addressability.OPAQUE, visibility="public",
    has_address=True, address_form=AddressForm.PATH, static=True, slug=False, slug_words=(), own_document=True, id=None,
    date=None, tracking_parameters=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("options", "kind", "status", "credit"),
    [
        ({"identity_parameters": ("p",), "is_root": True}, PageKind.HOME, "fail", 0.0),
        ({"identity_parameters": ("id",), "words": ("article",)}, PageKind.ARTICLE, "fail", 0.0),
        ({"route_fragment": "/a", "is_root": True, "segment": ""}, PageKind.HOME, "fail", 0.0),
        ({"segment": ""}, PageKind.LISTING, "skip", 0.0),
        ({"segment": ""}, PageKind.POST, "fail", 0.2),
        ({"ids": ("20931187",)}, PageKind.POST, "fail", 0.2),
        ({"words": ("pruning",)}, PageKind.ARTICLE, "warn", 0.5),
        ({"words": ("pruning",)}, PageKind.POST, "warn", 0.5),
        ({"words": ("pruning",)}, PageKind.LISTING, "pass", 1.0),
        ({"words": ("pruning",), "ids": ("3f9a1c7be204",)}, PageKind.ARTICLE, "warn", 0.5),
        ({"words": ("apple", "trees"), "ids": ("3f9a1c7be204",)}, PageKind.ARTICLE, "warn", 0.7),
        ({"words": ("apple",), "ids": ("3f9a1c7be204",)}, PageKind.OTHER, "warn", 0.7),
        ({"words": ("apple", "trees"), "ids": ("12345678",)}, PageKind.ARTICLE, "pass", 1.0),
        ({"words": ("apple", "trees")}, PageKind.ARTICLE, "pass", 1.0),
        ({"words": ("苹果树冬季修剪方法",)}, PageKind.ARTICLE, "pass", 1.0),
        ({"is_root": True, "segment": ""}, PageKind.OTHER, "skip", 0.0),
        ({"words": ("home",)}, PageKind.HOME, "skip", 0.0),
    ],
)
def test_permalinks_follow_the_table(options: dict[str, Any], kind: PageKind, status: str, credit: float) -> None:
    address = replace(ADDRESS, has_address="route_fragment" not in options)
    outcome = permalink_readable.check(permalink(**options), of_type(kind), address, NotAsked("no page"), LIMITS)
    assert (outcome.status, outcome.credit) == (status, credit)


# --- walls ----------------------------------------------------------------------------------------------------------

UNSEEN = NotAsked("no browser")
TWO = ("a password field", "no main text")
CHALLENGE = content(Wall(kind="challenge", signs=("a script of a bot-protection service",)))


@pytest.mark.parametrize(
    ("rule", "arguments"),
    [
        pytest.param(http_status_ok, (PLAIN, CHALLENGE), id="http-status-ok"),
        pytest.param(no_login_wall, (PLAIN, CHALLENGE, ADDRESS, UNSEEN, LIMITS), id="no-login-wall"),
        pytest.param(content_in_raw_html, (PLAIN, CHALLENGE, ADDRESS, UNSEEN, LIMITS), id="content-in-raw-html"),
    ],
)
def test_a_bot_challenge_says_nothing_about_the_page(rule: Any, arguments: tuple[object, ...]) -> None:
    assert rule.check(*arguments).status == "unknown"


@pytest.mark.parametrize(
    ("wall", "status"),
    [
        pytest.param(Wall(kind="login", signs=TWO), "fail", id="a login wall"),
        pytest.param(Wall(kind="login", signs=TWO[:1]), "warn", id="one sign of a login wall"),
        pytest.param(Wall(kind="consent", signs=TWO), "unknown", id="a consent wall may be shown here only"),
        pytest.param(Wall(kind="paywall", signs=TWO), "pass", id="a paywall shuts nobody out of the index"),
        pytest.param(Wall(kind="not_found", signs=TWO), "pass", id="an error page is no login wall"),
    ],
)
def test_which_walls_shut_out_an_anonymous_reader(wall: Wall, status: str) -> None:
    assert no_login_wall.check(PLAIN, content(wall), ADDRESS, UNSEEN, LIMITS).status == status


@pytest.mark.parametrize(("signs", "status"), [(TWO, "fail"), (TWO[:1], "warn")])
def test_one_sign_of_an_error_page_shuts_no_gate(signs: tuple[str, ...], status: str) -> None:
    assert _soft_404(content(Wall(kind="not_found", signs=signs))) == status


def test_a_bot_challenge_is_no_error_page() -> None:
    assert _soft_404(CHALLENGE) == "unknown"


def _soft_404(found: Content) -> str:
    return soft_404.check(
        exchange=PLAIN, content=found, address=ADDRESS, beside=NOT_ASKED, rendering=UNSEEN, thresholds=LIMITS
    ).status


def test_the_status_is_judged_without_the_content() -> None:
    assert http_status_ok.check(PLAIN, NotAsked("no content")).status == "pass"


# --- comparing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "pattern", "matches"),
    [
        ("/tag/apples", "/tag/*", True),
        ("/tag/", "/tag/*", True),
        ("/tag", "/tag/*", False),
        ("/a/tag/b", "/tag/*", False),
        ("/a/print", "*/print", True),
        ("/a/b/c/print", "/a/*/c/*", True),
        ("/ab", "/ab", True),
        ("/abc", "/ab", False),
        ("/aba", "/ab*ba", False),
        ("/a.b", "/a?b", False),
        ("/x", "*", True),
    ],
)
def test_patterns_of_paths(path: str, pattern: str, matches: bool) -> None:
    assert _matches(path, pattern) is matches


def test_a_hostile_pattern_is_quick() -> None:
    assert not _matches("/" + "a" * 8_000, "*a" * 2_000 + "b")


@pytest.mark.parametrize(
    ("text", "size"),
    [("Plums", 5), ("", 0), ("苹果", 4), ("ｆｕｌｌ", 8), ("👩‍🌾", 1), ("e\u0301", 1), ("が", 2), ("か\u3099", 2)],
)
def test_columns_count_a_full_width_character_twice(text: str, size: int) -> None:
    assert columns(text) == size


def test_words_are_folded_before_they_are_compared() -> None:
    assert fold("Café STRAẞE") == "cafe strasse"
    assert fold("한국어") == "한국어"
    assert tokens("Grow, grow") == ["grow", "grow"]
    assert shared(tokens("prune apple trees"), tokens("Pruning an apple tree")) == pytest.approx(2 / 3)
    assert shared([], ["a"]) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.com/a", "http://www.example.com/A/", True),
        ("https://example.com/a?utm_source=x", "https://example.com/a#b", True),
        ("https://example.com/a", "https://example.com/b", False),
        ("https://example.com/a?page=2", "https://example.com/a", False),
        ("https://example.com/a", "https://example.org/a", False),
    ],
)
def test_addresses_that_are_loosely_the_same(one: str, other: str, same: bool) -> None:
    assert loosely_same(one, other) is same
