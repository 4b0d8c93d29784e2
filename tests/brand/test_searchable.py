from __future__ import annotations

import pytest
from ledger_items import BRAND, STATUS, page

from indexaudit.brand.searchable import rung, verdict
from indexaudit.model import Addressability, Indexability
from indexaudit.platforms.address import read_address


@pytest.mark.parametrize(
    ("url", "searchable", "known", "says"),
    [
        (STATUS + "01", "yes", "declared", "lets Googlebot fetch such addresses, as of 2024"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:71234/", "no", "declared", "members alone"),
        (
            "https://www.quora.com/Why-dry-plums/answer/Ada-Plum",
            "no",
            "declared",
            "keeps Googlebot from such addresses",
        ),
        (
            "https://www.reddit.com/r/plums/comments/abc123/drying/",
            "unknown",
            "declared",
            "answers Googlebot otherwise",
        ),
        ("https://discord.com/channels/1/2/3", "no", "declared", "members alone"),
        ("https://news.example/a-story-about-plums", "unknown", "inferred", "no page was seen"),
        ("https://plums.example/blog/drying-plums", "unknown", "inferred", "no page was seen"),
        ("https://www.facebook.com/plums/posts/12?comment_id=34", "no", "declared", "part of another page"),
    ],
)
def test_without_a_page_the_platform_s_file_answers(url: str, searchable: str, known: str, says: str) -> None:
    found = verdict("post", read_address(url, BRAND), None, None)
    assert (found.searchable, found.known) == (searchable, known)
    assert says in found.reason


def test_what_was_seen_counts_before_what_is_declared() -> None:
    audit = page(STATUS + "01", head='<meta name="robots" content="noindex">')
    found = verdict("post", audit.address, audit, "x")
    assert (found.indexability, found.searchable, found.known) == (Indexability.EXCLUDED, "no", "observed")


def test_a_page_that_a_host_refused_to_show_is_not_called_broken() -> None:
    audit = page("https://www.linkedin.com/pulse/drying-plums-ada-plum/", status=999)
    found = verdict("article", audit.address, audit, "linkedin")
    assert (found.indexability, found.known) == (Indexability.UNVERIFIED, "declared")
    assert found.searchable == "yes"


@pytest.mark.parametrize("platform", ["x", "facebook", "linkedin", "fediverse", "instagram", None])
def test_a_like_has_no_address_anywhere(platform: str | None) -> None:
    found = verdict("like", None, None, platform)
    assert (found.indexability, found.searchable) == (Indexability.UNADDRESSABLE, "no")
    assert rung("like", None, platform) is Addressability.NONE


def test_a_reply_without_an_address_stands_where_replies_of_its_platform_stand() -> None:
    found = verdict("reply", None, None, "linkedin")
    assert found.searchable == "no"
    assert "part of another page" in found.reason
    assert rung("reply", None, "linkedin") is Addressability.OPAQUE


def test_an_article_whose_export_gives_no_address_is_unknown_and_not_missing() -> None:
    found = verdict("article", None, None, "linkedin")
    assert (found.searchable, found.known) == ("unknown", "inferred")
    assert rung("article", None, "linkedin") is Addressability.READABLE
