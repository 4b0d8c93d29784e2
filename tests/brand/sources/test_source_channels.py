"""All sources of a small brand together: in which order they are read, what is fetched, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexaudit.brand.channels import intakes
from indexaudit.brand.sources.feeds import EMPTY_ENTRY, read_feed_items
from indexaudit.brand.sources.pages import NO_ADDRESS, NOT_ALLOWED, Pages
from indexaudit.config import Brand, ChannelSource, Config
from indexaudit.errors import AddressNotAllowed, ConfigError, InvalidURL
from indexaudit.items import Intake, Item, Origin, Read, SetAside
from indexaudit.model import Indexability
from indexaudit.snapshot import Snapshot, save
from indexaudit.testing import prose, snapshot

SITE = "https://saltmarshnotes.example"
FEED = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Saltmarsh Notes</title><link>{SITE}/</link><language>en-GB</language>
<item><title>Reading a tide gauge</title><link>{SITE}/blog/tide-gauge</link>
<pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate>
<content:encoded>&lt;p&gt;Zero is the lowest astronomical tide.&lt;/p&gt;</content:encoded></item>
<item><title>Neaps</title><link>{SITE}/blog/neaps</link></item>
<item><guid isPermaLink="false">7</guid></item>
</channel></rss>"""

BRAND = f"""
name = "Saltmarsh Notes"
domains = ["saltmarshnotes.example"]
[period]
from = 2025-01-01
[[channel]]
name = "Blog"
urls = ["{SITE}/about", "{SITE}/blog/tide-gauge?utm_source=x", "https://exa mple/"]
feeds = ["feed.xml"]
snapshots = ["pages"]
[[channel]]
name = "X"
tables = ["items.csv"]
[[channel]]
name = "Quiet"
urls = ["{SITE}/quiet"]
fetch = false
"""
TABLE = (
    "url,date,kind,text\n"
    "https://twitter.com/saltmarsh/status/1001?s=20,2025-02-01,tweet,Spring tide on Friday.\n"
    "https://x.com/saltmarsh/status/1002,2025-02-02,tweet,The gauge is back.\n"
    "https://x.com/saltmarsh/status/900,2020-01-01,tweet,Long ago.\n"
    ",2025-02-03,like,\n"
)


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    (tmp_path / "brand.toml").write_text(BRAND, encoding="utf-8")
    (tmp_path / "feed.xml").write_text(FEED, encoding="utf-8")
    (tmp_path / "items.csv").write_text(TABLE, encoding="utf-8")
    save(snapshot(url=f"{SITE}/blog/tide-gauge", body=article("Reading a tide gauge")), tmp_path / "pages" / "1")
    save(snapshot(url="https://x.com/saltmarsh/status/1001", body=article("X")), tmp_path / "pages" / "2")
    return Brand.from_toml(tmp_path / "brand.toml")


def article(title: str) -> str:
    return f"<article><h1>{title}</h1><p>{prose(200)}</p></article>"


