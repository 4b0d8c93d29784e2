from __future__ import annotations

import pytest
from ledger_items import BRAND, NOW, STATUS

from indexaudit.audit import audit_snapshot
from indexaudit.brand.known import Unseen
from indexaudit.config import Config
from indexaudit.model import PageKind
from indexaudit.platforms.address import read_address
from indexaudit.snapshot import Snapshot

UNSEEN = Unseen(Config(brand=BRAND), NOW)
POST = read_address(STATUS + "01")


def test_a_post_of_which_only_the_text_is_known_is_judged_by_address_length_and_control() -> None:
    known = UNSEEN.judge(POST, "We dried the first plums of the year today.")
    assert known.page_type is PageKind.POST
    assert known.words == 9
    assert {rule.id for rule, _, _ in known.faults} == {"content-depth", "permalink-readable", "publishing-control"}
    assert known.scores.search is not None
    assert known.scores.search.value is None
    assert 0 < known.scores.search.coverage < 0.4
    assert known.scores.search.range[1] < 60


def test_without_its_text_less_is_judged_and_more_is_possible() -> None:
    told, untold = UNSEEN.judge(POST, "Nine words."), UNSEEN.judge(POST, None)
    assert untold.words is None
    assert told.scores.search is not None
    assert untold.scores.search is not None
    assert untold.scores.search.coverage < told.scores.search.coverage
    assert untold.scores.search.range[1] > told.scores.search.range[1]


def test_a_longer_text_never_scores_less() -> None:
    highs = []
    for words in (1, 30, 120, 300, 700, 1200):
        score = UNSEEN.judge(POST, "plum " * words).scores.search
        assert score is not None
        highs.append(score.range[1])
    assert highs == sorted(highs)
    assert highs[0] < highs[-1]


@pytest.mark.parametrize(
    "url",
    [
        STATUS + "02",
        "https://www.linkedin.com/pulse/why-we-dry-plums-slowly-ada-plum/",
        "https://www.facebook.com/permalink.php?story_fbid=12&id=34",
        "https://plums.example/blog/drying-plums",
        "https://medium.com/@adaplum/drying-plums-slowly-0123456789ab",
    ],
)
def test_what_needs_no_page_is_judged_as_the_whole_audit_judges_it_without_an_answer(url: str) -> None:
    config = Config(brand=BRAND)
    audit = audit_snapshot(Snapshot(url=url, fetched_at=NOW, exchange=None), config)
    known = Unseen(config, NOW).judge(read_address(url, BRAND), None)
    for name in ("permalink", "ownership"):
        whole, own = getattr(audit.scores, name), getattr(known.scores, name)
        assert (own.value, own.range) == (whole.value, whole.range), name
    faults = {f.rule: f.message for f in audit.findings if f.status.value in ("warn", "fail")}
    assert {rule.id: outcome.message for rule, outcome, _ in known.faults} == {
        rule: message for rule, message in faults.items() if rule != "fetch-reachable"
    }
