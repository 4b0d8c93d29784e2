"""Addresses to text: what each says by itself."""

from __future__ import annotations

from enum import Enum

from indexaudit.model import Address
from indexaudit.report.printable import printable, wrap

__all__ = ["render"]

_LABEL = 22


def render(address: Address, *, width: int = 80) -> str:
    """One line for each thing that the address says, absent ones left out. Ends with a newline."""
    lines = []
    for name in Address.__slots__:
        value = getattr(address, name)
        if value is None or value == ():
            continue
        first, *more = wrap(printable(_shown(value)), width - _LABEL) or [""]
        label = name.replace("_", " ")
        lines += [f"{label:<{_LABEL}}{first}", *(" " * _LABEL + line for line in more)]
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
