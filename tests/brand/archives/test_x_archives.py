from __future__ import annotations

from pathlib import Path

import pytest
from archive_builders import (
    USER,
    as_folder,
    as_zip,
    like,
    long_text,
    own_reply,
    read,
    script,
    tweet,
    x_members,
)

from indexaudit.errors import ArchiveError
from indexaudit.items import Item


def only(path: Path, *tweets: object, **more: bytes) -> Item:
    """The one item of an archive with these posts."""
    items, aside, _ = read(as_folder(path, x_members(tweets, **more)))
    assert (len(items), aside) == (1, [])
    return items[0]


def test_a_post_is_an_item_with_address_words_date_and_language(tmp_path: Path) -> None:
    items, _, _ = read(as_folder(tmp_path, x_members([tweet(12, "Plums &amp; pears, &lt;ripe&gt;")])), channel="x")
    (item,) = items
    assert item.kind == "post"
    assert item.url == "https://x.com/plumhouse/status/12"
    assert item.text == "Plums & pears, <ripe>"
    assert item.date == "2023-08-12T16:10:37Z"
    assert (item.platform, item.channel, item.language, item.about) == ("x", "x", "en", None)
    assert (item.origin.source, item.origin.member, item.origin.place) == (str(tmp_path), "data/tweets.js", 1)


def test_short_links_are_expanded_and_those_of_pictures_dropped(tmp_path: Path) -> None:
    urls = {"https://t.co/a1": "https://plumhouse.example/dry?x=1&copy=2"}
    item = only(tmp_path, tweet(1, "How: https://t.co/a1 now https://t.co/pic", urls=urls, media=["https://t.co/pic"]))
    assert item.text == "How: https://plumhouse.example/dry?x=1&copy=2 now"
    assert item.links == ("https://plumhouse.example/dry?x=1&copy=2",)


def test_an_answer_to_somebody_is_a_reply_without_the_names_before_it(tmp_path: Path) -> None:
    item = only(tmp_path, tweet(2, "@ada @bob_9 dry them whole, @carl too", reply_to=("77", "5", "ada")))
    assert item.kind == "reply"
    assert item.text == "dry them whole, @carl too"
    assert item.about == "https://x.com/ada/status/77"


def test_an_answer_whose_post_is_unknown_is_a_reply_about_nothing(tmp_path: Path) -> None:
    item = only(tmp_path, tweet(2, "@ada hello", reply_to=("", "5", "ada")))
    assert (item.kind, item.about, item.text) == ("reply", None, "hello")


def test_a_name_at_the_start_of_a_post_stays(tmp_path: Path) -> None:
    assert only(tmp_path, tweet(2, "@ada is our new cook")).text == "@ada is our new cook"


def test_a_repost_keeps_no_words(tmp_path: Path) -> None:
    item = only(tmp_path, tweet(3, "RT @ada: words of Ada"))
    assert (item.kind, item.text, item.url, item.about) == ("repost", None, None, None)
    assert item.date == "2023-08-12T16:10:37Z"


def test_a_repost_of_pictures_names_the_post(tmp_path: Path) -> None:
    media = {"media": [{"url": "https://t.co/p", "source_status_id_str": "55"}]}
    assert only(tmp_path, tweet(3, "RT @ada: look", extended_entities=media)).about == "https://x.com/i/status/55"


def test_a_quote_keeps_its_own_words_alone(tmp_path: Path) -> None:
    urls = {"https://t.co/q": "https://twitter.com/ada/status/99?s=20"}
    item = only(tmp_path, tweet(4, "We agree https://t.co/q", urls=urls))
    assert (item.kind, item.text, item.about) == ("post", "We agree", "https://x.com/ada/status/99")
    assert item.links == ()


def test_a_quote_inside_a_reply_is_a_link(tmp_path: Path) -> None:
    urls = {"https://t.co/q": "https://x.com/ada/status/99"}
    item = only(tmp_path, tweet(4, "@bob see https://t.co/q", urls=urls, reply_to=("7", "5", "bob")))
    assert (item.kind, item.about, item.text) == ("reply", "https://x.com/bob/status/7", "see")
    assert item.links == ("https://x.com/ada/status/99",)


