"""Items, copies and advice of a comparison to the short names that its reports share. Safe to print."""

from __future__ import annotations

from collections.abc import Iterable

from indexaudit.comparison import AdviceLine, CopyCluster, CopyMember, LedgerItem
from indexaudit.items import Origin
from indexaudit.report.figures import counted, percent
from indexaudit.report.printable import printable
from indexaudit.report.short_address import short

__all__ = ["address", "alike", "basis", "copies_title", "name", "origin", "outcome", "worth"]


def name(item: LedgerItem) -> str:
    """The title; of an item without one its kind and day."""
    if item.title and (title := printable(item.title)):
        return title
    when = f" of {printable(item.date)[:10]}" if item.date else ""
    return f"({item.kind}{when})"


def address(item: LedgerItem, width: int) -> str:
    """The address of an item, as :func:`short` has it."""
    return "(no address)" if item.url is None else short(item.url, width)


def origin(found: Origin, within: str | None = None) -> str:
    """Where something was read: source (unless it is the one that is being spoken of), file inside it, place."""
    parts = [] if found.source == within else [printable(found.source)]
    if found.member is not None:
        parts.append(printable(found.member))
    if found.place is not None:
        parts.append(f"no. {found.place:,}")
    return ", ".join(parts)


# --- copies and advice ----------------------------------------------------------------------------------------------


def copies_title(clusters: Iterable[CopyCluster]) -> str:
    """How many texts stand in several places, and how often the owner's copy wins."""
    clusters = tuple(clusters)
    owned = [c for c in clusters if has_own(c)]
    wins = sum(c.owner_wins is True for c in owned)
    unknown = sum(c.owner_wins is None for c in owned)
    said = [f"yours wins {wins:,} of {len(owned):,}"]
    if unknown:
        said.append(f"{unknown:,} not clear")
    if len(owned) < len(clusters):
        said.append(f"{len(clusters) - len(owned):,} more without a copy on a site of yours")
    return "The same text in several places: " + ", ".join(said)


def has_own(cluster: CopyCluster) -> bool:
    """Whether a copy stands on a host of the brand, so that there is something to win."""
    return any(member.owned for member in cluster.members)


def outcome(cluster: CopyCluster) -> str:
    """Which copy search will most likely show."""
    if not has_own(cluster):
        return "no copy on a site of yours"
    if cluster.winner is None or cluster.owner_wins is None:
        return "not clear which wins"
    return "yours wins" if cluster.owner_wins else "yours does not win"


def alike(member: CopyMember) -> str:
    """How one copy relates to the fullest."""
    if member.relation == "fullest":
        return "fullest"
    share = member.similarity if member.relation == "copy" else member.contained
    return f"{member.relation} {percent(share)}"


def worth(line: AdviceLine) -> str:
    """The gain of one piece of advice."""
    return "no points" if line.gain is None else f"+{line.gain:,.1f} {line.axis.value}"


def basis(line: AdviceLine) -> str:
    """What kind of advice it is, and the rule that asks for it."""
    parts = (line.action.replace("_", " "), line.rule, counted(len(line.items), "item", "items"))
    return " · ".join(printable(part) for part in parts if part)
