"""What is odd about a robots.txt file."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from indexaudit.agents.registry import load
from indexaudit.robots_access import read_robots
from indexaudit.snapshot import RobotsFile, Snapshot
from indexaudit.testing import MOMENT, judge, snapshot
from indexaudit.web.robots_notes import robots_notes
from indexaudit.web.robots_txt import LARGEST, RobotsTxt


def notes(body: bytes) -> list[tuple[str, int | None]]:
    return [(note.kind, note.line) for note in robots_notes(body, RobotsTxt.parse(body))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(b"User-agent: *\nDisallow: /a\n", [], id="nothing odd"),
        pytest.param(b"", [], id="empty"),
        pytest.param(b"# only a comment\n", [], id="only a comment"),
        pytest.param(b"\xef\xbb\xbfUser-agent: *\n", [("bom", 1)], id="a byte order mark"),
        pytest.param(b"User-agent: *\nLLM-policy: no\n", [("unknown_field", 2)], id="an unknown field"),
        pytest.param(b"User-agent: *\nDissallow: /a\n", [("typo", 2)], id="a misspelt field"),
        pytest.param(b"User-agent: *\rDisallow /a\r", [("typo", 2)], id="no colon, and old line ends"),
        pytest.param(b"User-agent: *\nSite-map: /s.xml\n", [], id="a sitemap in an old spelling"),
        pytest.param(b"Disallow: /a\nUser-agent: *\n", [("orphan", 1)], id="a rule for nobody"),
        pytest.param(b"\n <!doctype html><title>a b</title>\n", [("html", 2)], id="HTML"),
        pytest.param(b"<html>\nAllow: all of you\n</html>", [("html", 1)], id="HTML that mentions rules"),
        pytest.param(b"<pre>\nUser-agent: *\nDisallow: /a\n", [("unknown_field", 1)], id="a file in HTML that works"),
        pytest.param(b"\xff\xfeU\0s\0e\0r\0-\0a\0g\0e\0n\0t\0", [("unreadable", 1)], id="UTF-16"),
        pytest.param(b"<title>Just a moment...</title>", [("challenge", 1)], id="a bot wall"),
        pytest.param(b"User-agent: *\n" + b"#" * LARGEST, [("cut", None), ("long_line", 2)], id="too long"),
    ],
)
def test_what_is_odd(body: bytes, expected: list[tuple[str, int | None]]) -> None:
    assert notes(body) == expected


def test_the_line_is_shown_as_written() -> None:
    body = b"User-agent: *\n  DisAlow:   /A # why\n"
    (note,) = robots_notes(body, RobotsTxt.parse(body))
    assert note.text == "DisAlow:   /A # why"


def test_a_body_that_was_not_kept_whole_is_cut() -> None:
    file = RobotsFile(url="https://example.com/robots.txt", status=200, body=b"User-agent: *\n", truncated=True)
    robots = read_robots(Snapshot(url="https://example.com/a", fetched_at=MOMENT, exchange=None, robots=(file,)))
    assert [note.kind for note in robots.files[0].notes] == ["cut"]  # type: ignore[union-attr]


def test_many_agents_at_once_are_told_what_each_is_told_alone() -> None:
    body = b"User-agent: *\nDisallow: /a\nUser-agent: GPTBot\nUser-agent: Yandex\nAllow: /a/b\nDisallow: /\n"
    rules = RobotsTxt.parse(body)
    asked = [(agent.token, *agent.follows) for agent in load()]
    for path in ("/a", "/a/b", "/c", "/robots.txt"):
        alone = tuple(rules.decide(token, path, also=tuple(also)) for token, *also in asked)
        assert rules.decisions(asked, path) == alone


def test_hostile_files_take_no_time() -> None:
    for line in (b"<\n", b"Disalow: /*a*b*c*\n", b"Allow: /*\n", b"user-agent: " + b"a" * 9000 + b"\n", b"\0\xff\n"):
        start = time.process_time()
        notes(line * (LARGEST // len(line)))
        assert time.process_time() - start < 5


@pytest.mark.parametrize(("hops", "status"), [(5, "pass"), (6, "warn")])
def test_six_redirects_are_one_too_many(hops: int, status: str) -> None:
    file = RobotsFile(
        url="https://example.com/robots.txt",
        status=404,
        redirects=tuple(f"https://example.com/{n}" for n in range(hops)),
    )
    page = replace(snapshot(), robots=(file,))
    assert judge("robots-txt-health", page).status.value == status
