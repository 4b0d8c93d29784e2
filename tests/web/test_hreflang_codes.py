"""Codes of hreflang: which count, and what was meant by the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.web.hreflang import is_region, read_hreflang

ROWS = [
    ("a language", "de", "good", None),
    ("language and country", "en-GB", "good", None),
    ("any case", "EN-gb", "good", None),
    ("white space around it", " fr ", "good", None),
    ("a script", "zh-Hant", "good", None),
    ("script and country", "sr-Latn-RS", "good", None),
    ("everybody else", "x-default", "good", None),
    ("Kosovo, which ISO leaves to its users", "sq-XK", "good", None),
    ("what people call the United Kingdom", "en-UK", "bad", "en-GB"),
    ("a union is no country", "en-EU", "bad", "en"),
    ("the language again", "en-EN", "bad", "en"),
    ("a country of three letters", "en-USA", "bad", "en-US"),
    ("an underscore", "pt_BR", "bad", "pt-BR"),
    ("an underscore in the code for everybody", "x_default", "bad", "x-default"),
    ("a country in the language's place", "jp", "bad", "ja"),
    ("and a country behind it", "jp-JP", "bad", "ja-JP"),
    ("a country alone", "us", "bad", "en-US"),
    ("the country first", "GB-en", "bad", "en-GB"),
    ("a country that is also a language's code, for Chinese", "cn-TW", "bad", "zh-TW"),
    ("an old name of a script", "zh-CHS", "bad", "zh-Hans"),
    ("the name of a language", "english", "bad", "en"),
    ("three parts after the language", "de-DE-DE", "bad", "de-DE"),
    ("nothing", "", "bad", None),
    ("two codes", "en us", "bad", None),
    ("a group of countries", "es-419", "doubtful", None),
    ("a language that has three letters alone", "fil", "doubtful", None),
    ("three letters where there are two", "eng-GB", "doubtful", "en-GB"),
    ("a withdrawn code", "iw", "doubtful", "he"),
    ("a private part", "ar-x-fm", "doubtful", None),
    ("a variant", "ca-ES-valencia", "doubtful", None),
]


@pytest.mark.parametrize(("text", "verdict", "meant"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_codes(text: str, verdict: str, meant: str | None) -> None:
    code = read_hreflang(text)
    assert (code.verdict, code.meant) == (verdict, meant)
    assert (code.problem is None) == (verdict == "good")


@given(st.text(max_size=30))
def test_what_is_meant_is_better(text: str) -> None:
    code = read_hreflang(text)
    if code.meant is not None:
        assert read_hreflang(code.meant).verdict in ("good", "doubtful")


@pytest.mark.parametrize(("code", "expected"), [("gb", True), ("UK", False), ("EU", False), ("419", False)])
def test_regions(code: str, expected: bool) -> None:
    assert is_region(code) is expected


def test_two_spellings_of_one_code_have_one_key() -> None:
    assert read_hreflang("EN_us").key == read_hreflang("en-US").key
