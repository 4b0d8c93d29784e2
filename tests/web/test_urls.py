"""Addresses are read as browsers read them, and compared by one normal form."""

from __future__ import annotations

import json
import time
from pathlib import Path

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.errors import InvalidURL
from indexaudit.web.urls import (
    LONGEST_URL,
    decoded,
    host_of,
    join,
    normalize,
    query_pairs,
    read_url,
    same_page,
    tracking_parameters,
    unicode_host,
)


def test_an_address_falls_into_its_parts() -> None:
    url = read_url(" https://User:Pw@Blog.Example.com:8443/a/../b c?x=1#top ")
    assert url.href == "https://User:Pw@blog.example.com:8443/b%20c?x=1#top"
    assert (url.scheme, url.host, url.port) == ("https", "blog.example.com", 8443)
    assert (url.path, url.query, url.fragment, url.has_userinfo) == ("/b%20c", "x=1", "top", True)


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        pytest.param("http://example.com:80/", "example.com", None, id="default port"),
        pytest.param("HTTP://EXAMPLE.com", "example.com", None, id="upper case"),
        pytest.param("https:\\\\example.com\\a", "example.com", None, id="backslashes"),
        pytest.param("https://müller.example/", "xn--mller-kva.example", None, id="international name"),
        pytest.param("http://[2001:DB8::1]:8080/", "[2001:db8::1]", 8080, id="IPv6"),
        pytest.param("http://0x7f.1/", "127.0.0.1", None, id="IPv4 in hexadecimal"),
        pytest.param(
            "https://www.example.com@evil.example/", "evil.example", None, id="userinfo that looks like a host"
        ),
    ],
)
def test_hosts(text: str, host: str, port: int | None) -> None:
    url = read_url(text)
    assert (url.host, url.port) == (host, port)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param(" \n ", "is empty", id="blank"),
        pytest.param("example.com/a", "did you mean 'https://example.com/a'", id="no scheme"),
        pytest.param("example.com:8080/a", "did you mean 'https://example.com:8080/a'", id="no scheme but a port"),
        pytest.param("localhost:8000", "did you mean 'https://localhost:8000'", id="local host without scheme"),
        pytest.param("//example.com/a", "write 'https://example.com/a'", id="scheme-relative"),
        pytest.param("/a/b", "is not a URL", id="path alone"),
        pytest.param("plums", "is not a URL", id="word"),
        pytest.param("javascript:void(0)", "is a javascript: address", id="script"),
        pytest.param("mailto:a@example.com", "is a mailto: address", id="mail"),
        pytest.param("ftp://example.com/", "is a ftp: address", id="other scheme"),
        pytest.param("https://", "has no host", id="no host"),
        pytest.param("https://:80/", "has no host", id="port without host"),
        pytest.param("https://exa mple.com/", "has a space in its host", id="space in the host"),
        pytest.param("https://example.com:99999/", "has the port '99999'", id="port too high"),
        pytest.param("https://example.com:abc/", "has the port 'abc'", id="port no number"),
        pytest.param("http://[bad", "host that is not valid", id="open bracket"),
        pytest.param("http://e℀x.example/", "host that is not valid", id="character that IDNA refuses"),
        pytest.param("http://a.example.XN--POKXNCVKS/", "host that is not valid", id="punycode in upper case"),
        pytest.param("https://example.com/\x00", "U+0000", id="NUL"),
        pytest.param("https://example.com/a\nb", "U+000A", id="line feed inside"),
        pytest.param("https://example.com/\ud800", "U+D800", id="half of a surrogate pair"),
        pytest.param("https://" + "a" * 10_000_000, "has 10000008 characters", id="ten megabytes"),
        pytest.param("https://" + "ü" * 5000 + ".example/", "a host of 5008 characters", id="long international host"),
        pytest.param("https://example.com/" + "ü" * 4000, "once percent-encoded", id="too long once encoded"),
    ],
)
def test_what_is_no_address_says_why(text: str, message: str) -> None:
    started = time.process_time()
    with pytest.raises(InvalidURL) as error:
        read_url(text)
    assert message in str(error.value)
    assert len(str(error.value)) < 500
    assert time.process_time() - started < 1


