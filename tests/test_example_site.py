"""The small site under ``examples/site`` is whole, invented, and has the faults that its report is to show."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

FOLDER = Path(__file__).parent.parent / "examples" / "site"
BASE = "https://bodkin.example"
PAGES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
MISSING = "/courses/"
"""Stands in the sitemap and nowhere else."""
REDIRECTED = "/repairs"
"""A folder without its slash, which every file server redirects."""
ORPHAN = "/notes/a-bodkin-and-an-awl-are-two-tools/"


def text_of(page: str) -> str:
    return (FOLDER / page).read_text(encoding="utf-8")


def address(page: str) -> str:
    return "/" + page.removesuffix("index.html")


def locations(file: str, tag: str) -> list[str]:
    tree = ElementTree.parse(FOLDER / file)
    found = [e.text or "" for e in tree.iter() if e.tag.rpartition("}")[2] == tag]
    return [text.removeprefix(BASE) for text in found if text.startswith(BASE)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_itself_and_links_to_pages_that_are_there(page: str) -> None:
    html = text_of(page)
    assert f'<link rel="canonical" href="{BASE}{address(page)}">' in html
    links = re.findall(r'<a [^>]*href="([^"]+)"', html)
    assert links
    assert [link for link in links if link not in map(address, PAGES)] == []
    words = len(re.sub(r"<[^>]*>", " ", html.partition("<main>")[2].partition("</main>")[0]).split())
    assert 100 <= words <= 500


def test_nothing_but_the_invented_host_and_the_vocabularies_is_named() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    hosts = {host for path in files for host in re.findall(rb"https?://([^/\"<\s]+)", path.read_bytes())}
    assert hosts == {
        b"bodkin.example", b"schema.org", b"www.instagram.com", b"www.sitemaps.org", b"www.w3.org",
    }  # fmt: skip


def test_two_pages_have_one_title_and_the_others_their_own() -> None:
    titles = Counter(re.findall(r"<title>(.*?)</title>", "".join(map(text_of, PAGES))))
    assert [title for title, count in titles.items() if count > 1] == ["Our workshop | Bodkin Bindery"]
    assert titles.total() == len(PAGES) == 16


def test_the_sitemap_lists_every_page_but_one_and_two_addresses_that_are_none() -> None:
    listed = set(locations("sitemap.xml", "loc"))
    assert listed - set(map(address, PAGES)) == {MISSING, REDIRECTED}
    assert set(map(address, PAGES)) - listed == {"/repairs/"}


def test_one_note_is_linked_from_nowhere() -> None:
    links = {link for page in PAGES for link in re.findall(r'<a [^>]*href="([^"]+)"', text_of(page))}
    assert set(map(address, PAGES)) - links == {ORPHAN}
    assert ORPHAN not in locations("feed.xml", "link")


def test_the_german_page_does_not_lead_back_and_the_list_goes_on_behind_a_button() -> None:
    assert f'hreflang="de" href="{BASE}/de/werkstatt/"' in text_of("workshop/index.html")
    assert '<link rel="alternate" hreflang' not in text_of("de/werkstatt/index.html")
    assert "Load more notes</button>" in text_of("notes/index.html")
    assert text_of("notes/index.html").count("<h2><a") == 6


def test_two_notes_say_the_same_in_nearly_the_same_words() -> None:
    one, other = (
        re.sub(r"<[^>]*>", " ", text_of(f"notes/{name}/index.html").partition("</time>")[2].partition("</article>")[0])
        for name in ("wheat-paste-from-the-kitchen", "wheat-paste-in-ten-minutes")
    )
    changed = Counter(one.split()) - Counter(other.split())
    assert 0 < changed.total() <= 10
