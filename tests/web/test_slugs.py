"""One path segment to words and identifiers."""

from __future__ import annotations

import pytest

from indexaudit.web.slugs import read_slug


@pytest.mark.parametrize(
    ("segment", "words", "ids"),
    [
        pytest.param("how-to-can-plums", "how to can plums", "", id="words"),
        pytest.param("10-tips-for-2024", "10 tips for 2024", "", id="numbers among words"),
        pytest.param("plum-jam-123456", "plum jam", "123456", id="number behind"),
        pytest.param("123456-plum-jam", "plum jam", "123456", id="number in front"),
        pytest.param("plum-jam-a1b2c3d4e5", "plum jam", "a1b2c3d4e5", id="hash behind"),
        pytest.param("plum-15fd2dd8f07b", "plum", "15fd2dd8f07b", id="one word and a hash"),
        pytest.param("123", "", "123", id="short number alone"),
        pytest.param("post-123", "", "123", id="generic word and number"),
        pytest.param("plum-2", "plum", "2", id="one word and a number"),
        pytest.param("uk-54222286", "", "54222286", id="an abbreviation beside a number"),
        pytest.param("ab2b8f78c6-f6bb-plum", "f6bb plum", "ab2b8f78c6", id="a word beside pieces of a hash"),
        pytest.param("ab2b8f78c6-f6bb-4da9", "", "ab2b8f78c6", id="a hash in pieces"),
        pytest.param("news159", "", "news159", id="a kind with its number"),
        pytest.param("550e8400-e29b-41d4-a716-446655440000", "", "550e8400-e29b-41d4-a716-446655440000", id="UUID"),
        pytest.param("dQw4w9WgXcQ", "", "dQw4w9WgXcQ", id="base64"),
        pytest.param("IwAgRoXy", "", "IwAgRoXy", id="base62 without digits"),
        pytest.param("a1b2c", "", "a1b2c", id="short base36"),
        pytest.param("xkcdqq", "", "xkcdqq", id="no vowels"),
        pytest.param("html-css-xml", "html css xml", "", id="acronyms"),
        pytest.param("covid19-h264-2nd-b2b-web3", "covid19 h264 2nd b2b web3", "", id="letters and digits in words"),
        pytest.param("why-my6sense-names-plums", "why my6sense names plums", "", id="digit within a name"),
        pytest.param("HowToCanPlums", "How To Can Plums", "", id="camel case"),
        pytest.param("QuickStart2024", "Quick Start 2024", "", id="camel case and a year"),
        pytest.param("iPhone", "iPhone", "", id="brand with odd capitals"),
        pytest.param("jPlumReader", "", "jPlumReader", id="more capitals than a brand has"),
        pytest.param("jPlumreadability", "jPlumreadability", "", id="long brand with an odd capital"),
        pytest.param("Foo_(bar)_baz", "Foo bar baz", "", id="parentheses"),
        pytest.param("don't-stop", "don't stop", "", id="apostrophe"),
        pytest.param("2024-05-17-plum-jam", "plum jam", "", id="date in front"),
        pytest.param("angstschweiss", "angstschweiss", "", id="many consonants"),
        pytest.param("über-uns", "über uns", "", id="umlaut"),
        pytest.param("как-сохранить", "как сохранить", "", id="Cyrillic"),
        pytest.param("تحسين", "تحسين", "", id="Arabic"),
        pytest.param("如何制作李子", "如何 制作 李子", "", id="Chinese in pieces"),
        pytest.param("東京タワーの歴史", "東京 タワー の 歴史", "", id="Japanese in pieces"),
        pytest.param("नमस्ते-दुनिया", "नमस्ते दुनिया", "", id="Devanagari"),
        pytest.param("", "", "", id="nothing"),
        pytest.param("---", "", "", id="hyphens"),
    ],
)
def test_words_and_identifiers(segment: str, words: str, ids: str) -> None:
    slug = read_slug(segment)
    assert slug.words == tuple(words.split())
    assert slug.ids == tuple(ids.split())


@pytest.mark.parametrize(
    ("segment", "separators"),
    [
        ("plum-jam", ("-",)),
        ("plum_jam-now", ("_", "-")),
        ("plum jam", ("%20",)),
        ("plum+jam", ("+",)),
        ("node.js-plums", (".", "-")),
        ("PlumJam", ("camelCase",)),
        ("plum", ()),
        ("plum-123456", ()),
    ],
)
def test_separators_between_words(segment: str, separators: tuple[str, ...]) -> None:
    assert read_slug(segment).separators == separators
