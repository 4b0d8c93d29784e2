from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_items import BRAND, STATUS, item, ledger, page

from indexaudit.api import audit_html
from indexaudit.brand.advice.control import control
from indexaudit.brand.advice.ledger import Ledger
from indexaudit.brand.advice.link_home import link_home
from indexaudit.brand.advice.mend import mend
from indexaudit.brand.advice.merge import merge
from indexaudit.brand.advice.move import move
from indexaudit.brand.prospects import Prospect
from indexaudit.brand.rows import Row
from indexaudit.comparison import CopyCluster, CopyMember
from indexaudit.config import ChannelSource
from indexaudit.items import Item
from indexaudit.rules.depth import depth_credit
from indexaudit.rules.registry import load
from indexaudit.rules.thresholds import Thresholds

BLOG = "https://plums.example/blog/"
PULSE = "https://www.linkedin.com/pulse/drying-plums-in-autumn-ada-plum/"
RULES = {rule.id: rule for rule in load()}


def book(*items: Item, clusters: tuple[CopyCluster, ...] = (), redact: bool = False) -> Ledger:
    rows = ledger(*items)
    ids = {m.item: c.id for c in clusters for m in c.members}
    rows = [replace(row, ledger=replace(row.ledger, copies=ids.get(row.id))) for row in rows]
    return Ledger(
        brand=BRAND,
        rows=rows,
        by_id={row.id: row for row in rows},
        copies=clusters,
        prospect=Prospect.of(rows),
        redact=redact,
    )


def cluster(*members: str, owner_wins: bool | None, winner: str | None = None) -> CopyCluster:
    return CopyCluster(
        id="c1",
        members=tuple(
            CopyMember(item=m, words=400, similarity=1.0, contained=1.0, relation="copy" if n else "fullest")
            for n, m in enumerate(members)
        ),
        winner=winner,
        owner_wins=owner_wins,
        signals=(),
        why="",
        to_win=(),
    )


def seen(place: int, slug: str, **given: object) -> Item:
    audit = page(BLOG + slug, **given)  # type: ignore[arg-type]
    return item(place, url=audit.url, audit=audit, text="Plums. " * (audit.facts.words or 0))


def test_a_fault_on_several_pages_is_one_line_worth_the_sum_of_its_gains() -> None:
    found = book(seen(1, "drying-plums-in-autumn"), seen(2, "drying-pears-in-autumn"), item(3, url=STATUS + "01"))
    lines = {line.rule: line for line in mend(found, RULES)}
    line = lines["meta-description-present"]
    gains = [f.gain for row in found.rows for f in row.ledger.findings if f.rule == line.rule]
    assert len(gains) == 2
    assert line.gain == pytest.approx(sum(gains))
    assert line.items == ("i2", "i3") or len(line.items) == 2
    assert f"2 × {gains[0]:.1f}" in line.computed
    assert line.sources == RULES["meta-description-present"].sources


def test_one_page_s_fault_is_told_in_its_own_words() -> None:
    found = book(seen(1, "drying-plums-in-autumn"))
    line = next(line for line in mend(found, RULES) if line.rule == "meta-description-present")
    assert line.text == f"Mend `{BLOG}drying-plums-in-autumn`: the page has no meta description"


def test_nobody_is_told_to_mend_the_head_of_a_platform_s_page() -> None:
    audit = page(PULSE)
    assert any(f.gain > 0 for f in audit.findings)
    assert list(mend(book(item(1, url=PULSE, audit=audit)), RULES)) == []


def test_a_long_text_on_a_platform_alone_deserves_a_home() -> None:
    found = book(item(1, url=STATUS + "01", text="plum " * 320), item(2, url=STATUS + "02", text="plum " * 50))
    (line,) = move(found, Thresholds())
    row: Row = found.by_id["i1"]
    assert line.items == ("i1",)
    assert line.gain > 15  # an opaque address and no control cost 16 and 13.5 of 100
    assert line.gain == pytest.approx(found.prospect.score(320) - found.prospect.today(row, 320), abs=0.05)
    assert "plums.example" in line.text
    assert "320 words" in line.text
    assert "all but address and control being equal" in line.computed


def test_a_text_that_search_cannot_find_gains_all_that_it_would_score() -> None:
    url = "https://www.linkedin.com/feed/update/urn:li:activity:71234/"
    found = book(item(1, url=url, kind="post", text="plum " * 320))
    (line,) = move(found, Thresholds())
    assert line.gain == found.prospect.score(320)
    assert "search cannot find it" in line.computed


