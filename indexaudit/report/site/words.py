"""Figures of a site to the plain words that its reports share. Everything here is safe to print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from indexaudit.comparison import ItemFinding
from indexaudit.model import Axis, Indexability, Status
from indexaudit.report.figures import counted, percent
from indexaudit.report.printable import printable
from indexaudit.report.words import PLURALS, SHORT, sentence
from indexaudit.site_audit import Convention, Count, Group, PageRow, SiteAudit, SiteFinding, SitemapReport, Totals

__all__ = [
    "WORST",
    "Step",
    "basis",
    "beside",
    "builds",
    "changes",
    "first_finding",
    "headline",
    "indexable",
    "is_address",
    "listed",
    "moment",
    "name",
    "no_sitemap",
    "page_facts",
    "problem",
    "reach",
    "reason",
    "refused",
    "remarks",
    "sitemaps",
    "spread",
    "state",
    "steps",
    "summed",
    "type_name",
    "unjudged",
    "verdict",
    "when",
    "worth",
]

_REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "depth": "too deep",
        "scope": "out of scope",
        "secret": "a secret in the address",
        "tls_error": "TLS error",
        "dns_failure": "DNS failure",
        "not_html": "not HTML",
        "robots_disallowed": "kept out by robots.txt",
        "robots_unreachable": "robots.txt could not be had",
        "worker_died": "a worker died of it",
        "crash": "a bug of ours",
        "sitemap_files": "sitemaps beyond their number",
        "sitemap_depth": "sitemaps below too many indexes",
        "unasked_304": "304 without being asked",
    }
)
"""Reasons that do not read well with a blank for each underscore."""

_VERDICTS: Final = {found.value: said for found, said in SHORT.items()}
_TYPES: Final = {kind.value: said for kind, said in PLURALS.items()}

_CODE: Final = re.compile(r"[a-z0-9_]{1,60}")
_NAMED: Final = 6
"""Reasons in one line; the others are counted."""


WORST: Final = "Worst pages: points to win × (1 + inlinks)"
"""The heading of the worst pages, which says their order."""


# --- the crawl ------------------------------------------------------------------------------------------------------


def moment(time: datetime) -> str:
    """To the minute, with its zone."""
    return f"{time:%Y-%m-%d %H:%M} {time:%Z}".rstrip()


def when(audit: SiteAudit) -> str:
    """When the site was crawled, how long it took, and by which version."""
    by = f"by indexaudit {printable(audit.version)}"
    if audit.finished is None:
        return f"{moment(audit.started)}, not finished, {by}"
    return f"{moment(audit.started)}, for {_lasted(audit.finished - audit.started)}, {by}"


def _lasted(time: timedelta) -> str:
    seconds = max(0, round(time.total_seconds()))
    if seconds < 120:
        return counted(seconds, "second", "seconds")
    if seconds < 7200:
        return f"{round(seconds / 60)} minutes"
    return f"{seconds / 3600:.1f} hours"


def state(audit: SiteAudit) -> str:
    """Whether this is all of the site that was to be read."""
    if audit.finished is None:
        return "partial: the crawl is under way, or was killed"
    if not audit.partial:
        return "whole: nothing is left to read"
    left = audit.totals.pending
    return f"partial: {counted(left, 'page is', 'pages are')} pending" if left else "partial: it was stopped"


def summed(totals: Totals) -> str:
    """What became of every page, as a sum that agrees."""
    return (
        f"{totals.scheduled:,} scheduled = {totals.done:,} done + {totals.failed:,} failed + {totals.skipped:,} "
        f"skipped + {totals.pending:,} pending"
    )


def refused(totals: Totals) -> str:
    """Addresses that were never scheduled, in a clause; empty when there is none."""
    if not totals.refused:
        return ""
    return f"{counted(totals.refused, 'address', 'addresses')} never scheduled: {listed(totals.refusals)}"


def listed(counts: Iterable[Count]) -> str:
    """Reasons with their numbers, the largest first."""
    found = sorted(counts, key=lambda count: (-count.count, count.name))
    said = [f"{reason(count.name)} {count.count:,}" for count in found]
    if len(said) > _NAMED + 1:
        rest = sum(count.count for count in found[_NAMED:])
        said = [*said[:_NAMED], f"other reasons {rest:,}"]
    return ", ".join(said)


def reason(code: str) -> str:
    """The code of a failure, of a skipped page or of a refusal, as words."""
    if code.startswith("trap_"):
        return f"trap ({printable(code[5:]).replace('_', ' ')})"
    return _REASONS.get(code) or printable(code).replace("_", " ") or "no reason given"


def problem(text: str) -> str:
    """What is wrong with a sitemap or feed: a sentence, also where only a code is known."""
    if not _CODE.fullmatch(text):
        return sentence(text)
    return f"Answers with {text[7:]}" if text.startswith("status_") else sentence(reason(text))


def sitemaps(audit: SiteAudit) -> tuple[SitemapReport, ...]:
    """The sitemaps that there are: not the usual places at which none was found."""
    return tuple(s for s in audit.sitemaps if not (s.origin == "path" and s.state == "skipped"))


def no_sitemap(audit: SiteAudit) -> str:
    """Where none was found, in a sentence; empty when there is one, or when none was looked for."""
    if not audit.sitemaps or sitemaps(audit):
        return ""
    places = ", ".join(printable(s.url) for s in audit.sitemaps[:3])
    return f"No sitemap: robots.txt names none, and none is at {places}."


def headline(audit: SiteAudit) -> str:
    """How much of the site Google can index, in a sentence."""
    done = audit.totals.done
    if not done:
        return "No page could be read." if audit.totals.scheduled else "There is no page to read."
    found = indexable(audit)
    unseen = sum(c.count for c in audit.totals.indexability if c.name == Indexability.UNVERIFIED)
    rest = f"; {unseen:,} not verified" if unseen else ""
    pages = "the one page that was read" if done == 1 else f"the {done:,} pages that were read"
    return f"Of {pages}, Google can index {found:,} ({percent(found / done)}{rest})."


def indexable(audit: SiteAudit) -> int:
    """How many pages Google can index, with or without running their scripts."""
    found = {verdict.value for verdict in Indexability if verdict.found}
    return sum(c.count for c in audit.totals.indexability if c.name in found)


def verdict(name: str) -> str:
    """A verdict for a table."""
    return _VERDICTS.get(name) or printable(name)


# --- scores ---------------------------------------------------------------------------------------------------------


def type_name(kind: str) -> str:
    """Pages of one type."""
    return _TYPES.get(kind) or printable(kind)


def spread(group: Group | SiteAudit) -> str:
    """The quartiles of the search scores; a dash when they are not known."""
    low, high = group.search.low, group.search.high
    if low is None or high is None:
        return "–"
    return f"{low:.1f}" if low == high else f"{low:.1f}–{high:.1f}"


# --- findings and pages ---------------------------------------------------------------------------------------------


def worth(finding: SiteFinding) -> str:
    """The gain of a finding of the site, all pages together."""
    return f"+{finding.gain:,.1f} {finding.dimension.axis.value}" if finding.gain > 0 else "no points"


def basis(finding: SiteFinding) -> str:
    """The rule, how much it weighs, and how well it is established."""
    parts = (finding.rule, finding.severity.value, finding.dimension.value, finding.evidence_strength.value)
    return printable(" · ".join(parts))


def reach(finding: SiteFinding) -> str:
    """How many pages a finding concerns, of how many that could have it."""
    if not finding.pages:
        return "the site as a whole"
    return f"{finding.pages:,} of {counted(finding.judged, 'page', 'pages')}"


def beside(finding: SiteFinding) -> str:
    """How many pages a fault concerns, to stand behind the name of its rule; empty for the site as a whole."""
    return f", {reach(finding)}" if finding.pages and finding.status in (Status.WARN, Status.FAIL) else ""


def changes(findings: Iterable[SiteFinding]) -> tuple[SiteFinding, ...]:
    """Faults that win points when they are mended."""
    return tuple(f for f in findings if f.status in (Status.WARN, Status.FAIL) and f.gain > 0)


def remarks(findings: Iterable[SiteFinding]) -> tuple[SiteFinding, ...]:
    """Faults that win none."""
    return tuple(f for f in findings if f.status in (Status.WARN, Status.FAIL) and f.gain <= 0)


def unjudged(findings: Iterable[SiteFinding], status: Status) -> tuple[SiteFinding, ...]:
    """What could not be judged (``unknown``), or what broke (``crash``)."""
    return tuple(f for f in findings if f.status is status)


def is_address(text: str) -> bool:
    """Whether an example is an address and nothing else."""
    return text.startswith(("https://", "http://")) and not any(map(str.isspace, text))


def name(row: PageRow) -> str:
    """The title of a page; empty when it has none."""
    return printable(row.title or "")


def page_facts(row: PageRow) -> tuple[str, ...]:
    """The verdict of a page that is not plainly indexable and its first finding, each in a clause."""
    shown = row.indexability not in (None, Indexability.INDEXABLE)
    said = [SHORT[row.indexability]] if row.indexability and shown else []
    if (first := first_finding(row)) is not None:
        said.append(printable(f"{first.message} ({first.rule})"))
    if len(row.findings) > 1:
        said.append(counted(len(row.findings) - 1, "more finding", "more findings"))
    return tuple(said)


def first_finding(row: PageRow) -> ItemFinding | None:
    """What wins most for search, by which pages are ordered; where there is nothing, what wins most for sharing."""
    return next((f for f in row.findings if f.axis is Axis.SEARCH), next(iter(row.findings), None))


def builds(convention: Convention) -> str:
    """How many pages keep a convention."""
    return f"{counted(convention.pages, 'page', 'pages')} ({percent(convention.share)})"


# --- what next ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command that leads on, and what for."""

    command: str
    why: str


def steps(audit: SiteAudit) -> tuple[Step, ...]:
    """What to do next; each command can be copied into a shell as it is."""
    found = []
    if audit.worst:
        # An address may hold what a shell would run.
        address = shlex.quote(printable(audit.worst[0].url))
        found.append(Step(command=f"indexaudit check {address}", why="all that there is to say of the worst page"))
    if first := next(iter(changes(audit.findings)), None):
        command = f"indexaudit explain {shlex.quote(printable(first.rule))}"
        found.append(Step(command=command, why="why the most valuable finding matters, and how it is mended"))
    if audit.totals.pending and audit.seeds:
        command = f"indexaudit crawl {shlex.quote(printable(audit.seeds[0]))} --store FILE --resume"
        found.append(Step(command=command, why="go on where this crawl stopped, if its store was kept"))
    return tuple(found)
