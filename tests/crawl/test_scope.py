"""Which addresses are one page, and which pages belong to a crawl."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.scope import Refusal, Scope, host_key, key
from indexaudit.errors import InvalidURL
from indexaudit.web.urls import read_url

TEXTS = st.lists(
    st.sampled_from(
        ["/", "%", "%2e", "%41", "%25", "a", "B", "ü", ".", "..", ";", "?", "&", "=", "#", "utm_x=1", "@", ":", "jsessionid=",
         ";jsessionid=0A", "PHPSESSID=1", "sid=", "0123456789abcdef", "(S(lit3py55t21z5v55))", "(S(", "梅", " ", "|", "+", "%3B"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
ADDRESSES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["https://", "http://", "HTTP:\\"]),
    st.sampled_from(
        ["example.com/", "u:p@Example.com:8080/", "[::1]/", "[::1]:81/", "münchen.example", "example.com."]
    ),
    TEXTS,
)


def scope_of(*seeds: str, **chosen: object) -> Scope:
    return Scope.of(CrawlOptions(seeds=seeds or ("https://plums.example/",), **chosen))  # type: ignore[arg-type]


def reason(scope: Scope, url: str, depth: int = 1) -> str | None:
    refusal = scope.admits(url, depth)
    return None if refusal is None else refusal.reason


# --- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("HTTPS://Plums.Example:443/Jam?#top", "https://plums.example/Jam", id="host, port, query, fragment"),
        pytest.param("https://plums.example/jam?utm_source=x&b=2&fbclid=3&a=1", "https://plums.example/jam?b=2&a=1", id="tracking"),
        pytest.param("https://plums.example/梅?q=ジャム", "https://plums.example/%E6%A2%85?q=%E3%82%B8%E3%83%A3%E3%83%A0", id="Japanese"),
        pytest.param("https://plums.example/a;jsessionid=0A1B?b=1", "https://plums.example/a?b=1", id="T02 jsessionid in the path"),
        pytest.param("https://plums.example/a;v=2;JSESSIONID=0A.n1/b", "https://plums.example/a;v=2/b", id="T02 beside another path parameter"),
        pytest.param("https://plums.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "https://plums.example/a.aspx", id="T02 ASP.NET in the path"),
        pytest.param("https://plums.example/a?PHPSESSID=x&b=1", "https://plums.example/a?b=1", id="T02 PHPSESSID"),
        pytest.param("https://plums.example/a?cfid=12&CFTOKEN=34", "https://plums.example/a", id="T02 ColdFusion"),
        pytest.param("https://plums.example/a?sid=0123456789abcdef0123456789abcdef", "https://plums.example/a", id="T02 sid with a session's value"),
        pytest.param("https://plums.example/a?session_id=0123456789abcdef0123", "https://plums.example/a", id="T02 session_id with a session's value"),
        pytest.param("https://plums.example/talks?session=42", "https://plums.example/talks?session=42", id="T02 a conference has sessions"),
        pytest.param("https://plums.example/talks?sessionid=42", "https://plums.example/talks?sessionid=42", id="T02 and numbers them"),
        pytest.param("https://plums.example/list?sid=3", "https://plums.example/list?sid=3", id="T02 sid may be a section's id"),
        pytest.param("https://plums.example/.;jsessionid=1/a", "https://plums.example/a", id="T02 a session behind a dot"),
    ],
)  # fmt: skip
def test_the_key_of_an_address(url: str, expected: str) -> None:
    assert key(url) == expected
    assert key(expected) == expected


def test_T13_scheme_www_case_and_slash_stay_apart() -> None:
    written = [
        "https://plums.example/Jam", "http://plums.example/Jam", "https://www.plums.example/Jam",
        "https://plums.example/jam", "https://plums.example/Jam/", "https://plums.example//Jam",
    ]  # fmt: skip
    assert len({key(url) for url in written}) == len(written)
    assert all(key(one) != key(other) for one, other in combinations(written, 2))


@settings(deadline=None)
@given(ADDRESSES)
def test_a_key_is_its_own_key_and_is_had_from_every_address(text: str) -> None:
    try:
        read_url(text)
    except InvalidURL:
        with pytest.raises(InvalidURL):
            key(text)
        return
    once = key(text)
    assert key(once) == once
    assert "#" not in once
    assert read_url(once).host
    assert host_key(once) in once


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://plums.example/a", "plums.example"),
        ("http://plums.example:8080/a:b", "plums.example:8080"),
        ("http://[::1]:81/", "[::1]:81"),
    ],
)
def test_the_host_of_a_key_has_its_port(url: str, host: str) -> None:
    assert host_key(key(url)) == host


# --- scope ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "seed", "url", "inside"),
    [
        ("host", "https://plums.example/", "http://plums.example/x", True),
        ("host", "https://plums.example/", "https://www.plums.example/x", True),
        ("host", "https://www.plums.example/", "https://plums.example/x", True),
        ("host", "https://plums.example/", "https://shop.plums.example/", False),
        ("host", "https://plums.example/", "https://plums.example.evil.example/", False),
        ("host", "http://[::1]:81/", "http://[::1]:81/a", True),
        ("domain", "https://blog.plums.co.uk/", "https://shop.plums.co.uk/", True),
        ("domain", "https://blog.plums.co.uk/", "https://pears.co.uk/", False),
        ("domain", "https://plums.github.io/", "https://pears.github.io/", False),
        ("domain", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/a", True),
        ("domain", "http://127.0.0.1:8000/", "http://127.0.0.2:8000/a", False),
        ("path", "https://plums.example/blog/", "https://plums.example/blog/a/b?c", True),
        ("path", "https://plums.example/blog/", "https://plums.example/blog", True),
        ("path", "https://plums.example/blog", "https://plums.example/blog/a", True),
        ("path", "https://plums.example/blog", "https://plums.example/blogroll", False),
        ("path", "https://plums.example/blog/", "https://plums.example/Blog/a", False),
        ("path", "https://plums.example/blog/index.html", "https://plums.example/blog/a", True),
        ("path", "https://plums.example/", "https://plums.example/anything", True),
        ("path", "https://plums.example/blog/", "https://plums.example/", False),
    ],
)
def test_what_belongs_to_the_site(scope: str, seed: str, url: str, inside: bool) -> None:
    made = scope_of(seed, scope=scope)
    assert made.covers(key(url)) is inside
    assert reason(made, key(url)) == (None if inside else "scope")


def test_where_a_seed_redirects_may_belong_too() -> None:
    options = CrawlOptions(seeds=("https://plums.example/",))
    assert not Scope.of(options).covers("https://pears.example/a")
    assert Scope.of(options, moved=["https://pears.example/home"]).covers("https://pears.example/a")


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        pytest.param("mailto:jane@plums.example", ("scheme", "mailto"), id="mail"),
        pytest.param("javascript:void(0)", ("scheme", "javascript"), id="a script"),
        pytest.param("", ("scheme", "none"), id="nothing"),
        pytest.param("https://pears.example/a", ("scope", "pears.example"), id="another host"),
        pytest.param("https://plums.example:9200/a", ("port", "plums.example:9200"), id="another service"),
        pytest.param("https://plums.example:8443/a", None, id="a usual port"),
        pytest.param("https://plums.example/" + "a" * 4075, ("too_long", "plums.example"), id="4097 characters"),
        pytest.param("https://plums.example/" + "a" * 4074, None, id="4096 characters"),
        pytest.param("https://plums.example/" + "/".join("a" * 21), ("segments", "plums.example"), id="21 segments"),
        pytest.param("https://plums.example/" + "/".join("a" * 20) + "/?a/b", None, id="20 segments"),
    ],
)
def test_an_address_that_is_refused_says_why(url: str, refusal: tuple[str, str] | None) -> None:
    expected = None if refusal is None else Refusal(reason=refusal[0], pattern=refusal[1])
    assert scope_of().admits(url, 1) == expected


def test_the_seeds_own_port_is_open() -> None:
    assert reason(scope_of("http://127.0.0.1:5173/"), "http://127.0.0.1:5173/a") is None
    assert reason(scope_of("http://127.0.0.1:5173/"), "http://127.0.0.1:5174/a") == "port"


def test_links_are_followed_down_to_the_depth() -> None:
    scope = scope_of(depth=2)
    assert [reason(scope, "https://plums.example/a", depth) for depth in (0, 1, 2, 3)] == [None, None, None, "depth"]
    assert reason(scope_of(), "https://plums.example/a", 10_000) is None


@pytest.mark.parametrize(
    ("patterns", "path", "matches"),
    [
        ("/blog/", "/blog/a", True),
        ("/blog/*", "/blog/a", True),
        ("/blog/$", "/blog/", True),
        ("/blog/$", "/blog/a", False),
        ("/blog/", "/a/blog/", False),
        ("*.pdf$", "/a/b.pdf", True),
        ("*.pdf$", "/a/b.pdf?x", False),
        ("*?sort=", "/shop?sort=a", True),
        ("/a*b*c", "/a/x/b/y/c/z", True),
        ("/日本/*", "/%E6%97%A5%E6%9C%AC/a", True),
        ("/%7ejane/", "/~jane/a", True),
        ("/A/", "/a/", False),
        ("/a.b", "/axb", False),
        ("/(a+)+$", "/aaaaaaaaaaaaaaaa", False),
    ],
)
def test_patterns_are_those_of_robots_txt(patterns: str, path: str, matches: bool) -> None:
    url = key("https://plums.example" + path)
    assert reason(scope_of(exclude=(patterns,)), url) == ("excluded" if matches else None)
    assert reason(scope_of(include=(patterns,)), url) == (None if matches else "excluded")


def test_exclusion_wins_and_names_its_pattern() -> None:
    scope = scope_of(include=("/blog/", "/shop/"), exclude=("/blog/drafts/", "*.pdf$"))
    assert scope.admits("https://plums.example/blog/a.pdf", 1) == Refusal(reason="excluded", pattern="*.pdf$")
    assert scope.admits("https://plums.example/shop/a", 1) is None
    assert scope.admits("https://plums.example/about", 1) == Refusal(reason="excluded", pattern="not included")
    assert scope.covers("https://plums.example/about")


def test_a_seed_is_crawled_whatever_the_patterns_say() -> None:
    scope = scope_of("https://plums.example/start", include=("/blog/",), exclude=("/start",))
    assert reason(scope, key("https://plums.example/start#top"), 0) is None
    assert reason(scope, "https://plums.example/start/a") == "excluded"


def test_a_hostile_pattern_and_path_are_matched_at_once() -> None:
    scope = scope_of(exclude=("/" + "*a" * 2000 + "$",))
    assert reason(scope, "https://plums.example/" + "a" * 1990 + "b") is None


@settings(deadline=None)
@given(st.text() | ADDRESSES, st.integers(0, 30), st.sampled_from(["host", "domain", "path"]))
def test_no_address_raises(text: str, depth: int, kind: str) -> None:
    scope = scope_of("https://example.com/a/", scope=kind, include=("/a", "*x$"), exclude=("*;",), depth=9)
    refusal = scope.admits(text, depth)
    assert refusal is None or refusal.reason in ("scheme", "too_long", "scope", "port", "segments", "excluded", "depth")
    assert scope.covers(text) or refusal is not None
