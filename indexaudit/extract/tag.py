"""One element of a page, whichever reader saw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Tag", "is_json_ld"]


class Tag(NamedTuple):
    """One element. What stands in a ``<template>`` is no part of the page and never becomes one."""

    name: str
    """In lower case."""
    attributes: Mapping[str, str]
    """Names in lower case; the first of a doubled attribute wins, as HTML5 says."""
    line: int | None
    """1-based; of a tag that spans lines, the last. Null when the reader could not tell."""
    text: str = ""
    """All text inside it, of titles, headings, links, ``time`` and JSON-LD scripts; else empty."""
    in_svg: bool = False
    """Inside ``<svg>`` or ``<math>``: a ``<title>`` there is none of the page."""
    in_noscript: bool = False
    """Inside ``<noscript>``; told of ``<meta http-equiv>`` alone."""
    order: int = 0


def is_json_ld(kind: str | None) -> bool:
    """Whether the ``type`` of a script is JSON-LD: by its essence, in any case, parameters ignored (mimesniff §4.4)."""
    return kind is not None and kind.split(";", 1)[0].strip().lower() == "application/ld+json"