class Web:
    """What answers, and what was asked for."""

    def __init__(self, answers: dict[str, Callable[[str], Snapshot]] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Snapshot:
        self.asked.append(url)
        return self.answers.get(url, lambda url: snapshot(url=url, body=article(url)))(url)


def records(found: list[tuple[Intake, list[Read]]], source: str) -> list[Read]:
    return next(read for intake, read in found if Path(intake.source).name == source)


def notes(found: list[tuple[Intake, list[Read]]], source: str) -> list[str]:
    return next(intake.notes for intake, _ in found if Path(intake.source).name == source)


def run(brand: Brand, fetch: Web | None = None) -> list[tuple[Intake, list[Read]]]:
    return [(intake, list(intake.records)) for intake in intakes(brand, Config(), fetch=fetch)]


def test_saved_pages_come_first_then_tables_feeds_and_lists(brand: Brand) -> None:
    found = run(brand)
    assert [(intake.channel, Path(intake.source).name) for intake, _ in found] == [
        ("Blog", "pages"), ("X", "items.csv"), ("Blog", "feed.xml"), ("Blog", "urls"), ("Quiet", "urls"),
    ]  # fmt: skip
    assert all(
        record.channel == intake.channel for intake, read in found for record in read if isinstance(record, Item)
    )


def test_offline_nothing_is_fetched_and_what_has_no_page_is_counted(brand: Brand) -> None:
    found = run(brand)
    judged = [r.url for _, read in found for r in read if isinstance(r, Item) and r.audit is not None]
    assert judged == [f"{SITE}/blog/tide-gauge", "https://x.com/saltmarsh/status/1001"]
    why = "no saved page, and nothing is fetched in this run: only what the address and the source say is judged"
    assert notes(found, "items.csv") == [f"2 addresses have {why}"]
    assert notes(found, "feed.xml") == [f"1 address has {why}"]
    assert notes(found, "urls") == [f"1 address has {why}"]


def test_online_each_page_is_fetched_once_and_a_saved_one_never(brand: Brand) -> None:
    web = Web()
    found = run(brand, web)
    assert web.asked == ["https://x.com/saltmarsh/status/1002", f"{SITE}/blog/neaps", f"{SITE}/about"]
    neaps = records(found, "feed.xml")[1]
    assert isinstance(neaps, Item)
    assert neaps.audit is not None
    assert neaps.audit.facts.main_text is None
    assert neaps.text is not None
    assert "the" in neaps.text
    assert neaps.title == "Neaps"


def test_a_channel_that_says_so_is_not_fetched(brand: Brand) -> None:
    found = run(brand, Web())
    (intake, read) = found[-1]
    assert [isinstance(r, Item) and r.audit for r in read] == [None]
    assert "the channel says fetch = false" in intake.notes[0]


def test_a_page_outside_the_period_is_not_fetched(brand: Brand) -> None:
    found = run(brand, Web())
    assert notes(found, "items.csv") == ["1 address has a day outside the period, so the page was not fetched"]


def test_the_feed_gives_title_day_and_words(brand: Brand) -> None:
    source = brand.channels[0].feeds[0]
    first, _, third = records(run(brand), "feed.xml")
    assert first == Item(
        origin=Origin(source=source, place=1),
        url=f"{SITE}/blog/tide-gauge",
        channel="Blog",
        title="Reading a tide gauge",
        text="Zero is the lowest astronomical tide.",
        date="2025-03-04T10:00:00Z",
        language="en-GB",
    )
    assert third == SetAside(origin=Origin(source=source, place=3), reason=EMPTY_ENTRY)


def test_what_is_no_address_and_what_is_refused_is_set_aside(brand: Brand) -> None:
    def refuse(url: str) -> Snapshot:
        raise AddressNotAllowed(url)

    def wrong(url: str) -> Snapshot:
        raise InvalidURL(url)

    found = run(brand, Web({f"{SITE}/about": refuse, f"{SITE}/blog/neaps": wrong}))
    aside = [r for r in records(found, "urls") if isinstance(r, SetAside)]
    assert [(r.origin.source, r.origin.place, r.reason) for r in aside] == [
        ("urls", 1, NOT_ALLOWED), ("urls", 3, NO_ADDRESS),
    ]  # fmt: skip
    assert records(found, "feed.xml")[1].origin.place == 2
    assert isinstance(records(found, "feed.xml")[1], SetAside)


def test_a_page_that_is_missing_or_out_of_reach_is_a_fact(brand: Brand) -> None:
    web = Web(
        {
            f"{SITE}/about": lambda url: snapshot(url=url, status=404),
            f"{SITE}/blog/neaps": lambda url: snapshot(url=url, fetch_error="the name is not known"),
        }
    )
    found = run(brand, web)
    about, neaps = records(found, "urls")[0], records(found, "feed.xml")[1]
    assert isinstance(about, Item)
    assert isinstance(neaps, Item)
    assert about.audit is not None
    assert neaps.audit is not None
    assert (about.audit.indexability, about.text) == (Indexability.BROKEN, None)
    assert neaps.audit.indexability is Indexability.UNVERIFIED


def test_sources_that_yield_nothing_say_so_and_what_to_check(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "items.csv").write_text("url,kind\n,like\nnone,post\n", encoding="utf-8")
    (tmp_path / "feed.xml").write_text("<html><title>Not found</title></html>", encoding="utf-8")
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04half")
    channel = ChannelSource(
        name="Blog",
        snapshots=(str(tmp_path / "empty"),),
        tables=(str(tmp_path / "items.csv"),),
        feeds=(str(tmp_path / "feed.xml"),),
        archives=(str(tmp_path / "half.zip"),),
    )
    found = run(Brand(name="Saltmarsh Notes", channels=(channel,)))
    last = {Path(intake.source).name: intake.notes[-1] for intake, _ in found}
    assert last["empty"].startswith("gives no item (nothing was read from it): check that pages were saved in it")
    assert last["items.csv"].startswith("gives no item (of 2 records every one was set aside): check that its rows")
    assert last["feed.xml"].startswith("gives no item (nothing was read from it): check that it is an RSS")
    assert last["half.zip"].startswith("gives no item (nothing was read from it): check that it is the archive")
    assert len(notes(found, "half.zip")) == 2


def test_what_the_caller_does_wrong_is_said_before_anything_is_read(tmp_path: Path, brand: Brand) -> None:
    with pytest.raises(ConfigError, match=r"is a host of X \(Twitter\)"):
        intakes(Brand(domains=("x.com",), channels=brand.channels), Config(), fetch=None)
    with pytest.raises(ConfigError, match="there is no rule 'title-lenght'; did you mean 'title-length'"):
        intakes(brand, Config(ignore=("title-lenght",)), fetch=None)
    (tmp_path / "items.csv").write_text("address\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"channel 'X': tables: .*has no column url"):
        intakes(brand, Config(), fetch=None)


def test_nothing_is_read_before_it_is_asked_for(brand: Brand) -> None:
    web = Web()
    found = list(intakes(brand, Config(), fetch=web))
    assert web.asked == []
    assert [intake.notes for intake in found] == [[]] * len(found)


def feed(given: str, fetch: Web | None, *, allowed: bool = True) -> tuple[list[Read], list[str]]:
    channel = ChannelSource(name="Blog", feeds=(given,), fetch=allowed)
    intake = read_feed_items(given, channel, Pages(Brand(channels=(channel,)), Config(), fetch))
    return list(intake.records), intake.notes


def test_a_feed_at_an_address_is_fetched_before_its_pages() -> None:
    address = f"{SITE}/feed?key=abc"
    web = Web({address: lambda url: snapshot(FEED, url=url)})
    read, _ = feed(address, web)
    assert web.asked == [address, f"{SITE}/blog/tide-gauge", f"{SITE}/blog/neaps"]
    assert read[0].origin.source == f"{SITE}/feed?key=***"


def test_a_feed_is_read_in_the_encoding_that_the_answer_names() -> None:
    body = '<rss version="2.0"><channel><item><title>Gezeiten f\xfcr alle</title></item></channel></rss>'.encode(
        "cp1252"
    )
    headers = (("Content-Type", "application/rss+xml; charset=windows-1252"),)
    web = Web({f"{SITE}/feed": lambda url: snapshot(body, url=url, headers=headers)})
    assert [isinstance(r, Item) and r.title for r in feed(f"{SITE}/feed", web)[0]] == ["Gezeiten für alle"]


def test_a_feed_that_may_not_or_cannot_be_fetched_is_said() -> None:
    assert "nothing is fetched in this run" in feed(f"{SITE}/feed", None)[1][0]
    assert "the channel says fetch = false" in feed(f"{SITE}/feed", Web(), allowed=False)[1][0]
    gone = Web({f"{SITE}/feed": lambda url: snapshot(url=url, status=410)})
    assert feed(f"{SITE}/feed", gone) == ([], [f"{SITE}/feed: answered HTTP status 410; check the address"])
    lost = Web({f"{SITE}/feed": lambda url: snapshot(url=url, fetch_error="no answer")})
    assert feed(f"{SITE}/feed", lost) == ([], [f"{SITE}/feed: cannot be fetched (no answer)"])


def test_a_feed_without_days_of_publication_is_dated_by_its_changes(tmp_path: Path) -> None:
    path = tmp_path / "feed.atom"
    path.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><id>urn:s</id><updated>2025-03-04T10:00:00Z</updated>'
        f'<entry><title>Neaps</title><id>urn:n</id><link href="{SITE}/n"/><updated>2025-03-04T10:00:00Z</updated></entry>'
        "</feed>",
        encoding="utf-8",
    )
    read, said = feed(str(path), None)
    assert [isinstance(r, Item) and r.date for r in read] == ["2025-03-04T10:00:00Z"]
    assert said[0].startswith("1 entries say when they were last changed")
