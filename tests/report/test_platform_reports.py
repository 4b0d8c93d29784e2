"""Platforms as text and as JSON."""

from __future__ import annotations

import json

import pytest

from indexaudit.platforms.base import Platform
from indexaudit.platforms.registry import find, load
from indexaudit.report.platforms import explanation, table, to_json


def test_one_platform() -> None:
    text = explanation(find("linkedin"))
    assert text.startswith("LinkedIn (linkedin)\n")
    for part in (
        "Author sets    nothing: the platform writes the head (credit 0.1)",
        "Points home    a copy may name its source as canonical: no",
        "Sharing        repost: readers pass an item on to followers of theirs in one\n               step (declared)\n",
        "LinkedIn Share API: sharing and re-sharing, as of 2026-11-29",
        "article 125,000",
        "  article: readable, author sets title and description only\n    /pulse/{slug}",
        "  comment: opaque, by query, not a document of its own",
        "2024-05-26 Googlebot, Bingbot",
        "2024-07-14 nobody",
        'HTTP status 999 ("Request denied")',
        "Dated copies of robots.txt of many hosts, as of 2024-05-26",
        "https://github.com/egonkm/Robots.txt",
        "Some of this is common knowledge",
    ):
        assert part in text, part


def test_a_shell_is_no_wall() -> None:
    text = explanation(find("x"))
    assert text.index("Signs of a wall") < text.index("Signs of an empty shell") < text.index("react-root")


@pytest.mark.parametrize("platform", load(), ids=lambda platform: platform.id)
def test_every_platform_fits_the_terminal(platform: Platform) -> None:
    text = explanation(platform, width=80)
    assert text.endswith("\n")
    assert not [
        line
        for line in text.splitlines()
        if len(line) > 80 and " " in line.strip() and "http" not in line and "{" not in line
    ]
    assert "None" not in text
    assert "\x1b[" in explanation(platform, colour=True)


def test_the_table_names_each_once() -> None:
    text = table(load())
    assert text.startswith(f"{len(load())} platforms;")
    for platform in load():
        assert text.count(f"\n  {platform.id} ") == 1
    assert "defunct since 2019-04-02" in text


def test_json() -> None:
    read = json.loads(to_json(load()))
    assert [row["id"] for row in read] == [platform.id for platform in load()]
    medium = next(row for row in read if row["id"] == "medium")
    assert (medium["control"], medium["canonical_home"]) == ("canonical", "yes")
    assert medium["kinds"][0]["kind"] == "short_link"
    assert (medium["native_share"], medium["native_share_cite"], medium["native_share_sources"]) == ("feed", ["K"], [])
    blogs = [row for row in read if row["channel"] == "owned_blog"]
    assert blogs
    assert all(row["native_share"] is None for row in blogs)


def test_software_of_the_author_says_nothing_about_sharing() -> None:
    assert "Sharing  " not in explanation(find("ghost"))
    assert "Sharing        none: nobody is shown" in explanation(find("trustpilot"))
