"""Robots meta and X-Robots-Tag, and what they come to for one agent."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from indexaudit.web.directives import Directive, Effective, effective, from_header, from_meta, is_robots_name


def meta(content: str, name: str = "robots") -> tuple[Directive, ...]:
    return from_meta(name, content, line=3, text=f'<meta name="{name}" content="{content}">')


def pairs(directives: tuple[Directive, ...]) -> list[tuple[str, str | None]]:
    return [(d.name, d.value) for d in directives]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        pytest.param("noindex, NoFollow", [("noindex", None), ("nofollow", None)], id="list in any case"),
        pytest.param("none", [("noindex", None), ("nofollow", None)], id="none unfolds"),
        pytest.param("all", [("all", None)], id="all"),
        pytest.param("", [], id="empty"),
        pytest.param(",, ,", [], id="commas"),
        pytest.param("noindexing", [("noindexing", None)], id="a longer word is another word"),
        pytest.param("max-snippet:20, max-image-preview: Large",
                     [("max-snippet", "20"), ("max-image-preview", "Large")],
                     id="values"),
        pytest.param("max-image-preview:none", [("max-image-preview", "none")], id="none as a value"),
        pytest.param("noindex nofollow", [("noindex", None), ("nofollow", None)], id="white space for the comma"),
        pytest.param("noindex; nofollow", [("noindex", None), ("nofollow", None)], id="semicolon for the comma"),
        pytest.param("please noindex", [("please noindex", None)], id="no list of rules"),
        pytest.param("unavailable_after: 25 Jun 2010 15:00:00 PST", [("unavailable_after", "25 Jun 2010 15:00:00 PST")],
                     id="colons in a date"),
        pytest.param("unavailable_after: Friday, 25-Jun-10 15:00:00 UTC, noindex",
                     [("unavailable_after", "Friday, 25-Jun-10 15:00:00 UTC"), ("noindex", None)],
                     id="comma in a date"),
        pytest.param("unavailable_after: Jun 25, 2010, nofollow",
                     [("unavailable_after", "Jun 25, 2010"), ("nofollow", None)], id="comma before the year"),
    ],
)  # fmt: skip
def test_meta_tags(content: str, read: list[tuple[str, str | None]]) -> None:
    assert pairs(meta(content)) == read


def test_a_meta_tag_keeps_where_it_stands() -> None:
    (directive,) = meta("noindex", "GoogleBot")
    assert (directive.agent, directive.where, directive.line) == ("googlebot", "html", 3)
    assert directive.text == '<meta name="GoogleBot" content="noindex">'


@pytest.mark.parametrize(
    ("name", "addressed"),
    [("robots", True), ("Googlebot-News", True), ("bingbot", True), ("description", False), ("robotsx", False),
     ("viewport", False), ("", False), ("about", False)],
)  # fmt: skip
def test_names_of_crawlers(name: str, addressed: bool) -> None:
    assert is_robots_name(name) is addressed
    assert bool(meta("noindex", name)) is addressed


@pytest.mark.parametrize(
    ("line", "read"),
    [
        pytest.param("noindex", [("*", "noindex")], id="for everyone"),
        pytest.param("googlebot: noindex, nofollow",
                     [("googlebot", "noindex"), ("googlebot", "nofollow")], id="for one"),
        pytest.param("noindex, OtherBot: nofollow, none",
                     [("*", "noindex"), ("otherbot", "nofollow"), ("otherbot", "noindex"), ("otherbot", "nofollow")],
                     id="for everyone and then one"),
        pytest.param("a-bot: noindex, b-bot: nofollow", [("a-bot", "noindex"), ("b-bot", "nofollow")], id="for two"),
        pytest.param("max-snippet:20", [("*", "max-snippet")], id="a rule is no agent"),
        pytest.param("unavailable_after: 25 Jun 2010 15:00:00 PST",
                     [("*", "unavailable_after")], id="a date is no agent"),
        pytest.param("unavailable_after: Fri, 25 Jun 2010 15:00:00 PST, noindex",
                     [("*", "unavailable_after"), ("*", "noindex")], id="comma in a date"),
        pytest.param("googlebot: unavailable_after: 25 Jun 2010 15:00:00 PST, googlebot: noindex",
                     [("googlebot", "unavailable_after"), ("googlebot", "noindex")], id="agent before a date"),
        pytest.param("googlebot:", [], id="agent alone"),
        pytest.param("googlebot: , noindex", [("googlebot", "noindex")], id="agent and an empty rule"),
        pytest.param("", [], id="empty"),
    ],
)  # fmt: skip
def test_headers(line: str, read: list[tuple[str, str]]) -> None:
    found = from_header(line)
    assert [(d.agent, d.name) for d in found] == read
    assert all(d.where == "header" and d.line is None and d.text == f"X-Robots-Tag: {line}" for d in found)


def settle(*tags: tuple[str, str], agent: str = "googlebot") -> Effective:
    return effective([d for name, content in tags for d in meta(content, name)], agent)


def test_nothing_said() -> None:
    result = settle()
    assert not any((result.noindex, result.nofollow, result.nosnippet, result.noarchive, result.indexifembedded))
    assert (result.max_snippet, result.max_image_preview, result.unavailable_after) == (None, None, None)
    assert result.because("noindex") == ()


def test_rules_for_everyone_and_for_the_agent_are_summed() -> None:
    result = settle(("robots", "nofollow"), ("googlebot", "noindex"), ("bingbot", "noarchive"))
    assert (result.noindex, result.nofollow, result.noarchive) == (True, True, False)
    assert [d.agent for d in result.because("noindex")] == ["googlebot"]
    assert settle(("robots", "nofollow"), ("bingbot", "noarchive"), agent="Bingbot").noarchive


def test_a_permission_lifts_nothing() -> None:
    result = settle(("robots", "noindex"), ("googlebot", "index, follow, all"))
    assert result.noindex


def test_the_news_crawler_obeys_the_rules_for_its_family() -> None:
    tags = (("googlebot", "noindex"),)
    assert settle(*tags, agent="googlebot-news").noindex
    assert not settle(("googlebot-news", "noindex")).noindex


@pytest.mark.parametrize(
    ("tags", "limit", "silent"),
    [
        pytest.param(["max-snippet:50", "max-snippet:20"], 20, False, id="the smaller"),
        pytest.param(["max-snippet:-1", "max-snippet:20"], 20, False, id="a limit before none"),
        pytest.param(["max-snippet:-1"], -1, False, id="no limit"),
        pytest.param(["max-snippet:0"], 0, True, id="zero is nosnippet"),
        pytest.param(
            ["max-snippet:many", "max-snippet:-5", "max-snippet"], None, False, id="unreadable ones are ignored"
        ),
    ],
)
def test_snippet_limits(tags: list[str], limit: int | None, silent: bool) -> None:
    result = settle(*(("robots", tag) for tag in tags))
    assert (result.max_snippet, result.nosnippet) == (limit, silent)
    assert len(result.unreadable) == (3 if limit is None else 0)


def test_previews_take_the_most_restrictive() -> None:
    result = settle(
        ("robots", "max-image-preview:large, max-video-preview:-1"), ("googlebot", "max-image-preview:None")
    )
    assert (result.max_image_preview, result.max_video_preview) == ("none", -1)
    assert [d.value for d in result.because("max_image_preview")] == ["None"]
    assert settle(("robots", "max-image-preview:huge")).max_image_preview is None


def test_embedding_is_allowed_only_beside_noindex() -> None:
    assert settle(("robots", "noindex, indexifembedded")).indexifembedded
    assert not settle(("robots", "indexifembedded")).indexifembedded


def test_expiry() -> None:
    result = settle(("robots", "unavailable_after: 2024-06-01T00:00:00+02:00"), ("robots", "unavailable_after: soon"))
    assert result.unavailable_after == datetime(2024, 5, 31, 22, tzinfo=UTC)
    assert result.expired(datetime(2024, 6, 1, tzinfo=UTC))
    assert not result.expired(datetime(2024, 5, 1, tzinfo=UTC))
    assert [d.value for d in result.unreadable] == ["soon"]


@pytest.mark.parametrize(
    "text", ["a:" * 200_000, "," * 500_000, "unavailable_after," * 50_000, "noindex," * 100_000, "a " * 400_000]
)
def test_hostile_values_are_read_quickly(text: str) -> None:
    started = time.process_time()
    assert len(from_header(text)) <= 100
    assert len(meta(text)) <= 100
    assert time.process_time() - started < 3
