"""The known agents: data files, their checks, and who can see a page."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import indexaudit
from indexaudit.agents.base import Purpose
from indexaudit.agents.registry import find, load, parse, with_purpose
from indexaudit.errors import ConfigError
from indexaudit.facts import NotAsked
from indexaudit.model import AgentAccess
from indexaudit.report import agents as report
from indexaudit.robots_access import agent_access, read_robots
from indexaudit.rules.readers import preview_bots_allowed
from indexaudit.testing import snapshot

GOOD = """
operator = "Example"
reviewed = "2026-09-25"
[[source]]
title = "Example: crawlers"
url = "https://example.com/bots"
checked = "2026-09-25"
[[agent]]
token = "ExampleBot"
purpose = "search"
obeys = "yes"
cost = "The page is not found with Example."
"""


def access(robots: str, agent: str, **options: object) -> AgentAccess:
    found = agent_access(read_robots(snapshot(robots=robots, **options)))  # type: ignore[arg-type]
    return next(each for each in found if each.agent == agent)


# --- the data -------------------------------------------------------------------------------------------------------


def test_agents_is_a_function_and_a_package() -> None:
    assert indexaudit.agents() == load()
    assert {agent.purpose for agent in load()} == set(Purpose)
    assert len(load()) >= 40


def test_every_agent_says_what_a_result_needs() -> None:
    for agent in load():
        assert agent.id == agent.token.lower()
        assert agent.sources
        assert all(date.fromisoformat(s.checked) <= date.fromisoformat(agent.reviewed) for s in agent.sources)
        assert (agent.note is None) == (agent.obeys == "yes")
    assert len({agent.id for agent in load()}) == len(load())


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("googlebot", "Googlebot"),
        (" GPTBot ", "GPTBot"),
        ("yandex", "YandexBot"),
        ("Slackbot", "Slackbot-LinkExpanding"),
    ],
)
def test_an_agent_is_found_by_any_of_its_names(name: str, token: str) -> None:
    assert find(name).token == token


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("GPTBott", "did you mean GPTBot"),
        ("claude", "Claude"),
        ("zzz", "`indexaudit agents` lists"),
        ("", "`indexaudit agents`"),
    ],
)
def test_an_agent_that_is_not_there_names_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(ConfigError, match="there is no agent") as error:
        find(name)
    assert hint in str(error.value)


def test_a_data_file_is_read() -> None:
    (agent,) = parse(GOOD, where="example.toml")
    assert (agent.id, agent.crawl_delay, agent.documented, agent.fetches) == ("examplebot", "unknown", True, True)
    assert agent.sources[0].url == "https://example.com/bots"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('purpose = "search"', 'purpose = "ads"', "purpose: must be one of search", id="another purpose"),
        pytest.param('obeys = "yes"', 'obeys = "no"', "note: must say how", id="disobedient without a note"),
        pytest.param('obeys = "yes"', "obeys = true", "obeys: must be one of yes", id="a value of another type"),
        pytest.param('token = "ExampleBot"', 'token = "Example Bot/1"', "token: may hold letters", id="no token"),
        pytest.param('cost = "The page', 'costs = "The page', "unknown key 'costs'; did you mean 'cost'?", id="a typo"),
        pytest.param('"2026-09-25"\n[[source]]', '"September"\n[[source]]', "reviewed: must be a day", id="no day"),
        pytest.param("https://example.com", "example.com", "url: must begin with https://", id="no address"),
        pytest.param("Example.\"", "Example\"", "cost: must be a sentence", id="no sentence"),
        pytest.param('obeys = "yes"', 'obeys = "yes"\nfollows = "Googlebot"', "follows: must be a list", id="no list"),
        pytest.param('obeys = "yes"', 'obeys = "yes"\nfetches = "no"', "fetches: must be true", id="no flag"),
        pytest.param("[[agent]]", "[agent]", "agent: must be written as [[agent]]", id="one table"),
        pytest.param('operator = "Example"', "", "operator: must be a text", id="nobody operates it"),
        pytest.param(GOOD, "[[", "is no TOML", id="no TOML"),
        pytest.param(GOOD, 'operator = "E"\nreviewed = "2026-01-01"', "name at least one", id="no agent"),
    ],
)  # fmt: skip
def test_a_bad_data_file_names_file_and_key(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(ConfigError) as error:
        parse(GOOD.replace(old, new), where="example.toml")
    assert str(error.value).startswith("example.toml: ")
    assert message in str(error.value)


# --- who can see the page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "agent", "allowed", "line"),
    [
        pytest.param("User-agent: GPTBot\nDisallow: /", "GPTBot", False, 2, id="its own group"),
        pytest.param("User-agent: GPTBot\nDisallow: /", "OAI-SearchBot", True, 0, id="the group of a sibling"),
        pytest.param("User-agent: Googlebot\nDisallow: /", "Applebot", False, 2, id="Applebot follows Googlebot"),
        pytest.param(
            "User-agent: Googlebot\nDisallow: /\nUser-agent: Applebot\nAllow: /", "Applebot", True, 4,
            id="Applebot has a group of its own",
        ),
        pytest.param("User-agent: Googlebot\nDisallow: /", "Googlebot-News", False, 2, id="News follows Googlebot"),
        pytest.param("User-agent: Googlebot-News\nDisallow: /", "Googlebot", True, 0, id="and not the reverse"),
        pytest.param("User-agent: Yandex\nDisallow: /", "YandexBot", False, 2, id="the name of the whole family"),
        pytest.param("User-agent: Slackbot\nDisallow: /", "Slackbot-LinkExpanding", True, 0, id="never asks"),
        pytest.param("User-agent: *\nDisallow: /", "Perplexity-User", True, 0, id="ignores it"),
        pytest.param("User-agent: *\nDisallow: /", "facebookexternalhit", False, 2, id="obeys with exceptions"),
    ],
)  # fmt: skip
def test_which_line_decides(robots: str, agent: str, allowed: bool, line: int) -> None:
    found = access(robots, agent)
    assert (found.allowed, found.line) == (allowed, line)


def test_a_reason_says_what_the_agent_makes_of_the_line() -> None:
    everyone = "User-agent: *\nDisallow: /"
    assert access(everyone, "GPTBot").reason == "line 2: Disallow: /"
    assert "may bypass robots.txt" in access(everyone, "facebookexternalhit").reason
    assert "fetches nothing" in access(everyone, "Google-Extended").reason
    ignored = access(everyone, "Slackbot-LinkExpanding").reason
    assert ignored.startswith("robots.txt does not bind it")
    assert "without effect: line 2" in ignored


def test_the_first_refusal_on_the_way_decides() -> None:
    robots = "User-agent: GPTBot\nDisallow: /old/\nDisallow: /garden/"
    found = access(robots, "GPTBot", redirects=["https://example.com/old/pruning"])
    assert (found.allowed, found.line) == (False, 2)
    assert "https://example.com/old/pruning" in found.reason


def test_without_an_answer_nobody_knows_but_those_who_never_ask() -> None:
    assert access("", "GPTBot", robots_status=503).allowed is None
    assert access("", "Perplexity-User", robots_status=503).allowed is True
    assert access("", "GPTBot", robots_status=403).allowed is True
    not_asked = agent_access(read_robots(snapshot(robots=None)))
    assert {each.allowed for each in not_asked} == {None}
    assert len(not_asked) == len(load())


def test_a_hop_without_an_answer_leaves_it_open() -> None:
    robots = {"https://example.com": "User-agent: *\nAllow: /"}
    found = agent_access(read_robots(snapshot(robots=robots, redirects=["https://www.example.com/a"])))
    assert next(each.allowed for each in found if each.agent == "Googlebot") is None


def test_what_is_said_to_trainers_changes_no_score() -> None:
    html = "<title>Keeping plums fresh</title><h1>Keeping plums fresh</h1><p>Cool and dry."
    trainers = "\n".join(f"User-agent: {agent.token}" for agent in with_purpose(Purpose.AI_TRAINING))
    url = "https://example.com/plums/keeping-plums-fresh"
    shut = indexaudit.audit_html(html, url, robots_txt=f"{trainers}\nDisallow: /")
    open_ = indexaudit.audit_html(html, url, robots_txt="")
    assert shut.scores == open_.scores
    assert [f.rule for f in shut.findings] == [f.rule for f in open_.findings]


@pytest.mark.parametrize(
    ("platform", "status", "fix"),
    [(None, "fail", "`User-agent: facebookexternalhit`"), ("example", "skip", "")],
)
def test_nobody_is_told_to_change_the_file_of_a_platform(platform: str | None, status: str, fix: str) -> None:
    robots = read_robots(snapshot(robots="User-agent: *\nDisallow: /"))
    plain = indexaudit.read_address("https://example.com/garden/pruning")
    address = replace(plain, platform=platform, basis="host" if platform else "path")
    outcome = preview_bots_allowed.check(robots, NotAsked("no cards"), address)
    assert outcome.status.value == status
    assert fix in (outcome.fix or "")


# --- reports --------------------------------------------------------------------------------------------------------


def test_the_list_fits_80_columns_and_names_everyone() -> None:
    text = report.table(load())
    assert max(map(len, text.splitlines())) <= 80
    assert all(agent.token in text for agent in load())


def test_an_agent_is_explained_in_80_columns() -> None:
    for agent in load():
        lines = report.explanation(agent).splitlines()
        assert max(len(line) for line in lines if "https://" not in line) <= 80
    assert "`Applebot` then `Googlebot` then `*`" in report.explanation(find("Applebot"))


def test_the_list_as_json() -> None:
    plain = json.loads(report.to_json(load()))
    assert [each["id"] for each in plain] == [agent.id for agent in load()]
    assert {"token", "purpose", "obeys", "follows", "cost", "sources", "reviewed"} <= set(plain[0])


def test_every_real_file_is_read_by_every_agent(corpus: Path) -> None:
    url = "https://example.com/garden/pruning-an-apple-tree"
    lines = gzip.decompress((corpus / "robots.jsonl.gz").read_bytes()).splitlines()
    for line in lines:
        body = base64.b64decode(json.loads(line)["body_base64"])
        found = agent_access(read_robots(snapshot(robots=body, url=url)))
        assert len(found) == len(load())
        for each in found:
            assert each.allowed is not None
            assert each.allowed or each.line, each
    assert len(lines) > 2000
