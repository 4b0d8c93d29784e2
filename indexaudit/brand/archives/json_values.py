"""What JSON gave, taken for what it should be: an empty value where it is something else."""

from __future__ import annotations

from typing import Any

__all__ = ["table", "tables"]


def table(value: object, key: str | None = None) -> dict[str, Any]:  # Any: values as JSON gives them
    """The value when it is an object; what it holds under the key when that is one."""
    if not isinstance(value, dict):
        return {}
    inner = value.get(key) if key is not None else None
    return inner if isinstance(inner, dict) else value


def tables(value: object) -> list[dict[str, Any]]:  # Any: values as JSON gives them
    """The objects of a list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