def test_a_text_that_stands_at_home_already_is_not_moved() -> None:
    items = (seen(1, "drying-plums-in-autumn"), item(2, url=PULSE, text="plum " * 400))
    assert len(list(move(book(*items), Thresholds()))) == 1
    assert list(move(book(*items, clusters=(cluster("i1", "i2", owner_wins=None),)), Thresholds())) == []


def test_a_new_article_is_measured_by_the_own_ones_that_search_can_index() -> None:
    nothing = Prospect.of([])
    assert nothing.articles == 0
    assert nothing.score(900) == 100.0
    assert nothing.score(300) == pytest.approx(100 - 25 * (1 - depth_credit(300)))
    own = book(seen(1, "drying-plums-in-autumn"), seen(2, "hidden", head='<meta name="robots" content="noindex">'))
    assert own.prospect.articles == 1
    assert own.prospect.score(900) < 100.0
    assert "as on your own article, of which 1 could be judged" in own.prospect.basis(900)
    assert [own.prospect.score(n) for n in (50, 100, 300, 900)] == sorted(
        own.prospect.score(n) for n in (50, 100, 300, 900)
    )


TIPS = (
    "Prune the plum tree in July, when wounds close fast and silver leaf cannot enter. Take the crossing branches first,"
    " then the ones that grow into the crown, and stop before a fifth of the leaves lies on the ground under it.",
    "Why never in winter? The spores of silver leaf fly in wet, cold air and settle in every open wound of a plum. A"
    " branch that is cut in January stays open for weeks; the same cut in July has a rim after nine days.",
    "How to tell silver leaf: the leaves of one branch turn dull and metallic, a month before the wood dies. Cut that"
    " plum branch back until the wood shows no brown ring at all, and then a hand's width more, to be safe.",
    "After cutting out silver leaf we burn the wood the same evening and wipe the saw with spirit between two trees. A"
    " clean blade has saved more plum trees here than any paste that is brushed on the wounds in the old books.",
)
OTHERS = (
    "Our shop is closed on Monday. The baker next door will take your parcels, as he always does.",
    "New jars have arrived today, and half of them are green. Tell us which colour you would like on your shelf.",
    "The fair in town was a joy, thank you for coming. Mia sold the last bottle ten minutes before the rain.",
    "Snow on the roof this morning. The hens refuse to leave their house before ten.",
    "We are looking for somebody who drives the van to the market on Saturdays, from March on.",
    "Jam labels are printed at last, after three proofs and one misspelt apricot.",
    "The radio came by to ask about honey. We talked for an hour; they kept two minutes.",
    "Bottling day: four hundred of cider, two of perry, and one broken thumb nail.",
    "Our website has a new search box. It even finds the recipe for quince cheese.",
    "Grandfather's ladder was mended by the cooper, who would not take any money for it.",
)


def posts(**given: bool) -> Ledger:
    found = book(*(item(n, url=f"{STATUS}{n}", text=text) for n, text in enumerate((*TIPS, *OTHERS), 1)), **given)
    return replace(found, brand=replace(BRAND, keyphrases=("silver leaf",)))


def test_short_posts_on_one_topic_make_one_article() -> None:
    found = posts()
    (line,) = merge(found, Thresholds())
    assert {found.by_id[id_].text for id_ in line.items} == set(TIPS)
    words = sum(found.by_id[id_].ledger.words or 0 for id_ in line.items)
    score = found.prospect.score(words)
    assert f"{words} words that would score {score:.1f}" in line.text
    best = max(found.prospect.today(found.by_id[id_], found.by_id[id_].ledger.words or 0) for id_ in line.items)
    assert line.gain == pytest.approx(score - best, abs=0.05)
    assert f"less {best:.1f}" in line.computed
    assert "the posts share the keyphrase" in line.computed


def test_the_topic_is_not_named_when_texts_are_hidden() -> None:
    (line,) = merge(posts(redact=True), Thresholds())
    assert "about one topic" in line.text
    assert "silver" not in line.text


def test_a_platform_that_names_no_original_gets_an_excerpt_when_it_wins() -> None:
    found = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url=PULSE, text="plum " * 400),
        clusters=(cluster("i2", "i1", owner_wins=False, winner="i1"),),
    )
    (line,) = control(found)
    home = next(row for row in found.rows if row.owned)
    assert home.ledger.search is not None
    assert line.gain == home.ledger.search.potential
    assert "LinkedIn" in line.text
    assert "search shows the copy instead" in line.computed


def test_nothing_is_said_of_copies_when_the_own_one_wins_or_the_platform_can_name_it() -> None:
    linkedin = (seen(1, "drying-plums-in-autumn"), item(2, url=PULSE, text="plum " * 400))
    assert list(control(book(*linkedin, clusters=(cluster("i1", "i2", owner_wins=True, winner="i2"),)))) == []
    medium = (
        seen(1, "drying-plums-in-autumn"),
        item(2, url="https://medium.com/@adaplum/drying-plums-0123456789ab", text="plum " * 400),
    )
    assert list(control(book(*medium, clusters=(cluster("i1", "i2", owner_wins=False, winner="i1"),)))) == []


