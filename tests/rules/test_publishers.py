"""Fixes on pages whose head a platform writes."""

from __future__ import annotations

import pytest

from indexaudit import read_address
from indexaudit.rules.base import ok, warn
from indexaudit.rules.publishers import Part, where_it_can_be_set


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
