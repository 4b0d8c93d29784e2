"""What holds for any texts."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from indexaudit.brand.copies import Text, find_copies

SENTENCES = st.lists(st.integers(0, 10_000), min_size=20, max_size=120, unique=True)
"""Numbers of words; each text of a case gets words of its own, so that it has nothing to do with the others."""


def made(numbers: list[int], of: int) -> str:
    return " ".join(f"t{of}n{number}" for number in numbers)


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(many: list[list[int]], chance: random.Random) -> None:
    texts = []
    for of, numbers in enumerate(many):
        whole = made(numbers, of)
        texts += [whole, f"{whole} and more", whole[: len(whole) * 2 // 3], whole[len(whole) // 2 :]]
    items = [Text(id=f"i{n}", text=text) for n, text in enumerate(texts)]
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert find_copies(shuffled) == find_copies(items)


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=6), st.integers(0, 5))
def test_a_verbatim_copy_is_always_found(many: list[list[int]], which: int) -> None:
    texts = [made(numbers, of) for of, numbers in enumerate(many)]
    texts.append(texts[which % len(many)])
    groups = find_copies([Text(id=f"i{n}", text=text) for n, text in enumerate(texts)])
    assert [{m.id for m in g.members} for g in groups] == [{f"i{which % len(many)}", f"i{len(many)}"}]


@settings(max_examples=40, deadline=None)
@given(SENTENCES, SENTENCES, st.integers(20, 100))
def test_a_passage_belongs_to_its_own_text_and_to_no_other(one: list[int], other: list[int], length: int) -> None:
    long, passage = made(one, 1), made(one[:length], 1)
    groups = find_copies(
        [Text(id="own", text=long), Text(id="other", text=made(other, 2)), Text(id="part", text=passage)]
    )
    assert len(groups) == 1
    assert {m.id for m in groups[0].members} == {"own", "part"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_text_is_read_and_the_figures_are_in_range(many: list[str]) -> None:
    for group in find_copies([Text(id=str(n), text=text) for n, text in enumerate(many)]):
        assert len(group.members) >= 2
        assert [m.relation == "fullest" for m in group.members] == [True] + [False] * (len(group.members) - 1)
        assert all(0 <= m.similarity <= 1 and 0 <= m.contained <= 1 for m in group.members)
