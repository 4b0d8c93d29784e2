"""Headings, images, visible words and language."""

from __future__ import annotations

import time

import pytest
from content_helpers import SENTENCE, content, head, page, prose

from indexaudit.extract.content import read_content


@pytest.mark.parametrize(
    ("markup", "level", "text", "link"),
    [
        ("<h1>Plain</h1>", 1, "Plain", None),
        ("<h2>  In \n two   lines </h2>", 2, "In two lines", None),
        ('<h1><img src="/logo.png" alt="The name"></h1>', 1, "The name", None),
        ('<h3>Before <img alt="picture"> after</h3>', 3, "Before picture after", None),
        ("<h1></h1>", 1, "", None),
        ("<h2>Word<script>var x</script></h2>", 2, "Word", None),
        ('<h2><a href="/a-post">A post</a></h2>', 2, "A post", "https://example.com/a-post"),
        ('<a href="/card"><h3>Card</h3></a>', 3, "Card", "https://example.com/card"),
        ('<h2>A long heading with one <a href="/w">word</a></h2>', 2, "A long heading with one word", None),
        ('<h2><a href="/one">one</a> and <a href="/two">two</a></h2>', 2, "one and two", None),
        ('<h2><a name="anchor">No address</a></h2>', 2, "No address", None),
    ],
)
def test_a_heading_has_its_text_and_its_link(markup: str, level: int, text: str, link: str | None) -> None:
    (heading,) = content(markup).headings
    assert (heading.level, heading.text, heading.link) == (level, text, link)


def test_headings_keep_their_order_and_line() -> None:
    found = content("<h2>first</h2>\n<h1>second</h1>\n<h3>third</h3>").headings
    assert [h.text for h in found] == ["first", "second", "third"]
    assert [h.line for h in found] == [3, 4, 5]


@pytest.mark.parametrize(
    "part", ["<div hidden>{}</div>", '<div style="display: none">{}</div>', "<template>{}</template>"]
)
def test_a_heading_that_is_not_shown_is_no_heading(part: str) -> None:
    assert content(part.format("<h1>Dialog</h1>")).headings == ()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="a.png" alt="A">', {"src": "a.png", "alt": "A", "linked": False, "hidden": False}),
        ('<img src="a.png">', {"alt": None}),
        ('<img src="a.png" alt="">', {"alt": ""}),
        ('<img srcset="small.png 1x, big.png 2x">', {"src": "small.png"}),
        ('<img src="data:image/gif;base64,R0lG" data-src="real.png">', {"src": "real.png"}),
        ('<img data-lazy-src="late.png">', {"src": "late.png"}),
        ('<img src="a.png" width="640px" height="480">', {"width": 640, "height": 480}),
        ('<img src="a.png" width="50%">', {"width": None}),
        ('<a href="/x"><span><img src="a.png"></span></a>', {"linked": True}),
        ('<img src="a.png" aria-hidden="true">', {"hidden": True}),
        ('<img src="a.png" role="presentation">', {"hidden": True}),
        ('<main><img src="a.png"></main>', {"in_main": True}),
        ('<main>text</main><img src="a.png">', {"in_main": False}),
        ('<header><img src="a.png"></header>', {"in_main": False}),
        ('<article><header><img src="a.png"></header></article>', {"in_main": True}),
        ('<div><img src="a.png"></div>', {"in_main": True}),
    ],
)
def test_an_image_says_what_its_markup_says(markup: str, expected: dict[str, object]) -> None:
    (image,) = content(markup).images
    assert {name: getattr(image, name) for name in expected} == expected