def test_the_message_shows_no_password() -> None:
    with pytest.raises(InvalidURL) as error:
        read_url("ftp://jo:hunter2@example.com/?token=abc")
    assert "hunter2" not in str(error.value)
    assert "abc" not in str(error.value)


@pytest.mark.parametrize(
    ("base", "href", "url"),
    [
        pytest.param("https://example.com/a/b", "../c", "https://example.com/c", id="relative"),
        pytest.param("https://example.com/a", " \n/c\t ", "https://example.com/c", id="white space around"),
        pytest.param("https://example.com/a", "/c\nd", "https://example.com/cd", id="line feed inside"),
        pytest.param("https://example.com/a", "", "https://example.com/a", id="empty"),
        pytest.param("https://example.com/a", "mailto:x@example.com", "mailto:x@example.com", id="other scheme"),
        pytest.param("https://example.com/a", "//b.example/", "https://b.example/", id="scheme-relative"),
        pytest.param("https://example.com/a", "http://[bad", None, id="no URL"),
        pytest.param("https://example.com/a", "\ud800", None, id="half of a surrogate pair"),
        pytest.param("not a base", "/a", None, id="no base"),
        pytest.param("https://example.com/a", "//" + "ü" * 100_000, None, id="long host"),
        pytest.param("https://example.com/a", "x" * 3_000_000, None, id="three megabytes"),
    ],
)
def test_references_are_resolved(base: str, href: str, url: str | None) -> None:
    assert join(base, href) == url


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        pytest.param("HTTPS://Example.com:443/A/?", "https://example.com/A/", id="case, port, empty query"),
        pytest.param("https://example.com/a#top", "https://example.com/a", id="fragment"),
        pytest.param("https://example.com/a#:~:text=plum", "https://example.com/a", id="text fragment"),
        pytest.param("https://u:p@example.com/", "https://example.com/", id="userinfo"),
        pytest.param("https://example.com./a", "https://example.com/a", id="final dot of the host"),
        pytest.param("https://example.com/%7ea/%c3%bc%2f", "https://example.com/~a/%C3%BC%2F", id="escapes"),
        pytest.param("https://example.com/ü", "https://example.com/%C3%BC", id="raw letters"),
        pytest.param(
            "https://example.com/?utm_source=a&b=2&UTM_X=1&fbclid=3", "https://example.com/?b=2", id="tracking"
        ),
        pytest.param("https://example.com/?utm%5Fsource=a", "https://example.com/", id="encoded name"),
        pytest.param(
            "https://example.com/?hsCtaTracking=1&Echobox=2", "https://example.com/", id="names with capitals"
        ),
        pytest.param("https://example.com/?ref=a&source=b", "https://example.com/?ref=a&source=b", id="may be content"),
        pytest.param("https://example.com/?b=1&a=2", "https://example.com/?b=1&a=2", id="order stays"),
        pytest.param("https://example.com//a//b/", "https://example.com//a//b/", id="slashes stay"),
        pytest.param("https://example.com/%%34%31", "https://example.com/%%341", id="no escape comes to be"),
        pytest.param("mailto:a@example.com", "mailto:a@example.com", id="no web address"),
    ],
)
def test_the_normal_form(text: str, normal: str) -> None:
    assert normalize(text) == normal
    assert normalize(normal) == normal


def test_two_spellings_are_one_page_and_case_or_slash_make_two() -> None:
    assert same_page("https://example.com/ü?utm_source=x#a", "HTTPS://EXAMPLE.COM:443/%c3%bc")
    assert not same_page("https://example.com/a", "https://example.com/a/")
    assert not same_page("https://example.com/a", "https://example.com/A")
    assert not same_page("http://example.com/a", "https://example.com/a")
    assert not same_page("nothing", "nothing")


