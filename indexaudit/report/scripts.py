"""What scripts make of a page, both sides of each difference: what was served, and what the browser shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexaudit.model import Difference, PageAudit
from indexaudit.report.printable import printable

__all__ = ["ScriptChange", "by_scripts", "share_of_text"]

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptChange:
    """One kind of thing, safe to print. An empty side has nothing that the other one lacks."""

    what: str
    served: tuple[str, ...]
    served_more: str
    """``and 12 more``; empty when all are shown."""
    rendered: tuple[str, ...]
    rendered_more: str


def by_scripts(audit: PageAudit) -> tuple[ScriptChange, ...]:
    """The differences, in order; of each side the first three, and how many more there are."""
    if audit.rendering is None:
        return ()
    return tuple(map(_change, audit.rendering.differences))


def share_of_text(audit: PageAudit) -> str:
    """``12 of 620 words of the main text are in the HTML as served``; empty when the text was not rendered."""
    found = audit.rendering
    if found is None or not found.words or found.words_served is None:
        return ""
    said = f"{found.words_served:,} of {found.words:,} words of the rendered main text are in the HTML as served"
    return said if found.settled else f"{said}, as far as it came"


def _change(found: Difference) -> ScriptChange:
    return ScriptChange(
        what=found.what,
        served=_shown(found.served),
        served_more=_more(found.served_total),
        rendered=_shown(found.rendered),
        rendered_more=_more(found.rendered_total),
    )


def _shown(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(printable(" ".join(text.split())) for text in texts[:_SHOWN])


def _more(total: int) -> str:
    return f"and {total - _SHOWN} more" if total > _SHOWN else ""
