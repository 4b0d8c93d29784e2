"""What an account of sources does not say when words are hidden: names of files that are titles, cells of tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from indexaudit.comparison import IntakeReport
from indexaudit.items import Origin

__all__ = ["hidden_origin", "hidden_report"]

_PAGE: Final = re.compile(r"[^/\n]{1,255}\.html?(?!\w)", re.IGNORECASE)
"""LinkedIn names the file of an article after its title, that of a draft too."""
_CELL: Final = re.compile(r" \((['\"]).{1,80}?\1\)")


def hidden_origin(origin: Origin) -> Origin:
    """The same without a file name that is a title."""
    if origin.member is None or not _PAGE.search(origin.member):
        return origin
    return replace(origin, member=_PAGE.sub("….html", origin.member))


def hidden_report(report: IntakeReport) -> IntakeReport:
    """The same, its examples and its notes too; counts and reasons stay."""
    return replace(
        report,
        set_aside=tuple(
            replace(reason, examples=tuple(map(hidden_origin, reason.examples))) for reason in report.set_aside
        ),
        notes=tuple(_CELL.sub("", _PAGE.sub("….html", note)) for note in report.notes),
    )
