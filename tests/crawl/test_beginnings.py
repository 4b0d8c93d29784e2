"""Where a crawl begins."""

from __future__ import annotations

import pytest

from indexaudit.config import Brand, ChannelSource
from indexaudit.crawl.beginnings import Beginning
from indexaudit.errors import ConfigError, InvalidURL


def brand(*channels: ChannelSource, domains: tuple[str, ...] = ("plums.example",)) -> Brand:
    return Brand(name="Plums", domains=domains, channels=channels)


def test_an_address_is_its_own_beginning() -> None:
    found = Beginning.of("HTTPS://Plums.example")
    assert found == Beginning(seeds=("https://plums.example/",))


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidURL):
        Beginning.of("plums.example")


def test_a_brand_without_channels_begins_at_its_front_pages() -> None:
    made = brand(domains=("plums.example", "jam.example"))
    found = Beginning.of(made)
    assert found.seeds == ("https://plums.example/", "https://jam.example/")
    assert found.brand is made


def test_a_brand_without_a_domain_is_refused() -> None:
    with pytest.raises(ConfigError, match="names no domain"):
        Beginning.of(brand(domains=()))


def test_what_the_channels_name_on_other_hosts_is_not_crawled() -> None:
    found = Beginning.of(
        brand(
            ChannelSource(name="Blog", urls=("https://blog.plums.example/a", "https://blog.plums.example/a")),
            ChannelSource(name="Elsewhere", urls=("https://social.example/plums",)),
        )
    )
    assert found.seeds == ("https://blog.plums.example/a",)


def test_sitemaps_and_feeds_alone_begin_at_the_fronts_of_their_hosts() -> None:
    found = Beginning.of(
        brand(
            ChannelSource(
                name="Blog",
                sitemaps=("https://plums.example/map.xml", "maps/kept.xml"),
                feeds=("https://blog.plums.example/feed/",),
            )
        )
    )
    assert found.seeds == ("https://plums.example/", "https://blog.plums.example/")
    assert found.sitemaps == ("https://plums.example/map.xml",)
    assert found.feeds == ("https://blog.plums.example/feed/",)
