"""What a folder tells its host: redirects, headers, and what is limited to previews."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from built_sites import BASE, page, write
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.gate.answers import Answers
from indexaudit.gate.folder import read_folder
from indexaudit.gate.host_files import read_hosting
from indexaudit.gate.hosting import Hosting
from indexaudit.gate.notes import Notes


def hosting(files: Mapping[str, str]) -> tuple[Hosting, tuple[str, ...]]:
    notes = Notes()
    read = {name: text.encode() for name, text in files.items()}
    return read_hosting(read.get, "plums.example", notes), notes.lines()


def moved(rules: str, path: str) -> tuple[str, int] | None:
    return hosting({"_redirects": rules})[0].moved(path, forced=False)


@pytest.mark.parametrize(
    ("rules", "path", "answer"),
    [
        ("/old /new", "/old", ("/new", 301)),
        ("/old /new", "/old/", ("/new", 301)),
        ("/old /new 302 # for a week", "/old", ("/new", 302)),
        ("/old https://plums.example/new 308", "/old", ("https://plums.example/new", 308)),
        ("# /old /new", "/old", None),
        ("/old /new", "/older", None),
        ("/news/* /blog/:splat", "/news/2026/plums", ("/blog/2026/plums", 301)),
        ("/news/* /blog/:splat", "/news", ("/blog/", 301)),
        ("/:year/:slug /blog/:slug-:year", "/2026/plums", ("/blog/plums-2026", 301)),
        ("/:year/:slug /blog/:slug-:year", "/2026/plums/more", None),
        ("/* /index.html 200", "/anything", ("/index.html", 200)),
        ("/a /first\n/a /second", "/a", ("/first", 301)),
        ("/a/* /first\n/a/b /second", "/a/b", ("/first", 301)),
        ("/a/b /first\n/a/* /second", "/a/b", ("/first", 301)),
        ("/alt%20e /new", "/alt e", ("/new", 301)),
        ("https://plums.example/old /new", "/old", ("/new", 301)),
        ("https://pears.example/* https://plums.example/:splat", "/old", None),
    ],
)
def test_redirects_are_matched_as_netlify_and_cloudflare_do(
    rules: str, path: str, answer: tuple[str, int] | None
) -> None:
    assert moved(rules, path) == answer


def test_a_redirect_wins_over_a_file_only_when_it_is_forced() -> None:
    rules = hosting({"_redirects": "/a /b\n/c /d 301!"})[0]
    assert rules.moved("/a", forced=True) is None
    assert rules.moved("/c", forced=True) == ("/d", 301)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("/a id=:id /b/:id", "has conditions"),
        ("/ /de 302 Language=de", "has conditions"),
        ("/alone", "is no redirect"),
        ("a /b", "is no redirect"),
        ("/a/*/b/* /c", "pattern was not understood"),
        ("/:a/:a /c", "pattern was not understood"),
    ],
)
def test_a_rule_that_is_not_obeyed_is_told_of_with_its_line(rule: str, said: str) -> None:
    rules, notes = hosting({"_redirects": f"/x /y\n{rule}"})
    assert len(rules.redirects) == 1
    assert len(notes) == 1
    assert notes[0].startswith("_redirects, line 2: ")
    assert said in notes[0]


def test_headers_are_those_of_every_rule_that_matches() -> None:
    rules, notes = hosting({"_headers": "# ours\n/*\n  X-Frame-Options: DENY\n\n/drafts/*\n\tX-Robots-Tag: noindex\n"})
    assert rules.headers_of("/posts/") == (("X-Frame-Options", "DENY"),)
    assert rules.headers_of("/drafts/plums/") == (("X-Frame-Options", "DENY"), ("X-Robots-Tag", "noindex"))
    assert notes == ()


@pytest.mark.parametrize(
    "host",
    [":project.pages.dev", ":version.:project.pages.dev", "plums.pages.dev", "*.netlify.app", "staging.plums.example"],
)
def test_the_noindex_of_a_preview_host_is_set_aside_with_a_note(host: str) -> None:
    rules, notes = hosting({"_headers": f"https://{host}/*\n  X-Robots-Tag: noindex\n  X-Other: 1\n"})
    assert rules.headers_of("/") == ()
    assert notes == (f"_headers, line 2 (https://{host}/*): X-Robots-Tag is for another host, and was set aside",)


@pytest.mark.parametrize("host", ["plums.example", ":name.example", "PLUMS.example"])
def test_the_noindex_of_the_own_host_counts(host: str) -> None:
    rules, notes = hosting({"_headers": f"https://{host}/*\n  X-Robots-Tag: noindex\n"})
    assert rules.headers_of("/") == (("X-Robots-Tag", "noindex"),)
    assert notes == ()


def test_vercel_redirects_and_headers_are_read() -> None:
    said = {
        "cleanUrls": True,
        "redirects": [
            {"source": "/old", "destination": "/new"},
            {"source": "/soon", "destination": "/later", "permanent": False},
            {"source": "/news/:path*", "destination": "/blog/:path*", "statusCode": 301},
            {"source": "/:path((?!uk/).*)", "destination": "/uk"},
            {"source": "/me", "destination": "/you", "has": [{"type": "cookie", "key": "x"}]},
            "nonsense",
        ],
        "headers": [
            {"source": "/(.*)", "headers": [{"key": "X-A", "value": "1"}]},
            {
                "source": "/(.*)",
                "has": [{"type": "host", "value": "plums.vercel.app"}],
                "headers": [{"key": "X-Robots-Tag", "value": "noindex"}],
            },
            {
                "source": "/in/:path*",
                "has": [{"type": "host", "value": "plums.example"}],
                "headers": [{"key": "X-B", "value": "2"}],
            },
        ],
    }
    rules, notes = hosting({"vercel.json": json.dumps(said)})
    assert (rules.clean_urls, rules.trailing_slash) == (True, None)
    assert rules.moved("/old", forced=True) == ("/new", 308)
    assert rules.moved("/soon", forced=True) == ("/later", 307)
    assert rules.moved("/news/2026/plums", forced=True) == ("/blog/2026/plums", 301)
    assert rules.headers_of("/in/x") == (("X-A", "1"), ("X-B", "2"))
    assert len(notes) == 3
    assert "vercel.json, headers 2: X-Robots-Tag is for another host or reader, and was set aside" in notes


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "[" * 100_000, '{"redirects": {"a": 1}, "headers": 3, "cleanUrls": "yes"}']
)
def test_a_vercel_file_of_another_shape_says_nothing(text: str) -> None:
    rules, _ = hosting({"vercel.json": text})
    assert rules == Hosting()


def test_beyond_a_thousand_patterns_nothing_is_read() -> None:
    rules, notes = hosting({"_redirects": "\n".join(f"/{n}/* /x" for n in range(1_500)) + "\n/plain /y"})
    assert rules.moved("/999/a", forced=False) == ("/x", 301)
    assert rules.moved("/1000/a", forced=False) is None
    assert rules.moved("/plain", forced=False) == ("/y", 301)
    assert len(notes) == 1


def test_htaccess_is_told_of_and_not_read() -> None:
    assert hosting({".htaccess": "Redirect /a /b"})[1] == (
        ".htaccess: it says how Apache serves the folder, and was not read",
    )


@settings(max_examples=100, deadline=None)
@given(text=st.text("/:*ab \n#!3012.%?=\t"), path=st.text("/ab:*%", max_size=12))
def test_any_text_is_read_as_redirects_and_headers(text: str, path: str) -> None:
    rules, _ = hosting({"_redirects": text, "_headers": text})
    answer = rules.moved("/" + path, forced=False)
    assert answer is None or answer[1] < 1000
    assert isinstance(rules.headers_of("/" + path), tuple)


# --- what an address answers ------------------------------------------------------------------------------------------


def answers(folder: Path, files: Mapping[str, str], base: str = BASE) -> Answers:
    return Answers(read_folder(write(folder, files), base))


def test_addresses_answer_as_they_will(tmp_path: Path) -> None:
    site = answers(
        tmp_path,
        {
            "index.html": page(),
            "posts/plums/index.html": page(canonical=f"{BASE}posts/plums/"),
            "about.html": page(canonical=f"{BASE}about.html"),
            "404.html": page(),
            "i/plum.jpg": "",
            "_redirects": "/old /posts/plums/\n/chain /old\n/round /around\n/around /round\n/out https://pears.example/\n"
            "/app/* /app.html 200\n/gone /nothing 410\n/dead /nothing",
        },
    )
    expected = {
        "": ("page", ""),
        "posts/plums/": ("page", "posts/plums/"),
        "posts/plums": ("moved", "posts/plums/"),
        "posts/plums/index.html": ("page", "posts/plums/"),
        "posts/plums/?page=2": ("page", "posts/plums/"),
        "about": ("page", "about.html"),
        "about/": ("unknown", None),
        "Posts/plums/": ("missing", None),
        "posts/": ("missing", None),
        "posts/pears/": ("missing", None),
        "i/plum.jpg": ("file", None),
        "404.html": ("file", None),
        "old": ("moved", "posts/plums/"),
        "chain": ("moved", "posts/plums/"),
        "round": ("unknown", None),
        "out": ("moved", None),
        "app/anything": ("unknown", None),
        "gone": ("missing", None),
        "dead": ("moved", "nothing"),
        ".netlify/functions/x": ("unknown", None),
    }
    for path, (kind, url) in expected.items():
        answer = site.of(BASE + path)
        assert answer.kind == kind, path
        if url is not None:
            assert answer.url == BASE + url, path
    assert site.of(f"{BASE}chain").hops == ((f"{BASE}chain", 301), (f"{BASE}old", 301))
    assert site.of("https://pears.example/").kind == "outside"


def test_below_a_path_the_rest_of_the_host_is_not_known(tmp_path: Path) -> None:
    site = answers(tmp_path, {"index.html": page()}, f"{BASE}docs/")
    assert site.of(f"{BASE}docs").kind == "page"
    assert site.of(f"{BASE}docs/no/").kind == "missing"
    assert site.of(BASE).kind == "outside"
    assert site.of(f"{BASE}docsy/").kind == "outside"


def test_below_a_link_that_was_not_followed_nothing_is_known(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"v1/index.html": page()})
    (site / "latest").symlink_to(site / "v1")
    built = Answers(read_folder(site, BASE))
    assert built.of(f"{BASE}latest/").kind == "unknown"
    assert built.of(f"{BASE}lately/").kind == "missing"


def test_a_page_whose_address_is_redirected_by_force_is_none(tmp_path: Path) -> None:
    files = {"index.html": page(), "en/index.html": page(), "_redirects": "/ /en/ 302!"}
    built = read_folder(write(tmp_path, files), BASE)
    assert [one.path for one in built.pages] == ["en/index.html"]
    assert Answers(built).of(BASE).kind == "moved"
