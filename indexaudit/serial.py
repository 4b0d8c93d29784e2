"""Frozen dataclasses to JSON and back, and the JSON Schema of a result type.

pydantic stands at this edge alone, and is imported when a result is first written or read.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["from_json", "schema", "to_dict", "to_json"]

T = TypeVar("T")

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # Any: a class, which mypy does not take for hashable
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def to_dict(value: object) -> dict[str, Any]:
    """A result as plain dictionaries, lists, strings, numbers and ``None``."""
    return cast("dict[str, Any]", _adapter(cast("Any", type(value))).dump_python(value, mode="json"))


def to_json(value: object, *, indent: int | None = None) -> str:
    """A result as one JSON text (RFC 8259), non-ASCII kept; the same value gives the same text.

    U+FFFD stands for a lone surrogate, which no encoding can carry (RFC 8259 §8.2).
    """
    try:
        return str(_adapter(cast("Any", type(value))).dump_json(value, indent=indent), "utf-8")
    except ValueError:  # the readers let no lone surrogate through; a value made by hand may hold one
        text = json.dumps(to_dict(value), ensure_ascii=False, allow_nan=False, indent=indent)
        return _SURROGATE.sub("\ufffd", text)


def from_json(kind: type[T], text: str | bytes) -> T:
    """Read back what :func:`to_json` wrote. Raises :class:`ValueError` for anything else."""
    return cast("T", _adapter(cast("Any", kind)).validate_json(text))


def schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every :func:`to_json` of this type validates against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter(cast("Any", kind)).json_schema(mode="serialization"),
    }
