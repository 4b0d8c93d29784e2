"""Advice on control: where no author can name the original, publish at home first and leave an excerpt there."""

from __future__ import annotations

from collections.abc import Iterator

from indexaudit.brand.advice.ledger import Ledger, address_of, may_point_home, platform_of
from indexaudit.brand.rows import Row
from indexaudit.comparison import AdviceLine, CopyCluster
from indexaudit.model import Axis
from indexaudit.rules.copies import syndicated_copy_controlled

__all__ = ["control"]


def control(ledger: Ledger) -> Iterator[AdviceLine]:
    """One line a cluster of whole copies in which search may take another's host over the brand's own."""
    for cluster in ledger.copies:
        home = ledger.own_copy(cluster)
        if home is None or cluster.owner_wins:
            continue
        rivals = [row for row in _whole_copies(ledger, cluster) if not row.owned and not may_point_home(row)]
        rivals = [row for row in rivals if row.ledger.searchable != "no"]
        if rivals:
            yield _line(cluster, home, rivals)


def _whole_copies(ledger: Ledger, cluster: CopyCluster) -> list[Row]:
    return [ledger.by_id[m.item] for m in cluster.members if m.relation != "excerpt"]


def _line(cluster: CopyCluster, home: Row, rivals: list[Row]) -> AdviceLine:
    names = ", ".join(sorted({platform_of(row) for row in rivals}))
    score = home.ledger.search
    # What cannot be indexed at home has that to mend first: the copy does not hold it back.
    shut = home.ledger.searchable == "no"
    held = score.potential if score is not None and cluster.owner_wins is False and not shut else None
    priced = max((f.gain for row in rivals for f in row.ledger.findings if f.rule == syndicated_copy_controlled.id),
                 default=None)  # fmt: skip
    gain: float | None = None
    if held is not None:
        gain = held
        computed = f"+{held:.1f}: what {address_of(home)} would have, and search shows the copy instead"
    elif priced is not None:
        gain = priced
        computed = f"+{priced:.1f}: the gain of {syndicated_copy_controlled.id} on the copy, which an excerpt "
        computed += "in its place wins; a link home wins a part of the same points"
    else:
        computed = "Documented signals do not say which copy wins, so no points can be named."
    return AdviceLine(
        action="control",
        text=f"Publish at home first, and leave an excerpt that links to {address_of(home)} on {names}: there no author"
        " can name the original",
        items=(home.id, *(row.id for row in rivals)),
        axis=Axis.SEARCH,
        gain=gain,
        computed=computed,
        rule=None,
        sources=syndicated_copy_controlled.sources,
    )
