from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_builders import ACTOR, PUBLIC, as_folder, as_zip, boost, mastodon_members, note, read

from indexaudit.items import Item


def only(path: Path, *activities: object) -> Item:
    items, aside, _ = read(as_folder(path, mastodon_members(activities)))
    assert (len(items), aside) == (1, [])
    return items[0]


def test_a_post_is_an_item_with_address_words_date_and_language(tmp_path: Path) -> None:
    content = '<p>Plums &amp; pears<br>ripe</p><p>See <a href="https://plumhouse.example/dry"><span class="invisible">https://</span><span>plumhouse.example/dry</span></a> <a href="https://social.example/tags/plums" class="mention hashtag" rel="tag">#<span>plums</span></a></p>'
    item = only(tmp_path, note(7, content))
    assert item.kind == "post"
    assert item.url == "https://social.example/@plumhouse/7"
    assert item.text == "Plums & pears\nripe\nSee https://plumhouse.example/dry #plums"
    assert item.links == ("https://plumhouse.example/dry",)
    assert (item.date, item.language, item.platform) == ("2024-05-17T10:00:07Z", "en", "fediverse")
    assert (item.origin.member, item.origin.place) == ("outbox.json", 1)


def test_the_content_warning_stands_before_the_words(tmp_path: Path) -> None:
    assert only(tmp_path, note(7, "<p>Stones inside</p>", summary="Food")).text == "Food\n\nStones inside"


def test_a_reply_has_its_parent_and_not_the_names_before_it(tmp_path: Path) -> None:
    content = '<p><span class="h-card"><a href="https://far.example/@ada" class="u-url mention">@<span>ada</span></a></span> @bob@far.example dry them, @carl</p>'
    item = only(tmp_path, note(7, content, inReplyTo="https://far.example/users/ada/statuses/1"))
    assert (item.kind, item.about) == ("reply", "https://far.example/users/ada/statuses/1")
    assert (item.text, item.links) == ("dry them, @carl", ())


def test_a_boost_keeps_no_words(tmp_path: Path) -> None:
    item = only(tmp_path, boost("https://far.example/users/ada/statuses/1"))
    assert (item.kind, item.text, item.url) == ("repost", None, None)
    assert item.about == "https://far.example/users/ada/statuses/1"
    assert item.date == "2024-05-17T11:00:00Z"


def test_a_boost_of_ones_own_post_holds_the_post_and_keeps_its_address_alone(tmp_path: Path) -> None:
    activity = boost("") | {"object": note(1, "<p>words</p>")["object"]}
    item = only(tmp_path, activity)
    assert (item.kind, item.text, item.about) == ("repost", None, f"{ACTOR}/statuses/1")


def test_likes_are_addresses(tmp_path: Path) -> None:
    items, aside, _ = read(
        as_folder(tmp_path, mastodon_members([], ["https://far.example/users/ada/statuses/1", 5, "no address"]))
    )
    assert [(item.kind, item.about, item.text) for item in items] == [
        ("like", "https://far.example/users/ada/statuses/1", None)
    ]
    assert [(a.reason, a.origin.place) for a in aside] == [
        ("the record is not in the form of a like", n) for n in (2, 3)
    ]


@pytest.mark.parametrize(
    ("to", "cc", "public"),
    [
        ([PUBLIC], [f"{ACTOR}/followers"], True),
        ([f"{ACTOR}/followers"], [PUBLIC], True),
        (PUBLIC, None, True),
        (["as:Public"], [], True),
        ([f"{ACTOR}/followers"], [], False),
        (["https://far.example/users/ada"], [], False),
        (None, None, False),
        ([None, 5, {}], "", False),
    ],
)
def test_only_what_was_shown_to_everybody_counts(tmp_path: Path, to: object, cc: object, public: bool) -> None:
    items, aside, _ = read(as_folder(tmp_path, mastodon_members([note(7, "<p>words</p>", to=to, cc=cc)])))
    assert len(items) == public
    assert [a.reason for a in aside] == ([] if public else ["not public"])


def test_a_boost_for_followers_is_not_public(tmp_path: Path) -> None:
    _, aside, _ = read(as_folder(tmp_path, mastodon_members([boost("https://far.example/1", [f"{ACTOR}/followers"])])))
    assert [a.reason for a in aside] == ["not public"]


