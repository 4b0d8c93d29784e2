from __future__ import annotations

from pathlib import Path

import pytest
from archive_builders import SHARES, article, as_folder, as_zip, linkedin_members, read, share, table

from indexaudit.errors import ArchiveError
from indexaudit.items import Item

FEED = "https://www.linkedin.com/feed/update/urn:li"


def only(path: Path, members: dict[str, bytes]) -> Item:
    items, aside, _ = read(as_folder(path, members))
    assert (len(items), aside) == (1, [])
    return items[0]


def test_a_post_is_an_item_with_address_words_date_and_link(tmp_path: Path) -> None:
    members = linkedin_members(
        share(12, "New: see https://plumhouse.example/dry, please.", shared="https://plumhouse.example/post")
    )
    item = only(tmp_path, members)
    assert (item.kind, item.platform) == ("post", "linkedin")
    assert item.url == f"{FEED}:share:12"
    assert item.text == "New: see https://plumhouse.example/dry, please."
    assert item.date == "2026-05-07T16:41:18Z"
    assert item.about == "https://plumhouse.example/post"
    assert item.links == ("https://plumhouse.example/post", "https://plumhouse.example/dry")
    assert (item.origin.member, item.origin.place) == ("Shares.csv", 1)


def test_the_quotes_around_line_breaks_are_the_exports(tmp_path: Path) -> None:
    item = only(tmp_path, linkedin_members(share(1, 'First line"\n""\n"He said ""dry"" twice')))
    assert item.text == 'First line\n\nHe said "dry" twice'


def test_quotes_of_the_author_stay(tmp_path: Path) -> None:
    text = '"Whole or halved?"\nWe asked "Ada".'
    assert only(tmp_path, linkedin_members(share(1, text))).text == text


@pytest.mark.parametrize("shared", ["", "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7"])
def test_a_share_without_a_word_is_a_repost(tmp_path: Path, shared: str) -> None:
    item = only(tmp_path, linkedin_members(share(1, "", shared=shared)))
    assert (item.kind, item.text, item.url) == ("repost", None, None)
    assert item.about == (f"{FEED}:activity:7" if shared else None)


def test_a_picture_without_a_word_is_a_post(tmp_path: Path) -> None:
    item = only(tmp_path, linkedin_members(share(1, "", media="https://media.example/1.jpg")))
    assert (item.kind, item.text) == ("post", "")


@pytest.mark.parametrize(
    ("visibility", "public"),
    [
        ("MEMBER_NETWORK", True), ("PUBLIC", True), ("", True), ("CONNECTIONS", False), ("CONTAINER", False),
        ("LOGGED_IN", False), ("SOMETHING_NEW", False),
    ],
)  # fmt: skip
def test_only_what_was_shown_to_everybody_counts(tmp_path: Path, visibility: str, public: bool) -> None:
    items, aside, _ = read(as_folder(tmp_path, linkedin_members(share(1, "words", visibility=visibility))))
    assert len(items) == public
    assert [a.reason for a in aside] == ([] if public else ["not public"])


def test_a_post_in_a_group_is_not_public(tmp_path: Path) -> None:
    row = (
        "2026-05-07 16:41:18",
        "https://www.linkedin.com/feed/update/urn%3Ali%3AgroupPost%3A5-6",
        "words",
        "",
        "",
        "",
    )
    _, aside, _ = read(as_folder(tmp_path, linkedin_members(row)))
    assert [a.reason for a in aside] == ["not public"]


def test_reposts_comments_and_reactions_name_what_they_are_about(tmp_path: Path) -> None:
    link = "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7"
    members = linkedin_members() | {
        "InstantReposts.csv": table(("Date", "Link"), ("2026-01-01 10:00:00", link)),
        "Comments_17529409.csv": (
            f"Date,Link,Message\n2026-01-02 10:00:00,{link},"
            '"The \\"tea\\" was hot,\n\nhe said \\\\o/ https://plumhouse.example/tea"\n'
            f',{link},The export left this date blank\n2026-01-03 10:00:00,{link},"Say ""so"""\n'
        ).encode(),
        "Reactions.csv": table(("Date", "Type", "Link"), ("2026-01-04 10:00:00 UTC", "PRAISE", link), ("", "LIKE", "")),
    }
    items, aside, _ = read(as_folder(tmp_path, members))
    assert [(item.kind, item.date, item.text) for item in items] == [
        ("repost", "2026-01-01T10:00:00Z", None),
        ("reply", "2026-01-02T10:00:00Z", 'The "tea" was hot,\n\nhe said \\\\o/ https://plumhouse.example/tea'),
        ("reply", None, "The export left this date blank"),
        ("reply", "2026-01-03T10:00:00Z", 'Say "so"'),
        ("like", "2026-01-04T10:00:00Z", None),
    ]
    assert {item.about for item in items} == {f"{FEED}:activity:7"}
    assert {item.url for item in items} == {None}
    assert items[1].links == ("https://plumhouse.example/tea",)
    assert [a.reason for a in aside] == ["the row names no address"]


