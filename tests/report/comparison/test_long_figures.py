"""Figures and addresses that are longer than most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexaudit.comparison import Comparison
from indexaudit.report.comparison import text
from indexaudit.report.short_address import short


def test_a_gain_of_many_points_stays_apart_from_what_follows(comparison: Comparison) -> None:
    line = replace(comparison.advice[0], gain=100_000.0)
    report = text.render(replace(comparison, advice=(line,)))
    assert f"+100,000.0 {line.axis.value}  {line.action.replace('_', ' ')}" in report


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shio.example/blog/%E6%BD%AE%E4%BD%8D-1", "shio.example/blog/潮位-1"),
        ("https://pegel.example/%C3%BCber-uns", "pegel.example/über-uns"),
        ("https://a.example/%E2%80%AEtxt", "a.example/%E2%80%AEtxt"),
        ("https://a.example/%2F%20%FF", "a.example/%2F%20%FF"),
        ("https://a.example/%E6%BD", "a.example/%E6%BD"),
    ],
)
def test_letters_of_other_scripts_are_shown_as_letters_and_nothing_else_is_decoded(url: str, shown: str) -> None:
    assert short(url, 80) == shown
