"""What changed between two crawls of a site."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_site import HOME, keep, page, site

from indexaudit.comparison import ItemFinding
from indexaudit.crawl import differences as module
from indexaudit.crawl.differences import differences
from indexaudit.crawl.store import Store
from indexaudit.model import Axis, Indexability, PageKind, Score
from indexaudit.site_audit import PageRow, SiteDiff

# --- stores ---------------------------------------------------------------------------------------------------------


def compared(old: Path, new: Path) -> SiteDiff:
    with Store.read(old) as before, Store.read(new) as after:
        return differences(before, after)


def of(found: SiteDiff, what: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.url.removeprefix(HOME), c.before, c.after) for c in found.changes if c.what == what]


def test_the_same_site_twice_has_not_changed(tmp_path: Path) -> None:
    found = compared(keep(tmp_path / "old", site()), keep(tmp_path / "new", site()))
    assert (found.changes, found.notes, found.compared) == ((), (), 6)
    assert (found.old, found.new) == (str(tmp_path / "old"), str(tmp_path / "new"))
    assert SiteDiff.from_json(found.to_json()) == found


def test_a_store_beside_itself_has_not_changed(tmp_path: Path) -> None:
    path = keep(tmp_path / "one", site())
    assert compared(path, path).changes == ()


def test_what_changed_is_told_page_by_page(tmp_path: Path) -> None:
    before = site()
    after = site() | {
        "about": page("About these notes", "/", words=90, description="Who writes here."),
        "notes/sowing-cordgrass": page(
            "Sowing cordgrass", "/", "/about", head='<meta name="robots" content="noindex">'
        ),
        "notes/glasswort-in-a-jar": page("Glasswort in a jar", "/", "/about"),
    }
    del after["notes/drying-samphire"]
    found = compared(
        keep(tmp_path / "old", before, failed={"slow": "read_timeout"}),
        keep(tmp_path / "new", after | {"slow": page("Slow", "/")}, failed={"old-too": "dns_failure"}),
    )
    assert of(found, "appeared") == [("notes/glasswort-in-a-jar", None, None), ("slow", "read_timeout", None)]
    assert of(found, "gone") == [("notes/drying-samphire", None, None)]
    assert of(found, "verdict") == [("notes/sowing-cordgrass", "indexable", "excluded")]
    assert ("about", "meta-description-present", None) in of(found, "mended")
    assert ("notes/sowing-cordgrass", None, "noindex-absent") in of(found, "new_finding")
    score = next(change for change in of(found, "search") if change[0] == "notes/sowing-cordgrass")
    assert float(score[1] or 0) > 50
    assert score[2] == "0.0"
    assert (found.appeared, found.gone, found.verdicts, found.compared) == (2, 1, 1, 5)


def test_what_is_pending_has_neither_appeared_nor_is_it_gone(tmp_path: Path) -> None:
    whole = site()
    part = {path: html for path, html in whole.items() if path not in ("about", "old")}
    full, partial = keep(tmp_path / "full", whole), keep(tmp_path / "part", part, pending=["about"], ended="limit")
    lost = compared(full, partial)
    assert (lost.gone, lost.compared) == (0, 4)
    assert lost.notes == ("the new crawl is partial (1 pending): what it does not know is not counted as gone",)
    found = compared(partial, full)
    assert of(found, "appeared") == [("old", None, None)]
    assert found.notes == ("the old crawl is partial (1 pending): a page may only seem to have appeared",)


def test_a_page_that_fails_now_is_gone_and_says_why(tmp_path: Path) -> None:
    rest = {path: html for path, html in site().items() if path != "about"}
    found = compared(keep(tmp_path / "old", site()), keep(tmp_path / "new", rest, failed={"about": "tls_error"}))
    assert of(found, "gone") == [("about", None, "tls_error")]


def test_a_page_that_broke_has_mended_nothing(tmp_path: Path) -> None:
    found = compared(keep(tmp_path / "old", site()), keep(tmp_path / "new", site() | {"about": 410}))
    assert of(found, "verdict") == [("about", "indexable", "broken")]
    assert "about" not in {url for url, _, _ in (*of(found, "mended"), *of(found, "new_finding"))}


def test_other_options_and_another_version_are_said(tmp_path: Path) -> None:
    old = keep(tmp_path / "old", site(), version="0.0.9", pages=500)
    found = compared(old, keep(tmp_path / "new", site(), version="0.1.0", pages=50))
    assert found.notes == (
        "judged by indexaudit 0.0.9 and 0.1.0, whose rules may differ",
        "crawled with other options: pages was 500 and is 50",
    )


def test_empty_stores_have_nothing_to_compare(tmp_path: Path) -> None:
    found = compared(keep(tmp_path / "old", {}), keep(tmp_path / "new", {}))
    assert (found.compared, found.changes, found.notes) == (0, (), ())
    assert compared(tmp_path / "old", keep(tmp_path / "full", site())).appeared == 6


def test_neither_store_is_changed(tmp_path: Path) -> None:
    old, new = keep(tmp_path / "old", site()), keep(tmp_path / "new", {})
    before = old.read_bytes(), new.read_bytes()
    compared(old, new)
    assert (old.read_bytes(), new.read_bytes()) == before


# --- rows -----------------------------------------------------------------------------------------------------------


def scored(value: float | None) -> Score:
    return Score(value=value, potential=value, coverage=1.0, range=(0.0, 100.0), gates=())


def row(path: str, *, rules: tuple[str, ...] = (), **changes: Any) -> PageRow:
    found = tuple(ItemFinding(rule=rule, axis=Axis.SEARCH, message="", fix=None, gain=1.0) for rule in rules)
    made = PageRow(
        url=HOME + path, final_url=HOME + path, state="done", reason=None, via="link", depth=1,
        page_type=PageKind.ARTICLE, indexability=Indexability.INDEXABLE, title=None, published=None, words=None,
        search=scored(80.0), share=None, inlinks=0, clicks=None, gain=0.0, weight=0.0, findings=found,
    )  # fmt: skip
    return replace(made, **changes)


class Rows:
    """Two stores whose rows are given: what reads rows from a store is tested elsewhere."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.old, self.new = Store.memory({}), Store.memory({})
        self.rows: dict[Store, Any] = {}
        monkeypatch.setattr(module, "site_rows", lambda store, _config: iter(self.rows[store]))

    def compare(self, old: Any, new: Any) -> SiteDiff:
        self.rows = {self.old: old, self.new: new}
        return differences(self.old, self.new)


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rows]:
    made = Rows(monkeypatch)
    yield made
    made.old.close()
    made.new.close()