def test_words_quoted_by_hand_are_not_kept(tmp_path: Path) -> None:
    assert only(tmp_path, tweet(4, "So true! RT @ada: her words")).text == "So true!"


def test_a_post_of_a_picture_alone_has_no_words_but_is_known(tmp_path: Path) -> None:
    assert only(tmp_path, tweet(4, "https://t.co/p", media=["https://t.co/p"])).text == ""


def test_a_thread_is_one_text_in_the_order_of_time_wherever_its_parts_stand(tmp_path: Path) -> None:
    members = x_members([own_reply(12, "Third.", 11), tweet(10, "First."), tweet(20, "Alone.")])
    urls = {"https://t.co/a": "https://plumhouse.example/a"}
    members["data/tweets-part1.js"] = script("tweets", [own_reply(11, "Second https://t.co/a", 10, urls=urls)], 1)
    items, aside, _ = read(as_folder(tmp_path, members))
    by_url = {item.url: item for item in items}
    assert set(by_url) == {"https://x.com/plumhouse/status/10", "https://x.com/plumhouse/status/20"}
    first = by_url["https://x.com/plumhouse/status/10"]
    assert (first.kind, first.about) == ("post", None)
    assert first.text == "First.\n\nSecond https://plumhouse.example/a\n\nThird."
    assert first.links == ("https://plumhouse.example/a",)
    assert [(a.reason, a.origin.member) for a in aside] == [
        ("part of a thread that is counted with its first post", "data/tweets.js"),
        ("part of a thread that is counted with its first post", "data/tweets-part1.js"),
    ]


def test_a_thread_that_begins_under_a_post_of_somebody_is_joined_into_a_reply(tmp_path: Path) -> None:
    items, aside, _ = read(
        as_folder(tmp_path, x_members([tweet(10, "@ada One.", reply_to=("7", "5", "ada")), own_reply(11, "Two.", 10)]))
    )
    assert [(item.kind, item.text, item.about) for item in items] == [
        ("reply", "One.\n\nTwo.", "https://x.com/ada/status/7")
    ]
    assert len(aside) == 1


def test_parts_of_a_thread_whose_first_post_is_missing_stand_alone(tmp_path: Path) -> None:
    items, aside, _ = read(as_folder(tmp_path, x_members([own_reply(11, "Two.", 10), own_reply(12, "Three.", 11)])))
    assert [(item.kind, item.text, item.about) for item in items] == [
        ("reply", "Two.", "https://x.com/plumhouse/status/10"),
        ("reply", "Three.", "https://x.com/plumhouse/status/11"),
    ]
    assert aside == []


def test_posts_that_answer_each_other_in_a_ring_stand_alone(tmp_path: Path) -> None:
    ring = [own_reply(11, "a", 12), own_reply(12, "b", 11), own_reply(13, "c", 13), own_reply(14, "d", 11)]
    items, aside, _ = read(as_folder(tmp_path, x_members(ring)))
    assert ([item.text for item in items], aside) == (["a", "b", "c", "d"], [])


def test_a_thread_of_thousands_is_joined(tmp_path: Path) -> None:
    chain = [tweet(1, "part 1"), *(own_reply(n, f"part {n}", n - 1) for n in range(2, 5001))]
    items, aside, _ = read(as_folder(tmp_path, x_members(reversed(chain))))
    assert (len(items), len(aside)) == (1, 4999)
    assert (items[0].text or "").split("\n\n") == [f"part {n}" for n in range(1, 5001)]


def test_the_same_post_counts_once(tmp_path: Path) -> None:
    members = x_members([tweet(1, "one")]) | {"data/tweet.js": script("tweet", [tweet(1, "one")])}
    items, aside, _ = read(as_folder(tmp_path, members))
    assert (len(items), [a.reason for a in aside]) == (1, ["the same post stands in the archive twice"])


