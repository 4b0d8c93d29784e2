from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ledger_items import STATUS, item, ledger, page

from indexaudit.brand import figures
from indexaudit.items import Item, ItemKind, Origin

BLOG = "https://plums.example/blog/"


def test_headline_figures_count_articles_and_posts_alone() -> None:
    audit = page(BLOG + "drying-plums-in-autumn", words=400)
    found = figures.headline(
        ledger(
            item(1, url=audit.url, audit=audit),
            item(2, url=STATUS + "01", text="Six words stand in this post."),
            item(3, url=STATUS + "02", kind="reply", text="A reply."),
            item(4, kind="like", platform="x"),
            item(5, url="https://news.example/plums-in-the-press-again", kind="article"),
        )
    )
    assert (found.items, found.counted) == (5, 3)
    share = found.searchable
    assert (share.yes, share.no, share.unknown, share.declared) == (2, 0, 1, 1)
    assert share.value == 1.0
    assert share.range == (0.667, 1.0)
    assert share.coverage == 0.667
    assert found.words == (audit.facts.words or 0) + 6
    assert found.searchable_words.yes == found.words
    assert (found.readable, found.opaque) == (2, 1)
    assert (found.pull.items, found.pull.of) == (1, 3)
    assert found.pull.median == audit.scores.search.value  # type: ignore[union-attr]
    assert found.push.median == audit.scores.share.value  # type: ignore[union-attr]


def test_nothing_has_no_share_and_no_coverage() -> None:
    found = figures.headline([])
    assert found.searchable.value is None
    assert found.searchable.range == (0, 0)
    assert found.searchable.coverage == 0.0
    assert found.pull.median is None
    assert found.median_words is None


def test_the_push_of_a_channel_known_from_an_archive_is_declared_and_never_a_score() -> None:
    (channel,) = figures.channels(ledger(item(1, url=STATUS + "01", text="Plums."), item(2, url=STATUS + "02")))
    assert channel.push.median is None
    assert channel.push.items == 0
    assert channel.push_declared is not None
    assert channel.push_declared.level == "repost"
    assert channel.pull.at_most is not None


def test_channels_come_in_the_order_of_the_words_that_search_finds() -> None:
    audit = page(BLOG + "drying-plums-in-autumn", words=600)
    found = figures.channels(
        ledger(
            item(1, kind="like", platform="fediverse", channel="Likes"),
            item(2, url=STATUS + "01", text="Plums.", channel="X"),
            item(3, url=audit.url, audit=audit, channel="Blog"),
        )
    )
    assert [channel.name for channel in found] == ["Blog", "X", "Likes"]
    assert [channel.type for channel in found] == ["blog", "social", "social"]


def test_months_hold_every_counted_item_once_for_all_and_once_for_its_channel() -> None:
    rows = ledger(
        item(1, url=STATUS + "01", date="2025-03-04", channel="X"),
        item(2, url=STATUS + "02", date="2025-03-30T10:00:00Z", channel="X"),
        item(3, url=STATUS + "03", channel="X"),
        item(4, url="https://www.facebook.com/permalink.php?story_fbid=1&id=2", date="2025-01-02", channel="Facebook"),
    )
    found = figures.months(rows)
    assert [(m.channel, m.month, m.counted) for m in found] == [
        (None, "2025-01", 1),
        (None, "2025-03", 2),
        (None, None, 1),
        ("Facebook", "2025-01", 1),
        ("X", "2025-03", 2),
        ("X", None, 1),
    ]


def test_the_ladder_counts_every_item_on_one_rung() -> None:
    audit = page(BLOG + "drying-plums-in-autumn")
    rows = ledger(
        item(1, url=audit.url, audit=audit),
        item(2, url=STATUS + "01"),
        item(3, url=STATUS + "02", kind="reply"),
        *(item(n, kind="like", platform="x") for n in range(4, 10)),
    )
    found = {row.kind: row for row in figures.ladder(rows)}
    assert set(found) == {"article", "post", "reply", "like"}
    assert (found["article"].own, found["post"].opaque, found["reply"].opaque, found["like"].none) == (1, 1, 1, 6)


KINDS: tuple[ItemKind, ...] = ("article", "post", "reply", "repost", "like", "page")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(["X", "Blog", None]), st.booleans()), max_size=30))
def test_sums_agree(drawn: list[tuple[ItemKind, str | None, bool]]) -> None:
    rows = ledger(
        *(
            Item(origin=Origin(source="list", place=n), url=f"{STATUS}{n}" if known else None, kind=kind, channel=name)
            for n, (kind, name, known) in enumerate(drawn)
        )
    )
    head, channels = figures.headline(rows), figures.channels(rows)
    assert head.items == sum(channel.items for channel in channels) == len(rows) == len(drawn)
    assert head.counted == sum(channel.counted for channel in channels)
    assert head.searchable.yes + head.searchable.no + head.searchable.unknown == head.counted
    ladder = figures.ladder(rows)
    assert sum(r.none + r.in_app + r.gated + r.opaque + r.readable + r.own for r in ladder) == len(rows)
    months = figures.months(rows)
    assert sum(month.counted for month in months if month.channel is None) == head.counted
    assert 0 <= head.searchable.range[0] <= head.searchable.range[1] <= 1
