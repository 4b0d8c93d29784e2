"""Pixels of a title link, and characters as people count them."""

from __future__ import annotations

import time

import pytest

from indexaudit.web.widths import graphemes, pixels


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("", 0.0, id="nothing"),
        pytest.param("Hello World", 103.3, id="Latin"),
        pytest.param("iiiii", 22.2, id="narrow letters"),
        pytest.param("WWWWW", 94.4, id="wide letters"),
        pytest.param("Ü", 14.4, id="accent adds nothing"),
        pytest.param("U\u0308", 14.4, id="combining accent adds nothing"),
        pytest.param("Слива", 59.0, id="Cyrillic"),
        pytest.param("梅酒", 40.0, id="ideographs"),
        pytest.param("자두", 40.0, id="Hangul"),
        pytest.param("👩‍👩‍👧", 25.0, id="joined emoji are one"),
        pytest.param("a\x00\u200bb", 22.2, id="what does not show"),
    ],
)
def test_pixels(text: str, width: float) -> None:
    assert pixels(text) == width


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("plum", 4, id="ASCII"),
        pytest.param("a\r\nb", 3, id="line end of two characters"),
        pytest.param("é\r\nb", 3, id="line end beside other letters"),
        pytest.param("e\u0301", 1, id="combining accent"),
        pytest.param("नमस्ते", 4, id="vowel signs"),
        pytest.param("👩‍👩‍👧‍👦", 1, id="joined emoji"),
        pytest.param("👍🏽", 1, id="skin tone"),
        pytest.param("❤️x", 2, id="variation selector"),
        pytest.param("🇩🇪🇫🇷", 2, id="two flags"),
        pytest.param("🇩🇪🇫", 2, id="a flag and a half"),
        pytest.param("\u1112\u1161\u11ab", 1, id="conjoining jamo"),
        pytest.param("a\u200db", 2, id="joiner between letters"),
    ],
)
def test_graphemes(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize("text", ["\u0301" * 300_000, "🇩" * 300_000, "👩\u200d" * 150_000, "\ud800" * 300_000])
def test_long_runs_take_linear_time(text: str) -> None:
    started = time.process_time()
    assert graphemes(text) > 0
    assert pixels(text) >= 0
    assert time.process_time() - started < 3
