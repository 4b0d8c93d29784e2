"""The main text by each reader, comments apart, and what stands in its way."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from content_helpers import SENTENCE, content, head, page, prose

from indexaudit.config import Limits
from indexaudit.extract.content import read_content
from indexaudit.extract.document import Page, parse
from indexaudit.extract.main_text import read_main_text
from indexaudit.facts import MainText, Missing, NotAsked, Unavailable
from indexaudit.web.words import count_words

MENU = "<nav><ul>" + "".join(f'<li><a href="/s{i}">Section {i}</a></li>' for i in range(12)) + "</ul></nav>"
COMMENT = "I bought these last year and would never go back to the old ones, not even for money."
COMMENTS = (
    '<div id="comments" class="comments-area"><h2>2 thoughts on tyres</h2><ol class="comment-list">'
    '<li class="comment" id="comment-1"><div class="comment-meta">Ben says: 2 May</div>'
    f"<p>{COMMENT}</p></li>"
    '<li class="comment" id="comment-2"><div class="comment-author vcard">Cora</div>'
    f'<div class="comment-content"><p>{COMMENT}</p></div><div class="reply"><a href="#">Reply</a></div></li></ol>'
    '<div id="respond"><h3>Leave a reply</h3>'
    "<form><label>Your comment goes here</label><textarea></textarea></form></div></div>"
)


def read(body: str, how: str = "precise", *, limits: Limits | None = None) -> MainText | Missing:
    made = page(body, limits=limits)
    return read_main_text(made, how, read_content(made, head("Tyres")))  # type: ignore[arg-type]


def main_text(body: str, how: str = "precise", *, limits: Limits | None = None) -> MainText:
    found = read(body, how, limits=limits)
    assert isinstance(found, MainText)
    return found


POST = f"<main><article><h1>Winter tyres</h1>{prose(6)}</article></main>"


@pytest.mark.parametrize("how", ["precise", "fast"])
def test_the_main_text_has_no_navigation(how: str) -> None:
    found = main_text(f"{MENU}{POST}<footer>Imprint and privacy</footer>", how)
    assert found.reader == how
    assert SENTENCE.strip() in found.text
    assert "Section 3" not in found.text
    assert "Imprint" not in found.text
    assert found.words == count_words(found.text) >= 6 * 3 * 20
    assert sum(found.paragraphs) == found.words
    assert found.paragraphs.count(63) == 6


@pytest.mark.parametrize("how", ["precise", "fast"])
def test_comments_are_counted_apart(how: str) -> None:
    plain = main_text(f"{MENU}{POST}", how)
    discussed = main_text(f"{MENU}{POST}{COMMENTS}", how)
    assert discussed.words == plain.words
    assert plain.comment_words == 0
    assert discussed.comment_words == 2 * count_words(COMMENT)


ANSWERED = f'<li class="comment"><p>{COMMENT}</p><ul><li class="comment"><p>{COMMENT}</p></li></ul></li>'


@pytest.mark.parametrize(
    ("area", "comments"),
    [
        ('<div id="comments"><p class="nocomments">Comments are closed.</p></div>', 0),
        (f'<ol class="commentlist"><li class="pingback comment"><p>Pingback: {SENTENCE}</p></li></ol>', 0),
        (f'<div id="trackbacks" class="trackbacks"><p>{SENTENCE}</p></div>', 0),
        ('<aside class="widget recent-comments"><ul><li class="comment">Ben on Winter tyres</li></ul></aside>', 0),
        (f'<section class="comments"><div><b>Ben</b><p>{COMMENT}</p></div></section>', 1),
        (f'<ul class="comments">{ANSWERED}</ul>', 2),
        (f'<p class="commentary">{SENTENCE}</p>', 0),
    ],
)
def test_only_what_readers_wrote_counts_as_comment(area: str, comments: int) -> None:
    assert main_text(f"{POST}{area}").comment_words == comments * count_words(COMMENT)


def test_an_area_that_is_the_page_is_not_taken_for_comments() -> None:
    found = main_text(f'<div class="comments">{prose(8)}</div>')
    assert found.comment_words == 0
    assert SENTENCE.strip() in found.text


def test_replies_in_a_forum_are_the_page() -> None:
    data = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    found = main_text(f"{data}<h1>Which tyre?</h1>{prose(2)}{COMMENTS}")
    assert found.comment_words == 0


def test_a_short_post_keeps_its_words() -> None:
    found = main_text("<main><article><p>Snow again. We ride anyway!</p></article></main>")
    assert found.text == "Snow again. We ride anyway!"
    assert found.words == 5


@pytest.mark.parametrize("html", ["", "   ", "<!-- nothing -->", "<html><body></body></html>"])
def test_an_empty_page_has_an_empty_text_and_no_gap(html: str) -> None:
    made = parse(html.encode(), url="https://example.com/", media_type="text/html", limits=Limits())
    found = read_main_text(made, "precise", read_content(made, head()))
    assert isinstance(found, MainText)
    assert (found.text, found.words, found.paragraphs, found.gaps) == ("", 0, (), ())


def test_none_is_not_asked() -> None:
    assert isinstance(read(POST, "none"), NotAsked)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<div id="root"></div><script src="/app.js"></script>', "scripts"),
        ('<h1>Please log in</h1><form><input type="password"></form>', "login"),
        ("<h1>Access denied</h1>", "bot challenge"),
        ("<h1>Page not found</h1>", "error page"),
    ],
)
def test_behind_a_wall_there_is_no_main_text(body: str, reason: str) -> None:
    found = read(body)
    assert isinstance(found, Unavailable)
    assert reason in found.reason


def test_a_paywall_leaves_the_teaser() -> None:
    data = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    assert main_text(f"{data}{POST}").words > 300


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        (POST + '<a href="/x">y</a> ' * 30, Limits(precise_links=20)),
        (POST, Limits(precise_bytes=1_000)),
        ("<div>" * 150 + prose(4_000, 1) + "<b>x</b>" * 8_000, Limits()),
    ],
    ids=["too many links", "too many bytes", "too many deep elements"],
)
def test_beyond_its_bounds_the_fast_reader_stands_in(body: str, limits: Limits) -> None:
    started = time.process_time()
    assert main_text(body, limits=limits).reader == "fast"
    assert time.process_time() - started < 3


def test_a_page_too_deep_for_any_extractor_is_read_in_the_stream() -> None:
    started = time.process_time()
    found = main_text("<div>" * 200 + prose(25_000, 1))
    assert time.process_time() - started < 3
    assert found.reader == "stream"
    assert not found.complete


def test_a_failing_extractor_is_a_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    found = read(POST)
    assert isinstance(found, Unavailable)
    assert "RecursionError" in found.reason


def without_tree(body: str) -> Page:
    made = page(body, limits=Limits(elements=1))
    assert made.tree is None
    return made


def test_without_a_tree_the_text_comes_from_the_stream() -> None:
    made = without_tree(f"<script>var a = '<p>no</p>'</script><style>x</style><!-- no -->{POST}<p>1 &lt; 2 &amp; 3</p>")
    found = read_main_text(made, "precise", content(POST))
    assert isinstance(found, MainText)
    assert found.reader == "stream"
    assert not found.complete
    assert "Winter tyres" in found.text
    assert "1 < 2 & 3" in found.text
    assert "var a" not in found.text
    assert "no" not in found.text.split()


@pytest.mark.parametrize("shape", ["<", "<!--", "<a ", "<script>", "&amp", "</", "<p "])
def test_the_stream_is_read_in_linear_time(shape: str) -> None:
    made = without_tree(f"<p>one</p>{shape * 50_000}")
    started = time.process_time()
    found = read_main_text(made, "fast", content(""))
    assert time.process_time() - started < 3
    assert isinstance(found, MainText)
    assert found.text.startswith("one")


HEADER = '<header><a href="/">Tidewrack</a> <nav><a href="/posts/">Posts</a> <a href="/about/">About</a></nav></header>'


def test_of_a_short_page_the_site_around_its_main_is_not_its_text() -> None:
    found = main_text(
        f"{HEADER}<main><article><h1>Notes</h1><p>Low water at four, and the wind in the west.</p></article></main>"
        "<footer><p>Ruth Kelso</p></footer>",
        "precise",
    )
    assert found.text == "Notes\nLow water at four, and the wind in the west."


def test_a_main_that_holds_a_few_words_of_a_short_page_is_marked_wrongly() -> None:
    found = main_text(
        f"{HEADER}<main><p>Welcome</p></main><div><p>Low water at four, and the wind in the west all day.</p></div>",
        "precise",
    )
    assert "Low water" in found.text


def likeness(gold: str, text: str) -> float:
    a, b = Counter(gold.lower().split()), Counter(text.lower().split())
    common = sum((a & b).values())
    return 2 * common / max(1, sum(a.values()) + sum(b.values()))


@pytest.mark.parametrize(("how", "least"), [("precise", 0.94), ("fast", 0.90)])
def test_real_articles_are_read_as_people_read_them(corpus: Path, how: str, least: float) -> None:
    import gzip

    scores, errors = [], []
    with (corpus / "pages.jsonl").open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["name"].startswith("aeb--")]
    for row in rows[::2]:
        body = gzip.decompress((corpus / row["file"]).read_bytes())
        made = parse(body, url=row["url"], limits=Limits())
        found = read_main_text(made, how, read_content(made, head()))  # type: ignore[arg-type]
        assert isinstance(found, MainText), row["name"]
        gold = row["gold"]["body_text"]
        scores.append(likeness(gold, found.text))
        errors.append(abs(found.words - count_words(gold)) / max(1, count_words(gold)))
    assert len(scores) > 40
    assert sum(scores) / len(scores) >= least
    assert sorted(errors)[len(errors) // 2] <= (0.03 if how == "precise" else 0.15)


@pytest.mark.parametrize(("how", "missing"), [("fast", "_fast"), ("precise", "_precise")])
def test_a_reader_that_misses_the_text_is_helped_by_the_other(
    monkeypatch: pytest.MonkeyPatch, how: str, missing: str
) -> None:
    monkeypatch.setattr(f"indexaudit.extract.main_text.{missing}", lambda _: "Share")
    lines = (" ".join(f"Tyre {i} of row {row} grips well." for i in range(10)) for row in range(6))
    found = main_text(
        "<main><article><h1>Tyres</h1>" + "".join(f"<p>{line}</p>" for line in lines) + "</article></main>", how
    )
    assert found.words > 300
