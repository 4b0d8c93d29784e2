"""Channels to the form and the number of the colour by which charts tell them apart: never by colour alone."""

from __future__ import annotations

import math
from typing import Final

__all__ = ["FORMS", "form", "outline"]

FORMS: Final = ("circle", "square", "triangle", "diamond", "cross", "hexagon", "down", "star")
"""In order of use. The ninth channel and all after it share the last, and are called the others."""


def form(number: int) -> int:
    """The number of form and colour of the ``number``-th channel, both from 0."""
    return min(number, len(FORMS) - 1)


def outline(number: int, x: float, y: float, radius: float) -> str:
    """The ``d`` of an SVG path around a point: all forms of about the same area as a circle of that radius."""
    name = FORMS[form(number)]
    if name == "circle":
        return f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0a{radius:.1f} {radius:.1f} 0 1 0 {-2 * radius:.1f} 0z"  # noqa: E501
    if name == "cross":
        arm, half = 1.15 * radius, 0.42 * radius
        corners = [
            *((-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half)),
            *((half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half), (-half, -half)),
        ]
        return _closed([(x + dx, y + dy) for dx, dy in corners])
    if name == "star":
        ends = [(1.4 * radius if n % 2 == 0 else 0.65 * radius, -90.0 + 36 * n) for n in range(10)]
    else:
        corners_, turn, stretch = {
            "square": (4, 45, 1.25),
            "triangle": (3, -90, 1.5),
            "diamond": (4, 0, 1.3),
            "hexagon": (6, 0, 1.12),
            "down": (3, 90, 1.5),
        }[name]
        ends = [(stretch * radius, turn + 360.0 * n / corners_) for n in range(corners_)]
    return _closed([(x + far * math.cos(math.radians(at)), y + far * math.sin(math.radians(at))) for far, at in ends])


def _closed(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