def test_the_copy_for_readers_without_scripts_is_not_a_second_image() -> None:
    found = content('<img data-src="a.png" alt="A"><noscript><img src="a.png" alt="A"></noscript>').images
    assert [image.src for image in found] == ["a.png"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>one two three</p>", 3),
        ("<p>one</p><p>two</p>", 2),
        ("<ul><li>one<li>two<li>three</ul>", 3),
        ("<p>one</p><script>var two = 'three'</script>", 1),
        ("<p>one</p><style>p { color: red }</style>", 1),
        ("<p>one</p><noscript>please turn scripts on</noscript>", 1),
        ("<p>one</p><template><p>two</p></template>", 1),
        ("<p>one</p><p hidden>two</p>", 1),
        ("<p>one</p><div style='color:red; DISPLAY : none'><p>two</p></div>", 1),
        ("<p>one</p><div style='display: none'><p>two</p></div> three", 2),
        ("<p>same</p><div hidden><p>same</p></div>", 1),
        ("<p>one<!-- two --> three</p>", 2),
        ("<textarea>typed</textarea><select><option>choice</select>one", 1),
        ("", 0),
    ],
)
def test_visible_words_are_those_that_are_shown(markup: str, words: int) -> None:
    assert content(markup).visible_words == words


def test_a_body_hidden_against_flicker_is_shown() -> None:
    assert content('<body style="display:none"><p>one two</p></body>').visible_words == 2


def test_running_text_is_told_from_menus() -> None:
    menu = "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(40))
    assert content(f"<ul>{menu}</ul>").prose_words == 0
    assert content(f"<ul>{menu}</ul>{prose(2, 2)}").prose_words == 84


def test_media_are_named_once() -> None:
    assert content("<video></video><iframe src=x></iframe><video></video><canvas></canvas>").media == (
        "canvas",
        "iframe",
        "video",
    )


GERMAN = (
    "Das ist ein Satz, der mit den Wörtern der deutschen Sprache und nicht mit denen einer anderen geschrieben ist. "
)


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        (SENTENCE * 5, "en", ("en", "declared")),
        (SENTENCE * 5, "en-GB", ("en", "declared")),
        (SENTENCE * 5, "en_US", ("en", "declared")),
        (SENTENCE * 5, None, ("en", "text")),
        (GERMAN * 5, "en", ("de", "text")),
        (GERMAN * 5, None, ("de", "text")),
        (GERMAN * 5, "gsw", ("gsw", "declared")),  # no list of its words here: the page knows better
        ("これは日本語で書かれた文章です。" * 5, "en", ("ja", "script")),
        ("这是用中文写的一段文字。" * 6, None, ("zh", "script")),
        ("이 글은 한국어로 쓰여 있습니다. " * 5, "ko", ("ko", "script")),
        ("Этот текст написан кириллицей. " * 5, "uk", ("uk", "declared")),
        ("Этот текст написан кириллицей. " * 5, "en", (None, None)),
        ("Short", "fr", ("fr", "declared")),
        ("Short", None, (None, None)),
        ("Short", "", (None, None)),
    ],
)
def test_the_language_is_that_of_the_text(
    text: str, declared: str | None, expected: tuple[str | None, str | None]
) -> None:
    found = content(f"<p>{text}</p>", language=declared)
    assert (found.language, found.language_basis) == expected


HOSTILE = {
    "many headings": "<h2><a href='/a'>x</a></h2>" * 30_000,
    "many different titles": "".join(f"<h2><a href='/a{i}'>t</a></h2><p>{SENTENCE}</p>" for i in range(8_000)),
    "nested hidden parts": "<div hidden>" * 200 + "<p>x</p>" * 40_000,
    "hidden parts side by side": "<div hidden><p>x</p></div>" * 30_000,
    "unclosed headings": "<div><h2>" * 100 + "<a>x</a>" * 40_000,
    "many linked images": "<a href=x><img src=x></a>" * 30_000,
    "long text without blanks": "<p>" + "x" * 3_000_000,
    "many short phrases of error pages": "<h1>" + "404 page " * 30_000 + "</h1>" + "the page " * 3_000,
    "many password fields": "<div hidden><input type=password></div>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes_are_read_within_bounds(name: str) -> None:
    made = page(HOSTILE[name])
    started = time.process_time()
    found = read_content(made, head("Log in"))
    assert time.process_time() - started < 3
    assert found.visible_words >= 0


def test_the_shared_tree_is_left_as_it_was() -> None:
    from lxml import etree

    made = page(f"<div hidden><h1>x</h1></div><noscript>y</noscript>{prose(3)}")
    before = etree.tostring(made.tree)
    read_content(made, head())
    assert etree.tostring(made.tree) == before