@pytest.mark.parametrize(
    ("links", "says"),
    [
        ((), "does not link to it"),
        (("https://bit.ly/3abc",), "links through bit.ly"),
        (("https://shop.example/",), "does not link to it"),
        ((BLOG + "drying-plums-in-autumn",), None),
        (("https://plums.example/",), None),
    ],
)
def test_a_copy_links_straight_home_or_is_told_to(links: tuple[str, ...], says: str | None) -> None:
    found = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url=STATUS + "01", text="plum " * 40, links=links),
        clusters=(cluster("i1", "i2", owner_wins=True),),
    )
    lines = list(link_home(found))
    if says is None:
        assert lines == []
    else:
        (line,) = lines
        assert says in line.text
        assert line.gain is None
        assert line.items[1:] == tuple(row.id for row in found.rows if not row.owned)


def test_a_copy_whose_page_names_no_original_is_told_so_by_its_rule() -> None:
    audit = page(PULSE)
    found = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url=PULSE, audit=audit, text="plum " * 400),
        clusters=(cluster("i1", "i2", owner_wins=True),),
    )
    (line,) = link_home(found)
    gain = next(f.gain for f in audit.findings if f.rule == "syndicated-copy-controlled")
    # LinkedIn lets no author name the original: a link is all that can be done there, and wins half.
    assert line.gain == round(gain / 2, 1) > 0
    assert line.rule == "syndicated-copy-controlled"
    assert "canonical" not in line.text
    assert line.computed.startswith(f"+{line.gain:.1f}: half of the gain of")


def test_a_copy_where_an_author_can_name_the_original_is_worth_the_whole_gain() -> None:
    url = "https://medium.com/@adaplum/drying-plums-0123456789ab"
    audit = page(url)
    found = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url=url, audit=audit, text="plum " * 400),
        clusters=(cluster("i1", "i2", owner_wins=True),),
    )
    (line,) = link_home(found)
    assert line.gain == next(f.gain for f in audit.findings if f.rule == "syndicated-copy-controlled") > 0
    assert "or name it as canonical" in line.text


def test_a_text_of_a_feed_came_without_its_links_and_is_not_said_to_lack_them() -> None:
    found = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url=PULSE, text="plum " * 400),
        clusters=(cluster("i1", "i2", owner_wins=True),),
    )
    assert len(list(link_home(found))) == 1
    feeds = replace(BRAND, channels=(ChannelSource(name="LinkedIn", feeds=("list",)),))
    assert list(link_home(replace(found, brand=feeds))) == []


def test_a_copy_that_search_cannot_find_needs_no_control_and_a_page_that_is_shut_is_not_held_back_by_one() -> None:
    walled = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url="https://www.linkedin.com/feed/update/urn:li:activity:71234/", kind="post", text="plum " * 400),
        clusters=(cluster("i1", "i2", owner_wins=None),),
    )
    assert list(control(walled)) == []
    shut = book(
        seen(1, "drying-plums-in-autumn", head='<meta name="robots" content="noindex">'),
        item(2, url=PULSE, text="plum " * 400),
        clusters=(cluster("i1", "i2", owner_wins=False),),
    )
    (line,) = control(shut)
    assert line.gain is None


def test_each_row_finds_its_own_cluster() -> None:
    clusters = (replace(cluster("i1", owner_wins=None), id="c1"), replace(cluster("i2", owner_wins=None), id="c2"))
    found = book(item(1, url=STATUS + "01"), item(2, url=STATUS + "02"), item(3, url=STATUS + "03"), clusters=clusters)
    assert [found.cluster_of(row) for row in found.rows] == [*clusters, None]


def test_a_copy_whose_page_links_home_is_left_alone() -> None:
    link = f'<p>First published at <a href="{BLOG}drying-plums-in-autumn">our journal</a>.</p>'
    html = f"<title>Drying plums</title><main><h1>Drying plums</h1><p>{'Plums dry slowly. ' * 150}</p>{link}</main>"
    audit = audit_html(html, PULSE, headers=[("Content-Type", "text/html; charset=utf-8")], brand=BRAND)
    found = book(
        seen(1, "drying-plums-in-autumn"),
        item(2, url=PULSE, audit=audit, text="plum " * 400),
        clusters=(cluster("i1", "i2", owner_wins=True),),
    )
    assert list(link_home(found)) == []
