"""Any text in, a value or one typed error out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.errors import InvalidURL
from indexaudit.platforms.address import read_address
from indexaudit.web.dates import precision, read_date, to_datetime
from indexaudit.web.directives import effective, from_header, from_meta
from indexaudit.web.language import primary_subtag, read_language
from indexaudit.web.permalinks import read_permalink
from indexaudit.web.robots_txt import RobotsTxt
from indexaudit.web.slugs import read_slug
from indexaudit.web.urls import decoded, host_of, join, mask_secrets, normalize, read_url, registrable_domain, same_page
from indexaudit.web.widths import graphemes, pixels
from indexaudit.web.words import count_words, split_words

unhurried = settings(deadline=None)  # data tables are loaded on first use

ANY = st.text() | st.text(st.characters(exclude_categories=()))
URL_PARTS = st.lists(
    st.sampled_from(
        ["/", "%", "%2", "%41", "%7e", "%25", "a", "B", "ü", ".", "..", ";", "?", "&", "=", "#", "!", "utm_x", "@", ":",
         "2024", "05", "-", "_", "index.html", "梅", " ", "|", "(S(", "page", "id", "\ud800", "\x00"]
    ),
    max_size=12,
).map("".join)  # fmt: skip
URLS = st.builds("{}{}{}".format, st.sampled_from(["https://", "http://", "HTTP:\\", "//"]),
                 st.sampled_from(["example.com", "u:p@Example.com:8080", "[::1]", "münchen.example", "1.2.3.4", ""]),
                 URL_PARTS)  # fmt: skip


@unhurried
@given(ANY | URLS)
def test_an_address_is_read_or_refused(text: str) -> None:
    try:
        url = read_url(text)
    except InvalidURL:
        assert normalize(text) == text
        return
    assert read_url(url.href) == url
    assert read_url(normalize(text)).fragment == ""
    assert read_address(text).normalized == normalize(text)
    assert read_permalink(text).decoded_length <= read_permalink(text).length
    assert same_page(text, url.href)


@unhurried
@given(ANY | URLS)
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@unhurried
@given(ANY | URLS, ANY | URLS)
def test_joining_never_raises(base: str, href: str) -> None:
    joined = join(base, href)
    assert joined is None or ":" in joined
    assert host_of(href) is None or host_of(href) != ""


@unhurried
@given(ANY | URLS)
def test_masking_and_decoding_never_raise_and_settle(text: str) -> None:
    assert mask_secrets(mask_secrets(text)) == mask_secrets(text)
    assert len(decoded(text)) <= len(text)


@unhurried
@given(ANY)
def test_domains_and_slugs_never_raise(text: str) -> None:
    domain = registrable_domain(text)
    assert domain is None or domain
    assert len(read_slug(text).words) <= len(text)


ROBOTS_LINES = st.lists(
    st.sampled_from(["User-agent: *", "User-agent: a", "Disallow: /", "Allow: /a*b$", "Disallow:", "Disallow: /%",
                     "Allow: $",
                     "Disallow: *", "Sitemap: x", "#", "allow", "disallow /", "\x00", "User-agent:"]) | ANY,
    max_size=15,
).map("\n".join)  # fmt: skip


@unhurried
@given(ROBOTS_LINES | ANY | st.binary(), ANY, ANY | URLS)
def test_robots_txt_never_raises(body: str | bytes, agent: str, url: str) -> None:
    decision = RobotsTxt.parse(body).decide(agent, url)
    assert decision.line >= 0
    assert bool(decision.rule) == bool(decision.line)
    assert decision.allowed or decision.line > 0


DIRECTIVES = st.lists(
    st.sampled_from(["noindex", "none", "max-snippet:0", "max-snippet:x", "unavailable_after:", "googlebot:",
                     "25 Jun 2010",
                     " 10:00", "max-image-preview:none", ":", "all"]) | ANY,
    max_size=8,
).map(",".join)  # fmt: skip


@unhurried
@given(DIRECTIVES, DIRECTIVES, ANY)
def test_directives_never_raise(content: str, header: str, agent: str) -> None:
    found = (*from_meta("robots", content, line=1, text=content), *from_header(header))
    result = effective(found, agent)
    assert result.noindex == any(d.name == "noindex" and d.agent in ("*", agent.strip().lower()) for d in found) or (
        result.noindex and "-" in agent
    )


@unhurried
@given(st.lists(ANY, max_size=6))
def test_word_counts_add_up_over_paragraphs(paragraphs: list[str]) -> None:
    paragraphs = [p.replace("\n", " ") for p in paragraphs]
    assert count_words("\n".join(paragraphs)) == sum(map(count_words, paragraphs))
    assert all(split_words(p) is not None and count_words(p) >= 0 for p in paragraphs)


DATE_PARTS = st.lists(
    st.sampled_from(["2024", "17", "5", "05", "May", "мая", "-", "/", ".", " ", ":", "T", "Z", "10:00", "pm", "年",
                     "月",
                     "日",
                     "+02:00", "1999", "31", "13", "²"]),
    max_size=12,
).map("".join)  # fmt: skip


@unhurried
@given(ANY | DATE_PARTS, st.none() | st.sampled_from(["en-US", "de", "hr", "xx", ""]))
def test_dates_are_read_or_refused(text: str, language: str | None) -> None:
    iso = read_date(text, language=language)
    if iso is not None:
        assert precision(iso) is not None
        moment = to_datetime(iso)
        assert moment is not None
        assert 1990 <= moment.year <= 2100
        assert read_date(iso) == iso


@unhurried
@given(ANY, ANY)
def test_language_and_widths_never_raise(text: str, tag: str) -> None:
    language, basis = read_language(text, tag)
    assert (language is None) == (basis is None)
    assert primary_subtag(tag) is None or len(primary_subtag(tag) or "") in (2, 3)
    assert 0 <= graphemes(text) <= len(text)
    assert pixels(text) >= 0
