"""Pages with the same title, description, text or image, and how long pages of a type are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from making import Making
from test_site_links import judged, outcome

HOME = "https://shop.example/"
A, B, C = HOME + "a", HOME + "b", HOME + "c"
WORDS = [f"word{n}" for n in range(2_000)]


def text(seed: int, changed: int = 0) -> str:
    """Three hundred words, some of them replaced."""
    words = random.Random(seed).sample(WORDS, 300)
    for n in range(changed):
        words[n * 29 % 300] = f"other{n}"
    return " ".join(words)


@pytest.fixture
def making(tmp_path: Path) -> Making:
    return Making(tmp_path)


def test_titles_are_compared_among_pages_that_are_shown(making: Making) -> None:
    making.page(HOME)
    making.page(A, title="Plums | Shop", title_key="plums")
    making.page(B, title="Plums - Shop", title_key="plums")
    making.page(C, title="Plums", title_key="plums", indexability="excluded")
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "metadata-unique").message == "another page has the title “Plums | Shop” too"
    assert outcome(found[A], "metadata-unique").evidence[0].text == B
    assert outcome(found[C], "metadata-unique").status == "skip"


@pytest.mark.parametrize(
    "exempt",
    [
        pytest.param({"languages": {"de": B}}, id="a version in another language"),
        pytest.param({"url": HOME + "blog/page/2/", "other": HOME + "blog/"}, id="a part of the same list"),
        pytest.param(
            {"url": HOME + "tag/shed2.html", "other": HOME + "tag/shed.html", "page_type": "listing"},
            id="a part whose number stands at the end of the file's name",
        ),
    ],
)
def test_versions_and_parts_may_share_a_title(making: Making, exempt: dict[str, object]) -> None:
    url, other = str(exempt.pop("url", A)), str(exempt.pop("other", B))
    making.page(HOME)
    making.page(url, title_key="plums", text=text(1), **exempt)  # type: ignore[arg-type]
    making.page(other, title_key="plums", text=text(1))
    with making.store() as store:
        found = judged(store)[url]
    assert outcome(found, "metadata-unique").status == "pass"
    assert outcome(found, "near-duplicate").status == "pass"


def test_a_page_whose_canonical_is_the_other_is_no_duplicate(making: Making) -> None:
    making.page(HOME)
    making.page(A, title_key="plums", text=text(1), canonical=A)
    making.page(B, title_key="plums", text=text(1), canonical=A)
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "metadata-unique").status == "pass"
    assert outcome(found[A], "near-duplicate").status == "pass"
    assert outcome(found[B], "near-duplicate").status == "skip"


def test_many_pages_with_one_title_are_counted_and_ten_are_named(making: Making) -> None:
    for n in range(60):
        making.page(f"{HOME}{n}", title_key="plums")
    with making.store() as store:
        found = outcome(judged(store)[f"{HOME}30"], "metadata-unique")
    assert found.message.startswith("59 other pages have the title")
    assert len(found.evidence) == 10


def test_the_same_text_and_nearly_the_same_text_are_found(making: Making) -> None:
    making.page(HOME, text=text(9))
    making.page(A, text=text(1))
    making.page(B, text=text(1))
    making.page(C, text=text(1, changed=10))
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "near-duplicate").message == "another page has the very same text"
    assert outcome(found[C], "near-duplicate").status == "fail"
    assert outcome(found[C], "near-duplicate").evidence[0].text.startswith((A, B))
    assert outcome(found[HOME], "near-duplicate").status == "pass"


def test_a_text_of_a_few_words_is_no_copy(making: Making) -> None:
    making.page(A, text="Coming soon")
    making.page(B, text="Coming soon")
    with making.store() as store:
        assert outcome(judged(store)[A], "near-duplicate").status == "skip"


def test_a_large_cluster_does_not_take_long(making: Making) -> None:
    for n in range(300):
        making.page(f"{HOME}{n}", text=text(1, changed=n % 3))
    with making.store() as store:
        found = judged(store)
    assert {outcome(one, "near-duplicate").status.value for one in found.values()} == {"fail"}


def test_a_page_far_shorter_than_its_kind_is_told(making: Making) -> None:
    for n in range(12):
        making.page(f"{HOME}{n}", words=700 + 10 * n)
    making.page(A, words=90)
    making.page(B, words=10, page_type="listing")
    making.page(C, words=10, page_type="product")
    with making.store() as store:
        found = judged(store)
    assert outcome(found[A], "depth-vs-site-norm").status == "fail"
    assert outcome(found[B], "depth-vs-site-norm").status == "skip"
    assert outcome(found[C], "depth-vs-site-norm").message == "1 pages of this type among 15 are no norm"


def test_an_image_that_many_pages_share_shows_none_of_them(making: Making) -> None:
    for n in range(6):
        making.page(f"{HOME}{n}", image=HOME + "share.jpg" if n < 3 else f"{HOME}{n}.jpg")
    with making.store() as store:
        found = judged(store)
    assert outcome(found[f"{HOME}0"], "og-image-specific").message == "3 of 6 pages show the same share image"
    assert outcome(found[f"{HOME}5"], "og-image-specific").status == "pass"
