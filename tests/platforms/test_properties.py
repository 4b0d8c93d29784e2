"""What holds for every address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexaudit.errors import InvalidURL
from indexaudit.model import Address, Addressability
from indexaudit.platforms.address import read_address
from indexaudit.platforms.registry import KINDS, known, load
from indexaudit.web.urls import read_url

unhurried = settings(deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow], max_examples=400)

EXAMPLES = [e for platform in load() for kind in platform.kinds for e in kind.examples]
HOSTS = [*sorted({read_url(e).host for e in EXAMPLES}), "site.example", "xn--mller-kva.example", "[::1]", "127.0.0.1"]
PIECES = [
    *sorted({s for e in EXAMPLES for s in read_url(e).path.split("/") if s}),
    "%2F",
    "%40a",
    "..",
    "",
    "[x]",
    "a|b",
    "ü",
]
PAIRS = [
    *sorted({p for e in EXAMPLES for p in read_url(e).query.split("&") if p}),
    "utm_source=x",
    "s=20",
    "q=%26",
    "id=",
    "=",
    "u=//a",
]
FRAGMENTS = ["", "", "", "#comment-1", "#!/a/b", "#/x", "#respond", "#readme", "#12", "#c1"]
MADE = st.builds(
    lambda scheme, host, path, pairs, fragment, end: (
        f"{scheme}://{host}/{'/'.join(path)}{end}{'?' if pairs else ''}{'&'.join(pairs)}{fragment}"
    ),
    st.sampled_from(["https", "http"]),
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from(PIECES), max_size=5),
    st.lists(st.sampled_from(PAIRS), max_size=3),
    st.sampled_from(FRAGMENTS),
    st.sampled_from(["", "/"]),
)
CHANGED = st.builds(
    lambda example, at, put: example[:at] + put + example[at:],
    st.sampled_from(EXAMPLES),
    st.integers(8, 80),
    st.text(alphabet="aA1/?#&=%-_.@:;+~!$'()*,[]|^ü<>\"\\ {}", max_size=4),
)


@unhurried
@given(st.text(max_size=60) | st.sampled_from(EXAMPLES) | MADE | CHANGED)
def test_any_text_is_an_address_or_no_url(text: str) -> None:
    try:
        address = read_address(text)
    except InvalidURL:
        return
    assert isinstance(address, Address)
    assert address.url == text
    assert address.platform in known()
    assert address.kind in KINDS
    assert address.channel in ("article", "social", "blog", "site", "other")
    assert address.has_address is (address.addressability is not Addressability.NONE)
    assert bool(address.slug_words) <= address.slug
    assert Address.from_json(address.to_json()) == address


@unhurried
@given(MADE | CHANGED)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    try:
        once = read_address(text).normalized
    except InvalidURL:
        return
    again = read_address(once)
    assert again.normalized == once
    assert again.tracking_parameters == ()


@unhurried
@given(MADE | CHANGED)
def test_the_canonical_form_of_a_canonical_form_is_itself(text: str) -> None:
    try:
        canonical = read_address(text).canonical
    except InvalidURL:
        return
    if canonical is not None:
        again = read_address(canonical)
        assert again.canonical == canonical
        assert "#" not in canonical


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://www.youtube-nocookie.com/0?ASIN=B08N3RQZ51", id="unknown on a host with another canonical host"),
        pytest.param("https://example.com/a/comment-page-2/comment-page-2", id="a parent that is a child"),
        pytest.param("https://open.substack.com/pub/&jane/p/plum", id="a name that is no host label"),
        pytest.param("https://l.instagram.com/?u=https%3A%2F%2Ft.co%2Fabc", id="a wrapper of a short link"),
        pytest.param("https://l.instagram.com/?u=https%3A%2F%2Fl.instagram.com%2F", id="a wrapper of a wrapper of nothing"),
    ],
)  # fmt: skip
def test_it_is_itself_here_too(url: str) -> None:
    test_the_canonical_form_of_a_canonical_form_is_itself.hypothesis.inner_test(url)  # type: ignore[attr-defined]


@unhurried
@given(st.sampled_from(EXAMPLES), st.sampled_from(["utm_source=x", "fbclid=IwAR0", "gclid=1&utm_medium=y"]))
def test_tracking_changes_nothing_but_what_it_tells(example: str, tracking: str) -> None:
    if "#" in example or read_url(example).query:
        return
    plain, tracked = read_address(example), read_address(f"{example}?{tracking}")
    assert (tracked.platform, tracked.kind, tracked.canonical) == (plain.platform, plain.kind, plain.canonical)
    assert tracked.tracking_parameters
