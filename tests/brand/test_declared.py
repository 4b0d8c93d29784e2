"""What a platform declares about sharing, as the ledger shows it."""

from __future__ import annotations

import pytest

from indexaudit.brand.declared import declared_share
from indexaudit.platforms.registry import find


@pytest.mark.parametrize(("platform", "level"), [("bluesky", "repost"), ("youtube", "feed"), ("yelp", "none")])
def test_the_level_with_its_day(platform: str, level: str) -> None:
    share = declared_share(platform)
    assert share is not None
    assert (share.level, share.reviewed) == (level, find(platform).reviewed)


def test_the_documents_that_say_so() -> None:
    share = declared_share("bluesky")
    assert share is not None
    assert [source.title for source in share.sources] == ["AT Protocol lexicon: app.bsky.feed.repost"]


def test_common_knowledge_has_no_document() -> None:
    share = declared_share("facebook")
    assert share is not None
    assert share.sources == ()


@pytest.mark.parametrize("platform", ["web", "wordpress", "ghost", "static", "nowhere", "Bluesky", ""])
def test_nothing_is_declared_for_own_hosts_and_unknown_ids(platform: str) -> None:
    assert declared_share(platform) is None
