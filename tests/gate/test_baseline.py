"""Known findings: held back while they are no more than they were, mended ones told, new ones never hidden."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_audits import HOME, TODAY, audit, finding

from indexaudit import __version__
from indexaudit.errors import BaselineError
from indexaudit.gate.baseline import Baseline, Entry, faults_of, place_of
from indexaudit.model import PageAudit, Status

PLACE = "drying-plums/index.html"
PLACES = {f"{HOME}drying-plums-in-a-slow-oven": PLACE}


def entry(rule: str = "title-length", count: int = 1, place: str = PLACE, **more: object) -> Entry:
    return Entry(place=place, rule=rule, count=count, **more)  # type: ignore[arg-type]


# --- one page ---------------------------------------------------------------------------------------------------------


def test_a_known_finding_is_held_back_and_another_is_not() -> None:
    known, other = finding("title-length"), finding("image-alt-coverage", lines=[3])
    found = Baseline([entry()]).apply(audit(known, other), PLACE)
    assert (found.known, found.new, found.grown) == ((known,), (other,), ())


def test_the_same_finding_on_another_page_is_new() -> None:
    page = audit(finding())
    assert Baseline([entry()]).apply(page, "elsewhere/index.html").new == page.findings


def test_a_second_identical_fault_on_the_page_is_new() -> None:
    images = finding("image-alt-coverage", lines=[3, 9])
    found = Baseline([entry("image-alt-coverage", 1)]).apply(audit(images), PLACE)
    assert found.new == (images,)
    assert found.grown == ((images, 1),)
    assert Baseline([entry("image-alt-coverage", 2)]).apply(audit(images), PLACE).known == (images,)


def test_several_findings_of_one_rule_share_its_count() -> None:
    first, second = finding(lines=[1]), finding(lines=[2])
    found = Baseline([entry(count=1)]).apply(audit(first, second), PLACE)
    assert (found.known, found.new) == ((first,), (second,))


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.CRASH])
def test_what_was_not_seen_is_never_held_back_and_never_known(status: Status) -> None:
    page = audit(finding(status=status))
    baseline = Baseline([entry()])
    assert baseline.apply(page, PLACE).new == page.findings
    assert baseline.mended() == ()
    assert Baseline.of([page], PLACES).entries == ()


@pytest.mark.parametrize(("offset", "held"), [(1, True), (0, True), (-1, False)])
def test_an_entry_holds_through_its_last_day(offset: int, held: bool) -> None:
    last = TODAY + timedelta(days=offset)
    baseline = Baseline([entry(expires=last)])
    assert bool(baseline.apply(audit(finding()), PLACE).known) is held
    assert bool(baseline.expired(TODAY)) is not held


# --- what became of it ------------------------------------------------------------------------------------------------


def test_a_fault_that_is_gone_is_mended_and_one_of_three_makes_fewer() -> None:
    baseline = Baseline([entry("title-length"), entry("image-alt-coverage", 3), entry("canonical-unambiguous")])
    page = audit(finding("image-alt-coverage", lines=[4, 8]), finding("canonical-unambiguous"), passed=["title-length"])
    baseline.apply(page, PLACE)
    assert baseline.mended() == (entry("image-alt-coverage", 1), entry("title-length", 1))


def test_a_page_or_a_rule_that_was_not_judged_is_in_doubt() -> None:
    baseline = Baseline([entry("title-length"), entry("title-length", place="other.html"), entry("not-run")])
    baseline.apply(audit(skipped=["title-length"]), PLACE)
    assert baseline.mended() == (entry("title-length"),)


def test_pages_that_were_taken_away_are_told() -> None:
    baseline = Baseline([entry(), entry(place="gone.html")])
    assert baseline.gone([PLACE]) == (entry(place="gone.html"),)


def test_an_update_keeps_reason_and_day_of_what_stays_and_drops_what_is_mended() -> None:
    last = date(2027, 1, 31)
    old = Baseline(
        [
            entry("image-alt-coverage", 3, reason="decorative", expires=last),
            entry("title-length"),
            entry("in-doubt", reason="slow host"),
            entry(place="unjudged.html", reason="old post"),
            entry(place="gone.html"),
        ]
    )
    page = audit(
        finding("image-alt-coverage", lines=[1]),
        finding("new-fault"),
        finding("in-doubt", status=Status.UNKNOWN),
        passed=["title-length"],
    )
    made = Baseline.of([page], PLACES, old=old, kept=["unjudged.html"])
    assert made.entries == (
        entry("image-alt-coverage", 1, reason="decorative", expires=last),
        entry("in-doubt", reason="slow host"),
        entry("new-fault"),
        entry(place="unjudged.html", reason="old post"),
    )


def test_a_place_is_the_path_in_the_folder_or_path_and_query_of_the_address() -> None:
    assert place_of(f"{HOME}drying-plums-in-a-slow-oven", PLACES) == PLACE
    assert place_of("https://larder.example/?p=12#top", {}) == "/?p=12"


# --- the file ---------------------------------------------------------------------------------------------------------


def test_a_file_has_one_entry_a_line_in_a_stable_order(tmp_path: Path) -> None:
    entries = [
        entry("b", 2, place="ö/index.html", reason='says "no"', expires=date(2027, 1, 31)),
        entry("z"),
        entry("a"),
    ]
    path = tmp_path / "known.json"
    Baseline(entries).save(path)
    assert path.read_text(encoding="utf-8").splitlines() == [
        f'{{"schema": "indexaudit-baseline/1", "version": "{__version__}", "entries": [',
        f'{{"place": "{PLACE}", "rule": "a", "count": 1}},',
        f'{{"place": "{PLACE}", "rule": "z", "count": 1}},',
        '{"place": "ö/index.html", "rule": "b", "count": 2, "reason": "says \\"no\\"", "expires": "2027-01-31"}',
        "]}",
    ]
    assert Baseline(reversed(entries)).to_text() == path.read_text(encoding="utf-8")
    assert Baseline.load(path).entries == Baseline(entries).entries
    assert [p.name for p in tmp_path.iterdir()] == ["known.json"]


def test_an_empty_baseline_and_odd_names_survive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    for entries in ([], [entry(place="a\nb\udcff.html")]):
        Baseline(entries).save(path)
        assert list(Baseline.load(path).entries) == entries


def test_entries_of_one_rule_and_place_are_added() -> None:
    both = Baseline([entry(count=1), entry(count=2, reason="why")])
    assert both.entries == (entry(count=3, reason="why"),)


def _file(entries: object, schema: str = "indexaudit-baseline/1") -> str:
    return json.dumps({"schema": schema, "version": "9.0", "entries": entries})


GOOD = {"place": "a.html", "rule": "title-length", "count": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON at line 1"),
        ("{", "is not JSON at line 1"),
        ('{"schema": 1,\n<<<<<<< HEAD\n', "merge conflict"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is no baseline"),
        ('{"schema": "page-audit/1"}', "is no baseline"),
        (_file([], "indexaudit-baseline/2"), "made with indexaudit 9.0, and this indexaudit"),
        (_file({}), "has no list of entries"),
        (_file([1]), "entry 1: is no object"),
        (_file([GOOD, {**GOOD, "coutn": 1}]), "entry 2: unknown key 'coutn'; did you mean 'count'?"),
        (_file([{"place": "a.html"}]), "entry 1: needs a place and a rule"),
        (_file([{**GOOD, "count": 0}]), "count: 0 is not a whole number from 1"),
        (_file([{**GOOD, "count": True}]), "count: True"),
        (_file([{**GOOD, "reason": 3}]), "reason: 3 is not a text"),
        (_file([{**GOOD, "expires": "soon"}]), "expires: 'soon' is not a day as YYYY-MM-DD"),
        (_file([{**GOOD, "expires": "20270131xx"}]), "expires:"),
    ],
)
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError) as error:
        Baseline.load(path)
    said = str(error.value)
    assert said.startswith(f"{path}: ")
    assert message in said
    assert "\n" not in said
    assert error.value.code == "baseline"


def test_a_file_that_is_missing_or_not_utf_8_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="there is no such baseline; `indexaudit baseline update` makes one"):
        Baseline.load(tmp_path / "none.json")
    with pytest.raises(BaselineError, match="cannot be read"):
        Baseline.load(tmp_path)
    (tmp_path / "latin.json").write_bytes(b'{"\xff": 1}')
    with pytest.raises(BaselineError, match="is not JSON"):
        Baseline.load(tmp_path / "latin.json")
    with pytest.raises(BaselineError, match="cannot be written"):
        Baseline().save(tmp_path / "no" / "known.json")


# --- properties -------------------------------------------------------------------------------------------------------

RULES = st.sampled_from(["title-length", "image-alt-coverage", "canonical-unambiguous", "og-image-present"])
FINDINGS = st.lists(
    st.builds(
        lambda rule, n, status: finding(rule, lines=range(n), status=status),
        RULES,
        st.integers(0, 4),
        st.sampled_from([Status.WARN, Status.FAIL]),
    ),
    max_size=6,
)
SITES = st.lists(FINDINGS, min_size=1, max_size=4).map(
    lambda pages: [audit(*found, path=f"page-{n}", passed=["title-length"]) for n, found in enumerate(pages)]
)


def _places(site: list[PageAudit]) -> dict[str, str]:
    return {page.url: page.url.removeprefix(HOME) + ".html" for page in site}


@settings(max_examples=60, deadline=None)
@given(SITES)
def test_what_was_written_down_is_never_new_and_never_mended(site: list[PageAudit]) -> None:
    places = _places(site)
    baseline = Baseline.of(site, places)
    for page in site:
        found = baseline.apply(page, places[page.url])
        assert (found.new, found.known) == ((), page.findings)
    assert baseline.mended() == ()
    assert Baseline.of(site, places, old=baseline).entries == baseline.entries


@settings(max_examples=60, deadline=None)
@given(SITES, st.data())
def test_a_fault_taken_away_is_mended_and_one_added_is_new(site: list[PageAudit], data: st.DataObject) -> None:
    places = _places(site)
    baseline = Baseline.of(site, places)
    page = data.draw(st.sampled_from(site))
    place = places[page.url]
    if page.findings:
        gone = data.draw(st.sampled_from(page.findings))
        rest = list(page.findings)
        rest.remove(gone)
        better = audit(*rest, path=page.url.removeprefix(HOME), passed=[gone.rule])
        assert baseline.apply(better, place).new == ()
        assert baseline.mended() == (Entry(place=place, rule=gone.rule, count=faults_of(gone)),)
    more = finding(data.draw(RULES), lines=[7])
    worse = audit(*page.findings, more, path=page.url.removeprefix(HOME))
    found = Baseline(baseline.entries).apply(worse, place)
    assert [f.rule for f in found.new] == [more.rule]
    assert sorted(map(repr, (*found.new, *found.known))) == sorted(map(repr, worse.findings))
