"""Language tags, and what a script tells."""

from __future__ import annotations

import pytest

from indexaudit.web.language import is_language, primary_subtag, read_language, script_of


@pytest.mark.parametrize(
    ("tag", "subtag"),
    [("en-US", "en"), ("en_us", "en"), (" DE ", "de"), ("zh-Hans-CN", "zh"), ("eng", "en"), ("iw", "he"),
     ("fil", "fil"),
     ("english", None), ("x-default", None), ("jp", None), ("", None), ("1", None), ("é", None)],
)  # fmt: skip
def test_primary_subtags(tag: str, subtag: str | None) -> None:
    assert primary_subtag(tag) == subtag


@pytest.mark.parametrize(
    ("tag", "valid"), [("en-GB", True), ("zh-Hant", True), ("en_GB", False), ("xx", False), ("en-", False)]
)
def test_tags(tag: str, valid: bool) -> None:
    assert is_language(tag) is valid


@pytest.mark.parametrize(
    ("text", "declared", "language", "basis"),
    [
        pytest.param("梅の実を瓶に詰める方法をここに書く。", "en", "ja", "script", id="kana"),
        pytest.param("这里写的是怎样把李子装进瓶子", "ja", "zh", "script", id="Han without kana"),
        pytest.param("자두를 병에 담는 방법을 여기에 적는다", None, "ko", "script", id="Hangul"),
        pytest.param("วิธีเก็บลูกพลัมไว้ตลอดฤดูหนาว", "en", "th", "script", id="Thai"),
        pytest.param("Πώς να διατηρήσετε τα δαμάσκηνα", "el", "el", "declared", id="Greek"),
        pytest.param("כך שומרים שזיפים לאורך החורף", None, "he", "script", id="Hebrew"),
        pytest.param("Как сохранить сливы на всю зиму", "en", "ru", "script", id="Cyrillic"),
        pytest.param("Як зберегти сливи на всю зиму її", "en", "uk", "script", id="Ukrainian letters"),
        pytest.param("Как сохранить сливы на всю зиму", "bg", "bg", "declared", id="declared and possible"),
        pytest.param("كيف تحفظ البرقوق طوال الشتاء", "en", "ar", "script", id="Arabic"),
        pytest.param("چگونه آلو را در زمستان نگه داریم", "en", "fa", "script", id="Persian letters"),
        pytest.param("आलूबुखारा सर्दियों में कैसे रखें", "mr", "mr", "declared", id="Devanagari"),
        pytest.param("How to keep plums all winter", "en-GB", "en", "declared", id="Latin"),
        pytest.param("How to keep plums all winter", None, None, None, id="Latin and nothing declared"),
        pytest.param("How to keep plums all winter", "ja", None, None, id="never written in Latin letters"),
        pytest.param("OK", "ja", "ja", "declared", id="too short to tell"),
        pytest.param("", None, None, None, id="nothing"),
    ],
)
def test_languages(text: str, declared: str | None, language: str | None, basis: str | None) -> None:
    assert read_language(text, declared) == (language, basis)


def test_scripts() -> None:
    assert script_of("How to keep plums") == "Latn"
    assert script_of("梅酒の作り方とレシピ") == "Jpan"
    assert script_of("12345 !?") is None
    assert script_of("iPhone と Android の 比較 について 書きました とても長い文章です") == "Jpan"
