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

LEFT: Final = 52
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
    count: int


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


def plot(rows: Sequence[tuple[int, Row]], channels: Sequence[str], lanes: Mapping[str, str]) -> Plot:
    """``rows`` with their numbers in the listing; ``channels`` in order; ``lanes``: what stands in for a score for
    sharing (:attr:`Row.share_note`, empty for nothing) to what its column is called, in order."""
    cell = _CELLS[len(rows) > _FEW]
    forms = {name: form(number) for number, name in enumerate(channels)}
    used = [note for note in lanes if any(_push(row) is None and _note(row, lanes) == note for _, row in rows)]
    places: dict[tuple[int, float | str, float | None], list[tuple[int, Row]]] = {}
    for number, row in rows:
        push, pull = _push(row), _pull(row)
        across: float | str = _note(row, lanes) if push is None else round(push / cell)
        at = (forms.get(row.group, form(len(channels))), across, None if pull is None else round(pull / cell))
        places.setdefault(at, []).append((number, row))
    low = TOP + SIDE + _GAP if any(_pull(row) is None for _, row in rows) else None
    first = LEFT + SIDE + _GAP
    spread = max(1, len({forms.get(row.group, form(len(channels))) for _, row in rows}))
    lane = max(_LANE, _ABREAST * spread)
    step = {note: first + (lane + _GAP / 2) * n for n, note in enumerate(used)}
    abreast = {shape: n for n, shape in enumerate(sorted({forms.get(r.group, form(len(channels))) for _, r in rows}))}
    marks = []
    for (shape, across, up), some in sorted(places.items(), key=_order):
        radius = min(20.0, 5.5 * math.sqrt(1 + 0.6 * (len(some) - 1)))
        if isinstance(across, str):
            x = step[across] + lane * (abreast[shape] + 0.5) / spread
            radius = min(radius, 9.0)
        else:
            x = LEFT + _along(_mean(_push(row) for _, row in some))
        if up is not None:
            y = TOP + _along(100 - _mean(_pull(row) for _, row in some))
        else:
            radius = min(radius, 9.0)
            # In a lane channels stand side by side already.
            y = (low or 0) + _ROW * (0.5 if isinstance(across, str) else (abreast[shape] + 0.5) / spread)
        marks.append(
            Mark(
                path=outline(shape, x, y, radius),
                x=round(x, 1),
                y=round(y, 1),
                form=shape,
                known=up is not None and not isinstance(across, str),
                label=_label(some, lanes.get(across) if isinstance(across, str) else None),
                rows=tuple(number for number, _ in some),
            )
        )
    return Plot(
        width=first + (lane + _GAP / 2) * len(used) if used else LEFT + SIDE + _GAP,
        height=(TOP + SIDE if low is None else low + _ROW) + 44,
        left=LEFT,
        top=TOP,
        side=SIDE,
        ticks=tuple((points, _along(points)) for points in (0, 25, 50, 75, 100)),
        lanes=tuple(
            Lane(
                name=lanes[note],
                x=step[note],
                width=lane,
                count=sum(_push(row) is None and _note(row, lanes) == note for _, row in rows),
            )
            for note in used
        ),
        low=low,
        row=_ROW,
        marks=tuple(marks),
        channels=tuple(
            (name, forms[name], count) for name in channels if (count := sum(r.group == name for _, r in rows))
        ),
        measured=sum(_push(row) is not None and _pull(row) is not None for _, row in rows),
        total=len(rows),
    )


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
