"""Rows of a table to the data from which the script of a report makes them: JSON, each text once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from indexaudit.model import Axis, Score
from indexaudit.report.html.prose import linked
from indexaudit.report.html.rows import Row
from indexaudit.report.short_address import short

__all__ = ["DETAILS", "MOST_TODOS", "Detail", "row_data"]

MOST_TODOS: Final = 3
"""Findings that a row shows; the others stand in its details."""
_ADDRESS: Final = 400
"""Columns of an address: enough for nearly all; its link is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much of the findings is kept."""

    todos: int | None
    """The most valuable ones of each row; null for all."""
    fixes: bool
    """How each is mended."""
    said: str
    """What is left out, in a sentence without its end; empty for nothing."""


DETAILS: Final = (
    Detail(todos=None, fixes=True, said=""),
    Detail(todos=MOST_TODOS, fixes=True, said=f"Of each only the {MOST_TODOS} most valuable findings are in this file"),
    Detail(
        todos=MOST_TODOS,
        fixes=False,
        said=f"Of each only the {MOST_TODOS} most valuable findings are in this file, and no words on how to mend them",
    ),
    Detail(
        todos=1,
        fixes=False,
        said="Of each only the most valuable finding is in this file, and no words on how to mend it",
    ),
)
"""From all there is to what a file of very many pages has room for."""


def row_data(rows: Sequence[Row], detail: Detail, *, figures: int) -> str:
    """The JSON. ``rows`` are printed (:func:`indexaudit.report.html.rows.printed`); each has so many ``figures``."""
    pools = _Pools()
    rules: Counter[str] = Counter()
    packed = []
    for row in rows:
        rules.update({todo.rule for todo in row.todos[: detail.todos]})
        packed.append(_packed(row, detail, pools))
    return json.dumps(
        {
            "texts": list(pools.texts.numbers),
            "names": list(pools.names.numbers),
            "verdicts": [text.split("\n") for text in pools.verdicts.numbers],
            "rules": sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])),
            "figures": figures,
            "todos": MOST_TODOS,
            "rows": packed,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


@dataclass(slots=True)
class _Pool:
    """Texts by number, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


@dataclass(slots=True)
class _Pools:
    texts: _Pool = field(default_factory=_Pool)
    names: _Pool = field(default_factory=_Pool)
    """Groups and kinds, which the filters offer."""
    verdicts: _Pool = field(default_factory=_Pool)


def _packed(row: Row, detail: Detail, pools: _Pools) -> list[Any]:  # Any: JSON
    """The order is that of the names at the top of ``script/listing.js``."""
    text = pools.texts.add
    url = linked(row.url)
    shown = short(row.url, _ADDRESS) if row.url else ""
    return [
        row.name,
        url or 0,
        # What the script makes of the address by itself is not stored.
        0 if url and shown == url.partition("://")[2].removeprefix("www.").rstrip("/") else shown,
        pools.names.add(row.group),
        pools.names.add(row.kind),
        row.date,
        pools.verdicts.add(f"{row.tone}\n{row.verdict}\n{row.known}"),
        text(row.reason),
        _score(row.search),
        _score(row.share),
        text(row.share_note),
        row.words,
        *row.figures,
        [
            [
                text(todo.rule),
                text(todo.message),
                text(todo.fix or "" if detail.fixes else ""),
                todo.gain,
                int(todo.axis is Axis.SHARE),
                text(todo.seen),
            ]
            for todo in row.todos[: detail.todos]
        ],
        [[text(label), text(said)] for label, said in row.details],
        row.part,
    ]


def _score(score: Score | None) -> list[float | None] | int:
    return 0 if score is None else [score.value, round(score.coverage, 4), *score.range]
