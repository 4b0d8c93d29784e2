"""The phrase on which title, headline, address and text agree, and that there is none when they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.web.matcher import Matcher
from indexaudit.web.phrases import sentences
from indexaudit.web.topics import agreement, together


def infer(
    headline: str, text: str, *, title: str | None = None, slug: str = "", language: str | None = "en"
) -> str | None:
    found = agreement(
        title=headline if title is None else title,
        headline=headline,
        slug=slug.split("-") if slug else (),
        text=lambda: sentences(text),
        language=language,
    )
    if found is None:
        return None
    matcher = Matcher(found.phrase)
    chosen = together(found, [matcher.counts(sentence) for sentence in sentences(text)])
    return found.phrase.narrowed(chosen).text if chosen else None


GARDEN = (
    "An apple tree needs light. Prune the apple tree in winter. Snow is no harm. Apples of a pruned tree are large."
)


@pytest.mark.parametrize(
    ("headline", "text", "rest", "phrase"),
    [
        pytest.param("How to prune an apple tree", GARDEN, {}, "prune apple tree", id="title, headline and text"),
        pytest.param("Why Every Apple Tree Loves Snow", GARDEN, {}, "Apple Tree", id="the words that stand together"),
        pytest.param("How to prune an apple tree", GARDEN, {"slug": "apple-trees"}, "apple tree", id="and the slug"),
        pytest.param("How to prune an apple tree", GARDEN, {"slug": "our-blog"}, None, id="a slug of other words"),
        pytest.param("How to prune an apple tree", GARDEN, {"title": "Home"}, None, id="a title of other words"),
        pytest.param("How to prune an apple tree", "It rains. It snows.", {}, None, id="a text of other words"),
        pytest.param("Apples", GARDEN, {}, None, id="one word is no phrase"),
        pytest.param("10 best things of 2024", "The best things. The best things.", {}, None, id="words of any headline"),
        pytest.param("Old ladders, apples and a new tree", GARDEN, {}, "apples tree", id="joining and light words fall"),
        pytest.param(
            "Storing pears", "Pears want it dark. Storing is simple. We like pears. I am storing them.", {},
            "Storing pears", id="a short headline is the phrase",
        ),
        pytest.param("Storing pears", "", {"slug": "storing-pears"}, "Storing pears", id="no text: the slug agrees"),
        pytest.param("Storing pears", "", {}, None, id="no text and no slug"),
        pytest.param("Storing pears", "", {"slug": "storing-pears", "language": None}, None, id="nor a known language"),
        pytest.param(
            "Обрезка старой яблони", "Обрезка яблони нужна. Яблоня любит обрезку. Снег идёт. Обрезка яблонь зимой.",
            {"slug": "obrezka-yabloni", "language": "ru"}, "Обрезка яблони", id="a slug in another script is not asked",
        ),
        pytest.param(
            "Ağaç budama zamanı", "Ağaç budama kışın olur. Ağaçlar budama ister. Kar yağar.",
            {"slug": "agac-budama", "language": "tr"}, "Ağaç budama", id="a slug without marks",
        ),
        pytest.param(
            "リンゴの剪定を冬に", "リンゴの剪定は冬がよい。剪定でリンゴが育つ。リンゴの剪定は楽しい。", {"language": "ja"},
            "リンゴ 剪定", id="Japanese",
        ),
        pytest.param(
            "苹果树的修剪方法", "苹果树要修剪。修剪苹果树要在冬天。苹果树修剪后更好。", {"language": "zh"},
            "苹果树 修剪", id="Chinese",
        ),
        pytest.param("苹果树的修剪方法", "天气很好。", {"language": "zh"}, None, id="Chinese, a text of other words"),
    ],
)  # fmt: skip
def test_inferred(headline: str, text: str, rest: dict[str, str | None], phrase: str | None) -> None:
    assert infer(headline, text, **rest) == phrase  # type: ignore[arg-type]


def test_two_sentences_are_not_enough_for_words_that_stand_apart() -> None:
    headline = "Ladders for gardeners in wet orchards"
    twice = "Ladders in orchards. Ladders, orchards. Rain falls."
    assert infer(headline, twice) is None
    assert infer(headline, twice + " Orchards with ladders.") == "Ladders orchards"


WORDS = st.sampled_from(
    [
        "apple",
        "tree",
        "prune",
        "winter",
        "the",
        "of",
        "苹果树",
        "修剪",
        "リンゴ",
        "node.js",
        "e-mail",
        "2024",
        "a",
        "яблоня",
        "'",
        "-",
    ]
)


@given(
    st.lists(WORDS, max_size=30),
    st.lists(WORDS, max_size=80),
    st.lists(WORDS, max_size=5),
    st.sampled_from([None, "en", "ja", "zh", "ru"]),
)
def test_an_inferred_phrase_is_two_to_four_words_of_the_headline(
    headline: list[str], text: list[str], slug: list[str], language: str | None
) -> None:
    said = " ".join(headline)
    found = infer(said, ". ".join(text), slug="-".join(slug), language=language)
    if found is not None:
        words = found.split(" ")
        assert 2 <= len(words) <= 4
        places = [said.find(word) for word in words]
        assert min(places) >= 0


@given(st.text(max_size=80), st.text(max_size=300), st.text(max_size=30))
def test_inferring_never_raises(headline: str, text: str, slug: str) -> None:
    infer(headline, text, slug=slug)
