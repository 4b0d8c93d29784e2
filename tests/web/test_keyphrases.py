"""Keyphrases: content words, and whether a text holds them in another form, script or punctuation."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.web.matcher import Matcher
from indexaudit.web.phrases import read_phrase, sentences, units
from indexaudit.web.stems import fold_word, has_stems, same_word, without_accents, word_keys

LANGUAGES = st.sampled_from(
    [
        None,
        "en",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "ru",
        "uk",
        "tr",
        "ar",
        "fa",
        "he",
        "hi",
        "el",
        "id",
        "ja",
        "zh",
        "ko",
        "th",
    ]
)
TEXTS = st.text(max_size=60) | st.text(alphabet="aeIıİßäé-.'’ \n、。木のリ조자ع١", max_size=60)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        pytest.param("en", "pruning", "Pruned", id="English verb"),
        pytest.param("en", "café", "cafe", id="English without accent"),
        pytest.param("de", "Apfelbäume", "apfelbaum", id="German plural"),
        pytest.param("de", "Äpfel", "Aepfel", id="German umlaut written out"),
        pytest.param("de", "Straße", "STRASSE", id="German sharp s"),
        pytest.param("fr", "sécurités", "securite", id="French without accents"),
        pytest.param("fr", "généraux", "général", id="French plural"),
        pytest.param("es", "árboles", "arbol", id="Spanish"),
        pytest.param("es", "jardinería", "jardineria", id="Spanish ending with an accent"),
        pytest.param("ru", "яблоню", "яблонями", id="Russian cases"),
        pytest.param("ru", "ёлки", "елка", id="Russian with and without the dots"),
        pytest.param("tr", "IŞIKLAR", "ışık", id="Turkish capital I is dotless"),
        pytest.param("tr", "İNCİRLER", "incir", id="Turkish capital with a dot"),
        pytest.param("ar", "الأشجار", "أشجار", id="Arabic article and hamza"),
        pytest.param("ar", "شَجَرة", "شجرة", id="Arabic vowel points"),
        pytest.param("fa", "كتاب", "کتاب", id="Persian with Arabic letters"),
        pytest.param("he", "שָׁלוֹם", "שלום", id="Hebrew points"),
        pytest.param("pl", "jabłonie", "jabłoni", id="Polish"),
        pytest.param("nl", "bomen", "boom", id="Dutch"),
        pytest.param("ko", "사과나무의", "사과나무", id="Korean particle"),
        pytest.param("ko", "고양이가", "고양이", id="Korean particle behind what looks like one"),
        pytest.param("ja", "ﾘﾝｺﾞ", "りんご", id="Japanese half-width and the other kana"),
        pytest.param("uk", "яблуні", "яблуня", id="no stemmer: the same beginning"),
        pytest.param(None, "Straßen", "strassen", id="no language"),
        pytest.param("en", "ﬁgs", "fig", id="compatibility forms"),
        pytest.param("en", "gar\u00addens", "garden", id="a soft hyphen"),
    ],
)
def test_forms_of_one_word(language: str | None, one: str, other: str) -> None:
    assert same_word(one, other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        pytest.param("es", "año", "ano", id="ñ is a letter of Spanish"),
        pytest.param("tr", "ılık", "ilik", id="Turkish has two letters i"),
        pytest.param("sv", "får", "far", id="Swedish å is a letter"),
        pytest.param("vi", "má", "mà", id="Vietnamese tones"),
        pytest.param("ja", "がき", "かき", id="kana keep their marks"),
        pytest.param("uk", "бой", "бои", id="Cyrillic й is a letter"),
        pytest.param("uk", "сад", "садок", id="no stemmer: too short to be alike"),
        pytest.param("uk", "2024", "20245", id="no stemmer: numbers are no forms"),
        pytest.param("en", "plum", "plumber", id="English words of one beginning"),
    ],
)
def test_different_words(language: str, one: str, other: str) -> None:
    assert not same_word(one, other, language)


def test_a_slug_may_leave_out_every_mark() -> None:
    assert same_word("año", "ano", "es", bare=True)
    assert same_word("ağaç", "agac", "tr", bare=True)
    assert same_word("smörgås", "smorgas", "sv", bare=True)


@pytest.mark.parametrize(
    ("language", "phrase", "words"),
    [
        pytest.param("en", "how to prune an apple tree", ["prune", "apple", "tree"], id="joining words fall"),
        pytest.param("en", "to be or not to be", ["to", "be", "or", "not"], id="unless there are no others"),
        pytest.param("en", "long-tail  boats\n", ["long-tail", "boats"], id="a joined word stays whole"),
        pytest.param("en", "U.S. orchards", ["U.S.", "orchards"], id="an abbreviation keeps its points"),
        pytest.param("en", "IT for us in the US", ["IT", "US"], id="a name in capitals"),
        pytest.param("en", "GARDENS FOR US", ["GARDENS"], id="capitals throughout are none"),
        pytest.param("en", "gardener's knife", ["gardener", "knife"], id="English genitive"),
        pytest.param("fr", "l'huile d’olive", ["huile", "olive"], id="French elision"),
        pytest.param("it", "dell'olio", ["olio"], id="Italian elision"),
        pytest.param("tr", "Ankara'nın tarihi", ["Ankara", "tarihi"], id="Turkish ending behind a name"),
        pytest.param("ar", "تقليم الأشجار في الشتاء", ["تقليم", "الأشجار", "الشتاء"], id="Arabic"),
        pytest.param("ja", "りんごの木の剪定", ["りんご", "木", "剪定"], id="Japanese particles"),
        pytest.param("ja", "きのこの栽培", ["きのこ", "栽培"], id="a Japanese word that holds a particle's sign"),
        pytest.param("ja", "SEO対策", ["SEO", "対策"], id="two scripts"),
        pytest.param("zh", "苹果树的修剪", ["苹果树", "修剪"], id="Chinese joining sign"),
        pytest.param("zh", "目的地", ["目的地"], id="a Chinese word that holds it"),
        pytest.param("de", "Baum Bäume", ["Baum"], id="each word once, in any form"),
        pytest.param(None, "?!", [], id="no word at all"),
    ],
)
def test_content_words(language: str | None, phrase: str, words: list[str]) -> None:
    assert [term.text for term in read_phrase(phrase, language).terms] == words


@pytest.mark.parametrize(
    ("language", "phrase", "text", "times"),
    [
        pytest.param("en", "long tail", "the long-tail boat", (1, 1), id="blank and hyphen"),
        pytest.param("en", "long-tail", "a long tail", (1,), id="hyphen and blank"),
        pytest.param("en", "long tail", "longtail boats", (1, 1), id="blank and nothing"),
        pytest.param("en", "long-tail", "longtail boats", (1,), id="hyphen and nothing"),
        pytest.param("en", "e-mail", "Email, e-mail and E-Mails", (3,), id="each way counts"),
        pytest.param("en", "node.js", "NodeJS, node.js.", (2,), id="a point inside, one behind"),
        pytest.param("en", "U.S. trees", "US tree of the U.S.", (2, 1), id="an abbreviation"),
        pytest.param("en", "U.S.", "the letters u and s", (0,), id="not its letters"),
        pytest.param("en", "gardener’s", "gardeners' (the gardener)", (2,), id="apostrophes of both kinds"),
        pytest.param("en", "apple trees", "apple\ntree", (1, 1), id="over a line break"),
        pytest.param("en", "apple", "pineapple, apple/pear, “apples”", (2,), id="whole words only"),
        pytest.param("de", "Apfelbaum schneiden", "den Apfelbäumen; schneidet", (1, 1), id="German"),
        pytest.param("fr", "arbre", "l’arbre d'arbres", (2,), id="behind an article"),
        pytest.param("ja", "りんごの木", "リンゴの木と林檎", (1, 1), id="Japanese inside a sentence"),
        pytest.param("zh", "苹果树修剪", "如何修剪苹果树", (1,), id="Chinese words in another order"),
        pytest.param("zh", "苹果树修剪", "苹果手机修理", (0,), id="not its single signs"),
        pytest.param("zh", "苹果 修剪", "苹果、苹果", (2, 0), id="counted"),
        pytest.param("th", "ต้นแอปเปิล", "ตัดต้นแอปเปิลในฤดูหนาว", (1,), id="Thai inside a sentence"),
        pytest.param("en", "?", "what?", (), id="a phrase without words"),
    ],
)
def test_counts(language: str, phrase: str, text: str, times: tuple[int, ...]) -> None:
    assert Matcher(read_phrase(phrase, language)).counts(text) == times


def test_a_narrowed_matcher_counts_some_of_the_terms() -> None:
    phrase = read_phrase("young apple trees", "en")
    assert phrase.narrowed((1, 2)).text == "apple trees"
    assert Matcher(phrase).narrowed((1, 2)).counts("an apple, two apples") == (2, 0)
    assert not Matcher(phrase).holds_all("an apple tree")
    assert Matcher(phrase).narrowed((1, 2)).holds_all("an apple tree")
    assert not Matcher(read_phrase("?")).holds_all("anything")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("It rains. It snows! Does it? Yes…", ["It rains.", "It snows!", "Does it?", "Yes…"], id="marks"),
        pytest.param("The U.S. rivers rose. Then fell.", ["The U.S. rivers rose.", "Then fell."], id="an abbreviation"),
        pytest.param("About 3.5 m, i.e. tall. Cut it", ["About 3.5 m, i.e. tall.", "Cut it"], id="points inside"),
        pytest.param(
            "He said “go.” She went (home). Late", ["He said “go.”", "She went (home).", "Late"], id="closing marks"
        ),
        pytest.param("雨だ。「はい。」雪だ！", ["雨だ。", "「はい。」", "雪だ！"], id="without blanks"),
        pytest.param("one\ntwo\n\n", ["one", "two"], id="lines"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(TEXTS, LANGUAGES)
def test_folding_twice_is_folding_once(text: str, language: str | None) -> None:
    assert fold_word(fold_word(text, language), language) == fold_word(text, language)
    assert without_accents(without_accents(text)) == without_accents(text)


@given(TEXTS, TEXTS, LANGUAGES, st.booleans())
def test_likeness_is_mutual(one: str, other: str, language: str | None, bare: bool) -> None:
    assert same_word(one, other, language, bare=bare) == same_word(other, one, language, bare=bare)
    assert same_word(one, one, language, bare=bare)


@given(TEXTS, TEXTS, LANGUAGES, st.booleans())
def test_matching_is_bounded_and_never_raises(phrase: str, text: str, language: str | None, bare: bool) -> None:
    read = read_phrase(phrase, language)
    counts = Matcher(read, bare=bare).counts(text)
    assert len(counts) == len(read.terms) <= 16
    assert all(0 <= n <= len(text) for n in counts)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["apple", "tree", "e-mail", "node.js", "gardener’s", "Straße"]), min_size=1), LANGUAGES)
def test_a_text_holds_itself(words: list[str], language: str | None) -> None:
    text = " ".join(words)
    assert Matcher(read_phrase(text, language)).holds_all(text)


def test_threads_may_share_the_stemmer() -> None:
    words = [f"{stem}{end}" for stem in ("prun", "stor", "plant", "water") for end in ("ing", "ed", "es", "er")] * 50
    alone = [word_keys(word, "en") for word in words]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda word: word_keys(word + "s", "en"), words))
        assert list(pool.map(lambda word: word_keys(word, "en"), words)) == alone


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a-" * 100_000, "ä." * 100_000, "木" * 200_000, "'" * 200_000, ". " * 100_000]
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    start = perf_counter()
    Matcher(read_phrase(text, "de")).counts(text)
    sentences(text)
    units(text)
    assert perf_counter() - start < 5


def test_languages_with_and_without_a_stemmer() -> None:
    assert has_stems("en")
    assert has_stems("nb")
    assert not has_stems("uk")
    assert not has_stems(None)
