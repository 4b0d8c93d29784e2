"""Who writes the head of a page."""

from __future__ import annotations

import pytest

from indexaudit import read_address
from indexaudit.rules.platform_pages import elsewhere, written_by


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
