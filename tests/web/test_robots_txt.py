"""robots.txt by RFC 9309, with the departures that Google documents."""

from __future__ import annotations

import base64
import gzip
import json
import time
from pathlib import Path

import pytest

from indexaudit.web.robots_txt import LARGEST, LONGEST_LINE, RobotsTxt

SITE = "https://example.com"


def decide(text: str | bytes, path: str, agent: str = "Googlebot", **options: object) -> tuple[bool, int]:
    decision = RobotsTxt.parse(text).decide(agent, SITE + path, **options)  # type: ignore[arg-type]
    return decision.allowed, decision.line


@pytest.mark.parametrize(
    ("text", "path", "answer"),
    [
        pytest.param("", "/a", (True, 0), id="empty file"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", (True, 3), id="longest pattern"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", (True, 3), id="allow wins a tie"),
        pytest.param("User-agent: *\nDisallow: /a\nDisallow: /a\n", "/a", (False, 2), id="first of equal lines"),
        pytest.param("User-agent: *\nDisallow: /A\n", "/a", (True, 0), id="path case counts"),
        pytest.param("User-agent: *\nDisallow:\n", "/a", (True, 0), id="empty disallow is no rule"),
        pytest.param("Disallow: /\n", "/a", (True, 0), id="rule before any agent"),
        pytest.param("User-agent: *\nDisallow: /*.php$\n", "/a.php", (False, 2), id="wildcard and anchor"),
        pytest.param("User-agent: *\nDisallow: /*.php$\n", "/a.php?x", (True, 0), id="the query belongs to the path"),
        pytest.param("User-agent: *\nDisallow: /a$b\n", "/a$b", (False, 2), id="dollar only at the end is special"),
        pytest.param("User-agent: *\nDisallow: /a*b*a\n", "/ab", (True, 0), id="wildcards do not overlap"),
        pytest.param("User-agent: *\nDisallow: /*a$\n", "/ba", (False, 2), id="anchor after a wildcard"),
        pytest.param("User-agent: *\nDisallow: /ab*b$\n", "/ab", (True, 0), id="anchor may not reuse characters"),
        pytest.param("User-agent: *\nDisallow: /?x\n", "?x=1", (False, 2), id="no path but a query"),
        pytest.param("User-agent: *\nDisallow: /a\n", "/b#/a", (True, 0), id="the fragment does not count"),
        pytest.param("User-agent: *\nDisallow: /\n", "/robots.txt", (True, 0), id="robots.txt itself"),
        pytest.param("User-agent: *\nDisallow: /ü\n", "/%C3%BC", (False, 2), id="raw letters in the file"),
        pytest.param("User-agent: *\nDisallow: /%c3%bc\n", "/%C3%BC", (False, 2), id="lower-case escapes in the file"),
        pytest.param("User-agent: *\nDisallow: /%C3%BC\n", "/%c3%bc", (False, 2), id="lower-case escapes in the URL"),
        pytest.param(
            "User-agent: *\nAllow: /a/index.html\nDisallow: /\n", "/a/", (True, 2), id="index allows its folder"
        ),
        pytest.param("User-agent: *\nAllow: /a/index.html\nDisallow: /\n", "/a/b", (False, 3), id="and only that"),
        pytest.param("User-agent: * # all\nDisallow: /a # b\n", "/a", (False, 2), id="comments"),
        pytest.param("user-agent *\ndisallow /a\n", "/a", (False, 2), id="white space for the colon"),
        pytest.param("useragent: *\ndisalow: /a\n", "/a", (False, 2), id="typos that Google takes"),
        pytest.param("User-agent: *\r\rDisallow: /a\r", "/a", (False, 3), id="lines end with CR"),
        pytest.param("User-agent: *\r\n\r\nDisallow: /a\r\n", "/a", (False, 3), id="lines end with CR LF"),
        pytest.param(b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/a", (False, 2), id="byte order mark"),
        pytest.param(b"\xef\xbbUser-agent: *\nDisallow: /a", "/a", (False, 2), id="byte order mark cut short"),
        pytest.param(b"User-agent: *\nDisallow: /a\x00b\n", "/ac", (False, 2), id="NUL ends the line"),
        pytest.param(b"User-agent: *\nDisallow: /\xff\n", "/%FF", (False, 2), id="bytes that are no UTF-8"),
        pytest.param("User-agent: *\nFoo: bar\nDisallow: /a\n", "/a", (False, 3), id="unknown lines close nothing"),
    ],
)
def test_one_group(text: str | bytes, path: str, answer: tuple[bool, int]) -> None:
    assert decide(text, path) == answer


@pytest.mark.parametrize(
    ("text", "agent", "answer"),
    [
        pytest.param("User-agent: googlebot\nDisallow: /\n", "Googlebot", (False, 2), id="case does not count"),
        pytest.param("User-agent: Googlebot\nDisallow: /\n", "Googlebot-News", (True, 0), id="no part of a name"),
        pytest.param("User-agent: Google\nDisallow: /\n", "Googlebot", (True, 0), id="no beginning of a name"),
        pytest.param("User-agent: Googlebot/2.1\nDisallow: /\n", "Googlebot", (False, 2), id="version in the file"),
        pytest.param("User-agent: Googlebot\nDisallow: /\n", "Googlebot/2.1", (False, 2), id="version in the question"),
        pytest.param("User-agent: *\nDisallow: /\nUser-agent: a\nAllow: /\n", "a", (True, 4), id="own group only"),
        pytest.param(
            "User-agent: *\nDisallow: /\nUser-agent: a\nAllow: /b\n", "a", (True, 0), id="never merged with *"
        ),
        pytest.param("User-agent: *\nDisallow: /\nUser-agent: a\nDisallow:\n", "a", (True, 0), id="own empty group"),
        pytest.param(
            "User-agent: a\nAllow: /\nUser-agent: b\n\nUser-agent: a\nDisallow: /x\n", "a", (False, 6), id="merged"
        ),
        pytest.param("User-agent: a\nSitemap: /s\nUser-agent: b\nDisallow: /\n", "a", (False, 4), id="sitemap between"),
        pytest.param("User-agent: a\nUser-agent: *\nDisallow: /\n", "c", (False, 3), id="named beside everyone"),
    ],
)
def test_which_group(text: str, agent: str, answer: tuple[bool, int]) -> None:
    assert decide(text, "/x", agent) == answer


def test_a_crawler_may_follow_the_rules_of_another() -> None:
    text = "User-agent: Googlebot\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    assert decide(text, "/x", "Applebot") == (True, 5)
    assert decide(text, "/x", "Applebot", also=("Googlebot",)) == (False, 2)
    assert decide("User-agent: Applebot\nAllow: /\n\n" + text, "/x", "Applebot", also=("Googlebot",)) == (True, 2)


def test_the_deciding_line_is_shown_without_comment() -> None:
    decision = RobotsTxt.parse("User-agent: *\n  disallow : /ü  # private\n").decide("x", "/%C3%BC")
    assert (decision.allowed, decision.line, decision.rule) == (False, 2, "disallow : /ü")


def test_what_else_a_file_says() -> None:
    text = (
        "Disallow: /o\nUser-agent: a\nCrawl-delay: 2.5\nDissallow: /a\n"
        "Site-map: https://example.com/s.xml\n<p>\nHost: b\n"
    )
    robots = RobotsTxt.parse(text)
    assert [(s.line, s.value) for s in robots.sitemaps] == [(5, "https://example.com/s.xml")]
    assert [(t.line, t.field) for t in robots.typos] == [(4, "dissallow"), (5, "site-map")]
    assert [(u.line, u.field, u.value) for u in robots.unknown] == [(6, "", "<p>"), (7, "host", "b")]
    assert [(o.line, o.text) for o in robots.orphans] == [(1, "Disallow: /o")]
    delay = robots.crawl_delay("A")
    assert delay is not None
    assert (delay.seconds, delay.line) == (2.5, 3)
    assert robots.crawl_delay("b") is None
    assert (robots.names("A"), robots.names("b"), robots.cut, robots.size) == (True, False, False, len(text))


@pytest.mark.parametrize("value", ["nan", "-5", "inf", "soon", ""])
def test_a_crawl_delay_that_is_no_time_has_no_seconds(value: str) -> None:
    delay = RobotsTxt.parse(f"User-agent: *\nCrawl-delay: {value}\n").crawl_delay("a")
    assert delay is not None
    assert delay.seconds is None


def test_only_the_first_500_kib_are_read() -> None:
    text = b"User-agent: *\nDisallow: /a\n" + b"#" * LARGEST + b"\nDisallow: /b\n"
    robots = RobotsTxt.parse(text)
    assert robots.cut
    assert robots.size == len(text)
    assert robots.decide("x", "/a").allowed is False
    assert robots.decide("x", "/b").allowed is True


def test_the_end_of_a_very_long_line_is_not_read() -> None:
    robots = RobotsTxt.parse("User-agent: *\nDisallow: /" + "a" * LONGEST_LINE + "\n")
    assert robots.cut_lines == (2,)
    assert len(robots.groups[0].rules[0].pattern) == LONGEST_LINE - 1 - len("Disallow: ")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*ab\n" * 17_000, id="wildcards"),
        pytest.param(b"User-agent: *\nDisallow: /" + b"*a" * 8_000 + b"b$", id="one long pattern"),
        pytest.param(b"User-agent: a\n" * 20_000 + b"Disallow: /\n" * 17_000, id="many agents and many rules"),
        pytest.param(b"".join(b"User-agent: a%d\nDisallow: /\n" % i for i in range(17_000)), id="many groups"),
        pytest.param(b":" * 500_000, id="colons"),
        pytest.param(b"\xff\xfeU\x00s\x00e\x00r\x00" * 50_000, id="UTF-16"),
        pytest.param("\ud800: \udfff\n" * 1000, id="halves of surrogate pairs"),
        pytest.param("%" * 100_000, id="percent signs"),
    ],
)
def test_hostile_files_are_answered_quickly(body: str | bytes) -> None:
    started = time.process_time()
    decision = RobotsTxt.parse(body).decide("Googlebot", SITE + "/" + "a" * 100_000)
    assert decision.allowed
    assert time.process_time() - started < 3


