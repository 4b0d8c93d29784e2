"""Words in every script."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import mean

import pytest

from indexaudit.web.words import count_words, split_words, words_found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("-- … ! * 。", 0, id="punctuation"),
        pytest.param("Keep plums cool and dry.", 5, id="English"),
        pytest.param("Don't pick well-ripened plums", 4, id="apostrophe and hyphen"),
        pytest.param("3.5 kg, 10,000 plums at 10:30", 6, id="numbers"),
        pytest.param("plums/pears and/or", 4, id="slashes part words"),
        pytest.param("L'été, c'est naïf", 3, id="French"),
        pytest.param("u\u0308ber a\u0301", 2, id="decomposed accents"),
        pytest.param("Как сохранить сливы?", 3, id="Russian"),
        pytest.param("नमस्ते दुनिया कैसे हो", 4, id="Hindi"),
        pytest.param("مرحبا بالعالم", 2, id="Arabic"),
        pytest.param("صَبَاح الخَيْر", 2, id="Arabic with vowel marks"),
        pytest.param("자두를 병에 담는다", 3, id="Korean counts by spaces"),
        pytest.param("怎样把李子装进瓶子里", 5, id="Chinese by characters"),
        pytest.param("梅", 1, id="one ideograph"),
        pytest.param("วิธีเก็บลูกพลัม", 3, id="Thai by characters"),
        pytest.param("iPhone の 使い方", 3, id="mixed"),
    ],
)
def test_counts(text: str, words: int) -> None:
    assert count_words(text) == words


def test_ordinary_prose_counts_as_by_its_spaces() -> None:
    text = "Plums keep for weeks when they are cool and dry. Do not wash them first; that's the usual mistake. " * 30
    assert count_words(text) == len(text.split())


def test_words_in_order() -> None:
    assert split_words("The Plum's 10 Best-Of") == ("the", "plum's", "10", "best-of")
    assert split_words("Über-Tipps für 東京タワー") == ("über-tipps", "für", "東京", "タワー")


def test_a_middle_dot_of_japanese_parts_words_and_is_none() -> None:
    assert split_words("・アップル・パイ") == ("アップル", "パイ")
    assert split_words("お知らせ ・ 東京") == ("お", "知", "らせ", "東京")
    assert split_words("・") == ()


def test_words_of_any_character_are_split_or_left_out() -> None:
    for code in range(0x11_0000):
        if not 0xD800 <= code < 0xE000:
            split_words(f"\u6771{chr(code)}")


def test_words_are_found_in_another_text() -> None:
    assert words_found(("plum", "jam", "can"), "Plum jam, quickly") == ("plum", "jam")
    assert words_found(("如何", "李子", "苹果"), "这里写如何制作李子酱") == ("如何", "李子")


@pytest.mark.parametrize(
    "text",
    ["a-" * 1_000_000, "é'" * 500_000, "1." * 1_000_000, "e\u0301" * 500_000, "\u0301" * 1_000_000,
     "é" + "-a" * 700_000,
     "梅" * 1_000_000, "梅a" * 500_000, "\n" * 2_000_000 + "梅", "\ud800" * 1_000_000],
)  # fmt: skip
def test_long_runs_take_linear_time(text: str) -> None:
    started = time.process_time()
    assert count_words(text) >= 0
    assert time.process_time() - started < 3


def test_real_english_texts_count_nearly_as_by_their_spaces(corpus: Path) -> None:
    ratios = []
    with (corpus / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = (row.get("gold") or {}).get("body_text")
            if isinstance(text, str) and len(text.split()) > 100 and row.get("lang_seen") == "en":
                ratios.append(count_words(text) / len(text.split()))
    assert len(ratios) > 30
    assert abs(mean(ratios) - 1) < 0.02
