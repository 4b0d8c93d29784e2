"""The crawl of a site to Markdown, for a wiki page or a pull request: what the text report says, in tables.

Nothing of a page becomes markup: see :mod:`indexaudit.report.markup`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from indexaudit.comparison import ScoreSummary
from indexaudit.model import Status
from indexaudit.report.figures import judged, number, percent, summarized
from indexaudit.report.markup import cell_code, code, escape, prose, table
from indexaudit.report.printable import cut, printable
from indexaudit.report.site import words
from indexaudit.report.site.caps import CAPS, Caps
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.words import sentence
from indexaudit.site_audit import FeedReport, Group, PageRow, SiteAudit, SiteFinding, SitemapReport

__all__ = ["render", "stream"]

T = TypeVar("T")

_NAME: Final = 120
_MORE: Final = "`--full` shows them, `--format json` has all"


def render(crawled: Crawled, *, full: bool = False) -> str:
    """The whole report; ``full`` shows every list whole. Ends with a newline."""
    return "".join(stream(crawled, full=full))


def stream(crawled: Crawled, *, full: bool = False) -> Iterator[str]:
    """:func:`render` block by block."""
    audit, caps = crawled.audit, Caps.none() if full else CAPS
    blocks = (
        _headline(audit, caps),
        _verdicts(audit),
        _groups(audit, caps),
        _findings(audit, caps),
        *_remarks(audit, caps),
        _worst(audit, caps),
        _conventions(audit, caps),
        _sitemaps(audit, caps),
        _feeds(audit, caps),
        _steps(audit),
    )
    for at, lines in enumerate(filter(None, blocks)):
        yield "\n" * bool(at) + "\n".join(lines) + "\n"


def _some(things: Sequence[T], cap: int | None, shown: Callable[[T], list[str]], indent: str = "") -> Iterator[str]:
    for thing in things[:cap]:
        yield from shown(thing)
    if left := len(things[cap:]) if cap is not None else 0:
        yield f"{indent}- and {left:,} more: {_MORE}"


def _left(things: Sequence[object], cap: int | None) -> list[str]:
    left = len(things[cap:]) if cap is not None else 0
    return ["", f"and {left:,} more: {_MORE}"] if left else []


# --- figures --------------------------------------------------------------------------------------------------------


def _headline(audit: SiteAudit, caps: Caps) -> list[str]:
    totals = audit.totals
    name = escape(cut(printable(audit.seeds[0]), _NAME)) if audit.seeds else "A list of addresses"
    lines = [f"# {name}", "", f"**{words.headline(audit)}**", ""]
    if len(audit.seeds) > 1:
        lines += _some(audit.seeds[1:], caps.seeds, lambda seed: [f"- Seed: {code(seed)}"])
    lines += [f"- Crawled: {escape(words.when(audit))}", f"- State: {words.state(audit)}"]
    lines += [f"- Limit: {prose(sentence(limit))}" for limit in audit.limits]
    lines.append(f"- Pages: {words.summed(totals)}")
    if totals.unchanged:
        lines.append(f"- Unchanged since the crawl before: {totals.unchanged:,} of the done")
    for label, counts in (("Failed", totals.failures), ("Skipped", totals.skips)):
        if counts:
            lines.append(f"- {label}: {escape(words.listed(counts))}")
    if totals.refused:
        lines.append(f"- Refused: {escape(words.refused(totals))}")
    if totals.done:
        lines.append(f"- Search: {summarized(audit.search, 'for search')}")
        lines.append(f"- Share: {summarized(audit.share, 'for sharing')}")
    return lines


def _verdicts(audit: SiteAudit) -> list[str]:
    counts, done = audit.totals.indexability, audit.totals.done
    if not counts or not done:
        return []
    rows = [
        [
            escape(words.verdict(count.name)),
            cell_code(count.example) if count.example else "–",
            f"{count.count:,}",
            percent(count.count / done),
        ]
        for count in reversed(counts)
    ]
    return ["## Verdicts", "", *table(["Verdict", "Such as", "Pages", "Share"], rows, numbers=2)]


def _groups(audit: SiteAudit, caps: Caps) -> list[str]:
    sections = _scores("## Scores by section", audit.sections, printable, caps)
    types = _scores("## Scores by type of page", audit.types, words.type_name, caps)
    if not sections and not types:
        return []
    between = [""] if sections and types else []
    said = "Median scores, 0 to 100. In brackets: the quartiles, and how much of all could be judged."
    return [*sections, *between, *types, "", said]


def _scores(title: str, groups: Sequence[Group], named: Callable[[str], str], caps: Caps) -> list[str]:
    if not groups:
        return []
    ordered = sorted(groups, key=lambda group: (-group.pages, group.name))
    rows = [[escape(cut(named(group.name), _NAME)), *_group(group)] for group in ordered[: caps.groups]]
    heads = ["", "Pages", "Indexable", "Search", "Share", "Median words"]
    return [title, "", *table(heads, rows, numbers=5), *_left(ordered, caps.groups)]


def _group(group: Group) -> list[str]:
    return [
        f"{group.pages:,}",
        percent(group.indexable / group.pages) if group.pages else "–",
        _summary(group.search),
        _summary(group.share),
        number(group.median_words),
    ]


def _summary(summary: ScoreSummary) -> str:
    if not summary.of:
        return "–"
    rest = f"{judged(summary)} judged"
    if summary.median is None:
        return f"– ({rest})"
    if summary.low is not None and summary.high is not None and summary.low != summary.high:
        rest = f"{summary.low:.1f}–{summary.high:.1f}, {rest}"
    return f"{summary.median:.1f} ({rest})"


# --- findings -------------------------------------------------------------------------------------------------------


def _findings(audit: SiteAudit, caps: Caps) -> list[str]:
    changes = words.changes(audit.findings)
    if not changes:
        return []
    lines = ["## What only many pages can show, the most valuable first", ""]
    numbered = tuple(enumerate(changes, 1))
    return [*lines, *_some(numbered, caps.findings, lambda entry: _finding(*entry, caps))]


def _finding(at: int, finding: SiteFinding, caps: Caps) -> list[str]:
    indent = " " * (len(str(at)) + 2)
    lines = [f"{at}. **{prose(sentence(finding.message)) or '(no message)'}** ({words.worth(finding)})"]
    lines.append(f"{indent}- On: {words.reach(finding)}")
    lines += [f"{indent}- Such as: {_example(example)}" for example in finding.examples[: caps.examples]]
    if finding.fix:
        lines.append(f"{indent}- Fix: {prose(printable(finding.fix))}")
    if caps.findings is None:
        lines += [f"{indent}- Source: {escape(s.title)} ({escape(s.checked)}): {code(s.url)}" for s in finding.sources]
    return [*lines, f"{indent}- Rule: {escape(words.basis(finding))}"]


def _example(text: str) -> str:
    return code(text) if words.is_address(text) else prose(printable(text))


def _remarks(audit: SiteAudit, caps: Caps) -> Iterator[list[str]]:
    for title, found in (
        ("Worth knowing, no points to win", words.remarks(audit.findings)),
        ("Could not be judged", words.unjudged(audit.findings, Status.UNKNOWN)),
        ("Faults of indexaudit: please report them", words.unjudged(audit.findings, Status.CRASH)),
    ):
        if found:
            yield [f"## {title}", "", *_some(found, caps.remarks, _remark)]


def _remark(finding: SiteFinding) -> list[str]:
    return [f"- {prose(sentence(finding.message)) or '(no message)'} ({code(finding.rule)}{words.beside(finding)})"]


# --- pages ----------------------------------------------------------------------------------------------------------


def _worst(audit: SiteAudit, caps: Caps) -> list[str]:
    if not audit.worst:
        return []
    heads = ["Page", "Address", "What is wrong", "Gain", "Inlinks", "Clicks"]
    rows = [_page(row) for row in audit.worst[: caps.worst]]
    return [f"## {words.WORST}", "", *table(heads, rows, numbers=3), *_left(audit.worst, caps.worst)]


def _page(row: PageRow) -> list[str]:
    return [
        escape(cut(words.name(row), _NAME)) or "(no title)",
        cell_code(row.url),
        escape(" · ".join(words.page_facts(row))) or "–",
        f"+{row.gain:,.1f}",
        f"{row.inlinks:,}",
        "–" if row.clicks is None else f"{row.clicks:,}",
    ]


def _conventions(audit: SiteAudit, caps: Caps) -> list[str]:
    if not audit.conventions:
        return []
    lines = ["## How addresses are built", ""]
    for convention in audit.conventions[: caps.conventions]:
        name = escape(words.type_name(convention.page_type.value))
        lines.append(f"- {name}: {code(convention.pattern)}, {words.builds(convention)}")
        lines += _some(convention.breakers, caps.breakers, lambda url: [f"  - Not so: {code(url)}"], "  ")
    return [*lines, *_left(audit.conventions, caps.conventions)]


def _sitemaps(audit: SiteAudit, caps: Caps) -> list[str]:
    found = words.sitemaps(audit)
    if not found:
        said = words.no_sitemap(audit)
        return ["## Sitemaps", "", prose(said)] if said else []
    shown = found[: caps.sources]
    rows = [_source(sitemap, f"by {sitemap.origin}") for sitemap in shown]
    lines = ["## Sitemaps", "", *table(["Sitemap", "Found", "State", "Kind", "Entries"], rows, numbers=1)]
    return [*lines, *_left(found, caps.sources), *_problems(shown, caps)]


def _feeds(audit: SiteAudit, caps: Caps) -> list[str]:
    if not audit.feeds:
        return []
    shown = audit.feeds[: caps.sources]
    rows = [_source(feed, (feed.newest or "–")[:10]) for feed in shown]
    lines = ["## Feeds", "", *table(["Feed", "Newest entry", "State", "Kind", "Entries"], rows, numbers=1)]
    return [*lines, *_left(audit.feeds, caps.sources), *_problems(shown, caps)]


def _source(source: SitemapReport | FeedReport, note: str) -> list[str]:
    kind = escape(source.kind) if source.kind else "–"
    return [cell_code(source.url), escape(note), escape(source.state), kind, f"{source.entries:,}"]


def _problems(sources: Sequence[SitemapReport | FeedReport], caps: Caps) -> list[str]:
    lines: list[str] = []
    for source in sources:
        said = [f"- {code(source.url)}: {prose(words.problem(problem))}" for problem in source.problems]
        lines += _some(said, caps.problems, lambda line: [line])
    return ["", *lines] if lines else []


def _steps(audit: SiteAudit) -> list[str]:
    steps = words.steps(audit)
    if not steps:
        return []
    return ["## What to do next", "", *(f"- {code(step.command)}: {step.why}" for step in steps)]
