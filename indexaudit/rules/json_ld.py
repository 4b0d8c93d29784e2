"""Structured data as an author writes it, for fixes. Holds no rule."""

from __future__ import annotations

import json

__all__ = ["json_ld"]


def json_ld(kind: str, *, more: bool = False, **properties: str | list[str]) -> str:
    """The whole element in backticks, to be copied. ``more``: it ends with a sign that properties are to be added."""
    thing = {"@context": "https://schema.org", "@type": kind, **properties}
    # "</script>" in a text would end the element; JSON lets a slash be escaped.
    text = json.dumps(thing, ensure_ascii=False).replace("</", "<\\/")
    if more:
        text = f"{text[:-1]}, …}}"
    return f'`<script type="application/ld+json">{text}</script>`'
