"""What a large page is made of."""

from __future__ import annotations

from markup_helpers import page_of

from indexaudit.config import Limits
from indexaudit.extract.inlined import read_inlined
from indexaudit.facts import Inlined, NotApplicable

SIZE = 300_000


def test_a_small_page_is_not_asked() -> None:
    assert isinstance(read_inlined(page_of("<script>a</script>")), NotApplicable)


def test_a_large_page_is_counted() -> None:
    found = read_inlined(
        page_of(
            f"<title>T</title><style>{'b' * SIZE}</style><script>{'a' * 2 * SIZE}</script>"
            f"<img src='data:image/png;base64,{'Q' * SIZE}'><img src='data:image/gif;base64,R0lGODlh'>"
        )
    )
    assert isinstance(found, Inlined)
    assert (found.scripts, found.styles, found.files) == (2 * SIZE, SIZE, SIZE)


def test_without_a_tree_nobody_knows() -> None:
    found = read_inlined(page_of("<p>a</p>" * 100_000, limits=Limits(elements=10)))
    assert isinstance(found, Inlined)
    assert not found.complete
