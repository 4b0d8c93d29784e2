"""Text of pages made safe to print, measured and broken."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.report.printable import columns, cut, printable, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Plain words, 100 %", "Plain words, 100 %", id="plain text stays"),
        pytest.param("  two\n\tlines \u00a0 here ", "two lines here", id="white space collapses"),
        pytest.param("a\x1b[31mred", "a\\x1b[31mred", id="ESC is shown"),
        pytest.param("\x1b]8;;https://evil.example\x07x", "\\x1b]8;;https://evil.example\\x07x", id="OSC 8 link"),
        pytest.param("over\rwritten", "over\\x0dwritten", id="carriage return is shown"),
        pytest.param("\x9b31m", "\\x9b31m", id="C1 control sequence introducer"),
        pytest.param("\x85", "\\x85", id="next line is a control, not white space"),
        pytest.param("\x7f", "\\x7f", id="DEL"),
        pytest.param("abc\u202ecba", "abc\\u202ecba", id="right-to-left override"),
        pytest.param("\u2066x\u2069", "\\u2066x\\u2069", id="isolates"),
        pytest.param("a\u2028::error", "a\\u2028::error", id="line separator"),
        pytest.param("a\u200bb\ufeff", "a\\u200bb\\ufeff", id="invisible characters"),
        pytest.param("\U000e0041", "\\U000e0041", id="tag characters"),
        pytest.param("\ud800", "\\ud800", id="lone surrogate"),
        pytest.param("[/b] [link=file:///etc]", "[/b] [link=file:///etc]", id="markup of terminal libraries is text"),
        pytest.param("##[add-path]/tmp", "#\\x23[add-path]/tmp", id="GitHub's old command form"),
        pytest.param("x ##vso[task.x] ##TeamCity[y]", "x #\\x23vso[task.x] #\\x23TeamCity[y]", id="Azure, TeamCity"),
        pytest.param("## heading", "## heading", id="two hashes alone are harmless"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian keeps its non-joiner"),
        pytest.param("👩\u200d🌾", "👩\u200d🌾", id="emoji keep their joiner"),
        pytest.param("x" * 5000, "x" * 2000 + "…", id="a page cannot flood its report"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("plain", 5), ("日本語", 6), ("ｆｕｌｌ", 8), ("ﾊﾝｶｸ", 4), ("e\u0301", 1), ("한국", 4), ("مرحبا", 5), ("", 0)],
)
def test_columns(text: str, expected: int) -> None:
    assert columns(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("short", 10, "short", id="what fits stays"),
        pytest.param("a longer title", 9, "a longer…", id="cut with an ellipsis"),
        pytest.param("a longer title", 10, "a longer…", id="no space before the ellipsis"),
        pytest.param("日本語の題", 7, "日本語…", id="wide characters count two"),
        pytest.param("日本語の題", 6, "日本…", id="never half a character"),
        pytest.param("cafe\u0301s and more", 5, "cafe\u0301…", id="an accent stays with its letter"),
    ],
)
def test_cut(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("", 10, [], id="nothing"),
        pytest.param("one two three", 7, ["one two", "three"], id="at spaces"),
        pytest.param("abcdefghijklmnop", 6, ["abcdef", "ghijkl", "mnop"], id="a word that is too long"),
        pytest.param(
            "https://a.example/path-of-it", 20, ["https://a.example/", "path-of-it"], id="joint of an address"
        ),
        pytest.param("/%E5%A1%A9%E3%83", 9, ["/%E5%A1", "%A9%E3%83"], id="an escape is kept whole"),
        pytest.param("りんごの木を切る", 8, ["りんごの", "木を切る"], id="between wide characters"),
        pytest.param("りんごの、木", 8, ["りんご", "の、木"], id="no comma at the start of a line"),
        pytest.param("りんご「木」", 8, ["りんご", "「木」"], id="no bracket at the end of a line"),
        pytest.param("a ::set-output x", 4, ["a", "\\x3a", ":set", "-out", "put", "x"], id="command at a line's start"),
        pytest.param("abcd::error", 4, ["abcd", "\\x3a", ":err", "or"], id="command after a forced break"),
        pytest.param("std::vector", 20, ["std::vector"], id="colons inside a word are harmless"),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    assert wrap(text, width) == expected


@given(st.text(max_size=200), st.integers(min_value=8, max_value=60))
def test_whatever_a_page_says_is_bounded_and_inert(text: str, width: int) -> None:
    lines = wrap(printable(text), width)
    for line in lines:
        assert columns(line) <= width
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert all(c in "\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in line)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=200))
def test_breaking_loses_nothing(text: str) -> None:
    assert "".join(wrap(text, 10)) == text


def test_long_text_is_broken_quickly() -> None:
    assert len(wrap(printable("日本語" * 100_000), 70)) == 58
    assert len(wrap(printable(":" * 100_000), 70)) == 30
