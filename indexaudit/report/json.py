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
    """:func:`render` as one piece: whether it is an array shows only at the end."""
    yield render(audits)


def ascii_only(text: str) -> str:
    """The same JSON for an output that knows only ASCII."""
    return _NOT_ASCII.sub(lambda char: json.dumps(char.group())[1:-1], text)