def test_a_thread_is_one_text_and_ends_where_a_part_is_not_public(tmp_path: Path) -> None:
    activities = [
        note(3, "<p>Three.</p>", inReplyTo=f"{ACTOR}/statuses/2"),
        note(1, "<p>One.</p>"),
        note(2, "<p>Two.</p>", inReplyTo=f"{ACTOR}/statuses/1"),
        note(4, "<p>Secret.</p>", inReplyTo=f"{ACTOR}/statuses/3", to=(ACTOR,)),
        note(5, "<p>After.</p>", inReplyTo=f"{ACTOR}/statuses/4"),
    ]
    items, aside, _ = read(as_folder(tmp_path, mastodon_members(activities)))
    assert {(item.kind, item.text) for item in items} == {("post", "One.\n\nTwo.\n\nThree."), ("reply", "After.")}
    assert [a.reason for a in aside].count("part of a thread that is counted with its first post") == 2
    assert "not public" in [a.reason for a in aside]


def test_the_options_of_a_poll_are_words_too(tmp_path: Path) -> None:
    options = [{"type": "Note", "name": "whole"}, {"type": "Note", "name": "halved"}, 5]
    assert only(tmp_path, note(7, "<p>How?</p>", type="Question", oneOf=options)).text == "How?\n\nwhole\n\nhalved"


def test_a_quote_is_about_the_quoted_post_and_does_not_repeat_its_address(tmp_path: Path) -> None:
    content = '<p class="quote-inline">RE: <a href="https://far.example/1">https://far.example/1</a></p><p>We agree</p>'
    item = only(tmp_path, note(7, content, quote="https://far.example/1"))
    assert (item.kind, item.about, item.text) == ("post", "https://far.example/1", "We agree")


@pytest.mark.parametrize("record", [5, None, {}, {"type": "Create"}, {"type": "Create", "object": {"type": "Note"}}])
def test_what_is_no_activity_is_set_aside(tmp_path: Path, record: object) -> None:
    items, aside, _ = read(as_folder(tmp_path, mastodon_members([record, note(1, "<p>a</p>")])))
    assert (len(items), [a.reason for a in aside]) == (1, ["the record is not in the form of an activity"])


def test_other_activities_are_set_aside(tmp_path: Path) -> None:
    _, aside, _ = read(as_folder(tmp_path, mastodon_members([{"type": "Add", "object": "x"}])))
    assert [a.reason for a in aside] == ["an activity that publishes nothing"]


def test_the_list_is_found_whatever_stands_before_it(tmp_path: Path) -> None:
    outbox = {
        "totalItems": 1,
        "first": {"orderedItems": [1]},
        "x": "orderedItems",
        "orderedItems": [note(1, "<p>a</p>")],
    }
    items, _, _ = read(as_folder(tmp_path, mastodon_members() | {"outbox.json": json.dumps(outbox, indent=1).encode()}))
    assert [item.text for item in items] == ["a"]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"orderedItems": 5}', b'{"a"', b"nothing", b'{"a": ', b"{5: 1}"])
def test_an_outbox_of_another_form_is_not_read_and_a_note_says_so(tmp_path: Path, data: bytes) -> None:
    items, aside, notes = read(as_folder(tmp_path, mastodon_members() | {"outbox.json": data}))
    assert (items, aside) == ([], [])
    assert any("outbox.json is not in the form that is known" in note for note in notes)


def test_a_number_of_five_thousand_digits_in_the_text_does_no_harm(tmp_path: Path) -> None:
    item = only(tmp_path, note(1, f"<p>a &#{'9' * 5000}; b</p>", summary=f"&#{'9' * 5000};"))
    assert "a \ufffd b" in (item.text or "")


def test_a_zip_and_a_folder_give_the_same(tmp_path: Path) -> None:
    members = mastodon_members([note(1, "<p>a</p>"), boost("https://far.example/1")], ["https://far.example/2"])
    a = read(as_folder(tmp_path / "a", members))[0]
    b = read(as_zip(tmp_path / "b.zip", members, top="archive-20240517/"))[0]
    assert [(i.kind, i.url, i.text, i.about) for i in a] == [(i.kind, i.url, i.text, i.about) for i in b]
    assert b[0].origin.member == "archive-20240517/outbox.json"
