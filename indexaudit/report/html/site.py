"""A crawled site to one HTML file: what Google can index of it, how it scores, and what to change first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from indexaudit.model import Indexability, PageKind, Status
from indexaudit.report.html.document import document
from indexaudit.report.html.listing import ListingColumn, listing
from indexaudit.report.html.page import tone_of
from indexaudit.report.html.rows import Row, Todo, Tone
from indexaudit.report.html.rule_notes import rule_notes
from indexaudit.report.printable import printable
from indexaudit.report.site import words
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.words import SHORT
from indexaudit.site_audit import PageRow
from indexaudit.web.paths import section

__all__ = ["render", "stream"]

_COLUMNS: Final = (
    ListingColumn(name="Inlinks", explained="Other pages that link to it and may be followed"),
    ListingColumn(name="Clicks", explained="Links on the shortest way from the first page"),
)
_STATES: Final = {"failed": "could not be read", "skipped": "not read", "pending": "not read yet"}
_TONES: Final = {verdict.value: tone_of(verdict) for verdict in Indexability}
_TENTHS: Final = 10


def render(crawled: Crawled) -> str:
    """The whole file. The pages are read once, the worst of them first."""
    audit = crawled.audit
    scores: Counter[int] = Counter()
    rules = {finding.rule for finding in audit.findings}
    unscored = 0

    def rows() -> Iterator[Row]:
        nonlocal unscored
        # Those that cost the most come first; the store gives the others in its own order.
        worst = {row.url for row in audit.worst}
        yield from map(_row, audit.worst)
        for row in crawled.rows():
            rules.update(f.rule for f in row.findings)
            if row.search is not None and row.search.value is not None:
                scores[min(_TENTHS - 1, int(row.search.value // _TENTHS))] += 1
            elif row.state == "done":
                unscored += 1
            if row.url not in worst:
                yield _row(row)

    listed = listing(rows(), what="pages", group="Section", columns=_COLUMNS)
    return document(
        "site.html",
        f"{audit.seeds[0] if audit.seeds else 'Site'}: what search can find",
        version=audit.version,
        audit=audit,
        words=words,
        verdicts=[(words.verdict(c.name), _TONES.get(c.name, "other"), c.count) for c in audit.totals.indexability],
        scores=[(f"{_TENTHS * n} to {_TENTHS * (n + 1)}", scores[n]) for n in range(_TENTHS)],
        scored=sum(scores.values()),
        unscored=unscored,
        changes=words.changes(audit.findings),
        remarks=words.remarks(audit.findings),
        unknown=words.unjudged(audit.findings, Status.UNKNOWN),
        crashed=words.unjudged(audit.findings, Status.CRASH),
        list=listed,
        rules=rule_notes(rules),
    )


def stream(crawled: Crawled) -> Iterator[str]:
    """:func:`render` as one piece."""
    yield render(crawled)


def _row(row: PageRow) -> Row:
    tone: Tone = "unknown" if row.indexability is None else tone_of(row.indexability)
    details = [("Found by", f"{row.via}, {row.depth} links from the start")]
    if row.final_url != row.url:
        details.append(("Leads to", row.final_url))
    if row.reason:
        details.append(("Why", words.reason(row.reason)))
    return Row(
        name=words.name(row) or "(no title)",
        url=row.url,
        group=section(row.url),
        kind=(row.page_type or PageKind.OTHER).value,
        date=row.published or "",
        tone=tone,
        verdict=SHORT[row.indexability] if row.indexability else _STATES.get(row.state, printable(row.state)),
        known="",
        reason=words.reason(row.reason) if row.reason else "",
        search=row.search,
        share=row.share,
        share_note="",
        words=row.words,
        figures=(row.inlinks, row.clicks),
        todos=tuple(Todo(rule=f.rule, message=f.message, fix=f.fix, gain=f.gain, axis=f.axis) for f in row.findings),
        details=tuple(details),
    )
