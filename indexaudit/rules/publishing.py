"""The rule on what an author may set at an address: the platform's declared facts, dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from indexaudit.facts import Head, Missing, Moment
from indexaudit.model import Address, Dimension, Evidence, EvidenceStrength, Outcome, Severity
from indexaudit.platforms.base import Control, Platform
from indexaudit.rules.base import evidence, fail, ok, rule, warn
from indexaudit.rules.publishers import control_at, platform_of
from indexaudit.rules.sources import BING_GUIDELINES, GOOGLE_CANONICAL, GOOGLE_TITLE, GOOGLE_URL
from indexaudit.rules.thresholds import Thresholds

_FIELDS: Final = MappingProxyType(
    {
        Control.CANONICAL: ("title", "description", "slug", "canonical"),
        Control.TITLE: ("title", "description"),
        Control.NONE: (),
    }
)
"""What an author sets at an address of each class."""


@rule(
    "publishing-control",
    "The author decides title, description, address and canonical",
    dimension=Dimension.OWNERSHIP,
    severity=Severity.MAJOR,
    evidence=EvidenceStrength.CONVENTION,
    sources=[GOOGLE_TITLE, GOOGLE_URL, GOOGLE_CANONICAL, BING_GUIDELINES],
    since="0.1",
    lead=True,
)
def publishing_control(address: Address, head: Head | Missing, moment: Moment, thresholds: Thresholds) -> Outcome:
    """The item stands on a host of its author's, or on a platform that lets the author set what search goes by.

    ## Why
    Title, description, words of the address and canonical are what an author can do for search, and each is documented.
    Where a platform writes them, nothing of it can be done. That a text is on one's own host is no ranking factor: this
    rule leads its dimension because how much can be set is what tells channels apart. Credit: 1 on a host that no
    platform claims, 0.7 with title, address and canonical, 0.4 with title and description only, 0.1 with nothing. It
    rests on what the platform's file declares, with the day of its review; a review that is overdue counts half.

    ## Fix
    Publish the text on a host of your own, and let the platform carry an excerpt with a link, or a copy whose canonical
    names it.
    """
    platform, control = platform_of(address), control_at(address)
    if platform is None or control is None:
        return ok(message=_used(head, _FIELDS[Control.CANONICAL], address, "here"))
    fields, seen = _FIELDS[control], _declared(platform, control)
    stale = moment.at.date() > date.fromisoformat(platform.reviewed) + timedelta(days=thresholds.review_days)
    said = f"on {platform.name} an author sets {_listed(fields)}"
    if stale:
        said += f" (last looked at on {platform.reviewed})"
    if control is Control.CANONICAL:
        used = _used(head, fields, address, "")
        return replace(ok(seen, credit=control.credit, message=f"{said}; {used}"), stale=stale)
    home = "publish the text on a host of your own, and keep an excerpt with a link here"
    if platform.canonical_home == "yes":
        home = "publish the text on a host of your own, and name it as canonical in the settings of this copy"
    make = warn if control is Control.TITLE else fail
    fix = f"To decide {_listed(tuple(f for f in _FIELDS[Control.CANONICAL] if f not in fields))} too, {home}."
    return replace(make(said, seen, fix=fix, credit=control.credit), stale=stale)


def _declared(platform: Platform, control: Control) -> Evidence:
    told = "; ".join(f"{field}: {what}" for field, what in platform.author) or f"class {control.value}"
    return evidence(f"{platform.name}, reviewed {platform.reviewed}: {told}", where="platform", known="declared")


def _used(head: Head | Missing, fields: tuple[str, ...], address: Address, where: str) -> str:
    """How many of the fields that can be set are set; empty when the page was not read."""
    if isinstance(head, Missing):
        return ""
    have = {
        "title": head.title is not None,
        "description": head.description is not None,
        "slug": address.slug,
        "canonical": head.canonical is not None,
    }
    used = [field for field in fields if have[field]]
    return f"{len(used)} of the {len(fields)} fields that can be set {where} are used".replace("  ", " ")


def _listed(fields: tuple[str, ...]) -> str:
    if not fields:
        return "nothing of what search goes by"
    *most, last = fields
    return f"{', '.join(most)} and {last}" if most else last
