"""Fixes that a platform's authors can follow. Holds no rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from indexaudit.model import Address, Addressability, Outcome
from indexaudit.platforms.base import Control
from indexaudit.platforms.registry import known

__all__ = ["control_at", "platform_name", "slug_is_free", "where_it_can_be_set"]

Part = Literal["title", "description", "canonical", "main heading", "head"]

_SET: Final = frozenset({"title", "description"})
"""What an author sets wherever anything can be set."""


def where_it_can_be_set(outcome: Outcome, address: Address, part: Part) -> Outcome:
    """``outcome``, or the same with another fix where the platform writes this part of the page and not its author."""
    if outcome.fix is None or address.basis != "host" or address.addressability is Addressability.OWN:
        return outcome
    control = control_at(address)
    if control is None or control is Control.CANONICAL or (control is Control.TITLE and part in _SET):
        return outcome
    name = platform_name(address)
    fix = f"{name} writes the {part} of this page: publish the text where you can set it, and link to it here."
    return replace(outcome, fix=fix)


def control_at(address: Address) -> Control | None:
    """What an author may set at this address of a platform, by its kind; null where no platform claims the host."""
    platform = known().get(address.platform or "") if address.basis == "host" else None
    if platform is None:
        return None
    return next((kind.control for kind in platform.kinds if kind.kind == address.kind), platform.control)


def slug_is_free(address: Address) -> bool:
    """Whether the author may choose the words of the address."""
    return control_at(address) in (None, Control.CANONICAL)


def platform_name(address: Address) -> str:
    """The platform as people call it."""
    platform = known().get(address.platform or "")
    return platform.name if platform else address.platform or "this platform"
