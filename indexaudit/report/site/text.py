"""The crawl of a site to a report for people: one page that a terminal shows, from the totals to what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexaudit.model import Indexability
from indexaudit.report.bars import cell, length
from indexaudit.report.figures import percent, summarized
from indexaudit.report.ink import Ink, Paint
from indexaudit.report.layout import Layout
from indexaudit.report.printable import printable
from indexaudit.report.site import words
from indexaudit.report.site.caps import CAPS, Caps
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.site.text_groups import groups
from indexaudit.report.site.text_lists import conventions, feeds, findings, sitemaps, steps, worst
from indexaudit.site_audit import SiteAudit

__all__ = ["render", "stream"]


def render(crawled: Crawled, *, width: int = 80, colour: bool = False, full: bool = False) -> str:
    """The whole report. Ends with a newline.

    ``width`` in terminal columns, at least 80: the table of scores needs as many. ``colour`` uses ANSI sequences.
    ``full`` shows every list whole. No text of a page can act on the terminal or on a build server.
    """
    return "".join(stream(crawled, width=width, colour=colour, full=full))


def stream(crawled: Crawled, *, width: int = 80, colour: bool = False, full: bool = False) -> Iterator[str]:
    """:func:`render` block by block."""
    layout = Layout(width=max(80, width), ink=Ink(colour=colour))
    audit, caps = crawled.audit, Caps.none() if full else CAPS
    blocks: Iterable[list[str]] = (
        _identity(audit, layout, caps),
        _verdicts(audit, layout),
        groups(audit, layout, caps),
        findings(audit, layout, caps),
        worst(audit, layout, caps),
        conventions(audit, layout, caps),
        sitemaps(audit, layout, caps),
        feeds(audit, layout, caps),
        steps(audit, layout),
    )
    for number, lines in enumerate(filter(None, blocks)):
        yield "\n" * bool(number) + "\n".join(lines) + "\n"


def _identity(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    totals = audit.totals
    seeds, left = layout.some(audit.seeds, caps.seeds)
    lines = []
    for label, seed in zip(("Site", *[""] * len(seeds)), seeds or ("(a list of addresses)",), strict=False):
        lines += layout.labelled(label, printable(seed), layout.ink.strong)
    lines += layout.more(left, indent=10)
    lines += layout.labelled("Crawled", words.when(audit))
    lines += layout.labelled("State", words.state(audit), layout.ink.fair if audit.partial else None)
    for limit in audit.limits:
        lines += layout.labelled("Limit", printable(limit), layout.ink.fair)
    lines += layout.labelled("Pages", words.summed(totals))
    if totals.unchanged:
        lines += layout.labelled("", f"{totals.unchanged:,} of the done are unchanged since the crawl before")
    for label, counts in (("Failed", totals.failures), ("Skipped", totals.skips)):
        if counts:
            lines += layout.labelled(label, words.listed(counts))
    if totals.refused:
        lines += layout.labelled("Refused", words.refused(totals))
    return lines


def _verdicts(audit: SiteAudit, layout: Layout) -> list[str]:
    lines = layout.paragraph(words.headline(audit), layout.ink.strong)
    counts, done = audit.totals.indexability, audit.totals.done
    if not counts or not done:
        return lines
    number = max(len(f"{count.count:,}") for count in counts)
    room = layout.width - 16 - number - 2 - 7
    lines.append("")
    for count in reversed(counts):
        full = length(count.count, done, room)
        bar = _paint(count.name, layout.ink)("█" * full) + " " * (room - full)
        share = f"{percent(count.count / done):>7}"
        lines.append(f"{cell(words.verdict(count.name), 16)}{bar}  {count.count:>{number},}{share}")
    lines.append("")
    lines += layout.labelled("Search", summarized(audit.search, "for search"))
    return lines + layout.labelled("Share", summarized(audit.share, "for sharing"))


def _paint(verdict: str, ink: Ink) -> Paint:
    found = next((known for known in Indexability if known.value == verdict), None)
    if found is Indexability.INDEXABLE:
        return ink.good
    return ink.bad if found and found.shuts else ink.fair
