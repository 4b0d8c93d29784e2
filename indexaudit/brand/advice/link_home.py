"""Advice to link home: a copy that does not lead to the original, or leads there through a wrapper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexaudit.brand.advice.ledger import Ledger, address_of, may_point_home, platform_of
from indexaudit.brand.rows import Row
from indexaudit.brand.sources.documents import shown
from indexaudit.comparison import AdviceLine
from indexaudit.config import Brand
from indexaudit.errors import InvalidURL
from indexaudit.model import Axis, Status
from indexaudit.platforms.address import read_address
from indexaudit.rules.copies import syndicated_copy_controlled
from indexaudit.rules.sources import GOOGLE_LINKS
from indexaudit.web.urls import host_of

__all__ = ["link_home"]

_WRAPPED: Final = frozenset({"short_link", "redirect", "wrapper", "amp_wrapper"})
"""Kinds of addresses that lead to another."""


def link_home(ledger: Ledger) -> Iterator[AdviceLine]:
    """One line for each own page whose copies do not lead to it.

    Copies whose page was seen are judged by their rule, the others by the links that their source tells.
    """
    # A feed's text came without its links.
    feeds = {shown(given) for channel in ledger.brand.channels for given in channel.feeds}
    for cluster in ledger.copies:
        home = ledger.own_copy(cluster)
        if home is None:
            continue
        copies = [ledger.by_id[m.item] for m in cluster.members]
        told = [row for row in copies if not row.owned and row.audit is None and row.text is not None]
        told = [row for row in told if row.links or row.ledger.origins[0].source not in feeds]
        without = [row for row in told if not _leads_home(row, ledger.brand) and not _wrappers(row)]
        wrapped = [row for row in told if not _leads_home(row, ledger.brand) and _wrappers(row)]
        unlinked = [row for row in copies if _says_nothing(row)]
        if unlinked:
            yield _priced(home, unlinked)
        if without:
            why = f"The source lists no link to a host of yours: {', '.join(ledger.brand.domains)}."
            yield _line(home, without, ("does not link to it", "do not link to it"), why)
        if wrapped:
            through = ", ".join(sorted({host_of(link) or link for row in wrapped for link in _wrappers(row)}))
            why = "What stands behind the wrapper cannot be read from it; readers and search engines need a hop more."
            yield _line(home, wrapped, (f"links through {through}", f"link through {through}"), why)


def _line(home: Row, copies: list[Row], what: tuple[str, str], why: str) -> AdviceLine:
    one, many = what
    where = ", ".join(sorted({platform_of(row) for row in copies}))
    said = f"the copy on {where} {one}" if len(copies) == 1 else f"{len(copies)} copies on {where} {many}"
    return AdviceLine(
        action="link_home",
        text=f"Link straight to {address_of(home)}: {said}",
        items=(home.id, *(row.id for row in copies)),
        axis=Axis.SEARCH,
        gain=None,
        computed=f"No rule prices a link from a post. {why}",
        rule=None,
        sources=(GOOGLE_LINKS,),
    )


def _says_nothing(row: Row) -> bool:
    """Whether the page of the copy was seen, and neither names the original nor links to it."""
    return row.audit is not None and any(
        f.rule == syndicated_copy_controlled.id and f.status is Status.FAIL for f in row.audit.findings
    )


def _priced(home: Row, copies: list[Row]) -> AdviceLine:
    whole = sum(_gain(row) for row in copies if may_point_home(row))
    half = sum(_gain(row) / 2 for row in copies if not may_point_home(row))
    gain = round(whole + half, 1)
    rule = syndicated_copy_controlled.id
    it = "it" if len(copies) == 1 else "them"
    if not half:
        offer, how = ", or name it as canonical", f"the gain of {rule} on {it}; a link alone wins half of it"
    elif not whole:
        offer, how = "", f"half of the gain of {rule} on {it}, for no author can name the original there"
    else:
        offer = ", or name it as canonical where the platform lets you"
        how = f"{whole:.1f}, the gain of {rule} where that can be done, and half of it, {half:.1f}, where a link is all"
    where = ", ".join(sorted({platform_of(row) for row in copies}))
    what = (
        f"the copy on {where} names no original" if len(copies) == 1 else f"{len(copies)} copies on {where} name none"
    )
    return AdviceLine(
        action="link_home",
        text=f"Link to {address_of(home)}{offer}: {what}",
        items=(home.id, *(row.id for row in copies)),
        axis=Axis.SEARCH,
        gain=gain,
        computed=f"+{gain:.1f}: {how}",
        rule=rule,
        sources=syndicated_copy_controlled.sources,
    )


def _gain(row: Row) -> float:
    return sum(f.gain for f in row.ledger.findings if f.rule == syndicated_copy_controlled.id)


def _leads_home(row: Row, brand: Brand) -> bool:
    return any(brand.owns(host_of(link)) for link in row.links)


def _wrappers(row: Row) -> list[str]:
    return [link for link in row.links if _is_wrapper(link)]


def _is_wrapper(link: str) -> bool:
    try:
        return read_address(link).kind in _WRAPPED
    except InvalidURL:
        return False
