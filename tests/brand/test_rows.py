from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ledger_items import BRAND, STATUS, item, ledger, page

from indexaudit.audit import audit_snapshot
from indexaudit.brand.redacted import hidden_report
from indexaudit.comparison import IntakeReport, Reason
from indexaudit.config import Config
from indexaudit.items import Item, Origin
from indexaudit.model import Addressability, Indexability
from indexaudit.testing import snapshot

BLOG = "https://plums.example/blog/drying-plums-in-autumn"


def test_sources_that_name_one_item_make_one_row_with_all_its_origins() -> None:
    audit = page(BLOG)
    rows = ledger(
        item(1, url=BLOG + "?utm_source=x", title="From a table", date="2025-03-01"),
        item(2, url=BLOG, audit=audit, text="Drying plums takes time.", channel="Blog"),
        item(3, url=BLOG + "#comments"),
    )
    assert len(rows) == 1
    row = rows[0].ledger
    assert [origin.place for origin in row.origins] == [2, 1, 3]
    assert (row.channel, row.title, row.date, row.date_known) == (
        "Blog",
        "Drying plums in autumn",
        "2025-03-01",
        "declared",
    )
    assert (row.words, row.words_known) == (audit.facts.words, "observed")
    assert row.search == audit.scores.search
    assert row.share_declared is None


def test_a_page_that_was_refused_gives_way_to_what_the_archive_holds() -> None:
    url = "https://www.linkedin.com/pulse/drying-plums-ada-plum/"
    rows = ledger(item(1, url=url, audit=page(url, status=999)), item(2, url=url, text="Plum. " * 300))
    row = rows[0].ledger
    assert (row.words, row.words_known) == (300, "declared")
    assert row.indexability is Indexability.UNVERIFIED
    assert row.share is None
    assert row.share_declared is not None
    assert "refused" in row.searchable_reason or "as of" in row.searchable_reason


def test_what_the_source_calls_an_item_counts_before_its_address() -> None:
    rows = ledger(item(1, url=STATUS + "01", kind="reply", text="Yes, at 60 degrees."), item(2, url=STATUS + "02"))
    assert [(r.ledger.kind, r.ledger.counted) for r in rows] == [("reply", False), ("post", True)]


def test_ten_thousand_likes_are_ten_thousand_rows_without_addresses() -> None:
    rows = ledger(*(item(n, kind="like", platform="x", about=f"{STATUS}{n}") for n in range(10_000)))
    assert len(rows) == 10_000
    assert {row.ledger.addressability for row in rows} == {Addressability.NONE}
    assert {row.ledger.searchable for row in rows} == {"no"}
    assert not any(row.ledger.counted for row in rows)


def test_a_channel_without_a_name_is_called_after_its_platform_or_host() -> None:
    names = {
        row.ledger.url: row.ledger.channel
        for row in ledger(item(1, url=STATUS + "01"), item(2, url="https://press.example/plums-are-ripe"))
    }
    assert set(names.values()) == {"X (Twitter)", "press.example"}


def test_redacted_rows_show_no_word_of_what_only_the_owner_s_archive_holds() -> None:
    audit = page(BLOG)
    rows = ledger(
        item(1, url=STATUS + "01", title="Secret", text="A secret that nobody should read here."),
        item(2, url=BLOG, audit=audit),
        redact=True,
    )
    assert [row.ledger.title for row in rows] == ["Drying plums in autumn", None]
    assert "secret" not in "".join(row.ledger.to_json() for row in rows)


def test_a_long_post_is_titled_by_its_first_words() -> None:
    title = ledger(item(url=STATUS + "01", text="word " * 100))[0].ledger.title
    assert title is not None
    assert title.endswith("word…")
    assert len(title) <= 81


def test_an_address_that_redirects_is_the_item_that_it_leads_to() -> None:
    moved = audit_snapshot(snapshot(url=BLOG, redirects=["https://plums.example/2019/plums"]), Config(brand=BRAND))
    rows = ledger(
        item(1, url="https://plums.example/2019/plums", audit=moved),
        item(2, url="https://plums.example/2019/plums", title="From a feed", date="2025-03-01"),
        item(3, url=BLOG),
    )
    assert [(row.ledger.url, len(row.ledger.origins)) for row in rows] == [(BLOG, 3)]


