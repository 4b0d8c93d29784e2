"""Traps are cut by their budget, and ordinary sites are not cut at all."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.crawl import traps as module
from indexaudit.crawl.options import CrawlOptions
from indexaudit.crawl.scope import key
from indexaudit.crawl.traps import CALENDAR, PAGINATION, SAME_BODY, SELECTED, TOKENS, Traps

HOST = "https://plums.example"
MONTHS = str.split("january february march april may june july august september october november december")


@pytest.fixture
def traps() -> Traps:
    return made()


def made(**chosen: int) -> Traps:
    return Traps(CrawlOptions(seeds=(HOST + "/",), **chosen))  # type: ignore[arg-type]


def cut(traps: Traps, paths: Iterable[str]) -> list[str]:
    """Reasons of those that are refused."""
    refusals = (traps.admits(key(HOST + path)) for path in paths)
    return [refusal.reason for refusal in refusals if refusal is not None]


def pattern_of(traps: Traps, path: str) -> str | None:
    refusal = traps.admits(key(HOST + path))
    return None if refusal is None else refusal.pattern


# --- ordinary sites -----------------------------------------------------------------------------------------------------

YEARS = range(2008, 2020)
ORDINARY = {
    "a blog's archive of twelve years": [
        *(f"/{year}/" for year in YEARS),
        *(f"/{year}/{month:02}/" for year in YEARS for month in range(1, 13)),
        *(f"/{year}/{month:02}/page/{n}/" for year in YEARS for month in range(1, 13) for n in range(2, 9)),
    ],
    "posts with dates and titles": [
        f"/{year}/{month:02}/{day:02}/plum-jam-{n}/"
        for year in YEARS for month in range(1, 13) for day in (1, 15) for n in range(5)
    ],
    "posts with dates and numbers": [f"/news/2019/03/{n % 28 + 1:02}/{10_000 + n}.html" for n in range(3000)],
    "posts with dates and one word": [f"/2019/03/{''.join(w)}/" for w in product("plum", "jams", "bake", "dry")],
    "posts with numbers alone": [f"/?p={n}" for n in range(1, 3000)],
    "months in a query": [f"/?m={year}{month:02}" for year in YEARS for month in range(1, 13)],
    "comment pages": [f"/plum-jam/comment-page-{n}/" for n in range(1, 40)],
    "a shop with forty filters": ["/shop/", *(f"/shop/?filter_{n}=1" for n in range(40))],
    "a shop with pages of filtered lists": [
        f"/shop/?colour={colour}&page={n}" for colour in ("red", "blue", "yellow") for n in range(1, 90)
    ],
    "a shop with numbers": [f"/product/{n}" for n in range(1900, 6000)],
    "a shop with numbers and names": [f"/p/{n}/plum-jam-{n % 7}" for n in range(3000)],
    "a shop of one script": [f"/index.php?route=product/product&product_id={n}" for n in range(2000)],
    "a wiki": [f"/wiki/Plum_({n})" for n in range(1500)],
    "a wiki's script": [
        f"/w/index.php?title=Plum_{n}{rest}" for n in range(800) for rest in ("", "&action=history", "&action=edit")
    ],
    "a forum": [
        *(f"/viewforum.php?f={f}&start={s}" for f in range(20) for s in range(0, 500, 25)),
        *(f"/viewtopic.php?f={t % 20}&t={t}&start={s}" for t in range(1000) for s in (0, 15, 30)),
    ],
    "a forum with paths": [
        *(f"/t/plum-jam-{n}/{n}/{p}" for n in range(1900, 2100) for p in range(1, 12)),
        *(f"/thread/{n}/page/{p}" for n in range(1500) for p in range(1, 4)),
        *(f"/threads/{n}/{p}" for n in range(1900, 2100) for p in range(1, 12)),
    ],
    "an archive of three hundred pages": [
        *(f"/blog/page/{n}/" for n in range(1, 301)),
        *(f"/news?page={n}" for n in range(1, 301)),
        *(f"/list/page-{n}.html" for n in range(1, 301)),
    ],
    "recipes by a parameter of the site's own": [f"/recipes/view?recipe=plum-jam-{n}" for n in range(900)],
    "long numbers and hashes": [f"/item/{n:032x}" for n in range(2000)],
    "uuids": [f"/doc/{n:08x}-0000-4000-8000-000000000000" for n in range(2000)],
    "six-digit numbers": [f"/article/{n}" for n in range(200_000, 203_000)],
    "other scripts": [f"/レシピ/{n}/梅干し-{n}" for n in range(1500)],
    "Japanese categories": [f"/カテゴリ/梅/ページ/{n}/" for n in range(300)],
    "languages": [f"/{a}/{b}/produkte/größe-{n}" for a, b, n in product(("de", "at"), ("de", "en"), range(200))],
    "short numbers again and again": ["/law/1/1/1/1", "/2011/11/11/", "/11/11/2011/", "/chapter/3/3/3/"],
    "a word that comes back": ["/plums/jam/plums/", "/docs/api/v1/docs/", "/plum/plum/"],
    "a form's ten fields": ["/find?" + "&".join(f"{c}={c}" for c in "abcdefghij")],
    "a day view for each day of a year": [f"/events/2026-{m:02}-{d:02}/" for m in range(1, 13) for d in range(1, 29)],
    "the same address again and again": ["/cal/2026/11/"] * 3000,
}  # fmt: skip


@pytest.mark.parametrize("paths", [pytest.param(paths, id=name) for name, paths in ORDINARY.items()])
def test_an_ordinary_site_is_not_cut(traps: Traps, paths: list[str]) -> None:
    assert cut(traps, paths) == []


def test_ordinary_sites_are_not_cut_when_they_are_one_site_in_any_order(traps: Traps) -> None:
    everything = [path for paths in ORDINARY.values() for path in paths]
    random.Random(7).shuffle(everything)
    assert cut(traps, everything) == []


# --- traps by form ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("/cal/{y}/{m:02}/", id="year and month"),
        pytest.param("/cal/{m}/{y}", id="month and year"),
        pytest.param("/cal/{y}/{name}", id="a month's name"),
        pytest.param("/cal/{y}-{m:02}", id="in one segment"),
        pytest.param("/cal/{y}{m:02}.html", id="without separator"),
        pytest.param("/cal/{y}/{m:02}/list", id="with a view"),
        pytest.param("/room/{m}/day/{y}-{m:02}-03", id="of many rooms"),
        pytest.param("/cal?month={m}&year={y}", id="in the query"),
        pytest.param("/cal?view=month&date={y}-{m:02}-01", id="a date in the query"),
        pytest.param("/cal.php?d={y}-{m:02}-01T00:00:00Z", id="a moment in the query of a script"),
    ],
)
def test_T01_a_calendar_without_end_is_cut_and_the_rest_of_the_site_is_not(traps: Traps, form: str) -> None:
    pages = [form.format(y=y, m=m, name=MONTHS[m - 1]) for y in range(1980, 2090) for m in range(1, 13)]
    reasons = cut(traps, pages)
    assert reasons == ["trap_calendar"] * (len(pages) - CALENDAR)
    assert cut(traps, pages[:CALENDAR]) == []
    assert cut(traps, ["/plum-jam/", "/2026/11/plum-jam/", "/cal/", "/events/2026-11-25/plum-fair-12"]) == []


def test_T01_the_finding_shows_what_the_addresses_have_in_common(traps: Traps) -> None:
    cut(traps, [f"/暦/{y}/{m:02}/" for y in range(1990, 2030) for m in range(1, 13)])
    assert pattern_of(traps, "/暦/2031/01/") == "plums.example/暦/#/#"
    cut(traps, [f"/cal?year={y}&view=list" for y in range(1500, 1500 + CALENDAR)])
    assert pattern_of(traps, "/cal?year=2500&view=list") == "plums.example/cal?year=#&view=list"


def test_T01_pages_of_a_list_without_end_are_cut(traps: Traps) -> None:
    for form in ("/blog/page/{}/", "/news?page={}", "/shop?colour=red&offset={}"):
        assert cut(traps, (form.format(n) for n in range(PAGINATION + 9))) == ["trap_pagination"] * 9
    assert pattern_of(traps, "/blog/page/5000/") == "plums.example/blog/page/#"


def test_T02_a_session_in_a_parameter_that_nobody_knows_is_cut_for_each_page(traps: Traps) -> None:
    visits = [f"{n * 7919:08x}a1b2c3d4{n:08x}" for n in range(40)]
    for page in ("/plums/jam", "/plums/cake", "/index.php"):
        reasons = cut(traps, (f"{page}?visit={visit}" for visit in visits))
        assert reasons == ["trap_session"] * (len(visits) - TOKENS)
    assert pattern_of(traps, f"/plums/jam?visit={'9z' * 10}") == "plums.example/plums/jam?visit=#"


def test_T02_a_session_of_a_known_name_is_one_address() -> None:
    assert len({key(f"{HOST}/a;jsessionid={n:032X}?PHPSESSID={n:032x}") for n in range(50)}) == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a?a&a&a", "trap_query"),
        ("/a?a=1&a=2&b=3&a=3", "trap_query"),
        ("/a?a&a", None),
        ("/find?" + "&".join(f"{c}={c}" for c in "abcdefghijk"), "trap_query"),
        ("/a?" + "&".join(["utm_source=a"] * 20), None),
    ],
)
def test_T03_a_query_that_grows_is_cut(traps: Traps, path: str, expected: str | None) -> None:
    assert cut(traps, [path]) == ([] if expected is None else [expected])


def test_T03_a_link_that_adds_itself_ends_at_once(traps: Traps) -> None:
    path, asked = "/a?a", 0
    while traps.admits(key(HOST + path)) is None:
        path, asked = path + "&a", asked + 1
    assert asked == 2


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/a/x/a/y/a/z", "plums.example/…/a/…/a/…/a/"),
        ("/img/img/img/", "plums.example/…/img/…/img/…/img/"),
        ("/a/b/a/b", "plums.example/…/a/b/…/a/b/"),
        ("/de/plum/x/de/plum", "plums.example/…/de/plum/…/de/plum/"),
        ("/梅/%E6%A2%85/梅", "plums.example/…/梅/…/梅/…/梅/"),
        ("/a/b/b/a", None),
        ("/a/a/b", None),
        ("/a/b/a/c/b", None),
    ],
)
def test_T04_a_path_that_repeats_itself_is_cut(traps: Traps, path: str, pattern: str | None) -> None:
    assert pattern_of(traps, path) == pattern


def test_T04_a_relative_link_that_loops_ends_at_once(traps: Traps) -> None:
    paths = ["/" + "a/b/" * n for n in range(1, 50)]
    assert cut(traps, paths) == ["trap_repeated"] * 48


@pytest.mark.parametrize("path", ["/shop", "/shop.php", "/", "/plums/all-plums/"])
def test_T05_filters_in_every_combination_are_cut_at_fifty_for_each_path(traps: Traps, path: str) -> None:
    names = ["colour", "size", "brand", "price", "taste", "origin", "ripe", "sort"]
    paths = [
        f"{path}?" + "&".join(f"{name}=1" for name in chosen)
        for count in range(1, 9) for chosen in combinations(names, count)
    ]  # fmt: skip
    assert cut(traps, paths) == ["trap_facets"] * (len(paths) - 50)
    assert cut(traps, [f"/other{path}", "/plum-jam"]) == []
    assert pattern_of(traps, f"{path}?new=1&colour=2") == f"plums.example{path}?*"


def test_T05_so_are_orders_of_filters_and_lists_of_values(traps: Traps) -> None:
    orders = ["/shop?" + "&".join(f"{name}=1" for name in order) for order in permutations("uvwxyk")]
    assert cut(traps, orders) == ["trap_facets"] * (len(orders) - 50)
    lists = ["/list?f=" + ",".join(chosen) for chosen in permutations("abcdef")]
    assert cut(traps, lists) == ["trap_facets"] * (len(lists) - 50)


def test_T05_and_the_ways_in_which_a_script_selects(traps: Traps) -> None:
    names = ["brand", "colour", "size", "taste", "origin", "price", "ripe"]
    paths = [
        "/index.php?" + "&".join(f"{name}=1" for name in chosen)
        for count in range(2, 8) for chosen in combinations(names, count)
    ]  # fmt: skip
    assert cut(traps, paths) == ["trap_facets"] * (len(paths) - 50)


def test_T05_one_parameter_may_select_more_and_not_any_number(traps: Traps) -> None:
    paths = [f"/recipes/view?recipe=jam-{n}" for n in range(SELECTED + 5)]
    assert cut(traps, paths) == ["trap_facets"] * 5
    assert cut(traps, ["/recipes/view?recipe=jam-1&print=1"]) == ["trap_facets"]


def test_T05_searches_are_variants_of_their_page(traps: Traps) -> None:
    assert cut(traps, (f"/search?q={a}&sort={b}" for a in range(30) for b in "ab")) == ["trap_facets"] * 10


def test_T05_the_number_of_variants_is_an_option() -> None:
    traps = made(query_variants=3)
    assert cut(traps, (f"/shop?colour={n}&size={n}" for n in range(9))) == ["trap_facets"] * 6


# --- traps by what pages say --------------------------------------------------------------------------------------------


def read(traps: Traps, pages: Iterable[tuple[str, str]]) -> int:
    """Admit and read pages (path and text); how many were read."""
    count = 0
    for path, body in pages:
        if traps.admits(key(HOST + path)) is None:
            traps.seen_body(body, key(HOST + path))
            count += 1
    return count


def test_T06_a_farm_of_random_addresses_with_one_text_is_closed(traps: Traps) -> None:
    chance = random.Random(3)
    paths = ["/maze/" + "-".join(chance.choices(["plum", "jam", "cake", "tart"], k=9)) for _ in range(500)]
    assert read(traps, ((path, "not found") for path in paths)) == SAME_BODY + 1
    assert pattern_of(traps, "/maze/a/b") == "plums.example/maze/*"
    assert cut(traps, ["/maze", "/plum-jam", "/plums/maze/a"]) == []


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("/list/page/{}", "plums.example/list/page/#"),
        ("/item{}.html", "plums.example/item#.html"),
        ("/a?z={}&b=1", "plums.example/a?b=#&z=#"),
        ("/{:032x}", "plums.example/#"),
    ],
)
def test_T06_numbered_addresses_with_one_text_are_closed(traps: Traps, form: str, pattern: str) -> None:
    paths = [form.format(n * 0x1A2B3C4D5E6F7A8B9C0D1E2F) for n in range(1, 40)]
    assert read(traps, ((path, "nothing here") for path in paths)) == SAME_BODY + 1
    assert pattern_of(traps, paths[-1]) == pattern


def test_T06_pages_that_were_scheduled_before_it_was_closed_can_be_told(traps: Traps) -> None:
    urls = [key(f"{HOST}/maze/{n}") for n in range(100)]
    assert all(traps.admits(url) is None for url in urls)
    for url in urls[: SAME_BODY + 1]:
        assert traps.closed(url) is None
        traps.seen_body("not found", url)
    refusal = traps.closed(urls[-1])
    assert refusal is not None
    assert (refusal.reason, refusal.pattern) == ("trap_same_body", "plums.example/maze/#")


def test_T06_twenty_pages_of_one_text_are_not_enough(traps: Traps) -> None:
    assert read(traps, ((f"/a/{n}", "members only") for n in range(SAME_BODY))) == SAME_BODY
    assert cut(traps, ["/a/999"]) == []


def test_T06_a_list_that_has_ended_is_closed_behind_its_end(traps: Traps) -> None:
    pages = [(f"/list?page={n}", f"plums {n}" if n < 30 else "no more plums") for n in range(1000)]
    assert 50 < read(traps, pages) < 65


@pytest.mark.parametrize("seed", range(4))
def test_T06_a_forum_with_deleted_threads_is_not_closed(traps: Traps, seed: int) -> None:
    chance = random.Random(seed)
    pages = [(f"/thread/{n}", "deleted" if chance.random() < 0.3 else f"thread {n}") for n in range(2000)]
    assert read(traps, pages) == 2000


def test_T06_a_section_is_not_closed_for_its_empty_tags(traps: Traps) -> None:
    pages = [
        *((f"/blog/plum-{n}", f"text {n}") for n in range(30)),
        *((f"/blog/tag/t{n}", "no posts") for n in range(60)),
        *((f"/blog/pear-{n}", f"more {n}") for n in range(30)),
    ]
    assert read(traps, pages) == 30 + SAME_BODY + 1 + 30


# --- what holds for all ---------------------------------------------------------------------------------------------------


def test_a_refused_address_uses_up_no_budget(traps: Traps) -> None:
    for n in range(2000):
        assert cut(traps, [f"/shop?colour={n}&size=1&a=1&a=2&a=3"]) == ["trap_query"]
    assert cut(traps, (f"/shop?colour={n}&size=1" for n in range(50))) == []


def test_a_crawl_that_is_resumed_has_its_budgets_back(traps: Traps) -> None:
    paths = [f"/cal/{y}/{m}" for y in range(2000, 2030) for m in range(1, 13)]
    paths += [f"/shop?a={n}&b=1" for n in range(48)] + [f"/list?page={n}" for n in range(990)]
    assert cut(traps, paths) == []
    again = made()
    assert cut(again, paths) == []
    new = [f"/cal/{y}/{m}" for y in range(2030, 2040) for m in range(1, 13)]
    new += [f"/shop?a={n}&b=2" for n in range(9)] + [f"/list?page={n}" for n in range(990, 1020)]
    assert cut(traps, new) == cut(again, new) != []


def test_what_is_remembered_is_bounded(traps: Traps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 300)
    for n in range(3000):
        url = key(f"{HOST}/{n}-plum/?colour={n % 40}&size={n}")
        traps.admits(url)
        traps.seen_body(str(n), url)
    assert sum(1 + len(known.items) for known in traps._admitted.values()) == traps._size <= 300
    assert len(traps._bodies) <= 300


def test_a_long_pattern_is_cut(traps: Traps) -> None:
    pattern = pattern_of(traps, "/" + "a" * 3000 + "?b&b&b")
    assert pattern is not None
    assert len(pattern) == 200


@settings(deadline=None)
@given(
    st.lists(
        st.text()
        | st.lists(st.sampled_from(["/", "?", "&", "=", "a", "2026", "11", "page", "%E6", "%", ";", ",", "梅", "-", "q"]), max_size=20)
        .map(lambda parts: HOST + "/" + "".join(parts)),
        max_size=12,
    )
)  # fmt: skip
def test_no_address_raises_and_what_was_admitted_stays_so(urls: list[str]) -> None:
    traps = made()
    admitted = [url for url in urls if traps.admits(url) is None]
    assert all(traps.admits(url) is None for url in admitted)
    for url in urls:
        traps.seen_body("a", url)
        assert traps.closed(url) is None
