"""The lists of the text report: findings, worst pages, conventions, sitemaps, feeds, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indexaudit.model import Status
from indexaudit.report.bars import cell
from indexaudit.report.figures import counted
from indexaudit.report.layout import Layout
from indexaudit.report.printable import columns, cut, not_a_command, printable, wrap
from indexaudit.report.short_address import short, shortened
from indexaudit.report.site import words
from indexaudit.report.site.caps import Caps
from indexaudit.report.words import sentence
from indexaudit.site_audit import FeedReport, PageRow, SiteAudit, SiteFinding, SitemapReport

__all__ = ["conventions", "feeds", "findings", "sitemaps", "steps", "worst"]

_WORTH: Final = 15
_INDENT: Final = 4
_ROOM: Final = 8
_BEFORE: Final = 26
"""Columns of the figures of a page: gain, inlinks, clicks."""
_STATE: Final = 9
_KIND: Final = 9


# --- findings -------------------------------------------------------------------------------------------------------


def findings(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    """What only many pages can show: faults by gain, then remarks, then what could not be judged."""
    lines: list[str] = []
    if changes := words.changes(audit.findings):
        shown, left = layout.some(changes, caps.findings)
        lines += layout.title("What only many pages can show, the most valuable first")
        for number, finding in enumerate(shown, 1):
            lines += _finding(number, finding, layout, caps)
        lines += layout.more(left)
    for title, found in (
        ("Worth knowing, no points to win", words.remarks(audit.findings)),
        ("Could not be judged", words.unjudged(audit.findings, Status.UNKNOWN)),
        ("Faults of indexaudit: please report them", words.unjudged(audit.findings, Status.CRASH)),
    ):
        if found:
            lines += ["", *layout.title(title)] if lines else layout.title(title)
            kept, left = layout.some(found, caps.remarks)
            for finding in kept:
                message = sentence(shortened(finding.message, caps.address)) or "(no message)"
                lines += _dash(f"{message} ({printable(finding.rule)}{words.beside(finding)})", layout)
            lines += layout.more(left)
    return lines


def _finding(number: int, finding: SiteFinding, layout: Layout, caps: Caps) -> list[str]:
    ink = layout.ink
    worth = f"{words.worth(finding) + '  ':<{_WORTH}}"
    basis = cut(words.basis(finding), layout.width - _INDENT - columns(worth))
    lines = [f"{number:>2}. {ink.strong(worth)}{ink.faint(basis)}"]
    message = sentence(shortened(finding.message, caps.address)) or "(no message)"
    lines += layout.paragraph(message, ink.strong, indent=_INDENT)
    shown, _ = layout.some(finding.examples, caps.examples)
    such = ", such as" if len(shown) < finding.pages and shown else ""
    lines += layout.labelled("On", words.reach(finding) + such, indent=_INDENT, room=_ROOM)
    for example in shown:
        lines += _example(example, layout, caps)
    if finding.fix:
        lines += layout.labelled("Fix", shortened(finding.fix, caps.address), indent=_INDENT, room=_ROOM)
    if caps.findings is None:
        for source in finding.sources:
            said = f"{source.title} ({source.checked}): {source.url}"
            lines += layout.labelled("Source", printable(said), ink.faint, indent=_INDENT, room=_ROOM)
    return lines


def _example(text: str, layout: Layout, caps: Caps) -> list[str]:
    indent, room = _INDENT + _ROOM, layout.width - _INDENT - _ROOM
    if words.is_address(text):
        return [" " * indent + not_a_command(short(text, room))]
    return layout.paragraph(cut(shortened(text, caps.address), 3 * room), indent=indent)


def _dash(text: str, layout: Layout) -> list[str]:
    first, *more = wrap(text, layout.width - 4) or [""]
    return [f"  - {first}", *("    " + line for line in more)]


# --- pages ----------------------------------------------------------------------------------------------------------


def worst(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    """The pages that cost the most: what mending one wins, times the links that lead there."""
    if not audit.worst:
        return []
    shown, left = layout.some(audit.worst, caps.worst)
    lines = layout.title(words.WORST)
    lines.append(layout.ink.faint(f"{'gain':>7}{'inlinks':>9}{'clicks':>8}  page"))
    for row in shown:
        lines += _page(row, layout, caps)
    return lines + layout.more(left)


def _page(row: PageRow, layout: Layout, caps: Caps) -> list[str]:
    clicks = "–" if row.clicks is None else f"{row.clicks:,}"
    figures = f"{f'+{row.gain:,.1f}':>7}{row.inlinks:>9,}{clicks:>8}  "
    room = layout.width - _BEFORE
    lines = [layout.ink.strong(figures) + not_a_command(short(row.url, room))]
    title = cut(words.name(row), room)
    said = " · ".join([*filter(None, [title]), *(shortened(p, caps.address) for p in words.page_facts(row))])
    return lines + layout.paragraph(said, layout.ink.faint, indent=_BEFORE)


def conventions(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    """How the addresses of each type are built, and which break with it."""
    if not audit.conventions:
        return []
    shown, left = layout.some(audit.conventions, caps.conventions)
    lines = layout.title("How addresses are built")
    kind = max(columns(words.type_name(c.page_type.value)) for c in shown) + 2
    for convention in shown:
        kept = words.builds(convention)
        room = layout.width - kind - columns(kept) - 2
        name = words.type_name(convention.page_type.value)
        lines.append(f"{cell(name, kind)}{cell(printable(convention.pattern), room)}  {kept}")
        breakers, more = layout.some(convention.breakers, caps.breakers)
        for label, url in zip(("not so", *[""] * len(breakers)), breakers, strict=False):
            start = " " * kind + layout.ink.faint(f"{label:<{_ROOM}}")
            lines.append(start + not_a_command(short(url, layout.width - kind - _ROOM)))
        lines += layout.more(more, indent=kind + _ROOM)
    return lines + layout.more(left)


# --- sitemaps and feeds ---------------------------------------------------------------------------------------------


def sitemaps(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    """Each sitemap, how it was found and what is wrong with it."""
    found = words.sitemaps(audit)
    if not found:
        return layout.paragraph(shortened(words.no_sitemap(audit), caps.address), layout.ink.fair)
    entries = sum(sitemap.entries for sitemap in found if sitemap.kind != "index")
    lines = layout.title(f"{counted(len(found), 'sitemap', 'sitemaps')}, {counted(entries, 'address', 'addresses')}")
    shown, left = layout.some(found, caps.sources)
    for sitemap in shown:
        lines += _source(sitemap, f"by {printable(sitemap.origin)}", layout, caps)
    return lines + layout.more(left)


def feeds(audit: SiteAudit, layout: Layout, caps: Caps) -> list[str]:
    """Each feed, its newest entry and what is wrong with it."""
    if not audit.feeds:
        return []
    entries = sum(feed.entries for feed in audit.feeds)
    lines = layout.title(f"{counted(len(audit.feeds), 'feed', 'feeds')}, {counted(entries, 'entry', 'entries')}")
    shown, left = layout.some(audit.feeds, caps.sources)
    for feed in shown:
        newest = f"newest {printable(feed.newest)[:10]}" if feed.newest else "no date"
        lines += _source(feed, newest + (", WebSub" if feed.hub else ""), layout, caps)
    return lines + layout.more(left)


def _source(source: SitemapReport | FeedReport, note: str, layout: Layout, caps: Caps) -> list[str]:
    ink, before = layout.ink, _STATE + _KIND + 8
    paint = {"done": ink.good, "failed": ink.bad}.get(source.state, ink.fair)
    note = cut(note, 24)
    room = layout.width - before - 2 - columns(note) - 2
    line = (
        f"{paint(cell(printable(source.state), _STATE))}{cell(printable(source.kind or '–'), _KIND)}"
        f"{source.entries:>8,}  {cell(short(source.url, room), room)}  {ink.faint(note)}"
    )
    lines = [line]
    problems, left = layout.some(source.problems, caps.problems)
    for problem in problems:
        lines += layout.paragraph(shortened(words.problem(problem), caps.address), ink.fair, indent=before + 2)
    return lines + layout.more(left, indent=before + 2)


def steps(audit: SiteAudit, layout: Layout) -> list[str]:
    """Commands that lead on."""
    found: Sequence[words.Step] = words.steps(audit)
    if not found:
        return []
    lines = layout.title("What to do next")
    for step in found:
        lines += layout.paragraph(step.command, layout.ink.strong, indent=2)
        lines += layout.paragraph(step.why, layout.ink.faint, indent=6)
    return lines