def test_every_plain_case_of_the_corpus(corpus: Path) -> None:
    rows = [
        json.loads(line) for line in (corpus / "robots_cases.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    asked = [
        row
        for row in rows
        if row["type"] == "allowed" and (row["id"].startswith("google--") or not row.get("beyond_plain_rfc9309"))
    ]
    wrong = [
        row["id"]
        for row in asked
        if RobotsTxt.parse(row["robots"]).decide(row["user_agent"], row["url"]).allowed != row["allowed"]
    ]
    assert len(asked) > 200
    assert wrong == []


def test_sitemaps_and_unknown_lines_of_the_corpus(corpus: Path) -> None:
    rows = [
        json.loads(line) for line in (corpus / "robots_cases.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    seen = 0
    for row in rows:
        if row["type"] != "parse_stats":
            continue
        robots = RobotsTxt.parse(base64.b64decode(row["robots_b64"]))
        seen += 1
        if "sitemap" in row["expect"]:
            assert [s.value for s in robots.sitemaps] == [row["expect"]["sitemap"]]
        else:
            assert len(robots.unknown) == row["expect"]["unknown_directives"], row["id"]
    assert seen > 5


def test_every_real_file_is_read_quickly(corpus: Path) -> None:
    with gzip.open(corpus / "robots.jsonl.gz") as lines:
        bodies = [base64.b64decode(json.loads(line)["body_base64"]) for line in lines]
    started = time.process_time()
    files = [RobotsTxt.parse(body) for body in bodies]
    for robots in files:
        decision = robots.decide("Googlebot", SITE + "/a/b.html?c=1")
        assert decision.line == 0 or decision.rule
    assert len(files) > 2000
    assert sum(bool(robots.groups) for robots in files) > 2000
    assert time.process_time() - started < 10
