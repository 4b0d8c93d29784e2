"""Pages that a change makes and that could not be judged: there is no audit to report of them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Unjudged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """One page that nobody has looked at."""

    file: str
    """Its source or its built file: by its path from the root of the repository where it lies in that."""
    why: str
    """A predicate of the file: "was built as an empty file"."""
