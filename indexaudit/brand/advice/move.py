"""Advice to move: a text of some length that stands on a platform alone deserves a home on the brand's own host."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.brand.advice.ledger import Ledger, address_of, name_of, platform_of
from indexaudit.brand.rows import Row
from indexaudit.comparison import AdviceLine
from indexaudit.model import Axis
from indexaudit.rules.publishing import publishing_control
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.plain_text import without_addresses
from indexaudit.web.words import count_words

__all__ = ["move"]


def move(ledger: Ledger, thresholds: Thresholds) -> Iterator[AdviceLine]:
    """One line an item: long enough for an article, on a host of others, with no copy at home."""
    for row in ledger.rows:
        words = count_words(without_addresses(row.text or "")) if row.ledger.counted and not row.owned else 0
        if words < thresholds.content_words:
            continue
        cluster = ledger.cluster_of(row)
        if cluster is not None and (ledger.own_copy(cluster) is not None or cluster.members[0].item != row.id):
            continue
        gain = round(ledger.prospect.score(words) - ledger.prospect.today(row, words), 1)
        if gain > 0:
            yield _line(ledger, row, words, gain)


def _line(ledger: Ledger, row: Row, words: int, gain: float) -> AdviceLine:
    where = f"{platform_of(row)} alone"
    home = ledger.brand.domains[0] if ledger.brand.domains else "a host of your own"
    return AdviceLine(
        action="move",
        text=f"Give {name_of(row)} a home on {home}: its {words:,} words stand on {where}, {address_of(row)}",
        items=(row.id,),
        axis=Axis.SEARCH,
        gain=gain,
        computed=f"+{gain:.1f} = {ledger.prospect.score(words):.1f} at home less {_said(ledger, row, words)}; "
        f"{ledger.prospect.basis(words)}",
        rule=None,
        sources=publishing_control.sources,
    )


def _said(ledger: Ledger, row: Row, words: int) -> str:
    today, score = ledger.prospect.today(row, words), row.ledger.search
    if row.ledger.searchable == "no":
        return "0, for search cannot find it where it is"
    if score is not None and score.value is not None:
        return f"the {today:.1f} of today"
    return f"the {today:.1f} that it would have where it is, all but address and control being equal"