def test_tracking_parameters_are_named_once_and_in_order() -> None:
    url = "https://example.com/?utm_source=a&id=1&gclid=2&utm_source=b&%75tm_medium=c"
    assert tracking_parameters(url) == ("utm_source", "gclid", "utm_medium")
    assert tracking_parameters("https://example.com/") == ()
    assert tracking_parameters("no address") == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("https://example.com/%C3%BCber-%E6%A2%85", "https://example.com/über-梅", id="UTF-8"),
        pytest.param("https://example.com/a%2Fb%20c", "https://example.com/a%2Fb%20c", id="ASCII stays"),
        pytest.param("https://example.com/%FCber", "https://example.com/%FCber", id="no UTF-8"),
        pytest.param("https://example.com/%E2%80%AEx", "https://example.com/%E2%80%AEx", id="direction mark"),
        pytest.param("https://example.com/%E2%80%8Bx", "https://example.com/%E2%80%8Bx", id="character without width"),
    ],
)
def test_the_form_for_people(text: str, shown: str) -> None:
    assert decoded(text) == shown


def test_hosts_of_any_scheme() -> None:
    assert host_of("https://Blog.Example.com:8080/") == "blog.example.com"
    assert host_of("mailto:a@example.com") is None
    assert host_of("//example.com/") is None
    assert host_of("http://[bad") is None
    assert unicode_host("xn--mller-kva.example") == "müller.example"
    assert unicode_host("example.com") == "example.com"


def test_query_pairs_are_decoded_as_form_data() -> None:
    assert query_pairs("a=1+2&b=%C3%BC&c&&=d") == (("a", "1 2"), ("b", "ü"), ("c", ""), ("", "d"))


def test_the_longest_address_is_read() -> None:
    text = "https://example.com/" + "a" * (LONGEST_URL - 20)
    assert read_url(text).href == text


def test_every_case_of_the_url_standard(corpus: Path) -> None:
    cases = json.loads((corpus / "url_cases.json").read_text(encoding="utf-8"))["cases"]
    parts = (
        "href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash", "origin",
    )  # fmt: skip
    faults = []
    for case in cases:
        base = case["base"]
        try:
            url = ada_url.URL(case["input"], base)
            if "xn--" in unicode_host(url.hostname):
                raise ValueError  # the binding takes labels that are no punycode; the reader does not
        except ValueError:
            if not case.get("failure"):
                faults.append((case["input"], "is refused"))
            continue
        if case.get("failure"):
            faults.append((case["input"], "is taken"))
            continue
        faults += [(case["input"], part) for part in parts if part in case and getattr(url, part) != case[part]]
        if base is not None and join(base, case["input"]) != case["href"]:
            faults.append((case["input"], "join"))
    assert len(cases) > 500
    assert faults == []


def test_every_web_address_of_the_url_standard_is_read_or_refused(corpus: Path) -> None:
    cases = json.loads((corpus / "url_cases.json").read_text(encoding="utf-8"))["cases"]
    read = 0
    for case in cases:
        try:
            url = read_url(case["input"], case["base"])
        except InvalidURL:
            assert may_be_refused(case), case
            continue
        read += 1
        assert not case.get("failure"), case
        assert url.href == case["href"]
        assert (url.host, url.path) == (case["hostname"], case["pathname"])
        assert (url.query, url.fragment) == (case["search"][1:], case["hash"][1:])
        assert ("" if url.port is None else str(url.port)) == case["port"]
        assert url.has_userinfo == bool(case["username"] or case["password"])
    assert read > 100


def may_be_refused(case: dict[str, str]) -> bool:
    """Beyond what the standard refuses: other schemes, nothing at all, and control characters."""
    control = any(c < " " or c == "\x7f" for c in case["input"].strip(" \t\n\f\r"))
    empty = not case["input"].strip() and case["base"] is None
    return bool(case.get("failure")) or control or empty or not case["href"].startswith(("http:", "https:"))


@given(
    st.text(alphabet="ab.A/:?#%2e'&=;@-~ x", max_size=24), st.sampled_from(["", "/", "//", "https://", "http://a.bc/"])
)
def test_the_short_way_to_resolve_gives_what_the_parser_gives(rest: str, start: str) -> None:
    base, href = "https://www.example.com:8080/dir/page?x#y", start + rest
    try:
        expected = str(ada_url.join_url(base, href.strip(" \t\n\f\r")))
    except ValueError:
        expected = None
    assert join(base, href) == expected