def test_an_old_address_that_is_led_to_the_front_page_is_not_the_front_page() -> None:
    old = "https://plums.example/2019/plums"
    moved = audit_snapshot(snapshot(url="https://plums.example/", redirects=[old]), Config(brand=BRAND))
    rows = ledger(item(1, url=old, audit=moved), item(2, url=old, title="Plums", date="2025-03-01"))
    assert {row.ledger.url for row in rows} == {"https://plums.example/", old}


def test_spellings_of_one_address_are_one_item_at_the_best_of_them() -> None:
    bare = BLOG.partition("://")[2]
    rows = ledger(item(1, url=f"http://{bare}"), item(2, url=f"https://www.{bare}/"), item(3, url=BLOG))
    assert [(row.ledger.url, len(row.ledger.origins)) for row in rows] == [(BLOG, 3)]
    other = ledger(item(1, url=BLOG), item(2, url=f"https://shop.{bare}"), item(3, url=BLOG + "-2"))
    assert len(other) == 3


def test_two_spellings_that_both_answer_are_two_pages() -> None:
    plain = BLOG.replace("https", "http")
    rows = ledger(item(1, url=BLOG, audit=page(BLOG)), item(2, url=plain, audit=page(plain)), item(3, url=BLOG + "/"))
    assert {row.ledger.url: len(row.ledger.origins) for row in rows} == {BLOG: 2, plain: 1}


def test_two_exports_of_one_account_hold_the_same_likes_once() -> None:
    def export(source: str) -> list[Item]:
        origins = [Origin(source=source, place=n) for n in range(5)]
        likes = [Item(origin=origins[n], kind="like", platform="x", about=f"{STATUS}{n}") for n in range(3)]
        thanks = [Item(origin=o, kind="reply", date="2025-03-01", text="Thank you!") for o in origins[3:]]
        return [*likes, *thanks]

    assert len(ledger(*export("a"))) == 5
    assert len(ledger(*export("a"), *export("b"))) == 5
    vague = [Item(origin=Origin(source=source), kind="like", title="A photograph") for source in "ab"]
    assert len(ledger(*vague)) == 2


def test_words_and_title_of_an_error_page_are_not_those_of_the_item() -> None:
    gone = audit_snapshot(snapshot(url=BLOG, status=404, words=120), Config(brand=BRAND))
    (row,) = ledger(item(1, url=BLOG, audit=gone), item(2, url=BLOG, title="Drying plums", date="2025-03-01"))
    assert row.ledger.indexability is Indexability.BROKEN
    assert (row.ledger.words, row.ledger.title, row.ledger.date) == (None, "Drying plums", "2025-03-01")


def test_a_text_on_a_site_whose_page_was_not_seen_is_an_article() -> None:
    rows = ledger(
        item(1, url=BLOG, title="Drying plums", date="2025-03-01"),
        item(2, url="https://plums.example/pears", text="Pears are slower."),
        item(3, url="https://plums.example/shop"),
        item(4, url="https://plums.example/", title="Plums", date="2025-03-01"),
    )
    assert {row.ledger.url: (row.ledger.kind, row.ledger.searchable) for row in rows} == {
        BLOG: ("article", "unknown"),
        "https://plums.example/pears": ("article", "unknown"),
        "https://plums.example/shop": ("page", "unknown"),
        "https://plums.example/": ("page", "unknown"),
    }


def test_a_redacted_ledger_hides_file_names_that_are_titles() -> None:
    origin = Origin(source="archive", member="Articles/Articles/a-secret-plan.html", place=1)
    (row,) = ledger(Item(origin=origin, kind="article", platform="linkedin", text="Plums."), redact=True)
    assert row.ledger.origins == (Origin(source="archive", member="Articles/Articles/….html", place=1),)
    report = IntakeReport(
        channel="LinkedIn",
        source="archive",
        read=1,
        used=0,
        set_aside=(Reason(reason="a draft", count=1, examples=(origin,)),),
        notes=("Articles/Articles/a-secret-plan.html is cut", "1 dates cannot be read, the first on line 3 ('secret')"),
    )
    hidden = hidden_report(report)
    assert "secret" not in repr(hidden)
    assert "line 3" in hidden.notes[1]
    assert hidden.set_aside[0].count == 1


@given(st.permutations(range(6)))
def test_the_ledger_does_not_depend_on_the_order_of_the_sources(order: list[int]) -> None:
    items = [
        Item(origin=Origin(source="list", place=n), url=f"{STATUS}{n}", date=f"2025-0{n + 1}-01", text=f"Plum {n}")
        for n in range(6)
    ]
    assert [r.ledger for r in ledger(*(items[n] for n in order))] == [r.ledger for r in ledger(*items)]
