"""What was seen of a folder and is no finding: counted by what is said, with the first few places."""

from __future__ import annotations

from typing import Final

from indexaudit.report.printable import printable

__all__ = ["Notes"]

_SHOWN: Final = 3
_LONGEST: Final = 200


class Notes:
    """Collects notes; of a thousand places with the same note three are named."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, said: str, place: str) -> None:
        """``said`` is a predicate of the place: "is a link, and was not followed"."""
        places = self._places.setdefault(said, [])
        self._counts[said] = self._counts.get(said, 0) + 1
        if len(places) < _SHOWN:
            places.append(printable(place, longest=_LONGEST))

    def lines(self) -> tuple[str, ...]:
        """One line for each note, in the order in which they came."""
        return tuple(self._line(said, places) for said, places in self._places.items())

    def _line(self, said: str, places: list[str]) -> str:
        more = self._counts[said] - len(places)
        named = ", ".join(places)
        return f"{named}{f' and {more:,} more' if more else ''}: {said}"
