"""Audits to one HTML file: a page in full, or several in a table, of which the first few stand in full below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from indexaudit.model import Indexability, PageAudit
from indexaudit.report.advice import HeldBack
from indexaudit.report.figures import counted
from indexaudit.report.html.document import document
from indexaudit.report.html.listing import listing
from indexaudit.report.html.page import PagePart, page_part, page_row, tone_of
from indexaudit.report.html.rows import Row
from indexaudit.report.html.rule_notes import rule_notes
from indexaudit.report.unjudged import Unjudged
from indexaudit.report.words import SHORT

__all__ = ["render", "stream"]

IN_FULL: Final = 20
"""Pages of one report that stand in it whole."""


def render(audits: Iterable[PageAudit]) -> str:
    """The whole file."""
    return "".join(stream(audits))


def stream(
    audits: Iterable[PageAudit], *, unjudged: Sequence[Unjudged] = (), held_back: HeldBack | None = None
) -> Iterator[str]:
    """:func:`render`: an empty piece for each page, for the table of all stands first, then the file.

    ``unjudged`` and ``held_back`` are as in :func:`indexaudit.report.formats.stream`.
    """
    parts: list[PagePart] = []
    rows: list[Row] = []
    version = ""
    verdicts: Counter[Indexability] = Counter()
    rules: set[str] = set()
    for audit in audits:
        version = audit.version
        verdicts[audit.indexability] += 1
        rules |= {finding.rule for finding in audit.findings}
        if len(parts) < IN_FULL:
            parts.append(page_part(audit, held_back(audit) if held_back else None))
            rows.append(page_row(audit, f"page-{len(parts)}"))
        else:
            rows.append(page_row(audit))
        yield ""
    if len(rows) == 1 and not unjudged:
        yield document("page.html", f"{parts[0].name}: audit", version=version, page=parts[0], rules=rule_notes(rules))
        return
    yield document(
        "pages.html",
        f"Audit of {counted(len(rows), 'page', 'pages')}",
        version=version,
        pages=parts,
        total=len(rows),
        verdicts=[(SHORT[v], tone_of(v), verdicts[v]) for v in Indexability if verdicts[v]],
        indexable=sum(verdicts[v] for v in Indexability if v.found),
        unverified=verdicts[Indexability.UNVERIFIED],
        list=listing(rows, what="pages", group="Domain"),
        rules=rule_notes(rules),
        unjudged=tuple(unjudged),
    )
