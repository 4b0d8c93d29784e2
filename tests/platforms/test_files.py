"""The data files: every example is read as what it stands for, and a damaged file says where."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import indexaudit
from indexaudit.errors import ConfigError
from indexaudit.model import Source
from indexaudit.platforms.address import read_address, read_address_on
from indexaudit.platforms.base import Control, Kind, Platform
from indexaudit.platforms.patterns import compile_pattern, names_of
from indexaudit.platforms.registry import find, load, parse

PACKAGE = Path(indexaudit.__file__).parent
SOURCES = {"DOC": Source(title="A document", url="https://example.com/doc", checked="2026-11-25")}
GOOD = """
name = "New place"
channel = "social"
status = "active"
reviewed = "2026-11-25"
hosts = [".newplace.example"]
canonical_host = "newplace.example"
control = "none"
canonical_home = "no"
cite = ["DOC"]
[parameters]
track = ["ref"]
[[kind]]
kind = "post"
path = "/{user}/said/{id:digits}"
canonical = "/{user}/said/{id}"
examples = ["https://newplace.example/jane/said/12"]
crawl = { "2026-11-25" = "GB-" }
cite = ["K"]
"""
EXAMPLES = [(platform, kind, example) for platform in load() for kind in platform.kinds for example in kind.examples]


@pytest.mark.parametrize(
    ("platform", "kind", "example"), EXAMPLES, ids=[f"{p.id} {k.kind} {e}" for p, k, e in EXAMPLES]
)
def test_every_example_is_what_it_stands_for(platform: Platform, kind: Kind, example: str) -> None:
    address = read_address(example)
    if address.basis != "host" and kind.anywhere is None:  # software on a host of its own, told by its pages alone
        address = read_address_on(platform.id, example)
        assert address.basis == "page"
    assert (address.platform, address.kind) == (platform.id, kind.kind)
    assert (address.address_form, address.has_address, address.static, address.own_document) == (
        kind.form, kind.addressed, kind.static, kind.own_document,
    )  # fmt: skip
    if address.canonical is not None:
        assert read_address(address.canonical).canonical == address.canonical
    assert read_address(address.normalized).normalized == address.normalized


@pytest.mark.parametrize("platform", load(), ids=lambda platform: platform.id)
def test_every_file_is_whole(platform: Platform) -> None:
    assert platform.sources or set(platform.cite) == {"K"}
    for kind in platform.kinds:
        assert kind.cite, kind.kind
        assert bool(kind.paths) == bool(kind.examples), kind.kind
        assert kind.words is False or kind.form != "none", kind.kind
        for pattern in (*kind.paths,):
            assert compile_pattern(pattern)
        parts = {name for pattern in (*kind.paths, *kind.query, *kind.fragments) for name in names_of(pattern)}
        for template in (kind.canonical, kind.target):
            if template and template not in ("parent", "unknown") and not template.startswith("?"):
                used = set(names_of(template.replace("[", "").replace("]", "")))
                assert used <= parts | {"sub", "undashed"}, (kind.kind, template)


def test_the_public_name() -> None:
    platforms = indexaudit.platforms()
    assert [p.id for p in platforms] == sorted(p.id for p in platforms)
    assert {"facebook", "x", "wordpress", "web", "proxy"} <= {p.id for p in platforms}
    assert len(platforms) >= 57
    assert sum(len(p.kinds) for p in platforms) >= 474


def test_what_an_author_controls() -> None:
    assert {p.id: p.control for p in load() if p.id in ("medium", "substack", "x")} == {
        "medium": Control.CANONICAL, "substack": Control.TITLE, "x": Control.NONE,
    }  # fmt: skip
    assert [c.credit for c in Control] == [0.7, 0.4, 0.1]
    article = next(kind for kind in find("linkedin").kinds if kind.kind == "article")
    assert article.control is Control.TITLE


def test_find_names_the_nearest() -> None:
    assert find("LinkedIn").id == find("linkedin").id == "linkedin"
    with pytest.raises(ConfigError, match="did you mean linkedin"):
        find("linkdin")
    with pytest.raises(ConfigError, match="lists them"):
        find("")


def test_a_good_file() -> None:
    platform = parse(GOOD, id="newplace", sources=SOURCES)
    kind = platform.kinds[0]
    assert (platform.id, platform.sources) == ("newplace", (SOURCES["DOC"],))
    assert (kind.addressed, kind.static, kind.own_document, kind.words, kind.visibility) == (
        True,
        True,
        True,
        False,
        "public",
    )
    assert (kind.crawl[0].googlebot, kind.crawl[0].bingbot, kind.crawl[0].others) == (True, True, False)
    assert kind.addressability == "opaque"


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        pytest.param("status =", "statsu =", "newplace.toml: unknown key 'statsu'; did you mean 'status'", id="unknown key"),
        pytest.param("path =", "pth =", "kind 'post': unknown key 'pth'; did you mean 'path'", id="unknown key of a kind"),
        pytest.param("track =", "trak =", "parameters: unknown key 'trak'; did you mean 'track'", id="unknown parameter key"),
        pytest.param('kind = "post"', 'kind = "pots"', "kind: no kind 'pots'; did you mean 'post'", id="unknown kind"),
        pytest.param('channel = "social"', 'channel = "socal"', "did you mean 'social'", id="unknown channel"),
        pytest.param('name = "New place"', "name = 3", "name: must be a text", id="wrong type"),
        pytest.param('name = "New place"', "", "name: must be a text", id="missing"),
        pytest.param('"GB-"', '"BG-"', "crawl: write a day", id="crawl position"),
        pytest.param('cite = ["DOC"]', 'cite = ["DOK"]', "no source 'DOK'; did you mean 'DOC'", id="unknown source"),
        pytest.param('reviewed = "2026-11-25"', 'reviewed = "today"', "reviewed: must be a day", id="no day"),
        pytest.param("[[kind]]", "[kind]", "kind: must be written as", id="one kind as a table"),
        pytest.param("[[kind]]", "[[kind", "is no TOML", id="no TOML"),
    ],
)  # fmt: skip
def test_a_damaged_file_says_where(good: str, bad: str, message: str) -> None:
    assert good in GOOD
    with pytest.raises(ConfigError, match=message.replace("[", r"\[")) as error:
        parse(GOOD.replace(good, bad, 1), id="newplace", sources=SOURCES)
    assert "platforms/data/newplace.toml" in str(error.value)


def test_a_new_platform_is_one_data_file(tmp_path: Path) -> None:
    copy = tmp_path / "indexaudit"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    text = GOOD.replace('"DOC"', '"OEM"')
    (copy / "platforms" / "data" / "newplace.toml").write_text(text, encoding="utf-8")
    code = (
        "import indexaudit; a = indexaudit.read_address('http://m.newplace.example/jane/said/12/?ref=x&b=1');"
        "print(indexaudit.__file__, a.platform, a.kind, a.canonical, a.tracking_parameters)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    where, *said = done.stdout.split()
    assert Path(where).is_relative_to(tmp_path)
    assert said == ["newplace", "post", "https://newplace.example/jane/said/12", "('ref',)"]


def test_what_is_told_by_a_query_anywhere_names_its_parameter() -> None:
    # The matcher looks for these names before it tries a pattern.
    conditions = [k.query[0] for p in load() for k in p.kinds if k.anywhere is not None and k.query]
    assert len(conditions) > 8
    for condition in conditions:
        assert re.fullmatch(r"\w+|\(\w+(\|\w+)*\)", condition.partition("=")[0]), condition


def test_two_kinds_told_anywhere_have_two_places_in_the_order() -> None:
    places: dict[int, str] = {}
    for platform in load():
        for kind in platform.kinds:
            if kind.anywhere is not None:
                here = f"{platform.id} {kind.kind}"
                assert places.setdefault(kind.anywhere, here) == here
