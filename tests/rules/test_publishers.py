"""Fixes on pages whose head a platform writes."""

from __future__ import annotations

import pytest

from indexaudit import read_address
from indexaudit.rules.base import ok, warn
from indexaudit.rules.publishers import Part, elsewhere, where_it_can_be_set, written_by


@pytest.mark.parametrize(
    ("url", "part", "given"),
    [
        pytest.param("https://x.com/ada/status/934106870834454529", "main heading", True, id="a platform writes all"),
        pytest.param("https://medium.com/@ada/pruning-1cb97e3ab041", "canonical", False, id="a canonical can be set"),
        pytest.param("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title", False, id="a title can be set"),
        pytest.param("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "canonical", True, id="and a canonical cannot"),
        pytest.param("https://example.com/garden/pruning", "main heading", False, id="a host of one's own"),
    ],
)
def test_nobody_is_told_to_write_what_the_platform_writes(url: str, part: Part, given: bool) -> None:
    fault = warn("it is missing", fix="Add it.")
    fix = where_it_can_be_set(fault, read_address(url), part).fix or ""
    assert (fix != "Add it.") is given
    assert not given or f"writes the {part}" in fix


def test_what_is_right_needs_no_fix() -> None:
    assert where_it_can_be_set(ok(), read_address("https://x.com/ada/status/934106870834454529"), "title") == ok()


@pytest.mark.parametrize(
    ("what", "url", "name"),
    [
        ("a site of its own", "https://example.com/blog/pruning-an-apple-tree", None),
        ("a repository", "https://github.com/example/orchard", "GitHub"),
        ("a post", "https://www.instagram.com/p/CPQjO5RIIO9/", "Instagram"),
        ("an article on a network", "https://www.linkedin.com/pulse/pruning-an-apple-tree-ada-field", "LinkedIn"),
        (
            "a copy in an archive goes by its host",
            "https://web.archive.org/web/2015/http://example.com/a",
            "archive.org",
        ),
    ],
)
def test_who_writes_the_head(what: str, url: str, name: str | None) -> None:
    assert written_by(read_address(url)) == name, what


def test_a_fix_that_nobody_but_the_platform_can_make_leads_elsewhere() -> None:
    assert elsewhere("Add a tag.", read_address("https://example.com/a")) == "Add a tag."
    assert elsewhere("Add a tag.", read_address("https://github.com/example/orchard")).startswith("GitHub writes")
