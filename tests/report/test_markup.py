"""Text of pages in Markdown: whatever it says, it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexaudit.report.markup import block, cell_code, code, escape, prose, table
from indexaudit.report.printable import printable

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
GAP = "\u200b"


def leaves(tokens: Iterable[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (leaves(token.children) if token.children else [token])]


def shown(markdown: str) -> str:
    """What a reader sees, when nothing but plain paragraphs, cells and code came of it."""
    tokens = leaves(PARSER.parse(markdown))
    assert {t.type for t in tokens} <= {"text", "text_special", "code_inline", "paragraph_open", "paragraph_close"}, (
        markdown
    )
    return "".join(t.content for t in tokens).replace(GAP, "")


HOSTILE = [
    pytest.param("# not a heading", id="heading"),
    pytest.param("- not a list", id="list"),
    pytest.param("1. not a list", id="numbered list"),
    pytest.param("1) not a list", id="numbered list with a bracket"),
    pytest.param("+ not a list", id="list with a plus"),
    pytest.param("> not a quote", id="quote"),
    pytest.param("--- ", id="rule"),
    pytest.param("=== ", id="underline of a heading"),
    pytest.param("```sh", id="fence"),
    pytest.param("~~~", id="fence of tildes"),
    pytest.param("*a* **b** _c_ __d__ ~~e~~ `f`", id="emphasis"),
    pytest.param("[a](https://evil.example) ![b](https://evil.example/p.png)", id="link and image"),
    pytest.param("[a]: https://evil.example", id="link definition"),
    pytest.param("[x] done", id="task"),
    pytest.param("<img src=x onerror=alert(1)> <b> <!-- a --> <https://evil.example>", id="HTML"),
    pytest.param("&lt;b&gt; &#42;a&#42; &copy;", id="entities stay as written"),
    pytest.param("a | b \\| c \\\\| d", id="bars"),
    pytest.param("\\*a\\*", id="backslashes"),
    pytest.param("$a$ $$b$$", id="formula"),
    pytest.param("a\\", id="a backslash at the end"),
    pytest.param("a  \nb\n\n# c", id="lines"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_becomes_markup(text: str) -> None:
    assert shown(escape(text)) == printable(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_stays_one_cell(text: str) -> None:
    for cell in (escape(text), cell_code(text)):
        tokens = PARSER.parse("\n".join(table(["a", "b"], [[cell, "last"]])))
        cells = [t.content for t in tokens if t.type == "inline"]
        assert len(cells) == 4
        assert cells[-1] == "last"
        assert shown(cells[-2]) == printable(text)


@given(st.text(alphabet="ab1 -+*_`~#<>[]()!|\\&;:.=@$%^\"'\n\t\x1b\u202e", max_size=30))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    if printable(text):
        assert shown(escape(text)) == printable(text)
        assert shown(code(text)) == printable(text)
        shown(prose(text))


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("ask @alice", r"(?<!\w)@\w"),
        ("mail a@b.example", r"\w@\w"),
        ("fixes #12 and x/y#3", r"#\d"),
        ("see !7 and %v1 and ~bug", r"[!%~]\w"),
        ("GH-12", r"GH-\d"),
        ("www.evil.example", r"www\.\w"),
        ("https://evil.example/a", r"://"),
        ("evil.com and www.evil.co.uk", r"\w\.(com|co|uk)"),
        ("xn--e1afmkfd.xn--p1ai", r"\.xn--"),
        ("mailto:a", r"mailto:"),
        (":rocket:", r":rocket:"),
        ("of 0123456789abcdef0123456789abcdef01234567", r"[0-9a-f]{7}"),
        ("of 8f6a1c2", r"[0-9a-f]{7}"),
    ],
)
def test_a_code_host_finds_nothing_to_link(text: str, live: str) -> None:
    rendered = "".join(t.content for t in leaves(PARSER.parse(escape(text))))
    assert not re.search(live, rendered)
    assert rendered.replace(GAP, "") == text


def test_ordinary_text_is_left_alone() -> None:
    text = "Pruning an apple tree, robots.txt: 12 rules, step-by-step (2nd edition), by M. Oduya."
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Add `<title>` to the head.", "Add `<title>` to the head."),
        ("Keep https://example.com/a_b, not the other.", "Keep `https://example.com/a_b`, not the other."),
        ("an odd ` tick", "an odd &#96; tick"),
        ("`a` `b`", "`a` `b`"),
        ("no *stars* outside `*code*`", "no \\*stars\\* outside `*code*`"),
    ],
)
def test_sentences_keep_their_snippets(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize("text", ["a `b` c", "``", "`a", "a`", " a ", "```\n# x"])
def test_code_holds_ticks(text: str) -> None:
    assert shown(code(text)) == printable(text)


def test_a_block_cannot_be_left() -> None:
    tokens = PARSER.parse("\n".join(block("a\n```\n# b\n````\nc", "html")))
    assert [(t.type, t.content) for t in tokens] == [("fence", "a\n```\n# b\n````\nc\n")]
