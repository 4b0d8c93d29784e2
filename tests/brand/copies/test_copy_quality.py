"""Copies among made and hand-written pairs, all in one ledger: a small fixed part of ``benchmarks/copies.py``."""

from __future__ import annotations

from made_texts import COPIES, KINDS, made_pairs, written_pairs

from indexaudit.brand.copies import Text, find_copies

COUNTS = {"verbatim": 12, "trimmed": 12, "excerpt": 16, "rewritten": 8, "translated": 8, "unrelated": 12}


def test_copies_are_found_and_nothing_else_is() -> None:
    pairs = [*written_pairs(), *made_pairs(5, COUNTS)]
    groups = find_copies(
        [Text(id=f"{n}{side}", text=text) for n, p in enumerate(pairs) for side, text in (("a", p.one), ("b", p.other))]
    )
    links = [(m.id[:-1], g.members[0].id[:-1]) for g in groups for m in g.members[1:]]
    right = [a for a, b in links if a == b and pairs[int(a)].kind != "unrelated"]
    assert len(right) >= 0.97 * len(links)
    for kind in COPIES:
        numbers = {str(n) for n, p in enumerate(pairs) if p.kind == kind}
        assert len(numbers & set(right)) >= 0.95 * len(numbers), kind


def test_pairs_were_written_by_hand_in_three_languages() -> None:
    pairs = written_pairs()
    assert len(pairs) >= 20
    assert {p.kind for p in pairs} == set(KINDS) - COPIES
    assert any("ä" in p.one for p in pairs)
    assert any("の" in p.one for p in pairs)
