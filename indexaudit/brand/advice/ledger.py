"""What every sort of advice is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from indexaudit.brand.prospects import Prospect
from indexaudit.brand.rows import Row
from indexaudit.comparison import CopyCluster
from indexaudit.config import Brand
from indexaudit.model import Address
from indexaudit.platforms.base import Control
from indexaudit.platforms.registry import known
from indexaudit.rules.publishers import control_at

__all__ = ["Ledger", "address_of", "may_point_home", "name_of", "platform_of", "settable"]

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The rows, which of them are copies of one another, and what a new article would score."""

    brand: Brand
    rows: Sequence[Row]
    by_id: Mapping[str, Row]
    copies: Sequence[CopyCluster]
    prospect: Prospect
    redact: bool
    _clusters: Mapping[str, CopyCluster] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_clusters", {cluster.id: cluster for cluster in self.copies})

    def cluster_of(self, row: Row) -> CopyCluster | None:
        """The copies that it belongs to."""
        return self._clusters.get(row.ledger.copies or "")

    def own_copy(self, cluster: CopyCluster) -> Row | None:
        """The fullest copy on a host of the brand."""
        members = (self.by_id[member.item] for member in cluster.members)
        return next((row for row in members if row.owned), None)


def name_of(row: Row) -> str:
    """An item in a sentence: its title in quotation marks, else what it is and where."""
    title = row.ledger.title
    if title is None:
        return f"the {row.ledger.kind} {row.ledger.url or 'without an address'}"
    return f"“{title if len(title) <= _LONGEST else title[:_LONGEST].rstrip() + '…'}”"


def address_of(row: Row) -> str:
    """Where it stands, in a sentence."""
    return f"`{row.ledger.url}`" if row.ledger.url else f"in {row.ledger.channel}"


def platform_of(row: Row) -> str:
    """Whose host it is on."""
    file = known().get(row.ledger.platform or "")
    return row.ledger.channel if file is None else file.name


def may_point_home(row: Row) -> bool:
    """Whether an author on this platform, or the theme there, may name the original as canonical."""
    file = known().get(row.ledger.platform or "")
    return file is None or file.canonical_home in ("yes", "theme")


def settable(address: Address | None) -> bool:
    """Whether the brand writes the head of the page at this address."""
    return address is not None and control_at(address) in (None, Control.CANONICAL)
