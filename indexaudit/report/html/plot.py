"""Items to the plot of pull against push: where each mark stands, and what it stands for.

What was measured stands in the square of 0 to 100 by 0 to 100. Push that is only declared by a platform, or not known,
has columns of its own beside it, and pull that is not known a row of its own below: neither is ever drawn as a number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexaudit.report.figures import counted
from indexaudit.report.html.rows import Row
from indexaudit.report.html.shapes import form, outline

__all__ = ["Lane", "Mark", "Plot", "plot"]

LEFT: Final = 60
TOP: Final = 14
SIDE: Final = 400
"""Units of the drawing for 100 points."""
_LANE: Final = 70
_ABREAST: Final = 27
"""Width of one channel in a lane."""
_GAP: Final = 16
_ROW: Final = 54
_FEW: Final = 300
_CELLS: Final = (2.5, 5.0)
"""Points of both scores in one cell, of a few items and of more than :data:`_FEW`. What is in one cell is one mark, in
the middle of its items."""
_STEP: Final = 3
_STEPS: Final = 25
"""Steps to either side, in turn, that a mark may be moved: at most 36 units, or ten points."""
_PAD: Final = 14
"""Between the frame and where 0 and 100 are, so that no mark stands on the frame."""
_NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Items of one channel at one place."""

    path: str
    x: float
    y: float
    form: int
    known: bool
    """Both scores were measured."""
    label: str
    """What it stands for, for a tooltip and for screen readers."""
    rows: tuple[int, ...]
    """0-based numbers in the listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A column for items without a measured push."""

    name: str
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The drawing, in its own units."""

    width: float
    height: float
    left: float
    top: float
    side: float
    ticks: tuple[tuple[int, float], ...]
    """Points, and where they are on either side."""
    lanes: tuple[Lane, ...]
    low: float | None
    """Where the row of items without a measured pull starts; null without such items."""
    row: float
    marks: tuple[Mark, ...]
    channels: tuple[tuple[str, int, int], ...]
    """Name, form, items."""
    measured: int
    """Items whose scores are both measured."""
    total: int


@dataclass(slots=True)
class _Spot:
    """A mark before its form is drawn."""

    channel: int
    across: float | str
    """Cell of the push, or what stands in for it."""
    up: float | None
    rows: list[tuple[int, Row]]
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0

    @property
    def known(self) -> bool:
        return self.up is not None and not isinstance(self.across, str)


def plot(rows: Sequence[tuple[int, Row]], channels: Sequence[str], lanes: Mapping[str, str]) -> Plot:
    """``rows`` with their numbers in the listing; ``channels`` in order; ``lanes``: what stands in for a score for
    sharing (:attr:`Row.share_note`, empty for nothing) to what its column is called, in order."""
    spots = _spots(rows, channels, lanes)
    low = TOP + SIDE + _GAP if any(spot.up is None for spot in spots) else None
    found, width = _lanes(spots, lanes)
    within = {lane.name: lane for lane in found}
    for spot in spots:
        spot.radius = min(20.0 if spot.known else 9.0, 5.5 * math.sqrt(1 + 0.6 * (len(spot.rows) - 1)))
        if isinstance(spot.across, str):
            lane = within[lanes[spot.across]]
            beside = sorted({other.channel for other in spots if other.across == spot.across})
            spot.x = lane.x + lane.width * (beside.index(spot.channel) + 0.5) / len(beside)
        else:
            spot.x = LEFT + _along(_mean(_push(row) for _, row in spot.rows))
        if spot.up is not None:
            spot.y = TOP + _along(100 - _mean(_pull(row) for _, row in spot.rows))
        else:
            spot.y = (low or 0) + _ROW / 2
    _part(spots)
    return Plot(
        width=width,
        height=(TOP + SIDE if low is None else low + _ROW) + 44,
        left=LEFT,
        top=TOP,
        side=SIDE,
        ticks=tuple((points, _along(points)) for points in (0, 25, 50, 75, 100)),
        lanes=found,
        low=low,
        row=_ROW,
        marks=tuple(
            Mark(
                path=outline(spot.channel, spot.x, spot.y, spot.radius),
                x=round(spot.x, 1),
                y=round(spot.y, 1),
                form=form(spot.channel),
                known=spot.known,
                label=_label(spot.rows, lanes.get(spot.across) if isinstance(spot.across, str) else None),
                rows=tuple(number for number, _ in spot.rows),
            )
            for spot in spots
        ),
        channels=tuple(
            (name, form(number), count)
            for number, name in enumerate(channels)
            if (count := sum(r.group == name for _, r in rows))
        ),
        measured=sum(len(spot.rows) for spot in spots if spot.known),
        total=len(rows),
    )


def _spots(rows: Sequence[tuple[int, Row]], channels: Sequence[str], lanes: Mapping[str, str]) -> list[_Spot]:
    cell = _CELLS[len(rows) > _FEW]
    numbers = {name: number for number, name in enumerate(channels)}
    places: dict[tuple[int, float | str, float | None], list[tuple[int, Row]]] = {}
    for number, row in rows:
        push, pull = _push(row), _pull(row)
        across: float | str = _note(row, lanes) if push is None else round(push / cell)
        at = (numbers.get(row.group, len(channels)), across, None if pull is None else round(pull / cell))
        places.setdefault(at, []).append((number, row))
    return [_Spot(*at, some) for at, some in sorted(places.items(), key=_order)]


def _lanes(spots: Sequence[_Spot], lanes: Mapping[str, str]) -> tuple[tuple[Lane, ...], float]:
    """The columns beside the square, each as wide as its channels need, and where the drawing ends."""
    x: float = LEFT + SIDE + _GAP
    found = []
    for note, name in lanes.items():
        inside = [spot for spot in spots if spot.across == note]
        if inside:
            width = max(_LANE, _ABREAST * len({spot.channel for spot in inside}))
            found.append(Lane(name=name, x=x, width=width))
            x += width + _GAP / 2
    return tuple(found), x


def _part(spots: Sequence[_Spot]) -> None:
    """Move marks that would hide each other to the side: the smaller beside the larger, by no more than it takes."""
    placed: list[_Spot] = []
    for spot in sorted(spots, key=lambda s: -s.radius):
        home = spot.x
        # Beyond so many marks some must touch; they are few points apart then.
        for step in range(_STEPS):
            spot.x = home + (-1 if step % 2 else 1) * (step + 1) // 2 * _STEP
            inside = not spot.known or LEFT + spot.radius <= spot.x <= LEFT + SIDE - spot.radius
            if inside and all(math.hypot(spot.x - o.x, spot.y - o.y) >= spot.radius + o.radius for o in placed):
                break
        else:
            spot.x = home
        placed.append(spot)


def _order(place: tuple[tuple[int, float | str, float | None], Iterable[object]]) -> tuple[int, float, float]:
    """By channel, then from the best pull down: the order in which the arrow keys go."""
    shape, across, up = place[0]
    return shape, -1.0 if up is None else -up, 101.0 if isinstance(across, str) else across


def _along(points: float) -> float:
    """Of a side of the square, from where 0 is."""
    return _PAD + (SIDE - 2 * _PAD) * points / 100


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


def _pull(row: Row) -> float | None:
    return None if row.search is None else row.search.value


def _push(row: Row) -> float | None:
    return None if row.share is None else row.share.value


def _note(row: Row, lanes: Mapping[str, str]) -> str:
    return row.share_note if row.share_note in lanes else ""


def _label(some: Sequence[tuple[int, Row]], lane: str | None) -> str:
    rows = [row for _, row in some]
    names = "; ".join(f"“{row.name}”" for row in rows[:_NAMED])
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    pulls = [value for row in rows if (value := _pull(row)) is not None]
    pull = f"pull {_span(pulls)}" if pulls else _unknown(rows)
    push = f"push {_span([value for row in rows if (value := _push(row)) is not None])}" if lane is None else lane
    return f"{rows[0].group}, {counted(len(rows), 'item', 'items')}: {pull}, {push}. {names}{more}"


def _unknown(rows: Sequence[Row]) -> str:
    """What can be said of a pull that is not known: where it lies, when anything was judged."""
    ends = [end for row in rows if row.search for end in row.search.range]
    return f"pull not known, between {min(ends):.1f} and {max(ends):.1f}" if ends else "pull not known"


def _span(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    return f"{low:.1f}" if low == high else f"{low:.1f} to {high:.1f}"
