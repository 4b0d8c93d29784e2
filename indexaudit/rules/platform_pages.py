"""Whose hand writes the head of a page: on most platforms not the author's. Holds no rule."""

from __future__ import annotations

from typing import Final

from indexaudit.model import Address, Addressability
from indexaudit.platforms.base import Control
from indexaudit.platforms.registry import known

__all__ = ["OF_THE_PLATFORM", "elsewhere", "written_by"]

_MANY: Final = frozenset({"proxy", "wrapper"})
OF_THE_PLATFORM: Final = "the platform writes the head of this page, and authors cannot change it"


def written_by(address: Address) -> str | None:
    """The name of the platform that writes head and structured data of the page; null where the author can.

    Who may set a canonical may set the rest as well, by a theme or a plugin.
    """
    if address.basis != "host" or address.addressability is Addressability.OWN:
        return None
    platform = known().get(address.platform or "")
    if platform is None:
        return None
    control = next((kind.control for kind in platform.kinds if kind.kind == address.kind), platform.control)
    if control is Control.CANONICAL:
        return None
    # A row of the file that stands for many hosts has no name of its own.
    return address.registrable_domain if platform.id in _MANY else platform.name


def elsewhere(fix: str, address: Address) -> str:
    """The fix, or where to go when nobody but the platform can make it."""
    name = written_by(address)
    if name is None:
        return fix
    return f"{name} writes the head of this page: publish the text where you write it yourself, and link to it here."
