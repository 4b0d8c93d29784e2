"""Which copy search will most likely take: one case a signal, and one a contradiction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from indexaudit.brand.copies import Copy, Group, Member, judge_copies, signals
from indexaudit.comparison import CopyCluster, Signal
from indexaudit.errors import ConfigError
from indexaudit.rules.sources import (
    BING_GUIDELINES,
    GOOGLE_CANONICAL_FIX,
    GOOGLE_CANONICALIZATION,
    GOOGLE_NOINDEX,
    GOOGLE_RANKING,
    GOOGLE_SHORT_DUPLICATE,
)

HOME = "https://plums.example/journal/soft-plums"
MEDIUM = "https://medium.com/@plums/soft-plums-1a2b3c4d5e6f"
LINKEDIN = "https://www.linkedin.com/pulse/soft-plums-marta-ellery"
PARTNER = "https://orchards.example/guests/soft-plums"


def home(**given: Any) -> Copy:
    facts = {
        "id": "home",
        "url": HOME,
        "owned": True,
        "searchable": "yes",
        "searchable_reason": "nothing is in the way",
    }
    return Copy(**(facts | given))


def copy_at(url: str, platform: str | None = None, **given: Any) -> Copy:
    facts = {
        "id": platform or "partner", "url": url, "owned": False, "searchable": "yes", "platform": platform,
        "searchable_reason": "nothing is in the way",
    }  # fmt: skip
    return Copy(**(facts | given))


def judged(*copies: Copy, words: Sequence[int] = (), excerpts: Sequence[str] = ()) -> CopyCluster:
    words = words or [900] * len(copies)
    members = tuple(
        Member(
            id=c.id, words=w, similarity=0.1 if c.id in excerpts else 1.0, contained=1.0,
            relation="fullest" if n == 0 else "excerpt" if c.id in excerpts else "copy",
        )
        for n, (c, w) in enumerate(zip(copies, words, strict=True))
    )  # fmt: skip
    return judge_copies(Group(members=members), {c.id: c for c in copies}, id="c1")


def signal(cluster: CopyCluster, name: str) -> Signal:
    return next(s for s in cluster.signals if s.name == name)


# --- strong signals ---------------------------------------------------------------------------------------------------


def test_a_copy_that_cannot_be_indexed_cannot_win() -> None:
    cluster = judged(
        home(searchable="no", searchable_reason="it asks not to be indexed", noindex=True), copy_at(MEDIUM, "medium")
    )
    assert (cluster.winner, cluster.owner_wins) == ("medium", False)
    assert signal(cluster, "indexability").decides
    assert GOOGLE_NOINDEX in signal(cluster, "indexability").sources
    assert cluster.to_win[0] == f"Remove the noindex from {HOME}."


def test_the_only_copy_that_can_be_indexed_wins() -> None:
    cluster = judged(
        home(),
        copy_at(
            "https://www.facebook.com/plums/posts/1",
            "facebook",
            searchable="no",
            searchable_reason="a login stands in front of it",
        ),
    )
    assert (cluster.winner, cluster.owner_wins, cluster.to_win) == ("home", True, ())
    assert "only https://plums.example" in cluster.why


def test_a_redirect_settles_it() -> None:
    old = home(id="old", url="https://plums.example/old", redirects_to=HOME)
    cluster = judged(home(), old)
    assert cluster.winner == "home"
    assert signal(cluster, "redirect").favours == ("home",)
    assert signal(cluster, "redirect").decides


def test_redirects_that_lead_to_different_copies_settle_nothing() -> None:
    away = home(redirects_to=MEDIUM)
    back = copy_at(LINKEDIN, "linkedin", redirects_to=PARTNER)
    cluster = judged(away, back, copy_at(MEDIUM, "medium"), copy_at(PARTNER))
    assert cluster.winner is None
    assert cluster.why.startswith("Strong signals disagree")
    assert f"Serve the text at {HOME} itself: it redirects to {MEDIUM}." in cluster.to_win


def test_a_canonical_between_sites_wins_and_says_who_takes_it() -> None:
    cluster = judged(
        home(seen=True, canonical=HOME), copy_at(MEDIUM, "medium", seen=True, canonical=f"{HOME}?utm_source=m")
    )
    assert (cluster.winner, cluster.owner_wins) == ("home", True)
    found = signal(cluster, "canonical")
    assert found.decides
    assert {GOOGLE_CANONICAL_FIX, BING_GUIDELINES} <= set(found.sources)
    assert "Bing takes it" in found.text


def test_a_canonical_beats_every_weak_signal() -> None:
    cluster = judged(
        home(published="2026-03-09"),
        copy_at(MEDIUM, "medium", seen=True, canonical=HOME, published="2026-03-01"),
        words=(500, 900),
    )
    assert cluster.winner == "home"


def test_two_pages_that_name_each_other_settle_nothing() -> None:
    cluster = judged(home(seen=True, canonical=MEDIUM), copy_at(MEDIUM, "medium", seen=True, canonical=HOME))
    assert (cluster.winner, cluster.owner_wins) == (None, None)
    assert "do not name the same copy" in cluster.why
    assert f"Let {HOME} name itself as canonical: it names {MEDIUM}." in cluster.to_win


def test_a_canonical_that_names_a_page_that_cannot_be_indexed_settles_nothing() -> None:
    cluster = judged(
        home(searchable="no", searchable_reason="robots.txt keeps search engines out"),
        copy_at(MEDIUM, "medium", seen=True, canonical=HOME),
    )
    assert cluster.winner is None
    assert "cannot be indexed" in cluster.why
    assert cluster.to_win == (f"Let search engines index {HOME}: robots.txt keeps search engines out.",)


def test_a_redirect_and_a_canonical_that_disagree_settle_nothing() -> None:
    first = copy_at(PARTNER, redirects_to=MEDIUM)
    cluster = judged(home(), first, copy_at(MEDIUM, "medium"), copy_at(LINKEDIN, "linkedin", seen=True, canonical=HOME))
    assert cluster.winner is None
    assert cluster.why.startswith("Strong signals disagree")


def test_a_canonical_that_names_an_address_which_redirects_counts_for_where_it_leads() -> None:
    old = home(id="old", url="https://plums.example/old", redirects_to=HOME)
    cluster = judged(home(), old, copy_at(MEDIUM, "medium", seen=True, canonical="https://plums.example/old"))
    assert cluster.winner == "home"


def test_a_page_that_names_itself_says_nothing_about_the_others() -> None:
    cluster = judged(home(seen=True, canonical=HOME), copy_at(MEDIUM, "medium", seen=True, canonical=MEDIUM))
    assert cluster.winner is None
    assert "canonical" not in {s.name for s in cluster.signals}


def test_a_copy_that_names_another_site_which_is_none_of_the_copies_is_out() -> None:
    cluster = judged(home(), copy_at(MEDIUM, "medium", seen=True, canonical="https://elsewhere.example/plums"))
    assert cluster.winner == "home"
    assert signal(cluster, "canonical").favours == ()


# --- weak signals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("https", {}, {"url": HOME.replace("https:", "http:").replace("soft", "cool")}),
        ("sitemap", {"in_sitemap": True}, {"url": HOME.replace("soft", "cool"), "in_sitemap": False}),
        ("first", {"published": "2026-03-01"}, {"url": HOME.replace("soft", "cool"), "published": "2026-03-02T08:00:00+09:00"}),
        ("address", {}, {"url": f"{HOME}-and-what-to-do-with-them"}),
    ],
)  # fmt: skip
def test_one_weak_signal_alone_is_enough_and_is_called_weak(
    name: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    cluster = judged(home(**one), home(id="second", **other))
    assert cluster.winner == "home"
    assert {s.name for s in cluster.signals if s.favours} == {name}
    assert not signal(cluster, name).decides
    assert signal(cluster, name).sources
    assert cluster.why.startswith("Weak signals alone")


def test_the_fuller_text_is_preferred() -> None:
    cluster = judged(copy_at(LINKEDIN, "linkedin"), home(in_sitemap=False), words=(900, 500))
    assert (cluster.winner, cluster.owner_wins) == ("linkedin", False)
    assert signal(cluster, "completeness").sources == (GOOGLE_CANONICALIZATION,)
    assert cluster.to_win == (
        f"Publish the whole text at {HOME}: it has 500 words, and {LINKEDIN} has 900.",
        f"List {HOME} in the sitemap of its site.",
        f"Cut {LINKEDIN} to an excerpt that links to {HOME}: LinkedIn lets no author name another page as canonical.",
    )


def test_a_byline_more_or_less_makes_no_text_fuller() -> None:
    cluster = judged(copy_at(LINKEDIN, "linkedin"), home(), words=(900, 860))
    assert cluster.winner is None
    assert "completeness" not in {s.name for s in cluster.signals}


def test_who_published_first_speaks_for_the_original_and_the_advice_is_for_the_next_time() -> None:
    cluster = judged(home(published="2026-03-04"), copy_at(LINKEDIN, "linkedin", published="2026-03-01T10:00:00Z"))
    assert cluster.winner == "linkedin"
    assert signal(cluster, "first").sources == (GOOGLE_RANKING,)
    assert cluster.to_win[-1].startswith("Next time publish at home first:")


def test_copies_of_one_day_or_without_a_day_are_not_told_apart_by_time() -> None:
    assert (
        judged(home(published="2026-03-01T01:00:00Z"), copy_at(LINKEDIN, "linkedin", published="2026-03-01")).winner
        is None
    )
    assert judged(home(published="2026-03-01"), copy_at(LINKEDIN, "linkedin")).winner is None


def test_addresses_of_two_sites_are_not_compared_by_length() -> None:
    cluster = judged(home(url="https://p.example/a"), copy_at(LINKEDIN, "linkedin"))
    assert cluster.winner is None
    cluster = judged(home(url="https://www.plums.example/a"), home(id="second"))
    assert cluster.winner == "home"
    assert signal(cluster, "address").sources == (GOOGLE_SHORT_DUPLICATE,)


def test_weak_signals_that_disagree_give_no_winner_and_say_what_disagrees() -> None:
    cluster = judged(
        copy_at(LINKEDIN, "linkedin", published="2026-03-05"), home(published="2026-03-01"), words=(900, 500)
    )
    assert cluster.winner is None
    assert cluster.why.startswith("Weak signals disagree: ")
    assert "900 words" in cluster.why
    assert "2026-03-01" in cluster.why


# --- excerpts, and what is unknown ------------------------------------------------------------------------------------


def test_an_excerpt_does_not_compete_with_the_full_text() -> None:
    cluster = judged(
        home(published="2026-03-09"),
        copy_at(LINKEDIN, "linkedin", published="2026-03-01"),
        words=(900, 60),
        excerpts=["linkedin"],
    )
    assert (cluster.winner, cluster.owner_wins) == ("home", True)
    assert "an excerpt, which is no duplicate" in cluster.why


def test_where_only_an_excerpt_can_be_indexed_that_is_said() -> None:
    walled = copy_at(
        "https://www.facebook.com/plums/posts/1",
        "facebook",
        searchable="no",
        searchable_reason="a login stands in front of it",
    )
    cluster = judged(walled, home(), words=(900, 60), excerpts=["home"])
    assert cluster.winner is None
    assert (
        cluster.why
        == f"Search cannot show the whole text: a login stands in front of it; it can find only the excerpt at {HOME}."
    )
    assert cluster.to_win[0].startswith(f"Publish the whole text at {HOME}: it has 60 of the 900 words")


def test_of_copies_about_which_nothing_is_known_none_wins() -> None:
    unknown = {"searchable": "unknown", "searchable_reason": "no page was seen"}
    cluster = judged(
        home(**unknown, published="2026-01-01"), copy_at(LINKEDIN, "linkedin", **unknown, published="2026-02-01")
    )
    assert (cluster.winner, cluster.owner_wins) == (None, None)
    assert "unknown" in cluster.why


def test_signals_for_a_copy_that_may_not_be_indexed_at_all_give_no_winner() -> None:
    cluster = judged(
        home(searchable="unknown", searchable_reason="no page was seen", published="2026-01-01"),
        copy_at(LINKEDIN, "linkedin", published="2026-02-01"),
    )
    assert cluster.winner is None
    assert f"Signals speak for {HOME}" in cluster.why


# --- what to change ---------------------------------------------------------------------------------------------------


def test_advice_is_what_each_platform_allows() -> None:
    tumblr = "https://plums.tumblr.com/post/1/soft"
    cluster = judged(
        home(), copy_at(MEDIUM, "medium"), copy_at(LINKEDIN, "linkedin"), copy_at(tumblr, "tumblr"), copy_at(PARTNER)
    )
    assert cluster.winner is None
    assert cluster.to_win == (
        f"Set the canonical of {MEDIUM} to {HOME}: Medium lets the author do that.",
        f"Cut {LINKEDIN} to an excerpt that links to {HOME}: LinkedIn lets no author name another page as canonical.",
        f"Let the theme of {tumblr} name {HOME} as canonical: Tumblr has no setting for it. Or cut it to an excerpt that links there.",
        f"Ask the owner of orchards.example to set noindex on {PARTNER}, as Google advises for syndicated texts, or to name {HOME} as canonical, which Bing accepts.",
    )


def test_copies_on_one_platform_share_a_line() -> None:
    many = [copy_at(f"{LINKEDIN}-{n}", "linkedin", id=f"l{n}") for n in range(5)]
    cluster = judged(home(), *many)
    (line,) = cluster.to_win
    assert f"{LINKEDIN}-2 and 2 more" in line


def test_without_a_home_the_text_needs_one_first() -> None:
    cluster = judged(copy_at(LINKEDIN, "linkedin"), copy_at(MEDIUM, "medium", searchable="no"))
    assert (cluster.winner, cluster.owner_wins) == ("linkedin", False)
    assert cluster.to_win[0] == "Publish the whole text on a site of your own: none of the copies stands on one."
    assert len(cluster.to_win) == 2


def test_the_same_text_twice_on_the_own_site_is_to_be_redirected() -> None:
    cluster = judged(
        home(id="old", url="http://plums.example/a", published="2026-01-01"),
        home(published="2026-02-01", in_sitemap=True),
    )
    assert cluster.winner is None
    assert cluster.to_win == (
        f"Redirect http://plums.example/a to {HOME}: you publish the same text twice on your own site.",
    )


def test_a_copy_without_an_address_is_named_by_its_platform() -> None:
    without = Copy(
        id="l", url=None, owned=False, searchable="no", searchable_reason="it has no address", platform="linkedin"
    )
    cluster = judged(home(), without)
    assert cluster.winner == "home"
    assert "the copy on LinkedIn without an address" in signal(cluster, "indexability").text


def test_members_keep_what_was_measured() -> None:
    cluster = judged(home(), copy_at(LINKEDIN, "linkedin"), words=(900, 60), excerpts=["linkedin"])
    assert [(m.item, m.words, m.similarity, m.relation) for m in cluster.members] == [
        ("home", 900, 1.0, "fullest"),
        ("linkedin", 60, 0.1, "excerpt"),
    ]


def test_a_member_about_which_nothing_is_said_is_the_callers_mistake() -> None:
    group = Group(members=(Member(id="a", words=1, similarity=1, contained=1, relation="fullest"),))
    with pytest.raises(ConfigError, match="nothing is said about a"):
        judge_copies(group, {}, id="c1")


def test_thousands_of_copies_that_name_pages_elsewhere_are_looked_up_and_not_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    real = signals.normalized

    def counted(url: Any) -> str:
        nonlocal compared
        compared += 1
        return real(url)

    monkeypatch.setattr(signals, "normalized", counted)
    copies = [
        home(id=f"i{n}", url=f"{HOME}?view={n}", canonical=f"https://plums.example/other/{n}") for n in range(1000)
    ]
    cluster = judged(*copies)
    assert cluster.winner is None
    assert compared < 10 * len(copies)


def test_letters_and_case_of_a_host_do_not_part_a_page_from_the_one_that_names_it() -> None:
    cluster = judged(home(), copy_at(PARTNER, canonical="https://PLUMS.example/journal/soft-plums"))
    assert cluster.winner == "home"
