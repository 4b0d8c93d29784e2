"""Who may set what at an address: on most platforms not the author. Holds no rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from indexaudit.model import Address, Addressability, Outcome
from indexaudit.platforms.base import Control, Platform
from indexaudit.platforms.registry import known

__all__ = [
    "OF_THE_PLATFORM",
    "control_at",
    "elsewhere",
    "platform_name",
    "platform_of",
    "slug_is_free",
    "where_it_can_be_set",
    "written_by",
]

Part = Literal["title", "description", "canonical", "main heading", "head"]

OF_THE_PLATFORM: Final = "the platform writes the head of this page, and authors cannot change it"

_SET: Final = frozenset({"title", "description"})
"""What an author sets wherever anything can be set."""
_MANY: Final = frozenset({"proxy", "wrapper"})
"""Rows that stand for many hosts, and have no name of their own."""


def platform_of(address: Address) -> Platform | None:
    """The platform whose host this is; null where none claims it, whatever software made the page."""
    return known().get(address.platform or "") if address.basis == "host" else None


def control_at(address: Address) -> Control | None:
    """What an author may set at this address of a platform, by its kind; null on a host of the author's own."""
    platform = platform_of(address)
    if platform is None or address.addressability is Addressability.OWN:
        return None
    return next((kind.control for kind in platform.kinds if kind.kind == address.kind), platform.control)


def platform_name(address: Address) -> str:
    """The platform as people call it; of rows that stand for many, the domain."""
    platform = known().get(address.platform or "")
    if platform is None or platform.id in _MANY:
        return address.registrable_domain or "this platform"
    return platform.name


def slug_is_free(address: Address) -> bool:
    """Whether the author may choose the words of the address."""
    return control_at(address) in (None, Control.CANONICAL)


def written_by(address: Address) -> str | None:
    """The name of the platform that writes head and structured data of the page; null where the author can.

    Who may set a canonical may set the rest as well, by a theme or a plugin.
    """
    return None if control_at(address) in (None, Control.CANONICAL) else platform_name(address)


def elsewhere(fix: str, address: Address) -> str:
    """The fix, or where to go when nobody but the platform can make it."""
    name = written_by(address)
    if name is None:
        return fix
    return f"{name} writes the head of this page: publish the text where you write it yourself, and link to it here."


def where_it_can_be_set(outcome: Outcome, address: Address, part: Part) -> Outcome:
    """``outcome``, or the same with another fix where the platform writes this part of the page and not its author."""
    control = control_at(address)
    if outcome.fix is None or control in (None, Control.CANONICAL) or (control is Control.TITLE and part in _SET):
        return outcome
    name = platform_name(address)
    fix = f"{name} writes the {part} of this page: publish the text where you can set it, and link to it here."
    return replace(outcome, fix=fix)
