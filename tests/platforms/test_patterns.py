"""Patterns of paths, and of hosts."""

from __future__ import annotations

import time

import pytest

from indexaudit.platforms.hosts import HostIndex, fits
from indexaudit.platforms.patterns import compile_pattern, first_segments, literal_of, names_of, numbers_in
from indexaudit.platforms.registry import load


@pytest.mark.parametrize(
    ("pattern", "path", "parts"),
    [
        ("/{user}/status/{id:digits}", "/nasa/status/12", {"user": "nasa", "id": "12"}),
        ("/{user}/status/{id:digits}", "/nasa/status/12/", {"user": "nasa", "id": "12"}),
        ("/{user}/status/{id:digits}", "/NASA/Status/12", {"user": "NASA", "id": "12"}),
        ("/{user}/status/{id:digits}", "/nasa/status/12/photo", None),
        ("/{user}/status/{id:digits}", "/nasa/status/x", None),
        ("/{user}/status/{id:digits}", "/a/b/status/12", None),
        ("/a[/{x}]", "/a", {"x": None}),
        ("/a[/{x}]", "/a/b", {"x": "b"}),
        ("/(a|b[c]).php", "/bc.php", {}),
        ("/(a|b).php", "/axphp", None),
        ("/{x!home,search}", "/home", None),
        ("/{x!home,search}", "/homes", {"x": "homes"}),
        ("/{t:company|school}/{s}", "/school/acme", {"t": "school", "s": "acme"}),
        ("/{id:hex4-6}", "/abcde", {"id": "abcde"}),
        ("/{id:hex4-6}", "/abc", None),
        ("/{id:digits3+}", "/12", None),
        ("/{rest:rest}", "/a/b/c", {"rest": "a/b/c"}),
        ("/x{rest:any}", "/x", {"rest": ""}),
        ("/blog/{s}$", "/blog/a/", None),
        ("/blog/{s}$", "/blog/a", {"s": "a"}),
        ("/{y:year}/{s}", "/1392/a", None),
        ("/{id:mixed12}", "/123456789012", None),
        ("/{id:mixed12}", "/1a2b3c4d5e6f", {"id": "1a2b3c4d5e6f"}),
        ("/{s:titled}-{id:mixed12}", "/a-550e8400-e29b-41d4-a716-4466554400ab", None),
        ("/{_:digits}", "/1", {}),
        ("/{s}", "/%C3%BCber", {"s": "%C3%BCber"}),
        ("/", "/", {}),
    ],
)
def test_pattern(pattern: str, path: str, parts: dict[str, str | None] | None) -> None:
    found = compile_pattern(pattern).fullmatch(path)
    assert (found.groupdict() if found else None) == parts


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("/{user", "no part at"),
        ("/{id:numbers}", "no type 'numbers'; known: .*digits"),
        ("/[a", r"'\[' is never closed"),
        ("/a]", "closes nothing"),
        ("/(a]", "closes nothing"),
    ],
)
def test_what_is_no_pattern(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "segments", "literal", "numbers"),
    [
        ("/t/{slug}/{id:digits}", {"t"}, "/t/", 1),
        ("/(tag|tags)/{s}", {"tag", "tags"}, "/", 0),
        ("/(a/b|c)[/x]", {"a", "c"}, "/", 0),
        ("/[blog/]{y:year}/{s}", None, "/", 2),
        ("/[{f:rest}/]comment-page-{n:digits}", None, "comment-page-", 1),
        ("/{s}.html", None, ".html", 0),
    ],
)  # fmt: skip
def test_what_every_path_that_fits_must_hold(
    pattern: str, segments: set[str] | None, literal: str, numbers: int
) -> None:
    assert first_segments(pattern) == segments
    assert (literal_of(pattern), numbers_in(pattern)) == (literal, numbers)


def test_names() -> None:
    assert names_of("/{user}/[{slug:word1-20!a}/]{id:digits}") == ("user", "slug", "id")


def test_no_pattern_of_a_file_is_slow() -> None:
    texts = ["/" + "a" * 8000, "/" + "1" * 8000, "/" + "a-" * 4000, "/" + "a/" * 4000, "/" + "2024/01/" * 1000,
             "/" + "a.html" * 1300, "/@" + "a@" * 4000, "/" + "-0a" * 2600]  # fmt: skip
    slow = []
    for platform in load():
        for pattern in (p for kind in platform.kinds for p in kind.paths):
            compiled = compile_pattern(pattern)
            for text in texts:
                started = time.process_time()
                compiled.fullmatch(text)
                if time.process_time() - started > 0.1:
                    slow.append((platform.id, pattern, text[:10]))
    assert slow == []


@pytest.mark.parametrize(
    ("pattern", "host", "site", "sub"),
    [
        ("fb.me", "fb.me", "fb.me", ""),
        ("fb.me", "www.fb.me", None, None),
        (".facebook.com", "facebook.com", "facebook.com", ""),
        (".facebook.com", "zh-hk.facebook.com", "facebook.com", "zh-hk"),
        (".facebook.com", "notfacebook.com", None, None),
        (".facebook.com", "facebook.com.evil.example", None, None),
        ("*.tumblr.com", "acme.tumblr.com", "tumblr.com", "acme"),
        ("*.tumblr.com", "www.tumblr.com", None, None),
        ("*.tumblr.com", "tumblr.com", None, None),
        (".yelp.{cc}", "m.yelp.co.uk", "yelp.co.uk", "m"),
        (".yelp.{cc}", "yelp.de", "yelp.de", ""),
        (".yelp.{cc}", "yelp.evil.com", None, None),
        (".yelp.{cc}", "notyelp.de", None, None),
        (".yelp.{cc}", "yelp.com.evil.example", None, None),
        ("www.amazon.{cc}", "www.amazon.com.br", "amazon.com.br", "www"),
        ("www.amazon.{cc}", "amazon.com.br", None, None),
        ("*.blogspot.{cc}", "acme.blogspot.co.at", "blogspot.co.at", "acme"),
        ("nitter.{tld}", "nitter.example", "nitter.example", ""),
        ("nitter.{tld}", "nitter.a.b.c", None, None),
    ],
)
def test_host(pattern: str, host: str, site: str | None, sub: str | None) -> None:
    found = fits(pattern, host)
    assert (found and found.site, found and found.sub) == (site, sub)
    listed = HostIndex({pattern: "it"}).find(host)
    assert (listed is not None) is (site is not None)


def test_the_most_exact_host_wins() -> None:
    index = HostIndex({".google.com": "all", "plus.google.com": "plus", "www.google.{cc}": "family"})
    assert index.find("plus.google.com")[0] == "plus"  # type: ignore[index]
    assert index.find("docs.google.com")[0] == "all"  # type: ignore[index]
    assert index.find("www.google.de")[0] == "family"  # type: ignore[index]
    assert index.find("google.de.evil.example") is None
