from __future__ import annotations

import random

import pytest

from indexaudit.similarity.signatures import FEWEST_WORDS, bands, signature, similarity

WORDS = [f"word{n}" for n in range(4_000)]


def text(seed: int, size: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=size)


def edited(words: list[str], edits: int, seed: int = 0) -> list[str]:
    chance = random.Random(seed)
    changed = list(words)
    for at in chance.sample(range(len(words)), edits):
        changed[at] = f"other{at}"
    return changed


def signed(words: list[str]) -> str:
    found = signature(" ".join(words))
    assert found is not None
    return found


def test_a_text_is_wholly_like_itself_whatever_its_case_and_its_marks() -> None:
    words = text(1, 200)
    assert similarity(signed(words), signed(words)) == 1.0
    assert signature(" ".join(words)) == signature(", ".join(words).upper())


@pytest.mark.parametrize("size", [300, 600, 1_200])
@pytest.mark.parametrize("share", [0.02, 0.05, 0.1])
def test_the_estimate_is_near_the_share_of_words_that_were_left(size: int, share: float) -> None:
    words = text(size, size)
    found = similarity(signed(words), signed(edited(words, int(share * size))))
    assert found == pytest.approx(1 - share, abs=0.035)


def test_texts_of_their_own_are_not_alike() -> None:
    values = [similarity(signed(text(n, 400)), signed(text(n + 1, 400))) for n in range(20)]
    assert max(values) < 0.5


def test_ten_edited_words_leave_a_band_in_common_and_other_texts_none() -> None:
    for n in range(30):
        words = text(n, 300)
        own = set(bands(signed(words)))
        assert own & set(bands(signed(edited(words, 10, n))))
        assert not own & set(bands(signed(text(n + 500, 300))))


def test_a_short_text_has_no_signature() -> None:
    assert signature(" ".join(text(1, FEWEST_WORDS - 1))) is None
    assert signature(" ".join(text(1, FEWEST_WORDS))) is not None
    assert signature("") is None


def test_japanese_is_compared_by_its_own_words() -> None:
    one = (
        "海辺の町で私たちは毎朝潮の高さを測り小さな帳面に書きとめてきました。" * 8
        + "春になると渡り鳥が干潟に戻ってきます。"
    )
    other = one.replace("渡り鳥", "白い鳥")
    assert similarity(signed([one]), signed([other])) > 0.8


def test_the_signature_is_the_same_in_every_process() -> None:
    found = signature("plum " * 100)
    assert found is not None
    assert len(found) == 128 * 8
    assert len(set(bands(found))) == 32
    assert all(-(2**63) <= band < 2**63 for band in bands(found))
