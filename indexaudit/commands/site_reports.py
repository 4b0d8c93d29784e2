"""What commands over a whole site share: the options of its reports, the reports themselves, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

from indexaudit.commands.exit_code import FAIL_ON, Thresholds
from indexaudit.commands.options import configured, outputs, read_by, tell
from indexaudit.commands.outputs import Output, beside
from indexaudit.commands.settings import Settings, score, share
from indexaudit.commands.site_exit_code import site_exit_code
from indexaudit.commands.terminal import colour, show
from indexaudit.config import Config
from indexaudit.model import Axis, PageAudit
from indexaudit.report.printable import printable
from indexaudit.report.site.crawled import Crawled
from indexaudit.report.site.formats import FORMATS, stream
from indexaudit.site_audit import SiteAudit

if TYPE_CHECKING:
    from indexaudit.crawl.store import Store

__all__ = ["SiteReports", "reported"]

_F = TypeVar("_F", bound=Callable[..., Any])  # Any: a command


def reported(command: _F) -> _F:
    """The options that say how a site is reported, and when the command exits with 1 or 2."""
    for option in reversed(
        (
            click.option("--format", type=click.Choice(list(FORMATS)), help="What stdout gets.  [text]"),
            click.option(
                "--output", metavar="FORMAT=FILE", multiple=True, help="Write a report to a file too; repeatable."
            ),
            click.option("--full", is_flag=True, help="Show every list of text and markdown whole."),
            click.option(
                "--width", type=click.IntRange(80, 400), metavar="N", default=80, help="Columns of the text.  [80]"
            ),
            click.option(
                "--fail-on", type=click.Choice(list(FAIL_ON)), help="Exit 1 for a fault this bad or worse.  [gate]"
            ),
            click.option(
                "--fail-under", metavar="N", callback=read_by(score), help="Exit 1 for a median below N, 0 to 100."
            ),
            click.option(
                "--axis", type=click.Choice([a.value for a in Axis]), help="The score thresholds look at.  [search]"
            ),
            click.option(
                "--min-coverage", metavar="N", callback=read_by(share), help="Exit 2 when less was judged; 0 to 1."
            ),
            click.option("--quiet", is_flag=True, help="No notes and no progress, only errors and thresholds."),
        )
    ):
        command = option(command)
    return configured(command)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReports:
    """Which reports are wanted, and the thresholds that the site is held against."""

    format: str
    outputs: Sequence[Output]
    full: bool
    width: int
    thresholds: Thresholds

    @classmethod
    def asked(cls, chosen: dict[str, Any], settings: Settings) -> Self:  # Any: values of options
        """From the values of :func:`reported`. Raises :class:`OutputError`, and click's usage error."""
        if chosen["axis"] and chosen["fail_under"] is None and chosen["min_coverage"] is None:
            raise click.UsageError(
                "--axis says which score --fail-under and --min-coverage look at; give one of them too"
            )
        return cls(
            format=chosen["format"] or settings.format or "text",
            outputs=outputs(chosen["output"], FORMATS),
            full=chosen["full"],
            width=chosen["width"],
            thresholds=settings.override(
                fail_on=chosen["fail_on"],
                fail_under=chosen["fail_under"],
                axis=Axis(chosen["axis"]) if chosen["axis"] else None,
                min_coverage=chosen["min_coverage"],
            ),
        )

    def write(self, store: Store, audit: SiteAudit, config: Config) -> int:
        """Write them all, and tell which thresholds are not kept; the exit code."""
        from indexaudit.crawl.site.rows import site_rows

        crawled = Crawled(audit=audit, rows=partial(site_rows, store, config))
        files = [(o, stream(o.format, crawled, width=self.width, full=self.full)) for o in self.outputs]
        shown = stream(self.format, crawled, width=self.width, colour=colour(), full=self.full)
        # Closed at once when anything goes wrong, so that no half-written file is left.
        with closing(beside(shown, files)) as pieces:
            show(pieces, self.format, to_the_end=bool(self.outputs))
        # As each page was judged by itself: what the site adds stands in the audit of the site, and is judged but once.
        pages = (PageAudit.from_json(text) for _, text in store.audits())
        verdict = site_exit_code(audit, pages, self.thresholds)
        for reason in verdict.reasons:
            tell(printable(f"{audit.seeds[0] if audit.seeds else store.name}: {reason}"))
        return verdict.code