@pytest.mark.parametrize(
    ("was", "now", "moved"),
    [
        (80.0, 80.0, False),
        (80.0, 80.1, True),
        (80.3, 80.2, True),
        (80.0, 80.04, False),
        (None, None, False),
        (None, 80.0, True),
        (0.0, None, True),
    ],
)
def test_a_score_has_moved_by_a_tenth(stores: Rows, was: float | None, now: float | None, moved: bool) -> None:
    found = stores.compare([row("a", search=scored(was))], [row("a", search=scored(now))])
    assert found.scores == len(found.changes) == moved


def test_both_scores_of_a_page_are_told_and_counted_as_one_page(stores: Rows) -> None:
    found = stores.compare([row("a", share=scored(10.0))], [row("a", search=scored(70.0), share=scored(20.0))])
    assert found.scores == 1
    assert [(c.what, c.before, c.after) for c in found.changes] == [
        ("search", "80.0", "70.0"),
        ("share", "10.0", "20.0"),
    ]


def test_all_are_counted_and_a_thousand_of_each_sort_are_listed(stores: Rows) -> None:
    old = [row(f"{n:05}", rules=("a",)) for n in range(1_500)]
    new = [row(f"{n:05}", rules=("b", "c"), search=scored(1.0)) for n in range(1_500)]
    found = stores.compare(old, new)
    assert (found.new_findings, found.mended, found.scores, found.compared) == (3_000, 1_500, 1_500, 1_500)
    assert {what: len(of(found, what)) for what in ("new_finding", "mended", "search")} == {
        "new_finding": 1_000, "mended": 1_000, "search": 1_000,
    }  # fmt: skip


paths = st.dictionaries(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
    st.sampled_from(["done", "failed", "pending"]),
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(old=paths, new=paths)
def test_every_page_is_in_the_sum_it_belongs_to(old: dict[str, str], new: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        stores = Rows(patch)
        found = stores.compare(
            [row(path, state=state) for path, state in old.items()],
            [row(path, state=state) for path, state in reversed(new.items())],
        )
        stores.old.close()
        stores.new.close()
    done = {p for p, s in old.items() if s == "done"}, {p for p, s in new.items() if s == "done"}
    assert found.compared == len(done[0] & done[1])
    assert {url for url, _, _ in of(found, "appeared")} == {p for p in done[1] - done[0] if old.get(p) != "pending"}
    assert {url for url, _, _ in of(found, "gone")} == {p for p in done[0] - done[1] if new.get(p) != "pending"}
    urls = [change.url for change in found.changes]
    assert urls == sorted(urls)


def test_memory_does_not_grow_with_the_site(stores: Rows) -> None:
    def peak(count: int) -> int:
        old = (row(f"notes/{n * 7919 % count:06}/{'samphire' * 8}", rules=("a",)) for n in range(count))
        new = (row(f"notes/{n * 7907 % count:06}/{'samphire' * 8}", rules=("a",)) for n in range(count))
        tracemalloc.start()
        try:
            assert stores.compare(old, new).compared == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few = peak(2_000)
    assert peak(20_000) < few + 200_000


def test_the_pages_of_a_comparison_lie_in_a_temporary_file(stores: Rows) -> None:
    stores.compare([row("a")], [row("b")])
    with stores.old.temporary() as connection:
        assert connection.execute("PRAGMA temp_store").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM temp.difference").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT * FROM main.difference")