def test_a_long_post_has_its_whole_text(tmp_path: Path) -> None:
    whole = "We dried plums for a year, see https://t.co/new and this is what we learned: " + "slowly. " * 60
    notes = [
        long_text("Another text of the same second", "2023-08-12T16:10:37.000Z"),
        long_text(whole, "2023-08-12T16:10:37.000Z", {"https://t.co/new": "https://plumhouse.example/year"}),
    ]
    cut = tweet(
        5,
        "@ada We dried plums for a year, see https://t.co/old and this is\u2026 https://t.co/rest",
        reply_to=("7", "5", "ada"),
        urls={
            "https://t.co/old": "https://plumhouse.example/year",
            "https://t.co/rest": "https://x.com/i/web/status/5",
        },
    )
    items, aside, _ = read(as_folder(tmp_path, x_members([cut]) | {"data/note-tweet.js": script("note_tweet", notes)}))
    assert items[0].text == whole.strip().replace("https://t.co/new", "https://plumhouse.example/year")
    assert items[0].links == ("https://plumhouse.example/year",)
    assert [(a.reason, a.origin.member, a.origin.place) for a in aside] == [
        ("a long text whose post is not in the archive", "data/note-tweet.js", 1)
    ]


def test_the_link_of_a_cut_post_to_itself_is_dropped(tmp_path: Path) -> None:
    item = only(
        tmp_path, tweet(5, "And so\u2026 https://t.co/r", urls={"https://t.co/r": "https://twitter.com/i/web/status/5"})
    )
    assert (item.text, item.links) == ("And so\u2026", ())


def test_likes_keep_the_address_and_never_the_words(tmp_path: Path) -> None:
    items, _, _ = read(as_folder(tmp_path, x_members([], [like(8), like(9, None)])))
    assert [(item.kind, item.url, item.text, item.date) for item in items] == [("like", None, None, None)] * 2
    assert [item.about for item in items] == ["https://x.com/i/status/8", "https://x.com/i/status/9"]


def test_ten_thousand_likes_are_ten_thousand_items(tmp_path: Path) -> None:
    members = x_members([], (like(n) for n in range(6000)))
    members["data/like-part1.js"] = script("like", (like(n) for n in range(6000, 10_000)), 1)
    items, aside, _ = read(as_zip(tmp_path / "x.zip", members))
    assert (len({item.about for item in items}), aside) == (10_000, [])
    assert items[-1].origin.place == 4000


def test_posts_to_a_circle_are_not_public(tmp_path: Path) -> None:
    members = x_members([tweet(1, "open"), tweet(2, "to friends")])
    members["data/twitter-circle-tweet.js"] = script("twitter_circle_tweet", [tweet(2, "to friends")])
    items, aside, _ = read(as_folder(tmp_path, members))
    assert ([item.text for item in items], [a.reason for a in aside]) == (["open"], ["not public"])


def test_without_the_account_addresses_do_not_name_it_and_a_note_says_so(tmp_path: Path) -> None:
    members = x_members([tweet(1, "one"), own_reply(2, "two", 1)])
    del members["data/account.js"]
    items, _, notes = read(as_folder(tmp_path, members))
    assert [(item.url, item.text) for item in items] == [("https://x.com/i/status/1", "one\n\ntwo")]
    assert any("data/account.js" in note for note in notes)


def test_an_archive_of_2019_has_other_names_and_no_wrapper(tmp_path: Path) -> None:
    members = {"tweet.js": script("tweet", [tweet(1, "one")["tweet"]]), "account.js": x_members()["data/account.js"]}
    items, _, notes = read(as_zip(tmp_path / "x.zip", members))
    assert [(item.url, item.text) for item in items] == [("https://x.com/plumhouse/status/1", "one")]
    assert any("no data/like.js" in note for note in notes)


