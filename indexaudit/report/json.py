"""Results to JSON: one is an object, several are an array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from indexaudit.model import Address, PageAudit

__all__ = ["ascii_only", "render", "stream"]

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def render(audits: Iterable[PageAudit | Address], *, indent: int | None = 2) -> str:
    """One JSON text (RFC 8259) with a newline at its end; none at all gives ``[]``."""
    texts = [audit.to_json(indent=indent) for audit in audits]
    return texts[0] + "\n" if len(texts) == 1 else "[" + ",\n".join(texts) + "]\n"


def stream(audits: Iterable[PageAudit | Address]) -> Iterator[str]:
    """:func:`render`, a piece for each: the first is held back until it is clear whether there is a second."""
    first: str | None = None
    several = False
    for audit in audits:
        text = audit.to_json(indent=2)
        if first is None:
            first = text
            yield ""
        else:
            yield f",\n{text}" if several else f"[{first},\n{text}"
            several = True
    yield "]\n" if several else "[]\n" if first is None else first + "\n"


def ascii_only(text: str) -> str:
    """The same JSON for an output that knows only ASCII."""
    return _NOT_ASCII.sub(lambda char: json.dumps(char.group())[1:-1], text)
