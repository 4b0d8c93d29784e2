from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.extract.stream_text import stream_text
from indexaudit.web.plain_text import unescape, without_addresses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Plums &amp; pears", "Plums & pears"),
        ("&#8220;Plums&#x201D;", "“Plums”"),
        ("&amp;amp;", "&amp;"),
        ("no reference at all", "no reference at all"),
        ("&#" + "9" * 5_000 + ";", "\ufffd"),
        ("&#x" + "F" * 5_000 + "; x", "\ufffd x"),
        ("&#1114112;", "\ufffd"),
        ("&#0;", "\ufffd"),
    ],
)
def test_references_are_decoded_and_none_is_too_long(written: str, read: str) -> None:
    assert unescape(written) == read


def test_a_page_with_a_reference_of_thousands_of_digits_is_read() -> None:
    assert "Plums" in stream_text("<p>Plums &#" + "9" * 5_000 + ";</p>")


@given(st.text(alphabet="&#xX;0123456789abcamp ", max_size=80))
def test_no_text_raises(text: str) -> None:
    assert isinstance(unescape(text), str)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("see https://t.co/abc now", "see   now"),
        ("www.plums.example/x?y=1 is ours", "  is ours"),
        ("a picture pic.twitter.com/abc", "a picture  "),
        ("no address", "no address"),
        ("プラム https://plums.example/梅", "プラム  梅"),
    ],
)
def test_addresses_are_no_words(text: str, left: str) -> None:
    assert without_addresses(text) == left
