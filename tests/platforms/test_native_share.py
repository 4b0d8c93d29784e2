"""What a file declares about sharing: a word of three, with who says so."""

from __future__ import annotations

import pytest

from indexaudit.errors import ConfigError
from indexaudit.model import Source
from indexaudit.platforms.base import Platform
from indexaudit.platforms.registry import find, load, parse

DOCUMENT = Source(title="A document", url="https://example.com/doc", checked="2026-11-29")
FILE = """
name = "New place"
channel = "social"
status = "active"
reviewed = "2026-11-25"
hosts = [".newplace.example"]
control = "none"
canonical_home = "no"
native_share = "repost"
native_share_cite = ["DOC", "K"]
cite = ["K"]
[[kind]]
kind = "post"
path = "/{user}/said/{id:digits}"
examples = ["https://newplace.example/jane/said/12"]
cite = ["K"]
"""


def read(text: str) -> Platform:
    return parse(text, id="newplace", sources={"DOC": DOCUMENT})


@pytest.mark.parametrize("platform", load(), ids=lambda platform: platform.id)
def test_every_place_where_people_gather_declares_it(platform: Platform) -> None:
    if platform.channel in ("owned_blog", "web"):
        assert platform.native_share is None
        return
    assert platform.native_share is not None
    assert platform.native_share_cite
    assert all(source in platform.sources for source in platform.native_share_sources)


@pytest.mark.parametrize(
    "platform",
    [p for p in load() if any(kind.kind == "repost" for kind in p.kinds)],
    ids=lambda platform: platform.id,
)
def test_a_place_with_reposts_lets_readers_repost(platform: Platform) -> None:
    assert platform.native_share == "repost"


@pytest.mark.parametrize(
    ("id", "level"),
    [
        ("threads", "repost"),
        ("instagram", "repost"),
        ("weibo", "repost"),
        ("telegram", "repost"),
        ("discourse", "feed"),
        ("hackernews", "none"),
        ("stackexchange", "none"),
        ("medium", "feed"),
        ("youtube", "feed"),
        ("trustpilot", "none"),
        ("googleplus", "none"),
    ],
)
def test_one_of_each_sort(id: str, level: str) -> None:
    assert find(id).native_share == level


def test_the_word_and_who_says_so() -> None:
    platform = read(FILE)
    assert (platform.native_share, platform.native_share_cite) == ("repost", ("DOC", "K"))
    assert platform.native_share_sources == platform.sources == (DOCUMENT,)


def test_a_file_may_say_nothing() -> None:
    platform = read(FILE.replace('native_share = "repost"\n', "").replace('native_share_cite = ["DOC", "K"]\n', ""))
    assert (platform.native_share, platform.native_share_cite, platform.native_share_sources) == (None, (), ())


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        pytest.param('"repost"', '"reposts"', "native_share: no native_share 'reposts'; did you mean 'repost'", id="near"),
        pytest.param('"repost"', '"xyzzy"', "no native_share 'xyzzy'; known: repost, feed, none", id="another word"),
        pytest.param('"repost"', "true", "native_share: True is none of repost, feed, none", id="no word"),
        pytest.param('["DOC", "K"]', '["DOK"]', "no source 'DOK'; did you mean 'DOC'", id="unknown source"),
        pytest.param('["DOC", "K"]', "[]", "native_share_cite: name at least one source", id="nobody says so"),
        pytest.param('native_share = "repost"\n', "", "native_share_cite: cites sources for native_share", id="says nothing"),
    ],
)  # fmt: skip
def test_a_damaged_declaration_says_where(good: str, bad: str, message: str) -> None:
    assert good in FILE
    with pytest.raises(ConfigError, match=message) as error:
        read(FILE.replace(good, bad, 1))
    assert "platforms/data/newplace.toml" in str(error.value)
