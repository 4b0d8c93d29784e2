"""What a platform declares about sharing on it, in place of a score that only a page could have."""

from __future__ import annotations

from indexaudit.comparison import DeclaredShare
from indexaudit.platforms.registry import known

__all__ = ["declared_share"]


def declared_share(platform_id: str) -> DeclaredShare | None:
    """What the file of the platform says; null for an id that no file has, and where the file says nothing: the open
    web, and software on hosts of the author's own."""
    platform = known().get(platform_id)
    if platform is None or platform.native_share is None:
        return None
    return DeclaredShare(level=platform.native_share, reviewed=platform.reviewed, sources=platform.native_share_sources)