@pytest.mark.parametrize(
    "record",
    [None, 7, [], {}, {"tweet": {"id_str": "x", "full_text": "a"}}, {"tweet": {"id_str": "1"}}, {"tweet": []}],
)
def test_what_is_no_post_is_set_aside(tmp_path: Path, record: object) -> None:
    items, aside, _ = read(as_folder(tmp_path, x_members([record, tweet(1, "one")])))
    assert len(items) == 1
    assert [(a.reason, a.origin.place) for a in aside] == [("the record is not in the form of a post", 1)]


def test_fields_of_other_types_are_taken_for_missing(tmp_path: Path) -> None:
    odd = tweet(
        1, "one HALF BELL", entities=[1], lang=7, created_at=5, in_reply_to_screen_name={}, extended_entities="a"
    )
    data = script("tweets", [odd]).replace(b"HALF BELL", rb"\ud800 \u0007")
    items, _, _ = read(as_folder(tmp_path, x_members() | {"data/tweets.js": data}))
    (item,) = items
    assert (item.text, item.date, item.language, item.links) == ("one \ufffd", None, None, ())


def test_a_file_that_is_cut_keeps_what_came_before(tmp_path: Path) -> None:
    members = x_members([tweet(n, f"post {n}") for n in range(1, 6)])
    data = members["data/tweets.js"]
    members["data/tweets.js"] = data[: data.index(b"post 4") + 3]
    items, aside, notes = read(as_folder(tmp_path, members))
    assert [item.text for item in items] == ["post 1", "post 2", "post 3"]
    assert [(a.reason, a.origin.place) for a in aside] == [("the file ends inside the record", 4)]
    assert "data/tweets.js is cut after 4 records: what came before is kept" in notes


def test_a_damaged_record_costs_itself_alone(tmp_path: Path) -> None:
    members = x_members([tweet(n, f"post {n}") for n in range(1, 4)])
    members["data/tweets.js"] = members["data/tweets.js"].replace(b'"post 2"', b"post 2")
    items, aside, _ = read(as_folder(tmp_path, members))
    assert [item.text for item in items] == ["post 1", "post 3"]
    assert [(a.reason, a.origin.place) for a in aside] == [("the record is damaged", 2)]


def test_a_file_of_another_form_is_not_read_and_a_note_says_so(tmp_path: Path) -> None:
    members = x_members([], [like(1)]) | {"data/tweets.js": b"Grailbird.data.tweets_2013_01 = [ {} ]"}
    items, _, notes = read(as_folder(tmp_path, members))
    assert [item.kind for item in items] == ["like"]
    assert any("data/tweets.js is not in the form that is known" in note for note in notes)


def test_bytes_that_are_no_utf_8_are_replaced_and_a_note_says_so(tmp_path: Path) -> None:
    members = x_members([tweet(1, "caf\u00e9 \ufffd")])
    members["data/tweets.js"] = members["data/tweets.js"].replace("\u00e9".encode(), b"\xe9")
    items, _, notes = read(as_folder(tmp_path, members))
    assert items[0].text == "caf\ufffd \ufffd"
    assert any("data/tweets.js is not UTF-8" in note for note in notes)


def test_a_replacement_character_of_the_author_is_no_damage(tmp_path: Path) -> None:
    _, _, notes = read(as_folder(tmp_path, x_members([tweet(1, "a \ufffd b")])))
    assert not any("UTF-8" in note for note in notes)


def test_an_archive_of_2013_is_refused_with_advice(tmp_path: Path) -> None:
    as_folder(tmp_path, {"data/js/tweets/2013_01.js": b"Grailbird.data.tweets_2013_01 = []"})
    with pytest.raises(ArchiveError, match=r"from before 2019.*ask X for a new one"):
        read(tmp_path)


def test_an_answer_to_oneself_is_known_by_the_name_where_numbers_are_missing(tmp_path: Path) -> None:
    item = only(tmp_path, tweet(2, "more", reply_to=("", "", USER.upper())))
    assert item.kind == "post"