def test_an_article_has_title_address_date_words_and_links(tmp_path: Path) -> None:
    body = '<p>Dry them <b>slowly</b> &amp; well.</p><ul><li>whole</li></ul><p><a href="https://plumhouse.example/">Home</a></p>'
    members = {"Articles/Articles/2024-09-20 06_12_00.0-drying-plums.html": article("Drying plums", body)}
    item = only(tmp_path, members)
    assert (item.kind, item.title) == ("article", "Drying plums")
    assert item.url == "https://www.linkedin.com/pulse/drying-plums"
    assert item.date == "2024-09-20T06:12:00Z"
    assert item.text == "Dry them slowly & well.\nwhole\nHome"
    assert item.links == ("https://plumhouse.example/",)


def test_a_draft_of_an_article_is_set_aside(tmp_path: Path) -> None:
    _, aside, _ = read(as_folder(tmp_path, {"Articles/Articles/a.html": article("A", "<p>b</p>", published=None)}))
    assert [(a.reason, a.origin.member) for a in aside] == [
        ("a draft that was not published", "Articles/Articles/a.html")
    ]


def test_an_article_without_dates_takes_the_day_of_its_name_and_a_note_says_so(tmp_path: Path) -> None:
    page = b"<html><head><title>On plums</title></head><body><h1>On plums</h1><p>Whole.</p></body></html>"
    items, _, notes = read(as_folder(tmp_path, {"Articles/Articles/2018-07-15_on-plums.html": page}))
    assert [(i.title, i.text, i.date, i.url) for i in items] == [("On plums", "Whole.", "2018-07-15", None)]
    assert any("another year's format" in note for note in notes)


@pytest.mark.parametrize(
    ("page", "reason"), [(b"", "the page holds no text"), (b"<p>" + b"x" * 6_000_000, "the page is too long")]
)
def test_an_article_that_cannot_be_used_is_set_aside(tmp_path: Path, page: bytes, reason: str) -> None:
    _, aside, _ = read(as_folder(tmp_path, {"Articles/Articles/a.html": page}))
    assert [a.reason for a in aside] == [reason]


def test_older_exports_keep_shares_in_a_folder_and_lack_columns(tmp_path: Path) -> None:
    data = table(("Date", "Share Link", "ShareCommentary"), ("2018-05-07", "https://www.linkedin.com/x", "words"))
    items, _, notes = read(
        as_zip(tmp_path / "li.zip", {"Shares/Shares.csv": data}, top="Basic_LinkedInDataExport_05-07-2018/")
    )
    assert [(i.url, i.text, i.date) for i in items] == [("https://www.linkedin.com/x", "words", "2018-05-07")]
    assert (
        "Basic_LinkedInDataExport_05-07-2018/Shares/Shares.csv has no column 'visibility': it is of another year's format"
        in notes
    )


def test_a_text_that_the_export_did_not_quote_falls_apart_into_rows_that_are_set_aside(tmp_path: Path) -> None:
    good = table(SHARES, share(1, "one"), share(2, "two"))
    data = good.replace(b"one", b"one\nsecond line, with comma")
    items, aside, _ = read(as_folder(tmp_path, linkedin_members() | {"Shares.csv": data}))
    assert [item.text for item in items] == ["one", "two"]
    assert [a.reason for a in aside] == ["the row does not begin with a date"]


def test_rows_with_more_cells_than_columns_are_set_aside(tmp_path: Path) -> None:
    items, aside, _ = read(as_folder(tmp_path, linkedin_members((*share(1, "a"), "b"), share(2, "c"))))
    assert [item.text for item in items] == ["c"]
    assert [a.reason for a in aside] == ["the row has more cells than the table has columns"]


def test_a_quote_that_never_closes_costs_what_follows_it_and_not_the_run(tmp_path: Path) -> None:
    rows = table(SHARES, share(1, "one")) + b'2026-05-07 16:41:18,x,"open' + b"a line\n" * 100_000
    items, aside, _ = read(as_folder(tmp_path, linkedin_members() | {"Shares.csv": rows}))
    assert items[0].text == "one"
    assert {a.reason for a in aside} <= {"the record is damaged", "the row does not begin with a date"}
    assert aside


def test_a_table_without_its_header_is_not_read_and_a_note_says_so(tmp_path: Path) -> None:
    items, aside, notes = read(as_folder(tmp_path, linkedin_members() | {"Shares.csv": b"a,b\n" * 50}))
    assert (items, aside) == ([], [])
    assert "Shares.csv has no header with a column Date: it was not read" in notes


def test_excels_utf_16_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    data = table(SHARES, share(1, "Zwetschgen dörren"))
    for n, encoded in enumerate((b"\xef\xbb\xbf" + data, data.decode().encode("utf-16"))):
        item = only(tmp_path / str(n), linkedin_members() | {"Shares.csv": encoded})
        assert item.text == "Zwetschgen dörren"


def test_the_basic_export_is_refused_with_advice(tmp_path: Path) -> None:
    as_folder(tmp_path, {"Connections.csv": b"", "Profile.csv": b""})
    with pytest.raises(ArchiveError, match=r"basic export.*ask LinkedIn for the larger archive"):
        read(tmp_path)


def test_an_archive_without_shares_says_what_to_ask_for(tmp_path: Path) -> None:
    _, _, notes = read(as_folder(tmp_path, {"Reactions.csv": table(("Date", "Type", "Link"))}))
    assert any("ask for the larger archive" in note for note in notes)
