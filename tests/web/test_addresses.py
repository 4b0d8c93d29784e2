"""What an address says by itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from indexaudit.config import Brand
from indexaudit.errors import InvalidURL
from indexaudit.model import Addressability, AddressForm
from indexaudit.web.address import read_address

SITE = "https://www.example.com"


def test_a_worded_address_with_a_date() -> None:
    address = read_address(SITE + "/2024/05/17/plum-jam/?utm_source=x#top")
    assert address.url == SITE + "/2024/05/17/plum-jam/?utm_source=x#top"
    assert address.normalized == SITE + "/2024/05/17/plum-jam/"
    assert address.registrable_domain == "example.com"
    assert (address.slug, address.slug_words, address.date) == (True, ("plum", "jam"), "2024-05-17")
    assert (address.has_address, address.address_form, address.static) == (True, AddressForm.PATH, True)
    assert (address.addressability, address.visibility) == (Addressability.READABLE, "public")
    assert address.tracking_parameters == ("utm_source",)
    assert (address.platform, address.kind, address.basis, address.channel, address.canonical) == (None,) * 5


@pytest.mark.parametrize(
    ("path", "form", "ladder", "id_"),
    [
        pytest.param("/", "path", "readable", None, id="root"),
        pytest.param("/plum-jam-123456", "path", "readable", "123456", id="words and identifier"),
        pytest.param("/123456", "path", "opaque", "123456", id="identifier"),
        pytest.param("/questions/123456/plum-jam", "path", "readable", "123456", id="identifier before the words"),
        pytest.param("/p/ySl7G9tO_q/", "path", "opaque", "ySl7G9tO_q", id="identifier with an underscore"),
        pytest.param("/abs/1706.03762", "path", "opaque", "1706.03762", id="identifier with a dot"),
        pytest.param("/?p=5", "query", "opaque", "5", id="query"),
        pytest.param("/article.php?id=5", "query", "opaque", "5", id="script"),
        pytest.param("/#/about", "fragment", "none", None, id="route"),
        pytest.param("/plum-jam#/gallery", "path", "readable", None, id="route on a named page"),
    ],
)
def test_how_the_item_is_named(path: str, form: str, ladder: str, id_: str | None) -> None:
    address = read_address(SITE + path)
    assert (address.address_form, address.addressability, address.id) == (form, ladder, id_)
    assert address.has_address is (form != "fragment")
    assert address.static is (form != "query")


def test_words_on_the_brands_own_host() -> None:
    brand = Brand(domains=("example.com",))
    assert read_address(SITE + "/plum-jam", brand).addressability is Addressability.OWN
    assert read_address(SITE + "/", brand).addressability is Addressability.OWN
    assert read_address(SITE + "/123", brand).addressability is Addressability.OPAQUE
    assert read_address("https://example.com.evil.example/plum-jam", brand).addressability is Addressability.READABLE


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/2024/5/7/plum", "2024-05-07"),
        ("/2024/05/plum", "2024-05"),
        ("/2024/may/17/plum", "2024-05-17"),
        ("/2024/plum", "2024"),
        ("/2024-05-17-plum-jam", "2024-05-17"),
        ("/news/20240517/plum", "2024-05-17"),
        ("/node/2001", None),
        ("/2024-tips", None),
        ("/2024/13/plum", "2024"),
        ("/12/05/plum", None),
    ],
)
def test_dates_in_the_path(path: str, date: str | None) -> None:
    assert read_address(SITE + path).date == date


@pytest.mark.parametrize("url", ["", "example.com", "mailto:a@example.com", "https://", "\ud800"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidURL):
        read_address(url)


OWN_SITES = {"web", "wordpress", "squarespace", "wix", "drupal", "joomla", "static", "shopify"}
NEEDS_PLATFORM_KNOWLEDGE = {"https://wp.me/pf2B5-aNz", "https://notfacebook.com/groups/1/"}


def test_addresses_of_own_sites_in_the_corpus(corpus: Path) -> None:
    rows = json.loads((corpus / "address_cases.json").read_text(encoding="utf-8"))
    asked = [row for row in rows if row["platform"] in OWN_SITES and row["url"] not in NEEDS_PLATFORM_KNOWLEDGE]
    wrong = []
    for row in asked:
        address = read_address(row["url"])
        wrong += [
            (row["url"], name)
            for name in ("has_address", "address_form", "static", "slug")
            if getattr(address, name) != row[name]
        ]
    assert len(asked) > 20
    assert wrong == []


def test_hostile_addresses_are_read_quickly() -> None:
    started = time.process_time()
    for path in ("/a" * 4000, "/" * 8000, "/" + "a-" * 4000, "/" + "1a" * 4000, "/?" + "a&" * 4000, "/" + ";a" * 4000,
                 "/" + "%41" * 2600, "/" + "aA" * 4000, "/" + "(" * 8000, "/" + "2024/" * 1600):  # fmt: skip
        assert read_address(SITE + path).has_address
    assert time.process_time() - started < 3
